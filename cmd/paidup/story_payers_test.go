package main

import (
	"testing"

	"paidup/domain"
)

// A payer who was billed nothing: put the money on the invoice that is open, keep it unapplied, or drop it.
func TestAPaymentByAnotherPayer(t *testing.T) {
	s := newStage(t)
	s.has("FM-1017", "Rosa Delgado", invoiced(31_480_00, "5512")...)
	dana := s.As("dana")

	dana.Types("fort-myers", "/pay FM-1017 31,480 ach 12 from allstate").SeesEphemeral().Reads(
		"❓ Not saved yet. allstate was not billed on FM-1017\nInvoice 5512 is Harbor Mutual's, $31,480.00 open\n" +
			"[Put it on 5512] [Keep $31,480 unapplied] [Drop]")
	dana.Clicks("Drop").SeesEphemeral("Dropped. Nothing was saved.")
	dana.Types("fort-myers", "/pay FM-1017 480 check 1 from mortgagee").SeesEphemeral("❓ Not saved yet. The mortgagee was not billed on FM-1017")
	dana.Clicks("Keep $480 unapplied").SeesEphemeral("✅ Saved. FM-1017 Rosa Delgado, $480.00", "$480.00 unapplied")
	dana.Types("fort-myers", "/pay FM-1017 31,480 ach 12 from allstate").SeesEphemeral("allstate was not billed on FM-1017")
	dana.Clicks("Put it on 5512").SeesEphemeral("✅ Saved. FM-1017 Rosa Delgado, $31,480.00", "From allstate", "On invoice 5512")
	s.card("FM-1017", "PAID IN FULL")
	s.heardSoFar("FM-1017", 3)
	s.ends()
}

// The words for the parties mean the file's own: the customer where the customer was billed, the companies by their names.
func TestAPaymentByTheWordForItsPayer(t *testing.T) {
	s := newStage(t)
	s.hasWith("FM-1122", domain.Facts{Customer: "Palm Towers HOA", Payer: "Palm Towers HOA", Loss: "water"}, invoiced(22_176_00, "5600")...)
	s.hasWith("FM-1123", domain.Facts{Customer: "Ann Cole", Carrier: "Coral State", Program: "Northline", Mortgagee: "First Gulf Bank loan 884412",
		Loss: "fire"}, append(invoiced(900_00, "5601"), billed("Northline", 800_00), billed("First Gulf Bank", 700_00), billed("Ann Cole", 600_00))...)
	s.hasWith("FM-1124", domain.Facts{Customer: "Bo Lane", Payer: "Harbor Mutual", Loss: "fire"}, invoiced(500_00, "5602")...)
	dana := s.As("dana")

	for _, c := range []struct{ typed, payer string }{
		{"FM-1122 176 check 5 from customer", "Palm Towers HOA"},
		{"FM-1122 180 check 6 from client", "Palm Towers HOA"},
		{"FM-1122 190 check 7 from Homeowner", "Palm Towers HOA"},
		{"FM-1123 10 check 8 from carrier", "Coral State"},
		{"FM-1123 11 check 9 from tpa", "Northline"},
		{"FM-1123 12 check 10 from mortgagee", "First Gulf Bank"},
		{"FM-1123 13 check 11 from customer", "Ann Cole"},
		{"FM-1124 14 check 12 from carrier", "Harbor Mutual"},
	} {
		dana.Types("fort-myers", "/pay "+c.typed).SeesEphemeral("✅ Saved.", "From "+c.payer)
	}
	s.card("FM-1122", "balance $21,630.00")
	s.card("FM-1123", "balance $2,954.00")
	s.card("FM-1124", "balance $486.00")
	s.heardSoFar("FM-1122", 3)
	s.heardSoFar("FM-1123", 4)
	s.heardSoFar("FM-1124", 1)
	s.ends()
}

// billed is an invoice to the payer.
func billed(payer string, amount domain.Money) func(*domain.File) error {
	return func(f *domain.File) error {
		return f.Invoice(domain.Bill{Amount: amount, Payer: payer, Answered: domain.Answers{domain.AskVariance}})
	}
}
