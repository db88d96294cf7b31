package commands

import (
	"context"

	"paidup/domain"
)

func (a *App) settleCommand() *Command {
	return &Command{
		Name:     "settle",
		Says:     "log that nothing of the file is disputed any more",
		Usage:    "REF",
		Examples: []string{"settle FM-0988"},
		Args:     []Arg{fileArg()},
		Who:      actMoney,
		Bare:     true,
		Each:     true,
		Do:       a.settleDispute,
	}
}

// settleDispute settles every invoice of the file that is contested.
func (a *App) settleDispute(ctx context.Context, c *Call) (Reply, error) {
	return a.each(ctx, c, func(f *domain.File) error {
		settled := false
		for _, inv := range f.State.Invoices {
			if _, contested := f.State.Disputes[inv.N]; !contested {
				continue
			}
			if err := f.Dispute(inv.Number, 0, "", 0); err != nil {
				return err
			}
			settled = true
		}
		if !settled {
			return domain.Conflict("Nothing is disputed on %s.", f.Number)
		}
		return nil
	})
}
