package socket

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A stormy Slack over real sockets: no connection lasts, and still every envelope is handed over once, every ack comes by
// the connection of its envelope, and a connection that Slack only asks to leave loses nothing.
func TestStormOverRealSockets(t *testing.T) {
	t.Parallel()
	const perPeer, wanted = 20, 3_000
	s := newRealSlack(t)
	s.greet = func(p *peer) {
		p.say(hello)
		for i := range perPeer {
			p.command(fmt.Sprintf("%d-%d", p.n, i))
		}
		switch p.n % 4 {
		case 0:
			p.disconnect("warning")
		case 1:
			p.disconnect("refresh_requested")
		case 2:
			p.hangUp()
		case 3:
			p.disconnect("too_many_websockets")
		}
	}
	cfg := s.config()
	cfg.Connections, cfg.Jitter = 2, nil
	cfg.Timing = Timing{BackoffFrom: time.Millisecond, BackoffTo: 4 * time.Millisecond, LingerFor: 5 * time.Millisecond}
	transport := New(cfg)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()

	var mu sync.Mutex
	seen := map[string]int{}
	var acks sync.WaitGroup
	err := transport.Run(ctx, func(ctx context.Context, e *Envelope) {
		mu.Lock()
		defer mu.Unlock()
		seen[e.ID]++
		if len(seen) == wanted {
			stop()
		}
		acks.Go(func() { _ = e.Ack(ctx, map[string]string{"text": e.ID}) })
	})
	acks.Wait()
	if err != nil {
		t.Error(err)
	}
	for id, n := range seen {
		if n != 1 {
			t.Errorf("envelope %s was handed over %d times", id, n)
		}
	}
	for _, p := range s.ever() {
		checkAcks(t, p, seen)
	}
}

func checkAcks(t *testing.T, p *peer, seen map[string]int) {
	t.Helper()
	<-p.closed
	got := map[string]int{}
	for len(p.acks) > 0 {
		id, _ := ackOf(t, <-p.acks)
		got[id]++
	}
	handedOver := map[string]int{}
	for i := range 20 {
		if id := fmt.Sprintf("%d-%d", p.n, i); seen[id] > 0 {
			handedOver[id] = 1
		}
	}
	if p.n%4 <= 1 {
		if diff := cmp.Diff(handedOver, got); diff != "" {
			t.Errorf("acks on connection %d (-handed over +acked):\n%s", p.n, diff)
		}
		return
	}
	for id, n := range got {
		if n != 1 || handedOver[id] != 1 {
			t.Errorf("connection %d got %d acks of %s", p.n, n, id)
		}
	}
}

// BenchmarkEnvelopes sends envelopes over one real connection, 32 unacknowledged at most, and reads their acks.
func BenchmarkEnvelopes(b *testing.B) {
	handlers := map[string]func(jobs chan *Envelope) Handler{
		"acked on the reader": func(chan *Envelope) Handler {
			return func(ctx context.Context, e *Envelope) { _ = e.Ack(ctx, nil) }
		},
		"handed to 8 workers": func(jobs chan *Envelope) Handler {
			return func(_ context.Context, e *Envelope) { jobs <- e }
		},
	}
	for name, handler := range handlers {
		b.Run(name, func(b *testing.B) {
			s := newRealSlack(b)
			jobs := make(chan *Envelope, 64)
			var workers sync.WaitGroup
			for range 8 {
				workers.Go(func() {
					for e := range jobs {
						_ = e.Ack(context.Background(), nil)
					}
				})
			}
			ctx, stop := context.WithCancel(b.Context())
			done := make(chan error, 1)
			go func() { done <- New(s.config()).Run(ctx, handler(jobs)) }()
			pump(b, s.next())
			stop()
			if err := <-done; err != nil {
				b.Error(err)
			}
			close(jobs)
			workers.Wait()
		})
	}
}

func pump(b *testing.B, p *peer) {
	b.ReportAllocs()
	outstanding := 0
	for b.Loop() {
		if outstanding == 32 {
			<-p.acks
			outstanding--
		}
		p.command("e1")
		outstanding++
	}
	for range outstanding {
		<-p.acks
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "envelopes/s")
}
