package domain

import (
	"testing"
	"time"
)

// Paid in full follows by itself, on the latest date among the facts that completed it.
func TestPaidInFull(t *testing.T) {
	t.Parallel()
	billed := func(s *story) { s.on(day(aug, 20)).must(bill(100_00, "1")) }
	for _, c := range []struct {
		name  string
		small Money
		live  func(*story)
		want  string
		since Date
	}{
		{"one payment", 0, func(s *story) { billed(s); s.on(day(sep, 1)).must(pay(100_00)) }, "PAID IN FULL", day(sep, 1)},
		{"two payments", 0, func(s *story) { billed(s); s.on(day(sep, 1)).must(pay(60_00)).on(day(sep, 9)).must(pay(40_00)) }, "PAID IN FULL", day(sep, 9)},
		{"the later one entered first", 0, func(s *story) {
			billed(s)
			s.on(day(sep, 9)).must(pay(40_00)).must(dated((*File).Pay, Receipt{Amount: 60_00, On: day(sep, 1)}))
		}, "PAID IN FULL", day(sep, 9)},
		{"paid before it was billed", 0, func(s *story) {
			billed(s)
			s.on(day(sep, 1)).must(dated((*File).Pay, Receipt{Amount: 100_00, On: day(aug, 14), Answered: allYes()}))
		},
			"PAID IN FULL", day(aug, 20)},
		{"one cent short", 0, func(s *story) { billed(s); s.on(day(sep, 1)).must(pay(99_99)) }, "INVOICED", day(aug, 20)},
		{"a payment and a credit", 0, func(s *story) { billed(s); s.on(day(sep, 1)).must(pay(60_00)).on(day(sep, 5)).must(credit(40_00, "")) }, "PAID IN FULL", day(sep, 5)},
		{"two payers", 0, func(s *story) {
			billed(s)
			s.must(billTo("Ann Harris", 10_00, "2")).on(day(sep, 1)).must(pay(100_00)).stands("INVOICED", day(aug, 20))
			s.on(day(sep, 5)).must(dated((*File).Pay, Receipt{Amount: 10_00, Payer: "Ann Harris"}))
		}, "PAID IN FULL", day(sep, 5)},
		{"another invoice reopens it", 0, func(s *story) { billed(s); s.on(day(sep, 1)).must(pay(100_00)).on(day(sep, 7)).must(bill(5_00, "2")) }, "INVOICED", day(sep, 7)},
		{"and paid again", 0, func(s *story) {
			billed(s)
			s.on(day(sep, 1)).must(pay(100_00)).on(day(sep, 7)).must(bill(5_00, "2")).on(day(sep, 9)).must(pay(5_00))
		}, "PAID IN FULL", day(sep, 9)},
		{"credits alone", 0, func(s *story) { billed(s); s.on(day(sep, 1)).must(credit(100_00, "")) }, "INVOICED CANCELLED", day(sep, 1)},
		{"credits, and money for nothing", 0, func(s *story) {
			billed(s)
			s.on(day(sep, 1)).must(credit(100_00, "")).on(day(sep, 5)).must(pay(10_00))
		}, "INVOICED CANCELLED", day(sep, 1)},
		{"credits, the payment came back", 0, func(s *story) {
			billed(s)
			s.on(day(sep, 1)).must(pay(60_00)).on(day(sep, 3)).must(credit(40_00, "")).on(day(sep, 5)).must(reverse(3)).on(day(sep, 9)).must(credit(60_00, ""))
		}, "INVOICED CANCELLED", day(sep, 9)},
		{"a write-off", 0, func(s *story) { billed(s); s.on(day(sep, 1)).must(pay(60_00)).on(day(sep, 5)).must(writeOff(40_00)) }, "INVOICED CLOSED_WRITTEN_OFF", day(sep, 5)},
		{"a write-off alone", 5_00, func(s *story) {
			billed(s)
			s.on(day(sep, 1)).must(credit(97_00, "")).on(day(sep, 5)).must(writeOff(3_00))
		},
			"INVOICED CLOSED_WRITTEN_OFF", day(sep, 5)},
		{"a small write-off", 5_00, func(s *story) { billed(s); s.on(day(sep, 1)).must(pay(90_00)).on(day(sep, 5)).must(writeOff(5_00)) }, "PAID IN FULL", day(sep, 5)},
		{"a write-off above the small balance", 5_00, func(s *story) { billed(s); s.on(day(sep, 1)).must(pay(94_99)).on(day(sep, 5)).must(writeOff(5_01)) },
			"INVOICED CLOSED_WRITTEN_OFF", day(sep, 5)},
		{"a small balance left", 5_00, func(s *story) { billed(s); s.on(day(sep, 1)).must(pay(95_00)) }, "PAID IN FULL", day(sep, 1)},
		{"more than the small balance left", 5_00, func(s *story) { billed(s); s.on(day(sep, 1)).must(pay(94_99)) }, "INVOICED", day(aug, 20)},
		{"a small invoice, nothing paid", 5_00, func(s *story) { s.on(day(aug, 20)).must(bill(3_00, "1")) }, "INVOICED", day(aug, 20)},
		{"a supplement waits", 0, func(s *story) {
			billed(s)
			s.must(submit(Supplement, 20_00)).on(day(sep, 1)).must(pay(100_00))
		}, "INVOICED", day(aug, 20)},
		{"a supplement came back", 0, func(s *story) {
			billed(s)
			s.must(submit(Supplement, 20_00)).must(reject()).on(day(sep, 1)).must(pay(100_00))
		}, "INVOICED", day(aug, 20)},
		{"a supplement was taken back", 0, func(s *story) {
			billed(s)
			s.must(submit(Supplement, 20_00)).on(day(sep, 1)).must(pay(100_00)).on(day(sep, 4)).must(withdraw())
		}, "PAID IN FULL", day(sep, 4)},
		{"a supplement reopens it", 0, func(s *story) {
			billed(s)
			s.on(day(sep, 1)).must(pay(100_00)).on(day(sep, 4)).must(submit(Supplement, 20_00))
		}, "INVOICED", day(sep, 4)},
		{"documents do not", 0, func(s *story) {
			billed(s)
			s.on(day(sep, 1)).must(pay(100_00)).on(day(sep, 4)).must(submit(Documents, 0))
		}, "PAID IN FULL", day(sep, 1)},
		{"a supplement billed and paid", 0, func(s *story) {
			billed(s)
			s.must(submit(Estimate, 100_00)).must(approve(0)).must(submit(Supplement, 20_00)).must(approve(0))
			s.on(day(sep, 1)).must(pay(100_00)).on(day(sep, 4)).must(bill(20_00, "2")).on(day(sep, 8)).must(pay(20_00))
		}, "PAID IN FULL", day(sep, 8)},
		{"approved, not billed", 0, func(s *story) {
			s.on(day(aug, 20)).must(submit(Estimate, 120_00)).must(approve(0)).must(bill(100_00, "1")).on(day(sep, 1)).must(pay(100_00))
		}, "INVOICED", day(aug, 20)},
		{"approved and but for a small balance billed", 20_00, func(s *story) {
			s.on(day(aug, 20)).must(submit(Estimate, 120_00)).must(approve(0)).must(bill(100_00, "1")).on(day(sep, 1)).must(pay(100_00))
		}, "PAID IN FULL", day(sep, 1)},
		{"more follow", 0, func(s *story) {
			s.on(day(aug, 20)).must(dated((*File).Invoice, Bill{Amount: 100_00, More: true, Answered: allYes()})).on(day(sep, 1)).must(pay(100_00))
		}, "INVOICED", day(aug, 20)},
		{"no more follow", 0, func(s *story) {
			s.on(day(aug, 20)).must(dated((*File).Invoice, Bill{Amount: 100_00, More: true, Answered: allYes()})).on(day(sep, 1)).must(pay(100_00))
			s.on(day(sep, 5)).must(bill(7_00, "2")).on(day(sep, 9)).must(pay(7_00))
		}, "PAID IN FULL", day(sep, 9)},
		{"the last invoice is dated before the one that announced it", 0, func(s *story) {
			s.on(day(aug, 20)).must(dated((*File).Invoice, Bill{Amount: 100_00, More: true, Answered: allYes()})).on(day(sep, 1)).must(pay(100_00))
			s.on(day(sep, 5)).must(dated((*File).Invoice, Bill{Amount: 7_00, On: day(aug, 18), Answered: allYes()})).on(day(sep, 9)).must(pay(7_00))
		}, "PAID IN FULL", day(sep, 9)},
		{"no invoice", 0, func(s *story) { s.on(day(sep, 1)).must(pay(100_00)) }, "RECEIVED", day(aug, 12)},
		{"the invoice is void", 0, func(s *story) { billed(s); s.on(day(sep, 1)).must(void(2)) }, "RECEIVED", day(aug, 12)},
		{"the first of two invoices is void", 0, func(s *story) {
			billed(s)
			s.on(day(sep, 1)).must(bill(5_00, "2")).on(day(sep, 2)).must(void(2))
		}, "INVOICED", day(sep, 1)},
		{"the first of two approvals is void", 0, func(s *story) {
			s.on(day(aug, 20)).must(submit(Estimate, 100_00)).on(day(aug, 22)).must(approve(0)).must(submit(Supplement, 5_00)).on(day(aug, 30)).must(approve(0))
			s.on(day(sep, 1)).must(void(3))
		}, "APPROVED", day(aug, 30)},
		{"an estimate rejected after it was paid for", 0, func(s *story) {
			s.on(day(aug, 20)).must(submit(Estimate, 100_00)).must(approve(0)).must(bill(100_00, "1")).on(day(sep, 1)).must(pay(100_00))
			s.on(day(sep, 9)).must(reverse(5)).must(reject())
		}, "SUBMITTED", day(sep, 9)},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			m := testMarket(t)
			m.Settings.SmallBalance = c.small
			s := storyOn(t, m, day(aug, 12))
			c.live(s)
			s.stands(c.want, c.since)
			paid := Date(0)
			if c.want == "PAID IN FULL" {
				paid = c.since
			}
			if s.f.State.PaidOn != paid {
				t.Errorf("paid in full on %s, want %s", s.f.State.PaidOn, paid)
			}
		})
	}
}

// A fact dated back restates every later date; a note restates nothing.
func TestRestated(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(aug, 20)).must(bill(100_00, "1")).on(day(sep, 1)).must(pay(60_00)).on(day(sep, 10)).must(pay(40_00)).stands("PAID IN FULL", day(sep, 10))
	s.on(day(sep, 20)).must(dated((*File).Invoice, Bill{Amount: 30_00, Number: "2", On: day(aug, 25), Answered: allYes()})).stands("INVOICED", day(aug, 20))
	c := s.f.Entry(5)
	if len(c.Stages) != 1 || !c.Stages[0].Mirror || c.Stages[0].Stage != PaidInFull || c.Stages[0].On != day(sep, 10) {
		t.Errorf("it restates %+v", c.Stages)
	}
	s.must(dated((*File).Pay, Receipt{Amount: 30_00, On: day(sep, 3), Answered: allYes()})).stands("PAID IN FULL", day(sep, 10))
	s.f.Market.Settings.SmallBalance = 50_00 // a setting of today is no fact of the past
	s.must(func(f *File) error { return f.Note("called") }).stands("PAID IN FULL", day(sep, 10))
	if c := s.f.Entry(7); len(c.Stages) != 0 {
		t.Errorf("a note restates %+v", c.Stages)
	}
}

// A derived stage has the instant of the change that brought it, where that is known.
func TestInstantOfAStage(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(aug, 20)).must(bill(100_00, "1"))
	nine := s.at.Add(-3 * time.Hour)
	s.at = nine
	s.on(day(aug, 21)).must(pay(100_00))
	paid := s.at
	s.at = s.at.Add(time.Hour)
	s.must(pay(5_00)) // changes nothing about it
	if got := s.f.State.StageAt; !got.Equal(paid) {
		t.Errorf("paid in full at %s, want %s", got, paid)
	}
	two := newStory(t).on(day(aug, 20)).must(bill(100_00, "1"))
	two.at = two.at.Add(time.Hour)
	second := two.at
	two.must(bill(50_00, "2")).must(void(2))
	if got := two.f.State.StageAt; !got.Equal(second) {
		t.Errorf("the first of two invoices is void: invoiced at %s, want %s", got, second)
	}
	late := newStory(t).on(day(aug, 22)).must(dated((*File).Submit, Submission{Amount: 1_00, On: day(aug, 20)}))
	if !late.f.State.StageAt.IsZero() {
		t.Errorf("dated back, it has the instant %s", late.f.State.StageAt)
	}
}

// A step of the paper on a file that has ended is one row.
func TestPaperOfAnEndedFile(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(aug, 20)).must(submit(Estimate, 100_00)).must(approve(0)).must(bill(100_00, "1")).on(day(sep, 1)).must(credit(100_00, ""))
	s.on(day(sep, 5)).must(reject()).stands("SUBMITTED CANCELLED", day(sep, 5))
	if rows := s.f.Entry(6).Stages; len(rows) != 1 {
		t.Errorf("it is written as %+v", rows)
	}
}
