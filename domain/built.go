package domain

import "slices"

// neededBy finds the first later change that cannot stand without c, or nil. after is the history with c's void. Where c was a
// void itself, what it took back stands again, and a change that was entered in its place cannot stand beside it.
func (f *File) neededBy(c *Change, after []Change) *Change {
	gone := voided(after)
	short, received := overdrawn(after), receivedIn(after)
	for i := range f.history {
		l := &f.history[i]
		if l.Version <= c.Version || gone[l.Version] || l.Voids > c.Version {
			continue // a later change and its void are nothing together
		}
		if leans(l, c) || sameInvoice(l, after, gone) || endsNothing(l, after, gone) || l.early(received) ||
			slices.ContainsFunc(l.Entries, short.has) {
			return l
		}
	}
	return nil
}

// leans says that the later change states something about what c stated.
func leans(l, c *Change) bool {
	for _, e := range l.Entries {
		if e.Mirrors.Version == c.Version || e.Kind == EntryInvoice && c.touches(e.Invoice) ||
			e.Kind != EntryInvoice && c.brings(e.Invoice, e.Payment) {
			return true
		}
	}
	for _, d := range l.Disputes {
		if c.brings(d.Invoice, 0) || c.Voids != 0 && c.touches(d.Invoice) {
			return true
		}
	}
	for _, v := range l.Stages {
		if v.Mirrors.Version == c.Version && !v.Derived {
			return true
		}
	}
	for i := range l.Rounds {
		if slices.ContainsFunc(c.Rounds, func(g RoundEvent) bool { return follows(&l.Rounds[i], &g) }) {
			return true
		}
	}
	return false
}

// brings says that the invoice or the payment began with the change.
func (c *Change) brings(invoice, payment int) bool {
	return slices.ContainsFunc(c.Invoices, func(v Invoice) bool { return v.N == invoice }) ||
		slices.ContainsFunc(c.Payments, func(v Payment) bool { return v.N == payment })
}

// touches says that the change moved money on the invoice, or says what is contested of it.
func (c *Change) touches(invoice int) bool {
	return slices.ContainsFunc(c.Entries, func(e Entry) bool { return e.Invoice == invoice }) ||
		slices.ContainsFunc(c.Disputes, func(d Dispute) bool { return d.Invoice == invoice })
}

// follows says that the later event rests on the earlier one: an event of the same round, a hand-in whose number counts on
// it, or one that was possible because the last of its kind had been answered.
func follows(later, earlier *RoundEvent) bool {
	return later.Round == earlier.Round ||
		later.Event == RoundSubmitted && (earlier.Event == RoundSubmitted || later.Kind == earlier.Kind)
}

// sameInvoice says that another change brought an invoice of the same number earlier.
func sameInvoice(l *Change, history []Change, gone map[int]bool) bool {
	for _, v := range l.Invoices {
		for i := range history {
			c := &history[i]
			if c.Version < l.Version && !gone[c.Version] &&
				slices.ContainsFunc(c.Invoices, func(o Invoice) bool { return sameNumber(o.Number, v.Number) }) {
				return true
			}
		}
	}
	return false
}

// endsNothing says that the change ended a next step, or a hold, that the changes before it do not leave standing.
func endsNothing(l *Change, history []Change, gone map[int]bool) bool {
	done := slices.ContainsFunc(l.Steps, func(v Step) bool { return v.Done })
	resumed := slices.ContainsFunc(l.Holds, func(v Hold) bool { return v.Until == 0 })
	if l.Voids != 0 || !done && !resumed {
		return false
	}
	var planned Step
	held := false
	for i := range history {
		c := &history[i]
		if c.Version >= l.Version || c.Voids != 0 || gone[c.Version] {
			continue
		}
		for _, v := range c.Steps {
			planned = v
		}
		for _, v := range c.Holds {
			held = v.Until != 0
		}
	}
	if done {
		v := l.Steps[0]
		return planned.Done || planned.Due != v.Due || planned.Words != v.Words
	}
	return !held
}

// accounts names invoices and payments of a file.
type accounts struct{ invoices, payments map[int]bool }

func (a accounts) has(e Entry) bool { return a.invoices[e.Invoice] || a.payments[e.Payment] }

// overdrawn lists the invoices and payments of which less than nothing was left at the end of some day.
func overdrawn(history []Change) accounts {
	out := accounts{map[int]bool{}, map[int]bool{}}
	below := func(s step) bool { return s.left < 0 }
	for i := range history {
		for _, v := range history[i].Invoices {
			if slices.ContainsFunc(invoiceSteps(history, v.N), below) {
				out.invoices[v.N] = true
			}
		}
		for _, p := range history[i].Payments {
			if slices.ContainsFunc(paymentSteps(history, p.N), below) {
				out.payments[p.N] = true
			}
		}
	}
	return out
}

// shapedBy finds the first later change that would have been made otherwise without c, or nil: a payment that would have gone to
// other invoices or on other days, or an invoice that was sent on c's approval.
func (f *File) shapedBy(c *Change, after []Change) *Change {
	gone, without := voided(f.history), voided(after)
	for i := range f.history {
		l := &f.history[i]
		if l.Version <= c.Version || gone[l.Version] || l.Voids != 0 {
			continue
		}
		if len(l.Invoices) > 0 && slices.ContainsFunc(c.Rounds, approval) {
			return l
		}
		if len(l.Payments) > 0 && !slices.Equal(f.allocated(l, gone), f.allocated(l, without)) {
			return l
		}
	}
	return nil
}

func approval(e RoundEvent) bool {
	return !e.Mirror && (e.Event == RoundApproved || e.Event == PartlyApproved)
}

// allocated is how the payment of the change is matched on the file as it was before it, without what is gone.
func (f *File) allocated(l *Change, gone map[int]bool) []allocation {
	var before []Change
	for _, c := range f.history {
		if c.Version < l.Version && !gone[c.Version] && c.Voids == 0 {
			before = append(before, c)
		}
	}
	s := fold(gather(before), nil)
	return allocate(&s, before, l.Payments[0])
}
