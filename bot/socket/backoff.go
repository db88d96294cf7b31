package socket

import (
	"errors"
	"time"
)

// backoff is the wait before the next attempt. The number of failures is kept over a connection that came up, until one
// has lived long enough to count as settled.
type backoff struct {
	from, to time.Duration
	jitter   func(time.Duration) time.Duration

	failures int
	wait     time.Duration
}

// failed lengthens the wait: doubled with every failure, the longest at once when Slack counts too many connections, and
// never shorter than Slack asks.
func (b *backoff) failed(err error) {
	span := b.from
	for range b.failures {
		span = min(2*span, b.to)
	}
	if errors.Is(err, errTooMany) {
		span = b.to
	}
	if span < b.to {
		b.failures++
	}
	b.wait = span/2 + b.jitter(span/2)
	var later *Later
	if errors.As(err, &later) {
		b.wait = max(b.wait, later.After)
	}
}

// lost is for a settled connection that broke: earlier failures are forgotten, and a short random wait keeps many
// programs that lost theirs in the same instant from coming back in the same instant.
func (b *backoff) lost() {
	b.failures = 0
	b.wait = b.jitter(b.from)
}

// forget is for a settled connection that is to be replaced.
func (b *backoff) forget() {
	b.failures = 0
	b.wait = 0
}
