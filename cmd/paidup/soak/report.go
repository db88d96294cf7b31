package soak

import (
	"fmt"
	"io"
	"time"
)

// report is what was counted.
type report struct {
	Options
	began   time.Time
	acts    []*entry
	blows   map[string]int
	drained time.Duration
	stopped time.Duration

	told                     map[told]int
	stored, confirmed, later int
	silent                   int // stored, and its author never heard
	askedStored              int // stored already when its author was asked about it
	unheardStored            int
	posted, ambiguous        int
	lines, cards, digests    int
	lost, doubled, left      int
	untold, toldTwice        int
	dead, unsound            int
	strays                   []string
	examples                 []string
}

// fault counts one, and keeps the first few in words.
func (r *report) fault(n *int, format string, a ...any) {
	*n++
	if len(r.examples) < 20 {
		r.examples = append(r.examples, fmt.Sprintf(format, a...))
	}
}

// faults is how much went wrong.
func (r *report) faults() int {
	return r.lost + r.doubled + r.left + r.untold + r.toldTwice + r.dead + r.unsound + len(r.strays)
}

func (r *report) print(out io.Writer) {
	say := func(format string, a ...any) { fmt.Fprintf(out, format+"\n", a...) }
	sockets := 0
	for _, how := range socketFaults {
		sockets += r.blows[how]
	}
	say("seed %d, %s, %d replicas, %d market channels, %d files", r.Seed, r.For, r.Replicas, r.Markets, r.Markets*r.Files)
	say("typed     %d lines: %d told saved at once, %d refused, %d asked about, %d to be told later (%d of them told saved), %d unheard (%d of them stored)",
		len(r.acts), r.told[saved], r.told[refused], r.told[asked], r.told[unsure], r.later, r.told[unheard], r.unheardStored)
	say("befell    %d replicas killed, %d crashes of Postgres, %d failovers, %d socket faults; %d posts, %d ambiguous (%.1f %%)",
		r.blows["kill"], r.blows["crash"], r.blows["failover"], sockets, r.posted, r.ambiguous, 100*float64(r.ambiguous)/float64(max(r.posted, 1)))
	say("ledger    %d stored: %d told saved, %d there already when their authors were asked, %d without a word to them", r.stored, r.confirmed-r.lost,
		r.askedStored, r.silent)
	say("          told saved and lost %d, doubled %d, refused and stored %d, verify %d", r.lost, r.doubled, r.left, r.unsound)
	say("channels  %d lines, %d cards, %d digests; missing or outdated %d, doubled %d, given up %d, stray acks %d", r.lines, r.cards, r.digests,
		r.untold, r.toldTwice, r.dead, len(r.strays))
	say("the queue was empty %s after the last line; the replicas stopped in %s", r.drained.Round(time.Second), r.stopped.Round(10*time.Millisecond))
	for _, e := range r.examples {
		say("  %s", e)
	}
	for i, s := range r.strays {
		if i == 10 {
			break
		}
		say("  %s", s)
	}
}
