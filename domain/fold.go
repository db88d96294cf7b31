package domain

import (
	"cmp"
	"slices"
)

// fact is one row of a file's history with where it stands in the order (date, version, place).
type fact struct {
	on             Date
	version, place int
	change         *Change
	apply          func(*State)
}

// walk folds the history day by day in the order (date, version, place) and calls visit at the end of every day on which
// something happened. Rows that were taken back are left out, except in the money ledger, where their mirrors cancel them.
func walk(history []Change, visit func(Date, *State) bool) State {
	s := State{First: map[Stage]Date{}, Disputes: map[int]Dispute{}}
	facts := gather(history)
	slices.SortStableFunc(facts, func(a, b fact) int {
		return cmp.Or(cmp.Compare(a.on, b.on), cmp.Compare(a.version, b.version), cmp.Compare(a.place, b.place))
	})
	for i, f := range facts {
		f.apply(&s)
		if i+1 < len(facts) && facts[i+1].on == f.on {
			continue
		}
		s.settle()
		if !visit(f.on, &s) {
			break
		}
	}
	return s
}

// foldTo is the state at the end of the date.
func foldTo(history []Change, upTo Date) State {
	var kept []Change
	for _, c := range history {
		kept = append(kept, c.until(upTo))
	}
	return fold(kept)
}

// fold is the state of the whole history.
func fold(history []Change) State {
	return walk(history, func(Date, *State) bool { return true })
}

// until is the change without the facts dated later.
func (c Change) until(d Date) Change {
	c.Stages = upTo(c.Stages, d, func(v StageChange) Date { return v.On })
	c.Rounds = upTo(c.Rounds, d, func(v RoundEvent) Date { return v.On })
	c.Invoices = upTo(c.Invoices, d, func(v Invoice) Date { return v.On })
	c.Payments = upTo(c.Payments, d, func(v Payment) Date { return v.On })
	c.Entries = upTo(c.Entries, d, func(v Entry) Date { return v.On })
	c.Disputes = upTo(c.Disputes, d, func(v Dispute) Date { return v.On })
	c.Notes = upTo(c.Notes, d, func(v Note) Date { return v.On })
	c.Assignments = upTo(c.Assignments, d, func(v Assignment) Date { return v.On })
	c.Details = upTo(c.Details, d, func(v Details) Date { return v.On })
	return c
}

func upTo[T any](all []T, d Date, on func(T) Date) []T {
	var out []T
	for _, v := range all {
		if on(v) <= d {
			out = append(out, v)
		}
	}
	return out
}

// takenBack lists the rows that a mirror takes back. A mirror of a mirror states the fact again under its own place.
func takenBack(history []Change) map[Ref]bool {
	out := map[Ref]bool{}
	for i := range history {
		for _, r := range history[i].rows() {
			if r.Mirrors != (Ref{}) {
				out[r.Mirrors] = true
			}
		}
	}
	return out
}

// gather lists the facts that count.
func gather(history []Change) []fact {
	gone := takenBack(history)
	var out []fact
	for i := range history {
		c := &history[i]
		add := func(r Row, apply func(*State)) {
			if !r.Mirror && !gone[Ref{c.Version, r.Place}] {
				out = append(out, fact{r.On, c.Version, r.Place, c, apply})
			}
		}
		for _, v := range c.Stages {
			add(v.Row, func(s *State) { s.reach(v) })
		}
		for _, v := range c.Rounds {
			add(v.Row, func(s *State) { s.round(v, c.Version) })
		}
		for _, v := range c.Disputes {
			add(v.Row, func(s *State) { s.Disputes[v.Invoice] = v })
		}
		for _, v := range c.Assignments {
			add(v.Row, func(s *State) { s.Owner = v.Owner })
		}
		for _, v := range c.Details {
			add(v.Row, func(s *State) { s.learn(v) })
		}
		out = append(out, moneyFacts(c)...)
	}
	return out
}

// moneyFacts lists the ledger's rows, mirrors included, and the headers they need.
func moneyFacts(c *Change) []fact {
	var out []fact
	for _, v := range c.Invoices {
		out = append(out, fact{v.On, c.Version, 0, c, func(s *State) {
			s.Invoices = append(s.Invoices, InvoiceState{Invoice: v, Version: c.Version})
		}})
	}
	for _, v := range c.Payments {
		out = append(out, fact{v.On, c.Version, 0, c, func(s *State) {
			s.Payments = append(s.Payments, PaymentState{Payment: v, Version: c.Version})
		}})
	}
	for _, v := range c.Entries {
		out = append(out, fact{v.On, c.Version, v.Place, c, func(s *State) { s.book(v) }})
	}
	return out
}

func (s *State) reach(v StageChange) {
	if s.Stage != v.Stage || s.Outcome != v.Outcome {
		s.StageOn, s.StageAt = v.On, v.At
	}
	s.Stage, s.Outcome = v.Stage, v.Outcome
	if !v.Derived {
		s.stated = v.Stage
	}
	if _, seen := s.First[v.Stage]; !seen {
		s.First[v.Stage] = v.On
	}
	s.PaidOn = 0
	if v.Outcome == PaidOutcome {
		s.PaidOn = v.On
	}
	if v.Stage == Received && s.Received == 0 {
		s.Received, s.Assumed = v.On, v.Assumed
	}
}

func (s *State) round(v RoundEvent, version int) {
	if v.Event == RoundSubmitted {
		s.Rounds = append(s.Rounds, Round{N: v.Round, Version: version, Kind: v.Kind, Asked: v.Amount,
			To: v.To, By: v.By, Reference: v.Reference, On: v.On})
		slices.SortStableFunc(s.Rounds, func(a, b Round) int { return cmp.Compare(a.N, b.N) })
		return
	}
	for i := range s.Rounds {
		if s.Rounds[i].N == v.Round {
			s.Rounds[i].Results = append(s.Rounds[i].Results, v)
		}
	}
}

func (s *State) learn(v Details) {
	for name, value := range v.Fields {
		if err := s.Facts.set(name, value); err != nil {
			continue // a field of a newer version of the program: shown by none of this one's words
		}
	}
}

func (s *State) book(v Entry) {
	for i := range s.Invoices {
		if inv := &s.Invoices[i]; v.Invoice != 0 && inv.N == v.Invoice {
			switch v.Kind {
			case EntryInvoice:
				inv.Billed += v.Cents
			case EntryCreditMemo:
				inv.Credited -= v.Cents
			case EntryWriteOff:
				inv.WrittenOff -= v.Cents
			case EntryApplication:
				inv.Applied -= v.Cents
			}
		}
	}
	for i := range s.Payments {
		if p := &s.Payments[i]; v.Payment != 0 && p.N == v.Payment {
			switch v.Kind {
			case EntryPayment, EntryRefund:
				p.Received += v.Cents
			case EntryApplication:
				p.Applied -= v.Cents
			}
		}
	}
}

// settle fills what follows from the day's rows: how much of each invoice is contested.
func (s *State) settle() {
	for i := range s.Invoices {
		inv := &s.Invoices[i]
		inv.Disputed = max(0, min(s.Disputes[inv.N].Amount, inv.Balance()))
	}
}
