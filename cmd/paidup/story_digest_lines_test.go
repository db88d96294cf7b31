package main

import (
	"testing"

	"paidup/domain"
)

// Lines of the morning's digest are acted on where they stand: Dana takes one, Ben puts another off, and the digest shows
// both while its figures stay. What was put off is left out of the next morning's list, counted, and back on its day.
func TestADigestLineTakenAndOnePutOff(t *testing.T) {
	s := newStage(t)
	s.has("FM-1017", "Luz Delgado", invoiced(31_480_00, "5480")...)
	s.has("FM-1071", "Ann Abbott", approved(14_200_00)...)
	dana, ben, fm := s.As("dana"), s.As("ben"), s.Channel("fort-myers")
	s.on("2026-11-23 08:00")
	s.ticks()
	s.Channel("naples").Expects("Naples · Mon Nov 23", "No open files")
	first := fm.Expects("Fort Myers · Mon Nov 23", "Needs escalation: 2")
	figures := "Open AR $31,480.00, 1 invoice"

	dana.In("fort-myers").ClicksNear("FM-1017", "I'm on it").SeesEphemeral("✅ Saved. FM-1017 Luz Delgado, you are on it",
		"Next: if nothing by Tue Nov 24, 5:00 pm ET, Maria Lind is told", "small: Not yours? Assign… names who takes it\n[Assign…] [Open file]")
	s.rests()
	fm.Expects("FM-1017 Delgado · $31,480.00\n54 days since invoice, large balance. Waiting on Harbor Mutual. Dana\n"+
		"Dana Reyes is on it (Mon Nov 23, 8:00 am ET)\n"+
		"[Done…] [Later…] [⋯ Assign…, Ask a question…, Send to director, Open file]\n"+
		"FM-1071 Abbott", figures).Pings()
	ben.ClicksOn(first, "I'm on it, FM-1017").SeesEphemeral("Dana Reyes is on it since 8:00 am ET. Nothing changed.")

	ben.In("fort-myers").ClicksNear("FM-1071", "Later…").SeesModal("Later, FM-1071").
		Fills("Comes back", "a date").Fills("Why later", "adjuster is back then").Submits().
		SeesFieldError("The date", "Which date? The next working day is Tue Nov 24.")
	ben.Fills("The date", "2026-11-26").Submits().SeesFieldError("The date", "Thu Nov 26 is a day off: Thanksgiving. The next working day is Mon Nov 30.")
	ben.Fills("The date", "2026-12-15").Submits().
		SeesFieldError("The date", "An escalation is put off by 5 business days at most, until Wed Dec 2.")
	ben.Fills("The date", "2026-11-25").Submits().
		SeesModal("✅ Saved. FM-1071 Ann Abbott, later", "Back Wed Nov 25, 8:00 am ET").Closes()
	s.rests()
	fm.Expects("FM-1071 Abbott · $14,200.00 not billed", "Back Wed Nov 25, 8:00 am ET\n[I'm on it] [Later…]", figures)

	dana.In("fort-myers").ClicksNear("FM-1017", "Done…").SeesModal("Done, FM-1017").Fills("What happened", "answered").Submits().
		SeesFieldError("In words", "FM-1017 has not moved since: it is INVOICED. Say why this is done.")
	dana.Fills("What happened", "paid").Fills("In words", "they say so").Submits().
		SeesFieldError("What happened", "FM-1017 is not paid in full: $31,480.00 is open.")
	dana.Closes()

	s.on("2026-11-24 08:00")
	s.ticks()
	s.Channel("naples").Expects("Naples · Tue Nov 24", "No open files")
	fm.Expects("Fort Myers · Tue Nov 24", "Needs escalation: 1\nsmall: 1 snoozed until Wed\nFM-1017 Delgado",
		"Dana Reyes is on it (Mon Nov 23, 8:00 am ET)").Lacks("FM-1071 Abbott · $14,200.00 not billed")

	// Sent to the director it is an escalation of its own: with its context in the channel, and with Maria.
	dana.In("fort-myers").ClicksNear("FM-1017", "Send to director").
		SeesEphemeral("✅ Saved. FM-1017 Luz Delgado, Maria Lind is asked, by Wed Nov 25")
	s.rests()
	fm.Expects("🟠 FM-1017 Delgado · not paid by Harbor Mutual", "Maria Lind, by Wed Nov 25: get it paid by Harbor Mutual",
		"From the digest, Mon Nov 23, 8:00 am ET", "At stake: $31,480.00 open, invoiced Sep 29").Pings()
	fm.ExpectsThread("🟠 FM-1017", "Sent to Maria Lind, by Wed Nov 25. Dana Reyes")
	fm.Expects("Fort Myers · Tue Nov 24", "Maria Lind asked, by Wed Nov 25", figures)
	s.As("maria").SeesDM("FM-1017 Delgado needs you by Wed Nov 25:", "get it paid by Harbor Mutual (asked by the digest)")

	dana.Types("fort-myers", "/pay FM-1017 31,480 check 99").SeesEphemeral("Paid in full")
	s.card("FM-1017", "✅ PAID IN FULL").Lacks("Escalated")
	s.heardSoFar("FM-1017", 2)
	const ended = "Ended with the file: paid in full, entered by Dana Reyes, Tue Nov 24, 8:00 am ET"
	fm.Expects("✅ FM-1017 Delgado · not paid by Harbor Mutual", ended)
	fm.ExpectsThread("✅ FM-1017", "✅ Ended with the file: paid in full. Dana Reyes")
	fm.Expects("Fort Myers · Tue Nov 24", "✅ "+ended+"\n[Open file]", figures)
	s.As("maria").SeesDM("✅ FM-1017 Delgado", ended)
	ben.ClicksOn(first, "I'm on it, FM-1017").SeesEphemeral("FM-1017 is paid in full since Tue Nov 24, so there is nothing to settle.")

	s.on("2026-11-25 08:00")
	s.ticks()
	s.Channel("naples").Expects("Naples · Wed Nov 25", "No open files")
	fm.Expects("Fort Myers · Wed Nov 25", "FM-1071 Abbott · $14,200.00 not billed")
	s.holds("FM-1017", domain.PaidInFull, 0, 5)
	s.ends()
}
