package socket

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"
)

var (
	errGone    = errors.New("connection is gone")
	errSilent  = errors.New("no frame for too long")
	errTooMany = errors.New("disconnect too_many_websockets")
	errTired   = errors.New("asked to leave before hello")
	errDone    = errors.New("closed by us")
)

// conn is one connection. It passes through hello, tired (to be replaced), gone (of no use) and closed (nothing left of
// it), each a channel that closes.
type conn struct {
	t    *Transport
	ws   *websocket.Conn
	open *tally        // its envelopes in the handler's hands
	pen  chan struct{} // full while somebody writes

	hello, tired, gone, closed chan struct{}
	greet, tire, finish        sync.Once

	announced atomic.Bool // Slack has said that it will close
	watchdog  *time.Timer
	since     time.Time     // the instant of hello; set before hello
	life      time.Duration // from hello to tired, 0: unknown; set before hello
	err       error         // why it is gone; set before gone
}

// touch notes that a frame came in.
func (c *conn) touch() { c.watchdog.Reset(c.t.cfg.Timing.SilentFor) }

// ping keeps idle networks from dropping the connection and finds out when nobody listens any more.
func (c *conn) ping() {
	tick := time.NewTicker(c.t.cfg.Timing.PingEvery)
	defer tick.Stop()
	for {
		select {
		case <-c.gone:
			return
		case <-tick.C:
		}
		ctx, cancel := context.WithTimeout(context.Background(), c.t.cfg.Timing.PongWithin)
		err := c.ws.Ping(ctx)
		cancel()
		if err != nil {
			c.end(fmt.Errorf("ping: %w", err))
			return
		}
	}
}

// age makes the connection tired when it has lived its time.
func (c *conn) age() {
	select {
	case <-c.hello:
	case <-c.gone:
		return
	}
	if c.life == 0 {
		return
	}
	timer := time.NewTimer(c.life)
	defer timer.Stop()
	select {
	case <-timer.C:
		c.tireOut()
	case <-c.gone:
	}
}

func (c *conn) tireOut() { c.tire.Do(func() { close(c.tired) }) }

// write sends one text frame, unfragmented. The library closes a connection whose write is cancelled, so ctx bounds only
// the wait for the pen.
func (c *conn) write(ctx context.Context, frame []byte) error {
	select {
	case c.pen <- struct{}{}:
	case <-c.gone:
		return errGone
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-c.pen }()
	if c.isGone() {
		return errGone
	}
	limit, cancel := context.WithTimeout(context.Background(), c.t.cfg.Timing.WriteWithin)
	defer cancel()
	err := c.ws.Write(limit, websocket.MessageText, frame)
	if err != nil {
		c.end(fmt.Errorf("write: %w", err))
	}
	return err
}

// letGo counts an envelope as ended.
func (c *conn) letGo() {
	c.open.done()
	c.t.open.done()
}

// drain closes the connection at a moment at which none of its envelopes is open, or when ctx ends.
func (c *conn) drain(ctx context.Context) {
	for ctx.Err() == nil && !c.isGone() && !c.open.stop() {
		select {
		case <-c.open.empty():
		case <-c.gone:
		case <-ctx.Done():
		}
	}
	c.end(errDone)
	<-c.closed
}

// end declares the connection gone and closes it with a Close frame: a connection Slack does not know to be closed keeps
// getting its share of the envelopes for hours.
func (c *conn) end(why error) {
	c.finish.Do(func() {
		c.err = why
		c.watchdog.Stop()
		c.open.stop()
		c.t.tasks.Go(func() { // before gone, at which the other goroutines end and Run may count none
			defer close(c.closed)
			defer c.t.held.Add(-1)
			if err := c.ws.Close(websocket.StatusNormalClosure, ""); err != nil {
				c.t.cfg.Log.Debug("close connection", "err", err)
			}
		})
		close(c.gone)
		c.t.roster.remove(c)
	})
}

func (c *conn) isGone() bool { return isClosed(c.gone) }

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
