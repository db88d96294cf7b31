package domain

import (
	"cmp"
	"slices"
)

// Receipt is money received as a person states it. Zero fields take what the file implies.
type Receipt struct {
	Amount    Money
	Fee       Money
	Net       bool // Amount is what arrived; the gross is Amount + Fee
	Method    Method
	Reference string
	Payer     string
	On        Date
	Number    string      // the invoice it is for; empty: the payer's oldest first
	Total     Money       // of the whole check, where this file has only a part
	Elsewhere []LookAlike // the same reference on other files of the market
	Answered  Answers
}

// LookAlike is a payment that may be the same money.
type LookAlike struct {
	File    FileID
	Number  string // the file's
	Version int
	Amount  Money
	Method  Method
	Ref     string
	On      Date
	Actor   PersonID
}

// lookAlikeDays is how far apart two payments of the same amount on a file may be and still be asked about.
const lookAlikeDays = 10

// Pay logs a payment. It is applied gross, to the payer's oldest invoice first unless it names one; what is left over
// stands unapplied. A payment dated before its invoice is cash on its own date and applied on the invoice's.
func (f *File) Pay(in Receipt) error {
	f.change.Verb = "pay"
	on, err := f.date(in.On, "A payment")
	if err != nil {
		return withAbout(err, in.On)
	}
	if err := in.check(f); err != nil {
		return err
	}
	in.Amount, in.Net = in.gross(), false
	if in.Number != "" {
		if _, err := f.invoiceMeant(in.Number); err != nil {
			return err
		}
	}
	in.Payer = f.payerOf(in)
	if err := f.askAboutReceipt(in, on); err != nil {
		return err
	}
	f.book(in, on)
	return nil
}

func withAbout(err error, about any) error {
	if e, ok := err.(*Error); ok {
		e.About = about
	}
	return err
}

func (in *Receipt) check(f *File) error {
	switch {
	case in.Amount <= 0 || in.Amount > MaxMoney:
		return Invalid("amount", "How much? pay %s 12,400 check 881. The balance is %s.", f.Number, f.State.Balance())
	case in.Net && in.Fee == 0:
		return Invalid("fee", "A net amount needs its fee: pay %s %s net fee 750.", f.Number, in.Amount.Plain())
	case in.Fee < 0 || in.Fee >= in.gross():
		return Invalid("fee", "A fee of %s on %s cannot be.", in.Fee, in.Amount)
	case in.Total != 0 && in.Total < in.gross():
		return Invalid("total", "The whole check is %s, but %s of it is for %s.", in.Total, in.gross(), f.Number)
	}
	return nil
}

// gross is what the payer paid, the fee included.
func (in *Receipt) gross() Money {
	if in.Net {
		return in.Amount + in.Fee
	}
	return in.Amount
}

// payerOf is who paid: who was named, else who owes the invoice meant, else the file's payer.
func (f *File) payerOf(in Receipt) string {
	if in.Payer != "" {
		return in.Payer
	}
	if in.Number != "" {
		return f.State.InvoiceNumbered(in.Number).Payer
	}
	if inv := f.State.OldestOpen(""); inv != nil {
		return inv.Payer
	}
	return f.State.Facts.payer()
}

func (f *File) askAboutReceipt(in Receipt, on Date) error {
	if !in.Answered.Has(AskLookAlike) {
		if like := f.alike(in, on); like != nil {
			e := Ask(AskLookAlike, "amount", "Same money twice?")
			e.About = *like
			return e
		}
	}
	if len(in.Elsewhere) > 0 && !in.Answered.Has(AskSameCheck) && !in.Answered.Has(AskLookAlike) {
		e := Ask(AskSameCheck, "reference", "Part of the same check?")
		e.About = in.Elsewhere[0]
		return e
	}
	if open := f.openFor(in); len(f.State.Invoices) > 0 && in.Amount > open && !in.Answered.Has(AskOverBalance) {
		e := Ask(AskOverBalance, "amount", "%s over the balance", in.Amount-open)
		e.About = Over{Paid: in.Amount, Open: open}
		return e
	}
	return nil
}

// Over is what a payment exceeds.
type Over struct{ Paid, Open Money }

// alike is a payment on the file with the same reference, or the same amount within ten days.
func (f *File) alike(in Receipt, on Date) *LookAlike {
	ref := NormalNumber(in.Reference)
	for _, p := range f.State.Payments {
		near := p.On-on <= lookAlikeDays && on-p.On <= lookAlikeDays
		sameRef := ref != "" && NormalNumber(p.Reference) == ref
		if p.Received <= 0 || !sameRef && (p.Amount != in.Amount || !near) {
			continue
		}
		return &LookAlike{File: f.ID, Number: f.Number, Version: p.Version, Amount: p.Amount,
			Method: p.Method, Ref: p.Reference, On: p.On, Actor: f.Entry(p.Version).Actor}
	}
	return nil
}

// openFor is what the payment could be applied to.
func (f *File) openFor(in Receipt) Money {
	if in.Number != "" {
		return f.State.InvoiceNumbered(in.Number).Balance()
	}
	return sum(f.State.Invoices, func(v InvoiceState) Money {
		if !sameNumber(v.Payer, in.Payer) {
			return 0
		}
		return v.Balance()
	})
}

func (f *File) book(in Receipt, on Date) {
	n := f.paymentsEver() + 1
	p := Payment{N: n, Method: in.Method, Reference: in.Reference, Payer: in.Payer, On: on, Amount: in.Amount,
		Fee: in.Fee, Total: max(in.Total, in.Amount), Auto: in.Number == "", To: in.Number}
	f.change.Payments = append(f.change.Payments, p)
	f.addEntry(Entry{Kind: EntryPayment, Cents: in.Amount, Payment: n}, on)
	for _, a := range allocate(&f.State, f.history, p) {
		f.addEntry(Entry{Kind: EntryApplication, Cents: -a.cents, Invoice: a.invoice, Payment: n}, a.on)
	}
}

// paymentsEver counts the payments of the history, void ones too.
func (f *File) paymentsEver() int {
	n := 0
	for i := range f.history {
		n += len(f.history[i].Payments)
	}
	return n
}

// allocation is a part of a payment matched to an invoice on a date.
type allocation struct {
	invoice int
	cents   Money
	on      Date
}

// allocate matches the payment to the invoice it names, or to its payer's open invoices, oldest first. A part is applied
// on the payment's date, but never before its invoice was sent, nor while other money stood on the invoice in its place.
func allocate(s *State, history []Change, p Payment) []allocation {
	var meant []*InvoiceState
	for i := range s.Invoices {
		v := &s.Invoices[i]
		if v.Balance() > 0 && (p.To == "" && sameNumber(v.Payer, p.Payer) || p.To != "" && sameNumber(v.Number, p.To)) {
			meant = append(meant, v)
		}
	}
	slices.SortFunc(meant, func(a, b *InvoiceState) int { return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.N, b.N)) })
	var out []allocation
	left := p.Amount
	for _, v := range meant {
		part := min(left, v.Balance())
		if part == 0 {
			break
		}
		out = append(out, allocation{v.N, part, max(p.On, v.On, roomFrom(invoiceSteps(history, v.N), part))})
		left -= part
	}
	return out
}

// Reverse logs that a payment came back: it happened, and is taken back on its own, later date.
func (f *File) Reverse(version int, words string, on Date) error {
	f.change.Verb = "reverse"
	f.change.Words = words
	p := f.paymentOf(version)
	c := f.Entry(version)
	switch {
	case c == nil || len(c.Payments) == 0:
		return NotFound("e%d on %s is not a payment.", version, f.Number)
	case p == nil || p.Received == 0:
		return Conflict("e%d on %s has come back or is void already. Nothing is left to reverse.", version, f.Number)
	}
	if words == "" {
		return Invalid("because", "Why did it come back? reverse %s e%d because NSF.", f.Number, version)
	}
	on, err := f.date(on, "A reversal")
	if err != nil {
		return err
	}
	if on < p.On {
		return Invalid("on", "A reversal is dated %s, but the payment came %s.", on.Words(f.Today()), p.On.Words(f.Today()))
	}
	f.mirrorEntries(p.N, on)
	return nil
}

// paymentOf is the payment that the change brought, or nil.
func (f *File) paymentOf(version int) *PaymentState {
	for i := range f.State.Payments {
		if p := &f.State.Payments[i]; p.Version == version {
			return p
		}
	}
	return nil
}

// mirrorEntries takes back the payment's ledger rows that stand, on the date or on the row's own if that is later.
func (f *File) mirrorEntries(payment int, on Date) {
	gone := takenBack(f.history)
	again := restated(f.history)
	for i := range f.history {
		c := &f.history[i]
		for _, e := range c.Entries {
			ref := Ref{c.Version, e.Place}
			if e.Payment != payment || e.Mirrors != (Ref{}) || gone[ref] {
				continue
			}
			row := f.place(max(on, e.On))
			row.Mirror, row.Mirrors = true, again.standing(ref)
			f.change.Entries = append(f.change.Entries,
				Entry{Row: row, Kind: e.Kind, Cents: -e.Cents, Invoice: e.Invoice, Payment: e.Payment})
		}
	}
}
