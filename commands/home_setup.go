package commands

import (
	"context"
	"fmt"
	"slices"

	"paidup/domain"
)

// setupShort is how many markets the settings show; the list of all is a press away.
const setupShort = 20

// Setup is the admin's part of the Home tab: no file, no customer, no amount.
type Setup struct {
	Steps   []Step // of the first day, while one of them is to be done
	Markets []*domain.Market
	More    int
}

// Step is one thing of the first day.
type Step struct {
	Done bool
	Says string
	How  string // what to say or run
}

// setup is the settings of all markets, and what of the first day is left.
func (a *App) setup(ctx context.Context, c *Call) (*Setup, error) {
	all := c.scope.all
	files, err := a.Find.AnyFile(ctx)
	if err != nil {
		return nil, err
	}
	out := &Setup{Markets: all[:min(setupShort, len(all))]}
	out.More = len(all) - len(out.Markets)
	peopled := slices.ContainsFunc(all, func(m *domain.Market) bool { return len(m.Members) > 0 })
	if len(all) == 0 || !peopled || !files {
		out.Steps = []Step{{Done: len(all) > 0, Says: "Add a market", How: `in its channel: /paidup market add FM "Fort Myers" America/New_York books from oct 1`},
			{Done: peopled, Says: "Add people by name", How: "in a market's channel: /paidup member add @dana coordinator"},
			{Done: files, Says: "Import your files and invoices", How: importHow(all)}}
	}
	return out, nil
}

// importHow says what is run to take in the sheets of a market.
func importHow(all []*domain.Market) string {
	code := "FM"
	if len(all) > 0 {
		code = all[0].Code
	}
	return fmt.Sprintf("where Paidup runs: paidup import files files.csv --market %s", code)
}
