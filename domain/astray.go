package domain

import "slices"

// Astray is money that is for nothing of what is open, beside what somebody else owes longest.
type Astray struct {
	Paid   Money
	Oldest InvoiceState
	More   int // other invoices that are open
}

// askWhoseMoney asks about money that nothing of what is open is for: the payer was never billed or has paid, or the invoice
// named is paid. It then stands unapplied, or goes to an invoice that is named.
func (f *File) askWhoseMoney(in Receipt) error {
	s := &f.State
	open := s.openInvoices(func(*InvoiceState) bool { return true })
	about := Astray{Paid: in.Amount, Oldest: *open[0], More: len(open) - 1}
	billed := slices.ContainsFunc(s.Invoices, func(v InvoiceState) bool { return v.Billed != 0 && samePayer(v.Payer, in.Payer) })
	e := Ask(AskWrongPayer, "from", "%s was not billed on %s", in.Payer, f.Number)
	switch {
	case in.Number != "":
		e = Ask(AskWrongPayer, "inv", "Invoice %s on %s is paid", s.invoiceNumbered(in.Number).Number, f.Number)
	case billed:
		e = Ask(AskWrongPayer, "from", "%s owes nothing on %s", in.Payer, f.Number)
	case slices.Contains(holders(), Holder(in.Payer)):
		e.Says = "The " + e.Says
	}
	e.About = about
	return e
}
