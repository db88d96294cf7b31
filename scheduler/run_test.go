package scheduler_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"paidup/domain"
	"paidup/scheduler"
)

// watch has no markets and notes when it is looked at. It takes its time, and panics or fails when it is told to.
type watch struct {
	scheduler.Digests // nothing of it but Beat and DigestSlots is called
	mu                sync.Mutex
	looks             []time.Time
	takes             time.Duration
	panics            int // at which look
}

func (w *watch) Markets(context.Context) ([]*domain.Market, error) { return nil, nil }

func (w *watch) DigestSlots(context.Context, domain.Date) (map[domain.MarketID]domain.DigestSlots, error) {
	return nil, errors.New("read digests: connection refused")
}

func (w *watch) Beat(_ context.Context, at time.Time) (domain.Outage, error) {
	w.mu.Lock()
	w.looks = append(w.looks, at)
	n := len(w.looks)
	w.mu.Unlock()
	if n == w.panics {
		panic("somebody's mistake")
	}
	time.Sleep(w.takes)
	return domain.Outage{}, nil
}

// runs runs a scheduler on the watch for a while and gives what it logged.
func (w *watch) runs(t *testing.T, for_ time.Duration) string {
	var log strings.Builder
	ctx, stop := context.WithTimeout(t.Context(), for_)
	defer stop()
	scheduler.New(scheduler.Parts{Markets: w, Digests: w, Now: time.Now, Log: slog.New(slog.NewTextHandler(&log, nil))}).Run(ctx)
	return log.String()
}

func TestRunLooksEachMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(17*time.Hour + 20*time.Second) // midday, and not on the minute
		w := &watch{}
		start := time.Now()
		log := w.runs(t, 24*time.Hour)
		if len(w.looks) != 1+24*60 || !w.looks[0].Equal(start) || !w.looks[1].Equal(start.Truncate(time.Minute).Add(time.Minute)) {
			t.Errorf("%d looks in a day, the first at %s and %s after %s", len(w.looks), w.looks[0], w.looks[1], start)
		}
		if n := strings.Count(log, "connection refused"); n != len(w.looks) {
			t.Errorf("%d of %d faults were logged", n, len(w.looks))
		}
	})
}

func TestRunOutlivesAPanic(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, at := range []int{1, 3} {
			w := &watch{panics: at}
			log := w.runs(t, 5*time.Minute+20*time.Second) // neither run ends on the minute
			if len(w.looks) != 6 || !strings.Contains(log, "somebody's mistake") {
				t.Errorf("panic at look %d: %d looks, logged %q", at, len(w.looks), log)
			}
		}
	})
}

// TestRunDoesNotOverlap: a look that takes long leaves out the ones that come due meanwhile, and stopping waits for it.
func TestRunDoesNotOverlap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &watch{takes: 150 * time.Second}
		start := time.Now()
		w.runs(t, 8*time.Minute)
		if len(w.looks) != 3 {
			t.Errorf("looks at %v", w.looks)
		}
		if took := time.Since(start); took < 8*time.Minute+30*time.Second-time.Second {
			t.Errorf("stopped after %s, in the middle of a look", took)
		}
	})
}
