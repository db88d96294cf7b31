package postgres_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"paidup/domain/postgres"
)

// share asks for two connections and says how many there are.
func share(t *testing.T, s *postgres.Store, replica string, keep time.Duration) int {
	t.Helper()
	n, err := s.ShareSockets(context.Background(), replica, 2, keep)
	if err != nil {
		t.Error(err)
	}
	return n
}

func TestReplicasShareTheConnections(t *testing.T) {
	t.Parallel()
	s := cluster.Store(t)
	for _, step := range []struct {
		replica string
		want    int
		why     string
	}{
		{"a", 2, "there is room"}, {"b", 2, "there is room"}, {"c", 2, "there is room"}, {"d", 2, "these are eight"},
		{"e", 1, "a ninth, so that it takes something in"},
		{"f", 0, "the tenth is for change-overs"},
		{"a", 2, "what it holds it keeps"},
		{"e", 1, "what it holds it keeps"},
	} {
		if got := share(t, s, step.replica, time.Hour); got != step.want {
			t.Errorf("%s has %d, want %d: %s", step.replica, got, step.want, step.why)
		}
	}
	if err := s.GiveUpSockets(context.Background(), "a"); err != nil {
		t.Fatal(err)
	}
	if e, f := share(t, s, "e", time.Hour), share(t, s, "f", time.Hour); e != 2 || f != 1 {
		t.Errorf("after one has gone e has %d and f %d, want 2 and 1", e, f)
	}
}

// What a replica was given that no longer asks falls to the others.
func TestTheShareOfAReplicaThatIsGone(t *testing.T) {
	t.Parallel()
	s := cluster.Store(t)
	for i := range 5 {
		share(t, s, fmt.Sprint("gone ", i), -time.Second)
	}
	if got := share(t, s, "a", time.Hour); got != 2 {
		t.Errorf("beside replicas that are gone it has %d, want 2", got)
	}
	var rows int
	if err := s.DB().QueryRow(`select count(*) from sockets`).Scan(&rows); err != nil || rows != 1 {
		t.Errorf("%d rows are left, %v: those of replicas that are gone are removed", rows, err)
	}
}

func TestReplicasThatComeTogether(t *testing.T) {
	t.Parallel()
	s := cluster.Store(t)
	var all sync.WaitGroup
	got := make([]int, 12)
	for i := range got {
		all.Go(func() { got[i] = share(t, s, fmt.Sprint("r", i), time.Hour) })
	}
	all.Wait()
	sum := 0
	for _, n := range got {
		sum += n
	}
	if sum != 9 {
		t.Errorf("twelve that come together have %v, %d in all, want 9", got, sum)
	}
}
