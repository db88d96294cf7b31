package card

import (
	"paidup/commands"
	"paidup/domain"
	"paidup/domain/kpi"
)

// figures of a market as of a date, from sums in cents.
type figures struct {
	market             string
	asOf               domain.Date
	booksFrom          domain.Date
	open               []kpi.OpenBalance
	unapplied          domain.Money
	net90              domain.Money
	sep, oct, nov      domain.Money
	collected          domain.Money
	median, medianOf   int
	leftOut            kpi.LeftOut
	paidEver, paidDays int
}

func (f figures) compute() kpi.Figures {
	return kpi.Compute(kpi.Inputs{Market: f.market, AsOf: f.asOf, BooksFrom: f.booksFrom, Open: f.open, Unapplied: f.unapplied,
		NetInvoiced:   []kpi.MonthAmount{{Month: day("2026-09-01"), Cents: f.sep}, {Month: day("2026-10-01"), Cents: f.oct}, {Month: day("2026-11-01"), Cents: f.nov}},
		NetInvoiced90: f.net90, Collected: f.collected, LeftOut: f.leftOut,
		ReceivedToPaid90: kpi.Histogram{{Days: f.median, N: f.medianOf}},
		ReceivedToPaid:   kpi.Histogram{{Days: f.paidDays, N: f.paidEver}},
		InvoiceToPaid:    kpi.Histogram{{Days: f.paidDays - 20, N: f.paidEver}}})
}

// fortMyersFigures are over their target and behind their goal.
func fortMyersFigures() figures {
	at := day("2026-11-22")
	return figures{market: "FM", asOf: at, unapplied: 3_150_00, net90: 605_200_00,
		sep: 190_500_00, oct: 190_500_00, nov: 167_270_25, collected: 128_300_00, median: 68, medianOf: 41, paidEver: 402, paidDays: 66,
		open: []kpi.OpenBalance{
			{InvoicedOn: at - 10, Count: 36, Cents: 182_940_10},
			{InvoicedOn: at - 40, Count: 24, Cents: 121_205_15, Disputed: 10_000_00},
			{InvoicedOn: at - 86, Count: 8, Cents: 52_655_00},
			{InvoicedOn: at - 115, Count: 6, Cents: 58_730_00, Disputed: 8_200_00},
		}}
}

// phoenixFigures are under their target and past their goal.
func phoenixFigures() figures {
	at := day("2026-11-22")
	return figures{market: "PX", asOf: at, net90: 262_000_00, sep: 88_400_00, oct: 88_400_00, nov: 70_000_00, collected: 96_150_00,
		median: 44, medianOf: 29, open: []kpi.OpenBalance{{InvoicedOn: at - 20, Count: 31, Cents: 137_400_00}}}
}

func digestFile(id domain.FileID, number, customer string, cents domain.Money) commands.DigestFile {
	return commands.DigestFile{File: id, Number: number, Customer: customer, Cents: cents, Rests: "0a1b2c3d"}
}

// badDay is the digest of Fort Myers.
func badDay() commands.Digest {
	before := 60.12
	f := func(id domain.FileID, number, customer string, cents domain.Money, billed bool, days int, why, owner string) commands.DigestFile {
		v := digestFile(id, number, customer, cents)
		v.Billed, v.Days, v.Why, v.Owner = billed, days, why, owner
		return v
	}
	d := commands.Digest{Market: "FM", Name: "Fort Myers", Date: today(), AsOf: today() - 1, Figures: fortMyersFigures().compute(),
		DSOBefore: &before, DaysLeft: 4, ShowsAmounts: true, ShowsNames: namesShort,
		Escalate: []commands.DigestFile{
			f(1017, "FM-1017", "Rosa Delgado", 31_480_00, true, 86, "86 days since invoice. Mortgagee has the check; promise for Wed Nov 18 broken.", "Dana"),
			f(1063, "FM-1063", "Linh Tran", 9_870_00, false, 4, "Rejected twice: moisture. Tom asked for the day-3 log by Tue Nov 24.", "Ben"),
			f(1055, "FM-1055", "Whitaker", 12_760_00, false, 19, "Submitted 19 days ago, no answer from Northline.", "Dana"),
			f(1029, "FM-1029", "Kemp", 4_120_00, true, 70, "70 days since invoice.", "Ben"),
			f(1031, "FM-1031", "Bell", 212_40, true, 60, "60 days since invoice.", "Dana"),
		},
		Aging: []commands.DigestFile{
			f(1071, "FM-1071", "Abbott", 14_200_00, false, 12, "Approved 12 days ago, waiting on us.", "Dana"),
			f(1080, "FM-1080", "Castillo", 8_900_00, false, 10, "Received 10 days ago, waiting on field.", "Ben"),
		},
		AgingCents: 96_400_00, AgingAbove: 2,
		Past: []commands.DigestFile{
			f(988, "FM-0988", "Jane Pruitt", 22_905_50, true, 115, "Coral State; $8,200.00 disputed.", "Ben"),
			f(975, "FM-0975", "Seaside", 19_340_00, true, 104, "Client; day 4 on this list, no call logged.", "Ben"),
		},
		PastCents: 123_885_00, PastShare: 29.8137, PastAbove: 1,
		Since: commands.Since{From: day("2026-11-20"), In: 21_540_00, InCount: 3, Returned: 4_480_00, ReturnCount: 1,
			Paid: []commands.DigestFile{{Number: "FM-1042", Days: 100}, {Number: "FM-1066", Days: 38}}, New: 4, Rejected: 1, Reopened: 1, NewlyPast: 2},
	}
	for i := range domain.FileID(5) { // five more for $50,670.00
		d.Aging = append(d.Aging, digestFile(1200+i, "FM-1200", "More", 10_134_00))
	}
	d.Past = append(d.Past, digestFile(1300, "FM-1300", "More", 159_50))
	for i := range domain.FileID(12) { // and twelve for $50,000.00
		d.Past = append(d.Past, digestFile(1301+i, "FM-1301", "More", 50_000_00/12))
	}
	d.Past[len(d.Past)-1].Cents += 50_000_00 % 12
	return d
}

// goodDay is the digest of Phoenix.
func goodDayDigest() commands.Digest {
	before := 48.0
	past := []commands.DigestFile{digestFile(501, "PX-0501", "Wade", 4_000_00), digestFile(502, "PX-0502", "Yu", 2_310_00)}
	return commands.Digest{Market: "PX", Name: "Phoenix", Date: today(), AsOf: today() - 1, Figures: phoenixFigures().compute(),
		DSOBefore: &before, DaysLeft: 4, ShowsAmounts: true, ShowsNames: namesShort,
		Past: past, PastCents: 6_310_00, PastShare: 4.59,
		Since: commands.Since{From: day("2026-11-20"), In: 18_420_00, InCount: 4, Paid: make([]commands.DigestFile, 3), New: 2}}
}
