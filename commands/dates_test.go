package commands

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"paidup/domain"
)

func TestReadFactAndPlan(t *testing.T) {
	t.Parallel()
	r := testReading() // Mon Nov 23, 2026; Thu 26 and Fri 27 are days off
	for _, tt := range []struct{ typed, fact, plan string }{
		{"today", "2026-11-23", "2026-11-23"},
		{"Yesterday", "2026-11-22", "2026-11-22"},
		{"tomorrow", "2026-11-24", "2026-11-24"},
		{"fri", "2026-11-20", "2026-11-27"},
		{"Friday", "2026-11-20", "2026-11-27"},
		{"mon", "2026-11-23", "2026-11-30"},
		{"tues", "2026-11-17", "2026-11-24"},
		{"thurs", "2026-11-19", "2026-11-26"},
		{"weds", "2026-11-18", "2026-11-25"},
		{"last fri", "2026-11-20", "2026-11-20"},
		{"last mon", "2026-11-16", "2026-11-16"},
		{"nov 20", "2026-11-20", "2027-11-20"},
		{"Nov. 20th", "2026-11-20", "2027-11-20"},
		{"november 24", "2025-11-24", "2026-11-24"},
		{"sept 1", "2026-09-01", "2027-09-01"},
		{"nov 20, 2025", "2025-11-20", "2025-11-20"},
		{"11/20", "2026-11-20", "2027-11-20"},
		{"12/4", "2025-12-04", "2026-12-04"},
		{"11/23", "2026-11-23", "2027-11-23"},
		{"11/20/26", "2026-11-20", "2026-11-20"},
		{"12/1/2026", "2026-12-01", "2026-12-01"},
		{"2026-11-20", "2026-11-20", "2026-11-20"},
		{"2026–11–20", "2026-11-20", "2026-11-20"},
		{"feb 29", "2024-02-29", "2028-02-29"},
		{"2/28", "2026-02-28", "2027-02-28"},
		{"in 3 days", "2026-11-26", "2026-11-26"},
		{"3 days", "2026-11-26", "2026-11-26"},
		{"in 2 weeks", "2026-12-07", "2026-12-07"},
		{"3 business days", "2026-11-26", "2026-11-30"},
		{"in 1 business day", "2026-11-24", "2026-11-24"},
		{"3 days ago", "2026-11-20", "2026-11-20"},
	} {
		fact, err := ReadFact(tt.typed, r.Today)
		if err != nil || fact.String() != tt.fact {
			t.Errorf("fact %q: got %v, %v; want %s", tt.typed, fact, err, tt.fact)
		}
		plan, err := ReadPlan(tt.typed, r.Today, r.Calendar)
		if err != nil || plan.String() != tt.plan {
			t.Errorf("plan %q: got %v, %v; want %s", tt.typed, plan, err, tt.plan)
		}
	}
}

func TestNotDates(t *testing.T) {
	t.Parallel()
	r := testReading()
	for _, typed := range []string{"31/02", "20/11", "13/1", "0/5", "5/0", "11/20/1", "11/20/1776", "2026-13-01",
		"0000-01-01", "20 nov", "next fri", "soon", "", "11", "nov", "11-20", "last nov 20", "tuesd", "in days", "12.4.26"} {
		want := quoted(typed) + " is not a date; month first, like 2/28 or feb 28."
		if _, err := ReadFact(typed, r.Today); errorText(err) != want || domain.KindOf(err) != domain.KindInvalid {
			t.Errorf("fact %q says %q", typed, errorText(err))
		}
		if _, err := ReadPlan(typed, r.Today, r.Calendar); errorText(err) != want {
			t.Errorf("plan %q says %q", typed, errorText(err))
		}
	}
}

// Where only the month is too short for the day, the words say how many days it has.
func TestDaysPastTheMonth(t *testing.T) {
	t.Parallel()
	r := testReading()
	for typed, days := range map[string]string{"nov 31": "November has 30 days", "11/31": "November has 30 days", "sat nov 31": "November has 30 days",
		"2/30": "February has 28 or 29 days", "feb 29 2026": "February 2026 has 28 days", "2/30/24": "February 2024 has 29 days",
		"2026-04-31": "April has 30 days", "dec 32": "December has 31 days"} {
		want := quoted(typed) + " is not a date; " + days + "."
		_, fact := ReadFact(typed, r.Today)
		_, plan := ReadPlan(typed, r.Today, r.Calendar)
		if errorText(fact) != want || errorText(plan) != want {
			t.Errorf("%q says %q and %q", typed, errorText(fact), errorText(plan))
		}
	}
}

// A day without its year is the latest such day up to today for a fact, the first one after today for a plan.
func TestDaysWithoutYear(t *testing.T) {
	t.Parallel()
	first := domain.NewDate(1990, time.January, 1)
	rapid.Check(t, func(t *rapid.T) {
		today := first + domain.Date(rapid.IntRange(0, 80*365).Draw(t, "today"))
		day := today + domain.Date(rapid.IntRange(-400, 400).Draw(t, "day"))
		for _, layout := range []string{"1/2", "Jan 2", "Mon"} {
			typed := day.Time().Format(layout)
			fact, err := ReadFact(typed, today)
			if err != nil || fact > today || fact.Time().Format(layout) != typed {
				t.Fatalf("fact %q on %v: got %v, %v", typed, today, fact, err)
			}
			plan, err := ReadPlan(typed, today, domain.Calendar{})
			if err != nil || plan <= today || plan.Time().Format(layout) != typed {
				t.Fatalf("plan %q on %v: got %v, %v", typed, today, plan, err)
			}
			for d := fact + 1; d < plan; d++ {
				if d.Time().Format(layout) == typed {
					t.Fatalf("%q on %v: %v lies between %v and %v", typed, today, d, fact, plan)
				}
			}
		}
	})
}

func FuzzReadDate(f *testing.F) {
	for _, typed := range append(typedIn(f, "dates.tsv"), kept(f, "dates")...) {
		f.Add(typed)
	}
	r := testReading()
	f.Fuzz(func(t *testing.T, typed string) {
		if d, err := ReadPlan(typed, r.Today, r.Calendar); (err == nil) == d.IsZero() {
			t.Errorf("%q: got %v, %v", typed, d, err)
		}
		if d, err := ReadFact(typed, r.Today); (err == nil) == d.IsZero() {
			t.Errorf("%q: got %v, %v", typed, d, err)
		}
	})
}
