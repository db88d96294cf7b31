package domain

import (
	"slices"
	"strings"
)

// Submission is a hand-in as a person states it. Zero fields take what the file implies.
type Submission struct {
	Kind      RoundKind
	Amount    Money
	To        string
	Reference string
	On        Date
	Answered  Answers
}

// Answers are the questions of the law that have been answered with yes.
type Answers []Question

// Has says whether the question was answered.
func (a Answers) Has(q Question) bool { return slices.Contains(a, q) }

// Submit hands in a round. The kind left out is the estimate first, then the kind that last came back.
func (f *File) Submit(in Submission) error {
	f.change.Verb = "submit"
	on, err := f.dateOnFile(in.On, "A hand-in")
	if err != nil {
		return err
	}
	if in.Kind, err = f.roundKind(in.Kind); err != nil {
		return err
	}
	if err := f.checkOpenRound(in.Kind, on); err != nil {
		return err
	}
	if in.Kind == Supplement && f.State.Outcome == PaidOutcome && !in.Answered.Has(AskReopen) {
		return Ask(AskReopen, "kind", "%s is paid in full since %s; a supplement reopens it.",
			f.Number, f.State.PaidOn.Words(f.Today()))
	}
	amount, err := f.asked(in)
	if err != nil {
		return err
	}
	if in.To == "" {
		in.To = f.State.Facts.Reviewer()
	}
	f.change.Rounds = append(f.change.Rounds, RoundEvent{Row: f.place(on), At: f.instant(on),
		Round: len(f.State.Rounds) + 1, Event: RoundSubmitted, Kind: in.Kind, Amount: amount, To: in.To, Reference: in.Reference})
	return nil
}

// checkOpenRound refuses a second open round of the kind, and one handed in before the last of its kind was answered.
func (f *File) checkOpenRound(kind RoundKind, on Date) error {
	for i := range f.State.Rounds {
		r := &f.State.Rounds[i]
		last, decided := r.Last()
		switch {
		case r.Kind != kind:
		case !decided:
			return Conflict("Round %d (%s, %s) is still with %s; log its answer first, or withdraw it.",
				r.N, r.Kind, r.Asked, r.To)
		case on < last.On:
			return Invalid("on", "A hand-in is dated %s, but round %d was answered %s.",
				on.Words(f.Today()), r.N, last.On.Words(f.Today()))
		}
	}
	return nil
}

func (f *File) roundKind(kind RoundKind) (RoundKind, error) {
	last := f.State.LastRound()
	switch {
	case kind == Estimate, kind == Supplement, kind == InvoiceRound, kind == Documents:
		return kind, nil
	case kind != "":
		return "", Invalid("kind", "%q can't be handed in; write estimate, supplement, invoice or docs.", kind)
	case last == nil:
		return Estimate, nil
	case last.Back():
		return last.Kind, nil
	}
	return "", Invalid("kind", "What is handed in: estimate, supplement, invoice or docs? Write it after %s.", f.Number)
}

// asked is the amount of the hand-in: what is said, else what the last round of the kind asked, else the estimate.
func (f *File) asked(in Submission) (Money, error) {
	if in.Amount < 0 || in.Amount > MaxMoney {
		return 0, Invalid("amount", "%s cannot be asked.", in.Amount)
	}
	if in.Amount > 0 || in.Kind == Documents || in.Kind == InvoiceRound {
		return in.Amount, nil
	}
	for i := len(f.State.Rounds) - 1; i >= 0; i-- {
		if r := &f.State.Rounds[i]; r.Kind == in.Kind && r.Back() && r.Asked > 0 {
			return r.Asked, nil
		}
	}
	if in.Kind == Estimate && f.State.Facts.Estimate > 0 {
		return f.State.Facts.Estimate, nil
	}
	return 0, Invalid("amount", "How much is asked? submit %s %s 14,900.", f.Number, in.Kind)
}

// Decision is an answer to a round as a person states it.
type Decision struct {
	Amount     Money    // approved; 0 is all that was asked
	ErrorTypes []string // why it came back
	Words      string
	On         Date
}

// Reject logs that the round came back. A round that was approved may come back too: the file returns to SUBMITTED and
// the approval stays in the history, for it happened. Once the file is paid in full that needs the payment reversed first.
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

// Approve logs the approval of the open round. Less than was asked is a partial approval.
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

// Withdraw takes the open round back, or gives up a supplement that came back.
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
