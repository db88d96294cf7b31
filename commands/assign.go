package commands

import (
	"context"
	"slices"

	"paidup/domain"
)

func (a *App) assignCommand() *Command {
	return &Command{
		Name:     "assign",
		Says:     "give a file to another owner",
		Usage:    "REF PERSON",
		Examples: []string{"assign FM-1042,1047 ben"},
		Args:     []Arg{fileArg(), {Name: "person", Kind: KindPerson, Asks: "To whom", Hint: "ben", Required: true, Form: true}},
		Who:      actAssign,
		Each:     true,
		Do:       a.assign,
	}
}

func (a *App) assign(ctx context.Context, c *Call) (Reply, error) {
	to := domain.PersonID(c.In.Text("person"))
	if to == "" {
		return nil, domain.Invalid("person", "To whom? assign %s ben.", c.Files[0].Number)
	}
	law, err := c.assigning(to)
	if err != nil {
		return nil, err
	}
	return a.each(ctx, c, law)
}

// assigning is the law that gives a file to the person, who has to be there and a member of its market.
func (c *Call) assigning(to domain.PersonID) (func(*domain.File) error, error) {
	p, known := c.People[to]
	switch {
	case !known:
		p.Name = "That person"
	case p.Gone:
		return nil, domain.Invalid("person", "The account of %s is gone; give it to somebody else.", p.Name)
	}
	return func(f *domain.File) error {
		member, ok := f.Market.Member(to)
		if !ok {
			return domain.Invalid("person", "%s is not a member of %s.", p.Name, f.Market.Name)
		}
		if to == f.State.Owner {
			return domain.Conflict("%s is with %s already.", f.Number, member.Person.First())
		}
		return f.Assign(to)
	}, nil
}

func (a *App) assignAllCommand() *Command {
	return &Command{
		Name:     "assign all",
		Says:     "give all open files of a person to another owner",
		Usage:    "of PERSON to PERSON [MARKET]",
		Examples: []string{"assign all of ben to dana"},
		Args: []Arg{
			{Name: "of", Kind: KindPerson, Label: "of", Asks: "Whose files", Hint: "ben", Required: true, Form: true},
			{Name: "person", Kind: KindPerson, Label: "to", Asks: "To whom", Hint: "dana", Required: true, Form: true},
			{Name: "market", Kind: KindChoice},
		},
		Who: actAssign,
		Do:  a.assignAll,
	}
}

// meetFormer learns the name of somebody whose files are meant and who is no member any more.
func (a *App) meetFormer(ctx context.Context, c *Call) error {
	of := domain.PersonID(c.In.Text("of"))
	if _, known := c.People[of]; of == "" || known {
		return nil
	}
	all, err := a.Markets.People(ctx)
	for _, p := range all {
		if p.ID == of {
			c.People[of] = p
		}
	}
	return err
}

// ofSomebody is the form's command where it is known whose files are meant: a person who has left cannot be chosen any more.
func (f *FormFor) ofSomebody(people People) {
	of := domain.PersonID(f.In.Text("of"))
	if of == "" {
		return
	}
	own := *f.Command
	own.Args = slices.Clone(own.Args)
	for i := range own.Args {
		own.Args[i].Form = own.Args[i].Form && own.Args[i].Name != "of"
	}
	f.Command, f.Says = &own, "All open files of "+people.Name(of)
}

// assignedAtMost is how many files change hands in one act.
const assignedAtMost = 1000

func (a *App) assignAll(ctx context.Context, c *Call) (Reply, error) {
	of, to := domain.PersonID(c.In.Text("of")), domain.PersonID(c.In.Text("person"))
	if of == "" || to == "" {
		return nil, domain.Invalid("person", "Whose files, and to whom? assign all of ben to dana.")
	}
	m, reply, err := a.marketMeant(c)
	if reply != nil || err != nil {
		return reply, err
	}
	if err := a.meetFormer(ctx, c); err != nil {
		return nil, err
	}
	if c.Files, _, err = a.Find.Queue(ctx, domain.QueueQuery{Markets: []domain.MarketID{m.ID}, Owner: of, Limit: assignedAtMost}); err != nil {
		return nil, err
	}
	if len(c.Files) == 0 {
		return nil, domain.Conflict("%s has no open files in %s.", c.People.Name(of), m.Name)
	}
	if err := a.mayAll(c); err != nil {
		return nil, err
	}
	law, err := c.assigning(to)
	if err != nil {
		return nil, err
	}
	return a.together(ctx, c, law)
}
