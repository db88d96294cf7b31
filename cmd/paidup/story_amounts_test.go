package main

import (
	"testing"

	"paidup/domain"
)

// What is not an amount is not guessed at.
func TestAmountsThatAreNone(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	dana := s.As("dana")
	for typed, says := range map[string]string{
		"1,2.3.4":  `"1,2.3.4" is not an amount; write 1,234.56. Nothing was saved.`,
		"1.234,56": `"1.234,56" has comma and point the other way round; write 1,234.56. Nothing was saved.`,
		"12k":      `"12k" is short for an amount; write it out, like 12,000. Nothing was saved.`,
		"-500":     `"-500" has a minus; an amount is written without one, like 1,234.56. Nothing was saved.`,
		"(500)":    `"(500)" is in brackets; an amount is written without them, like 1,234.56. Nothing was saved.`,
		"500.125":  `"500.125" has more than two decimals; write 1,234.56. Nothing was saved.`,
		"0":        `"0" is nothing; an amount is more than $0.00. Nothing was saved.`,
	} {
		dana.Types("fort-myers", "/pay FM-1042 "+typed+" check 881").SeesEphemeral().Reads(says)
	}
	dana.Types("fort-myers", "/pay FM-1042").SeesEphemeral("How much? /pay FM-1042 12,400 check 881. The balance is $12,400.00.")
	dana.Types("fort-myers", "/pay FM-1042 500 881").
		SeesEphemeral(`Read: FM-1042, $500.00. Not read: "881". Nothing was saved.`, "[It is check 881]")
	s.holds("FM-1042", domain.Invoiced, 12_400_00, 4)
	s.ends()
}

// 12,40 can be two amounts: the person says which.
func TestAnAmountThatCouldBeTwo(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	dana, ben := s.As("dana"), s.As("ben")

	dana.Types("fort-myers", "/pay FM-1042 12,40 check 881").SeesEphemeral().Reads(
		"\"12,40\" could be $12.40 or $1,240.00. Nothing was saved.\n[$12.40] [$1,240.00]")
	dana.Clicks("$12.40").SeesEphemeral("✅ Saved. FM-1042 Joan Harris, $12.40", "check 881")
	ben.Types("fort-myers", "/pay FM-1042 12,40 check 882").SeesEphemeral("could be $12.40 or $1,240.00")
	ben.Clicks("$1,240.00").SeesEphemeral("✅ Saved. FM-1042 Joan Harris, $1,240.00", "check 882")
	s.card("FM-1042", "balance $11,147.60")
	s.thread("FM-1042",
		"e5 $12.40 from Harbor Mutual, check 881, Mon Nov 23. Balance $12,387.60. Dana",
		"e6 $1,240.00 from Harbor Mutual, check 882, Mon Nov 23. Balance $11,147.60. Ben")
	s.ends()
}
