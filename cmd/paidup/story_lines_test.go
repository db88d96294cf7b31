package main

import (
	"fmt"
	"strings"
	"testing"

	"paidup/domain"
)

// An accountant pastes ten checks into the direct message, one a line: ten answers, and the seventh is refused alone. The
// numbers of a pasted list say nothing.
func TestTenChecksInADirectMessage(t *testing.T) {
	s := newStage(t)
	var lines []string
	for n := range 10 {
		number := fmt.Sprintf("FM-%d", 1041+n)
		s.has(number, "Joan Harris", invoiced(1_000_00, fmt.Sprint(5501+n))...)
		lines = append(lines, fmt.Sprintf("%d. pay %s %d check %d", n+1, number, 100+n, 881+n))
	}
	lines[6] = "7. pay FM-1047 1,2.3.4 check 887"
	priya := s.As("priya")
	priya.DMs(strings.Join(lines, "\n"))
	for n := range 10 {
		if n == 6 {
			priya.SeesDM(`"1,2.3.4" is not an amount; write 1,234.56. Nothing was saved.`)
			continue
		}
		priya.SeesDM(fmt.Sprintf("✅ Saved. FM-%d Joan Harris, $%d.00", 1041+n, 100+n), fmt.Sprintf("check %d, Mon Nov 23", 881+n), "[Undo]")
	}
	for n := range 10 {
		number := fmt.Sprintf("FM-%d", 1041+n)
		if n == 6 {
			s.holds(number, domain.Invoiced, 1_000_00, 4)
			continue
		}
		s.holds(number, domain.Invoiced, domain.Money(900-n)*100, 5)
		s.card(number)
		s.heardSoFar(number, 1)
	}
	s.ends()
}

// Of several files in one command each is saved or refused on its own.
func TestFourSavedOneNot(t *testing.T) {
	s := newStage(t)
	for n := range 4 {
		s.has(fmt.Sprintf("FM-%d", 1041+n), "Joan Harris")
	}
	dana := s.As("dana")
	dana.Types("fort-myers", "/note FM-1041,1042,9042,1043,1044 power is off").SeesEphemeral().Reads(
		"✅ 4 saved, 1 not.\n" +
			"FM-1041 Joan Harris: note\n" +
			"FM-1042 Joan Harris: note\n" +
			"9042: not saved. No file \"9042\" in Fort Myers by number, claim, name or address.\n" +
			"FM-1043 Joan Harris: note\n" +
			"FM-1044 Joan Harris: note\n" +
			"small: e2, e2, e2, e2. Undo takes back all four\n" +
			"[Undo] [Open files…]")
	dana.Clicks("Undo").SeesEphemeral("✅ Saved. 4 files", "FM-1044 Joan Harris: e2 is undone")
	dana.Types("fort-myers", "/note FM-9041,9042 power is off").SeesEphemeral("Nothing was saved.", "FM-9041: not saved.", "9042: not saved.")
	for n := range 4 {
		s.card(fmt.Sprintf("FM-%d", 1041+n))
		s.heardSoFar(fmt.Sprintf("FM-%d", 1041+n), 2)
	}
	s.ends()
}

// What nobody read is kept as a note beside the payment, by one press; Undo takes back both.
func TestWordsLeftOverAreKept(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	dana := s.As("dana")
	dana.Types("fort-myers", "/pay FM-1042 500 check 881 by mail, late").SeesEphemeral().Reads(
		"Read: FM-1042, $500.00, check 881. Not read: \"by mail, late\". Nothing was saved.\n[Keep as note]")
	dana.Clicks("Keep as note").SeesEphemeral("✅ Saved. FM-1042 Joan Harris, $500.00", "Note: by mail, late")
	dana.Types("fort-myers", "/pay FM-1042 600 chek 882").SeesEphemeral().Reads(
		"Read: FM-1042, $600.00. Not read: \"chek 882\". Did you mean check?\n[Run /pay FM-1042 600 check 882]")
	dana.Clicks("Run /pay FM-1042 600 check 882").SeesEphemeral("✅ Saved. FM-1042 Joan Harris, $600.00", "check 882")
	s.thread("FM-1042",
		"e5 $500.00 from Harbor Mutual, check 881, Mon Nov 23. Balance $11,900.00. Note: by mail, late. Dana",
		"e6 $600.00 from Harbor Mutual, check 882, Mon Nov 23. Balance $11,300.00. Dana")
	dana.Types("fort-myers", "/paidup undo FM-1042 e5").SeesEphemeral("✅ Saved.", "e5 is undone")
	s.card("FM-1042", "balance $11,800.00")
	s.thread("FM-1042", "e7 Undoes e5. Balance $11,800.00. Dana, Mon Nov 23")
	s.ends()
}
