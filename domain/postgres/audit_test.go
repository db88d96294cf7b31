package postgres_test

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"paidup/domain"
	"paidup/domain/postgres"
)

// TestJournalKeepsAll: attempts of many at once are all stored, each key and file once, and those who wait for them see all.
func TestJournalKeepsAll(t *testing.T) {
	t.Parallel()
	s := cluster.Store(t)
	j := postgres.NewJournal(s, slog.New(slog.DiscardHandler))
	const people, each = 8, 700
	var all sync.WaitGroup
	for p := range people {
		all.Go(func() {
			for n := range each {
				j.Record([]domain.Attempt{{Key: fmt.Sprint(p, "/", n/2), Actor: domain.PersonID(fmt.Sprint(p)), At: time.Unix(int64(n), 0),
					Verb: "pay", Outcome: domain.TriedRefused, Why: domain.KindForbidden}})
			}
		})
	}
	all.Wait()
	got, err := j.Audit(t.Context(), domain.AuditQuery{})
	if err != nil || len(got) != people*each/2 {
		t.Fatalf("%d attempts are kept, want %d: %v", len(got), people*each/2, err)
	}
	if newest, err := j.Audit(t.Context(), domain.AuditQuery{Limit: 3, Since: time.Unix(100, 0)}); err != nil || len(newest) != 3 || newest[0].At.Before(newest[2].At) {
		t.Errorf("the newest are %+v: %v", newest, err)
	}
}

// TestJournalSaysWhatIsLost: what cannot be stored is said, and nobody waits for ever.
func TestJournalSaysWhatIsLost(t *testing.T) {
	t.Parallel()
	s := cluster.Store(t)
	var log strings.Builder
	j := postgres.NewJournal(s, slog.New(slog.NewTextHandler(&log, nil)))
	if _, err := s.DB().ExecContext(context.Background(), `alter table audit rename to audit_gone`); err != nil {
		t.Fatal(err)
	}
	j.Record([]domain.Attempt{{Key: "k1", Verb: "pay", Outcome: domain.TriedRefused}})
	j.Wait()
	if !strings.Contains(log.String(), "attempts are missing from the audit") || !strings.Contains(log.String(), "first=k1") {
		t.Errorf("logged %q", log.String())
	}
}
