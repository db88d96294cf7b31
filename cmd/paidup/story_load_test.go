package main

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"paidup/bot/slackfake"
	"paidup/bot/socket"
)

// hasty has connections replaced as fast as Slack asks for it.
var hasty = socket.Timing{BackoffFrom: time.Millisecond, BackoffTo: 5 * time.Millisecond, SettledAfter: time.Nanosecond, LingerFor: 300 * time.Millisecond}

// crowd is people who note things as fast as they are answered, until their context ends.
type crowd struct {
	typed, saved atomic.Int64
	mu           sync.Mutex
	unanswered   []string
	people       sync.WaitGroup
}

// crowds has eight people type until ctx ends, each on a file of their own. They wait for answers until patience ends.
func (s *stage) crowds(ctx, patience context.Context) *crowd {
	s.t.Helper()
	c := &crowd{}
	for n := range 8 {
		number := fmt.Sprint("FM-", 3001+n)
		s.has(number, fmt.Sprint("Customer ", n))
		who := s.ws.Person([]string{"dana", "ben"}[n%2])
		c.people.Go(func() {
			for i := 0; ctx.Err() == nil; i++ {
				turn, err := who.Types(patience, "fort-myers", fmt.Sprintf("/note %s gate code %d", number, i))
				c.typed.Add(1)
				switch {
				case err == nil && turn.Ack.Problem == "" && strings.Contains(string(turn.Ack.Payload), "✅ Saved."):
					c.saved.Add(1)
				case err == nil:
					c.misses(fmt.Sprintf("%s %d: %s %.200s", number, i, turn.Ack.Problem, turn.Ack.Payload))
				default:
					c.misses(err.Error())
				}
			}
		})
	}
	return c
}

func (c *crowd) misses(what string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.unanswered = append(c.unanswered, what)
}

// notes is how many are stored.
func (s *stage) notes() (n int64) {
	s.t.Helper()
	s.must(s.store.DB().QueryRow(`select count(*) from notes`).Scan(&n))
	return n
}

// A hundred times in a row Slack has a connection replaced while people type: nothing is lost, and at no moment is there none.
func TestRefreshesUnderLoad(t *testing.T) {
	t.Parallel()
	s := bareStage(t)
	s.halt()
	s.house, s.halt = s.opensWith(s.store, hasty)
	ctx, stop := context.WithTimeout(context.Background(), 5*patient)
	defer stop()
	s.must(s.ws.WaitFor(ctx, func(st *slackfake.State) bool { return st.Connections() == 2 }))
	dark, watching := 0, make(chan struct{})
	typing, enough := context.WithCancel(ctx)
	go func() {
		defer close(watching)
		_ = s.ws.WaitFor(typing, func(st *slackfake.State) bool { // until the typing ends
			if st.Connections() == 0 {
				dark++
			}
			return false
		})
	}()
	c := s.crowds(typing, ctx)
	began := time.Now()
	for range 100 {
		s.must(s.ws.WaitFor(ctx, func(st *slackfake.State) bool { return st.Staying() == 2 }))
		s.must(s.ws.Disconnect(slackfake.Warning))
	}
	t.Logf("a hundred refreshes in %s, %.0f commands a second", time.Since(began).Round(time.Millisecond), float64(c.typed.Load())/time.Since(began).Seconds())
	enough()
	c.people.Wait()
	<-watching
	if n := s.notes(); len(c.unanswered) > 0 || c.saved.Load() != c.typed.Load() || n != c.saved.Load() {
		t.Errorf("%d typed, %d told saved, %d stored; unanswered: %q", c.typed.Load(), c.saved.Load(), n, c.unanswered)
	}
	if dark > 0 {
		t.Errorf("%d times there was no connection", dark)
	}
	s.rests()
	s.stop()
	s.log.forgive("connection lost")
	s.log.check(t, nil)
}

// Stopped while people type, the program answers everything it took in: what is stored was told to be saved, each, and nobody
// who was answered was told anything else than that nothing was.
func TestStopUnderLoad(t *testing.T) {
	t.Parallel()
	s := bareStage(t)
	typing, enough := context.WithCancel(context.Background())
	defer enough()
	c := s.crowds(typing, typing)
	ctx, cancel := context.WithTimeout(context.Background(), patient)
	defer cancel()
	s.must(s.ws.WaitFor(ctx, func(*slackfake.State) bool { return c.saved.Load() >= 100 }))
	s.halt()
	enough()
	c.people.Wait()
	told := int64(0)
	s.ws.Read(func(st *slackfake.State) {
		for _, ack := range st.Acks() {
			switch says := string(ack.Payload); {
			case strings.Contains(says, "✅ Saved."):
				told++
			case says != "" && !strings.Contains(says, "Nothing was saved: Paidup is being restarted."):
				t.Errorf("somebody was told: %s", says)
			}
		}
	})
	if n := s.notes(); n != told {
		t.Errorf("%d stored, %d told to be saved", n, told)
	}
	s.stop()
	s.log.check(t, nil)
}
