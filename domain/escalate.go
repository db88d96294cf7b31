package domain

import (
	"fmt"
	"slices"
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
// that is escalated already is a conflict: open is that escalation, nil if there is none. A due date that is over or a day
// off is invalid and names the next working day.
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
	today, cal := e.today(), e.File.Market.Calendar()
	last := cal.Add(today, snoozeDays)
	switch {
	case strings.TrimSpace(words) == "":
		return Invalid("because", "Why later? Say it in a few words.")
	case until <= today:
		return Invalid("date", "Later is after today; the next working day is %s.", cal.Add(today, 1).Words(today))
	case !cal.IsBusiness(until):
		return Invalid("date", "%s is a day off; the next working day is %s.", until.Words(today), cal.Add(until, 1).Words(today))
	case until > last:
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

// StillOpen refuses an act once it is done, and says that the file has been opened anew where it has.
func (e *Escalation) StillOpen() error {
	if !e.Done {
		return nil
	}
	v := e.Last()
	who := "You"
	if v.Actor != e.act.Actor {
		who, _, _ = strings.Cut(e.name(v.Actor), " ")
	}
	what := string(v.How)
	if v.Words != "" {
		what = v.Words
	}
	says := fmt.Sprintf("%s marked this done at %s: %q.", who, e.clock(v), what)
	if before := e.at(v.FileVersion); before.Outcome != Open && e.File.State.Outcome == Open {
		err := Conflict("%s %s was reopened since; escalate it anew.", says, e.File.Number)
		err.About = Reopened{e.File}
		return err
	}
	return Conflict("%s Nothing is left to do.", says)
}

// Reopened is a file that was opened anew after its escalation was done: it may be escalated once more.
type Reopened struct{ File *File }

func (e *Escalation) clock(v *EscalationEvent) string {
	return e.File.Market.Clock(v.At, e.today())
}

// member is the member of the market that the person is.
func (e *Escalation) member(id PersonID) (Member, error) {
	m, ok := e.File.Market.Member(id)
	if !ok {
		return m, Invalid("person", "That person is not a member of %s.", e.File.Market.Name)
	}
	return m, nil
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
	today, cal := e.today(), e.File.Market.Calendar()
	switch {
	case due == 0:
		return cal.Add(today, 1), nil
	case due < today:
		return 0, Invalid("by", "%s is over; the next working day is %s.", due.Words(today), cal.Add(today, 1).Words(today))
	case !cal.IsBusiness(due):
		return 0, Invalid("by", "%s is a day off; the next working day is %s.", due.Words(today), cal.Add(due, 1).Words(today))
	}
	return due, nil
}

// dueAgain is by when somebody else is asked: as before, or by the next business day where that is over.
func (e *Escalation) dueAgain() Date {
	if today := e.today(); e.Due <= today {
		return e.File.Market.Calendar().Add(today, 1)
	}
	return e.Due
}
