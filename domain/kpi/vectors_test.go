package kpi_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"testing"
)

// TestVectors holds the formulas to the published examples: each row's inputs through the formula its kpi column names.
func TestVectors(t *testing.T) {
	rows := readTable(t, sharedFile(t, "kpi-vectors.csv"))
	built, passed, unbuilt := formulas(), map[string]int{}, map[string]int{}
	for _, row := range rows {
		name := row["kpi"]
		formula, ok := built[name]
		if !ok {
			unbuilt[name]++
			continue
		}
		if t.Run(name+"/"+row["id"], func(t *testing.T) { checkVector(t, row, formula) }) {
			passed[name]++
		}
	}
	for _, name := range slices.Sorted(maps.Keys(built)) {
		if passed[name] == 0 {
			t.Errorf("no row of %s passed", name)
		}
	}
	t.Logf("built, rows passed: %v", passed)
	t.Logf("not built yet, rows: %v", unbuilt)
}

// A formula reads a row's inputs and gives what a row may expect: nil, float64, string, bool or a map of them.
type formula func(t *testing.T, inputs string) any

func formulas() map[string]formula {
	return map[string]formula{
		"dso_simple":            dsoSimple,
		"dso_trailing":          dsoTrailing,
		"dso_countback":         dsoCountback,
		"aging":                 aging,
		"aging_bucket":          agingBucket,
		"collections_vs_prior2": collectionsVsPrior2,
		"collections_pace":      collectionsPace,
		"days_received_to_paid": daysReceivedToPaid,
		"percentile_cont":       percentileCont,
		"percentile_disc":       percentileDisc,
		"cycle_stats":           cycleStats,
		"month_attribution":     monthAttribution,
		"outstanding":           outstanding,
		"file_balance":          fileBalance,
	}
}

func checkVector(t *testing.T, row map[string]string, f formula) {
	var want any
	if err := json.Unmarshal([]byte(row["expected"]), &want); err != nil {
		t.Fatalf("read expected %s: %v", row["expected"], err)
	}
	tolerance, err := strconv.ParseFloat(row["tolerance"], 64)
	if err != nil {
		t.Fatalf("read tolerance: %v", err)
	}
	got := f(t, row["inputs"])
	if diff := compare("", got, want, tolerance); diff != "" {
		t.Errorf("%s of %s: %s\nnote: %s\nsource: %s", row["kpi"], row["inputs"], diff, row["note"], row["source"])
	}
}

// compare says where got is not want. Of a map, what want does not name must be zero.
func compare(at string, got, want any, tolerance float64) string {
	switch w := want.(type) {
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok {
			return fmt.Sprintf("%s got %v, want an object", at, got)
		}
		for key := range w {
			if _, ok := g[key]; !ok {
				return fmt.Sprintf("%s.%s is missing", at, key)
			}
		}
		for key, v := range g {
			expected, named := w[key]
			if !named {
				expected = 0.0
			}
			if diff := compare(at+"."+key, v, expected, tolerance); diff != "" {
				return diff
			}
		}
	case float64:
		g, ok := got.(float64)
		const noise = 1e-12 // of binary fractions, where a tolerance is 0
		if !ok || math.Abs(g-w) > tolerance+noise {
			return fmt.Sprintf("%s got %v, want %v within %v", at, got, w, tolerance)
		}
	default:
		if got != want {
			return fmt.Sprintf("%s got %v, want %v", at, got, want)
		}
	}
	return ""
}
