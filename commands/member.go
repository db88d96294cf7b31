package commands

import (
	"context"
	"fmt"

	"paidup/domain"
)

func (a *App) memberCommand() *Command {
	return &Command{
		Name:     "member",
		Says:     "list a market's members",
		Usage:    "[MARKET] · add PERSON ROLE [MARKET]",
		Examples: []string{"member", "member add @tom coordinator"},
		Args:     []Arg{{Name: "market", Kind: KindChoice}, {Name: "list", Kind: KindFlag, Label: "list"}},
		Who:      actSeeMarkets,
		Do:       a.members,
	}
}

func (a *App) members(_ context.Context, c *Call) (Reply, error) {
	m, reply, err := a.marketMeant(c)
	if reply != nil || err != nil {
		return reply, err
	}
	out := Listing{Title: fmt.Sprintf("%s: %s", m.Name, counted(len(m.Members), "member"))}
	for _, v := range m.Members {
		var roles []string
		for _, r := range v.Roles {
			roles = append(roles, string(r))
		}
		out.Lines = append(out.Lines, v.Person.Name+": "+list(roles))
	}
	return out, nil
}

func (a *App) memberAddCommand() *Command {
	roles := make([]string, 0, len(domain.Roles()))
	for _, r := range domain.Roles() {
		roles = append(roles, string(r))
	}
	return &Command{
		Name:     "member add",
		Says:     "give a person a role in a market",
		Usage:    "PERSON ROLE [MARKET]",
		Examples: []string{"member add @tom coordinator", "member add @priya accounting fm"},
		Args: []Arg{
			{Name: "person", Kind: KindPerson},
			{Name: "role", Kind: KindChoice, Choices: roles},
			{Name: "market", Kind: KindChoice},
		},
		Who: actMember,
		Do:  a.addMember,
	}
}

// guestMember is the question whether a guest or somebody of another company may be a member.
const guestMember domain.Question = "guest_member"

func (a *App) addMember(ctx context.Context, c *Call) (Reply, error) {
	m, reply, err := a.marketMeant(c)
	if reply != nil || err != nil {
		return reply, err
	}
	id, role := domain.PersonID(c.In.Text("person")), domain.Role(c.In.Text("role"))
	if id == "" || role == "" {
		return nil, domain.Invalid("person", "Who, and as what? member add @tom coordinator.")
	}
	if err := c.mayAdd(m, id, role); err != nil {
		return nil, err
	}
	account, err := a.Accounts.Account(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := c.fitsMember(account); err != nil {
		return nil, err
	}
	m, err = a.Markets.ChangeMarket(ctx, c.act(), m.ID, func(m *domain.Market) error {
		return m.AddMember(domain.Person{ID: id, Name: account.Name}, role)
	})
	if err != nil {
		return nil, err
	}
	c.trace.outcome = domain.TriedDone
	return Said{Text: fmt.Sprintf("Saved. %s is %s in %s.", account.Name, role, m.Name)}, nil
}

// mayAdd checks who may give the role. A director gives the lesser ones, and nobody gives one to themselves.
func (c *Call) mayAdd(m *domain.Market, id domain.PersonID, role domain.Role) error {
	act := actMember
	if role == domain.Director || role == domain.Accounting {
		act = actBooksRole
	}
	if err := c.mayIn(act, m); err != nil {
		return err
	}
	if id == c.Actor {
		return domain.Forbidden("Nobody gives a role to themselves; somebody else who may has to.")
	}
	return nil
}

func (c *Call) fitsMember(v Account) error {
	switch {
	case v.Gone:
		return domain.Conflict("The account of %s is deactivated.", v.Name)
	case !v.Guest && !v.External || c.Answered.Has(guestMember):
		return nil
	case !c.Person.Admin:
		return domain.Forbidden("%s is a guest or from another company; an admin confirms that by name.", v.Name)
	}
	e := domain.Ask(guestMember, "person", "%s is a guest or from another company. A member sees the files of the market.", v.Name)
	e.About = v
	return e
}
