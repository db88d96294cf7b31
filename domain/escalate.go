package domain

import (
	"fmt"
	"strings"
)

// Plea is what is asked when a file is escalated.
type Plea struct {
	Cause   Cause
	Wrong   string
	Ask     string
	To      PersonID
	Due     Date // zero: the next business day
	Context []byte
}

// Escalate asks a member of the market to settle a matter of the file. A file that has ended has nothing to settle, and one
// that is escalated already is a conflict: open is that escalation, nil if there is none. Of a due date that is over
// or a day off About is the next working day.
func Escalate(f *File, act Act, open *Escalation, in Plea) (*Escalation, error) {
	e := &Escalation{File: f, Cause: in.Cause, Wrong: in.Wrong, Ask: in.Ask, Context: in.Context}
	e.begin(act)
	if err := escalatable(f, open); err != nil {
		return nil, err
	}
	if strings.TrimSpace(in.Ask) == "" {
		return nil, Invalid("words", "What is asked? escalate %s to tom by tue the day-3 drying log.", f.Number)
	}
	to, err := e.member(in.To)
	if err != nil {
		return nil, err
	}
	due, err := e.dueOn(in.Due)
	if err != nil {
		return nil, err
	}
	e.event.Act, e.event.Asked, e.event.Due = EscalationAsked, to.Person.ID, due
	if in.Cause == ByHand {
		e.Asker = act.Actor
	} else {
		e.event.Actor, e.event.Source, e.event.Key = "", FromScheduler, act.Key+"/asked"
	}
	e.NextTo = e.next(to.Person.ID)
	e.Finish()
	return e, nil
}

func escalatable(f *File, open *Escalation) error {
	switch {
	case open != nil:
		e := Conflict("%s is escalated already: %s, by %s.", f.Number, open.name(open.Asked), open.Due.Words(open.today()))
		e.About = open
		return e
	case f.State.Outcome == PaidOutcome:
		return Conflict("%s is paid in full since %s, so there is nothing to settle.", f.Number, f.State.PaidOn.Words(f.Market.Today(f.RecordedAt)))
	case f.State.Outcome != Open:
		return Conflict("%s has ended, so there is nothing to settle.", f.Number)
	}
	return nil
}

// Begin starts an act; what an earlier Begin started and did not finish is dropped. The instant never runs backwards.
func (e *Escalation) Begin(act Act) {
	if act.At.Before(e.RecordedAt) {
		act.At = e.RecordedAt
	}
	e.begin(act)
}

func (e *Escalation) begin(act Act) {
	e.act = act
	e.event = &EscalationEvent{N: e.Version + 1, Key: act.Key, Actor: act.Actor, Source: act.Source, At: act.At, FileVersion: e.File.Version}
}

// Finish ends the act and gives what it left.
func (e *Escalation) Finish() *EscalationEvent {
	v := e.event
	e.event = nil
	if v == nil || v.Act == "" {
		return nil
	}
	e.add(*v)
	return v
}

// today is the market's date at the act under way, else at the newest one.
func (e *Escalation) today() Date {
	if e.act.At.IsZero() {
		return e.File.Market.Today(e.RecordedAt)
	}
	return e.File.Market.Today(e.act.At)
}

// StillOpen refuses an act once it is done, and says that the file has been opened anew where it has.
func (e *Escalation) StillOpen() error {
	if !e.Done {
		return nil
	}
	v := e.Last()
	if e.Ended() {
		return e.endedWith(v)
	}
	who := "You"
	if v.Actor != e.act.Actor {
		who, _, _ = strings.Cut(e.name(v.Actor), " ")
	}
	if v.Act == EscalationWithdrawn {
		return Conflict("%s took this back at %s. Nothing is left to do.", who, e.clock(v))
	}
	what := string(v.How)
	if v.Words != "" {
		what = v.Words
	}
	says := fmt.Sprintf("%s marked this done at %s: %q.", who, e.clock(v), what)
	if before := e.at(v.FileVersion); before.Outcome != Open && e.File.State.Outcome == Open {
		return e.reopened(says)
	}
	return Conflict("%s Nothing is left to do.", says)
}

// Reopened is a file that was opened anew after its escalation was done: it may be escalated once more.
type Reopened struct{ File *File }

func (e *Escalation) clock(v *EscalationEvent) string {
	return e.File.Market.Clock(v.At, e.today())
}

// member is the member of the market that the person is; whose account is gone is asked nothing.
func (e *Escalation) member(id PersonID) (Member, error) {
	m, ok := e.File.Market.Member(id)
	switch {
	case !ok:
		return m, Invalid("person", "That person is not a member of %s.", e.File.Market.Name)
	case m.Person.Gone:
		return m, Invalid("person", "The account of %s is gone; name somebody else.", m.Person.Name)
	}
	return m, nil
}

func (e *Escalation) gone(id PersonID) bool {
	m, ok := e.File.Market.Member(id)
	return ok && m.Person.Gone
}

func (e *Escalation) name(id PersonID) string {
	if m, ok := e.File.Market.Member(id); ok {
		return m.Person.Name
	}
	return "Somebody"
}

// next is who is told when nothing happens: the market's director, else whoever asked.
func (e *Escalation) next(asked PersonID) PersonID {
	for _, d := range e.File.Market.With(Director) {
		if d.Person.ID != asked {
			return d.Person.ID
		}
	}
	return e.Asker
}

func (e *Escalation) dueOn(due Date) (Date, error) {
	today, m := e.today(), e.File.Market
	if due == 0 {
		return m.Calendar().Add(today, 1), nil
	}
	return due, m.workingDay("by", "An escalation", due, today)
}

// dueAgain is by when somebody else is asked: as before, or by the next business day where that is over.
func (e *Escalation) dueAgain() Date {
	if today := e.today(); e.Due <= today {
		return e.File.Market.Calendar().Add(today, 1)
	}
	return e.Due
}
