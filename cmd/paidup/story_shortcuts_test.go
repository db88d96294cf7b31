package main

import (
	"testing"

	"paidup/domain"
)

// Somebody tells of a call in the channel, and Dana keeps the message on its file: by the number in it, by the thread it
// stands in, or by a search.
func TestAMessageBecomesAnEntry(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.has("FM-1047", "Al Cole")
	dana, ben := s.As("dana"), s.As("ben")

	ben.Types("fort-myers", "FM-1042: @tom & the adjuster met, scope is <agreed>")
	dana.RunsOn("fort-myers", "adjuster met", "Log on a file...").
		SeesModal("FM-1042", "FM-1042: @Tom & the adjuster met, scope is <agreed>")
	dana.Fills("What it was", "visit").Submits().SeesModal("✅ Saved. FM-1042 Joan Harris").Closes()
	s.card("FM-1042")
	s.thread("FM-1042", "e5 Visit: FM-1042: @Tom & the adjuster met, scope is <agreed>. Dana")

	ben.Types("fort-myers", "/note FM-1047 keys are with the neighbour").SeesEphemeral("✅ Saved.")
	card := s.card("FM-1047")
	s.heardSoFar("FM-1047", 1)
	ben.Replies(card, "he called back at noon")
	dana.RunsOn("fort-myers", "called back", "Log on a file...").SeesModal("FM-1047", "he called back at noon").
		Fills("What it was", "call").Submits().
		SeesModal("✅ Saved. FM-1047 Al Cole").Closes()
	s.card("FM-1047")
	s.thread("FM-1047", "e3 Call: he called back at noon. Dana")

	ben.Types("fort-myers", "neither FM-1042 nor FM-1047 is urgent")
	dana.RunsOn("fort-myers", "neither", "Log on a file...").SeesModal("File: [", "neither FM-1042 nor FM-1047 is urgent").
		Searches("File", "cole", "FM-1047 Al Cole · RECEIVED").Fills("File", "FM-1047 Al Cole · RECEIVED").Fills("What it was", "text").Submits()
	dana.SeesModal("✅ Saved. FM-1047 Al Cole").Closes()
	s.card("FM-1047")
	s.heardSoFar("FM-1047", 1)
	s.ends()
}

// The two global shortcuts open their forms wherever one is, and say why not to somebody who may not.
func TestGlobalShortcuts(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.As("dana").Runs("New file").SeesModal("New file", "Customer: [Harris]").Closes()
	dana := s.As("dana").Runs("Log a payment").SeesModal("Payment", "File: [").Searches("File", "harris", "FM-1042 Joan Harris · INVOICED")
	dana.Fills("File", "FM-1042 Joan Harris · INVOICED").Fills("Amount", "12,400").Submits().
		SeesModal("✅ Saved. FM-1042 Joan Harris, $12,400.00").Closes()
	s.card("FM-1042", "✅ PAID IN FULL")
	s.heardSoFar("FM-1042", 2)
	s.As("nora").Runs("Log a payment").SeesModal("You are not set up in Paidup yet. Sam Whitley can add you.").Closes()
	s.As("eve").Runs("New file").SeesModal("New files are for coordinators, directors and accounting").Closes()
	s.holds("FM-1042", domain.PaidInFull, 0, 5)
	s.ends()
}
