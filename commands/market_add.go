package commands

import (
	"context"
	"fmt"
	"strings"

	"paidup/domain"
)

func (a *App) marketAddCommand() *Command {
	return &Command{
		Name:     "market add",
		Says:     "begin a market in this channel",
		Usage:    "CODE NAME ZONE [books from DATE]",
		Examples: []string{`market add TP "Tampa Bay" America/New_York books from oct 1`},
		Args: []Arg{
			{Name: "words", Kind: KindText},
			{Name: "books", Kind: KindDate, Label: "books from"},
		},
		Who: actAddMarket,
		Do:  a.addMarket,
	}
}

func (a *App) addMarket(ctx context.Context, c *Call) (Reply, error) {
	if err := c.mayIn(actAddMarket, nil); err != nil {
		return nil, err
	}
	m, err := newMarket(c.In.Text("words"))
	if err != nil {
		return nil, err
	}
	m.BooksFrom, m.Channel = c.In.Date("books"), c.Channel
	warnings, err := a.settle(ctx, &m)
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
	text := fmt.Sprintf("%s %s begins here. Its digest comes at %s, %s.", m.Code, m.Name, m.DigestAt, m.Zone)
	return Said{Text: strings.Join(append([]string{text}, warnings...), " ")}, nil
}

// newMarket reads CODE NAME ZONE: the zone is the last word, the name what stands between, with or without quotes.
func newMarket(text string) (domain.Market, error) {
	words := readLine(text, nil).words
	if len(words) < 3 {
		return domain.Market{}, domain.Invalid("words",
			`A market needs a code, a name and a zone: market add FM "Fort Myers" America/New_York books from oct 1.`)
	}
	var name []string
	for _, w := range words[1 : len(words)-1] {
		name = append(name, w.text)
	}
	return domain.NewMarket(words[0].text, strings.Join(name, " "), words[len(words)-1].text)
}

func sameMarket(a, b *domain.Market) bool {
	return a.Name == b.Name && a.Zone == b.Zone && a.Channel == b.Channel && a.BooksFrom == b.BooksFrom
}

// settle looks at the market's channel: one that another company can read is refused, one that everybody in the company
// can read shows no names and no amounts. The warnings say what an admin should know.
func (a *App) settle(ctx context.Context, m *domain.Market) ([]string, error) {
	if m.Channel == "" {
		return nil, domain.Invalid("channel", "Say this in the market's channel: that is where its digest goes.")
	}
	if strings.HasPrefix(m.Channel, "D") {
		return nil, domain.Invalid("channel", "A market's channel is a channel of its team, not a direct message.")
	}
	info, err := a.Channels.Channel(ctx, m.Channel)
	if err != nil {
		return nil, err
	}
	if info.Shared {
		return nil, domain.Invalid("channel",
			"#%s is shared with another company; everything posted there can be read by them. Use a channel of your own.", info.Name)
	}
	var warnings []string
	if !info.Private {
		m.Privacy = domain.Privacy{Names: "none"}
		warnings = append(warnings, fmt.Sprintf("#%s is public: its cards show no names and no amounts until you say otherwise (market set %s names short amounts on).",
			info.Name, m.Code))
	}
	if len(info.Guests) > 0 {
		warnings = append(warnings, fmt.Sprintf("Guests can read it: %s.", list(info.Guests)))
	}
	return warnings, nil
}
