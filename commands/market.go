package commands

import (
	"context"
	"fmt"

	"paidup/domain"
)

func (a *App) marketCommand() *Command {
	return &Command{
		Name:     "market",
		Says:     "show a market's settings, or list the markets",
		Usage:    "[CODE] · add CODE NAME ZONE [books from DATE] · set [CODE] …",
		Examples: []string{"market", "market fm", `market add TP "Tampa Bay" America/New_York books from oct 1`},
		Args:     []Arg{{Name: "market", Kind: KindChoice}, {Name: "list", Kind: KindFlag, Label: "list"}, {Name: "show", Kind: KindFlag, Label: "show"}},
		Who:      actSeeMarkets,
		Reads:    true,
		Do:       a.market,
	}
}

func (a *App) market(ctx context.Context, c *Call) (Reply, error) {
	m := c.scope.coded(c.In.Text("market"))
	if m == nil {
		m = c.scope.implied()
	}
	if c.In.Flag("list") || m == nil && !c.In.Flag("show") {
		return c.markets()
	}
	if m == nil {
		_, reply, err := a.marketMeant(c)
		return reply, err
	}
	out := a.shownMarket(ctx, c, m)
	if granted(actMarket, m, c.Person) == yes {
		out.Buttons = []Button{{Label: "Change…", Press: Press{Verb: "market set", Args: Values{"market": m.Code}, Form: true}}}
	}
	return out, nil
}

func (c *Call) markets() (Reply, error) {
	out := Listing{Title: "Markets"}
	for _, m := range c.scope.visible() {
		out.Lines = append(out.Lines, fmt.Sprintf("%s %s, %s, %s", m.Code, m.Name, m.Zone, counted(len(m.Members), "member")))
	}
	if len(out.Lines) == 0 {
		return nil, domain.NotFound(`There is no market yet. market add FM "Fort Myers" America/New_York begins one.`)
	}
	return out, nil
}

// shownMarket is a market's settings in lines.
func (a *App) shownMarket(ctx context.Context, c *Call, m *domain.Market) Listing {
	s := m.Settings
	out := Listing{Title: fmt.Sprintf("%s %s", m.Code, m.Name)}
	say := func(format string, v ...any) { out.Lines = append(out.Lines, fmt.Sprintf(format, v...)) }
	say("Zone %s, now %s", m.Zone, c.At.In(m.Location()).Format("3:04 pm"))
	say("Channel: %s. It shows names %s, amounts %s", a.channelWords(ctx, c, m), m.Privacy.Names, onOff(m.Privacy.Amounts))
	if m.Paused != "" {
		say("Paused: %s", m.Paused)
	}
	say("Digest at %s on business days", m.DigestAt)
	if m.BooksFrom != 0 {
		say("Books from %s", m.BooksFrom)
	}
	say("Dated back: facts up to %d days, receipts %d business days", s.BackDateDays, s.ReceivedLimit)
	say("A balance up to %s is paid in full; a director takes off up to %s", s.SmallBalance, s.WriteOffLimit)
	say("Late: received %d, submitted %d, approved %d, rejected %d business days", s.ReceivedDays, s.SubmittedDays, s.ApprovedDays, s.RejectedDays)
	say("Late: invoices after %d days, %s or more after %d", s.InvoiceDays, s.LargeCents, s.LargeDays)
	return out
}

// channelWords is how the market's channel is called where the person asks.
func (a *App) channelWords(ctx context.Context, c *Call, m *domain.Market) string {
	switch m.Channel {
	case "":
		return "none, so nothing is posted"
	case c.Channel:
		return "this one"
	}
	info, err := a.Channels.Channel(ctx, m.Channel)
	if err != nil || info.Name == "" {
		return "another one"
	}
	return "#" + info.Name
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}
