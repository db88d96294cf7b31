package main

import (
	"log/slog"
	"time"

	"github.com/spf13/cobra"

	"paidup/cmd/paidup/demo"
)

func demoCommand(io console) *cobra.Command {
	o := demo.Options{Now: time.Now, In: io.in, Out: io.out}
	c := &cobra.Command{Use: "demo", Short: "Try Paidup in this terminal: a made-up company, no Slack and no account", Args: exactly(0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			conf, err := configure()
			if err != nil {
				return err
			}
			o.DatabaseURL = conf.DatabaseURL
			o.Log = slog.New(slog.NewTextHandler(io.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
			return demo.Run(c.Context(), o)
		}}
	c.Flags().StringVar(&o.DataDir, "data", "", "folder that keeps the demo's database from one time to the next")
	c.Flags().Uint64Var(&o.Seed, "seed", 1, "another seed makes another company")
	return c
}
