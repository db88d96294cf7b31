package scheduler

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paidup/domain"
)

func market(t *testing.T, zone, at string) *domain.Market {
	t.Helper()
	m := &domain.Market{Code: "FM", Name: "Fort Myers", Zone: zone, DigestAt: at, Channel: "C0FM",
		DaysOff: map[domain.Date]string{domain.NewDate(2026, 11, 26): "Thanksgiving", domain.NewDate(2026, 11, 27): "company day"}}
	if err := m.Check(); err != nil {
		t.Fatal(err)
	}
	return m
}

func instant(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestWhichDatesAreDue(t *testing.T) {
	t.Parallel()
	const newYork, santiago = "America/New_York", "America/Santiago"
	for _, c := range []struct {
		name, zone, at string
		now            string
		since          string // when the market was added
		over           string // the last date that was made or skipped, like all before it
		want           string
	}{
		{name: "a minute before its hour", zone: newYork, at: "08:00", now: "2026-11-23T12:59:00Z", over: "2026-11-20"},
		{name: "at its hour", zone: newYork, at: "08:00", now: "2026-11-23T13:00:00Z", over: "2026-11-20", want: "2026-11-23"},
		{name: "it was made", zone: newYork, at: "08:00", now: "2026-11-23T13:01:00Z", over: "2026-11-23"},
		{name: "Saturday", zone: newYork, at: "08:00", now: "2026-11-21T13:00:00Z", over: "2026-11-20"},
		{name: "Thanksgiving", zone: newYork, at: "08:00", now: "2026-11-26T13:00:00Z", over: "2026-11-25"},
		{name: "the day after, off too", zone: newYork, at: "08:00", now: "2026-11-27T20:00:00Z", over: "2026-11-25"},
		{name: "after two days away", zone: newYork, at: "08:00", now: "2026-11-19T13:00:00Z", over: "2026-11-16",
			want: "2026-11-17 2026-11-18 2026-11-19"},
		{name: "after a month away", zone: newYork, at: "08:00", now: "2026-11-19T13:00:00Z",
			want: "2026-11-12 2026-11-13 2026-11-16 2026-11-17 2026-11-18 2026-11-19"},
		{name: "added this morning after the hour", zone: newYork, at: "08:00", now: "2026-11-23T15:00:00Z", since: "2026-11-23T14:00:00Z"},
		{name: "added this morning before the hour", zone: newYork, at: "08:00", now: "2026-11-23T15:00:00Z", since: "2026-11-23T12:00:00Z", want: "2026-11-23"},
		{name: "the date is the market's, not UTC's", zone: newYork, at: "23:30", now: "2026-11-24T04:30:00Z", over: "2026-11-20", want: "2026-11-23"},
		{name: "still yesterday's after midnight", zone: newYork, at: "23:30", now: "2026-11-24T06:00:00Z", over: "2026-11-20", want: "2026-11-23"},

		{name: "spring, the minute before the jump", zone: newYork, at: "02:30", now: "2027-03-15T06:29:00Z", over: "2027-03-12"},
		{name: "spring, 2:30 on the Monday", zone: newYork, at: "02:30", now: "2027-03-15T06:30:00Z", over: "2027-03-12", want: "2027-03-15"},
		{name: "autumn, 23:30 on the Friday before", zone: newYork, at: "23:30", now: "2026-10-31T03:30:00Z", since: "2026-10-30T12:00:00Z", want: "2026-10-30"},
		{name: "autumn, 23:30 on the Monday after", zone: newYork, at: "23:30", now: "2026-11-03T04:30:00Z", since: "2026-11-02T12:00:00Z", want: "2026-11-02"},
		{name: "autumn, an hour too early by the old clock", zone: newYork, at: "23:30", now: "2026-11-03T03:30:00Z", since: "2026-11-02T12:00:00Z"},
		{name: "Santiago, 23:30 on the Friday before the lost hour", zone: santiago, at: "23:30", now: "2026-09-05T03:30:00Z", since: "2026-09-04T12:00:00Z", want: "2026-09-04"},
		{name: "Santiago, 2:30 on the Monday after", zone: santiago, at: "02:30", now: "2026-09-07T05:30:00Z", since: "2026-09-06T12:00:00Z", want: "2026-09-07"},
		{name: "Santiago, too early by the new clock", zone: santiago, at: "02:30", now: "2026-09-07T05:29:00Z", since: "2026-09-06T12:00:00Z"},
		{name: "Santiago, 23:30 on the Friday before the hour that comes twice", zone: santiago, at: "23:30", now: "2026-04-04T02:30:00Z", since: "2026-04-03T12:00:00Z", want: "2026-04-03"},
		{name: "Santiago, 2:30 on the Monday after that", zone: santiago, at: "02:30", now: "2026-04-06T06:30:00Z", since: "2026-04-05T12:00:00Z", want: "2026-04-06"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			slots := domain.DigestSlots{Over: map[domain.Date]bool{}}
			if c.since != "" {
				slots.Since = instant(t, c.since)
			}
			if c.over != "" {
				last, err := domain.ParseDate(c.over)
				if err != nil {
					t.Fatal(err)
				}
				for d := last - 2*lookBack; d <= last; d++ {
					slots.Over[d] = true
				}
			}
			var got []string
			for _, d := range due(market(t, c.zone, c.at), slots, instant(t, c.now)) {
				got = append(got, d.String())
			}
			if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestEachDateOnce: looking every ten minutes through weeks with clock changes, each business day comes due exactly once, on
// its own date and at its hour or the first instant after it.
func TestEachDateOnce(t *testing.T) {
	t.Parallel()
	for _, zone := range []string{"America/New_York", "America/Santiago", "America/Havana", "Australia/Lord_Howe", "Asia/Kathmandu"} {
		for _, hour := range []string{"00:00", "01:30", "02:30", "08:00", "23:30"} {
			for _, from := range []string{"2026-03-02T00:00:00Z", "2026-04-01T00:00:00Z", "2026-09-01T00:00:00Z", "2026-10-26T00:00:00Z"} {
				m := market(t, zone, hour)
				start := instant(t, from)
				slots := domain.DigestSlots{Since: start, Over: map[domain.Date]bool{}}
				for now := start; now.Before(start.AddDate(0, 0, 14)); now = now.Add(10 * time.Minute) {
					for _, d := range due(m, slots, now) {
						slots.Over[d] = true
						local := now.In(m.Location())
						if wall := local.Format("15:04"); m.Today(now) != d || wall < hour {
							t.Errorf("%s %s: the digest of %s came due at %s", zone, hour, d, local)
						}
					}
				}
				want := m.Calendar().Between(m.Today(start)-1, m.Today(start.AddDate(0, 0, 14))-1)
				if n := len(slots.Over); n < want-1 || n > want+1 {
					t.Errorf("%s %s from %s: %d digests in 14 days with %d business days", zone, hour, from, n, want)
				}
			}
		}
	}
}

func TestLateAndSkipped(t *testing.T) {
	t.Parallel()
	day := domain.NewDate(2026, 11, 23)
	down := func(from, to string) domain.Outage { return domain.Outage{From: instant(t, from), To: instant(t, to)} }
	paused := func(why string) func(*domain.Market) { return func(m *domain.Market) { m.Paused = why } }
	for _, c := range []struct {
		name          string
		at            string // the digest's hour
		now           string
		outage        domain.Outage
		tries         int
		market        func(*domain.Market)
		late, skipped string
	}{
		{name: "on time", at: "08:00", now: "2026-11-23T13:00:07Z"},
		{name: "five minutes are on time", at: "08:00", now: "2026-11-23T13:05:00Z"},
		{name: "Paidup was down", at: "08:00", now: "2026-11-23T13:42:00Z", outage: down("2026-11-23T12:55:00Z", "2026-11-23T13:41:00Z"),
			late: "due 8:00 am ET, sent 8:42 am. Paidup was down 7:55 to 8:41"},
		{name: "down past noon", at: "11:50", now: "2026-11-23T18:00:00Z", outage: down("2026-11-23T16:45:00Z", "2026-11-23T17:59:00Z"),
			late: "due 11:50 am ET, sent 1:00 pm. Paidup was down 11:45 am to 12:59 pm"},
		{name: "down over the weekend", at: "08:00", now: "2026-11-23T13:42:00Z", outage: down("2026-11-20T22:00:00Z", "2026-11-23T13:41:00Z"),
			late: "due 8:00 am ET, sent 8:42 am. Paidup was down Fri Nov 20, 5:00 pm to 8:41 am"},
		{name: "down some other time", at: "08:00", now: "2026-11-23T13:42:00Z", outage: down("2026-11-23T05:00:00Z", "2026-11-23T06:00:00Z"),
			late: "due 8:00 am ET, sent 8:42 am"},
		{name: "several tries", at: "08:00", now: "2026-11-23T13:42:00Z", tries: 3, late: "due 8:00 am ET, sent 8:42 am. It took 3 tries"},
		{name: "sent after midnight", at: "23:30", now: "2026-11-24T05:10:00Z", late: "due 11:30 pm ET, sent 12:10 am ET, Tue Nov 24"},
		{name: "four hours late", at: "08:00", now: "2026-11-23T17:00:00Z", late: "due 8:00 am ET, sent 12:00 pm"},
		{name: "later than that", at: "08:00", now: "2026-11-23T17:01:00Z", outage: down("2026-11-23T12:55:00Z", "2026-11-23T17:01:00Z"),
			late:    "due 8:00 am ET, sent 12:01 pm. Paidup was down 7:55 am to 12:01 pm",
			skipped: "due 8:00 am ET, not made by 12:01 pm ET. Paidup was down 7:55 am to 12:01 pm"},
		{name: "days later", at: "08:00", now: "2026-11-25T13:00:00Z", late: "due 8:00 am ET, sent 8:00 am ET, Wed Nov 25",
			skipped: "due 8:00 am ET, not made by 8:00 am ET, Wed Nov 25"},
		{name: "no channel", at: "08:00", now: "2026-11-23T13:00:00Z", market: func(m *domain.Market) { m.Channel = "" }, skipped: "the market has no channel"},
		{name: "paused", at: "08:00", now: "2026-11-23T13:00:00Z", market: paused("its channel is shared with another company"),
			skipped: "paused: its channel is shared with another company"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			m := market(t, "America/New_York", c.at)
			if c.market != nil {
				c.market(m)
			}
			at := moment{now: instant(t, c.now), outage: c.outage, tries: c.tries}
			if got := late(m, day, at); got != c.late {
				t.Errorf("late\n got %q\nwant %q", got, c.late)
			}
			if got := skipped(m, day, at); got != c.skipped {
				t.Errorf("skipped\n got %q\nwant %q", got, c.skipped)
			}
		})
	}
}
