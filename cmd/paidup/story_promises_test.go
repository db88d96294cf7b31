package main

import (
	"testing"

	"paidup/domain"
)

// Two promises for the same day: the money of one comes, that of the other does not. The receipt and the thread say that
// the first is kept; the queue and the next digest say that the second is broken.
func TestAPromiseKeptAndOneBroken(t *testing.T) {
	s := newStage(t)
	s.hasWith("FM-1017", domain.Facts{Customer: "Luz Delgado", Carrier: "Harbor Mutual", Payer: "Harbor Mutual", Mortgagee: "First Gulf Bank"},
		invoiced(4_480_00, "5480")...)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	dana := s.As("dana")

	dana.Types("fort-myers", "/paidup promise FM-1017 by wed from mortgagee").SeesEphemeral().Reads(
		"✅ Saved. FM-1017 Luz Delgado, promise of $4,480.00\nBy Wed Nov 25 from First Gulf Bank\nBalance $4,480.00: carrier\n" +
			"small: Entry e5. Undo until the end of Tue Nov 24\n[Undo] [Open file]")
	s.card("FM-1017", "Promise of $4,480.00 by Wed Nov 25, First Gulf Bank")
	dana.Types("fort-myers", "/paidup promise FM-1042 12,400.01 by wed").
		SeesEphemeral("$12,400.01 can't be promised; $12,400.00 is open on FM-1042. Nothing was saved.")
	dana.Types("fort-myers", "/pay FM-1042 10,000 on 11/25/26").SeesEphemeral("A payment is dated today or earlier; Wed Nov 25 is ahead.")
	dana.Clicks("Log a promise by Wed Nov 25").SeesEphemeral("✅ Saved. FM-1042 Joan Harris, promise of $10,000.00", "By Wed Nov 25 from Harbor Mutual")
	s.card("FM-1042", "Promise of $10,000.00 by Wed Nov 25, Harbor Mutual")

	s.on("2026-11-24 10:00")
	dana.Types("fort-myers", "/pay FM-1042 4,000 check 881").SeesEphemeral("$6,000.00 of the promise for Wed Nov 25 still to come")
	s.card("FM-1042", "Promise of $10,000.00 by Wed Nov 25, Harbor Mutual, $6,000.00 still to come")
	s.on("2026-11-25 16:00")
	dana.Types("fort-myers", "/my today").SeesEphemeral("Dana · Wed Nov 25: nothing is due")
	dana.Types("fort-myers", "/pay FM-1042 6,000 check 882").SeesEphemeral("Promise for Wed Nov 25 kept", "Balance $2,400.00")
	s.card("FM-1042", "balance $2,400.00").Lacks("Promise")
	s.thread("FM-1017", "e5 Promise of $4,480.00 by Wed Nov 25, First Gulf Bank. Dana")
	s.thread("FM-1042", "e5 Promise of $10,000.00 by Wed Nov 25, Harbor Mutual. Dana",
		"e6 $4,000.00 from Harbor Mutual, check 881, Tue Nov 24. Balance $8,400.00. $6,000.00 of the promise for Wed Nov 25 still to come. Dana",
		"e7 $6,000.00 from Harbor Mutual, check 882, Wed Nov 25. Balance $2,400.00. Promise for Wed Nov 25 kept. Dana")

	s.on("2026-11-30 08:00")
	s.ticks()
	s.Channel("fort-myers").Expects("Fort Myers · Mon Nov 30", "Needs escalation: 1",
		"FM-1017 Delgado · $4,480.00\n61 days since invoice. Waiting on Harbor Mutual; promise for Wed Nov 25 broken. Dana")
	dana.Types("fort-myers", "/my").SeesEphemeral().Reads("Dana · Mon Nov 30: 1 due\nFM-1017 Delgado · $4,480.00\n" +
		"INVOICED since Tue Sep 29, waiting on Harbor Mutual\nPromise of $4,480.00 broken Wed Nov 25\n[FM-1017]")
	dana.Types("fort-myers", "/file FM-1017").SeesModal("Promise of $4,480.00 broken Wed Nov 25, First Gulf Bank").Closes()
	dana.Types("fort-myers", "/pay FM-1017 4,480 check 77").SeesEphemeral("Promise for Wed Nov 25 kept", "Paid in full")
	s.card("FM-1017", "✅ PAID IN FULL")
	dana.Types("fort-myers", "/my").SeesEphemeral("nothing waits on you. 1 open")
	s.heardSoFar("FM-1017", 2)
	s.others("Mon Nov 30")
	s.ends()
}

// A hold takes a file out of the queue and the escalations until its day. Then it leads both; all the while it stands in
// aging and its days run on.
func TestAHoldThatComesDue(t *testing.T) {
	s := newStage(t)
	s.has("FM-1080", "Luz Castillo")
	s.has("FM-1102", "Paul Whitaker")
	s.has("FM-1103", "Ann Abbott", approved(14_900_00)...)
	dana, fm := s.As("dana"), s.Channel("fort-myers")

	dana.Types("fort-myers", "/paidup hold FM-1102 until wed").
		SeesEphemeral("A hold needs a date and a reason: hold FM-1102 until dec 4 because asbestos test. Nothing was saved.", "[Open form]")
	dana.Clicks("Open form").SeesModal("Hold, FM-1102", "Until: 2026-11-25").Fills("Until", "2027-01-04").Fills("Why", "asbestos test")
	dana.Submits().SeesFieldError("Until", "A hold is 30 days at most, until Wed Dec 23.")
	dana.Fills("Until", "2026-11-25").Submits().SeesModal("✅ Saved. FM-1102 Paul Whitaker, on hold", "Until Wed Nov 25: asbestos test").Closes()
	s.card("FM-1102", "RECEIVED\n⏸ On hold until Wed Nov 25: asbestos test")
	dana.Types("fort-myers", "/my").SeesEphemeral("Dana · Mon Nov 23: 2 wait on you", "FM-1080", "FM-1103").Lacks("FM-1102")
	dana.Types("fort-myers", "/my waiting").SeesEphemeral("FM-1102 Whitaker", "⏸ On hold until Wed Nov 25")

	s.on("2026-11-24 08:00")
	s.ticks()
	fm.Expects("Fort Myers · Tue Nov 24", "Needs escalation: 2", "Aging before the invoice: 3",
		"FM-1102 Whitaker\nReceived 70 days ago, waiting on us; ⏸ on hold until Wed Nov 25. Dana")
	s.others("Tue Nov 24")
	s.on("2026-11-25 08:00")
	s.ticks()
	fm.Expects("Fort Myers · Wed Nov 25", "Needs escalation: 3\nFM-1102 Whitaker\nHold due Wed Nov 25. Received 71 days ago, waiting on us. Dana")
	s.others("Wed Nov 25")
	dana.Types("fort-myers", "/my").SeesEphemeral("Dana · Wed Nov 25: 3 wait on you\nFM-1102 Whitaker\nRECEIVED since Mon Sep 14, waiting on us\n⏸ Hold due Wed Nov 25")

	dana.Types("fort-myers", "/note FM-1102 test is clean").SeesEphemeral("✅ Saved.")
	s.card("FM-1102", "⏸ Hold due Wed Nov 25: asbestos test")
	dana.Clicks("Resume").SeesEphemeral("✅ Saved. FM-1102 Paul Whitaker, off hold")
	s.card("FM-1102", "RECEIVED\nWaiting on us").Lacks("⏸")
	s.thread("FM-1102", "e2 ⏸ On hold until Wed Nov 25: asbestos test. Dana", "e3 Note: test is clean. Dana", "e4 Off hold. Dana")
	s.ends()
}

// others names the digest that the other market in this zone has at the same hour: nothing happens there.
func (s *stage) others(day string) {
	s.t.Helper()
	s.Channel("naples").Expects("Naples · "+day, "No open files")
}
