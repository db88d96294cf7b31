// Package slackfake is a local Slack workspace over real sockets: the Web API and Socket Mode for one app's bot, and the
// people who type, click and read. It refuses what Slack refuses, in Slack's error names, and keeps a record of every
// call and every ack. It stands alone: it imports no Slack library and nothing else of this module.
package slackfake

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// Workspace is a running Slack workspace. Its methods may be called from any goroutine.
type Workspace struct {
	opts    Options
	routes  *http.ServeMux
	server  *http.Server
	life    context.Context
	end     context.CancelFunc
	running sync.WaitGroup

	mu      sync.Mutex
	state   *State
	changed chan struct{} // closed at the next change; nil while nobody waits
	conns   []*conn
	closed  bool
}

// New is a workspace with its bot and no people. Start opens its doors.
func New(opts Options) *Workspace {
	opts = opts.withDefaults()
	w := &Workspace{opts: opts, state: newState(opts)}
	w.life, w.end = context.WithCancel(context.Background())
	w.routes = w.doors()
	w.server = &http.Server{Handler: w.routes, ReadHeaderTimeout: 10 * time.Second}
	return w
}

// Handle has the handler answer what else is asked of the workspace's address: a page to look at it.
func (w *Workspace) Handle(pattern string, handler http.Handler) { w.routes.Handle(pattern, handler) }

// Start listens at its address and serves until Close.
func (w *Workspace) Start() error {
	listener, err := net.Listen("tcp", w.opts.Addr)
	if err != nil {
		return fmt.Errorf("open the workspace: %w", err)
	}
	w.mu.Lock()
	w.state.host = hostOf(listener.Addr())
	w.mu.Unlock()
	w.running.Go(func() {
		if err := w.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			w.end()
		}
	})
	return nil
}

// Close closes every connection and waits until nothing of the workspace runs, or ctx ends.
func (w *Workspace) Close(ctx context.Context) error {
	w.mu.Lock()
	w.closed = true
	conns := w.conns
	w.conns = nil
	w.state.stopTimers()
	w.mu.Unlock()
	w.end()
	for _, c := range conns {
		c.drop()
	}
	err := w.server.Shutdown(ctx)
	if err != nil {
		err = errors.Join(fmt.Errorf("close the workspace: %w", err), w.server.Close())
	}
	w.running.Wait()
	return err
}

// hostOf is where this machine reaches the listener: on its loopback where it listens on every address.
func hostOf(at net.Addr) string {
	tcp, isTCP := at.(*net.TCPAddr)
	if !isTCP || !tcp.IP.IsUnspecified() {
		return at.String()
	}
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(tcp.Port))
}

func (w *Workspace) host() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.state.host
}

// URL is the address of the workspace once it has started; it ends in a slash.
func (w *Workspace) URL() string { return "http://" + w.host() + "/" }

// APIURL is the address of the Web API; it ends in /api/.
func (w *Workspace) APIURL() string { return w.URL() + "api/" }

// BotToken is the token of the app's bot.
func (w *Workspace) BotToken() string { return botToken }

// AppToken is the app-level token that opens Socket Mode.
func (w *Workspace) AppToken() string { return appToken }

// BotID is the bot's user id.
func (w *Workspace) BotID() string { return botUserID }

// Grant gives the bot's token the scopes, and no others. What they forbid is not played; answers only name them.
func (w *Workspace) Grant(scopes ...string) {
	w.change(func(s *State) { s.scopes = scopes })
}

func (w *Workspace) grantedScopes() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.state.scopes
}

// Read shows the workspace as it stands. The function must neither keep the state nor call the workspace.
func (w *Workspace) Read(look func(*State)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	look(w.state)
}

// WaitFor returns when cond holds. Cond sees the workspace after every change, under the rules of Read. The error is
// ctx's, when it ends first, or says that the workspace has closed.
func (w *Workspace) WaitFor(ctx context.Context, cond func(*State) bool) error {
	for {
		changed := w.unless(cond)
		if changed == nil {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("wait for the workspace: %w", ctx.Err())
		case <-w.life.Done():
			return fmt.Errorf("wait for the workspace: %w", http.ErrServerClosed)
		}
	}
}

// unless is nil when cond holds, else a channel that the next change closes.
func (w *Workspace) unless(cond func(*State) bool) <-chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	if cond(w.state) {
		return nil
	}
	if w.changed == nil {
		w.changed = make(chan struct{})
	}
	return w.changed
}

// change alters the state, wakes whoever waits, and sends the events the change caused.
func (w *Workspace) change(alter func(*State)) {
	for _, env := range w.altered(alter) {
		w.background(func() { w.deliver(env) })
	}
}

func (w *Workspace) altered(alter func(*State)) []*envelope {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.state.version++
	alter(w.state)
	caused := w.state.caused
	w.state.caused = nil
	if w.changed != nil {
		close(w.changed)
		w.changed = nil
	}
	return caused
}

// background runs f, and Close waits for it. It does nothing and says false once the workspace is closing.
func (w *Workspace) background(f func()) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.closed {
		w.running.Go(f)
	}
	return !w.closed
}
