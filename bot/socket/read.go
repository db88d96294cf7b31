package socket

import (
	"context"
	"fmt"
)

// read takes in frames until the connection is gone.
func (c *conn) read() {
	for !c.isGone() {
		_, b, err := c.ws.Read(context.Background())
		if err != nil {
			c.end(fmt.Errorf("read: %w", err))
			return
		}
		c.touch()
		c.take(b)
	}
}

func (c *conn) take(b []byte) {
	f, err := parseFrame(b)
	switch {
	case f.whole():
		c.handOver(f)
	case f.EnvelopeID != "":
		c.waveOff(f, err)
	case f.Type == "hello":
		c.greeted(f)
	case f.Type == "disconnect":
		c.dismissed(f.Reason)
	default:
		c.t.cfg.Log.Warn("frame not understood", "type", f.Type, "bytes", len(b), "err", err)
	}
}

func (c *conn) greeted(f frame) {
	c.greet.Do(func() {
		c.since = c.t.cfg.Now()
		c.life = f.life(c.t.cfg.Jitter)
		c.t.cfg.Log.Info("connected to Slack", "app_connections", f.NumConnections, "replace_after", c.life)
		c.t.cfg.Greeted(f.NumConnections, int(c.t.held.Load()))
		close(c.hello)
	})
}

func (c *conn) dismissed(reason string) {
	c.t.cfg.Log.Info("disconnect from Slack", "reason", reason)
	switch reason {
	case "link_disabled":
		c.end(fmt.Errorf("disconnect link_disabled: %w", ErrFatal))
	case "too_many_websockets":
		c.end(errTooMany)
	default: // warning, refresh_requested, and what may be added
		c.announced.Store(true)
		c.tireOut()
	}
}

// eventsAPI is the type of envelopes that Slack sends again.
const eventsAPI = "events_api"

// handOver gives the envelope to the handler. An event that comes in after the stop is not touched: Slack sends it again.
func (c *conn) handOver(f frame) {
	late := c.t.live.Err() != nil
	if late && f.Type == eventsAPI || !c.open.add() {
		c.t.cfg.Log.Info("envelope came too late and is left to Slack", "envelope", f.EnvelopeID, "type", f.Type)
		return
	}
	c.t.open.add()
	c.t.handle(c.t.work, &Envelope{
		ID:              f.EnvelopeID,
		Type:            f.Type,
		AcceptsResponse: f.AcceptsResponse,
		Payload:         f.Payload,
		RetryAttempt:    f.RetryAttempt,
		RetryReason:     f.RetryReason,
		ReceivedAt:      c.t.cfg.Now(),
		Late:            late,
		conn:            c,
	})
}

// waveOff acks an envelope nobody can work with, so that Slack does not send it again.
func (c *conn) waveOff(f frame, cause error) {
	c.t.cfg.Log.Warn("envelope not understood", "envelope", f.EnvelopeID, "type", f.Type, "err", cause)
	ack, err := encodeAck(f.EnvelopeID, nil)
	if err == nil {
		err = c.write(c.t.work, ack)
	}
	if err != nil {
		c.t.cfg.Log.Warn("ack envelope", "envelope", f.EnvelopeID, "err", err)
	}
}
