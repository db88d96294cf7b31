package commands

import (
	"context"

	"paidup/domain"
)

func (a *App) noteCommand() *Command {
	return &Command{
		Name:     "note",
		Says:     "write a line into the file's timeline",
		Usage:    "REF WORDS",
		Examples: []string{"note FM-1042 gate code with neighbour"},
		Slash:    true,
		Args:     []Arg{fileArg(), {Name: "words", Kind: KindText, Asks: "Note", Hint: "gate code with neighbour", Required: true, Form: true}},
		Who:      actNote,
		Each:     true,
		Do:       a.note,
	}
}

func (a *App) note(ctx context.Context, c *Call) (Reply, error) {
	return a.each(ctx, c, func(f *domain.File) error { return f.Note(c.In.Text("words")) })
}
