package socket

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// What Slack counts comes with every hello, beside what the transport itself holds at that moment: during a change-over the
// old connection is among them.
func TestEveryHelloIsCounted(t *testing.T) {
	story(t, func(t *testing.T, s *slack) {
		counted := make(chan string, 10)
		cfg := s.config()
		cfg.Connections = 2
		cfg.Greeted = func(app, ours int) { counted <- fmt.Sprintf("%d of %d", ours, app) }
		s.greet = func(p *peer) { p.say(`{"type":"hello","num_connections":%d}`, 7+p.n) }
		r := s.run(cfg)
		s.next()
		s.next()
		pass(time.Second)
		for range 2 { // of which the first may be alone yet
			if got := take(t, "count", counted); !slices.Contains([]string{"1 of 7", "2 of 7", "1 of 8", "2 of 8"}, got) {
				t.Errorf("at the start it counts %s", got)
			}
		}
		r.Renew()
		if got := take(t, "count", counted); got != "3 of 9" {
			t.Errorf("in a change-over it counts %s", got)
		}
		s.next()
		pass(time.Minute)
		if n := r.held.Load(); n != 2 || r.Connected() != 2 {
			t.Errorf("after it %d are held and %d connected", n, r.Connected())
		}
		s.open = func(int) error { return errRefused }
		s.wire.snap()
		pass(time.Minute)
		if n := r.held.Load(); n != 0 {
			t.Errorf("%d are held when none can be opened", n)
		}
		r.Renew()
		none(t, "count without a connection", counted)
	})
}
