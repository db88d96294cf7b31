package main

import (
	"context"
	"testing"

	"paidup/domain"
)

// Dana may not void money. Accounting is asked, refuses with words, is asked again and allows: the entry is Priya's, for Dana.
func TestAVoidThatIsAskedForRefusedAndAllowed(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	dana, priya := s.As("dana"), s.As("priya")

	dana.Types("fort-myers", "/pay FM-1042 12,400 check 881").SeesEphemeral("✅ Saved.")
	dana.Types("fort-myers", "/paidup void FM-1042 e5 because meant FM-1024").SeesEphemeral().Reads(
		"Voiding money is for accounting. Nothing was saved.\n[Ask Priya]")
	dana.Clicks("Ask Priya").SeesEphemeral().Reads(
		`Asked Priya Nair: void e5, $12,400.00, check 881, on FM-1042 Harris, "meant FM-1024". It waits until the end of Wed Dec 2.`)
	asks := priya.SeesDM().Reads(`Dana asks: void e5, $12,400.00, check 881, on FM-1042 Harris, "meant FM-1024"
small: Asked Mon Nov 23, 9:12 am ET. Waits until the end of Wed Dec 2
[Allow] [Refuse…] [Open file]`)
	s.holds("FM-1042", domain.PaidInFull, 0, 5)

	s.on("2026-11-23 09:30")
	priya.ClicksOn(asks, "Refuse…").SeesModal("Refuse", "Why not").Submits().SeesFieldError("Why not", "Please complete this required field.")
	priya.Fills("Why not", "check the stub first").Submits().
		SeesModal(`Refused: void e5, $12,400.00, check 881, on FM-1042 Harris, "meant FM-1024". Dana is told.`).Closes()
	refused := priya.SeesDM("Priya refused it, Mon Nov 23, 9:30 am ET: check the stub first", "Dana asks: void e5").Lacks("Allow")
	dana.SeesDM().Reads(`Priya refused it, Mon Nov 23, 9:30 am ET: check the stub first
Dana asks: void e5, $12,400.00, check 881, on FM-1042 Harris, "meant FM-1024"
[Open file]`)

	dana.Types("fort-myers", "/paidup void FM-1042 e5 because meant FM-1024").SeesEphemeral("[Ask Priya]")
	dana.Clicks("Ask Priya").SeesEphemeral("Asked Priya Nair: void e5")
	asks = priya.SeesDM("Dana asks: void e5", "[Allow]")
	if refused.Message.TS == asks.Message.TS {
		t.Error("the second request stands in the message of the first")
	}
	s.on("2026-11-23 10:05")
	priya.ClicksOn(asks, "Allow").SeesEphemeral("✅ Saved. FM-1042 Joan Harris, e5 is void", "Dana asked for it and is told.", "[Undo]")
	priya.SeesDM("✅ Priya allowed it, Mon Nov 23, 10:05 am ET", "Dana asks: void e5")
	dana.SeesDM("✅ Priya allowed it, Mon Nov 23, 10:05 am ET")
	priya.ClicksOn(asks, "Allow").SeesEphemeral("✅ Saved. FM-1042 Joan Harris, e5 is void") // the same once more, not twice
	priya.ClicksOn(asks, "Refuse…").SeesModal("Refuse").Fills("Why not", "no").Submits().
		SeesFieldError("Why not", "You allowed this at 10:05 am ET. Nothing is left to do.").Closes()
	s.card("FM-1042", "INVOICED · balance $12,400.00")
	s.thread("FM-1042",
		"e5 $12,400.00 from Harbor Mutual, check 881, Mon Nov 23. Balance $0.00. Dana",
		"   Paid in full Mon Nov 23: 70 days (us 10, Harbor Mutual 60)",
		"e6 Voids e5: meant FM-1024. INVOICED again, balance $12,400.00. Priya for Dana, Mon Nov 23")
	s.holds("FM-1042", domain.Invoiced, 12_400_00, 6)
	s.ends()
}

// It is too late to undo what a later check was applied after: accounting is asked to void it, for a reason, and is asked once.
func TestAVoidThatIsAskedForWhereUndoIsTooLate(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", append(invoiced(5_000_00, "5512"), func(f *domain.File) error {
		return f.Invoice(domain.Bill{Amount: 2_400_00, Number: "5513", Answered: domain.Answers{domain.AskVariance}})
	})...)
	dana, priya := s.As("dana"), s.As("priya")
	const wish = `void e6, $5,000.00, check 881, on FM-1042 Harris, "meant FM-1024"`

	dana.Types("fort-myers", "/pay FM-1042 5,000 check 881").SeesEphemeral("✅ Saved.", "Entry e6")
	dana.Types("fort-myers", "/pay FM-1042 80 check 902").SeesEphemeral("✅ Saved.", "Entry e7")
	late := dana.Types("fort-myers", "/paidup undo FM-1042 e6").SeesEphemeral().Reads(
		"e6 can't be undone: check 902 was applied after it. void FM-1042 e6 because … is for accounting.\n[Ask Priya]")
	dana.ClicksOn(late, "Ask Priya").SeesModal("Void, FM-1042", "Entry: e6").
		Submits().SeesFieldError("Why it never happened", "Please complete this required field.")
	dana.Fills("Why it never happened", "meant FM-1024").Submits().
		SeesModal("Asked Priya Nair: " + wish + ". It waits until the end of Wed Dec 2.").Closes()
	asks := priya.SeesDM("Dana asks: "+wish, "[Allow] [Refuse…] [Open file]")
	dana.ClicksOn(late, "Ask Priya").SeesModal("Void, FM-1042").Fills("Why it never happened", "meant FM-1024").Submits().
		SeesModal("Asked Priya Nair already, Mon Nov 23, 9:12 am ET: " + wish).Closes()
	s.holds("FM-1042", domain.Invoiced, 2_320_00, 7)

	priya.ClicksOn(asks, "Allow").SeesEphemeral("✅ Saved. FM-1042 Joan Harris, e6 is void", "Dana asked for it and is told.")
	priya.SeesDM("✅ Priya allowed it")
	dana.SeesDM("✅ Priya allowed it")
	s.As("maria").Types("fort-myers", "/paidup undo FM-1042 e6").SeesEphemeral("e6 was taken back already (e8). Nothing was added.")
	s.card("FM-1042", "INVOICED · balance $7,320.00")
	s.heardSoFar("FM-1042", 3)
	s.ends()
}

// A receipt further back than Dana may date it: asked for from the form, allowed by the director, and the file is Dana's.
func TestAReceivedDateThatIsAskedForInTheForm(t *testing.T) {
	s := newStage(t)
	dana, maria := s.As("dana"), s.As("maria")

	dana.Types("fort-myers", "/file new Joan Harris loss water payer Harbor Mutual on nov 2").
		SeesEphemeral("Mon Nov 2 is over 2 business days back. Received dates further back are for directors.", "[Ask Maria]")
	dana.Types("fort-myers", "/file new").SeesModal("New file").Fills("Customer", "Joan Harris").Fills("Loss type", "water")
	dana.Fills("Payer", "Harbor Mutual").Fills("Received", "2026-11-02").Submits().SeesModal("[Ask Maria]")
	dana.Clicks("Ask Maria").SeesModal("Asked Maria Lind: begin a file for Harris, loss type water, payer Harbor Mutual, dated Mon Nov 2.").Closes()
	asks := maria.SeesDM("Dana asks: begin a file for Harris, loss type water, payer Harbor Mutual, dated Mon Nov 2", "[Allow]").Lacks("Open file")
	maria.ClicksOn(asks, "Allow").SeesEphemeral("✅ Saved. FM-1001 Joan Harris, RECEIVED", "Owner Dana Reyes", "Dana asked for it and is told.")
	maria.SeesDM("✅ Maria allowed it")
	dana.SeesDM("✅ Maria allowed it")
	s.card("FM-1001", "RECEIVED", "Dana Reyes")
	s.thread("FM-1001", "e1 Received Mon Nov 2. Maria for Dana (entered Mon Nov 23)")
	s.ends()
}

// A write-off is asked for, refused with words, asked for again and allowed; one above the limit takes both, whoever begins.
func TestAWriteOffThatIsAskedFor(t *testing.T) {
	s := newStage(t)
	s.has("FM-1031", "Sue Bell", invoiced(12_712_40, "5512")...)
	dana, maria, priya := s.As("dana"), s.As("maria"), s.As("priya")
	const small = "/paidup adjust FM-1031 writeoff 212.40 because deductible, moved away"
	const large = "/paidup adjust FM-1031 writeoff 700 because deductible, moved away"

	dana.Types("fort-myers", small).SeesEphemeral("Write-offs are for directors and accounting", "[Ask Maria]")
	dana.Clicks("Ask Maria").SeesEphemeral("Asked Maria Lind:")
	asks := maria.SeesDM(`Dana asks: write off $212.40 on FM-1031 Bell, "deductible, moved away"`, "[Allow] [Refuse…] [Open file]")
	maria.ClicksOn(asks, "Open file").SeesModal("FM-1031 Sue Bell").Closes()
	maria.ClicksOn(asks, "Refuse…").SeesModal("Refuse").Fills("Why not", "call her once more").Submits().SeesModal("Refused: write off $212.40").Closes()
	maria.SeesDM("Maria refused it", "call her once more")
	dana.SeesDM("Maria refused it", "call her once more")
	s.holds("FM-1031", domain.Invoiced, 12_712_40, 4)
	dana.Types("fort-myers", small).SeesEphemeral("[Ask Maria]")
	dana.Clicks("Ask Maria").SeesEphemeral("Asked Maria Lind:")
	maria.ClicksOn(maria.SeesDM("Dana asks: write off $212.40"), "Allow").SeesEphemeral("✅ Saved. FM-1031 Sue Bell, write-off $212.40",
		"Dana asked for it and is told.\nOnce Undo is over: void FM-1031 e5 because … is for accounting.", "[Undo]")
	maria.SeesDM("✅ Maria allowed it")
	dana.SeesDM("✅ Maria allowed it", "small: Entry e5. Maria may undo it until the end of Tue Nov 24, then: void FM-1031 e5 because … is for accounting.")

	priya.Types("fort-myers", large).SeesEphemeral("$700.00, with $212.40 taken off before, is over the limit of $500.00.", "[Ask Maria]")
	priya.Clicks("Ask Maria").SeesEphemeral("Asked Maria Lind:")
	maria.ClicksOn(maria.SeesDM("Priya asks: write off $700.00"), "Allow").SeesEphemeral("✅ Saved. FM-1031 Sue Bell, write-off $700.00")
	maria.SeesDM("✅ Maria allowed it")
	priya.SeesDM("✅ Maria allowed it")

	dana.Types("fort-myers", large).SeesEphemeral("$700.00, with $912.40 taken off before, is over the limit of $500.00.", "[Ask Maria]")
	dana.Clicks("Ask Maria").SeesEphemeral("Asked Maria Lind:")
	maria.ClicksOn(maria.SeesDM("Dana asks: write off $700.00"), "Allow").SeesEphemeral("You allow it. It takes Priya Nair too: write off $700.00")
	maria.SeesDM("Dana asks: write off $700.00", "Maria allows it; it takes one more.").Lacks(`"Allow"`)
	priya.ClicksOn(priya.SeesDM("Dana asks: write off $700.00", "Maria allows it; it takes one more."), "Allow").
		SeesEphemeral("✅ Saved. FM-1031 Sue Bell, write-off $700.00", "Maria allowed it too. Dana asked for it and is told.")
	for _, who := range []string{"maria", "priya", "dana"} {
		s.As(who).SeesDM("✅ Maria and Priya allowed it")
	}
	s.card("FM-1031", "written off $1,612.40")
	s.thread("FM-1031",
		"e5 Written off $212.40 on invoice 5512, Mon Nov 23: deductible, moved away. Balance $12,500.00. Maria for Dana",
		"e6 Written off $700.00 on invoice 5512, Mon Nov 23: deductible, moved away. Balance $11,800.00. Maria for Priya",
		"e7 Written off $700.00 on invoice 5512, Mon Nov 23: deductible, moved away. Balance $11,100.00. Maria and Priya for Dana")
	s.ends()
}

// Nobody answers a request who was not asked; what lapses says so to everybody.
func TestARequestThatNobodyAnswers(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	dana, ben, maria := s.As("dana"), s.As("ben"), s.As("maria")

	dana.Types("fort-myers", "/paidup void FM-1042 e1 because wrong file").SeesEphemeral("Voiding rounds, stages and notes is for directors.")
	dana.Clicks("Ask Maria").SeesEphemeral("e1 began FM-1042 and can't be taken back; cancel the file instead.") // the law comes first
	dana.Types("fort-myers", "/note FM-1042 gate code").SeesEphemeral("✅ Saved.")
	dana.Types("fort-myers", "/paidup void FM-1042 e5 because wrong file").SeesEphemeral("[Ask Maria]")
	dana.Clicks("Ask Maria").SeesEphemeral("Asked Maria Lind: void e5, the note, on FM-1042 Harris")
	dana.Again().SeesEphemeral("Asked Maria Lind already") // it is not asked twice
	asks := maria.SeesDM("Dana asks: void e5, the note", "[Allow]")
	dana.ClicksOn(asks, "Allow").SeesEphemeral("Answering a request is for directors and accounting")
	ben.ClicksOn(asks, "Allow").SeesEphemeral("Answering a request is for directors and accounting")
	s.As("luis").ClicksOn(asks, "Allow").SeesEphemeral().Reads("There is no such request.")

	s.on("2026-12-02 23:59")
	s.must(s.house.Scheduler.Tick(context.Background(), s.clock.now()))
	s.rests()
	s.on("2026-12-03 00:01")
	maria.ClicksOn(asks, "Allow").SeesEphemeral().Reads("This lapsed at the end of Wed Dec 2. Nothing was saved; it can be asked for again.")
	s.must(s.house.Scheduler.Tick(context.Background(), s.clock.now()))
	maria.SeesDM("Nobody answered by the end of Wed Dec 2: it lapsed", "Dana asks: void e5").Lacks("Allow")
	dana.SeesDM("Nobody answered by the end of Wed Dec 2: it lapsed")
	s.holds("FM-1042", domain.Invoiced, 12_400_00, 5)
	s.card("FM-1042", "last entry e5")
	s.heardSoFar("FM-1042", 1)
	s.ends()
}
