package socket

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/coder/websocket"
)

// readLimit is the largest frame that is read, in bytes.
const readLimit = 1 << 20

// connect opens a connection and waits for its hello.
func (t *Transport) connect(live context.Context) (*conn, error) {
	ctx, cancel := context.WithTimeout(live, t.cfg.Timing.ConnectWithin)
	defer cancel()
	c, err := t.dial(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.awaitHello(ctx); err != nil {
		return nil, err
	}
	return c, nil
}

// awaitHello ends a connection on which hello does not come. One whose hello came just before the reason to give up is
// kept: it may have handed over work.
func (c *conn) awaitHello(ctx context.Context) error {
	var why error
	select {
	case <-c.hello:
	case <-c.tired:
		why = errTired
	case <-ctx.Done():
		why = fmt.Errorf("wait for hello: %w", ctx.Err())
	case <-c.gone:
	}
	if !isClosed(c.hello) {
		c.end(why)
	}
	if c.isGone() {
		return c.err
	}
	return nil
}

func (t *Transport) dial(ctx context.Context) (*conn, error) {
	address, err := t.cfg.Open(ctx)
	if err != nil {
		return nil, fmt.Errorf("open connection: %w", err)
	}
	c := &conn{
		t: t, open: newTally(), pen: make(chan struct{}, 1),
		hello: make(chan struct{}), tired: make(chan struct{}), gone: make(chan struct{}), closed: make(chan struct{}),
	}
	t.held.Add(1) // until it is closed
	c.ws, _, err = websocket.Dial(ctx, address, &websocket.DialOptions{
		HTTPClient:     t.cfg.HTTP,
		OnPingReceived: func(context.Context, []byte) bool { c.touch(); return true },
		OnPongReceived: func(context.Context, []byte) { c.touch() },
	})
	if err != nil {
		t.held.Add(-1)
		return nil, fmt.Errorf("dial: %w", withoutAddress(err))
	}
	c.ws.SetReadLimit(readLimit)
	c.watchdog = time.AfterFunc(t.cfg.Timing.SilentFor, func() { c.end(errSilent) })
	t.tasks.Go(c.read)
	t.tasks.Go(c.ping)
	t.tasks.Go(c.age)
	return c, nil
}

// withoutAddress takes the address out of an error: the ticket in it is a secret.
func withoutAddress(err error) error {
	var u *url.Error
	for errors.As(err, &u) {
		err = u.Err
	}
	return err
}
