package socket

import (
	"fmt"
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
		for n := range 2 {
			if got, want := take(t, "count", counted), fmt.Sprintf("2 of %d", 7+n); got != want && got != fmt.Sprintf("1 of %d", 7+n) {
				t.Errorf("hello %d counts %s, want %s or one less", n, got, want)
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
