package scheduler

import (
	"fmt"
	"time"

	"paidup/domain"
)

const (
	lookBack  = 7               // days whose missed digests are recorded as skipped
	freshness = 4 * time.Hour   // how long after its hour a missed digest is still made
	punctual  = 5 * time.Minute // how long after its hour a digest is not called late
)

// due lists the dates whose digest is due and not over, the oldest first. A digest is due at its hour on the market's
// business days, from when the market was added.
func due(m *domain.Market, slots domain.DigestSlots, now time.Time) []domain.Date {
	var out []domain.Date
	cal := m.Calendar()
	today := m.Today(now)
	for d := today - lookBack; d <= today; d++ {
		if !cal.IsBusiness(d) || slots.Over[d] {
			continue
		}
		if at := m.DigestDue(d); !at.After(now) && !at.Before(slots.Since) {
			out = append(out, d)
		}
	}
	return out
}

// skipped is why the digest of the date is not made now and never will be; empty when it is to be made.
func skipped(m *domain.Market, date domain.Date, at moment) string {
	switch {
	case m.Channel == "":
		return "the market has no channel"
	case m.Paused != "":
		return "paused: " + m.Paused
	case at.now.Sub(m.DigestDue(date)) > freshness:
		why := fmt.Sprintf("due %s, not made by %s", onTheClock(m, m.DigestDue(date), date), onTheClock(m, at.now, date))
		return joined(why, because(m, date, at))
	}
	return ""
}

// late says that the digest of the date is late and why; empty when it is not: due 8:00 am ET, sent 8:42 am. Paidup was
// down 7:55 to 8:41
func late(m *domain.Market, date domain.Date, at moment) string {
	hour := m.DigestDue(date)
	if at.now.Sub(hour) <= punctual {
		return ""
	}
	sent := at.now.In(m.Location()).Format("3:04 pm")
	if m.Today(at.now) != date {
		sent = onTheClock(m, at.now, date)
	}
	return joined(fmt.Sprintf("due %s, sent %s", onTheClock(m, hour, date), sent), because(m, date, at))
}

func joined(what, why string) string {
	if why == "" {
		return what
	}
	return what + ". " + why
}

// because is what kept the digest of the date; empty where that is not known.
func because(m *domain.Market, date domain.Date, at moment) string {
	switch {
	case at.outage.Covers(m.DigestDue(date)):
		return "Paidup was down " + span(at.outage.From.In(m.Location()), at.outage.To.In(m.Location()))
	case at.tries > 1:
		return fmt.Sprintf("It took %d tries", at.tries)
	}
	return ""
}

// span is 7:55 to 8:41, with as much beside it as tells the two apart.
func span(from, to time.Time) string {
	first, last := domain.DateOf(from, from.Location()), domain.DateOf(to, to.Location())
	switch {
	case first != last:
		return fmt.Sprintf("%s, %s to %s", first.Words(last), from.Format("3:04 pm"), to.Format("3:04 pm"))
	case from.Format("pm") != to.Format("pm"):
		return from.Format("3:04 pm") + " to " + to.Format("3:04 pm")
	}
	return from.Format("3:04") + " to " + to.Format("3:04")
}

// onTheClock is 8:00 am ET, with the date where it is not the digest's own.
func onTheClock(m *domain.Market, at time.Time, date domain.Date) string {
	local := at.In(m.Location())
	words := local.Format("3:04 pm") + " " + domain.ZoneWord(local)
	if on := m.Today(at); on != date {
		return words + ", " + on.Words(date)
	}
	return words
}
