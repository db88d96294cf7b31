package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"paidup/commands"
	"paidup/domain"
	"paidup/domain/postgres"
)

// auditRow is a line of the audit in the shape of its JSON.
type auditRow struct {
	At      time.Time       `json:"at"`
	Market  string          `json:"market"`
	Actor   domain.PersonID `json:"actor"`
	Name    string          `json:"name"`
	For     domain.PersonID `json:"for,omitempty"`
	Source  domain.Source   `json:"source"`
	Channel string          `json:"channel,omitempty"`
	Verb    string          `json:"verb"`
	File    string          `json:"file,omitempty"`
	About   string          `json:"about,omitempty"`
	Entry   int             `json:"entry,omitempty"`
	Outcome domain.Tried    `json:"outcome"`
	Why     domain.Kind     `json:"why,omitempty"`
}

func auditCommand(io console) *cobra.Command {
	var market, file, since string
	var asJSON bool
	c := &cobra.Command{Use: "audit --market CODE|all [--file REF] [--since DATE]", Short: "Print who did or tried what, from where, and what became of it",
		Args: exactly(0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			if market == "" {
				return usage{errors.New("--market is missing; give a code like FM, or all"), c}
			}
			from, err := dateFlag("since", since)
			if err != nil {
				return err
			}
			if file != "" && market == "all" {
				return usage{errors.New("--file needs the --market it is in"), c}
			}
			return withStore(c.Context(), func(s *postgres.Store) error {
				rows, zone, err := auditRows(c.Context(), s, auditMeant{market, file, from})
				if err != nil {
					return err
				}
				if asJSON {
					return io.json(rows)
				}
				for _, r := range rows {
					io.showAttempt(r, zone)
				}
				return nil
			})
		}}
	c.Flags().StringVar(&market, "market", "", "market code, or all")
	c.Flags().StringVar(&file, "file", "", "file number, like FM-1042")
	c.Flags().StringVar(&since, "since", "", "first local date, like 2026-11-20")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON and nothing else")
	return c
}

// auditMeant is what the flags say.
type auditMeant struct {
	market, file string
	since        domain.Date
}

// auditRows are the lines that are meant, the newest first, and the zone that their dates are of.
func auditRows(ctx context.Context, s *postgres.Store, meant auditMeant) ([]auditRow, *time.Location, error) {
	markets, err := s.Markets(ctx)
	if err != nil {
		return nil, nil, err
	}
	codes, zone, q := map[domain.MarketID]string{}, time.UTC, domain.AuditQuery{}
	for _, m := range markets {
		codes[m.ID] = m.Code
	}
	if meant.market != "all" {
		m, err := s.Market(ctx, meant.market)
		if err != nil {
			return nil, nil, err
		}
		q.Market, zone = m.ID, m.Location()
	}
	if meant.since != 0 {
		q.Since = meant.since.Start(zone)
	}
	if meant.file != "" {
		if q.File, err = fileNumbered(ctx, s, q.Market, meant.file); err != nil {
			return nil, nil, err
		}
	}
	all, err := s.Audit(ctx, q)
	if err != nil {
		return nil, nil, err
	}
	names, err := s.People(ctx)
	people := commands.People{}
	for _, p := range names {
		people[p.ID] = p
	}
	rows := make([]auditRow, 0, len(all))
	for _, v := range all {
		rows = append(rows, auditRow{At: v.At, Market: codes[v.Market], Actor: v.Actor, Name: people.Name(v.Actor), For: v.For, Source: v.Source,
			Channel: v.Channel, Verb: v.Verb, File: v.Number, About: v.About, Entry: v.Entry, Outcome: v.Outcome, Why: v.Why})
	}
	return rows, zone, err
}

// fileNumbered is the file of the market with the number.
func fileNumbered(ctx context.Context, s *postgres.Store, m domain.MarketID, number string) (domain.FileID, error) {
	found, err := s.Find(ctx, domain.FindQuery{Markets: []domain.MarketID{m}, Text: number, Limit: 1})
	if err != nil {
		return 0, err
	}
	if len(found) == 0 || domain.NormalNumber(found[0].Number) != domain.NormalNumber(number) {
		return 0, domain.NotFound("There is no file %q.", number)
	}
	return found[0].ID, nil
}

// showAttempt prints a line.
func (c console) showAttempt(r auditRow, zone *time.Location) {
	where := ""
	if r.Channel != "" {
		where = ", in " + r.Channel
	}
	c.say("%s  %-4s %-9s %s: %s%s", r.At.In(zone).Format("2006-01-02 15:04:05"), r.Market, r.File, r.Name,
		commands.AttemptWords(domain.Attempt{Verb: r.Verb, Source: r.Source, About: r.About, Entry: r.Entry, Outcome: r.Outcome, Why: r.Why}), where)
}
