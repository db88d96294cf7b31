package commands

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"paidup/domain"
)

func (a *App) marketSetCommand() *Command {
	return &Command{
		Name: "market set",
		Says: "change a market's channel, digest hour, books, limits or what its channel shows",
		Usage: "[CODE] [channel] [digest-at TIME] [books from DATE] [names full|short|none] [amounts on|off] " +
			"[backdate DAYS] [received-limit DAYS] [small-balance AMOUNT] [write-off-limit AMOUNT]",
		Examples: []string{"market set fm channel", "market set fm digest-at 07:30", "market set fm names short amounts on",
			"market set fm backdate 7 received-limit 2", "market set fm small-balance 5 write-off-limit 500"},
		Args: []Arg{
			{Name: "market", Kind: KindChoice},
			{Name: "channel", Kind: KindFlag, Label: "channel"},
			{Name: "digest-at", Kind: KindNumber, Label: "digest-at"},
			{Name: "books", Kind: KindDate, Label: "books from"},
			{Name: "names", Kind: KindChoice, Label: "names", Choices: []string{"full", "short", "none"}},
			{Name: "amounts", Kind: KindChoice, Label: "amounts", Choices: []string{"on", "off"}},
			{Name: "backdate", Kind: KindNumber, Label: "backdate"},
			{Name: "received-limit", Kind: KindNumber, Label: "received-limit"},
			{Name: "small-balance", Kind: KindNumber, Label: "small-balance"},
			{Name: "write-off-limit", Kind: KindNumber, Label: "write-off-limit"},
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
	limits, err := c.limits(m)
	if err != nil {
		return nil, err
	}
	seen := *m
	var warnings []string
	if c.In.Flag("channel") {
		seen.Channel = c.Channel
		if _, warnings, err = a.settle(ctx, &seen); err != nil {
			return nil, err
		}
	}
	m, err = a.Markets.ChangeMarket(ctx, c.act(), m.ID, func(m *domain.Market) error {
		if c.In.Flag("channel") {
			m.Channel, m.Privacy, m.Paused = seen.Channel, seen.Privacy, ""
		}
		c.settings(m)
		limits(&m.Settings)
		return nil
	})
	if err != nil {
		return nil, err
	}
	c.trace.outcome = domain.TriedDone
	out := a.shownMarket(ctx, c, m)
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

// The limits that a market sets itself: days are within a year, amounts small enough to be no slip.
const (
	maxLimitDays   = 365
	maxLimitAmount = domain.Money(100_000_00)
)

// limits reads the thresholds that were said and gives what sets them. They are a director's to set.
func (c *Call) limits(m *domain.Market) (func(*domain.Settings), error) {
	var set []func(*domain.Settings)
	for _, v := range []struct {
		name   string
		days   func(*domain.Settings) *int
		amount func(*domain.Settings) *domain.Money
	}{
		{"backdate", func(s *domain.Settings) *int { return &s.BackDateDays }, nil},
		{"received-limit", func(s *domain.Settings) *int { return &s.ReceivedLimit }, nil},
		{"small-balance", nil, func(s *domain.Settings) *domain.Money { return &s.SmallBalance }},
		{"write-off-limit", nil, func(s *domain.Settings) *domain.Money { return &s.WriteOffLimit }},
	} {
		word := c.In.Text(v.name)
		if word == "" {
			continue
		}
		if v.days != nil {
			days, err := limitDays(v.name, word)
			if err != nil {
				return nil, err
			}
			set = append(set, func(s *domain.Settings) { *v.days(s) = days })
			continue
		}
		amount, err := limitAmount(v.name, word)
		if err != nil {
			return nil, err
		}
		set = append(set, func(s *domain.Settings) { *v.amount(s) = amount })
	}
	if len(set) > 0 {
		if err := c.mayIn(actThresholds, m); err != nil {
			return nil, err
		}
	}
	return func(s *domain.Settings) {
		for _, one := range set {
			one(s)
		}
	}, nil
}

func limitDays(name, word string) (int, error) {
	days, err := strconv.Atoi(word)
	if err != nil || days < 0 || days > maxLimitDays {
		return 0, domain.Invalid(name, "%q is not a number of days; write %s 7.", word, name)
	}
	return days, nil
}

// limitAmount reads the amount of a limit, which may be nothing.
func limitAmount(name, word string) (domain.Money, error) {
	if strings.Trim(word, "$0.") == "" && word != "" {
		return 0, nil
	}
	m, err := ReadAmount(word)
	if err == nil && m > maxLimitAmount {
		return 0, domain.Invalid(name, "%s is more than a limit can be; %s is the most.", m, maxLimitAmount)
	}
	return m, aboutArg(err, name)
}
