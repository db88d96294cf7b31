package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paidup/commands"
	"paidup/domain/kpi"
)

const original = "WA_Fn-UseC_-Accounts-Receivable.csv"

// importsOriginal takes in the original sheet as invoices, then as payments.
func (p program) importsOriginal(market string) {
	p.t.Helper()
	path := shared(p.t, "data", "wa_ar", original)
	p.does("import", "invoices", path, "--market", market, "--dates", "M/D/YYYY", "--new-files", "--map", "customer=customerID")
	p.does("import", "payments", path, "--market", market, "--dates", "M/D/YYYY", "--map", "date=SettledDate", "--map", "amount=InvoiceAmount")
}

func (p program) importsNormalised(market string) {
	p.t.Helper()
	p.does("import", "invoices", shared(p.t, "data", "wa_ar", "invoices.csv"), "--market", market, "--new-files")
	p.does("import", "payments", shared(p.t, "data", "wa_ar", "payments.csv"), "--market", market)
}

func (p program) market(code, zone string) {
	p.t.Helper()
	p.does("market", "add", code, "--name", "Market "+code, "--tz", zone, "--channel", "C0"+code)
}

// watson is one date of the independent reference.
type watson struct {
	AsOf      string           `json:"as_of"`
	OpenAR    int64            `json:"open_ar_cents"`
	Open      int              `json:"open_invoices"`
	Disputed  int64            `json:"disputed_open_cents"`
	ByInvoice map[string]int64 `json:"aging_invoice_date_cents"`
	NInvoice  map[string]int   `json:"aging_invoice_date_count"`
	ByDue     map[string]int64 `json:"aging_due_date_cents"`
	NDue      map[string]int   `json:"aging_due_date_count"`
	Invoiced  int64            `json:"invoiced_trailing90_cents"`
	DSO       float64          `json:"dso90"`
	Collected int64            `json:"collections_mtd_cents"`
	M1        int64            `json:"invoiced_m1_cents"`
	M2        int64            `json:"invoiced_m2_cents"`
	Ratio     float64          `json:"collections_ratio_mtd"`
	Paid      struct {
		N      int     `json:"n"`
		Mean   float64 `json:"mean"`
		Median float64 `json:"median_cont"`
		P90    float64 `json:"p90_cont"`
	} `json:"days_to_paid_all"`
}

// differs compares what kpi printed with the reference: cents exactly, ratios to 1e-6.
func (r watson) differs(k kpi.Figures) string {
	got := watson{AsOf: k.AsOf.String(), OpenAR: int64(k.OpenAR), Open: k.OpenInvoices, Disputed: int64(k.DisputedOpen),
		ByInvoice: map[string]int64{}, NInvoice: map[string]int{}, ByDue: map[string]int64{}, NDue: map[string]int{},
		Invoiced: int64(*k.DSO.NetInvoiced), DSO: *k.DSO.Days, Collected: int64(*k.Collections.Collected),
		M1: int64(*k.Collections.PriorTwoMonths) - r.M2, M2: r.M2, Ratio: *k.Collections.Ratio}
	got.Paid.N, got.Paid.Mean, got.Paid.Median, got.Paid.P90 = k.InvoiceToPaid.N, *k.InvoiceToPaid.Mean, *k.InvoiceToPaid.Median, *k.InvoiceToPaid.P90
	for _, row := range k.AgingInvoiceDate.Rows() {
		label := strings.Replace(row.Label, "91+", "90+", 1)
		got.ByInvoice[label], got.NInvoice[label] = int64(row.Cents), row.Count
	}
	for _, row := range k.AgingDueDate.Rows() {
		label := strings.Replace(row.Label, "91+", "90+", 1)
		got.ByDue[label], got.NDue[label] = int64(row.Cents), row.Count
	}
	return cmp.Diff(r, got, cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) <= 1e-6 }))
}

func (p program) equalsWatson(market string) {
	p.t.Helper()
	var ref struct {
		AsOf []watson `json:"as_of"`
	}
	readJSON(p.t, shared(p.t, "data", "wa_ar", "reference.json"), &ref)
	if len(ref.AsOf) != 3 {
		p.t.Fatalf("the reference has %d dates", len(ref.AsOf))
	}
	for _, r := range ref.AsOf {
		k := reads[[]kpi.Figures](p, "kpi", "--market", market, "--as-of", r.AsOf)
		if d := r.differs(k[0]); d != "" {
			p.t.Errorf("%s as of %s differs from the reference (-want +got):\n%s", market, r.AsOf, d)
		}
	}
}

func TestReceivablesEqualTheReference(t *testing.T) {
	p := newProgram(t)
	p.does("migrate")
	p.market("NORM", "America/New_York")
	p.importsNormalised("NORM")
	p.equalsWatson("NORM")
	p.market("ORIG", "America/New_York")
	p.importsOriginal("ORIG")
	p.equalsWatson("ORIG")

	t.Run("a second import changes nothing, whichever sheet it reads", func(t *testing.T) {
		for _, args := range [][]string{
			{"invoices", "invoices.csv", "ORIG"}, {"payments", "payments.csv", "ORIG"},
			{"invoices", "invoices.csv", "NORM"}, {"payments", "payments.csv", "NORM"},
		} {
			r := reads[commands.ImportReport](p, "import", args[0], shared(t, "data", "wa_ar", args[1]), "--market", args[2], "--new-files")
			if r.New+r.Written+r.FilesNew+r.Bad+r.LookAlikes != 0 || r.Unchanged != 2466 {
				t.Errorf("%v a second time: %s", args, counts(r))
			}
		}
	})
	t.Run("numbers that lost their zeros are held back and named", func(t *testing.T) { p.holdsLookAlikesBack() })
	t.Run("invoices that name no file", func(t *testing.T) { p.makesMissingFiles() })
	if out := p.does("verify"); !strings.HasPrefix(out, "0 faults in ") {
		t.Errorf("verify: %s", out)
	}
}

// counts is the report without its problems.
func counts(r commands.ImportReport) string {
	r.Problems = nil
	b, err := json.Marshal(r)
	return fmt.Sprint(string(b), err)
}

func (p program) holdsLookAlikesBack() {
	args := []string{"import", "invoices", shared(p.t, "data", "wa_ar", "variant_no_leading_zeros.csv"), "--market", "NORM", "--dates", "M/D/YYYY"}
	r := reads[commands.ImportReport](p, args...)
	if r.Unchanged != 2200 || r.LookAlikes != 266 || r.New+r.Bad+r.Written != 0 || len(r.Problems) != 266 {
		p.t.Errorf("unchanged %d, look-alikes %d, new %d, bad %d, written %d, %d problems", r.Unchanged, r.LookAlikes, r.New, r.Bad, r.Written, len(r.Problems))
	}
	if first := r.Problems[0]; first.Value != "611365" || !strings.Contains(first.Reason, "0000611365") {
		p.t.Errorf("the first look-alike is %+v", first)
	}
	p.does(args...)
}

func (p program) makesMissingFiles() {
	args := []string{"import", "invoices", shared(p.t, "data", "wa_ar", "variant_with_missing.csv"), "--market", "NORM", "--dates", "M/D/YYYY"}
	refused := reads[commands.ImportReport](p, args...)
	if refused.Unchanged != 2200 || refused.LookAlikes != 266 || refused.Bad != 120 || refused.Written != 0 {
		p.t.Errorf("without --new-files: %s", counts(refused))
	}
	if _, _, code := p.run(args...); code != 1 {
		p.t.Errorf("without --new-files the exit code is %d", code)
	}
	args = append(args, "--new-files")
	dry := reads[commands.ImportReport](p, append(args, "--dry-run")...)
	named := 0
	for _, v := range dry.Problems {
		if strings.Contains(v.Reason, "would be made") {
			named++
		}
	}
	if dry.New != 120 || dry.Written != 0 || named != 120 {
		p.t.Errorf("dry run: %s, %d named", counts(dry), named)
	}
	for _, want := range []int{120, 0} {
		if r := reads[commands.ImportReport](p, args...); r.Written != want || r.FilesNew != want || r.Bad != 0 {
			p.t.Errorf("with --new-files %d were to be written: %s", want, counts(r))
		}
	}
}

// stages is a market at a date, by stage.
type stages struct {
	AsOf  string           `json:"as_of"`
	Count map[string]int64 `json:"stage_count"`
	Cents map[string]int64 `json:"stage_cents"`
}

func TestRequestsForPaymentEqualTheReference(t *testing.T) {
	p := newProgram(t)
	p.does("migrate")
	p.market("RFP", "Europe/Amsterdam")
	files := []string{"import", "files", shared(t, "data", "rfp", "jobs.csv"), "--market", "RFP", "--map", "file_no=job_no", "--map", "estimate=amount"}
	events := []string{"import", "events", shared(t, "data", "rfp", "events.csv"), "--market", "RFP",
		"--map", "file_no=job_no", "--map", "event=stage", "--map", "by=role"}
	p.does(files...)
	p.does(events...)
	var ref struct {
		AsOf []stages `json:"as_of"`
	}
	readJSON(t, shared(t, "data", "rfp", "reference.json"), &ref)
	for _, r := range ref.AsOf {
		got := reads[[]stages](p, "report", "stages", "--market", "RFP", "--as-of", r.AsOf)
		if d := cmp.Diff(r.Count, got[0].Count) + cmp.Diff(r.Cents, got[0].Cents); d != "" {
			t.Errorf("stages as of %s differ from the reference (-want +got):\n%s", r.AsOf, d)
		}
	}
	for _, args := range [][]string{files, events} {
		if r := reads[commands.ImportReport](p, args...); r.New+r.Written+r.Bad != 0 {
			t.Errorf("%s a second time: %s", args[1], counts(r))
		}
	}
	if out := p.does("verify"); out != "0 faults in 6760 files.\n" {
		t.Errorf("verify: %s", out)
	}
}

// TestSheetsThatCannotBeRead: each ends in one clear sentence, and nothing is written.
func TestSheetsThatCannotBeRead(t *testing.T) {
	p := newProgram(t)
	p.does("migrate")
	p.market("FM", "America/New_York")
	header := "invoice_no,date,amount\n"
	for name, c := range map[string]struct{ content, says string }{
		"empty":           {"", "empty"},
		"garbage":         {"\x00\x01\x02\xff\xfe garbage \x00", "text"},
		"a 50 MB line":    {header + strings.Repeat("x", 50<<20), "long"},
		"Latin-1":         {"invoice_no,date,amount,customer\n1,2026-01-02,5,Caf\xe9\n", "UTF-8"},
		"wrong separator": {"invoice_no;date;amount\n1,2026-01-02,5\n", "separat"},
	} {
		path := filepath.Join(t.TempDir(), "sheet.csv")
		if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		_, errs, code := p.run("import", "invoices", path, "--market", "FM", "--new-files")
		if code != 1 || !strings.Contains(errs, c.says) || strings.Count(strings.TrimSpace(errs), "\n") > 0 || len(errs) > 400 {
			t.Errorf("%s: exit %d, says %q, want one sentence with %q", name, code, errs, c.says)
		}
	}
	if k := reads[[]kpi.Figures](p, "kpi", "--market", "FM", "--as-of", "2026-01-31"); k[0].OpenInvoices != 0 {
		t.Errorf("%d invoices were written", k[0].OpenInvoices)
	}
}

// TestFiguresShape: kpi --json prints exactly the fields that are promised.
func TestFiguresShape(t *testing.T) {
	p := newProgram(t)
	p.does("migrate")
	p.market("FM", "America/New_York")
	got := reads[[]map[string]json.RawMessage](p, "kpi", "--market", "all", "--as-of", "2026-01-31")
	want := []string{"market", "as_of", "open_ar_cents", "open_invoices", "disputed_open_cents", "unapplied_cents", "aging_invoice_date",
		"aging_due_date", "dso", "collections", "invoice_to_paid", "received_to_paid"}
	if len(got) != 1 || len(got[0]) != len(want) {
		t.Fatalf("kpi printed %v", got)
	}
	for _, field := range want {
		if _, ok := got[0][field]; !ok {
			t.Errorf("%s is missing", field)
		}
	}
}
