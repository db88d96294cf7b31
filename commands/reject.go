package commands

import (
	"context"

	"paidup/domain"
)

func (a *App) rejectCommand() *Command {
	return &Command{
		Name:     "reject",
		Says:     "log that a round came back, and why",
		Usage:    "REF [estimate|supplement|invoice] TYPE [, TYPE] [: words] [on DATE]",
		Examples: []string{"reject FM-1063 moisture: day-3 log missing"},
		Args: []Arg{
			fileArg(),
			roundArg("estimate", "supplement", "invoice"), // docs is a reason here
			{Name: "type", Kind: KindChoices, Asks: "Why it came back", Choices: domain.ErrorTypes(), Required: true, Form: true},
			{Name: "words", Kind: KindText, Label: "because", Asks: "In their words", Form: true},
			onArg(),
		},
		Who:  actRound,
		Each: true,
		Do:   a.reject,
	}
}

func (a *App) reject(ctx context.Context, c *Call) (Reply, error) {
	return a.each(ctx, c, func(f *domain.File) error {
		return f.Reject(domain.Decision{Kind: c.roundMeant(), ErrorTypes: c.In.List("type"), Words: c.In.Text("words"), On: c.In.Date("on"),
			Answered: c.answers(f.ID)})
	})
}
