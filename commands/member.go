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
		Usage:    "[MARKET] · add PERSON ROLE [MARKET] · remove PERSON ROLE [MARKET]",
		Examples: []string{"member", "member add @tom coordinator"},
		Args:     []Arg{{Name: "market", Kind: KindChoice}, {Name: "list", Kind: KindFlag, Label: "list"}},
		Who:      actSeeMarkets,
		Reads:    true,
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
		out.Lines = append(out.Lines, v.Person.Name+": "+roleList(v.Roles))
	}
	return out, nil
}

// VerbAddMember is the verb that sets somebody up, and that of the request to be.
const VerbAddMember = "member add"

func (a *App) memberAddCommand() *Command {
	return &Command{
		Name:     VerbAddMember,
		Says:     "give a person a role in a market; several roles add up",
		Usage:    "PERSON ROLE [MARKET]",
		Examples: []string{"member add @tom coordinator", "member add @priya accounting fm"},
		Args:     roleArgs(),
		Who:      actMember,
		Do:       a.addMember,
	}
}

// roleArgs are a person, a role and the market in which it is theirs.
func roleArgs() []Arg {
	roles := make([]string, 0, len(domain.Roles()))
	for _, r := range domain.Roles() {
		roles = append(roles, string(r))
	}
	return []Arg{
		{Name: "person", Kind: KindPerson, Asks: "Who", Hint: "ben", Required: true, Form: true},
		{Name: "role", Kind: KindChoice, Asks: "Role", Choices: roles, Required: true, Form: true},
		{Name: "market", Kind: KindChoice, Asks: "Market", Required: true},
	}
}

func roleList(roles []domain.Role) string {
	words := make([]string, 0, len(roles))
	for _, r := range roles {
		words = append(words, string(r))
	}
	return list(words)
}

// guestMember is the question whether a guest or somebody of another company may be a member.
const guestMember domain.Question = "guest_member"

// roleMeant is a person's role in a market that is to be given or taken away.
type roleMeant struct {
	market *domain.Market
	person domain.PersonID
	role   domain.Role
}

// roleMeant reads whose role it is, and checks that the person may give it and take it away. A reply asks for the market.
func (a *App) roleMeant(c *Call) (roleMeant, Reply, error) {
	m, reply, err := a.marketMeant(c)
	if reply != nil || err != nil {
		return roleMeant{}, reply, err
	}
	v := roleMeant{m, domain.PersonID(c.In.Text("person")), domain.Role(c.In.Text("role"))}
	if v.person == "" || v.role == "" {
		return v, nil, domain.Invalid("person", "Who, and as what? %s.", c.Command.Examples[0])
	}
	return v, nil, c.mayGive(v)
}

func (a *App) addMember(ctx context.Context, c *Call) (Reply, error) {
	v, reply, err := a.roleMeant(c)
	if reply != nil || err != nil {
		return reply, err
	}
	account, err := a.Accounts.Account(ctx, v.person)
	if err != nil {
		return nil, err
	}
	if err := c.fitsMember(account); err != nil {
		return nil, err
	}
	p := domain.Person{ID: v.person, Name: account.Name}
	c.People[p.ID] = p
	c.trace.said(c)
	act := c.act()
	act.SetsUp = p.ID
	m, err := a.Markets.ChangeMarket(ctx, act, v.market.ID, func(m *domain.Market) error { return m.AddMember(p, v.role) })
	if err != nil {
		return nil, err
	}
	c.trace.outcome = domain.TriedDone
	return Said{Text: "Saved. " + RolesNow(m, p, v.role)}, nil
}

// RolesNow says what the person is in the market now that a role was given.
func RolesNow(m *domain.Market, p domain.Person, role domain.Role) string {
	v, _ := m.Member(p.ID)
	if len(v.Roles) < 2 {
		return fmt.Sprintf("%s is %s in %s.", p.Name, role, m.Name)
	}
	return fmt.Sprintf("%s is %s in %s: roles add up, member remove takes one away.", p.Name, roleList(v.Roles), m.Name)
}

// mayGive checks who may give the role, or take it away. A director does that with the lesser ones, and nobody with their own.
func (c *Call) mayGive(v roleMeant) error {
	act := actMember
	if v.role == domain.Director || v.role == domain.Accounting {
		act = actBooksRole
	}
	if err := c.mayIn(act, v.market); err != nil {
		return err
	}
	if v.person == c.Actor {
		return domain.Forbidden("Nobody changes their own roles; somebody else who may has to.")
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
