package commands

import (
	"context"

	"paidup/domain"
)

func (a *App) holdCommand() *Command {
	because := becauseArg("Why")
	because.Hint, because.Required = "asbestos test", true
	return &Command{
		Name:     "hold",
		Says:     "put a file on hold until a day, 30 days at most",
		Usage:    "REF until DATE because WORDS",
		Examples: []string{"hold FM-1080 until fri because asbestos test"},
		Args: []Arg{
			fileArg(),
			{Name: "until", Kind: KindPlan, Label: "until", Asks: "Until", Required: true, Form: true},
			because,
		},
		Who:  actPromise,
		Each: true,
		Do:   a.hold,
	}
}

func (a *App) hold(ctx context.Context, c *Call) (Reply, error) {
	return a.each(ctx, c, func(f *domain.File) error { return f.Hold(c.In.Date("until"), c.In.Text("because")) })
}

func (a *App) resumeCommand() *Command {
	return &Command{
		Name:     "resume",
		Says:     "take a file off hold",
		Usage:    "REF",
		Examples: []string{"resume FM-1080"},
		Args:     []Arg{fileArg()},
		Who:      actPromise,
		Each:     true,
		Bare:     true,
		Do:       a.resume,
	}
}

func (a *App) resume(ctx context.Context, c *Call) (Reply, error) {
	return a.each(ctx, c, func(f *domain.File) error { return f.Resume() })
}
