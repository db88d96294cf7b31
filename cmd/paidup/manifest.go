package main

import (
	"github.com/spf13/cobra"

	"paidup/bot"
	"paidup/commands"
)

func manifestCommand(io console) *cobra.Command {
	var prefix string
	var onlyRoot bool
	c := &cobra.Command{Use: "manifest", Short: "Print the Slack app's manifest", Args: exactly(0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			m, err := bot.Manifest(commands.NewApp(commands.Deps{}).Commands(), prefix, onlyRoot)
			if err != nil {
				return err
			}
			io.say("%s", m)
			return nil
		}}
	c.Flags().StringVar(&prefix, "prefix", "", "before the names of slash commands, where another app has taken them: pu-")
	c.Flags().BoolVar(&onlyRoot, "only-root", false, "only /paidup; every verb is reached through it")
	return c
}
