package main

import (
	"testing"

	"paidup/domain"
)

// An assignment e-mail is pasted into the form of a new file; what was read is looked at, mended and saved.
func TestAPastedAssignment(t *testing.T) {
	s := newStage(t)
	s.hasWith("FM-0900", domain.Facts{Customer: "Ed Stone", Carrier: "Harbor Mutual", Program: "Northline", Loss: "water"})
	dana := s.As("dana")
	const mail = "From: Northline Dispatch <dispatch@northline.example>\n\nInsured: HARRIS, JOAN\nPhone: (239) 555-0142\nClaim #: 24-77810\n" +
		"Loss address: 1423 Palm Ave, Fort Myers, FL 33901\nDate of loss: 11/20/2026\nType of loss: Water\nDeductible: $1,000.00"

	dana.Types("fort-myers", "/file new").SeesModal("New file", "[Paste an e-mail…]", "Customer: [Harris]")
	dana.Clicks("Paste an e-mail…").SeesModal("New file", "Paste the assignment: ")
	dana.Fills("Paste the assignment", "Thanks, call me back").Submits().
		SeesFieldError("Paste the assignment", "Nothing in it was recognised; cancel, and fill in the form of a new file.")
	dana.Fills("Paste the assignment", mail).Submits().SeesModal("Not saved yet", "❓ Not saved yet. Read from what was pasted",
		"Customer: Joan Harris", "Program or TPA: Northline", "Claim number: 24-77810", "Date of loss: Fri Nov 20", "[Fill in the rest…] [Drop]")
	dana.Clicks("Fill in the rest…").SeesModal("New file", "Customer: Joan Harris", "Received: 2026-11-23", "Address (optional): 1423 Palm Ave")
	dana.Submits().SeesFieldError("Payer", "Please complete this required field.")
	dana.Fills("Payer", "Harbor Mutual").Fills("Estimate", "900").Submits().SeesModal("Not saved yet",
		"A deductible of $1,000.00 is more than the estimate of $900.00")
	dana.Clicks("Change amount…").SeesModal("New file", "Estimate (optional): 900").Fills("Estimate", "9,000").Submits().
		SeesModal("✅ Saved. FM-1001 Joan Harris, RECEIVED", "Received Mon Nov 23, water, payer Harbor Mutual").Closes()
	s.card("FM-1001", "RECEIVED · est. $9,000.00")
	s.heardSoFar("FM-1001", 1)
	dana.Types("fort-myers", "/file FM-1001").SeesModal("Phone (239) 555-0142", "Address 1423 Palm Ave, Fort Myers", "Claim 24-77810", "Date of loss Fri Nov 20").Closes()

	dana.Types("fort-myers", `/file new "Joan Harris" loss rebuild payer Harbor Mutual address 1423 palm ave lossdate nov 20`).
		SeesEphemeral("❓ Not saved yet.", "FM-1001 Harris has the same address and date of loss. Is this another file of that loss?")
	dana.Clicks("Another file").SeesEphemeral("✅ Saved. FM-1002 Joan Harris, RECEIVED")
	s.card("FM-1002", "RECEIVED")
	s.heardSoFar("FM-1002", 1)
	s.ends()
}

// What is known of a file is put right: a field, the form, and the received date by who may.
func TestEditingAFile(t *testing.T) {
	s := newStage(t)
	s.hasWith("FM-1042", domain.Facts{Customer: "Joan Harris", Carrier: "Harbor Mutual", Payer: "Harbor Mutual", Loss: "water", Claim: "24-77801"}, approved(9_000_00)...)
	dana, maria, tom, eve := s.As("dana"), s.As("maria"), s.As("tom"), s.As("eve")

	dana.Types("fort-myers", "/paidup edit FM-1042 claim 24-77810").SeesEphemeral().Reads(
		"✅ Saved. FM-1042 Joan Harris, changed\n" +
			"Claim number: 24-77810\n" +
			"small: Entry e4. Undo until the end of Tue Nov 24\n" +
			"[Undo] [Open file]")
	dana.Clicks("Undo").SeesEphemeral("e4 is undone")
	dana.Types("fort-myers", "/paidup edit FM-1042 claim").SeesModal("Edit, FM-1042", "Customer (optional): Joan Harris", "Claim number (optional): 24-77801")
	dana.Fills("Claim number", "").Fills("Estimate", "12k").Submits().SeesFieldError("Estimate", `"12k" is short for an amount; write it out, like 12,000.`)
	dana.Fills("Estimate", "12,000").Fills("Phone", "(239) 555-0142").Fills("Received", "2026-09-20").Submits().
		SeesModal("Edit, FM-1042", "Mon Sep 14 is over 2 business days back. Received dates further back are for directors.", "[Ask Maria]")
	dana.Fills("Received", "2026-09-14").Submits().SeesModal("✅ Saved. FM-1042 Joan Harris, changed", "Claim number: none", "Estimate: $12,000.00", "Phone: (239) 555-0142").Closes()
	maria.Types("fort-myers", "/paidup edit FM-1042 received sep 20").
		SeesEphemeral("FM-1042 was handed in Sat Sep 19, before Sun Sep 20. Which of them is wrong?")
	maria.Types("fort-myers", "/paidup edit FM-1042 received sep 11").SeesEphemeral("✅ Saved. FM-1042 Joan Harris, changed", "Received: Fri Sep 11")
	s.card("FM-1042", "APPROVED · $9,000.00 not billed", "Received Fri Sep 11")
	s.thread("FM-1042",
		"e4 Changed claim number, Mon Nov 23. Dana",
		"e5 Undoes e4. Dana, Mon Nov 23",
		"e6 Changed claim number, estimate, phone, Mon Nov 23. Dana",
		"e7 Changed received to Fri Sep 11. Maria (entered Mon Nov 23)")
	dana.Types("fort-myers", "/paidup help edit").SeesEphemeral("FIELD is one of customer, received, loss, lossdate, payer, carrier", "city")
	eve.Types("fort-myers", "/paidup edit FM-1042 claim 5").SeesEphemeral("Editing is for coordinators, directors and accounting")
	tom.Types("fort-myers", "/paidup edit FM-1042 claim 5").SeesEphemeral(`No file "FM-1042" in Fort Myers`)
	s.ends()
}
