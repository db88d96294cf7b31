package commands

import (
	"context"

	"paidup/domain"
)

func (a *App) applyCommand() *Command {
	return &Command{
		Name:     "apply",
		Says:     "match unapplied cash to an invoice, or move it to another file",
		Usage:    "REF [AMOUNT] [to inv NO | to REF]",
		Examples: []string{"apply FM-1088 1,000 to inv 5540", "apply FM-1088 1,000 to FM-1051"},
		Args: []Arg{
			fileArg(),
			amountArg("Amount"),
			{Name: "inv", Kind: KindNumber, Label: "to inv", Asks: "To our invoice", Hint: "oldest first", Form: true},
			{Name: "to", Kind: KindNumber, Label: "to", Asks: "Or to another file", Hint: "FM-1051", Form: true},
		},
		Who: actMoney,
		Do:  a.apply,
	}
}

func (a *App) apply(ctx context.Context, c *Call) (Reply, error) {
	if err := c.single(); err != nil {
		return nil, err
	}
	if ref := c.In.Text("to"); ref != "" {
		return a.moveCash(ctx, c, ref)
	}
	return a.one(ctx, c, func(f *domain.File) error { return f.Apply(c.In.Money("amount"), c.In.Text("inv")) })
}

// moveCash moves unapplied cash to the file that the word names; both files are changed or none.
func (a *App) moveCash(ctx context.Context, c *Call, ref string) (Reply, error) {
	if c.In.Text("inv") != "" {
		return nil, domain.Invalid("to", "The money goes to an invoice of this file or to another file; say one of them.")
	}
	to, err := a.otherFile(ctx, c, ref)
	if err != nil {
		return nil, err
	}
	f, err := a.Files.File(ctx, c.Files[0].ID)
	if err != nil {
		return nil, err
	}
	m, err := f.Spare(c.In.Money("amount"), to.Number)
	if err != nil {
		return nil, err
	}
	c.Files = append(c.Files, to)
	return a.together(ctx, c, func(f *domain.File) error {
		if f.ID == to.ID {
			return f.MoveIn(m)
		}
		return f.MoveOut(m)
	})
}

// otherFile is the one file of the same market that the word names, if the person may enter money there.
func (a *App) otherFile(ctx context.Context, c *Call, ref string) (domain.FileLine, error) {
	hits, sure, err := a.find(ctx, c, ref)
	switch {
	case err != nil:
		return domain.FileLine{}, aboutArg(err, "to")
	case !sure:
		return domain.FileLine{}, domain.Invalid("to", "%q matches %d files; name it by its number.", ref, len(hits))
	case hits[0].ID == c.Files[0].ID:
		return domain.FileLine{}, domain.Invalid("to", "The money is on %s already. To apply it there: apply %s.", hits[0].Number, hits[0].Number)
	case hits[0].Market != c.Files[0].Market:
		return domain.FileLine{}, domain.Invalid("to", "%s and %s are in two markets; refund it on the one and enter it on the other.",
			c.Files[0].Number, hits[0].Number)
	}
	return hits[0], c.may(actMoney, hits[0])
}
