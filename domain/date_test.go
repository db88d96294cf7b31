package domain

import (
	"encoding/json"
	"math/rand/v2"
	"testing"
	"time"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// A day begins with the first instant that carries its date and ends with the last before the next day's first.
func TestDayBoundsWhereClocksChange(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		zone, day, start, end string // UTC, to the second
		hours                 float64
	}{
		{"America/New_York", "2026-11-20", "2026-11-20T05:00:00Z", "2026-11-21T04:59:59Z", 24},
		{"America/New_York", "2026-03-08", "2026-03-08T05:00:00Z", "2026-03-09T03:59:59Z", 23},
		{"America/New_York", "2026-11-01", "2026-11-01T04:00:00Z", "2026-11-02T04:59:59Z", 25},
		{"America/Phoenix", "2026-03-08", "2026-03-08T07:00:00Z", "2026-03-09T06:59:59Z", 24},
		{"Europe/Amsterdam", "2017-03-26", "2017-03-25T23:00:00Z", "2017-03-26T21:59:59Z", 23},
		{"America/Santiago", "2027-09-05", "2027-09-05T04:00:00Z", "2027-09-06T02:59:59Z", 23}, // no midnight: begins at 1:00
		{"America/Santiago", "2027-09-04", "2027-09-04T04:00:00Z", "2027-09-05T03:59:59Z", 24},
		{"America/Santiago", "2027-04-03", "2027-04-03T03:00:00Z", "2027-04-04T03:59:59Z", 25}, // 23:00 comes twice
		{"Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00Z", "2026-04-24T20:59:59Z", 23},     // no midnight
		{"Africa/Cairo", "2026-10-29", "2026-10-28T21:00:00Z", "2026-10-29T21:59:59Z", 25},     // 23:00 comes twice
		{"America/Havana", "2026-11-01", "2026-11-01T04:00:00Z", "2026-11-02T04:59:59Z", 25},   // midnight comes twice
		{"Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30:00Z", "2026-10-04T12:59:59Z", 23.5},
		{"Asia/Kathmandu", "2026-01-01", "2025-12-31T18:15:00Z", "2026-01-01T18:14:59Z", 24},
		{"Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z", "2011-12-30T09:59:59Z", 24},
		{"Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z", "2011-12-30T09:59:59Z", 0}, // never was
		{"Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z", "2011-12-31T09:59:59Z", 24},
	} {
		d, err := ParseDate(c.day)
		if err != nil {
			t.Fatal(err)
		}
		loc := zone(t, c.zone)
		start, end := d.Start(loc), d.End(loc)
		if got := start.UTC().Format(time.RFC3339); got != c.start {
			t.Errorf("%s in %s begins %s, want %s", c.day, c.zone, got, c.start)
		}
		if got := end.UTC().Format(time.RFC3339); got != c.end {
			t.Errorf("%s in %s ends %s, want %s", c.day, c.zone, got, c.end)
		}
		if got := (d + 1).Start(loc).Sub(start).Hours(); got != c.hours {
			t.Errorf("%s in %s has %v hours, want %v", c.day, c.zone, got, c.hours)
		}
	}
}

// Every instant falls into the day whose bounds hold it, in every kind of zone.
func TestEveryInstantIsWithinItsDay(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(4, 2026))
	from := time.Date(2005, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	for _, name := range []string{"America/New_York", "America/Chicago", "America/Phoenix", "America/Santiago", "America/Havana",
		"Africa/Cairo", "Asia/Beirut", "Pacific/Apia", "Australia/Lord_Howe", "Europe/London", "Asia/Kathmandu", "UTC"} {
		loc := zone(t, name)
		for range 2000 {
			at := time.Unix(from+r.Int64N(25*365*86400), 0)
			d := DateOf(at, loc)
			if at.Before(d.Start(loc)) || at.After(d.End(loc)) {
				t.Fatalf("%s is %s in %s, but that day is %s to %s", at.UTC(), d, name, d.Start(loc).UTC(), d.End(loc).UTC())
			}
		}
	}
}

// 23:30 on the last day of a month in the market's zone is that month, whatever UTC says.
func TestDateOfBelongsToTheZone(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, time.April, 1, 3, 30, 0, 0, time.UTC)
	for name, want := range map[string]string{"America/New_York": "2026-03-31", "America/Phoenix": "2026-03-31", "UTC": "2026-04-01", "Pacific/Apia": "2026-04-01"} {
		if got := DateOf(at, zone(t, name)); got.String() != want {
			t.Errorf("in %s it is %s, want %s", name, got, want)
		}
	}
}

func TestParseDate(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]Date{
		"2026-11-20": NewDate(2026, time.November, 20),
		"2024-02-29": NewDate(2024, time.February, 29),
		"1970-01-01": daysToUnixEpoch,
		"0001-01-01": 1,
		"2026-02-29": 0, "2026-13-01": 0, "31/02": 0, "": 0, "2026-11-20T00:00": 0,
	} {
		got, err := ParseDate(in)
		if got != want || (err == nil) != (want != 0) {
			t.Errorf("%q reads as %s (%v), want %s", in, got, err, want)
		}
		if err != nil && KindOf(err) != KindInvalid {
			t.Errorf("%q is refused as %s", in, KindOf(err))
		}
		if want != 0 && want.String() != in {
			t.Errorf("%q writes as %s", in, want)
		}
	}
}

func TestDateParts(t *testing.T) {
	t.Parallel()
	for d := NewDate(1999, time.December, 1); d < NewDate(2033, time.January, 1); d++ {
		at := d.Time()
		if DateOf(at, time.UTC) != d || NewDate(d.Year(), d.Month(), d.Day()) != d || d.Weekday() != at.Weekday() {
			t.Fatalf("%d is %s, %d-%d-%d, %s", d, at, d.Year(), d.Month(), d.Day(), d.Weekday())
		}
	}
	nov := NewDate(2026, time.November, 20)
	for _, c := range []struct{ got, want Date }{
		{nov.FirstOfMonth(0), NewDate(2026, time.November, 1)},
		{nov.FirstOfMonth(2), NewDate(2027, time.January, 1)},
		{nov.FirstOfMonth(-11), NewDate(2025, time.December, 1)},
		{nov.LastOfMonth(), NewDate(2026, time.November, 30)},
		{NewDate(2024, time.February, 3).LastOfMonth(), NewDate(2024, time.February, 29)},
		{NewDate(2026, time.January, 32), NewDate(2026, time.February, 1)},
	} {
		if c.got != c.want {
			t.Errorf("%s, want %s", c.got, c.want)
		}
	}
}

func TestDateInWords(t *testing.T) {
	t.Parallel()
	today := NewDate(2026, time.November, 23)
	for _, c := range []struct {
		d           Date
		words, less string
	}{
		{NewDate(2026, time.November, 20), "Fri Nov 20", "Nov 20"},
		{NewDate(2026, time.January, 2), "Fri Jan 2", "Jan 2"},
		{NewDate(2025, time.November, 21), "Fri Nov 21, 2025", "Nov 21, 2025"},
		{NewDate(2027, time.January, 4), "Mon Jan 4, 2027", "Jan 4, 2027"},
		{0, "", ""},
	} {
		if c.d.Words(today) != c.words || c.d.Short(today) != c.less {
			t.Errorf("%s reads %q and %q, want %q and %q", c.d, c.d.Words(today), c.d.Short(today), c.words, c.less)
		}
	}
}

func TestDateAsJSON(t *testing.T) {
	t.Parallel()
	type pair struct {
		On, Until Date
		Off       map[Date]string
	}
	in := pair{On: NewDate(2026, time.November, 20), Off: map[Date]string{NewDate(2026, time.November, 26): "Thanksgiving"}}
	b, err := json.Marshal(in)
	if want := `{"On":"2026-11-20","Until":"","Off":{"2026-11-26":"Thanksgiving"}}`; err != nil || string(b) != want {
		t.Fatalf("written as %s (%v), want %s", b, err, want)
	}
	var out pair
	if err := json.Unmarshal(b, &out); err != nil || out.On != in.On || out.Until != 0 || len(out.Off) != 1 {
		t.Errorf("read back as %v (%v)", out, err)
	}
	if err := json.Unmarshal([]byte(`{"On":"20.11.2026"}`), &out); err == nil {
		t.Error("20.11.2026 was read")
	}
}

func TestCalendar(t *testing.T) {
	t.Parallel()
	nov := func(d int) Date { return NewDate(2026, time.November, d) }
	c := testMarket(t).Calendar()
	for _, v := range []struct {
		from Date
		n    int
		want Date
	}{
		{nov(23), 0, nov(23)}, {nov(23), 1, nov(24)}, {nov(20), 1, nov(23)}, {nov(21), 1, nov(23)}, {nov(22), 1, nov(23)},
		{nov(25), 1, nov(30)}, {nov(26), 1, nov(30)}, {nov(25), 2, NewDate(2026, time.December, 1)},
		{nov(30), -1, nov(25)}, {nov(23), -1, nov(20)}, {nov(29), 0, nov(29)}, {nov(2), 19, NewDate(2026, time.December, 1)},
	} {
		if got := c.Add(v.from, v.n); got != v.want {
			t.Errorf("%s and %d business days is %s, want %s", v.from, v.n, got, v.want)
		}
	}
	for _, v := range []struct {
		from, to Date
		want     int
	}{
		{nov(23), nov(23), 0}, {nov(23), nov(24), 1}, {nov(20), nov(23), 1}, {nov(25), nov(29), 0}, {nov(25), nov(30), 1},
		{nov(24), nov(23), 0}, {nov(1) - 1, nov(30), 19}, {nov(22), nov(30), 4},
	} {
		if got := c.Between(v.from, v.to); got != v.want {
			t.Errorf("%d business days from %s to %s, want %d", got, v.from, v.to, v.want)
		}
	}
	for d, want := range map[Date]bool{nov(23): true, nov(21): false, nov(22): false, nov(26): false, nov(27): false, nov(30): true} {
		if c.IsBusiness(d) != want {
			t.Errorf("%s is a business day: %v, want %v", d, !want, want)
		}
	}
}
