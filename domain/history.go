package domain

import (
	"cmp"
	"slices"
)

// factKind tells the tables of a change apart.
type factKind uint8

const (
	invoiceHeader factKind = iota
	paymentHeader
	stageFact
	roundFact
	entryFact
	disputeFact
	noteFact
	assignmentFact
	detailsFact
	touchFact
	stepFact
	promiseFact
	holdFact
	waitFact
)

// fact is one row of a file's history: where it stands in the order (date, version, place), and where it is written.
type fact struct {
	on      Date
	version int
	place   int
	kind    factKind
	void    bool    // of money: the change was taken back, or takes another back
	change  *Change // it is the i-th of its table there
	i       int
}

// gather lists the facts that count, in their order. Rows that were taken back are left out, except in the money ledger,
// where their mirrors cancel them. Notes that change nothing are left out. A stated stage that was taken back and stated again
// stands where it was stated again.
func gather(history []Change) []fact {
	gone, void, again := takenBack(history), voided(history), restatedStages(history)
	n := 0
	for i := range history {
		n += history[i].size() + len(history[i].Invoices) + len(history[i].Payments)
	}
	out := make([]fact, 0, n)
	for i := range history {
		c := &history[i]
		nothing := c.Voids != 0 || void[c.Version]
		for j := range c.Invoices {
			out = append(out, fact{c.Invoices[j].On, c.Version, 0, invoiceHeader, nothing, c, j})
		}
		for j := range c.Payments {
			out = append(out, fact{c.Payments[j].On, c.Version, 0, paymentHeader, nothing, c, j})
		}
		c.eachRow(func(kind factKind, r *Row, j int) {
			own := r.Mirrors == (Ref{}) && !gone[Ref{c.Version, r.Place}] && (kind != noteFact || c.Notes[j].Kind.word())
			at := Ref{c.Version, r.Place}
			if own && kind == stageFact {
				at = again.standing(at)
			}
			if own || kind == entryFact {
				out = append(out, fact{r.On, at.Version, at.Place, kind, nothing && kind == entryFact, c, j})
			}
		})
	}
	slices.SortFunc(out, inOrder)
	return out
}

// restatedStages leads from stated stages that were taken back to the rows that did, and from those to the rows that state
// them again.
func restatedStages(history []Change) chain {
	var out chain
	for i := range history {
		for _, v := range history[i].Stages {
			if v.Derived || v.Mirrors == (Ref{}) {
				continue
			}
			if out == nil {
				out = chain{}
			}
			out[v.Mirrors] = Ref{history[i].Version, v.Place}
		}
	}
	return out
}

// inOrder compares facts by (date, version, place); headers have no place and come first.
func inOrder(a, b fact) int {
	switch {
	case a.on != b.on:
		return cmp.Compare(a.on, b.on)
	case a.version != b.version:
		return cmp.Compare(a.version, b.version)
	case a.place != b.place:
		return cmp.Compare(a.place, b.place)
	}
	return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.i, b.i))
}

// takenBack lists the rows that a mirror takes back, or that state again what is taken back once more. A mirror that was
// itself taken back takes nothing back.
func takenBack(history []Change) map[Ref]bool {
	var gone map[Ref]bool
	for i := len(history) - 1; i >= 0; i-- {
		version := history[i].Version
		history[i].eachRow(func(_ factKind, r *Row, _ int) {
			if r.Mirrors == (Ref{}) || gone[Ref{version, r.Place}] {
				return
			}
			if gone == nil {
				gone = map[Ref]bool{}
			}
			gone[r.Mirrors] = true
		})
	}
	return gone
}

// voided lists the versions of the changes that were taken back whole.
func voided(history []Change) map[int]bool {
	var gone map[int]bool
	for i := len(history) - 1; i >= 0; i-- {
		c := &history[i]
		if c.Voids == 0 || gone[c.Version] {
			continue
		}
		if gone == nil {
			gone = map[int]bool{}
		}
		gone[c.Voids] = true
	}
	return gone
}

// size counts the facts of the change. Headers of invoices and payments come with their entries and are not counted.
func (c *Change) size() int {
	return len(c.Stages) + len(c.Rounds) + len(c.Entries) + len(c.Disputes) + len(c.Notes) +
		len(c.Assignments) + len(c.Details) + len(c.Touches) + len(c.Steps) + len(c.Promises) + len(c.Holds) + len(c.Waits)
}

// eachRow calls f with every fact of the change: which table it is in, its row, and its index there.
func (c *Change) eachRow(f func(kind factKind, r *Row, i int)) {
	for i := range c.Stages {
		f(stageFact, &c.Stages[i].Row, i)
	}
	for i := range c.Rounds {
		f(roundFact, &c.Rounds[i].Row, i)
	}
	for i := range c.Entries {
		f(entryFact, &c.Entries[i].Row, i)
	}
	for i := range c.Disputes {
		f(disputeFact, &c.Disputes[i].Row, i)
	}
	for i := range c.Notes {
		f(noteFact, &c.Notes[i].Row, i)
	}
	for i := range c.Assignments {
		f(assignmentFact, &c.Assignments[i].Row, i)
	}
	for i := range c.Details {
		f(detailsFact, &c.Details[i].Row, i)
	}
	for i := range c.Touches {
		f(touchFact, &c.Touches[i].Row, i)
	}
	for i := range c.Steps {
		f(stepFact, &c.Steps[i].Row, i)
	}
	for i := range c.Promises {
		f(promiseFact, &c.Promises[i].Row, i)
	}
	for i := range c.Holds {
		f(holdFact, &c.Holds[i].Row, i)
	}
	for i := range c.Waits {
		f(waitFact, &c.Waits[i].Row, i)
	}
}

// inPlace puts the rows of each table in the order of their places.
func (c *Change) inPlace() {
	byPlace(c.Stages, func(v *StageChange) int { return v.Place })
	byPlace(c.Rounds, func(v *RoundEvent) int { return v.Place })
	byPlace(c.Entries, func(v *Entry) int { return v.Place })
	byPlace(c.Disputes, func(v *Dispute) int { return v.Place })
	byPlace(c.Notes, func(v *Note) int { return v.Place })
	byPlace(c.Assignments, func(v *Assignment) int { return v.Place })
	byPlace(c.Details, func(v *Details) int { return v.Place })
	byPlace(c.Touches, func(v *Touch) int { return v.Place })
	byPlace(c.Steps, func(v *Step) int { return v.Place })
	byPlace(c.Promises, func(v *Promise) int { return v.Place })
	byPlace(c.Holds, func(v *Hold) int { return v.Place })
	byPlace(c.Waits, func(v *Wait) int { return v.Place })
}

func byPlace[T any](rows []T, place func(*T) int) {
	if len(rows) > 1 {
		slices.SortFunc(rows, func(a, b T) int { return place(&a) - place(&b) })
	}
}

// states says that the change states the file's stage itself, so that none follows from its facts.
func (c *Change) states() bool {
	return slices.ContainsFunc(c.Stages, func(v StageChange) bool { return !v.Derived && !v.Mirror })
}

// moves says that a stage may follow from the change: it holds stages, rounds, money or a word about the end.
func (c *Change) moves() bool {
	return len(c.Stages)+len(c.Rounds)+len(c.Entries) > 0 || slices.ContainsFunc(c.Notes, func(v Note) bool { return v.Kind.word() })
}

// upTo are the facts dated on the date or before.
func upTo(facts []fact, d Date) []fact {
	n, _ := slices.BinarySearchFunc(facts, d+1, func(f fact, d Date) int { return cmp.Compare(f.on, d) })
	return facts[:n]
}
