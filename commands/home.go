package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"paidup/domain"
)

// VerbHome is the verb of the Home tab. Nobody types it.
const VerbHome = "home"

func (a *App) homeCommand() *Command {
	return &Command{
		Name: VerbHome,
		Says: "what the Home tab shows",
		Who:  actSeeMarkets, Reads: true, Pressed: true,
		Do: a.home,
	}
}

// Home is a person's Home tab: the parts that are theirs, the others nil. At least one is there.
type Home struct {
	Roll  *Roll  // how the markets stand whose figures they follow
	Queue *Files // what waits on them
	Setup *Setup // the admin's settings
}

// markets are the markets whose files or figures the tab shows.
func (h Home) markets() []domain.MarketID {
	var out []domain.MarketID
	if h.Roll != nil {
		for _, s := range h.Roll.Markets {
			out = append(out, s.Market.ID)
		}
	}
	if h.Queue != nil {
		out = append(out, marketsOf(*h.Queue)...)
	}
	return out
}

func (a *App) home(ctx context.Context, c *Call) (Reply, error) {
	var out Home
	var err error
	if out.Roll, err = a.roll(ctx, c); err != nil {
		return nil, err
	}
	if out.Queue, err = a.homeQueue(ctx, c); err != nil {
		return nil, err
	}
	if c.Person.Admin {
		out.Setup, err = a.setup(ctx, c)
	}
	return out, err
}

// homeQueue is what my shows, with how many open files there are beside it and the lists of them. Who has no files of their own
// has it only while something is in it.
func (a *App) homeQueue(ctx context.Context, c *Call) (*Files, error) {
	queue, open, err := a.queue(ctx, c)
	if err != nil {
		return nil, err
	}
	works := slices.ContainsFunc(c.scope.mine, func(m *domain.Market) bool {
		member, _ := m.Member(c.Actor)
		return member.Is(domain.Coordinator, domain.Field)
	})
	if !works && len(open)+len(queue.Waits)+len(queue.Notes) == 0 {
		return nil, nil
	}
	if len(open) == 0 {
		return &queue, nil
	}
	var counts []string
	if len(queue.Files)+len(queue.Waits) > 0 { // else the title says so
		counts = []string{fmt.Sprintf("Yours: %d open", len(open))}
	}
	for _, list := range []struct{ name, label, says string }{{"noplan", "Without a step", "without a next step"}, {"late", "Late", "past their days"}} {
		listed := *c
		listed.In = Values{"list": list.name}
		if n := len(listed.listed(open)); n > 0 {
			counts = append(counts, fmt.Sprintf("%d %s", n, list.says))
			queue.Buttons = append(queue.Buttons, Button{Label: fmt.Sprintf("%s: %d", list.label, n), Press: Press{Verb: "my", Args: listed.In}})
		}
	}
	if len(counts) > 0 {
		queue.Notes = append([]string{strings.Join(counts, ", ")}, queue.Notes...)
	}
	queue.Buttons = append(queue.Buttons, Button{Label: "Entered today", Press: Press{Verb: "my", Args: Values{"list": "log"}}})
	return &queue, nil
}

// meetFirstAdmin makes an owner or admin of the workspace the admin, while there is none. Who is neither, and in no market, hears
// who can.
func (a *App) meetFirstAdmin(ctx context.Context, r Request) error {
	people, err := a.Markets.People(ctx)
	if err != nil || slices.ContainsFunc(people, func(p domain.Person) bool { return p.Admin && !p.Gone }) {
		return err
	}
	account, err := a.Accounts.Account(ctx, r.Actor)
	if err != nil {
		return err
	}
	if !account.Admin {
		return a.noAdminYet(ctx, r)
	}
	became, err := a.Markets.FirstAdmin(ctx, domain.Person{ID: r.Actor, Name: account.Name})
	if err == nil && became && a.Audit != nil {
		a.Audit.Record([]domain.Attempt{{Key: r.Key + "/admin", At: r.At, Actor: r.Actor, Source: r.Source, Verb: VerbAddMember,
			About: account.Name + ", admin", Outcome: domain.TriedDone}})
	}
	return err
}

// noAdminYet says who opens the Home tab first, to somebody who is in no market.
func (a *App) noAdminYet(ctx context.Context, r Request) error {
	all, err := a.Markets.Markets(ctx)
	if err != nil || slices.ContainsFunc(all, func(m *domain.Market) bool { _, is := m.Member(r.Actor); return is }) {
		return err
	}
	e := domain.Forbidden("An owner or admin of this Slack workspace opens this page first.")
	e.About = WhoMay{}
	return e
}
