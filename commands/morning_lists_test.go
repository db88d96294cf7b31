package commands

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paidup/domain"
	"paidup/domain/kpi"
)

// monday is the date of the digests here; their figures are as of Sun Nov 22, 2026.
var (
	monday = domain.NewDate(2026, 11, 23)
	sunday = monday - 1
)

func fortMyers() *domain.Market {
	m := &domain.Market{Code: "FM", Name: "Fort Myers", Zone: "America/New_York", DigestAt: "08:00", Settings: domain.DefaultSettings(),
		Privacy: domain.Privacy{Names: "short", Amounts: true},
		DaysOff: map[domain.Date]string{monday + 3: "Thanksgiving", monday + 4: "company day"}}
	m.Members = []domain.Member{{Person: domain.Person{ID: "U0DANA", Name: "Dana Reyes"}}, {Person: domain.Person{ID: "U0BEN", Name: "Ben Okafor"}}}
	return m
}

// nov is a day of November 2026.
func nov(day int) domain.Date { return domain.NewDate(2026, 11, day) }

// at is a file of Dana's at the stage since the day, with nothing billed.
func at(stage domain.Stage, since domain.Date, cents domain.Money) domain.OpenFile {
	return domain.OpenFile{Line: domain.FileLine{ID: 1, Number: "FM-1", Stage: stage, StageOn: since, Received: since, Amount: cents,
		WaitingOn: domain.Us, Owner: "U0DANA", Facts: domain.Facts{Customer: "Joan Harris", Carrier: "Harbor Mutual"}}}
}

// handedIn is a file that is with Northline since the day.
func handedIn(since domain.Date, cents domain.Money) domain.OpenFile {
	f := at(domain.Submitted, since, cents)
	f.HandedOn, f.Reviewer, f.Line.WaitingOn, f.Asked = since, "Northline", domain.TPA, cents
	f.Line.Facts.Program = "Northline"
	return f
}

// cameBack is a file that was handed in on the day and came back so often, the last time on the other.
func cameBack(since, back domain.Date, times int) domain.OpenFile {
	f := at(domain.Submitted, since, 9870_00)
	f.BackOn, f.Rejections, f.LastReason, f.Line.Rejected, f.Asked = back, times, "moisture", true, 9870_00
	return f
}

// billed is a file with an open invoice of the day.
func billed(on domain.Date, cents domain.Money) domain.OpenFile {
	f := at(domain.Invoiced, on, cents)
	f.Line.Balance, f.Line.Invoiced, f.Line.WaitingOn = cents, on, domain.Carrier
	f.Past = []domain.OldInvoice{{Number: "1", Payer: "Harbor Mutual", On: on, Balance: cents}}
	return f
}

// promised says that somebody promised to pay by the day, and what of it has not come.
func promised(by domain.Date, owed domain.Money) func(*domain.OpenFile) {
	return func(f *domain.OpenFile) { f.Line.PromisedBy, f.Line.Promised = by, owed }
}

// held puts the file on hold until the day.
func held(until domain.Date) func(*domain.OpenFile) {
	return func(f *domain.OpenFile) { f.Line.HoldUntil = until }
}

func with(f domain.OpenFile, more func(*domain.OpenFile)) domain.OpenFile {
	more(&f)
	return f
}

// inLists is where the files stand and why, a line each.
func inLists(d Digest) []string {
	var out []string
	add := func(name string, list []DigestFile) {
		for _, f := range list {
			bill := ""
			if !f.Billed {
				bill = " not billed"
			}
			out = append(out, fmt.Sprintf("%s: %s %s%s, %d days. %s %s", name, f.Number, f.Cents, bill, f.Days, f.Why, f.Owner))
		}
	}
	add("escalate", d.Escalate)
	add("aging", d.Aging)
	add("past", d.Past)
	return out
}

func TestWhichListAndWhy(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		file domain.OpenFile
		want string
	}{
		{"received 5 business days ago", at(domain.Received, nov(13), 100_00), ""},
		{"received 6 business days ago", at(domain.Received, nov(12), 100_00), "aging: FM-1 $100.00 not billed, 10 days. Received 10 days ago, waiting on us. Dana"},
		{"received, waiting on field", with(at(domain.Received, nov(12), 100_00), func(f *domain.OpenFile) { f.Line.WaitingOn = domain.FieldCrew }),
			"aging: FM-1 $100.00 not billed, 10 days. Received 10 days ago, waiting on field. Dana"},
		{"received a week and 5 days ago", at(domain.Received, nov(6), 100_00), "aging: FM-1 $100.00 not billed, 16 days. Received 16 days ago, waiting on us. Dana"},
		{"a week over", at(domain.Received, nov(5), 100_00), "escalate: FM-1 $100.00 not billed, 17 days. Received 17 days ago, waiting on us. Dana"},
		{"submitted 7 business days ago", handedIn(nov(11), 100_00), ""},
		{"submitted 8 business days ago", handedIn(nov(10), 100_00), "aging: FM-1 $100.00 not billed, 12 days. Submitted 12 days ago, no answer from Northline. Dana"},
		{"submitted 13 business days ago", handedIn(nov(3), 100_00), "escalate: FM-1 $100.00 not billed, 19 days. Submitted 19 days ago, no answer from Northline. Dana"},
		{"submitted again", with(handedIn(nov(3), 100_00), func(f *domain.OpenFile) { f.HandedOn, f.Rejections = nov(18), 1 }),
			"escalate: FM-1 $100.00 not billed, 19 days. Submitted 19 days ago, again 4 days ago, no answer from Northline. Dana"},
		{"with the customer", with(handedIn(nov(10), 100_00), func(f *domain.OpenFile) { f.Reviewer = "joan harris" }),
			"aging: FM-1 $100.00 not billed, 12 days. Submitted 12 days ago, no answer from the customer. Dana"},
		{"nobody was named", with(handedIn(nov(10), 100_00), func(f *domain.OpenFile) { f.Reviewer = "" }),
			"aging: FM-1 $100.00 not billed, 12 days. Submitted 12 days ago, no answer from the reviewer. Dana"},
		{"a stage that was only stated", at(domain.Submitted, nov(10), 100_00), "aging: FM-1 $100.00 not billed, 12 days. Submitted 12 days ago, waiting on us. Dana"},
		{"approved 3 business days ago", at(domain.Approved, nov(17), 100_00), ""},
		{"approved 4 business days ago", at(domain.Approved, nov(16), 100_00), "aging: FM-1 $100.00 not billed, 6 days. Approved 6 days ago, waiting on us. Dana"},
		{"rejected 2 business days ago", cameBack(nov(12), nov(18), 1), ""},
		{"rejected 3 business days ago", cameBack(nov(12), nov(17), 1), "escalate: FM-1 $9,870.00 not billed, 10 days. Rejected 5 days ago: moisture, waiting on us. Dana"},
		{"rejected yesterday, long at the stage", cameBack(nov(10), nov(21), 1),
			"aging: FM-1 $9,870.00 not billed, 12 days. Submitted 12 days ago, rejected 1 day ago: moisture, waiting on us. Dana"},
		{"rejected twice", cameBack(nov(16), nov(19), 2), "escalate: FM-1 $9,870.00 not billed, 6 days. Rejected twice: moisture. Waiting on us for 3 days. Dana"},
		{"rejected three times, on the day of the figures", cameBack(nov(16), nov(22), 3), "escalate: FM-1 $9,870.00 not billed, 6 days. Rejected 3 times: moisture. Dana"},
		{"rejected once and taken back once", with(cameBack(nov(12), nov(20), 2), func(f *domain.OpenFile) { f.TakenBack = true }), ""},
		{"taken back 3 business days ago", with(cameBack(nov(12), nov(17), 0), func(f *domain.OpenFile) { f.TakenBack, f.LastReason = true, "" }),
			"escalate: FM-1 $9,870.00 not billed, 10 days. Taken back 5 days ago, waiting on us. Dana"},
		{"a supplement came back on a paid invoice", with(at(domain.Invoiced, nov(2), 5000_00), func(f *domain.OpenFile) {
			f.BackOn, f.Rejections, f.LastReason, f.Asked = nov(16), 1, "scope", 800_00
		}), "escalate: FM-1 $800.00 not billed, 6 days. Rejected 6 days ago: scope, waiting on us. Dana"},
		{"invoiced and waiting for more", at(domain.Invoiced, nov(2), 5000_00), ""},
		{"an invoice 55 days old", billed(sunday-55, 9999_99), ""},
		{"an invoice 56 days old", billed(sunday-56, 9999_99), "past: FM-1 $9,999.99, 56 days. Harbor Mutual. Dana"},
		{"a large balance 30 days old", billed(sunday-30, 10000_00), ""},
		{"a large balance 31 days old", billed(sunday-31, 10000_00), "escalate: FM-1 $10,000.00, 31 days. 31 days since invoice, large balance. Waiting on Harbor Mutual. Dana"},
		{"a balance a cent below large", billed(sunday-31, 9999_99), ""},
		{"a large balance past its days", with(billed(sunday-86, 31480_00), func(f *domain.OpenFile) {
			f.Line.WaitingOn, f.Line.Facts.Mortgagee = domain.Mortgagee, "First Gulf Bank"
		}), "escalate: FM-1 $31,480.00, 86 days. 86 days since invoice. Waiting on First Gulf Bank. Dana"},
		{"large only with an invoice that is young", with(billed(sunday-40, 6000_00), func(f *domain.OpenFile) {
			f.Past = append(f.Past, domain.OldInvoice{On: sunday - 3, Balance: 7000_00})
			f.Line.Balance = 13000_00
		}), ""},
		{"two invoices, one past its days", with(billed(sunday-60, 2000_00), func(f *domain.OpenFile) {
			f.Past = append(f.Past, domain.OldInvoice{On: sunday - 3, Balance: 700_00})
			f.Line.Balance = 2700_00
		}), "past: FM-1 $2,000.00, 60 days. Harbor Mutual. Dana"},
		{"disputed", with(billed(sunday-115, 8200_00), func(f *domain.OpenFile) { f.Line.Disputed = 1200_00 }),
			"past: FM-1 $8,200.00, 115 days. Harbor Mutual; $1,200.00 disputed. Dana"},
		{"a client who pays himself", with(billed(sunday-104, 900_00), func(f *domain.OpenFile) {
			f.Line.WaitingOn, f.Line.Facts = domain.Client, domain.Facts{Customer: "Seaside Suites"}
		}), "past: FM-1 $900.00, 104 days. Client. Dana"},
		{"nobody's", with(billed(sunday-104, 900_00), func(f *domain.OpenFile) { f.Line.Owner = "" }), "past: FM-1 $900.00, 104 days. Harbor Mutual. "},
		{"a promise for the day of the figures", with(billed(sunday-20, 900_00), promised(sunday, 900_00)),
			"escalate: FM-1 $900.00, 20 days. 20 days since invoice. Waiting on Harbor Mutual; promise for Sun Nov 22 broken. Dana"},
		{"a promise for the digest's day", with(billed(sunday-20, 900_00), promised(monday, 900_00)), ""},
		{"a promise that was kept", with(billed(sunday-20, 900_00), promised(nov(18), 0)), ""},
		{"a promise broken on a large balance past its days", with(billed(sunday-86, 31480_00), promised(nov(18), 1_00)),
			"escalate: FM-1 $31,480.00, 86 days. 86 days since invoice. Waiting on Harbor Mutual; promise for Wed Nov 18 broken. Dana"},
		{"on hold, a week over", with(at(domain.Received, nov(5), 100_00), held(monday+1)),
			"aging: FM-1 $100.00 not billed, 17 days. Received 17 days ago, waiting on us; ⏸ on hold until Tue Nov 24. Dana"},
		{"on hold until the digest's day", with(at(domain.Received, nov(5), 100_00), held(monday)),
			"escalate: FM-1 $100.00 not billed, 17 days. Hold due Mon Nov 23. Received 17 days ago, waiting on us. Dana"},
		{"a hold is due, nothing else", with(at(domain.Received, nov(20), 100_00), held(nov(22))),
			"escalate: FM-1 $100.00 not billed, 2 days. Hold due Sun Nov 22. Received 2 days ago, waiting on us. Dana"},
		{"a hold is due, and a young invoice", with(billed(sunday-3, 100_00), held(nov(22))),
			"escalate: FM-1 $100.00, 3 days. Hold due Sun Nov 22. 3 days since invoice. Waiting on Harbor Mutual. Dana"},
		{"a hold is due where all that is billed was paid", with(at(domain.Invoiced, nov(2), 5000_00), held(monday)),
			"escalate: FM-1 $0.00 not billed, 20 days. Hold due Mon Nov 23. Invoiced 20 days ago, waiting on us. Dana"},
		{"on hold with a large balance past its days", with(billed(sunday-86, 31480_00), held(monday+11)),
			"past: FM-1 $31,480.00, 86 days. Harbor Mutual; ⏸ on hold until Fri Dec 4. Dana"},
		{"on hold with a large balance that is young", with(billed(sunday-31, 31480_00), held(monday+11)), ""},
		{"on hold with a broken promise", with(with(billed(sunday-20, 900_00), promised(nov(18), 900_00)), held(monday+11)), ""},
		{"on hold, rejected twice, long at the stage", with(cameBack(nov(10), nov(12), 2), held(monday+11)),
			"aging: FM-1 $9,870.00 not billed, 12 days. Rejected twice: moisture. Waiting on us for 10 days; ⏸ on hold until Fri Dec 4. Dana"},
		{"back at SUBMITTED with an invoice past its days", with(billed(sunday-60, 900_00), func(f *domain.OpenFile) {
			f.Line.Stage, f.Line.StageOn, f.BackOn, f.Rejections, f.LastReason = domain.Submitted, nov(9), nov(19), 1, "math"
		}), "aging: FM-1 $900.00, 60 days. Submitted 13 days ago, rejected 3 days ago: math, waiting on us. Dana"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := morning{market: fortMyers(), date: monday}.digest(kpi.Figures{}, []domain.OpenFile{c.file}, domain.Activity{})
			if got := strings.Join(inLists(d), "\n"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestListsOfTheDigest: every file stands once, in the first list it belongs to and worst first; the headings count and
// sum all of them.
func TestListsOfTheDigest(t *testing.T) {
	t.Parallel()
	named := func(f domain.OpenFile, number, customer string, owner domain.PersonID) domain.OpenFile {
		_, err := fmt.Sscanf(number, "FM-%d", &f.Line.ID)
		if err != nil {
			t.Fatal(err)
		}
		f.Line.Number, f.Line.Facts.Customer, f.Line.Owner = number, customer, owner
		return f
	}
	bank := with(billed(sunday-86, 31480_00), func(f *domain.OpenFile) { f.Line.WaitingOn = domain.Mortgagee })
	open := []domain.OpenFile{
		named(billed(sunday-115, 8905_50), "FM-0988", "Pruitt", "U0BEN"),
		named(billed(sunday-104, 9340_00), "FM-0975", "Seaside", "U0BEN"),
		named(bank, "FM-1017", "Luz Delgado", "U0DANA"),
		named(handedIn(nov(3), 12760_00), "FM-1055", "Paul Whitaker", "U0DANA"),
		named(cameBack(domain.NewDate(2026, 10, 21), nov(19), 2), "FM-1063", "Kim Tran", "U0BEN"),
		named(at(domain.Approved, nov(10), 14200_00), "FM-1071", "Ann Abbott", "U0DANA"),
		named(at(domain.Received, nov(12), 8900_00), "FM-1080", "Rafael Castillo", "U0BEN"),
		named(billed(sunday-20, 500_00), "FM-1090", "Ruiz", "U0DANA"),
	}
	d := morning{market: fortMyers(), date: monday}.digest(kpi.Figures{OpenAR: 100000_00}, open, domain.Activity{})
	want := []string{
		"escalate: FM-1017 $31,480.00, 86 days. 86 days since invoice. Waiting on mortgagee. Dana",
		"escalate: FM-1063 $9,870.00 not billed, 32 days. Rejected twice: moisture. Waiting on us for 3 days. Ben",
		"escalate: FM-1055 $12,760.00 not billed, 19 days. Submitted 19 days ago, no answer from Northline. Dana",
		"aging: FM-1071 $14,200.00 not billed, 12 days. Approved 12 days ago, waiting on us. Dana",
		"aging: FM-1080 $8,900.00 not billed, 10 days. Received 10 days ago, waiting on us. Ben",
		"past: FM-0988 $8,905.50, 115 days. Harbor Mutual. Ben",
		"past: FM-0975 $9,340.00, 104 days. Harbor Mutual. Ben",
	}
	if diff := cmp.Diff(want, inLists(d)); diff != "" {
		t.Error(diff)
	}
	type heads struct {
		Aging, Past           domain.Money
		AgingAbove, PastAbove int
		Share                 float64
	}
	got := heads{d.AgingCents, d.PastCents, d.AgingAbove, d.PastAbove, d.PastShare}
	if diff := cmp.Diff(heads{45730_00, 49725_50, 2, 1, 49.7255}, got); diff != "" {
		t.Error(diff)
	}
	if d.DaysLeft != 4 || d.Label != "First digest" || d.NoOpenFiles || !reflect.ValueOf(d.Since).IsZero() {
		t.Errorf("days left %d, label %q, no open files %v, since %+v", d.DaysLeft, d.Label, d.NoOpenFiles, d.Since)
	}
}

// TestDueHoldsLead: a file whose hold is due comes before those that weigh more.
func TestDueHoldsLead(t *testing.T) {
	t.Parallel()
	large, small := billed(sunday-86, 31480_00), with(at(domain.Received, nov(20), 100_00), held(monday))
	small.Line.ID, small.Line.Number = 2, "FM-2"
	d := morning{market: fortMyers(), date: monday}.digest(kpi.Figures{}, []domain.OpenFile{large, small}, domain.Activity{})
	if len(d.Escalate) != 2 || d.Escalate[0].Number != "FM-2" {
		t.Errorf("the list is %v", inLists(d))
	}
}

func TestDaysOnAListAndPrivacy(t *testing.T) {
	t.Parallel()
	m := fortMyers()
	last := Digest{Date: nov(20), AsOf: nov(19), Past: []DigestFile{{File: 1, Day: 2}}}
	f := billed(sunday-104, 900_00)
	d := morning{market: m, date: monday, last: &last}.digest(kpi.Figures{}, []domain.OpenFile{f}, domain.Activity{})
	if d.Past[0].Day != 3 || d.Past[0].Why != "Harbor Mutual; day 3 on this list, no call logged." {
		t.Errorf("day %d, %q", d.Past[0].Day, d.Past[0].Why)
	}
	m.Privacy = domain.Privacy{Names: "none"}
	f.Line.Disputed = 100_00
	d = morning{market: m, date: monday, last: &last}.digest(kpi.Figures{}, []domain.OpenFile{f}, domain.Activity{})
	if d.Past[0].Why != "Harbor Mutual; disputed." || d.ShowsAmounts || d.ShowsNames != "none" {
		t.Errorf("%q, amounts %v, names %s", d.Past[0].Why, d.ShowsAmounts, d.ShowsNames)
	}
}

func TestSinceTheLastDigest(t *testing.T) {
	t.Parallel()
	dso := 60.1
	last := &Digest{Date: nov(20), AsOf: nov(19), Figures: kpi.Figures{DSO: kpi.DSOFigure{Days: &dso}}}
	open := []domain.OpenFile{billed(nov(19)-55, 100_00), billed(nov(19)-56, 100_00), billed(sunday-55, 100_00), billed(sunday-56, 100_00)}
	entered := domain.Activity{In: 21540_00, InCount: 3, Returned: 4480_00, ReturnCount: 1, New: 4, Rejected: 1, Reopened: 1, Paid: []domain.PaidFile{
		{File: 42, Number: "FM-1042", On: nov(20), Days: 100}, {File: 66, Number: "FM-1066", On: nov(12), Days: 38}, {File: 67, Number: "FM-1067", On: nov(21), NoDays: true}}}
	d := morning{market: fortMyers(), date: monday, last: last}.digest(kpi.Figures{}, open, entered)
	want := Since{From: nov(20), In: 21540_00, InCount: 3, Returned: 4480_00, ReturnCount: 1, New: 4, Rejected: 1, Reopened: 1, NewlyPast: 2,
		Paid: []DigestFile{{File: 42, Number: "FM-1042", Days: 100}, {File: 66, Number: "FM-1066", Days: 38, Why: "Thu Nov 12"}, {File: 67, Number: "FM-1067", NoDays: true}}}
	if diff := cmp.Diff(want, d.Since); diff != "" {
		t.Error(diff)
	}
	if d.DSOBefore == nil || *d.DSOBefore != dso {
		t.Errorf("compared with %v", d.DSOBefore)
	}
}

func TestLabels(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		date     domain.Date
		last     domain.Date
		imported int
		want     string
	}{
		{"after the weekend", monday, nov(20), 0, ""},
		{"the next day", nov(24), monday, 0, ""},
		{"after a long weekend", nov(30), nov(25), 0, "Covers Wed Nov 25 to Sun Nov 29 (Thanksgiving, company day)"},
		{"a day was skipped", monday, nov(19), 0, "Covers Thu Nov 19 to Sun Nov 22"},
		{"history came in", monday, nov(20), 187, "An import brought history to 187 files; it is not counted below"},
		{"both", nov(30), nov(25), 1, "Covers Wed Nov 25 to Sun Nov 29 (Thanksgiving, company day)\nAn import brought history to 1 file; it is not counted below"},
		{"the first", monday, 0, 0, "First digest"},
		{"the first after an import", monday, 0, 187, "First digest: 187 files imported, 1 already past 55 days"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			n := morning{market: fortMyers(), date: c.date}
			if c.last != 0 {
				n.last = &Digest{Date: c.last, AsOf: c.last - 1}
			}
			d := n.digest(kpi.Figures{}, []domain.OpenFile{billed(c.date-60, 100_00)}, domain.Activity{Imported: c.imported})
			if d.Label != c.want {
				t.Errorf("got %q, want %q", d.Label, c.want)
			}
		})
	}
}

func TestAnEmptyMarket(t *testing.T) {
	t.Parallel()
	d := morning{market: fortMyers(), date: monday}.digest(kpi.Compute(kpi.Inputs{Market: "FM", AsOf: sunday}), nil, domain.Activity{})
	if !d.NoOpenFiles || len(inLists(d)) != 0 || d.PastShare != 0 {
		t.Errorf("no open files %v, lists %v, share %v", d.NoOpenFiles, inLists(d), d.PastShare)
	}
}

// TestStoredDigestIsWhole: a digest with a value in every field comes back as it was.
func TestStoredDigestIsWhole(t *testing.T) {
	t.Parallel()
	var d, got Digest
	n := 0
	fill(reflect.ValueOf(&d).Elem(), &n)
	b, err := d.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	if err := got.UnmarshalJSON(b); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(d, got); diff != "" {
		t.Error(diff)
	}
	if err := got.UnmarshalJSON([]byte(`{"Date": 7}`)); err == nil {
		t.Error("a digest with a number for its date was read")
	}
}

// fill gives every field a value of its own.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), n)
	case reflect.String:
		v.SetString(fmt.Sprint("text ", *n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int32, reflect.Int64:
		v.SetInt(int64(*n) + 700000)
	case reflect.Float64:
		v.SetFloat(float64(*n) + 0.5)
	default:
		panic(fmt.Sprintf("fill knows nothing of %s", v.Type()))
	}
}
