package commands

import (
	"context"
	"regexp"
	"slices"

	"paidup/domain"
)

// fileNamed is a file's number as it stands among other words.
var fileNamed = regexp.MustCompile(`(?i)\b[a-z][a-z0-9]{0,7}-[0-9]{1,8}\b`)

// quote begins a form with the words of a message: they stand in its free text, and where they name one file and the door
// names none, the form is for that file.
func (a *App) quote(ctx context.Context, c *Call) error {
	i := slices.IndexFunc(c.Command.Args, func(arg Arg) bool { return arg.Kind == KindText && arg.Form })
	if c.Quote == "" || i < 0 {
		return nil
	}
	var members []domain.Member
	for _, m := range c.scope.mine {
		members = append(members, m.Members...)
	}
	words, _ := unwrap(clean(c.Quote), members)
	c.In.SetText(c.Command.Args[i].Name, words)
	if len(c.Files) > 0 {
		return nil
	}
	return a.quoted(ctx, c, words)
}

// quoted takes the one file that the words name by its number, as far as it is for this person.
func (a *App) quoted(ctx context.Context, c *Call, words string) error {
	named := map[domain.FileID]domain.FileLine{}
	for _, number := range fileNamed.FindAllString(words, maxFiles) {
		found, err := a.Find.Find(ctx, domain.FindQuery{Markets: c.scope.ids(), Text: number, Limit: maxButtons})
		if err != nil {
			return err
		}
		for _, l := range found {
			if domain.NormalNumber(l.Number) == domain.NormalNumber(number) && c.scope.sees(l) && c.may(c.Command.Who, l) == nil {
				named[l.ID] = l
			}
		}
	}
	if len(named) != 1 {
		return nil
	}
	for _, l := range named {
		c.Files, c.Market = []domain.FileLine{l}, c.scope.market(l.Market)
	}
	return nil
}
