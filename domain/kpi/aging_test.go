package kpi_test

import (
	"testing"

	"pgregory.net/rapid"

	"paidup/domain/kpi"
)

func TestAgingTotalsAreTheSumOfTheBalances(t *testing.T) {
	t.Parallel()
	balance := rapid.Custom(func(t *rapid.T) kpi.OpenBalance {
		o := kpi.OpenBalance{
			InvoicedOn: sunday - day(t, "age", 0, 400),
			Count:      rapid.IntRange(0, 50).Draw(t, "count"),
			Cents:      money(-1_000_00, 1_000_000_00).Draw(t, "cents"),
		}
		if rapid.Bool().Draw(t, "has due date") {
			o.DueOn = o.InvoicedOn + day(t, "terms", 0, 120)
		}
		return o
	})
	rapid.Check(t, func(t *rapid.T) {
		open := rapid.SliceOf(balance).Draw(t, "open")
		var want kpi.Bucket
		for _, o := range open {
			want.Cents += o.Cents
			want.Count += o.Count
		}
		f := kpi.Compute(kpi.Inputs{Market: "FM", AsOf: sunday, Open: open})
		if got := f.AgingInvoiceDate.Total(); got != want {
			t.Fatalf("by invoice date %+v, want %+v", got, want)
		}
		if got := f.AgingDueDate.Total(); got != want {
			t.Fatalf("by due date %+v, want %+v", got, want)
		}
		if f.OpenAR != want.Cents || f.OpenInvoices != want.Count {
			t.Fatalf("open AR %s in %d, want %+v", f.OpenAR, f.OpenInvoices, want)
		}
	})
}

func TestBucketEdges(t *testing.T) {
	t.Parallel()
	for days, want := range map[int][2]string{
		-1: {"0-30", "current"}, 0: {"0-30", "current"}, 1: {"0-30", "1-30"}, 30: {"0-30", "1-30"},
		31: {"31-60", "31-60"}, 60: {"31-60", "31-60"}, 61: {"61-90", "61-90"}, 90: {"61-90", "61-90"},
		91: {"91+", "91+"}, 4000: {"91+", "91+"},
	} {
		on := sunday - date(days)
		if got := [2]string{kpi.InvoiceBucket(on, sunday), kpi.DueBucket(on, sunday)}; got != want {
			t.Errorf("%d days: %v, want %v", days, got, want)
		}
	}
}

func TestAgingByDueDateWithoutOneTakesTheInvoiceDate(t *testing.T) {
	t.Parallel()
	got := kpi.AgeByDue([]kpi.OpenBalance{{InvoicedOn: sunday - 31, Count: 2, Cents: 500}}, sunday)
	if want := (kpi.DueAging{To60: kpi.Bucket{Cents: 500, Count: 2}}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
