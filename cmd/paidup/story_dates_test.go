package main

import (
	"testing"

	"paidup/domain"
)

// A date that is none, one that lies ahead, and one further back than a coordinator may go.
func TestDatesThatCannotBe(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	dana, priya := s.As("dana"), s.As("priya")

	dana.Types("fort-myers", "/pay FM-1042 500 check 881 on 31/02").
		SeesEphemeral().Reads(`"31/02" is not a date; month first, like 2/28 or feb 28. Nothing was saved.`)
	dana.Types("fort-myers", "/pay FM-1042 500 check 881 2/30").SeesEphemeral(`"2/30" is not a date`)
	dana.Types("fort-myers", "/pay FM-1042 500 check 881 on 12/1/26").
		SeesEphemeral().Reads("A payment is dated today or earlier; Tue Dec 1 is ahead. Nothing was saved.\n[Log a promise by Tue Dec 1]")
	dana.Types("fort-myers", "/invoice FM-1042 500 on in 3 days").SeesEphemeral("An invoice is dated today or earlier; Thu Nov 26 is ahead.")
	dana.Types("fort-myers", "/pay FM-1042 500 check 881 on nov 2").SeesEphemeral().Reads(
		"Mon Nov 2 is over 7 days back. Money dated further back is for accounting. Nothing was saved.\n[Ask Priya]")
	s.holds("FM-1042", domain.Invoiced, 12_400_00, 4)

	dana.Types("fort-myers", "/pay FM-1042 500 check 881 on fri").SeesEphemeral("✅ Saved.", "check 881, Fri Nov 20")
	priya.Types("fort-myers", "/pay FM-1042 600 check 882 on nov 2").SeesEphemeral("✅ Saved.", "check 882, Mon Nov 2")
	s.card("FM-1042", "balance $11,300.00")
	s.thread("FM-1042",
		"e5 $500.00 from Harbor Mutual, check 881, Fri Nov 20. Balance $11,900.00. Dana (entered Mon Nov 23)",
		"e6 $600.00 from Harbor Mutual, check 882, Mon Nov 2. Balance $11,300.00. Priya (entered Mon Nov 23)")
	s.ends()
}

// 23:30 on the last day of the month in Fort Myers is that day and that month, though it is the next one in London and
// still is the last one in Denver an hour later.
func TestHalfAnHourBeforeTheMonthEnds(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.has("FM-1043", "Al Cole", invoiced(3_000_00, "5513")...)
	s.has("DN-1150", "Bea Hale", invoiced(900_00, "6001")...)
	dana, priya := s.As("dana"), s.As("priya")

	s.on("2026-11-30 23:30")
	dana.Types("fort-myers", "/pay FM-1042 12,400 check 881").SeesEphemeral("check 881, Mon Nov 30", "Paid in full: 77 days since Mon Sep 14")
	s.on("2026-12-01 00:30")
	dana.Types("fort-myers", "/pay FM-1043 3,000 check 882").SeesEphemeral("check 882, Tue Dec 1")
	priya.Types("denver", "/pay DN-1150 900 check 883").SeesEphemeral("check 883, Mon Nov 30")
	s.card("FM-1042", "Mon Nov 30: 77 days since Mon Sep 14")
	s.card("FM-1043", "Tue Dec 1: 78 days since Mon Sep 14")
	s.card("DN-1150", "Mon Nov 30: 77 days since Mon Sep 14")
	s.heardSoFar("FM-1042", 2)
	s.heardSoFar("FM-1043", 2)
	s.heardSoFar("DN-1150", 2)

	s.on("2026-12-02 09:00")
	dana.Types("fort-myers", "/kpi fm collections as of nov 30").SeesEphemeral("Fort Myers · as of Mon Nov 30", "$12,400 collected")
	dana.Types("fort-myers", "/kpi fm collections").SeesEphemeral("Fort Myers · as of Tue Dec 1", "$3,000 collected")
	priya.Types("denver", "/kpi dn collections as of nov 30").SeesEphemeral("Denver · as of Mon Nov 30", "$900 collected")
	s.ends()
}

// A plan goes ahead: a day of this year that is over means next year's, and the receipt shows the year, as thread and card do.
func TestAPlanOfNextYear(t *testing.T) {
	s := newStage(t)
	s.has("FM-1017", "Luz Delgado", invoiced(12_400_00, "5480")...)
	s.has("FM-1071", "Amy Abbott", approved(14_200_00)...)
	dana := s.As("dana")
	for _, v := range []struct{ typed, says string }{
		{"/paidup promise FM-1017 by nov 19 from mortgagee", "By Fri Nov 19, 2027"},
		{"/paidup next FM-1017 11/19 call again", "Call again, Fri Nov 19, 2027"},
		{"/log FM-1017 call adjuster next nov 19 ask once more", "Next: ask once more, Fri Nov 19, 2027"},
		{"/invoice FM-1071 14,200 inv 5531 due nov 19", "due Fri Nov 19, 2027"},
	} {
		dana.Types("fort-myers", v.typed).SeesEphemeral("✅ Saved.", v.says)
	}
	dana.Types("fort-myers", "/paidup hold FM-1017 until nov 19 because test").
		SeesEphemeral("A hold is 30 days at most, until Wed Dec 23. Nothing was saved.")
	s.card("FM-1017", "Fri Nov 19, 2027")
	s.card("FM-1071", "Fri Nov 19, 2027")
	s.heardSoFar("FM-1017", 3)
	s.heardSoFar("FM-1071", 1)
	s.ends()
}
