// Package socket is the Socket Mode transport: it keeps connections to Slack open, hands over the envelopes that come in
// on them and writes each acknowledgement on the connection its envelope came by. It knows no business: a payload is
// bytes, and what an envelope means is for the handler to say.
package socket

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// ErrFatal marks an error no further attempt can cure: an administrator has to act. Open wraps it around answers such as
// invalid_auth or token_revoked; Run returns an error that wraps it.
var ErrFatal = errors.New("no connection to Slack until an administrator acts")

// Later is an error of Open that says when the next attempt may be made, as a Retry-After does.
type Later struct {
	After time.Duration
	Err   error
}

func (l *Later) Error() string { return l.Err.Error() }

func (l *Later) Unwrap() error { return l.Err }

// Handler takes an envelope. It is called on the goroutine that reads the connection, by several connections at once, and
// must hand the work off and return: while it runs, nothing else is read from that connection, and one that reads nothing
// for long is taken for dead. Every envelope is ended by exactly one Ack or Release, at any later time and on any
// goroutine. A panic is not caught here. ctx outlives the stop: it ends when the drain is over.
type Handler func(ctx context.Context, e *Envelope)

// Config says how a Transport connects. Open and Now are needed, the rest has a default.
type Config struct {
	// Open asks Slack for the address of a new connection (apps.connections.open). The address is a secret.
	Open func(ctx context.Context) (url string, err error)
	Now  func() time.Time
	Log  *slog.Logger // default: none

	// Connections is how many connections are held, a change-over not counted. Default 2.
	Connections int
	// Allowed says how many of them may be held now. It is asked at the start and at each AskEvery; connections above its
	// answer are drained and closed, and opened again when it grows. Default: always Connections.
	Allowed func(ctx context.Context) int

	// Greeted hears at every hello how many connections Slack counts for the app, and how many of them this Transport has, one
	// that is being opened or closed among them. It is called on the goroutine that reads the connection and returns at once.
	// Default: nobody listens.
	Greeted func(app, ours int)

	HTTP   *http.Client                            // for the handshake; redirects are not followed. Default: a plain client
	Jitter func(limit time.Duration) time.Duration // from 0 to limit, safe for concurrent use. Default: math/rand
	Timing Timing
}

// Timing holds the waits of a Transport; a zero field takes its default.
type Timing struct {
	ConnectWithin time.Duration // from asking for an address to hello; 15 s
	PingEvery     time.Duration // pause between our pings; 10 s
	PongWithin    time.Duration // how late the answer to our ping may come; 30 s
	SilentFor     time.Duration // a connection without any frame for this long is dead; 30 s
	WriteWithin   time.Duration // how long the write of one ack may take; 5 s
	BackoffFrom   time.Duration // the first wait after a failed attempt, doubled with each; 500 ms
	BackoffTo     time.Duration // the longest wait between attempts; 30 s
	SettledAfter  time.Duration // a connection that lived this long makes earlier failures forgotten; 30 s
	LingerFor     time.Duration // how long a replaced connection waits for Slack's announced close; 12 s
	DrainFor      time.Duration // how long open envelopes are waited for before a close; 10 s
	AskEvery      time.Duration // pause between questions to Allowed; 10 s
}

func (t Timing) withDefaults() Timing {
	for _, d := range []struct {
		field *time.Duration
		value time.Duration
	}{
		{&t.ConnectWithin, 15 * time.Second},
		{&t.PingEvery, 10 * time.Second},
		{&t.PongWithin, 30 * time.Second},
		{&t.SilentFor, 30 * time.Second},
		{&t.WriteWithin, 5 * time.Second},
		{&t.BackoffFrom, 500 * time.Millisecond},
		{&t.BackoffTo, 30 * time.Second},
		{&t.SettledAfter, 30 * time.Second},
		{&t.LingerFor, 12 * time.Second},
		{&t.DrainFor, 10 * time.Second},
		{&t.AskEvery, 10 * time.Second},
	} {
		if *d.field == 0 {
			*d.field = d.value
		}
	}
	return t
}

func (c Config) withDefaults() Config {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Greeted == nil {
		c.Greeted = func(int, int) {}
	}
	if c.Connections == 0 {
		c.Connections = 2
	}
	if c.Jitter == nil {
		c.Jitter = func(limit time.Duration) time.Duration { return rand.N(limit + 1) }
	}
	client := http.Client{}
	if c.HTTP != nil {
		client = *c.HTTP
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	c.HTTP = &client
	c.Timing = c.Timing.withDefaults()
	return c
}

// Transport keeps the connections. Make one with New and call Run once.
type Transport struct {
	cfg Config

	handle Handler
	live   context.Context // ends with the stop: from then on envelopes are late
	work   context.Context // for what outlives the stop: handlers, acks, closes; ends with the drain
	tasks  sync.WaitGroup  // every goroutine of every connection

	allowed *allowance
	roster  *roster
	open    *tally // envelopes in the handler's hands, of all connections, broken ones too
	turns   *turns
	held    atomic.Int32 // connections from before they are opened until they are closed
}

// New makes a Transport that is not connected yet.
func New(cfg Config) *Transport {
	cfg = cfg.withDefaults()
	return &Transport{
		cfg:     cfg,
		allowed: newAllowance(cfg),
		roster:  newRoster(),
		open:    newTally(),
		turns:   newTurns(),
	}
}

// Ready is closed when Slack has said hello for the first time.
func (t *Transport) Ready() <-chan struct{} { return t.roster.first }

// Connected is the number of connections on which Slack has said hello; one that is being replaced does not count.
func (t *Transport) Connected() int { return t.roster.count() }

// Renew has one connection replaced, so that Slack says hello and counts anew. Without a connection there is nothing to do.
func (t *Transport) Renew() {
	if c := t.roster.any(); c != nil {
		c.tireOut()
	}
}

// Run connects and hands over envelopes until ctx ends or there is no point in going on (an error that wraps ErrFatal). It
// then hands over late ones alone, but no events, waits for the open envelopes, closes every connection with a Close frame and returns. Envelopes
// that nobody ended within DrainFor are an error.
func (t *Transport) Run(ctx context.Context, handle Handler) error {
	work, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	live, end := context.WithCancelCause(ctx)
	defer end(nil)
	t.live, t.work, t.handle = live, work, handle

	var places sync.WaitGroup
	for n := range t.cfg.Connections {
		p := newPlace(t, n)
		places.Go(func() {
			end(p.keep(live))
			p.vacate()
		})
	}
	if t.cfg.Allowed != nil {
		places.Go(func() { t.allowed.follow(live, t.cfg) })
	}

	<-live.Done()
	limit := time.AfterFunc(t.cfg.Timing.DrainFor, cut)
	defer limit.Stop()
	places.Wait()
	left := t.open.wait(work)
	cut()
	t.tasks.Wait()
	return errors.Join(fatal(context.Cause(live)), unanswered(left))
}

func fatal(err error) error {
	if errors.Is(err, ErrFatal) {
		return err
	}
	return nil
}

func unanswered(n int) error {
	if n == 0 {
		return nil
	}
	return fmt.Errorf("drain connections: %d envelopes left unanswered", n)
}
