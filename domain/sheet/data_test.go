package sheet_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paidup/domain"
	"paidup/domain/sheet"
)

const receivables = "wa_ar/WA_Fn-UseC_-Accounts-Receivable.csv"

// readShared reads a file of the shared data, which has no faults.
func readShared(t *testing.T, path string, o sheet.Options) []sheet.Row {
	t.Helper()
	o.Today = date(t, today)
	s, err := sheet.Open(sharedFile(t, path), o)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := rest(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if row.Problems != nil {
			t.Fatalf("%s line %d: %+v", path, row.Line, row.Problems)
		}
	}
	return rows
}

func readReference[T any](t *testing.T, path string) T {
	t.Helper()
	var v T
	if err := json.NewDecoder(sharedFile(t, path)).Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

type receivablesTotals struct {
	Invoices int          `json:"invoices"`
	Payments int          `json:"payments"`
	Invoiced domain.Money `json:"total_invoiced_cents"`
	Paid     domain.Money `json:"total_paid_cents"`
}

func TestReceivables(t *testing.T) {
	t.Parallel()
	want := readReference[receivablesTotals](t, "wa_ar/reference.json")
	invoices := readShared(t, "wa_ar/invoices.csv", sheet.Options{Kind: sheet.Invoices})
	payments := readShared(t, "wa_ar/payments.csv", sheet.Options{Kind: sheet.Payments})
	got := receivablesTotals{Invoices: len(invoices), Payments: len(payments)}
	for _, row := range invoices {
		got.Invoiced += row.Invoice.Amount
	}
	for _, row := range payments {
		got.Paid += row.Payment.Amount
	}
	if got != want {
		t.Errorf("normalised: %+v, want %+v", got, want)
	}
	original := readShared(t, receivables, sheet.Options{Kind: sheet.Invoices, Dates: "M/D/YYYY"})
	if diff := cmp.Diff(invoices, original); diff != "" {
		t.Errorf("the original's invoices differ from the normalised: %s", diff)
	}
	settled := readShared(t, receivables, sheet.Options{
		Kind: sheet.Payments, Dates: "M/D/YYYY", Map: map[string]string{"date": "SettledDate", "amount": "InvoiceAmount"},
	})
	if diff := cmp.Diff(payments, settled); diff != "" {
		t.Errorf("the original's payments differ from the normalised: %s", diff)
	}
}

func TestReceivablesWithoutLayout(t *testing.T) {
	t.Parallel()
	s, err := sheet.Open(sharedFile(t, receivables), sheet.Options{Kind: sheet.Invoices})
	if err != nil {
		t.Fatal(err)
	}
	row, err := s.Next()
	if err != nil {
		t.Fatal(err)
	}
	want := []sheet.Problem{
		{Line: 2, Column: "InvoiceDate", Value: "1/2/2013", Reason: "not a date like 2026-11-20; say --dates M/D/YYYY if the month stands first, D/M/YYYY if the day does"},
		{Line: 2, Column: "DueDate", Value: "2/1/2013", Reason: "not a date like 2026-11-20; say --dates M/D/YYYY if the month stands first, D/M/YYYY if the day does"},
	}
	if diff := cmp.Diff(want, row.Problems); diff != "" {
		t.Error(diff)
	}
}

func TestReceivablesVariants(t *testing.T) {
	t.Parallel()
	total := readReference[receivablesTotals](t, "wa_ar/reference.json").Invoiced
	exact, alike := map[string]bool{}, map[string]bool{}
	for _, row := range readShared(t, "wa_ar/invoices.csv", sheet.Options{Kind: sheet.Invoices}) {
		exact[row.Invoice.InvoiceNo] = true
		alike[domain.NormalNumber(row.Invoice.InvoiceNo)] = true
	}
	type tally struct {
		Known, Alike, Foreign int
		Cents                 domain.Money // of the known and the alike
	}
	for path, want := range map[string]tally{
		"wa_ar/variant_no_leading_zeros.csv": {2200, 266, 0, total},
		"wa_ar/variant_with_missing.csv":     {2200, 266, 120, total},
	} {
		var got tally
		for _, row := range readShared(t, path, sheet.Options{Kind: sheet.Invoices, Dates: "M/D/YYYY"}) {
			switch no := row.Invoice.InvoiceNo; {
			case exact[no]:
				got.Known++
			case alike[domain.NormalNumber(no)]:
				got.Alike++
			default:
				got.Foreign++
				continue
			}
			got.Cents += row.Invoice.Amount
		}
		if got != want {
			t.Errorf("%s: %+v, want %+v", path, got, want)
		}
	}
}

func TestJobs(t *testing.T) {
	t.Parallel()
	type totals struct {
		Jobs   int          `json:"jobs"`
		Events int          `json:"events"`
		Cents  domain.Money `json:"total_amount_cents"`
	}
	amsterdam, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	want := readReference[totals](t, "rfp/reference.json")
	jobs := readShared(t, "rfp/jobs.csv", sheet.Options{Kind: sheet.Files, Zone: amsterdam, Map: map[string]string{"file_no": "job_no", "estimate": "amount"}})
	events := readShared(t, "rfp/events.csv", sheet.Options{Kind: sheet.Events, Zone: amsterdam, Map: map[string]string{"file_no": "job_no", "event": "stage", "by": "role"}})
	got := totals{Jobs: len(jobs), Events: len(events)}
	for _, row := range jobs {
		got.Cents += row.File.Estimate
		if row.File.ReceivedAt.IsZero() || row.File.Received != domain.DateOf(row.File.ReceivedAt, amsterdam) {
			t.Fatalf("line %d: received %s at %s", row.Line, row.File.Received, row.File.ReceivedAt)
		}
	}
	if got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	count := map[sheet.Event]int{}
	for _, row := range events {
		count[row.Event.Event]++
	}
	wantCount := map[sheet.Event]int{
		sheet.Received: 74, sheet.Submitted: 7361, sheet.Review: 7766, sheet.Approved: 6263, sheet.Rejected: 2234, sheet.Invoiced: 6187, sheet.Paid: 6187,
	}
	if diff := cmp.Diff(wantCount, count); diff != "" {
		t.Error(diff)
	}
	first := sheet.EventRow{
		FileNo: "requestforpayment148214", At: time.Date(2017, 1, 9, 9, 17, 18, 0, amsterdam), On: domain.NewDate(2017, 1, 9),
		Event: sheet.Submitted, By: "EMPLOYEE", Seq: 1,
	}
	if diff := cmp.Diff(first, *events[0].Event); diff != "" {
		t.Error(diff)
	}
}
