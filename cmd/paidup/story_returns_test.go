package main

import (
	"testing"

	"paidup/domain"
)

// A check bounces a week after it had paid the file in full: the file is open again, from the day it came back.
func TestABouncedCheckReopensAFilePaidInFull(t *testing.T) {
	s := newStage(t)
	s.has("FM-1009", "Rosa Lopez", invoiced(4_480_00, "5509")...)
	dana, priya := s.As("dana"), s.As("priya")

	dana.Types("fort-myers", "/pay FM-1009 4,480 check 7710").SeesEphemeral("Paid in full: 70 days since Mon Sep 14")
	s.card("FM-1009", "✅ PAID IN FULL · balance $0.00")
	s.on("2026-11-30 10:00")
	priya.Types("fort-myers", "/paidup reverse FM-1009 check 7710 because NSF").SeesEphemeral("✅ Saved. FM-1009 Rosa Lopez", "$4,480.00")
	s.card("FM-1009", "INVOICED · balance $4,480.00\nHarbor Mutual owes it since Tue Sep 29", "[Payment…]")
	s.thread("FM-1009",
		"e5 $4,480.00 from Harbor Mutual, check 7710, Mon Nov 23. Balance $0.00. Dana",
		"   Paid in full Mon Nov 23: 70 days (us 10, Harbor Mutual 60)",
		"e6 ↩ Check 7710 returned, $4,480.00, Mon Nov 30: NSF. INVOICED again, balance $4,480.00. Priya")
	dana.Types("fort-myers", "/paidup reverse FM-1009 check 7710 because NSF").SeesEphemeral("No check 7710 stands on FM-1009. Nothing was saved.")
	dana.Types("fort-myers", "/my waiting").SeesEphemeral("FM-1009 Lopez · $4,480.00\nINVOICED since Tue Sep 29, waiting on Harbor Mutual")
	dana.Types("fort-myers", "/stage FM-1009").SeesEphemeral("FM-1009 Lopez: INVOICED since Tue Sep 29")
	s.holds("FM-1009", domain.Invoiced, 4_480_00, 6)
	s.on("2026-12-01 08:00")
	s.ticks()
	s.Channel("naples").Expects("Naples · Tue Dec 1", "No open files")
	s.Channel("fort-myers").Expects("Fort Myers · Tue Dec 1", "FM-1009 Lopez · $4,480.00 · 62 days")
	s.ends()
}

// Money on the wrong file, noticed when Undo has lapsed: accounting voids it there, and enters it on the right one with
// everything it knew.
func TestAPaymentOnTheWrongFile(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.has("FM-1024", "Jo Harrison", invoiced(12_400_00, "5500")...)
	dana, priya := s.As("dana"), s.As("priya")

	dana.Types("fort-myers", "/pay FM-1042 12,400 check 881 on fri").
		SeesEphemeral("✅ Saved. FM-1042 Joan Harris", "check 881, Fri Nov 20", "Entry e5")
	s.card("FM-1042", "✅ PAID IN FULL")
	s.on("2026-11-25 09:00")
	dana.Types("fort-myers", "/paidup undo FM-1042 e5").SeesEphemeral("e5 can't be undone: that was possible until the end of Tue Nov 24.")
	dana.Types("fort-myers", "/paidup void FM-1042 e5 because meant FM-1024").
		SeesEphemeral("Voiding money is for accounting. Nothing was saved.", "[Ask Priya]")
	s.As("maria").Types("fort-myers", "/paidup void FM-1042 e5 because meant FM-1024").
		SeesEphemeral("Voiding money is for accounting: Priya Nair. Nothing was saved.")
	priya.Types("fort-myers", "/paidup void FM-1042 e5 because meant FM-1024").
		SeesEphemeral("✅ Saved. FM-1042 Joan Harris", "[On the right file…]")
	s.card("FM-1042", "INVOICED · balance $12,400.00")

	priya.Clicks("On the right file…").SeesModal("Payment", "Amount: 12,400", "Method (optional): check", "881", "2026-11-20", "Harbor Mutual")
	priya.Searches("File", "harrison", "FM-1024 Jo Harrison · INVOICED").Fills("File", "FM-1024 Jo Harrison · INVOICED")
	priya.Submits().
		SeesModal("✅ Saved. FM-1024 Jo Harrison, $12,400.00", "check 881, Fri Nov 20", "Paid in full: 67 days since Mon Sep 14").Closes()
	s.card("FM-1024", "✅ PAID IN FULL")
	s.thread("FM-1042",
		"e5 $12,400.00 from Harbor Mutual, check 881, Fri Nov 20. Balance $0.00. Dana (entered Mon Nov 23)",
		"   Paid in full Fri Nov 20: 67 days (us 10, Harbor Mutual 57)",
		"e6 Voids e5: meant FM-1024. INVOICED again, balance $12,400.00. Priya, Wed Nov 25")
	s.thread("FM-1024",
		"e5 $12,400.00 from Harbor Mutual, check 881, Fri Nov 20. Balance $0.00. Priya (entered Wed Nov 25)",
		"   Paid in full Fri Nov 20: 67 days (us 10, Harbor Mutual 57)")
	s.holds("FM-1042", domain.Invoiced, 12_400_00, 6)
	s.ends()
}
