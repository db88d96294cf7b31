package main

import (
	"github.com/spf13/cobra"

	"paidup/domain/postgres"
	"paidup/migrations"
)

func migrateCommand(io console) *cobra.Command {
	return &cobra.Command{Use: "migrate", Short: "Bring the database to the newest version", Args: exactly(0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			return withStore(c.Context(), func(s *postgres.Store) error {
				n, err := migrations.Apply(c.Context(), s.DB())
				if err != nil {
					return err
				}
				io.say("%d migrations applied.", n)
				return nil
			})
		}}
}
