package postgres_test

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"paidup/domain"
	"paidup/domain/postgres"
)

// claim claims the market's digest of the day of November.
func claim(t *testing.T, s *postgres.Store, m *domain.Market, day int) (domain.DigestRun, bool) {
	t.Helper()
	run, ok, err := s.ClaimDigest(context.Background(), domain.DigestRun{Market: m.ID, Date: nov(day)}, "a")
	if err != nil {
		t.Fatal(err)
	}
	return run, ok
}

func complete(t *testing.T, s *postgres.Store, run domain.DigestRun, value string) bool {
	t.Helper()
	run.Value = []byte(value)
	ok, err := s.CompleteDigest(context.Background(), run, monday)
	if err != nil {
		t.Fatal(err)
	}
	return ok
}

// expire has all leases run out.
func expire(t *testing.T, s *postgres.Store) {
	t.Helper()
	if _, err := s.DB().Exec(`update digest_runs set lease_until = now() - interval '1 second' where lease_until is not null`); err != nil {
		t.Fatal(err)
	}
}

func digestNotices(t *testing.T, s *postgres.Store) (n int, run sql.NullInt64) {
	t.Helper()
	if err := s.DB().QueryRow(`select count(*), max(run_id) from notices where kind = 'digest'`).Scan(&n, &run); err != nil {
		t.Fatal(err)
	}
	return n, run
}

func TestOneClaimOfMany(t *testing.T) {
	t.Parallel()
	s := cluster.Store(t)
	m := fortMyers(t, s)
	var claims atomic.Int64
	var wait sync.WaitGroup
	for n := range 12 {
		wait.Go(func() {
			_, ok, err := s.ClaimDigest(context.Background(), domain.DigestRun{Market: m.ID, Date: nov(23)}, fmt.Sprint(n))
			if err != nil {
				t.Error(err)
			}
			if ok {
				claims.Add(1)
			}
		})
	}
	wait.Wait()
	if claims.Load() != 1 {
		t.Errorf("%d claims of one digest", claims.Load())
	}
	if _, ok := claim(t, s, m, 24); !ok {
		t.Error("the next day's digest cannot be claimed")
	}
}

// TestAClaimIsOvertaken: when its time is over another may claim, and the first one's work is no longer taken.
func TestAClaimIsOvertaken(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := cluster.Store(t)
	m := fortMyers(t, s)
	first, _ := claim(t, s, m, 23)
	if _, ok := claim(t, s, m, 23); ok {
		t.Fatal("a claim that runs was claimed again")
	}
	expire(t, s)
	second, ok := claim(t, s, m, 23)
	if !ok || second.ID != first.ID || first.Attempt != 1 || second.Attempt != 2 {
		t.Fatalf("the second claim: %v %+v after %+v", ok, second, first)
	}
	if complete(t, s, first, `{"by": 1}`) {
		t.Error("the overtaken claim was completed")
	}
	if ok, err := s.SkipDigest(ctx, first, "too late"); ok || err != nil {
		t.Errorf("the overtaken claim was skipped: %v", err)
	}
	if n, _ := digestNotices(t, s); n != 0 {
		t.Errorf("%d notices before the digest was made", n)
	}
	if !complete(t, s, second, `{"by": 2}`) || complete(t, s, second, `{"by": 3}`) {
		t.Error("the second claim is not completed exactly once")
	}
	if n, run := digestNotices(t, s); n != 1 || run.Int64 != second.ID {
		t.Errorf("%d notices, the last of run %d", n, run.Int64)
	}
	expire(t, s)
	if _, ok := claim(t, s, m, 23); ok {
		t.Error("a digest that was made was claimed")
	}
	last, err := s.LastDigest(ctx, m.ID, nov(24))
	if err != nil || string(last.Value) != `{"by": 2}` || last.Date != nov(23) {
		t.Errorf("last digest %+v with %s, err %v", last, last.Value, err)
	}
}

func TestTheValueIsDelivered(t *testing.T) {
	t.Parallel()
	s := cluster.Store(t)
	m := fortMyers(t, s)
	woken := make(chan struct{}, 1)
	s.OnNotices(func() { woken <- struct{}{} })
	run, _ := claim(t, s, m, 23)
	complete(t, s, run, `{"Market": "FM"}`)
	<-woken
	got, err := s.TakeNotices(context.Background(), domain.Pick{For: time.Minute, Limit: 5, Posts: true, Updates: true})
	if err != nil || len(got) != 1 {
		t.Fatalf("took %d, err %v", len(got), err)
	}
	if got[0].Kind != domain.DigestNotice || got[0].Run != run.ID || string(got[0].Body) != `{"Market": "FM"}` || got[0].To != m.Channel {
		t.Errorf("took %+v with %s", got[0], got[0].Body)
	}
}

func TestLastDigestThatWasSent(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := cluster.Store(t)
	m := fortMyers(t, s)
	last := func(before int) string {
		t.Helper()
		run, err := s.LastDigest(ctx, m.ID, nov(before))
		if err != nil {
			t.Fatal(err)
		}
		if run.Value == nil {
			return "none"
		}
		return run.Date.String()
	}
	if got := last(24); got != "none" {
		t.Errorf("before any: %s", got)
	}
	for _, day := range []int{18, 19} {
		run, _ := claim(t, s, m, day)
		complete(t, s, run, `{}`)
	}
	run, _ := claim(t, s, m, 20)
	if _, err := s.SkipDigest(ctx, run, "the market has no channel"); err != nil {
		t.Fatal(err)
	}
	claim(t, s, m, 23)
	for before, want := range map[int]string{18: "none", 19: "2026-11-18", 20: "2026-11-19", 21: "2026-11-19", 24: "2026-11-19"} {
		if got := last(before); got != want {
			t.Errorf("before Nov %d: %s, want %s", before, got, want)
		}
	}
	taken, err := s.TakeNotices(ctx, domain.Pick{For: time.Minute, Limit: 5, Posts: true, Updates: true})
	if err != nil || len(taken) != 1 {
		t.Fatalf("took %d, err %v", len(taken), err)
	}
	if err := s.BuryNotices(ctx, []domain.NoticeID{taken[0].Notices[0].ID}, domain.Burial{Code: "channel_not_found", Why: "channel_not_found"}); err != nil {
		t.Fatal(err)
	}
	if got := last(19); got != "none" {
		t.Errorf("the digest of Nov 18 could not be delivered, but the last one sent is %s", got)
	}
}

func TestDigestSlots(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := cluster.Store(t)
	m := fortMyers(t, s)
	if _, err := s.ChangeMarket(ctx, act("rename"), m.ID, func(m *domain.Market) error { m.Name = "Fort Myers Beach"; return nil }); err != nil {
		t.Fatal(err)
	}
	for _, day := range []int{12, 19} {
		run, _ := claim(t, s, m, day)
		complete(t, s, run, `{}`)
	}
	run, _ := claim(t, s, m, 20)
	if _, err := s.SkipDigest(ctx, run, "paused"); err != nil {
		t.Fatal(err)
	}
	claim(t, s, m, 23)
	got, err := s.DigestSlots(ctx, nov(16))
	if err != nil {
		t.Fatal(err)
	}
	over := got[m.ID].Over
	if len(got) != 1 || len(over) != 2 || !over[nov(19)] || !over[nov(20)] || !got[m.ID].Since.Equal(monday) {
		t.Errorf("slots %+v", got)
	}
}

func TestBeat(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := cluster.Store(t)
	at := func(minute int) time.Time { return monday.Add(time.Duration(minute) * time.Minute) }
	for _, c := range []struct {
		minute, from, to int // of the outage; 0: none
	}{{1, 0, 0}, {2, 0, 0}, {5, 0, 0}, {9, 5, 9}, {9, 5, 9}, {8, 5, 9}, {10, 5, 9}, {70, 10, 70}} {
		got, err := s.Beat(ctx, at(c.minute))
		if err != nil {
			t.Fatal(err)
		}
		if c.to == 0 && got != (domain.Outage{}) || c.to > 0 && (!got.From.Equal(at(c.from)) || !got.To.Equal(at(c.to))) {
			t.Errorf("at minute %d: %v to %v, want minutes %d to %d", c.minute, got.From, got.To, c.from, c.to)
		}
		if c.to > 0 && (!got.Covers(at(c.from)) || got.Covers(at(c.to))) {
			t.Errorf("at minute %d the outage does not hold its beginning, or holds its end", c.minute)
		}
	}
}
