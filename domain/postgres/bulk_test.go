package postgres_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paidup/domain"
	"paidup/domain/postgres"
)

// awkward is a text with everything that a text form of a value could trip over.
const awkward = " Ann \"Annie\" O'Hara\\\\Boyd\t(x, {y}) \\N \\. NULL\r\nd'Été ☃\\"

// story is what happens to the nth file of a test. Its first act begins the file.
func story(n int) []func(*domain.File) error {
	amount, number := domain.Money(100_00+n), fmt.Sprint("I-", n)
	all := []func(*domain.File) error{
		func(f *domain.File) error {
			return f.Receive(0, domain.Facts{Customer: fmt.Sprint(awkward, n), Payer: awkward, Claim: number, Deductible: 5}, "U0DANA")
		},
		func(f *domain.File) error { return f.Submit(domain.Submission{Amount: amount, To: awkward}) },
		func(f *domain.File) error {
			return f.Reject(domain.Decision{ErrorTypes: []string{"moisture", "photos"}, Words: awkward})
		},
		func(f *domain.File) error { return f.Submit(domain.Submission{}) },
		func(f *domain.File) error { return f.Approve(domain.Decision{}) },
		func(f *domain.File) error { return f.Note(awkward) },
		func(f *domain.File) error { return f.Invoice(domain.Bill{Amount: amount, Number: number}) },
		func(f *domain.File) error { return f.Dispute(number, 5, awkward, 0) },
		func(f *domain.File) error { return f.Assign("U0BEN") },
		func(f *domain.File) error {
			return f.Touch(domain.Touched{Kind: domain.Call, Who: awkward, Words: awkward, Next: f.Today(), NextWords: awkward})
		},
		func(f *domain.File) error { return f.Promise(domain.Promised{By: f.Today() + 1, From: awkward}) },
		func(f *domain.File) error { return f.Hold(f.Today()+2, awkward) },
		func(f *domain.File) error { return f.Wait(domain.FieldCrew, awkward) },
		(*domain.File).StepDone,
		(*domain.File).Resume,
		func(f *domain.File) error { return f.Plan(f.Today(), awkward) },
		func(f *domain.File) error {
			return f.Pay(domain.Receipt{Amount: amount, Method: domain.Check, Reference: awkward})
		},
		func(f *domain.File) error { return f.Void(17, awkward) },
	}
	return all[:len(all)-n%3]
}

// storyAct is the step of the nth file's story; some files come from a sheet, some are typed.
func storyAct(n, step int) domain.Act {
	a := act(fmt.Sprintf("%d/%d", n, step))
	if n%2 == 0 {
		a.Source = domain.FromImport
	}
	return a
}

// TestSameRows: fifty files written change by change and all at once leave the same rows in every table, and the same
// files are read from them.
func TestSameRows(t *testing.T) {
	t.Parallel()
	const files = 50
	single, bulk := cluster.Store(t), cluster.Store(t)
	writeOneByOne(t, single, files)
	writeAtOnce(t, bulk, files)
	for _, table := range []string{"files", "file_facts", "changes", "stage_changes", "rounds", "invoices", "payments", "entries",
		"disputes", "notes", "assignments", "details", "touches", "steps", "promises", "holds", "waits", "notices"} {
		want, got := rowsOf(t, single, table), rowsOf(t, bulk, table)
		if diff := cmp.Diff(want, got); diff != "" || len(want) == 0 {
			t.Errorf("%d rows of %s (-one by one +at once):\n%s", len(want), table, diff)
		}
	}
	for n := range files {
		a, b := fileOf(t, single, n), fileOf(t, bulk, n)
		if diff := cmp.Diff(a.History(), b.History()); diff != "" || a.State.Facts.Customer != fmt.Sprint(awkward, n) {
			t.Errorf("%s of %q (-one by one +at once):\n%s", a.Number, a.State.Facts.Customer, diff)
		}
	}
}

func writeOneByOne(t *testing.T, s *postgres.Store, files int) {
	t.Helper()
	m := fortMyers(t, s)
	for n := range files {
		var id domain.FileID
		for i, step := range story(n) {
			var err error
			if i == 0 {
				var f *domain.File
				f, _, err = s.Open(context.Background(), storyAct(n, i), domain.NewFile{Market: m}, step)
				id = f.ID
			} else {
				_, _, err = s.Change(context.Background(), storyAct(n, i), id, step)
			}
			if err != nil {
				t.Fatalf("step %d of file %d: %v", i, n, err)
			}
		}
	}
}

// writeAtOnce writes half of every story, reads the files again and writes the rest, as an import does in two batches.
func writeAtOnce(t *testing.T, s *postgres.Store, count int) {
	t.Helper()
	ctx := context.Background()
	err := s.Bulk(ctx, fortMyers(t, s), false, func(b *postgres.Bulk) error {
		files, err := b.New(ctx, make([]string, count), func(string) bool { return false })
		if err != nil {
			return err
		}
		const half = 5
		if err := tell(ctx, b, files, 0, half); err != nil {
			return err
		}
		ids := make([]domain.FileID, count)
		for n, f := range files {
			ids[n] = f.ID
		}
		if files, err = b.Load(ctx, ids); err != nil {
			return err
		}
		return tell(ctx, b, files, half, 99)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// tell has a part of every file's story written.
func tell(ctx context.Context, b *postgres.Bulk, files []*domain.File, from, to int) error {
	all := make([]domain.Rewritten, len(files))
	for n, f := range files {
		all[n].File = f
		for i, step := range story(n) {
			if i < from || i >= to {
				continue
			}
			f.Begin(storyAct(n, i))
			if err := step(f); err != nil {
				return fmt.Errorf("step %d of file %d: %w", i, n, err)
			}
			all[n].Changes = append(all[n].Changes, f.Finish())
		}
	}
	return b.Write(ctx, all)
}

// rowsOf is the table as JSON, without the ids and clocks that the database makes up.
func rowsOf(t *testing.T, s *postgres.Store, table string) []string {
	t.Helper()
	without := ""
	if table == "notices" {
		without = " - 'id' - 'created_at' - 'due_at'"
	}
	rows, err := s.DB().Query("select (to_jsonb(t)" + without + ")::text from " + table + " t order by 1")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var row string
		if err := rows.Scan(&row); err != nil {
			t.Fatal(err)
		}
		out = append(out, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// fileOf reads the nth file; the first has the id 1.
func fileOf(t *testing.T, s *postgres.Store, n int) *domain.File {
	t.Helper()
	f, err := s.File(context.Background(), domain.FileID(n+1))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestBulkTellsWhatItsWriteMetWith: a write that fails while the caller goes on is told by the next call, or by the end,
// and nothing of it stays.
func TestBulkTellsWhatItsWriteMetWith(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := cluster.Store(t)
	m := fortMyers(t, s)
	openFile(t, s, m, "Harris") // has taken the key
	for name, after := range map[string]func(*postgres.Bulk) error{
		"the end":   func(*postgres.Bulk) error { return nil },
		"a reading": func(b *postgres.Bulk) error { _, err := b.FileNumbers(ctx); return err },
		"a write":   func(b *postgres.Bulk) error { return b.Write(ctx, nil) },
	} {
		err := s.Bulk(ctx, m, false, func(b *postgres.Bulk) error {
			files, err := b.New(ctx, []string{""}, func(string) bool { return false })
			if err != nil {
				return err
			}
			files[0].Begin(act("open Harris"))
			if err := story(0)[0](files[0]); err != nil {
				return err
			}
			if err := b.Write(ctx, []domain.Rewritten{{File: files[0], Changes: []*domain.Change{files[0].Finish()}}}); err != nil {
				return err
			}
			return after(b)
		})
		if err == nil {
			t.Errorf("%s says nothing of a key that was there", name)
		}
		if got := rowsOf(t, s, "files"); len(got) != 1 {
			t.Errorf("after %s there are %d files", name, len(got))
		}
	}
}
