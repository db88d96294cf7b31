package domain

import "time"

// Stated is an event of a file's past as a sheet states it. Its rows are taken as stated; no question is asked.
type Stated struct {
	Event  string // received, submitted, review, approved, partly_approved, rejected, withdrawn, invoiced, paid
	At     time.Time
	On     Date
	By     string
	Amount Money
	Kind   RoundKind
	Words  string
}

// Recount takes over an event of the file's past. Events come in the order in which they happened. An unknown event or a
// date that cannot be is invalid; a stated "paid" is a conflict while the file has an open balance or a supplement waits.
func (f *File) Recount(e Stated) error {
	f.change.Verb = "recount"
	f.change.Words = e.Words
	switch {
	case e.On == 0:
		return Invalid("at", "When did it happen? An event needs its date.")
	case e.On > f.Today():
		return Invalid("at", "%s is ahead of today.", e.On)
	case e.On < f.State.Received:
		return Invalid("at", "%s is before %s was received, %s.", e.On, f.Number, f.State.Received)
	}
	switch e.Event {
	case "received":
		f.recountReceived(e)
	case "submitted":
		f.recountSubmitted(e)
	case "review":
		f.line(e, ReviewNote)
	case "approved":
		f.recountApproved(e, RoundApproved)
	case "partly_approved":
		f.recountApproved(e, PartlyApproved)
	case "rejected":
		f.recountRejected(e)
	case "withdrawn":
		f.recountResult(e, Withdrawn)
	case "invoiced":
		f.state(e, Invoiced)
	case "paid":
		return f.recountPaid(e)
	default:
		return Invalid("event", "%q is not an event of a file.", e.Event)
	}
	return nil
}

// recountReceived: the first receipt is the one the file began with; a later one takes the file back to a draft.
func (f *File) recountReceived(e Stated) {
	if f.State.paper == Received {
		f.line(e, PlainNote)
		return
	}
	f.state(e, Received)
}

func (f *File) recountSubmitted(e Stated) {
	if r := f.State.LastRound(); r != nil && r.Undecided() {
		f.recountEvent(e, r, RoundEvent{Event: Withdrawn})
	}
	kind := e.Kind
	if kind == "" {
		kind = Estimate
	}
	f.recountEvent(e, &Round{N: len(f.State.Rounds) + 1, Kind: kind}, RoundEvent{Event: RoundSubmitted, Amount: e.Amount, By: e.By})
	if f.State.paper != Submitted {
		f.state(e, Submitted)
	}
}

func (f *File) recountApproved(e Stated, event Result) {
	if r := f.State.LastRound(); r != nil {
		amount := e.Amount
		if amount == 0 {
			amount = r.Asked
		}
		f.recountEvent(e, r, RoundEvent{Event: event, Amount: amount, By: e.By, Words: e.Words})
	}
	f.state(e, Approved)
}

// recountRejected: a reviewer's no is a result, after an approval too; the submitter's own is the round taken back, or,
// on a round that came back already, a line of the timeline.
func (f *File) recountRejected(e Stated) {
	r := f.State.LastRound()
	own := r != nil && r.By != "" && r.By == e.By
	switch {
	case r == nil || own && r.Back():
		f.line(e, BackNote)
	case own && r.Undecided():
		f.recountResult(e, Withdrawn)
	default:
		f.recountResult(e, Rejected)
	}
}

func (f *File) recountResult(e Stated, event Result) {
	r := f.State.LastRound()
	if r == nil {
		f.line(e, PlainNote)
		return
	}
	f.recountEvent(e, r, RoundEvent{Event: event, By: e.By, Words: e.Words})
	if f.State.paper != Submitted {
		f.state(e, Submitted)
	}
}

func (f *File) recountEvent(e Stated, r *Round, event RoundEvent) {
	event.Row, event.At, event.Round, event.Kind = f.place(e.On), e.At, r.N, r.Kind
	f.change.Rounds = append(f.change.Rounds, event)
}

func (f *File) recountPaid(e Stated) error {
	if b := f.State.Balance(); b > 0 {
		return Conflict("%s has %s open, so it is not paid in full.", f.Number, b)
	}
	if r := f.State.OpenSupplement(); r != nil {
		return Conflict("%s is not paid in full: a supplement of %s waits.", f.Number, r.Asked)
	}
	f.state(e, PaidInFull)
	return nil
}

func (f *File) state(e Stated, stage Stage) {
	out := Open
	if stage == PaidInFull {
		out = PaidOutcome
	}
	f.change.Stages = append(f.change.Stages, StageChange{Row: f.place(e.On), At: e.At, Stage: stage, Outcome: out})
}

func (f *File) line(e Stated, kind NoteKind) {
	words := e.Words
	if words == "" {
		words = e.Event
	}
	f.change.Notes = append(f.change.Notes, Note{Row: f.place(e.On), At: e.At, Kind: kind, Words: words})
}

// Begun is a file as an import states it: received on a date, which may be assumed.
type Begun struct {
	On      Date
	At      time.Time
	Assumed bool
	Facts   Facts
	Owner   PersonID
}

// Take begins a file by import, and refuses as Receive does.
func (f *File) Take(in Begun) error {
	if err := f.Receive(in.On, in.Facts, in.Owner); err != nil {
		return err
	}
	s := &f.change.Stages[0]
	s.At, s.Assumed = in.At, in.Assumed
	return nil
}
