package demo

import (
	"context"
	"io"
	"maps"
	"slices"
	"time"

	"paidup/domain"
)

// morning has a new company live up to now; one that was here before gets today's digests.
func (s *stage) morning(ctx context.Context, p *prompt) error {
	live := func() error { return s.digests(ctx) }
	if s.fresh {
		live = func() error { return s.begin(ctx, p) }
	}
	if err := live(); err != nil {
		return err
	}
	if err := s.settled(ctx); err != nil {
		return err
	}
	p.skip()
	s.ws.Read(s.tour.begin)
	return nil
}

// closing is how long after its digest a market's day has been worked off.
const closing = 9*time.Hour + 10*time.Minute

// begin has a new company live through its last two mornings and the evening between them, by the demo's clock and the real
// bot: digests, requests, a story. Then it is now.
func (s *stage) begin(ctx context.Context, p *prompt) error {
	now := s.Now()
	markets, err := s.store.Markets(ctx)
	if err != nil {
		return err
	}
	before, last := map[time.Time]bool{}, map[time.Time]bool{}
	for _, m := range markets {
		first, second := mornings(m, now)
		before[m.DigestDue(first)] = true
		if due := m.DigestDue(second); !due.After(now) {
			last[due] = true
		}
	}
	if err := s.pass(ctx, before); err != nil {
		return err
	}
	p.skip()
	home, err := s.store.Market(ctx, "FM")
	if err != nil {
		return err
	}
	day, _ := mornings(home, now)
	s.clock.set(home.DigestDue(day).Add(closing))
	out := p.out
	p.out = io.Discard
	if err := p.play(ctx, evening(day)); err != nil {
		return err
	}
	p.out = out
	if err := p.play(ctx, story()); err != nil {
		return err
	}
	if err := s.pass(ctx, last); err != nil {
		return err
	}
	s.clock.set(s.Now())
	return s.digests(ctx)
}

// opening is the instant at which a new company is loaded: just before its first digest.
func opening(markets []domain.Market, now time.Time) time.Time {
	dues := make([]time.Time, len(markets))
	for i, m := range markets {
		first, _ := mornings(&m, now)
		dues[i] = m.DigestDue(first)
	}
	return slices.MinFunc(dues, time.Time.Compare).Add(-time.Minute)
}

// pass goes through the instants in their order and has the digests made that are due at each.
func (s *stage) pass(ctx context.Context, at map[time.Time]bool) error {
	for _, due := range slices.SortedFunc(maps.Keys(at), time.Time.Compare) {
		s.clock.set(due)
		if err := s.house.Scheduler.Tick(ctx, due); err != nil {
			return err
		}
		if err := s.settled(ctx); err != nil {
			return err
		}
	}
	return nil
}

// digests makes today's digest of every market at once, whatever the hour, where it was not made before. On a day off it is
// the last business day's, labelled.
func (s *stage) digests(ctx context.Context) error {
	markets, err := s.store.Markets(ctx)
	if err != nil {
		return err
	}
	for _, m := range markets {
		if _, err := s.house.Scheduler.OnDemand(ctx, m, s.clock.now()); err != nil {
			return err
		}
	}
	return nil
}

// settled waits until everything that came in is answered and everything that is to be said is delivered.
func (s *stage) settled(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return s.house.Bot.Idle(ctx)
}
