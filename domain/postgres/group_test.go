package postgres_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"paidup/domain"
	"paidup/domain/postgres"
)

// TestTogether: changes of many files at once share transactions, and each has its own outcome: stored, refused by the law,
// done before, or a panic that reaches its caller alone. A file that somebody else has holds nobody back.
func TestTogether(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := cluster.Store(t)
	m := fortMyers(t, s)
	const files = 24
	ids := make([]domain.FileID, files)
	for i := range ids {
		ids[i] = openFile(t, s, m, fmt.Sprint("Customer ", i)).ID
	}
	held, err := s.DB().BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := held.ExecContext(ctx, `select from files where id = $1 for update`, ids[0]); err != nil {
		t.Fatal(err)
	}
	late := make(chan error, 1)
	go func() {
		_, _, err := s.Change(ctx, act("late"), ids[0], func(f *domain.File) error { return f.Note("at last") })
		late <- err
	}()
	outcomes := atOnce(ctx, s, ids[1:])
	for i, got := range outcomes {
		if want := wanted(i); got != want {
			t.Errorf("change %d: %s, want %s", i, got, want)
		}
	}
	select {
	case err := <-late:
		t.Errorf("a file that somebody had was changed: %v", err)
	default:
	}
	if err := held.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := <-late; err != nil {
		t.Errorf("the file that somebody had: %v", err)
	}
	if _, faults, err := s.Verify(ctx); err != nil || len(faults) > 0 {
		t.Errorf("verify: %v %v", faults, err)
	}
}

// wanted is what becomes of the ith change of atOnce.
func wanted(i int) string { return []string{"stored", "refused", "stored", "panic"}[i%4] }

// atOnce changes the files at the same time, the same act twice on each, and says what became of it.
func atOnce(ctx context.Context, s *postgres.Store, ids []domain.FileID) []string {
	out := make([]string, len(ids))
	var wait sync.WaitGroup
	for i, id := range ids {
		law := func(f *domain.File) error {
			switch wanted(i) {
			case "refused":
				return f.Note("")
			case "panic":
				panic("out of order")
			}
			return f.Note("here")
		}
		wait.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					out[i] = "panic"
				}
			}()
			for range 2 {
				_, change, err := s.Change(ctx, act(fmt.Sprint("note ", i)), id, law)
				switch {
				case err != nil:
					out[i] = "refused"
				case change.Version == 2:
					out[i] = "stored"
				default:
					out[i] = fmt.Sprint("version ", change.Version)
				}
			}
		})
	}
	wait.Wait()
	return out
}
