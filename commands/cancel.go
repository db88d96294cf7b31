package commands

import (
	"context"

	"paidup/domain"
)

func (a *App) cancelCommand() *Command {
	because := becauseArg("Why")
	because.Required = true
	return &Command{
		Name:     "cancel",
		Says:     "end a file that comes to nothing",
		Usage:    "REF because WORDS",
		Examples: []string{"cancel FM-1080 because customer declined"},
		Args:     []Arg{fileArg(), because},
		Who:      actCancel, // and until when: before the first round, or at any time
		Then:     []Act{actCancelLate},
		Each:     true,
		Do:       a.cancel,
	}
}

func (a *App) cancel(ctx context.Context, c *Call) (Reply, error) {
	return a.each(ctx, c, func(f *domain.File) error {
		if len(f.State.Rounds) > 0 {
			if err := c.may(actCancelLate, lineOf(f)); err != nil {
				return err
			}
		}
		return f.Cancel(c.In.Text("because"))
	})
}
