package kpi_test

import (
	"testing"

	"pgregory.net/rapid"

	"paidup/domain"
	"paidup/domain/kpi"
)

func TestDSOWithoutInvoicing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		ar, net domain.Money
		defined bool
	}{
		{1, 0, false},
		{0, 0, false},
		{-1, 0, false},
		{0, -1, false},
		{0, 1, true},
		{-1, 1, true},
	} {
		got := kpi.DSO(c.ar, c.net, 90)
		if (got != nil) != c.defined {
			t.Errorf("DSO(%s, %s) defined is %t, want %t", c.ar, c.net, got != nil, c.defined)
		}
		if got != nil && *got != 0 {
			t.Errorf("DSO(%s, %s) is %v, want 0", c.ar, c.net, *got)
		}
	}
}

func TestCountbackEdges(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		ar     domain.Money
		months []kpi.Period
		zero   kpi.ZeroMonth
		want   *kpi.CountbackDays
	}{
		{"no month", 100, nil, kpi.CountDays, nil},
		{"nothing owed, nothing ever invoiced", 0, []kpi.Period{{0, 30}}, kpi.CountDays, nil},
		{"nothing owed", 0, []kpi.Period{{0, 30}, {5, 31}}, kpi.CountDays, &kpi.CountbackDays{}},
		{"owed, nothing invoiced", 100, []kpi.Period{{0, 30}, {0, 31}}, kpi.CountDays, &kpi.CountbackDays{Days: 61, AtLeast: true}},
		{"outlasts the history", 100, []kpi.Period{{60, 30}, {39, 31}}, kpi.CountDays, &kpi.CountbackDays{Days: 61, AtLeast: true}},
		{"ends with the history", 100, []kpi.Period{{60, 30}, {40, 31}}, kpi.CountDays, &kpi.CountbackDays{Days: 61}},
		{"a negative month adds", 100, []kpi.Period{{50, 10}, {-50, 10}, {200, 10}}, kpi.CountDays, &kpi.CountbackDays{Days: 25}},
		{"a negative month stops", 100, []kpi.Period{{50, 10}, {-50, 10}, {200, 10}}, kpi.Stop, &kpi.CountbackDays{Days: 10, AtLeast: true}},
	} {
		got := kpi.Countback(c.ar, c.months, c.zero)
		if (got == nil) != (c.want == nil) || got != nil && *got != *c.want {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}

func money(lo, hi domain.Money) *rapid.Generator[domain.Money] {
	return rapid.Map(rapid.Int64Range(int64(lo), int64(hi)), func(n int64) domain.Money { return domain.Money(n) })
}

func TestDSOGrowsWithAR(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		net := money(1, domain.MaxMoney).Draw(t, "net")
		ar := money(-domain.MaxMoney, domain.MaxMoney).Draw(t, "ar")
		more := ar + money(0, domain.MaxMoney).Draw(t, "more")
		if less, now := *kpi.DSO(ar, net, 90), *kpi.DSO(more, net, 90); now < less {
			t.Fatalf("DSO of %s is %v, of %s only %v", ar, less, more, now)
		}
	})
}

func TestCountbackGrowsWithAR(t *testing.T) {
	t.Parallel()
	period := rapid.Custom(func(t *rapid.T) kpi.Period {
		return kpi.Period{NetInvoiced: money(-1_000, 10_000).Draw(t, "net"), Days: rapid.IntRange(28, 31).Draw(t, "days")}
	})
	rapid.Check(t, func(t *rapid.T) {
		months := rapid.SliceOfN(period, 1, 13).Draw(t, "months")
		zero := rapid.SampledFrom([]kpi.ZeroMonth{kpi.CountDays, kpi.Stop}).Draw(t, "zero")
		ar := money(1, 60_000).Draw(t, "ar")
		less, now := kpi.Countback(ar, months, zero), kpi.Countback(ar+1, months, zero)
		if now.Days < less.Days || less.AtLeast && !now.AtLeast {
			t.Fatalf("countback of %s is %+v, of a cent more %+v", ar, *less, *now)
		}
	})
}

// What there is to collect is the least that ends the breach: with it the DSO is under the target, with a cent less not.
func TestToCollectIsTheLeastThatEndsTheBreach(t *testing.T) {
	t.Parallel()
	at := func(ar, net domain.Money) kpi.DSOFigure {
		in := kpi.Inputs{Market: "FM", AsOf: sunday, NetInvoiced90: net}
		in.Open = []kpi.OpenBalance{{InvoicedOn: sunday, Count: 1, Cents: ar}}
		return kpi.Compute(in).DSO
	}
	rapid.Check(t, func(t *rapid.T) {
		net := money(1, 1_000_000_00).Draw(t, "net")
		// Around the target, where a DSO of exactly 55 and its neighbours lie.
		ar := net*55/90 + money(-3, 1_000_00).Draw(t, "over")
		now := at(ar, net)
		if *now.Breach != (now.ToCollect > 0) {
			t.Fatalf("breach is %t and %s would end it", *now.Breach, now.ToCollect)
		}
		if !*now.Breach {
			return
		}
		if *at(ar-now.ToCollect, net).Breach {
			t.Fatalf("%s of %s do not end the breach", now.ToCollect, ar)
		}
		if !*at(ar-now.ToCollect+1, net).Breach {
			t.Fatalf("less than %s of %s ends the breach", now.ToCollect, ar)
		}
	})
}
