package domain

import (
	"fmt"
	"slices"
)

// UndoUntil is the last local date on which the author may undo the change: the end of the next business day.
func (f *File) UndoUntil(c *Change) Date {
	return f.Market.Calendar().Add(f.Market.Today(c.RecordedAt), 1)
}

// Undo takes back the author's own entry: it never happened. Somebody else's is forbidden. It is a conflict once its time is
// over, when it was taken back already, or when something was built on it: a later change that could not stand without it
// or would have been made otherwise. About is then that change's version.
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
	after := f.mirror(c)
	later := f.neededBy(c, after)
	if later == nil {
		later = f.shapedBy(c, after)
	}
	if later != nil {
		return blocked(c, later, "undone", "")
	}
	return nil
}

// Void takes back an entry that never happened, on the same dates. It is a conflict when it was taken back already or a later
// entry needs it; About is then that entry's version. Money that was entered later stays where it was applied.
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
	if later := f.neededBy(c, f.mirror(c)); later != nil {
		return blocked(c, later, "void", fmt.Sprintf(" (e%d)", later.Version))
	}
	return nil
}

func blocked(c, later *Change, what, which string) *Error {
	e := Conflict("e%d can't be %s: %s after it%s.", c.Version, what, later.Label(), which)
	e.About = later.Version
	return e
}

// Label says in a few words what the change did: "check 902 was applied".
func (c *Change) Label() string {
	switch {
	case c.Voids != 0:
		return fmt.Sprintf("e%d was taken back", c.Voids)
	case len(c.Payments) > 0 && c.Payments[0].Reference != "":
		return c.Payments[0].Means() + " was applied"
	case len(c.Payments) > 0:
		return fmt.Sprintf("%s was applied", c.Payments[0].Amount)
	case len(c.Invoices) > 0:
		return fmt.Sprintf("invoice %s was sent", c.Invoices[0].Number)
	case c.Verb == "reverse":
		return "a payment came back"
	case c.Verb == verbEdit:
		return "the file was edited"
	case len(c.Disputes) > 0:
		return "a dispute was logged"
	case len(c.Rounds) > 0 && c.Rounds[0].Event == RoundSubmitted:
		return fmt.Sprintf("round %d was handed in", c.Rounds[0].Round)
	case len(c.Rounds) > 0:
		return fmt.Sprintf("round %d was answered", c.Rounds[0].Round)
	case len(c.Entries) > 0:
		return "the money was moved"
	case len(c.Steps) > 0 && c.Steps[0].Done:
		return "the next step was done"
	case len(c.Holds) > 0 && c.Holds[0].Until == 0:
		return "the hold was ended"
	}
	return "something was entered"
}

// voidable is the change of the version, if it can be taken back at all.
func (f *File) voidable(version int) (*Change, error) {
	c := f.Entry(version)
	if c == nil {
		return nil, NoSuch("entry", "%s has no entry e%d; its last is e%d.", f.Number, version, f.Version)
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
	gone := voided(f.history)
	for i := range f.history {
		if c := &f.history[i]; c.Voids == version && !gone[c.Version] {
			return c.Version
		}
	}
	return 0
}

// mirror writes the rows that take the change back: the same dates, the opposite sign. What was derived is left to derive.
// It gives the history with them.
func (f *File) mirror(c *Change) []Change {
	f.change.Voids = c.Version
	again := restated(f.history)
	opposite := func(r Row) Row {
		return Row{Place: f.change.size() + 1, On: r.On, Mirror: !r.Mirror, Mirrors: again.standing(Ref{c.Version, r.Place})}
	}
	for _, v := range c.Stages {
		if !v.Derived {
			v.Row = opposite(v.Row)
			f.change.Stages = append(f.change.Stages, v)
		}
	}
	for _, v := range c.Entries {
		v.Row, v.Cents = opposite(v.Row), -v.Cents
		f.change.Entries = append(f.change.Entries, v)
	}
	mirrorRows(&f.change.Rounds, c.Rounds, opposite)
	mirrorRows(&f.change.Disputes, c.Disputes, opposite)
	mirrorRows(&f.change.Notes, c.Notes, opposite)
	mirrorRows(&f.change.Assignments, c.Assignments, opposite)
	mirrorRows(&f.change.Details, c.Details, opposite)
	mirrorRows(&f.change.Touches, c.Touches, opposite)
	mirrorRows(&f.change.Steps, c.Steps, opposite)
	mirrorRows(&f.change.Promises, c.Promises, opposite)
	mirrorRows(&f.change.Holds, c.Holds, opposite)
	mirrorRows(&f.change.Waits, c.Waits, opposite)
	return append(slices.Clip(f.history), *f.change)
}

// mirrorRows adds the opposite of every row, one at a time: each takes the next place.
func mirrorRows[T any, P interface {
	*T
	row() *Row
}](to *[]T, rows []T, opposite func(Row) Row) {
	for _, v := range rows {
		r := P(&v).row()
		*r = opposite(*r)
		*to = append(*to, v)
	}
}

func (r *Row) row() *Row { return r }

// chain leads from a row to the one that names it.
type chain map[Ref]Ref

func restated(history []Change) chain {
	out := chain{}
	for i := range history {
		version := history[i].Version
		history[i].eachRow(func(_ factKind, r *Row, _ int) {
			if r.Mirrors != (Ref{}) {
				out[r.Mirrors] = Ref{version, r.Place}
			}
		})
	}
	return out
}

// standing is the row that speaks for the fact now: itself, or the last of those that took it back and stated it again.
func (c chain) standing(r Ref) Ref {
	for {
		next, ok := c[r]
		if !ok {
			return r
		}
		r = next
	}
}
