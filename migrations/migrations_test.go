package migrations_test

import (
	"context"
	"database/sql"
	"os"
	"sync"
	"testing"

	"github.com/pressly/goose/v3"

	"paidup/domain/postgres/pgtest"
	"paidup/migrations"
)

var cluster pgtest.Cluster

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m, &cluster)) }

// TestMigrationsAtOnce: replicas that start together leave one migrated database.
func TestMigrationsAtOnce(t *testing.T) {
	t.Parallel()
	url := cluster.Empty(t)
	done := make([]int, 4)
	var wait sync.WaitGroup
	for i := range done {
		wait.Go(func() {
			db, err := sql.Open("postgres", url)
			if err != nil {
				t.Error(err)
				return
			}
			defer db.Close()
			if done[i], err = migrations.Apply(context.Background(), db); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if total := done[0] + done[1] + done[2] + done[3]; total < 3 || total != max(done[0], done[1], done[2], done[3]) {
		t.Errorf("applied %v, want all by one", done)
	}
}

// TestFilesOfAnOlderDatabase: a file that was there before plans were has none, there and back.
func TestFilesOfAnOlderDatabase(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db, err := sql.Open("postgres", cluster.Empty(t))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	p, err := goose.NewProvider(goose.DialectPostgres, db, os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.UpTo(ctx, 2); err != nil {
		t.Fatal(err)
	}
	_, err = db.ExecContext(ctx, `insert into markets (code, name, zone, settings) values ('FM', 'Fort Myers', 'America/New_York', '{}');
insert into files (id, market_id, number, stage, waiting_on, stage_on, received_on, version, recorded_at)
select 1, id, 'FM-1042', 'RECEIVED', 'us', '2026-08-12', '2026-08-12', 1, '2026-08-12 12:00Z' from markets`)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if n, err := migrations.Apply(ctx, db); n == 0 || err != nil {
			t.Fatalf("applied %d: %v", n, err)
		}
		var without int
		err := db.QueryRowContext(ctx, `select count(*) from files where next_on is null and next_words = '' and hold_until is null
and promised_by is null and promised_cents = 0 and touched_on is null`).Scan(&without)
		if without != 1 || err != nil {
			t.Errorf("%d files are without plans, %v", without, err)
		}
		if _, err := p.DownTo(ctx, 2); err != nil {
			t.Fatal(err)
		}
	}
}
