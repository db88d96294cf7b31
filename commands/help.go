package commands

import (
	"context"
	"strings"

	"paidup/domain"
)

func (a *App) helpCommand() *Command {
	return &Command{
		Name:     "help",
		Says:     "what you may do",
		Usage:    "[VERB]",
		Examples: []string{"help pay"},
		Args:     []Arg{{Name: "verb", Kind: KindText}},
		Who:      actHelp,
		Reads:    true,
		Do:       a.help,
	}
}

func (a *App) help(_ context.Context, c *Call) (Reply, error) {
	verb := strings.ToLower(strings.Trim(c.In.Text("verb"), "/ "))
	if verb == "" {
		return Helped{Commands: keep(a.table, c.mayHere)}, nil
	}
	one := keep(a.table, func(cmd *Command) bool {
		return c.mayHere(cmd) && (cmd.Name == verb || strings.HasPrefix(cmd.Name, verb+" "))
	})
	if len(one) == 0 {
		if _, _, err := a.verb(verb); err != nil {
			return nil, err
		}
		return nil, domain.NotFound("There is no %q among the commands you may use.", verb)
	}
	return Helped{Commands: one, One: true}, nil
}

// mayHere says that some role of the person allows the command where it was said: in the channel's market, elsewhere in any.
// What nobody types is not said anywhere.
func (c *Call) mayHere(cmd *Command) bool {
	switch {
	case !cmd.typed():
		return false
	case c.scope.here == nil:
		return c.mayEver(cmd)
	}
	return c.mayInSome(cmd, c.scope.here)
}

// mayEver says that some role of the person allows the command in some market.
func (c *Call) mayEver(cmd *Command) bool {
	return c.mayInSome(cmd, c.scope.mine...)
}

// mayInSome says that some role of the person allows the command in one of the markets.
func (c *Call) mayInSome(cmd *Command, markets ...*domain.Market) bool {
	if granted(cmd.Who, nil, c.Person) != no {
		return true
	}
	for _, m := range markets {
		if granted(cmd.Who, m, c.Person) != no {
			return true
		}
	}
	return false
}
