package domain

// derived is a stage change that follows from the money and the rounds.
type derived struct {
	on      Date
	stage   Stage
	outcome Outcome
}

// derive writes what follows from the change: paid in full on the latest effective date among the facts that completed
// the test, or reopened on the date of the fact that undid it. Derived stages that no longer follow are taken back, so a
// change dated back restates every date it touches.
func (f *File) derive(c *Change) {
	history := append(f.history[:len(f.history):len(f.history)], *c)
	want := wanted(history, f.Market.Settings.SmallBalance)
	for _, have := range activeDerived(history) {
		if i := indexOf(want, have.derived); i >= 0 {
			want = append(want[:i], want[i+1:]...)
			continue
		}
		row := f.placeIn(c, have.on)
		row.Mirror, row.Mirrors = true, have.ref
		c.Stages = append(c.Stages, StageChange{Row: row, Stage: have.stage, Outcome: have.outcome, Derived: true})
	}
	for _, w := range want {
		c.Stages = append(c.Stages, StageChange{Row: f.placeIn(c, w.on), At: f.instant(w.on),
			Stage: w.stage, Outcome: w.outcome, Derived: true})
	}
}

func (f *File) placeIn(c *Change, on Date) Row { return Row{Place: len(c.rows()) + 1, On: on} }

// wanted lists the derived stages that follow from the facts, one for every day on which the outcome changes.
func wanted(history []Change, small Money) []derived {
	var out []derived
	last := Open
	walk(history, func(d Date, s *State) bool {
		now := s.terminal(small)
		if now == last {
			return true
		}
		last = now
		stage := s.stated
		switch {
		case now == PaidOutcome:
			stage = PaidInFull
		case stage == PaidInFull:
			stage = Invoiced
		}
		out = append(out, derived{d, stage, now})
		return true
	})
	return out
}

type standing struct {
	derived
	ref Ref
}

// activeDerived lists the derived stages that were written and not taken back.
func activeDerived(history []Change) []standing {
	gone := takenBack(history)
	var out []standing
	for i := range history {
		for _, v := range history[i].Stages {
			ref := Ref{history[i].Version, v.Place}
			if v.Derived && !v.Mirror && !gone[ref] {
				out = append(out, standing{derived{v.On, v.Stage, v.Outcome}, ref})
			}
		}
	}
	return out
}

func indexOf(all []derived, one derived) int {
	for i, v := range all {
		if v == one {
			return i
		}
	}
	return -1
}
