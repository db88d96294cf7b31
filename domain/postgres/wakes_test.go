package postgres_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"paidup/domain/postgres"
)

// One replica hears that another has left something to deliver, and not what it left itself.
func TestReplicasWakeEachOther(t *testing.T) {
	t.Parallel()
	url := cluster.URL(t)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	var both sync.WaitGroup
	woken := make([]chan struct{}, 2)
	stores := make([]*postgres.Store, 2)
	for i := range stores {
		s, err := postgres.Connect(ctx, url)
		if err != nil {
			t.Fatal(err)
		}
		stores[i], woken[i] = s, make(chan struct{}, 1000)
		s.OnNotices(func() { woken[i] <- struct{}{} })
		both.Go(func() { s.ShareWakes(ctx) })
	}
	m := fortMyers(t, stores[0])
	left := 0
	for heard := false; !heard; { // until the second has begun to listen
		if err := stores[0].Tell(ctx, m.ID, "U0SAM", "a word"); err != nil {
			t.Fatal(err)
		}
		left++
		select {
		case <-woken[1]:
			heard = true
		case <-time.After(10 * time.Millisecond):
		}
	}
	cancel()
	both.Wait()
	if n := len(woken[0]); n != left {
		t.Errorf("who left %d notices was woken %d times, want as often: each commit, and no word of its own", left, n)
	}
	if err := errors.Join(stores[0].Close(), stores[1].Close()); err != nil {
		t.Error(err)
	}
}
