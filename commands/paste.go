package commands

import (
	"context"

	"paidup/domain"
)

const argPaste = "paste"

// Pasted is what was read from a pasted e-mail, as people read it, and whether a file can be begun with it.
type Pasted struct {
	Lines    []string
	Complete bool
}

// askAboutPaste fills in what a pasted e-mail says, where nothing else was said, and asks whether it was read well. What was
// recognised in none of it is invalid.
func (a *App) askAboutPaste(ctx context.Context, c *Call, m *domain.Market) error {
	text := c.In.Text(argPaste)
	if text == "" {
		return nil
	}
	known, err := a.knownNames(ctx, m)
	if err != nil {
		return err
	}
	read := readPaste(text, known, m.Today(c.At))
	if len(read) == 0 {
		return domain.Invalid(argPaste, "Nothing in it was recognised; fill in the fields.")
	}
	delete(c.In, argPaste)
	about := Pasted{}
	for _, arg := range c.Command.Args {
		value := read.Text(arg.Name)
		if value == "" {
			continue
		}
		if c.In.Text(arg.Name) == "" {
			c.In.SetText(arg.Name, value)
		}
		about.Lines = append(about.Lines, arg.Asks+": "+c.shownValue(arg))
	}
	about.Complete = lacking(c.facts()) == nil
	e := domain.Ask(askPasted, argPaste, "Read from what was pasted.")
	e.About = about
	return e
}

// shownValue is an argument's value as people read it.
func (c *Call) shownValue(a Arg) string {
	switch a.Kind {
	case KindAmount:
		return c.In.Money(a.Name).String()
	case KindDate:
		return c.In.Date(a.Name).Words(c.Today)
	}
	return c.In.Text(a.Name)
}

// pastedButtons: what was read is looked at in the form first; with all that a file needs it can be begun at once.
func (c *Call) pastedButtons(e *domain.Error, yes func(string, ...domain.Question) Button, drop Button) []Button {
	form := Button{Label: "Check it…", Press: Press{Verb: c.Command.Name, Args: c.In, Answered: c.Answered, Form: true}}
	if about, _ := e.About.(Pasted); !about.Complete {
		form.Label = "Fill in the rest…"
		return []Button{form, drop}
	}
	return []Button{form, yes("Begin it", askPasted), drop}
}
