package slackfake

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience bounds every wait of these tests.
const patience = 10 * time.Second

// testBot stands in for an app: it acks what comes and can call the Web API.
type testBot struct {
	t      *testing.T
	ws     *Workspace
	answer func(*testBot, received) any // the ack's payload; nil for an empty ack; silence for none

	mu   sync.Mutex
	got  []received
	sock *websocket.Conn
}

type received struct {
	EnvelopeID string `json:"envelope_id"`
	Type       string `json:"type"`
	Reason     string `json:"reason"`
	Accepts    bool   `json:"accepts_response_payload"`
	Attempt    int    `json:"retry_attempt"`
	Payload    object `json:"payload"`
}

type silence struct{}

var testNow = time.Date(2026, 11, 23, 13, 0, 0, 0, time.UTC)

// testClock is a clock that tests set.
type testClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *testClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *testClock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// newWorkspace is a started workspace with Dana and Ben in #fort-myers and Eve outside.
func newWorkspace(t *testing.T, opts Options) *Workspace {
	t.Helper()
	if opts.Now == nil {
		opts.Now = (&testClock{now: testNow}).Now
	}
	ws := New(opts)
	must(t, ws.Start())
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		must(t, ws.Close(ctx))
		http.DefaultClient.CloseIdleConnections()
	})
	for _, u := range []User{
		{ID: "U0DANA", Name: "dana", RealName: "Dana Reyes"}, {ID: "U0BEN", Name: "ben", RealName: "Ben Okafor"},
		{ID: "U0EVE", Name: "eve", RealName: "Eve Sandoval", TZ: "America/Denver"},
	} {
		must(t, ws.AddUser(u))
	}
	must(t, ws.AddChannel(Channel{ID: "C0FM", Name: "fort-myers", Private: true, Members: []string{"dana", "ben", "paidup"}}))
	must(t, ws.AddChannel(Channel{ID: "C0GEN", Name: "general", Members: []string{"dana", "ben", "eve"}}))
	return ws
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// newBot connects a bot that answers as told.
func newBot(t *testing.T, ws *Workspace, answer func(*testBot, received) any) *testBot {
	t.Helper()
	b := &testBot{t: t, ws: ws, answer: answer}
	b.connect()
	return b
}

func (b *testBot) connect() {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.t.Context(), patience)
	opened := b.callAs(b.ws.AppToken(), "apps.connections.open", object{})
	sock, _, err := websocket.Dial(ctx, text(opened, "url"), nil)
	cancel()
	must(b.t, err)
	sock.SetReadLimit(1 << 20)
	b.sock = sock
	_, hello, err := sock.Read(b.t.Context())
	must(b.t, err)
	var first received
	must(b.t, json.Unmarshal(hello, &first))
	b.note(first)
	done := make(chan struct{})
	go func() {
		defer close(done)
		b.listen(sock)
	}()
	b.t.Cleanup(func() {
		_ = sock.CloseNow()
		<-done
	})
}

func (b *testBot) note(in received) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.got = append(b.got, in)
}

func (b *testBot) seen() []received {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]received(nil), b.got...)
}

func (b *testBot) listen(sock *websocket.Conn) {
	ctx := context.Background()
	for {
		_, frame, err := sock.Read(ctx)
		if err != nil {
			return
		}
		var in received
		if json.Unmarshal(frame, &in) != nil {
			return
		}
		b.note(in)
		if in.EnvelopeID == "" {
			continue
		}
		var payload any
		if b.answer != nil {
			payload = b.answer(b, in)
		}
		if payload == (silence{}) {
			continue
		}
		b.ack(sock, in.EnvelopeID, payload)
	}
}

func (b *testBot) ack(sock *websocket.Conn, envelopeID string, payload any) {
	o := object{"envelope_id": envelopeID}
	if payload != nil {
		o["payload"] = payload
	}
	frame, err := json.Marshal(o)
	if err != nil {
		b.t.Error(err)
		return
	}
	_ = sock.Write(context.Background(), websocket.MessageText, frame)
}

// call calls the Web API with a JSON body.
func (b *testBot) call(method string, args object) object {
	return b.callAs(b.ws.BotToken(), method, args)
}

func (b *testBot) callAs(token, method string, args object) object {
	raw, err := json.Marshal(args)
	if err != nil {
		b.t.Error(err)
		return nil
	}
	req, err := http.NewRequest(http.MethodPost, b.ws.APIURL()+method, bytes.NewReader(raw))
	if err != nil {
		b.t.Error(err)
		return nil
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	req.Header.Set("Authorization", "Bearer "+token)
	return b.do(req)
}

// form calls the Web API with a form body that holds the token.
func (b *testBot) form(method string, args url.Values) object {
	args.Set("token", b.ws.BotToken())
	req, err := http.NewRequest(http.MethodPost, b.ws.APIURL()+method, strings.NewReader(args.Encode()))
	if err != nil {
		b.t.Error(err)
		return nil
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.do(req)
}

func (b *testBot) do(req *http.Request) object {
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return object{"ok": false, "error": err.Error()}
	}
	defer resp.Body.Close()
	var answer object
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		return object{"ok": false, "error": resp.Status, "retry_after": resp.Header.Get("Retry-After")}
	}
	return answer
}

// post posts to a response URL and gives the status and the body.
func (b *testBot) post(address string, args object) (int, string) {
	raw, err := json.Marshal(args)
	if err != nil {
		b.t.Error(err)
		return 0, ""
	}
	resp, err := http.Post(address, "application/json", bytes.NewReader(raw))
	if err != nil {
		return 0, err.Error()
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return 0, err.Error()
	}
	return resp.StatusCode, string(body)
}

// say posts blocks in #fort-myers and gives the message's ts.
func (b *testBot) say(words string, blocks ...object) string {
	b.t.Helper()
	args := object{"channel": "C0FM", "text": words}
	if len(blocks) > 0 {
		args["blocks"] = blocks
	}
	answer := b.call("chat.postMessage", args)
	if !truth(answer, "ok") {
		b.t.Fatalf("post %q: %v", words, answer)
	}
	return text(answer, "ts")
}

func plainText(words string) object {
	return object{"type": "plain_text", "text": words, "emoji": true}
}

func sectionOf(words string) object {
	return object{"type": "section", "text": object{"type": "mrkdwn", "text": words}}
}

func buttonOf(label, value string) object {
	return object{"type": "button", "text": plainText(label), "action_id": "do_" + value, "value": value}
}

func actionsOf(elements ...object) object { return object{"type": "actions", "elements": elements} }
