package main

import (
	"fmt"
	"regexp"

	"github.com/spf13/cobra"

	"paidup/bot"
	"paidup/commands"
)

func manifestCommand(io console) *cobra.Command {
	var prefix string
	var onlyRoot bool
	c := &cobra.Command{Use: "manifest", Short: "Print the Slack app's manifest", Args: exactly(0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := checkPrefix(c, prefix); err != nil {
				return err
			}
			m, err := bot.Manifest(commands.NewApp(commands.Deps{}).Commands(), prefix, onlyRoot)
			if err != nil {
				return err
			}
			io.say("%s", m)
			return nil
		}}
	c.Flags().StringVar(&prefix, "prefix", "", "before the names of the slash commands but /paidup, where another app has taken them: pu-")
	c.Flags().BoolVar(&onlyRoot, "only-root", false, "only /paidup; every verb is reached through it, and a prefix has nothing to stand before")
	return c
}

var commandPrefix = regexp.MustCompile(`^[a-z0-9_-]{0,20}$`)

// checkPrefix refuses a prefix that Slack takes in no command's name.
func checkPrefix(c *cobra.Command, prefix string) error {
	if commandPrefix.MatchString(prefix) {
		return nil
	}
	return usage{fmt.Errorf("--prefix is %q; a command's name in Slack has lower case letters, digits, - and _, like pu-, and a prefix 20 of them at most", prefix), c}
}
