package main

import (
	"testing"

	"paidup/domain"
)

// A question outlives the program that asked it, and is answered once: every other press is told what became of it.
func TestAQuestionAnsweredAfterARestart(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	dana, ben := s.As("dana"), s.As("ben")

	question := dana.Types("fort-myers", "/pay FM-1042 12,600 check 881").SeesEphemeral("$200.00 over the balance")
	s.again()
	dana.Types("fort-myers", "/my").SeesEphemeral("❓ A question of 9:12 am ET waits: pay FM-1042", "[Ask again]")
	dana.Clicks("Ask again").SeesEphemeral("$200.00 over the balance", "[Keep $200 unapplied]")
	s.on("2026-11-23 09:40")
	ben.ClicksOn(question, "Keep $200 unapplied").SeesEphemeral().Reads("That question is for Dana Reyes to answer. Nothing was saved.")
	dana.ClicksOn(question, "Keep $200 unapplied").SeesEphemeral("✅ Saved. FM-1042 Joan Harris, $12,600.00", "Entry e5")
	dana.Again() // it is the same press, and the same receipt
	dana.ClicksOn(question, "Keep $200 unapplied").
		SeesEphemeral().Reads("Already saved: $12,600.00, check 881, by you at 9:40 am ET (e5). Nothing was added.")
	dana.ClicksOn(question, "Drop").SeesEphemeral().Reads("Already saved: $12,600.00, check 881, by you at 9:40 am ET (e5). Nothing was added.")
	s.card("FM-1042", "✅ PAID IN FULL", "$200.00 unapplied")
	s.heardSoFar("FM-1042", 2)

	late := dana.Types("fort-myers", "/pay FM-1042 100 check 881").SeesEphemeral("Same money twice?")
	s.on("2026-11-23 10:11")
	dana.ClicksOn(late, "A second payment").
		SeesEphemeral().Reads("That question waited half an hour and is over. Nothing was saved; say it again if it is still meant.")
	older := dana.Types("fort-myers", "/pay FM-1042 100 check 881").SeesEphemeral("Same money twice?")
	dana.Types("fort-myers", "/pay FM-1042 200 check 881").SeesEphemeral("Same money twice?")
	dana.ClicksOn(older, "A second payment").
		SeesEphemeral().Reads("A newer question took the place of that one. Nothing was saved; say it again if it is still meant.")
	s.holds("FM-1042", domain.PaidInFull, 0, 5)
	s.ends()
}

// Of the lines of a direct message those that need an answer are asked about one after the other.
func TestLinesThatNeedAnAnswer(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.has("FM-1047", "Al Cole", invoiced(4_000_00, "5514")...)
	s.has("FM-1051", "Amy Hale", invoiced(900_00, "5516")...)
	priya := s.As("priya")
	priya.DMs("pay FM-1042 12,600 check 881\npay FM-1047 4,100 check 882\npay FM-1051 900 check 883\nnote harr call back")
	priya.SeesDM("$200.00 over the balance", "[Keep $200 unapplied]")
	priya.SeesDM("❓ Not saved yet. pay FM-1047 4,100 check 882 is asked about after the question above.")
	priya.SeesDM("✅ Saved. FM-1051 Amy Hale, $900.00")
	priya.SeesDM("✅ Saved. FM-1042 Joan Harris") // one file is called so
	priya.Clicks("Keep $200 unapplied").SeesDM("✅ Saved. FM-1042 Joan Harris, $12,600.00")
	priya.SeesDM("$100.00 over the balance", "[Keep $100 unapplied]")
	priya.ClicksNear("$100.00 over the balance", "Drop").SeesDM("Dropped. Nothing was saved.")
	s.card("FM-1042", "✅ PAID IN FULL")
	s.card("FM-1051", "✅ PAID IN FULL")
	s.heardSoFar("FM-1042", 3)
	s.heardSoFar("FM-1051", 2)
	s.holds("FM-1047", domain.Invoiced, 4_000_00, 4)
	s.ends()
}

// A number that looks like a card's is asked about before it is kept, by whatever door it comes.
func TestACardNumberIsAskedAbout(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	dana := s.As("dana")

	dana.Types("fort-myers", "/note FM-1042 paid by card 4111 1111 1111 1111 at the door").SeesEphemeral().Reads(
		"❓ Not saved yet. Looks like a card number (…1111)\n[Leave it out] [Drop] [Keep the number]")
	dana.Clicks("Leave it out").SeesEphemeral("✅ Saved. FM-1042 Joan Harris")
	s.card("FM-1042").Lacks("4111")
	s.thread("FM-1042", "e5 Note: paid by card at the door. Dana")

	dana.Types("fort-myers", "/note").SeesModal("Note").Searches("File", "harris", "FM-1042 Joan Harris · INVOICED")
	dana.Fills("File", "FM-1042 Joan Harris · INVOICED").Fills("Note", "his SSN is 123-45-6789").Submits().
		SeesModal("Not saved yet", "Looks like a social security number (…6789)")
	dana.Clicks("Drop").SeesModal("Dropped. Nothing was saved.").Closes()
	dana.DMs("pay FM-1042 400 card 4111111111111111").SeesDM("Looks like a card number (…1111)")
	dana.Clicks("Leave it out").SeesDM("✅ Saved. FM-1042 Joan Harris, $400.00")
	dana.Types("fort-myers", "/note FM-1042 file 4111-1111-1111-1111 at the carrier").SeesEphemeral("Looks like a card number")
	dana.Clicks("Keep the number").SeesEphemeral("✅ Saved.")
	s.card("FM-1042", "balance $12,000.00")
	s.thread("FM-1042", "e6 $400.00 from Harbor Mutual, card, Mon Nov 23. Balance $12,000.00. Dana",
		"e7 Note: file 4111-1111-1111-1111 at the carrier. Dana")
	s.ends()
}
