package bot

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// Idle returns when everything that came in is answered and everything that is to be said is delivered. What waits for a
// paused market is not counted. The error is ctx's, or that the store cannot be asked.
func (b *Bot) Idle(ctx context.Context) error {
	for {
		quiet, changed := b.pulse.quiet()
		if quiet {
			left, err := b.cfg.Notices.Backlog(ctx)
			if err != nil {
				return err
			}
			if still, _ := b.pulse.quiet(); left.Waiting == 0 && still {
				return nil
			}
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("wait for the bot to come to rest: %w", ctx.Err())
		}
	}
}

// pulse counts what is under way and says when that changes.
type pulse struct {
	mu      sync.Mutex
	n       int
	changed chan struct{}
}

func newPulse() *pulse { return &pulse{changed: make(chan struct{})} }

// beat adds n to what is under way, which may be 0: something has changed.
func (p *pulse) beat(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.n += n
	close(p.changed)
	p.changed = make(chan struct{})
}

// quiet says that nothing is under way, and gives what closes at the next change.
func (p *pulse) quiet() (bool, <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.n == 0, p.changed
}

// pause waits, or until ctx ends.
func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
