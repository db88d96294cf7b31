package demo

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"paidup/bot/card"
	"paidup/bot/slackfake"
	"paidup/commands"
	"paidup/domain"
	"paidup/domain/postgres/pgtest"
	"paidup/domain/sample"
)

var (
	cluster pgtest.Cluster
	update  = flag.Bool("update", false, "write the digest and the pictures of the documents anew")
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m, &cluster)) }

// monday is Monday, November 23, 2026, 8:00 in Fort Myers.
var monday = time.Date(2026, time.November, 23, 13, 0, 0, 0, time.UTC)

// TestDemo is what somebody sees who starts the demo, types a few lines and goes.
func TestDemo(t *testing.T) {
	var out, log bytes.Buffer
	start := time.Now()
	url := cluster.Empty(t)
	lines := "help\nas sam\nhelp\nin tampa\n/paidup market add TP Tampa America/New_York\nas dana\nin fort-myers\n/paidup waiting\nclick Undo\nclose\n/file new\nclick Paste an e-mail…\nclose\nas nobody\n/pay\nfill File = FM-1165\nfill Amount = 5\nsubmit\nclose\n/paidup reject\nsubmit\nclose\n/pay FM-1017 1,2.3.4\n" +
		"my\n/paidup adjust FM-1017 writeoff 212.40 because moved away\nclick Ask Maria\nin @paidup\nin fort-myers\nas priya\n/pay FM-1017 31,480 check 902\nclick Undo\nin naples\nread\nas tom\nin naples\n" +
		"as ben\nin fort-myers\nclick I'm on it\nclick I'm on it 2\nclick Later… 99\nsubmit\n" +
		"as dana\nfault\nfault cut\nfault chat.update 503 often\nfault chat.update 503\nfault chat.postMessage 500-applied\n/pay FM-1165 100 check 904\n"
	o := Options{DatabaseURL: url, Seed: 1, In: strings.NewReader(lines), Out: &out,
		Now: func() time.Time { return monday.Add(time.Since(start)) }, Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelWarn}))}
	if err := Run(context.Background(), o); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	shows(t, out.String(), "400 files in 5 markets", "Fort Myers · Mon Nov 23", "Needs escalation", "/file new Nora Vance", "✅ Saved. FM-",
		"round 3", "e6 is undone", "as NAME", `nobody here is called "nobody"`, `"1,2.3.4" is not an amount; write 1,234.56. Nothing was saved.`,
		"✅ Saved. FM-1055 Paul Whitaker, round 1 rejected", "✅ Saved. FM-1165", "✅ Saved. FM-1017 Luz Delgado, $31,480.00", "Naples · Mon Nov 23", "DSO n/a until",
		"Why it came back: one of documents, photos, moisture, scope, pricelist, math, identity, format, signature, late, duplicate, other\n  ! Please complete this required field.", "[only you see, in #fort-myers]", "dana in @paidup> ",
		"[DM to Maria Lind]\n  Dana asks: write off $212.40", "(said to the people in #fort-myers; to Paidup it is /paidup my)",
		`buttons say "I'm on it": click I'm on it 2 presses the second from the top; they are I'm on it, FM-`, "Ben Okafor is on it",
		"go to another channel: fort-myers;", "go to another channel: tampa;", "TP Tampa begins here.", "Waiting on: one of us, tpa, carrier",
		`dana sees no control "Undo" in the form that is open; close ends it`, "Paste the assignment: [",
		`ben sees no control "Later…"`, "ben has no form open", "say fault and one of warning", `"often" is not how often`, "check 904")
	if lost := regexp.MustCompile(`(?m)^.*msg="connection lost".*\n`).ReplaceAllString(log.String(), ""); lost != "" || log.Len() == 0 {
		t.Errorf("the demo logged: %s", log.String())
	}
	t.Run("a second time on the same database nothing is loaded or played again", func(t *testing.T) {
		out.Reset()
		o.In = strings.NewReader("quit\n")
		if err := Run(context.Background(), o); err != nil {
			t.Fatalf("%v\n%s", err, out.String())
		}
		if strings.Contains(out.String(), "Loading") || strings.Contains(out.String(), "Nora Vance") {
			t.Errorf("the second demo shows:\n%s", out.String())
		}
	})
}

// TestDemoKeepsOffAnotherCompany: where a database holds markets that are not the demo's, it does nothing there.
func TestDemoKeepsOffAnotherCompany(t *testing.T) {
	s := cluster.Store(t)
	m, err := domain.NewMarket("TP", "Tampa", "America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.AddMarket(context.Background(), domain.Act{Key: "tampa", At: monday}, m); err != nil {
		t.Fatal(err)
	}
	o := Options{Seed: 1, Now: func() time.Time { return monday }, Out: io.Discard, Reset: true}
	demo := &stage{Options: o, clock: &clock{real: o.Now}, portfolio: sample.New(1, domain.DateOf(monday, time.UTC)), store: s}
	if err := demo.furnish(context.Background()); demo.fresh || err == nil || !strings.Contains(err.Error(), "a company in it (Tampa)") {
		t.Errorf("the demo moves in: %v, %v", demo.fresh, err)
	}
	if all, err := s.Markets(context.Background()); err != nil || len(all) != 1 {
		t.Errorf("there are %d markets (%v)", len(all), err)
	}
}

// TestReadmeExamples types the examples of the README's table into the demo, one after the other, as somebody who may: each
// is answered, and none is refused. A new market is begun in the channel that is none's yet.
func TestReadmeExamples(t *testing.T) {
	as := map[string]string{"adjust": "maria", "assign all": "maria", "doctor": "maria", "market set": "maria", "member add": "maria", "member remove": "maria", "reopen": "maria",
		"reverse": "priya", "void": "priya", "market add": "sam"}
	in := map[string]string{"market add": "tampa"}
	readme, err := os.ReadFile(filepath.Join("..", "..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	var lines strings.Builder
	var examples []string
	for _, row := range regexp.MustCompile("(?m)^\\| `/?([a-z ]+)` \\|.*\\| `(/.+)` \\|$").FindAllStringSubmatch(string(readme), -1) {
		verb, line := row[1], row[2]
		examples = append(examples, line)
		fmt.Fprintf(&lines, "as %s\nin %s\n%s\nclose\n", cmp.Or(as[verb], "dana"), cmp.Or(in[verb], "fort-myers"), line)
	}
	if len(examples) < 30 {
		t.Fatalf("the README has %d examples", len(examples))
	}
	var out bytes.Buffer
	o := Options{DatabaseURL: cluster.Empty(t), Seed: 1, In: strings.NewReader(lines.String()), Out: &out,
		Now: func() time.Time { return monday }, Log: slog.New(slog.DiscardHandler)}
	if err := Run(context.Background(), o); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	_, typed, _ := strings.Cut(out.String(), "Type a command, or help.")
	answers := regexp.MustCompile(` in #[a-z-]+> `).Split(typed, -1)
	if len(answers) != 4*len(examples)+2 {
		t.Fatalf("%d examples have %d answers:\n%s", len(examples), len(answers), typed)
	}
	for i, line := range examples {
		got := answers[4*i+3]
		if !strings.Contains(got, "\n  ") || strings.Contains(got, "Nothing was saved") || strings.Contains(got, "ot saved") || strings.Contains(got, "No file") {
			t.Errorf("%s is answered with:\n%s", line, got)
		}
	}
}

func shows(t *testing.T, got string, fragments ...string) {
	t.Helper()
	for _, f := range fragments {
		if !strings.Contains(got, f) {
			t.Errorf("the demo does not show %q:\n%s", f, got)
		}
	}
}

// TestDocumentedDigest holds the digest in docs to what the program makes of the sample company on that Monday.
func TestDocumentedDigest(t *testing.T) {
	ctx := context.Background()
	s := cluster.Store(t)
	if err := load(ctx, s, sample.New(1, domain.DateOf(monday, time.UTC)), monday); err != nil {
		t.Fatal(err)
	}
	m, err := s.Market(ctx, "FM")
	if err != nil {
		t.Fatal(err)
	}
	d, err := commands.MakeDigest(ctx, s, m, domain.DateOf(monday, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	d.Label = "" // the first digest's
	message := card.Pen{}.Message(d)
	payload, err := json.Marshal(map[string]any{"text": message.Text, "blocks": message.Blocks})
	if err != nil {
		t.Fatal(err)
	}
	text, err := slackfake.RenderJSON(payload)
	if err != nil {
		t.Fatal(err)
	}
	page := filepath.Join("..", "..", "..", "docs", "digest.md")
	b, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(b), "```digest\n")
	have, after, ended := strings.Cut(rest, "```\n")
	if !found || !ended {
		t.Fatal("the page has no digest")
	}
	if want := strings.TrimRight(text, "\n") + "\n"; have != want {
		if !*update {
			t.Errorf("the documented digest is another one; run with -update. The program makes:\n%s", want)
			return
		}
		if err := os.WriteFile(page, []byte(before+"```digest\n"+want+"```\n"+after), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
