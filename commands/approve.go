package commands

import (
	"context"

	"paidup/domain"
)

func (a *App) approveCommand() *Command {
	return &Command{
		Name:     "approve",
		Says:     "log that a round was approved",
		Usage:    "REF [estimate|supplement|invoice|docs] [AMOUNT] [on DATE]",
		Examples: []string{"approve FM-1055 12,760"},
		Args:     []Arg{fileArg(), roundArg("estimate", "supplement", "invoice", "docs"), amountArg("Amount approved"), onArg()},
		Who:      actRound,
		Each:     true,
		Do:       a.approve,
	}
}

// roundArg says which round was answered, where several are open.
func roundArg(kinds ...string) Arg { return Arg{Name: "kind", Kind: KindChoice, Choices: kinds} }

// roundMeant is the kind of the round that is answered: the one the person picked, else the one that was said.
func (c *Call) roundMeant() domain.RoundKind {
	if kind := c.picked(domain.AskWhichRound); kind != "" {
		return domain.RoundKind(kind)
	}
	return roundKind(c.In.Text("kind"))
}

func (a *App) approve(ctx context.Context, c *Call) (Reply, error) {
	if err := c.oneAmount(); err != nil {
		return nil, err
	}
	return a.each(ctx, c, func(f *domain.File) error {
		return f.Approve(domain.Decision{Kind: c.roundMeant(), Amount: c.In.Money("amount"), On: c.In.Date("on")})
	})
}
