package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"paidup/commands"
	"paidup/domain"
	"paidup/domain/kpi"
	"paidup/domain/postgres"
)

// reportFlags say of which market and as of which date a report is.
type reportFlags struct {
	market, asOf string
	asJSON       bool
	said         domain.Date // what asOf says
}

func (f *reportFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.market, "market", "all", "market code, or all")
	c.Flags().StringVar(&f.asOf, "as-of", "", "date, like 2026-10-31; left out, yesterday in the market")
	c.Flags().BoolVar(&f.asJSON, "json", false, "print JSON and nothing else")
}

// read reads the date that was said.
func (f *reportFlags) read() (err error) {
	f.said, err = dateFlag("as-of", f.asOf)
	return err
}

// dateFlag is the date that the flag says; zero where it says none.
func dateFlag(name, value string) (domain.Date, error) {
	if value == "" {
		return 0, nil
	}
	d, err := domain.ParseDate(value)
	if err != nil {
		return 0, fmt.Errorf("--%s: %w", name, err)
	}
	return d, nil
}

// each runs f for every market meant, with its date.
func (f *reportFlags) each(ctx context.Context, s *postgres.Store, do func(*domain.Market, domain.Date) error) error {
	markets, err := f.markets(ctx, s)
	if err != nil {
		return err
	}
	now := time.Now()
	for _, m := range markets {
		asOf, err := commands.FiguresAsOf(m, f.said, now)
		if err != nil {
			return err
		}
		if err := do(m, asOf); err != nil {
			return err
		}
	}
	return nil
}

func (f *reportFlags) markets(ctx context.Context, s *postgres.Store) ([]*domain.Market, error) {
	if f.market == "all" {
		return s.Markets(ctx)
	}
	m, err := s.Market(ctx, f.market)
	if err != nil {
		return nil, err
	}
	return []*domain.Market{m}, nil
}

func kpiCommand(io console) *cobra.Command {
	var f reportFlags
	c := &cobra.Command{Use: "kpi [--market CODE|all] [--as-of DATE]", Short: "Print DSO, aging, collections and days to paid", Args: exactly(0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := f.read(); err != nil {
				return err
			}
			return withStore(c.Context(), func(s *postgres.Store) error {
				all := []kpi.Figures{}
				err := f.each(c.Context(), s, func(m *domain.Market, asOf domain.Date) error {
					in, err := s.Figures(c.Context(), m, asOf)
					all = append(all, kpi.Compute(in))
					return err
				})
				if err != nil {
					return err
				}
				if f.asJSON {
					return io.json(all)
				}
				for _, v := range all {
					showFigures(io, v)
				}
				return nil
			})
		}}
	f.add(c)
	return c
}

func showFigures(io console, v kpi.Figures) {
	io.say("%s as of %s", v.Market, v.AsOf)
	invoices := "invoices"
	if v.OpenInvoices == 1 {
		invoices = "invoice"
	}
	io.say("  Open AR        %s in %d %s, %s disputed, %s unapplied", v.OpenAR, v.OpenInvoices, invoices, v.DisputedOpen, v.Unapplied)
	io.say("  DSO            %s, %s, target under %d", number(v.DSO.Days, v.DSO.NAUntil), v.DSO.Method, v.DSO.Target)
	io.say("  Collections    %s of the prior two months in %s, goal 50%%", percent(v.Collections.Ratio, v.Collections.NAUntil), v.Collections.Month)
	for _, r := range v.AgingInvoiceDate.Rows() {
		io.say("  %-6s days    %s (%d)", r.Label, r.Cents, r.Count)
	}
	io.say("  Invoice to paid  %s days, median of %d", number(v.InvoiceToPaid.Median, 0), v.InvoiceToPaid.N)
	io.say("  Received to paid %s days, median of %d", number(v.ReceivedToPaid.Median, 0), v.ReceivedToPaid.N)
	if l := v.LeftOut; l.Assumed+l.Cancelled+l.WrittenOff > 0 {
		io.say("  Left out of received to paid: %d with an assumed receipt, %d cancelled, %d closed by write-off (%s)",
			l.Assumed, l.Cancelled, l.WrittenOff, l.WrittenOffCents)
	}
}

func number(v *float64, until domain.Date) string {
	if v == nil {
		return undefined(until)
	}
	return fmt.Sprintf("%.1f", *v)
}

func percent(v *float64, until domain.Date) string {
	if v == nil {
		return undefined(until)
	}
	return fmt.Sprintf("%.1f%%", *v*100)
}

func undefined(until domain.Date) string {
	return strings.TrimSpace("n/a " + map[bool]string{true: "until " + until.String()}[until != 0])
}
