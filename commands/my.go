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
		Usage:    "[today|late|waiting|log]",
		Examples: []string{"my", "my log"},
		Slash:    true,
		Args: []Arg{
			{Name: "list", Kind: KindChoice, Choices: []string{"today", "late", "waiting", "log"}},
			{Name: "all", Kind: KindFlag, Label: "all"},
		},
		Who: actSeeMarkets,
		Do:  a.my,
	}
}

const (
	listShort = 10
	listLong  = 500
)

func (a *App) my(ctx context.Context, c *Call) (Reply, error) {
	if c.In.Text("list") == "log" {
		return a.myLog(ctx, c)
	}
	q := domain.QueueQuery{Markets: c.scope.ids(), Owner: c.Actor, Limit: listLong}
	if c.In.Text("list") != "waiting" && c.In.Text("list") != "late" {
		q.Waiting = domain.Us
	}
	lines, total, err := a.Find.Queue(ctx, q)
	if err != nil {
		return nil, err
	}
	switch c.In.Text("list") {
	case "waiting":
		lines = keep(lines, func(l domain.FileLine) bool { return l.WaitingOn != domain.Us })
		total = len(lines)
	case "late":
		lines = keep(lines, c.isLate)
		total = len(lines)
	}
	return c.queue(lines, total), nil
}

// queue is the list with its verdict, cut unless all was asked for.
func (c *Call) queue(lines []domain.FileLine, total int) Reply {
	lines = c.scope.scrubbed(lines)
	out := Files{Title: c.queueTitle(total), Files: lines, Today: c.Today, NoMoney: c.scope.noMoney()}
	if !c.In.Flag("all") && len(lines) > listShort {
		out.Files = lines[:listShort]
		args := Values{"all": flagSet}
		args.SetText("list", c.In.Text("list"))
		out.Next = &Press{Verb: "my", Args: args}
	}
	out.More = total - len(out.Files)
	return out
}

func (c *Call) queueTitle(n int) string {
	who := fmt.Sprintf("%s · %s", c.Person.First(), c.Today.Words(c.Today))
	switch c.In.Text("list") {
	case "late":
		return fmt.Sprintf("%s: %d past their days", who, n)
	case "waiting":
		return fmt.Sprintf("%s: %d wait on others", who, n)
	}
	if n == 0 {
		return who + ": nothing waits on you"
	}
	if n == 1 {
		return who + ": 1 waits on you"
	}
	return fmt.Sprintf("%s: %d wait on you", who, n)
}

// isLate says that the file has stood longer than its market's days for the stage.
func (c *Call) isLate(l domain.FileLine) bool {
	m := c.scope.market(l.Market)
	if m == nil {
		return false
	}
	if l.Stage == domain.Invoiced {
		return l.Balance > 0 && int(c.Today-l.Invoiced) > m.Settings.InvoiceDays
	}
	limit := stageDays(m.Settings, l)
	return limit > 0 && m.Calendar().Between(l.StageOn, c.Today) > limit
}

// stageDays is how many business days a file may stand at its stage; 0 where that is not limited.
func stageDays(s domain.Settings, l domain.FileLine) int {
	switch {
	case l.Stage == domain.Received:
		return s.ReceivedDays
	case l.Stage == domain.Submitted && l.Rejected:
		return s.RejectedDays
	case l.Stage == domain.Submitted:
		return s.SubmittedDays
	case l.Stage == domain.Approved:
		return s.ApprovedDays
	}
	return 0
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
	return Entries{Title: fmt.Sprintf("Entered today: %d", len(all)), Entries: all, Today: c.Today, People: c.People}, nil
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
