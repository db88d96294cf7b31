package sheet

import (
	"regexp"
	"strings"
	"time"

	"paidup/domain"
)

// dateReader reads the dates of one sheet.
type dateReader struct {
	words  string // the layout as it was said; empty is ISO
	layout string // the same for time.Parse
	zone   *time.Location
}

const firstYear = 1900

var (
	layoutWord  = regexp.MustCompile(`Y+|M+|D+|[^-/., ]`)
	slashedDate = regexp.MustCompile(`^\d\d?([-/.])\d\d?[-/.](\d{4}|\d\d)\b`)
	instantBare = regexp.MustCompile(`^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$`)
)

// midnights are the ways spreadsheets and databases write the clock time of a value that is only a date.
var midnights = []string{"T00:00:00", "T00:00:00.000", " 00:00:00.000", " 00:00:00", " 0:00:00", " 00:00", " 0:00", " 12:00:00 AM", " 12:00 AM"}

var instantLayouts = []string{time.RFC3339, "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05Z07", "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05 Z0700"}

func newDateReader(o Options) (dateReader, error) {
	d := dateReader{words: strings.ToUpper(strings.TrimSpace(o.Dates)), zone: o.Zone}
	if d.zone == nil {
		d.zone = time.UTC
	}
	if d.words == "" {
		return d, nil
	}
	// With separators between them, days and months may be written with one digit or two.
	forms := map[string]string{"YYYY": "2006", "YY": "06", "MMM": "Jan", "MM": "1", "M": "1", "DD": "2", "D": "2"}
	if !strings.ContainsAny(d.words, "-/., ") {
		forms = map[string]string{"YYYY": "2006", "YY": "06", "MM": "01", "DD": "02"}
	}
	stated := make(map[byte]int)
	d.layout = layoutWord.ReplaceAllStringFunc(d.words, func(word string) string {
		if forms[word] == "" {
			word = "?"
		}
		stated[word[0]]++
		return forms[word]
	})
	if len(stated) != 3 || stated['Y'] != 1 || stated['M'] != 1 || stated['D'] != 1 {
		return d, errLayout(o.Dates)
	}
	return d, nil
}

func errLayout(words string) error {
	return domain.Invalid("dates", "%q is not a layout of dates; write it like M/D/YYYY, D.M.YYYY, YYYY-MM-DD or D-MMM-YY.", cut(words))
}

// read is the day the text states, and the instant where it states one with its offset; else the reason it is neither.
func (d dateReader) read(s string) (time.Time, domain.Date, string) {
	if len(s) >= len("2006-01-02T15:04:05Z") {
		for _, layout := range instantLayouts {
			if at, err := time.Parse(layout, s); err == nil {
				return at.In(d.zone), domain.DateOf(at, d.zone), farPast(at.Year())
			}
		}
	}
	on, ok := d.day(s)
	if !ok {
		on, ok = d.midnight(s)
	}
	if !ok {
		return time.Time{}, 0, d.reason(s)
	}
	return time.Time{}, on, farPast(on.Year())
}

func (d dateReader) day(s string) (domain.Date, bool) {
	if d.layout == "" {
		on, err := domain.ParseDate(s)
		return on, err == nil
	}
	t, err := time.Parse(d.layout, s)
	if err != nil {
		return 0, false
	}
	return domain.DateOf(t, time.UTC), true
}

func (d dateReader) midnight(s string) (domain.Date, bool) {
	for _, m := range midnights {
		if day, found := strings.CutSuffix(s, m); found {
			return d.day(day)
		}
	}
	return 0, false
}

func farPast(year int) string {
	if year < firstYear {
		return "before the year 1900"
	}
	return ""
}

func (d dateReader) reason(s string) string {
	if instantBare.MatchString(s) {
		return "a time without its offset; write 2026-11-20T17:05:00-05:00, or the date alone"
	}
	if d.words != "" {
		return "not a date written " + d.words
	}
	if m := slashedDate.FindStringSubmatch(s); m != nil {
		return "not a date like 2026-11-20; " + suggestion(m[0], m[1], "YYYY"[:len(m[2])])
	}
	return "not a date; write 2026-11-20"
}

// suggestion names the layouts in which a date that ends with its year can be read.
func suggestion(date, sep, year string) string {
	reads := func(words string) bool {
		d, err := newDateReader(Options{Dates: words})
		_, ok := d.day(date)
		return err == nil && ok
	}
	monthFirst, dayFirst := "M"+sep+"D"+sep+year, "D"+sep+"M"+sep+year
	byMonth, byDay := reads(monthFirst), reads(dayFirst)
	switch {
	case byMonth && byDay && sep != ".":
		return "say --dates " + monthFirst + " if the month stands first, " + dayFirst + " if the day does"
	case byDay:
		return "say --dates " + dayFirst
	case byMonth:
		return "say --dates " + monthFirst
	}
	return "there is no such day"
}
