package commands

import (
	"context"
	"encoding/json"
	"fmt"

	"paidup/domain"
)

// Escalated is an escalation as it stands: its living message in the market's channel, or with one person.
type Escalated struct {
	Escalation *domain.Escalation
	Context    Pack
	Privacy    domain.Privacy
	People     People
	For        domain.PersonID // with whom it stands; empty: in the channel
}

// ShowEscalation is the escalation as its market's channel may see it, or the person it is asked of.
func ShowEscalation(e *domain.Escalation, people People, to domain.PersonID) (Escalated, error) {
	out := Escalated{Escalation: e, Privacy: e.File.Market.Privacy, People: people, For: to}
	if err := json.Unmarshal(e.Context, &out.Context); err != nil {
		return out, fmt.Errorf("read context of escalation %d: %w", e.ID, err)
	}
	return out, nil
}

// EscalationActs are acts on an escalation: lines of its thread, or words for one person.
type EscalationActs struct {
	Escalation *domain.Escalation
	Acts       []domain.EscalationEvent
	People     People
	For        domain.PersonID // who hears of them; empty: the thread
}

// Acted says what an act on an escalation did, to the one who acted.
type Acted struct {
	Escalation *domain.Escalation
	Event      domain.EscalationEvent
	People     People
}

// Overtaken says what overtook a button of an escalation: it stands in the About of the conflict.
type Overtaken struct{ Escalation *domain.Escalation }

// escalationAtHand reads the escalation whose button was pressed, for who was asked by it at any time.
func (a *App) escalationAtHand(ctx context.Context, c *Call) error {
	if c.Request.Escalation == 0 {
		return nil
	}
	e, err := a.Escalations.Escalation(ctx, c.Request.Escalation)
	if err != nil {
		return err
	}
	c.escalation, c.File = e, e.File.ID
	if e.WasAsked(c.Actor) {
		c.scope.met = e.File.ID
	}
	return nil
}

// ifAsked lets who is asked act. Who was asked before hears what happened since.
func (c *Call) ifAsked(m *domain.Market, line domain.FileLine) error {
	switch e := c.escalation; {
	case c.scope.asked[line.ID] && (e == nil || e.Asked == c.Actor):
		return nil
	case e != nil && e.Done && e.WasAsked(c.Actor):
		return nil // the law says who ended it
	case e != nil && e.WasAsked(c.Actor):
		return c.overtaken(e)
	case e != nil:
		refused := c.refused(actEscalation, m)
		refused.Says = fmt.Sprintf("This is asked of %s. %s", c.People.Name(e.Asked), refused.Says)
		return refused
	}
	return c.refused(actEscalation, m)
}

// RestsOn is a short digest of what a button of an escalation rests on. When it has changed by the time of the press, the
// press is outdated.
func RestsOn(e *domain.Escalation) string { return digest(e.Asked, e.Taken, e.Back, e.Done) }

// stillMeant says that the escalation is open, and stands as it did when its button was drawn.
func (c *Call) stillMeant(e *domain.Escalation) error {
	e.Begin(c.act())
	if err := e.StillOpen(); err != nil {
		return anew(err)
	}
	if c.Rests != "" && c.Rests != RestsOn(e) {
		return c.overtaken(e)
	}
	return nil
}

// overtaken says what was done since the button was drawn, and by whom.
func (c *Call) overtaken(e *domain.Escalation) error {
	v, m := e.Last(), e.File.Market
	who, did := c.People.First(v.Actor), ""
	switch v.Act {
	case domain.EscalationTaken:
		did = "took it"
	case domain.EscalationSnoozed:
		did = "put it off until " + v.Until.Words(m.Today(c.At))
	case domain.EscalationDone:
		did = "marked it done"
	case domain.EscalationWithdrawn:
		did = "took it back"
	default:
		did = "gave it to " + c.People.First(v.Asked)
	}
	err := domain.Conflict("%s %s at %s. The message now shows it; press again if you still mean it.", who, did, m.Clock(v.At, m.Today(c.At)))
	err.About = Overtaken{e}
	return err
}

// anew offers to escalate a file once more that was opened again since.
func anew(err error) error {
	if e := theError(err); e != nil {
		if again, ok := e.About.(domain.Reopened); ok {
			return offer(err, formButton("Escalate…", "escalate", again.File, nil))
		}
	}
	return err
}
