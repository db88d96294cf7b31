package main

import (
	"strings"
	"testing"

	"paidup/domain"
)

// An invoice before anybody approved: log the approval first, invoice all the same, or drop it.
func TestAnInvoiceWithoutApproval(t *testing.T) {
	s := newStage(t)
	s.has("FM-1071", "Ann Abbott", approved(14_200_00)[:1]...)
	s.has("FM-1072", "Abel Stone")
	dana := s.As("dana")

	dana.Types("fort-myers", "/invoice FM-1071 14,200 inv 5531").SeesEphemeral().Reads(
		"❓ Not saved yet. No approval on FM-1071\n[Log the approval…] [Invoice without] [Drop]")
	dana.Clicks("Log the approval…").SeesModal("Approved, FM-1071").Submits().
		SeesModal("✅ Saved. FM-1071 Ann Abbott, approved $14,200.00").Closes()
	dana.Types("fort-myers", "/invoice FM-1071 14,200 inv 5531").SeesEphemeral("✅ Saved. FM-1071 Ann Abbott, invoice 5531, $14,200.00")
	dana.Types("fort-myers", "/invoice FM-1072 900 inv 5532").SeesEphemeral("No approval on FM-1072", "[Invoice without]")
	dana.Clicks("Invoice without").SeesEphemeral("✅ Saved. FM-1072 Abel Stone, invoice 5532, $900.00")
	s.card("FM-1071", "INVOICED · balance $14,200.00")
	s.card("FM-1072", "INVOICED · balance $900.00")
	s.heardSoFar("FM-1071", 2)
	s.heardSoFar("FM-1072", 1)
	s.ends()
}

// More than is open: change it, keep the rest unapplied, or drop it.
func TestAPaymentOverTheBalance(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	dana := s.As("dana")

	dana.Types("fort-myers", "/pay FM-1042 12,600 check 881").SeesEphemeral().Reads(
		"❓ Not saved yet. $200.00 over the balance\n$12,600.00 paid, $12,400.00 open\n[Change amount…] [Keep $200 unapplied] [Drop]")
	dana.Clicks("Drop").SeesEphemeral("Dropped. Nothing was saved.")
	dana.Types("fort-myers", "/pay FM-1042 12,600 check 881").SeesEphemeral("$200.00 over the balance")
	dana.Clicks("Change amount…").SeesModal("Payment, FM-1042", "Amount: 12,600", "881").Fills("Amount", "12,000").
		Submits().SeesModal("✅ Saved. FM-1042 Joan Harris, $12,000.00").Closes()
	dana.Types("fort-myers", "/pay FM-1042 500 check 882").SeesEphemeral("$100.00 over the balance")
	dana.Clicks("Keep $100 unapplied").SeesEphemeral("✅ Saved. FM-1042 Joan Harris, $500.00", "$100.00 unapplied")
	s.card("FM-1042", "$100.00 unapplied")
	s.holds("FM-1042", domain.PaidInFull, 0, 6)
	s.heardSoFar("FM-1042", 3)
	s.ends()
}

// An invoice unlike the approval, a number used before, the same amount twice, a supplement on a file paid in full.
func TestTheOtherQuestions(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.has("FM-1071", "Ann Abbott", approved(14_200_00)...)
	dana := s.As("dana")

	dana.Types("fort-myers", "/invoice FM-1071 15,000 inv 5531").
		SeesEphemeral("❓ Not saved yet. Unlike the approval?", "$15,000.00 would be invoiced, $14,200.00 is approved")
	dana.Clicks("Drop").SeesEphemeral("Dropped. Nothing was saved.")
	dana.Types("fort-myers", "/invoice FM-1071 14,200 inv 5512").
		SeesEphemeral("Invoice 5512 is on FM-1042 already; an invoice number is used once. Nothing was saved.")
	dana.Types("fort-myers", "/invoice FM-1042 12,400 inv 5540 more").
		SeesEphemeral("❓ Not saved yet. The same invoice twice?", "Invoice 5512 over $12,400.00 is on FM-1042 already")
	dana.Clicks("Drop it").SeesEphemeral("Dropped. Nothing was saved.")
	dana.Types("fort-myers", "/pay FM-1042 100 check 1 inv 5599").
		SeesEphemeral("Invoice 5599 is not on FM-1042; it has 5512 ($12,400.00 open). Nothing was saved.", "[Use 5512]")
	dana.Clicks("Use 5512").SeesEphemeral("✅ Saved. FM-1042 Joan Harris, $100.00")
	dana.Types("fort-myers", "/pay FM-1042 12,300 check 2").SeesEphemeral("Paid in full")
	s.card("FM-1042", "✅ PAID IN FULL")
	dana.Types("fort-myers", "/paidup submit FM-1042 supplement 3,200").
		SeesEphemeral("❓ Not saved yet. This reopens the file", "FM-1042 is paid in full since Mon Nov 23; a supplement reopens it")
	dana.Clicks("Reopen it").SeesEphemeral("✅ Saved. FM-1042 Joan Harris, supplement $3,200.00")
	s.card("FM-1042", "INVOICED · balance $0.00", "Supplement of $3,200.00 with Harbor Mutual since Mon Nov 23")
	s.heardSoFar("FM-1042", 4)
	s.ends()
}

// More files than a slip of the hand should reach: listed, and asked about once. Words too long for a button are kept for
// half an hour.
func TestManyFilesAtOnce(t *testing.T) {
	s := newStage(t)
	numbers := []string{"FM-1101", "FM-1102", "FM-1103", "FM-1104", "FM-1105", "FM-1106"}
	for _, number := range numbers {
		s.has(number, "Customer "+number)
	}
	dana := s.As("dana")
	all, long := strings.Join(numbers, ","), strings.Repeat("weekly check done, nobody answers the door. ", 50)

	dana.Types("fort-myers", "/note "+all+" "+long).SeesEphemeral("❓ Not saved yet.", "6 files", "FM-1101", "FM-1106", "[Do all 6]")
	s.on("2026-11-23 09:45")
	dana.Clicks("Do all 6").SeesEphemeral("That question waited half an hour and is over. Nothing was saved; say it again if it is still meant.")
	dana.Types("fort-myers", "/note "+all+" "+long).SeesEphemeral("[Do all 6]")
	s.on("2026-11-23 10:10")
	dana.Clicks("Do all 6").SeesEphemeral("✅ Saved. 6 files", "FM-1103 Customer FM-1103")
	for _, number := range numbers {
		s.card(number, "RECEIVED")
		s.heardSoFar(number, 1)
	}
	s.ends()
}
