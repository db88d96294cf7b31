package domain

import (
	"fmt"
	"slices"
	"strings"
)

// Decision is an answer to a round as a person states it.
type Decision struct {
	Kind       RoundKind // of the round that is meant; empty: the one that is open
	Amount     Money     // approved; 0 is all that was asked
	ErrorTypes []string  // why it came back
	Words      string
	On         Date
	Answered   Answers
}

// Reject logs that the round came back. A round that was approved may come back too: the file returns to SUBMITTED and
// the approval stays in the history, for it happened. It is a conflict without a round to reject, and of an approved round
// once the file is paid in full; without a known error type it is invalid. It asks which of several open rounds is meant
// (which_round), and whether what was approved came back (unapprove).
func (f *File) Reject(in Decision) error {
	f.change.Verb = "reject"
	r, err := f.decidable(in.Kind, "rejected")
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
	if r.approved() && !in.Answered.Has(AskUnapprove) {
		e, _ := r.Last()
		return Ask(AskUnapprove, "type", "Round %d (%s) was approved %s, and no round is open. What is new is handed in first: submit %s.",
			r.N, r.words(), e.On.Words(f.Today()), f.Number)
	}
	f.result(r, RoundEvent{Row: f.place(on), Event: Rejected, ErrorTypes: in.ErrorTypes, Words: in.Words})
	return nil
}

// Approve logs the approval of the open round. Less than was asked is a partial approval, more is invalid. Without an open
// round it is a conflict. It asks which of several open rounds is meant (which_round).
func (f *File) Approve(in Decision) error {
	f.change.Verb = "approve"
	r, err := f.decidable(in.Kind, "approved")
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
	r := f.State.OpenRound()
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

// decidable is the open round of the kind, or of any, else the newest one, if an answer to it can be logged. did is what is
// logged: "approved".
func (f *File) decidable(kind RoundKind, did string) (*Round, error) {
	rounds := f.State.roundsOf(kind)
	open := slices.DeleteFunc(slices.Clone(rounds), func(r *Round) bool { return !r.Undecided() })
	switch {
	case len(open) > 1:
		return nil, f.askWhichRound(open, did)
	case len(open) == 1:
		return open[0], nil
	case len(rounds) == 0 && kind != "" && len(f.State.Rounds) > 0:
		return nil, Conflict("No round of the kind %s is handed in on %s, so none can be %s.", kind, f.Number, did)
	case len(rounds) == 0:
		return nil, Conflict("Nothing is handed in on %s, so nothing can be %s. Log the hand-in first: submit %s estimate 14,900.",
			f.Number, did, f.Number)
	}
	r := rounds[len(rounds)-1]
	if e, ok := r.Last(); ok && r.Back() {
		return nil, Conflict("Round %d was %s %s; no round is open. Log the new hand-in first: submit %s.",
			r.N, e.Event.words(), e.On.Words(f.Today()), f.Number)
	}
	return r, nil
}

// askWhichRound asks which of the open rounds was answered. It is about them, the oldest first.
func (f *File) askWhichRound(open []*Round, did string) error {
	var words []string
	about := make([]Round, 0, len(open))
	for _, r := range open {
		words, about = append(words, r.words()), append(about, *r)
	}
	e := Ask(AskWhichRound, "", "Which round was %s: %s?", did, strings.Join(words, " or "))
	e.About = about
	return e
}

// words is what was handed in: estimate $5,000.00
func (r *Round) words() string {
	if r.Asked == 0 {
		return string(r.Kind)
	}
	return fmt.Sprintf("%s %s", r.Kind, r.Asked)
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
