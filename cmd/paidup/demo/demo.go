// Package demo shows Paidup in a browser and in a terminal: a private Postgres, a made-up company, a local Slack workspace with
// its page, and the real bot against it. The company lives through two mornings and the evening between, and then anybody can
// type and press as any of the people.
package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"syscall"
	"time"

	"paidup/bot"
	"paidup/bot/slackfake"
	"paidup/cmd/paidup/house"
	"paidup/domain"
	"paidup/domain/postgres"
	"paidup/domain/postgres/pgserver"
	"paidup/domain/sample"
)

// Options say where the demo lives.
type Options struct {
	DatabaseURL string // a database of one's own; empty: a private Postgres
	DataDir     string // keeps the private Postgres and the messages from one demo to the next; empty: neither is kept
	Reset       bool   // begin what was kept anew
	Seed        uint64
	Addr        string // of the workspace; empty: a free port of 127.0.0.1
	AnyPort     bool   // another port will do where that of Addr is taken
	FastClock   bool   // a day a minute
	Now         func() time.Time
	Open        func(url string) // shows the workspace to the person at the terminal; nil: nobody does
	In          io.Reader
	Out         io.Writer
	Log         *slog.Logger

	pace func(ctx context.Context, now, to time.Time) bool // of the fast clock; paced when nil
}

// patience bounds the wait for the bot to come up and to come to rest.
const patience = 20 * time.Second

// stage is where the demo plays.
type stage struct {
	Options
	clock     *clock
	portfolio sample.Portfolio
	ws        *slackfake.Workspace
	store     *postgres.Store
	house     *house.House
	tour      tour
	fresh     bool // nobody has been here before
}

// Run shows the demo until its input ends or ctx does, and stops cleanly.
func Run(ctx context.Context, o Options) (err error) {
	s := &stage{Options: o, clock: &clock{real: o.Now}}
	if s.pace == nil {
		s.pace = paced
	}
	s.portfolio = sample.New(o.Seed, domain.DateOf(o.Now(), time.UTC))
	if err := s.listen(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.ws.Close(context.WithoutCancel(ctx))) }()
	fmt.Fprintf(o.Out, "Paidup's practice workspace: %s\n", s.ws.URL())
	url := o.DatabaseURL
	if url == "" {
		if o.Reset {
			fmt.Fprintf(o.Out, "Removing the demo kept in %s: its database and its messages...\n", o.DataDir)
		}
		fmt.Fprintln(o.Out, "Starting a private Postgres...")
		server, err := pgserver.Start(ctx, pgserver.Options{DataDir: o.DataDir, Fast: o.DataDir == "", Anew: o.Reset})
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, server.Stop(context.WithoutCancel(ctx))) }()
		url = server.URL("postgres")
	}
	if s.store, err = postgres.Connect(ctx, url); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.store.Close()) }()
	if err := s.furnish(ctx); err != nil {
		return err
	}
	return s.open(ctx)
}

// listen starts the workspace, with its people and channels and no message yet.
func (s *stage) listen() (err error) {
	if s.ws, err = s.workspace(s.Addr); err != nil {
		return err
	}
	err = s.ws.Start()
	if errors.Is(err, syscall.EADDRINUSE) && s.AnyPort {
		host, port, _ := net.SplitHostPort(s.Addr)
		fmt.Fprintf(s.Out, "Port %s is taken; this takes a free one.\n", port)
		if s.ws, err = s.workspace(net.JoinHostPort(host, "0")); err != nil {
			return err
		}
		err = s.ws.Start()
	}
	if host, _, _ := net.SplitHostPort(s.Addr); err == nil && host != "" && !loopback(host) {
		fmt.Fprintf(s.Out, "It listens on %s: whoever reaches that address can act as anybody here.\n", host)
	}
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("%s is taken: choose another port with --port, or 0 for a free one", s.Addr)
	}
	return err
}

// loopback reports that only this machine reaches the host.
func loopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// open starts the bot, has the company live up to now, and gives the prompt to the person.
func (s *stage) open(ctx context.Context) (err error) {
	k := &keeper{file: s.keptFile(), ws: s.ws, clock: s.clock}
	if err := s.recall(k); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, k.save()) }()
	s.house = house.New(house.Config{Name: "demo", Store: s.store, BotToken: s.ws.BotToken(), AppToken: s.ws.AppToken(), APIURL: s.ws.APIURL(),
		Now: s.clock.now, Log: s.Log, Faster: 100, Timing: bot.Timing{HomeEvery: 300 * time.Millisecond}})
	running, stop := context.WithCancel(ctx)
	var beside crew
	defer func() {
		stop()
		err = errors.Join(err, beside.wait())
		s.house.Journal.Wait()
	}()
	beside.begin(func() error { return s.house.Door(running) })
	if err := await(ctx, s.house.Bot.Ready()); err != nil {
		return err
	}
	p := &prompt{ws: s.ws, out: s.Out, who: "dana", channel: "fort-myers", settled: s.settled}
	if err := s.morning(ctx, p); err != nil {
		return err
	}
	beside.begin(func() error { s.house.Scheduler.Run(running); return nil })
	beside.begin(func() error { return k.run(running) })
	if s.FastClock {
		beside.begin(func() error { return s.race(running) })
	}
	return s.show(ctx, p)
}

// show prints the channel, opens the page and runs the prompt.
func (s *stage) show(ctx context.Context, p *prompt) error {
	p.who, p.channel = "dana", "fort-myers"
	fmt.Fprintln(s.Out)
	if err := p.read(); err != nil {
		return err
	}
	if s.Open != nil {
		s.Open(s.ws.URL())
	}
	fmt.Fprintf(s.Out, "\nThe same in a browser: %s\nType a command, or help.\n", s.ws.URL())
	return p.run(ctx, s.In)
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
