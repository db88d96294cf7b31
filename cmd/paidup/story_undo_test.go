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

// A bare undo of a file speaks of the person's own entries alone, one after the other, and never of what came by import.
func TestAnUndoWithNothingOfOnesOwn(t *testing.T) {
	s := newStage(t)
	s.has("FM-1051", "Joan Hale", invoiced(900_00, "5513")...)
	dana := s.As("dana")

	dana.Types("fort-myers", "/pay FM-1051 100 check 881").SeesEphemeral("Entry e5")
	dana.Types("fort-myers", "/paidup undo FM-1051").SeesEphemeral("e5 is undone")
	dana.Types("fort-myers", "/paidup undo FM-1051").SeesEphemeral().Reads("You have nothing to undo on FM-1051. " +
		"What never happened is voided: void FM-1051 eN because WORDS. Nothing was saved.")
	s.card("FM-1051", "INVOICED · balance $900.00")
	s.heardSoFar("FM-1051", 2)
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

// What a person asked of somebody is in their list as long as it can be taken back, and what they entered on several files at
// once is one line: its Undo takes all of it back.
func TestTheLastEntries(t *testing.T) {
	s := newStage(t)
	s.tran()
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.has("FM-1047", "Al Cole", invoiced(4_000_00, "5513")...)
	ben, tom := s.As("ben"), s.As("tom")
	fm := s.Channel("fort-myers")

	ben.Types("fort-myers", "/note FM-1042 gate code").SeesEphemeral("✅ Saved.")
	ben.Types("fort-myers", "/escalate FM-1063 to tom by tue the day-3 drying log").SeesEphemeral("✅ Saved.")
	s.rests()
	fm.Expects("🟠 FM-1063 Tran").Pings("tom")
	dm := tom.SeesDM("FM-1063 Tran needs you")
	ben.Types("fort-myers", "/note FM-1042,1047 call back").SeesEphemeral("✅ Saved. 2 files", "e6, e5. Undo takes back both")
	list := ben.Types("fort-myers", "/paidup undo").SeesEphemeral()
	list.Reads("Your last entries\n" +
		"e6, e5 FM-1042, FM-1047: Note: call back\n[Undo both]\n" +
		"FM-1063 Kim Tran: escalated to Tom Becker, by Tue Nov 24: the day-3 drying log\n[Undo]\n" +
		"e5 FM-1042 Joan Harris: Note: gate code\n[Undo e5]")
	ben.Types("fort-myers", "/my log").SeesEphemeral("Entered today: 2", "e6, e5 FM-1042, FM-1047", "[Undo both]")
	ben.ClicksOn(list, "Undo both").SeesEphemeral("✅ Saved. 2 files", "FM-1042 Joan Harris: e6 is undone", "FM-1047 Al Cole: e5 is undone")
	ben.ClicksOn(list, "Undo").SeesEphemeral("✅ Saved. FM-1063 Kim Tran, the escalation is undone")
	s.rests()
	fm.Expects("↩ FM-1063 Tran")
	fm.ExpectsThread("FM-1063 Tran", "↩ Taken back.")
	tom.SeesDM("↩ FM-1063 Tran")
	tom.ClicksOn(dm, "I'm on it").SeesEphemeral("Ben took this back at 9:12 am ET.")
	ben.Types("fort-myers", "/paidup undo").SeesEphemeral("e7, e6 FM-1042, FM-1047: Undoes e6; Undoes e5").Lacks("FM-1063")

	ben.Types("fort-myers", "/escalate FM-1063 to tom by wed the day-4 drying log").SeesEphemeral("✅ Saved.")
	s.rests()
	asked := fm.Expects("🟠 FM-1063 Tran", "day-4").Pings("tom")
	tom.SeesDM("FM-1063 Tran needs you", "day-4")
	tom.ClicksOn(asked, "I'm on it").SeesEphemeral("✅ Saved. FM-1063 Kim Tran, you are on it",
		"Not yours? Assign… names who takes it, or gives it back to Ben", "[Assign…] [Open file]").Lacks("Undo")
	s.rests()
	fm.Expects("🟠 FM-1063 Tran", "is on it")
	fm.ExpectsThread("FM-1063 Tran", "On it.")
	tom.SeesDM("FM-1063 Tran: you are on it")
	ben.Types("fort-myers", "/paidup undo").SeesEphemeral("Your last entries").Lacks("FM-1063")
	tom.Clicks("Assign…").SeesModal("Assign, FM-1063").Chooses("Or", "Not mine: give it back to who asked").Submits().
		SeesModal("✅ Saved. FM-1063 Kim Tran, Ben Okafor is asked").Closes()
	s.rests()
	fm.Expects("🟠 FM-1063 Tran", "Ben Okafor, by Wed Nov 25")
	fm.ExpectsThread("FM-1063 Tran", "Ben Okafor is asked")
	tom.SeesDM("FM-1063 Tran", "Ben Okafor is asked")
	ben.SeesDM("FM-1063 Tran needs you")
	for _, number := range []string{"FM-1042", "FM-1047"} {
		s.card(number)
	}
	s.heardSoFar("FM-1042", 3)
	s.heardSoFar("FM-1047", 2)
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
