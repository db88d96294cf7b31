package commands

import (
	"strings"
	"time"

	"paidup/domain"
)

// weekdayBefore splits the name of a day off a date that says it too: fri nov 20.
func weekdayBefore(said string) (day time.Weekday, rest string, ok bool) {
	name, rest, _ := strings.Cut(said, " ")
	day, ok = weekdayNamed(strings.TrimRight(name, ".,"))
	return day, rest, ok && rest != ""
}

// onWeekday reads fri nov 20, where that day is a Friday. One within a month of today is meant on whichever side it lies: on
// Nov 23 a fact of tue dec 1 is ahead.
func (r dateReader) onWeekday(typed string, day time.Weekday, rest string) (domain.Date, error) {
	d, ok := r.dayNamed(rest)
	if !ok {
		return 0, noSuchDay(typed, rest)
	}
	other := r
	other.plan = !r.plan
	if near, ok := other.dayNamed(rest); ok && apart(near, r.today) <= month && apart(near, r.today) < apart(d, r.today) {
		d = near
	}
	if d.Weekday() != day {
		return 0, domain.Invalid("date", "%s is not a date; that day is %s.", quoted(strings.TrimSpace(typed)), d.Words(r.today))
	}
	return d, nil
}

// weekdayNamed knows the days by their names and their usual short forms.
func weekdayNamed(name string) (time.Weekday, bool) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if full := d.String(); strings.EqualFold(name, full) || strings.EqualFold(name, full[:3]) {
			return d, true
		}
	}
	switch name {
	case "tues":
		return time.Tuesday, true
	case "weds":
		return time.Wednesday, true
	case "thur", "thurs":
		return time.Thursday, true
	}
	return 0, false
}
