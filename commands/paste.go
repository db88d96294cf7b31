package commands

import (
	"context"

	"paidup/domain"
)

// verbPaste is the verb of the form that takes an assignment's e-mail. A button of the form for a new file opens it; nobody
// types it.
const (
	verbPaste = "paste"
	argPaste  = "paste"
)

func (a *App) pasteCommand() *Command {
	return &Command{
		Name: verbPaste,
		Says: "begin a file with what an e-mail says",
		Args: []Arg{
			{Name: argPaste, Kind: KindText, Asks: "Paste the assignment", Hint: "an e-mail: what it says is filled in", Required: true, Form: true},
			newMarketArg(),
		},
		Who: actOpen, Pressed: true,
		Do: a.paste,
	}
}

// paste fills in what a pasted e-mail says, and asks whether it was read well: the answer begins a file.
func (a *App) paste(ctx context.Context, c *Call) (Reply, error) {
	m, reply, err := a.marketMeant(c)
	if reply != nil || err != nil {
		return reply, err
	}
	if err := c.mayIn(actOpen, m); err != nil {
		return nil, err
	}
	known, err := a.knownNames(ctx, m)
	if err != nil {
		return nil, err
	}
	read := readPaste(c.In.Text(argPaste), known, m.Today(c.At))
	if len(read) == 0 {
		return nil, domain.Invalid(argPaste, "Nothing in it was recognised; cancel, and fill in the form of a new file.")
	}
	c.Command = a.command("file new").forPerson(c.scope)
	read.SetText("market", c.In.Text("market"))
	c.In = read
	return nil, c.askAboutPaste()
}

// Pasted is what was read from a pasted e-mail, as people read it, and whether a file can be begun with it.
type Pasted struct {
	Lines    []string
	Complete bool
}

// askAboutPaste asks whether what was read of an e-mail is right.
func (c *Call) askAboutPaste() error {
	about := Pasted{Complete: len(lacking(c.facts())) == 0}
	for _, arg := range c.Command.Args {
		if c.In.Text(arg.Name) != "" && arg.Name != "market" {
			about.Lines = append(about.Lines, arg.Asks+": "+c.shownValue(arg))
		}
	}
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
