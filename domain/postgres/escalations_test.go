package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paidup/domain"
	"paidup/domain/postgres"
)

// raised is a file of a market with its people whose escalation to Tom Ben asked for; what lay in the outbox before is
// delivered.
type raised struct {
	t testing.TB
	s *postgres.Store
	m *domain.Market
	f *domain.File
	e *domain.Escalation
	n int
}

func raise(t testing.TB, card bool) *raised {
	t.Helper()
	s := cluster.Store(t)
	r := &raised{t: t, s: s, m: fortMyers(t, s)}
	m, err := s.ChangeMarket(context.Background(), domain.Act{Key: "staff", Actor: "U0SAM", Source: domain.FromCommand, At: friday()}, r.m.ID,
		func(m *domain.Market) error {
			return errors.Join(m.AddMember(domain.Person{ID: "U0BEN", Name: "Ben Okafor"}, domain.Coordinator),
				m.AddMember(domain.Person{ID: "U0TOM", Name: "Tom Becker"}, domain.Field),
				m.AddMember(domain.Person{ID: "U0MARIA", Name: "Maria Lind"}, domain.Director))
		})
	if err != nil {
		t.Fatal(err)
	}
	r.m, r.f = m, openFile(t, s, m, "Tran")
	r.drain(card)
	r.e = r.escalate("ask", nil)
	return r
}

func friday() time.Time { return time.Date(2026, 11, 20, 17, 0, 0, 0, time.UTC) }

// drain delivers what waits; the file's card stands from then on, or the file has none.
func (r *raised) drain(card bool) {
	r.t.Helper()
	for all := takeAny(r.t, r.s); len(all) > 0; all = takeAny(r.t, r.s) {
		for _, e := range all {
			at := place(9)
			if !card {
				at = nil
			}
			deliver(r.t, r.s, e, at)
		}
	}
}

// escalate asks Tom for the log; it gives what was kept, and keeps the error.
func (r *raised) escalate(key string, want *string) *domain.Escalation {
	r.t.Helper()
	act := domain.Act{Key: key, Actor: "U0BEN", Source: domain.FromCommand, At: friday()}
	e, err := r.s.Escalate(context.Background(), act, r.f.ID, func(f *domain.File, open *domain.Escalation) (*domain.Escalation, error) {
		return domain.Escalate(f, act, open, domain.Plea{Cause: domain.ByHand, Wrong: "log missing", Ask: "the log", To: "U0TOM", Context: []byte(`{"Why":"x"}`)})
	})
	if want != nil && err != nil {
		*want = err.Error()
		return nil
	}
	if err != nil {
		r.t.Fatal(err)
	}
	return e
}

func (r *raised) act(key string, who domain.PersonID, law func(*domain.Escalation) error) error {
	r.t.Helper()
	_, err := r.s.ChangeEscalation(context.Background(), domain.Act{Key: key, Actor: who, Source: domain.FromButton, At: friday()}, r.e.ID, law)
	return err
}

func (r *raised) must(key string, who domain.PersonID, law func(*domain.Escalation) error) {
	r.t.Helper()
	if err := r.act(key, who, law); err != nil {
		r.t.Fatal(err)
	}
}

// stands delivers the errand: its message stands, and shows the version.
func (r *raised) stands(e domain.Errand, version int) {
	r.t.Helper()
	r.n++
	d := domain.Delivery{Notices: ids(e), Escalation: e.Escalation,
		Card: &domain.CardPlace{Channel: "C0FM", TS: fmt.Sprintf("1800000000.%06d", r.n), Version: version}}
	if e.Direct {
		d.To, d.Card.Channel = e.To, "D0"+e.To
	}
	if err := r.s.NoticesDelivered(context.Background(), d); err != nil {
		r.t.Fatal(err)
	}
}

// waits takes what waits, and compares it: "escalation v1 to C0FM".
func (r *raised) waits(want string) []domain.Errand {
	r.t.Helper()
	all := takeAny(r.t, r.s)
	if diff := cmp.Diff(want, named(all)); diff != "" {
		r.t.Errorf("taken (-want +got):\n%s", diff)
	}
	return all
}

// An escalation's message is posted once at each place, then edited there; its acts wait for it, one place does not wait for
// another, and while it is in somebody's hands nothing else about it is taken there.
func TestMessagesOfAnEscalationKeepTheirOrder(t *testing.T) {
	t.Parallel()
	r := raise(t, false)
	channel := r.waits("escalation v1 to C0FM")
	r.must("take", "U0TOM", (*domain.Escalation).Take)
	person := r.waits("escalation v1 to U0TOM")
	r.waits("")
	r.stands(person[0], 2)
	r.stands(channel[0], 1)
	edit := r.waits("escalation v2 to C0FM")
	if got := edit[0].Card; got.Channel != "C0FM" || got.Version != 1 || got.TS == "" {
		t.Errorf("it stands at %+v", got)
	}
	r.must("ask back", "U0TOM", func(e *domain.Escalation) error { return e.Question("which basement?") })
	r.must("later", "U0TOM", func(e *domain.Escalation) error { return e.Snooze(nov(23), "sick") })
	mine := r.waits("escalation v3 to U0TOM; act v3 to U0BEN") // what came after it is drawn with it
	r.stands(mine[0], 4)
	r.stands(edit[0], 2)
	again := r.waits("escalation v3 to C0FM")
	r.stands(again[0], 4)
	lines := r.waits("act v2 v3 v4 to C0FM")
	if lines[0].Card.TS == "" {
		t.Error("the acts do not know their thread")
	}
	deliver(t, r.s, lines[0], nil)
	if b, err := r.s.Backlog(context.Background()); b.Waiting != 1 || err != nil { // Ben's
		t.Errorf("%d notices wait, %v", b.Waiting, err)
	}
}

// The file's card is drawn anew where it has one, and the newest digest where it lists the file.
func TestAnEscalationRedrawsWhatShowsItsFile(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	r := raise(t, true)
	r.waits("escalation v1 to C0FM; card of " + fmt.Sprint(r.f.ID) + " v1 to C0FM")
	_, acts, err := r.s.EscalationOn(ctx, r.f.ID)
	if acts != 1 || err != nil {
		t.Errorf("%d acts, %v", acts, err)
	}
	for day, lists := range map[int]domain.FileID{22: r.f.ID, 23: 4711, 24: r.f.ID} {
		run, _ := claim(t, r.s, r.m, day)
		complete(t, r.s, run, fmt.Sprintf(`{"Escalate": [{"File": %d}], "Aging": [{"File": %d}]}`, lists, r.f.ID))
	}
	live := func() (n int) {
		if err := r.s.DB().QueryRow(`select count(*) from notices where kind = 'live'`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	r.must("take", "U0TOM", (*domain.Escalation).Take)
	r.must("give", "U0BEN", func(e *domain.Escalation) error { return e.Assign("U0MARIA", "") })
	if n := live(); n != 1 {
		t.Errorf("%d notices to draw the digest anew, not 1", n)
	}
	run, _ := claim(t, r.s, r.m, 25)
	complete(t, r.s, run, `{"Escalate": null}`)
	r.must("back", "U0MARIA", func(e *domain.Escalation) error { return e.Assign("U0TOM", "") })
	if n := live(); n != 1 {
		t.Errorf("%d notices after a digest without the file, not 1", n)
	}
	if id, err := r.s.CardAt(ctx, "C0FM", "1800000000.000001"); id != 0 || err != nil {
		t.Errorf("no message stands yet, and it is of file %d, %v", id, err)
	}
}

// A key is seen once; of two who press at once one is first, and a file has one open escalation.
func TestEscalatingTwiceAndAtOnce(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	r := raise(t, false)
	if again := r.escalate("ask", nil); again.ID != r.e.ID || len(again.Events()) != 1 {
		t.Errorf("the same key asked for %d with %d acts", again.ID, len(again.Events()))
	}
	var says string
	r.escalate("another", &says)
	if want := r.f.Number + " is escalated already: Tom Becker, by Mon Nov 23."; says != want {
		t.Errorf("asked once more it says %q", says)
	}
	var wait sync.WaitGroup
	refused := make([]error, 6)
	for i := range refused {
		wait.Go(func() {
			refused[i] = r.act(fmt.Sprint("press ", i), domain.PersonID([]string{"U0TOM", "U0BEN"}[i%2]), (*domain.Escalation).Take)
		})
	}
	wait.Wait()
	kept := 0
	for _, err := range refused {
		if err == nil {
			kept++
		} else if domain.KindOf(err) != domain.KindConflict || !strings.Contains(err.Error(), "on it since") {
			t.Errorf("refused with %v", err)
		}
	}
	got, err := r.s.Escalation(ctx, r.e.ID)
	if err != nil || kept != 1 || len(got.Events()) != 2 || !got.Taken {
		t.Errorf("%d were kept, it has %d acts, %v", kept, len(got.Events()), err)
	}
	r.must("done", "U0BEN", func(e *domain.Escalation) error { return e.Settle(domain.Answered, "") })
	r.must("done", "U0BEN", func(e *domain.Escalation) error { return e.Settle(domain.Answered, "") })
	if next := r.escalate("third", nil); next.ID == r.e.ID {
		t.Error("a new one has the id of the one that is done")
	}
	if string(got.Context) != `{"Why": "x"}` {
		t.Errorf("its context is %s", got.Context)
	}
}

// What a person asked for is listed while nobody has acted on it: a question is no act.
func TestAskedBy(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	r := raise(t, false)
	lists := func(who domain.PersonID, since time.Time, want ...domain.EscalationID) {
		t.Helper()
		all, err := r.s.AskedBy(ctx, who, since, 5)
		var got []domain.EscalationID
		for _, e := range all {
			got = append(got, e.ID)
		}
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s asked for (-want +got): %v\n%s", who, err, diff)
		}
	}
	r.must("question", "U0TOM", func(e *domain.Escalation) error { return e.Question("which basement?") })
	lists("U0BEN", friday().Add(-time.Hour), r.e.ID)
	lists("U0BEN", friday().Add(time.Hour))
	lists("U0TOM", friday().Add(-time.Hour))
	first := r.e.ID
	r.f = openFile(t, r.s, r.m, "Delgado")
	r.e = r.escalate("ask again", nil)
	lists("U0BEN", friday().Add(-time.Hour), r.e.ID, first)
	r.must("take", "U0TOM", (*domain.Escalation).Take)
	lists("U0BEN", friday().Add(-time.Hour), first)
}

// Who is asked about what, and what is put off, by what was known then.
func TestAskedAboutAndSnoozed(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	r := raise(t, false)
	asked := func(who domain.PersonID, want ...domain.FileID) {
		t.Helper()
		got, err := r.s.AskedAbout(ctx, who)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s is asked about (-want +got): %v\n%s", who, err, diff)
		}
	}
	asked("U0TOM", r.f.ID)
	asked("U0MARIA")
	r.must("later", "U0TOM", func(e *domain.Escalation) error { return e.Snooze(nov(24), "sick") })
	r.must("question", "U0BEN", func(e *domain.Escalation) error { return e.Question("still?") })
	snoozed := func(before time.Time, on domain.Date, want map[domain.FileID]domain.Date) {
		t.Helper()
		got, err := r.s.Snoozed(ctx, r.m.ID, before, on)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("snoozed on %s (-want +got): %v\n%s", on, err, diff)
		}
	}
	none, one := map[domain.FileID]domain.Date{}, map[domain.FileID]domain.Date{r.f.ID: nov(24)}
	snoozed(friday(), nov(20), none)
	snoozed(friday().Add(time.Hour), nov(23), one)
	snoozed(friday().Add(time.Hour), nov(24), none)
	r.must("give", "U0BEN", func(e *domain.Escalation) error { return e.Assign("U0MARIA", "") })
	asked("U0TOM")
	asked("U0MARIA", r.f.ID)
	snoozed(friday().Add(time.Hour), nov(23), none)
	r.must("done", "U0MARIA", func(e *domain.Escalation) error { return e.Settle(domain.Uploaded, "") })
	asked("U0MARIA")
}

// Acts are never rewritten, and a row that says otherwise than its acts is found.
func TestVerifyFindsAnEscalationThatWasTamperedWith(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	r := raise(t, false)
	r.must("take", "U0TOM", (*domain.Escalation).Take)
	for _, sql := range []string{"delete from escalation_events", "truncate escalation_events cascade", "update escalation_events set n = 7"} {
		if _, err := r.s.DB().Exec(sql); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s: %v", sql, err)
		}
	}
	if _, faults, err := r.s.Verify(ctx); len(faults) > 0 || err != nil {
		t.Fatalf("untouched, it has faults: %v %v", faults, err)
	}
	for set, says := range map[string]string{
		"asked = 'U0BEN'":                 "asked is stored as U0BEN, its acts give U0TOM",
		"due_on = '2026-12-01'":           "due_on is stored as 2026-12-01",
		"taken = false":                   "taken is stored as false",
		"back_on = '2026-12-01'":          "back_on is stored as 2026-12-01",
		"done_at = now(), next_at = null": "done is stored as true",
		"version = 1":                     "version is stored as 1",
	} {
		if _, err := r.s.DB().Exec(`create table kept as table escalations; update escalations set ` + set); err != nil {
			t.Fatal(err)
		}
		_, faults, err := r.s.Verify(ctx)
		if err != nil || len(faults) != 1 || !strings.Contains(faults[0].Says, says) || faults[0].File != r.f.Number {
			t.Errorf("%s: found %v %v", set, faults, err)
		}
		if _, err := r.s.DB().Exec(`update escalations e set (asked, due_on, taken, back_on, done_at, next_at, version) =
(k.asked, k.due_on, k.taken, k.back_on, k.done_at, k.next_at, k.version) from kept k where k.id = e.id; drop table kept`); err != nil {
			t.Fatal(err)
		}
	}
}
