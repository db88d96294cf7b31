package kpi_test

import (
	"cmp"
	"testing"
	"time"

	"paidup/domain"
	"paidup/domain/kpi"
)

func daysReceivedToPaid(t *testing.T, inputs string) any {
	in := read[struct {
		ReceivedDate  domain.Date `json:"received_date"`
		ReceivedAt    time.Time   `json:"received_at"`
		AssignedFirst domain.Date `json:"assigned_first"`
		Reassigned    domain.Date `json:"reassigned"`

		PaidDate domain.Date `json:"paid_in_full_date"`
		PaidAt   time.Time   `json:"paid_in_full_at"`
		Payments [][2]any    `json:"payments"`
		Invoiced dollars     `json:"invoiced"`

		Zone string `json:"market_tz"`
	}](t, inputs)
	received, paid := cmp.Or(in.ReceivedDate, in.AssignedFirst), in.PaidDate
	if in.Zone != "" {
		zone := loadZone(t, in.Zone)
		received, paid = domain.DateOf(in.ReceivedAt, zone), domain.DateOf(in.PaidAt, zone)
	}
	if in.Payments != nil {
		paid = kpi.PaidOn(domain.Money(in.Invoiced), entriesOf(t, in.Payments))
	}
	return float64(kpi.DaysBetween(received, paid))
}

func entriesOf(t *testing.T, pairs [][2]any) []kpi.Entry {
	t.Helper()
	var entries []kpi.Entry
	for _, p := range pairs {
		on, err := domain.ParseDate(p[0].(string))
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, kpi.Entry{On: on, Cents: cents(p[1])})
	}
	return entries
}

type percentileInputs struct {
	Days []int   `json:"days"`
	P    float64 `json:"p"`
}

func percentileCont(t *testing.T, inputs string) any {
	in := read[percentileInputs](t, inputs)
	return orNil(histogramOf(in.Days).PercentileCont(in.P))
}

func percentileDisc(t *testing.T, inputs string) any {
	in := read[percentileInputs](t, inputs)
	return orNilInt(histogramOf(in.Days).PercentileDisc(in.P))
}

func cycleStats(t *testing.T, inputs string) any {
	h := histogramOf(read[percentileInputs](t, inputs).Days)
	s := h.Stats()
	return map[string]any{
		"n": float64(s.N), "mean": orNil(s.Mean), "median": orNil(s.Median),
		"p90_cont": orNil(s.P90), "p90_disc": orNilInt(h.PercentileDisc(0.9)),
	}
}

func histogramOf(days []int) kpi.Histogram {
	counts := map[int]int{}
	for _, d := range days {
		counts[d]++
	}
	var h kpi.Histogram
	for d, n := range counts {
		h = append(h, kpi.DaysCount{Days: d, N: n})
	}
	return h
}

func orNilInt(v *int) any {
	if v == nil {
		return nil
	}
	return float64(*v)
}

func monthAttribution(t *testing.T, inputs string) any {
	in := read[struct {
		At   time.Time `json:"received_at"`
		Zone string    `json:"market_tz"`
	}](t, inputs)
	return kpi.LocalMonth(in.At, loadZone(t, in.Zone))
}

func loadZone(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}
