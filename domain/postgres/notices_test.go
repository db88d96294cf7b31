package postgres_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paidup/domain"
	"paidup/domain/postgres"
)

func take(t testing.TB, s *postgres.Store, p domain.Pick) []domain.Errand {
	t.Helper()
	if p.For == 0 {
		p.For = time.Minute
	}
	if p.Limit == 0 {
		p.Limit = 10
	}
	got, err := s.TakeNotices(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func takeAny(t testing.TB, s *postgres.Store) []domain.Errand {
	t.Helper()
	return take(t, s, domain.Pick{Posts: true, Updates: true})
}

// named is what was taken, in few words: "card of 1 v1 to C0FM".
func named(all []domain.Errand) string {
	var out []string
	for _, e := range all {
		words := string(e.Kind)
		if e.File != 0 {
			words += fmt.Sprintf(" of %d", e.File)
		}
		for _, n := range e.Notices {
			if n.Version > 0 {
				words += fmt.Sprintf(" v%d", n.Version)
			}
		}
		out = append(out, words+" to "+e.To)
	}
	return strings.Join(out, "; ")
}

func ids(all ...domain.Errand) []domain.NoticeID {
	var out []domain.NoticeID
	for _, e := range all {
		for _, n := range e.Notices {
			out = append(out, n.ID)
		}
	}
	return out
}

func deliver(t testing.TB, s *postgres.Store, e domain.Errand, card *domain.CardPlace) {
	t.Helper()
	if err := s.NoticesDelivered(context.Background(), domain.Delivery{Notices: ids(e), File: e.File, Card: card}); err != nil {
		t.Fatal(err)
	}
}

func note(t testing.TB, s *postgres.Store, f *domain.File, words string) {
	t.Helper()
	if _, _, err := s.Change(context.Background(), act(f.Number+words), f.ID, func(f *domain.File) error { return f.Note(words) }); err != nil {
		t.Fatal(err)
	}
}

func place(version int) *domain.CardPlace {
	return &domain.CardPlace{Channel: "C0FM", TS: fmt.Sprintf("1700000000.%06d", version), Version: version}
}

func TestNoticesOfOneFileKeepTheirOrder(t *testing.T) {
	t.Parallel()
	s := cluster.Store(t)
	m := fortMyers(t, s)
	f := openFile(t, s, m, "Harris")
	note(t, s, f, "first")

	card := takeAny(t, s)
	if got, want := named(card), fmt.Sprintf("card of %d v1 to C0FM", f.ID); got != want {
		t.Fatalf("taken first: %q, want %q", got, want)
	}
	note(t, s, f, "second")
	if again := takeAny(t, s); len(again) != 0 {
		t.Errorf("while the card was out, %q was taken", named(again))
	}
	deliver(t, s, card[0], place(2))
	second := takeAny(t, s)
	if got, want := named(second), fmt.Sprintf("card of %d v3 to C0FM", f.ID); got != want {
		t.Fatalf("taken after the card: %q, want the newer card %q", got, want)
	}
	if diff := cmp.Diff(*place(2), second[0].Card); diff != "" {
		t.Errorf("the card stands elsewhere (-want +got):\n%s", diff)
	}
	deliver(t, s, second[0], place(3))
	lines := takeAny(t, s)
	if got, want := named(lines), fmt.Sprintf("line of %d v1 v2 v3 to C0FM", f.ID); got != want {
		t.Fatalf("taken last: %q, want %q", got, want)
	}
	deliver(t, s, lines[0], nil)
	if b, err := s.Backlog(context.Background()); err != nil || b.Waiting != 0 {
		t.Errorf("%d notices wait after all were delivered, err %v", b.Waiting, err)
	}
}

func TestABlockedNoticeHoldsBackItsOwnFileOnly(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := cluster.Store(t)
	m := fortMyers(t, s)
	blocked, free := openFile(t, s, m, "Harris"), openFile(t, s, m, "Cole")

	first := takeAny(t, s)
	if got, want := named(first), fmt.Sprintf("card of %d v1 to C0FM", blocked.ID); got != want {
		t.Fatalf("taken first: %q, want %q: a channel gets one message at a time", got, want)
	}
	if err := s.KeepNotices(ctx, domain.Pause{Notices: ids(first...), For: time.Hour}); err != nil {
		t.Fatal(err)
	}
	next := takeAny(t, s)
	if got, want := named(next), fmt.Sprintf("card of %d v1 to C0FM", free.ID); got != want {
		t.Fatalf("taken next: %q, want %q", got, want)
	}
	deliver(t, s, next[0], place(1))
	lines := takeAny(t, s)
	if got, want := named(lines), fmt.Sprintf("line of %d v1 to C0FM", free.ID); got != want {
		t.Errorf("taken then: %q, want %q", got, want)
	}
	deliver(t, s, lines[0], nil)
	if rest := takeAny(t, s); len(rest) != 0 {
		t.Errorf("taken of the file that waits: %q", named(rest))
	}
}

func TestWhatPaceAllowsIsTaken(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := cluster.Store(t)
	m := fortMyers(t, s)
	edited, posted := openFile(t, s, m, "Harris"), openFile(t, s, m, "Cole")
	deliver(t, s, takeAny(t, s)[0], place(1))
	note(t, s, edited, "gate code")
	if err := s.Tell(ctx, m.ID, "U0SAM", "The channel is shared."); err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name string
		pick domain.Pick
		want string
	}{
		{"nothing", domain.Pick{}, ""},
		{"a busy channel", domain.Pick{Posts: true, Busy: []string{"C0FM"}}, "said to U0SAM"},
		{"edits alone", domain.Pick{Updates: true}, fmt.Sprintf("card of %d v2 to C0FM", edited.ID)},
		{"messages, cards before lines", domain.Pick{Posts: true}, fmt.Sprintf("card of %d v1 to C0FM", posted.ID)},
	}
	for _, c := range cases {
		if got := named(take(t, s, c.pick)); got != c.want {
			t.Errorf("%s: taken %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAPausedMarketWaitsButItsAdminIsTold(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := cluster.Store(t)
	m := fortMyers(t, s)
	openFile(t, s, m, "Harris")
	if _, err := s.ChangeMarket(ctx, act("pause"), m.ID, func(m *domain.Market) error { m.Paused = "shared"; return nil }); err != nil {
		t.Fatal(err)
	}
	if err := s.Tell(ctx, m.ID, "U0SAM", "Fort Myers is paused."); err != nil {
		t.Fatal(err)
	}
	got := takeAny(t, s)
	if named(got) != "said to U0SAM" || !strings.Contains(string(got[0].Body), "Fort Myers is paused.") {
		t.Fatalf("taken of a paused market: %q, %s", named(got), got[0].Body)
	}
	deliver(t, s, got[0], nil)
	if b, err := s.Backlog(ctx); err != nil || b.Waiting != 0 {
		t.Errorf("%d notices wait to be delivered, err %v: those of a paused market are not among them", b.Waiting, err)
	}
	if _, err := s.ChangeMarket(ctx, act("resume"), m.ID, func(m *domain.Market) error { m.Paused = ""; return nil }); err != nil {
		t.Fatal(err)
	}
	if got := named(takeAny(t, s)); !strings.HasPrefix(got, "card") {
		t.Errorf("taken after the pause: %q, want the card", got)
	}
}

func TestWhatWasTakenAndNotSettledIsInDoubt(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := cluster.Store(t)
	openFile(t, s, fortMyers(t, s), "Harris")
	steps := []struct {
		name   string
		before func(domain.Errand) error
		doubt  bool
		doubts int
	}{
		{"the first time", nil, false, 0},
		{"after its time was over", nil, true, 1},
		{"put back, certainly not posted", func(e domain.Errand) error {
			return s.KeepNotices(ctx, domain.Pause{Notices: ids(e)})
		}, false, 1},
		{"put back in doubt", func(e domain.Errand) error {
			return s.KeepNotices(ctx, domain.Pause{Notices: ids(e), Doubt: true})
		}, true, 2},
	}
	var last domain.Errand
	for i, step := range steps {
		if step.before != nil {
			if err := step.before(last); err != nil {
				t.Fatal(err)
			}
		}
		got := take(t, s, domain.Pick{For: time.Microsecond, Posts: true})
		if len(got) != 1 {
			t.Fatalf("%s: taken %q", step.name, named(got))
		}
		last = got[0]
		n := last.Notices[0]
		if n.Doubt != step.doubt || n.Doubts != step.doubts || n.Attempts != i+1 {
			t.Errorf("%s: doubt %v, doubts %d, attempts %d; want %v, %d, %d", step.name, n.Doubt, n.Doubts, n.Attempts, step.doubt, step.doubts, i+1)
		}
	}
	if err := s.BuryNotices(ctx, ids(last), domain.Burial{Code: "channel_not_found", Why: "channel_not_found"}); err != nil {
		t.Fatal(err)
	}
	if got := named(takeAny(t, s)); !strings.HasPrefix(got, "line") {
		t.Errorf("taken after the card was given up: %q, want its line", got)
	}
}

func TestNobodyTakesWhatAnotherHas(t *testing.T) {
	t.Parallel()
	s := cluster.Store(t)
	m := fortMyers(t, s)
	const files = 40
	for i := range files {
		f := openFile(t, s, m, fmt.Sprint("Customer ", i))
		if err := s.NoticesDelivered(context.Background(), domain.Delivery{File: f.ID, Card: place(0)}); err != nil {
			t.Fatal(err)
		}
	}
	var mu sync.Mutex
	seen := map[domain.NoticeID]int{}
	var takers sync.WaitGroup
	for range 8 {
		takers.Go(func() {
			for range 20 {
				got, err := s.TakeNotices(context.Background(), domain.Pick{For: time.Minute, Limit: 3, Updates: true})
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				for _, id := range ids(got...) {
					seen[id]++
				}
				mu.Unlock()
			}
		})
	}
	takers.Wait()
	if len(seen) != files {
		t.Errorf("%d cards were taken, want %d", len(seen), files)
	}
	for id, n := range seen {
		if n > 1 {
			t.Errorf("notice %d was taken %d times", id, n)
		}
	}
}

func TestCardsAreFoundByTheirMessages(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := cluster.Store(t)
	f := openFile(t, s, fortMyers(t, s), "Harris")
	deliver(t, s, takeAny(t, s)[0], place(1))
	deliver(t, s, domain.Errand{File: f.ID}, place(7))
	if got, err := s.CardAt(ctx, "C0FM", place(7).TS); err != nil || got != f.ID {
		t.Errorf("the card's message is of file %d, err %v; want %d", got, err, f.ID)
	}
	if got, err := s.CardAt(ctx, "C0FM", place(1).TS); err != nil || got != 0 {
		t.Errorf("an earlier message is of file %d, err %v; want none", got, err)
	}
	got, err := s.CardPlaces(ctx, []domain.FileID{f.ID, f.ID + 1})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[domain.FileID]domain.CardPlace{f.ID: *place(7)}, got); diff != "" {
		t.Errorf("where the cards stand (-want +got):\n%s", diff)
	}
}
