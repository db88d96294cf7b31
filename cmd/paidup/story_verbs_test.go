package main

import (
	"testing"

	"paidup/domain"
)

// Part of a balance is disputed: the rest is chased and paid, the dispute is settled, and the file ends.
func TestAPartialDisputeWhileTheRestIsChased(t *testing.T) {
	s := newStage(t)
	s.has("FM-0988", "Jane Pruitt", invoiced(22_905_50, "5401")...)
	dana := s.As("dana")

	dana.Types("fort-myers", "/paidup dispute FM-0988 8,200 because scope").SeesEphemeral().Reads(
		"✅ Saved. FM-0988 Jane Pruitt, $8,200.00 disputed\n" +
			"On invoice 5401, Mon Nov 23: scope\n" +
			"The rest is still chased: $14,705.50 of $22,905.50\n" +
			"small: Entry e5. Undo until the end of Tue Nov 24\n" +
			"[Undo] [Open file]")
	s.card("FM-0988", "INVOICED · balance $22,905.50", "$8,200.00 disputed: scope", "Harbor Mutual owes it since", "[Payment…]")
	dana.Types("fort-myers", "/pay FM-0988 14,705.50 check 881").SeesEphemeral("✅ Saved.", "Balance $8,200.00: carrier")
	s.card("FM-0988", "INVOICED · balance $8,200.00", "$8,200.00 disputed: scope")
	dana.Types("fort-myers", "/paidup settle FM-0988").SeesEphemeral("✅ Saved. FM-0988 Jane Pruitt, dispute settled", "Balance $8,200.00: carrier")
	dana.Clicks("Undo").SeesEphemeral("e7 is undone", "Was: Dispute settled, Mon Nov 23")
	s.card("FM-0988", "$8,200.00 disputed: scope")
	dana.Types("fort-myers", "/paidup settle FM-0988").SeesEphemeral("dispute settled")
	dana.Types("fort-myers", "/paidup settle FM-0988").SeesEphemeral("Nothing is disputed on FM-0988.")
	dana.Types("fort-myers", "/pay FM-0988 8,200 check 902").SeesEphemeral("✅ Saved.", "Paid in full: 70 days")
	s.card("FM-0988", "✅ PAID IN FULL · balance $0.00")
	s.thread("FM-0988",
		"e5 $8,200.00 disputed, Mon Nov 23: scope. Dana",
		"e6 $14,705.50 from Harbor Mutual, check 881, Mon Nov 23. Balance $8,200.00. Dana",
		"e7 Dispute settled, Mon Nov 23. Dana",
		"e8 Undoes e7. Dana, Mon Nov 23",
		"e9 Dispute settled, Mon Nov 23. Dana",
		"e10 $8,200.00 from Harbor Mutual, check 902, Mon Nov 23. Balance $0.00. Dana",
		"   Paid in full Mon Nov 23: 70 days (us 10, Harbor Mutual 60)")
	s.ends()
}

// A file is cancelled by its coordinator before the first round, and opened again by who may, or by what happens on it.
func TestACancelledFileAndItsReopening(t *testing.T) {
	s := newStage(t)
	s.has("FM-1110", "Ruth Ellis")
	s.has("FM-1111", "Ed Stone", approved(900_00)...)
	s.has("FM-1112", "Ann Abbott")
	dana, maria := s.As("dana").In("fort-myers"), s.As("maria")

	dana.Types("fort-myers", "/paidup cancel FM-1110 because customer declined").SeesEphemeral("✅ Saved. FM-1110 Ruth Ellis, cancelled", "Customer declined", "[Undo]")
	s.card("FM-1110", "Cancelled Mon Nov 23: customer declined")
	dana.Types("fort-myers", "/paidup reopen FM-1110 because signed after all").
		SeesEphemeral("Reopening is for directors and accounting. Nothing was saved.")
	maria.Types("fort-myers", "/paidup reopen FM-1110 because signed after all").SeesEphemeral("✅ Saved. FM-1110 Ruth Ellis, reopened", "RECEIVED", "[Submit…]")
	s.card("FM-1110", "RECEIVED", "Waiting on us", "[Submit…]")
	s.thread("FM-1110", "e2 Cancelled Mon Nov 23: customer declined. Dana", "e3 ↩ Reopened Mon Nov 23: signed after all. Maria")

	dana.Types("fort-myers", "/paidup cancel FM-1111 because customer declined").
		SeesEphemeral("Cancelling after the first round is for directors. Nothing was saved.")
	maria.Types("fort-myers", "/paidup cancel FM-1111 because customer declined").SeesEphemeral("✅ Saved. FM-1111 Ed Stone, cancelled")
	dana.Types("fort-myers", "/paidup submit FM-1111 supplement 300").
		SeesEphemeral("❓ Not saved yet. This reopens the file", "FM-1111 is cancelled since Mon Nov 23; a supplement reopens it")
	dana.Clicks("Reopen it").SeesEphemeral("✅ Saved. FM-1111 Ed Stone, supplement $300.00")
	s.card("FM-1111", "APPROVED · $900.00 not billed")
	s.heardSoFar("FM-1111", 2)

	dana.Types("fort-myers", "/paidup cancel").SeesModal("Cancel", "File: [FM-1042]").Searches("File", "abb", "FM-1112 Ann Abbott · RECEIVED").
		Fills("File", "FM-1112 Ann Abbott · RECEIVED").Submits().SeesFieldError("Why", "Please complete this required field.")
	dana.Fills("Why", "sold the house").Submits().SeesModal("✅ Saved. FM-1112 Ann Abbott, cancelled", "Sold the house").Closes()
	s.card("FM-1112", "Cancelled Mon Nov 23: sold the house")
	dana.Types("fort-myers", "/pay FM-1112 500 check 12").SeesEphemeral("❓ Not saved yet. Money on a cancelled file?", "FM-1112 is cancelled since Mon Nov 23")
	dana.Clicks("Drop it").SeesEphemeral("Dropped. Nothing was saved.")
	s.holds("FM-1112", domain.Received, 0, 2)
	s.heardSoFar("FM-1112", 1)
	s.ends()
}

// A deposit comes before any invoice; the invoice's receipt offers to apply it.
func TestADepositBeforeTheInvoice(t *testing.T) {
	s := newStage(t)
	s.has("FM-1088", "Al Cole", approved(9_000_00)...)
	s.has("FM-1051", "Ida Hale", invoiced(900_00, "5515")...)
	dana, priya := s.As("dana"), s.As("priya")

	dana.Types("fort-myers", "/pay FM-1088 1,500 check 771").SeesEphemeral("✅ Saved. FM-1088 Al Cole, $1,500.00", "$1,500.00 unapplied: no invoice yet")
	dana.Types("fort-myers", "/paidup apply FM-1088 to FM-1051").
		SeesEphemeral("✅ Saved. Check 771, $1,500.00, 2 files", "FM-1088 Al Cole: $1,500.00 to FM-1051", "FM-1051 Ida Hale $1,500.00 from FM-1088: balance $0.00")
	dana.Clicks("Undo").SeesEphemeral("✅ Saved. 2 files", "FM-1051 Ida Hale: e5 is undone", "FM-1088 Al Cole: e5 is undone")
	dana.Types("fort-myers", "/paidup apply FM-1088 500 to FM-1051").SeesEphemeral("✅ Saved. Check 771, $500.00, 2 files")
	s.card("FM-1051", "INVOICED · balance $400.00")
	s.heardSoFar("FM-1051", 4)

	dana.Types("fort-myers", "/invoice FM-1088 9,000 inv 5540").SeesEphemeral().Reads(
		"✅ Saved. FM-1088 Al Cole, invoice 5540, $9,000.00\n" +
			"To Harbor Mutual, Mon Nov 23\n" +
			"Balance $9,000.00: carrier, $1,000.00 unapplied\n" +
			"small: Entry e8. Undo until the end of Tue Nov 24\n" +
			"[Undo] [Apply $1,000.00] [Open file]")
	s.card("FM-1088", "INVOICED · balance $9,000.00", "$1,000.00 unapplied")
	dana.Clicks("Apply $1,000.00").SeesEphemeral("✅ Saved. FM-1088 Al Cole, applied $1,000.00", "On invoice 5540, Mon Nov 23", "Balance $8,000.00: carrier")
	s.card("FM-1088", "INVOICED · balance $8,000.00")
	s.heardSoFar("FM-1088", 6)
	dana.Types("fort-myers", "/paidup apply").SeesModal("Apply").Searches("File", "1088", "FM-1088 Al Cole · INVOICED").Fills("File", "FM-1088 Al Cole · INVOICED")
	dana.Submits().SeesFieldError("File", "Nothing is unapplied on FM-1088.")
	dana.Closes()
	priya.Types("fort-myers", "/paidup adjust FM-1088 refund 5 because paid twice").
		SeesEphemeral("Nothing is unapplied on FM-1088, so there is nothing to give back.")
	s.ends()
}

// Who may write off how much: a coordinator nothing, a director up to the market's limit, accounting more.
func TestWhoMayWriteOff(t *testing.T) {
	s := newStage(t)
	s.has("FM-1031", "Sue Bell", invoiced(12_712_40, "5512")...)
	s.has("FM-1032", "Bo Bell", invoiced(300_00, "5513")...)
	dana, maria, priya := s.As("dana"), s.As("maria"), s.As("priya")

	dana.Types("fort-myers", "/paidup adjust FM-1031 writeoff 212.40 because deductible, moved away").
		SeesEphemeral("Write-offs are for directors and accounting. Nothing was saved.", "[Ask Maria]")
	s.holds("FM-1031", domain.Invoiced, 12_712_40, 4)
	maria.Types("fort-myers", "/paidup adjust FM-1031 writeoff 500.01 because deductible, moved away").
		SeesEphemeral("$500.01 is over the limit of $500.00. More is for a director and accounting together. Nothing was saved.", "[Ask Priya]")
	maria.Types("fort-myers", "/paidup adjust FM-1031 writeoff 212.40 because deductible, moved away").
		SeesEphemeral("✅ Saved. FM-1031 Sue Bell, write-off $212.40", "On invoice 5512, Mon Nov 23: deductible, moved away", "Balance $12,500.00: carrier")
	maria.Types("fort-myers", "/paidup adjust FM-1031 writeoff 287.61 because moved away").
		SeesEphemeral("$287.61, with $212.40 taken off before, is over the limit of $500.00. More is for a director and accounting together. Nothing was saved.", "[Ask Priya]")
	priya.Types("fort-myers", "/paidup adjust FM-1031 credit 287.61 because moved away").
		SeesEphemeral("$287.61, with $212.40 taken off before, is over the limit of $500.00.", "[Ask Maria]")
	s.holds("FM-1031", domain.Invoiced, 12_500_00, 5)
	dana.Types("fort-myers", "/pay FM-1031 11,750 check 881").SeesEphemeral("✅ Saved.", "Balance $750.00: carrier")
	dana.Types("fort-myers", "/paidup adjust FM-1031 fee 750 because program fee").SeesEphemeral("✅ Saved. FM-1031 Sue Bell, fee $750.00", "Closed by write-off")
	s.card("FM-1031", "INVOICED · balance $0.00", "Closed by write-off Mon Nov 23: $212.40", "Invoiced $12,712.40, paid $12,500.00, written off $212.40")
	s.heardSoFar("FM-1031", 4)

	dana.Types("fort-myers", "/paidup market set small-balance 5").SeesEphemeral("Settings of a market are for directors and the admin")
	maria.Types("fort-myers", "/paidup market set small-balance 5 write-off-limit 50").
		SeesEphemeral("Saved. FM Fort Myers", "A balance up to $5.00 is paid in full; a director takes off up to $50.00")
	maria.Types("fort-myers", "/paidup adjust FM-1032 credit 50.01 because agreed").SeesEphemeral("$50.01 is over the limit of $50.00. More is for a director and accounting together")
	dana.Types("fort-myers", "/pay FM-1032 295 check 902").SeesEphemeral("✅ Saved.", "Balance $5.00: carrier", "Paid in full")
	s.card("FM-1032", "✅ PAID IN FULL · balance $5.00")
	priya.Types("fort-myers", "/paidup adjust").SeesModal("Adjust").Searches("File", "1032", "FM-1032 Bo Bell · PAID IN FULL").Fills("File", "FM-1032 Bo Bell · PAID IN FULL")
	priya.Fills("What it is", "credit").Fills("Amount", "6").Fills("Why", "agreed").Submits().
		SeesFieldError("Amount", "$6.00 cannot be taken off invoice 5513; $5.00 is open.")
	priya.Fills("Amount", "5").Submits().SeesModal("✅ Saved. FM-1032 Bo Bell, credit $5.00").Closes()
	s.card("FM-1032", "✅ PAID IN FULL · balance $0.00")
	s.heardSoFar("FM-1032", 3)
	s.ends()
}

// A write-off that would close the file is asked about, for it leaves the paid-in-full figures.
func TestAWriteOffThatClosesTheFile(t *testing.T) {
	s := newStage(t)
	s.has("FM-1032", "Bo Bell", invoiced(300_00, "5513")...)
	priya := s.As("priya")

	priya.Types("fort-myers", "/paidup adjust FM-1032 writeoff 300 because bankrupt").SeesEphemeral().Reads(
		"❓ Not saved yet. This closes the file\n" +
			"This closes FM-1032 by write-off; it leaves the paid-in-full figures\n" +
			"[Drop it] [Write it off]")
	priya.Clicks("Drop it").SeesEphemeral("Dropped. Nothing was saved.")
	s.holds("FM-1032", domain.Invoiced, 300_00, 4)
	priya.Types("fort-myers", "/paidup adjust FM-1032 writeoff 300 because bankrupt").SeesEphemeral("This closes the file")
	priya.Clicks("Write it off").SeesEphemeral("✅ Saved. FM-1032 Bo Bell, write-off $300.00")
	s.card("FM-1032", "Closed by write-off Mon Nov 23: $300.00")
	s.thread("FM-1032", "e5 Written off $300.00 on invoice 5513, Mon Nov 23: bankrupt. Balance $0.00. Priya", "   Closed by write-off Mon Nov 23: $300.00")
	s.ends()
}

// Paid in full is taken back where nothing approved says that all was billed.
func TestMoreToBillOnAReceipt(t *testing.T) {
	s := newStage(t)
	s.has("FM-1058", "Bayview Dental", func(f *domain.File) error {
		return f.Invoice(domain.Bill{Amount: 900_00, Number: "5520", Answered: domain.Answers{domain.AskNoApproval}})
	})
	s.has("FM-1042", "Joan Harris", invoiced(400_00, "5512")...)
	dana := s.As("dana")

	dana.Types("fort-myers", "/pay FM-1042 400 check 880").SeesEphemeral("✅ Saved.", "Paid in full", "[Undo] [Open file]")
	s.card("FM-1042", "✅ PAID IN FULL")
	s.heardSoFar("FM-1042", 2)
	paid := dana.Types("fort-myers", "/pay FM-1058 900 check 881").SeesEphemeral("✅ Saved.", "Paid in full: 70 days", "[Undo] [More to bill] [Open file]")
	dana.ClicksOn(paid, "More to bill").SeesEphemeral("✅ Saved. FM-1058 Bayview Dental, reopened", "More to bill", "INVOICED")
	s.card("FM-1058", "INVOICED · balance $0.00", "[Invoice…]")
	dana.Types("fort-myers", "/invoice FM-1058 300 inv 5521").SeesEphemeral("❓ Not saved yet. No approval on FM-1058")
	dana.Clicks("Invoice without").SeesEphemeral("✅ Saved. FM-1058 Bayview Dental, invoice 5521, $300.00")
	dana.Types("fort-myers", "/pay FM-1058 300 check 902").SeesEphemeral("✅ Saved.", "Paid in full")
	s.card("FM-1058", "✅ PAID IN FULL · balance $0.00")
	s.thread("FM-1058",
		"e3 $900.00 from Harbor Mutual, check 881, Mon Nov 23. Balance $0.00. Dana",
		"   Paid in full Mon Nov 23: 70 days (us 5, Harbor Mutual 65)",
		"e4 ↩ Reopened Mon Nov 23: more to bill. INVOICED again. Dana",
		"e5 Invoice 5521 to Harbor Mutual, $300.00, Mon Nov 23. Balance $300.00. Dana",
		"e6 $300.00 from Harbor Mutual, check 902, Mon Nov 23. Balance $0.00. Dana",
		"   Paid in full Mon Nov 23: 70 days (us 5, Harbor Mutual 65)")
	s.ends()
}
