// Package demo shows Paidup in a terminal: a private Postgres, a made-up company, a local Slack workspace and the real bot
// against it. It posts today's digest, plays a short story, and then anybody can type and press as any of the people.
package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"time"

	"paidup/bot"
	"paidup/bot/slackfake"
	"paidup/bot/slackfake/page"
	"paidup/cmd/paidup/house"
	"paidup/commands"
	"paidup/domain"
	"paidup/domain/postgres"
	"paidup/domain/postgres/pgserver"
	"paidup/domain/sample"
	"paidup/migrations"
)

// Options say where the demo lives.
type Options struct {
	DatabaseURL string // a database of one's own; empty: a private Postgres
	DataDir     string // keeps the private Postgres from one demo to the next; empty: a temporary one
	Seed        uint64
	Now         func() time.Time
	In          io.Reader
	Out         io.Writer
	Log         *slog.Logger
}

// patience bounds the wait for the bot to come up and to come to rest.
const patience = 20 * time.Second

// Run shows the demo until its input ends or ctx does, and stops cleanly.
func Run(ctx context.Context, o Options) (err error) {
	url := o.DatabaseURL
	if url == "" {
		fmt.Fprintln(o.Out, "Starting a private Postgres...")
		server, err := pgserver.Start(ctx, pgserver.Options{DataDir: o.DataDir, Fast: o.DataDir == ""})
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, server.Stop(context.WithoutCancel(ctx))) }()
		url = server.URL("postgres")
	}
	store, err := postgres.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	fresh, portfolio, err := furnish(ctx, o, store)
	if err != nil {
		return err
	}
	return o.open(ctx, store, portfolio, fresh)
}

// furnish migrates the database and loads the portfolio where there is none yet.
func furnish(ctx context.Context, o Options, store *postgres.Store) (fresh bool, p sample.Portfolio, err error) {
	if _, err := migrations.Apply(ctx, store.DB()); err != nil {
		return false, p, err
	}
	now := o.Now()
	p = sample.New(o.Seed, domain.DateOf(now, time.UTC))
	markets, err := store.Markets(ctx)
	if err != nil {
		return false, p, err
	}
	for _, m := range markets {
		if !madeUp(m, p) {
			return false, p, fmt.Errorf("DATABASE_URL names a database with a company in it (%s): the demo would act in its name. Unset it, or name an empty one", m.Name)
		}
	}
	if len(markets) > 0 {
		return false, p, nil
	}
	files := 0
	for _, m := range p.Markets {
		files += len(m.Files)
	}
	fmt.Fprintf(o.Out, "Loading a made-up company: %d files in %d markets...\n", files, len(p.Markets))
	return true, p, load(ctx, store, p, now)
}

// madeUp says that the market is one of the portfolio's, or was begun in the demo.
func madeUp(m *domain.Market, p sample.Portfolio) bool {
	return m.Channel == freeChannel || slices.ContainsFunc(p.Markets, func(v sample.Market) bool { return v.Code == m.Code && v.Channel == m.Channel })
}

// open starts the workspace and the bot, shows the morning and the story, and gives the prompt to the person.
func (o Options) open(ctx context.Context, store *postgres.Store, portfolio sample.Portfolio, fresh bool) (err error) {
	ways, err := manifest()
	if err != nil {
		return err
	}
	ws, err := workspace(portfolio, ways, o.Now)
	if err != nil {
		return err
	}
	ws.Grant(bot.Scopes()...)
	look, err := page.New(page.Options{Workspace: ws, As: "dana", In: "fort-myers"})
	if err != nil {
		return err
	}
	ws.Handle("/", look.Handler())
	if err := ws.Start(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ws.Close(context.WithoutCancel(ctx))) }()
	h := house.New(house.Config{Name: "demo", Store: store, BotToken: ws.BotToken(), AppToken: ws.AppToken(), APIURL: ws.APIURL(), Now: o.Now,
		Log: o.Log, Faster: 100})
	if err := morning(ctx, h, store, o.Now()); err != nil {
		return err
	}
	running, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- h.Run(running) }()
	defer func() {
		stop()
		err = errors.Join(err, <-ended)
	}()
	if err := await(ctx, h.Bot.Ready()); err != nil {
		return err
	}
	p := &prompt{ws: ws, out: o.Out, who: "dana", channel: "fort-myers", settled: func(ctx context.Context) error {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		return h.Bot.Idle(ctx)
	}}
	return o.show(ctx, p, fresh)
}

// morning makes today's digest of every market at once; the bot posts it when it runs. On a day off it is the last
// business day's, labelled.
func morning(ctx context.Context, h *house.House, store *postgres.Store, now time.Time) error {
	markets, err := store.Markets(ctx)
	if err != nil {
		return err
	}
	for _, m := range markets {
		if _, err := h.Scheduler.OnDemand(ctx, m, now); err != nil {
			return err
		}
	}
	return nil
}

// show plays the story where the company is new, prints the channel and runs the prompt.
func (o Options) show(ctx context.Context, p *prompt, fresh bool) error {
	if err := p.settled(ctx); err != nil {
		return err
	}
	p.skip()
	if fresh {
		if err := p.play(ctx, story()); err != nil {
			return err
		}
	}
	p.who, p.channel = "dana", "fort-myers"
	fmt.Fprintln(o.Out)
	if err := p.read(); err != nil {
		return err
	}
	fmt.Fprintf(o.Out, "\nSee it at %s\n", strings.TrimSuffix(p.ws.APIURL(), "api/"))
	fmt.Fprintln(o.Out, "\nType a command, or help.")
	return p.run(ctx, o.In)
}

func await(ctx context.Context, ready <-chan struct{}) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	select {
	case <-ready:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait for the bot: %w", ctx.Err())
	}
}

// manifest is what the app's manifest says about the ways in.
func manifest() (slackfake.Manifest, error) {
	raw, err := bot.Manifest(commands.NewApp(commands.Deps{}).Commands(), "", false)
	if err != nil {
		return slackfake.Manifest{}, err
	}
	return slackfake.ReadManifest(raw)
}
