package domain

import "slices"

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

// Submit hands in a round. The kind left out is the estimate first, then the kind that last came back; the amount left out
// is what such a round asked last, else the file's estimate. A second open round of a kind is a conflict; a supplement on a
// file paid in full asks (reopen).
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
	if reopens := in.Kind == Supplement || f.State.word.said == CancelNote; reopens && !in.Answered.Has(AskReopen) {
		what := map[bool]string{true: "a supplement", false: "a hand-in"}[in.Kind == Supplement]
		if err := f.askReopen("kind", what); err != nil {
			return err
		}
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
