package commands

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"paidup/domain"
)

// verbJoin is the verb of the button by which somebody who is not set up asks an admin. Nobody types it.
const verbJoin = "join"

// VerbTurnAway is the verb that refuses to set somebody up who asks for it. Nobody types it.
const VerbTurnAway = "turn away"

func (a *App) turnAwayCommand() *Command {
	because := becauseArg("Why not")
	because.Required = true
	return &Command{
		Name: VerbTurnAway,
		Says: "refuse to set somebody up",
		Args: []Arg{{Name: argRequest, Kind: KindNumber}, because},
		Who:  actMember, Pressed: true,
		Do: a.turnAway,
	}
}

// turnAway answers a request to be set up with no, and why. It is about no market: whoever was asked may.
func (a *App) turnAway(ctx context.Context, c *Call) (Reply, error) {
	q, err := a.requestNamed(ctx, c)
	if err != nil {
		return nil, err
	}
	m := c.scope.anyMarket(q.Market)
	if q.Verb != VerbAddMember || m == nil || !slices.Contains(q.To, c.Actor) {
		return nil, domain.NotFound("There is no such request.")
	}
	c.Market, c.Today = m, m.Today(c.At)
	if c.People, err = a.everybody(ctx, c); err != nil {
		return nil, err
	}
	c.trace.market = q.Market
	if err := c.over(q); err != nil {
		return nil, err
	}
	return a.refuseWith(ctx, c, q)
}

// joining offers to ask the admins to be set up. Before there is a market there is nowhere to be.
func (s *scope) joining() []Button {
	if len(s.all) == 0 || len(s.admins) == 0 {
		return nil
	}
	return []Button{{Label: askLabel(WhoMay{Ask: s.admins}), Press: Press{Verb: verbJoin}}}
}

// join has the admins told that somebody asks to be set up. It is asked once for all markets, so it stands with the oldest.
func (a *App) join(ctx context.Context, r Request) (Reply, error) {
	s, err := a.scope(ctx, r)
	switch {
	case err == nil:
		return nil, domain.Conflict("You are set up already: help says what you may do.")
	case domain.KindOf(err) != domain.KindForbidden, len(s.joining()) == 0:
		return nil, err
	}
	account, err := a.Accounts.Account(ctx, r.Actor)
	if err != nil {
		return nil, err
	}
	if err := a.Markets.AddPerson(ctx, domain.Person{ID: r.Actor, Name: account.Name}); err != nil {
		return nil, err
	}
	m := slices.MinFunc(s.all, func(a, b *domain.Market) int { return cmp.Compare(a.ID, b.ID) })
	today := m.Today(r.At)
	q, fresh, err := a.Requests.FileRequest(ctx, domain.Request{Market: m.ID, Verb: VerbAddMember, Says: fmt.Sprintf("set up %s in Paidup", account.Name),
		Body: []byte("{}"), By: r.Actor, To: idsOf(s.admins), At: r.At, Lapses: lapses(m, today)})
	if err != nil {
		return nil, err
	}
	r.trace.verb, r.trace.market, r.trace.outcome = verbJoin, m.ID, domain.TriedRequested
	return askedWords(q, s.admins, m, fresh), nil
}
