package domain

import (
	"fmt"
	"slices"
	"strings"
)

// Bill is an invoice as a person states it. Zero fields take what the file implies.
type Bill struct {
	Amount    Money
	Number    string
	Payer     string
	On        Date
	Due       Date
	NetDays   int // the payer's terms, where Due is left out
	More      bool
	Disputed  Money  // contested from the start, as a sheet may state
	Elsewhere string // the file that has this number already; empty: nobody
	Answered  Answers
}

// Invoice logs an invoice that was sent. It names its payer; the file reaches INVOICED with its first one. A number that
// stands already is a conflict. It asks on a cancelled file (reopen), before any approval (no_approval), over
// 2 percent off the approved total (variance), for an amount that was billed before (same_amount) and for a payer that is
// new (payer).
func (f *File) Invoice(in Bill) error {
	f.change.Verb = "invoice"
	on, err := f.dateOnFile(in.On, "An invoice")
	if err != nil {
		return err
	}
	if in.Amount <= 0 || in.Amount > MaxMoney {
		return Invalid("amount", "How much is billed? /invoice %s 14,200 inv 5531.", f.Number)
	}
	n := f.invoicesEver() + 1
	if in.Payer == "" {
		in.Payer = f.State.Facts.payer()
	}
	if in.Number == "" {
		in.Number = fmt.Sprintf("%s-%d", f.Number, n)
	}
	if err := f.checkNumber(in); err != nil {
		return err
	}
	if in.Due == 0 {
		in.Due = on + Date(in.NetDays)
	}
	if in.Due < on {
		return Invalid("due", "The invoice is due %s, before its own date %s.", in.Due.Words(f.Today()), on.Words(f.Today()))
	}
	if in.Disputed < 0 || in.Disputed > in.Amount {
		return Invalid("disputed", "%s of an invoice of %s cannot be disputed.", in.Disputed, in.Amount)
	}
	if err := f.askAboutBill(in); err != nil {
		return err
	}
	f.change.Invoices = append(f.change.Invoices, Invoice{N: n, Number: in.Number, Payer: in.Payer, On: on, Due: in.Due,
		Amount: in.Amount, More: in.More})
	f.addEntry(Entry{Kind: EntryInvoice, Cents: in.Amount, Invoice: n}, on)
	if in.Disputed > 0 {
		f.change.Disputes = append(f.change.Disputes, Dispute{Row: f.place(on), Invoice: n, Amount: in.Disputed})
	}
	return nil
}

// invoicesEver counts the invoices of the history, void ones too: their numbers within the file are not given again.
func (f *File) invoicesEver() int {
	n := 0
	for i := range f.history {
		n += len(f.history[i].Invoices)
	}
	return n
}

func (f *File) checkNumber(in Bill) error {
	if have := f.State.invoiceNumbered(in.Number); have != nil {
		return Conflict("Invoice %s is on %s already: %s, %s (e%d).",
			have.Number, f.Number, have.Amount, have.On.Words(f.Today()), have.Version)
	}
	if in.Elsewhere != "" {
		return Conflict("Invoice %s is on %s already; an invoice number is used once.", in.Number, in.Elsewhere)
	}
	return nil
}

// askAboutBill asks what a careful colleague would: no approval, unlike the approval, the same amount twice.
func (f *File) askAboutBill(in Bill) error {
	s := &f.State
	if s.Outcome == Cancelled && !in.Answered.Has(AskReopen) {
		return f.askReopen("amount", "an invoice")
	}
	approved := s.paper == Approved || slices.ContainsFunc(s.Rounds, func(r Round) bool { return r.Kind != Documents && r.approved() })
	toBill, billed := s.ApprovedTotal()-s.vouched, s.Invoiced()+in.Amount
	switch {
	case !approved && !in.Answered.Has(AskNoApproval):
		return Ask(AskNoApproval, "amount", "No approval on %s.", f.Number)
	case toBill > 0 && !in.Answered.Has(AskVariance) && apart(billed, toBill) && !in.More:
		return Ask(AskVariance, "amount", "%s would be invoiced, %s is approved.", billed, toBill)
	}
	for _, have := range s.Invoices {
		if have.Billed == in.Amount && !in.Answered.Has(AskSameAmount) {
			return Ask(AskSameAmount, "amount", "Invoice %s over %s is on %s already, %s (e%d).",
				have.Number, have.Billed, f.Number, have.On.Words(f.Today()), have.Version)
		}
	}
	if known := s.payers(); len(known) > 0 && !in.Answered.Has(AskPayer) && !slices.ContainsFunc(known, func(p string) bool { return samePayer(p, in.Payer) }) {
		return Ask(AskPayer, "to", "%s is no payer of %s so far; it knows %s.", in.Payer, f.Number, strings.Join(known, ", "))
	}
	return nil
}

// payers are whom the file knows as paying, or could.
func (s *State) payers() []string {
	names := []string{s.Facts.Payer, s.Facts.Carrier, s.Facts.Program, s.Facts.Lender(), s.Facts.Customer}
	for i := range s.Invoices {
		names = append(names, s.Invoices[i].Payer)
	}
	var out []string
	for _, name := range names {
		if name != "" && !slices.ContainsFunc(out, func(p string) bool { return samePayer(p, name) }) {
			out = append(out, name)
		}
	}
	return out
}

// apart says that the amounts differ by over 2 percent of the approved one.
func apart(invoiced, approved Money) bool {
	d := invoiced - approved
	if d < 0 {
		d = -d
	}
	return d*50 > approved
}

// invoiceMeant is the invoice of the number, or the oldest open one where none is named.
func (f *File) invoiceMeant(number string) (*InvoiceState, error) {
	if number != "" {
		if inv := f.State.invoiceNumbered(number); inv != nil {
			return inv, nil
		}
	} else if inv := f.State.OldestOpen(""); inv != nil {
		return inv, nil
	}
	open := f.State.OldestOpen("")
	switch {
	case open == nil && number == "":
		return nil, Conflict("No invoice is open on %s.", f.Number)
	case open == nil:
		return nil, NoSuch("inv", "Invoice %s is not on %s, and no invoice is open there.", number, f.Number)
	}
	e := Invalid("inv", "Invoice %s is not on %s; it has %s (%s open).", number, f.Number, open.Number, open.Balance())
	e.About = open.Invoice
	return nil, e
}
