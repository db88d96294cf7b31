package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paidup/domain"
)

// What was done and what was tried stands in the audit, each once, without a word of what was typed.
func TestTheAuditOfAFile(t *testing.T) {
	s := openStage(t) // the program is told of its database by the environment
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	dana, maria, eve := s.As("dana"), s.As("maria"), s.As("eve")

	dana.Types("fort-myers", "/pay FM-1042 12,400 check 881").SeesEphemeral("✅ Saved.")
	dana.Again().SeesEphemeral("✅ Saved.")
	dana.Types("fort-myers", "/pay FM-1042 12,400 check 881").SeesEphemeral("Already saved")
	dana.Types("fort-myers", "/paidup void FM-1042 e5 because Harris moved to 12 Palm St").SeesEphemeral("[Ask Priya]")
	dana.Clicks("Ask Priya").SeesEphemeral("Asked Priya Nair")
	asks := s.As("priya").SeesDM("[Allow]")
	s.As("priya").ClicksOn(asks, "Allow").SeesEphemeral("✅ Saved.")
	s.As("priya").SeesDM("✅ Priya allowed it")
	dana.SeesDM("✅ Priya allowed it")
	eve.Types("fort-myers", "/note FM-1042 they moved to 12 Palm St").SeesEphemeral("Notes are for")
	s.As("luis").Types("denver", "/file FM-1042").SeesEphemeral("No file")
	s.As("luis").Types("denver", "/file harris").SeesEphemeral("No file")
	dana.Types("fort-myers", "/paidup pya FM-1042 1").SeesEphemeral("Did you mean pay?")
	dana.Types("fort-myers", "/file FM-1042").SeesModal("FM-1042 Joan Harris").Closes()
	dana.Types("fort-myers", "/file FM-1042 audit").SeesEphemeral("The audit is for directors: Maria Lind.")
	maria.Types("fort-myers", "/file FM-1042 audit").SeesEphemeral().Reads(`FM-1042 Harris: who did or tried what, the newest first
Mon Nov 23, 9:12 am ET: Dana, file by command, refused: not theirs to do
Mon Nov 23, 9:12 am ET: Dana, file by command, opened
Mon Nov 23, 9:12 am ET: Luis, file by command, refused: not there for them
Mon Nov 23, 9:12 am ET: Eve, note by command, refused: not theirs to do
Mon Nov 23, 9:12 am ET: Priya for Dana, void by button, e6
Mon Nov 23, 9:12 am ET: Dana, void by button, asked of who may
Mon Nov 23, 9:12 am ET: Dana, void by command, refused: not theirs to do
Mon Nov 23, 9:12 am ET: Dana, pay by command, asked about
Mon Nov 23, 9:12 am ET: Dana, pay by command, e5
Tue Sep 29, 10:00 am ET: Dana, invoice by import, e4
Thu Sep 24, 10:00 am ET: Dana, approve by import, e3
Sat Sep 19, 10:00 am ET: Dana, submit by import, e2
Mon Sep 14, 10:00 am ET: Dana, file by import, e1`)
	s.card("FM-1042", "last entry e6")
	s.heardSoFar("FM-1042", 3)
	s.ends()

	t.Setenv("DATABASE_URL", s.url)
	p := program{t}
	text := p.does("audit", "--market", "FM", "--since", "2026-11-23")
	if strings.Contains(text, "Palm") || strings.Contains(text, "arris") {
		t.Errorf("the audit tells what was typed:\n%s", text)
	}
	type line struct{ Name, Verb, File, Outcome, Why string }
	rows := reads[[]line](p, "audit", "--market", "FM", "--since", "2026-11-23")
	slices.Reverse(rows)
	if diff := cmp.Diff([]line{
		{"Dana Reyes", "pay", "FM-1042", "done", ""},
		{"Dana Reyes", "pay", "FM-1042", "asked", ""},
		{"Dana Reyes", "void", "FM-1042", "refused", "forbidden"},
		{"Dana Reyes", "void", "FM-1042", "requested", ""},
		{"Priya Nair", "void", "FM-1042", "done", ""},
		{"Eve Sandoval", "note", "FM-1042", "refused", "forbidden"},
		{"Luis Ortega", "file", "FM-1042", "refused", "not_found"},
		{"Dana Reyes", "", "", "refused", "invalid"},
		{"Dana Reyes", "file", "FM-1042", "opened", ""},
		{"Dana Reyes", "file", "FM-1042", "refused", "forbidden"},
		{"Maria Lind", "file", "FM-1042", "shown", ""},
	}, rows); diff != "" {
		t.Errorf("the audit of Fort Myers (-want +got):\n%s\n%s", diff, text)
	}
	if got := p.does("audit", "--market", "FM", "--file", "fm-1042"); strings.Count(got, "\n") != 14 {
		t.Errorf("the audit of the file:\n%s", got)
	}
	p.does("member", "add", "U0TOM", "--market", "FM", "--role", "viewer", "--name", "Tom Becker")
	if got := p.does("audit", "--market", "FM", "--since", "2026-11-23"); !strings.Contains(got, "the console: member add (Tom Becker, viewer) by command, done\n") {
		t.Errorf("the audit does not say who got which role:\n%s", got)
	}
	if got := p.does("member", "list", "--market", "fm"); !strings.Contains(got, "FM       U0TOM        Tom Becker               field, viewer\n") {
		t.Errorf("the members:\n%s", got)
	}
	if _, errs, code := p.run("audit"); code != 2 || !strings.Contains(errs, "--market is missing") {
		t.Errorf("without a market: exit %d, %s", code, errs)
	}
}

// What was looked for, listed and computed stands in the audit of each market that it showed something of.
func TestTheAuditOfWhatWasRead(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.has("FM-0871", "Al Harris", invoiced(900_00, "5400")...)
	dana, maria := s.As("dana"), s.As("maria")
	dana.Types("fort-myers", "/file FM-1042 FM-0871").SeesEphemeral("2 files")
	for _, line := range []string{"/file harris", "/my", "/my log", "/kpi", "/digest", "/stage FM-1042", "/paidup undo", "/paidup market", "/paidup help"} {
		dana.Types("fort-myers", line).SeesEphemeral()
	}
	dana.Types("fort-myers", "/file FM-1042").SeesModal("FM-1042 Joan Harris").Closes()
	dana.Types("fort-myers", "/pay").SeesModal("Payment").Searches("File", "harris", "FM-0871 Al Harris · INVOICED", "FM-1042 Joan Harris · INVOICED").Closes()
	maria.Types("lobby", "/kpi all").SeesEphemeral("Fort Myers", "Pensacola")
	maria.Types("lobby", "/kpi pc").SeesEphemeral("Pensacola")
	s.ends()

	all, err := s.store.Audit(context.Background(), domain.AuditQuery{Since: monday})
	s.must(err)
	markets, err := s.store.Markets(context.Background())
	s.must(err)
	codes := map[domain.MarketID]string{}
	for _, m := range markets {
		codes[m.ID] = m.Code
	}
	var got []string
	for _, v := range all {
		got = append(got, strings.TrimSpace(fmt.Sprint(v.Actor, " ", v.Verb, " ", v.Outcome, " ", codes[v.Market], " ", v.Number)))
	}
	slices.Sort(got)
	if diff := cmp.Diff([]string{
		"U0DANA digest shown FM", "U0DANA file opened FM FM-1042", "U0DANA file shown FM", "U0DANA file shown FM FM-0871", "U0DANA file shown FM FM-1042",
		"U0DANA help shown FM", "U0DANA kpi shown FM", "U0DANA market shown FM", "U0DANA my shown FM", "U0DANA stage shown FM FM-1042",
		"U0MARIA kpi shown FM", "U0MARIA kpi shown NP", "U0MARIA kpi shown PC", "U0MARIA kpi shown PC",
	}, got); diff != "" {
		t.Errorf("the audit (-want +got):\n%s", diff)
	}
}

// The audit is append-only, settings of markets are in it, and many refusals at once are all kept.
func TestTheAuditKeepsAll(t *testing.T) {
	s := newStage(t)
	maria, eve := s.As("maria"), s.As("eve")
	maria.Types("fort-myers", "/paidup market set fm digest-at 07:30").SeesEphemeral("Fort Myers")
	const many = 40
	for n := range many {
		eve.Types("fort-myers", fmt.Sprintf("/pay FM-%d 1", 2000+n)).SeesEphemeral("No file")
	}
	s.ends()
	all, err := s.store.Audit(context.Background(), domain.AuditQuery{Market: s.market("FM").ID, Since: monday})
	s.must(err)
	verbs := map[string]int{}
	for _, v := range all {
		verbs[string(v.Actor)+" "+v.Verb+" "+string(v.Outcome)]++
	}
	if diff := cmp.Diff(map[string]int{"U0MARIA market set done": 1, "U0EVE pay refused": many}, verbs); diff != "" {
		t.Errorf("the audit (-want +got):\n%s", diff)
	}
	for _, rewrite := range []string{"update audit set verb = 'x'", "delete from audit", "truncate audit"} {
		if _, err := s.store.DB().Exec(rewrite); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s: %v", rewrite, err)
		}
	}
}
