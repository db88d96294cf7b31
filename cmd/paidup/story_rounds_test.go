package main

import (
	"testing"

	"paidup/domain"
)

// Two rounds are open: an approval says which, and the card goes on with the one that is left. What was approved does not come
// back by a slip.
func TestTwoOpenRounds(t *testing.T) {
	s := newStage(t)
	s.has("FM-1001", "Joan Harris",
		func(f *domain.File) error {
			return f.Submit(domain.Submission{Kind: domain.Estimate, Amount: 5_000_00})
		},
		func(f *domain.File) error {
			return f.Submit(domain.Submission{Kind: domain.Supplement, Amount: 500_00})
		})
	dana := s.As("dana")

	dana.Types("fort-myers", "/paidup approve FM-1001").SeesEphemeral().Reads(
		"❓ Not saved yet. Which round?\nWhich round was approved: estimate $5,000.00 or supplement $500.00?\n" +
			"[Estimate $5,000] [Supplement $500] [Drop]")
	dana.Clicks("Supplement $500").SeesEphemeral("✅ Saved. FM-1001 Joan Harris, approved $500.00")
	s.card("FM-1001", "APPROVED · $500.00 not billed", "[Invoice…] [Approved…] [Rejected…]")
	dana.Types("fort-myers", "/paidup approve FM-1001").SeesEphemeral("✅ Saved. FM-1001 Joan Harris, approved $5,000.00")
	s.card("FM-1001", "APPROVED · $5,500.00 not billed", "[Invoice…] [Log…]")
	dana.Types("fort-myers", "/paidup reject FM-1001 estimate moisture: x").SeesEphemeral().Reads(
		"❓ Not saved yet. It was approved\nRound 1 (estimate $5,000.00) was approved Mon Nov 23, and no round is open. " +
			"What is new is handed in first: submit FM-1001\n[Drop it] [Log the hand-in…] [It came back]")
	dana.Clicks("Drop it").SeesEphemeral("Dropped. Nothing was saved.")
	s.holds("FM-1001", domain.Approved, 0, 5)
	dana.Types("fort-myers", "/paidup submit FM-1001 estimate 6,000").SeesEphemeral("✅ Saved.")
	s.card("FM-1001", "small: Approved $5,500.00\n") // the new round has no answer
	s.heardSoFar("FM-1001", 3)
	s.ends()
}
