package kpi_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paidup/domain"
	"paidup/domain/kpi"
)

const (
	sunday domain.Date = 739942 // 2026-11-22
	month              = sunday - 21
)

// fortMyers is the sample market: $412,380.25 of AR, $605,200.00 invoiced in 90 days, $381,000.00 in September and October.
func fortMyers() kpi.Inputs {
	return kpi.Inputs{
		Market: "FM",
		AsOf:   sunday,
		Open: []kpi.OpenBalance{
			{InvoicedOn: sunday - 30, DueOn: sunday, Count: 36, Cents: 182_940_10, Disputed: 10_000_00},
			{InvoicedOn: sunday - 31, DueOn: sunday - 1, Count: 24, Cents: 121_205_15},
			{InvoicedOn: sunday - 90, DueOn: sunday - 60, Count: 8, Cents: 52_655_00, Disputed: 8_200_00},
			{InvoicedOn: sunday - 91, Count: 6, Cents: 58_730_00},
		},
		Unapplied: 3_150_00,
		NetInvoiced: []kpi.MonthAmount{
			{Month: month, Cents: 150_000_00},
			{Month: month.FirstOfMonth(-1), Cents: 200_000_00},
			{Month: month.FirstOfMonth(-2), Cents: 181_000_00},
		},
		NetInvoiced90:    605_200_00,
		Collected:        128_300_00,
		InvoiceToPaid:    kpi.Histogram{{Days: 40, N: 1}, {Days: 50, N: 1}},
		ReceivedToPaid:   kpi.Histogram{{Days: 68, N: 3}, {Days: 100, N: 1}},
		ReceivedToPaid90: kpi.Histogram{{Days: 68, N: 1}},
		LeftOut:          kpi.LeftOut{WrittenOff: 3, WrittenOffCents: 2_140_00},
	}
}

func TestComputePrintsTheBoard(t *testing.T) {
	t.Parallel()
	const want = `{"market":"FM","as_of":"2026-11-22",` +
		`"open_ar_cents":41553025,"open_invoices":74,"disputed_open_cents":1820000,"unapplied_cents":315000,` +
		`"aging_invoice_date":{"0-30":{"cents":18294010,"count":36},"31-60":{"cents":12120515,"count":24},` +
		`"61-90":{"cents":5265500,"count":8},"91+":{"cents":5873000,"count":6}},` +
		`"aging_due_date":{"current":{"cents":18294010,"count":36},"1-30":{"cents":12120515,"count":24},` +
		`"31-60":{"cents":5265500,"count":8},"61-90":{"cents":0,"count":0},"91+":{"cents":5873000,"count":6}},` +
		`"dso":{"method":"trailing-90","days":61.32554940515532,"net_invoiced_cents":60520000,"target":55,"breach":true},` +
		`"collections":{"month":"2026-11","collected_cents":12830000,"prior_two_months_cents":38100000,` +
		`"ratio":0.336745406824147,"target":0.5,"closed":false},` +
		`"invoice_to_paid":{"n":2,"median":45,"mean":45,"p90":49},` +
		`"received_to_paid":{"n":4,"median":68,"mean":76,"p90":90.4}}`
	got, err := json.Marshal(kpi.Compute(fortMyers()))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("the board's JSON (-want +got):\n%s", diff)
	}
}

func TestComputeOfAnEmptyMarketIsUndefined(t *testing.T) {
	t.Parallel()
	const want = `{"market":"DN","as_of":"2026-11-30",` +
		`"open_ar_cents":0,"open_invoices":0,"disputed_open_cents":0,"unapplied_cents":0,` +
		`"aging_invoice_date":{"0-30":{"cents":0,"count":0},"31-60":{"cents":0,"count":0},` +
		`"61-90":{"cents":0,"count":0},"91+":{"cents":0,"count":0}},` +
		`"aging_due_date":{"current":{"cents":0,"count":0},"1-30":{"cents":0,"count":0},` +
		`"31-60":{"cents":0,"count":0},"61-90":{"cents":0,"count":0},"91+":{"cents":0,"count":0}},` +
		`"dso":{"method":"trailing-90","days":null,"net_invoiced_cents":0,"target":55,"breach":null},` +
		`"collections":{"month":"2026-11","collected_cents":0,"prior_two_months_cents":0,` +
		`"ratio":null,"target":0.5,"closed":true},` +
		`"invoice_to_paid":{"n":0,"median":null,"mean":null,"p90":null},` +
		`"received_to_paid":{"n":0,"median":null,"mean":null,"p90":null}}`
	f := kpi.Compute(kpi.Inputs{Market: "DN", AsOf: sunday.LastOfMonth()})
	got, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("the board's JSON (-want +got):\n%s", diff)
	}
	if f.DSO.Countback != nil || f.Collections.Goal() != nil || f.Collections.Percent() != nil ||
		f.Pace(domain.Calendar{}) != nil || f.Collections.Grade != kpi.GradeNone {
		t.Errorf("a figure of an empty market is defined: %+v", f)
	}
}

func TestComputeGivesTheDigestItsFigures(t *testing.T) {
	t.Parallel()
	if got := sunday.String(); got != "2026-11-22" {
		t.Fatalf("the sample's day is %s", got)
	}
	f := kpi.Compute(fortMyers())
	cal := domain.Calendar{DaysOff: map[domain.Date]string{sunday + 4: "Thanksgiving", sunday + 5: "company day"}}
	pace := f.Pace(cal)
	// 22 days of November and 31 of October take $350,000.00; $62,380.25 of September's $181,000.00 take 10.3 days.
	for name, c := range map[string]struct{ got, want any }{
		"AR":              {f.AR, domain.Money(412_380_25)},
		"DSO":             {fmt.Sprintf("%.1f", *f.DSO.Days), "61.3"},
		"to collect":      {f.DSO.ToCollect, domain.Money(42_535_81)},
		"countback":       {fmt.Sprintf("%.1f", f.DSO.Countback.Days), "63.3"},
		"countback whole": {f.DSO.Countback.AtLeast, false},
		"goal":            {*f.Collections.Goal(), domain.Money(190_500_00)},
		"percent":         {fmt.Sprintf("%.1f", *f.Collections.Percent()), "33.7"},
		"grade":           {f.Collections.Grade, kpi.GradeNone},
		"days elapsed":    {pace.Elapsed, 15},
		"days left":       {pace.Left(), 4},
		"expected":        {pace.ExpectedByNow, domain.Money(150_394_74)},
		"pace":            {fmt.Sprintf("%.3f", *pace.Ratio), "0.853"},
		"median of 90":    {*f.ReceivedToPaid90.Median, 68.0},
		"n of 90":         {f.ReceivedToPaid90.N, 1},
		"left out":        {f.LeftOut, kpi.LeftOut{WrittenOff: 3, WrittenOffCents: 2_140_00}},
	} {
		if c.got != c.want {
			t.Errorf("%s is %v, want %v", name, c.got, c.want)
		}
	}
}

func TestComputeGradesAnEndedMonthOnly(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		asOf      domain.Date
		collected domain.Money
		want      kpi.Grade
	}{
		{sunday.LastOfMonth(), 190_500_00, kpi.GradeMet},
		{sunday.LastOfMonth(), 190_499_99, kpi.GradeMissed},
		{sunday.LastOfMonth() - 1, 500_000_00, kpi.GradeNone},
	} {
		in := fortMyers()
		in.AsOf, in.Collected = c.asOf, c.collected
		if got := kpi.Compute(in).Collections.Grade; got != c.want {
			t.Errorf("as of %s with %s collected the grade is %s, want %s", c.asOf, c.collected, got, c.want)
		}
	}
}

func TestComputeTakesMissingMonthsAsWithoutInvoicing(t *testing.T) {
	t.Parallel()
	in := fortMyers()
	in.NetInvoiced = []kpi.MonthAmount{
		{Month: domain.NewDate(2026, time.August, 31), Cents: 900_000_00},
		{Month: month, Cents: 12_380_25},
	}
	f := kpi.Compute(in)
	// 22 + 31 + 30 days, then $400,000.00 of August's $900,000.00 in 31 days.
	checkCountback(t, f.DSO.Countback, 83+31*4.0/9, false)
	if f.Collections.Ratio != nil || *f.Collections.PriorTwoMonths != 0 {
		t.Errorf("collections without prior invoicing: %+v", f.Collections)
	}
}

func checkCountback(t *testing.T, got *kpi.CountbackDays, days float64, atLeast bool) {
	t.Helper()
	if days == 0 {
		if got != nil {
			t.Errorf("countback is %+v, want none", *got)
		}
		return
	}
	if got == nil || fmt.Sprintf("%.2f", got.Days) != fmt.Sprintf("%.2f", days) || got.AtLeast != atLeast {
		t.Errorf("countback is %+v, want %.2f, at least: %t", got, days, atLeast)
	}
}
