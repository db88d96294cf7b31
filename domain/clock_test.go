package domain_test

import (
	"testing"
	"time"

	"paidup/domain"
)

func TestDigestDue(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, zone, at, date, want string }{
		{"an ordinary day", "America/New_York", "08:00", "2026-11-23", "2026-11-23T13:00:00Z"},
		{"summer", "America/New_York", "08:00", "2026-07-01", "2026-07-01T12:00:00Z"},
		{"the clocks jump over it", "America/New_York", "02:30", "2026-03-08", "2026-03-08T07:00:00Z"},
		{"just after the jump", "America/New_York", "03:00", "2026-03-08", "2026-03-08T07:00:00Z"},
		{"the day after", "America/New_York", "02:30", "2026-03-09", "2026-03-09T06:30:00Z"},
		{"it comes twice", "America/New_York", "01:30", "2026-11-01", "2026-11-01T05:30:00Z"},
		{"after it came twice", "America/New_York", "02:30", "2026-11-01", "2026-11-01T07:30:00Z"},
		{"late on the day of a change", "America/New_York", "23:30", "2026-11-01", "2026-11-02T04:30:00Z"},
		{"no midnight", "America/Santiago", "00:00", "2026-09-06", "2026-09-06T04:00:00Z"},
		{"within the lost hour", "America/Santiago", "00:30", "2026-09-06", "2026-09-06T04:00:00Z"},
		{"on the eve of the lost hour", "America/Santiago", "23:30", "2026-09-05", "2026-09-06T03:30:00Z"},
		{"the last hour comes twice", "America/Santiago", "23:30", "2026-04-04", "2026-04-05T02:30:00Z"},
		{"the morning after", "America/Santiago", "02:30", "2026-04-05", "2026-04-05T06:30:00Z"},
		{"midnight comes twice", "America/Havana", "00:30", "2026-11-01", "2026-11-01T04:30:00Z"},
		{"half an hour's jump", "Australia/Lord_Howe", "02:15", "2026-10-04", "2026-10-03T15:30:00Z"},
		{"a day that never was", "Pacific/Apia", "08:00", "2011-12-30", "2011-12-30T10:00:00Z"},
		{"no clock changes at all", "UTC", "08:00", "2026-11-23", "2026-11-23T08:00:00Z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			m := domain.Market{Zone: c.zone, DigestAt: c.at}
			d, err := domain.ParseDate(c.date)
			if err != nil {
				t.Fatal(err)
			}
			if got := m.DigestDue(d).UTC().Format(time.RFC3339); got != c.want {
				t.Errorf("the digest of %s at %s in %s is due %s, want %s", c.date, c.at, c.zone, got, c.want)
			}
		})
	}
}

// changes says that the zone's clocks change on the date or beside it.
func changes(d domain.Date, zone *time.Location) bool {
	_, before := (d - 1).Time().In(zone).Zone()
	_, after := (d + 2).Time().In(zone).Zone()
	return before != after
}

// TestEveryTimeOfTheDayIsOnTheDay: whatever the zone does to its clocks, the instant is of the date, and what the clock
// shows is never earlier than what was asked for.
func TestEveryTimeOfTheDayIsOnTheDay(t *testing.T) {
	t.Parallel()
	zones := []string{"America/New_York", "America/Santiago", "America/Havana", "Africa/Cairo", "Asia/Beirut", "Europe/London",
		"Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo"}
	for _, name := range zones {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		looked := 0
		for d := domain.NewDate(2014, 1, 1); d < domain.NewDate(2028, 1, 1); d++ {
			if d.Day() != 15 && !changes(d, zone) {
				continue
			}
			looked++
			for minute := 0; minute < 24*60; minute += 30 {
				at := d.At(minute/60, minute%60, zone)
				shown := at.Hour()*60 + at.Minute()
				if domain.DateOf(at, zone) != d || shown < minute {
					t.Fatalf("%s %02d:%02d in %s is %s", d, minute/60, minute%60, name, at)
				}
				if again := at.Add(-time.Hour); shown == minute && again.Hour()*60+again.Minute() == minute && domain.DateOf(again, zone) == d {
					t.Fatalf("%s %02d:%02d in %s is %s, but it came an hour earlier", d, minute/60, minute%60, name, at)
				}
			}
		}
		if looked < 14*12 {
			t.Errorf("%s: looked at %d days", name, looked)
		}
	}
}
