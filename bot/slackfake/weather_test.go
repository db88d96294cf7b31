package slackfake

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestAConnectionFailsWithoutAWord: cut, silent and half open. The workspace goes on sending into the last two, and what it
// sends is lost or its ack is.
func TestAConnectionFailsWithoutAWord(t *testing.T) {
	t.Parallel()
	for how, reaches := range map[string]bool{Silent: false, HalfOpen: true} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			ws := newWorkspace(t, Options{AckWithin: 500 * time.Millisecond})
			b := newBot(t, ws, nil)
			waitFor(t, ws, "a connection", func(s *State) bool { return s.Connections() == 1 })
			must(t, ws.Break(how))
			turn, err := ws.Person("dana").Types(t.Context(), "fort-myers", "/pay 1")
			must(t, err)
			if !strings.Contains(turn.Ack.Problem, "no ack within") {
				t.Errorf("the turn ended with %q", turn.Ack.Problem)
			}
			if got := len(b.seen()) == 2; got != reaches {
				t.Errorf("the envelope reached the app: %t, want %t", got, reaches)
			}
			ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
			defer cancel()
			if b.sock.Ping(ctx) == nil {
				t.Error("a ping is answered")
			}
			if err := ws.Break(how); !errors.Is(err, ErrNoConnection) {
				t.Errorf("it fails twice: %v", err)
			}
		})
	}
	ws := newWorkspace(t, Options{})
	newBot(t, ws, nil)
	newBot(t, ws, nil)
	waitFor(t, ws, "two connections", func(s *State) bool { return s.Connections() == 2 })
	must(t, ws.Break(Cut))
	waitFor(t, ws, "one connection", func(s *State) bool { return s.Connections() == 1 })
	if err := ws.Break("magic"); err == nil {
		t.Error("there is no such way")
	}
}

// TestWeather: faults befall calls by themselves, after those that a test asked for; and of two envelopes the one that lags
// less comes first.
func TestWeather(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{AckWithin: patience})
	b := newBot(t, ws, nil)
	lags := []time.Duration{300 * time.Millisecond, 0}
	ws.Turn(Weather{
		Call: func(method string) *Fault {
			if method == "auth.test" {
				return &Fault{Err: "internal_error"}
			}
			return nil
		},
		Lag: func() time.Duration {
			defer func() { lags = lags[1:] }()
			return lags[0]
		},
	})
	ws.Fail("auth.test", 1, Fault{Err: "ratelimited"})
	for _, want := range []string{"ratelimited", "internal_error"} {
		if got := text(b.call("auth.test", object{}), "error"); got != want {
			t.Errorf("auth.test: %q, want %q", got, want)
		}
	}
	if got := b.call("users.list", object{}); got["ok"] != true {
		t.Errorf("users.list: %v", got)
	}
	var typing sync.WaitGroup
	typing.Go(func() {
		_, err := ws.Person("dana").Types(t.Context(), "fort-myers", "/pay slow")
		if err != nil {
			t.Error(err)
		}
	})
	waitFor(t, ws, "the slow one to be sent", func(s *State) bool { return s.waiting == 1 && len(lags) == 1 })
	_, err := ws.Person("ben").Types(t.Context(), "fort-myers", "/pay fast")
	must(t, err)
	typing.Wait()
	if got := b.seen(); len(got) != 3 || text(got[1].Payload, "text") != "fast" {
		t.Errorf("the app got %v", got)
	}
	ws.Turn(Weather{})
	if got := b.call("auth.test", object{}); got["ok"] != true {
		t.Errorf("in fair weather: %v", got)
	}
}
