package socket

import (
	"context"
	"sync"
	"time"
)

// allowance is how many connections may be held now.
type allowance struct {
	mu      sync.Mutex
	n       int
	changed chan struct{} // closed when n changes, and made anew
}

// newAllowance is everything at once, or nothing until Allowed has been asked.
func newAllowance(cfg Config) *allowance {
	a := &allowance{changed: make(chan struct{})}
	if cfg.Allowed == nil {
		a.n = cfg.Connections
	}
	return a
}

// now is the allowance and a channel that is closed when it changes.
func (a *allowance) now() (int, <-chan struct{}) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.n, a.changed
}

func (a *allowance) set(n int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if n == a.n {
		return
	}
	a.n = n
	close(a.changed)
	a.changed = make(chan struct{})
}

// follow asks again and again until ctx ends.
func (a *allowance) follow(ctx context.Context, cfg Config) {
	tick := time.NewTicker(cfg.Timing.AskEvery)
	defer tick.Stop()
	for ctx.Err() == nil {
		if n := cfg.Allowed(ctx); ctx.Err() == nil {
			a.set(n)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
		}
	}
}
