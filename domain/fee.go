package domain

import "slices"

// Fee books a fee that the payer or the rail took out of a payment: the payment was gross, so it grows by the fee, which is
// applied to the invoice, at most what is open from its date on. It is taken out of the newest payment of the invoice's payer;
// without one, or without an open invoice, it is a conflict.
func (f *File) Fee(in Correction) error {
	f.change.Verb = "adjust"
	f.change.Words = in.Words
	on, err := f.dateOnFile(in.On, "A fee")
	if err != nil {
		return err
	}
	if in.Words == "" {
		return Invalid("because", "What is the fee for? adjust %s fee 148.80 because program fee.", f.Number)
	}
	inv, err := f.invoiceMeant(in.Number)
	if err != nil {
		return err
	}
	p := f.newestPaymentOf(inv.Payer)
	if p == nil {
		return Conflict("A fee is taken out of a payment, and none from %s stands on %s.", inv.Payer, f.Number)
	}
	if on < p.On {
		return Invalid("on", "A fee is dated %s, but the payment came %s.", on.Words(f.Today()), p.On.Words(f.Today()))
	}
	if err := f.checkAgainst(inv, on, "A fee"); err != nil {
		return err
	}
	if room := lowest(invoiceSteps(f.history, inv.N), on); in.Amount <= 0 || in.Amount > room {
		return Invalid("amount", "A fee of %s cannot be on invoice %s; %s is open.", in.Amount, inv.Number, room)
	}
	f.addEntry(Entry{Kind: EntryPayment, Cents: in.Amount, Payment: p.N}, on)
	f.addEntry(Entry{Kind: EntryApplication, Cents: -in.Amount, Invoice: inv.N, Payment: p.N}, on)
	return nil
}

// newestPaymentOf is the payer's newest payment that stands, or nil.
func (f *File) newestPaymentOf(payer string) *PaymentState {
	for _, p := range slices.Backward(f.State.oldestPayments()) {
		if p.Received > 0 && samePayer(p.Payer, payer) {
			return &p
		}
	}
	return nil
}

// Refund gives unapplied cash back: the newest payment first, for what came last was too much. It is a conflict where nothing
// is unapplied, invalid for more than that, and for an invoice: applied money is no longer there to give back.
func (f *File) Refund(in Correction) error {
	f.change.Verb = "adjust"
	f.change.Words = in.Words
	on, err := f.date(in.On, "A refund")
	if err != nil {
		return err
	}
	payments := f.State.oldestPayments()
	var room Money
	for i := range payments {
		room += f.spareOf(payments[i].N, on)
	}
	switch {
	case in.Words == "":
		return Invalid("because", "Why is it given back? adjust %s refund 200 because paid twice.", f.Number)
	case in.Number != "":
		return Invalid("inv", "A refund comes out of unapplied cash, not out of an invoice; %s is unapplied on %s.", room, f.Number)
	case room == 0:
		return Conflict("Nothing is unapplied on %s, so there is nothing to give back.", f.Number)
	case in.Amount <= 0 || in.Amount > room:
		return Invalid("amount", "%s cannot be given back; %s is unapplied on %s.", in.Amount, room, f.Number)
	}
	left := in.Amount
	for _, p := range slices.Backward(payments) {
		if part := min(left, f.spareOf(p.N, on)); part > 0 {
			f.addEntry(Entry{Kind: EntryRefund, Cents: -part, Payment: p.N}, on)
			left -= part
		}
	}
	return nil
}
