package domain

import "time"

// DigestRun is a market's digest of one local date: it is claimed by whoever makes it, then made or skipped, once.
type DigestRun struct {
	ID      int64
	Market  MarketID
	Date    Date
	Attempt int    // who holds the claim: a later one overtakes it
	Value   []byte // what was computed, JSON; nil until then
}

// DigestSlots is what is known of a market's digests by its dates.
type DigestSlots struct {
	Since time.Time     // when the market was added
	Over  map[Date]bool // dates whose digest was made or skipped
}

// Outage is a time in which no scheduler ran; zero where none is known.
type Outage struct {
	From, To time.Time
}

// Covers says that the instant falls into the outage.
func (o Outage) Covers(at time.Time) bool { return !at.Before(o.From) && at.Before(o.To) }
