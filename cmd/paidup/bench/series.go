package bench

import (
	"fmt"
	"math"
	"slices"
)

// series is one figure, measured several times.
type series []float64

func (s *series) add(v float64) { *s = append(*s, v) }

// String is the median, with the least and the most where it was measured more than once.
func (s series) String() string {
	if len(s) == 1 {
		return short(s[0])
	}
	return fmt.Sprintf("%s (%s-%s)", short(s.median()), short(slices.Min(s)), short(slices.Max(s)))
}

func (s series) median() float64 {
	sorted := slices.Sorted(slices.Values(s))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// short writes three digits at least.
func short(v float64) string {
	switch a := math.Abs(v); {
	case a >= 100:
		return fmt.Sprintf("%.0f", v)
	case a >= 10:
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.2f", v)
}
