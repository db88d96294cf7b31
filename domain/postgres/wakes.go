package postgres

import (
	"context"
	"crypto/rand"
	"sync"
	"time"

	"github.com/lib/pq"
)

const (
	wakeChannel = "paidup_notices"
	wakePause   = 20 * time.Millisecond // between two words to the others: what is left meanwhile needs one
	relisten    = time.Second           // after the connection was lost; it doubles
	relistenMax = 30 * time.Second
)

// ShareWakes tells the other replicas of the database that notices were left or delivered here, and has the function of
// OnNotices called when they tell so, until ctx ends. Their words go out on connections of their own: within the
// transaction of a change they would have every change wait for every other. A word that is lost costs a moment: each
// replica looks by itself too.
func (s *Store) ShareWakes(ctx context.Context) {
	me := rand.Text()
	ear := pq.NewListener(s.url, relisten, relistenMax, nil)
	var both sync.WaitGroup
	both.Go(func() {
		if ear.Listen(wakeChannel) == nil { // else it was closed meanwhile
			s.hear(ctx, ear, me)
		}
	})
	both.Go(func() { s.tellOthers(ctx, me) })
	<-ctx.Done()
	_ = ear.Close() // it says only that it was closed before
	both.Wait()
}

// hear passes on what others tell, and wakes after a lost connection: something may have been told meanwhile.
func (s *Store) hear(ctx context.Context, ear *pq.Listener, me string) {
	for {
		select {
		case <-ctx.Done():
			return
		case n := <-ear.NotificationChannel():
			if ctx.Err() == nil && (n == nil || n.Extra != me) {
				s.wake()
			}
		}
	}
}

func (s *Store) tellOthers(ctx context.Context, me string) {
	pause := time.NewTimer(0)
	defer pause.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-pause.C:
		}
		select {
		case <-ctx.Done():
			return
		case <-s.news:
		}
		_, _ = s.db.ExecContext(ctx, `select pg_notify($1, $2)`, wakeChannel, me) // they look by themselves too
		pause.Reset(wakePause)
	}
}

// written says that something was committed that is to be delivered, here and by others.
func (s *Store) written() {
	s.wake()
	s.tell()
}

// tell has the others told.
func (s *Store) tell() {
	select {
	case s.news <- struct{}{}:
	default:
	}
}
