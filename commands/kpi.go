package commands

import (
	"context"
	"time"

	"paidup/domain"
	"paidup/domain/kpi"
)

func (a *App) kpiCommand() *Command {
	return &Command{
		Name:     "kpi",
		Says:     "a market's figures, as of yesterday unless a date is said",
		Usage:    "[MARKET|all] [dso|paid|collections|aging] [as of DATE]",
		Examples: []string{"kpi", "kpi fm dso as of oct 31"},
		Slash:    true,
		Args: []Arg{
			{Name: "market", Kind: KindChoice, Choices: []string{allMarkets}},
			{Name: "figure", Kind: KindChoice, Choices: []string{"dso", "paid", "collections", "aging"}},
			{Name: "asof", Kind: KindDate, Label: "as of"},
		},
		Who:   actFigures,
		Reads: true,
		Do:    a.kpi,
	}
}

// allMarkets is the market word that means every market of the person.
const allMarkets = "all"

func (a *App) kpi(ctx context.Context, c *Call) (Reply, error) {
	out := Board{Only: c.In.Text("figure"), Markets: c.scope.mine, Today: c.Today}
	if c.In.Text("market") != allMarkets {
		m, reply, err := a.marketMeant(c)
		if reply != nil || err != nil {
			return reply, err
		}
		out.Markets = []*domain.Market{m}
	}
	out.Markets, out.More, out.Next = page(c, out.Markets, boardPage)
	for _, m := range out.Markets {
		if err := c.mayIn(actFigures, m); err != nil {
			return nil, err
		}
		asOf, err := FiguresAsOf(m, c.In.Date("asof"), c.At)
		if err != nil {
			return nil, err
		}
		out.AsOf = asOf
		in, err := a.Books.Figures(ctx, m, asOf)
		if err != nil {
			return nil, err
		}
		out.Figures = append(out.Figures, kpi.Compute(in))
	}
	return out, nil
}

// FiguresAsOf is the date of the market's figures: the one that was said, else yesterday. It is never ahead.
func FiguresAsOf(m *domain.Market, said domain.Date, at time.Time) (domain.Date, error) {
	today := m.Today(at)
	switch {
	case said == 0:
		return today - 1, nil
	case said > today:
		return 0, domain.Invalid("asof", "Figures are as of today or earlier; %s is ahead.", said.Words(today))
	}
	return said, nil
}
