package demo

import (
	"slices"
	"sync"
	"time"

	"paidup/domain"
)

// clock is the demo's own: the real one, set ahead of it or behind. What lives for seconds goes by the real one.
type clock struct {
	real func() time.Time

	mu    sync.Mutex
	ahead time.Duration
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.real().Add(c.ahead)
}

// set has the clock show the instant now and run on from there.
func (c *clock) set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead = at.Sub(c.real())
}

// mornings are the two last dates of which the market has a digest: that of its today, or on a day off of the last business
// day, and the one before.
func mornings(m *domain.Market, now time.Time) (before, last domain.Date) {
	cal, last := m.Calendar(), m.Today(now)
	if !cal.IsBusiness(last) {
		last = cal.Add(last, -1)
	}
	return cal.Add(last, -1), last
}

// nextDue is the first instant after now at which a digest of a market is due.
func nextDue(markets []*domain.Market, now time.Time) time.Time {
	dues := make([]time.Time, len(markets))
	for i, m := range markets {
		d := m.Today(now)
		for !m.Calendar().IsBusiness(d) || !m.DigestDue(d).After(now) {
			d++
		}
		dues[i] = m.DigestDue(d)
	}
	return slices.MinFunc(dues, time.Time.Compare)
}
