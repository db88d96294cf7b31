package sample_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paidup/domain"
	"paidup/domain/sample"
)

var monday = domain.NewDate(2026, 11, 23)

// play runs a file's steps through the law.
func play(t *testing.T, m *domain.Market, id domain.FileID, f sample.File) *domain.File {
	t.Helper()
	file := domain.Load(id, f.Number, m, nil)
	for i, s := range f.Steps {
		file.Begin(domain.Act{Key: fmt.Sprint(f.Number, i), Actor: s.By, Source: domain.FromImport, At: s.At})
		if err := s.Do(file); err != nil {
			t.Fatalf("%s, step %d on %s: %v", f.Number, i+1, m.Today(s.At), err)
		}
		if file.Finish() == nil {
			t.Fatalf("%s, step %d left nothing", f.Number, i+1)
		}
	}
	return file
}

func TestPortfolioObeysTheLaw(t *testing.T) {
	for _, today := range []domain.Date{monday, monday + 3, domain.NewDate(2027, 3, 15)} {
		files, stages := 0, map[domain.Stage]int{}
		var rejected, reversed, partial, disputed int
		for _, m := range sample.New(1, today).Markets {
			if err := m.Check(); err != nil {
				t.Fatal(err)
			}
			numbers := map[string]bool{}
			for i, f := range m.Files {
				file := play(t, &m.Market, domain.FileID(i+1), f)
				files++
				stages[file.State.Stage]++
				numbers[f.Number] = true
				if m.Today(file.RecordedAt) >= today {
					t.Errorf("%s goes on until %s, today is %s", f.Number, file.RecordedAt, today)
				}
				if file.State.RejectedNow() {
					rejected++
				}
				for _, p := range file.State.Payments {
					if p.Received == 0 {
						reversed++
					}
				}
				if file.State.Balance() > 0 && file.State.Paid() > 0 {
					partial++
				}
				if file.State.Disputed() > 0 {
					disputed++
				}
			}
			if len(numbers) != len(m.Files) {
				t.Errorf("%s has %d files and %d numbers", m.Code, len(m.Files), len(numbers))
			}
		}
		if files < 350 || files > 500 {
			t.Errorf("%d files", files)
		}
		for _, s := range domain.Stages() {
			if stages[s] < 5 {
				t.Errorf("only %d files are %s: %v", stages[s], s, stages)
			}
		}
		if rejected == 0 || reversed == 0 || partial == 0 || disputed == 0 {
			t.Errorf("messes are missing: rejected %d, reversed %d, partial %d, disputed %d", rejected, reversed, partial, disputed)
		}
	}
}

func TestSameSeedSamePortfolio(t *testing.T) {
	one, other := sample.New(7, monday), sample.New(7, monday)
	for i := range one.Markets {
		for j := range one.Markets[i].Files {
			a := play(t, &one.Markets[i].Market, 1, one.Markets[i].Files[j])
			b := play(t, &other.Markets[i].Market, 1, other.Markets[i].Files[j])
			if d := cmp.Diff(a.History(), b.History()); d != "" {
				t.Fatalf("%s differs: %s", a.Number, d)
			}
		}
	}
}
