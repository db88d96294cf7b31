package main

import (
	"context"
	"testing"

	"paidup/domain"
	"paidup/domain/sample"
)

// rejectedTwice is the history of a file that came back twice for the same thing.
func rejectedTwice() []func(*domain.File) error {
	return []func(*domain.File) error{
		func(f *domain.File) error { return f.Submit(domain.Submission{Amount: 9_870_00, To: "Northline"}) },
		func(f *domain.File) error { return f.Reject(domain.Decision{ErrorTypes: []string{"moisture"}}) },
		func(f *domain.File) error { return f.Submit(domain.Submission{To: "Northline"}) },
		func(f *domain.File) error { return f.Reject(domain.Decision{ErrorTypes: []string{"moisture"}}) },
	}
}

// tran is FM-1063, with Northline, rejected twice for its moisture log.
func (s *stage) tran() {
	s.t.Helper()
	s.hasWith("FM-1063", domain.Facts{Customer: "Kim Tran", Carrier: "Harbor Mutual", Payer: "Harbor Mutual", Program: "Northline",
		Loss: "water"}, rejectedTwice()...)
}

// Ben escalates a file to Tom in the field, who takes it from his direct messages; nothing comes of it, so Ben sends it to
// the director, who ends it. Each act shows on the one message in the channel, in its thread and with whom it is asked of.
func TestAnEscalationAskedTakenDirectedAndDone(t *testing.T) {
	s := newStage(t)
	s.tran()
	ben, tom, maria := s.As("ben"), s.As("tom"), s.As("maria")
	fm := s.Channel("fort-myers")

	ben.Types("fort-myers", "/note FM-1063 called Tom, no answer").SeesEphemeral("✅ Saved.")
	s.card("FM-1063", "[Submit…] [Log…] [⋯ Note, Assign, Hold, Escalate, Open file]")
	s.heardSoFar("FM-1063", 1)
	ben.Types("fort-myers", "/escalate FM-1063 to tom by tue the day-3 drying log, basement").
		SeesEphemeral("✅ Saved. FM-1063 Kim Tran, escalated", "Tom Becker, by Tue Nov 24: the day-3 drying log, basement")
	s.rests()
	asked := fm.Expects("🟠 FM-1063 Tran").Pings("tom").Reads("🟠 FM-1063 Tran · rejected: moisture\n" +
		"@Tom Becker, by Tue Nov 24: the day-3 drying log, basement\n" +
		"From Ben Okafor, Mon Nov 23, 9:12 am ET\n" +
		"Why now: rejected twice for the same thing\n" +
		"At stake: $9,870.00 not billed, received Sep 14\n" +
		"What happened\n" +
		"Sep 19 submitted to Northline\n" +
		"Sep 24 rejected: moisture\n" +
		"Sep 29 submitted, round 2\n" +
		"Oct 4 rejected: moisture\n" +
		"By Nov 23: us 60 days, Northline 10\n" +
		"Tried: called Tom, no answer (Ben, Mon Nov 23)\n" +
		"Next: Tue Nov 24, 5:00 pm ET to Maria Lind\n" +
		"[I'm on it] [Done…] [⋯ Later…, Assign…, Ask a question…, Send to director, Open file]")
	dm := tom.SeesDM("FM-1063 Tran needs you").Lacks("$", "9,870").Reads("FM-1063 Tran needs you by Tue Nov 24:\n" +
		"the day-3 drying log, basement (asked by Ben)\n" +
		"[I'm on it] [Done…] [⋯ Later…, Assign…, Ask a question…, Send to director, Open file]")
	s.card("FM-1063", "🟠 Escalated: rejected: moisture. Tom Becker, by Tue Nov 24")

	s.on("2026-11-23 09:14")
	tom.ClicksOn(dm, "I'm on it").SeesEphemeral("✅ Saved. FM-1063 Kim Tran, you are on it",
		"Next: if nothing by Tue Nov 24, 5:00 pm ET, Ben and Maria Lind are told")
	s.rests()
	fm.Expects("🟠 FM-1063 Tran", "is on it").Pings().Reads("🟠 FM-1063 Tran · rejected: moisture\n" +
		"Tom Becker is on it (Mon Nov 23, 9:14 am ET)\n" +
		"Next: if nothing by Tue Nov 24, 5:00 pm ET, Ben and Maria Lind are told\n" +
		"[Done…] [Later…] [⋯ Assign…, Ask a question…, Send to director, Open file]")
	fm.ExpectsThread("FM-1063 Tran · rejected", "On it. Tom Becker, Mon Nov 23, 9:14 am ET")
	dm = tom.SeesDM("FM-1063 Tran: you are on it", "[Done…] [Later…]")
	s.card("FM-1063", "🟠 Escalated: rejected: moisture. Tom Becker is on it")
	tom.ClicksOn(asked, "I'm on it").SeesEphemeral("You are on it since 9:14 am ET. Nothing changed.")
	ben.ClicksOn(asked, "I'm on it").SeesEphemeral("Tom Becker is on it since 9:14 am ET. Nothing changed.")

	tom.ClicksOn(dm, "Ask a question…").SeesModal("Ask a question, FM-1063").Fills("The question", "which basement?").Submits().
		SeesModal("✅ Saved. FM-1063 Kim Tran, asked", "Ben Okafor is told").Closes()
	s.rests()
	fm.Expects("🟠 FM-1063 Tran", "❓ Tom Becker asks: which basement?")
	fm.ExpectsThread("FM-1063 Tran · rejected", "❓ which basement? Tom Becker")
	ben.ClicksOn(ben.SeesDM("FM-1063 Tran: ❓ which basement?", "[Answer…] [Open file]"), "Answer…").SeesModal("Ask a question, FM-1063").
		Fills("The question", "the north one").Submits().SeesModal("✅ Saved. FM-1063 Kim Tran, asked", "Tom Becker is told").Closes()
	s.rests()
	fm.Expects("🟠 FM-1063 Tran", "Ben Okafor answers: the north one")
	fm.ExpectsThread("FM-1063 Tran · rejected", "Answer: the north one. Ben Okafor")
	tom.SeesDM("FM-1063 Tran: Answer: the north one", "[Answer…] [Open file]")

	ben.In("fort-myers").Clicks("Send to director").SeesEphemeral("✅ Saved. FM-1063 Kim Tran, Maria Lind is asked, by Tue Nov 24")
	s.rests()
	fm.Expects("🟠 FM-1063 Tran", "Maria Lind, by Tue Nov 24: the day-3 drying log, basement",
		"Sent to Maria Lind, by Tue Nov 24. Ben Okafor, Mon Nov 23, 9:14 am ET", "Why now: rejected twice for the same thing").Pings()
	fm.ExpectsThread("FM-1063 Tran · rejected", "Sent to Maria Lind, by Tue Nov 24. Ben Okafor")
	tom.SeesDM("FM-1063 Tran", "Sent to Maria Lind").Lacks("[Done…]")
	toMaria := maria.SeesDM("FM-1063 Tran needs you by Tue Nov 24:", "[I'm on it] [Done…]")
	s.card("FM-1063", "🟠 Escalated: rejected: moisture. Maria Lind, by Tue Nov 24")
	tom.ClicksOn(dm, "Done…").
		SeesEphemeral("Ben gave it to Maria at 9:14 am ET. The message now shows it; press again if you still mean it.")

	s.on("2026-11-23 11:40")
	maria.ClicksOn(toMaria, "Done…").SeesModal("Done, FM-1063", "the day-3 drying log, basement").
		Submits().SeesFieldError("What happened", "Please complete this required field.")
	maria.Fills("What happened", "other").Submits().SeesFieldError("In words", "What happened? Say it in a few words.")
	maria.Fills("What happened", "uploaded").Fills("In words", "uploaded to the job folder").Submits().
		SeesModal("✅ Saved. FM-1063 Kim Tran, done: uploaded to the job folder", "Ben Okafor is told").Closes()
	s.rests()
	fm.Expects("✅ FM-1063 Tran").Reads("✅ FM-1063 Tran · rejected: moisture\n" +
		"Done by Maria Lind, Mon Nov 23, 11:40 am ET:\n" +
		"uploaded to the job folder")
	fm.ExpectsThread("FM-1063 Tran · rejected", "✅ Done: uploaded to the job folder. Maria Lind, Mon Nov 23, 11:40 am ET")
	for _, who := range []string{"tom", "maria"} {
		s.As(who).SeesDM("✅ FM-1063 Tran", "Done by Maria Lind")
	}
	ben.SeesDM("FM-1063 Tran: ✅ Done: uploaded to the job folder. Maria Lind")
	s.card("FM-1063").Lacks("Escalated")
	ben.ClicksOn(asked, "Done…").
		SeesEphemeral(`Maria marked this done at 11:40 am ET: "uploaded to the job folder". Nothing is left to do.`)
	s.holds("FM-1063", domain.Submitted, 0, 6)
	s.ends()
}

// Dana and Ben press at the same moment: one is on it, the other hears who is.
func TestTwoPeopleTakingAnEscalationAtOnce(t *testing.T) {
	s := newStage(t)
	s.tran()
	dana, ben, maria := s.As("dana"), s.As("ben"), s.As("maria")
	maria.Types("fort-myers", "/escalate FM-1063 get the moisture log").SeesEphemeral("✅ Saved. FM-1063 Kim Tran, escalated", "Dana Reyes, by Tue Nov 24")
	s.rests()
	asked := s.Channel("fort-myers").Expects("🟠 FM-1063 Tran").Pings("dana")
	dana.SeesDM("FM-1063 Tran needs you by Tue Nov 24:", "get the moisture log (asked by Maria)")
	maria.Types("fort-myers", "/escalate FM-1063 again").
		SeesEphemeral("FM-1063 is escalated already: Dana Reyes, by Tue Nov 24. Nothing was saved.", "[Open file]")

	s.Together(func() { dana.ClicksOn(asked, "I'm on it") }, func() { ben.ClicksOn(asked, "I'm on it") })
	s.rests()
	e := s.escalation("FM-1063")
	first, second := dana, ben
	if e.Asked == sample.Ben {
		first, second = ben, dana
	}
	first.SeesEphemeral("✅ Saved. FM-1063 Kim Tran, you are on it")
	second.SeesEphemeral(" is on it since 9:12 am ET. Nothing changed.")
	s.Channel("fort-myers").Expects("🟠 FM-1063 Tran", "is on it")
	s.Channel("fort-myers").ExpectsThread("FM-1063 Tran", "On it. ")
	dana.SeesDM("FM-1063 Tran", "n it")
	if got := len(e.Events()); got != 2 {
		t.Errorf("%d acts are kept, not 2", got)
	}

	again := first.Again()
	again.SeesEphemeral("✅ Saved. FM-1063 Kim Tran, you are on it")
	if got := len(s.escalation("FM-1063").Events()); got != 2 {
		t.Errorf("%d acts are kept after the press came twice, not 2", got)
	}
	s.ends()
}

// Ben asks for something he did not mean and takes it back: its message, its thread and Tom's direct message say so. Once Tom
// has acted on the next one it is no longer Ben's to take back.
func TestAnEscalationTakenBack(t *testing.T) {
	s := newStage(t)
	s.tran()
	ben, tom := s.As("ben"), s.As("tom")
	fm := s.Channel("fort-myers")

	receipt := ben.Types("fort-myers", "/escalate FM-1063 to tom by tue the day-3 drying log").SeesEphemeral()
	receipt.Reads("✅ Saved. FM-1063 Kim Tran, escalated\nTom Becker, by Tue Nov 24: the day-3 drying log\n" +
		"small: Undo until the end of Tue Nov 24, while nobody has acted on it\n[Undo] [Open file]")
	s.rests()
	asked := fm.Expects("🟠 FM-1063 Tran").Pings("tom")
	dm := tom.SeesDM("FM-1063 Tran needs you")
	ben.ClicksOn(receipt, "Undo").SeesEphemeral("✅ Saved. FM-1063 Kim Tran, the escalation is undone").Lacks("[Undo]")
	s.rests()
	fm.Expects("↩ FM-1063 Tran").Pings().Reads("↩ FM-1063 Tran · rejected: moisture\n↩ Taken back. Ben Okafor, Mon Nov 23, 9:12 am ET")
	fm.ExpectsThread("FM-1063 Tran", "↩ Taken back. Ben Okafor, Mon Nov 23, 9:12 am ET")
	tom.SeesDM().Reads("↩ FM-1063 Tran\n↩ Taken back. Ben Okafor, Mon Nov 23, 9:12 am ET")
	tom.ClicksOn(dm, "I'm on it").SeesEphemeral().Reads("Ben took this back at 9:12 am ET. Nothing is left to do.")
	s.As("dana").ClicksOn(asked, "I'm on it").SeesEphemeral("Ben took this back at 9:12 am ET. Nothing is left to do.")
	tom.Types("fort-myers", "/file FM-1063").SeesEphemeral(`No file "FM-1063"`)

	receipt = ben.Types("fort-myers", "/escalate FM-1063 to tom by wed the day-4 drying log").SeesEphemeral("✅ Saved.", "[Undo]")
	s.rests()
	fm.Expects("🟠 FM-1063 Tran", "day-4").Pings("tom")
	tom.ClicksOn(tom.SeesDM("FM-1063 Tran needs you", "day-4"), "I'm on it").SeesEphemeral("✅ Saved.")
	s.rests()
	fm.Expects("🟠 FM-1063 Tran", "is on it")
	fm.ExpectsThread("FM-1063 Tran", "On it.")
	tom.SeesDM("FM-1063 Tran: you are on it")
	ben.ClicksOn(receipt, "Undo").
		SeesEphemeral("Tom Becker acted on it at 9:12 am ET, so it can't be undone; say what ended it by Done…. Nothing was saved.")
	ben.Types("fort-myers", "/paidup undo FM-1063").SeesEphemeral("Tom Becker acted on it at 9:12 am ET, so it can't be undone")
	ben.Types("fort-myers", "/note FM-1063 gate code with neighbour").SeesEphemeral("✅ Saved.")
	ben.Types("fort-myers", "/paidup undo FM-1063").SeesEphemeral("✅ Saved. FM-1063 Kim Tran, e6 is undone")
	s.card("FM-1063", "🟠 Escalated")
	s.heardSoFar("FM-1063", 2)
	s.ends()
}

// escalation is the file's newest escalation.
func (s *stage) escalation(number string) *domain.Escalation {
	s.t.Helper()
	e, _, err := s.store.EscalationOn(context.Background(), s.file(number).ID)
	s.must(err)
	if e == nil {
		s.t.Fatalf("%s was never escalated", number)
	}
	return e
}

// Tom is in the field: he sees what he is asked about, without amounts, and acts on it; what he is not asked about is not
// there for him, and what he is no longer asked about is no longer his.
func TestWhoIsAskedInTheField(t *testing.T) {
	s := newStage(t)
	s.tran()
	s.has("FM-1071", "Ann Abbott", approved(14_200_00)...)
	ben, tom, eve, priya := s.As("ben"), s.As("tom"), s.As("eve"), s.As("priya")
	fm := s.Channel("fort-myers")
	tom.Types("fort-myers", "/file FM-1063").SeesEphemeral(`No file "FM-1063"`)

	ben.Types("fort-myers", "/paidup escalate").SeesModal("Escalate", "What is asked").Searches("File", "tran", "FM-1063 Kim Tran · SUBMITTED, rejected").
		Fills("File", "FM-1063 Kim Tran · SUBMITTED, rejected")
	ben.Fills("What is asked", "the day-3 drying log").Fills("Of whom", "tom").Fills("By when", "2026-11-26").Submits().
		SeesFieldError("By when", "Thu Nov 26 is a day off: Thanksgiving. The next working day is Mon Nov 30.")
	ben.Fills("By when", "2026-11-20").Submits().SeesFieldError("By when", "An escalation is due today or later; Fri Nov 20 is over. The next working day is Tue Nov 24.")
	ben.Fills("By when", "2026-11-25").Fills("What is wrong", "*moisture* <!channel> log missing").Submits().
		SeesModal("✅ Saved. FM-1063 Kim Tran, escalated", "Tom Becker, by Wed Nov 25: the day-3 drying log").Closes()
	s.rests()
	asked := fm.Expects("🟠 FM-1063 Tran · *moisture* <!channel> log missing", "At stake: $9,870.00 not billed").Pings("tom")
	dm := tom.SeesDM("FM-1063 Tran needs you by Wed Nov 25:").Lacks("$", "9,870")

	tom.Types("fort-myers", "/file FM-1063").SeesModal("FM-1063", "🟠 Escalated: *moisture* <!channel> log missing. Tom Becker, by Wed Nov 25").Closes()
	tom.ClicksOn(dm, "Open file").SeesModal("FM-1063").Closes()
	eve.ClicksOn(asked, "I'm on it").
		SeesEphemeral("This escalation is for coordinators and directors: ", "Nothing was saved.")
	priya.ClicksOn(asked, "I'm on it").SeesEphemeral("This is asked of Tom Becker.", "Nothing was saved.")
	eve.Types("fort-myers", "/escalate FM-1071 to ben invoice it").SeesEphemeral("Escalations are for coordinators, directors, accounting and field", "Nothing was saved.")

	ben.ClicksOn(asked, "Assign…").SeesModal("Assign, FM-1063").Submits().SeesFieldError("Who takes it", "Who takes it? Name somebody, or give it back.")
	ben.Fills("Who takes it", "nora").Submits().SeesFieldError("Who takes it", "That person is not a member of Fort Myers.")
	ben.Fills("Who takes it", "tom").Submits().SeesFieldError("Who takes it", "Tom Becker has it already.")
	ben.Fills("Who takes it", "dana").Fills("What to know", "Tom is off sick").Submits().
		SeesModal("✅ Saved. FM-1063 Kim Tran, Dana Reyes is asked, by Wed Nov 25").Closes()
	s.rests()
	fm.Expects("🟠 FM-1063 Tran", "Dana Reyes, by Wed Nov 25", "Dana Reyes is asked, by Wed Nov 25: Tom is off sick. Ben Okafor").Pings()
	fm.ExpectsThread("FM-1063 Tran", "Tom is off sick")
	tom.SeesDM("FM-1063 Tran", "Dana Reyes is asked, by Wed Nov 25: Tom is off sick").Lacks("[I'm on it]")
	s.As("dana").SeesDM("FM-1063 Tran needs you by Wed Nov 25:")
	tom.ClicksOn(dm, "I'm on it").SeesEphemeral("Ben gave it to Dana at 9:12 am ET. The message now shows it; press again if you still mean it.")
	tom.ClicksOn(dm, "Open file").SeesEphemeral("There is no such file.")
	s.As("dana").ClicksOn(asked, "I'm on it").SeesEphemeral("Ben gave it to Dana at 9:12 am ET. The message now shows it")
	s.As("dana").Mentions(asked, "note the log comes Friday").SeesEphemeral("✅ Saved. FM-1063 Kim Tran, note")
	s.card("FM-1063", "🟠 Escalated: *moisture* <!channel> log missing. Dana Reyes, by Wed Nov 25")
	s.heardSoFar("FM-1063", 1)
	s.ends()
}
