package domain

import "testing"

func promise(in Promised) func(*File) error {
	return func(f *File) error { return f.Promise(in) }
}

// promised compares what came in on the promise and what is still to come.
func (s *story) promised(in, owed Money, kept, broken bool) *story {
	s.tb.Helper()
	st := &s.f.State
	today := s.f.Market.Today(s.at)
	if st.Promised != in || st.PromiseOwed() != owed || st.PromiseKept() != kept || st.PromiseBroken(today) != broken {
		s.tb.Errorf("after e%d on %s: %s came in, %s is owed, kept %v, broken %v", s.f.Version, today, st.Promised, st.PromiseOwed(),
			st.PromiseKept(), st.PromiseBroken(today))
	}
	return s
}

// What comes after the promise, by date and then by entry, keeps it; what comes back of that is missing again.
func TestPromise(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(nov, 2)).must(bill(1000_00, "1")).on(day(nov, 16)).must(pay(100_00)) // e3
	s.must(promise(Promised{By: day(nov, 18)})).promised(0, 900_00, false, false)                // e4
	if p := s.f.State.Promise; p.Amount != 900_00 || p.From != "Harbor Mutual" || s.f.WaitingOn != Carrier || s.f.Entry(4).Verb != "promise" {
		t.Errorf("promised as %+v, waiting on %s", p, s.f.WaitingOn)
	}
	s.must(pay(200_00)).promised(200_00, 700_00, false, false) // e5
	s.on(day(nov, 18)).promised(200_00, 700_00, false, false)
	s.on(day(nov, 19)).promised(200_00, 700_00, false, true)
	s.must(reverse(3)).promised(200_00, 700_00, false, true) // e6: it came before the promise
	s.must(pay(700_00)).promised(900_00, 0, true, false)     // e7
	s.on(day(nov, 23)).must(reverse(7)).promised(200_00, 700_00, false, true)
	s.must(void(5)).promised(0, 900_00, false, true)
	s.must(promise(Promised{Amount: 50_00, By: day(nov, 24), From: "homeowner"})).promised(0, 50_00, false, false) // e10
	s.must(undo(10)).promised(0, 900_00, false, true)
	if st := s.f.AsOf(day(nov, 15)); st.Promise != nil || st.PromiseKept() || st.PromiseBroken(day(nov, 30)) {
		t.Errorf("the day before it was promised: %+v", st.Promise)
	}
}

// A promise that was given earlier is about what was open then.
func TestPromiseDatedBack(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(nov, 2)).must(bill(1000_00, "1")).on(day(nov, 17)).must(pay(400_00)).on(day(nov, 19))
	s.must(promise(Promised{On: day(nov, 16), By: day(nov, 18)})).promised(400_00, 600_00, false, true)
	if e := s.refused(promise(Promised{On: day(nov, 1), By: day(nov, 30)})); e.Kind != KindConflict ||
		e.Says != "Nothing is open on FM-1042, so nothing can be promised." {
		t.Errorf("promised before the invoice: %s", e.Says)
	}
}

// Where nothing is open any more, nothing is owed on the promise.
func TestPromiseOfNothing(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(nov, 2)).must(bill(1000_00, "1")).must(submit(Supplement, 50_00)).must(promise(Promised{By: day(nov, 3)}))
	s.on(day(nov, 5)).must(credit(400_00, "")).promised(0, 600_00, false, true)
	s.must(credit(600_00, "")).stands("INVOICED", day(nov, 2)).promised(0, 0, false, false)
}

func TestPromiseRefused(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(nov, 2)).must(bill(1000_00, "1")).on(day(nov, 16))
	for _, c := range []struct {
		in        Promised
		arg, says string
	}{
		{Promised{}, "by", "By when? promise FM-1042 by wed from mortgagee."},
		{Promised{By: day(nov, 13)}, "by", "A promise of Mon Nov 16 is for that day or later; Fri Nov 13 is before it."},
		{Promised{By: day(nov, 18), On: day(nov, 17)}, "on", "A promise is dated today or earlier; Tue Nov 17 is ahead."},
		{Promised{By: day(nov, 18), Amount: 1000_01}, "amount", "$1,000.01 can't be promised; $1,000.00 is open on FM-1042."},
		{Promised{By: day(nov, 18), Amount: -1}, "amount", "−$0.01 can't be promised; $1,000.00 is open on FM-1042."},
	} {
		if e := s.refused(promise(c.in)); e.Kind != KindInvalid || e.Arg != c.arg || e.Says != c.says {
			t.Errorf("%+v: %s %q: %s", c.in, e.Kind, e.Arg, e.Says)
		}
	}
}
