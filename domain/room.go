package domain

import (
	"cmp"
	"slices"
)

// step is what was left of an invoice or a payment at the end of a day, and until the next step.
type step struct {
	on   Date
	left Money
}

// invoiceSteps is what was open on the invoice over time.
func invoiceSteps(history []Change, n int) []step {
	return steps(history, func(e *Entry) bool { return e.Invoice == n })
}

// paymentSteps is what of the payment was unapplied over time.
func paymentSteps(history []Change, n int) []step {
	return steps(history, func(e *Entry) bool { return e.Payment == n })
}

// steps sums the entries that are meant up day by day.
func steps(history []Change, meant func(*Entry) bool) []step {
	var all []step
	for i := range history {
		for j := range history[i].Entries {
			if e := &history[i].Entries[j]; meant(e) {
				all = append(all, step{e.On, e.Cents})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b step) int { return cmp.Compare(a.on, b.on) })
	out := all[:0]
	var left Money
	for _, s := range all {
		left += s.left
		if n := len(out); n > 0 && out[n-1].on == s.on {
			out[n-1].left = left
			continue
		}
		out = append(out, step{s.on, left})
	}
	return out
}

// lowest is the least that was left at the end of any day from the date on; 0 before the first step.
func lowest(all []step, from Date) Money {
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].on <= from {
			return slices.MinFunc(all[i:], func(a, b step) int { return cmp.Compare(a.left, b.left) }).left
		}
	}
	return 0
}

// roomFrom is the first day from which the part fits into what is left, then and ever after. The part fits at the end.
func roomFrom(all []step, part Money) Date {
	var from Date
	for i := len(all) - 1; i >= 0 && all[i].left >= part; i-- {
		from = all[i].on
	}
	return from
}

// allocation is a part of a payment matched to an invoice on a date.
type allocation struct {
	invoice int
	cents   Money
	on      Date
}

// allocate matches the payment to the invoice it names, or to its payer's open invoices, oldest first.
func allocate(s *State, history []Change, p Payment) []allocation {
	meant := func(v *InvoiceState) bool {
		return p.To == "" && sameNumber(v.Payer, p.Payer) || p.To != "" && sameNumber(v.Number, p.To)
	}
	return share(s.openInvoices(meant), history, p)
}

// share matches the payment to the invoices in their order. A part is applied on the payment's date, but not before its
// invoice was sent, nor while other money stood on the invoice in its place.
func share(meant []*InvoiceState, history []Change, p Payment) []allocation {
	var out []allocation
	left := p.Amount
	for _, v := range meant {
		part := min(left, v.Balance())
		if part == 0 {
			break
		}
		out = append(out, allocation{v.N, part, max(p.On, roomFrom(invoiceSteps(history, v.N), part))})
		left -= part
	}
	return out
}
