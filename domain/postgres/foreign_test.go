package postgres_test

import (
	"context"
	"testing"
	"time"

	"paidup/domain"
)

func TestTheSharesOfTheReplicas(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := cluster.Store(t)
	share(t, s, "gone", -time.Second)
	share(t, s, "a", 30*time.Second)
	share(t, s, "b", 30*time.Second)
	if n, err := s.OtherSockets(ctx, "a"); err != nil || n != 2 {
		t.Errorf("beside a there are %d connections, want 2: %v", n, err)
	}
	shares, err := s.SocketShares(ctx, 30*time.Second)
	if err != nil || len(shares) != 2 {
		t.Fatalf("shares are %+v: %v", shares, err)
	}
	for i, want := range []string{"a", "b"} {
		if got := shares[i]; got.Replica != want || got.Open != 2 || got.Renewed < 0 || got.Renewed > 20*time.Second {
			t.Errorf("share %d is %+v, want that of %s", i, got, want)
		}
	}
}

// That somebody else uses our token is news once, whichever replica sees it, until it is over.
func TestForeignSocketsAreNewsOnce(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := cluster.Store(t)
	m := fortMyers(t, s)
	words := []domain.Word{{Market: m.ID, To: "U0SAM", Body: []byte(`{"text": "somebody else"}`)}}
	for _, step := range []struct{ news, ends bool }{{true, false}, {false, false}, {false, true}, {true, true}} {
		news, err := s.NoteForeignSockets(ctx, domain.ForeignSockets{App: 4, Ours: 2}, words)
		if err != nil || news != step.news {
			t.Errorf("it is news: %v, want %v: %v", news, step.news, err)
		}
		if !step.ends {
			continue
		}
		if seen, err := s.ForeignSockets(ctx); err != nil || seen == nil || seen.App != 4 || seen.Ours != 2 {
			t.Errorf("seen are %+v: %v", seen, err)
		}
		for _, want := range []bool{true, false} {
			if over, err := s.NoForeignSockets(ctx); err != nil || over != want {
				t.Errorf("its end is news: %v, want %v: %v", over, want, err)
			}
		}
	}
	if seen, err := s.ForeignSockets(ctx); err != nil || seen != nil {
		t.Errorf("at the end seen are %+v: %v", seen, err)
	}
	if got := named(takeAny(t, s)); got != "said to U0SAM" {
		t.Errorf("to be told first is %q", got)
	}
	if b, err := s.Backlog(ctx); err != nil || b.Waiting != 2 {
		t.Errorf("%d words wait, want one for each time it was news: %v", b.Waiting, err)
	}
}
