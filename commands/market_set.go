package commands

import (
	"cmp"
	"context"
	"fmt"
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
			{Name: "to", Kind: KindChannel, Asks: "Channel", Form: true, Unsaid: true},
			{Name: "digest-at", Kind: KindNumber, Label: "digest-at", Asks: "Digest at", Hint: "08:00", Form: true},
			{Name: "books", Kind: KindDate, Label: "books from", Asks: "Books from", Form: true},
			{Name: "names", Kind: KindChoice, Label: "names", Asks: "Names in its channel", Choices: []string{"full", "short", "none"}, Form: true},
			{Name: "amounts", Kind: KindChoice, Label: "amounts", Asks: "Amounts in its channel", Choices: []string{"on", "off"}, Form: true},
			{Name: "backdate", Kind: KindNumber, Label: "backdate", Asks: "Facts dated back, days at most", Hint: "7", Form: true},
			{Name: "received-limit", Kind: KindNumber, Label: "received-limit", Asks: "Receipts dated back, business days at most", Hint: "2", Form: true},
			{Name: "small-balance", Kind: KindNumber, Label: "small-balance", Asks: "A balance up to this is paid in full", Hint: "5.00", Form: true},
			{Name: "write-off-limit", Kind: KindNumber, Label: "write-off-limit", Asks: "A director takes off up to", Hint: "500.00", Form: true},
		},
		Who: actMarket, OfMarket: true,
		Fill: (*Call).fillSettings,
		Do:   a.setMarket,
	}
}

// fillSettings is what the form of a market's settings begins with: what they are. Limits are shown to who may set them.
func (c *Call) fillSettings(_ *domain.File, in Values) {
	may, now := granted(actThresholds, c.Market, c.Person) == yes, settingsOf(c.Market)
	for _, l := range marketLimits {
		if c.Command.arg(l.name).Form = may; !may {
			delete(now, l.name)
		}
	}
	for name, value := range now {
		if in.Text(name) == "" {
			in.SetText(name, value)
		}
	}
}

// settingsOf are the market's settings by the names of the arguments that set them.
func settingsOf(m *domain.Market) Values {
	now := Values{"to": m.Channel, "digest-at": m.DigestAt, "names": m.Privacy.Names, "amounts": onOff(m.Privacy.Amounts)}
	now.SetDate("books", m.BooksFrom)
	for _, l := range marketLimits {
		now[l.name] = l.shown(&m.Settings)
	}
	return now
}

// keepNews leaves of a form what it changes.
func (c *Call) keepNews(m *domain.Market) {
	if c.Source != domain.FromForm {
		return
	}
	for name, value := range settingsOf(m) {
		if c.In.Text(name) == value {
			delete(c.In, name)
		}
	}
	c.trace.said(c)
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
		return a.form(ctx, c)
	}
	c.keepNews(m)
	if len(c.In) == 1 && c.Source == domain.FromForm {
		return a.shownMarket(ctx, c, m), nil
	}
	limits, err := c.limits(m)
	if err != nil {
		return nil, err
	}
	seen := *m
	var warnings []string
	moves := c.In.Flag("channel") || c.In.Text("to") != "" && c.In.Text("to") != m.Channel
	if moves {
		seen.Channel = cmp.Or(c.In.Text("to"), c.Channel)
		if _, warnings, err = a.settle(ctx, &seen); err != nil {
			return nil, err
		}
	}
	m, err = a.Markets.ChangeMarket(ctx, c.act(), m.ID, func(m *domain.Market) error {
		if moves {
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
