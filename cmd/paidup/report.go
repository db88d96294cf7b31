package main

import (
	"github.com/spf13/cobra"

	"paidup/domain"
	"paidup/domain/postgres"
)

func reportCommand(io console) *cobra.Command {
	return group("report", "Print reports", reportStagesCommand(io))
}

// stageReport is a market's files by stage, in the shape of the report's JSON.
type stageReport struct {
	Market string                `json:"market"`
	AsOf   domain.Date           `json:"as_of"`
	Count  byStage[int64]        `json:"stage_count"`
	Cents  byStage[domain.Money] `json:"stage_cents"`
}

// byStage is a figure for each of the stages; rejected files are not among the submitted ones.
type byStage[T any] struct {
	Received  T `json:"received"`
	Submitted T `json:"submitted"`
	Rejected  T `json:"rejected"`
	Approved  T `json:"approved"`
	Invoiced  T `json:"invoiced"`
	Paid      T `json:"paid"`
}

func (b *byStage[T]) set(stage string, v T) {
	for name, at := range map[string]*T{"received": &b.Received, "submitted": &b.Submitted, "rejected": &b.Rejected,
		"approved": &b.Approved, "invoiced": &b.Invoiced, "paid": &b.Paid} {
		if name == stage {
			*at = v
		}
	}
}

func reportStagesCommand(io console) *cobra.Command {
	var f reportFlags
	c := &cobra.Command{Use: "stages [--market CODE|all] [--as-of DATE]", Short: "Count files and amounts by stage", Args: exactly(0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := f.read(); err != nil {
				return err
			}
			return withStore(c.Context(), func(s *postgres.Store) error {
				all := []stageReport{}
				err := f.each(c.Context(), s, func(m *domain.Market, asOf domain.Date) error {
					sums, err := s.Stages(c.Context(), m, asOf)
					r := stageReport{Market: m.Code, AsOf: asOf}
					for _, v := range sums {
						r.Count.set(v.Stage, v.Count)
						r.Cents.set(v.Stage, v.Cents)
					}
					all = append(all, r)
					return err
				})
				if err != nil {
					return err
				}
				if f.asJSON {
					return io.json(all)
				}
				for _, r := range all {
					showStages(io, r)
				}
				return nil
			})
		}}
	f.add(c)
	return c
}

func showStages(io console, r stageReport) {
	io.say("%s as of %s", r.Market, r.AsOf)
	for _, row := range []struct {
		name  string
		count int64
		cents domain.Money
	}{{"RECEIVED", r.Count.Received, r.Cents.Received}, {"SUBMITTED", r.Count.Submitted, r.Cents.Submitted},
		{"rejected", r.Count.Rejected, r.Cents.Rejected}, {"APPROVED", r.Count.Approved, r.Cents.Approved},
		{"INVOICED", r.Count.Invoiced, r.Cents.Invoiced}, {"PAID IN FULL", r.Count.Paid, r.Cents.Paid}} {
		io.say("  %-13s %6d  %16s", row.name, row.count, row.cents)
	}
}
