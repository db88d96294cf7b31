package bot

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"paidup/bot/card"
	"paidup/bot/socket"
	"paidup/commands"
	"paidup/domain"
)

// kept are the inputs of the corpus, a file each; those that once found a fault stay there.
func kept(f testing.TB, dir string) [][]byte {
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
	b := reader()
	f.Fuzz(func(t *testing.T, kind int, payload []byte) { readsAny(t, b, kind, payload) })
}

// reader is a bot that can read what comes in.
func reader() *Bot {
	work, cancel := context.WithCancel(context.Background())
	cancel() // no modal waits for its time
	b := &Bot{cfg: Config{App: nobody{}, Now: func() time.Time { return time.Time{} }}, work: work, pulse: newPulse(), me: identity{user: "U0BOT"}}
	b.guard = &guard{pulse: b.pulse, again: make(chan struct{}, 1), fit: map[string]bool{}, gone: map[string]bool{}}
	return b
}

func readsAny(t *testing.T, b *Bot, kind int, payload []byte) {
	turn := b.decode(&socket.Envelope{ID: "e1", Type: envelopeKinds[uint(kind)%uint(len(envelopeKinds))], Payload: payload})
	if turn.fault != nil && strings.HasPrefix(turn.fault.Error(), "panic") {
		t.Errorf("%q: %v", payload, turn.fault)
	}
	if len(turn.asks) > maxLines || turn.door == nil {
		t.Errorf("%q: %d requests, door %v", payload, len(turn.asks), turn.door)
	}
	for _, r := range turn.asks {
		if r.Key == "" || r.Source == "" {
			t.Errorf("%q: a request without a key or a source: %+v", payload, r)
		}
	}
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
	f.Fuzz(answeredAny)
}

func answeredAny(t *testing.T, status int, body []byte) {
	if status < 200 || status > 599 || status == http.StatusTooManyRequests {
		status = 200
	}
	w := NewWorkspace(Access{BotToken: "xoxb-1", AppToken: "xapp-1", APIURL: "http://slack/api/", HTTP: &http.Client{Transport: says{status, body}}, Faster: 1e9})
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Millisecond) // a body that asks for a pause gets none
	defer cancel()
	me, err := w.identify(ctx)
	if err == nil && me.user == "" {
		t.Errorf("%q: an identity without an id", body)
	}
	if address, err := w.dial(ctx); err == nil && address == "" {
		t.Errorf("%q: no address, and no error", body)
	}
	_, _ = w.Channel(ctx, "C0FM")
	_, _ = w.find(ctx, place{"C0FM", ""}, []domain.NoticeID{1})
	_, _ = w.find(ctx, place{"U0DANA", "1.1"}, []domain.NoticeID{1})
	if err := w.reply(ctx, reply{person: person{channel: "D1"}, message: card.Refusal("x", nil)}); err != nil {
		if kind, pause := judge(err); kind == faultNone || pause < 0 {
			t.Errorf("%q: %v is sorted as %d, %s", body, err, kind, pause)
		}
	}
}

// TestMangled reads the corpus cut, spliced and overwritten at random: PAIDUP_MANGLED envelopes and answers, or a few.
func TestMangled(t *testing.T) {
	t.Parallel()
	n, err := strconv.Atoi(cmp.Or(os.Getenv("PAIDUP_MANGLED"), "5000"))
	if err != nil {
		t.Fatal(err)
	}
	t.Run("envelopes", func(t *testing.T) {
		t.Parallel()
		b, from, dice := reader(), kept(t, "envelopes"), rand.New(rand.NewPCG(1, 1))
		for i := range n {
			readsAny(t, b, i, mangled(dice, from))
		}
	})
	t.Run("answers", func(t *testing.T) {
		t.Parallel()
		from, dice := kept(t, "answers"), rand.New(rand.NewPCG(2, 2))
		for i := range n {
			answeredAny(t, 200+100*(i%4), mangled(dice, from))
		}
	})
}

// mangled is one of the inputs with a few faults in it.
func mangled(dice *rand.Rand, from [][]byte) []byte {
	out := slices.Clone(from[dice.IntN(len(from))])
	for range 1 + dice.IntN(4) {
		if len(out) == 0 {
			return out
		}
		at := dice.IntN(len(out))
		to := at + dice.IntN(min(len(out)-at, 40)+1)
		switch other := from[dice.IntN(len(from))]; dice.IntN(5) {
		case 0:
			out[at] = byte(dice.IntN(256))
		case 1:
			out = slices.Delete(out, at, to)
		case 2:
			out = slices.Insert(out, at, slices.Clone(out[at:to])...)
		case 3:
			out = slices.Insert(out, at, []byte(`null {} [] 0 -1 "" true 1e999 \u0000`)[dice.IntN(8):][:2+dice.IntN(8)]...)
		default:
			begin := dice.IntN(len(other) + 1)
			out = append(out[:at], other[begin:]...)
		}
	}
	return out
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
