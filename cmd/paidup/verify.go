package main

import (
	"github.com/spf13/cobra"

	"paidup/domain/postgres"
)

func verifyCommand(io console) *cobra.Command {
	return &cobra.Command{Use: "verify", Short: "Refold every ledger and compare it with what is stored", Args: exactly(0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			return withStore(c.Context(), func(s *postgres.Store) error {
				files, faults, err := s.Verify(c.Context())
				if err != nil {
					return err
				}
				for _, f := range faults {
					io.say("%s: %s", f.File, f.Says)
				}
				io.say("%d faults in %d files.", len(faults), files)
				if len(faults) > 0 {
					return exit{1}
				}
				return nil
			})
		}}
}
