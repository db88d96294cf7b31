package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"paidup/domain"
	"paidup/domain/postgres"
	"paidup/domain/postgres/pgtest"
)

// TestACommitInDoubt: whoever writes while the database is lost during the commit hears that it is in doubt, and nothing else.
// The same act, once the database is there again, is stored once, whether it had been or not.
func TestACommitInDoubt(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	address := cluster.URL(t)
	wire := cluster.Wire(t, address)
	s, err := postgres.Connect(ctx, wire.URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	m := fortMyers(t, s)
	f, g := openFile(t, s, m, "Harris"), openFile(t, s, m, "Cole")
	note := func(f *domain.File) error { return f.Note("gate code") }
	versions := func() string {
		a, errA := s.File(ctx, f.ID)
		b, errB := s.File(ctx, g.ID)
		all, errM := s.Markets(ctx)
		if err := errors.Join(errA, errB, errM); err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("%d %d %d", a.Version, b.Version, all[0].Version)
	}
	writes := []struct {
		name  string
		after string // versions of both files and the market
		write func(domain.Act) error
	}{
		{"one file", "2 1 1", func(a domain.Act) error { _, _, err := s.Change(ctx, a, f.ID, note); return err }},
		{"several files", "3 2 1", func(a domain.Act) error {
			_, err := s.ChangeAll(ctx, a, []domain.FileID{f.ID, g.ID}, note)
			return err
		}},
		{"a market", "3 2 2", func(a domain.Act) error {
			_, err := s.ChangeMarket(ctx, a, m.ID, func(m *domain.Market) error { m.Name += "s"; return nil })
			return err
		}},
		{"a new file", "3 2 2", func(a domain.Act) error {
			_, _, err := s.Open(ctx, a, domain.NewFile{Market: m}, func(f *domain.File) error {
				return f.Receive(0, domain.Facts{Customer: "Hale", Payer: "Harbor Mutual"}, "U0DANA")
			})
			return err
		}},
	}
	for n, at := range []pgtest.Cut{pgtest.AfterCommit, pgtest.BeforeCommit} {
		for _, w := range writes {
			a := act(fmt.Sprint(w.name, n))
			wire.CutAt(at)
			if err := w.write(a); !errors.Is(err, domain.ErrInDoubt) {
				t.Errorf("%s, cut %d: told %v", w.name, at, err)
			}
			wire.Mend()
			if err := w.write(a); err != nil {
				t.Errorf("%s, cut %d, written again: %v", w.name, at, err)
			}
			if n > 0 {
				continue
			}
			if got := versions(); got != w.after {
				t.Errorf("%s, cut %d: versions %s, want %s", w.name, at, got, w.after)
			}
		}
	}
	if got, want := versions(), "5 3 3"; got != want {
		t.Errorf("in the end the versions are %s, want %s", got, want)
	}
	var files int
	if err := s.DB().QueryRowContext(ctx, `select count(*) from files`).Scan(&files); err != nil || files != 4 {
		t.Errorf("%d files, want 4: %v", files, err)
	}
	if _, faults, err := s.Verify(ctx); err != nil || len(faults) > 0 {
		t.Errorf("verify: %v %v", faults, err)
	}
}

// TestAStatementThatHangsIsCut: a change of a file that somebody else does not give back ends by itself, with nothing stored.
func TestAStatementThatHangsIsCut(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s, err := postgres.Connect(ctx, cluster.URL(t)+"&statement_timeout=200ms")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	f := openFile(t, s, fortMyers(t, s), "Harris")
	held, err := s.DB().BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := held.ExecContext(ctx, `select from files where id = $1 for update`, f.ID); err != nil {
		t.Fatal(err)
	}
	note := func(f *domain.File) error { return f.Note("gate code") }
	_, _, err = s.Change(ctx, act("note"), f.ID, note)
	if pq.As(err, pqerror.QueryCanceled) == nil || errors.Is(err, domain.ErrInDoubt) {
		t.Errorf("told %v, want that the statement was cut", err)
	}
	if err := held.Rollback(); err != nil {
		t.Fatal(err)
	}
	if got, _, err := s.Change(ctx, act("note again"), f.ID, note); err != nil || got.Version != 2 {
		t.Errorf("the next change: %v %v", got, err)
	}
}
