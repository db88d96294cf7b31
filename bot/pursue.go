package bot

import (
	"context"
	"runtime/debug"
	"time"
)

// The looks of a pursuit.
const (
	firstLook = 500 * time.Millisecond
	lastLook  = 10 * time.Second
	looks     = 150 // within the half hour in which a press or a command can be answered
)

// pursue finds out what became of a request that may have been stored, once the store answers again, and tells the person.
// Asking again does it again where it was not stored, under the same key. At the stop it is left open, in words.
func (t *turn) pursue(again func(context.Context) answer) {
	t.b.pulse.beat(1)
	defer t.b.pulse.beat(-1)
	wait := firstLook
	for range looks {
		pause(t.b.live, wait)
		if t.b.live.Err() != nil {
			break
		}
		ctx, cancel := context.WithTimeout(t.b.work, t.b.timing.WorkWithin)
		a := again(ctx)
		cancel()
		if !a.words.open {
			t.add(a)
			return
		}
		wait = min(2*wait, lastLook)
	}
	t.add(answer{words: plainly("It is not known whether this was saved. Look with my log before you enter it again.")})
}

// add says one thing more in answer to a turn that is over.
func (t *turn) add(a answer) {
	ctx, cancel := context.WithTimeout(t.b.work, t.b.timing.WorkWithin)
	defer cancel()
	t.mu.Lock()
	defer t.mu.Unlock()
	defer func() {
		if p := recover(); p != nil {
			t.apologise(ctx, t.b.broke(broken{p, debug.Stack(), "draw the answer", stored([]answer{a})}))
		}
	}()
	t.door.answer(ctx, t, []answer{a})
}
