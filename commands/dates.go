package commands

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"paidup/domain"
)

// dateReader reads dates as people say them on the day today.
type dateReader struct {
	today domain.Date
	cal   domain.Calendar
	plan  bool // the first such day after today; otherwise the latest such day up to today
}

// maxDateWords is how many words a date has at most: in 3 business days.
const maxDateWords = 4

const (
	firstYear = 1900
	lastYear  = 2199
	leapSpan  = 8 // years within which 29 February comes again
	leapYear  = 2000
	month     = 31
)

var (
	slashDate  = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})(?:/(\d{2}|\d{4}))?$`)
	isoDate    = regexp.MustCompile(`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$`)
	monthDay   = regexp.MustCompile(`^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$`)
	daysAhead  = regexp.MustCompile(`^(?:in )?([1-9]\d{0,3}) (business days?|days?|weeks?)$`)
	daysBehind = regexp.MustCompile(`^([1-9]\d{0,3}) (days?|weeks?) ago$`)
	dateLike   = regexp.MustCompile(`^\d{1,4}/\d{1,2}(/\d{1,4})?$|^\d{4}-\d{1,2}-\d{1,2}$`)
)

// ReadFact reads the date of something that happened, one word or several: fri, last fri, nov 20, 11/20, 2026-11-20. A day
// without its year is the latest such day up to today. A date that says its year is taken as it is, as is one that lies
// ahead by its words (in 3 days): whether a fact may be dated so is for the law.
func ReadFact(word string, today domain.Date) (domain.Date, error) {
	return dateReader{today: today}.read(word)
}

// ReadPlan reads the date of something that is to come: a day without its year is the first such day after today. Business
// days are the calendar's.
func ReadPlan(word string, today domain.Date, cal domain.Calendar) (domain.Date, error) {
	return dateReader{today: today, cal: cal, plan: true}.read(word)
}

func (r dateReader) read(typed string) (domain.Date, error) {
	said := strings.ToLower(strings.Join(strings.Fields(plainMarks(typed)), " "))
	if day, rest, ok := weekdayBefore(said); ok {
		return r.onWeekday(typed, day, rest)
	}
	for _, way := range []func(string) (domain.Date, bool){r.named, r.counted, r.dayNamed} {
		if d, ok := way(said); ok {
			return d, nil
		}
	}
	return 0, noSuchDay(typed, said)
}

func notDate(typed string) *domain.Error {
	return domain.Invalid("date", "%s is not a date; month first, like 2/28 or feb 28.", quoted(strings.TrimSpace(typed)))
}

// named reads today, yesterday, tomorrow, fri, last fri.
func (r dateReader) named(said string) (domain.Date, bool) {
	switch said {
	case "today":
		return r.today, true
	case "yesterday":
		return r.today - 1, true
	case "tomorrow":
		return r.today + 1, true
	}
	name, last := strings.CutPrefix(said, "last ")
	day, ok := weekdayNamed(name)
	if !ok {
		return 0, false
	}
	back := domain.Date((int(r.today.Weekday()) - int(day) + 7) % 7)
	switch {
	case last && back == 0:
		return r.today - 7, true
	case last || !r.plan:
		return r.today - back, true
	}
	return r.today - back + 7, true
}

// dayNamed reads 11/20, 11/20/26, 2026-11-20, nov 20, nov 20 2026.
func (r dateReader) dayNamed(said string) (domain.Date, bool) {
	d, ok := dayParts(said)
	if !ok {
		return 0, false
	}
	return r.day(d)
}

// beginsDate says that a date may begin with the word, which is in lower case.
func beginsDate(word string) bool {
	word = strings.TrimRight(word, ".,")
	if word != "" && word[0] >= '0' && word[0] <= '9' {
		return true
	}
	_, weekday := weekdayNamed(word)
	return weekday || monthNamed(word) > 0 || slices.Contains([]string{"today", "yesterday", "tomorrow", "in", "last"}, word)
}

func apart(a, b domain.Date) domain.Date { return max(a-b, b-a) }

// counted reads in 3 days, 3 business days, 2 weeks ago.
func (r dateReader) counted(said string) (domain.Date, bool) {
	if m := daysBehind.FindStringSubmatch(said); m != nil {
		return r.today - countDays(m[1], m[2]), true
	}
	m := daysAhead.FindStringSubmatch(said)
	if m == nil {
		return 0, false
	}
	if strings.HasPrefix(m[2], "business") {
		return r.cal.Add(r.today, int(countDays(m[1], "days"))), true
	}
	return r.today + countDays(m[1], m[2]), true
}

func countDays(count, unit string) domain.Date {
	n, err := strconv.Atoi(count)
	if err != nil {
		return 0
	}
	if strings.HasPrefix(unit, "week") {
		n *= 7
	}
	return domain.Date(n)
}

// monthNamed knows the months by their names cut after three letters or later; 0: none.
func monthNamed(name string) time.Month {
	for m := time.January; m <= time.December; m++ {
		if full := m.String(); len(name) >= 3 && len(name) <= len(full) && strings.EqualFold(full[:len(name)], name) {
			return m
		}
	}
	return 0
}
