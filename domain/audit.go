package domain

import "time"

// Tried is what became of something that was tried.
type Tried string

// What may become of it.
const (
	TriedDone      Tried = "done"
	TriedOpened    Tried = "opened"    // a file was shown whole
	TriedShown     Tried = "shown"     // files or figures were listed
	TriedAsked     Tried = "asked"     // it was answered with a question
	TriedRequested Tried = "requested" // somebody who may was asked for it
	TriedRefused   Tried = "refused"
	TriedFault     Tried = "fault" // of ours
)

// Attempt is what somebody did or tried: never what they typed beyond the verb and the file.
type Attempt struct {
	Key     string
	At      time.Time
	Actor   PersonID
	For     PersonID // who asked for what was done; empty: nobody
	Source  Source
	Channel string // empty for what was done: an entry keeps none
	Market  MarketID
	File    FileID
	Number  string // of the file
	Verb    string // empty: it was not understood
	About   string // of an act on no file: Tom Becker, field
	Entry   int    // that was made; 0: none
	Outcome Tried
	Why     Kind // of a refusal
}

// AuditQuery says which attempts are meant.
type AuditQuery struct {
	Market MarketID  // 0: all
	File   FileID    // 0: all
	Since  time.Time // zero: from the beginning
	Limit  int       // the newest; 0: all
}
