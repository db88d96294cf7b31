package socket

import (
	"context"
	"sync"
)

// tally counts open envelopes and says when there are none.
type tally struct {
	mu      sync.Mutex
	n       int
	stopped bool
	none    chan struct{} // closed while n is 0
}

func newTally() *tally {
	none := make(chan struct{})
	close(none)
	return &tally{none: none}
}

// add counts one more, unless the tally is stopped.
func (t *tally) add() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.stopped {
		return false
	}
	if t.n == 0 {
		t.none = make(chan struct{})
	}
	t.n++
	return true
}

func (t *tally) done() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.n--
	if t.n == 0 {
		close(t.none)
	}
}

// stop has nothing counted any more, if there is none now.
func (t *tally) stop() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.stopped = t.stopped || t.n == 0
	return t.stopped
}

func (t *tally) empty() <-chan struct{} {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.none
}

// wait returns when none is open, or when ctx ends, with the number that is left.
func (t *tally) wait(ctx context.Context) int {
	select {
	case <-t.empty():
	case <-ctx.Done():
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.n
}

// roster knows the connections that are in use.
type roster struct {
	mu    sync.Mutex
	conns map[*conn]struct{}
	first chan struct{} // closed when the first was added
	once  sync.Once
}

func newRoster() *roster {
	return &roster{conns: make(map[*conn]struct{}), first: make(chan struct{})}
}

func (r *roster) add(c *conn) {
	r.mu.Lock()
	r.conns[c] = struct{}{}
	r.mu.Unlock()
	if c.isGone() {
		r.remove(c)
	}
	r.once.Do(func() { close(r.first) })
}

func (r *roster) remove(c *conn) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.conns, c)
}

// any is one of them; nil where there is none.
func (r *roster) any() *conn {
	r.mu.Lock()
	defer r.mu.Unlock()
	for c := range r.conns {
		return c
	}
	return nil
}

func (r *roster) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.conns)
}
