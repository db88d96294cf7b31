package cards

import (
	"encoding/json"
	"fmt"

	"paidup/commands"
	"paidup/domain"
	"paidup/domain/sample"
)

// raised is the escalation of FM-1063: Ben asks Tom on Friday for the day-3 drying log.
func (c *cast) raised(shown domain.Privacy) *domain.Escalation {
	s := c.rejected()
	s.f.Market.Privacy = shown
	context, err := json.Marshal(commands.Pack{On: today(), Why: "rejected twice for the same thing", Cents: 9_870_00, Began: "received", Since: today() - 41,
		Happened: []commands.PackLine{{On: today() - 34, What: "submitted to", Whom: "Northline"}, {On: today() - 25, What: "rejected", Words: "moisture"},
			{On: today() - 18, What: "submitted, round 2"}, {On: today() - 9, What: "rejected", Words: "moisture"}},
		Held:  []commands.PackHeld{{Name: "us", Days: 16}, {Name: "Northline", Days: 22}, {Name: "field", Days: 3}},
		Tried: "Ben called Tom Fri Nov 20, no answer"})
	c.keep("write the context", err)
	act := domain.Act{Key: "ask", Actor: sample.Ben, At: friday().At(15, 15, s.f.Market.Location())}
	e, err := domain.Escalate(s.f, act, nil, domain.Plea{Cause: domain.ByHand, Wrong: "moisture log missing",
		Ask: "the day-3 drying log, basement", To: sample.Tom, Due: today() + 1, Context: context})
	c.keep("escalate", err)
	if e == nil {
		return &domain.Escalation{File: s.f}
	}
	e.ID = 17
	return e
}

// keep keeps the first fault.
func (c *cast) keep(what string, err error) {
	if err != nil && c.err == nil {
		c.err = fmt.Errorf("%s: %w", what, err)
	}
}

// acts does one act on the escalation at an hour of the Monday.
func (c *cast) acts(e *domain.Escalation, who domain.PersonID, hour int, law func(*domain.Escalation) error) {
	at := today().At(hour, 14, e.File.Market.Location())
	e.Begin(domain.Act{Key: fmt.Sprint(who, at), Actor: who, At: at})
	c.keep("act on the escalation", law(e))
	e.Finish()
}

// shows hangs the escalation as it stands in the channel, or as one person has it.
func (g *gallery) shows(name string, e *domain.Escalation, to domain.PersonID) {
	v, err := commands.ShowEscalation(e, g.people, to)
	g.keep("show the escalation", err)
	g.reply("escalation "+name, v)
}

func (g *gallery) escalations() {
	e := g.raised(inside())
	g.shows("as it is asked", e, "")
	g.shows("with the person asked", e, sample.Tom)
	g.reply("escalation, its receipt", commands.Acted{Escalation: e, Event: *e.Last(), People: g.people})
	g.acts(e, sample.Tom, 8, (*domain.Escalation).Take)
	g.shows("that somebody is on", e, "")
	g.shows("with the person who is on it", e, sample.Tom)
	g.reply("escalation, receipt of taking it", commands.Acted{Escalation: e, Event: *e.Last(), People: g.people})
	g.acts(e, sample.Ben, 9, func(e *domain.Escalation) error { return e.Assign(sample.Dana, "Tom is off sick") })
	g.shows("with the person it was taken from", e, sample.Tom)
	g.acts(e, sample.Dana, 11, func(e *domain.Escalation) error {
		return e.Settle(domain.Uploaded, "uploaded to the job folder")
	})
	g.shows("that is done", e, "")
	g.escalationsOnTheirWay()
}

func (g *gallery) escalationsOnTheirWay() {
	e := g.raised(inside())
	g.acts(e, sample.Tom, 8, func(e *domain.Escalation) error { return e.Snooze(today()+2, "the lab is closed") })
	g.shows("that comes back later", e, "")
	g.acts(e, sample.Ben, 9, (*domain.Escalation).Direct)
	g.acts(e, sample.Maria, 10, func(e *domain.Escalation) error { return e.Question("since when?") })
	g.shows("that went to the director", e, "")
	told := commands.EscalationActs{Escalation: e, Acts: e.Events()[1:], People: g.people}
	g.reply("escalation, what was done in its thread", told)
	told.Acts, told.For = e.Events()[3:], sample.Ben
	g.reply("escalation, a question as its asker hears it", told)
	g.shows("in a public channel", g.raised(public()), "")
	back := g.raised(inside())
	g.acts(back, sample.Ben, 8, (*domain.Escalation).Withdraw)
	g.shows("that was taken back", back, "")
	over := g.raised(inside())
	over.File.Begin(domain.Act{Key: "cancel", Actor: sample.Dana, At: today().At(9, 14, over.File.Market.Location())})
	g.keep("cancel", over.File.Cancel("customer declined"))
	over.File.Finish()
	over.End()
	g.shows("that ended with its file", over, "")
	hurt := g.raised(inside())
	hurt.Wrong, hurt.Ask = hostile, hostile
	g.shows("of hostile words", hurt, "")
}
