package domain

import "testing"

// The payer kept a fee: the payment was gross, and the invoice is paid.
func TestFee(t *testing.T) {
	t.Parallel()
	fee := func(in Correction) func(*File) error { return func(f *File) error { return f.Fee(in) } }
	short := func(t *testing.T) *story {
		return newStory(t).on(day(aug, 20)).must(bill(12_500_00, "1")).on(day(sep, 1)).must(pay(11_750_00)).on(day(sep, 5))
	}
	s := short(t).must(fee(Correction{Amount: 750_00, Words: "program fee"})).stands("PAID IN FULL", day(sep, 5))
	if s.f.State.Paid() != 12_500_00 || s.f.State.Unapplied() != 0 || s.f.State.WrittenOff() != 0 {
		t.Errorf("%s came in, %s was written off", s.f.State.Paid(), s.f.State.WrittenOff())
	}
	s.on(day(sep, 6)).must(reverse(3)).stands("INVOICED", day(sep, 6))
	if got := s.f.State.Balance(); got != 12_500_00 {
		t.Errorf("a check that came back takes its fee with it: %s is open", got)
	}
	for _, c := range []struct {
		name string
		from *story
		in   Correction
		kind Kind
		says string
	}{
		{"no reason", short(t), Correction{Amount: 1}, KindInvalid, "What is the fee for? adjust FM-1042 fee 148.80 because program fee."},
		{"more than is open", short(t), Correction{Amount: 750_01, Words: "x"}, KindInvalid, "A fee of $750.01 cannot be on invoice 1; $750.00 is open."},
		{"no payment", newStory(t).must(bill(1_00, "1")), Correction{Amount: 1, Words: "x"}, KindConflict,
			"A fee is taken out of a payment, and none from Harbor Mutual stands on FM-1042."},
		{"before it", short(t), Correction{Amount: 1, Words: "x", On: day(aug, 31)}, KindInvalid, "A fee is dated Mon Aug 31, but the payment came Tue Sep 1."},
	} {
		if e := c.from.refused(fee(c.in)); e.Kind != c.kind || e.Says != c.says {
			t.Errorf("%s: %s: %s", c.name, e.Kind, e.Says)
		}
	}
}

func TestRefund(t *testing.T) {
	t.Parallel()
	refund := func(in Correction) func(*File) error { return func(f *File) error { return f.Refund(in) } }
	over := func(t *testing.T) *story {
		return newStory(t).on(day(aug, 20)).must(bill(100_00, "1")).on(day(sep, 1)).must(pay(130_00)).must(pay(50_00)).on(day(sep, 5))
	}
	s := over(t).must(refund(Correction{Amount: 60_00, Words: "paid twice"}))
	if p := s.f.State.Payments; p[0].Unapplied() != 20_00 || p[1].Unapplied() != 0 || s.f.State.Paid() != 120_00 {
		t.Errorf("the newest is given back first: %+v", p)
	}
	if got := s.f.AsOf(day(sep, 4)); got.Paid() != 180_00 {
		t.Errorf("before its day %s had come in", got.Paid())
	}
	s.stands("PAID IN FULL", day(sep, 1))
	for _, c := range []struct {
		name string
		from *story
		in   Correction
		kind Kind
		says string
	}{
		{"no reason", over(t), Correction{Amount: 1}, KindInvalid, "Why is it given back? adjust FM-1042 refund 200 because paid twice."},
		{"of an invoice", over(t), Correction{Amount: 1, Number: "1", Words: "x"}, KindInvalid,
			"A refund comes out of unapplied cash, not out of an invoice; $80.00 is unapplied on FM-1042."},
		{"more than there is", over(t), Correction{Amount: 80_01, Words: "x"}, KindInvalid, "$80.01 cannot be given back; $80.00 is unapplied on FM-1042."},
		{"nothing there", newStory(t), Correction{Amount: 1, Words: "x"}, KindConflict, "Nothing is unapplied on FM-1042, so there is nothing to give back."},
	} {
		if e := c.from.refused(refund(c.in)); e.Kind != c.kind || e.Says != c.says {
			t.Errorf("%s: %s: %s", c.name, e.Kind, e.Says)
		}
	}
}
