package domain

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestInvoiceTakesWhatTheFileImplies(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(aug, 19)).must(submit(Estimate, 500_00)).must(approve(0)).on(day(aug, 25))
	s.must(func(f *File) error { return f.Invoice(Bill{Amount: 500_00, NetDays: 30}) })
	want := Invoice{N: 1, Number: "FM-1042-1", Payer: "Harbor Mutual", On: day(aug, 25), Due: day(sep, 24), Amount: 500_00}
	if diff := cmp.Diff(want, s.f.State.Invoices[0].Invoice); diff != "" {
		t.Errorf("the invoice (-want +got):\n%s", diff)
	}
	s.must(billTo("Ann Harris", 20_00, "")).must(void(5)).must(billTo("Ann Harris", 30_00, ""))
	if v := s.f.State.Invoices[1]; v.N != 3 || v.Number != "FM-1042-3" || v.Payer != "Ann Harris" || v.Due != v.On || v.Version != 7 {
		t.Errorf("after a void one the next is %+v", v)
	}
	if n := len(s.f.State.Invoices); n != 2 {
		t.Errorf("%d invoices stand, the void one among them", n)
	}
}

func TestInvoiceRefused(t *testing.T) {
	t.Parallel()
	approved := func(t *testing.T) *story {
		return newStory(t).on(day(aug, 19)).must(submit(Estimate, 1_000_00)).must(approve(0)).on(day(aug, 25))
	}
	billed := func(t *testing.T) *story { return approved(t).must(bill(500_00, "5512")) }
	for _, c := range []struct {
		name string
		from func(*testing.T) *story
		in   Bill
		kind Kind
		q    Question
		arg  string
		says string
	}{
		{"no amount", approved, Bill{}, KindInvalid, "", "amount", "How much is billed? /invoice FM-1042 14,200 inv 5531."},
		{"ahead", approved, Bill{Amount: 1, On: day(aug, 26)}, KindInvalid, "", "on", "An invoice is dated today or earlier; Wed Aug 26 is ahead."},
		{"before it was received", approved, Bill{Amount: 1, On: day(aug, 1)}, KindInvalid, "", "on",
			"An invoice is dated Sat Aug 1, but FM-1042 was received Wed Aug 12."},
		{"due before it is sent", approved, Bill{Amount: 1, Due: day(aug, 24)}, KindInvalid, "", "due",
			"The invoice is due Mon Aug 24, before its own date Tue Aug 25."},
		{"disputed beyond its amount", approved, Bill{Amount: 1_00, Disputed: 2_00}, KindInvalid, "", "disputed",
			"$2.00 of an invoice of $1.00 cannot be disputed."},
		{"the number is taken", billed, Bill{Amount: 1_00, Number: " 5512 "}, KindConflict, "", "",
			"Invoice 5512 is on FM-1042 already: $500.00, Tue Aug 25 (e4)."},
		{"the number is taken elsewhere", approved, Bill{Amount: 1_00, Number: "5512", Elsewhere: "FM-7"}, KindConflict, "", "",
			"Invoice 5512 is on FM-7 already; an invoice number is used once."},
		{"no approval", func(t *testing.T) *story { return newStory(t) }, Bill{Amount: 500_00}, KindAsk, AskNoApproval, "amount", "No approval on FM-1042."},
		{"an approval that came back", func(t *testing.T) *story { return approved(t).must(reject()) }, Bill{Amount: 1_000_00}, KindAsk, AskNoApproval,
			"amount", "No approval on FM-1042."},
		{"over 2% less", approved, Bill{Amount: 979_99}, KindAsk, AskVariance, "amount", "$979.99 would be invoiced, $1,000.00 is approved."},
		{"over 2% more", approved, Bill{Amount: 1_020_01}, KindAsk, AskVariance, "amount", "$1,020.01 would be invoiced, $1,000.00 is approved."},
		{"with what is billed, over 2% more", billed, Bill{Amount: 600_00}, KindAsk, AskVariance, "amount", "$1,100.00 would be invoiced, $1,000.00 is approved."},
		{"the same amount", billed, Bill{Amount: 500_00}, KindAsk, AskSameAmount, "amount", "Invoice 5512 over $500.00 is on FM-1042 already, Tue Aug 25 (e4)."},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			e := c.from(t).refused(dated((*File).Invoice, c.in))
			if e.Kind != c.kind || e.Question != c.q || e.Arg != c.arg || e.Says != c.says {
				t.Errorf("refused as %s %s of %q: %s\nwant %s %s of %q: %s", e.Kind, e.Question, e.Arg, e.Says, c.kind, c.q, c.arg, c.says)
			}
		})
	}
	for name, in := range map[string]Bill{"2% less": {Amount: 980_00}, "2% more": {Amount: 1_020_00}, "more follow": {Amount: 300_00, More: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			approved(t).must(dated((*File).Invoice, in))
		})
	}
}

// A void invoice gives its number free.
func TestVoidInvoiceNumberIsFree(t *testing.T) {
	t.Parallel()
	s := newStory(t).must(bill(100_00, "5512")).must(void(2)).must(bill(100_00, "5512"))
	if v := s.f.State.invoiceNumbered("5512"); v == nil || v.Version != 4 {
		t.Errorf("invoice 5512 is %+v", v)
	}
}

func TestAdjust(t *testing.T) {
	t.Parallel()
	from := func(t *testing.T) *story {
		s := newStory(t).on(day(aug, 20)).must(bill(100_00, "1")).on(day(sep, 1)).must(bill(200_00, "2"))
		return s.on(day(sep, 10)).must(pay(100_00)).on(day(sep, 20)).must(reverse(4)) // 1 was paid from Sep 10 to 20
	}
	s := from(t).must(credit(30_00, "")).must(credit(200_00, "2")).must(writeOff(70_00))
	if v := s.f.State.Invoices[0]; v.Credited != 30_00 || v.WrittenOff != 70_00 || v.Balance() != 0 || s.f.State.Credited() != 230_00 || s.f.State.WrittenOff() != 70_00 {
		t.Errorf("the oldest invoice is %+v", v)
	}
	from(t).must(dated((*File).Adjust, Correction{Kind: EntryCreditMemo, Amount: 100_00, Number: "1", Words: "agreed", On: day(sep, 20)}))
	for _, c := range []struct {
		name string
		in   Correction
		arg  string
		says string
	}{
		{"no reason", Correction{Kind: EntryWriteOff, Amount: 1}, "because", "Why? adjust FM-1042 writeoff 212.40 because deductible, moved away."},
		{"another kind", Correction{Kind: EntryInvoice, Amount: 1, Words: "x"}, "kind", `"invoice" is not an adjustment; write credit, writeoff, fee or refund.`},
		{"more than is open", Correction{Kind: EntryCreditMemo, Amount: 100_01, Words: "x"}, "amount", "$100.01 cannot be taken off invoice 1; $100.00 is open."},
		{"nothing", Correction{Kind: EntryCreditMemo, Words: "x"}, "amount", "$0.00 cannot be taken off invoice 1; $100.00 is open."},
		{"while it was paid", Correction{Kind: EntryCreditMemo, Amount: 1_00, Number: "1", Words: "x", On: day(sep, 19)}, "amount",
			"$1.00 cannot be taken off invoice 1; $0.00 is open."},
		{"before it was sent", Correction{Kind: EntryCreditMemo, Amount: 1_00, Number: "2", Words: "x", On: day(aug, 31)}, "on",
			"An adjustment is dated Mon Aug 31, but invoice 2 was sent Tue Sep 1."},
		{"another invoice", Correction{Kind: EntryCreditMemo, Amount: 1_00, Number: "3", Words: "x"}, "inv",
			"Invoice 3 is not on FM-1042; it has 1 ($100.00 open)."},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if e := from(t).refused(dated((*File).Adjust, c.in)); e.Kind != KindInvalid || e.Arg != c.arg || e.Says != c.says {
				t.Errorf("refused as %s of %q: %s\nwant %q: %s", e.Kind, e.Arg, e.Says, c.arg, c.says)
			}
		})
	}
	if e := newStory(t).refused(credit(1, "")); e.Kind != KindConflict || e.Says != "No invoice is open on FM-1042." {
		t.Errorf("without an invoice: %s", e.Says)
	}
	if e := newStory(t).refused(credit(1, "7")); e.Kind != KindNotFound || e.Says != "Invoice 7 is not on FM-1042, and no invoice is open there." {
		t.Errorf("without an invoice: %s", e.Says)
	}
}

// The market's limit of $500.00 holds for what stands of all credit memos and write-offs of a file together.
func TestOverLimit(t *testing.T) {
	t.Parallel()
	from := func(t *testing.T) *story { return newStory(t).must(bill(1_000_00, "1")).must(bill(1_000_00, "2")) }
	for _, c := range []struct {
		name   string
		of     *story
		most   Money // that is within the limit
		before Money
	}{
		{"nothing was taken off", from(t), 500_00, 0},
		{"a write-off", from(t).must(writeOff(300_00)), 200_00, 300_00},
		{"several of them", from(t).must(writeOff(200_00)).must(writeOff(200_00)), 100_00, 400_00},
		{"on another invoice", from(t).must(credit(450_00, "2")), 50_00, 450_00},
		{"all of it", from(t).must(writeOff(300_00)).must(credit(200_00, "2")), 0, 500_00},
		{"one that was void", from(t).must(writeOff(300_00)).must(void(4)), 500_00, 0},
		{"more than it, by two", from(t).must(writeOff(700_00)), -200_00, 700_00},
		{"money that came in", from(t).must(pay(800_00)), 500_00, 0},
	} {
		if f := c.of.f; f.OverLimit(c.most) || !f.OverLimit(c.most+1) || f.State.TakenOff() != c.before {
			t.Errorf("%s: %s was taken off; %s more is over the limit: %t, a cent above that: %t", c.name, f.State.TakenOff(), c.most,
				f.OverLimit(c.most), f.OverLimit(c.most+1))
		}
	}
}

func TestDispute(t *testing.T) {
	t.Parallel()
	dispute := func(number string, amount Money, on Date) func(*File) error {
		return func(f *File) error { return f.Dispute(number, amount, "scope of drywall", on) }
	}
	s := newStory(t).on(day(aug, 20)).must(bill(100_00, "1")).must(bill(50_00, "2")).on(day(sep, 1))
	s.must(dispute("2", 40_00, 0)).must(dispute("1", 60_00, 0)).stands("INVOICED", day(aug, 20))
	if got := s.f.State.Disputed(); got != 100_00 {
		t.Errorf("%s is disputed", got)
	}
	s.must(func(f *File) error { return f.Pay(Receipt{Amount: 80_00, Number: "1", Answered: allYes()}) })
	if got := s.f.State.Invoices[0].Disputed; got != 20_00 { // no more than is open
		t.Errorf("%s of %s is disputed", got, s.f.State.Invoices[0].Balance())
	}
	s.must(dispute("", 0, 0)) // settles the oldest that is contested
	if got := s.f.State.Disputed(); got != 40_00 || len(s.f.State.Disputes) != 1 {
		t.Errorf("%s is disputed after one was settled", got)
	}
	if got := s.f.AsOf(day(aug, 31)); got.Disputed() != 0 {
		t.Errorf("%s was disputed before", got.Disputed())
	}
	for _, c := range []struct {
		name string
		act  func(*File) error
		kind Kind
		says string
	}{
		{"settled twice", dispute("1", 0, 0), KindConflict, "Nothing is disputed on invoice 1."},
		{"more than is open", dispute("1", 20_01, 0), KindInvalid, "$20.01 of invoice 1 cannot be disputed; $20.00 is open."},
		{"less than nothing", dispute("1", -1, 0), KindInvalid, "−$0.01 of invoice 1 cannot be disputed; $20.00 is open."},
		{"no reason", func(f *File) error { return f.Dispute("1", 1_00, "", 0) }, KindInvalid,
			"Why is it disputed? dispute FM-1042 8,200 because scope of drywall."},
		{"before it was sent", dispute("1", 1_00, day(aug, 19)), KindInvalid, "A dispute is dated Wed Aug 19, but invoice 1 was sent Thu Aug 20."},
	} {
		if e := s.refused(c.act); e.Kind != c.kind || e.Says != c.says {
			t.Errorf("%s: %s: %s", c.name, e.Kind, e.Says)
		}
	}
	contested := newStory(t).must(dated((*File).Invoice, Bill{Amount: 10_00, Disputed: 4_00, Answered: allYes()}))
	if got := contested.f.State.Disputed(); got != 4_00 {
		t.Errorf("contested from the start: %s", got)
	}
}
