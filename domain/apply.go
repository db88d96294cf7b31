package domain

import (
	"cmp"
	"slices"
	"strings"
)

// verbApply is the verb of the changes that match cash which is there already.
const verbApply = "apply"

// Apply matches unapplied cash of the file to its invoices: the oldest payment first, to the invoice of the number or to the
// oldest open ones. An amount of 0 is all that is unapplied, as far as something is open. Each part is dated when both the
// money and the invoice were there, so it does not matter which was entered first. It is a conflict without unapplied cash or
// an open invoice; more than either is invalid.
func (f *File) Apply(amount Money, number string) error {
	f.change.Verb = verbApply
	cash := f.State.Unapplied()
	if cash == 0 {
		return Conflict("Nothing is unapplied on %s.", f.Number)
	}
	inv, err := f.invoiceMeant(number)
	if err != nil {
		return err
	}
	open, meant := inv.Balance(), []*InvoiceState{inv}
	if number == "" {
		open, meant = f.State.Balance(), f.State.openInvoices(func(*InvoiceState) bool { return true })
	}
	switch {
	case open == 0:
		return Conflict("Nothing is open on invoice %s.", inv.Number)
	case amount < 0 || amount > min(cash, open):
		return Invalid("amount", "%s cannot be applied; %s is unapplied and %s open.", amount, cash, open)
	case amount == 0:
		amount = min(cash, open)
	}
	f.match(amount, meant)
	return nil
}

// match applies the amount to the invoices, in their order, out of the payments with unapplied cash, oldest first.
func (f *File) match(amount Money, meant []*InvoiceState) {
	payments := f.State.oldestPayments()
	for _, v := range meant {
		open := v.Balance()
		for i := range payments {
			p := &payments[i]
			part := min(amount, open, p.Unapplied())
			if part <= 0 {
				continue
			}
			so := append(slices.Clip(f.history), *f.change)
			on := max(roomFrom(invoiceSteps(so, v.N), part), roomFrom(paymentSteps(so, p.N), part))
			f.addEntry(Entry{Kind: EntryApplication, Cents: -part, Invoice: v.N, Payment: p.N}, on)
			amount, open, p.Applied = amount-part, open-part, p.Applied+part
		}
	}
}

// oldestPayments are the payments that came in first, first.
func (s *State) oldestPayments() []PaymentState {
	out := slices.Clone(s.Payments)
	slices.SortFunc(out, func(a, b PaymentState) int { return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.N, b.N)) })
	return out
}

// openInvoices are the invoices that are meant and have something open, oldest first.
func (s *State) openInvoices(meant func(*InvoiceState) bool) []*InvoiceState {
	var out []*InvoiceState
	for i := range s.Invoices {
		if v := &s.Invoices[i]; v.Balance() > 0 && meant(v) {
			out = append(out, v)
		}
	}
	slices.SortFunc(out, func(a, b *InvoiceState) int { return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.N, b.N)) })
	return out
}

// Moving is unapplied cash of one payment that goes over to another file.
type Moving struct {
	Payment Payment // as it stands on the file it came in on
	Amount  Money
	From    string // number of the file it came in on
	To      string // number of the other file
}

// Spare is the unapplied cash that could go over to another file: the amount out of the oldest payment that holds it, or,
// where the amount is 0, all of the only payment that has any. Without such a payment it is invalid, without any cash a
// conflict.
func (f *File) Spare(amount Money, to string) (Moving, error) {
	var holding []Moving
	for _, p := range f.State.oldestPayments() {
		if left := f.spareOf(p.N, p.On); left > 0 {
			holding = append(holding, Moving{Payment: p.Payment, Amount: left, From: f.Number, To: to})
		}
	}
	switch {
	case len(holding) == 0:
		return Moving{}, f.noneSpare(amount, to)
	case amount == 0 && len(holding) == 1:
		return holding[0], nil
	case amount == 0:
		return Moving{}, Invalid("amount", "How much? %d payments on %s are unapplied; move them one by one.", len(holding), f.Number)
	}
	for _, m := range holding {
		if m.Amount >= amount {
			m.Amount = amount
			return m, nil
		}
	}
	return Moving{}, Invalid("amount", "%s cannot be moved; at most %s of one payment is unapplied on %s.", amount,
		slices.MaxFunc(holding, func(a, b Moving) int { return cmp.Compare(a.Amount, b.Amount) }).Amount, f.Number)
}

// noneSpare says where the money stands that was to go over to another file, the payment of the amount before others, and how
// it gets there: it is taken back here, and its receipt offers to enter it on the file that was meant.
func (f *File) noneSpare(amount Money, to string) error {
	var bound *PaymentState
	for i := range f.State.Payments {
		if p := &f.State.Payments[i]; p.Applied > 0 && (bound == nil || bound.Received != amount || p.Received == amount) {
			bound = p
		}
	}
	if bound == nil {
		return Conflict("Nothing is unapplied on %s.", f.Number)
	}
	var numbers []string
	for _, v := range f.State.Invoices {
		if v.Billed != 0 && f.appliedTo(v.N, bound.N) > 0 {
			numbers = append(numbers, v.Number)
		}
	}
	return Conflict("Nothing is unapplied on %s: %s of e%d stands on invoice %s. If it was for %s: void %s e%d because meant %s.",
		f.Number, bound.Applied, bound.Version, strings.Join(numbers, ", "), to, f.Number, bound.Version, to)
}

// appliedTo is what of the payment stands on the invoice.
func (f *File) appliedTo(invoice, payment int) Money {
	var out Money
	for i := range f.history {
		for _, e := range f.history[i].Entries {
			if e.Invoice == invoice && e.Payment == payment {
				out -= e.Cents
			}
		}
	}
	return out
}

// spareOf is what of the payment was never applied since it came.
func (f *File) spareOf(payment int, since Date) Money {
	return lowest(paymentSteps(f.history, payment), since)
}

// MoveOut takes the cash off the file, on the date on which it came in. It is a conflict once it is no longer there.
func (f *File) MoveOut(m Moving) error {
	f.change.Verb = verbApply
	f.change.Words = "to " + m.To
	if f.spareOf(m.Payment.N, m.Payment.On) < m.Amount {
		return Conflict("%s is no longer unapplied on %s.", m.Amount, f.Number)
	}
	f.addEntry(Entry{Kind: EntryPayment, Cents: -m.Amount, Payment: m.Payment.N}, m.Payment.On)
	return nil
}

// MoveIn brings cash of another file to this one, as if it had been entered here: on its own date, to the oldest open
// invoices.
func (f *File) MoveIn(m Moving) error {
	f.change.Verb = verbApply
	f.change.Words = "from " + m.From
	p := m.Payment
	p.N, p.Amount, p.Fee, p.Auto, p.To = f.paymentsEver()+1, m.Amount, 0, true, ""
	f.change.Payments = append(f.change.Payments, p)
	f.addEntry(Entry{Kind: EntryPayment, Cents: p.Amount, Payment: p.N}, p.On)
	for _, a := range share(f.State.openInvoices(func(*InvoiceState) bool { return true }), f.history, p) {
		f.addEntry(Entry{Kind: EntryApplication, Cents: -a.cents, Invoice: a.invoice, Payment: p.N}, a.on)
	}
	return nil
}
