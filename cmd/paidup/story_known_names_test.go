package main

import (
	"testing"

	"paidup/domain"
)

// A payer or a loss that is nearly one the market knows is asked about; one that is near nothing is kept, and one that is
// known but for case and space is written as it is known.
func TestNamesThatAreNearlyKnown(t *testing.T) {
	s := newStage(t)
	s.hasWith("FM-0900", domain.Facts{Customer: "Ed Stone", Carrier: "Harbor Mutual", Payer: "Harbor Mutual", Program: "Northline", Loss: "water"})
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	dana := s.As("dana")

	dana.Types("fort-myers", "/file new Quist loss watr payer Harbor Mutal").SeesEphemeral().Reads("❓ Not saved yet.\n" +
		"\"watr\" is not known in Fort Myers. Did you mean water?\n[water] [Keep as typed] [Drop]")
	dana.Clicks("water").SeesEphemeral().Reads("❓ Not saved yet.\n" +
		"\"Harbor Mutal\" is not known in Fort Myers. Did you mean Harbor Mutual?\n[Harbor Mutual] [Keep as typed] [Drop]")
	dana.Clicks("Harbor Mutual").SeesEphemeral("✅ Saved. FM-1001 Quist, RECEIVED", "water, payer Harbor Mutual")
	dana.Types("fort-myers", "/file new Tran loss water, mitigaton payer Acme Fire").SeesEphemeral("Did you mean water, mitigation?")
	dana.Clicks("Keep as typed").SeesEphemeral("✅ Saved. FM-1002 Tran, RECEIVED", "water, mitigaton, payer Acme Fire")

	dana.Types("fort-myers", "/paidup edit FM-1042 program nortline").SeesEphemeral("Did you mean Northline?")
	dana.Clicks("Drop").SeesEphemeral("Dropped. Nothing was saved.")
	dana.Types("fort-myers", "/paidup edit FM-1042 program NORTH LINE").SeesEphemeral("Program: Northline")
	dana.Types("fort-myers", "/pay FM-1042 400 check 12 from harbour mutual").SeesEphemeral("[Harbor Mutual] [Keep as typed] [Drop]")
	dana.Clicks("Harbor Mutual").SeesEphemeral("✅ Saved. FM-1042 Joan Harris, $400.00", "From Harbor Mutual")
	dana.Types("fort-myers", "/invoice FM-1042 700 inv 5599 to acme  fire more").SeesEphemeral("Acme Fire")
	dana.Types("fort-myers", "/paidup submit FM-0900 estimate 900 to northline").SeesEphemeral("Round 1 to Northline")
	dana.Types("fort-myers", "/paidup submit FM-1001 estimate 900 to northline").SeesEphemeral("Round 1 to Northline")
	dana.Types("fort-myers", "/paidup edit FM-1042 program NorthLine").SeesEphemeral("Program: NorthLine")
	for number, lines := range map[string]int{"FM-1001": 2, "FM-1002": 1, "FM-1042": 3, "FM-0900": 1} {
		s.card(number)
		s.heardSoFar(number, lines)
	}
	s.ends()
}
