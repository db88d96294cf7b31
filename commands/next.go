package commands

import (
	"context"

	"paidup/domain"
)

func (a *App) nextCommand() *Command {
	return &Command{
		Name:     "next",
		Says:     "say what comes next on a file, and when",
		Usage:    "REF DATE WORDS · REF done",
		Examples: []string{"next FM-1071 wed send invoice", "next FM-1071 done"},
		Args: []Arg{
			fileArg(),
			{Name: "due", Kind: KindPlan, Asks: "When", Required: true, Form: true},
			{Name: "words", Kind: KindText, Asks: "What", Hint: "send invoice", Required: true, Form: true},
			{Name: "done", Kind: KindFlag, Label: "done"},
		},
		Who:  actTouch,
		Each: true,
		Do:   a.next,
	}
}

func (a *App) next(ctx context.Context, c *Call) (Reply, error) {
	due, words := c.In.Date("due"), c.In.Text("words")
	if !c.In.Flag("done") {
		return a.each(ctx, c, func(f *domain.File) error { return f.Plan(due, words) })
	}
	if number := c.Files[0].Number; due != 0 || words != "" {
		return nil, domain.Invalid("words", "Is the step done, or is there a new one? next %s done, or next %s wed send invoice.", number, number)
	}
	return a.each(ctx, c, func(f *domain.File) error { return f.StepDone() })
}
