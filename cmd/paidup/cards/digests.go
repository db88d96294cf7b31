package cards

import (
	"time"

	"paidup/bot/card"
	"paidup/commands"
	"paidup/domain"
	"paidup/domain/kpi"
	"paidup/domain/sample"
)

// fortMyers is over its DSO target and behind its goal.
func fortMyers() kpi.Figures {
	at, months := yesterday(), [3]domain.Money{190_500_00, 190_500_00, 167_270_25}
	return kpi.Compute(kpi.Inputs{Market: "FM", AsOf: at, Unapplied: 3_150_00, NetInvoiced90: 605_200_00, Collected: 128_300_00,
		NetInvoiced: invoicedIn(months), ReceivedToPaid90: kpi.Histogram{{Days: 68, N: 41}},
		ReceivedToPaid: kpi.Histogram{{Days: 66, N: 402}}, InvoiceToPaid: kpi.Histogram{{Days: 46, N: 402}},
		Open: []kpi.OpenBalance{
			{InvoicedOn: at - 10, Count: 36, Cents: 182_940_10}, {InvoicedOn: at - 40, Count: 24, Cents: 121_205_15, Disputed: 10_000_00},
			{InvoicedOn: at - 86, Count: 8, Cents: 52_655_00}, {InvoicedOn: at - 115, Count: 6, Cents: 58_730_00, Disputed: 8_200_00},
		}})
}

// phoenix is under its DSO target and past its goal; its books may begin too late for either.
func phoenix(booksFrom domain.Date) kpi.Figures {
	return kpi.Compute(kpi.Inputs{Market: "PX", AsOf: yesterday(), BooksFrom: booksFrom, NetInvoiced90: 262_000_00, Collected: 96_150_00,
		NetInvoiced:      invoicedIn([3]domain.Money{88_400_00, 88_400_00, 70_000_00}),
		ReceivedToPaid90: kpi.Histogram{{Days: 44, N: 29}}, Open: []kpi.OpenBalance{{InvoicedOn: yesterday() - 20, Count: 31, Cents: 137_400_00}}})
}

// invoicedIn are the sums of September, October and November.
func invoicedIn(months [3]domain.Money) []kpi.MonthAmount {
	var all []kpi.MonthAmount
	for i, cents := range months {
		all = append(all, kpi.MonthAmount{Month: domain.NewDate(today().Year(), time.September+time.Month(i), 1), Cents: cents})
	}
	return all
}

func digestFile(id domain.FileID, customer string, cents domain.Money, why string) commands.DigestFile {
	line := fileLine(id, customer, domain.Invoiced)
	return commands.DigestFile{File: id, Number: line.Number, Customer: customer, Cents: cents, Rests: "0a1b2c3d", Why: why, Owner: "Dana"}
}

// past is the file with days since its invoice.
func past(f commands.DigestFile, days int) commands.DigestFile {
	f.Billed, f.Days = true, days
	return f
}

// badDay is the digest of Fort Myers.
func badDay() commands.Digest {
	before := 60.12
	d := commands.Digest{Market: "FM", Name: "Fort Myers", Date: today(), AsOf: yesterday(), Figures: fortMyers(), DSOBefore: &before,
		DaysLeft: 4, ShowsAmounts: true, ShowsNames: "short",
		Escalate: []commands.DigestFile{
			past(digestFile(1017, "Luz Delgado", 31_480_00, "86 days since invoice. Mortgagee has the check; promise for Wed Nov 18 broken."), 86),
			digestFile(1063, "Kim Tran", 9_870_00, "Rejected twice: moisture. Tom asked for the day-3 log by Tue Nov 24."),
			digestFile(1055, "Paul Whitaker", 12_760_00, "Submitted 19 days ago, no answer from Northline."),
			past(digestFile(1029, "Kemp", 4_120_00, "70 days since invoice."), 70),
			past(digestFile(1031, "Sue Bell", 212_40, "60 days since invoice."), 60),
		},
		Aging: []commands.DigestFile{
			digestFile(1071, "Ann Abbott", 14_200_00, "Approved 12 days ago, waiting on us."),
			digestFile(1080, "Rafael Castillo", 8_900_00, "Received 10 days ago, waiting on field."),
		},
		AgingCents: 96_400_00, AgingAbove: 2,
		Past: []commands.DigestFile{
			past(digestFile(988, "Nell Pruitt", 22_905_50, "Coral State; $8,200.00 disputed."), 115),
			past(digestFile(975, "Seaside Suites", 19_340_00, "Client; day 4 on this list, no call logged."), 104),
		},
		PastCents: 123_885_00, PastShare: 29.8137, PastAbove: 1,
		Since: commands.Since{From: friday(), In: 21_540_00, InCount: 3, Returned: 4_480_00, ReturnCount: 1, New: 4, Rejected: 1, Reopened: 1,
			NewlyPast: 2, Paid: []commands.DigestFile{{Number: "FM-1042", Days: 100}, {Number: "FM-1066", Days: 38}}},
	}
	for i := range domain.FileID(5) {
		d.Aging = append(d.Aging, digestFile(1200+i, "More", 10_134_00, "Approved 9 days ago, waiting on us."))
	}
	for i := range domain.FileID(13) {
		d.Past = append(d.Past, past(digestFile(1300+i, "More", 3_858_42, "60 days since invoice."), 60))
	}
	d.Past[len(d.Past)-1].Cents += 4
	return d
}

// goodDay is the digest of Phoenix.
func goodDay() commands.Digest {
	before := 48.0
	return commands.Digest{Market: "PX", Name: "Phoenix", Date: today(), AsOf: yesterday(), Figures: phoenix(0), DSOBefore: &before,
		DaysLeft: 4, ShowsAmounts: true, ShowsNames: "short", PastCents: 6_310_00, PastShare: 4.59,
		Past:  []commands.DigestFile{past(digestFile(501, "Wade", 4_000_00, ""), 70), past(digestFile(502, "Yu", 2_310_00, ""), 61)},
		Since: commands.Since{From: friday(), In: 18_420_00, InCount: 4, Paid: make([]commands.DigestFile, 3), New: 2}}
}

func (g *gallery) digests() {
	g.reply("digest of a bad day", badDay())
	g.reply("digest of a good day", goodDay())
	g.reply("digest of a bad day in a public channel", hushed(badDay()))
	few := badDay()
	few.Escalate, few.AgingAbove, few.PastAbove = nil, 0, 0
	g.reply("digest with a breach and nothing to escalate", few)
	late := goodDay()
	late.Late = "due 8:00 am ET, sent 8:42 am. Paidup was down 7:55 to 8:41"
	late.Label = "Covers Wed Nov 25 to Sun Nov 29 (Thanksgiving, company day)"
	g.reply("digest that is late", late)
	first := goodDay()
	first.Figures, first.DSOBefore, first.Since = phoenix(domain.NewDate(today().Year(), time.October, 1)), nil, commands.Since{}
	first.Label = "First digest: 187 files imported, 61 already past 55 days;\nescalations are off until you turn them on"
	g.reply("digest that is the first", first)
	none := commands.Digest{Market: "DN", Name: "Denver", Date: today(), AsOf: yesterday(), NoOpenFiles: true, ShowsAmounts: true,
		Figures: kpi.Compute(kpi.Inputs{Market: "DN", AsOf: yesterday()})}
	g.reply("digest of no open files", none)
	hurt := badDay()
	hurt.Escalate[0].Customer, hurt.Past[0].Customer = hostile, hostile
	g.reply("digest with a hostile customer", hurt)
	g.reply("digest whose lines people acted on", g.live())
	g.message("digest paused in a shared channel", card.Refusal("Paidup is paused here: this channel is shared with another company.", nil))
}

// hushed is the digest as a public channel shows it.
func hushed(d commands.Digest) commands.Digest {
	d.ShowsAmounts, d.ShowsNames = false, "none"
	for i := range d.Escalate {
		d.Escalate[i].Why = "86 days since invoice."
	}
	d.Past[0].Why = "Carrier; disputed in part."
	return d
}

// live is the digest of the bad day after three people acted on it: on it, put off, done.
func (g *gallery) live() commands.LiveDigest {
	d := commands.LiveDigest{Digest: badDay(), Live: map[domain.FileID]*domain.Escalation{}, People: g.people}
	d.Snoozed, d.SnoozedUntil = 2, today()+2
	for i, law := range []func(*domain.Escalation) error{
		(*domain.Escalation).Take,
		func(e *domain.Escalation) error { return e.Snooze(today()+2, "the lab is closed") },
		func(e *domain.Escalation) error { return e.Settle(domain.Uploaded, "") },
	} {
		e := g.raised(inside())
		g.acts(e, sample.Dana, 8, law)
		d.Live[d.Escalate[i].File] = e
	}
	return d
}
