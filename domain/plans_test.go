package domain

import "fmt"

// sayPlans does the deeds of deedNames from touch on. Some dates are days off, or too far ahead.
func (p *play) sayPlans(d deed, amount Money, on Date) error {
	f, ahead := p.f, p.f.Today()+Date(d.pick/7%34)
	words := []string{"call again", "send invoice"}[d.detail/3%2]
	switch d.kind {
	case 16:
		in := Touched{Kind: TouchKinds()[d.pick%5], Who: "adjuster", Words: words, On: on}
		if d.detail/12%3 == 0 {
			in.Next, in.NextWords = ahead, words
		}
		return f.Touch(in)
	case 17:
		if d.detail/12%3 == 0 {
			return f.StepDone()
		}
		return f.Plan(ahead, words)
	case 18:
		return f.Promise(Promised{Amount: []Money{0, amount}[d.detail/12%2], By: on + Date(d.pick/7%20), On: on})
	}
	switch d.detail / 12 % 4 {
	case 0:
		return f.Hold(ahead, words)
	case 1:
		return f.Resume()
	}
	return f.Wait(holders()[d.pick%len(holders())], words)
}

// plans compares what the state says of touches, plans and whose move it is by word with the last of each by the date.
func (o *oracle) plans(d Date, s *State) error {
	touch, _ := newest(o, d, func(c *Change) []Touch { return c.Touches })
	step, _ := newest(o, d, func(c *Change) []Step { return c.Steps })
	hold, _ := newest(o, d, func(c *Change) []Hold { return c.Holds })
	wait, waited := newest(o, d, func(c *Change) []Wait { return c.Waits })
	promise, given := newest(o, d, func(c *Change) []Promise { return c.Promises })
	if step != nil && (step.Done || o.endedSince(step.On, d)) {
		step = nil
	}
	if hold != nil && (hold.Until == 0 || o.endedSince(hold.On, d)) {
		hold = nil
	}
	if wait != nil && (o.movedSince(wait.On, waited, d) || o.endedSince(wait.On, d)) {
		wait = nil
	}
	switch {
	case !sameTouch(touch, s.LastTouch) || touch == nil && s.Touched != 0 || touch != nil && s.Touched != touch.On:
		return fmt.Errorf("touched %s, %+v, the oracle says %+v", s.Touched, s.LastTouch, touch)
	case !same(step, s.Next):
		return fmt.Errorf("the next step is %+v, the oracle says %+v", s.Next, step)
	case !same(hold, s.Hold):
		return fmt.Errorf("the hold is %+v, the oracle says %+v", s.Hold, hold)
	case !same(wait, s.Wait) || wait != nil && s.holder() != wait.Holder || o.outcome(d) != Open && s.holder() != Nobody:
		return fmt.Errorf("waiting on %s, %+v, the oracle says %+v", s.holder(), s.Wait, wait)
	case !same(promise, s.Promise):
		return fmt.Errorf("promised %+v, the oracle says %+v", s.Promise, promise)
	case promise != nil:
		return o.promise(d, s, given)
	}
	return nil
}

// endings sees that a step stood before each that was done, and a hold before each that was ended.
func (o *oracle) endings() error {
	var step *Step
	var hold *Hold
	for _, c := range o.changes {
		for i := range c.Steps {
			if c.Steps[i].Done && (step == nil || step.Done || step.Words != c.Steps[i].Words || step.Due != c.Steps[i].Due) {
				return fmt.Errorf("e%d says done of %+v", c.Version, step)
			}
			step = &c.Steps[i]
		}
		for i := range c.Holds {
			if c.Holds[i].Until == 0 && (hold == nil || hold.Until == 0) {
				return fmt.Errorf("e%d ends the hold %+v", c.Version, hold)
			}
			hold = &c.Holds[i]
		}
	}
	return nil
}

// promise compares what came in on the state's promise, which the version brought, and what is still to come.
func (o *oracle) promise(d Date, s *State, version int) error {
	var came Money
	for _, c := range o.changes {
		for _, p := range c.Payments {
			if p.On <= d && later(p.On, c.Version, s.Promise.On, version) {
				came += o.cents(d, func(e *Entry) bool { return e.Payment == p.N && e.Kind != EntryApplication })
			}
		}
	}
	missing := s.Promise.Amount - came
	owed := min(missing, o.cents(d, func(e *Entry) bool { return e.Invoice != 0 }))
	if missing < 0 || o.outcome(d) != Open {
		owed = 0
	}
	if s.Promised != came || s.PromiseKept() != (missing <= 0) || s.PromiseOwed() != owed ||
		s.PromiseBroken(s.Promise.By) || s.PromiseBroken(s.Promise.By+1) != (owed > 0) {
		return fmt.Errorf("%s came in on the promise of %s and %s is owed, the oracle says %s and %s", s.Promised, s.Promise.Amount,
			s.PromiseOwed(), came, owed)
	}
	return nil
}

// newest is the last of its kind by the date, in the order (date, version), and the version that brought it.
func newest[T any, P interface {
	*T
	row() *Row
}](o *oracle, d Date, of func(*Change) []T) (out *T, version int) {
	for _, c := range o.changes {
		for i := range of(c) {
			v := &of(c)[i]
			if on := P(v).row().On; on <= d && (out == nil || on >= P(out).row().On) {
				out, version = v, c.Version
			}
		}
	}
	return out, version
}

// movedSince says that a round or money came after the entry of the version, by the date.
func (o *oracle) movedSince(on Date, version int, d Date) bool {
	for _, c := range o.changes {
		for i := range c.Rounds {
			if r := &c.Rounds[i]; r.On <= d && later(r.On, c.Version, on, version) {
				return true
			}
		}
		for i := range c.Entries {
			if e := &c.Entries[i]; e.On <= d && later(e.On, c.Version, on, version) {
				return true
			}
		}
	}
	return false
}

// later says that the one comes after the other in the order (date, version).
func later(on Date, version int, thanOn Date, thanVersion int) bool {
	return on > thanOn || on == thanOn && version > thanVersion
}
