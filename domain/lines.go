package domain

import "time"

// Done is one file of an act, as it stands after it. Change is nil where there was nothing to write.
type Done struct {
	File   *File
	Change *Change
}

// FileLine is a file as lists show it: the projection, without its history.
type FileLine struct {
	ID        FileID
	Market    MarketID
	Number    string
	Facts     Facts
	Stage     Stage
	Outcome   Outcome
	Rejected  bool
	WaitingOn Holder
	Owner     PersonID
	StageOn   Date
	Received  Date
	PaidOn    Date
	Invoiced  Date  // the first invoice's date
	Balance   Money // open
	Disputed  Money
	Amount    Money // invoiced, else approved, else submitted, else the estimate
	Version   int
	Hidden    bool // its amounts are left out: they are not for whoever reads the line

	Next       Date // when the next step is due; zero: there is none
	NextWords  string
	HoldUntil  Date  // the day on which the file is looked at again; zero: it is not on hold
	PromisedBy Date  // zero: no promise is open
	Promised   Money // still to come on it
	Touched    Date  // the last touch; zero: there was none
}

// Since is since when the file counts as standing at its stage; see State.Since.
func (l *FileLine) Since() Date { return sinceStage(l.Stage, l.Outcome, l.Invoiced, l.StageOn) }

// Since is since when the file counts as standing at its stage. At INVOICED that is since its first invoice, also where it was
// paid in full or written off in between: a clock never starts anew.
func (s *State) Since() Date { return sinceStage(s.Stage, s.Outcome, s.First[Invoiced], s.StageOn) }

func sinceStage(stage Stage, outcome Outcome, invoiced, stageOn Date) Date {
	if stage == Invoiced && outcome == Open && invoiced != 0 {
		return invoiced
	}
	return stageOn
}

// EscalationLine is an open escalation as lists show it: without its file's history and its acts.
type EscalationLine struct {
	Escalation *Escalation // its File is nil
	Line       FileLine
	Since      time.Time // when it was asked of who is asked now
}

// Entered is one change as a person's own list of entries shows it.
type Entered struct {
	File   FileID
	Number string
	Market MarketID
	Facts  Facts
	Change Change
}

// FindQuery is what a person typed to find files.
type FindQuery struct {
	Markets []MarketID
	Text    string // a number, a claim or assignment number, a customer or an address
	Limit   int
}

// QueueQuery picks open files of a list.
type QueueQuery struct {
	Markets []MarketID
	Owner   PersonID // empty: anyone's
	Today   Date     // up to which the days in the stage count
	Limit   int
}

// OpenFile is an open file as it stood at the end of a date, with what a digest says of it.
type OpenFile struct {
	Line       FileLine
	Rejections int          // how often it came back
	LastReason string       // the error types of the last time: "moisture, photos"
	BackOn     Date         // when the last round came back, while it is ours to answer; zero: nothing is
	TakenBack  bool         // at BackOn we took it back ourselves
	Reviewer   string       // who holds the open round; empty where nobody was named
	HandedOn   Date         // when the open round was handed in; zero: none is open
	Asked      Money        // by the last round
	Past       []OldInvoice // every open invoice
}

// OldInvoice is an open invoice of a file. Lists of them begin with the oldest.
type OldInvoice struct {
	Number  string
	Payer   string
	On      Date
	Balance Money
}

// Activity is what was recorded in a market in a span of time, whatever its business dates. What an import states of long
// before the span is history: it is in no sum, and Imported counts its files.
type Activity struct {
	In          Money // payments that were not voided since; one that came back later is in both sums
	InCount     int   // a check over several files is one
	Returned    Money
	ReturnCount int
	Paid        []PaidFile // files paid in full that were not before, by number
	New         int
	Rejected    int
	Reopened    int // files that had ended and no longer have
	Imported    int // files with history that an import brought
}

// PaidFile is a file that was paid in full.
type PaidFile struct {
	File   FileID
	Number string
	Facts  Facts
	On     Date
	Days   int  // received to paid
	NoDays bool // the received date is an assumption, so Days says nothing
}

// KnownInvoice is an invoice of a market as an import compares it with a sheet's row.
type KnownInvoice struct {
	File    FileID
	Number  string
	Payer   string
	On, Due Date
	Amount  Money
}

// Rewritten is a file with the changes that an import made of it, in the order of their versions.
type Rewritten struct {
	File    *File
	Changes []*Change
}

// NewFile says where a file is opened and under which number; an empty number takes the market's next.
type NewFile struct {
	Market *Market
	Number string
}
