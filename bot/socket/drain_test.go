package socket

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"
)

func TestStopFinishesWhatIsOpen(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		cfg := s.config()
		cfg.Connections = 2
		r := s.run(cfg)
		a, b := s.next(), s.next()
		pass(0) // both handshakes are over
		a.command("a1")
		a.command("a2")
		e1, e2 := r.next(), r.next()
		r.stop()
		if code := b.closing(t); code != websocket.StatusNormalClosure {
			t.Errorf("the idle connection was closed with %v", b.err)
		}
		a.say(`{"type":"events_api","envelope_id":"event","payload":{}}`)
		none(t, "event after the stop", r.got)
		pass(5 * time.Second)
		none(t, "end with open envelopes", r.done)
		if r.ctx.Err() != nil {
			t.Error("the handler's context ended with the stop")
		}
		if err := e1.Ack(t.Context(), map[string]string{"text": "saved"}); err != nil {
			t.Error(err)
		}
		e2.Release()
		if err := take(t, "end", r.done); err != nil {
			t.Error(err)
		}
		if got, want := a.ack(t), `{"envelope_id":"a1","payload":{"text":"saved"}}`; got != want {
			t.Errorf("got %s", got)
		}
		none(t, "ack", a.acks)
		if code := a.closing(t); code != websocket.StatusNormalClosure {
			t.Errorf("closed with %v", a.err)
		}
		if r.ctx.Err() == nil {
			t.Error("the handler's context goes on after the drain")
		}
	})
}

// The envelope may be in the handler's hands before the place has noticed the hello.
func TestStopRightAfterHelloLosesNoAck(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		for range 50 {
			r := s.run(s.config())
			p := s.next()
			p.command("e1")
			e := r.next()
			r.stop()
			if err := e.Ack(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			p.ack(t)
			if err := take(t, "end", r.done); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestAfterTheStopCommandsAreLateAndEventsAreLeft(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		for range 50 {
			r := s.run(s.config())
			p := s.next()
			p.command("e1")
			e := r.next()
			r.stop()
			p.say(`{"type":"events_api","envelope_id":"event","payload":{}}`)
			none(t, "event after the stop", r.got)
			p.command("late")
			late := r.next()
			if late.ID != "late" || !late.Late || e.Late {
				t.Errorf("handed over %q, late %t, after %q, late %t", late.ID, late.Late, e.ID, e.Late)
			}
			if err := late.Ack(t.Context(), nil); err != nil {
				t.Error(err)
			}
			p.ack(t)
			e.Release()
			if err := take(t, "end", r.done); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestADrainEndsWhenNothingIsOpen(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		r := s.run(s.config())
		p := s.next()
		p.command("e1")
		first := r.next()
		drained := make(chan struct{})
		go func() { defer close(drained); first.conn.drain(t.Context()) }()
		none(t, "end of the drain", drained)
		p.command("e2")
		second := r.next()
		first.Release()
		none(t, "end of the drain", drained)
		if err := second.Ack(t.Context(), nil); err != nil {
			t.Error(err)
		}
		p.ack(t)
		take(t, "end of the drain", drained)
		if first.conn.open.add() {
			t.Error("a drained connection takes an envelope")
		}
	})
}

func TestStopFlushesManyAcks(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		r := s.run(s.config())
		p := s.next()
		const n = 400
		for range n {
			p.command("e1")
		}
		var envelopes []*Envelope
		for range n {
			envelopes = append(envelopes, r.next())
		}
		r.stop()
		for _, e := range envelopes {
			go func() {
				if err := e.Ack(context.Background(), nil); err != nil {
					t.Error(err)
				}
			}()
		}
		if err := take(t, "end", r.done); err != nil {
			t.Error(err)
		}
		if code := p.closing(t); code != websocket.StatusNormalClosure {
			t.Errorf("closed with %v", p.err)
		}
		if len(p.acks) != n {
			t.Errorf("%d of %d acks arrived", len(p.acks), n)
		}
	})
}

func TestDrainHasAnEnd(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		r := s.run(s.config())
		p := s.next()
		p.command("forgotten")
		e := r.next()
		r.stop()
		began := time.Now()
		err := take(t, "end", r.done)
		if err == nil || !strings.Contains(err.Error(), "1 envelopes left unanswered") {
			t.Errorf("got %v", err)
		}
		if took := time.Since(began); took != 10*time.Second {
			t.Errorf("ended after %v", took)
		}
		if code := p.closing(t); code != websocket.StatusNormalClosure {
			t.Errorf("closed with %v", p.err)
		}
		if r.ctx.Err() == nil {
			t.Error("the handler's context goes on")
		}
		if err := e.Ack(t.Context(), nil); !errors.Is(err, errGone) {
			t.Errorf("ack after the end: %v", err)
		}
	})
}

func TestStopWaitsForEnvelopesOfBrokenConnections(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		r := s.run(s.config())
		p := s.next()
		p.command("e1")
		e := r.next()
		p.hangUp()
		s.next()
		r.stop()
		pass(time.Second)
		none(t, "end", r.done)
		e.Release()
		if err := take(t, "end", r.done); err != nil {
			t.Error(err)
		}
	})
}

// moments are the states a stop can meet: what Slack does to a connection, and what has happened before the stop.
func moments() map[string]struct {
	greet func(p *peer)
	until func(s *slack)
} {
	type moment = struct {
		greet func(p *peer)
		until func(s *slack)
	}
	greetOnly := func(n int) func(p *peer) {
		return func(p *peer) {
			if p.n < n {
				p.say(hello)
			}
		}
	}
	leave := func(s *slack, n int) {
		var peers []*peer
		for range n {
			peers = append(peers, s.next())
		}
		pass(time.Minute)
		for _, p := range peers {
			p.disconnect("warning")
		}
		pass(time.Second)
	}
	return map[string]moment{
		"before anything":               {greetOnly(2), func(*slack) {}},
		"before hello":                  {greetOnly(0), func(*slack) { pass(time.Second) }},
		"in a change-over":              {greetOnly(1), func(s *slack) { leave(s, 1) }},
		"while an old one lingers":      {greetOnly(9), func(s *slack) { leave(s, 1) }},
		"while one waits for its turn":  {greetOnly(2), func(s *slack) { leave(s, 2) }},
		"while both have been replaced": {greetOnly(9), func(s *slack) { leave(s, 2) }},
		"in a backoff":                  {func(p *peer) { p.hangUp() }, func(*slack) { pass(905 * time.Second) }},
	}
}

func TestStopAtAnyMoment(t *testing.T) {
	for name, m := range moments() {
		t.Run(name, func(t *testing.T) {
			story(t, func(t *testing.T, s *slack) {
				s.greet = m.greet
				cfg := s.config()
				cfg.Connections = 2
				r := s.run(cfg)
				m.until(s)
				r.stop()
				began := time.Now()
				if err := take(t, "end", r.done); err != nil {
					t.Error(err)
				}
				if n := s.wire.left(); n != 0 {
					t.Errorf("ended with %d connections not closed", n)
				}
				if took := time.Since(began); took > time.Second {
					t.Errorf("ended after %v", took)
				}
				synctest.Wait()
				if _, live := s.counts(); live != 0 {
					t.Errorf("%d sockets left", live)
				}
			})
		})
	}
}

func TestStopWithADeadSlackHasAnEnd(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		r := s.run(s.config())
		s.next()
		pass(0)
		s.wire.freeze()
		r.stop()
		began := time.Now()
		if err := take(t, "end", r.done); err != nil {
			t.Error(err)
		}
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("ended after %v", took)
		}
	})
}

func TestAChangeOverThatBeganBeforeTheStopLosesNoAck(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		r := s.run(s.config())
		old := s.next()
		old.command("e1")
		e := r.next()
		pass(2880 * time.Second)
		s.next()
		r.stop()
		pass(time.Second)
		if err := e.Ack(t.Context(), nil); err != nil {
			t.Error(err)
		}
		old.ack(t)
		if err := take(t, "end", r.done); err != nil {
			t.Error(err)
		}
	})
}
