package commands_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paidup/commands"
	"paidup/domain"
	"paidup/domain/postgres"
	"paidup/domain/sheet"
)

// bulker hands the store's bulk transaction to an import.
type bulker struct{ store *postgres.Store }

func (b bulker) Bulk(ctx context.Context, m *domain.Market, dry bool, f func(commands.Bulk) error) error {
	return b.store.Bulk(ctx, m, dry, func(tx *postgres.Bulk) error { return f(tx) })
}

// imports takes a sheet in, its rows below the header.
func (h *house) imports(in commands.Import, header string, rows ...string) commands.ImportReport {
	h.t.Helper()
	m, err := h.store.Market(context.Background(), h.fm.Code)
	if err != nil {
		h.t.Fatal(err)
	}
	in.Market, in.Name, in.Act = m, "sheet.csv", domain.Act{Key: "import", Actor: "console", At: h.now}
	text := header + "\n" + strings.Join(rows, "\n")
	if in.Sheet, err = sheet.Open(strings.NewReader(text), sheet.Options{Kind: in.Kind, Zone: m.Location(), Today: m.Today(h.now)}); err != nil {
		h.t.Fatal(err)
	}
	r, err := in.Run(context.Background(), bulker{h.store})
	if err != nil {
		h.t.Fatal(err)
	}
	return r
}

// figures is a report without the rows it complains of.
func figures(r commands.ImportReport) commands.ImportReport {
	r.Problems = nil
	return r
}

const many = 820 // files; a sheet with five rows on each is several batches

// invoices are a sheet's rows, an invoice of $500 for each of the files.
func invoices() []string {
	var rows []string
	for i := range many {
		rows = append(rows, fmt.Sprintf("I-%d,2026-10-01,500.00,Ann Harris", i))
	}
	return rows
}

// TestImportOfManyBatches: the rows on one file lie far apart, so that one batch takes a file in while the batch before
// it, which changed the same file, is still being written.
func TestImportOfManyBatches(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	bill := commands.Import{Kind: sheet.Invoices, NewFiles: true}
	if r := h.imports(bill, "invoice_no,date,amount,customer", invoices()...); r.Written != many || r.FilesNew != many {
		t.Fatalf("invoices: %+v", figures(r))
	}
	var rows []string
	for n := range 5 {
		for i := range many {
			rows = append(rows, fmt.Sprintf("I-%d,2026-10-%02d,100.00,check,%d", i, 10+n, n))
		}
	}
	header, pay := "invoice_no,date,amount,method,reference", commands.Import{Kind: sheet.Payments}
	want := commands.ImportReport{Kind: sheet.Payments, Rows: 5 * many, New: 5 * many, Written: 5 * many}
	if diff := cmp.Diff(want, figures(h.imports(pay, header, rows...))); diff != "" {
		t.Errorf("payments (-want +got):\n%s", diff)
	}
	h.everyFile(func(f *domain.File) string {
		if f.State.Stage != domain.PaidInFull || f.State.PaidOn.String() != "2026-10-14" || f.Version != 2+5 {
			return fmt.Sprintf("e%d, %s on %s", f.Version, f.State.Stage, f.State.PaidOn)
		}
		return ""
	})
	want = commands.ImportReport{Kind: sheet.Payments, Rows: 5 * many, Unchanged: 5 * many}
	if diff := cmp.Diff(want, figures(h.imports(pay, header, rows...))); diff != "" {
		t.Errorf("the same payments again (-want +got):\n%s", diff)
	}
}

// everyFile complains of each of the house's files of which the check says something.
func (h *house) everyFile(check func(*domain.File) string) {
	h.t.Helper()
	for id := range domain.FileID(many) {
		f, err := h.store.File(context.Background(), id+1)
		if err != nil {
			h.t.Fatal(err)
		}
		if says := check(f); says != "" {
			h.t.Fatalf("%s: %s", f.Number, says)
		}
	}
}

// TestImportOfEventsInAnyOrder: events are taken in the order in which they happened, over all batches.
func TestImportOfEventsInAnyOrder(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	var files, rows []string
	for i := range many {
		files = append(files, fmt.Sprintf("J-%d,2026-09-01,Ann Harris", i))
	}
	for _, e := range []string{"2026-09-09,invoiced", "2026-09-03,submitted", "2026-09-07,approved", "2026-09-05,rejected", "2026-09-06,submitted"} {
		for i := range many {
			rows = append(rows, fmt.Sprintf("J-%d,%s", i, e))
		}
	}
	if r := h.imports(commands.Import{Kind: sheet.Files}, "file_no,received,customer", files...); r.FilesNew != many {
		t.Fatalf("files: %+v", figures(r))
	}
	want := commands.ImportReport{Kind: sheet.Events, Rows: 5 * many, New: 5 * many, Written: 5 * many}
	if diff := cmp.Diff(want, figures(h.imports(commands.Import{Kind: sheet.Events}, "file_no,date,event", rows...))); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
	h.everyFile(func(f *domain.File) string {
		if r := f.State.Rounds; len(r) != 2 || !r[0].Back() || f.State.Stage != domain.Invoiced || f.State.StageOn.String() != "2026-09-09" {
			return fmt.Sprintf("%s since %s, rounds %+v", f.State.Stage, f.State.StageOn, r)
		}
		return ""
	})
}

// TestImportWithABadRowAtTheEnd: nothing stays of the batches that were written before it was met.
func TestImportWithABadRowAtTheEnd(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	var rows []string
	for i := range 5 * many {
		rows = append(rows, fmt.Sprintf("K-%d,2026-10-01,500.00,Ann Harris", i))
	}
	header, bill := "invoice_no,date,amount,customer", commands.Import{Kind: sheet.Invoices, NewFiles: true}
	bad := append(rows, "K-x,2026-10-01,much,Ann Harris")
	if r := h.imports(bill, header, bad...); r.Bad != 1 || r.Written != 0 {
		t.Errorf("with a bad row: %+v", figures(r))
	}
	if n, _, err := h.store.Verify(context.Background()); n != 0 || err != nil {
		t.Errorf("%d files were written (%v)", n, err)
	}
	bill.SkipBad = true
	if r := h.imports(bill, header, bad...); r.Bad != 1 || r.Written != len(rows) || r.FilesNew != len(rows) {
		t.Errorf("without the bad row: %+v", figures(r))
	}
}
