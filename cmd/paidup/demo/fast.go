package demo

import (
	"context"
	"fmt"
	"time"
)

// aDay is how long the fast clock takes for a day.
const aDay = time.Minute

// paced waits for as long as the fast clock takes from now to the instant; days off are left out. It is false when ctx ends.
func paced(ctx context.Context, now, to time.Time) bool {
	timer := time.NewTimer(min(time.Duration(float64(to.Sub(now))*float64(aDay)/float64(24*time.Hour)), aDay))
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// race runs the clock ahead until ctx ends: from one digest's hour to the next, as those of the markets' zones and calendars
// come. At each the scheduler looks at the clock as it does every minute.
func (s *stage) race(ctx context.Context) error {
	for {
		markets, err := s.store.Markets(ctx)
		if err != nil {
			return unless(ctx, err)
		}
		due := nextDue(markets, s.clock.now())
		if !s.pace(ctx, s.clock.now(), due) {
			return nil
		}
		s.clock.set(due)
		if err := s.house.Scheduler.Tick(ctx, due); err != nil {
			return unless(ctx, err)
		}
		_ = s.settled(ctx) // what is due is said before the clock goes on, unless Slack is made to fail for longer
	}
}

// unless is the error, or none where ctx has ended.
func unless(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return fmt.Errorf("run the fast clock: %w", err)
}
