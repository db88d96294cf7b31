package domain

import (
	"slices"
	"strings"
)

// turn is whose move the latest fact left, by its date.
type turn uint8

const (
	turnUs       turn = iota // received, taken back to a draft, rejected
	turnReviewer             // handed in
	turnApproved             // ours while something approved is to be billed, else the payer's
	turnPayer                // billed, paid, returned, credited
)

func turnOf(event Result) turn {
	switch event {
	case RoundSubmitted:
		return turnReviewer
	case RoundApproved, PartlyApproved:
		return turnApproved
	case Rejected:
		return turnUs
	}
	return turnPayer
}

// holder is whose move it is: his who a person says has it, else the reviewer's after a hand-in, ours after an answer, then that of who owes the oldest open
// invoice; nobody's once the file has ended.
func (s *State) holder() Holder {
	toBill := s.ApprovedTotal()-s.vouched > s.Invoiced()
	switch {
	case s.Outcome != Open:
		return Nobody
	case s.Wait != nil:
		return s.Wait.Holder
	case s.turn == turnUs, s.turn == turnApproved && toBill:
		return Us
	case s.turn == turnReviewer:
		return s.reviewer()
	}
	if inv := s.OldestOpen(""); inv != nil {
		return s.Facts.Holder(inv.Payer)
	}
	if slices.ContainsFunc(s.Rounds, func(r Round) bool { return r.Undecided() }) {
		return s.reviewer()
	}
	if s.paper == Invoiced && len(s.Invoices) == 0 { // stated, without the invoice
		return s.Facts.holder(s.Facts.payer())
	}
	return Us
}

// reviewer holds the newest open round.
func (s *State) reviewer() Holder {
	to := s.Facts.Reviewer()
	for i := range s.Rounds {
		if r := &s.Rounds[i]; r.Undecided() && r.To != "" {
			to = r.To
		}
	}
	return s.Facts.holder(to)
}

// holder is Holder for somebody who has the file although nobody was named: a carrier, as a rule.
func (f *Facts) holder(name string) Holder {
	if name == "" {
		return Carrier
	}
	return f.Holder(name)
}

// Wait says whose move it is, whatever the rounds and the money say, until one of them passes it on. It is invalid for one
// who cannot have the move, and a conflict on a file that has ended or waits on them already.
func (f *File) Wait(h Holder, words string) error {
	f.change.Verb = "waiting"
	f.change.Words = words
	if !slices.Contains(holders(), h) {
		return Invalid("holder", "%q can't have the move; write one of %s.", h, holderWords())
	}
	if err := f.checkOpen(); err != nil {
		return err
	}
	if w := f.State.Wait; h == f.State.holder() && (words == "" || w != nil && w.Words == words) {
		return Conflict("%s waits on %s already.", f.Number, h)
	}
	f.change.Waits = append(f.change.Waits, Wait{Row: f.place(f.Today()), Holder: h, Words: words})
	return nil
}

func holderWords() string {
	var words []string
	for _, h := range holders() {
		words = append(words, string(h))
	}
	return strings.Join(words, ", ")
}
