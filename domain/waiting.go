package domain

import "slices"

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

// holder is whose move it is: the reviewer's after a hand-in, ours after an answer, then that of who owes the oldest open
// invoice; nobody's once the file has ended.
func (s *State) holder() Holder {
	toBill := s.ApprovedTotal()-s.vouched > s.Invoiced()
	switch {
	case s.Outcome != Open:
		return Nobody
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
