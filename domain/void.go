package domain

import "fmt"

// UndoUntil is the last local date on which the author may undo the change: the end of the next business day.
func (f *File) UndoUntil(c *Change) Date {
	return f.Market.Calendar().Add(f.Market.Today(c.RecordedAt), 1)
}

// Undo takes back the author's own entry: it never happened. It is refused once its time is over or when something was
// built on it, that is, when folding the file without it refuses a later change or applies its money differently.
func (f *File) Undo(version int) error {
	f.change.Verb = "undo"
	c, err := f.voidable(version)
	if err != nil {
		return err
	}
	if c.Actor != f.act.Actor {
		return Forbidden("e%d on %s is not yours to undo.", version, f.Number)
	}
	if until := f.UndoUntil(c); f.Today() > until {
		return Conflict("e%d can't be undone: that was possible until the end of %s.", version, until.Words(f.Today()))
	}
	f.mirror(c)
	if later, _ := f.builtOn(c); later != nil {
		return blocked(c, later, "undone")
	}
	return nil
}

// Void takes back an entry that never happened, on the same dates. It is refused when a later entry needs it.
func (f *File) Void(version int, words string) error {
	f.change.Verb = "void"
	f.change.Words = words
	c, err := f.voidable(version)
	if err != nil {
		return err
	}
	if words == "" {
		return Invalid("because", "Why is it void? void %s e%d because meant FM-1024.", f.Number, version)
	}
	f.mirror(c)
	if later, needs := f.builtOn(c); needs {
		return blocked(c, later, "void")
	}
	return nil
}

func blocked(c, later *Change, what string) *Error {
	e := Conflict("e%d can't be %s: %s after it (e%d).", c.Version, what, later.Label(), later.Version)
	e.About = later.Version
	return e
}

// Label says in a few words what the change did: "check 902 was applied".
func (c *Change) Label() string {
	switch {
	case len(c.Payments) > 0 && c.Payments[0].Reference != "":
		return fmt.Sprintf("%s %s was applied", c.Payments[0].Method, c.Payments[0].Reference)
	case len(c.Payments) > 0:
		return fmt.Sprintf("%s was applied", c.Payments[0].Amount)
	case len(c.Invoices) > 0:
		return fmt.Sprintf("invoice %s was sent", c.Invoices[0].Number)
	case c.Verb == "reverse":
		return "a payment came back"
	case len(c.Rounds) > 0 && c.Rounds[0].Event == RoundSubmitted:
		return fmt.Sprintf("round %d was handed in", c.Rounds[0].Round)
	case len(c.Rounds) > 0:
		return fmt.Sprintf("round %d was answered", c.Rounds[0].Round)
	case len(c.Entries) > 0:
		return "the money was moved"
	}
	return "something was entered"
}

// voidable is the change of the version, if it can be taken back at all.
func (f *File) voidable(version int) (*Change, error) {
	c := f.Entry(version)
	if c == nil {
		return nil, NotFound("%s has no entry e%d; its last is e%d.", f.Number, version, f.Version)
	}
	if version == 1 {
		return nil, Conflict("e1 began %s and can't be taken back; cancel the file instead.", f.Number)
	}
	if v := f.voidedBy(version); v != 0 {
		return nil, Conflict("e%d was taken back already (e%d). Nothing was added.", version, v)
	}
	return c, nil
}

// voidedBy is the version that took the change back and stands, or 0.
func (f *File) voidedBy(version int) int {
	for i := len(f.history) - 1; i >= 0; i-- {
		if c := &f.history[i]; c.Voids == version && f.voidedBy(c.Version) == 0 {
			return c.Version
		}
	}
	return 0
}

// mirror writes the rows that take the change back: the same dates, the opposite sign. What was derived is left to derive.
func (f *File) mirror(c *Change) {
	f.change.Voids = c.Version
	for _, v := range c.Stages {
		if !v.Derived {
			v.Row, v.At = f.opposite(c, v.Row), f.instant(v.On)
			f.change.Stages = append(f.change.Stages, v)
		}
	}
	for _, v := range c.Rounds {
		v.Row = f.opposite(c, v.Row)
		f.change.Rounds = append(f.change.Rounds, v)
	}
	for _, v := range c.Entries {
		v.Row, v.Cents = f.opposite(c, v.Row), -v.Cents
		f.change.Entries = append(f.change.Entries, v)
	}
	for _, v := range c.Disputes {
		v.Row = f.opposite(c, v.Row)
		f.change.Disputes = append(f.change.Disputes, v)
	}
	for _, v := range c.Notes {
		v.Row = f.opposite(c, v.Row)
		f.change.Notes = append(f.change.Notes, v)
	}
	for _, v := range c.Assignments {
		v.Row = f.opposite(c, v.Row)
		f.change.Assignments = append(f.change.Assignments, v)
	}
	for _, v := range c.Details {
		v.Row = f.opposite(c, v.Row)
		f.change.Details = append(f.change.Details, v)
	}
}

// opposite is the row that takes back, or, for a mirror, states again.
func (f *File) opposite(c *Change, r Row) Row {
	row := f.place(r.On)
	row.Mirror, row.Mirrors = !r.Mirror, Ref{c.Version, r.Place}
	return row
}

// builtOn finds the first later change that was built on c, with the void under way already written. needs says that
// the later change cannot stand without it; otherwise its money would only have been applied differently.
func (f *File) builtOn(c *Change) (later *Change, needs bool) {
	void := *f.change
	without := append(f.history[:len(f.history):len(f.history)], void)
	for i := range f.history {
		l := &f.history[i]
		if l.Version > c.Version && l.Voids == 0 && f.voidedBy(l.Version) == 0 && leans(l, c, without) {
			return l, true
		}
	}
	for i := range f.history {
		l := &f.history[i]
		if l.Version <= c.Version || f.voidedBy(l.Version) != 0 {
			continue
		}
		before := append(f.history[:i:i], void)
		if appliesDifferently(l, before) || approvedBefore(c, l) {
			return l, false
		}
	}
	return nil, false
}

// leans says that the later change states something about what c brought, and c is gone.
func leans(later, c *Change, without []Change) bool {
	s := fold(without)
	for _, e := range later.Entries {
		for _, inv := range c.Invoices {
			if e.Invoice == inv.N && e.Kind != EntryInvoice {
				return true
			}
		}
		for _, p := range c.Payments {
			if e.Payment == p.N {
				return true
			}
		}
		if e.Mirrors.Version == c.Version {
			return true
		}
		if overdrawn(&s, e) {
			return true
		}
	}
	for _, r := range later.Rounds {
		for _, gone := range c.Rounds {
			if r.Round >= gone.Round && !(r.Round > gone.Round && gone.Event != RoundSubmitted && r.Event != RoundSubmitted) {
				return true
			}
		}
	}
	return false
}

// overdrawn says that the entry's invoice or payment would have less than nothing left.
func overdrawn(s *State, e Entry) bool {
	for i := range s.Invoices {
		if s.Invoices[i].N == e.Invoice && s.Invoices[i].Balance() < 0 {
			return true
		}
	}
	for i := range s.Payments {
		if s.Payments[i].N == e.Payment && s.Payments[i].Unapplied() < 0 {
			return true
		}
	}
	return false
}

// appliesDifferently says that the later payment, entered on the file as it was before it but without c, would have
// been matched to other invoices.
func appliesDifferently(later *Change, before []Change) bool {
	if len(later.Payments) == 0 {
		return false
	}
	s := fold(before)
	var want, have []allocation
	want = allocate(&s, later.Payments[0])
	for _, e := range later.Entries {
		if e.Kind == EntryApplication && !e.Mirror {
			have = append(have, allocation{invoice: e.Invoice, cents: -e.Cents})
		}
	}
	if len(want) != len(have) {
		return true
	}
	for i := range want {
		if want[i].invoice != have[i].invoice || want[i].cents != have[i].cents {
			return true
		}
	}
	return false
}

// approvedBefore says that c is an approval and the later change billed on it.
func approvedBefore(c, later *Change) bool {
	for _, r := range c.Rounds {
		if (r.Event == RoundApproved || r.Event == PartlyApproved) && len(later.Invoices) > 0 {
			return true
		}
	}
	return false
}
