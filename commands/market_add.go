package commands

import (
	"context"
	"fmt"
	"strings"

	"paidup/domain"
)

func (a *App) marketAddCommand() *Command {
	asked := func(name, asks, hint string, kind Kind) Arg {
		return Arg{Name: name, Kind: kind, Asks: asks, Hint: hint, Required: true, Form: true, Unsaid: true}
	}
	return &Command{
		Name:     "market add",
		Says:     "begin a market in this channel",
		Usage:    "CODE NAME ZONE [books from DATE]",
		Examples: []string{`market add TP "Tampa Bay" America/New_York books from oct 1`},
		Args: []Arg{
			{Name: "words", Kind: KindText},
			asked("code", "Code", "FM: begins every file number", KindName),
			asked("name", "Name", "Fort Myers", KindName),
			asked("tz", "Time zone", "America/New_York", KindName),
			asked("channel", "Channel", "its team's own, with Paidup in it", KindChannel),
			{Name: "books", Kind: KindDate, Label: "books from", Asks: "Books from", Hint: "first day from which they are complete", Form: true},
		},
		Who:  actAddMarket,
		Fill: (*Call).fillMarket,
		Do:   a.addMarket,
	}
}

// fillMarket is what the form of a new market begins with: the channel it is said in, unless that is a direct message.
func (c *Call) fillMarket(_ *domain.File, in Values) {
	if in.Text("channel") == "" && !strings.HasPrefix(c.Channel, "D") {
		in.SetText("channel", c.Channel)
	}
}

func (a *App) addMarket(ctx context.Context, c *Call) (Reply, error) {
	if err := c.mayIn(actAddMarket, nil); err != nil {
		return nil, err
	}
	m, err := c.newMarket()
	if err != nil {
		return nil, err
	}
	m.BooksFrom = c.In.Date("books")
	info, warnings, err := a.settle(ctx, &m)
	if err != nil {
		return nil, err
	}
	if have := c.scope.coded(m.Code); have == nil || !sameMarket(have, &m) { // else the same was said before
		have, err := a.Markets.AddMarket(ctx, c.act(), m)
		if err != nil {
			return nil, err
		}
		m, c.trace.outcome = *have, domain.TriedDone
	}
	where := "here"
	if m.Channel != c.Channel {
		where = "in #" + info.Name
	}
	text := fmt.Sprintf("%s %s begins %s. Its digest comes at %s, %s.", m.Code, m.Name, where, m.DigestAt, m.Zone)
	return Said{Text: strings.Join(append([]string{text}, warnings...), " ")}, nil
}

// newMarket is the market of the form's fields, or the one that was typed, in this channel.
func (c *Call) newMarket() (m domain.Market, err error) {
	if c.In.Text("code") == "" {
		if err := c.typedMarket(); err != nil {
			return m, err
		}
	}
	m, err = domain.NewMarket(c.In.Text("code"), c.In.Text("name"), c.In.Text("tz"))
	m.Channel = c.In.Text("channel")
	return m, err
}

// typedMarket reads CODE NAME ZONE into the fields: the zone is the last word, the name what stands between, with or without
// quotes.
func (c *Call) typedMarket() error {
	words := readLine(c.In.Text("words"), nil).words
	delete(c.In, "words")
	c.In.SetText("channel", c.Channel)
	if len(words) < 3 {
		return domain.Invalid("code", `A market needs a code, a name and a zone: market add FM "Fort Myers" America/New_York books from oct 1.`)
	}
	var name []string
	for _, w := range words[1 : len(words)-1] {
		name = append(name, w.text)
	}
	c.In.SetText("code", words[0].text)
	c.In.SetText("name", strings.Join(name, " "))
	c.In.SetText("tz", words[len(words)-1].text)
	return nil
}

func sameMarket(a, b *domain.Market) bool {
	return a.Name == b.Name && a.Zone == b.Zone && a.Channel == b.Channel && a.BooksFrom == b.BooksFrom
}

// settle looks at the market's channel: one that another company can read is refused, one that everybody in the company
// can read shows no names and no amounts. The warnings say what an admin should know.
func (a *App) settle(ctx context.Context, m *domain.Market) (info ChannelInfo, warnings []string, err error) {
	if m.Channel == "" {
		return info, nil, domain.Invalid("channel", "Say this in the market's channel: that is where its digest goes.")
	}
	if strings.HasPrefix(m.Channel, "D") {
		return info, nil, domain.Invalid("channel", "A market's channel is a channel of its team, not a direct message.")
	}
	info, err = a.Channels.Channel(ctx, m.Channel)
	if err != nil {
		return info, nil, err
	}
	if info.Shared {
		return info, nil, domain.Invalid("channel",
			"#%s is shared with another company; everything posted there can be read by them. Use a channel of your own.", info.Name)
	}
	if !info.Private {
		m.Privacy = domain.Privacy{Names: "none"}
		warnings = append(warnings, fmt.Sprintf("#%s is public: its cards show no names and no amounts until you say otherwise (market set %s names short amounts on).",
			info.Name, m.Code))
	}
	if len(info.Guests) > 0 {
		warnings = append(warnings, fmt.Sprintf("Guests can read it: %s.", list(info.Guests)))
	}
	return info, warnings, nil
}
