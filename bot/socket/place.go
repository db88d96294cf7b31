package socket

import (
	"context"
	"errors"
	"time"
)

// place is room for one connection. It keeps one there while the allowance covers the place, and has its successor say
// hello before it is closed.
type place struct {
	t    *Transport
	n    int   // from 0; the allowance must be above it
	cur  *conn // nil: none
	due  bool  // cur is to be replaced
	back backoff
}

func newPlace(t *Transport, n int) *place {
	return &place{t: t, n: n, back: backoff{from: t.cfg.Timing.BackoffFrom, to: t.cfg.Timing.BackoffTo, jitter: t.cfg.Jitter}}
}

// keep works until live ends or there is a fatal error, and leaves the last connection to vacate.
func (p *place) keep(live context.Context) error {
	for live.Err() == nil {
		n, changed := p.t.allowed.now()
		var err error
		switch {
		case n <= p.n:
			p.vacate()
			wait(live, changed)
		case p.cur == nil || p.due:
			err = p.renew(live)
		default:
			err = p.watch(live, changed)
		}
		if errors.Is(err, ErrFatal) {
			return err
		}
	}
	return nil
}

// watch returns when something has happened to the connection or to the allowance.
func (p *place) watch(live context.Context, changed <-chan struct{}) error {
	c := p.cur
	select {
	case <-c.gone:
		p.judge(c)
		p.cur = nil
		if live.Err() == nil {
			p.t.cfg.Log.Warn("connection lost", "err", c.err, "next_in", p.back.wait)
		}
		return c.err
	case <-c.tired:
		p.judge(c)
		p.due = true
	case <-changed:
	case <-live.Done():
	}
	return nil
}

// judge sets the wait before the next attempt by how long the connection lived.
func (p *place) judge(c *conn) {
	settled := p.t.cfg.Now().Sub(c.since) >= p.t.cfg.Timing.SettledAfter
	switch {
	case !c.isGone() && settled:
		p.back.forget()
	case !c.isGone():
		p.back.failed(nil)
	case settled && !errors.Is(c.err, errTooMany):
		p.back.lost()
	default:
		p.back.failed(c.err)
	}
}

// renew makes one attempt to put a new connection in the place, before the old one is closed where there is one.
func (p *place) renew(live context.Context) error {
	p.pause(live)
	if p.cur != nil && p.cur.isGone() {
		err := p.cur.err
		p.cur, p.due = nil, false
		return err
	}
	if n, _ := p.t.allowed.now(); n <= p.n || live.Err() != nil {
		return nil
	}
	old, giveBack := p.cur, func() {}
	if old != nil {
		giveBack = p.takeTurn(live)
	}
	next, err := p.t.connect(live)
	if err != nil {
		giveBack()
		p.back.failed(err)
		if live.Err() == nil && !errors.Is(err, ErrFatal) {
			p.t.cfg.Log.Warn("connect to Slack", "err", err, "next_in", p.back.wait)
		}
		return err
	}
	p.cur, p.due = next, false
	p.t.roster.add(next)
	if old != nil {
		p.t.tasks.Go(func() { p.retire(live, old, giveBack) })
	}
	return nil
}

// pause waits as long as the backoff says.
func (p *place) pause(live context.Context) {
	timer := time.NewTimer(p.back.wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-live.Done():
	}
	p.back.wait = 0
}

// takeTurn waits for the turn and returns what gives it back. When the old connection breaks meanwhile its room is free,
// and no turn is needed.
func (p *place) takeTurn(live context.Context) func() {
	if !p.t.turns.take(live, p.cur.gone) {
		return func() {}
	}
	return p.t.turns.giveBack
}

// retire closes a connection that has a successor. What Slack has said it will close is left to Slack for a while, because
// an envelope that meets our Close frame on the way is lost; unless another change-over waits for its turn.
func (p *place) retire(live context.Context, old *conn, giveBack func()) {
	defer giveBack()
	p.t.roster.remove(old)
	if old.announced.Load() {
		ctx, cancel := context.WithTimeout(live, p.t.cfg.Timing.LingerFor)
		defer cancel()
		select {
		case <-old.gone:
		case <-p.t.turns.wanted():
		case <-ctx.Done():
		}
	}
	p.close(old)
}

// close waits until none of the connection's envelopes is open, still taking new ones, and closes it.
func (p *place) close(c *conn) {
	limit, cancel := context.WithTimeout(p.t.work, p.t.cfg.Timing.DrainFor)
	defer cancel()
	c.drain(limit)
}

// vacate drains and closes the connection of a place that is not to have one.
func (p *place) vacate() {
	if p.cur == nil {
		return
	}
	p.t.roster.remove(p.cur)
	p.close(p.cur)
	p.cur, p.due = nil, false
}

func wait(ctx context.Context, c <-chan struct{}) {
	select {
	case <-c:
	case <-ctx.Done():
	}
}
