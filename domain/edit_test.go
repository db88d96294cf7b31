package domain

import (
	"maps"
	"testing"
)

func TestEdit(t *testing.T) {
	t.Parallel()
	edit := func(fields map[string]string, received Date) func(*File) error {
		return func(f *File) error { return f.Edit(fields, received) }
	}
	s := newStory(t).on(day(aug, 20)).must(edit(map[string]string{"claim": "24-77810", "loss": "water", "deductible": "100000", "lossdate": "2026-08-01"}, 0))
	if f := s.f.State.Facts; f.Claim != "24-77810" || f.Deductible != 1_000_00 || f.LossDate != day(aug, 1) {
		t.Errorf("the file knows %+v", f)
	}
	if got := s.f.History()[1].Details[0].Fields; !maps.Equal(got, map[string]string{"claim": "24-77810", "deductible": "100000", "lossdate": "2026-08-01"}) {
		t.Errorf("what is as it was is stored too: %v", got)
	}
	s.must(edit(map[string]string{"claim": ""}, 0))
	if got := s.f.State.Facts.Claim; got != "" {
		t.Errorf("a field is not emptied: %q", got)
	}
	s.must(undo(3)).must(undo(2))
	if got := s.f.State.Facts; got != testFacts() {
		t.Errorf("undone it knows %+v", got)
	}
	for _, c := range []struct {
		name     string
		fields   map[string]string
		received Date
		kind     Kind
		arg      string
		says     string
	}{
		{"nothing new", map[string]string{"loss": "water"}, day(aug, 12), KindConflict, "", "FM-1042 says so already. Nothing changes."},
		{"no such field", map[string]string{"color": "red"}, 0, KindInvalid, "field", `A file has no field "color".`},
		{"no customer", map[string]string{"customer": ""}, 0, KindInvalid, "customer", "Whose file is it? A file needs a customer."},
		{"no amount", map[string]string{"estimate": "lots"}, 0, KindInvalid, "estimate", `"lots" cannot be the estimate of a file.`},
		{"a loss ahead", map[string]string{"lossdate": "2026-09-01"}, 0, KindInvalid, "lossdate", "A loss is dated today or earlier; Tue Sep 1 is ahead."},
		{"a receipt ahead", nil, day(aug, 21), KindInvalid, "received", "A receipt is dated today or earlier; Fri Aug 21 is ahead."},
	} {
		if e := s.refused(edit(c.fields, c.received)); e.Kind != c.kind || e.Arg != c.arg || e.Says != c.says {
			t.Errorf("%s: %s %s: %s", c.name, e.Kind, e.Arg, e.Says)
		}
	}
}

// The received date is put right: the days count from it, and what was handed in on that day stands.
func TestEditReceived(t *testing.T) {
	t.Parallel()
	received := func(on Date) func(*File) error { return func(f *File) error { return f.Edit(nil, on) } }
	s := newStory(t).on(day(aug, 20)).must(submit(Estimate, 10_00)).on(day(aug, 21)).must(received(day(aug, 10)))
	if st := s.f.State; st.Received != day(aug, 10) || st.First[Received] != day(aug, 10) {
		t.Errorf("received %s, first %s", st.Received, st.First[Received])
	}
	s.must(received(day(aug, 20))).stands("SUBMITTED", day(aug, 20))
	if got := s.f.AsOf(day(aug, 19)); got.Stage != "" {
		t.Errorf("before it was received it was %s", got.Stage)
	}
	if e := s.refused(received(day(aug, 21))); e.Arg != "received" || e.Says != "FM-1042 was handed in Thu Aug 20, before Fri Aug 21. Which of them is wrong?" {
		t.Errorf("after the hand-in: %s: %s", e.Arg, e.Says)
	}
	if e := s.refused(void(3)); e.Says != "e3 can't be void: the file was edited after it (e4)." {
		t.Errorf("the first edit is taken back: %s", e.Says)
	}
	s.must(undo(4)).stands("SUBMITTED", day(aug, 20))
	if got := s.f.State.Received; got != day(aug, 10) {
		t.Errorf("undone it was received %s", got)
	}
	early := newStory(t).must(received(day(aug, 10))).must(dated((*File).Submit, Submission{Kind: Estimate, Amount: 1, On: day(aug, 11)}))
	if e := early.refused(undo(2)); e.Says != "e2 can't be undone: round 1 was handed in after it." {
		t.Errorf("a hand-in would be before the receipt: %s", e.Says)
	}
	billed := newStory(t).must(bill(10_00, "1"))
	if e := billed.on(day(aug, 20)).refused(received(day(aug, 13))); e.Says != "FM-1042 was invoiced Wed Aug 12, before Thu Aug 13. Which of them is wrong?" {
		t.Errorf("after the invoice: %s", e.Says)
	}
}
