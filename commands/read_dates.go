package commands

import (
	"slices"
	"strings"

	"paidup/domain"
)

// date reads a date without its label.
func (rd *reader) date() int {
	a := rd.dateArg()
	if a == nil {
		return 0
	}
	if a.Label == "" && rd.line.words[rd.at].key == labelOn && rd.at+1 < rd.end { // next FM-1071 on dec 4 call
		if n, d := rd.dateAt(a.Kind == KindPlan, rd.at+1, rd.end); n > 0 {
			rd.set(a, d.String(), shown(a, d.Words(rd.r.Today)))
			return 1 + n
		}
	}
	n, d := rd.dateAt(a.Kind == KindPlan, rd.at, rd.end)
	if _, weekday := weekdayNamed(rd.line.words[rd.at].key); rd.free != nil && a.Kind != KindPlan && n == 1 && weekday {
		return 0
	}
	if n > 0 {
		rd.set(a, d.String(), shown(a, d.Words(rd.r.Today)))
		return n
	}
	bad := rd.badDateAt(rd.at)
	if bad > 0 {
		rd.fail(a, rd.notDateAt(a, rd.at, bad))
	}
	return bad
}

// dateArg is the argument a date without a label is for: what happened on it, else the only date, else a plan.
func (rd *reader) dateArg() *Arg {
	a := rd.find(func(a *Arg) bool {
		return a.Kind == KindDate && (a.Label == "" || a.Label == labelOn) && !rd.has(a)
	})
	if a != nil {
		return a
	}
	only := slices.DeleteFunc(slices.Clone(rd.c.Args), func(a Arg) bool { return a.Kind != KindDate })
	if len(only) == 1 && !rd.has(&only[0]) {
		return &only[0]
	}
	return rd.bare(KindPlan)
}

// dateAt reads the longest date that stands at the place and ends before end.
func (rd *reader) dateAt(plan bool, i, end int) (int, domain.Date) {
	for n := min(maxDateWords, end-i); n > 0 && beginsDate(rd.line.words[i].key); n-- {
		if d, err := rd.dates(plan).read(rd.keys(i, n)); err == nil {
			if _, weekday := weekdayNamed(rd.keys(i, n)); weekday && i+n < end && rd.dayAt(i+n) > 0 { // fri nov 21, which is none
				return 0, 0
			}
			return n, d
		}
	}
	return 0, 0
}

func (rd *reader) dates(plan bool) dateReader {
	return dateReader{today: rd.r.Today, cal: rd.r.Calendar, plan: plan}
}

// notDateAt says why the words are no date.
func (rd *reader) notDateAt(a *Arg, i, n int) error {
	typed := rd.line.span(i, i+n-1)
	if _, err := rd.dates(a.Kind == KindPlan).read(typed); err != nil {
		return err
	}
	return notDate(typed)
}

// keys are n words as they are matched; empty when one of them is in quotes.
func (rd *reader) keys(i, n int) string {
	if w := rd.line.words[i]; n == 1 && !w.quoted {
		return w.key
	}
	var out []string
	for _, w := range rd.line.words[i : i+n] {
		if w.quoted {
			return ""
		}
		out = append(out, w.key)
	}
	return strings.Join(out, " ")
}

// badDateAt is how many words at the place look like a date that cannot be: 31/02, feb 30, fri nov 21.
func (rd *reader) badDateAt(i int) int {
	if _, weekday := weekdayNamed(rd.keys(i, 1)); weekday && i+1 < rd.end {
		if n := rd.dayAt(i + 1); n > 0 {
			return n + 1
		}
	}
	return rd.dayAt(i)
}

// dayAt is how many words at the place look like a day by its numbers: 11/20, nov 20.
func (rd *reader) dayAt(i int) int {
	if i+1 < rd.end {
		if m := monthDay.FindStringSubmatch(rd.keys(i, 2)); m != nil && monthNamed(m[1]) > 0 {
			return 2
		}
	}
	if !rd.line.words[i].quoted && dateLike.MatchString(rd.line.words[i].key) {
		return 1
	}
	return 0
}

func (rd *reader) dateValue(a *Arg, i int) (got, error) {
	n, d := rd.dateAt(a.Kind == KindPlan, i, rd.end)
	if n > 0 {
		return got{words: n, value: d.String(), echo: shown(a, d.Words(rd.r.Today))}, nil
	}
	bad := max(1, rd.badDateAt(i))
	return got{words: bad}, rd.notDateAt(a, i, bad)
}
