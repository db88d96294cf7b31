package domain

import (
	"testing"
	"time"
)

// testMarket is Fort Myers of the sample people, with Thanksgiving off.
func testMarket(t testing.TB) *Market {
	t.Helper()
	m, err := NewMarket("FM", "Fort Myers", "America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	m.DaysOff = map[Date]string{NewDate(2026, time.November, 26): "Thanksgiving", NewDate(2026, time.November, 27): "company day"}
	return &m
}

func testFacts() Facts {
	return Facts{Customer: "Ann Harris", Carrier: "Harbor Mutual", Program: "Northline", Payer: "Harbor Mutual", Loss: "water"}
}

// story plays acts on a file, each on a day of its own unless it says otherwise.
type story struct {
	tb    testing.TB
	f     *File
	at    time.Time
	actor PersonID
}

// newStory begins with a file received on Wed Aug 12, 2026.
func newStory(tb testing.TB) *story {
	tb.Helper()
	return storyOn(tb, testMarket(tb), NewDate(2026, time.August, 12))
}

func storyOn(tb testing.TB, m *Market, received Date) *story {
	tb.Helper()
	s := &story{tb: tb, f: Load(1, "FM-1042", m, nil), actor: "dana", at: noonOn(m, received)}
	return s.must(func(f *File) error { return f.Receive(0, testFacts(), "dana") })
}

// noonOn is noon of the day in the market.
func noonOn(m *Market, d Date) time.Time { return d.Start(m.Location()).Add(12 * time.Hour) }

// on moves the clock to noon of the day.
func (s *story) on(d Date) *story {
	s.at = noonOn(s.f.Market, d)
	return s
}

// by changes who acts.
func (s *story) by(p PersonID) *story {
	s.actor = p
	return s
}

// try does one act and gives what came of it.
func (s *story) try(act func(*File) error) (*Change, error) {
	s.f.Begin(Act{Key: "k", Actor: s.actor, Source: FromCommand, At: s.at})
	if err := act(s.f); err != nil {
		return nil, err
	}
	return s.f.Finish(), nil
}

// must does one act that the law allows.
func (s *story) must(act func(*File) error) *story {
	s.tb.Helper()
	if _, err := s.try(act); err != nil {
		s.tb.Fatalf("e%d: %v", s.f.Version+1, err)
	}
	return s
}

// refused does one act that the law refuses, or asks about, and gives the refusal.
func (s *story) refused(act func(*File) error) *Error {
	s.tb.Helper()
	version := s.f.Version
	_, err := s.try(act)
	e, ok := err.(*Error)
	if !ok || s.f.Version != version {
		s.tb.Fatalf("after e%d: the law gave %v, want a refusal", version, err)
	}
	return e
}

// allYes answers every question of the law.
func allYes() Answers {
	return Answers{AskLookAlike, AskSameCheck, AskOverBalance, AskNoApproval, AskSameAmount, AskVariance, AskReopen}
}
