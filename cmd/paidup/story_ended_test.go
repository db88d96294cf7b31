package main

import "testing"

// Ben asks Tom for photos of a file, and Dana cancels it. What Tom was asked is over with it: on the one message in the channel,
// in its thread, in his direct messages, his queue and his Home. He presses all the same, on what still stood before him, and
// hears why nothing is left to do. Undone, the cancel does not bring it back.
func TestAnEscalationEndsWithAFileThatIsCancelled(t *testing.T) {
	s := newStage(t)
	s.has("FM-1080", "Rosa Castillo")
	dana, ben, tom := s.As("dana"), s.As("ben"), s.As("tom")
	fm := s.Channel("fort-myers")
	ben.Types("fort-myers", "/escalate FM-1080 to tom by wed photos of the kitchen").SeesEphemeral("✅ Saved. FM-1080 Rosa Castillo, escalated")
	s.rests()
	asked := fm.Expects("🟠 FM-1080 Castillo").Pings("tom")
	dm := tom.SeesDM("FM-1080 Castillo needs you by Wed Nov 25")
	tom.OpensHome().SeesHome("FM-1080 Castillo", "[I'm on it]")
	ben.Types("fort-myers", "/note FM-1080 gate code").SeesEphemeral("✅ Saved.")
	s.card("FM-1080", "🟠 Escalated")
	queue := tom.Types("fort-myers", "/my").SeesEphemeral("1 asked of you", "FM-1080 Castillo")
	tom.ClicksOn(dm, "Done…").SeesModal("Done, FM-1080")

	s.on("2026-11-23 10:40")
	receipt := dana.Types("fort-myers", "/paidup cancel FM-1080 because customer declined").SeesEphemeral("✅ Saved. FM-1080 Rosa Castillo, cancelled")
	s.card("FM-1080", "Cancelled").Lacks("Escalated")
	s.heardSoFar("FM-1080", 2)
	fm.Expects("✅ FM-1080 Castillo").Pings().Reads("✅ FM-1080 Castillo · not submitted\n" +
		"Ended with the file: cancelled by Dana Reyes, Mon Nov 23, 10:40 am ET")
	fm.ExpectsThread("FM-1080 Castillo · ", "✅ Ended with the file: cancelled. Dana Reyes, Mon Nov 23, 10:40 am ET")
	tom.SeesDM().Reads("✅ FM-1080 Castillo\nEnded with the file: cancelled by Dana Reyes, Mon Nov 23, 10:40 am ET")
	tom.SeesHome().HomeLacks("FM-1080", "asked of you")

	const over = "FM-1080 was cancelled Mon Nov 23 by Dana Reyes. Nothing is left to do."
	tom.Fills("What happened", "uploaded").Submits().SeesFieldError("What happened", over).Cancels()
	tom.ClicksOn(dm, "I'm on it").SeesEphemeral().Reads(over)
	tom.ClicksOn(queue, "Done…").SeesEphemeral().Reads(over)
	ben.ClicksOn(asked, "Send to director").SeesEphemeral().Reads(over)
	dana.ClicksOn(asked, "I'm on it").SeesEphemeral().Reads("FM-1080 was cancelled Mon Nov 23 by you. Nothing is left to do.")
	tom.Types("fort-myers", "/my").SeesEphemeral("Tom · Mon Nov 23: nothing waits on you").Lacks("FM-1080")
	if e := s.escalation("FM-1080"); len(e.Events()) != 2 || !e.Ended() {
		t.Errorf("%d acts are kept, the last %+v", len(e.Events()), e.Last())
	}

	dana.ClicksOn(receipt, "Undo").SeesEphemeral("✅ Saved. FM-1080 Rosa Castillo, e3 is undone")
	s.card("FM-1080", "RECEIVED").Lacks("Escalated")
	s.heardSoFar("FM-1080", 1)
	tom.Types("fort-myers", "/my").SeesEphemeral("nothing waits on you")
	ben.ClicksOn(asked, "Send to director").
		SeesEphemeral("FM-1080 was cancelled Mon Nov 23 by Dana Reyes. FM-1080 was reopened since; escalate it anew.", "[Escalate…]")
	s.ends()
}

// A check that pays a file in full ends what was asked about it; a part of the balance does not.
func TestAnEscalationEndsWithAFileThatIsPaidInFull(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	priya, ben, maria := s.As("priya"), s.As("ben"), s.As("maria")
	fm := s.Channel("fort-myers")
	maria.Types("fort-myers", "/escalate FM-1042 to ben by tue get an answer").SeesEphemeral("✅ Saved. FM-1042 Joan Harris, escalated")
	s.rests()
	asked := fm.Expects("🟠 FM-1042 Harris").Pings("ben")
	ben.SeesDM("FM-1042 Harris needs you by Tue Nov 24")
	priya.Types("fort-myers", "/pay FM-1042 5,000 check 881").SeesEphemeral("✅ Saved.")
	s.card("FM-1042", "🟠 Escalated")
	ben.Types("fort-myers", "/my").SeesEphemeral("1 asked of you", "get an answer")

	priya.Types("fort-myers", "/pay FM-1042 7,400 check 882").SeesEphemeral("✅ Saved.", "Paid in full")
	s.card("FM-1042", "✅ PAID IN FULL").Lacks("Escalated")
	s.heardSoFar("FM-1042", 3)
	fm.Expects("✅ FM-1042 Harris", "Ended with the file: paid in full, entered by Priya Nair, Mon Nov 23, 9:12 am ET").Lacks("[Done…]")
	fm.ExpectsThread("FM-1042 Harris · ", "✅ Ended with the file: paid in full. Priya Nair")
	ben.SeesDM("✅ FM-1042 Harris", "Ended with the file: paid in full, entered by Priya Nair").Lacks("[I'm on it]")
	ben.ClicksOn(asked, "I'm on it").SeesEphemeral().
		Reads("FM-1042 was paid in full, entered Mon Nov 23 by Priya Nair. Nothing is left to do.")
	ben.Types("fort-myers", "/my").SeesEphemeral().Lacks("asked of you", "get an answer")
	s.ends()
}
