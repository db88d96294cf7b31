package main

import (
	"testing"

	"paidup/domain"
)

// A new file: what is missing or wrong is said under its field, and the same loss is asked about.
func TestTheFormForANewFile(t *testing.T) {
	s := newStage(t)
	dana := s.As("dana")
	dana.Types("fort-myers", "/file new").SeesModal("New file", "Customer: [Harris]", "Received: 2026-11-23", "Loss type: [water, mitigation]", "Payer: [Harbor Mutual]",
		"Carrier (optional): ")
	const required = "Please complete this required field."
	dana.Fills("Received").Submits().SeesFieldError("Customer", required).SeesFieldError("Received", required).
		SeesFieldError("Loss type", required).SeesFieldError("Payer", required)
	dana.Fills("Customer", "Joan Harris").Fills("Loss type", "water").Fills("Payer", "Harbor Mutual").Fills("Claim number", "24-77810")
	dana.Fills("Estimate", "12k").Fills("Deductible", "1,00").Fills("Received", "2026-11-30").Submits()
	dana.SeesFieldError("Estimate", `"12k" is short for an amount; write it out, like 12,000.`)
	dana.SeesFieldError("Deductible", `"1,00" could be $1.00 or $100.00.`)
	dana.Fills("Estimate", "12,000").Fills("Deductible", "1,000").Submits().SeesFieldError("Received", "A receipt is dated today or earlier; Mon Nov 30 is ahead.")
	dana.Fills("Received", "2026-11-02").Submits().
		SeesModal("small: Mon Nov 2 is over 2 business days back. Received dates further back are for directors.", "[Ask Maria]")
	dana.Fills("Received", "2026-11-20").Submits().SeesModal("✅ Saved. FM-1001 Joan Harris, RECEIVED", "Received Fri Nov 20").Closes()
	s.card("FM-1001", "RECEIVED · est. $12,000.00")
	s.heardSoFar("FM-1001", 1)

	dana.Types("fort-myers", "/file new Joan Harris loss mold payer Harbor Mutual claim 24-77810").SeesEphemeral("❓ Not saved yet.",
		"FM-1001 Harris has the same claim number. Is this another file of that loss?")
	dana.Clicks("Drop it").SeesEphemeral("Dropped. Nothing was saved.")
	dana.Types("fort-myers", `/file new "Bay View Dental" loss water payer "Bayview Dental"`).
		SeesEphemeral("✅ Saved. FM-1002 Bay View Dental, RECEIVED", "payer Bayview Dental")
	s.card("FM-1002", "RECEIVED")
	s.heardSoFar("FM-1002", 1)
	s.ends()
}

// Submit, rejected, approved: the forms of a round.
func TestTheFormsOfARound(t *testing.T) {
	s := newStage(t)
	s.has("FM-1071", "Ann Abbott")
	dana := s.As("dana").In("fort-myers")

	dana.Types("fort-myers", "/paidup submit").SeesModal("Submit", "File: [FM-1042]", "What is handed in (optional)")
	dana.Searches("File", "a").Searches("File", "ab", "FM-1071 Ann Abbott · RECEIVED").Fills("File", "FM-1071 Ann Abbott · RECEIVED")
	dana.Submits().SeesFieldError("Amount asked", "How much is asked? submit FM-1071 estimate 14,900.")
	dana.Fills("Amount asked", "1,2.3.4").Submits().SeesFieldError("Amount asked", `"1,2.3.4" is not an amount; write 1,234.56.`)
	dana.Fills("Amount asked", "14,900").Fills("Date", "2026-12-01").Submits().
		SeesFieldError("Date", "A hand-in is dated today or earlier; Tue Dec 1 is ahead.")
	dana.Fills("Date", "2026-11-20").Submits().SeesModal("✅ Saved. FM-1071 Ann Abbott, estimate $14,900.00", "[Undo]").Closes()

	s.card("FM-1071", "[Approved…] [Rejected…]")
	dana.Clicks("Rejected…").SeesModal("Rejected, FM-1071", "SUBMITTED · $14,900.00 asked").
		Submits().SeesFieldError("Why it came back", "Please complete this required field.")
	dana.Fills("Why it came back", "moisture", "photos").Fills("Date", "2026-11-19").Submits()
	dana.SeesFieldError("Date", "A rejection is dated Thu Nov 19, but round 1 was handed in Fri Nov 20.")
	dana.Fills("Date").Fills("In their words", "day-3 log missing").Submits().
		SeesModal("✅ Saved. FM-1071 Ann Abbott, round 1 rejected", "Moisture, photos: day-3 log missing, Mon Nov 23").Closes()
	dana.Types("fort-myers", "/paidup submit FM-1071 estimate").SeesEphemeral("✅ Saved. FM-1071 Ann Abbott, estimate $14,900.00", "Round 2")
	s.card("FM-1071", "[Approved…] [Rejected…]")
	dana.Clicks("Approved…").SeesModal("Approved, FM-1071").Fills("Amount approved", "15,000").Submits()
	dana.SeesFieldError("Amount approved", "$15,000.00 is more than the $14,900.00 asked in round 2; hand in the difference as a supplement first.")
	dana.Fills("Amount approved").Submits().
		SeesModal("✅ Saved. FM-1071 Ann Abbott, approved $14,900.00", "All that was asked, Mon Nov 23", "[Invoice…]").Closes()
	s.card("FM-1071", "APPROVED · $14,900.00 not billed")
	s.heardSoFar("FM-1071", 4)
	s.ends()
}

// The forms of money: invoice, payment, and a payment that came back.
func TestTheFormsOfMoney(t *testing.T) {
	s := newStage(t)
	s.has("FM-1071", "Ann Abbott", approved(14_900_00)...)
	s.has("FM-1072", "Abel Stone", approved(1_000_00)...)
	dana := s.As("dana")

	dana.Types("fort-myers", "/invoice").SeesModal("Invoice", "File: [FM-1042]", "Amount: [12,400.00]")
	dana.Searches("File", "ab", "FM-1071 Ann Abbott · APPROVED", "FM-1072 Abel Stone · APPROVED").Fills("File", "FM-1071 Ann Abbott · APPROVED")
	dana.Fills("Amount", "14,900").Fills("Due", "2026-11-01").Submits().
		SeesFieldError("Due", "The invoice is due Sun Nov 1, before its own date Mon Nov 23.")
	dana.Fills("Due", "2026-12-23").Fills("Invoice number", "5531").Submits()
	dana.SeesModal("✅ Saved. FM-1071 Ann Abbott, invoice 5531, $14,900.00", "due Wed Dec 23").Closes()

	dana.Types("fort-myers", "/pay").SeesModal("Payment").
		Searches("File", "1071", "FM-1071 Ann Abbott · INVOICED").Fills("File", "FM-1071 Ann Abbott · INVOICED")
	dana.Fills("Amount", "12,40").Submits().SeesFieldError("Amount", `"12,40" could be $12.40 or $1,240.00.`)
	dana.Fills("Amount", "14,000").Fills("The amount is net of the fee", "Yes").
		Submits().SeesFieldError("Fee taken out", "A net amount needs its fee")
	dana.Fills("Fee taken out", "900").Fills("For our invoice", "5599").Submits().
		SeesFieldError("For our invoice", "Invoice 5599 is not on FM-1071; it has 5531 ($14,900.00 open).")
	dana.Fills("For our invoice", "5531").Fills("Method", "wire").Submits().
		SeesModal("✅ Saved. FM-1071 Ann Abbott, $14,900.00", "Balance $0.00").Closes()
	s.card("FM-1071", "✅ PAID IN FULL")

	dana.Types("fort-myers", "/paidup reverse FM-1071").SeesEphemeral("Which payment came back?", "e5 $14,900.00, wire, Mon Nov 23", "[e5]")
	dana.Clicks("e5").SeesModal("Reverse, FM-1071", "Payment (optional): e5").
		Submits().SeesFieldError("Why it came back", "Please complete this required field.")
	dana.Fills("Why it came back", "recalled").Fills("Date", "2026-11-20").Submits().
		SeesFieldError("Date", "A reversal is dated Fri Nov 20, but the payment came Mon Nov 23.")
	dana.Fills("Date").Submits().SeesModal("✅ Saved. FM-1071 Ann Abbott").Closes()
	s.card("FM-1071", "INVOICED · balance $14,900.00")
	s.holds("FM-1071", domain.Invoiced, 14_900_00, 6)
	s.heardSoFar("FM-1071", 4)
	s.ends()
}

// Note, assign, stage, void and the search box.
func TestTheOtherForms(t *testing.T) {
	s := newStage(t)
	s.has("FM-1071", "Ann Abbott", approved(14_900_00)...)
	dana, priya := s.As("dana"), s.As("priya")

	dana.Types("fort-myers", "/file").SeesModal("Find a file").
		Searches("File", "abb", "FM-1071 Ann Abbott · APPROVED").Fills("File", "FM-1071 Ann Abbott · APPROVED")
	dana.Submits().SeesModal("FM-1071 Ann Abbott", "To be paid in full", "Round 1, estimate $14,900.00").Closes()
	dana.Types("fort-myers", "/note FM-1071").SeesEphemeral("What is the note?", "[Open form]")
	dana.Clicks("Open form").SeesModal("Note, FM-1071").Submits().SeesFieldError("Note", "Please complete this required field.")
	dana.Fills("Note", "gate code with neighbour").Submits().SeesModal("✅ Saved. FM-1071 Ann Abbott, note").Closes()
	s.card("FM-1071")
	dana.Clicks("Assign").SeesModal("Assign, FM-1071").Fills("To whom", "nora").
		Submits().SeesFieldError("To whom", "That person is not a member of Fort Myers.")
	dana.Fills("To whom", "ben").Submits().SeesModal("✅ Saved. FM-1071 Ann Abbott, owner Ben Okafor").Closes()
	s.card("FM-1071", "Ben Okafor")
	s.heardSoFar("FM-1071", 2)
	dana.Types("fort-myers", "/paidup assign FM-1071 dana").
		SeesEphemeral("FM-1071 belongs to Ben Okafor. Assigning is for directors: Maria Lind. Nothing was saved.")

	dana.Types("fort-myers", "/stage").SeesModal("Stage").
		Searches("File", "ann", "FM-1071 Ann Abbott · APPROVED").Fills("File", "FM-1071 Ann Abbott · APPROVED")
	dana.Fills("Stage", "received").Submits().
		SeesFieldError("Stage", "FM-1071 is APPROVED by its facts, so it does not go back by itself. Which fact was wrong? The last one is e3, Thu Sep 24.")
	dana.Fills("Stage", "invoiced").Submits().
		SeesModal("Invoice, FM-1071", "Amount: [12,400.00]").Fills("Amount", "14,900").Fills("Invoice number", "5531")
	dana.Submits().SeesModal("✅ Saved. FM-1071 Ann Abbott, invoice 5531, $14,900.00").Closes()
	s.card("FM-1071", "INVOICED · balance $14,900.00")
	s.heardSoFar("FM-1071", 1)

	priya.Types("fort-myers", "/paidup void").SeesModal("Void").
		Searches("File", "ann", "FM-1071 Ann Abbott · INVOICED").Fills("File", "FM-1071 Ann Abbott · INVOICED")
	priya.Fills("Entry", "nine").Fills("Why it never happened", "sent by mistake").
		Submits().SeesFieldError("Entry", `"nine" is not an entry; write e9`)
	priya.Fills("Entry", "e9").Submits().SeesFieldError("Entry", "FM-1071 has no entry e9; its last is e6.")
	priya.Fills("Entry", "e6").Submits().SeesModal("✅ Saved. FM-1071 Ann Abbott, e6 is void", "APPROVED again").Closes()
	s.card("FM-1071", "APPROVED · $14,900.00 not billed")
	s.thread("FM-1071", "e7 Voids e6: sent by mistake. APPROVED again, balance $0.00. Priya, Mon Nov 23")
	s.ends()
}
