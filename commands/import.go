package commands

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"paidup/domain"
	"paidup/domain/sheet"
)

// Bulk is one transaction over many files of a market, as the store gives it.
type Bulk interface {
	FileNumbers(ctx context.Context) (map[string]domain.FileID, error)
	KnownInvoices(ctx context.Context) (map[string]domain.KnownInvoice, error)
	Seen(ctx context.Context, keys []string) (map[string]bool, error)
	Load(ctx context.Context, ids []domain.FileID) ([]*domain.File, error)
	New(ctx context.Context, numbers []string, taken func(string) bool) ([]*domain.File, error)
	Write(ctx context.Context, all []domain.Rewritten) error
	Say(ctx context.Context, text string) error
}

// Bulker runs an import in one transaction; with dry, everything is taken back.
type Bulker interface {
	Bulk(ctx context.Context, m *domain.Market, dry bool, f func(Bulk) error) error
}

// Import is what is taken in, and how.
type Import struct {
	Market   *domain.Market
	Act      domain.Act
	Sheet    *sheet.Sheet
	Kind     sheet.Kind
	Name     string // of the sheet, for the market's channel
	NewFiles bool   // an invoice that names no file makes one
	SkipBad  bool   // bad rows do not stop the others
	Dry      bool   // nothing is written
}

// ImportReport says what an import did, in the shape of its --json.
type ImportReport struct {
	Kind       sheet.Kind      `json:"kind"`
	Rows       int             `json:"rows"`
	New        int             `json:"new"`
	Unchanged  int             `json:"unchanged"`
	LookAlikes int             `json:"look_alikes"`
	Bad        int             `json:"bad"`
	Written    int             `json:"written"`
	FilesNew   int             `json:"files_new"`
	Problems   []sheet.Problem `json:"problems"`
}

// errBadRows ends an import that has bad rows: nothing of it is written.
var errBadRows = errors.New("bad rows")

// importBatch is how many rows are compared and written at a time.
const importBatch = 2000

// Run takes the sheet in: one transaction, every row keyed so that the same import twice changes nothing. A bad row
// stops all of them unless SkipBad; a row whose number looks like a known one is held back and stops nothing.
func (i Import) Run(ctx context.Context, books Bulker) (ImportReport, error) {
	var report ImportReport
	err := books.Bulk(ctx, i.Market, i.Dry, func(b Bulk) error {
		t := &intake{Import: i, bulk: b, report: ImportReport{Kind: i.Kind, Problems: []sheet.Problem{}}}
		err := t.run(ctx)
		report = t.report
		return err
	})
	if errors.Is(err, errBadRows) {
		err = nil
	}
	if err != nil || i.Dry || (report.Bad > 0 && !i.SkipBad) {
		report.Written = 0
	}
	return report, err
}

// intake is an import under way.
type intake struct {
	Import
	bulk   Bulk
	report ImportReport

	files    map[string]domain.FileID // by number
	invoices map[string]domain.KnownInvoice
	normal   map[string]string // normal form -> number: of files for files and events, of invoices for the others
	times    map[string]int    // how often a row's key was seen in this sheet
	touched  touched
	waiting  []sheet.Row // events in the order in which they happened
}

// taker compares a batch of rows of one kind with what is known and reads the files that they are on. What it gives back
// runs the law: it asks nothing of the store.
type taker func(context.Context, []sheet.Row) (func(), error)

// run takes batch after batch. What one has made is stored while the law takes in the next, so a batch's files are read
// before the batch before it is written.
func (t *intake) run(ctx context.Context) error {
	if err := t.know(ctx); err != nil {
		return err
	}
	take := map[sheet.Kind]taker{sheet.Files: t.takeFiles, sheet.Events: t.takeEvents,
		sheet.Invoices: t.takeInvoices, sheet.Payments: t.takePayments}[t.Kind]
	for done := false; !done; {
		rows, err := t.next()
		if done = errors.Is(err, io.EOF); err != nil && !done {
			return err
		}
		law, err := take(ctx, rows)
		if err != nil {
			return err
		}
		if err := t.flush(ctx); err != nil {
			return err
		}
		law()
	}
	if err := t.flush(ctx); err != nil {
		return err
	}
	if t.report.Bad > 0 && !t.SkipBad {
		return errBadRows
	}
	t.report.Written = t.report.New
	return t.tell(ctx)
}

// know reads what rows are compared with.
func (t *intake) know(ctx context.Context) (err error) {
	t.times, t.normal = map[string]int{}, map[string]string{}
	if t.files, err = t.bulk.FileNumbers(ctx); err != nil {
		return err
	}
	if t.Kind == sheet.Files || t.Kind == sheet.Events {
		for number := range t.files {
			t.normal[domain.NormalNumber(number)] = number
		}
		return nil
	}
	if t.invoices, err = t.bulk.KnownInvoices(ctx); err != nil {
		return err
	}
	for number := range t.invoices {
		t.normal[domain.NormalNumber(number)] = number
	}
	return nil
}

// next is the next batch of good rows, with io.EOF when it is the last. A file's events stand in the order of their
// instants, wherever the sheet has them.
func (t *intake) next() ([]sheet.Row, error) {
	if t.Kind != sheet.Events {
		return t.read(importBatch)
	}
	if t.waiting == nil {
		rows, err := t.read(math.MaxInt)
		if !errors.Is(err, io.EOF) {
			return nil, err
		}
		sortEvents(rows)
		t.waiting = rows
	}
	n := min(importBatch, len(t.waiting))
	rows := t.waiting[:n]
	if t.waiting = t.waiting[n:]; len(t.waiting) == 0 {
		return rows, io.EOF
	}
	return rows, nil
}

// read reads up to n good rows; bad ones go to the report.
func (t *intake) read(n int) ([]sheet.Row, error) {
	var rows []sheet.Row
	for len(rows) < n {
		row, err := t.Sheet.Next()
		if err != nil {
			return rows, err
		}
		t.report.Rows++
		if len(row.Problems) > 0 {
			t.report.Bad++
			t.report.Problems = append(t.report.Problems, row.Problems...)
			continue
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// flush has the store write what the law has made, unless a bad row has stopped the import already.
func (t *intake) flush(ctx context.Context) error {
	all := t.touched.list()
	t.touched = touched{}
	if t.report.Bad > 0 && !t.SkipBad {
		return nil
	}
	if err := t.bulk.Write(ctx, all); err != nil {
		return fmt.Errorf("write %d files: %w", len(all), err)
	}
	return nil
}

// bad refuses a row.
func (t *intake) bad(line int, column, value, reason string) {
	t.report.Bad++
	t.report.Problems = append(t.report.Problems, sheet.Problem{Line: line, Column: column, Value: value, Reason: reason})
}

// refused refuses a row for what the law says.
func (t *intake) refused(line int, column, value string, err error) {
	t.bad(line, column, value, err.Error())
}

// alike holds a row back when its number resembles a known one without being it.
func (t *intake) alike(line int, column, number string) bool {
	known, ok := t.normal[domain.NormalNumber(number)]
	if !ok || known == number {
		return false
	}
	t.report.LookAlikes++
	t.report.Problems = append(t.report.Problems, sheet.Problem{Line: line, Column: column, Value: number,
		Reason: fmt.Sprintf("looks like %s, which is known; held back", known)})
	return true
}

// key is the row's key, with how many such rows came before it in this sheet.
func (t *intake) key(parts ...string) string {
	k := "import/" + string(t.Kind) + "/" + t.Market.Code + "/" + strings.Join(parts, "/")
	t.times[k]++
	return k + "/" + strconv.Itoa(t.times[k])
}

// change lets the law make one change of the file under the key.
func (t *intake) change(f *domain.File, key string, law func(*domain.File) error) error {
	act := t.Act
	act.Key, act.Source = key, domain.FromImport
	f.Begin(act)
	if err := law(f); err != nil {
		return err
	}
	t.touched.add(f, f.Finish())
	return nil
}

// tell leaves the one line in the market's channel that says what came in, from whom and where to look.
func (t *intake) tell(ctx context.Context) error {
	if t.Dry || t.report.New == 0 || t.Market.Channel == "" {
		return nil
	}
	text := fmt.Sprintf("%d %s imported from %s", t.report.New, t.Kind, t.Name)
	if t.report.FilesNew > 0 {
		text += fmt.Sprintf(", %d new files", t.report.FilesNew)
	}
	if rest := t.report.Unchanged + t.report.LookAlikes + t.report.Bad; rest > 0 {
		text += fmt.Sprintf("; %d unchanged, %d held back, %d refused", t.report.Unchanged, t.report.LookAlikes, t.report.Bad)
	}
	return t.bulk.Say(ctx, text+". Look one up with /file.")
}

// touched are the files a batch changes, in the order they were first touched.
type touched struct {
	order []domain.FileID
	by    map[domain.FileID]*domain.Rewritten
}

func (t *touched) add(f *domain.File, c *domain.Change) {
	if c == nil {
		return
	}
	if t.by == nil {
		t.by = map[domain.FileID]*domain.Rewritten{}
	}
	if t.by[f.ID] == nil {
		t.by[f.ID] = &domain.Rewritten{File: f}
		t.order = append(t.order, f.ID)
	}
	t.by[f.ID].Changes = append(t.by[f.ID].Changes, c)
}

func (t *touched) list() []domain.Rewritten {
	out := make([]domain.Rewritten, 0, len(t.order))
	for _, id := range t.order {
		out = append(out, *t.by[id])
	}
	return out
}
