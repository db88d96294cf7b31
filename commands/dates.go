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
	return 0, notDate(typed)
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

func (r dateReader) dayNamed(said string) (domain.Date, bool) {
	if d, ok := r.numbered(said); ok {
		return d, true
	}
	return r.dayOfMonth(said)
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

// numbered reads 11/20, 11/20/26, 2026-11-20.
func (r dateReader) numbered(said string) (domain.Date, bool) {
	if m := isoDate.FindStringSubmatch(said); m != nil {
		return r.day(m[1], m[2], m[3])
	}
	if m := slashDate.FindStringSubmatch(said); m != nil {
		return r.day(m[3], m[1], m[2])
	}
	return 0, false
}

// dayOfMonth reads nov 20, nov 20 2026. The day never stands first: in "12 nov 20" the 12 may be an amount.
func (r dateReader) dayOfMonth(said string) (domain.Date, bool) {
	m := monthDay.FindStringSubmatch(said)
	if m == nil {
		return 0, false
	}
	return r.day(m[3], strconv.Itoa(int(monthNamed(m[1]))), m[2])
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

// day is the day of the numbers; an empty year is the nearest one that fits a fact or a plan.
func (r dateReader) day(year, month, day string) (domain.Date, bool) {
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	if len(year) == 2 {
		year = "20" + year
	}
	if y, err := strconv.Atoi(year); err == nil {
		return realDay(y, m, d)
	}
	for n := range leapSpan + 1 {
		y := r.today.Year() - n
		if r.plan {
			y = r.today.Year() + n
		}
		if on, ok := realDay(y, m, d); ok && (on > r.today) == r.plan {
			return on, true
		}
	}
	return 0, false
}

func realDay(year, month, day int) (domain.Date, bool) {
	if year < firstYear || year > lastYear {
		return 0, false
	}
	d := domain.NewDate(year, time.Month(month), day)
	return d, d.Year() == year && int(d.Month()) == month && d.Day() == day
}
