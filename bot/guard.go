package bot

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

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
	asked int             // how often a look was asked for: one that began before tells nothing
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

// lookAgain has the channel looked at before anything else is posted there, and all soon.
func (g *guard) lookAgain(channel string) {
	g.mu.Lock()
	delete(g.fit, channel)
	g.asked++
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
	asked := g.timesAsked()
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
	if err == nil && !g.settles(m.Channel, asked) {
		return g.check(ctx, m)
	}
	return err
}

// settles stores that the channel was looked at, unless a look was asked for meanwhile: what Slack said may be over.
func (g *guard) settles(channel string, asked int) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.fit[channel] = asked == g.asked
	return g.fit[channel]
}

func (g *guard) timesAsked() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.asked
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
