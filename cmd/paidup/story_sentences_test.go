package main

import (
	"testing"

	"paidup/domain"
)

// The sentences for what goes wrong, word for word, by the numbers of the house's list: with their buttons where they lead to a
// command. Those about the database and about a fault of ours are told in package bot, where both can be had.
func TestSentencesForWhatWasTyped(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.has("FM-0942", "Rob Lowe")
	dana := s.As("dana")
	for _, v := range []struct{ typed, says string }{
		{"/paidup pya FM-1042 12,400", "\"pya\" is not a command. Did you mean pay?\n[Run /pay FM-1042 12,400]"},                                                            // 1
		{"/pay FM-1042 1,2.3.4", "\"1,2.3.4\" is not an amount; write 1,234.56. Nothing was saved."},                                                                        // 2
		{"/pay FM-1042 12,40", "\"12,40\" could be $12.40 or $1,240.00. Nothing was saved.\n[$12.40] [$1,240.00]"},                                                          // 3
		{"/pay FM-1042 500 on 31/02", "\"31/02\" is not a date; month first, like 2/28 or feb 28. Nothing was saved."},                                                      // 4
		{"/pay FM-1042 500 on tue dec 1", "A payment is dated today or earlier; Tue Dec 1 is ahead. Nothing was saved.\n[Log a promise by Tue Dec 1]"},                      // 5
		{"/file FM-9042", "No file \"FM-9042\" in Fort Myers by number, claim, name or address. Closest: FM-0942 Lowe.\n[Open FM-0942]"},                                    // 6
		{"/pay FM-1042", "How much? /pay FM-1042 12,400 check 881. The balance is $12,400.00.\n[Open form]"},                                                                // 7
		{"/pay FM-1042 12,400 881", "Read: FM-1042, $12,400.00. Not read: \"881\". Nothing was saved.\n[It is check 881] [Keep as note]"},                                   // 14
		{"/pay FM-1042 zzz", "Read: FM-1042. Not read: \"zzz\". Write it like /pay FM-1042 12,400 check 881. Nothing was saved.\n[Open form]"},                              // 14
		{"/pay FM-1042 500 inv 5521", "Invoice 5521 is not on FM-1042; it has 5512 ($12,400.00 open). Nothing was saved.\n[Use 5512]"},                                      // 15
		{"/paidup hold FM-1042 until dec 4", "A hold needs a date and a reason: hold FM-1042 until dec 4 because asbestos test. Nothing was saved.\n[Open form]"},           // 17
		{"/paidup hold FM-1042 because asbestos test", "A hold needs a date and a reason: hold FM-1042 until dec 4 because asbestos test. Nothing was saved.\n[Open form]"}, // 17
		{"/paidup adjust FM-1042 writeoff 212.40 because moved away", "Write-offs are for directors and accounting. Nothing was saved.\n[Ask Maria]"},                       // 8
	} {
		dana.Types("fort-myers", v.typed).SeesEphemeral().Reads(v.says)
	}
	left := dana.Types("fort-myers", "/pay FM-1042 check 881 zzz").SeesEphemeral("Not read: \"zzz\".")
	dana.ClicksOn(left, "Open form").SeesModal("Payment, FM-1042", "Check or trace number (optional): 881").Closes()
	for typed, says := range map[string]string{ // what an act names and is not there, as in 15
		"/paidup void FM-1042 e9 because twice":          "FM-1042 has no entry e9; its last is e4.",
		"/paidup reverse FM-1042 check 7710 because NSF": "No check 7710 stands on FM-1042.",
		"/paidup reverse FM-1042 e4 because NSF":         "e4 on FM-1042 is not a payment.",
		"/paidup assign FM-1042 zoe":                     `No member in Fort Myers is called "zoe"; pick one with @.`,
		"/pay FM-0942 500 inv 5521":                      "Invoice 5521 is not on FM-0942, and no invoice is open there.",
	} {
		dana.Types("fort-myers", typed).SeesEphemeral().Reads(says + " Nothing was saved.")
	}
	s.As("ben").Types("fort-myers", "/paidup undo FM-1042").SeesEphemeral().Reads("You have nothing to undo on FM-1042. What never happened is voided: void FM-1042 eN because WORDS. Nothing was saved.")
	s.As("nora").Types("lobby", "/pay FM-1042 500").SeesEphemeral().Reads(
		"You are not set up in Paidup yet. Sam Whitley can add you.\n[Ask Sam]") // 9
	s.holds("FM-1042", domain.Invoiced, 12_400_00, 4)
	s.ends()
}

// 10: a button of a card that has been overtaken.
func TestSentenceForAnOldCard(t *testing.T) {
	s := newStage(t)
	s.has("FM-1063", "Lan Tran", func(f *domain.File) error { return f.Submit(domain.Submission{Amount: 9_870_00}) },
		func(f *domain.File) error { return f.Reject(domain.Decision{ErrorTypes: []string{"moisture"}}) },
		func(f *domain.File) error { return f.Submit(domain.Submission{}) })
	dana, ben := s.As("dana"), s.As("ben")
	s.on("2026-11-23 08:00")
	dana.Types("fort-myers", "/note FM-1063 log asked for").SeesEphemeral("✅ Saved.")
	s.card("FM-1063")
	dana.In("fort-myers").Clicks("Approved…").SeesModal("Approved, FM-1063")
	s.on("2026-11-23 08:12")
	ben.Types("fort-myers", "/paidup reject FM-1063 moisture").SeesEphemeral("✅ Saved.")
	dana.Submits().SeesModal("Ben rejected round 2 at 8:12 am ET. The card now shows it; press again if you still mean it.").Closes()
	s.card("FM-1063")
	s.heardSoFar("FM-1063", 2)
	s.ends()
}

// 11: the same again, 12: an Undo that comes too late, 16: what paid in full still needs.
func TestSentencesForWhatIsDone(t *testing.T) {
	s := newStage(t)
	billed := func(amount domain.Money, number string) func(*domain.File) error {
		return func(f *domain.File) error {
			return f.Invoice(domain.Bill{Amount: amount, Number: number, Answered: domain.Answers{domain.AskVariance}})
		}
	}
	note := func(f *domain.File) error { return f.Note("called") }
	s.has("FM-1042", "Joan Harris", append(approved(18_640_00), billed(12_400_00, "5512"), billed(6_240_00, "5513"), note, note, note)...)
	dana := s.As("dana")
	dana.Types("fort-myers", "/pay FM-1042 12,400 check 881").SeesEphemeral("✅ Saved.", "Entry e9")
	dana.Types("fort-myers", "/pay FM-1042 12,400 check 881").
		SeesEphemeral("Already saved: $12,400.00, check 881, by you at 9:12 am (e9). Nothing was added.") // 11
	dana.Clicks("Drop it").SeesEphemeral("Dropped.")
	dana.Types("fort-myers", "/pay FM-1042 80 check 902").SeesEphemeral("✅ Saved.", "Entry e10")
	dana.Types("fort-myers", "/paidup undo FM-1042 e9").SeesEphemeral().Reads(
		"e9 can't be undone: check 902 was applied after it. void FM-1042 e9 because … is for accounting.\n[Ask Priya]") // 12
	dana.Types("fort-myers", "/paidup submit FM-1042 supplement 3,200 to northline").SeesEphemeral("✅ Saved.")
	dana.Types("fort-myers", "/stage FM-1042 paid").SeesEphemeral().Reads(
		"FM-1042 is not paid in full: $6,160.00 is open and a supplement of $3,200.00 waits for northline.") // 16
	s.card("FM-1042")
	s.heardSoFar("FM-1042", 3)
	s.ends()
}

// 18: somebody was first.
func TestSentenceForWhoComesSecond(t *testing.T) {
	s := newStage(t)
	s.tran()
	ben, maria := s.As("ben"), s.As("maria")
	s.on("2026-11-23 08:30")
	ben.Types("fort-myers", "/escalate FM-1063 to maria the day-3 drying log").SeesEphemeral("✅ Saved.")
	s.rests()
	asked := s.Channel("fort-myers").Expects("🟠 FM-1063 Tran").Pings("maria")
	dm := maria.SeesDM("FM-1063 Tran needs you")
	s.on("2026-11-23 08:40")
	maria.ClicksOn(dm, "Done…").SeesModal("Done, FM-1063").Fills("What happened", "uploaded").Fills("In words", "log uploaded").
		Submits().SeesModal("✅ Saved.").Closes()
	s.rests()
	s.Channel("fort-myers").Expects("✅ FM-1063 Tran")
	s.Channel("fort-myers").ExpectsThread("FM-1063 Tran", "✅ Done: uploaded, log uploaded")
	maria.SeesDM("✅ FM-1063 Tran")
	ben.SeesDM("FM-1063 Tran: ✅ Done: uploaded, log uploaded")
	s.on("2026-11-23 08:52")
	ben.ClicksOn(asked, "I'm on it").SeesEphemeral().Reads(`Maria marked this done at 8:40 am ET: "log uploaded". Nothing is left to do.`) // 18
	s.ends()
}
