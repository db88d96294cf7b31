package commands

import (
	"context"
	"slices"
	"strings"

	"paidup/domain"
)

func (a *App) waitingCommand() *Command {
	because := becauseArg("Why")
	because.Hint = "photos"
	return &Command{
		Name:     "waiting",
		Says:     "say whose move it is",
		Usage:    "REF HOLDER [because WORDS]",
		Examples: []string{"waiting FM-1080 field because photos"},
		Args: []Arg{
			fileArg(),
			{Name: "holder", Kind: KindName, Asks: "Waiting on", Choices: holders(), Required: true, Form: true},
			because,
		},
		Who:  actWaiting,
		Each: true,
		Do:   a.waiting,
	}
}

func (a *App) waiting(ctx context.Context, c *Call) (Reply, error) {
	word := c.In.Text("holder")
	if word == "" {
		return nil, domain.Invalid("holder", "On whom? waiting %s field because photos.", c.Files[0].Number)
	}
	return a.each(ctx, c, func(f *domain.File) error {
		h, ok := holderCalled(f, word)
		if !ok {
			return domain.Invalid("holder", "%s is neither a company on %s nor one of %s.", quoted(word), f.Number, strings.Join(partyWords(), ", "))
		}
		return f.Wait(h, c.In.Text("because"))
	})
}

// holderCalled is the holder that a word names on the file: the holder's own, or the name of a company or a person the
// file knows.
func holderCalled(f *domain.File, word string) (domain.Holder, bool) {
	facts, name := &f.State.Facts, knownAs(f, word)
	if same(name, facts.Adjuster) {
		return domain.Adjuster, true
	}
	known := append(holders(), facts.Program, facts.Carrier, facts.Payer, facts.Lender(), facts.Customer)
	return facts.Holder(name), slices.Contains(known, name)
}
