package commands

import (
	"context"

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
	stranger := "That person"
	if p, known := c.People[to]; known {
		stranger = p.Name
	}
	return a.each(ctx, c, func(f *domain.File) error {
		member, ok := f.Market.Member(to)
		if !ok {
			return domain.Invalid("person", "%s is not a member of %s.", stranger, f.Market.Name)
		}
		if to == f.State.Owner {
			return domain.Conflict("%s is with %s already.", f.Number, member.Person.First())
		}
		return f.Assign(to)
	})
}
