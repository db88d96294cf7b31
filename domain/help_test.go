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
	return Answers{AskLookAlike, AskSameCheck, AskOverBalance, AskWrongPayer, AskEarly, AskUnapprove, AskNoApproval, AskSameAmount, AskVariance, AskReopen, AskEnded,
		AskPayer, AskWriteOff}
}

// day is a day of 2026.
func day(m time.Month, d int) Date { return NewDate(2026, m, d) }

// The acts of the tables, with every question answered.

func submit(kind RoundKind, amount Money) func(*File) error {
	return func(f *File) error { return f.Submit(Submission{Kind: kind, Amount: amount, Answered: allYes()}) }
}

func reject() func(*File) error {
	return func(f *File) error { return f.Reject(Decision{ErrorTypes: []string{"moisture"}, Answered: allYes()}) }
}

func approve(amount Money) func(*File) error { return dated((*File).Approve, Decision{Amount: amount}) }

// openKind is the kind of the newest round that is open, or empty.
func openKind(f *File) RoundKind {
	if r := f.State.OpenRound(); r != nil {
		return r.Kind
	}
	return ""
}

func withdraw() func(*File) error {
	return func(f *File) error { return f.Withdraw("wrong scope", 0) }
}

func bill(amount Money, number string) func(*File) error {
	return func(f *File) error { return f.Invoice(Bill{Amount: amount, Number: number, Answered: allYes()}) }
}

func billTo(payer string, amount Money, number string) func(*File) error {
	return func(f *File) error {
		return f.Invoice(Bill{Amount: amount, Number: number, Payer: payer, Answered: allYes()})
	}
}

func pay(amount Money) func(*File) error {
	return func(f *File) error { return f.Pay(Receipt{Amount: amount, Answered: allYes()}) }
}

func credit(amount Money, number string) func(*File) error {
	return func(f *File) error {
		return f.Adjust(Correction{Kind: EntryCreditMemo, Amount: amount, Number: number, Words: "agreed"})
	}
}

func writeOff(amount Money) func(*File) error {
	return func(f *File) error {
		return f.Adjust(Correction{Kind: EntryWriteOff, Amount: amount, Words: "moved away", Answered: allYes()})
	}
}

func reverse(version int) func(*File) error {
	return func(f *File) error { return f.Reverse(version, "NSF", 0) }
}

func void(version int) func(*File) error {
	return func(f *File) error { return f.Void(version, "meant FM-1024") }
}

func undo(version int) func(*File) error {
	return func(f *File) error { return f.Undo(version) }
}

// dated gives an act another date than today's, where its argument takes one.
func dated[T any](act func(*File, T) error, in T) func(*File) error {
	return func(f *File) error { return act(f, in) }
}

// stands compares where the file is with "STAGE", or "STAGE OUTCOME" where it has ended otherwise than paid, and since when.
func (s *story) stands(want string, since Date) *story {
	s.tb.Helper()
	got := s.f.State.Stage.String()
	if o := s.f.State.Outcome; o != Open && o != PaidOutcome {
		got += " " + string(o)
	}
	if got != want || s.f.State.StageOn != since {
		s.tb.Errorf("after e%d the file is %s since %s, want %s since %s", s.f.Version, got, s.f.State.StageOn, want, since)
	}
	return s
}
