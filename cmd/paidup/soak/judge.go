package soak

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"time"

	"paidup/bot/slackfake"
	"paidup/domain"
)

// judge holds what is stored and what the channels show against what people were told.
func (w *world) judge(ctx context.Context, r *report) error {
	stored, err := w.stored(ctx)
	if err != nil {
		return err
	}
	w.slack.Read(func(s *slackfake.State) {
		r.posted, r.ambiguous = w.posted, w.ambiguous
		heardOf := w.receipts(s)
		for _, e := range r.acts {
			r.weigh(e, stored[e.token], heardOf[e.token])
		}
		for _, a := range s.Acks() {
			if strings.Contains(a.Problem, "acked twice") || strings.Contains(a.Problem, "sent on connection") || strings.Contains(a.Problem, "refused") {
				r.strays = append(r.strays, a.About+": "+a.Problem)
			}
		}
	})
	if err := w.judgeChannels(ctx, stored, r); err != nil {
		return err
	}
	left, err := w.store.Backlog(ctx)
	if err != nil {
		return err
	}
	r.dead = left.Dead
	_, faults, err := w.store.Verify(ctx)
	r.unsound = len(faults)
	return err
}

// stored is how often each token is in the ledger.
func (w *world) stored(ctx context.Context) (map[string]int, error) {
	rows, err := w.store.DB().QueryContext(ctx, `select reference, count(*) from payments group by 1
union all select substring(words from '[0-9]+$'), count(*) from notes where words like 'gate code %' group by 1`)
	if err != nil {
		return nil, fmt.Errorf("read what is stored: %w", err)
	}
	defer rows.Close()
	out := map[string]int{}
	for rows.Next() {
		var token string
		var times int
		if err := rows.Scan(&token, &times); err != nil {
			return nil, fmt.Errorf("read what is stored: %w", err)
		}
		out[token] += times
	}
	return out, rows.Err()
}

var (
	inReceipt = regexp.MustCompile(`check (\d+)`)
	inLine    = regexp.MustCompile(`(?:check|gate code) (\d+)`)
	lastEntry = regexp.MustCompile(`last entry e(\d+)`)
)

// receipts are the tokens of which a person was told that they are saved, by whatever way.
func (w *world) receipts(s *slackfake.State) map[string]bool {
	out := map[string]bool{}
	for _, x := range s.Shown() {
		if words := s.Render(x.Message); strings.Contains(words, "✅ Saved.") {
			for _, found := range inReceipt.FindAllStringSubmatch(words, -1) {
				out[found[1]] = true
			}
		}
	}
	return out
}

// weigh counts an entry by what its author was told, at once or later, and how often it is stored.
func (r *report) weigh(e *entry, stored int, receipt bool) {
	r.told[e.told]++
	r.stored += min(stored, 1)
	confirmed := e.told == saved || receipt
	switch {
	case stored > 1:
		r.fault(&r.doubled, "%s is stored %d times (%s)", e.token, stored, e.told)
	case confirmed && stored == 0:
		r.fault(&r.lost, "%s was told to be saved and is not stored (%s, direct %t)", e.token, e.told, e.direct)
	case e.told == refused && stored > 0:
		r.fault(&r.left, "%s was refused and is stored", e.token)
	}
	if confirmed {
		r.confirmed++
	}
	if e.told == unsure && receipt {
		r.later++
	}
	if e.told == unheard && stored > 0 {
		r.unheardStored++
	}
	switch {
	case stored == 0 || confirmed:
	case e.told == asked:
		r.askedStored++
	default:
		r.silent++
	}
}

// channel is what a market's channel shows of ours.
type channel struct {
	lines   map[string]int      // how often each token stands in its threads
	cards   map[string][]string // by file number
	digests int
}

// shown reads the market's channel.
func (w *world) shown(market int) channel {
	c := channel{lines: map[string]int{}, cards: map[string][]string{}}
	w.slack.Read(func(s *slackfake.State) {
		for _, m := range s.Messages(channelOf(market)) {
			if m.FromBot && !m.Ephemeral() {
				c.take(m, s.Render(m), w.markets[market].Name)
			}
		}
	})
	return c
}

func (c *channel) take(m slackfake.Message, words, market string) {
	switch {
	case m.ThreadTS != "" && m.ThreadTS != m.TS:
		for _, found := range inLine.FindAllStringSubmatch(words, -1) {
			c.lines[found[1]]++
		}
	case strings.HasPrefix(words, market+" · "):
		c.digests++
	default:
		number, _, _ := strings.Cut(words, " ")
		c.cards[number] = append(c.cards[number], words)
	}
}

// judgeChannels counts lines, cards and digests of every market's channel.
func (w *world) judgeChannels(ctx context.Context, stored map[string]int, r *report) error {
	for n, m := range w.markets {
		c := w.shown(n)
		w.judgeLines(r, n, c.lines, stored)
		if err := w.judgeCards(ctx, r, n, c.cards); err != nil {
			return err
		}
		r.digests += c.digests
		if due := w.digestDue(m, r); c.digests < due {
			r.fault(&r.untold, "%s shows no digest", m.Name)
		}
		if c.digests > 1 {
			r.fault(&r.toldTwice, "%s shows %d digests", m.Name, c.digests)
		}
	}
	return nil
}

// digestDue is how many digests the market must have got: none on a day off, nor where a look at the clock may have come late.
func (w *world) digestDue(m *domain.Market, r *report) int {
	due := m.DigestDue(m.Today(r.began))
	if !m.Calendar().IsBusiness(m.Today(r.began)) || due.Before(r.began) || due.After(r.began.Add(w.For-time.Minute)) {
		return 0
	}
	return 1
}

// judgeLines says what of the market's entries its threads tell, each once.
func (w *world) judgeLines(r *report, market int, seen, stored map[string]int) {
	for _, e := range r.acts {
		if e.market != market {
			continue
		}
		switch due := min(stored[e.token], 1); {
		case seen[e.token] < due:
			r.fault(&r.untold, "%s of %s is not told in its thread", e.token, w.files[market][e.file].Number)
		case seen[e.token] > due:
			r.fault(&r.toldTwice, "%s of %s is told %d times", e.token, w.files[market][e.file].Number, seen[e.token])
		default:
			r.lines += due
		}
	}
}

// judgeCards wants one card of every file that people changed, as the file stands.
func (w *world) judgeCards(ctx context.Context, r *report, market int, cards map[string][]string) error {
	for _, f := range w.files[market] {
		now, err := w.store.File(ctx, f.ID)
		if err != nil {
			return err
		}
		due := 0
		if now.Version > f.Version {
			due = 1
		}
		switch shown := cards[f.Number]; {
		case len(shown) < due:
			r.fault(&r.untold, "%s has no card", f.Number)
		case len(shown) > due:
			r.fault(&r.toldTwice, "%s has %d cards", f.Number, len(shown))
		case due == 1:
			r.cards++
			if found := lastEntry.FindStringSubmatch(shown[0]); found == nil || found[1] != fmt.Sprint(now.Version) {
				r.fault(&r.untold, "the card of %s does not show its last entry, e%d: %.200s", f.Number, now.Version, shown[0])
			}
		}
	}
	return nil
}
