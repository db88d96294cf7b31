package socket

import (
	"testing"
	"time"

	"github.com/coder/websocket"
)

// changeOvers are the reasons to change over, each as something that happens to a peer.
func changeOvers() map[string]func(p *peer) {
	return map[string]func(p *peer){
		"warning":           func(p *peer) { p.disconnect("warning") },
		"refresh_requested": func(p *peer) { p.disconnect("refresh_requested") },
		"a new reason":      func(p *peer) { p.disconnect("moon_phase") },
		"80% of its time":   func(*peer) { pass(3600*time.Second*8/10 - time.Minute) },
	}
}

func TestChangeOverMakesBeforeItBreaks(t *testing.T) {
	for name, happen := range changeOvers() {
		t.Run(name, func(t *testing.T) {
			story(t, func(t *testing.T, s *slack) {
				speak := make(chan struct{})
				s.greet = func(p *peer) {
					if p.n > 0 {
						<-speak
					}
					p.say(hello)
				}
				r := s.run(s.config())
				old := s.next()
				pass(time.Minute)
				happen(old)
				pass(0)
				if _, live := s.counts(); live != 2 || !old.isOpen() {
					t.Fatalf("%d sockets while the successor has not said hello", live)
				}
				old.command("during")
				if err := r.next().Ack(t.Context(), nil); err != nil {
					t.Error(err)
				}
				old.ack(t)
				close(speak)
				next := s.next()
				if code := old.closing(t); code != websocket.StatusNormalClosure {
					t.Errorf("closed with %v", old.err)
				}
				next.command("after")
				if err := r.next().Ack(t.Context(), nil); err != nil {
					t.Error(err)
				}
				if r.Connected() != 1 {
					t.Errorf("%d connected", r.Connected())
				}
			})
		})
	}
}

func TestChangeOverAt80Percent(t *testing.T) {
	for name, c := range map[string]struct {
		jitter time.Duration
		want   time.Duration
	}{
		"without jitter": {0, 2880 * time.Second},
		"with all of it": {time.Hour, 2592 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			story(t, func(t *testing.T, s *slack) {
				cfg := s.config()
				cfg.Jitter = func(limit time.Duration) time.Duration { return min(c.jitter, limit) }
				s.run(cfg)
				began := time.Now()
				s.next()
				select {
				case <-s.peers:
				case <-time.After(time.Hour):
				}
				if took := time.Since(began); took != c.want {
					t.Errorf("changed over after %v, want %v", took, c.want)
				}
			})
		})
	}
}

func TestNoChangeOverWhereSlackNamesNoTime(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		s.greet = func(p *peer) { p.say(`{"type":"hello"}`) }
		s.run(s.config())
		p := s.next()
		pass(5 * time.Hour)
		if opens, _ := s.counts(); opens != 1 || !p.isOpen() {
			t.Errorf("%d connections opened", opens)
		}
	})
}

func TestReplacedConnectionWaitsForItsOpenEnvelopes(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		r := s.run(s.config())
		old := s.next()
		old.command("slow")
		slow := r.next()
		pass(2880 * time.Second)
		s.next()
		pass(5 * time.Second)
		old.command("late") // Slack does not know yet that the connection is to be closed
		late := r.next()
		if err := slow.Ack(t.Context(), nil); err != nil {
			t.Error(err)
		}
		pass(time.Second)
		if !old.isOpen() {
			t.Fatal("closed with an open envelope")
		}
		if err := late.Ack(t.Context(), nil); err != nil {
			t.Error(err)
		}
		old.closing(t)
		if a, b := old.ack(t), old.ack(t); a != `{"envelope_id":"slow"}` || b != `{"envelope_id":"late"}` {
			t.Errorf("got %s and %s", a, b)
		}
	})
}

func TestReplacedConnectionWaitsNoLongerThanTheDrain(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		r := s.run(s.config())
		old := s.next()
		old.command("forgotten")
		e := r.next()
		pass(2880 * time.Second)
		s.next()
		began := time.Now()
		old.closing(t)
		if took := time.Since(began); took != 10*time.Second {
			t.Errorf("closed after %v", took)
		}
		e.Release()
	})
}

func TestAnnouncedCloseIsLeftToSlack(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		r := s.run(s.config())
		old := s.next()
		pass(time.Minute)
		old.disconnect("warning")
		s.next()
		pass(10 * time.Second)
		if !old.isOpen() {
			t.Fatal("closed before Slack did")
		}
		if r.Connected() != 1 {
			t.Errorf("%d connected", r.Connected())
		}
		old.hangUp()
		pass(time.Minute)
		if opens, live := s.counts(); opens != 2 || live != 1 {
			t.Errorf("%d opened, %d live", opens, live)
		}
	})
	t.Run("but not for ever", func(t *testing.T) {
		story(t, func(t *testing.T, s *slack) {
			s.run(s.config())
			old := s.next()
			pass(time.Minute)
			old.disconnect("warning")
			began := time.Now()
			old.closing(t)
			if took := time.Since(began); took != 12*time.Second {
				t.Errorf("closed after %v", took)
			}
		})
	})
}

func TestChangeOversTakeTurns(t *testing.T) {
	for name, happen := range changeOvers() {
		t.Run(name, func(t *testing.T) {
			story(t, func(t *testing.T, s *slack) {
				s.greet = func(p *peer) {
					if p.n > 1 {
						<-time.After(time.Second)
					}
					p.say(hello)
				}
				cfg := s.config()
				cfg.Connections = 2
				r := s.run(cfg)
				a, b := s.next(), s.next()
				pass(time.Minute)
				happen(a)
				if name != "80% of its time" { // which both have reached
					happen(b)
				}
				began := time.Now()
				s.next()
				s.next()
				if took := time.Since(began); took > 3*time.Second {
					t.Errorf("both had a successor only after %v", took)
				}
				a.closing(t)
				b.closing(t)
				if opens, live := s.counts(); opens != 4 || live != 2 {
					t.Errorf("%d opened, %d live", opens, live)
				}
				if n := s.wire.atMost(); n != 3 {
					t.Errorf("%d sockets at most", n)
				}
				if r.Connected() != 2 {
					t.Errorf("%d connected", r.Connected())
				}
			})
		})
	}
}

func TestAConnectionThatBreaksWaitsForNoTurn(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		speak := make(chan struct{})
		s.greet = func(p *peer) {
			if p.n == 2 {
				<-speak
			}
			p.say(hello)
		}
		cfg := s.config()
		cfg.Connections = 2
		s.run(cfg)
		a, b := s.next(), s.next()
		pass(time.Minute)
		a.disconnect("warning")
		pass(time.Second)
		b.disconnect("warning")
		pass(time.Second)
		b.hangUp()
		began := time.Now()
		if p := s.next(); p.n != 3 {
			t.Errorf("connection %d came up", p.n)
		}
		if took := time.Since(began); took != 0 {
			t.Errorf("it came up after %v", took)
		}
		close(speak)
		s.next()
		if n := s.wire.atMost(); n != 3 {
			t.Errorf("%d sockets at most", n)
		}
	})
}

func TestOldConnectionServesWhileNoNewOneCanBeHad(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		s.open = func(n int) error {
			if 1 < n && n < 8 {
				return errRefused
			}
			return nil
		}
		r := s.run(s.config())
		old := s.next()
		pass(2885 * time.Second)
		if opens, _ := s.counts(); opens != 6 { // after 0, 0.25, 0.5, 1 and 2 seconds
			t.Errorf("%d attempts in five seconds", opens)
		}
		old.command("e1")
		if err := r.next().Ack(t.Context(), nil); err != nil {
			t.Error(err)
		}
		if r.Connected() != 1 {
			t.Errorf("%d connected", r.Connected())
		}
		s.next()
		old.closing(t)
	})
}

func TestOldConnectionBreaksWhileNoNewOneCanBeHad(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		s.open = func(n int) error {
			if 1 < n && n < 6 {
				return errRefused
			}
			return nil
		}
		r := s.run(s.config())
		old := s.next()
		began := time.Now()
		pass(2882 * time.Second)
		old.hangUp()
		pass(0)
		if r.Connected() != 0 {
			t.Errorf("%d connected", r.Connected())
		}
		s.next()
		if opens, _ := s.counts(); opens != 6 {
			t.Errorf("%d attempts", opens)
		}
		if took := time.Since(began); took != 2883750*time.Millisecond { // waits of 0.25, 0.5, 1 and 2 s, none of them twice
			t.Errorf("the successor came up after %v", took)
		}
	})
}
