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

func TestReadyAndConnectedFollowHello(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		speak := make(chan struct{})
		s.greet = func(p *peer) { <-speak; p.say(hello) }
		cfg := s.config()
		cfg.Connections = 2
		r := s.run(cfg)
		none(t, "readiness before hello", r.Ready())
		if _, live := s.counts(); live != 2 || r.Connected() != 0 {
			t.Errorf("before hello: %d sockets, %d connected", live, r.Connected())
		}
		close(speak)
		take(t, "readiness", r.Ready())
		pass(0)
		if r.Connected() != 2 {
			t.Errorf("%d connected", r.Connected())
		}
	})
}

func TestAConnectionGoneBeforeItIsCountedDoesNotCount(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		r := s.run(s.config())
		p := s.next()
		p.command("e1")
		e := r.next()
		e.Release()
		r.stop()
		take(t, "end", r.done)
		r.roster.add(e.conn)
		if r.Connected() != 0 {
			t.Errorf("%d connected", r.Connected())
		}
	})
}

func TestDefaults(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		full := s.config()
		r := s.run(Config{Open: full.Open, Now: full.Now, HTTP: full.HTTP})
		s.next()
		s.next()
		pass(time.Second)
		if r.Connected() != 2 {
			t.Errorf("%d connected", r.Connected())
		}
		for limit := range 3 * time.Nanosecond {
			if d := r.cfg.Jitter(limit); d < 0 || d > limit {
				t.Errorf("Jitter(%d) = %d", limit, d)
			}
		}
	})
}

func TestPingsBothWays(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		s.run(s.config())
		p := s.next()
		pass(35 * time.Second)
		if n := p.pings.Load(); n != 3 {
			t.Errorf("%d pings in 35 seconds", n)
		}
		if err := p.ws.Ping(t.Context()); err != nil {
			t.Errorf("ping from Slack: %v", err)
		}
		pass(time.Hour / 2)
		if !p.isOpen() {
			t.Error("a connection that answers pings was closed")
		}
	})
}

func TestSilentConnectionIsReplaced(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		r := s.run(s.config())
		s.next()
		pass(0)
		s.wire.freeze()
		began := time.Now()
		s.next()
		if took := time.Since(began); took < 30*time.Second || took > 31*time.Second {
			t.Errorf("replaced after %v", took)
		}
		pass(0)
		if r.Connected() != 1 {
			t.Errorf("%d connected", r.Connected())
		}
	})
}

func TestFramesKeepAConnectionThatAnswersNoPing(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		s.ping = func(context.Context, []byte) bool { return false }
		s.run(s.config())
		p := s.next()
		began := time.Now()
		go func() {
			for p.ws.Ping(context.Background()) == nil {
				select {
				case <-time.After(5 * time.Second):
				case <-p.closed:
					return
				}
			}
		}()
		take(t, "close", p.closed)
		if took := time.Since(began); took != 40*time.Second { // the first ping after 10 s, its answer 30 s later at most
			t.Errorf("closed after %v", took)
		}
	})
}

func TestEnvelopesKeepTheWatchdogQuiet(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		s.ping = func(context.Context, []byte) bool { return false }
		cfg := s.config()
		cfg.Timing.PingEvery = time.Hour
		r := s.run(cfg)
		p := s.next()
		for range 10 {
			pass(29 * time.Second)
			p.command("e1")
			r.next().Release()
		}
		if !p.isOpen() {
			t.Error("closed although envelopes came in")
		}
		pass(29 * time.Second)
		if !p.isOpen() {
			t.Error("closed too early")
		}
		pass(2 * time.Second)
		if p.isOpen() {
			t.Error("still open after 31 silent seconds")
		}
	})
}

func TestNoHelloIsAFailedAttempt(t *testing.T) {
	for name, c := range map[string]struct {
		greet func(p *peer)
		after time.Duration
	}{
		"nothing said":         {func(*peer) {}, 15 * time.Second},
		"asked to leave first": {func(p *peer) { p.disconnect("warning") }, 0},
		"hung up":              {func(p *peer) { p.hangUp() }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			story(t, func(t *testing.T, s *slack) {
				s.greet = func(p *peer) {
					if p.n < 2 {
						c.greet(p)
						return
					}
					p.say(hello)
				}
				r := s.run(s.config())
				first := s.next()
				began := time.Now()
				second := s.next()
				if took := time.Since(began); took != c.after+250*time.Millisecond {
					t.Errorf("next attempt after %v", took)
				}
				none(t, "readiness", r.Ready())
				s.next()
				take(t, "readiness", r.Ready())
				take(t, "close", first.closed)
				take(t, "close", second.closed)
			})
		})
	}
}

// Which of several things that have happened a select takes is chance: every one is tried often.
func TestHelloCountsWhateverComesRightBehindIt(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		r := s.run(s.config())
		p := s.next()
		p.command("e1")
		e := r.next()
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		e.conn.tireOut()
		for range 100 {
			if err := e.conn.awaitHello(ended); err != nil {
				t.Fatal(err)
			}
		}
		if err := e.Ack(t.Context(), nil); err != nil {
			t.Error(err)
		}
	})
}

func TestPlannedCloseSendsACloseFrame(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		r := s.run(s.config())
		p := s.next()
		take(t, "readiness", r.Ready())
		r.stop()
		if err := take(t, "end", r.done); err != nil {
			t.Error(err)
		}
		if code := p.closing(t); code != websocket.StatusNormalClosure {
			t.Errorf("closed with %v", p.err)
		}
		if r.Connected() != 0 {
			t.Errorf("%d connected", r.Connected())
		}
	})
}

// ends are the ways a Slack says that there is no point in going on.
func ends() map[string]func(s *slack) {
	openTwiceThen := func(err error) func(n int) error {
		return func(n int) error {
			if n > 2 {
				return err
			}
			return nil
		}
	}
	revoked := errors.Join(ErrFatal, errRefused)
	return map[string]func(s *slack){
		"at the first attempt": func(s *slack) { s.open = func(int) error { return revoked } },
		"later": func(s *slack) {
			s.open = openTwiceThen(revoked)
			s.greet = func(p *peer) { p.say(hello); p.hangUp() }
		},
		"in a change-over": func(s *slack) {
			s.open = openTwiceThen(revoked)
			s.greet = func(p *peer) { p.say(hello); p.disconnect("warning") }
		},
		"link disabled":              func(s *slack) { s.greet = func(p *peer) { p.say(hello); p.disconnect("link_disabled") } },
		"link disabled before hello": func(s *slack) { s.greet = func(p *peer) { p.disconnect("link_disabled") } },
		"link disabled while no successor can be had": func(s *slack) {
			s.open = openTwiceThen(errRefused)
			s.greet = func(p *peer) {
				p.say(hello)
				p.disconnect("warning")
				<-time.After(time.Second)
				p.disconnect("link_disabled")
			}
		},
		"link disabled on the second": func(s *slack) {
			s.greet = func(p *peer) {
				p.say(hello)
				if p.n == 1 {
					p.disconnect("link_disabled")
				}
			}
		},
	}
}

func TestFatal(t *testing.T) {
	for name, arrange := range ends() {
		t.Run(name, func(t *testing.T) {
			story(t, func(t *testing.T, s *slack) {
				arrange(s)
				cfg := s.config()
				cfg.Connections = 2
				r := s.run(cfg)
				if err := take(t, "end", r.done); !errors.Is(err, ErrFatal) {
					t.Errorf("got %v", err)
				}
				synctest.Wait()
				if _, live := s.counts(); live != 0 || r.Connected() != 0 {
					t.Errorf("%d sockets, %d connected after the end", live, r.Connected())
				}
			})
		})
	}
}

func TestFatalStillWaitsForOpenEnvelopes(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		cfg := s.config()
		cfg.Connections = 2
		r := s.run(cfg)
		a, b := s.next(), s.next()
		a.command("e1")
		e := r.next()
		b.disconnect("link_disabled")
		none(t, "end", r.done)
		if err := e.Ack(t.Context(), nil); err != nil {
			t.Error(err)
		}
		a.ack(t)
		if err := take(t, "end", r.done); !errors.Is(err, ErrFatal) {
			t.Errorf("got %v", err)
		}
	})
}

func TestFatalStopsTheOtherConnectionsAtOnce(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		s.open = func(n int) error {
			if n > 2 {
				return ErrFatal
			}
			return nil
		}
		cfg := s.config()
		cfg.Connections = 2
		r := s.run(cfg)
		a, b := s.next(), s.next()
		a.command("slow")
		slow := r.next()
		a.disconnect("warning") // the successor is refused for good
		pass(time.Second)
		if b.isOpen() {
			t.Error("the other connection goes on")
		}
		a.command("late")
		late := r.next()
		if !late.Late || slow.Late {
			t.Errorf("late: %t, slow: %t", late.Late, slow.Late)
		}
		late.Release()
		if err := slow.Ack(t.Context(), nil); err != nil {
			t.Error(err)
		}
		a.ack(t)
		if err := take(t, "end", r.done); !errors.Is(err, ErrFatal) {
			t.Errorf("got %v", err)
		}
	})
}

func TestNoAddressInTheLog(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		s.greet = func(p *peer) {
			switch p.n {
			case 0:
				p.say(hello)
				p.disconnect("warning")
			case 1:
				p.disconnect("too_many_websockets")
			case 2:
				p.say(hello)
				p.say("topsecret frame")
				p.hangUp()
			}
		}
		cfg := s.config()
		open := cfg.Open
		asked := 0
		cfg.Open = func(ctx context.Context) (string, error) {
			u, err := open(ctx)
			asked++
			switch asked {
			case 2:
				u = strings.Replace(u, "ws://", "gopher://", 1)
			case 3:
				u += "\x7f"
			case 4:
				u = strings.Replace(u, "/link/", "/link%zz/", 1)
			}
			return u, err
		}
		s.run(cfg)
		s.next()
		s.next()
		s.next()
		s.wire.snap()
		_ = s.wire.Close() // nobody answers: dialling fails
		pass(time.Minute)
		text := string(s.log.bytes())
		if n := strings.Count(text, "connect to Slack"); n < 4 {
			t.Errorf("only %d failed attempts logged:\n%s", n, text)
		}
		if strings.Contains(text, "topsecret") {
			t.Errorf("the ticket is in the log:\n%s", text)
		}
	})
}
