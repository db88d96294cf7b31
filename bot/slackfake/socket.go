package slackfake

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"
)

// maxConnections is the number of live Socket Mode connections an app may have.
const maxConnections = 10

// The reasons of Slack's disconnect messages.
const (
	Warning          = "warning"             // closes in about ten seconds
	RefreshRequested = "refresh_requested"   // closes now
	LinkDisabled     = "link_disabled"       // Socket Mode was switched off, for all connections and the next
	tooMany          = "too_many_websockets" // beyond ten
)

// conn is one Socket Mode connection.
type conn struct {
	id     int
	socket *websocket.Conn
	first  chan struct{} // closed when hello is written, or could not be
	life   context.Context
	end    context.CancelFunc
	ready  bool        // takes envelopes, once hello is out
	warned bool        // ends soon: gets an envelope only when no other connection can
	ending bool        // takes no more envelopes
	mute   atomic.Bool // what goes out is lost
	deaf   atomic.Bool // what comes in is lost, and pings are not answered
}

// write sends a frame, after hello and the lag.
func (c *conn) write(frame []byte, lag time.Duration) error {
	<-c.first
	if lag > 0 {
		timer := time.NewTimer(lag)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-c.life.Done():
			return c.life.Err()
		}
	}
	if c.mute.Load() {
		return nil
	}
	return c.writeNow(frame)
}

func (c *conn) writeNow(frame []byte) error {
	ctx, cancel := context.WithTimeout(c.life, 10*time.Second)
	defer cancel()
	return c.socket.Write(ctx, websocket.MessageText, frame)
}

// send writes a frame of the connection itself.
func (c *conn) send(o object) error {
	frame, err := json.Marshal(o)
	if err != nil {
		return err
	}
	return c.writeNow(frame)
}

// drop cuts the connection without a close frame.
func (c *conn) drop() {
	c.end()
	_ = c.socket.CloseNow() // it may be closed already
}

// link answers GET /link/: a connection for the ticket of apps.connections.open.
func (w *Workspace) link(rw http.ResponseWriter, r *http.Request) {
	granted := false
	w.change(func(s *State) {
		granted = s.tickets[r.URL.Query().Get("ticket")]
		delete(s.tickets, r.URL.Query().Get("ticket"))
	})
	if !granted {
		http.Error(rw, "the ticket is unknown or used", http.StatusForbidden)
		return
	}
	c := &conn{first: make(chan struct{})}
	socket, err := websocket.Accept(rw, r, &websocket.AcceptOptions{
		OnPingReceived: func(context.Context, []byte) bool { return !c.deaf.Load() },
	})
	if err != nil {
		return
	}
	socket.SetReadLimit(1 << 20)
	c.socket = socket
	c.life, c.end = context.WithCancel(w.life)
	if !w.background(func() { w.serve(c) }) {
		c.drop()
	}
}

// serve runs a connection from hello to its end.
func (w *Workspace) serve(c *conn) {
	defer c.drop()
	if !w.admit(c) {
		_ = c.send(w.farewell(tooMany)) // the app may be gone already
		_ = c.socket.Close(websocket.StatusNormalClosure, tooMany)
		return
	}
	defer w.forget(c)
	w.change(func(s *State) {
		c.ready = true
		s.live++
	})
	err := c.send(w.hello())
	close(c.first)
	if err != nil {
		return
	}
	w.background(func() { w.ping(c) })
	for {
		_, frame, err := c.socket.Read(c.life)
		if err != nil {
			return
		}
		if !c.deaf.Load() {
			w.receive(c, frame)
		}
	}
}

// admit gives the connection its number, unless there are too many or the workspace closes.
func (w *Workspace) admit(c *conn) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed || len(w.conns) >= maxConnections {
		return false
	}
	w.state.serial++
	c.id = w.state.serial
	w.conns = append(w.conns, c)
	return true
}

func (w *Workspace) forget(c *conn) {
	w.change(func(s *State) {
		w.conns = slices.DeleteFunc(w.conns, func(other *conn) bool { return other == c })
		if c.ready {
			s.live--
		}
		if c.ready && (c.warned || c.ending) {
			s.leaving--
		}
		c.ready = false
	})
}

// nextConn takes the connections in turn, under the lock; the app may rely on no pattern.
func (w *Workspace) nextConn() *conn {
	best := -1
	for i, c := range w.conns {
		if c.ready && !c.ending && (best < 0 || w.conns[best].warned && !c.warned) {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	c := w.conns[best]
	w.conns = append(slices.Delete(w.conns, best, best+1), c)
	return c
}

func (w *Workspace) hello() object {
	w.mu.Lock()
	defer w.mu.Unlock()
	return object{
		"type": "hello", "num_connections": len(w.conns), "connection_info": object{"app_id": appID},
		"debug_info": object{
			"host": w.state.host, "started": w.opts.Now().UTC().Format(time.DateTime), "build_number": 1,
			"approximate_connection_time": int(w.opts.Lifetime.Seconds()),
		},
	}
}

func (w *Workspace) farewell(reason string) object {
	return object{"type": "disconnect", "reason": reason, "debug_info": object{"host": w.host()}}
}

// ping keeps asking whether the app is there, and drops the connection when it does not answer.
func (w *Workspace) ping(c *conn) {
	ticker := time.NewTicker(w.opts.PingEvery)
	defer ticker.Stop()
	for {
		select {
		case <-c.life.Done():
			return
		case <-ticker.C:
		}
		if c.mute.Load() {
			continue
		}
		ctx, cancel := context.WithTimeout(c.life, 3*w.opts.PingEvery)
		err := c.socket.Ping(ctx)
		cancel()
		if err != nil {
			c.drop()
			return
		}
	}
}

// Disconnect tells the oldest connection that it ends, for one of Slack's reasons, and ends it as Slack does. The error
// says that there is no connection or no such reason.
func (w *Workspace) Disconnect(reason string) error {
	if !slices.Contains([]string{Warning, RefreshRequested, LinkDisabled}, reason) {
		return fmt.Errorf("disconnect for %q: no such reason", reason)
	}
	conns := w.ending(reason)
	if len(conns) == 0 && reason != LinkDisabled {
		return fmt.Errorf("disconnect for %s: %w", reason, ErrNoConnection)
	}
	for _, c := range conns {
		_ = c.send(w.farewell(reason)) // the app may be gone already
		if reason != Warning {
			w.background(func() {
				_ = c.socket.Close(websocket.StatusNormalClosure, reason) // as above
				c.end()
			})
		}
	}
	return nil
}

// ending marks the connections that end: the oldest, or all of them for good.
func (w *Workspace) ending(reason string) []*conn {
	var picked []*conn
	w.change(func(s *State) {
		all := reason == LinkDisabled
		s.linkDisabled = s.linkDisabled || all
		for _, c := range slices.SortedFunc(slices.Values(w.conns), func(a, b *conn) int { return a.id - b.id }) {
			if c.ending || c.warned || !all && len(picked) > 0 {
				continue
			}
			picked = append(picked, c)
			if c.ready {
				s.leaving++
			}
			c.ending = reason != Warning
			if c.warned = reason == Warning; c.warned {
				w.after(w.opts.WarningLead, func(*State) { w.running.Go(c.drop) })
			}
		}
	})
	return picked
}

// The ways in which a connection fails without a word; the workspace keeps taking it for a good one.
const (
	Cut      = "cut"       // it is gone, without a close frame
	Silent   = "silent"    // what goes out and what comes in is lost, pings and pongs among it
	HalfOpen = "half_open" // what comes in is lost: acks, and pings that are not answered
)

// Break has the oldest sound connection fail in one of those ways. The error says that there is none or no such way.
func (w *Workspace) Break(how string) error {
	if !slices.Contains([]string{Cut, Silent, HalfOpen}, how) {
		return fmt.Errorf("break a connection by %q: no such way", how)
	}
	w.mu.Lock()
	var oldest *conn
	for _, c := range w.conns {
		if c.ready && !c.ending && !c.deaf.Load() && (oldest == nil || c.id < oldest.id) {
			oldest = c
		}
	}
	w.mu.Unlock()
	if oldest == nil {
		return fmt.Errorf("break a connection by %s: %w", how, ErrNoConnection)
	}
	oldest.mute.Store(how == Silent)
	oldest.deaf.Store(how != Cut)
	if how == Cut {
		oldest.drop()
	}
	return nil
}

// Drop cuts every connection at once, without a word and without a close frame.
func (w *Workspace) Drop() {
	w.mu.Lock()
	conns := slices.Clone(w.conns)
	w.mu.Unlock()
	for _, c := range conns {
		c.drop()
	}
}
