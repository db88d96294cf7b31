package domain

import (
	"slices"
	"time"
)

// EscalationID identifies an escalation.
type EscalationID int64

// Cause is what an escalation came of.
type Cause string

// The causes.
const (
	ByHand   Cause = "hand"   // a person asked
	ByDigest Cause = "digest" // somebody acted on a line of a market's digest
)

// EscalationAct is one thing that happened to an escalation.
type EscalationAct string

// The acts.
const (
	EscalationAsked    EscalationAct = "asked"
	EscalationTaken    EscalationAct = "taken"
	EscalationDone     EscalationAct = "done"
	EscalationSnoozed  EscalationAct = "snoozed"
	EscalationAssigned EscalationAct = "assigned"
	EscalationQuestion EscalationAct = "question"
	EscalationDirected EscalationAct = "directed" // sent to the director

	EscalationWithdrawn EscalationAct = "withdrawn" // by who asked: it was never meant
	EscalationEnded     EscalationAct = "ended"     // with its file
)

// EscalationEvent is an act on an escalation, as it is kept.
type EscalationEvent struct {
	N           int // 1, 2, 3 within the escalation
	Act         EscalationAct
	Key         string
	Actor       PersonID // empty: the digest
	Source      Source
	At          time.Time
	Asked       PersonID // who is asked from here on, where the act says so
	Due         Date     // by when
	Until       Date     // snoozed: comes back on it
	How         Settled  // done, or how its file has ended
	Words       string
	FileVersion int // of the file, at the act
}

// Escalation is a matter of a file that a person was asked to settle: an ask, a person, a time and a next step. It is its
// events; what they add up to stands beside them. The law's methods add one act at a time: Begin, one act, Finish.
type Escalation struct {
	ID      EscalationID
	File    *File
	Cause   Cause
	Wrong   string   // what is wrong: moisture log missing
	Ask     string   // what is asked: the day-3 drying log, basement
	Asker   PersonID // empty: the digest
	NextTo  PersonID // who is told when nothing has happened by Due; empty: nobody
	Context []byte   // the file as it stood when it was asked, JSON; never computed anew

	Asked      PersonID
	Due        Date
	Taken      bool // Asked is on it
	Back       Date // snoozed: comes back on it; zero: not snoozed
	Done       bool // it is over
	Version    int
	RecordedAt time.Time

	events []EscalationEvent
	act    Act
	event  *EscalationEvent
}

// LoadEscalation makes an escalation of what was said when it was asked and of all its events, in their order.
func LoadEscalation(e Escalation, events []EscalationEvent) *Escalation {
	e.events = nil
	for _, v := range events {
		e.add(v)
	}
	return &e
}

// Events are all acts on it, in their order.
func (e *Escalation) Events() []EscalationEvent { return e.events }

// Event finds an act by its number; nil if there is none.
func (e *Escalation) Event(n int) *EscalationEvent {
	if n < 1 || n > len(e.events) {
		return nil
	}
	return &e.events[n-1]
}

// By finds the act that the key made; nil if it made none.
func (e *Escalation) By(key string) *EscalationEvent {
	for i := range e.events {
		if e.events[i].Key == key {
			return &e.events[i]
		}
	}
	return nil
}

// Last is the newest act; a question is none that changes how it stands.
func (e *Escalation) Last() *EscalationEvent {
	for i := len(e.events) - 1; i >= 0; i-- {
		if e.events[i].Act != EscalationQuestion {
			return &e.events[i]
		}
	}
	return nil
}

// Withdrawn says that whoever asked took it back.
func (e *Escalation) Withdrawn() bool { return e.Done && e.Last().Act == EscalationWithdrawn }

// UndoUntil is the last local date on which whoever asked may take it back: the end of the next business day.
func (e *Escalation) UndoUntil() Date {
	m := e.File.Market
	return m.Calendar().Add(m.Today(e.events[0].At), 1)
}

// Snoozed says that it comes back after the date.
func (e *Escalation) Snoozed(today Date) bool { return !e.Done && e.Back > today }

// DueAt is when it goes on to NextTo unless something has happened.
func (e *Escalation) DueAt() time.Time { return e.Due.At(dueHour, 0, e.File.Market.Location()) }

// NextAt is when something happens next by itself; zero once it is done.
func (e *Escalation) NextAt() time.Time {
	switch {
	case e.Done:
		return time.Time{}
	case e.Back != 0:
		return e.File.Market.DigestDue(e.Back)
	}
	return e.DueAt()
}

// dueHour is the hour of the local day by which something is asked for.
const dueHour = 17

// Announced says that it has a message of its own in the market's channel. One that somebody took off a digest stands there
// until it is asked of another person.
func (e *Escalation) Announced() bool {
	if e.Cause != ByDigest {
		return true
	}
	for _, v := range e.events {
		if v.Act == EscalationDirected || v.Act == EscalationAssigned && v.Asked != v.Actor {
			return true
		}
	}
	return false
}

// Told are the people it was asked of by somebody else, in that order: each has it in their direct messages. Whose account is
// gone has none.
func (e *Escalation) Told() []PersonID {
	var out []PersonID
	for _, v := range e.events {
		if v.Asked == "" || v.Asked == v.Actor || v.Act == EscalationAsked && e.Cause == ByDigest || slices.Contains(out, v.Asked) || e.gone(v.Asked) {
			continue
		}
		out = append(out, v.Asked)
	}
	return out
}

// WasAsked says that the person was asked at some time, is, or asks.
func (e *Escalation) WasAsked(id PersonID) bool {
	for _, v := range e.events {
		if v.Asked == id {
			return true
		}
	}
	return e.Asked == id
}

// add takes an act over.
func (e *Escalation) add(v EscalationEvent) {
	e.events = append(e.events, v)
	e.Version, e.RecordedAt = v.N, v.At
	switch v.Act {
	case EscalationAsked:
		e.Asked, e.Due, e.Taken = v.Asked, v.Due, v.Asked == v.Actor
	case EscalationTaken:
		e.Asked, e.Taken, e.Back = v.Actor, true, 0
	case EscalationAssigned, EscalationDirected:
		e.Asked, e.Due, e.Taken, e.Back = v.Asked, v.Due, v.Asked == v.Actor, 0
	case EscalationSnoozed:
		e.Back = v.Until
	case EscalationDone, EscalationWithdrawn, EscalationEnded:
		e.Done, e.Back = true, 0
	}
}
