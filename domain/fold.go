package domain

import (
	"cmp"
	"slices"
)

// factKind tells the tables of a change apart.
type factKind uint8

const (
	invoiceHeader factKind = iota
	paymentHeader
	stageFact
	roundFact
	entryFact
	disputeFact
	noteFact
	assignmentFact
	detailsFact
)

// fact is one row of a file's history: where it stands in the order (date, version, place), and where it is written.
type fact struct {
	on      Date
	version int
	place   int
	kind    factKind
	void    bool    // of money: the change was taken back, or takes another back
	change  *Change // it is the i-th of its table there
	i       int
}

// gather lists the facts that count, in their order. Rows that were taken back are left out, except in the money ledger,
// where their mirrors cancel them. Notes change nothing and are left out.
func gather(history []Change) []fact {
	gone, void := takenBack(history), voided(history)
	n := 0
	for i := range history {
		n += history[i].size() + len(history[i].Invoices) + len(history[i].Payments)
	}
	out := make([]fact, 0, n)
	for i := range history {
		c := &history[i]
		nothing := c.Voids != 0 || void[c.Version]
		for j := range c.Invoices {
			out = append(out, fact{c.Invoices[j].On, c.Version, 0, invoiceHeader, nothing, c, j})
		}
		for j := range c.Payments {
			out = append(out, fact{c.Payments[j].On, c.Version, 0, paymentHeader, nothing, c, j})
		}
		c.eachRow(func(kind factKind, r *Row, j int) {
			own := r.Mirrors == (Ref{}) && kind != noteFact && !gone[Ref{c.Version, r.Place}]
			if own || kind == entryFact {
				out = append(out, fact{r.On, c.Version, r.Place, kind, nothing && kind == entryFact, c, j})
			}
		})
	}
	slices.SortFunc(out, inOrder)
	return out
}

// inOrder compares facts by (date, version, place); headers have no place and come first.
func inOrder(a, b fact) int {
	switch {
	case a.on != b.on:
		return cmp.Compare(a.on, b.on)
	case a.version != b.version:
		return cmp.Compare(a.version, b.version)
	case a.place != b.place:
		return cmp.Compare(a.place, b.place)
	}
	return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.i, b.i))
}

// takenBack lists the rows that a mirror takes back, or that state again what is taken back once more. A mirror that was
// itself taken back takes nothing back.
func takenBack(history []Change) map[Ref]bool {
	var gone map[Ref]bool
	for i := len(history) - 1; i >= 0; i-- {
		version := history[i].Version
		history[i].eachRow(func(_ factKind, r *Row, _ int) {
			if r.Mirrors == (Ref{}) || gone[Ref{version, r.Place}] {
				return
			}
			if gone == nil {
				gone = map[Ref]bool{}
			}
			gone[r.Mirrors] = true
		})
	}
	return gone
}

// voided lists the versions of the changes that were taken back whole.
func voided(history []Change) map[int]bool {
	var gone map[int]bool
	for i := len(history) - 1; i >= 0; i-- {
		c := &history[i]
		if c.Voids == 0 || gone[c.Version] {
			continue
		}
		if gone == nil {
			gone = map[int]bool{}
		}
		gone[c.Voids] = true
	}
	return gone
}

// fold adds the facts up in their order. visit, unless nil, sees the state after every fact; next is nil after the last.
func fold(facts []fact, visit func(f, next *fact, s *State)) State {
	s := State{First: map[Stage]Date{}, Disputes: map[int]Dispute{}}
	for i := range facts {
		s.apply(&facts[i])
		if visit == nil {
			continue
		}
		var next *fact
		if i+1 < len(facts) {
			next = &facts[i+1]
		}
		visit(&facts[i], next, &s)
	}
	s.settle()
	return s
}

// dayEnds says that nothing more happens on the day of the fact.
func dayEnds(f, next *fact) bool { return next == nil || next.on != f.on }

// upTo are the facts dated on the date or before.
func upTo(facts []fact, d Date) []fact {
	n, _ := slices.BinarySearchFunc(facts, d+1, func(f fact, d Date) int { return cmp.Compare(f.on, d) })
	return facts[:n]
}

func (s *State) apply(f *fact) {
	c := f.change
	switch f.kind {
	case invoiceHeader:
		s.Invoices = append(s.Invoices, InvoiceState{Invoice: c.Invoices[f.i], Version: c.Version, void: f.void})
		if !f.void {
			s.advance(Invoiced)
		}
	case paymentHeader:
		s.Payments = append(s.Payments, PaymentState{Payment: c.Payments[f.i], Version: c.Version, void: f.void})
	case stageFact:
		s.reach(&c.Stages[f.i])
	case roundFact:
		if !c.states() {
			s.follow(&c.Rounds[f.i])
		}
		s.round(c.Rounds[f.i], c.Version)
	case entryFact:
		s.book(&c.Entries[f.i])
		if !f.void {
			s.turn = turnPayer
		}
	case disputeFact:
		d := c.Disputes[f.i]
		if s.Disputes[d.Invoice] = d; d.Amount == 0 {
			delete(s.Disputes, d.Invoice)
		}
	case assignmentFact:
		s.Owner = c.Assignments[f.i].Owner
	case detailsFact:
		s.learn(c.Details[f.i].Fields)
	}
}

func (s *State) reach(v *StageChange) {
	if s.Stage != v.Stage || s.Outcome != v.Outcome {
		s.StageOn, s.StageAt = v.On, v.At
	}
	s.Stage, s.Outcome = v.Stage, v.Outcome
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
	if !v.Derived {
		s.state(v.Stage)
	}
}

func (s *State) round(v RoundEvent, version int) {
	s.turn = turnOf(v.Event)
	if v.Event == RoundSubmitted {
		s.Rounds = append(s.Rounds, Round{N: v.Round, Version: version, Kind: v.Kind, Asked: v.Amount,
			To: v.To, By: v.By, Reference: v.Reference, On: v.On})
		slices.SortStableFunc(s.Rounds, func(a, b Round) int { return cmp.Compare(a.N, b.N) })
		return
	}
	if r := s.roundNumbered(v.Round); r != nil {
		r.Results = append(r.Results, v)
	}
}

// roundNumbered is the round of the number, or nil.
func (s *State) roundNumbered(n int) *Round {
	for i := range s.Rounds {
		if s.Rounds[i].N == n {
			return &s.Rounds[i]
		}
	}
	return nil
}

func (s *State) learn(fields map[string]string) {
	for name, value := range fields {
		if err := s.Facts.set(name, value); err != nil {
			continue // a field of a newer version of the program: shown by none of this one's words
		}
	}
}

func (s *State) book(v *Entry) {
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

// settle ends the fold: what never happened is dropped, and it is known how much of each invoice is contested. A void
// invoice or payment whose rows do not cancel is kept, so that verify finds it.
func (s *State) settle() {
	s.Invoices = without(s.Invoices, func(v InvoiceState) bool {
		return v.void && v.Billed == 0 && v.Applied == 0 && v.Credited == 0 && v.WrittenOff == 0
	})
	s.Payments = without(s.Payments, func(v PaymentState) bool {
		return v.void && v.Received == 0 && v.Applied == 0
	})
	for i := range s.Invoices {
		inv := &s.Invoices[i]
		inv.Disputed = max(0, min(s.Disputes[inv.N].Amount, inv.Balance()))
	}
}

// without leaves out what is gone; nothing left is nil, as if nothing had ever been.
func without[T any](all []T, gone func(T) bool) []T {
	if all = slices.DeleteFunc(all, gone); len(all) == 0 {
		return nil
	}
	return all
}
