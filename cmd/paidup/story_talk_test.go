package main

import "testing"

// A call about two files at once, with what comes next: on a working day, said once, undone once.
func TestACallLoggedOnTwoFiles(t *testing.T) {
	s := newStage(t)
	s.has("FM-1017", "Luz Delgado", invoiced(4_480_00, "5480")...)
	s.has("FM-1055", "Paul Whitaker", invoiced(900_00, "5481")...)
	dana := s.As("dana")

	dana.Types("fort-myers", "/log FM-1017,1055 call carrier left voicemail next thu call again").
		SeesEphemeral().Reads("Thu Nov 26 is a day off: Thanksgiving. The next working day is Mon Nov 30. Nothing was saved.\n[Mon Nov 30]")
	dana.Clicks("Mon Nov 30").SeesEphemeral().Reads(
		"✅ Saved. 2 files\nFM-1017 Luz Delgado: call, next step Mon Nov 30\nFM-1055 Paul Whitaker: call, next step Mon Nov 30\n" +
			"small: e5, e5. Undo takes back both\n[Undo] [Open files…]")
	s.card("FM-1017", "Next: call again, Mon Nov 30 (Dana)")
	s.card("FM-1055", "Next: call again, Mon Nov 30 (Dana)")
	dana.Types("fort-myers", "/my noplan").SeesEphemeral("Dana · Mon Nov 23: 0 without a next step")
	dana.Types("fort-myers", "/paidup undo FM-1055 e5").SeesEphemeral("✅ Saved. 2 files", "FM-1017 Luz Delgado: e5 is undone")
	s.card("FM-1017", "Harbor Mutual owes it").Lacks("Next:")
	s.card("FM-1055").Lacks("Next:")
	s.thread("FM-1017", "e5 Called Harbor Mutual, left voicemail. Next: call again, Mon Nov 30. Dana", "e6 Undoes e5. Dana, Mon Nov 23")
	s.heardSoFar("FM-1055", 2)
	s.ends()
}

// A next step in the past or on a day off is refused with the next working day a button away; a new one replaces the old
// and says so; done ends it.
func TestTheNextStep(t *testing.T) {
	s := newStage(t)
	s.has("FM-1071", "Ann Abbott", approved(14_900_00)...)
	dana := s.As("dana")

	dana.Types("fort-myers", "/paidup next FM-1071 yesterday send invoice").SeesEphemeral().Reads(
		"A next step is due today or later; Sun Nov 22 is over. The next working day is Tue Nov 24. Nothing was saved.\n[Tue Nov 24]")
	dana.Clicks("Tue Nov 24").SeesEphemeral("✅ Saved. FM-1071 Ann Abbott, next step", "Send invoice, Tue Nov 24")
	dana.Types("fort-myers", "/log FM-1071 call northline wants photos next fri send photos").SeesEphemeral().Reads(
		"Fri Nov 27 is a day off: company day. The next working day is Mon Nov 30. Nothing was saved.\n[Mon Nov 30]")
	dana.Clicks("Mon Nov 30").SeesEphemeral("✅ Saved. FM-1071 Ann Abbott, call, next step Mon Nov 30", "Call: northline wants photos",
		"Next: send photos, Mon Nov 30", "Instead of: send invoice, Tue Nov 24")
	s.card("FM-1071", "Next: send photos, Mon Nov 30 (Dana)")
	dana.Types("fort-myers", "/paidup next FM-1071 done").SeesEphemeral("✅ Saved. FM-1071 Ann Abbott, next step done", "Send photos")
	dana.Types("fort-myers", "/paidup next FM-1071 done").SeesEphemeral("FM-1071 has no next step. Nothing was saved.")
	s.card("FM-1071").Lacks("Next:")
	s.thread("FM-1071", "e4 Next: send invoice, Tue Nov 24. Dana",
		"e5 Call: northline wants photos. Next: send photos, Mon Nov 30. Instead of: send invoice, Tue Nov 24. Dana",
		"e6 Next step done: send photos. Dana")
	s.ends()
}

// What comes next outlives the fact that it announced: the fact's receipt names it and ends it at a press. With the file it
// ends by itself.
func TestANextStepAndTheFactThatItAnnounced(t *testing.T) {
	s := newStage(t)
	s.has("FM-1071", "Ann Abbott", approved(14_200_00)...)
	dana := s.As("dana")

	dana.Types("fort-myers", "/paidup next FM-1071 wed send invoice").SeesEphemeral("✅ Saved. FM-1071 Ann Abbott, next step")
	receipt := dana.Types("fort-myers", "/invoice FM-1071 14,200 inv 5531").SeesEphemeral(
		"Next step still open: send invoice, Wed Nov 25", "[Undo] [Step done] [Open file]")
	s.card("FM-1071", "INVOICED", "Next: send invoice, Wed Nov 25 (Dana)")
	dana.ClicksOn(receipt, "Step done").SeesEphemeral("✅ Saved. FM-1071 Ann Abbott, next step done", "Send invoice")
	s.card("FM-1071").Lacks("Next:")
	dana.ClicksOn(receipt, "Step done").SeesEphemeral("Dana changed the next step at 9:12 am ET.")
	dana.Types("fort-myers", "/paidup next FM-1071 mon chase the check").SeesEphemeral("✅ Saved.")
	dana.Types("fort-myers", "/pay FM-1071 4,200 check 880").SeesEphemeral("✅ Saved.").Lacks("Next step")
	dana.Types("fort-myers", "/pay FM-1071 10,000 check 881").SeesEphemeral("✅ Saved.", "Paid in full",
		"Next step ended: chase the check, Mon Nov 30").Lacks("Step done")
	s.card("FM-1071", "✅ PAID IN FULL").Lacks("Next:")
	s.heardSoFar("FM-1071", 7)
	s.ends()
}

// Whose move it is can be said, and holds until a fact passes the move on.
func TestWaitingOnField(t *testing.T) {
	s := newStage(t)
	s.has("FM-1080", "Luz Castillo")
	dana := s.As("dana")

	dana.Types("fort-myers", "/paidup waiting FM-1080 feild").SeesEphemeral(`Did you mean field by "feild"? A company of that name is written in quotes.`, "[Run /paidup waiting FM-1080 f…]")
	dana.Types("fort-myers", "/paidup waiting FM-1080 field because photos").SeesEphemeral("✅ Saved. FM-1080 Luz Castillo, waiting on field", "Photos")
	s.card("FM-1080", "Waiting on field since Mon Nov 23: photos")
	dana.Types("fort-myers", "/my").SeesEphemeral("Dana · Mon Nov 23: nothing waits on you. 1 open")
	dana.Types("fort-myers", "/paidup submit FM-1080 estimate 8,900 to harbor mutual").SeesEphemeral("✅ Saved.")
	s.card("FM-1080", "Harbor Mutual has it since Mon Nov 23").Lacks("photos")
	s.As("priya").Types("fort-myers", "/paidup waiting FM-1080 us").
		SeesEphemeral("Changing the holder is for coordinators and directors: Ben Okafor, Dana Reyes, Maria Lind. Nothing was saved.")
	s.thread("FM-1080", "e2 Waiting on field: photos. Dana", "e3 Submitted estimate $8,900.00 to Harbor Mutual, Mon Nov 23. Dana")
	s.ends()
}

// The forms of what is agreed, each filled wrong, mended and sent.
func TestTheFormsOfWhatIsAgreed(t *testing.T) {
	s := newStage(t)
	s.has("FM-1071", "Ann Abbott", invoiced(14_900_00, "5531")...)
	dana := s.As("dana")
	dana.Types("fort-myers", "/note FM-1071 gate code").SeesEphemeral("✅ Saved.")
	s.card("FM-1071", "[Payment…] [Log…] [⋯ Note, Assign, Hold, Escalate, Open file]")

	dana.Clicks("Log…").SeesModal("Log, FM-1071").Submits().SeesFieldError("What it was", "Please complete this required field.")
	dana.Fills("What it was", "call").Fills("With whom", "harbor mutual").Fills("What came of it", "left voicemail").
		Fills("Next step on", "2026-11-26").Fills("Next step", "call again").Submits().
		SeesFieldError("Next step on", "Thu Nov 26 is a day off: Thanksgiving. The next working day is Mon Nov 30.")
	dana.Fills("Next step on", "2026-11-30").Fills("Next step").Submits().SeesFieldError("Next step", "What is to be done on Mon Nov 30?")
	dana.Fills("Next step", "call again").Submits().SeesModal("✅ Saved. FM-1071 Ann Abbott, call", "Called Harbor Mutual, left voicemail").Closes()

	dana.Types("fort-myers", "/paidup next").SeesModal("Next step").
		Searches("File", "abb", "FM-1071 Ann Abbott · INVOICED").Fills("File", "FM-1071 Ann Abbott · INVOICED")
	dana.Fills("What", "chase").Fills("When", "2026-11-22").Submits().SeesFieldError("When", "A next step is due today or later; Sun Nov 22 is over.")
	dana.Fills("When", "2026-11-24").Submits().SeesModal("✅ Saved. FM-1071 Ann Abbott, next step", "Instead of: call again, Mon Nov 30").Closes()

	dana.Types("fort-myers", "/paidup promise FM-1071").SeesEphemeral("By when?", "[Open form]")
	dana.Clicks("Open form").SeesModal("Promise, FM-1071").Fills("Amount", "15,000").Fills("By", "2026-11-25").
		Submits().SeesFieldError("Amount", "$15,000.00 can't be promised; $14,900.00 is open on FM-1071.")
	dana.Fills("Amount", "14,000").Fills("From", "Harbor Mutual").Submits().SeesModal("✅ Saved. FM-1071 Ann Abbott, promise of $14,000.00").Closes()

	dana.Types("fort-myers", "/paidup waiting").SeesModal("Waiting on").
		Searches("File", "abb", "FM-1071 Ann Abbott · INVOICED").Fills("File", "FM-1071 Ann Abbott · INVOICED")
	dana.Submits().SeesFieldError("Waiting on", "Please complete this required field.")
	dana.Fills("Waiting on", "carrier").Submits().SeesFieldError("File", "FM-1071 waits on carrier already.")
	dana.Fills("Waiting on", "adjuster").Fills("Why", "has the file").Submits().SeesModal("✅ Saved. FM-1071 Ann Abbott, waiting on adjuster").Closes()
	s.card("FM-1071", "Waiting on adjuster since Mon Nov 23: has the file")

	dana.Clicks("Hold").SeesModal("Hold, FM-1071").Fills("Until", "2026-11-24").Fills("Why", "he is away").
		Submits().SeesModal("✅ Saved. FM-1071 Ann Abbott, on hold").Closes()
	s.card("FM-1071", "⏸ On hold until Tue Nov 24: he is away", "[⋯ Note, Assign, Resume, Escalate, Open file]")
	dana.Types("fort-myers", "/paidup resume").SeesModal("Resume").
		Searches("File", "abb", "FM-1071 Ann Abbott · INVOICED").Fills("File", "FM-1071 Ann Abbott · INVOICED")
	dana.Submits().SeesModal("✅ Saved. FM-1071 Ann Abbott, off hold").Closes()
	s.card("FM-1071").Lacks("⏸")
	s.heardSoFar("FM-1071", 7)
	s.ends()
}
