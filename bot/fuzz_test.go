package bot

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"paidup/bot/card"
	"paidup/bot/socket"
	"paidup/commands"
	"paidup/domain"
)

// kept are the inputs of the corpus, a file each; those that once found a fault stay there.
func kept(f *testing.F, dir string) [][]byte {
	f.Helper()
	names, err := filepath.Glob(filepath.Join("testdata", "corpus", dir, "*"))
	if err != nil || len(names) == 0 {
		f.Fatalf("no corpus in %s: %v", dir, err)
	}
	var out [][]byte
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		out = append(out, b)
	}
	return out
}

var envelopeKinds = []string{"slash_commands", "interactive", "events_api", "of a kind that is new"}

// nobody is an app that only knows its commands.
type nobody struct{ App }

func (nobody) Commands() []*commands.Command { return commands.NewApp(commands.Deps{}).Commands() }

// FuzzEnvelope: whatever Slack sends is read without a panic, and what is to be done has an actor, a key and a door.
func FuzzEnvelope(f *testing.F) {
	for _, payload := range kept(f, "envelopes") {
		for kind := range envelopeKinds {
			f.Add(kind, payload)
		}
	}
	work, cancel := context.WithCancel(context.Background())
	cancel() // no modal waits for its time
	b := &Bot{cfg: Config{App: nobody{}, Now: func() time.Time { return time.Time{} }}, work: work, pulse: newPulse(), me: identity{user: "U0BOT"}}
	b.guard = &guard{pulse: b.pulse, again: make(chan struct{}, 1), fit: map[string]bool{}, gone: map[string]bool{}}
	f.Fuzz(func(t *testing.T, kind int, payload []byte) {
		turn := b.decode(&socket.Envelope{ID: "e1", Type: envelopeKinds[uint(kind)%uint(len(envelopeKinds))], Payload: payload})
		if turn.fault != nil && strings.HasPrefix(turn.fault.Error(), "panic") {
			t.Error(turn.fault)
		}
		if len(turn.asks) > maxLines || turn.door == nil {
			t.Errorf("%d requests, door %v", len(turn.asks), turn.door)
		}
		for _, r := range turn.asks {
			if r.Key == "" || r.Source == "" {
				t.Errorf("a request without a key or a source: %+v", r)
			}
		}
	})
}

// says is Slack that answers every call with the same words.
type says struct {
	status int
	body   []byte
}

func (s says) RoundTrip(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: s.status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader(s.body))}, nil
}

// FuzzAnswer: whatever Slack answers, a call ends, with what was asked for or with an error that can be sorted.
func FuzzAnswer(f *testing.F) {
	for _, body := range kept(f, "answers") {
		f.Add(200, body)
		f.Add(500, body)
	}
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		if status < 200 || status > 599 || status == http.StatusTooManyRequests {
			status = 200
		}
		w := NewWorkspace(Access{BotToken: "xoxb-1", AppToken: "xapp-1", APIURL: "http://slack/api/", HTTP: &http.Client{Transport: says{status, body}}, Faster: 1e9})
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Millisecond) // a body that asks for a pause gets none
		defer cancel()
		me, err := w.identify(ctx)
		if err == nil && me.user == "" {
			t.Error("an identity without an id")
		}
		if address, err := w.dial(ctx); err == nil && address == "" {
			t.Error("no address, and no error")
		}
		_, _ = w.Channel(ctx, "C0FM")
		_, _ = w.find(ctx, place{"C0FM", ""}, []domain.NoticeID{1})
		_, _ = w.find(ctx, place{"U0DANA", "1.1"}, []domain.NoticeID{1})
		if err := w.reply(ctx, reply{person: person{channel: "D1"}, message: card.Refusal("x", nil)}); err != nil {
			if kind, pause := judge(err); kind == faultNone || pause < 0 {
				t.Errorf("%v is sorted as %d, %s", err, kind, pause)
			}
		}
	})
}

// An answer that does not end is not read to its end.
func TestAnAnswerHasALimit(t *testing.T) {
	t.Parallel()
	line := bytes.Repeat([]byte(" "), 1<<20)
	sent := 0
	endless := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		for ; sent < 1000; sent++ {
			if _, err := w.Write(line); err != nil {
				return
			}
		}
	}))
	defer endless.Close()
	w := NewWorkspace(Access{BotToken: "xoxb-1", APIURL: endless.URL + "/api/"})
	defer w.http.CloseIdleConnections()
	if _, err := w.identify(t.Context()); err == nil {
		t.Error("it is taken for an answer")
	}
	endless.Close()
	if sent > 2*answerAtMost>>20 {
		t.Errorf("%d MB were read", sent)
	}
}
