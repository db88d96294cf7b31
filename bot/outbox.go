package bot

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"paidup/domain"
)

const (
	couriers    = 4                      // deliveries at once
	restAtLeast = 25 * time.Millisecond  // pause after a look that found nothing
	restAfter   = 250 * time.Millisecond // and where none of our deliveries ends meanwhile
	recordSpare = 5 * time.Second        // of the time a notice is ours, what is left for storing its delivery
)

// outbox delivers notices: it takes what the pace allows, most urgent first, and stores what became of it.
type outbox struct {
	ws      *Workspace
	notices Notices
	cards   Cards
	asks    Requests
	markets Markets
	guard   *guard
	links   *links
	pulse   *pulse
	log     *slog.Logger
	meter   Meter
	timing  Timing

	wake    chan struct{}
	ended   chan struct{} // a delivery ended: what waited for it may go
	slots   chan struct{} // full while all couriers are out
	running sync.WaitGroup
	away    bool // the store did not answer, and that is logged
}

func newOutbox(b *Bot) *outbox {
	return &outbox{ws: b.cfg.Workspace, notices: b.cfg.Notices, cards: b.cfg.Cards, asks: b.cfg.Requests, markets: b.cfg.Markets, guard: b.guard,
		links: b.links, pulse: b.pulse, log: b.log, meter: b.cfg.Meter, timing: b.timing, wake: make(chan struct{}, 1),
		ended: make(chan struct{}, 1), slots: make(chan struct{}, couriers)}
}

// nudge says that there may be something to deliver, or that something may go on.
func (o *outbox) nudge() { signal(o.wake) }

func signal(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// run delivers until live ends, and finishes what is under way, at most until work ends.
func (o *outbox) run(live, work context.Context) {
	for live.Err() == nil {
		if o.send(live, work) > 0 {
			continue
		}
		o.pulse.beat(0)
		pause(live, restAtLeast)
		o.breathe(live)
		o.rest(live)
	}
	o.running.Wait()
}

// breathe has what comes in together be looked at together, but keeps nothing that waits for a delivery of ours.
func (o *outbox) breathe(live context.Context) {
	timer := time.NewTimer(restAfter - restAtLeast)
	defer timer.Stop()
	select {
	case <-o.ended:
	case <-timer.C:
	case <-live.Done():
	}
}

// rest waits until somebody wakes us, the pace allows more, or it is time to look by ourselves.
func (o *outbox) rest(live context.Context) {
	timer := time.NewTimer(o.ws.pace.next(o.timing.PollEvery))
	defer timer.Stop()
	select {
	case <-o.wake:
	case <-timer.C:
	case <-live.Done():
	}
}

// send takes what may be delivered now and starts a courier with each errand. It says how many there were.
func (o *outbox) send(live, work context.Context) int {
	pick := domain.Pick{For: o.timing.HoldFor, Limit: cap(o.slots) - len(o.slots), Busy: o.ws.pace.busy(),
		Posts: o.ws.pace.open(methodPost), Updates: o.ws.pace.open(methodUpdate)}
	if pick.Limit == 0 || !pick.Posts && !pick.Updates {
		return 0
	}
	errands, err := o.notices.TakeNotices(live, pick)
	o.noteStore(live, err)
	for _, e := range errands {
		o.pulse.beat(1)
		o.slots <- struct{}{}
		o.running.Go(func() {
			defer func() {
				<-o.slots
				o.pulse.beat(-1)
				signal(o.ended)
				o.nudge()
			}()
			ctx, cancel := context.WithTimeout(work, max(o.timing.HoldFor-recordSpare, o.timing.HoldFor/2))
			defer cancel()
			o.deliver(ctx, e)
		})
	}
	return len(errands)
}

// noteStore logs when the store stops answering, once, and when it answers again.
func (o *outbox) noteStore(live context.Context, err error) {
	switch {
	case live.Err() != nil:
	case err != nil && !o.away:
		o.log.Warn("take notices", "err", err)
	case err == nil && o.away:
		o.log.Info("notices can be taken again")
	}
	o.away = err != nil
}
