package commands

import (
	"context"
	"fmt"
	"strings"

	"paidup/domain"
)

func (a *App) marketSetCommand() *Command {
	return &Command{
		Name:     "market set",
		Says:     "change a market's channel, digest hour, books or what its channel shows",
		Usage:    "[CODE] [channel] [digest-at TIME] [books from DATE] [names full|short|none] [amounts on|off]",
		Examples: []string{"market set fm channel", "market set fm digest-at 07:30", "market set fm names short amounts on"},
		Args: []Arg{
			{Name: "market", Kind: KindChoice},
			{Name: "channel", Kind: KindFlag, Label: "channel"},
			{Name: "digest-at", Kind: KindNumber, Label: "digest-at"},
			{Name: "books", Kind: KindDate, Label: "books from"},
			{Name: "names", Kind: KindChoice, Label: "names", Choices: []string{"full", "short", "none"}},
			{Name: "amounts", Kind: KindChoice, Label: "amounts", Choices: []string{"on", "off"}},
		},
		Who: actMarket,
		Do:  a.setMarket,
	}
}

func (a *App) setMarket(ctx context.Context, c *Call) (Reply, error) {
	m, reply, err := a.marketMeant(c)
	if reply != nil || err != nil {
		return reply, err
	}
	if err := c.mayIn(actMarket, m); err != nil {
		return nil, err
	}
	if len(c.In) == 0 || len(c.In) == 1 && c.In.Text("market") != "" {
		return nil, domain.Invalid("market", "What is set? market set %s digest-at 07:30.", m.Code)
	}
	seen := *m
	var warnings []string
	if c.In.Flag("channel") {
		seen.Channel = c.Channel
		if warnings, err = a.settle(ctx, &seen); err != nil {
			return nil, err
		}
	}
	m, err = a.Markets.ChangeMarket(ctx, c.act(), m.ID, func(m *domain.Market) error {
		if c.In.Flag("channel") {
			m.Channel, m.Privacy, m.Paused = seen.Channel, seen.Privacy, ""
		}
		c.settings(m)
		return nil
	})
	if err != nil {
		return nil, err
	}
	c.trace.outcome = domain.TriedDone
	out := c.shownMarket(m)
	out.Title = fmt.Sprintf("Saved. %s", out.Title)
	if len(warnings) > 0 {
		out.Lines = append(out.Lines, strings.Join(warnings, " "))
	}
	return out, nil
}

// settings takes over what was said.
func (c *Call) settings(m *domain.Market) {
	if at := c.In.Text("digest-at"); at != "" {
		m.DigestAt = at
	}
	if from := c.In.Date("books"); from != 0 {
		m.BooksFrom = from
	}
	if names := c.In.Text("names"); names != "" {
		m.Privacy.Names = names
	}
	if amounts := c.In.Text("amounts"); amounts != "" {
		m.Privacy.Amounts = amounts == "on"
	}
}
