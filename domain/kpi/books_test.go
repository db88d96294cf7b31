package kpi_test

import (
	"testing"
	"time"

	"paidup/domain"
	"paidup/domain/kpi"
)

func TestComputeKeepsToTheBooks(t *testing.T) {
	t.Parallel()
	day := func(m time.Month, d int) domain.Date { return domain.NewDate(2026, m, d) }
	nextYear := func(m time.Month) domain.Date { return domain.NewDate(2027, m, 1) }
	for _, c := range []booksCase{
		{"always", 0, 0, 0, true, 63.34, false},
		{"window's first day", sunday - 89, 0, 0, true, 63.34, false},
		{"one day into the window", sunday - 88, sunday + 1, 0, true, 63.34, false},
		{"first of the prior months", day(time.September, 1), day(time.November, 29), 0, true, 63.34, false},
		{"within the prior months", day(time.September, 2), day(time.November, 30), day(time.December, 1), true, 53, true},
		{"first of a month", day(time.October, 1), day(time.December, 29), day(time.December, 1), true, 53, true},
		{"this month", month, month + 89, nextYear(time.January), true, 22, true},
		{"within this month", month + 4, month + 93, nextYear(time.February), false, 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			in := fortMyers()
			in.BooksFrom = c.books
			c.check(t, kpi.Compute(in))
		})
	}
}

// booksCase says what stands and what is n/a, until when, for books that start on a day.
type booksCase struct {
	name             string
	books            domain.Date
	dso, collections domain.Date // n/a until
	collected        bool
	countbackDays    float64
	atLeast          bool
}

func (c booksCase) check(t *testing.T, f kpi.Figures) {
	t.Helper()
	if f.DSO.NAUntil != c.dso || f.ReceivedToPaid90.NAUntil != c.dso || f.Collections.NAUntil != c.collections {
		t.Errorf("n/a until: DSO %s, paid %s, collections %s; want %s, %s",
			f.DSO.NAUntil, f.ReceivedToPaid90.NAUntil, f.Collections.NAUntil, c.dso, c.collections)
	}
	window, prior := c.dso.IsZero(), c.collections.IsZero()
	for name, is := range map[string][2]bool{
		"DSO":            {f.DSO.Days != nil, window},
		"net invoiced":   {f.DSO.NetInvoiced != nil, window},
		"breach":         {f.DSO.Breach != nil, window},
		"to collect":     {f.DSO.ToCollect != 0, window},
		"median of 90":   {f.ReceivedToPaid90.Median != nil, window},
		"median of all":  {f.ReceivedToPaid.Median != nil, true},
		"ratio":          {f.Collections.Ratio != nil, prior},
		"prior invoiced": {f.Collections.PriorTwoMonths != nil, prior},
		"goal":           {f.Collections.Goal() != nil, prior},
		"pace":           {f.Pace(domain.Calendar{}) != nil, prior},
		"collected":      {f.Collections.Collected != nil, c.collected},
	} {
		if is[0] != is[1] {
			t.Errorf("%s is defined: %t, want %t", name, is[0], is[1])
		}
	}
	checkCountback(t, f.DSO.Countback, c.countbackDays, c.atLeast)
}

// The dates until which a figure is n/a are promises: on that day it stands, the day before it does not.
func TestComputeStandsOnTheDayItNames(t *testing.T) {
	t.Parallel()
	for books := sunday - 120; books <= sunday; books++ {
		in := fortMyers()
		in.BooksFrom = books
		checkPromise(t, in, func(f kpi.Figures) domain.Date { return f.DSO.NAUntil })
		checkPromise(t, in, func(f kpi.Figures) domain.Date { return f.Collections.NAUntil })
	}
}

func checkPromise(t *testing.T, in kpi.Inputs, naUntil func(kpi.Figures) domain.Date) {
	t.Helper()
	until := naUntil(kpi.Compute(in))
	if until.IsZero() {
		return
	}
	in.AsOf = until
	if got := naUntil(kpi.Compute(in)); !got.IsZero() {
		t.Errorf("books from %s: on %s n/a until %s", in.BooksFrom, until, got)
	}
	in.AsOf = until - 1
	if got := naUntil(kpi.Compute(in)); got != until {
		t.Errorf("books from %s: on %s n/a until %q, want %s", in.BooksFrom, in.AsOf, got, until)
	}
}
