package domain

import (
	"slices"
	"strings"
)

// Settled is what ended an escalation.
type Settled string

// What may end an escalation.
const (
	Uploaded     Settled = "uploaded"
	Answered     Settled = "answered"
	PaidUp       Settled = "paid"
	NotAnIssue   Settled = "not an issue"
	OtherwiseSet Settled = "other"
)

// Settlements lists what may end an escalation, in the order a form shows it.
func Settlements() []Settled { return []Settled{Uploaded, Answered, PaidUp, NotAnIssue, OtherwiseSet} }

// Take is I'm on it: the one who acts acknowledges and takes it. Whoever is on it already is a conflict that says so.
func (e *Escalation) Take() error {
	if err := e.StillOpen(); err != nil {
		return err
	}
	if e.Taken && !e.Snoozed(e.today()) {
		who := "You are"
		if e.Asked != e.act.Actor {
			who = e.name(e.Asked) + " is"
		}
		return Conflict("%s on it since %s. Nothing changed.", who, e.clock(e.Last()))
	}
	e.event.Act = EscalationTaken
	return nil
}

// Settle ends it: how, and in words where how does not say it. One that came of a digest, and whose file has not moved since,
// stays open unless words say why.
func (e *Escalation) Settle(how Settled, words string) error {
	if err := e.StillOpen(); err != nil {
		return err
	}
	words = strings.TrimSpace(words)
	switch {
	case !slices.Contains(Settlements(), how):
		return Invalid("how", "What happened? One of %s.", settledWords())
	case how == OtherwiseSet && words == "":
		return Invalid("words", "What happened? Say it in a few words.")
	case how == PaidUp && e.File.State.Outcome == Open && e.File.State.Balance() > 0:
		return Conflict("%s is not paid in full: %s is open.", e.File.Number, e.File.State.Balance())
	case e.Cause == ByDigest && words == "" && !e.moved():
		return Invalid("words", "%s has not moved since: it is %s. Say why this is done.", e.File.Number, e.File.State.Stage)
	}
	e.event.Act, e.event.How, e.event.Words = EscalationDone, how, words
	return nil
}

// Withdraw is Undo: whoever asked by hand takes it back, as if it had never been asked. It is a conflict once somebody has acted
// on it, or its time is over; somebody else's is forbidden.
func (e *Escalation) Withdraw() error {
	if err := e.StillOpen(); err != nil {
		return err
	}
	last := e.Last()
	who := "You"
	if last.Actor != e.act.Actor {
		who = e.name(last.Actor)
	}
	switch {
	case e.Asker == "" || e.Asker != e.act.Actor:
		return Forbidden("The escalation of %s is not yours to undo.", e.File.Number)
	case last.N > 1:
		return Conflict("%s acted on it at %s, so it can't be undone; say what ended it by Done….", who, e.clock(last))
	case e.today() > e.UndoUntil():
		return Conflict("It can't be undone: that was possible until the end of %s. Say what ended it by Done….", e.UndoUntil().Words(e.today()))
	}
	e.event.Act = EscalationWithdrawn
	return nil
}

func settledWords() string {
	var out []string
	for _, s := range Settlements() {
		out = append(out, string(s))
	}
	return strings.Join(out, ", ")
}

// moved says that the file has come to another stage, or its money has moved, since it was asked.
func (e *Escalation) moved() bool {
	before, now := e.at(e.events[0].FileVersion), &e.File.State
	return before.Stage != now.Stage || before.Balance() != now.Balance() || len(before.Rounds) != len(now.Rounds) ||
		before.RejectedNow() != now.RejectedNow()
}

// at is the file's state at its version.
func (e *Escalation) at(version int) State {
	history := e.File.History()
	return Load(e.File.ID, e.File.Number, e.File.Market, history[:version:version]).State
}

// snoozeDays is how many business days it may be put off at once.
const snoozeDays = 5

// Snooze puts it off until the morning of a working day, for a reason.
func (e *Escalation) Snooze(until Date, words string) error {
	if err := e.StillOpen(); err != nil {
		return err
	}
	today, m := e.today(), e.File.Market
	last := m.Calendar().Add(today, snoozeDays)
	switch {
	case strings.TrimSpace(words) == "":
		return Invalid("because", "Why later? Say it in a few words.")
	case until <= today:
		return m.rather("date", "Later is after today.", today, today)
	}
	if err := m.workingDay("date", "It", until, today); err != nil {
		return err
	}
	if until > last {
		return Invalid("date", "An escalation is put off by %d business days at most, until %s.", snoozeDays, last.Words(today))
	}
	e.event.Act, e.event.Until, e.event.Words = EscalationSnoozed, until, strings.TrimSpace(words)
	return nil
}

// Assign asks another member of the market, by the next business day where the date it was asked by is over. The one who has
// it already is a conflict.
func (e *Escalation) Assign(to PersonID, words string) error {
	if err := e.StillOpen(); err != nil {
		return err
	}
	member, err := e.member(to)
	if err != nil {
		return err
	}
	if to == e.Asked {
		return Conflict("%s has it already.", member.Person.Name)
	}
	e.event.Act, e.event.Asked, e.event.Due, e.event.Words = EscalationAssigned, to, e.dueAgain(), strings.TrimSpace(words)
	return nil
}

// Direct sends it to the market's director.
func (e *Escalation) Direct() error {
	if err := e.StillOpen(); err != nil {
		return err
	}
	all := e.File.Market.With(Director)
	if len(all) == 0 {
		return Conflict("%s has no director to send it to.", e.File.Market.Name)
	}
	for _, d := range all {
		if d.Person.ID == e.Asked {
			return Conflict("It is with %s already.", d.Person.Name)
		}
	}
	e.event.Act, e.event.Asked, e.event.Due = EscalationDirected, all[0].Person.ID, e.dueAgain()
	return nil
}

// Question asks something about it: the one who is asked asks whoever asked, everybody else asks the one who is asked.
func (e *Escalation) Question(words string) error {
	if err := e.StillOpen(); err != nil {
		return err
	}
	if strings.TrimSpace(words) == "" {
		return Invalid("words", "What is the question?")
	}
	e.event.Act, e.event.Words = EscalationQuestion, strings.TrimSpace(words)
	if to := e.Hears(*e.event); e.gone(to) {
		return Conflict("The account of %s is gone; give this to somebody else.", e.name(to))
	}
	return nil
}

// Hears is who is told of the act by a message of its own: who a question is for, and the asker when it is done. Empty:
// nobody beside those who read it anyhow.
func (e *Escalation) Hears(v EscalationEvent) PersonID {
	to := PersonID("")
	switch v.Act {
	case EscalationQuestion:
		to = e.Asked
		if v.Actor == e.Asked {
			to = e.Asker
		}
	case EscalationDone:
		to = e.Asker
	}
	if to == v.Actor {
		return ""
	}
	return to
}
