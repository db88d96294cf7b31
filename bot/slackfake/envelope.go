package slackfake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// The envelope types of Socket Mode.
const (
	eventsAPI     = "events_api"
	slashCommands = "slash_commands"
	interactive   = "interactive"
)

// maxAckBytes is the size from which Slack drops an ack without a word.
const maxAckBytes = 20 * 1024

// ErrNoConnection says that the app has no live Socket Mode connection.
var ErrNoConnection = errors.New("no connection is open")

// envelope is one thing sent to the app, and what became of it.
type envelope struct {
	id      string
	kind    string
	about   string // the act in a few words
	payload object
	accepts bool   // accepts_response_payload
	entry   string // pseudo method under which the ack's payload is recorded
	attempt int
	reason  string
	trigger *trigger

	// answer applies the ack's payload and tells what is wrong with it; missed shows the person that there was no ack.
	answer func(s *State, payload object) []string
	missed func(s *State, why string)

	conn    int
	sent    time.Duration // as the workspace had run by then
	decided bool          // acked or given up
	acked   bool
	ack     Ack
	done    chan struct{}
}

// envelope makes an envelope; the caller fills what it needs and sends it with deliver or cause.
func (s *State) envelope(kind, about string, payload object) *envelope {
	env := &envelope{
		id: s.id("e"), kind: kind, about: about, payload: payload, entry: "ack", done: make(chan struct{}),
	}
	s.envelopes[env.id] = env
	s.waiting++
	return env
}

// cause sends the envelope once the change under way is complete.
func (s *State) cause(env *envelope) { s.caused = append(s.caused, env) }

func (env *envelope) frame() ([]byte, error) {
	o := object{
		"envelope_id": env.id, "type": env.kind, "accepts_response_payload": env.accepts, "payload": env.payload,
	}
	if env.kind == eventsAPI {
		o["retry_attempt"] = env.attempt
		o["retry_reason"] = env.reason
	}
	return json.Marshal(o)
}

// deliver sends the envelope on any one connection. Without one, or without an ack in time, it is given up.
func (w *Workspace) deliver(env *envelope) {
	frame, err := env.frame()
	if err != nil {
		w.change(func(s *State) { w.giveUp(env, "dispatch_failed", err.Error()) })
		return
	}
	for {
		c, lag := w.route(env)
		if c == nil {
			w.change(func(s *State) { w.giveUp(env, "dispatch_failed", ErrNoConnection.Error()) })
			return
		}
		if c.write(frame, lag) == nil {
			return
		}
	}
}

// route picks the connection for the envelope, and how late it goes out, and starts its clock; nil when there is none.
func (w *Workspace) route(env *envelope) (picked *conn, lag time.Duration) {
	w.change(func(s *State) {
		if picked = w.nextConn(); picked == nil {
			return
		}
		lag = s.lag()
		first := env.conn == 0
		env.conn = picked.id
		env.sent = s.opts.Elapsed()
		if first {
			w.after(w.opts.AckWithin, func(*State) {
				if env.trigger != nil {
					env.trigger.expired = true
				}
				w.giveUp(env, "operation_timeout", fmt.Sprintf("no ack within %s", w.opts.AckWithin))
			})
		}
	})
	return picked, lag
}

// giveUp decides that the envelope was not acked, under the lock. An event comes again.
func (w *Workspace) giveUp(env *envelope, why, problem string) {
	if env.decided {
		return
	}
	env.decide(w.state, Ack{Problem: problem})
	if env.missed != nil {
		env.missed(w.state, why)
	}
	if env.kind == eventsAPI && env.attempt < len(w.opts.RetryAfter) {
		w.after(w.opts.RetryAfter[env.attempt], func(s *State) {
			again := s.again(env)
			again.attempt, again.reason = env.attempt+1, "timeout"
			s.cause(again)
		})
	}
}

func (env *envelope) decide(s *State, ack Ack) {
	ack.EnvelopeID, ack.About, ack.Conn, ack.Attempt, ack.At = env.id, env.about, env.conn, env.attempt, s.now()
	if env.conn != 0 {
		ack.Took = s.opts.Elapsed() - env.sent
	}
	env.decided = true
	env.ack = ack
	s.waiting--
	s.acks = append(s.acks, ack)
	close(env.done)
}

// again is a new envelope with the same payload.
func (s *State) again(env *envelope) *envelope {
	next := *env
	next.id, next.conn, next.sent, next.done = s.id("e"), 0, 0, make(chan struct{})
	next.decided, next.acked, next.ack = false, false, Ack{}
	s.envelopes[next.id] = &next
	s.waiting++
	return &next
}

// Redeliver sends the payload of an earlier envelope once more, in an envelope of its own, as Slack does when it is in
// doubt. The error says that there is no such envelope, or is ctx's.
func (w *Workspace) Redeliver(ctx context.Context, envelopeID string) (*Turn, error) {
	var next *envelope
	w.change(func(s *State) {
		if env := s.envelopes[envelopeID]; env != nil {
			next = s.again(env)
			next.about += " (redelivered)"
			if next.kind == eventsAPI {
				next.attempt, next.reason = env.attempt+1, "timeout"
			}
		}
	})
	if next == nil {
		return nil, fmt.Errorf("redeliver envelope %s: there is none", envelopeID)
	}
	return w.turn(ctx, next)
}

// turn delivers the envelope and waits until it is acked or given up.
func (w *Workspace) turn(ctx context.Context, env *envelope) (*Turn, error) {
	w.deliver(env)
	select {
	case <-env.done:
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for the ack of %s: %w", env.about, ctx.Err())
	}
	t := &Turn{EnvelopeID: env.id, Ack: env.ack}
	if env.trigger != nil {
		t.TriggerID = env.trigger.id
	}
	return t, nil
}
