package postgres_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"paidup/domain"
	"paidup/domain/postgres"
	"paidup/domain/sample"
)

// company loads the sample's Fort Myers as if people had entered it day by day; copies gives each file so many twins.
func company(t testing.TB, s *postgres.Store, today domain.Date, copies int) *domain.Market {
	t.Helper()
	ctx := context.Background()
	in := sample.New(1, today).Markets[0]
	long := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	m, err := s.AddMarket(ctx, domain.Act{Key: "market", Actor: "U0SAM", Source: domain.FromCommand, At: long}, in.Market)
	if err != nil {
		t.Fatal(err)
	}
	for n := range copies {
		err := s.Bulk(ctx, m, false, func(b *postgres.Bulk) error { return play(ctx, b, in.Files, n) })
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.DB().Exec("analyze"); err != nil {
		t.Fatal(err)
	}
	return m
}

// play writes the files with their histories; n keeps the twins' numbers apart.
func play(ctx context.Context, b *postgres.Bulk, files []sample.File, n int) error {
	numbers := make([]string, len(files))
	for i, f := range files {
		numbers[i] = fmt.Sprintf("%s-%d", f.Number, n)
	}
	made, err := b.New(ctx, numbers, func(string) bool { return false })
	if err != nil {
		return err
	}
	all := make([]domain.Rewritten, len(made))
	for i, f := range made {
		all[i].File = f
		for step, v := range files[i].Steps {
			f.Begin(domain.Act{Key: fmt.Sprintf("%s/%d", f.Number, step), Actor: v.By, Source: domain.FromCommand, At: v.At})
			if err := v.Do(f); err != nil {
				return fmt.Errorf("step %d of %s: %w", step+1, f.Number, err)
			}
			if c := f.Finish(); c != nil {
				all[i].Changes = append(all[i].Changes, c)
			}
		}
	}
	return b.Write(ctx, all)
}

// folded are the market's files that were open at the end of the date, each folded from its history.
func folded(t *testing.T, s *postgres.Store, m *domain.Market, asOf domain.Date) []domain.OpenFile {
	t.Helper()
	ctx := context.Background()
	var ids []domain.FileID
	rows, err := s.DB().Query("select id from files where market_id = $1", m.ID)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id domain.FileID
		if err := rows.Scan(&id); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	var out []domain.OpenFile
	for _, id := range ids {
		f, err := s.File(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		if o, open := f.OpenAsOf(asOf); open {
			out = append(out, o)
		}
	}
	slices.SortFunc(out, func(a, b domain.OpenFile) int { return cmp.Compare(a.Line.ID, b.Line.ID) })
	return out
}

// TestOpenFilesAsOfAnyDate: what is read from the projection and what is folded is the same, on the day itself and on
// dates long gone.
func TestOpenFilesAsOfAnyDate(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := cluster.Store(t)
	today := domain.NewDate(2026, 11, 23)
	m := company(t, s, today, 1)
	stages, rejected, billed := map[domain.Stage]int{}, 0, 0
	for _, back := range []domain.Date{0, 1, 2, 3, 9, 30, 90, 200, 400} {
		got, err := s.OpenFiles(ctx, m, today-back)
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(folded(t, s, m, today-back), got); diff != "" {
			t.Errorf("as of %s:\n%s", today-back, diff)
		}
		for _, f := range got {
			stages[f.Line.Stage]++
			rejected += f.Rejections
			billed += len(f.Past)
		}
	}
	if len(stages) != 4 || rejected == 0 || billed == 0 {
		t.Errorf("the portfolio proves little: stages %v, %d rejections, %d open invoices", stages, rejected, billed)
	}
}

// TestOpenFilesAfterLaterEntries: what is entered on a day changes nothing of the day before, unless it is dated back.
func TestOpenFilesAfterLaterEntries(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := cluster.Store(t)
	m := fortMyers(t, s)
	today := domain.NewDate(2026, 11, 23)
	entered := today.Start(m.Location()).Add(9 * time.Hour)
	does := func(f *domain.File, key string, law func(*domain.File) error) {
		t.Helper()
		_, _, err := s.Change(ctx, domain.Act{Key: key + f.Number, Actor: "U0BEN", Source: domain.FromCommand, At: entered}, f.ID, law)
		if err != nil {
			t.Fatal(err)
		}
	}
	names := []string{"quiet", "submitted", "assigned", "noted", "dated back", "void", "paid", "paid back then",
		"called", "planned", "promised", "held", "waiting"}
	files := map[string]*domain.File{}
	for i, name := range names {
		on := today - 30
		act := domain.Act{Key: "open " + name, Actor: "U0DANA", Source: domain.FromCommand, At: on.Start(m.Location()).Add(10 * time.Hour)}
		f, _, err := s.Open(ctx, act, domain.NewFile{Market: m}, func(f *domain.File) error {
			return f.Receive(0, domain.Facts{Customer: name, Carrier: "Harbor Mutual", Payer: "Harbor Mutual"}, "U0DANA")
		})
		if err != nil {
			t.Fatal(err)
		}
		files[name] = f
		act.Key += " bill"
		if i > 4 {
			_, _, err := s.Change(ctx, act, f.ID, func(f *domain.File) error {
				return f.Invoice(domain.Bill{Amount: 900_00, Number: name, Answered: domain.Answers{domain.AskNoApproval}})
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	before, err := s.OpenFiles(ctx, m, today-1)
	if err != nil {
		t.Fatal(err)
	}
	pay := func(on domain.Date) func(*domain.File) error {
		return func(f *domain.File) error { return f.Pay(domain.Receipt{Amount: 900_00, On: on}) }
	}
	does(files["submitted"], "s", func(f *domain.File) error { return f.Submit(domain.Submission{Amount: 800_00}) })
	does(files["assigned"], "a", func(f *domain.File) error { return f.Assign("U0BEN") })
	does(files["noted"], "n", func(f *domain.File) error { return f.Note("gate code with neighbour") })
	does(files["paid"], "p", pay(0))
	does(files["called"], "c", func(f *domain.File) error {
		return f.Touch(domain.Touched{Kind: domain.Call, Next: today + 1, NextWords: "call again"})
	})
	does(files["planned"], "l", func(f *domain.File) error { return f.Plan(today, "send invoice") })
	does(files["promised"], "o", func(f *domain.File) error { return f.Promise(domain.Promised{By: today}) })
	does(files["held"], "h", func(f *domain.File) error { return f.Hold(today+9, "asbestos test") })
	does(files["waiting"], "w", func(f *domain.File) error { return f.Wait(domain.FieldCrew, "photos") })
	same, err := s.OpenFiles(ctx, m, today-1)
	if err != nil {
		t.Fatal(err)
	}
	for i := range same { // the file's version is today's: a press on an old list is then outdated only when it should be
		before[i].Line.Version = same[i].Line.Version
	}
	if diff := gocmp.Diff(before, same); diff != "" {
		t.Errorf("what was entered today changed yesterday:\n%s", diff)
	}
	now, err := s.OpenFiles(ctx, m, today)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(folded(t, s, m, today), now); diff != "" {
		t.Errorf("today, read from the projection:\n%s", diff)
	}
	does(files["dated back"], "b", func(f *domain.File) error { return f.Submit(domain.Submission{Amount: 800_00, On: today - 2}) })
	does(files["void"], "v", func(f *domain.File) error { return f.Void(2, "meant another file") })
	does(files["paid back then"], "q", pay(today-1))
	after, err := s.OpenFiles(ctx, m, today-1)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(folded(t, s, m, today-1), after); diff != "" {
		t.Error(diff)
	}
	want := "quiet RECEIVED 0, submitted RECEIVED 0, assigned RECEIVED 0, noted RECEIVED 0, " +
		"dated back SUBMITTED 0, void RECEIVED 0, paid INVOICED 1, called INVOICED 1, planned INVOICED 1, promised INVOICED 1, " +
		"held INVOICED 1, waiting INVOICED 1"
	got := ""
	for i, f := range after {
		if i > 0 {
			got += ", "
		}
		got += fmt.Sprintf("%s %s %d", f.Line.Facts.Customer, f.Line.Stage, len(f.Past))
	}
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func BenchmarkOpenFiles(b *testing.B) {
	ctx := context.Background()
	s := cluster.Store(b)
	today := domain.NewDate(2026, 11, 23)
	m := company(b, s, today, 170)
	for _, back := range []domain.Date{1, 8, 60} {
		b.Run(fmt.Sprintf("as of %d days ago", back), func(b *testing.B) {
			files := 0
			for b.Loop() {
				got, err := s.OpenFiles(ctx, m, today-back)
				if err != nil {
					b.Fatal(err)
				}
				files = len(got)
			}
			b.ReportMetric(float64(files), "files")
		})
	}
	b.Run("activity over a weekend", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Activity(ctx, m, (today - 3).Start(m.Location()), today.Start(m.Location())); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("figures", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Figures(ctx, m, today-1); err != nil {
				b.Fatal(err)
			}
		}
	})
}
