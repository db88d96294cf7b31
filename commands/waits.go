package commands

import (
	"cmp"
	"context"
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
	requests, err := a.Requests.RequestsTo(ctx, c.Actor, c.scope.ids())
	if err != nil {
		return nil, err
	}
	var out []Waits
	for _, q := range requests {
		if m := c.scope.market(q.Market); c.mayAnswerNow(q, m) {
			shown := ShowRequest(q, m, c.People, c.Actor)
			out = append(out, Waits{Request: &shown})
		}
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

// mayAnswerNow says that the request can be answered, and by this person.
func (c *Call) mayAnswerNow(q domain.Request, m *domain.Market) bool {
	return q.By != c.Actor && q.Seconded != c.Actor && m.Today(c.At) <= q.Lapses &&
		slices.ContainsFunc(withRole(m, q.Roles), func(p domain.Person) bool { return p.ID == c.Actor })
}
