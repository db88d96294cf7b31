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
		Do:       a.help,
	}
}

func (a *App) help(_ context.Context, c *Call) (Reply, error) {
	verb := strings.ToLower(strings.Trim(c.In.Text("verb"), "/ "))
	if verb == "" {
		return Helped{Commands: keep(a.table, c.mayEver)}, nil
	}
	one := keep(a.table, func(cmd *Command) bool {
		return c.mayEver(cmd) && (cmd.Name == verb || strings.HasPrefix(cmd.Name, verb+" "))
	})
	if len(one) == 0 {
		if _, _, err := a.verb(verb); err != nil {
			return nil, err
		}
		return nil, domain.NotFound("There is no %q among the commands you may use.", verb)
	}
	return Helped{Commands: one, One: true}, nil
}

// mayEver says that some role of the person allows the command in some market.
func (c *Call) mayEver(cmd *Command) bool {
	if granted(cmd.Who, nil, c.Person) != no {
		return true
	}
	for _, m := range c.scope.mine {
		if granted(cmd.Who, m, c.Person) != no {
			return true
		}
	}
	return false
}
