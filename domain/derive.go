package domain

import (
	"slices"
	"time"
)

// advance moves the paper on to the stage, unless it has come as far.
func (s *State) advance(to Stage) {
	if s.paper.Before(to) {
		s.paper = to
	}
}

// state takes a stage over as it is stated. What was approved before a stated INVOICED needs no invoice of ours.
func (s *State) state(stage Stage) {
	s.paper = stage
	switch stage {
	case Received, Approved:
		s.turn = turnUs
	case Invoiced, PaidInFull:
		s.turn = turnPayer
		s.vouched = s.ApprovedTotal()
	}
}

// follow moves the paper as the event of a round asks, before the event is taken in. Documents are never approved as a
// price is; an estimate that comes back after its approval takes the file back to SUBMITTED.
func (s *State) follow(v *RoundEvent) {
	switch v.Event {
	case RoundSubmitted:
		s.advance(Submitted)
	case RoundApproved, PartlyApproved:
		switch {
		case v.Kind == Documents:
		case slices.ContainsFunc(s.Invoices, func(v InvoiceState) bool { return !v.void }):
			s.advance(Invoiced)
		default:
			s.advance(Approved)
		}
	case Rejected:
		if r := s.roundNumbered(v.Round); v.Kind == Estimate && r != nil && r.approved() && Submitted.Before(s.paper) {
			s.paper = Submitted
		}
	}
}

// standing is the stage and the outcome that follow from the state: paid in full while the test holds, else as far as the
// paper has come.
func (s *State) standing(small Money) (Stage, Outcome) {
	outcome := s.outcome(small)
	switch {
	case outcome == PaidOutcome:
		return PaidInFull, outcome
	case s.paper == PaidInFull: // stated, but something is open again
		return Invoiced, outcome
	}
	return s.paper, outcome
}

// terminal is the outcome that the money and the rounds amount to. A file is paid in full when money was applied to an
// invoice, no invoice has more than small open, no supplement is open, nothing approved is still to be billed, and no more
// than small was written off; without invoices, when an import stated so. Brought to zero by credits alone it is cancelled,
// by a larger write-off closed: neither enters received-to-paid.
func (s *State) terminal(small Money) Outcome {
	stated := s.paper == PaidInFull
	invoiced := s.Invoiced()
	if s.OpenSupplement() != nil || s.ApprovedTotal()-s.vouched-invoiced > small && s.ApprovedTotal() > 0 {
		return Open
	}
	if invoiced == 0 {
		if stated {
			return PaidOutcome
		}
		return Open
	}
	if s.more() || slices.ContainsFunc(s.Invoices, func(v InvoiceState) bool { return v.Balance() > small }) {
		return Open
	}
	switch {
	case s.WrittenOff() > small:
		return ClosedWrittenOff
	case s.Applied() > 0 || stated:
		return PaidOutcome
	case s.Balance() > 0:
		return Open
	case s.WrittenOff() > 0:
		return ClosedWrittenOff
	}
	return Cancelled
}

// reached is a stage the file came to on a date. from names the row that states it; it is zero for a stage that follows.
type reached struct {
	on      Date
	at      time.Time
	stage   Stage
	outcome Outcome
	from    Ref
}

// same says that the standing row says what the stage asks for.
func (w *reached) same(c *Change, v *StageChange) bool {
	if !v.Derived {
		return w.from == Ref{c.Version, v.Place}
	}
	return w.from == Ref{} && w.on == v.On && w.stage == v.Stage && w.outcome == v.Outcome && w.at.Equal(v.At)
}

// derive writes into the newest change which stages follow from the history now: how far the paper has come, paid in full
// on the latest effective date among the facts that completed the test, reopened on the date of the fact that undid it.
// Derived stages that no longer follow are taken back, so a change dated back restates every date it touches. It gives the
// state and whether it wrote anything, in which case the state is the one before that.
func (f *File) derive() (State, bool) {
	facts := slices.DeleteFunc(gather(f.history), func(v fact) bool { return v.void })
	want, s := f.reachedStages(facts)
	rows := slices.DeleteFunc(facts, func(v fact) bool { return v.kind != stageFact })
	c := &f.history[len(f.history)-1]
	before := len(c.Stages)
	var late []reached
	for _, w := range want {
		n := 0 // rows that come before w's and no longer follow
		for n < len(rows) && rows[n].on <= w.on && rows[n].stage().Derived && !w.same(rows[n].change, rows[n].stage()) {
			n++
		}
		found := n < len(rows) && w.same(rows[n].change, rows[n].stage())
		tooLate := len(late) > 0 && late[len(late)-1].on == w.on // a row written now comes after all others of its day
		switch {
		case w.from != Ref{}:
			late = slices.DeleteFunc(late, func(l reached) bool { return l.on == w.on })
		case !found || tooLate:
			late = append(late, w)
			continue
		}
		f.takeBack(c, rows[:n])
		rows = rows[n+1:]
	}
	f.takeBack(c, rows)
	for _, w := range late {
		c.Stages = append(c.Stages, StageChange{Row: Row{Place: c.size() + 1, On: w.on}, At: w.at,
			Stage: w.stage, Outcome: w.outcome, Derived: true})
	}
	return s, len(c.Stages) > before
}

func (f *fact) stage() *StageChange { return &f.change.Stages[f.i] }

// takeBack mirrors derived stages in the change.
func (f *File) takeBack(c *Change, rows []fact) {
	for i := range rows {
		v := *rows[i].stage()
		v.Row = Row{Place: c.size() + 1, On: v.On, Mirror: true, Mirrors: Ref{rows[i].version, v.Place}}
		c.Stages = append(c.Stages, v)
	}
}

// reachedStages lists the stages the file came to, stated ones among them: each step of the paper while the file is open,
// and what each day left in the end, with the instant of the change that brought it.
func (f *File) reachedStages(facts []fact) ([]reached, State) {
	var out []reached
	var now, left reached
	var paper Stage
	small := f.Market.Settings.SmallBalance
	s := fold(facts, func(v, next *fact, s *State) {
		moved := s.paper != paper
		paper = s.paper
		if v.kind == stageFact && !v.stage().Derived {
			now = reached{on: v.on, stage: v.stage().Stage, outcome: v.stage().Outcome, from: Ref{v.change.Version, v.stage().Place}}
			out, left = append(out, now), now
		} else if moved && now.outcome == Open {
			now = reached{on: v.on, at: f.instantOf(v), stage: paper}
			out, left = append(out, now), now
		}
		if next != nil && next.on == v.on && next.version == v.version {
			return
		}
		if stage, outcome := s.standing(small); stage != left.stage || outcome != left.outcome {
			left = reached{on: v.on, at: f.instantOf(v), stage: stage, outcome: outcome}
		}
		if dayEnds(v, next) && (left.stage != now.stage || left.outcome != now.outcome) {
			now = left
			out = append(out, now)
		}
	})
	return out, s
}

// instantOf is when the fact happened: its own instant, or its change's where it was recorded on its day; else unknown.
func (f *File) instantOf(v *fact) time.Time {
	if v.kind == roundFact {
		return v.change.Rounds[v.i].At
	}
	if f.Market.Today(v.change.RecordedAt) == v.on {
		return v.change.RecordedAt
	}
	return time.Time{}
}
