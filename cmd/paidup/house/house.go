// Package house puts the parts of Paidup together: the store, the commands, the Slack door and the clock's door. The
// program, the demo and the stories all live in the same one.
package house

import (
	"context"
	"crypto/rand"
	"log/slog"
	"sync"
	"time"

	"paidup/bot"
	"paidup/bot/socket"
	"paidup/cmd/paidup/doctor"
	"paidup/commands"
	"paidup/domain/postgres"
	"paidup/scheduler"
)

// lookWithin is how long the doctor looks at one thing: the door waits for an answer no longer than half a minute.
const lookWithin = 20 * time.Second

// Config is what a house stands on.
type Config struct {
	Name     string // of this replica
	Store    *postgres.Store
	BotToken string
	AppToken string
	APIURL   string // ends in /api/
	Prefix   string // of our slash commands
	Now      func() time.Time
	Log      *slog.Logger // default: none
	Meter    Meter        // default: nobody counts
	Faster   float64      // than Slack's own pace; 0 is 1. A local workspace takes more
	Timing   bot.Timing
	Socket   socket.Timing
}

// Meter counts what both doors do.
type Meter interface {
	bot.Meter
	scheduler.Meter
}

// House is the program, put together.
type House struct {
	App       *commands.App
	Journal   *postgres.Journal
	Bot       *bot.Bot
	Scheduler *scheduler.Scheduler

	store   *postgres.Store
	sockets *sockets
}

// New puts a house together. Nothing runs yet.
func New(c Config) *House {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Socket.AskEvery == 0 {
		c.Socket.AskEvery = shareAsked
	}
	ws := bot.NewWorkspace(bot.Access{BotToken: c.BotToken, AppToken: c.AppToken, APIURL: c.APIURL, Faster: c.Faster, Log: c.Log, Meter: c.Meter})
	journal := postgres.NewJournal(c.Store, c.Log)
	app := commands.NewApp(commands.Deps{Files: c.Store, Find: c.Store, Markets: c.Store, Books: c.Store, Questions: c.Store, Requests: c.Store, Audit: journal,
		Channels: ws, Accounts: ws, Escalations: c.Store,
		Checks: doctor.Checks(doctor.Parts{Store: c.Store, Slack: ws, Now: c.Now, ShareKept: ShareKept, Within: lookWithin, Connected: true})})
	places := &sockets{store: c.Store, replica: c.Name + "/" + rand.Text()[:8], log: c.Log, share: 1}
	return &House{
		App:     app,
		Journal: journal,
		Bot: bot.New(bot.Config{App: app, Notices: c.Store, Cards: c.Store, Requests: c.Store, Markets: c.Store, Workspace: ws, Now: c.Now, Log: c.Log, Meter: c.Meter,
			Prefix: c.Prefix, Alarms: c.Store, Connections: socketsWanted, Allowed: places.allowed, Others: places.others, Timing: c.Timing, Socket: c.Socket}),
		Scheduler: scheduler.New(scheduler.Parts{Markets: c.Store, Digests: c.Store, Requests: c.Store, Notices: c.Store, Books: c.Store, Now: c.Now, Log: c.Log,
			Meter: c.Meter, Name: c.Name}),
		store:   c.Store,
		sockets: places,
	}
}

// Run works until ctx ends, then stops in order. When the Slack door cannot go on, the clock's door is closed too.
func (h *House) Run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var clock sync.WaitGroup
	clock.Go(func() { h.Scheduler.Run(ctx) })
	err := h.Door(ctx)
	stop()
	clock.Wait()
	h.Journal.Wait()
	return err
}

// Door works the Slack door alone until ctx ends, and then leaves this replica's connections to the others.
func (h *House) Door(ctx context.Context) error {
	defer h.sockets.giveUp(ctx)
	listening, deaf := context.WithCancel(ctx)
	var beside sync.WaitGroup
	defer beside.Wait()
	defer deaf()
	beside.Go(func() { h.store.ShareWakes(listening) })
	return h.Bot.Run(ctx)
}
