package commands

import (
	"strconv"
	"strings"
	"time"

	"paidup/domain"
)

// dayOf is a day by its numbers, as it was said: whether there is such a day is not known.
type dayOf struct {
	year, month, day int
	dated            bool // it says its year
}

// dayParts takes a day apart. The day never stands first: in "12 nov 20" the 12 may be an amount.
func dayParts(said string) (d dayOf, ok bool) {
	var year, month, day string
	switch iso, slash, named := isoDate.FindStringSubmatch(said), slashDate.FindStringSubmatch(said), monthDay.FindStringSubmatch(said); {
	case iso != nil:
		year, month, day = iso[1], iso[2], iso[3]
	case slash != nil:
		year, month, day = slash[3], slash[1], slash[2]
	case named != nil:
		year, month, day = named[3], strconv.Itoa(int(monthNamed(named[1]))), named[2]
	default:
		return d, false
	}
	if len(year) == 2 {
		year = "20" + year
	}
	d.dated = year != ""
	d.year, _ = strconv.Atoi(year)
	d.month, _ = strconv.Atoi(month)
	d.day, _ = strconv.Atoi(day)
	return d, true
}

// day is the day of the numbers; without a year it is the nearest one that fits a fact or a plan.
func (r dateReader) day(d dayOf) (domain.Date, bool) {
	if d.dated {
		return realDay(d)
	}
	for n := range leapSpan + 1 {
		d.year = r.today.Year() - n
		if r.plan {
			d.year = r.today.Year() + n
		}
		if on, ok := realDay(d); ok && (on > r.today) == r.plan {
			return on, true
		}
	}
	return 0, false
}

func realDay(d dayOf) (domain.Date, bool) {
	if d.year < firstYear || d.year > lastYear {
		return 0, false
	}
	on := domain.NewDate(d.year, time.Month(d.month), d.day)
	return on, on.Year() == d.year && int(on.Month()) == d.month && on.Day() == d.day
}

// noSuchDay says that the words are no date, and where only the month is too short for them how many days it has.
func noSuchDay(typed, said string) error {
	d, ok := dayParts(said)
	if !ok || d.month < 1 || d.month > 12 {
		return notDate(typed)
	}
	if !d.dated {
		d.year = leapYear
	}
	first := domain.NewDate(d.year, time.Month(d.month), 1)
	days, in := strconv.Itoa(first.LastOfMonth().Day()), first.Month().String()
	switch {
	case d.day <= first.LastOfMonth().Day():
		return notDate(typed)
	case first.Month() == time.February && !d.dated:
		days = "28 or 29"
	case first.Month() == time.February:
		in += " " + strconv.Itoa(d.year)
	}
	return domain.Invalid("date", "%s is not a date; %s has %s days.", quoted(strings.TrimSpace(typed)), in, days)
}
