package domain

// Reverse logs that the payment of the entry came back: it happened, and is taken back on its own, later date; no date is
// today. An entry that is no payment is not found, one that came back or is void already is a conflict.
func (f *File) Reverse(version int, words string, on Date) error {
	f.change.Verb = "reverse"
	f.change.Words = words
	p := f.paymentOf(version)
	c := f.Entry(version)
	switch {
	case c == nil || len(c.Payments) == 0:
		return NoSuch("entry", "e%d on %s is not a payment.", version, f.Number)
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
