package migrations_test

import (
	"context"
	"database/sql"
	"os"
	"sync"
	"testing"

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
	if total := done[0] + done[1] + done[2] + done[3]; total < 2 || total != max(done[0], done[1], done[2], done[3]) {
		t.Errorf("applied %v, want all by one", done)
	}
}
