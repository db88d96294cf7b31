package kpi_test

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"paidup/domain"
	"paidup/domain/kpi"
)

// refInvoice is an invoice of the reference data, paid by one payment.
type refInvoice struct {
	invoiced, due, paid domain.Date
	amount              domain.Money
	disputed            bool
}

// refFigures is what the reference computed for one date.
type refFigures struct {
	AsOf         domain.Date `json:"as_of"`
	OpenInvoices int         `json:"open_invoices"`
	OpenAR       int64       `json:"open_ar_cents"`
	Disputed     int64       `json:"disputed_open_cents"`

	InvoiceCents map[string]int64 `json:"aging_invoice_date_cents"`
	InvoiceCount map[string]int   `json:"aging_invoice_date_count"`
	DueCents     map[string]int64 `json:"aging_due_date_cents"`
	DueCount     map[string]int   `json:"aging_due_date_count"`

	NetInvoiced90 int64   `json:"invoiced_trailing90_cents"`
	DSO           float64 `json:"dso90"`
	Collected     int64   `json:"collections_mtd_cents"`
	M1            int64   `json:"invoiced_m1_cents"`
	M2            int64   `json:"invoiced_m2_cents"`
	Ratio         float64 `json:"collections_ratio_mtd"`

	All      refStats `json:"days_to_paid_all"`
	Trailing refStats `json:"days_to_paid_trailing90"`
}

type refStats struct {
	N      int     `json:"n"`
	Mean   float64 `json:"mean"`
	Median float64 `json:"median_cont"`
	P90    float64 `json:"p90_cont"`
}

// TestComputeEqualsTheReference computes the board of real invoices at the dates of an independent computation.
func TestComputeEqualsTheReference(t *testing.T) {
	raw, err := os.ReadFile(sharedFile(t, "wa_ar", "reference.json"))
	if err != nil {
		t.Fatal(err)
	}
	var ref struct {
		AsOf []refFigures `json:"as_of"`
	}
	if err := json.Unmarshal(raw, &ref); err != nil {
		t.Fatal(err)
	}
	invoices := readInvoices(t)
	if len(ref.AsOf) != 3 || len(invoices) != 2466 {
		t.Fatalf("%d dates and %d invoices, want 3 and 2466", len(ref.AsOf), len(invoices))
	}
	for _, want := range ref.AsOf {
		t.Run(want.AsOf.String(), func(t *testing.T) {
			checkReference(t, kpi.Compute(inputsAt(want.AsOf, invoices)), want)
		})
	}
}

func readInvoices(t *testing.T) []refInvoice {
	t.Helper()
	paid := map[string]domain.Date{}
	for _, row := range readTable(t, sharedFile(t, "wa_ar", "payments.csv")) {
		paid[row["invoice_no"]] = parseDate(t, row["pay_date"])
	}
	var out []refInvoice
	for _, row := range readTable(t, sharedFile(t, "wa_ar", "invoices.csv")) {
		var amount dollars
		if err := amount.UnmarshalJSON([]byte(row["amount"])); err != nil {
			t.Fatal(err)
		}
		out = append(out, refInvoice{
			invoiced: parseDate(t, row["invoice_date"]), due: parseDate(t, row["due_date"]),
			paid: paid[row["invoice_no"]], amount: domain.Money(amount), disputed: row["disputed"] == "true",
		})
	}
	return out
}

func parseDate(t *testing.T, s string) domain.Date {
	t.Helper()
	d, err := domain.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// inputsAt sums the invoices up as of the end of a day. The files' 90-day histogram is given the invoices' one.
func inputsAt(asOf domain.Date, invoices []refInvoice) kpi.Inputs {
	in := kpi.Inputs{Market: "WA", AsOf: asOf}
	for _, i := range invoices {
		if i.paid <= asOf {
			took := kpi.DaysCount{Days: kpi.DaysBetween(i.invoiced, i.paid), N: 1}
			in.InvoiceToPaid = append(in.InvoiceToPaid, took)
			if i.paid > asOf-90 {
				in.ReceivedToPaid90 = append(in.ReceivedToPaid90, took)
			}
			if i.paid >= asOf.FirstOfMonth(0) {
				in.Collected += i.amount
			}
		}
		if i.invoiced > asOf {
			continue
		}
		in.NetInvoiced = append(in.NetInvoiced, kpi.MonthAmount{Month: i.invoiced, Cents: i.amount})
		if i.invoiced > asOf-90 {
			in.NetInvoiced90 += i.amount
		}
		if i.paid > asOf {
			open := kpi.OpenBalance{InvoicedOn: i.invoiced, DueOn: i.due, Count: 1, Cents: i.amount}
			if i.disputed {
				open.Disputed = i.amount
			}
			in.Open = append(in.Open, open)
		}
	}
	return in
}

func checkReference(t *testing.T, f kpi.Figures, want refFigures) {
	t.Helper()
	for name, c := range map[string][2]int64{
		"open invoices":    {int64(f.OpenInvoices), int64(want.OpenInvoices)},
		"open AR":          {int64(f.OpenAR), want.OpenAR},
		"disputed":         {int64(f.DisputedOpen), want.Disputed},
		"net invoiced 90":  {int64(*f.DSO.NetInvoiced), want.NetInvoiced90},
		"collected":        {int64(*f.Collections.Collected), want.Collected},
		"prior two months": {int64(*f.Collections.PriorTwoMonths), want.M1 + want.M2},
	} {
		if c[0] != c[1] {
			t.Errorf("%s is %d, want %d", name, c[0], c[1])
		}
	}
	checkNear(t, "DSO", *f.DSO.Days, want.DSO)
	checkNear(t, "collections ratio", *f.Collections.Ratio, want.Ratio)
	checkAging(t, f.AgingInvoiceDate.Rows(), want.InvoiceCents, want.InvoiceCount)
	checkAging(t, f.AgingDueDate.Rows(), want.DueCents, want.DueCount)
	checkStats(t, "all", f.InvoiceToPaid, want.All)
	checkStats(t, "last 90 days", f.ReceivedToPaid90.Stats, want.Trailing)
}

func checkAging(t *testing.T, rows []kpi.AgingRow, cents map[string]int64, count map[string]int) {
	t.Helper()
	for _, r := range rows {
		label := r.Label
		if label == kpi.Beyond90 {
			label = "90+" // the reference's word for it
		}
		wantCents, ok := cents[label]
		if !ok || int64(r.Cents) != wantCents || r.Count != count[label] {
			t.Errorf("bucket %s is %s in %d, want %s in %d", r.Label, r.Cents, r.Count, domain.Money(wantCents), count[label])
		}
	}
}

func checkStats(t *testing.T, name string, got kpi.Stats, want refStats) {
	t.Helper()
	if got.N != want.N {
		t.Errorf("%s: n is %d, want %d", name, got.N, want.N)
	}
	checkNear(t, name+" mean", *got.Mean, want.Mean)
	checkNear(t, name+" median", *got.Median, want.Median)
	checkNear(t, name+" p90", *got.P90, want.P90)
}

func checkNear(t *testing.T, name string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-6 {
		t.Errorf("%s is %v, want %v", name, got, want)
	}
}
