package demo

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"paidup/bot/slackfake"
)

// demoOptions are those of a demo on the Monday, with a database of its own, that reads the lines.
func demoOptions(t *testing.T, lines string) (Options, *heard) {
	t.Helper()
	out := &heard{changed: make(chan struct{})}
	return Options{DatabaseURL: cluster.Empty(t), Seed: 1, In: strings.NewReader(lines), Out: out, Now: func() time.Time { return monday },
		Log: slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{Level: slog.LevelWarn}))}, out
}

// heard is what the demo has said so far, warnings of its log among it.
type heard struct {
	mu      sync.Mutex
	text    bytes.Buffer
	changed chan struct{}
}

func (h *heard) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	close(h.changed)
	h.changed = make(chan struct{})
	return h.text.Write(p)
}

func (h *heard) String() string {
	text, _ := h.now()
	return text
}

func (h *heard) now() (string, <-chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.text.String(), h.changed
}

// until waits until the demo has said the words.
func (h *heard) until(t *testing.T, words string) {
	t.Helper()
	h.from(t, 0, words)
}

// from is until, for what is said after so many bytes.
func (h *heard) from(t *testing.T, said int, words string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for {
		text, changed := h.now()
		if strings.Contains(text[said:], words) {
			return
		}
		select {
		case <-changed:
		case <-ctx.Done():
			t.Fatalf("the demo does not say %q:\n%s", words, text)
		}
	}
}

// TestDemoWaits: who comes to the demo finds something unread in their direct message, and what they saw the evening before
// read; the digest of the day is unread in the channel.
func TestDemoWaits(t *testing.T) {
	o, out := demoOptions(t, "quit\n")
	o.DataDir = t.TempDir()
	plays(t, o, out)
	clock := &clock{real: o.Now}
	ws := slackfake.New(slackfake.Options{Now: clock.now})
	k := &keeper{file: o.keptFile(), ws: ws, clock: clock}
	if kept, err := k.restore(); !kept || err != nil {
		t.Fatalf("restored: %v, %v", kept, err)
	}
	ws.Read(func(s *slackfake.State) {
		for who, want := range map[string]int{"dana": 1, "maria": 1, "priya": 1, "tom": 1, "luis": 0} {
			if got := s.Places(who)[0].Unread; got != want {
				t.Errorf("%s has %d unread direct messages, want %d", who, got, want)
			}
		}
		for _, place := range s.Places("ben") {
			if !place.Direct && place.Unread < 1 {
				t.Errorf("ben has nothing to read in %s", place.Name)
			}
		}
	})
}

func plays(t *testing.T, o Options, out *heard) string {
	t.Helper()
	before := len(out.String())
	if err := Run(t.Context(), o); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return out.String()[before:]
}

// TestDemoIsKept: with a folder, the second time is as if the first had not ended; --reset begins anew, and says so.
func TestDemoIsKept(t *testing.T) {
	o, out := demoOptions(t, "/note FM-1055 the first time\n")
	o.DataDir = filepath.Join(t.TempDir(), "kept")
	plays(t, o, out)

	o.In = strings.NewReader("/note FM-1055 the second time\nas luis\nin denver\nread\nas tom\nin @paidup\nread\nclick I'm on it\n")
	got := plays(t, o, out)
	shows(t, got, "Fort Myers · Fri Nov 20", "Fort Myers · Mon Nov 23", "Note: the first time", "[#fort-myers, edited]", "Note: the second time",
		"Denver · Mon Nov 23", "FM-1080 Castillo needs you", "Tom Becker is on it")
	if n := strings.Count(got, "FM-1055 Whitaker · water"); n != 2 {
		t.Errorf("the card of FM-1055 stands there %d times, read and edited it is 2:\n%s", n, got)
	}

	o.In, o.Reset = strings.NewReader("as luis\nin denver\nread\n"), true
	got = plays(t, o, out)
	shows(t, got, "Removing the made-up company from the database that DATABASE_URL names", "400 files in 5 markets", "Nora Vance", "Denver · Mon Nov 23")
	if strings.Contains(got, "the first time") {
		t.Errorf("the first time is not forgotten:\n%s", got)
	}
	if strings.Contains(out.String(), "level=") {
		t.Errorf("the demo logged:\n%s", out)
	}
}

// TestDemoForgetsMessages: where only the database is kept, the demo says so.
func TestDemoForgetsMessages(t *testing.T) {
	o, out := demoOptions(t, "quit\n")
	plays(t, o, out)
	o.In = strings.NewReader("quit\n")
	shows(t, plays(t, o, out), "the messages of the last time were not; --data DIR keeps them")
}

// TestDemoInAFolder keeps the private Postgres too, and removes both when told.
func TestDemoInAFolder(t *testing.T) {
	dir, err := os.MkdirTemp("/tmp", "demo") // t.TempDir may lie where Postgres' own user may not go
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	o, out := demoOptions(t, "quit\n")
	o.DatabaseURL, o.DataDir = "", dir
	shows(t, plays(t, o, out), "Starting a private Postgres", "400 files in 5 markets")
	o.In = strings.NewReader("quit\n")
	if got := plays(t, o, out); strings.Contains(got, "Loading") || !strings.Contains(got, "Fort Myers · Mon Nov 23") {
		t.Errorf("the second time:\n%s", got)
	}
	o.In, o.Reset = strings.NewReader("quit\n"), true
	shows(t, plays(t, o, out), "Removing the demo kept in "+dir, "400 files in 5 markets")
}

// TestDemoGoesOn: started in the background, where standard input ends before anybody typed, it serves until it is interrupted.
func TestDemoGoesOn(t *testing.T) {
	o, out := demoOptions(t, "")
	ctx, interrupt := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- Run(ctx, o) }()
	out.until(t, "Nobody types here")
	interrupt()
	if err := <-ended; err != nil {
		t.Errorf("interrupted it ends with %v", err)
	}
}

// TestDemoTakesAnotherPort where that of its own is taken and nobody asked for it; it shows the page where it then is.
func TestDemoTakesAnotherPort(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	o, out := demoOptions(t, "quit\n")
	o.Addr, o.AnyPort = taken.Addr().String(), true
	var opened string
	o.Open = func(url string) { opened = url }
	got := plays(t, o, out)
	_, port, _ := net.SplitHostPort(o.Addr)
	shows(t, got, "Port "+port+" is taken; this takes a free one.", "practice workspace: "+opened+"\n", "The same in a browser: "+opened+"\n")
	if !strings.HasPrefix(opened, "http://127.0.0.1:") || strings.Contains(opened, port) {
		t.Errorf("the page is opened at %q", opened)
	}
	o.AnyPort = false
	if err := Run(t.Context(), o); err == nil || !strings.Contains(err.Error(), o.Addr+" is taken: choose another port with --port") {
		t.Errorf("asked for the port, the demo says %v", err)
	}
}

// TestFastClock jumps from one digest's hour to the next when told: each digest comes by itself, Thanksgiving and the weekend
// have none, and a form that was open meanwhile is taken.
func TestFastClock(t *testing.T) {
	o, out := demoOptions(t, "")
	in, lines := io.Pipe()
	jumps, jump := make(chan time.Time), make(chan bool)
	o.In, o.FastClock = in, true
	o.pace = func(ctx context.Context, _, to time.Time) bool {
		select {
		case jumps <- to:
			return <-jump
		case <-ctx.Done():
			return false
		}
	}
	ended := make(chan error, 1)
	go func() { ended <- Run(t.Context(), o) }()
	types := func(line string) { fmt.Fprintln(lines, line) }
	out.until(t, "Type a command, or help.")
	types("/note")
	out.until(t, "[form]\n  Note")
	types("fill File = FM-1055")
	types("fill Note = over the days")
	want := []string{"Mon 9:00", "Mon 10:00", "Tue 8:00", "Tue 9:00", "Tue 10:00", "Wed 8:00", "Wed 9:00", "Wed 10:00", "Mon 8:00", "Mon 9:00"}
	for i, at := range want {
		to := <-jumps
		if got := to.In(monday.Location()).Add(-5 * time.Hour).Format("Mon 15:04"); strings.Replace(got, " 0", " ", 1) != at {
			t.Errorf("jump %d goes to %s in Fort Myers, want %s", i+1, got, at)
		}
		jump <- i < len(want)-1
	}
	types("submit")
	out.until(t, "e6 Note: over the days. Dana")
	types("read")
	types("/pay FM-1042 12,400 check 881")
	types("click Undo")
	out.until(t, "is undone")
	lines.Close()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	got := regexp.MustCompile(`Fort Myers · \w+ \w+ \d+`).FindAllString(out.String(), -1)
	if len(got) < 5 || strings.Join(got[len(got)-5:], ", ") != "Fort Myers · Fri Nov 20, Fort Myers · Mon Nov 23, Fort Myers · Tue Nov 24, Fort Myers · Wed Nov 25, Fort Myers · Mon Nov 30" {
		t.Errorf("the digests are %q", got)
	}
	if text := out.String(); strings.Contains(text, "level=") || strings.Contains(text, "Paidup was down") || strings.Contains(text, "sent 8") {
		t.Errorf("something is late or wrong:\n%s", text)
	}
}
