package domain

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func touch(in Touched) func(*File) error {
	return func(f *File) error { return f.Touch(in) }
}

func plan(due Date, words string) func(*File) error {
	return func(f *File) error { return f.Plan(due, words) }
}

// A touch says how, with whom and when; the last one by its date counts. It is nobody's move and no stage.
func TestTouch(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(aug, 19)).must(submit(Estimate, 100_00)).on(day(aug, 21))
	s.must(touch(Touched{Kind: Call, Who: "adjuster", Words: "left voicemail"}))
	want := Touch{Row: Row{Place: 1, On: day(aug, 21)}, At: s.at, Kind: Call, Who: "adjuster", Words: "left voicemail"}
	if diff := cmp.Diff(&want, s.f.State.LastTouch); diff != "" || s.f.State.Touched != day(aug, 21) || s.f.Entry(3).Verb != "log" {
		t.Errorf("touched %s by %s:\n%s", s.f.State.Touched, s.f.Entry(3).Verb, diff)
	}
	s.must(touch(Touched{Kind: Portal, On: day(aug, 20), Next: day(aug, 24), NextWords: "call again"})).stands("SUBMITTED", day(aug, 19))
	if st := &s.f.State; st.LastTouch.Kind != Call || st.Next.Words != "call again" || st.Next.Due != day(aug, 24) || st.Next.On != day(aug, 21) {
		t.Errorf("a touch logged late counts as the last: %+v, next %+v", st.LastTouch, st.Next)
	}
	if c := s.f.Entry(4); c.On() != day(aug, 20) || !c.Touches[0].At.IsZero() || s.f.WaitingOn != TPA {
		t.Errorf("logged late it is of %s, at %s, waiting on %s", c.On(), c.Touches[0].At, s.f.WaitingOn)
	}
	if st := s.f.AsOf(day(aug, 20)); st.LastTouch.Kind != Portal || st.Next != nil {
		t.Errorf("on Aug 20 it was %+v, next %+v", st.LastTouch, st.Next)
	}
	s.must(undo(3))
	if st := &s.f.State; st.LastTouch.Kind != Portal || st.Touched != day(aug, 20) {
		t.Errorf("without the call the last touch is %+v", st.LastTouch)
	}
}

func TestTouchRefused(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(aug, 21))
	for _, c := range []struct {
		in        Touched
		arg, says string
	}{
		{Touched{}, "kind", "What was it: call, email, text, visit or portal? log FM-1042 call adjuster left voicemail."},
		{Touched{Kind: "fax"}, "kind", `"fax" can't be logged; write call, email, text, visit or portal.`},
		{Touched{Kind: Call, On: day(aug, 22)}, "on", "A call is dated today or earlier; Sat Aug 22 is ahead."},
		{Touched{Kind: Email, On: day(aug, 22)}, "on", "An email is dated today or earlier; Sat Aug 22 is ahead."},
		{Touched{Kind: Portal, On: day(aug, 11)}, "on", "A look at the portal is dated Tue Aug 11, but FM-1042 was received Wed Aug 12."},
		{Touched{Kind: Call, Next: day(aug, 24)}, "next", "What is the next step? log FM-1042 call next thu call again."},
		{Touched{Kind: Call, NextWords: "call again"}, "next", "When is it due? next FM-1042 wed send invoice."},
		{Touched{Kind: Call, Next: day(aug, 22), NextWords: "call"}, "next", "Sat Aug 22 is a day off. The next working day is Mon Aug 24."},
	} {
		if e := s.refused(touch(c.in)); e.Kind != KindInvalid || e.Arg != c.arg || e.Says != c.says {
			t.Errorf("%+v: %s %q: %s", c.in, e.Kind, e.Arg, e.Says)
		}
	}
}

// There is one next step: a new one replaces it, undoing that gives it back, done ends it, and so does the end of the file.
func TestPlan(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(aug, 19))
	next := func(want string) {
		t.Helper()
		got := ""
		if v := s.f.State.Next; v != nil {
			got = v.Due.String() + " " + v.Words
		}
		if got != want || s.f.WaitingOn == Nobody {
			t.Errorf("after e%d the next step is %q, want %q", s.f.Version, got, want)
		}
	}
	s.must(plan(day(aug, 19), "measure")) // e2
	next("2026-08-19 measure")
	s.must(plan(day(aug, 21), "send estimate")) // e3
	next("2026-08-21 send estimate")
	s.must(undo(3)) // e4
	next("2026-08-19 measure")
	s.must((*File).StepDone) // e5
	next("")
	if v := s.f.Entry(5); v.Verb != "next" || v.Steps[0].Words != "measure" || !v.Steps[0].Done {
		t.Errorf("done as %+v", v.Steps)
	}
	if e := s.refused(undo(2)); e.Kind != KindConflict || e.Says != "e2 can't be undone: the next step was done after it." {
		t.Errorf("undoing a step that was done: %s", e.Says)
	}
	s.must(undo(5)) // e6
	next("2026-08-19 measure")
	if e := s.refused(plan(day(aug, 19), "measure")); e.Kind != KindConflict || e.Says != "That is the next step of FM-1042 already, due Wed Aug 19." {
		t.Errorf("the same step again: %s", e.Says)
	}
	s.must(touch(Touched{Kind: Call, Next: day(aug, 21), NextWords: "send estimate"})).must((*File).StepDone) // e8
	if e := s.refused(void(7)); e.Kind != KindConflict || e.Says != "e7 can't be void: the next step was done after it (e8)." {
		t.Errorf("taking back the touch whose step was done: %s", e.Says)
	}
	s.must(void(2))
	next("")
}

func TestPlanRefused(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(nov, 25))
	for _, c := range []struct {
		due       Date
		words     string
		arg, says string
		about     any
	}{
		{0, "call", "due", "When is it due? next FM-1042 wed send invoice.", nil},
		{day(nov, 30), "", "words", "What is to be done? next FM-1042 wed send invoice.", nil},
		{day(nov, 24), "call", "due", "A next step is due today or later; Tue Nov 24 is over. The next working day is Mon Nov 30.", day(nov, 30)},
		{day(nov, 26), "call", "due", "Thu Nov 26 is a day off: Thanksgiving. The next working day is Mon Nov 30.", day(nov, 30)},
		{day(nov, 28), "call", "due", "Sat Nov 28 is a day off. The next working day is Mon Nov 30.", day(nov, 30)},
	} {
		if e := s.refused(plan(c.due, c.words)); e.Kind != KindInvalid || e.Arg != c.arg || e.Says != c.says || e.About != c.about {
			t.Errorf("%s %q: %s %q: %s, about %v", c.due, c.words, e.Kind, e.Arg, e.Says, e.About)
		}
	}
	if e := s.refused((*File).StepDone); e.Kind != KindConflict || e.Says != "FM-1042 has no next step." {
		t.Errorf("nothing to do is done: %s", e.Says)
	}
}

// A file that has ended has no next step and no hold, and takes none; a touch it takes. Reopened later it begins without
// them; where the payment never happened they were never gone.
func TestTheEndEndsPlans(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(aug, 19)).must(bill(100_00, "1")).on(day(aug, 20)).must(plan(day(aug, 24), "call")).must(hold(day(sep, 4), "permit"))
	s.on(day(aug, 21)).must(pay(100_00)).stands("PAID IN FULL", day(aug, 21))
	if st := &s.f.State; st.Next != nil || st.Hold != nil || st.OnHold(day(aug, 21)) || st.HoldDue(day(sep, 9)) {
		t.Errorf("paid in full it has the next step %+v and the hold %+v", st.Next, st.Hold)
	}
	if st := s.f.AsOf(day(aug, 20)); st.Next == nil || !st.OnHold(day(aug, 21)) {
		t.Errorf("the day before it has the next step %+v and the hold %+v", st.Next, st.Hold)
	}
	s.must(touch(Touched{Kind: Email}))
	const says = "FM-1042 is paid in full since Fri Aug 21; nothing is left to do on it."
	for name, act := range map[string]func(*File) error{
		"next": plan(day(aug, 24), "call"), "log with a step": touch(Touched{Kind: Call, Next: day(aug, 24), NextWords: "call"}),
		"promise": promise(Promised{By: day(aug, 24)}), "hold": hold(day(sep, 4), "permit"), "waiting": wait(FieldCrew, "photos"),
	} {
		if e := s.refused(act); e.Kind != KindConflict || e.Says != says {
			t.Errorf("%s on a file paid in full: %s", name, e.Says)
		}
	}
	s.on(day(aug, 24)).must(reverse(5))
	if st := &s.f.State; st.Outcome != Open || st.Next != nil || st.Hold != nil {
		t.Errorf("reopened it has the next step %+v and the hold %+v", st.Next, st.Hold)
	}
	s.must(undo(7)).must(void(5))
	if st := &s.f.State; st.Outcome != Open || st.Next == nil || st.Hold == nil {
		t.Errorf("without the payment it has the next step %+v and the hold %+v", st.Next, st.Hold)
	}
}
