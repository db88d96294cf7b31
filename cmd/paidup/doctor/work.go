package doctor

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"paidup/commands"
	"paidup/domain"
	"paidup/domain/postgres"
)

const (
	waitsLong   = 5 * time.Minute    // how long a notice may wait before somebody has to look
	beatsWithin = 3 * time.Minute    // how long a scheduler may not have looked at its clock; it looks each minute
	deadLately  = 7 * 24 * time.Hour // how far back dead letters are told
)

// needsStore is the finding where there is no store to ask; none for a visit that is not about it.
func (p Parts) needsStore(about string, v commands.Visit) ([]commands.Finding, bool) {
	switch {
	case !v.Whole:
		return nil, true
	case p.Store == nil:
		return []commands.Finding{notLooked(about, "it takes the database to look")}, true
	}
	return nil, false
}

// sockets looks at who holds the app's connections to Slack.
func (p Parts) sockets(ctx context.Context, v commands.Visit) []commands.Finding {
	if f, over := p.needsStore(theSockets, v); over {
		return f
	}
	shares, err := p.Store.SocketShares(ctx, p.ShareKept)
	if err != nil {
		return []commands.Finding{unread(theSockets, err)}
	}
	foreign, err := p.Store.ForeignSockets(ctx)
	if err != nil {
		return []commands.Finding{unread(theSockets, err)}
	}
	if foreign != nil {
		return []commands.Finding{toDo(theSockets, "%s", commands.StrangersWords(*foreign)), held(shares)}
	}
	return []commands.Finding{held(shares)}
}

func held(shares []postgres.SocketShare) commands.Finding {
	var each []string
	for _, s := range shares {
		each = append(each, fmt.Sprintf("%s has %d, renewed %s ago", s.Replica, s.Open, span(s.Renewed)))
	}
	if len(each) == 0 {
		return toDo(theSockets, "no paidup run is at work. Start it")
	}
	return ok(theSockets, "%s", strings.Join(each, "; "))
}

// outbox looks at what waits to be delivered.
func (p Parts) outbox(ctx context.Context, v commands.Visit) []commands.Finding {
	if f, over := p.needsStore(theOutbox, v); over {
		return f
	}
	left, err := p.Store.Backlog(ctx)
	switch {
	case err != nil:
		return []commands.Finding{unread(theOutbox, err)}
	case left.Waiting == 0:
		return []commands.Finding{ok(theOutbox, "nothing waits")}
	case left.Oldest > waitsLong:
		return []commands.Finding{toDo(theOutbox, "%d wait, the oldest for %s. Look whether paidup run is at work, and what its log says of Slack",
			left.Waiting, span(left.Oldest))}
	}
	return []commands.Finding{ok(theOutbox, "%d wait, the oldest for %s", left.Waiting, span(left.Oldest))}
}

// scheduler looks whether somebody looks at the clock.
func (p Parts) scheduler(ctx context.Context, v commands.Visit) []commands.Finding {
	if f, over := p.needsStore(theScheduler, v); over {
		return f
	}
	beat, err := p.Store.LastBeat(ctx)
	since := v.At.Sub(beat)
	switch {
	case err != nil:
		return []commands.Finding{unread(theScheduler, err)}
	case beat.IsZero():
		return []commands.Finding{toDo(theScheduler, "none has looked at its clock yet, so no digest comes. Start paidup run")}
	case since > beatsWithin:
		return []commands.Finding{toDo(theScheduler, "none has looked at its clock for %s, so no digest comes. Start paidup run", span(since))}
	}
	return []commands.Finding{ok(theScheduler, "one looked at its clock %s ago", span(since))}
}

// digests says when the next digest of every market is due.
func (p Parts) digests(_ context.Context, v commands.Visit) []commands.Finding {
	var out []commands.Finding
	for _, m := range v.Markets {
		f := ok(theDigest, "%s", nextDigest(m, v.At))
		if m.Channel == "" || m.Paused != "" {
			f = note(theDigest, "none while the market has no channel or is paused")
		}
		f.Market = m.Code
		out = append(out, f)
	}
	return out
}

// nextDigest is when it comes: Tue Nov 24, 8:00 am ET.
func nextDigest(m *domain.Market, at time.Time) string {
	cal, today := m.Calendar(), m.Today(at)
	for d := today; ; d++ {
		if due := m.DigestDue(d); cal.IsBusiness(d) && due.After(at) {
			return d.Words(today) + ", " + m.Clock(due, d)
		}
	}
}

// undelivered lists what was given up, by market, place and reason.
func (p Parts) undelivered(ctx context.Context, v commands.Visit) []commands.Finding {
	if p.Store == nil {
		f, _ := p.needsStore(theDead, v)
		return f
	}
	dead, err := p.Store.Dead(ctx, deadLately)
	var people []domain.Person
	if err == nil {
		people, err = p.Store.People(ctx)
	}
	if err != nil {
		return []commands.Finding{unread(theDead, err)}
	}
	names := commands.People{}
	for _, one := range people {
		names[one.ID] = one
	}
	var out []commands.Finding
	for _, d := range dead {
		i := slices.IndexFunc(v.Markets, func(m *domain.Market) bool { return m.ID == d.Market })
		if i >= 0 {
			out = append(out, given(d, v.Markets[i], v.At, names))
		}
	}
	if len(out) == 0 {
		return []commands.Finding{ok(theDead, "nothing in the last 7 days")}
	}
	return out
}

func given(d domain.DeadLetters, m *domain.Market, at time.Time, people commands.People) commands.Finding {
	words, last := commands.UndeliveredWords(d, m, people), m.Clock(d.Newest, m.Today(at))
	f := toDo(theDead, "%s The last one %s", words, last)
	if d.Over {
		f = note(theDead, "%s The last one %s; what came since was delivered", words, last)
	}
	f.Market = m.Code
	return f
}
