package domain_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"paidup/domain"
)

// told plays acts on a new file of a market in New York, one a day from Nov 2, 2026 on, and gives the file.
func told(t *testing.T, acts ...func(*domain.File) error) *domain.File {
	t.Helper()
	m := &domain.Market{ID: 1, Code: "FM", Name: "Fort Myers", Zone: "America/New_York", DigestAt: "08:00", Settings: domain.DefaultSettings()}
	if err := m.Check(); err != nil {
		t.Fatal(err)
	}
	f := domain.Load(7, "FM-7", m, nil)
	for i, act := range acts {
		at := domain.NewDate(2026, 11, 2+i).At(10, 0, m.Location())
		f.Begin(domain.Act{Key: fmt.Sprint(i), Actor: "U0DANA", Source: domain.FromCommand, At: at})
		if err := act(f); err != nil {
			t.Fatalf("act %d: %v", i, err)
		}
		f.Finish()
	}
	return f
}

func TestOpenAsOf(t *testing.T) {
	t.Parallel()
	day := func(n int) domain.Date { return domain.NewDate(2026, 11, n) }
	facts := domain.Facts{Customer: "Joan Harris", Carrier: "Harbor Mutual", Program: "Northline", Payer: "Harbor Mutual", Estimate: 800_00}
	reject := func(why ...string) func(*domain.File) error {
		return func(f *domain.File) error { return f.Reject(domain.Decision{ErrorTypes: why}) }
	}
	submit := func(kind domain.RoundKind, cents domain.Money) func(*domain.File) error {
		return func(f *domain.File) error { return f.Submit(domain.Submission{Kind: kind, Amount: cents}) }
	}
	f := told(t,
		func(f *domain.File) error { return f.Receive(0, facts, "U0DANA") }, // Nov 2
		submit(domain.Estimate, 900_00),                                     // Nov 3
		reject("moisture"),                                                  // Nov 4
		submit("", 0),                                                       // Nov 5
		reject("photos", "math"),                                            // Nov 6
		func(f *domain.File) error { return f.Assign("U0BEN") },             // Nov 7
		submit("", 950_00),                                                  // Nov 8
		func(f *domain.File) error { return f.Approve(domain.Decision{}) },  // Nov 9
		func(f *domain.File) error { return f.Invoice(domain.Bill{Amount: 950_00, Number: "5512"}) }, // Nov 10
		submit(domain.Supplement, 70_00), // Nov 11
		reject("scope"),                  // Nov 12
		func(f *domain.File) error { return f.Pay(domain.Receipt{Amount: 950_00}) }, // Nov 13
		submit(domain.Supplement, 70_00),                                            // Nov 14
		func(f *domain.File) error { return f.Withdraw("not worth it", 0) },         // Nov 15
		func(f *domain.File) error { return f.Reverse(12, "NSF", 0) },               // Nov 16
	)
	type is struct {
		Stage                         domain.Stage
		Waiting                       domain.Holder
		Owner                         domain.PersonID
		Rejections                    int
		Reason                        string
		Back                          domain.Date
		TakenBack                     bool
		Reviewer                      string
		Handed                        domain.Date
		Asked, Amount, Balance, Owing domain.Money
	}
	for on, want := range map[int]is{
		2:  {Stage: domain.Received, Waiting: domain.Us, Owner: "U0DANA", Amount: 800_00},
		3:  {Stage: domain.Submitted, Waiting: domain.TPA, Owner: "U0DANA", Reviewer: "Northline", Handed: day(3), Asked: 900_00, Amount: 900_00},
		4:  {Stage: domain.Submitted, Waiting: domain.Us, Owner: "U0DANA", Rejections: 1, Reason: "moisture", Back: day(4), Asked: 900_00, Amount: 900_00},
		7:  {Stage: domain.Submitted, Waiting: domain.Us, Owner: "U0BEN", Rejections: 2, Reason: "photos, math", Back: day(6), Asked: 900_00, Amount: 900_00},
		8:  {Stage: domain.Submitted, Waiting: domain.TPA, Owner: "U0BEN", Rejections: 2, Reason: "photos, math", Reviewer: "Northline", Handed: day(8), Asked: 950_00, Amount: 950_00},
		9:  {Stage: domain.Approved, Waiting: domain.Us, Owner: "U0BEN", Rejections: 2, Reason: "photos, math", Asked: 950_00, Amount: 950_00},
		10: {Stage: domain.Invoiced, Waiting: domain.Carrier, Owner: "U0BEN", Rejections: 2, Reason: "photos, math", Asked: 950_00, Amount: 950_00, Balance: 950_00, Owing: 950_00},
		12: {Stage: domain.Invoiced, Waiting: domain.Us, Owner: "U0BEN", Rejections: 3, Reason: "scope", Back: day(12), Asked: 70_00, Amount: 950_00, Balance: 950_00, Owing: 950_00},
		13: {Stage: domain.Invoiced, Waiting: domain.Us, Owner: "U0BEN", Rejections: 3, Reason: "scope", Back: day(12), Asked: 70_00, Amount: 950_00},
		16: {Stage: domain.Invoiced, Waiting: domain.Carrier, Owner: "U0BEN", Rejections: 3, Reason: "scope", Asked: 70_00, Amount: 950_00, Balance: 950_00, Owing: 950_00},
	} {
		o, open := f.OpenAsOf(day(on))
		if !open {
			t.Errorf("Nov %d: not open", on)
			continue
		}
		got := is{o.Line.Stage, o.Line.WaitingOn, o.Line.Owner, o.Rejections, o.LastReason, o.BackOn, o.TakenBack, o.Reviewer, o.HandedOn,
			o.Asked, o.Line.Amount, o.Line.Balance, 0}
		for _, inv := range o.Past {
			got.Owing += inv.Balance
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("Nov %d:\n%s", on, diff)
		}
	}
	for _, on := range []int{1, 15} {
		if o, open := f.OpenAsOf(day(on)); open {
			t.Errorf("Nov %d: open at %s", on, o.Line.Stage)
		}
	}
}

func TestTally(t *testing.T) {
	t.Parallel()
	f := told(t,
		func(f *domain.File) error {
			return f.Receive(0, domain.Facts{Customer: "Harris", Payer: "Harbor Mutual"}, "")
		},
		func(f *domain.File) error {
			return f.Invoice(domain.Bill{Amount: 900_00, Answered: domain.Answers{domain.AskNoApproval}})
		},
		func(f *domain.File) error { return f.Pay(domain.Receipt{Amount: 900_00, Reference: "881"}) },
		func(f *domain.File) error { return f.Void(3, "meant FM-8") },
		func(f *domain.File) error { return f.Void(4, "it was right") },
		func(f *domain.File) error { return f.Reverse(3, "NSF", 0) },
	)
	zone := f.Market.Location()
	start := func(day int) time.Time { return domain.NewDate(2026, 11, day).Start(zone) }
	for _, c := range []struct {
		from, to int
		want     domain.Activity
	}{
		{2, 3, domain.Activity{New: 1}},
		{4, 5, domain.Activity{In: 900_00, InCount: 1, Paid: []domain.PaidFile{{File: 7, Number: "FM-7", On: domain.NewDate(2026, 11, 4), Days: 2}}}},
		{4, 6, domain.Activity{}},
		{5, 6, domain.Activity{Reopened: 1}},
		{4, 7, domain.Activity{In: 900_00, InCount: 1, Paid: []domain.PaidFile{{File: 7, Number: "FM-7", On: domain.NewDate(2026, 11, 4), Days: 2}}}},
		{4, 8, domain.Activity{In: 900_00, InCount: 1, Returned: 900_00, ReturnCount: 1}},
		{7, 8, domain.Activity{Returned: 900_00, ReturnCount: 1, Reopened: 1}},
		{8, 9, domain.Activity{}},
	} {
		var tally domain.Tally
		tally.Add(f, domain.Span{From: start(c.from), To: start(c.to)})
		if diff := cmp.Diff(c.want, tally.Activity, cmpopts.IgnoreFields(domain.PaidFile{}, "Facts")); diff != "" {
			t.Errorf("Nov %d to %d:\n%s", c.from, c.to, diff)
		}
	}
}
