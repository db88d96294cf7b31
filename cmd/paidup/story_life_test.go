package main

import "testing"

// A file from the call that brings it in to the last check: one rejection, one supplement, two payments. Everybody says it
// their own way: commands, the card's buttons, forms, words in the thread.
func TestALifeFromIntakeToPaidInFull(t *testing.T) {
	s := newStage(t)
	dana, ben, priya := s.As("dana"), s.As("ben").In("fort-myers"), s.As("priya").In("fort-myers")

	dana.Types("fort-myers", "/file new Joan Harris").SeesModal("New file", "Customer: Joan Harris")
	dana.Fills("Loss type", "water").Fills("Payer", "Harbor Mutual").Fills("Program or TPA", "Northline")
	dana.Submits().SeesModal("✅ Saved. FM-1001 Joan Harris, RECEIVED", "Owner Dana Reyes").Closes()
	card := s.card("FM-1001", "RECEIVED\nWaiting on us since Mon Nov 23")

	s.on("2026-11-24 10:00")
	dana.Clicks("Submit…").SeesModal("Submit, FM-1001").Fills("Amount asked", "19,300").Fills("What is handed in", "estimate")
	dana.Submits().SeesModal("✅ Saved. FM-1001 Joan Harris, estimate $19,300.00").Closes()
	s.card("FM-1001", "SUBMITTED · $19,300.00 asked\nNorthline has it since Tue Nov 24")
	s.on("2026-11-30 10:00")
	ben.Clicks("Rejected…").SeesModal("Rejected, FM-1001").Fills("Why it came back", "moisture").Fills("In their words", "day-3 log missing")
	ben.Submits().SeesModal("✅ Saved. FM-1001 Joan Harris, round 1 rejected").Closes()
	s.card("FM-1001", "Rejected Mon Nov 30: moisture\nWaiting on us since Mon Nov 30")
	s.on("2026-12-02 10:00")
	dana.Mentions(card, "submit estimate to northline").SeesEphemeral("✅ Saved. FM-1001 Joan Harris, estimate $19,300.00", "Round 2")
	s.on("2026-12-07 10:00")
	dana.Types("fort-myers", "/stage FM-1001 approved 18,640").SeesEphemeral("✅ Saved. FM-1001 Joan Harris, approved $18,640.00",
		"Of $19,300.00: $660.00 less than asked, Mon Dec 7", "[Invoice…]")

	s.on("2026-12-08 10:00")
	dana.Types("fort-myers", "/invoice 1001 18,640 inv 5512 net 30").
		SeesEphemeral("✅ Saved. FM-1001 Joan Harris, invoice 5512, $18,640.00", "due Thu Jan 7, 2027")
	s.card("FM-1001", "INVOICED · balance $18,640.00\nHarbor Mutual owes it since Tue Dec 8")
	s.on("2026-12-14 10:00")
	dana.Mentions(card, "submit supplement 3,200").SeesEphemeral("✅ Saved.", "Round 3 to Northline")
	s.on("2026-12-21 10:00")
	priya.Types("fort-myers", "/pay FM-1001 18,640 check 881").SeesEphemeral("✅ Saved. FM-1001 Joan Harris, $18,640.00",
		"On invoice 5512. Balance $0.00").Lacks("Paid in full")
	dana.Types("fort-myers", "/stage FM-1001 paid").
		SeesEphemeral("FM-1001 is not paid in full: a supplement of $3,200.00 waits for Northline.")
	dana.Mentions(card, "approve 3,200").SeesEphemeral("✅ Saved. FM-1001 Joan Harris, approved $3,200.00")
	s.card("FM-1001", "[Invoice…]")
	s.on("2026-12-22 10:00")
	dana.In("fort-myers").Clicks("Invoice…").SeesModal("Invoice, FM-1001").Fills("Amount", "3,200").Fills("Invoice number", "5519")
	dana.Submits().SeesModal("✅ Saved. FM-1001 Joan Harris, invoice 5519, $3,200.00").Closes()
	s.card("FM-1001", "balance $3,200.00")
	s.on("2027-01-05 10:00")
	priya.Clicks("Payment…").
		SeesModal("Payment, FM-1001").Fills("Amount", "3,200").Fills("Method", "ach").Fills("Check or trace number", "70021")
	priya.Submits().SeesModal("✅ Saved. FM-1001 Joan Harris, $3,200.00", "Paid in full: 43 days since Mon Nov 23").Closes()

	s.card("FM-1001").Reads("FM-1001 Harris · water\n" +
		"✅ PAID IN FULL · balance $0.00\n" +
		"Tue Jan 5: 43 days since Mon Nov 23, 2026\n" +
		"small: Invoiced $21,840.00, paid $21,840.00. Approved $21,840.00 of $22,500.00\n" +
		"small: Received Mon Nov 23, 2026 · … · Rejected Mon Nov 30, 2026 · Resubmitted Wed Dec 2, 2026 · Approved Mon Dec 7, 2026" +
		" · Invoiced Tue Dec 8, 2026 · Supplement Mon Dec 14, 2026 · Supplement approved Mon Dec 21, 2026 · Paid in full Tue Jan 5\n" +
		"small: Dana Reyes · Northline · last entry e11, Tue Jan 5\n" +
		"[⋯ Note, Assign, Open file]")
	s.thread("FM-1001", lifeInWords...)
	s.ends()
}

var lifeInWords = []string{
	"e1 Received Mon Nov 23. Dana",
	"e2 Submitted estimate $19,300.00 to Northline, Tue Nov 24. Dana",
	"e3 Rejected, moisture: day-3 log missing, Mon Nov 30. Ben",
	"e4 Submitted estimate $19,300.00 to Northline, round 2, Wed Dec 2. Dana",
	"e5 Approved $18,640.00 of $19,300.00, Mon Dec 7. Dana",
	"e6 Invoice 5512 to Harbor Mutual, $18,640.00, Tue Dec 8, due Thu Jan 7, 2027. Balance $18,640.00. Dana",
	"e7 Submitted supplement $3,200.00 to Northline, round 3, Mon Dec 14. Dana",
	"e8 $18,640.00 from Harbor Mutual, check 881, Mon Dec 21. Balance $0.00. Priya",
	"e9 Supplement: approved $3,200.00, Mon Dec 21. Dana",
	"e10 Invoice 5519 to Harbor Mutual, $3,200.00, Tue Dec 22. Balance $3,200.00. Dana",
	"e11 $3,200.00 from Harbor Mutual, ACH 70021, Tue Jan 5. Balance $0.00. Priya",
	"   Paid in full Tue Jan 5: 43 days (us 5, Northline 18, Harbor Mutual 20)",
}
