package commands

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"paidup/domain"
)

// Waits is what somebody asks of the person: a request to answer, or an escalation to settle. One of the two is nil.
type Waits struct {
	Request    *AskedFor
	Escalation *AskedOf
}

// AskedOf is an escalation as a list shows it to the one it is asked of.
type AskedOf struct {
	domain.EscalationLine
	Today  domain.Date // of its market
	Asked  string      // when, in words: Fri Nov 20, 3:15 pm ET
	People People
}

func (w Waits) market() domain.MarketID {
	if w.Request != nil {
		return w.Request.Request.Market
	}
	return w.Escalation.Line.Market
}

// by is the last day for it.
func (w Waits) by() domain.Date {
	if w.Request != nil {
		return w.Request.Request.Lapses
	}
	return w.Escalation.Escalation.Due
}

func (w Waits) since() time.Time {
	if w.Request != nil {
		return w.Request.Request.At
	}
	return w.Escalation.Since
}

// askedOf are the requests and escalations that wait on the person: those whose day comes first in front, then the oldest.
func (a *App) askedOf(ctx context.Context, c *Call) ([]Waits, error) {
	out, err := a.requestsTo(ctx, c)
	if err != nil {
		return nil, err
	}
	escalations, err := a.Escalations.EscalationsTo(ctx, c.Actor)
	if err != nil {
		return nil, err
	}
	for _, l := range escalations {
		m := c.scope.market(l.Line.Market)
		if m == nil || l.Escalation.Snoozed(m.Today(c.At)) {
			continue
		}
		on := m.Today(l.Since)
		out = append(out, Waits{Escalation: &AskedOf{EscalationLine: l, Today: m.Today(c.At), People: c.People,
			Asked: on.Words(m.Today(c.At)) + ", " + m.Clock(l.Since, on)}})
	}
	slices.SortStableFunc(out, func(a, b Waits) int { return cmp.Or(cmp.Compare(a.by(), b.by()), a.since().Compare(b.since())) })
	return out, nil
}

// requestsTo are the requests that the person can answer. To be set up is asked of those who were told, whatever the market.
func (a *App) requestsTo(ctx context.Context, c *Call) ([]Waits, error) {
	var all []domain.MarketID
	for _, m := range c.scope.all {
		all = append(all, m.ID)
	}
	requests, err := a.Requests.RequestsTo(ctx, c.Actor, all)
	if err != nil {
		return nil, err
	}
	var out []Waits
	for _, q := range requests {
		m, people := c.scope.market(q.Market), c.People
		if q.Verb == VerbAddMember {
			m = c.scope.anyMarket(q.Market)
			if people, err = a.everybody(ctx, c); err != nil {
				return nil, err
			}
		}
		if m != nil && c.mayAnswerNow(q, m) {
			shown := ShowRequest(q, m, people, c.Actor)
			out = append(out, Waits{Request: &shown})
		}
	}
	return out, nil
}

// askedBy is what the person asks for and nobody has answered yet, the oldest in front.
func (a *App) askedBy(ctx context.Context, c *Call) ([]Waits, error) {
	requests, err := a.Requests.RequestsBy(ctx, c.Actor)
	if err != nil {
		return nil, err
	}
	var out []Waits
	for _, q := range requests {
		if m := c.scope.market(q.Market); m != nil && m.Today(c.At) <= q.Lapses {
			shown := ShowRequest(q, m, c.People, c.Actor)
			out = append(out, Waits{Request: &shown})
		}
	}
	return out, nil
}

// withAsked says how much the person asks for that is still open, and offers the list of it.
func (a *App) withAsked(ctx context.Context, c *Call, out *Files) error {
	asked, err := a.askedBy(ctx, c)
	if err != nil || len(asked) == 0 {
		return err
	}
	q := asked[0].Request.Request
	says := fmt.Sprintf("You asked: %s", q.Says)
	if len(asked) > 1 {
		says = fmt.Sprintf("You asked: %d open, oldest %s: %s", len(asked), asked[0].Request.Today.Words(c.Today), q.Says)
	}
	args := Values{"list": listAsked}
	out.Notes = append(out.Notes, clip(says, noteRunes))
	out.Buttons = append(out.Buttons, Button{Label: fmt.Sprintf("You asked: %d", len(asked)), Press: Press{Verb: "my", Args: args}})
	return nil
}

// noteRunes is how long a line under a list's title may be; the list a press away says all.
const noteRunes = 150

// mayAnswerNow says that the request can be answered, and by this person.
func (c *Call) mayAnswerNow(q domain.Request, m *domain.Market) bool {
	told := q.Verb == VerbAddMember && slices.Contains(q.To, c.Actor)
	return q.By != c.Actor && q.Seconded != c.Actor && m.Today(c.At) <= q.Lapses && (told || slices.ContainsFunc(withRole(m, q.Roles), func(p domain.Person) bool { return p.ID == c.Actor }))
}
