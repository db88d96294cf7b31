package main

import (
	"testing"

	"paidup/domain"
)

// An entry is its author's to take back.
func TestAnUndo(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	dana, ben := s.As("dana"), s.As("ben")

	receipt := dana.Types("fort-myers", "/pay FM-1042 12,400 check 881").SeesEphemeral("Entry e5. Undo until the end of Tue Nov 24", "[Undo]")
	s.card("FM-1042", "✅ PAID IN FULL")
	ben.Types("fort-myers", "/paidup undo FM-1042 e5").SeesEphemeral("e5 on FM-1042 is not yours to undo. Nothing was saved.")
	s.holds("FM-1042", domain.PaidInFull, 0, 5)
	dana.ClicksOn(receipt, "Undo").SeesEphemeral("✅ Saved. FM-1042 Joan Harris, e5 is undone", "INVOICED again")
	dana.ClicksOn(receipt, "Undo").SeesEphemeral("e5 was taken back already (e6). Nothing was added.")
	s.card("FM-1042", "INVOICED · balance $12,400.00")
	dana.Types("fort-myers", "/paidup undo FM-1042 e1").
		SeesEphemeral("e1 began FM-1042 and can't be taken back; cancel the file instead.").Lacks("void")
	dana.Types("fort-myers", "/paidup undo FM-1042 e5").SeesEphemeral("e5 was taken back already (e6). Nothing was added.")
	s.thread("FM-1042",
		"e5 $12,400.00 from Harbor Mutual, check 881, Mon Nov 23. Balance $0.00. Dana",
		"   Paid in full Mon Nov 23: 70 days (us 10, Harbor Mutual 60)",
		"e6 Undoes e5. INVOICED again, balance $12,400.00. Dana, Mon Nov 23")
	s.ends()
}

// Something was built on it: a later check stands where it stands because of the first.
func TestAnUndoRefusedBecauseSomethingWasBuiltOnIt(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", approved(12_400_00)...)
	dana, ben := s.As("dana"), s.As("ben")

	dana.Types("fort-myers", "/invoice FM-1042 12,400 inv 5512").SeesEphemeral("✅ Saved.", "Entry e4")
	ben.Types("fort-myers", "/pay FM-1042 5,000 check 902").SeesEphemeral("✅ Saved.", "Entry e5")
	dana.Types("fort-myers", "/paidup undo FM-1042 e4").SeesEphemeral("e4 can't be undone: check 902 was applied after it.",
		"void FM-1042 e4 because … is for accounting.")
	s.card("FM-1042", "INVOICED · balance $7,400.00")
	s.thread("FM-1042",
		"e4 Invoice 5512 to Harbor Mutual, $12,400.00, Mon Nov 23. Balance $12,400.00. Dana",
		"e5 $5,000.00 from Harbor Mutual, check 902, Mon Nov 23. Balance $7,400.00. Ben")
	s.holds("FM-1042", domain.Invoiced, 7_400_00, 5)
	s.ends()
}

// Undo ends with the next business day: what was entered on Wednesday before Thanksgiving can be taken back on Monday.
func TestAnUndoThatIsTooLate(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	dana := s.As("dana")

	s.on("2026-11-25 16:00")
	dana.Types("fort-myers", "/pay FM-1042 5,000 check 902").SeesEphemeral("Undo until the end of Mon Nov 30")
	dana.Types("fort-myers", "/pay FM-1042 5,100 check 903").SeesEphemeral("Undo until the end of Mon Nov 30")
	s.on("2026-11-30 23:00")
	dana.Types("fort-myers", "/paidup undo FM-1042 e6").SeesEphemeral("✅ Saved. FM-1042 Joan Harris, e6 is undone")
	s.on("2026-12-01 00:05")
	dana.Types("fort-myers", "/paidup undo FM-1042 e5").SeesEphemeral("e5 can't be undone: that was possible until the end of Mon Nov 30.",
		"void FM-1042 e5 because … is for accounting.")
	dana.Types("fort-myers", "/paidup undo").SeesEphemeral("Your last entries", "e7")
	s.card("FM-1042", "INVOICED · balance $7,400.00")
	s.thread("FM-1042",
		"e5 $5,000.00 from Harbor Mutual, check 902, Wed Nov 25. Balance $7,400.00. Dana",
		"e6 $5,100.00 from Harbor Mutual, check 903, Wed Nov 25. Balance $2,300.00. Dana",
		"e7 Undoes e6. Balance $7,400.00. Dana, Mon Nov 30")
	s.ends()
}
