package kpi

import (
	"cmp"
	"math"
	"slices"

	"paidup/domain"
)

// DaysBetween is the number of calendar days from one business date to another: received to paid, invoice to paid. The same
// day is 0; it is negative when to is the earlier one and is never clamped.
//
// Source: subtraction of local dates; reassigning a file does not move its received date
// (https://xactanalysis.helpdocs.io/l/enUS/article/saiudicfmb-excel-management-reports).
func DaysBetween(from, to domain.Date) int { return int(to - from) }

// DaysCount says that N cases took Days days.
type DaysCount struct {
	Days int
	N    int
}

// Histogram counts cases by the days they took, in any order. It is as small as the days are few, however many the cases.
type Histogram []DaysCount

// N is the number of cases.
func (h Histogram) N() int {
	n := 0
	for _, c := range h {
		n += c.N
	}
	return n
}

// Mean is the arithmetic mean in days: sum(days * n) / sum(n). It is nil without cases.
func (h Histogram) Mean() *float64 {
	n, sum := h.N(), 0
	if n == 0 {
		return nil
	}
	for _, c := range h {
		sum += c.Days * c.N
	}
	mean := float64(sum) / float64(n)
	return &mean
}

// PercentileCont is the continuous percentile in days, p from 0 to 1: the value at rank p * (n - 1) counted from 0, linearly
// interpolated between neighbours. It is nil without cases.
//
// Source: PostgreSQL percentile_cont, https://www.postgresql.org/docs/current/functions-aggregate.html
func (h Histogram) PercentileCont(p float64) *float64 {
	n := h.N()
	if n == 0 {
		return nil
	}
	sorted := h.sorted()
	rank := p * float64(n-1)
	low := float64(sorted.at(int(math.Floor(rank))))
	high := float64(sorted.at(int(math.Ceil(rank))))
	beyond := (rank - math.Floor(rank)) * (high - low)
	v := low + beyond
	return &v
}

// PercentileDisc is the discrete percentile in days, p from 0 to 1: the first value whose share of cases up to and including
// it reaches p, so that a real case can be named. It is nil without cases.
//
// Source: PostgreSQL percentile_disc, https://www.postgresql.org/docs/current/functions-aggregate.html
func (h Histogram) PercentileDisc(p float64) *int {
	n := h.N()
	if n == 0 {
		return nil
	}
	rank := max(int(math.Ceil(p*float64(n))), 1)
	v := h.sorted().at(rank - 1)
	return &v
}

func (h Histogram) sorted() Histogram {
	byDays := func(a, b DaysCount) int { return cmp.Compare(a.Days, b.Days) }
	if slices.IsSortedFunc(h, byDays) {
		return h
	}
	return slices.SortedFunc(slices.Values(h), byDays)
}

// at is the value of the i-th case, counted from 0, of a sorted histogram that has so many.
func (h Histogram) at(i int) int {
	for _, c := range h {
		if i -= c.N; i < 0 {
			return c.Days
		}
	}
	return h[len(h)-1].Days
}

// Stats sums up a histogram, in days. The percentiles are continuous; without cases all but N is nil.
type Stats struct {
	N      int      `json:"n"`
	Median *float64 `json:"median"`
	Mean   *float64 `json:"mean"`
	P90    *float64 `json:"p90"`
}

// Stats sums the histogram up.
func (h Histogram) Stats() Stats {
	sorted := h.sorted()
	return Stats{N: h.N(), Median: sorted.PercentileCont(0.5), Mean: h.Mean(), P90: sorted.PercentileCont(0.9)}
}
