package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paidup/commands"
	"paidup/domain"
	"paidup/domain/kpi"
	"paidup/domain/postgres"
)

// TestDigestPreview: what would be posted, with the figures that kpi prints as of the day before, and nothing is stored.
func TestDigestPreview(t *testing.T) {
	p, on := newProgram(t), domain.DateOf(time.Now(), time.UTC) // the first digest tells of what was imported on its day
	p.does("market", "add", "FM", "--name", "Fort Myers", "--tz", "UTC", "--channel", "C0FM")
	p.does("member", "add", "U0DANA", "--market", "FM", "--role", "coordinator")
	invoices := filepath.Join(t.TempDir(), "invoices.csv")
	sheet := "invoice_no,customer,invoice_date,due_date,amount\n" +
		fmt.Sprintf("5480,Harbor Mutual,%s,%s,31480.00\n", on-87, on-57) +
		fmt.Sprintf("5512,Harbor Mutual,%s,%s,1200.50\n", on-52, on-22)
	if err := os.WriteFile(invoices, []byte(sheet), 0o600); err != nil {
		t.Fatal(err)
	}
	p.does("import", "invoices", invoices, "--market", "FM", "--new-files")
	preview := []string{"digest", "preview", "--market", "FM", "--date", on.String()}

	calls := reads[[]slackCall](p, preview...)
	if len(calls) != 1 || calls[0].Method != "chat.postMessage" || calls[0].Payload["channel"] != "C0FM" {
		t.Fatalf("calls %+v", calls)
	}
	headline, _ := calls[0].Payload["text"].(string)
	figures := reads[[]kpi.Figures](p, "kpi", "--market", "FM", "--as-of", (on - 1).String())[0]
	if !strings.HasPrefix(headline, "Fort Myers: DSO ") || figures.OpenAR != 32680_50 {
		t.Errorf("headline %q, open AR %s", headline, figures.OpenAR)
	}
	text := p.does(preview...)
	for _, want := range []string{"Fort Myers · " + on.Words(on), "As of " + (on - 1).Words(on), "Open AR $32,680.50, 2 invoices", "First digest: 2 files imported, 1 already past 55 days",
		"Needs escalation: 1", "86 days since invoice. Waiting on"} {
		if !strings.Contains(text, want) {
			t.Errorf("the preview does not say %q:\n%s", want, text)
		}
	}
	s, err := postgres.Connect(t.Context(), os.Getenv("DATABASE_URL"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	m, err := s.Market(t.Context(), "FM")
	if err != nil {
		t.Fatal(err)
	}
	d, err := commands.MakeDigest(t.Context(), s, m, on)
	if err != nil {
		t.Fatal(err)
	}
	printed, err := json.Marshal(d.Figures)
	if err != nil {
		t.Fatal(err)
	}
	var same kpi.Figures
	if err := json.Unmarshal(printed, &same); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(figures, same); diff != "" {
		t.Errorf("kpi and the digest differ:\n%s", diff)
	}
	if run, err := s.LastDigest(t.Context(), m.ID, on+1); err != nil || run.Value != nil {
		t.Errorf("a preview was stored: %s, %v", run.Value, err)
	}
}

func TestDigestPreviewOfWhatIsNotPosted(t *testing.T) {
	p := newProgram(t)
	p.does("market", "add", "DN", "--name", "Denver", "--tz", "America/Denver")
	p.does("market", "add", "FM", "--name", "Fort Myers", "--tz", "America/New_York", "--channel", "C0FM")
	monday := domain.DateOf(time.Now(), time.UTC) - 1
	for monday.Weekday() != time.Monday {
		monday--
	}
	sunday := (monday - 1).Words(monday - 1)
	for _, c := range []struct {
		market     string
		on         domain.Date
		says, errs string
	}{
		{"DN", monday, "Denver · " + monday.Words(monday), "Denver has no channel: nothing is posted.\n"},
		{"FM", monday - 1, "Fort Myers · " + sunday, sunday + " is a day off in Fort Myers: no digest is due.\n"},
		{"FM", monday, "No open files.", ""},
	} {
		out, errs, code := p.run("digest", "preview", "--market", c.market, "--date", c.on.String())
		if code != 0 || errs != c.errs || !strings.Contains(out, c.says) {
			t.Errorf("%s %s: exit %d, %q, want %q in\n%s", c.market, c.on, code, errs, c.says, out)
		}
	}
	for _, args := range [][]string{{"--market", "XX"}, {"--market", "FM", "--date", "11/23"}} {
		if _, errs, code := p.run(append([]string{"digest", "preview"}, args...)...); code != 1 || errs == "" {
			t.Errorf("%v: exit %d, %q", args, code, errs)
		}
	}
}
