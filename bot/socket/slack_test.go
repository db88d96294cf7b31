package socket

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const hello = `{"type":"hello","num_connections":1,"debug_info":{"approximate_connection_time":3600}}`

// patience is virtual in a bubble and real outside of one.
const patience = 10 * time.Minute

// slack is the other end: it says hello and what a test tells it to say.
type slack struct {
	t     testing.TB
	wire  *wire // nil over a real network
	url   string
	peers chan *peer
	log   tap

	greet func(p *peer)                            // default: hello
	serve func(p *peer)                            // default: read
	open  func(n int) error                        // refusals of apps.connections.open
	ping  func(ctx context.Context, b []byte) bool // whether our ping is answered

	mu    sync.Mutex
	opens int
	live  int
	all   []*peer
}

// peer is Slack's end of one connection.
type peer struct {
	n      int
	ws     *websocket.Conn
	acks   chan string
	pings  atomic.Int32
	closed chan struct{}
	err    error // why it closed; read after closed
}

// newSlack runs in memory, in virtual time; newRealSlack on the loopback.
func newSlack(t testing.TB) *slack {
	w := newWire()
	s := &slack{t: t, wire: w, url: "ws://slack.test"}
	s.start(w)
	return s
}

func newRealSlack(t testing.TB) *slack {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &slack{t: t, url: "ws://" + l.Addr().String()}
	s.start(l)
	return s
}

func (s *slack) start(l net.Listener) {
	s.peers = make(chan *peer, 10_000)
	s.greet = func(p *peer) { p.say(hello) }
	s.serve = func(p *peer) { p.read() }
	s.ping = func(context.Context, []byte) bool { return true }
	server := &http.Server{Handler: http.HandlerFunc(s.accept), ErrorLog: log.New(io.Discard, "", 0)}
	served := make(chan struct{})
	go func() { defer close(served); _ = server.Serve(l) }()
	s.t.Cleanup(func() {
		_ = server.Close()
		all := s.ever()
		for _, p := range all {
			_ = p.ws.CloseNow()
		}
		<-served
		for _, p := range all {
			<-p.closed
		}
	})
}

func (s *slack) accept(w http.ResponseWriter, r *http.Request) {
	p := &peer{acks: make(chan string, 100_000), closed: make(chan struct{})}
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{
		OnPingReceived: func(ctx context.Context, b []byte) bool { p.pings.Add(1); return s.ping(ctx, b) },
	})
	if err != nil {
		return
	}
	ws.SetReadLimit(1 << 20)
	p.ws = ws
	s.mu.Lock()
	s.live++
	p.n = len(s.all)
	s.all = append(s.all, p)
	s.mu.Unlock()
	defer close(p.closed)
	defer func() {
		s.mu.Lock()
		s.live--
		s.mu.Unlock()
	}()
	s.greet(p)
	s.peers <- p
	s.serve(p)
}

func (p *peer) read() {
	for {
		_, b, err := p.ws.Read(context.Background())
		if err != nil {
			p.err = err
			return
		}
		p.acks <- string(b)
	}
}

func (p *peer) say(format string, a ...any) {
	_ = p.ws.Write(context.Background(), websocket.MessageText, fmt.Appendf(nil, format, a...))
}

// command says a slash command.
func (p *peer) command(id string) {
	p.say(`{"type":"slash_commands","envelope_id":"%s","accepts_response_payload":true,"payload":{"command":"/pay"}}`, id)
}

func (p *peer) disconnect(reason string) { p.say(`{"type":"disconnect","reason":"%s"}`, reason) }

// hangUp ends the connection without a word.
func (p *peer) hangUp() { _ = p.ws.CloseNow() }

func (s *slack) counts() (opens, live int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.opens, s.live
}

// ever is every connection there has been. A connection takes the lock to close: wait for it without holding the lock.
func (s *slack) ever() []*peer {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.all)
}

// config is one that reaches this Slack, without randomness and with one connection.
func (s *slack) config() Config {
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	if s.wire != nil {
		client.Transport = &http.Transport{
			DisableKeepAlives: true,
			DialContext:       func(context.Context, string, string) (net.Conn, error) { return s.wire.dial() },
		}
	}
	return Config{
		Now:         time.Now,
		Log:         slog.New(slog.NewTextHandler(&s.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Connections: 1,
		HTTP:        client,
		Jitter:      func(time.Duration) time.Duration { return 0 },
		Open: func(context.Context) (string, error) {
			s.mu.Lock()
			s.opens++
			n := s.opens
			s.mu.Unlock()
			if s.open != nil {
				if err := s.open(n); err != nil {
					return "", err
				}
			}
			return fmt.Sprintf("%s/link/?ticket=topsecret-%d", s.url, n), nil
		},
	}
}

// session is a Transport at work.
type session struct {
	*Transport
	t    testing.TB
	stop context.CancelFunc
	done chan error
	got  chan *Envelope
	ctx  context.Context // the last one a handler was given
}

// run starts a Transport whose handler only hands off, and stops it at the end of the test.
func (s *slack) run(cfg Config) *session {
	ctx, stop := context.WithCancel(context.Background())
	r := &session{Transport: New(cfg), t: s.t, stop: stop, done: make(chan error, 1), got: make(chan *Envelope, 10_000)}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		r.done <- r.Run(ctx, func(ctx context.Context, e *Envelope) { r.ctx = ctx; r.got <- e })
	}()
	s.t.Cleanup(func() {
		stop()
		for {
			select {
			case e := <-r.got:
				e.Release()
			case <-ended:
				return
			}
		}
	})
	return r
}

// take waits for the next value of a channel.
func take[T any](t testing.TB, what string, c <-chan T) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(patience):
		t.Fatalf("no %s", what)
	}
	panic("unreachable")
}

func (s *slack) next() *peer       { s.t.Helper(); return take(s.t, "connection", s.peers) }
func (r *session) next() *Envelope { r.t.Helper(); return take(r.t, "envelope", r.got) }

func (p *peer) ack(t testing.TB) string { t.Helper(); return take(t, "ack", p.acks) }

// none checks that a channel holds nothing once everything has come to rest.
func none[T any](t testing.TB, what string, c <-chan T) {
	t.Helper()
	synctest.Wait()
	select {
	case v := <-c:
		t.Fatalf("unexpected %s: %v", what, v)
	default:
	}
}

func (p *peer) isOpen() bool {
	synctest.Wait()
	select {
	case <-p.closed:
		return false
	default:
		return true
	}
}

// closing waits for the peer to be closed and returns the status it was closed with.
func (p *peer) closing(t testing.TB) websocket.StatusCode {
	t.Helper()
	take(t, "close", p.closed)
	return websocket.CloseStatus(p.err)
}

// pass lets virtual time pass.
func pass(d time.Duration) {
	<-time.After(d)
	synctest.Wait()
}

// story runs f in virtual time.
func story(t *testing.T, f func(t *testing.T, s *slack)) {
	t.Helper()
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { f(t, newSlack(t)) })
}

func ackOf(t testing.TB, text string) (id string, payload any) {
	t.Helper()
	var a struct {
		EnvelopeID string `json:"envelope_id"`
		Payload    any    `json:"payload"`
	}
	if err := json.Unmarshal([]byte(text), &a); err != nil {
		t.Fatalf("ack %s: %v", text, err)
	}
	return a.EnvelopeID, a.Payload
}

var errRefused = errors.New("refused")
