package kpi_test

import (
	"testing"

	"pgregory.net/rapid"

	"paidup/domain"
	"paidup/domain/kpi"
)

func TestBalanceAtIsNeverBelowZero(t *testing.T) {
	t.Parallel()
	entries := []kpi.Entry{{sunday - 2, -40_00}, {sunday - 1, 100_00}, {sunday, -70_00}}
	for asOf, want := range map[domain.Date]domain.Money{
		sunday - 3: 0, sunday - 2: 0, sunday - 1: 60_00, sunday: 0,
	} {
		if got := kpi.BalanceAt(asOf, entries); got != want {
			t.Errorf("as of %s: %s, want %s", asOf, got, want)
		}
	}
}

func TestPaidOn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		payments []kpi.Entry
		want     domain.Date
	}{
		{"nothing paid", nil, 0},
		{"short by a cent", []kpi.Entry{{sunday, 99_99}}, 0},
		{"paid at once", []kpi.Entry{{sunday, 100_00}}, sunday},
		{"paid in parts, told out of order", []kpi.Entry{{sunday, 40_00}, {sunday - 9, 60_00}}, sunday},
		{"paid over", []kpi.Entry{{sunday - 9, 100_00}, {sunday, 5_00}}, sunday - 9},
		{"returned", []kpi.Entry{{sunday - 9, 100_00}, {sunday, -100_00}}, 0},
		{"returned and replaced on one day", []kpi.Entry{{sunday - 9, 100_00}, {sunday, -100_00}, {sunday, 100_00}}, sunday - 9},
		{"returned and replaced later", []kpi.Entry{{sunday - 9, 100_00}, {sunday - 4, -100_00}, {sunday, 100_00}}, sunday},
	} {
		if got := kpi.PaidOn(100_00, c.payments); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestBalanceFileTiesToWhatWasReceived(t *testing.T) {
	t.Parallel()
	payers := rapid.SampledFrom([]string{"carrier", "homeowner", "mortgagee"})
	amounts := rapid.SliceOf(rapid.Custom(func(t *rapid.T) kpi.PayerAmount {
		return kpi.PayerAmount{Payer: payers.Draw(t, "payer"), Cents: money(1, 5_000).Draw(t, "cents")}
	}))
	rapid.Check(t, func(t *rapid.T) {
		shares, payments := amounts.Draw(t, "shares"), amounts.Draw(t, "payments")
		b := kpi.BalanceFile(shares, payments)
		var invoiced, received, open domain.Money
		for _, s := range shares {
			invoiced += s.Cents
		}
		for _, p := range payments {
			received += p.Cents
		}
		for payer, o := range b.ByPayer {
			if o < 0 {
				t.Fatalf("%s owes %s", payer, o)
			}
			open += o
		}
		if open != b.Open || b.Unapplied < 0 || invoiced-received != b.Open-b.Unapplied {
			t.Fatalf("invoiced %s, received %s gives %+v", invoiced, received, b)
		}
		if b.PaidInFull != (open == 0 && received > 0) {
			t.Fatalf("paid in full is %t with %s open and %s received", b.PaidInFull, open, received)
		}
	})
}
