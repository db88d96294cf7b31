package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"paidup/commands"
	"paidup/domain"
)

// sharedPause is why a market is paused whose channel another company can read.
const sharedPause = "its channel is shared with another company"

// errShared says that another company can read the channel.
var errShared = errors.New("channel is shared with another company")

// guard keeps what we post from other eyes: it looks at every market's channel before anything is posted there, and again
// when Slack says that it was shared. It also learns the names of people who were added by their ids, and who has left.
type guard struct {
	ws      *Workspace
	markets Markets
	notices Notices
	now     func() time.Time
	log     *slog.Logger
	every   time.Duration
	pulse   *pulse
	again   chan struct{} // full when a look is asked for; it is counted as under way until it is over

	mu    sync.Mutex
	fit   map[string]bool // channels that were looked at
	away  map[string]bool // channels we are not in and people who are not there, and said so
	admin string          // first name of an admin
	roll  bool            // the accounts of all people are to be looked at
	gone  map[string]bool // people whose accounts were deactivated when they were looked at
}

func newGuard(b *Bot) *guard {
	cfg := b.cfg
	return &guard{ws: cfg.Workspace, markets: cfg.Markets, notices: cfg.Notices, now: cfg.Now, log: cfg.Log, every: b.timing.LookEvery,
		pulse: b.pulse, again: make(chan struct{}, 1), fit: map[string]bool{}, away: map[string]bool{}, gone: map[string]bool{}, roll: true}
}

// adminName is whom to give a reference to.
func (g *guard) adminName() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.admin == "" {
		return "the admin"
	}
	return g.admin
}

// lookAgain has the channel looked at before anything else is posted there, and all soon.
func (g *guard) lookAgain(channel string) {
	g.mu.Lock()
	delete(g.fit, channel)
	g.mu.Unlock()
	g.soon()
}

// soon asks for a look.
func (g *guard) soon() {
	g.pulse.beat(1)
	select {
	case g.again <- struct{}{}:
	default:
		g.pulse.beat(-1)
	}
}

// run looks when it is told to, and from time to time for what came in by another door.
func (g *guard) run(ctx context.Context) {
	tick := time.NewTicker(g.every)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			g.lookNow(ctx)
		case <-g.again:
			g.lookNow(ctx)
			g.pulse.beat(-1)
		case <-ctx.Done():
			return
		}
	}
}

func (g *guard) lookNow(ctx context.Context) {
	if err := g.look(ctx); err != nil && ctx.Err() == nil {
		g.log.Warn("look at channels and people", "err", err)
	}
}

// look goes through all markets and people.
func (g *guard) look(ctx context.Context) error {
	people, err := g.markets.People(ctx)
	if err != nil {
		return err
	}
	g.meetAdmin(people)
	all, err := g.markets.Markets(ctx)
	if err != nil {
		return err
	}
	var faults []error
	for _, m := range all {
		if err := g.check(ctx, m); err != nil && !errors.Is(err, errShared) {
			faults = append(faults, err)
		}
	}
	faults = append(faults, g.learnNames(ctx, people, all))
	if g.rollDue() {
		faults = append(faults, g.callRoll(ctx, people, all))
	}
	return errors.Join(faults...)
}

func (g *guard) meetAdmin(people []domain.Person) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, p := range people {
		if p.Admin && !p.Gone && p.Name != string(p.ID) {
			g.admin = p.First()
			return
		}
	}
}

// check looks at the market's channel unless it was looked at before. One that another company can read pauses the market
// and is errShared; one that everybody in the company can read shows neither names nor amounts from then on.
func (g *guard) check(ctx context.Context, m *domain.Market) error {
	if m.Channel == "" || m.Paused != "" || g.isFit(m.Channel) {
		return nil
	}
	info, err := g.ws.channel(ctx, m.Channel)
	switch {
	case domain.KindOf(err) == domain.KindNotFound:
		g.sayAway(m)
		return nil // posting there will say so
	case err != nil:
		return err
	case info.Shared:
		return errors.Join(errShared, g.stop(ctx, m, info))
	case !info.Private:
		err = g.hush(ctx, m)
	}
	if err == nil {
		g.mu.Lock()
		g.fit[m.Channel] = true
		g.mu.Unlock()
	}
	return err
}

func (g *guard) isFit(channel string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.fit[channel]
}

// sayAway logs, once for a channel, that we are not in it.
func (g *guard) sayAway(m *domain.Market) {
	if g.firstTime(m.Channel) {
		g.log.Warn("not in the market's channel: invite Paidup there", "market", m.Code, "channel", m.Channel)
	}
}

func (g *guard) firstTime(id string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	first := !g.away[id]
	g.away[id] = true
	return first
}

func (g *guard) isAway(id string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.away[id]
}

func (g *guard) act(key string) domain.Act {
	return domain.Act{Key: key, Actor: "slack", Source: domain.FromScheduler, At: g.now()}
}

// stop pauses the market, with one line in its channel and word to the admins.
func (g *guard) stop(ctx context.Context, m *domain.Market, info commands.ChannelInfo) error {
	did := false
	act := g.act(fmt.Sprintf("shared/%d/%s/%d", m.ID, m.Channel, m.Version))
	_, err := g.markets.ChangeMarket(ctx, act, m.ID, func(now *domain.Market) error {
		did = now.Channel == m.Channel && now.Paused == ""
		if did {
			now.Paused = sharedPause
		}
		return nil
	})
	if err != nil || !did {
		return err
	}
	g.log.Warn("market is paused", "market", m.Code, "channel", m.Channel, "why", sharedPause)
	line := "Paidup is paused here: this channel is shared with another company."
	word := fmt.Sprintf("%s is paused: #%s is shared with another company, which can read everything posted there. Take the other "+
		"company out, or choose another channel; then say market set %s channel in it.", m.Name, info.Name, m.Code)
	faults := []error{g.notices.Tell(ctx, m.ID, m.Channel, line)}
	people, err := g.markets.People(ctx)
	for _, p := range people {
		if p.Admin && !p.Gone {
			faults = append(faults, g.notices.Tell(ctx, m.ID, string(p.ID), word))
		}
	}
	return errors.Join(append(faults, err)...)
}

// hush takes names and amounts out of a public channel, once: what an admin says about it later stands.
func (g *guard) hush(ctx context.Context, m *domain.Market) error {
	_, err := g.markets.ChangeMarket(ctx, g.act(fmt.Sprintf("public/%d/%s", m.ID, m.Channel)), m.ID, func(now *domain.Market) error {
		if now.Channel == m.Channel {
			now.Privacy = domain.Privacy{Names: "none"}
		}
		return nil
	})
	return err
}

// learnNames asks Slack for the names of people who were added by their ids.
func (g *guard) learnNames(ctx context.Context, people []domain.Person, all []*domain.Market) error {
	named := map[domain.PersonID]string{}
	for _, p := range people {
		if p.Name != string(p.ID) || g.isAway(string(p.ID)) {
			continue
		}
		account, err := g.ws.Account(ctx, p.ID)
		if domain.KindOf(err) == domain.KindNotFound && g.firstTime(string(p.ID)) {
			g.log.Warn("nobody in the workspace has the id of a person who was added", "person", p.ID)
			continue
		}
		if err != nil {
			return err
		}
		named[p.ID] = account.Name
		if err := g.markets.AddPerson(ctx, domain.Person{ID: p.ID, Name: account.Name, Admin: p.Admin}); err != nil {
			return err
		}
	}
	for _, m := range all {
		if err := g.rename(ctx, m, named); err != nil {
			return err
		}
	}
	return nil
}

// rename gives the market's members their names.
func (g *guard) rename(ctx context.Context, m *domain.Market, named map[domain.PersonID]string) error {
	known := func(v domain.Member) bool { return named[v.Person.ID] != "" }
	found := false
	for _, v := range m.Members {
		found = found || known(v)
	}
	if !found {
		return nil
	}
	_, err := g.markets.ChangeMarket(ctx, g.act(fmt.Sprintf("names/%d/%d", m.ID, m.Version)), m.ID, func(now *domain.Market) error {
		for i, v := range now.Members {
			if known(v) {
				now.Members[i].Person.Name = named[v.Person.ID]
			}
		}
		return nil
	})
	return err
}
