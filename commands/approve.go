package commands

import (
	"context"

	"paidup/domain"
)

func (a *App) approveCommand() *Command {
	return &Command{
		Name:     "approve",
		Says:     "log that a round was approved",
		Usage:    "REF [AMOUNT] [on DATE]",
		Examples: []string{"approve FM-1055 12,760"},
		Args:     []Arg{fileArg(), amountArg("Amount approved"), onArg()},
		Who:      actRound,
		Each:     true,
		Do:       a.approve,
	}
}

func (a *App) approve(ctx context.Context, c *Call) (Reply, error) {
	if err := c.oneAmount(); err != nil {
		return nil, err
	}
	return a.each(ctx, c, func(f *domain.File) error {
		return f.Approve(domain.Decision{Amount: c.In.Money("amount"), On: c.In.Date("on")})
	})
}
