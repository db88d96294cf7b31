package postgres_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"paidup/domain"
	"paidup/domain/postgres"
)

// buried leaves words for somebody and gives them up for the reason.
func buried(t *testing.T, s *postgres.Store, m *domain.Market, to, code string) domain.NoticeID {
	t.Helper()
	ctx := context.Background()
	if err := s.Tell(ctx, m.ID, to, "words"); err != nil {
		t.Fatal(err)
	}
	taken := takeAny(t, s)
	if len(taken) != 1 {
		t.Fatalf("taken %q, want the words to %s", named(taken), to)
	}
	if err := s.BuryNotices(ctx, ids(taken[0]), domain.Burial{Code: code, Why: "chat.postMessage: " + code}); err != nil {
		t.Fatal(err)
	}
	return ids(taken[0])[0]
}

// untold are the dead letters nobody was told of, in few words.
func untold(t *testing.T, s *postgres.Store, age time.Duration) ([]domain.NoticeID, string) {
	t.Helper()
	all, err := s.UntoldDead(context.Background(), age)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	var ids []domain.NoticeID
	for _, d := range all {
		words := fmt.Sprintf("%d to %s, %s", d.Kinds[domain.SaidNotice], d.To, d.Code)
		if d.Follows {
			words += ", told before"
		}
		out, ids = append(out, words), append(ids, d.IDs...)
	}
	return ids, strings.Join(out, "; ")
}

func TestDeadLettersAreToldOnceABurst(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := cluster.Store(t)
	m := fortMyers(t, s)
	tells := func(want string, said int) {
		t.Helper()
		ids, got := untold(t, s, 0)
		if got != want {
			t.Errorf("untold are %q, want %q", got, want)
		}
		words := make([]domain.Word, 0, said)
		for range said {
			words = append(words, domain.Word{Market: m.ID, To: "U0SAM", Body: []byte(`{"text": "some are dead"}`)})
		}
		for range 2 { // another replica has seen them too
			if err := s.TellDead(ctx, ids, words); err != nil {
				t.Fatal(err)
			}
		}
		if got := len(takeAny(t, s)); got != said {
			t.Errorf("%d are told, want %d", got, said)
		}
		if _, err := s.DB().Exec(`delete from notices where dead is null`); err != nil {
			t.Fatal(err)
		}
	}
	buried(t, s, m, "C0OLD", "is_archived")
	buried(t, s, m, "C0OLD", "is_archived")
	buried(t, s, m, "U0BEN", "user_disabled")
	if _, got := untold(t, s, time.Hour); got != "" {
		t.Errorf("before they have gathered untold are %q", got)
	}
	tells("2 to C0OLD, is_archived; 1 to U0BEN, user_disabled", 1)
	if _, got := untold(t, s, 0); got != "" {
		t.Errorf("once they are told untold are %q", got)
	}
	buried(t, s, m, "C0OLD", "is_archived")
	buried(t, s, m, "C0OLD", "not_in_channel")
	tells("1 to C0OLD, is_archived, told before; 1 to C0OLD, not_in_channel", 1)
	if _, err := s.DB().Exec(`update notices set done_at = done_at - interval '61 minutes'`); err != nil {
		t.Fatal(err)
	}
	buried(t, s, m, "C0OLD", "is_archived")
	tells("1 to C0OLD, is_archived", 0)
}

func TestDeadLettersOfAPlaceThatTakesMessagesAgain(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := cluster.Store(t)
	m := fortMyers(t, s)
	buried(t, s, m, "C0OLD", "is_archived")
	buried(t, s, m, "U0BEN", "user_disabled")
	old := buried(t, s, m, "U0TOM", "user_disabled")
	if _, err := s.DB().Exec(`update notices set done_at = now() - interval '8 days' where id = $1`, old); err != nil {
		t.Fatal(err)
	}
	if err := s.Tell(ctx, m.ID, "C0OLD", "words"); err != nil {
		t.Fatal(err)
	}
	deliver(t, s, takeAny(t, s)[0], nil)
	dead, err := s.Dead(ctx, 7*24*time.Hour)
	if err != nil || len(dead) != 2 {
		t.Fatalf("dead are %+v, want two: %v", dead, err)
	}
	if ben, room := dead[0], dead[1]; ben.To != "U0BEN" || ben.Over || room.To != "C0OLD" || !room.Over || time.Since(room.Newest) > time.Hour {
		t.Errorf("dead are %+v; only the channel takes messages again, and the newest come first", dead)
	}
}

// What was delivered a month ago is forgotten, in batches; what waits and what could not be delivered stays.
func TestDeliveredNoticesAreForgotten(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := cluster.Store(t)
	m := fortMyers(t, s)
	_, err := s.DB().Exec(`insert into notices (kind, market_id, addressee, body, done_at, dead)
select 'said', $1, 'U0SAM', '{"text": "words"}', now() - make_interval(days => n), case when n % 10 = 0 then 'is_archived' end
from generate_series(1, 60) n;`, m.ID)
	if err == nil {
		err = s.Tell(ctx, m.ID, "U0SAM", "it waits")
	}
	if err == nil {
		_, err = s.DB().Exec(`update notices set created_at = now() - interval '90 days', due_at = now() - interval '90 days' where done_at is null`)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []int{20, 7, 0} { // of 30 older than a month, three are dead letters
		n, err := s.ForgetDelivered(ctx, 30*24*time.Hour+time.Hour, 20)
		if err != nil || n != want {
			t.Errorf("%d are forgotten, want %d: %v", n, want, err)
		}
	}
	var left, dead, waiting int
	err = s.DB().QueryRow(`select count(*) filter (where dead is null and done_at is not null), count(*) filter (where dead is not null),
  count(*) filter (where done_at is null) from notices`).Scan(&left, &dead, &waiting)
	if err != nil || left != 27 || dead != 6 || waiting != 1 {
		t.Errorf("%d delivered, %d dead and %d that wait are left, want 27, 6 and 1: %v", left, dead, waiting, err)
	}
}

// Forgetting reads an index, however many notices there are: the plan is what makes it cheap.
func TestForgettingReadsAnIndex(t *testing.T) {
	t.Parallel()
	s := cluster.Store(t)
	m := fortMyers(t, s)
	if _, err := s.DB().Exec(`insert into notices (kind, market_id, addressee, body, done_at) select 'said', $1, 'U0SAM', '{}',
  now() - make_interval(mins => n) from generate_series(1, 20000) n`, m.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.DB().Exec(`analyze notices`); err != nil {
		t.Fatal(err)
	}
	var before, after int64
	count := func(to *int64) {
		t.Helper()
		if err := s.DB().QueryRow(`select coalesce(sum(idx_scan), 0) from pg_stat_user_indexes where indexrelname = 'notices_delivered'`).Scan(to); err != nil {
			t.Fatal(err)
		}
	}
	count(&before)
	if n, err := s.ForgetDelivered(context.Background(), 13*24*time.Hour, 500); err != nil || n != 500 {
		t.Fatalf("%d are forgotten: %v", n, err)
	}
	for end := time.Now().Add(20 * time.Second); after <= before && time.Now().Before(end); count(&after) {
		if _, err := s.DB().Exec(`select pg_stat_force_next_flush()`); err != nil {
			t.Fatal(err)
		}
	}
	if after <= before {
		t.Errorf("the index was read %d times before and %d after", before, after)
	}
}
