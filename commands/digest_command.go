package commands

import (
	"context"
	"fmt"
	"time"

	"paidup/domain"
)

func (a *App) digestCommand() *Command {
	return &Command{
		Name:     "digest",
		Says:     "the market's morning digest, shown to you alone",
		Usage:    "[MARKET] [DATE]",
		Examples: []string{"digest", "digest fm fri"},
		Slash:    true,
		Args: []Arg{
			{Name: "market", Kind: KindChoice},
			{Name: "on", Kind: KindDate, Label: "on"},
			{Name: "list", Kind: KindChoice, Label: "list", Choices: []string{listEscalate, listAging, listPast}},
		},
		Who:   actFigures,
		Reads: true,
		Do:    a.digest,
	}
}

// The lists of a digest.
const (
	listEscalate = "escalate"
	listAging    = "aging"
	listPast     = "past"
)

func (a *App) digest(ctx context.Context, c *Call) (Reply, error) {
	m, reply, err := a.marketMeant(c)
	if reply != nil || err != nil {
		return reply, err
	}
	if err := c.mayIn(actFigures, m); err != nil {
		return nil, err
	}
	on, err := DigestOn(m, c.In.Date("on"), c.At)
	if err != nil {
		return nil, err
	}
	private := *m
	private.Privacy = domain.Privacy{Names: "short", Amounts: true}
	d, err := MakeDigest(ctx, a.Books, &private, on)
	if err != nil {
		return nil, err
	}
	if c.In.Text("list") == "" {
		return a.live(ctx, c, d)
	}
	return a.digestList(ctx, c, m, d)
}

// DigestOn is the local date of the market's digest: the one that was said, else today. It is never ahead.
func DigestOn(m *domain.Market, said domain.Date, at time.Time) (domain.Date, error) {
	today := m.Today(at)
	switch {
	case said == 0:
		return today, nil
	case said > today:
		return 0, domain.Invalid("on", "A digest is of today or earlier; %s is ahead.", said.Words(today))
	}
	return said, nil
}

// live is the digest with what has become of its lines.
func (a *App) live(ctx context.Context, c *Call, d Digest) (Reply, error) {
	all, err := a.Escalations.LastEscalations(ctx, d.Lines())
	return LiveDigest{d, all, c.People}, err
}

// list is the list of the name, without what stands in one above.
func (d Digest) list(name string) []DigestFile {
	return map[string][]DigestFile{listEscalate: d.Escalate, listAging: d.Aging, listPast: d.Past}[name]
}

// digestList is one list of the digest, whole.
func (a *App) digestList(ctx context.Context, c *Call, m *domain.Market, d Digest) (Reply, error) {
	of := d.list(c.In.Text("list"))
	open, err := a.Books.OpenFiles(ctx, m, d.AsOf)
	if err != nil {
		return nil, err
	}
	lines := map[domain.FileID]domain.FileLine{}
	for _, f := range open {
		lines[f.Line.ID] = f.Line
	}
	titles := map[string]string{listEscalate: "Needs escalation", listAging: "Aging before the invoice",
		listPast: fmt.Sprintf("Past %d days", m.Settings.InvoiceDays)}
	out := Files{Title: fmt.Sprintf("%s: %d", titles[c.In.Text("list")], len(of)), Today: d.Date}
	sent, err := lastDigest(ctx, a.Books, m, d.Date+1)
	if err != nil {
		return nil, err
	}
	if sent != nil && sent.Date == d.Date && len(sent.list(c.In.Text("list"))) != len(of) {
		out.Notes = []string{fmt.Sprintf("As it is known now; the digest said %d as of %s", len(sent.list(c.In.Text("list"))), d.AsOf.Words(d.Date))}
	}
	shown, more, next := page(c, of, listWhole)
	for _, f := range shown {
		out.Files = append(out.Files, lines[f.File])
	}
	out.More, out.Next = more, next
	return out, nil
}
