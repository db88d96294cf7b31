package domain

import "fmt"

// End ends it with its file, by the file's newest change. One that is over already stays as it is, and so does that of a file
// that is open.
func (e *Escalation) End() {
	c := e.File.Entry(e.File.Version)
	if e.Done || c == nil || e.File.State.Outcome == Open {
		return
	}
	e.Begin(Act{Key: c.Key + "/escalation", Actor: c.Actor, Source: c.Source, At: c.RecordedAt})
	e.event.Act, e.event.How = EscalationEnded, Settled(e.File.State.Outcome.words())
	e.Finish()
}

// Ended says that its file has ended before anybody said that it is done.
func (e *Escalation) Ended() bool { return e.Done && e.Last().Act == EscalationEnded }

// Ending is how the file has ended, before the words that say who did it: cancelled, or paid in full, entered.
func (v *EscalationEvent) Ending() string {
	if how := string(v.How); how != Cancelled.words() {
		return how + ", entered"
	}
	return Cancelled.words()
}

// endedWith refuses an act once it has ended with its file: FM-1080 was cancelled Mon Nov 23 by Dana Reyes.
func (e *Escalation) endedWith(v *EscalationEvent) error {
	who := "you"
	if v.Actor != e.act.Actor {
		who = e.name(v.Actor)
	}
	says := fmt.Sprintf("%s was %s %s by %s.", e.File.Number, v.Ending(), e.File.Market.Today(v.At).Words(e.today()), who)
	if e.File.State.Outcome == Open {
		return e.reopened(says)
	}
	return Conflict("%s Nothing is left to do.", says)
}

// reopened is a conflict whose file was opened anew since.
func (e *Escalation) reopened(says string) error {
	err := Conflict("%s %s was reopened since; escalate it anew.", says, e.File.Number)
	err.About = Reopened{e.File}
	return err
}
