package kpi_test

import (
	"testing"

	"paidup/domain"
	"paidup/domain/kpi"
)

// market is one of the house's four markets on Sun Nov 22, 2026.
func market(t *testing.T, code string, openAR, net90, priorTwo, collected domain.Money) kpi.Figures {
	t.Helper()
	asOf := domain.NewDate(2026, 11, 22)
	return kpi.Compute(kpi.Inputs{Market: code, AsOf: asOf, Open: []kpi.OpenBalance{{InvoicedOn: asOf - 10, Count: 10, Cents: openAR}},
		NetInvoiced90: net90, NetInvoiced: []kpi.MonthAmount{{Month: domain.NewDate(2026, 10, 1), Cents: priorTwo}}, Collected: collected})
}

func fourMarkets(t *testing.T) []kpi.Figures {
	t.Helper()
	return []kpi.Figures{
		market(t, "FM", 412_380_25, 605_200_00, 381_000_00, 128_300_00),
		market(t, "PC", 521_700_00, 690_000_00, 452_000_00, 121_900_00),
		market(t, "DN", 288_900_00, 478_300_00, 322_000_00, 118_400_00),
		market(t, "PX", 137_400_00, 262_000_00, 176_800_00, 96_150_00),
	}
}

func TestTogether(t *testing.T) {
	t.Parallel()
	f := kpi.Together(fourMarkets(t))
	if f.OpenAR != 1_360_380_25 || f.OpenInvoices != 40 || *f.Collections.Collected != 464_750_00 || *f.Collections.Goal() != 665_900_00 {
		t.Errorf("open AR %s of %d, collected %s of %s", f.OpenAR, f.OpenInvoices, *f.Collections.Collected, *f.Collections.Goal())
	}
	near := func(name string, got *float64, want float64) {
		t.Helper()
		if got == nil || *got < want-0.05 || *got >= want+0.05 {
			t.Errorf("%s is %v, not %.1f", name, got, want)
		}
	}
	near("DSO", f.DSO.Days, 60.1)
	near("collections", f.Collections.Percent(), 34.9)
	if !*f.DSO.Breach || f.DSO.ToCollect == 0 || f.Collections.Grade != kpi.GradeNone {
		t.Errorf("breach %v, %s to collect, grade %s", *f.DSO.Breach, f.DSO.ToCollect, f.Collections.Grade)
	}
	if one := kpi.Together(fourMarkets(t)[:1]); *one.DSO.Days != *fourMarkets(t)[0].DSO.Days || *one.Collections.Ratio != *fourMarkets(t)[0].Collections.Ratio {
		t.Errorf("a market together with none other has DSO %v and collections %v", *one.DSO.Days, *one.Collections.Ratio)
	}
}

// A market whose books begin within the window is not in the figure, and what no market has none has together.
func TestTogetherWithoutBooks(t *testing.T) {
	t.Parallel()
	asOf, all := domain.NewDate(2026, 11, 22), fourMarkets(t)
	young := kpi.Compute(kpi.Inputs{Market: "TP", AsOf: asOf, BooksFrom: domain.NewDate(2026, 10, 1), Collected: 100_00,
		Open: []kpi.OpenBalance{{InvoicedOn: asOf - 3, Count: 1, Cents: 5_000_00}}})
	old, f := kpi.Together(all), kpi.Together(append(all, young))
	if *f.DSO.Days != *old.DSO.Days || f.DSO.NAUntil != 0 || *f.Collections.Collected != 464_750_00 || *f.Collections.Ratio != *old.Collections.Ratio {
		t.Errorf("DSO %v until %s, collections %v, collected %s", *f.DSO.Days, f.DSO.NAUntil, *f.Collections.Ratio, *f.Collections.Collected)
	}
	if f.OpenAR != old.OpenAR+5_000_00 {
		t.Errorf("open AR is %s", f.OpenAR)
	}
	alone := kpi.Together([]kpi.Figures{young})
	if alone.DSO.Days != nil || alone.DSO.NAUntil != young.DSO.NAUntil || alone.Collections.Ratio != nil || alone.Collections.NAUntil != young.Collections.NAUntil {
		t.Errorf("alone DSO is %v until %s, collections %v", alone.DSO.Days, alone.DSO.NAUntil, alone.Collections.Ratio)
	}
	if f := kpi.Together([]kpi.Figures{kpi.Compute(kpi.Inputs{AsOf: asOf})}); f.DSO.Days != nil || f.DSO.Breach != nil || f.Collections.Ratio != nil {
		t.Errorf("where nobody invoiced DSO is %v and collections %v", f.DSO.Days, f.Collections.Ratio)
	}
}
