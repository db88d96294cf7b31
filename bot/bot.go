// Package bot is the Slack door: it turns what comes in into requests, answers on the way it came, and delivers what is to
// be said in channels. It knows no business: commands decide, bot/card draws, the store keeps.
package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"paidup/bot/socket"
	"paidup/commands"
	"paidup/domain"
)

// App carries out requests.
type App interface {
	Do(ctx context.Context, r commands.Request) (commands.Reply, error)
	// Next carries on with what waited for the answer that the request gave; no reply and no error where nothing did.
	Next(ctx context.Context, r commands.Request) (commands.Reply, error)
	Commands() []*commands.Command
	// Verb is the name of the command that the request means, empty where it means none.
	Verb(r commands.Request) string
}

// Notices keeps what is to be said until it is delivered.
type Notices interface {
	TakeNotices(ctx context.Context, p domain.Pick) ([]domain.Errand, error)
	NoticesDelivered(ctx context.Context, d domain.Delivery) error
	KeepNotices(ctx context.Context, p domain.Pause) error
	BuryNotices(ctx context.Context, ids []domain.NoticeID, b domain.Burial) error
	Backlog(ctx context.Context) (domain.Backlog, error)
	Tell(ctx context.Context, m domain.MarketID, to, text string) error
	OnNotices(f func())
}

// Cards reads files and their escalations, and where their cards stand.
type Cards interface {
	File(ctx context.Context, id domain.FileID) (*domain.File, error)
	Escalation(ctx context.Context, id domain.EscalationID) (*domain.Escalation, error)
	EscalationOn(ctx context.Context, id domain.FileID) (*domain.Escalation, int, error)
	LastEscalations(ctx context.Context, files []domain.FileID) (map[domain.FileID]*domain.Escalation, error)
	CardAt(ctx context.Context, channel, ts string) (domain.FileID, error)
	CardPlaces(ctx context.Context, files []domain.FileID) (map[domain.FileID]domain.CardPlace, error)
}

// Requests reads requests.
type Requests interface {
	Request(ctx context.Context, id domain.RequestID) (domain.Request, error)
}

// Markets keeps markets and people.
type Markets interface {
	Markets(ctx context.Context) ([]*domain.Market, error)
	ChangeMarket(ctx context.Context, act domain.Act, id domain.MarketID, law func(*domain.Market) error) (*domain.Market, error)
	AddPerson(ctx context.Context, p domain.Person) error
	People(ctx context.Context) ([]domain.Person, error)
	OwnedBy(ctx context.Context, id domain.PersonID) (map[domain.MarketID]int, error)
	Depart(ctx context.Context, d domain.Departure) (news bool, err error)
}

// Config is what a Bot stands on. Everything is needed but what has a default.
type Config struct {
	App       App
	Notices   Notices
	Cards     Cards
	Requests  Requests
	Markets   Markets
	Workspace *Workspace
	Now       func() time.Time
	Log       *slog.Logger // default: none
	Meter     Meter        // default: nobody counts
	Prefix    string       // before the names of slash commands: pu-

	Alarms Alarms // default: nobody is told of dead letters and of others who use our token

	Connections int                                    // Socket Mode connections; default 2
	Allowed     func(ctx context.Context) int          // how many of them may be open now; default: all
	Others      func(ctx context.Context) (int, error) // how many other replicas may have; default: there are none
	Timing      Timing
	Socket      socket.Timing
}

// Timing holds the waits of a Bot; a zero field takes its default.
type Timing struct {
	AnswerWithin time.Duration // from receipt to the answer, or to the word that it takes longer; 2 s
	OpenWithin   time.Duration // from receipt to the last moment at which a modal may be opened; 2.5 s
	LoadAfter    time.Duration // from receipt until a modal is opened that waits for its form; 800 ms
	WorkWithin   time.Duration // how long a request may take at all, and its answer; 30 s
	HoldFor      time.Duration // how long a notice is ours alone; 10 s
	SettleFor    time.Duration // how long after a post in doubt its channel is read; 10 s
	PollEvery    time.Duration // pause between looks at the notices when nobody wakes us; 1 s
	LookEvery    time.Duration // pause between looks at new channels and people; 1 min
	GatherFor    time.Duration // how long dead letters gather before the admins are told of them; 1 min
	RecountEvery time.Duration // pause between counts of the app's connections while they are too many; 1 min
	HomeEvery    time.Duration // pause between two looks at what the open Home tabs show; 3 s
	StopWithin   time.Duration // how long work may go on after the stop; 15 s
}

func (t Timing) withDefaults() Timing {
	for _, d := range []struct {
		field *time.Duration
		value time.Duration
	}{
		{&t.AnswerWithin, 2 * time.Second},
		{&t.OpenWithin, 2500 * time.Millisecond},
		{&t.LoadAfter, 800 * time.Millisecond},
		{&t.WorkWithin, 30 * time.Second},
		{&t.HoldFor, 10 * time.Second},
		{&t.SettleFor, 10 * time.Second},
		{&t.PollEvery, time.Second},
		{&t.LookEvery, time.Minute},
		{&t.GatherFor, time.Minute},
		{&t.RecountEvery, time.Minute},
		{&t.HomeEvery, 3 * time.Second},
		{&t.StopWithin, 15 * time.Second},
	} {
		if *d.field == 0 {
			*d.field = d.value
		}
	}
	return t
}

// Bot is the Slack door of one process. Make it with New and call Run once.
type Bot struct {
	cfg       Config
	timing    Timing
	log       *slog.Logger
	transport *socket.Transport
	shards    *shards
	outbox    *outbox
	guard     *guard
	links     *links
	pulse     *pulse
	strangers *strangers
	homes     *homes
	me        identity
	live      context.Context // ends with the stop
	work      context.Context // of what outlives the stop; ends with Run
	pursuits  sync.WaitGroup  // of requests in doubt
}

// New is a bot that is not connected yet. It has the store wake it after each commit that leaves notices.
func New(cfg Config) *Bot {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Meter == nil {
		cfg.Meter = unmetered{}
	}
	b := &Bot{cfg: cfg, timing: cfg.Timing.withDefaults(), log: cfg.Log, pulse: newPulse(), live: context.Background(), work: context.Background()}
	b.links = newLinks(cfg)
	b.guard = newGuard(b)
	b.outbox = newOutbox(b)
	b.shards = newShards(b.refuse)
	b.strangers = newStrangers(b)
	b.homes = newHomes(b)
	b.transport = socket.New(socket.Config{Open: cfg.Workspace.dial, Now: cfg.Now, Log: cfg.Log, Connections: cfg.Connections,
		Allowed: cfg.Allowed, Greeted: b.strangers.greeted, Timing: cfg.Socket})
	cfg.Notices.OnNotices(func() {
		b.outbox.nudge()
		b.homes.changed()
	})
	cfg.Workspace.pace.onFreed(b.outbox.nudge)
	return b
}

// Ready is closed when Slack has said hello for the first time.
func (b *Bot) Ready() <-chan struct{} { return b.transport.Ready() }

// Run works until ctx ends or no connection can be had any more. It then takes no more work, finishes and answers what it
// has, finishes the deliveries under way and returns; what waits to be delivered waits for the next run. The error wraps
// socket.ErrFatal where an administrator has to act.
func (b *Bot) Run(ctx context.Context) error {
	work, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	b.work = work
	if err := b.meet(ctx); err != nil || ctx.Err() != nil {
		return err
	}
	live, stop := context.WithCancel(ctx)
	defer stop()
	b.live = live
	context.AfterFunc(live, func() { time.AfterFunc(b.timing.StopWithin, cut) })

	var beside sync.WaitGroup
	beside.Go(func() { b.outbox.run(live, work) })
	b.guard.lookAgain("")
	beside.Go(func() { b.guard.run(live) })
	beside.Go(func() { b.homes.run(live, work) })
	if b.cfg.Alarms != nil {
		beside.Go(func() { b.strangers.run(live) })
		beside.Go(func() { newUndertaker(b).run(live) })
	}
	b.shards.start()
	err := b.transport.Run(live, b.handle)
	b.shards.stop()
	stop()
	b.pursuits.Wait()
	beside.Wait()
	b.cfg.Workspace.http.CloseIdleConnections()
	return err
}

// meet asks Slack who we are, until it says so. No error and an ended ctx mean that it never did.
func (b *Bot) meet(ctx context.Context) error {
	for wait := time.Second; ; wait = min(2*wait, 30*time.Second) {
		me, err := b.cfg.Workspace.identify(ctx)
		if err == nil {
			b.me = me
			b.links.at(me.url)
			return nil
		}
		if f, _ := judge(err); f == faultForbidden {
			return fmt.Errorf("%w: %w", socket.ErrFatal, err)
		}
		if ctx.Err() != nil {
			return nil
		}
		b.log.Warn("reach Slack", "err", err, "next_in", wait)
		pause(ctx, wait)
	}
}

// Connected is the number of connections to Slack that take envelopes.
func (b *Bot) Connected() int { return b.transport.Connected() }

// Foreign is the number of the app's connections to Slack that are not ours, once that is sure.
func (b *Bot) Foreign() int { return int(b.strangers.foreign.Load()) }

// Healthy says what keeps the bot from working; nil while nothing does.
func (b *Bot) Healthy(ctx context.Context) error {
	var faults []error
	if b.transport.Connected() == 0 {
		faults = append(faults, errors.New("no connection to Slack"))
	}
	if _, err := b.cfg.Notices.Backlog(ctx); err != nil {
		faults = append(faults, err)
	}
	return errors.Join(faults...)
}
