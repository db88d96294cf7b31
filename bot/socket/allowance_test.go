package socket

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"
)

func TestAllowanceIsHonoured(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		var allowed atomic.Int32
		cfg := s.config()
		cfg.Connections = 2
		cfg.Allowed = func(context.Context) int { return int(allowed.Load()) }
		r := s.run(cfg)
		expect := func(n int) {
			t.Helper()
			if _, live := s.counts(); live != n || r.Connected() != n {
				t.Errorf("%d sockets, %d connected, want %d", live, r.Connected(), n)
			}
		}
		pass(time.Minute)
		expect(0)
		for _, n := range []int{1, 2, 9} {
			allowed.Store(int32(n))
			pass(10 * time.Second)
			expect(min(n, 2))
		}
		a, b := s.next(), s.next()
		b.command("slow")
		e := r.next()
		allowed.Store(1)
		pass(10 * time.Second)
		if !b.isOpen() {
			t.Error("closed with an open envelope")
		}
		if err := e.Ack(t.Context(), nil); err != nil {
			t.Error(err)
		}
		if code := b.closing(t); code != websocket.StatusNormalClosure {
			t.Errorf("closed with %v", b.err)
		}
		expect(1)
		allowed.Store(0)
		a.closing(t)
		expect(0)
		allowed.Store(1)
		s.next()
		pass(0)
		expect(1)
	})
}

func TestAllowanceEndsAttempts(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		var allowed atomic.Int32
		allowed.Store(1)
		var answered atomic.Int32
		s.open = func(int) error {
			if answered.Load() == 0 {
				t.Error("an attempt that is not allowed")
			}
			return errRefused
		}
		cfg := s.config()
		cfg.Allowed = func(context.Context) int {
			answered.Store(allowed.Load())
			return int(answered.Load())
		}
		s.run(cfg)
		pass(time.Minute)
		allowed.Store(0)
		pass(time.Minute)
		before, _ := s.counts()
		pass(time.Hour)
		if after, _ := s.counts(); before == 0 || after != before {
			t.Errorf("%d attempts, then %d", before, after)
		}
	})
}
