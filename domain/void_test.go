package domain

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A void never happened: it is gone from every date, and its stage with it. What came back the same day is as it was.
func TestVoid(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(aug, 20)).must(bill(100_00, "1")).on(day(sep, 1)).must(pay(100_00)).stands("PAID IN FULL", day(sep, 1))
	before := s.f.State
	s.on(day(sep, 20)).must(void(3)).stands("INVOICED", day(aug, 20))
	if st := s.f.AsOf(day(sep, 10)); st.Stage != Invoiced || st.Paid() != 0 || len(st.Payments) != 0 || st.Balance() != 100_00 {
		t.Errorf("on Sep 10 it is still %s, paid %s", st.Stage, st.Paid())
	}
	if _, ever := s.f.State.First[PaidInFull]; ever {
		t.Error("it has a date of being paid in full")
	}
	c := s.f.Entry(4)
	if c.Verb != "void" || c.Words != "meant FM-1024" || c.Voids != 3 || c.On() != day(sep, 1) || c.RecordedAt != s.at {
		t.Errorf("the void is %+v", c)
	}
	s.must(undo(4)).stands("PAID IN FULL", day(sep, 1))
	if !sameState(&s.f.State, &before) {
		t.Errorf("undoing the void (-want +got):\n%s", diffStates(before, s.f.State))
	}
}

// A fact that was taken back and stated again is taken back under its newest row, so that no row speaks twice.
func TestOneRowSpeaksForAFact(t *testing.T) {
	t.Parallel()
	s := newStory(t).must(bill(100_00, "1")).must(pay(100_00)) // e3
	s.must(void(3)).must(undo(4)).must(reverse(3)).must(undo(6)).must(reverse(3)).must(undo(8)).must(void(3)).must(undo(10)).must(void(2 + 1))
	named := map[Ref]int{}
	for _, c := range s.f.History() {
		c.eachRow(func(_ factKind, r *Row, _ int) {
			if r.Mirrors != (Ref{}) {
				named[r.Mirrors]++
			}
		})
	}
	for ref, n := range named {
		if n > 1 {
			t.Errorf("the row %v is taken back %d times", ref, n)
		}
	}
	var standing []Row
	for _, c := range s.f.History() {
		for _, e := range c.Entries {
			if e.Payment != 0 && !e.Mirror && named[Ref{c.Version, e.Place}] == 0 {
				standing = append(standing, e.Row)
			}
		}
	}
	if len(standing) != 0 || len(s.f.State.Payments) != 0 {
		t.Errorf("of a void payment these rows stand: %v", standing)
	}
}

func TestUndoTime(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ entered, last Date }{
		{day(nov, 16), day(nov, 17)}, // Mon
		{day(nov, 20), day(nov, 23)}, // Fri
		{day(nov, 21), day(nov, 23)}, // Sat
		{day(nov, 22), day(nov, 23)}, // Sun
		{day(nov, 25), day(nov, 30)}, // before two days off and a weekend
		{day(nov, 26), day(nov, 30)}, // on a day off
	} {
		s := newStory(t).on(c.entered).must(bill(100_00, "1"))
		if got := s.f.UndoUntil(s.f.Entry(2)); got != c.last {
			t.Errorf("entered %s it can be undone until %s, want %s", c.entered, got, c.last)
		}
		s.at = c.last.End(s.f.Market.Location())
		if _, err := s.try(undo(2)); err != nil {
			t.Errorf("entered %s, in the last second of %s: %v", c.entered, c.last, err)
		}
		late := newStory(t).on(c.entered).must(bill(100_00, "1")).on(c.last + 1)
		want := "e2 can't be undone: that was possible until the end of " + c.last.Words(c.last) + "."
		if e := late.refused(undo(2)); e.Kind != KindConflict || e.Says != want {
			t.Errorf("a day later: %s", e.Says)
		}
		late.must(void(2))
	}
}

func TestUndoAndVoidRefused(t *testing.T) {
	t.Parallel()
	from := func(t *testing.T) *story { return newStory(t).must(bill(100_00, "1")).must(pay(60_00)) }
	for _, c := range []struct {
		name string
		from func(*testing.T) *story
		act  func(*File) error
		kind Kind
		says string
	}{
		{"no such entry", from, undo(9), KindNotFound, "FM-1042 has no entry e9; its last is e3."},
		{"the beginning", from, undo(1), KindConflict, "e1 began FM-1042 and can't be taken back; cancel the file instead."},
		{"the beginning, void", from, void(1), KindConflict, "e1 began FM-1042 and can't be taken back; cancel the file instead."},
		{"somebody else's", func(t *testing.T) *story { return from(t).by("ben") }, undo(3), KindForbidden, "e3 on FM-1042 is not yours to undo."},
		{"twice", func(t *testing.T) *story { return from(t).must(undo(3)) }, undo(3), KindConflict, "e3 was taken back already (e4). Nothing was added."},
		{"void twice", func(t *testing.T) *story { return from(t).must(void(3)).by("ben") }, void(3), KindConflict, "e3 was taken back already (e4). Nothing was added."},
		{"void without a reason", from, func(f *File) error { return f.Void(3, "") }, KindInvalid, "Why is it void? void FM-1042 e3 because meant FM-1024."},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if e := c.from(t).refused(c.act); e.Kind != c.kind || e.Says != c.says {
				t.Errorf("refused as %s: %s\nwant %s: %s", e.Kind, e.Says, c.kind, c.says)
			}
		})
	}
}

// What was built on an entry. needs: neither undo nor void, the later entry cannot stand without it. differently: no undo,
// but a void leaves the later entry as it is.
func TestBuiltOn(t *testing.T) {
	t.Parallel()
	check := func(no string, amount Money, number string) func(*File) error {
		return func(f *File) error {
			return f.Pay(Receipt{Amount: amount, Number: number, Method: Check, Reference: no, Answered: allYes()})
		}
	}
	for _, c := range []struct {
		name  string
		live  func(*story)
		entry int
		undo  string // empty: allowed
		void  string
	}{
		{"an invoice that was paid", func(s *story) { s.must(bill(100_00, "1")).must(check("902", 10_00, "")) }, 2,
			"e2 can't be undone: check 902 was applied after it.", "e2 can't be void: check 902 was applied after it (e3)."},
		{"an invoice whose payment is void", func(s *story) { s.must(bill(100_00, "1")).must(pay(10_00)).must(void(3)) }, 2, "", ""},
		{"an invoice whose payment came back", func(s *story) { s.must(bill(100_00, "1")).must(pay(10_00)).must(reverse(3)) }, 2,
			"e2 can't be undone: $10.00 was applied after it.", "e2 can't be void: $10.00 was applied after it (e3)."},
		{"an invoice that was credited", func(s *story) { s.must(bill(100_00, "1")).must(credit(10_00, "")) }, 2,
			"e2 can't be undone: the money was moved after it.", "e2 can't be void: the money was moved after it (e3)."},
		{"an invoice that is disputed", func(s *story) {
			s.must(bill(100_00, "1")).must(func(f *File) error { return f.Dispute("1", 10_00, "scope", 0) })
		}, 2, "e2 can't be undone: a dispute was logged after it.", "e2 can't be void: a dispute was logged after it (e3)."},
		{"an invoice beside another's payment", func(s *story) { s.must(bill(100_00, "1")).must(bill(50_00, "2")).must(check("9", 10_00, "1")) }, 3, "", ""},
		{"an invoice that would have got some of it", func(s *story) {
			s.must(bill(100_00, "1")).must(billTo("Ann Harris", 50_00, "2")).must(check("9", 10_00, "1"))
		}, 3, "", ""},
		{"the payment before a payment", func(s *story) {
			s.must(bill(100_00, "1")).must(bill(50_00, "2")).must(check("881", 100_00, "")).must(check("902", 50_00, ""))
		}, 4, "e4 can't be undone: check 902 was applied after it.", ""},
		{"the payment before one that would go to the same", func(s *story) {
			s.must(bill(100_00, "1")).must(check("881", 40_00, "")).must(check("902", 50_00, ""))
		}, 3, "", ""},
		{"the credit before a payment over the balance", func(s *story) {
			s.must(bill(100_00, "1")).must(credit(40_00, "")).must(check("902", 70_00, ""))
		}, 3, "e3 can't be undone: check 902 was applied after it.", ""},
		{"a payment that came back", func(s *story) { s.must(bill(100_00, "1")).must(pay(60_00)).must(reverse(3)) }, 3,
			"e3 can't be undone: a payment came back after it.", "e3 can't be void: a payment came back after it (e4)."},
		{"a return, its room used", func(s *story) {
			s.must(bill(100_00, "1")).must(pay(100_00)).must(reverse(3)).must(check("902", 80_00, ""))
		}, 4, "e4 can't be undone: check 902 was applied after it.", "e4 can't be void: check 902 was applied after it (e5)."},
		{"a return, its room not used", func(s *story) {
			s.must(bill(100_00, "1")).must(pay(60_00)).must(reverse(3)).must(check("902", 40_00, ""))
		}, 4, "", ""},
		{"a void, its room used", func(s *story) {
			s.must(bill(100_00, "1")).must(pay(100_00)).must(void(3)).must(check("902", 80_00, ""))
		}, 4, "e4 can't be undone: check 902 was applied after it.", "e4 can't be void: check 902 was applied after it (e5)."},
		{"a void, its room used and given back", func(s *story) {
			s.must(bill(100_00, "1")).must(pay(100_00)).must(void(3)).must(check("902", 80_00, "")).must(void(5))
		}, 4, "", ""},
		{"a void of an invoice whose number is taken", func(s *story) { s.must(bill(100_00, "1")).must(void(2)).must(bill(70_00, "1")) }, 3,
			"e3 can't be undone: invoice 1 was sent after it.", "e3 can't be void: invoice 1 was sent after it (e4)."},
		{"a void of a payment on an invoice void since", func(s *story) { s.must(bill(100_00, "1")).must(pay(100_00)).must(void(3)).must(void(2)) }, 4,
			"e4 can't be undone: e2 was taken back after it.", "e4 can't be void: e2 was taken back after it (e5)."},
		{"a void of a dispute on an invoice void since", func(s *story) {
			s.must(bill(100_00, "1")).must(func(f *File) error { return f.Dispute("1", 10_00, "scope", 0) }).must(void(3)).must(void(2))
		}, 4, "e4 can't be undone: e2 was taken back after it.", "e4 can't be void: e2 was taken back after it (e5)."},
		{"an invoice back again, and disputed", func(s *story) {
			s.must(bill(100_00, "1")).must(void(2)).must(undo(3)).must(func(f *File) error { return f.Dispute("1", 10_00, "scope", 0) })
		}, 4, "e4 can't be undone: a dispute was logged after it.", "e4 can't be void: a dispute was logged after it (e5)."},
		{"a payment back again, and returned", func(s *story) {
			s.must(bill(100_00, "1")).must(pay(100_00)).must(void(3)).must(undo(4)).must(reverse(3))
		}, 5, "e5 can't be undone: a payment came back after it.", "e5 can't be void: a payment came back after it (e6)."},
		{"a hand-in that was answered", func(s *story) { s.must(submit(Estimate, 100_00)).must(reject()) }, 2,
			"e2 can't be undone: round 1 was answered after it.", "e2 can't be void: round 1 was answered after it (e3)."},
		{"a hand-in before another", func(s *story) { s.must(submit(Estimate, 100_00)).must(submit(Supplement, 50_00)) }, 2,
			"e2 can't be undone: round 2 was handed in after it.", "e2 can't be void: round 2 was handed in after it (e3)."},
		{"a rejection before the next lap", func(s *story) { s.must(submit(Estimate, 100_00)).must(reject()).must(submit("", 0)) }, 3,
			"e3 can't be undone: round 2 was handed in after it.", "e3 can't be void: round 2 was handed in after it (e4)."},
		{"an approval before a supplement", func(s *story) { s.must(submit(Estimate, 100_00)).must(approve(0)).must(submit(Supplement, 50_00)) }, 3, "", ""},
		{"an approval that came back", func(s *story) { s.must(submit(Estimate, 100_00)).must(approve(0)).must(reject()) }, 3,
			"e3 can't be undone: round 1 was answered after it.", "e3 can't be void: round 1 was answered after it (e4)."},
		{"an approval that was billed", func(s *story) { s.must(submit(Estimate, 100_00)).must(approve(0)).must(bill(100_00, "1")) }, 3,
			"e3 can't be undone: invoice 1 was sent after it.", ""},
		{"a void hand-in whose number was given again", func(s *story) { s.must(submit(Estimate, 100_00)).must(void(2)).must(submit(Estimate, 120_00)) }, 3,
			"e3 can't be undone: round 1 was handed in after it.", "e3 can't be void: round 1 was handed in after it (e4)."},
		{"a note", func(s *story) {
			s.must(func(f *File) error { return f.Note("gate code") }).must(submit(Estimate, 100_00)).must(approve(0)).must(bill(100_00, "1")).must(pay(1))
		}, 2, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, v := range []struct {
				act  func(*File) error
				want string
			}{{undo(c.entry), c.undo}, {void(c.entry), c.void}} {
				s := newStory(t)
				c.live(s)
				_, err := s.try(v.act)
				got := ""
				if err != nil {
					got = err.Error()
				}
				if got != v.want {
					t.Errorf("the law says %q, want %q", got, v.want)
				}
				if e, ok := err.(*Error); ok && (e.Kind != KindConflict || e.About == nil) {
					t.Errorf("refused as %s about %v", e.Kind, e.About)
				}
			}
		})
	}
}

// A void takes every kind of fact back: what is left is the file without it.
func TestVoidTakesEverythingBack(t *testing.T) {
	t.Parallel()
	s := newStory(t).must(bill(100_00, "1"))
	for name, act := range map[string]func(*File) error{
		"a round":     submit(Supplement, 10_00),
		"an invoice":  bill(70_00, "2"),
		"a payment":   pay(100_00),
		"a credit":    credit(100_00, ""),
		"a dispute":   func(f *File) error { return f.Dispute("1", 10_00, "scope", 0) },
		"a note":      func(f *File) error { return f.Note("gate code") },
		"an owner":    func(f *File) error { return f.Assign("ben") },
		"an event":    func(f *File) error { return f.Recount(Stated{Event: "rejected", On: day(aug, 12), By: "x"}) },
		"a statement": func(f *File) error { return f.Recount(Stated{Event: "approved", On: day(aug, 12)}) },
	} {
		before, waiting := s.f.State, s.f.WaitingOn
		s.must(act)
		made := s.f.Entry(s.f.Version)
		s.must(void(s.f.Version))
		taken := s.f.Entry(s.f.Version)
		if !sameState(&before, &s.f.State) || waiting != s.f.WaitingOn {
			t.Errorf("%s leaves something (-before +after):\n%s", name, diffStates(before, s.f.State))
		}
		if diff := cmp.Diff(len(made.Notes)+len(made.Rounds)+len(made.Disputes)+len(made.Assignments)+len(made.Entries),
			len(taken.Notes)+len(taken.Rounds)+len(taken.Disputes)+len(taken.Assignments)+len(taken.Entries)); diff != "" {
			t.Errorf("%s: rows made and taken back:\n%s", name, diff)
		}
	}
}
