package main

import "testing"

// A file from the call that brings it in to the last check: one rejection, one supplement, two payments.
func TestALifeFromIntakeToPaidInFull(t *testing.T) {
	s := newStage(t)
	dana, ben := s.As("dana"), s.As("ben")

	dana.Types("fort-myers", "/file new Joan Harris").SeesModal("New file", "Customer: Joan Harris")
	dana.Fills("Loss type", "water").Fills("Payer", "Harbor Mutual").Fills("Program or TPA", "Northline")
	dana.Submits().SeesModal("✅ Saved. FM-1001 Joan Harris, RECEIVED", "Owner Dana Reyes").Closes()
	seen := s.card("FM-1001", "RECEIVED", "[Submit…]")

	dana.Types("fort-myers", "/paidup submit FM-1001 estimate 19,300 to northline").SeesEphemeral("✅ Saved. FM-1001", "$19,300.00")
	s.card("FM-1001", "SUBMITTED")
	ben.In("fort-myers").Clicks("Rejected…").SeesModal("Rejected, FM-1001")
	ben.Fills("Why it came back", "moisture").Fills("In their words", "day-3 log missing").Submits().SeesModal("✅ Saved.").Closes()
	s.card("FM-1001", "Rejected Mon Nov 23: moisture")
	dana.Mentions(seen, "submit").SeesEphemeral("✅ Saved. FM-1001", "round 2")
	dana.Mentions(seen, "approve 18,640").SeesEphemeral("✅ Saved. FM-1001", "approved $18,640.00 of $19,300.00")
	s.ends()
}
