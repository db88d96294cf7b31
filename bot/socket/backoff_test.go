package socket

import (
	"fmt"
	"testing"
	"time"
)

// storms are Slacks with which no connection lasts, and the most attempts ten minutes with one may see.
func storms() map[string]func(s *slack) {
	return map[string]func(s *slack){
		"refuses to open":       func(s *slack) { s.open = func(int) error { return errRefused } },
		"hangs up at once":      func(s *slack) { s.greet = func(p *peer) { p.hangUp() } },
		"hangs up after hello":  func(s *slack) { s.greet = func(p *peer) { p.say(hello); p.hangUp() } },
		"breaks the wire":       func(s *slack) { s.greet = func(p *peer) { p.say(hello); s.wire.snap() } },
		"asks to leave at once": func(s *slack) { s.greet = func(p *peer) { p.say(hello); p.disconnect("refresh_requested") } },
		"asks, then hangs up":   func(s *slack) { s.greet = func(p *peer) { p.say(hello); p.disconnect("warning"); p.hangUp() } },
		"gives a second of life": func(s *slack) {
			s.greet = func(p *peer) { p.say(`{"type":"hello","debug_info":{"approximate_connection_time":1}}`) }
		},
		"has too many":        func(s *slack) { s.greet = func(p *peer) { p.disconnect("too_many_websockets") } },
		"has too many, later": func(s *slack) { s.greet = func(p *peer) { p.say(hello); p.disconnect("too_many_websockets") } },
	}
}

func TestStormsDoNotMakeItSpin(t *testing.T) {
	for name, arrange := range storms() {
		t.Run(name, func(t *testing.T) {
			story(t, func(t *testing.T, s *slack) {
				arrange(s)
				s.run(s.config())
				pass(10 * time.Minute)
				opens, _ := s.counts()
				if opens < 15 || opens > 48 { // 15 s and more between them, once the backoff has grown
					t.Errorf("%d attempts in ten minutes", opens)
				}
			})
		})
	}
}

func TestBackoffGrowsAndIsForgotten(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		var at []time.Time
		s.open = func(n int) error {
			at = append(at, time.Now())
			if n <= 9 {
				return errRefused
			}
			return nil
		}
		cfg := s.config()
		cfg.Jitter = func(limit time.Duration) time.Duration { return limit }
		s.run(cfg)
		p := s.next()
		want := []time.Duration{500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000}
		for i, ms := range want {
			if got := at[i+1].Sub(at[i]); got != ms*time.Millisecond {
				t.Errorf("wait %d is %v, want %v", i, got, ms*time.Millisecond)
			}
		}
		pass(29 * time.Second)
		p.hangUp()
		p = s.next()
		if got := time.Since(at[9]) - 29*time.Second; got != 30*time.Second {
			t.Errorf("after a connection of 29 seconds the wait is %v", got)
		}
		pass(30 * time.Second)
		p.hangUp()
		s.next()
		if got := at[11].Sub(at[10]) - 30*time.Second; got != 500*time.Millisecond {
			t.Errorf("after a connection of 30 seconds the wait is %v", got)
		}
		pass(0)
		s.wire.snap()
		s.next()
		if got := at[12].Sub(at[11]); got != 500*time.Millisecond {
			t.Errorf("after the next failure the wait is %v", got)
		}
	})
}

func TestTooManyWebsocketsWaitsLongAtOnce(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		s.greet = func(p *peer) {
			if p.n == 0 {
				p.disconnect("too_many_websockets")
				return
			}
			p.say(hello)
		}
		s.run(s.config())
		s.next()
		for range 2 {
			began := time.Now()
			p := s.next()
			if took := time.Since(began); took != 15*time.Second {
				t.Errorf("tried again after %v", took)
			}
			pass(time.Minute)
			p.disconnect("too_many_websockets")
		}
	})
}

func TestOpenMaySayWhenToTryAgain(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		s.open = func(n int) error {
			if n == 1 {
				return fmt.Errorf("open: %w", &Later{After: 47 * time.Second, Err: errRefused})
			}
			return nil
		}
		began := time.Now()
		s.run(s.config())
		s.next()
		if took := time.Since(began); took != 47*time.Second {
			t.Errorf("tried again after %v", took)
		}
	})
}
