package domain

import "testing"

func hold(until Date, words string) func(*File) error {
	return func(f *File) error { return f.Hold(until, words) }
}

func wait(h Holder, words string) func(*File) error {
	return func(f *File) error { return f.Wait(h, words) }
}

// A hold puts the file aside until its day and is due from then on, until somebody takes the file up or holds it again.
// Stage, clocks and whose move it is go on.
func TestHold(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(nov, 2)).must(submit(Estimate, 100_00)).on(day(nov, 16)).must(hold(day(nov, 20), "asbestos test")) // e3
	is := func(today Date, on, due bool) {
		t.Helper()
		if st := &s.f.State; st.OnHold(today) != on || st.HoldDue(today) != due {
			t.Errorf("after e%d on %s: on hold %v, due %v", s.f.Version, today, st.OnHold(today), st.HoldDue(today))
		}
	}
	is(day(nov, 16), true, false)
	is(day(nov, 19), true, false)
	is(day(nov, 20), false, true)
	is(day(nov, 30), false, true)
	s.stands("SUBMITTED", day(nov, 2))
	if c := s.f.Entry(3); s.f.WaitingOn != TPA || c.Verb != "hold" || c.Words != "asbestos test" || c.On() != day(nov, 16) {
		t.Errorf("held as %+v, waiting on %s", c, s.f.WaitingOn)
	}
	s.on(day(nov, 23)).must(hold(day(dec, 4), "lab is late")) // e4
	is(day(nov, 23), true, false)
	if e := s.refused(hold(day(dec, 4), "lab is late")); e.Kind != KindConflict || e.Says != "FM-1042 is on hold until Fri Dec 4 already." {
		t.Errorf("held twice: %s", e.Says)
	}
	s.must((*File).Resume) // e5
	is(day(nov, 23), false, false)
	if e := s.refused((*File).Resume); e.Kind != KindConflict || e.Says != "FM-1042 is not on hold." {
		t.Errorf("resumed twice: %s", e.Says)
	}
	if st := s.f.AsOf(day(nov, 22)); !st.HoldDue(day(nov, 22)) || st.Hold.Words != "asbestos test" {
		t.Errorf("on Nov 22 the hold is %+v", st.Hold)
	}
	s.must(void(3)) // e6
	if e := s.refused(void(4)); e.Kind != KindConflict || e.Says != "e4 can't be void: the hold was ended after it (e5)." {
		t.Errorf("without any hold there was nothing to end: %s", e.Says)
	}
	s.must(undo(5)).must(void(4))
	is(day(nov, 23), false, false)
}

func TestHoldRefused(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(nov, 23))
	const needs = "A hold needs a date and a reason: hold FM-1042 until dec 4 because asbestos test."
	for _, c := range []struct {
		until     Date
		words     string
		arg, says string
	}{
		{0, "", "until", needs}, {0, "asbestos test", "until", needs}, {day(dec, 4), "", "because", needs},
		{day(nov, 23), "permit", "until", "A hold is until a day ahead; Mon Nov 23 is not."},
		{day(dec, 24), "permit", "until", "A hold is 30 days at most, until Wed Dec 23."},
	} {
		if e := s.refused(hold(c.until, c.words)); e.Kind != KindInvalid || e.Arg != c.arg || e.Says != c.says {
			t.Errorf("%s %q: %s %q: %s", c.until, c.words, e.Kind, e.Arg, e.Says)
		}
	}
	s.must(hold(day(dec, 23), "permit"))
}

// A person's word on whose move it is holds until a round or money passes the move on, and is back when that is void.
func TestWait(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(aug, 19)).must(wait(FieldCrew, "photos")) // e2
	holds := func(want Holder, words string) {
		t.Helper()
		got := ""
		if w := s.f.State.Wait; w != nil {
			got = w.Words
		}
		if s.f.WaitingOn != want || got != words || s.f.Entry(s.f.Version).WaitingOn != want {
			t.Errorf("after e%d it waits on %s: %q, want %s: %q", s.f.Version, s.f.WaitingOn, got, want, words)
		}
	}
	holds(FieldCrew, "photos")
	if e := s.refused(wait(FieldCrew, "")); e.Kind != KindConflict || e.Says != "FM-1042 waits on field already." {
		t.Errorf("the same again: %s", e.Says)
	}
	s.must(wait(FieldCrew, "photos and log")) // e3
	holds(FieldCrew, "photos and log")
	for _, act := range []func(*File) error{
		touch(Touched{Kind: Call}), plan(day(aug, 21), "call"), hold(day(aug, 28), "permit"),
		func(f *File) error { return f.Note("gate code") }, func(f *File) error { return f.Assign("ben") },
	} {
		s.must(act) // e4 to e8
		holds(FieldCrew, "photos and log")
	}
	s.on(day(aug, 20)).must(submit(Estimate, 100_00)) // e9
	holds(TPA, "")
	s.must(undo(9))
	holds(FieldCrew, "photos and log")
	s.must(undo(10)).must(wait(Us, "")) // e12
	holds(Us, "")
	s.must(approve(0)).must(bill(100_00, "1")).must(wait(Mortgagee, "endorsement")) // e15
	holds(Mortgagee, "endorsement")
	s.must(pay(40_00))
	holds(Carrier, "")
	s.must(pay(60_00))
	holds(Nobody, "")
	if st := s.f.AsOf(day(aug, 19)); st.holder() != FieldCrew {
		t.Errorf("on Aug 19 it waited on %s", st.holder())
	}
	if e := s.refused(wait("nobody", "")); e.Kind != KindInvalid || e.Arg != "holder" ||
		e.Says != `"nobody" can't have the move; write one of us, tpa, carrier, adjuster, homeowner, client, mortgagee, field, accounting.` {
		t.Errorf("waiting on nobody: %s", e.Says)
	}
}

// So does a stage that a sheet states.
func TestWaitUntilAStageIsStated(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(aug, 19)).must(wait(FieldCrew, "photos")).on(day(aug, 20))
	s.must(func(f *File) error { return f.Recount(Stated{Event: "invoiced", On: day(aug, 20)}) })
	if s.f.WaitingOn != Carrier || s.f.State.Wait != nil {
		t.Errorf("stated as invoiced it waits on %s, %+v", s.f.WaitingOn, s.f.State.Wait)
	}
}

// The days of a person's word are the holder's.
func TestHeldDaysOfAWait(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(aug, 16)).must(wait(FieldCrew, "photos")).on(day(aug, 19)).must(submit(Estimate, 100_00))
	want := []Held{{Us, 4}, {FieldCrew, 3}, {TPA, 2}}
	got := s.f.HeldDays(day(aug, 21))
	if len(got) != 3 || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("held %v, want %v", got, want)
	}
}
