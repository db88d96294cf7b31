package domain

import (
	"fmt"
	"testing"
)

func apply(amount Money, number string) func(*File) error {
	return func(f *File) error { return f.Apply(amount, number) }
}

// A payment came before any invoice; Apply dates its part as if the two had been entered the other way round.
func TestApply(t *testing.T) {
	t.Parallel()
	deposit := func(t *testing.T) *story {
		s := newStory(t).on(day(aug, 20)).must(pay(1_000_00)).on(day(sep, 1)).must(pay(300_00))
		s.must(dated((*File).Invoice, Bill{Amount: 600_00, Number: "1", On: day(aug, 25), Answered: allYes()}))
		return s.on(day(sep, 10)).must(bill(900_00, "2"))
	}
	left := func(s *story) string {
		return fmt.Sprint(s.f.State.Balance(), ", ", s.f.State.Unapplied(), " unapplied")
	}
	s := deposit(t).must(apply(0, ""))
	if got := left(s); got != "$200.00, $0.00 unapplied" {
		t.Errorf("all of it leaves %s", got)
	}
	for d, want := range map[Date]Money{day(aug, 24): 0, day(aug, 25): 600_00, day(sep, 9): 600_00, day(sep, 10): 1_300_00} {
		if got := s.f.AsOf(d); got.Applied() != want {
			t.Errorf("on %s %s was applied, want %s", d, got.Applied(), want)
		}
	}
	if got := left(deposit(t).must(apply(400_00, "2"))); got != "$1,100.00, $900.00 unapplied" {
		t.Errorf("a part to invoice 2 leaves %s", got)
	}
	whole := newStory(t).on(day(aug, 20)).must(pay(600_00)).on(day(sep, 10))
	whole.must(dated((*File).Invoice, Bill{Amount: 600_00, On: day(aug, 25), Answered: allYes()})).on(day(sep, 11)).must(apply(0, ""))
	whole.stands("PAID IN FULL", day(aug, 25))

	for _, c := range []struct {
		name string
		from *story
		act  func(*File) error
		kind Kind
		says string
	}{
		{"nothing unapplied", newStory(t).must(bill(10_00, "1")), apply(0, ""), KindConflict, "Nothing is unapplied on FM-1042."},
		{"no invoice", newStory(t).must(pay(10_00)), apply(0, ""), KindConflict, "No invoice is open on FM-1042."},
		{"another invoice", deposit(t), apply(0, "7"), KindInvalid, "Invoice 7 is not on FM-1042; it has 1 ($600.00 open)."},
		{"more than is open", deposit(t), apply(600_01, "1"), KindInvalid, "$600.01 cannot be applied; $1,300.00 is unapplied and $600.00 open."},
		{"more than there is", deposit(t), apply(1_300_01, ""), KindInvalid, "$1,300.01 cannot be applied; $1,300.00 is unapplied and $1,500.00 open."},
		{"a paid invoice", deposit(t).must(apply(0, "1")), apply(0, "1"), KindConflict, "Nothing is open on invoice 1."},
	} {
		if e := c.from.refused(c.act); e.Kind != c.kind || e.Says != c.says {
			t.Errorf("%s: %s: %s", c.name, e.Kind, e.Says)
		}
	}
	if e := deposit(t).must(apply(0, "")).refused(void(2)); e.Says != "e2 can't be void: the money was moved after it (e6)." {
		t.Errorf("what was applied is taken back: %s", e.Says)
	}
}

// Cash that came in on the wrong file goes over to the right one on its own date, so no figure of the market changes.
func TestMoveCash(t *testing.T) {
	t.Parallel()
	from := newStory(t).on(day(aug, 20)).must(func(f *File) error {
		return f.Pay(Receipt{Amount: 1_000_00, Method: Check, Reference: "881", Total: 5_000_00})
	}).on(day(sep, 1))
	m, err := from.f.Spare(0, "FM-1047")
	if err != nil || m.Amount != 1_000_00 || m.From != "FM-1042" || m.To != "FM-1047" {
		t.Fatalf("spare %+v, %v", m, err)
	}
	m.Amount = 700_00
	from.must(dated((*File).MoveOut, m))
	to := newStory(t).on(day(aug, 15)).must(billTo("Ann Harris", 600_00, "1")).on(day(sep, 1)).must(dated((*File).MoveIn, m))
	for _, c := range []struct {
		s             *story
		cash, applied Money
	}{{from, 300_00, 0}, {to, 700_00, 600_00}} {
		if got := c.s.f.AsOf(day(aug, 20)); got.Paid() != c.cash || got.Applied() != c.applied {
			t.Errorf("on its date %s of %s is applied, want %s of %s", got.Applied(), got.Paid(), c.applied, c.cash)
		}
	}
	to.stands("PAID IN FULL", day(aug, 20))
	if p := to.f.State.Payments[0]; p.Reference != "881" || p.Amount != 700_00 || p.Total != 5_000_00 || p.Payer != "Harbor Mutual" {
		t.Errorf("it arrives as %+v", p.Payment)
	}
	var tally Tally
	tally.Add(to.f, Span{From: noonOn(to.f.Market, day(aug, 30)), To: noonOn(to.f.Market, day(sep, 2))})
	if tally.In != 0 || tally.InCount != 0 {
		t.Errorf("the digest counts %s as come in", tally.In)
	}

	if e := from.refused(dated((*File).MoveOut, m)); e.Says != "$700.00 is no longer unapplied on FM-1042." {
		t.Errorf("twice: %s", e.Says)
	}
	from.must(pay(50_00))
	for amount, want := range map[Money]string{
		0:      "How much? 2 payments on FM-1042 are unapplied; move them one by one.",
		301_00: "$301.00 cannot be moved; at most $300.00 of one payment is unapplied on FM-1042.",
	} {
		if _, err := from.f.Spare(amount, "FM-1047"); err == nil || err.Error() != want {
			t.Errorf("%s: %v", amount, err)
		}
	}
	if _, err := newStory(t).f.Spare(0, "FM-1047"); KindOf(err) != KindConflict || err.Error() != "Nothing is unapplied on FM-1042." {
		t.Errorf("without cash: %v", err)
	}
	bound := newStory(t).must(bill(100_00, "1")).must(bill(900_00, "2")).must(pay(40_00)).must(pay(400_00)).must(pay(10_00))
	for amount, want := range map[Money]string{
		400_00: "$400.00 of e5 stands on invoice 1, 2. If it was for FM-1047: void FM-1042 e5 because meant FM-1047.",
		0:      "$10.00 of e6 stands on invoice 2. If it was for FM-1047: void FM-1042 e6 because meant FM-1047.",
	} {
		if _, err := bound.f.Spare(amount, "FM-1047"); err == nil || err.Error() != "Nothing is unapplied on FM-1042: "+want {
			t.Errorf("%s that is applied: %v", amount, err)
		}
	}
	if m, err := from.f.Spare(60_00, "FM-1047"); err != nil || m.Payment.Reference != "881" {
		t.Errorf("the oldest that holds it is %+v, %v", m, err)
	}
}
