package main

import (
	"testing"

	"paidup/domain"
)

// One check pays three files; Undo takes back all three.
func TestOneCheckOverThreeFiles(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.has("FM-1047", "Al Cole", invoiced(4_000_00, "5514")...)
	s.has("FM-1051", "Ida Hale", invoiced(900_00, "5515")...)
	dana := s.As("dana")

	dana.Types("fort-myers", "/pay check 4471 FM-1042 12,400 FM-1047 3,200.50 FM-1051 900").SeesEphemeral().Reads(
		"✅ Saved. Check 4471, $16,500.50, 3 files\n" +
			"FM-1042 Joan Harris $12,400.00: balance $0.00\n" +
			"FM-1047 Al Cole $3,200.50: balance $799.50\n" +
			"FM-1051 Ida Hale $900.00: balance $0.00\n" +
			"small: e5, e5, e5. Undo takes back all three\n" +
			"[Undo] [Open files…]")
	s.card("FM-1042", "✅ PAID IN FULL · balance $0.00")
	s.card("FM-1047", "INVOICED · balance $799.50")
	s.card("FM-1051", "✅ PAID IN FULL · balance $0.00")
	s.thread("FM-1047", "e5 $3,200.50 from Harbor Mutual, check 4471 of $16,500.50 in all, Mon Nov 23. Balance $799.50. Dana")

	dana.Clicks("Open files…").SeesEphemeral("3 files", "FM-1042 Harris · $0.00", "FM-1047 Cole · $799.50", "FM-1051 Hale · $0.00")
	dana.Clicks("Undo").
		SeesEphemeral("✅ Saved. 3 files", "FM-1042 Joan Harris: e5 is undone", "FM-1047 Al Cole: e5 is undone", "FM-1051 Ida Hale: e5 is undone")
	s.card("FM-1042", "INVOICED · balance $12,400.00")
	s.card("FM-1047", "INVOICED · balance $4,000.00")
	s.card("FM-1051", "INVOICED · balance $900.00")
	s.thread("FM-1042",
		"e5 $12,400.00 from Harbor Mutual, check 4471 of $16,500.50 in all, Mon Nov 23. Balance $0.00. Dana",
		"   Paid in full Mon Nov 23: 70 days (us 10, Harbor Mutual 60)",
		"e6 Undoes e5. INVOICED again, balance $12,400.00. Dana, Mon Nov 23")
	s.thread("FM-1047", "e6 Undoes e5. Balance $4,000.00. Dana, Mon Nov 23")
	s.thread("FM-1051",
		"e5 $900.00 from Harbor Mutual, check 4471 of $16,500.50 in all, Mon Nov 23. Balance $0.00. Dana",
		"   Paid in full Mon Nov 23: 70 days (us 10, Harbor Mutual 60)",
		"e6 Undoes e5. INVOICED again, balance $900.00. Dana, Mon Nov 23")
	s.ends()
}

// When one of the parts cannot be, nothing of the check is saved.
func TestAPartOfACheckThatCannotBeStopsAllOfIt(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.has("FM-1047", "Al Cole", invoiced(4_000_00, "5514")...)
	dana := s.As("dana")

	dana.Types("fort-myers", "/pay check 4471 FM-1042 12,400 FM-1047 4,100").SeesEphemeral("❓ Not saved yet. $100.00 over the balance")
	s.holds("FM-1042", domain.Invoiced, 12_400_00, 4)
	dana.Clicks("Drop").SeesEphemeral("Dropped. Nothing was saved.")
	dana.Types("fort-myers", "/pay check 4471 FM-1042 12,400 FM-9047 3,200.50").SeesEphemeral(`No file "FM-9047" in Fort Myers`)
	s.holds("FM-1042", domain.Invoiced, 12_400_00, 4)

	dana.Types("fort-myers", "/pay check 4471 FM-1047 1,000 FM-1047 200").
		SeesEphemeral("✅ Saved. FM-1047 Al Cole, $1,200.00", "Balance $2,800.00")
	s.card("FM-1047", "balance $2,800.00")
	s.thread("FM-1047", "e5 $1,200.00 from Harbor Mutual, check 4471, Mon Nov 23. Balance $2,800.00. Dana")
	s.ends()
}

// A check that is there already is asked about: dropped first, then entered as the second payment it is.
func TestADuplicatePaymentIsAskedAbout(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	dana, priya := s.As("dana"), s.As("priya")

	dana.Types("fort-myers", "/pay FM-1042 6,200 check 881").SeesEphemeral("✅ Saved.", "Entry e5")
	dana.Types("fort-myers", "/pay FM-1042 6,200 check 881").
		SeesEphemeral("Already saved: $6,200.00, check 881, by you at 9:12 am (e5). Nothing was added.")
	dana.Clicks("Drop it").SeesEphemeral("Dropped. Nothing was saved.")
	s.on("2026-11-24 10:00")
	priya.Types("fort-myers", "/pay FM-1042 6,200 check 881").SeesEphemeral().Reads(
		"❓ Not saved yet. Same money twice?\n" +
			"Check 881, $6,200.00 is on FM-1042\n" +
			"since Mon Nov 23 (e5, Dana)\n" +
			"[Drop it] [A second payment]")
	priya.Clicks("Drop it").SeesEphemeral("Dropped. Nothing was saved.")
	priya.Types("fort-myers", "/pay FM-1042 6,200 check 902").SeesEphemeral().Reads(
		"❓ Not saved yet. Same money twice?\n" +
			"FM-1042 already has $6,200.00 by check 881 from Mon Nov 23; this one is check 902\n" +
			"[Drop it] [A second payment]")
	priya.Clicks("Drop it").SeesEphemeral("Dropped. Nothing was saved.")
	s.card("FM-1042", "INVOICED · balance $6,200.00")
	question := priya.Types("fort-myers", "/pay FM-1042 6,200 check 881").SeesEphemeral("Same money twice?")
	priya.ClicksOn(question, "A second payment").SeesEphemeral("✅ Saved. FM-1042 Joan Harris, $6,200.00", "Balance $0.00", "Entry e6")
	priya.ClicksOn(question, "A second payment").
		SeesEphemeral("Already saved: $6,200.00, check 881, by you at 10:00 am ET (e6). Nothing was added.")
	s.card("FM-1042", "✅ PAID IN FULL")
	s.thread("FM-1042",
		"e5 $6,200.00 from Harbor Mutual, check 881, Mon Nov 23. Balance $6,200.00. Dana",
		"e6 $6,200.00 from Harbor Mutual, check 881, Tue Nov 24. Balance $0.00. Priya",
		"   Paid in full Tue Nov 24: 71 days (us 10, Harbor Mutual 61)")
	s.ends()
}

// The same check on another file is a part of it, or another check with the same number.
func TestTheSameCheckOnAnotherFile(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.has("FM-1047", "Al Cole", invoiced(4_000_00, "5514")...)
	dana := s.As("dana")

	dana.Types("fort-myers", "/pay FM-1042 1,000 check 881").SeesEphemeral("✅ Saved.")
	dana.Types("fort-myers", "/pay FM-1047 4,000 check 881").
		SeesEphemeral("❓ Not saved yet. Part of the same check?", "Check 881, $1,000.00 is on FM-1042")
	dana.Clicks("Part of that check").SeesEphemeral("✅ Saved. FM-1047 Al Cole, $4,000.00")
	s.card("FM-1042", "balance $11,400.00")
	s.card("FM-1047", "✅ PAID IN FULL")
	s.thread("FM-1042", "e5 $1,000.00 from Harbor Mutual, check 881, Mon Nov 23. Balance $11,400.00. Dana")
	s.thread("FM-1047",
		"e5 $4,000.00 from Harbor Mutual, check 881 of $5,000.00 in all, Mon Nov 23. Balance $0.00. Dana",
		"   Paid in full Mon Nov 23: 70 days (us 10, Harbor Mutual 60)")
	s.ends()
}
