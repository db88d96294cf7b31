package commands

import (
	"context"
	"fmt"

	"paidup/domain"
)

func (a *App) myCommand() *Command {
	return &Command{
		Name:     "my",
		Says:     "what waits on you",
		Usage:    "[today|late|waiting|noplan|asked|log]",
		Examples: []string{"my", "my log"},
		Slash:    true,
		Args: []Arg{
			{Name: "list", Kind: KindChoice, Choices: []string{"today", "late", "waiting", "noplan", listAsked, "log"}},
			{Name: "all", Kind: KindFlag, Label: "all"},
		},
		Who:   actSeeMarkets,
		Reads: true,
		Do:    a.my,
	}
}

// listLong is how many of a person's open files are read.
const listLong = 2000

func (a *App) my(ctx context.Context, c *Call) (Reply, error) {
	switch c.In.Text("list") {
	case "log":
		return a.myLog(ctx, c)
	case listAsked:
		return a.myAsked(ctx, c)
	}
	out, _, err := a.queue(ctx, c)
	if err != nil {
		return nil, err
	}
	return out, nil
}

// queue is the list that was asked for, with all open files of the person.
func (a *App) queue(ctx context.Context, c *Call) (out Files, open []domain.FileLine, err error) {
	open, _, err = a.Find.Queue(ctx, domain.QueueQuery{Markets: c.scope.ids(), Owner: c.Actor, Today: c.Today, Limit: listLong})
	if err != nil {
		return out, nil, err
	}
	lines := c.listed(open)
	var asked []Waits
	if c.In.Text("list") == "" {
		if asked, err = a.askedOf(ctx, c); err != nil {
			return out, nil, err
		}
	}
	out = Files{Title: c.listTitle(len(asked), lines, open), Waits: asked, Files: c.scope.scrubbed(lines), Today: c.Today,
		NoMoney: c.scope.noMoney(), Markets: c.scope.names()}
	switch {
	case c.In.Flag("all"):
		c.wholeQueue(&out)
	case len(lines) > listShort || len(asked) > waitsShort:
		out.Files, out.Waits = out.Files[:min(listShort, len(lines))], asked[:min(waitsShort, len(asked))]
		out.More, out.MoreWaits = len(lines)-len(out.Files), len(asked)-len(out.Waits)
		args := Values{"all": flagSet}
		args.SetText("list", c.In.Text("list"))
		out.Next = &Press{Verb: "my", Args: args}
	}
	if c.In.Text("list") == "" {
		if err := a.withAsked(ctx, c, &out); err != nil {
			return out, nil, err
		}
	}
	out, err = a.withQuestion(ctx, c, out)
	return out, open, err
}

// listAsked is the list of what the person asks for.
const listAsked = "asked"

// myAsked is what the person asks for and nobody has answered yet.
func (a *App) myAsked(ctx context.Context, c *Call) (Reply, error) {
	asked, err := a.askedBy(ctx, c)
	if err != nil {
		return nil, err
	}
	if len(asked) == 0 {
		return Said{Text: "Nothing that you asked for is open."}, nil
	}
	return Files{Title: fmt.Sprintf("%s · %s: you asked for %d", c.Person.First(), c.Today.Words(c.Today), len(asked)), Waits: asked, Today: c.Today}, nil
}

// myLog is what the person entered today.
func (a *App) myLog(ctx context.Context, c *Call) (Reply, error) {
	start := c.Today.Start(c.zone())
	all, err := a.Find.Entered(ctx, c.Actor, start, listLong)
	if err != nil {
		return nil, err
	}
	all = keep(all, func(e domain.Entered) bool { return c.scope.market(e.Market) != nil })
	if len(all) == 0 {
		return Said{Text: "You have entered nothing today."}, nil
	}
	acts := ownActs(all)
	out := Entries{Title: fmt.Sprintf("Entered today: %d", len(acts)), Today: c.Today, People: c.People}
	out.Acts, out.More, out.Next = page(c, acts, entriesPage)
	return out, nil
}

func keep[T any](all []T, want func(T) bool) []T {
	var out []T
	for _, v := range all {
		if want(v) {
			out = append(out, v)
		}
	}
	return out
}
