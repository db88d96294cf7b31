package main

import (
	"fmt"
	"testing"

	"paidup/domain"
	"paidup/domain/sample"
)

// Behind the digest's "14 more" stands the whole list as it is known now, and each of its files can be opened there.
func TestEveryFileOfTheDigestsListOpens(t *testing.T) {
	s := newStage(t)
	var rows []string
	for n := 1101; n <= 1117; n++ {
		s.has(fmt.Sprint("FM-", n), fmt.Sprint("Customer ", n), approved(14_200_00)...)
		rows = append(rows, fmt.Sprintf("[FM-%d]", n))
	}
	s.on("2026-11-23 08:00")
	s.ticks()
	s.Channel("naples").Expects("Naples · Mon Nov 23", "No open files")
	digest := s.Channel("fort-myers").Expects("Fort Myers · Mon Nov 23", "Needs escalation: 17")
	dana := s.As("dana")
	whole := dana.ClicksOn(digest, "12 more, needs escalation").SeesEphemeral(append(rows, "Needs escalation: 17")...)
	dana.ClicksOn(whole, "FM-1117").SeesModal("FM-1117 Customer 1117").Closes()

	dana.Types("fort-myers", "/invoice FM-1117 14,200 inv 5531 on nov 20").SeesEphemeral("✅ Saved.")
	s.card("FM-1117", "INVOICED")
	s.heardSoFar("FM-1117", 1)
	dana.ClicksOn(digest, "12 more, needs escalation").
		SeesEphemeral("Needs escalation: 16", "As it is known now; the digest said 17 as of Sun Nov 22").Lacks("FM-1117")
	s.ends()
}

// Who is of several markets is told which market a file is of; a search tells its hits apart, by role.
func TestFilesOfSeveralMarketsAreToldApart(t *testing.T) {
	s := newStage(t)
	facts := domain.Facts{Customer: "Joan Harris", Address: "1423 Palm Ave", City: "Fort Myers", Payer: "Harbor Mutual", Carrier: "Harbor Mutual", Loss: "water"}
	s.hasWith("FM-1042", facts, invoiced(12_400_00, "5512")...)
	facts.Customer, facts.Address = "Al Harris", "7 Bay Rd"
	s.hasWith("FM-0871", facts)
	facts.Customer, facts.City = "Ann Harris", "Pensacola"
	s.hasWith("PC-2001", facts)
	s.joins("PC", domain.Person{ID: sample.Dana, Name: "Dana Reyes"}, domain.Coordinator)
	dana := s.As("dana")
	dana.Types("lobby", "/my").SeesEphemeral().Reads("Dana · Mon Nov 23: 2 wait on you\n" +
		"FM-0871 Harris\nRECEIVED since Mon Sep 14, waiting on us. Fort Myers\n" +
		"PC-2001 Harris\nRECEIVED since Mon Sep 14, waiting on us. Pensacola (CAT)\n" +
		"[FM-0871] [PC-2001]")
	dana.Types("lobby", "/file harris").SeesEphemeral().Reads("❓ Which file? 3 match \"harris\"\n" +
		"FM-0871 Al Harris\nRECEIVED since Mon Sep 14. Fort Myers\n" +
		"FM-1042 Joan Harris · $12,400.00\nINVOICED since Tue Sep 29. Fort Myers\n" +
		"PC-2001 Ann Harris\nRECEIVED since Mon Sep 14. Pensacola. Pensacola (CAT)\n" +
		"[FM-0871] [FM-1042] [PC-2001]\n[None of these]")
	s.handsOver("FM-0871", sample.Tom)
	s.handsOver("FM-1042", sample.Tom)
	s.As("tom").Types("fort-myers", "/file harris").SeesEphemeral("FM-1042 Joan Harris\nINVOICED").Lacks("$")
	s.ends()
}
