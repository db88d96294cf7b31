package domain

import "slices"

// Correction takes something off an invoice or a payment: a credit memo, a write-off, a fee or a refund.
type Correction struct {
	Kind     EntryKind // EntryCreditMemo or EntryWriteOff; Fee and Refund know theirs
	Amount   Money
	Number   string // the invoice; empty: the oldest open one
	Words    string
	On       Date
	Answered Answers
}

// Adjust credits or writes off part of an invoice: at most what is open from its date on. The reason is never optional. It
// is a conflict when no invoice is open, and not found for a number that is not on the file. It asks about a write-off that
// closes the file (write_off).
func (f *File) Adjust(in Correction) error {
	f.change.Verb = "adjust"
	f.change.Words = in.Words
	on, err := f.dateOnFile(in.On, "An adjustment")
	if err != nil {
		return err
	}
	if in.Kind != EntryCreditMemo && in.Kind != EntryWriteOff {
		return Invalid("kind", "%q is not an adjustment; write credit, writeoff, fee or refund.", in.Kind)
	}
	if in.Words == "" {
		return Invalid("because", "Why? adjust %s writeoff 212.40 because deductible, moved away.", f.Number)
	}
	inv, err := f.invoiceMeant(in.Number)
	if err != nil {
		return err
	}
	if err := f.checkAgainst(inv, on, "An adjustment"); err != nil {
		return err
	}
	if room := lowest(invoiceSteps(f.history, inv.N), on); in.Amount <= 0 || in.Amount > room {
		return Invalid("amount", "%s cannot be taken off invoice %s; %s is open.", in.Amount, inv.Number, room)
	}
	f.addEntry(Entry{Kind: in.Kind, Cents: -in.Amount, Invoice: inv.N}, on)
	if !in.Answered.Has(AskWriteOff) && f.closes() {
		return Ask(AskWriteOff, "amount", "This closes %s by write-off; it leaves the paid-in-full figures.", f.Number)
	}
	return nil
}

// OverLimit says that the amount, with what was taken off the file before, is more than the market lets one person take off.
func (f *File) OverLimit(amount Money) bool {
	return f.State.TakenOff()+amount > f.Market.Settings.WriteOffLimit
}

// closes says that the file is closed by write-off with the change and was not without it.
func (f *File) closes() bool {
	small := f.Market.Settings.SmallBalance
	after := fold(gather(append(slices.Clip(f.history), *f.change)), nil)
	return f.State.Outcome != ClosedWrittenOff && after.outcome(small) == ClosedWrittenOff
}

// Dispute logs how much of an invoice the payer contests, at most its balance; 0 settles it, which is a conflict where
// nothing is contested. Without a number it is the oldest open invoice, or the oldest contested one to settle. No date is
// today.
func (f *File) Dispute(number string, amount Money, words string, on Date) error {
	f.change.Verb = "dispute"
	f.change.Words = words
	on, err := f.dateOnFile(on, "A dispute")
	if err != nil {
		return err
	}
	if number == "" && amount == 0 {
		number = f.State.disputedNumber()
	}
	inv, err := f.invoiceMeant(number)
	if err != nil {
		return err
	}
	_, standing := f.State.Disputes[inv.N]
	switch {
	case amount == 0 && !standing:
		return Conflict("Nothing is disputed on invoice %s.", inv.Number)
	case amount < 0 || amount > inv.Balance():
		return Invalid("amount", "%s of invoice %s cannot be disputed; %s is open.", amount, inv.Number, inv.Balance())
	case amount > 0 && words == "":
		return Invalid("because", "Why is it disputed? dispute %s 8,200 because scope of drywall.", f.Number)
	}
	if err := f.checkAgainst(inv, on, "A dispute"); err != nil {
		return err
	}
	f.change.Disputes = append(f.change.Disputes, Dispute{Row: f.place(on), Invoice: inv.N, Amount: amount, Words: words})
	return nil
}

// disputedNumber is the number of the oldest invoice that is contested, or empty.
func (s *State) disputedNumber() string {
	for i := range s.Invoices {
		if _, ok := s.Disputes[s.Invoices[i].N]; ok {
			return s.Invoices[i].Number
		}
	}
	return ""
}

// checkAgainst refuses a date before the invoice was sent.
func (f *File) checkAgainst(inv *InvoiceState, on Date, what string) error {
	if on < inv.On {
		return Invalid("on", "%s is dated %s, but invoice %s was sent %s.",
			what, on.Words(f.Today()), inv.Number, inv.On.Words(f.Today()))
	}
	return nil
}
