package domain

import "testing"

func cancel(f *File) error { return f.Cancel("customer declined") }

func reopen(f *File) error { return f.Reopen("more damage found") }

func TestCancel(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(aug, 20)).must(cancel).stands("RECEIVED CANCELLED", day(aug, 20))
	if s.f.WaitingOn != Nobody {
		t.Errorf("a cancelled file waits on %s", s.f.WaitingOn)
	}
	s.on(day(aug, 25)).must(reopen).stands("RECEIVED", day(aug, 25)).must(undo(3)).stands("RECEIVED CANCELLED", day(aug, 20))
	s.must(undo(4)).on(day(aug, 26)).must(cancel).stands("RECEIVED CANCELLED", day(aug, 26))

	for _, c := range []struct {
		name string
		from *story
		act  func(*File) error
		kind Kind
		says string
	}{
		{"no reason", newStory(t), func(f *File) error { return f.Cancel("") }, KindInvalid, "Why is it cancelled? cancel FM-1042 because customer declined."},
		{"something open", newStory(t).must(bill(10_00, "1")), cancel, KindConflict,
			"FM-1042 has $10.00 open; a file is cancelled at a zero balance. Credit it or write it off first."},
		{"cash left", newStory(t).must(pay(10_00)), cancel, KindConflict, "$10.00 of FM-1042 is unapplied; refund it or move it to its file first."},
		{"a supplement", newStory(t).must(submit(Supplement, 10_00)), cancel, KindConflict,
			"A supplement of $10.00 is open on FM-1042; take it back first: submit FM-1042 withdraw because not pursued."},
		{"cancelled", newStory(t).must(cancel), cancel, KindConflict, "FM-1042 has ended already: cancelled since Wed Aug 12."},
		{"paid in full", newStory(t).must(bill(10_00, "1")).must(pay(10_00)), cancel, KindConflict, "FM-1042 has ended already: paid in full since Wed Aug 12."},
		{"reopened while open", newStory(t), reopen, KindConflict, "FM-1042 is open."},
		{"reopened for nothing", newStory(t).must(cancel), func(f *File) error { return f.Reopen("") }, KindInvalid,
			"Why is it reopened? reopen FM-1042 because more damage found."},
		{"handed in", newStory(t).must(cancel), dated((*File).Submit, Submission{Kind: Estimate, Amount: 1}), KindAsk,
			"FM-1042 is cancelled since Wed Aug 12; a hand-in reopens it."},
		{"billed", newStory(t).must(cancel), dated((*File).Invoice, Bill{Amount: 1}), KindAsk, "FM-1042 is cancelled since Wed Aug 12; an invoice reopens it."},
		{"paid", newStory(t).must(cancel), dated((*File).Pay, Receipt{Amount: 1}), KindAsk, "FM-1042 is cancelled since Wed Aug 12."},
	} {
		if e := c.from.refused(c.act); e.Kind != c.kind || e.Says != c.says {
			t.Errorf("%s: %s: %s", c.name, e.Kind, e.Says)
		}
	}
}

// What happens on a cancelled file opens it again by itself, whatever its date.
func TestCancelledFilesComeBack(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		before, after func(*File) error
		stage         string
	}{
		"a hand-in":          {nil, submit(Estimate, 10_00), "SUBMITTED"},
		"a late supplement":  {submit(Estimate, 10_00), submit(Supplement, 10_00), "SUBMITTED"},
		"an invoice":         {nil, bill(10_00, "1"), "INVOICED"},
		"one from before it": {nil, dated((*File).Invoice, Bill{Amount: 10_00, On: day(aug, 15), Answered: allYes()}), "INVOICED"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStory(t).on(day(aug, 14))
			if c.before != nil {
				s.must(c.before)
			}
			s.on(day(aug, 20)).must(cancel).on(day(aug, 25)).must(c.after)
			if st := s.f.State; st.Outcome != Open || st.Stage.String() != c.stage {
				t.Errorf("the file is %s %q", st.Stage, st.Outcome)
			}
		})
	}
	s := newStory(t).on(day(aug, 14)).must(dated((*File).Invoice, Bill{Amount: 10_00, Number: "1", More: true, Answered: allYes()})).must(pay(10_00))
	s.on(day(aug, 20)).must(cancel).stands("INVOICED CANCELLED", day(aug, 20))
	s.on(day(aug, 25)).must(reverse(3)).stands("INVOICED", day(aug, 25)).on(day(aug, 26)).must(pay(10_00))
	if s.f.State.Outcome != Open {
		t.Errorf("paid again it is %q: what was said before the return is the past", s.f.State.Outcome)
	}
}

// Paid in full is taken back where more invoices follow, and comes by itself once they are paid.
func TestMoreToBill(t *testing.T) {
	t.Parallel()
	paid := func(t *testing.T) *story {
		return newStory(t).on(day(aug, 20)).must(bill(10_00, "1")).must(pay(10_00)).stands("PAID IN FULL", day(aug, 20))
	}
	s := paid(t).must((*File).MoreToBill).stands("INVOICED", day(aug, 20))
	s.on(day(sep, 1)).must(dated((*File).Invoice, Bill{Amount: 30_00, Number: "2", On: day(aug, 18), Answered: allYes()})).must(pay(30_00))
	s.stands("PAID IN FULL", day(sep, 1))
	paid(t).must((*File).MoreToBill).must(undo(4)).stands("PAID IN FULL", day(aug, 20))
	paid(t).must(reopen).must(submit(Supplement, 5_00)).must(withdraw()).stands("PAID IN FULL", day(aug, 20))

	approved := newStory(t).must(submit(Estimate, 10_00)).must(approve(0)).must(bill(10_00, "1")).must(pay(10_00))
	if e := approved.refused((*File).MoreToBill); e.Kind != KindConflict {
		t.Errorf("an approved amount decides: %s", e.Says)
	}
	if e := newStory(t).refused((*File).MoreToBill); e.Says != "FM-1042 is not paid in full; nothing has to be taken back." {
		t.Errorf("on an open file: %s", e.Says)
	}
}
