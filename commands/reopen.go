package commands

import (
	"context"

	"paidup/domain"
)

func (a *App) reopenCommand() *Command {
	because := becauseArg("Why")
	because.Required = true
	return &Command{
		Name:     "reopen",
		Says:     "open a file that has ended",
		Usage:    "REF because WORDS",
		Examples: []string{"reopen FM-1080 because customer signed after all"},
		Args:     []Arg{fileArg(), because},
		Who:      actReopen,
		Each:     true,
		Do:       a.reopen,
	}
}

func (a *App) reopen(ctx context.Context, c *Call) (Reply, error) {
	return a.each(ctx, c, func(f *domain.File) error { return f.Reopen(c.In.Text("because")) })
}
