package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"paidup/domain"
	"paidup/domain/postgres"
)

// wish is a request about the file: Dana's, of Priya, until the day after the act's.
func wish(t testing.TB, s *postgres.Store, f *domain.File, says string) domain.Request {
	t.Helper()
	at := act("wish").At
	q, _, err := s.FileRequest(context.Background(), domain.Request{Market: f.Market.ID, File: f.ID, Verb: "void", Says: says, Body: []byte(`{}`),
		By: "U0DANA", Roles: []domain.Role{domain.Accounting}, To: []domain.PersonID{"U0PRIYA"}, At: at, Lapses: f.Market.Today(at) + 1})
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// TestRequestIsToldInOrder: whoever is asked is told one thing after the other, in the same message.
func TestRequestIsToldInOrder(t *testing.T) {
	t.Parallel()
	s := cluster.Store(t)
	f := openFile(t, s, fortMyers(t, s), "Harris")
	deliver(t, s, takeAny(t, s)[0], place(1))
	deliver(t, s, takeAny(t, s)[0], nil) // its line
	q := wish(t, s, f, "void e1")
	if again := wish(t, s, f, "void e1"); again.ID != q.ID {
		t.Errorf("the same is asked twice: %d and %d", q.ID, again.ID)
	}
	asks := takeAny(t, s)
	if named(asks) != "said to U0PRIYA" || asks[0].Request != q.ID || asks[0].Card.TS != "" {
		t.Fatalf("it is told by %s %+v", named(asks), asks)
	}
	answer := domain.Answer{Request: q.ID, Outcome: domain.RequestRefused, By: "U0PRIYA", At: q.At, Words: "no"}
	if first, err := s.AnswerRequest(t.Context(), answer); err != nil || !first {
		t.Fatalf("it is answered: %v %v", first, err)
	}
	if first, err := s.AnswerRequest(t.Context(), answer); err != nil || first {
		t.Errorf("it is answered twice: %v %v", first, err)
	}
	if got := named(takeAny(t, s)); got != "said to U0DANA" {
		t.Errorf("while its message is under way %s is taken", got)
	}
	err := s.NoticesDelivered(t.Context(), domain.Delivery{Notices: ids(asks...), Request: q.ID, To: "U0PRIYA", Channel: "U0PRIYA", TS: "1.2"})
	if err != nil {
		t.Fatal(err)
	}
	if got := takeAny(t, s); named(got) != "said to U0PRIYA" || got[0].Card.TS != "1.2" {
		t.Errorf("then %s is taken, to edit %+v", named(got), got)
	}
}

// TestRequestIsAllowedWithItsChange: the answer and what it allows are stored together, once, or neither.
func TestRequestIsAllowedWithItsChange(t *testing.T) {
	t.Parallel()
	s := cluster.Store(t)
	f := openFile(t, s, fortMyers(t, s), "Harris")
	q := wish(t, s, f, "note it")
	by := func(n int) domain.Act {
		a := act(fmt.Sprint("allow ", n))
		a.Actor, a.Request, a.For = "U0PRIYA", q.ID, "U0DANA"
		return a
	}
	no := errors.New("the law says no")
	if _, _, err := s.Change(t.Context(), by(0), f.ID, func(*domain.File) error { return no }); !errors.Is(err, no) {
		t.Fatal(err)
	}
	if got, err := s.Request(t.Context(), q.ID); err != nil || got.Outcome != domain.RequestWaits {
		t.Fatalf("what the law refuses is %q: %v", got.Outcome, err)
	}
	var all sync.WaitGroup
	errs := make([]error, 6)
	for n := range errs {
		all.Go(func() {
			_, _, errs[n] = s.Change(context.Background(), by(n+1), f.ID, func(f *domain.File) error { return f.Note("allowed") })
		})
	}
	all.Wait()
	stored := 0
	for _, err := range errs {
		switch domain.KindOf(err) {
		case "":
			if stored++; err != nil {
				t.Error(err)
			}
		case domain.KindConflict:
		default:
			t.Error(err)
		}
	}
	got, err := s.File(t.Context(), f.ID)
	if err != nil || stored != 1 || got.Version != 2 || got.Entry(2).For != "U0DANA" {
		t.Errorf("%d were stored, the file is at e%d: %v", stored, got.Version, err)
	}
}

// TestRequestsLapse: at the end of its market's day, and only what waits.
func TestRequestsLapse(t *testing.T) {
	t.Parallel()
	s := cluster.Store(t)
	f := openFile(t, s, fortMyers(t, s), "Harris")
	over, waits := wish(t, s, f, "one"), wish(t, s, f, "two")
	if _, err := s.AnswerRequest(t.Context(), domain.Answer{Request: over.ID, Outcome: domain.RequestRefused, By: "U0PRIYA", At: over.At, Words: "no"}); err != nil {
		t.Fatal(err)
	}
	for today, want := range map[domain.Date]int{waits.Lapses: 0, waits.Lapses + 1: 1} {
		if n, err := s.LapseRequests(t.Context(), waits.At, map[domain.MarketID]domain.Date{f.Market.ID: today}); err != nil || n > want {
			t.Errorf("on %s %d lapse: %v", today, n, err)
		}
	}
	if got, err := s.Request(t.Context(), waits.ID); err != nil || got.Outcome != domain.RequestLapsed {
		t.Errorf("it is %q: %v", got.Outcome, err)
	}
	if got, err := s.Request(t.Context(), over.ID); err != nil || got.Outcome != domain.RequestRefused {
		t.Errorf("the answered one is %q: %v", got.Outcome, err)
	}
}

// TestRequestToBeSetUp: it is answered together with what makes the person a member, or not at all.
func TestRequestToBeSetUp(t *testing.T) {
	t.Parallel()
	s := cluster.Store(t)
	m := fortMyers(t, s)
	at := act("ask").At
	asked, _, err := s.FileRequest(t.Context(), domain.Request{Market: m.ID, Verb: "member add", Says: "set up Nora Quist", Body: []byte("{}"), By: "U0NORA",
		To: []domain.PersonID{"U0SAM"}, At: at, Lapses: m.Today(at) + 7})
	if err != nil {
		t.Fatal(err)
	}
	nora := domain.Person{ID: "U0NORA", Name: "Nora Quist"}
	adds := func(role domain.Role) error {
		add := act("add " + string(role))
		add.Actor, add.SetsUp = "U0SAM", nora.ID
		_, err := s.ChangeMarket(t.Context(), add, m.ID, func(m *domain.Market) error { return m.AddMember(nora, role) })
		return err
	}
	if err := adds("juggler"); err == nil {
		t.Error("a role that does not exist is given")
	}
	if got, err := s.Request(t.Context(), asked.ID); err != nil || got.Outcome != domain.RequestWaits {
		t.Errorf("before it is done it is %q: %v", got.Outcome, err)
	}
	if err := adds(domain.Field); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Request(t.Context(), asked.ID); err != nil || got.Outcome != domain.RequestAllowed || got.Answered != "U0SAM" {
		t.Errorf("it is %q by %s: %v", got.Outcome, got.Answered, err)
	}
}
