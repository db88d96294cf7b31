package domain

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// part is an application as a table writes it: invoice, cents, date.
type part struct {
	Invoice int
	Cents   Money
	On      Date
}

// parts are how the newest change applied its payment.
func parts(f *File) []part {
	var out []part
	for _, e := range f.history[len(f.history)-1].Entries {
		if e.Kind == EntryApplication {
			out = append(out, part{e.Invoice, -e.Cents, e.On})
		}
	}
	return out
}

func TestPaymentIsApplied(t *testing.T) {
	t.Parallel()
	// Three invoices: 1 carrier 100 Aug 20, 2 homeowner 50 Aug 25, 3 carrier 200 Sep 1; 4 carrier 70 dated Aug 16, entered last.
	from := func(t *testing.T) *story {
		s := newStory(t).on(day(aug, 20)).must(bill(100_00, "a")).on(day(aug, 25)).must(billTo("Ann Harris", 50_00, "b"))
		s.on(day(sep, 1)).must(bill(200_00, "c"))
		return s.must(dated((*File).Invoice, Bill{Amount: 70_00, Number: "d", On: day(aug, 16), Answered: allYes()})).on(day(sep, 10))
	}
	for _, c := range []struct {
		name      string
		in        Receipt
		want      []part
		unapplied Money
		payer     string
	}{
		{"the oldest of the oldest's payer", Receipt{Amount: 60_00}, []part{{4, 60_00, day(sep, 10)}}, 0, "Harbor Mutual"},
		{"on to the next", Receipt{Amount: 180_00, Payer: "harbor mutual"}, []part{{4, 70_00, day(sep, 10)}, {1, 100_00, day(sep, 10)}, {3, 10_00, day(sep, 10)}}, 0, "harbor mutual"},
		{"another payer's", Receipt{Amount: 50_00, Payer: "Ann Harris"}, []part{{2, 50_00, day(sep, 10)}}, 0, "Ann Harris"},
		{"over the payer's balance", Receipt{Amount: 80_00, Payer: "Ann Harris"}, []part{{2, 50_00, day(sep, 10)}}, 30_00, "Ann Harris"},
		{"a payer who owes nothing", Receipt{Amount: 80_00, Payer: "Northline"}, nil, 80_00, "Northline"},
		{"a named invoice", Receipt{Amount: 80_00, Number: "C"}, []part{{3, 80_00, day(sep, 10)}}, 0, "Harbor Mutual"},
		{"a named invoice of another", Receipt{Amount: 60_00, Number: "b"}, []part{{2, 50_00, day(sep, 10)}}, 10_00, "Ann Harris"},
		{"dated before an invoice", Receipt{Amount: 200_00, On: day(aug, 18)},
			[]part{{4, 70_00, day(aug, 18)}, {1, 100_00, day(aug, 20)}, {3, 30_00, day(sep, 1)}}, 0, "Harbor Mutual"},
		{"dated before it was received", Receipt{Amount: 10_00, On: day(aug, 1)}, []part{{4, 10_00, day(aug, 16)}}, 0, "Harbor Mutual"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.in.Answered = allYes()
			s := from(t).must(dated((*File).Pay, c.in))
			if diff := cmp.Diff(c.want, parts(s.f)); diff != "" {
				t.Errorf("applied (-want +got):\n%s", diff)
			}
			if p := s.f.State.Payments[0]; p.Unapplied() != c.unapplied || p.Payer != c.payer || p.Auto != (c.in.Number == "") || p.To != c.in.Number {
				t.Errorf("the payment is %+v", p)
			}
		})
	}
}

// Cash dated before its invoice is collected on its own date and stands unapplied until the invoice's.
func TestPaymentBeforeItsInvoice(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(sep, 1)).must(bill(100_00, "1")).on(day(sep, 10)).must(dated((*File).Pay, Receipt{Amount: 100_00, On: day(aug, 5), Answered: allYes()}))
	s.stands("PAID IN FULL", day(sep, 1))
	before, then := s.f.AsOf(day(aug, 31)), s.f.AsOf(day(sep, 1))
	if before.Paid() != 100_00 || before.Unapplied() != 100_00 || before.Stage != Received {
		t.Errorf("on Aug 31: paid %s, unapplied %s, %s", before.Paid(), before.Unapplied(), before.Stage)
	}
	if then.Unapplied() != 0 || then.Balance() != 0 || then.PaidOn != day(sep, 1) {
		t.Errorf("on Sep 1: unapplied %s, balance %s", then.Unapplied(), then.Balance())
	}
	none := newStory(t).must(pay(40_00)) // before any invoice: no question, nothing to apply it to
	if none.f.State.Unapplied() != 40_00 || none.f.State.Stage != Received {
		t.Errorf("a deposit leaves %s unapplied", none.f.State.Unapplied())
	}
}

// Money dated into a time in which other money stood on the invoice waits until that came back.
func TestPaymentWaitsForRoom(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(aug, 20)).must(bill(100_00, "1")).on(day(sep, 1)).must(pay(100_00)).on(day(sep, 15)).must(reverse(3))
	s.on(day(sep, 20)).must(dated((*File).Pay, Receipt{Amount: 60_00, On: day(sep, 5), Answered: allYes()}))
	if diff := cmp.Diff([]part{{1, 60_00, day(sep, 15)}}, parts(s.f)); diff != "" {
		t.Errorf("applied (-want +got):\n%s", diff)
	}
	if st := s.f.AsOf(day(sep, 10)); st.Balance() != 0 || st.Unapplied() != 60_00 || st.Paid() != 160_00 {
		t.Errorf("in between: balance %s, unapplied %s", st.Balance(), st.Unapplied())
	}
}

func TestNetAndFee(t *testing.T) {
	t.Parallel()
	s := newStory(t).must(bill(12_500_00, "1")).must(dated((*File).Pay, Receipt{Amount: 11_750_00, Net: true, Fee: 750_00, Method: Avid}))
	if p := s.f.State.Payments[0]; p.Amount != 12_500_00 || p.Fee != 750_00 || p.Total != 12_500_00 || s.f.State.Stage != PaidInFull {
		t.Errorf("net is booked as %+v", p)
	}
	s = newStory(t).must(bill(12_400_00, "1")).must(dated((*File).Pay, Receipt{Amount: 12_400_00, Fee: 148_80, Total: 16_500_50}))
	if p := s.f.State.Payments[0]; p.Amount != 12_400_00 || p.Fee != 148_80 || p.Total != 16_500_50 || p.Applied != 12_400_00 {
		t.Errorf("gross is booked as %+v", p)
	}
}

func TestOtherMoney(t *testing.T) {
	t.Parallel()
	like := LookAlike{Method: Check, Ref: "0881"}
	for _, c := range []struct {
		method    Method
		reference string
		want      bool
	}{
		{Check, "881", false}, {ACH, "881", false}, {Check, "902", true}, {"", "902", true}, {ACH, "", true}, {Check, "", false}, {"", "", false},
	} {
		if got := like.Other(c.method, c.reference); got != c.want {
			t.Errorf("%s %s is other money than check 0881: %v", c.method, c.reference, got)
		}
	}
	if (LookAlike{Method: Check}).Other(Check, "881") {
		t.Error("a check without a number is told apart from check 881")
	}
}

func TestPaymentRefused(t *testing.T) {
	t.Parallel()
	from := func(t *testing.T) *story {
		s := newStory(t).on(day(aug, 20)).must(bill(12_400_00, "5512")).must(billTo("Ann Harris", 1_000_00, "5513"))
		return s.on(day(sep, 1)).must(dated((*File).Pay, Receipt{Amount: 400_00, Method: Check, Reference: "0771"})).on(day(sep, 20))
	}
	first := LookAlike{File: 1, Number: "FM-1042", Version: 4, Amount: 400_00, Method: Check, Ref: "0771", On: day(sep, 1), Actor: "dana"}
	elsewhere := LookAlike{File: 2, Number: "FM-1047", Version: 9, Amount: 3_200_50, Method: Check, Ref: "881", On: day(sep, 2)}
	for _, c := range []struct {
		name  string
		in    Receipt
		kind  Kind
		q     Question
		arg   string
		says  string
		about any
	}{
		{"no amount", Receipt{}, KindInvalid, "", "amount", "How much? /pay FM-1042 12,400 check 881. The balance is $13,000.00.", nil},
		{"ahead", Receipt{Amount: 1, On: day(sep, 21)}, KindInvalid, "", "on", "A payment is dated today or earlier; Mon Sep 21 is ahead.", day(sep, 21)},
		{"net without a fee", Receipt{Amount: 11_750_00, Net: true}, KindInvalid, "", "fee",
			"A net amount needs its fee: pay FM-1042 11,750 net fee 750.", nil},
		{"all of it a fee", Receipt{Amount: 5_00, Fee: 5_00}, KindInvalid, "", "fee", "A fee of $5.00 on $5.00 cannot be.", nil},
		{"a fee below nothing", Receipt{Amount: 5_00, Fee: -1}, KindInvalid, "", "fee", "A fee of −$0.01 on $5.00 cannot be.", nil},
		{"a part above the whole", Receipt{Amount: 5_00, Total: 4_00}, KindInvalid, "", "total", "The whole check is $4.00, but $5.00 of it is for FM-1042.", nil},
		{"another invoice", Receipt{Amount: 5_00, Number: "5521"}, KindInvalid, "", "inv",
			"Invoice 5521 is not on FM-1042; it has 5512 ($12,000.00 open).",
			Invoice{N: 1, Number: "5512", Payer: "Harbor Mutual", On: day(aug, 20), Due: day(aug, 20), Amount: 12_400_00}},
		{"the same check", Receipt{Amount: 5_00, Method: Check, Reference: "771"}, KindAsk, AskLookAlike, "amount", "Same money twice?", first},
		{"the same amount within ten days", Receipt{Amount: 400_00, On: day(sep, 11)}, KindAsk, AskLookAlike, "amount", "Same money twice?", first},
		{"the same amount within ten days before", Receipt{Amount: 400_00, On: day(aug, 22)}, KindAsk, AskLookAlike, "amount", "Same money twice?", first},
		{"part of a larger check", Receipt{Amount: 5_00, Method: Check, Reference: "881", Elsewhere: []LookAlike{elsewhere}}, KindAsk, AskSameCheck, "reference",
			"Part of the same check?", elsewhere},
		{"over the payer's balance", Receipt{Amount: 12_200_00, Payer: "Harbor Mutual"}, KindAsk, AskOverBalance, "amount", "$200.00 over the balance",
			Over{Paid: 12_200_00, Open: 12_000_00}},
		{"before its invoice", Receipt{Amount: 5_00, On: day(aug, 19)}, KindAsk, AskEarly, "on",
			"The payment is dated Wed Aug 19, but invoice 5512 was sent Thu Aug 20; until then it stands unapplied.", nil},
		{"before the file", Receipt{Amount: 5_00, Number: "5513", On: day(aug, 11)}, KindAsk, AskEarly, "on",
			"The payment is dated Tue Aug 11, but FM-1042 was received Wed Aug 12.", nil},
		{"over the invoice", Receipt{Amount: 1_000_01, Number: "5513"}, KindAsk, AskOverBalance, "amount", "$0.01 over the balance",
			Over{Paid: 1_000_01, Open: 1_000_00}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			e := from(t).refused(dated((*File).Pay, c.in))
			if e.Kind != c.kind || e.Question != c.q || e.Arg != c.arg || e.Says != c.says {
				t.Errorf("refused as %s %s of %q: %s\nwant %s %s of %q: %s", e.Kind, e.Question, e.Arg, e.Says, c.kind, c.q, c.arg, c.says)
			}
			if diff := cmp.Diff(c.about, e.About); diff != "" {
				t.Errorf("about (-want +got):\n%s", diff)
			}
		})
	}
	s := from(t).must(dated((*File).Pay, Receipt{Amount: 500_00, Method: Check, Reference: "902"}))
	e := s.refused(dated((*File).Pay, Receipt{Amount: 500_00, Method: Check, Reference: "771"}))
	if e.About != first { // not the one of the same amount
		t.Errorf("the same number is asked about as %+v", e.About)
	}
	fine := map[string]Receipt{
		"the same amount eleven days later": {Amount: 400_00, On: day(sep, 12)},
		"another check":                     {Amount: 5_00, Method: Check, Reference: "7711"},
		"exactly the balance":               {Amount: 12_000_00},
		"the same check, and it is":         {Amount: 5_00, Method: Check, Reference: "771", Answered: Answers{AskLookAlike}},
		"part of a larger check, and it is": {Amount: 5_00, Method: Check, Reference: "881", Elsewhere: []LookAlike{elsewhere}, Answered: Answers{AskSameCheck}},
		"before its invoice, and it is":     {Amount: 5_00, On: day(aug, 11), Answered: Answers{AskEarly}},
		"over the balance, and it is":       {Amount: 12_200_00, Answered: Answers{AskOverBalance}},
	}
	for name, in := range fine {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			from(t).must(dated((*File).Pay, in))
		})
	}
	t.Run("money that came back is not asked about", func(t *testing.T) {
		t.Parallel()
		from(t).must(reverse(4)).must(dated((*File).Pay, Receipt{Amount: 400_00, Method: Check, Reference: "0771"}))
	})
	t.Run("money that never came is not asked about", func(t *testing.T) {
		t.Parallel()
		from(t).must(void(4)).must(dated((*File).Pay, Receipt{Amount: 400_00, Method: Check, Reference: "0771"}))
	})
}

// Money that is for nothing of what is open is asked about by what is, and stands unapplied once that was answered.
func TestPaymentAstray(t *testing.T) {
	t.Parallel()
	s := newStory(t).must(bill(500_00, "5511")).must(billTo("Ann Harris", 1_000_00, "5513")).must(billTo("Coral State", 70_00, "5514"))
	s.must(dated((*File).Pay, Receipt{Amount: 500_00, Number: "5511"}))
	for _, c := range []struct {
		in        Receipt
		arg, says string
	}{
		{Receipt{Amount: 5_00, Payer: "allstate"}, "from", "allstate was not billed on FM-1042"},
		{Receipt{Amount: 5_00, Payer: "mortgagee"}, "from", "The mortgagee was not billed on FM-1042"},
		{Receipt{Amount: 5_00, Payer: "harbor mutual"}, "from", "harbor mutual owes nothing on FM-1042"},
		{Receipt{Amount: 5_00, Number: "5511"}, "inv", "Invoice 5511 on FM-1042 is paid"},
	} {
		e := s.refused(dated((*File).Pay, c.in))
		about, _ := e.About.(Astray)
		if e.Question != AskWrongPayer || e.Arg != c.arg || e.Says != c.says {
			t.Errorf("asked %s of %q: %s", e.Question, e.Arg, e.Says)
		}
		if about.Paid != 5_00 || about.Oldest.Number != "5513" || about.Oldest.Balance() != 1_000_00 || about.More != 1 {
			t.Errorf("about %+v", about)
		}
	}
	s.must(dated((*File).Pay, Receipt{Amount: 5_00, Payer: "allstate", Answered: Answers{AskWrongPayer}}))
	if got := s.f.State.Unapplied(); got != 5_00 {
		t.Errorf("%s stands unapplied", got)
	}
	s.must(dated((*File).Pay, Receipt{Amount: 7_00, Payer: "allstate", Number: "5513"}))
	if got := s.f.State.Unapplied(); got != 5_00 {
		t.Errorf("%s stands unapplied, though an invoice was named", got)
	}
}

// A payment that comes back is taken back on its own date: it stood until then.
func TestReverse(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(aug, 20)).must(bill(100_00, "1")).on(day(sep, 1)).must(pay(120_00)).stands("PAID IN FULL", day(sep, 1))
	s.on(day(sep, 18)).must(func(f *File) error { return f.Reverse(3, "NSF", day(sep, 15)) }).stands("INVOICED", day(sep, 15))
	for d, want := range map[Date][3]Money{day(aug, 31): {0, 0, 100_00}, day(sep, 1): {120_00, 20_00, 0}, day(sep, 14): {120_00, 20_00, 0}, day(sep, 15): {0, 0, 100_00}} {
		st := s.f.AsOf(d)
		if got := [3]Money{st.Paid(), st.Unapplied(), st.Balance()}; got != want {
			t.Errorf("on %s paid, unapplied and balance are %v, want %v", d, got, want)
		}
	}
	if st := s.f.AsOf(day(sep, 14)); st.Stage != PaidInFull || s.f.State.PaidOn != 0 || s.f.State.First[PaidInFull] != day(sep, 1) {
		t.Errorf("before it came back the file was %s", st.Stage)
	}
	s.must(pay(100_00)).stands("PAID IN FULL", day(sep, 18))

	early := newStory(t).on(day(sep, 1)).must(bill(100_00, "1")).must(dated((*File).Pay, Receipt{Amount: 100_00, On: day(aug, 15), Answered: allYes()}))
	early.must(func(f *File) error { return f.Reverse(3, "NSF", day(aug, 20)) }).stands("INVOICED", day(sep, 1)) // before it could be applied

	for _, c := range []struct {
		name string
		act  func(*File) error
		kind Kind
		says string
	}{
		{"twice", reverse(3), KindConflict, "e3 on FM-1042 has come back or is void already. Nothing is left to reverse."},
		{"not a payment", reverse(2), KindNotFound, "e2 on FM-1042 is not a payment."},
		{"no such entry", reverse(99), KindNotFound, "e99 on FM-1042 is not a payment."},
		{"no reason", func(f *File) error { return f.Reverse(5, "", 0) }, KindInvalid, "Why did it come back? reverse FM-1042 e5 because NSF."},
		{"before it came", func(f *File) error { return f.Reverse(5, "NSF", day(sep, 17)) }, KindInvalid,
			"A reversal is dated Thu Sep 17, but the payment came Fri Sep 18."},
		{"ahead", func(f *File) error { return f.Reverse(5, "NSF", day(sep, 19)) }, KindInvalid, "A reversal is dated today or earlier; Sat Sep 19 is ahead."},
	} {
		if e := s.refused(c.act); e.Kind != c.kind || e.Says != c.says {
			t.Errorf("%s: %s: %s", c.name, e.Kind, e.Says)
		}
	}
	s.must(void(5))
	if e := s.refused(reverse(5)); e.Kind != KindConflict {
		t.Errorf("what is void: %s", e.Says)
	}
}
