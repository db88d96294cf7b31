package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"paidup/domain"
	"paidup/domain/postgres"
)

func marketCommand(io console) *cobra.Command {
	return group("market", "Add and list markets", marketAddCommand(io), marketListCommand(io))
}

// consoleAct is an act of whoever sits at the console.
func consoleAct(verb string) domain.Act {
	now := time.Now()
	return domain.Act{Key: fmt.Sprintf("console/%s/%d", verb, now.UnixNano()), Actor: domain.Console, Source: domain.FromCommand, At: now}
}

// tells has the audit know which subcommand the act was, in the market or in none.
func tells(ctx context.Context, s *postgres.Store, act domain.Act, done domain.Attempt) error {
	done.Key, done.At, done.Actor, done.Source, done.Outcome = act.Key, act.At, act.Actor, act.Source, domain.TriedDone
	return s.KeepAttempts(ctx, []domain.Attempt{done})
}

func marketAddCommand(io console) *cobra.Command {
	var name, zone, channel, digestAt, booksFrom string
	c := &cobra.Command{Use: "add CODE --name NAME --tz ZONE [--channel ID]", Short: "Add a market", Args: exactly(1, "one market code, like FM"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := needsFlags(c, "name", "tz"); err != nil {
				return err
			}
			m, err := domain.NewMarket(args[0], name, zone)
			if err != nil {
				return err
			}
			m.Channel, m.DigestAt = channel, digestAt
			if channel != "" {
				if err := checkChannel(channel); err != nil {
					return err
				}
			}
			if booksFrom != "" {
				if m.BooksFrom, err = domain.ParseDate(booksFrom); err != nil {
					return fmt.Errorf("--books-from: %w", err)
				}
			}
			return withStore(c.Context(), func(s *postgres.Store) error {
				act := consoleAct("market add")
				got, err := s.AddMarket(c.Context(), act, m)
				if err != nil {
					return err
				}
				io.say("Market %s, %s, %s. Digest at %s.", got.Code, got.Name, got.Zone, got.DigestAt)
				if got.Channel == "" {
					io.say("It has no channel, so nothing is posted: /paidup market set %s channel, said in its channel, sets it.", strings.ToLower(got.Code))
				}
				return tells(c.Context(), s, act, domain.Attempt{Verb: "market add", Market: got.ID, About: got.Code + " " + got.Name})
			})
		}}
	c.Flags().StringVar(&name, "name", "", "name, like \"Fort Myers\"")
	c.Flags().StringVar(&zone, "tz", "", "time zone, like America/New_York")
	c.Flags().StringVar(&channel, "channel", "", "Slack channel id, like C0123456789")
	c.Flags().StringVar(&digestAt, "digest-at", "08:00", "local time of the morning digest")
	c.Flags().StringVar(&booksFrom, "books-from", "", "first day from which the ledger is complete, like 2026-10-01")
	return c
}

// needsFlags refuses a market that lacks one of the flags, and shows one that lacks none.
func needsFlags(c *cobra.Command, names ...string) error {
	var missing []string
	for _, name := range names {
		if c.Flag(name).Value.String() == "" {
			missing = append(missing, "--"+name)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return usage{fmt.Errorf("missing: %s. For example: paidup market add FM --name \"Fort Myers\" --tz America/New_York --channel C0123456789",
		strings.Join(missing, " and ")), c}
}

// noMarket is said where figures or markets are asked for and there are none.
const noMarket = "There is no market yet; paidup market add begins one."

func marketListCommand(io console) *cobra.Command {
	return &cobra.Command{Use: "list", Short: "List markets", Args: exactly(0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			return withStore(c.Context(), func(s *postgres.Store) error {
				all, err := s.Markets(c.Context())
				if err != nil {
					return err
				}
				if len(all) == 0 {
					io.say("%s", noMarket)
				}
				for _, m := range all {
					io.say("%-8s %-24s %-20s %-12s digest %s, %d members", m.Code, m.Name, m.Zone, m.Channel, m.DigestAt, len(m.Members))
				}
				return nil
			})
		}}
}
