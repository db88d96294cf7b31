package card

import (
	"strings"
	"testing"

	"paidup/commands"
	"paidup/domain/kpi"
)

// A bad day, as the house draws it.
func TestDigestOfBadDay(t *testing.T) {
	t.Parallel()
	m := Pen{}.Message(badDay())
	message(t, "digest_bad_day", m, `
		Fort Myers · Mon Nov 23
		🔴 DSO 61.3, target under 55 (up 1.2)
		$42,536 collected would bring it under
		🟠 $128,300 collected, goal $190,500
		33.7% of Sep + Oct, goal 50%; 4 days left
		Received to paid: 68 days (median of 41)
		small: As of Sun Nov 22, over 90 days. Open AR $412,380.25, 74 invoices, $18,200.00 disputed. DSO trailing 90, countback 61.6
		---
		Needs escalation: 5
		FM-1017 Delgado · $31,480.00
		86 days since invoice. Mortgagee has the check; promise for Wed Nov 18 broken. Dana
		[I'm on it] [Later…] [⋯ Done…, Assign…, Ask a question…, Send to director, Open file]
		FM-1063 Tran · $9,870.00 not billed
		Rejected twice: moisture. Tom asked for the day-3 log by Tue Nov 24. Ben
		[I'm on it] [Later…] [⋯ Done…, Assign…, Ask a question…, Send to director, Open file]
		FM-1055 Whitaker · $12,760.00 not billed
		Submitted 19 days ago, no answer from Northline. Dana
		[I'm on it] [Later…] [⋯ Done…, Assign…, Ask a question…, Send to director, Open file]
		[2 more]
		---
		Aging before the invoice: 9, $96,400.00
		small: 2 of them are above
		FM-1071 Abbott · $14,200.00
		Approved 12 days ago, waiting on us. Dana
		FM-1080 Castillo · $8,900.00
		Received 10 days ago, waiting on field. Ben
		[5 more, $50,670.00]
		---
		Past 55 days (DSO): 16, $123,885.00
		small: 29.8% of open invoices. 1 of them is above
		FM-0988 Pruitt · $22,905.50 · 115 days
		Coral State; $8,200.00 disputed. Ben
		FM-0975 Seaside · $19,340.00 · 104 days
		Client; day 4 on this list, no call logged. Ben
		[13 more, $50,159.50]
		---
		Since Friday's digest
		In $21,540.00 (3), returned $4,480.00 (1)
		Paid in full: FM-1042 (100 days), FM-1066 (38)
		New 4 · Rejected 1 · Reopened 1 · Newly past 55: 2
		[My queue] [Why 61.3?] [Act on a file…]`)
	want := "Fort Myers: DSO 61.3, target under 55. Collected 33.7% of Sep + Oct, goal 50%, 4 days left. 5 need escalation."
	if m.Text != want {
		t.Errorf("text is %q, want %q", m.Text, want)
	}
	if n := len(m.Blocks); n > 35 {
		t.Errorf("%d blocks", n)
	}
}

func TestDigestOfGoodDay(t *testing.T) {
	t.Parallel()
	m := Pen{}.Message(goodDayDigest())
	message(t, "digest_good_day", m, `
		Phoenix · Mon Nov 23
		✅ DSO 47.2, target under 55 (down 0.8)
		✅ $96,150 collected, goal $88,400
		54.4% of Sep + Oct, goal 50%; 4 days left
		Received to paid: 44 days (median of 29)
		small: As of Sun Nov 22, over 90 days. Open AR $137,400.00, 31 invoices. DSO trailing 90, countback 45.6
		Nothing needs escalation.
		Past 55 days (DSO): 2, $6,310.00
		Since Friday: in $18,420.00 (4), paid in full 3, new 2
		[My queue] [Lists…]`)
	want := "Phoenix: DSO 47.2, target under 55. Collected 54.4% of Sep + Oct, goal 50%, 4 days left. Nothing needs escalation."
	if m.Text != want {
		t.Errorf("text is %q, want %q", m.Text, want)
	}
}

func TestDigestOfEmptyMarket(t *testing.T) {
	t.Parallel()
	d := commands.Digest{Market: "DN", Name: "Denver", Date: today(), AsOf: today() - 1, NoOpenFiles: true, ShowsAmounts: true,
		Figures: kpi.Compute(kpi.Inputs{Market: "DN", AsOf: today() - 1})}
	m := Pen{}.Message(d)
	message(t, "digest_no_files", m, `
		Denver · Mon Nov 23
		No open files.`)
	if want := "Denver · Mon Nov 23. No open files."; m.Text != want {
		t.Errorf("text is %q, want %q", m.Text, want)
	}
	d.Since = commands.Since{From: day("2026-11-20"), In: 900_00, InCount: 1, Paid: []commands.DigestFile{{Number: "DN-0004", Days: 1}}}
	message(t, "digest_no_files_left", Pen{}.Message(d), `
		Denver · Mon Nov 23
		No open files.
		Since Friday's digest
		In $900.00 (1)
		Paid in full: DN-0004 (1 day)`)
}

// The lines that keep a digest honest stand under its title.
func TestDigestThatIsLateOrFirst(t *testing.T) {
	t.Parallel()
	d := goodDayDigest()
	d.Late = "due 8:00 am ET, sent 8:42 am. Paidup was down 7:55 to 8:41"
	d.Label = "Covers Wed Nov 25 to Sun Nov 29 (Thanksgiving, company day)"
	message(t, "digest_late", Pen{}.Message(d), `
		Phoenix · Mon Nov 23
		Late: due 8:00 am ET, sent 8:42 am. Paidup was down 7:55 to 8:41
		Covers Wed Nov 25 to Sun Nov 29 (Thanksgiving, company day)
		✅ DSO 47.2, target under 55 (down 0.8)
		✅ $96,150 collected, goal $88,400
		54.4% of Sep + Oct, goal 50%; 4 days left
		Received to paid: 44 days (median of 29)
		small: As of Sun Nov 22, over 90 days. Open AR $137,400.00, 31 invoices. DSO trailing 90, countback 45.6
		Nothing needs escalation.
		Past 55 days (DSO): 2, $6,310.00
		Since Friday: in $18,420.00 (4), paid in full 3, new 2
		[My queue] [Lists…]`)
	f := phoenixFigures()
	f.booksFrom = day("2026-10-01")
	d = goodDayDigest()
	d.Figures, d.DSOBefore, d.Since = f.compute(), nil, commands.Since{}
	d.Label = "First digest: 187 files imported, 61 already past 55 days;\nescalations are off until you turn them on"
	m := Pen{}.Message(d)
	message(t, "digest_first", m, `
		Phoenix · Mon Nov 23
		First digest: 187 files imported, 61 already past 55 days;
		escalations are off until you turn them on
		DSO n/a until Tue Dec 29: books start Thu Oct 1
		$96,150 collected
		Collections n/a until Tue Dec 1: books start Thu Oct 1
		Received to paid: n/a until Tue Dec 29
		small: As of Sun Nov 22, over 90 days. Open AR $137,400.00, 31 invoices. DSO trailing 90, countback 45.6
		Nothing needs escalation.
		Past 55 days (DSO): 2, $6,310.00
		[My queue] [Lists…]`)
	want := "Phoenix: DSO n/a until Tue Dec 29: books start Thu Oct 1. Collections n/a. Nothing needs escalation."
	if m.Text != want {
		t.Errorf("text is %q, want %q", m.Text, want)
	}
}

// Where fewer sections speak, each shows five.
func TestDigestShowsFiveWhereFewerSectionsSpeak(t *testing.T) {
	t.Parallel()
	d := badDay()
	d.Past, d.PastAbove, d.PastCents = nil, 0, 0
	got := read(Pen{}.Message(d).Blocks)
	if n := strings.Count(got, "[I'm on it]"); n != 5 {
		t.Errorf("%d escalations are shown", n)
	}
	if !strings.Contains(got, "[2 more, $20,268.00]") || strings.Contains(got, "Past 55 days") {
		t.Errorf("it reads\n%s", got)
	}
	d = badDay()
	d.Escalate, d.AgingAbove, d.PastAbove = nil, 0, 0
	message(t, "digest_breach_only", Pen{}.Message(d), `
		Fort Myers · Mon Nov 23
		🔴 DSO 61.3, target under 55 (up 1.2)
		$42,536 collected would bring it under
		🟠 $128,300 collected, goal $190,500
		33.7% of Sep + Oct, goal 50%; 4 days left
		Received to paid: 68 days (median of 41)
		small: As of Sun Nov 22, over 90 days. Open AR $412,380.25, 74 invoices, $18,200.00 disputed. DSO trailing 90, countback 61.6
		---
		Nothing needs escalation.
		---
		Aging before the invoice: 7, $96,400.00
		FM-1071 Abbott · $14,200.00
		Approved 12 days ago, waiting on us. Dana
		FM-1080 Castillo · $8,900.00
		Received 10 days ago, waiting on field. Ben
		FM-1200 More · $10,134.00
		FM-1200 More · $10,134.00
		FM-1200 More · $10,134.00
		[2 more, $20,268.00]
		---
		Past 55 days (DSO): 15, $123,885.00
		small: 29.8% of open invoices
		FM-0988 Pruitt · $22,905.50 · 115 days
		Coral State; $8,200.00 disputed. Ben
		FM-0975 Seaside · $19,340.00 · 104 days
		Client; day 4 on this list, no call logged. Ben
		FM-1300 More · $159.50 · 0 days
		FM-1301 More · $4,166.66 · 0 days
		FM-1301 More · $4,166.66 · 0 days
		[10 more, $41,666.68]
		---
		Since Friday's digest
		In $21,540.00 (3), returned $4,480.00 (1)
		Paid in full: FM-1042 (100 days), FM-1066 (38)
		New 4 · Rejected 1 · Reopened 1 · Newly past 55: 2
		[My queue] [Why 61.3?] [Act on a file…]`)
}

// A public channel's digest names no customer and no amount.
func TestDigestOfPublicChannel(t *testing.T) {
	t.Parallel()
	d := badDay()
	d.ShowsAmounts, d.ShowsNames = false, namesNone
	for i := range d.Escalate {
		d.Escalate[i].Why = "86 days since invoice."
	}
	d.Past[0].Why = "Carrier; disputed in part."
	d.Figures.LeftOut = kpi.LeftOut{WrittenOff: 3, WrittenOffCents: 2_140_00, Cancelled: 1, Assumed: 2}
	m := Pen{}.Message(d)
	message(t, "digest_public", m, `
		Fort Myers · Mon Nov 23
		🔴 DSO 61.3, target under 55 (up 1.2)
		🟠 33.7% of Sep + Oct, goal 50%; 4 days left
		Received to paid: 68 days (median of 41)
		small: As of Sun Nov 22, over 90 days. 74 invoices open. DSO trailing 90, countback 61.6. Received to paid leaves out 3 closed by write-off; 1 cancelled; 2 with an assumed received date
		---
		Needs escalation: 5
		FM-1017
		86 days since invoice. Dana
		[I'm on it] [Later…] [⋯ Done…, Assign…, Ask a question…, Send to director, Open file]
		FM-1063
		86 days since invoice. Ben
		[I'm on it] [Later…] [⋯ Done…, Assign…, Ask a question…, Send to director, Open file]
		FM-1055
		86 days since invoice. Dana
		[I'm on it] [Later…] [⋯ Done…, Assign…, Ask a question…, Send to director, Open file]
		[2 more]
		---
		Aging before the invoice: 9
		small: 2 of them are above
		FM-1071
		Approved 12 days ago, waiting on us. Dana
		FM-1080
		Received 10 days ago, waiting on field. Ben
		[5 more]
		---
		Past 55 days (DSO): 16
		small: 29.8% of open invoices. 1 of them is above
		FM-0988 · 115 days
		Carrier; disputed in part. Ben
		FM-0975 · 104 days
		Client; day 4 on this list, no call logged. Ben
		[13 more]
		---
		Since Friday's digest
		Payments 3, returned 1
		Paid in full: FM-1042 (100 days), FM-1066 (38)
		New 4 · Rejected 1 · Reopened 1 · Newly past 55: 2
		[My queue] [Why 61.3?] [Act on a file…]`)
	for _, secret := range []string{"Delgado", "Pruitt", "$"} {
		if whole := string(indented(t, posted(m))); strings.Contains(whole, secret) {
			t.Errorf("the digest of a public channel shows %q", secret)
		}
	}
}

// Files paid in full link to their cards, show a date that is older than the last digest, and no days that rest on an
// assumption.
func TestDigestNamesFilesPaidInFull(t *testing.T) {
	t.Parallel()
	s := commands.Since{Paid: []commands.DigestFile{{File: 1042, Number: "FM-1042", Days: 100, Why: "Wed Nov 18"},
		{Number: "FM-1066", Days: 38}, {Number: "FM-1070", NoDays: true}}}
	for range 19 {
		s.Paid = append(s.Paid, commands.DigestFile{Number: "FM-2", Days: 7})
	}
	var out paper
	out.lines(Pen{Links: links()}.sincePaid(s)...)
	want := "Paid in full: (FM-1042) (100 days, Wed Nov 18), FM-1066 (38), FM-1070, " + strings.Repeat("FM-2 (7), ", 16) + "FM-2 (7), 2 more"
	if got := read(out.blocks); got != want {
		t.Errorf("it reads %q, want %q", got, want)
	}
}

func TestDigestOfHostileCustomer(t *testing.T) {
	t.Parallel()
	d := badDay()
	d.Name = hostile
	for i := range d.Escalate {
		d.Escalate[i].Customer, d.Escalate[i].Owner, d.Escalate[i].Why = hostile, hostile, hostile
	}
	m := Pen{}.Message(d)
	harmless(t, m)
	golden(t, "digest_hostile", "chat.postMessage", posted(m))
}

func TestMonthInTheVerdict(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name      string
		asOf      string
		collected int64
		left      int
		want      string
	}{
		{"behind", "2026-11-22", 128_300_00, 4, "🟠 $128,300 collected, goal $190,500|33.7% of Sep + Oct, goal 50%; 4 days left"},
		{"on pace", "2026-11-22", 151_000_00, 4, "$151,000 collected, goal $190,500|39.6% of Sep + Oct, goal 50%; 4 days left, on pace"},
		{"met", "2026-11-22", 190_500_00, 1, "✅ $190,500 collected, goal $190,500|50.0% of Sep + Oct, goal 50%; 1 day left"},
		{"ended and met", "2026-11-30", 200_000_00, 0, "✅ $200,000 collected, goal $190,500|52.5% of Sep + Oct, goal 50%; November has ended"},
		{"ended and missed", "2026-11-30", 190_400_00, 0, "🔴 $190,400 collected, goal $190,500|49.97% of Sep + Oct, goal 50%; November has ended"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := fortMyersFigures()
			f.asOf, f.collected = day(c.asOf), moneyOfCents(c.collected)
			v := verdict{figures: f.compute(), daysLeft: c.left, amounts: true, today: f.asOf}
			if got := strings.Join(v.collections(), "|"); got != c.want {
				t.Errorf("it reads %q, want %q", got, c.want)
			}
		})
	}
}

func TestFigureNearItsTarget(t *testing.T) {
	t.Parallel()
	for x, want := range map[float64]string{54.96: "54.96", 55: "55.0", 55.04: "55.0", 54.94: "54.9", 61.32: "61.3"} {
		if got := oneDecimal(x, 55); got != want {
			t.Errorf("%v is shown as %s, want %s", x, got, want)
		}
	}
}
