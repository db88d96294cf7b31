package domain

import (
	"fmt"
	"time"
)

// Date is a business date: a day in a market's calendar, without time or zone. The zero Date is "no date".
// It counts days, 1 being 1 January of the year 1, so dates compare and subtract as numbers.
type Date int32

const daysToUnixEpoch = 719163 // days from 0000-12-31 to 1970-01-01

// NewDate is the given day; days and months out of range carry over as in time.Date.
func NewDate(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/86400 + daysToUnixEpoch)
}

// DateOf is the day on which the instant falls in the zone.
func DateOf(at time.Time, zone *time.Location) Date {
	y, m, d := at.In(zone).Date()
	return NewDate(y, m, d)
}

// ParseDate reads an ISO date, 2026-11-20.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, Invalid("date", "%q is not a date; write 2026-11-20.", s)
	}
	return DateOf(t, time.UTC), nil
}

// Time is midnight of the day in UTC: the form SQL drivers and formatters take.
func (d Date) Time() time.Time {
	return time.Unix((int64(d)-daysToUnixEpoch)*86400, 0).UTC()
}

// Start is the first instant of the day in the zone. Where midnight does not exist it is the first instant after the
// gap; where it happens twice, the first one.
func (d Date) Start(zone *time.Location) time.Time { return d.At(0, 0, zone) }

// At is the instant of a wall clock time of the day in the zone. A time that the clocks jump over is the first instant
// after the jump; of one that comes twice it is the first.
func (d Date) At(hour, minute int, zone *time.Location) time.Time {
	y, m, day := d.Time().Date()
	wanted := time.Date(y, m, day, hour, minute, 0, 0, time.UTC)
	t := time.Date(y, m, day, hour, minute, 0, 0, zone)
	begin, end := t.ZoneBounds()
	switch wall := onTheWall(t); {
	case wall.Before(wanted):
		return end
	case wall.After(wanted):
		return begin
	case begin.IsZero():
		return t
	}
	_, now := t.Zone()
	_, before := begin.Add(-1).Zone()
	first := t.Add(time.Duration(now-before) * time.Second)
	if first.Before(begin) {
		return first
	}
	return t
}

// onTheWall is what clocks show at the instant, as if it were UTC.
func onTheWall(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}

// End is the last instant before the next day begins in the zone.
func (d Date) End(zone *time.Location) time.Time { return (d + 1).Start(zone).Add(-time.Nanosecond) }

// IsZero says that there is no date.
func (d Date) IsZero() bool { return d == 0 }

// Year is the calendar year.
func (d Date) Year() int { return d.Time().Year() }

// Month is the calendar month.
func (d Date) Month() time.Month { return d.Time().Month() }

// Day is the day of the month.
func (d Date) Day() int { return d.Time().Day() }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// FirstOfMonth is the first day of the date's month moved by n months.
func (d Date) FirstOfMonth(n int) Date {
	t := d.Time()
	return NewDate(t.Year(), t.Month()+time.Month(n), 1)
}

// LastOfMonth is the last day of the date's month.
func (d Date) LastOfMonth() Date { return d.FirstOfMonth(1) - 1 }

// String is the ISO form, 2026-11-20; the zero date is empty.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// Words is the date as people read it on the day "today": Fri Nov 20, with the year when it is another one; no date is empty.
func (d Date) Words(today Date) string {
	if d == 0 {
		return ""
	}
	if d.Year() == today.Year() {
		return d.Time().Format("Mon Jan 2")
	}
	return d.Time().Format("Mon Jan 2, 2006")
}

// Short is the date without its weekday: Nov 20, with the year when it is another one than today's; no date is empty.
func (d Date) Short(today Date) string {
	if d == 0 {
		return ""
	}
	if d.Year() == today.Year() {
		return d.Time().Format("Jan 2")
	}
	return d.Time().Format("Jan 2, 2006")
}

// MarshalText writes the ISO form, so that a Date in JSON is a string.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the ISO form; empty is no date.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	v, err := ParseDate(string(b))
	if err != nil {
		return fmt.Errorf("read date: %w", err)
	}
	*d = v
	return nil
}

// Calendar tells business days from days off: Saturday, Sunday and the market's own days.
type Calendar struct {
	DaysOff map[Date]string
}

// IsBusiness says whether work is done on the day.
func (c Calendar) IsBusiness(d Date) bool {
	if wd := d.Weekday(); wd == time.Saturday || wd == time.Sunday {
		return false
	}
	_, off := c.DaysOff[d]
	return !off
}

// Add moves the day by n business days; n may be negative. Add(d, 0) is d itself.
func (c Calendar) Add(d Date, n int) Date {
	step := Date(1)
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		if d += step; c.IsBusiness(d) {
			n--
		}
	}
	return d
}

// Between counts the business days after from, up to and including to; it is 0 when to is not after from.
func (c Calendar) Between(from, to Date) int {
	n := 0
	for d := from + 1; d <= to; d++ {
		if c.IsBusiness(d) {
			n++
		}
	}
	return n
}
