package socket

import (
	"context"
	"sync"
)

// turns share out the one extra connection: a change-over holds the turn from before its new connection is opened until
// the old one is closed.
type turns struct {
	held chan struct{} // full while somebody has the turn

	mu      sync.Mutex
	waiting int
	asked   chan struct{} // closed once somebody waits; made anew when nobody does
}

func newTurns() *turns {
	return &turns{held: make(chan struct{}, 1), asked: make(chan struct{})}
}

// take waits for the turn and reports whether it came before ctx ended or enough was closed.
func (t *turns) take(ctx context.Context, enough <-chan struct{}) bool {
	t.wait(1)
	defer t.wait(-1)
	select {
	case t.held <- struct{}{}:
		return true
	case <-enough:
	case <-ctx.Done():
	}
	return false
}

func (t *turns) giveBack() { <-t.held }

// wanted is closed when somebody waits for the turn. Whoever has it looks here to hurry.
func (t *turns) wanted() <-chan struct{} {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.asked
}

func (t *turns) wait(n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	before := t.waiting
	t.waiting += n
	switch {
	case before == 0:
		close(t.asked)
	case t.waiting == 0:
		t.asked = make(chan struct{})
	}
}
