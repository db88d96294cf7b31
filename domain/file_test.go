package domain

import (
	"slices"
	"testing"
	"time"
)

func TestReceive(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	st := &s.f.State
	if st.Stage != Received || st.Received != day(aug, 12) || st.Assumed || st.Owner != "dana" || st.Facts != testFacts() || s.f.WaitingOn != Us || s.f.Version != 1 {
		t.Errorf("received as %+v, waiting on %s", st, s.f.WaitingOn)
	}
	if e := s.refused(func(f *File) error { return f.Receive(0, Facts{}, "") }); e.Kind != KindConflict || e.Says != "FM-1042 is there already." {
		t.Errorf("received twice: %s", e.Says)
	}
	fresh := &story{tb: t, f: Load(2, "FM-2", testMarket(t), nil), at: s.at}
	if e := fresh.refused(func(f *File) error { return f.Receive(day(aug, 13), Facts{}, "") }); e.Arg != "on" || e.Says != "A receipt is dated today or earlier; Thu Aug 13 is ahead." {
		t.Errorf("received ahead: %s", e.Says)
	}
}

func TestNoteAndAssign(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(aug, 19)).must(submit(Estimate, 100_00)).on(day(aug, 20))
	s.must(func(f *File) error { return f.Note("gate code with neighbour") })
	n := s.f.Entry(3).Notes[0]
	if n.Words != "gate code with neighbour" || n.Kind != PlainNote || n.On != day(aug, 20) || !n.At.Equal(s.at) || s.f.WaitingOn != TPA {
		t.Errorf("noted as %+v, waiting on %s", n, s.f.WaitingOn)
	}
	s.must(func(f *File) error { return f.Assign("ben") })
	if s.f.State.Owner != "ben" || s.f.State.StageOn != day(aug, 19) || s.f.WaitingOn != TPA {
		t.Errorf("assigned: owner %s, %s since %s", s.f.State.Owner, s.f.State.Stage, s.f.State.StageOn)
	}
	if e := s.refused(func(f *File) error { return f.Assign("ben") }); e.Kind != KindConflict || e.Says != "FM-1042 is theirs already." {
		t.Errorf("assigned twice: %s", e.Says)
	}
	if e := s.refused(func(f *File) error { return f.Note("") }); e.Arg != "words" {
		t.Errorf("an empty note: %s", e.Says)
	}
}

// The instants of a file never run backwards, whatever the clocks of two doors say; nor does today.
func TestInstantsNeverRunBackwards(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(aug, 20)).must(bill(100_00, "1"))
	first := s.at
	s.at = first.Add(-36 * time.Hour)
	s.must(pay(10_00))
	if c := s.f.Entry(3); !c.RecordedAt.Equal(first) || c.Payments[0].On != day(aug, 20) {
		t.Errorf("recorded at %s, dated %s", c.RecordedAt, c.Payments[0].On)
	}
}

// An act that leaves nothing to write makes no change, and one that was refused leaves nothing behind.
func TestNothingToWrite(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	if c, err := s.try(func(*File) error { return nil }); c != nil || err != nil || s.f.Version != 1 {
		t.Errorf("nothing made %v (%v), version %d", c, err, s.f.Version)
	}
	s.refused(bill(0, ""))
	s.must(bill(100_00, "1"))
	if c := s.f.Entry(2); len(c.Invoices) != 1 || c.Verb != "invoice" || c.Key != "k" || c.Act != "k" || c.Source != FromCommand || c.File != 1 {
		t.Errorf("after a refusal the change is %+v", c)
	}
	if s.f.Entry(3) != nil || s.f.Entry(0) != nil {
		t.Error("there are entries that nobody made")
	}
}

// The change that Finish gives is the file's own from then on: what is done later does not reach it.
func TestFinishedChangesStay(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	c, err := s.try(bill(100_00, "1"))
	if err != nil {
		t.Fatal(err)
	}
	for range 9 {
		s.must(pay(5_00))
	}
	if c.Version != 2 || c.WaitingOn != Carrier || len(c.Entries) != 1 || len(s.f.History()) != 11 {
		t.Errorf("the change became %+v", c)
	}
}

// However the rows of a change are read, it is the same change.
func TestRowsInAnyOrder(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(aug, 20)).must(bill(100_00, "1")).must(bill(50_00, "2")).on(day(sep, 1)).must(pay(150_00)).must(void(4))
	want := slices.Clone(s.f.Entry(4).Entries)
	slices.Reverse(s.f.Entry(4).Entries)
	slices.Reverse(s.f.Entry(5).Entries)
	if got := Load(1, "FM-1042", s.f.Market, s.f.History()); !slices.Equal(got.Entry(4).Entries, want) || !sameState(&got.State, &s.f.State) {
		t.Errorf("read backwards e4 is %+v", got.Entry(4).Entries)
	}
}

func TestChangeOn(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(aug, 20)).must(bill(100_00, "1")).on(day(sep, 10)).must(pay(100_00))
	s.must(dated((*File).Invoice, Bill{Amount: 5_00, On: day(aug, 25), Answered: allYes()})).must(dated((*File).Pay, Receipt{Amount: 5_00, On: day(aug, 15), Answered: allYes()}))
	s.must(func(f *File) error { return f.Note("x") })
	for version, want := range map[int]Date{1: day(aug, 12), 2: day(aug, 20), 3: day(sep, 10), 4: day(aug, 25), 5: day(aug, 15), 6: day(sep, 10)} {
		if got := s.f.Entry(version).On(); got != want {
			t.Errorf("e%d is of %s, want %s", version, got, want)
		}
	}
	if got := (&Change{}).On(); got != 0 {
		t.Errorf("an empty change is of %s", got)
	}
}

// Whose move it is, after each act.
func TestWaitingOn(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	waits := func(want Holder) {
		t.Helper()
		if s.f.WaitingOn != want || s.f.Entry(s.f.Version).WaitingOn != want {
			t.Errorf("after e%d (%s) it waits on %s, want %s", s.f.Version, s.f.Entry(s.f.Version).Verb, s.f.WaitingOn, want)
		}
	}
	waits(Us)
	s.on(day(aug, 19)).must(submit(Estimate, 100_00))
	waits(TPA)
	s.must(reject())
	waits(Us)
	s.must(dated((*File).Submit, Submission{To: "adjuster"}))
	waits(Adjuster)
	s.must(approve(0))
	waits(Us)
	s.must(bill(100_00, "1")).must(billTo("Ann Harris", 10_00, "2"))
	waits(Carrier)
	s.on(day(aug, 25)).must(pay(60_00))
	waits(Carrier)
	s.must(submit(Supplement, 20_00))
	waits(TPA)
	s.must(reject())
	waits(Us)
	s.must(submit(Supplement, 20_00)).must(withdraw())
	waits(Carrier)
	s.must(pay(40_00))
	waits(Homeowner)
	s.must(submit(Supplement, 20_00)).must(approve(0))
	waits(Us) // to bill it
	s.must(bill(20_00, "3"))
	waits(Homeowner) // the oldest open
	s.must(submit(Documents, 0)).must(approve(0))
	waits(Homeowner) // nothing approved is left to bill
	s.must(dated((*File).Pay, Receipt{Amount: 10_00, Payer: "Ann Harris", Answered: allYes()}))
	waits(Carrier)
	s.must(pay(20_00))
	waits(Nobody)
	paid := s.f.Version
	s.on(day(sep, 2)).must(submit(Estimate, 120_00)) // documents and estimates leave it paid in full
	waits(Nobody)
	s.must(void(s.f.Version)).must(reverse(paid))
	waits(Carrier)
	s.must(func(f *File) error { return f.Note("called") })
	waits(Carrier)
	s.must(undo(s.f.Version - 1))
	waits(Nobody)

	more := newStory(t).must(dated((*File).Invoice, Bill{Amount: 10_00, More: true, Answered: allYes()})).must(pay(10_00))
	if more.f.WaitingOn != Us {
		t.Errorf("paid, and more to bill: waits on %s", more.f.WaitingOn)
	}
	open := newStory(t).must(bill(10_00, "1")).must(submit(Supplement, 5_00)).must(pay(10_00))
	if open.f.WaitingOn != TPA {
		t.Errorf("paid, and a supplement is open: waits on %s", open.f.WaitingOn)
	}
}

func TestAmount(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	for _, c := range []struct {
		act  func(*File) error
		want Money
	}{
		{submit(Estimate, 100_00), 100_00}, {submit(Supplement, 20_00), 120_00}, {dated((*File).Reject, Decision{Kind: Supplement, ErrorTypes: []string{"math"}}), 100_00},
		{approve(90_00), 90_00},
		{submit(Supplement, 30_00), 90_00}, {approve(0), 120_00}, {bill(120_00, "1"), 120_00}, {credit(20_00, ""), 120_00}, {bill(7_00, "2"), 127_00},
	} {
		s.must(c.act)
		if got := s.f.State.Amount(); got != c.want {
			t.Errorf("after e%d the file is about %s, want %s", s.f.Version, got, c.want)
		}
	}
}
