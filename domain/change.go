package domain

import (
	"strings"
	"time"
)

// FileID identifies a file.
type FileID int64

// Act says who does something, by which door, and the one instant of it.
type Act struct {
	Key    string // seen once only; a redelivery carries the same key
	Actor  PersonID
	Source Source
	At     time.Time

	Request  RequestID // the request it answers with yes; 0: none
	For      PersonID  // who asked for it; empty: the actor does it unasked
	Seconded PersonID  // who allowed it first, where it takes two; empty: nobody
	SetsUp   PersonID  // whose request to be set up it answers with yes, if one waits; empty: nobody's
}

// Ref names a fact within its file: the change's version and the fact's place in it. The zero Ref names none.
type Ref struct {
	Version int
	Place   int
}

// Row is what every dated fact has. A mirror takes back the fact it names; the mirror of a mirror states it again. A fact is
// named by one mirror at most, so a row stands when it is no mirror and no mirror names it.
type Row struct {
	Place   int  // position in its change, from 1
	On      Date // business date, never later than the market's today
	Mirror  bool // true: it takes back; false: it states
	Mirrors Ref  // the fact it takes back or states again; zero for a fact of its own
}

// StageChange says that the file reached a stage, or came back to one. A stage is stated when the file is received and by
// the history of an import; every other one is derived: it follows from the rounds and the money.
type StageChange struct {
	Row
	At      time.Time // the instant; zero where only the date is known
	Stage   Stage
	Outcome Outcome
	Assumed bool // the date was made up by an import that had none
	Derived bool // taken back and written anew as soon as other facts make another stage follow
}

// RoundEvent is a submission round being handed in, or a result of it.
type RoundEvent struct {
	Row
	At         time.Time
	Round      int // 1, 2, 3 within the file
	Event      Result
	Kind       RoundKind
	Amount     Money    // asked, or approved
	To         string   // to whom it was handed in
	By         string   // who handed in or decided, where a sheet says so
	Reference  string   // their number
	ErrorTypes []string // why it came back
	Words      string
}

// Invoice is an invoice's header. Its amount stands in the ledger as an entry too.
type Invoice struct {
	N      int // 1, 2, 3 within the file
	Number string
	Payer  string
	On     Date
	Due    Date
	Amount Money
	More   bool // further invoices follow: keeps the file from paid in full
}

// Payment is the header of money received on the file, whole or the file's part of a larger one.
type Payment struct {
	N         int
	Method    Method
	Reference string
	Payer     string
	On        Date
	Amount    Money  // gross
	Fee       Money  // taken out by the payer or the rail before it arrived
	Total     Money  // of the whole check, equal to Amount when it is for this file alone
	Auto      bool   // applied to the payer's oldest invoice first, as nobody said otherwise
	To        string // the invoice number it was meant for; empty: oldest first
}

// Means is how the money came, in words: check 881, ACH 70021, ref 881. It is empty where nothing is known of it.
func (p Payment) Means() string {
	word := map[Method]string{ACH: "ACH", Avid: "Avid", ClaimsPay: "ClaimsPay"}[p.Method]
	if word == "" {
		word = string(p.Method)
	}
	if word == "" && p.Reference != "" {
		word = "ref"
	}
	return strings.TrimSpace(word + " " + p.Reference)
}

// EntryKind is what a row of the money ledger is.
type EntryKind string

// The kinds of ledger entry, with their signs as seen from the balance or the cash they add to.
const (
	EntryInvoice     EntryKind = "invoice"     // + the invoice's balance
	EntryCreditMemo  EntryKind = "credit_memo" // - the invoice's balance, and net invoicing
	EntryWriteOff    EntryKind = "write_off"   // - the invoice's balance
	EntryPayment     EntryKind = "payment"     // + cash
	EntryRefund      EntryKind = "refund"      // - cash
	EntryApplication EntryKind = "application" // - the invoice's balance, - the payment's unapplied rest
)

// Entry is one row of the money ledger.
type Entry struct {
	Row
	Kind    EntryKind
	Cents   Money
	Invoice int // the invoice's N, 0 for cash
	Payment int // the payment's N, 0 where no cash is meant
}

// Dispute says how much of an invoice the payer contests from a day on; an amount of 0 settles it.
type Dispute struct {
	Row
	Invoice int
	Amount  Money
	Words   string
}

// NoteKind is what a line of the timeline is.
type NoteKind string

// The kinds of timeline line.
const (
	PlainNote  NoteKind = "note"
	ReviewNote NoteKind = "review"   // the reviewer passed it on, or looked at it
	BackNote   NoteKind = "takeback" // the submitter took a rejected round back
	CancelNote NoteKind = "cancel"   // the file comes to nothing
	ReopenNote NoteKind = "reopen"   // the file is open, whatever its money says
)

// Note is a line of the file's timeline. One that says how the file ends moves its stage; no other changes anything.
type Note struct {
	Row
	At    time.Time
	Kind  NoteKind
	Words string
}

// Assignment says who owns the file from a day on.
type Assignment struct {
	Row
	Owner PersonID
}

// Details are fields of the file being set, by their names; amounts are cents, dates ISO.
type Details struct {
	Row
	Fields map[string]string
}

// TouchKind is how somebody was in contact about the file.
type TouchKind string

// The kinds of touch.
const (
	Call   TouchKind = "call"
	Email  TouchKind = "email"
	Text   TouchKind = "text"
	Visit  TouchKind = "visit"
	Portal TouchKind = "portal" // their portal was looked at
)

// TouchKinds lists the kinds of touch in the order a form shows them.
func TouchKinds() []TouchKind { return []TouchKind{Call, Email, Text, Visit, Portal} }

// Touch is a contact about the file.
type Touch struct {
	Row
	At    time.Time // the instant; zero where only the date is known
	Kind  TouchKind
	Who   string // a holder's word, a company or a person; may be empty
	Words string
}

// Step is the one next step of the file: a new one replaces it, and one that is Done ends it.
type Step struct {
	Row
	Due   Date
	Words string
	Done  bool // says that the step was done, whose due date and words it repeats
}

// Promise is money that somebody said would come: the cash received after it counts on it. A new one replaces it.
type Promise struct {
	Row
	Amount Money
	By     Date // it is broken when that day ends with less
	From   string
}

// Hold puts the file aside until a day; a new one replaces it. Without a day it ends it.
type Hold struct {
	Row
	Until Date // the first day on which the file is looked at again; zero: work goes on
	Words string
}

// Wait says whose move it is by word of a person, until a round, money or a stated stage passes the move on.
type Wait struct {
	Row
	Holder Holder
	Words  string
}

// Change is one act on one file, with its facts. Its version is the entry's short name: e9 is version 9.
type Change struct {
	File       FileID
	Version    int
	Key        string
	Act        string // the key of the act; an act over several files makes a change on each
	Verb       string
	Actor      PersonID
	Source     Source
	RecordedAt time.Time
	WaitingOn  Holder
	Words      string
	Voids      int      // the version this change takes back, or 0
	For        PersonID // who asked for what the actor did; empty: nobody
	Seconded   PersonID // who allowed it first, where it takes two; empty: nobody

	Stages      []StageChange
	Rounds      []RoundEvent
	Invoices    []Invoice
	Payments    []Payment
	Entries     []Entry
	Disputes    []Dispute
	Notes       []Note
	Assignments []Assignment
	Details     []Details
	Touches     []Touch
	Steps       []Step
	Promises    []Promise
	Holds       []Hold
	Waits       []Wait
}

// On is the business date of the act: the date of its payment, invoice or touch, else the latest date among its facts, those
// that follow from others left out. It is zero when there is none.
func (c *Change) On() Date {
	if len(c.Payments) > 0 {
		return c.Payments[0].On
	}
	if len(c.Invoices) > 0 {
		return c.Invoices[0].On
	}
	if len(c.Touches) > 0 {
		return c.Touches[0].On
	}
	var d Date
	c.eachRow(func(kind factKind, r *Row, i int) {
		if kind != stageFact || !c.Stages[i].Derived {
			d = max(d, r.On)
		}
	})
	return d
}
