package main

import (
	"testing"

	"paidup/domain"
	"paidup/domain/sample"
)

// Dana chooses a file under the digest and logs its payment where it is open; what was paid in full has little left to do.
func TestAFileIsActedOnWhereItIsOpen(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	dana := s.As("dana")
	s.on("2026-11-23 08:00")
	s.ticks()
	s.Channel("naples").Expects("Naples · Mon Nov 23", "No open files")
	s.Channel("fort-myers").Expects("Fort Myers · Mon Nov 23", "[Act on a file…]")

	dana.In("fort-myers").Clicks("Act on a file…").SeesModal("Find a file", "File")
	fill(dana, []string{"File", harris + "INVOICED"})
	dana.Submits().SeesModal("To be paid in full: $12,400.00 open\n[Payment…] [Log…] [⋯ Note, Assign, Hold, Escalate]\n---\nPeople")
	dana.Clicks("Payment…").SeesModal("Payment, FM-1042", "FM-1042 Joan Harris")
	dana.Fills("Amount", "12,40").Submits().SeesFieldError("Amount", `"12,40" could be $12.40 or $1,240.00.`)
	dana.Fills("Amount", "12,400").Fills("Method", "check").Fills("Check or trace number", "881").Submits()
	dana.SeesModal("✅ Saved. FM-1042 Joan Harris, $12,400.00", "Balance $0.00")
	dana.Clicks("Open file").SeesModal("✅ PAID IN FULL", "\n[⋯ Note, Assign]\n---\nPeople").Closes()
	s.card("FM-1042", "✅ PAID IN FULL")
	s.thread("FM-1042", "e5 $12,400.00 from Harbor Mutual, check 881, Mon Nov 23. Balance $0.00. Dana",
		"   Paid in full Mon Nov 23: 70 days (us 10, Harbor Mutual 60)")
	s.holds("FM-1042", domain.PaidInFull, 0, 5)
	s.ends()
}

// The file that a number on Home opens has the same row. A press that was overtaken offers the file as it now stands.
func TestAnOpenFileThatWasOvertaken(t *testing.T) {
	s := newStage(t)
	s.has("FM-1071", "Ann Abbott", approved(14_200_00)...)
	dana := s.As("dana")
	dana.OpensHome().SeesHome("FM-1071 Abbott")
	dana.ClicksHome("FM-1071").SeesModal("FM-1071 Ann Abbott", "[Invoice…] [Log…] [⋯ Note, Assign, Hold, Escalate]")
	s.As("ben").Types("fort-myers", "/invoice FM-1071 14,200 inv 5531").SeesEphemeral("✅ Saved.")
	dana.SeesHome("nothing waits on you")
	dana.Clicks("Invoice…").SeesModal("Ben invoiced $14,200.00 at 9:12 am ET.", "press again if you still mean it.\n[Open file]")
	dana.Clicks("Open file").SeesModal("INVOICED", "[Payment…] [Log…] [⋯ Note, Assign, Hold, Escalate]")
	dana.Clicks("Hold").SeesModal("Hold, FM-1071").Closes()
	s.card("FM-1071")
	s.heardSoFar("FM-1071", 1)
	s.ends()
}

// An open file has the buttons of what its reader may do: accounting answers no round, Tom in the field neither bills nor
// assigns, and Eve only looks.
func TestAnOpenFileHasTheButtonsOfItsReader(t *testing.T) {
	s := newStage(t)
	s.has("FM-1063", "Mai Tran", append(invoiced(9_870_00, "5520"), func(f *domain.File) error {
		return f.Submit(domain.Submission{Kind: domain.Supplement, Amount: 3_200_00})
	})...)
	s.handsOver("FM-1063", sample.Tom)
	for who, row := range map[string]string{
		"maria": "[Payment…] [Approved…] [Rejected…] [⋯ Log, Note, Assign, Hold, Escalate]\n",
		"dana":  "[Payment…] [Approved…] [Rejected…] [⋯ Log, Note, Hold, Escalate]\n", // it is Tom's to hand on
		"priya": "[Payment…] [Log…] [⋯ Note, Hold, Escalate]\n",
		"tom":   "[Log…] [⋯ Note, Escalate]\n",
		"eve":   "",
	} {
		s.As(who).Types("fort-myers", "/file FM-1063").SeesModal("supplement", "with Harbor Mutual\n"+row+"---\nPeople").Closes()
	}
	tom := s.As("tom")
	tom.Types("fort-myers", "/file FM-1063").SeesModal("FM-1063 Mai Tran")
	tom.Clicks("Note").SeesModal("Note, FM-1063")
	tom.Fills("Note", "logs are in the job folder").Submits().SeesModal("✅ Saved. FM-1063 Mai Tran, note").Closes()
	s.card("FM-1063")
	s.thread("FM-1063", "e7 Note: logs are in the job folder. Tom")
	s.ends()
}
