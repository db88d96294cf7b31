package domain

import (
	"cmp"
	"slices"
)

// fold adds the facts up in their order. visit, unless nil, sees the state after every fact; next is nil after the last.
func fold(facts []fact, visit func(f, next *fact, s *State)) State {
	s := State{First: map[Stage]Date{}, Disputes: map[int]Dispute{}}
	for i := range facts {
		s.apply(&facts[i])
		var next *fact
		if i+1 < len(facts) {
			next = &facts[i+1]
		}
		if s.Outcome != Open && dayEnds(&facts[i], next) {
			s.Next, s.Hold, s.Wait = nil, nil, nil
		}
		if visit != nil {
			visit(&facts[i], next, &s)
		}
	}
	s.settle()
	return s
}

// dayEnds says that nothing more happens on the day of the fact.
func dayEnds(f, next *fact) bool { return next == nil || next.on != f.on }

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
		s.word.round(&c.Rounds[f.i], c.Version)
	case entryFact:
		s.book(&c.Entries[f.i])
		if !f.void {
			s.turn, s.Wait = turnPayer, nil
			s.word.entry(&c.Entries[f.i], c.Version)
		}
	case disputeFact:
		d := c.Disputes[f.i]
		if s.Disputes[d.Invoice] = d; d.Amount == 0 {
			delete(s.Disputes, d.Invoice)
		}
	case noteFact:
		s.word.heed(c.Notes[f.i].Kind, c.Version)
	case assignmentFact:
		s.Owner = c.Assignments[f.i].Owner
	case detailsFact:
		s.learn(c.Details[f.i].Fields)
	default:
		s.follows(f)
	}
}

// follows takes in what is said and planned about the file.
func (s *State) follows(f *fact) {
	c := f.change
	switch f.kind {
	case touchFact:
		s.LastTouch = &c.Touches[f.i]
		s.Touched = s.LastTouch.On
	case stepFact:
		if s.Next = &c.Steps[f.i]; s.Next.Done {
			s.Next = nil
		}
	case promiseFact:
		s.Promise, s.promisedIn = &c.Promises[f.i], c.Version
	case holdFact:
		if s.Hold = &c.Holds[f.i]; s.Hold.Until == 0 {
			s.Hold = nil
		}
	case waitFact:
		s.Wait = &c.Waits[f.i]
	}
}

func (s *State) reach(v *StageChange) {
	first := v.Stage == Received && s.Received == 0
	if first {
		s.Received, s.Assumed = v.On, v.Assumed
	}
	if !first || s.Stage == "" { // where the date was put right, what happened on that day stands
		s.stand(v)
	}
	if _, seen := s.First[v.Stage]; !seen {
		s.First[v.Stage] = v.On
	}
	switch {
	case first:
		s.advance(Received)
	case !v.Derived:
		s.state(v.Stage)
		s.Wait = nil
	}
}

// stand takes the stage over as the one at which the file is.
func (s *State) stand(v *StageChange) {
	if s.Stage != v.Stage || s.Outcome != v.Outcome {
		s.StageOn, s.StageAt = v.On, v.At
	}
	s.Stage, s.Outcome, s.PaidOn = v.Stage, v.Outcome, 0
	if v.Outcome == PaidOutcome {
		s.PaidOn = v.On
	}
}

func (s *State) round(v RoundEvent, version int) {
	s.turn, s.Wait = turnOf(v.Event), nil
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

// settle ends the fold: what never happened is dropped, and it is known how much of each invoice is contested and how much
// came in on the promise. A void invoice or payment whose rows do not cancel is kept, so that verify finds it.
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
	s.Promised = sum(s.Payments, s.countsOnPromise)
}

// without leaves out what is gone; nothing left is nil, as if nothing had ever been.
func without[T any](all []T, gone func(T) bool) []T {
	if all = slices.DeleteFunc(all, gone); len(all) == 0 {
		return nil
	}
	return all
}
