package main

import (
	"context"
	"fmt"
	"testing"

	"paidup/domain"
	"paidup/domain/kpi"
)

// The market's digest comes at its hour, once, with the figures of the day before: those that paidup kpi prints as of that
// day, and that anybody can ask for in the channel. The program reads its database from the environment, so this story is
// told by itself.
func TestTheMorningDigest(t *testing.T) {
	s := openStage(t)
	t.Setenv("DATABASE_URL", s.url)
	s.has("FM-1017", "Luz Delgado", invoiced(31_480_00, "5480")...)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.has("FM-1071", "Ann Abbott", approved(14_200_00)...)
	s.has("FM-1080", "Luz Castillo")
	dana, fm := s.As("dana"), s.Channel("fort-myers")
	dana.Types("fort-myers", "/pay FM-1042 12,400 check 881").SeesEphemeral("Paid in full")
	s.card("FM-1042", "✅ PAID IN FULL")
	s.heardSoFar("FM-1042", 2)

	s.on("2026-11-24 07:59")
	s.ticks()
	s.on("2026-11-24 08:00")
	s.ticks()
	figures := reads[[]kpi.Figures](program{t}, "kpi", "--market", "FM", "--as-of", "2026-11-23")[0]
	dso := fmt.Sprintf("DSO %.1f", *figures.DSO.Days)
	s.Channel("naples").Expects("Naples · Tue Nov 24", "No open files")
	fm.Expects("Fort Myers · Tue Nov 24", dso).Reads("Fort Myers · Tue Nov 24\n" +
		"First digest: 4 files imported\n" +
		"🔴 " + dso + ", target under 55\n" +
		"$4,665 collected would bring it under\n" +
		"🟠 $12,400 collected, goal $21,940\n" +
		"28.3% of Sep + Oct, goal 50%; 3 days left\n" +
		"Received to paid: 70 days (median of 1)\n" +
		"small: As of Mon Nov 23, over 90 days. Open AR $31,480.00, 1 invoice. DSO trailing 90, countback 75.5\n" +
		"---\n" +
		"Needs escalation: 3\n" +
		"FM-1017 Delgado · $31,480.00\n" +
		"55 days since invoice, large balance. Waiting on Harbor Mutual. Dana\n" +
		"[I'm on it] [Later…] [⋯ Done…, Assign…, Ask a question…, Send to director, Open file]\n" +
		"FM-1071 Abbott · $14,200.00 not billed\n" +
		"Approved 60 days ago, waiting on us. Dana\n" +
		"[I'm on it] [Later…] [⋯ Done…, Assign…, Ask a question…, Send to director, Open file]\n" +
		"FM-1080 Castillo\n" +
		"Received 70 days ago, waiting on us. Dana\n" +
		"[I'm on it] [Later…] [⋯ Done…, Assign…, Ask a question…, Send to director, Open file]\n" +
		"---\n" +
		"Aging before the invoice: 2, $14,200.00\n" +
		"small: 2 of them are above\n" +
		"[My queue] [Why 64.6?] [Act on a file…]")

	dana.Types("fort-myers", "/digest").SeesEphemeral("Fort Myers · Tue Nov 24", dso)
	dana.Types("fort-myers", "/kpi").SeesEphemeral("Fort Myers · as of Mon Nov 23", dso, "Open AR "+figures.OpenAR.String())
	s.As("maria").Types("fort-myers", "/kpi all").SeesEphemeral("Fort Myers · as of Mon Nov 23", dso, "Naples · as of Mon Nov 23",
		"Pensacola (CAT) · as of Mon Nov 23", "28.3% of Sep + Oct, goal 50%; 3 days left")
	dana.In("fort-myers").Clicks("My queue").SeesEphemeral("Dana · Tue Nov 24: 2 wait on you")
	s.on("2026-11-24 08:01")
	s.ticks()
	s.holds("FM-1042", domain.PaidInFull, 0, 5)
	s.ends()
}

// ticks has the scheduler look at the clock, as it does every minute, and waits until what it had made is posted.
func (s *stage) ticks() {
	s.t.Helper()
	s.must(s.house.Scheduler.Tick(context.Background(), s.clock.now()))
	s.rests()
}
