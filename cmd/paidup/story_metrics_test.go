package main

import (
	"io"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
)

// What the program did in a story stands in its metrics, by the names that an alert is written with.
func TestTheMetrics(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	dana := s.As("dana")
	dana.Types("fort-myers", "/pay FM-1042 12,400 check 881").SeesEphemeral("✅ Saved.")
	dana.Types("fort-myers", "/paidup pay FM-1042 1,2.3.4").SeesEphemeral("is not an amount")
	dana.Types("fort-myers", "/paidup zzz").SeesEphemeral("is not a command")
	dana.Types("fort-myers", "/file FM-1042").SeesModal("FM-1042 Joan Harris").Closes()
	dana.Types("fort-myers", "/note").SeesModal("Note").Searches("File", "harris", "FM-1042 Joan Harris · PAID IN FULL").Closes()
	s.card("FM-1042", "PAID IN FULL")
	s.thread("FM-1042", "e5 $12,400.00 from Harbor Mutual, check 881, Mon Nov 23. Balance $0.00. Dana",
		"   Paid in full Mon Nov 23: 70 days (us 10, Harbor Mutual 60)")
	s.rests()

	s.counts.of(s.house, s.store)
	server := httptest.NewServer(watch(s.house.Bot, s.counts))
	defer server.Close()
	if got := read(t, server, "/readyz"); got != "ok\n" {
		t.Errorf("ready: %q", got)
	}
	text := read(t, server, "/metrics")
	if file := os.Getenv("PAIDUP_METRICS"); file != "" {
		s.must(os.WriteFile(file, []byte(text), 0o644))
	}
	problems, err := promlint.New(strings.NewReader(text)).Lint()
	s.must(err)
	for _, p := range problems {
		t.Errorf("%s: %s", p.Metric, p.Text)
	}
	got := slices.DeleteFunc(strings.Split(strings.TrimSpace(text), "\n"), func(line string) bool {
		return !strings.HasPrefix(line, "paidup_") || strings.Contains(line, "_seconds_") || strings.Contains(line, "socket")
	})
	want := []string{
		`paidup_commands_total{outcome="refused",verb=""} 1`,
		`paidup_commands_total{outcome="refused",verb="pay"} 1`,
		`paidup_commands_total{outcome="saved",verb="pay"} 1`,
		`paidup_commands_total{outcome="shown",verb="file"} 1`,
		`paidup_commands_total{outcome="shown",verb="note"} 1`,
		`paidup_database_up 1`,
		`paidup_envelope_acks_total{outcome="acked",type="interactive"} 1`,
		`paidup_envelope_acks_total{outcome="acked",type="slash_commands"} 5`,
		`paidup_notices_dead 0`,
		`paidup_notices_oldest_seconds 0`,
		`paidup_notices_total{kind="card",outcome="delivered"} 1`,
		`paidup_notices_total{kind="line",outcome="delivered"} 1`,
		`paidup_notices_waiting 0`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("counted (-want +got):\n%s", diff)
	}
	s.ends()
	if got, want := read(t, server, "/readyz"), "no connection to Slack\n"; got != want {
		t.Errorf("ready once it has stopped: %q, want %q", got, want)
	}
}

// read is what the program answers there to whoever watches it.
func read(t *testing.T, from *httptest.Server, path string) string {
	t.Helper()
	answer, err := from.Client().Get(from.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
