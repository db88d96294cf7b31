package domain

import (
	"slices"
	"strings"
)

// Decision is an answer to a round as a person states it.
type Decision struct {
	Amount     Money    // approved; 0 is all that was asked
	ErrorTypes []string // why it came back
	Words      string
	On         Date
}

// Reject logs that the round came back. A round that was approved may come back too: the file returns to SUBMITTED and
// the approval stays in the history, for it happened. It is a conflict without a round to reject, and of an approved round
// once the file is paid in full; without a known error type it is invalid.
func (f *File) Reject(in Decision) error {
	f.change.Verb = "reject"
	r, err := f.decidable("rejected")
	if err != nil {
		return err
	}
	if len(in.ErrorTypes) == 0 {
		return Invalid("type", "Why did it come back? One or more of %s.", strings.Join(ErrorTypes(), ", "))
	}
	for _, t := range in.ErrorTypes {
		if !slices.Contains(ErrorTypes(), t) {
			return Invalid("type", "%q is not a reason; one or more of %s.", t, strings.Join(ErrorTypes(), ", "))
		}
	}
	on, err := f.decidedOn(in.On, r, "A rejection")
	if err != nil {
		return err
	}
	if paid := f.State.PaidOn; r.approved() && paid != 0 && on >= paid {
		return Conflict("%s is paid in full since %s; if the money was taken back, reverse the payment first.",
			f.Number, paid.Words(f.Today()))
	}
	f.result(r, RoundEvent{Row: f.place(on), Event: Rejected, ErrorTypes: in.ErrorTypes, Words: in.Words})
	return nil
}

// Approve logs the approval of the open round. Less than was asked is a partial approval, more is invalid. Without an open
// round it is a conflict.
func (f *File) Approve(in Decision) error {
	f.change.Verb = "approve"
	r, err := f.decidable("approved")
	if err != nil {
		return err
	}
	if !r.Undecided() {
		return Conflict("Round %d is approved already, %s. If it came back, reject it first.", r.N, r.ApprovedAmount())
	}
	on, err := f.decidedOn(in.On, r, "An approval")
	if err != nil {
		return err
	}
	if in.Amount == 0 {
		in.Amount = r.Asked
	}
	switch {
	case in.Amount < 0:
		return Invalid("amount", "%s cannot be approved; if nothing was, reject it.", in.Amount)
	case in.Amount > r.Asked:
		return Invalid("amount", "%s is more than the %s asked in round %d; hand in the difference as a supplement first.",
			in.Amount, r.Asked, r.N)
	}
	event := RoundApproved
	if in.Amount < r.Asked {
		event = PartlyApproved
	}
	f.result(r, RoundEvent{Row: f.place(on), Event: event, Amount: in.Amount, Words: in.Words})
	return nil
}

// Withdraw takes the open round back, or gives up a supplement that came back. Without either it is a conflict, without
// words invalid. No date is today.
func (f *File) Withdraw(words string, on Date) error {
	f.change.Verb = "submit"
	r := f.openRound()
	if r == nil {
		r = f.State.OpenSupplement()
	}
	if r == nil {
		return Conflict("No round is open on %s; there is nothing to take back.", f.Number)
	}
	if words == "" {
		return Invalid("because", "Why is it taken back? submit %s withdraw because wrong scope.", f.Number)
	}
	on, err := f.decidedOn(on, r, "A withdrawal")
	if err != nil {
		return err
	}
	f.result(r, RoundEvent{Row: f.place(on), Event: Withdrawn, Words: words})
	return nil
}

// openRound is the newest round that waits for an answer, or nil.
func (f *File) openRound() *Round {
	for i := len(f.State.Rounds) - 1; i >= 0; i-- {
		if r := &f.State.Rounds[i]; r.Undecided() {
			return r
		}
	}
	return nil
}

// decidable is the newest open round, else the newest one of all, if an answer to it can be logged. did is what is logged:
// "approved".
func (f *File) decidable(did string) (*Round, error) {
	if open := f.openRound(); open != nil {
		return open, nil
	}
	r := f.State.LastRound()
	if r == nil {
		return nil, Conflict("Nothing is handed in on %s, so nothing can be %s. Log the hand-in first: submit %s estimate 14,900.",
			f.Number, did, f.Number)
	}
	if e, ok := r.Last(); ok && r.Back() {
		return nil, Conflict("Round %d was %s %s; no round is open. Log the new hand-in first: submit %s.",
			r.N, e.Event.words(), e.On.Words(f.Today()), f.Number)
	}
	return r, nil
}

// decidedOn checks the date of an answer: not before the hand-in, nor before the answer it follows.
func (f *File) decidedOn(on Date, r *Round, what string) (Date, error) {
	on, err := f.dateOnFile(on, what)
	if err != nil {
		return 0, err
	}
	if on < r.On {
		return 0, Invalid("on", "%s is dated %s, but round %d was handed in %s.",
			what, on.Words(f.Today()), r.N, r.On.Words(f.Today()))
	}
	if last, ok := r.Last(); ok && on < last.On {
		return 0, Invalid("on", "%s is dated %s, but round %d was %s %s.",
			what, on.Words(f.Today()), r.N, last.Event.words(), last.On.Words(f.Today()))
	}
	return on, nil
}

func (f *File) result(r *Round, e RoundEvent) {
	e.Round, e.Kind, e.At = r.N, r.Kind, f.instant(e.On)
	f.change.Rounds = append(f.change.Rounds, e)
	f.change.Words = e.Words
}
