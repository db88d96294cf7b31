package domain

import (
	"fmt"
	"slices"
)

// oracle answers what a file stood at on a date, by definitions instead of a fold: sums are sums over rows, and every
// question reads the whole history.
type oracle struct {
	small   Money
	changes []*Change        // that stand: no void stands against them, and they are none
	rows    []Entry          // of the whole ledger, voids too
	dates   []Date           // touched, in order
	ends    map[Date]Outcome // what outcome found, by date
}

func newOracle(f *File) *oracle {
	o := &oracle{small: f.Market.Settings.SmallBalance, dates: make([]Date, 0, 4*len(f.history)), ends: map[Date]Outcome{}}
	for i := range f.history {
		c := &f.history[i]
		o.rows = append(o.rows, c.Entries...)
		if c.Voids == 0 && !o.isVoid(f.history, c.Version) {
			o.changes = append(o.changes, c)
		}
		c.eachRow(func(kind factKind, r *Row, _ int) {
			if kind != noteFact {
				o.dates = append(o.dates, r.On)
			}
		})
	}
	slices.Sort(o.dates)
	o.dates = slices.Compact(o.dates)
	return o
}

func (o *oracle) isVoid(history []Change, version int) bool {
	for i := range history {
		if history[i].Voids == version && !o.isVoid(history, history[i].Version) {
			return true
		}
	}
	return false
}

// cents is the plain sum of the rows that are meant, up to the date.
func (o *oracle) cents(d Date, meant func(*Entry) bool) Money {
	var total Money
	for i := range o.rows {
		if e := &o.rows[i]; e.On <= d && meant(e) {
			total += e.Cents
		}
	}
	return total
}

// agrees compares the fold with the sums and the tests.
func (o *oracle) agrees(d Date, s *State) error {
	cash := o.cents(d, func(e *Entry) bool { return e.Kind == EntryPayment || e.Kind == EntryRefund })
	unapplied := o.cents(d, func(e *Entry) bool { return e.Payment != 0 })
	switch {
	case s.Paid() != cash:
		return fmt.Errorf("cash %s, the rows sum to %s", s.Paid(), cash)
	case s.Unapplied() != unapplied:
		return fmt.Errorf("unapplied %s, the rows sum to %s", s.Unapplied(), unapplied)
	case s.Applied() > s.Paid() || s.Applied() < 0:
		return fmt.Errorf("applied %s of %s", s.Applied(), s.Paid())
	case s.Balance() != o.cents(d, func(e *Entry) bool { return e.Invoice != 0 }):
		return fmt.Errorf("balance %s is not the sum of the rows", s.Balance())
	}
	for i := range s.Invoices {
		v := &s.Invoices[i]
		if b := o.cents(d, func(e *Entry) bool { return e.Invoice == v.N }); v.Balance() != b || b < 0 || v.Applied < 0 {
			return fmt.Errorf("balance %s of invoice %d, the rows sum to %s", v.Balance(), v.N, b)
		}
	}
	for i := range s.Payments {
		v := &s.Payments[i]
		if u := o.cents(d, func(e *Entry) bool { return e.Payment == v.N }); v.Unapplied() != u || u < 0 || v.Applied < 0 {
			return fmt.Errorf("unapplied %s of payment %d, the rows sum to %s", v.Unapplied(), v.N, u)
		}
	}
	stage, outcome := o.stage(d)
	if s.Stage != stage || s.Outcome != outcome {
		return fmt.Errorf("stands at %s %q, the oracle says %s %q", s.Stage, string(s.Outcome), stage, string(outcome))
	}
	return nil
}

// stage is where the file stands by the definition of each stage.
func (o *oracle) stage(d Date) (Stage, Outcome) {
	if d < o.received() {
		return "", Open
	}
	outcome := o.outcome(d)
	if outcome == PaidOutcome {
		return PaidInFull, outcome
	}
	return o.paper(d), outcome
}

// paidOn is the first day of the run of days, up to the last one, on which the paid-in-full test holds.
func (o *oracle) paidOn() Date {
	var on Date
	for _, d := range slices.Backward(o.dates) {
		if o.outcome(d) != PaidOutcome {
			break
		}
		on = d
	}
	return on
}

// received is the date that was stated last.
func (o *oracle) received() Date {
	on := o.changes[0].Stages[0].On
	for _, c := range o.changes {
		for _, v := range c.Stages {
			if c.Verb == "edit" && !v.Mirror && !v.Derived {
				on = v.On
			}
		}
	}
	return on
}

// said is what a person last said of the end by the date, unless a fact came after it that outdates it.
func (o *oracle) said(d Date) (cancelled, open bool) {
	at := 0
	for _, c := range o.changes {
		if (c.Verb == "cancel" || c.Verb == "reopen") && c.Notes[0].On <= d {
			at, cancelled, open = c.Version, c.Verb == "cancel", c.Verb == "reopen"
		}
	}
	for _, c := range o.changes {
		outdated := func(on Date) bool { return on <= d && c.Version > at }
		for _, e := range c.Entries {
			if (e.Kind == EntryInvoice || cancelled && e.Kind == EntryApplication && e.Cents > 0) && outdated(e.On) {
				return false, false
			}
		}
		for _, r := range c.Rounds {
			if r.Event == RoundSubmitted && (cancelled || r.Kind == Supplement) && outdated(r.On) {
				return false, false
			}
		}
	}
	return cancelled, open
}

func (o *oracle) outcome(d Date) Outcome {
	out, known := o.ends[d]
	if !known {
		out = o.end(d)
		o.ends[d] = out
	}
	return out
}

func (o *oracle) end(d Date) Outcome {
	cancelled, open := o.said(d)
	if open {
		return Open
	}
	outcome := o.byMoney(d)
	if outcome == Open && cancelled && !o.supplementOpen(d) && o.cents(d, func(e *Entry) bool { return e.Invoice != 0 }) == 0 {
		return Cancelled
	}
	return outcome
}

func (o *oracle) byMoney(d Date) Outcome {
	billed, more := o.billed(d)
	if billed == 0 || more || o.supplementOpen(d) {
		return Open
	}
	if approved := o.approved(d); approved > 0 && approved-billed > o.small {
		return Open
	}
	zero := true
	for _, n := range o.invoices(d) {
		b := o.cents(d, func(e *Entry) bool { return e.Invoice == n })
		if b > o.small {
			return Open
		}
		zero = zero && b == 0
	}
	applied := -o.cents(d, func(e *Entry) bool { return e.Kind == EntryApplication && e.Invoice != 0 })
	written := -o.cents(d, func(e *Entry) bool { return e.Kind == EntryWriteOff })
	switch {
	case written > o.small, written > 0 && applied == 0 && zero:
		return ClosedWrittenOff
	case applied > 0:
		return PaidOutcome
	case zero:
		return Cancelled
	}
	return Open
}

// endedSince says that the file had ended at the end of a day, from the one to the other.
func (o *oracle) endedSince(from, to Date) bool {
	return slices.ContainsFunc(o.dates, func(d Date) bool { return from <= d && d <= to && o.outcome(d) != Open })
}

// invoices are the numbers within the file of the invoices sent by the date.
func (o *oracle) invoices(d Date) []int {
	var out []int
	for _, c := range o.changes {
		for _, v := range c.Invoices {
			if v.On <= d {
				out = append(out, v.N)
			}
		}
	}
	return out
}

// billed is the sum of the invoices sent by the date, and whether the one entered last says that more follow.
func (o *oracle) billed(d Date) (sum Money, more bool) {
	for _, c := range o.changes {
		for _, v := range c.Invoices {
			if v.On <= d {
				sum, more = sum+v.Amount, v.More
			}
		}
	}
	return sum, more
}

// event is an event of a round with the version that brought it.
type event struct {
	RoundEvent
	version int
}

// events are the rounds' events by the date in the order (date, version).
func (o *oracle) events(d Date) []event {
	var out []event
	for _, c := range o.changes {
		for _, r := range c.Rounds {
			if r.On <= d {
				out = append(out, event{r, c.Version})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b event) int { return int(a.On - b.On) })
	return out
}

// last is the newest event of the round.
func last(events []event, round int) event {
	var out event
	for _, e := range events {
		if e.Round == round {
			out = e
		}
	}
	return out
}

// highest is the highest number of a round.
func highest(events []event) int {
	n := 0
	for _, e := range events {
		n = max(n, e.Round)
	}
	return n
}

func yes(e event) bool { return e.Event == RoundApproved || e.Event == PartlyApproved }

// approved is the approved estimate with the highest number and every approved supplement.
func (o *oracle) approved(d Date) Money {
	events := o.events(d)
	var estimate, supplements Money
	for n := 1; n <= highest(events); n++ {
		switch e := last(events, n); {
		case yes(e) && e.Kind == Estimate && e.Amount > 0:
			estimate = e.Amount
		case yes(e) && e.Kind == Supplement:
			supplements += e.Amount
		}
	}
	return estimate + supplements
}

// supplementOpen: the supplement with the highest number waits for an answer, or came back.
func (o *oracle) supplementOpen(d Date) bool {
	events := o.events(d)
	for n := highest(events); n > 0; n-- {
		if e := last(events, n); e.Kind == Supplement {
			return e.Event == RoundSubmitted || e.Event == Rejected
		}
	}
	return false
}

// paper is the stage of the rounds and invoices: the highest step since an approved estimate last came back.
func (o *oracle) paper(d Date) Stage {
	events := o.events(d)
	since := -1
	for i, e := range events {
		if e.Event == Rejected && e.Kind == Estimate && yes(last(events[:i], e.Round)) {
			since = i
		}
	}
	stage := Received
	if len(events) > 0 {
		stage = Submitted
	}
	var invoices []Date
	var versions []int
	for _, c := range o.changes {
		for _, v := range c.Invoices {
			if v.On <= d {
				invoices, versions = append(invoices, v.On), append(versions, c.Version)
			}
		}
	}
	for _, e := range events[since+1:] {
		if !yes(e) || e.Kind == Documents {
			continue
		}
		if stage == Submitted {
			stage = Approved
		}
		for i, on := range invoices { // what was billed before the approval is billed still
			if on < e.On || on == e.On && versions[i] < e.version {
				stage = Invoiced
			}
		}
	}
	for i, on := range invoices {
		if since < 0 || on > events[since].On || on == events[since].On && versions[i] > events[since].version {
			stage = Invoiced
		}
	}
	return stage
}
