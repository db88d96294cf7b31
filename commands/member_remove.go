package commands

import (
	"context"
	"fmt"

	"paidup/domain"
)

func (a *App) memberRemoveCommand() *Command {
	return &Command{
		Name:     "member remove",
		Says:     "take a role in a market away from a person",
		Usage:    "PERSON ROLE [MARKET]",
		Examples: []string{"member remove @ben coordinator", "member remove @priya accounting fm"},
		Args:     roleArgs(),
		Who:      actMember,
		Do:       a.removeMember,
	}
}

func (a *App) removeMember(ctx context.Context, c *Call) (Reply, error) {
	v, reply, err := a.roleMeant(c)
	if reply != nil || err != nil {
		return reply, err
	}
	p, err := a.person(ctx, v.market, v.person)
	if err != nil {
		return nil, err
	}
	m, err := a.Markets.ChangeMarket(ctx, c.act(), v.market.ID, func(m *domain.Market) error { return m.RemoveMember(p, v.role) })
	if err != nil {
		return nil, err
	}
	c.trace.outcome = domain.TriedDone
	out := Said{Text: "Saved. " + RolesLeft(m, p, v.role)}
	return a.leftBehind(ctx, c, m, out)
}

// person is a member, or whoever has the account.
func (a *App) person(ctx context.Context, m *domain.Market, id domain.PersonID) (domain.Person, error) {
	if v, ok := m.Member(id); ok {
		return v.Person, nil
	}
	account, err := a.Accounts.Account(ctx, id)
	return domain.Person{ID: id, Name: account.Name}, err
}

// RolesLeft says what the person is in the market now that a role was taken away.
func RolesLeft(m *domain.Market, p domain.Person, role domain.Role) string {
	v, ok := m.Member(p.ID)
	if !ok {
		return fmt.Sprintf("%s is not %s in %s any more, and no member.", p.Name, role, m.Name)
	}
	return fmt.Sprintf("%s is not %s in %s any more, and still %s.", p.Name, role, m.Name, roleList(v.Roles))
}

// leftBehind adds how many open files of the market belong to somebody who is no member of it any more, with the way to
// give them an owner for who may.
func (a *App) leftBehind(ctx context.Context, c *Call, m *domain.Market, said Said) (Reply, error) {
	of := domain.PersonID(c.In.Text("person"))
	if _, ok := m.Member(of); ok {
		return said, nil
	}
	_, n, err := a.Find.Queue(ctx, domain.QueueQuery{Markets: []domain.MarketID{m.ID}, Owner: of, Limit: 1})
	if err != nil || n == 0 {
		return said, err
	}
	said.Text += " " + NeedOwner(n) + "."
	if c.mayIn(actAssign, m) == nil {
		said.Buttons = []Button{AssignAll(m, of)}
	}
	return said, nil
}

// NeedOwner says how many files have lost theirs.
func NeedOwner(n int) string {
	if n == 1 {
		return "1 open file needs an owner"
	}
	return fmt.Sprintf("%d open files need an owner", n)
}

// AssignAll opens the form that gives all open files of a person in the market to another owner.
func AssignAll(m *domain.Market, of domain.PersonID) Button {
	return Button{Label: "Assign…", Primary: true, Press: Press{Verb: "assign all", Form: true, Args: Values{"of": string(of), "market": m.Code}}}
}
