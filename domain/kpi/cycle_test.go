package kpi_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"paidup/domain"
	"paidup/domain/kpi"
)

func date(n int) domain.Date { return domain.Date(n) }

func day(t *rapid.T, label string, lo, hi int) domain.Date {
	return date(rapid.IntRange(lo, hi).Draw(t, label))
}

// The percentiles of a histogram are those of the list it counts, in whatever order it stands.
func TestPercentilesEqualThoseOfTheList(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.SliceOfN(rapid.IntRange(-30, 60), 1, 80).Draw(t, "days")
		p := rapid.OneOf(rapid.Float64Range(0, 1), rapid.SampledFrom([]float64{0, 0.5, 0.9, 1})).Draw(t, "p")
		h := histogramOf(days)
		slices.Sort(days)
		rank := p * float64(len(days)-1)
		low, high := days[int(rank)], days[int(math.Ceil(rank))]
		beyond := (rank - math.Floor(rank)) * float64(high-low)
		cont := float64(low) + beyond
		if got := *h.PercentileCont(p); got != cont {
			t.Fatalf("continuous %v, want %v", got, cont)
		}
		disc := days[0]
		for i, d := range days {
			if float64(i) < p*float64(len(days)) {
				disc = d
			}
		}
		if got := *h.PercentileDisc(p); got != disc {
			t.Fatalf("discrete %d, want %d", got, disc)
		}
		sum := 0
		for _, d := range days {
			sum += d
		}
		if got := *h.Mean(); got != float64(sum)/float64(len(days)) {
			t.Fatalf("mean %v of %v", got, days)
		}
	})
}

func TestHistogramIsLeftAsItWas(t *testing.T) {
	t.Parallel()
	h := kpi.Histogram{{Days: 9, N: 1}, {Days: 3, N: 1_000_000}, {Days: 5, N: 2}}
	before := slices.Clone(h)
	if s := h.Stats(); s.N != 1_000_003 || *s.Median != 3 || *s.P90 != 3 {
		t.Errorf("stats %d, %v, %v", s.N, *s.Median, *s.P90)
	}
	if !slices.Equal(h, before) {
		t.Errorf("the histogram was reordered to %v", h)
	}
}

func TestDaysBetweenAreNeverClamped(t *testing.T) {
	t.Parallel()
	if got := kpi.DaysBetween(sunday, sunday-3); got != -3 {
		t.Errorf("a payment three days before its invoice took %d days, want -3", got)
	}
}
