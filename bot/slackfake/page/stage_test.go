package page

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"go.uber.org/goleak"

	"paidup/bot/slackfake"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience bounds every wait of these tests.
const patience = 10 * time.Second

// stage is a workspace with its page and a scripted app, both asked over the network. Dana and Ben are in #fort-myers, Ben
// alone in #boardroom, Eve in none of them; #general is everybody's.
type stage struct {
	t   *testing.T
	ws  *slackfake.Workspace
	app *app
}

func newStage(t *testing.T, answer func(*app, envelope) any, steps ...Step) *stage {
	t.Helper()
	ws := slackfake.New(slackfake.Options{
		Now: time.Now, AckWithin: 1500 * time.Millisecond,
		Commands:  []slackfake.Command{{Name: "/pay", Says: "Log a payment", Usage: "FM-1042 12,400"}, {Name: "/mute"}},
		Shortcuts: []slackfake.Shortcut{{Name: "Log payment", Callback: "log"}, {Name: "Note this", Callback: "note", Message: true}},
	})
	for _, u := range []slackfake.User{
		{ID: "U0DANA", Name: "dana", RealName: "Dana Reyes"}, {ID: "U0BEN", Name: "ben", RealName: "Ben Okafor"},
		{ID: "U0EVE", Name: "eve", RealName: "Eve Sandoval", TZ: "America/Denver"}, {ID: "U0GONE", Name: "gone", RealName: "Gone Away", Deleted: true},
	} {
		must(t, ws.AddUser(u))
	}
	for _, c := range []slackfake.Channel{
		{ID: "C0FM", Name: "fort-myers", Private: true, Members: []string{"dana", "ben", "paidup"}},
		{ID: "C0GEN", Name: "general", Members: []string{"dana", "ben", "eve"}},
		{ID: "C0BOARD", Name: "boardroom", Private: true, Members: []string{"ben", "paidup"}},
	} {
		must(t, ws.AddChannel(c))
	}
	look, err := New(Options{Workspace: ws, As: "dana", In: "fort-myers", Tour: steps})
	must(t, err)
	ws.Handle("/", look.Handler())
	must(t, ws.Start())
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		must(t, ws.Close(ctx))
		http.DefaultClient.CloseIdleConnections()
	})
	return &stage{t: t, ws: ws, app: newApp(t, ws, answer)}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// app stands in for an app: it acks what comes and can call the Web API.
type app struct {
	t      *testing.T
	ws     *slackfake.Workspace
	answer func(*app, envelope) any // the ack's payload; nil for an empty ack; silence for none

	mu  sync.Mutex
	got []envelope
}

type envelope struct {
	ID      string `json:"envelope_id"`
	Type    string `json:"type"`
	Payload object `json:"payload"`
}

// silence is the answer of an app that does not ack.
type silence struct{}

func newApp(t *testing.T, ws *slackfake.Workspace, answer func(*app, envelope) any) *app {
	t.Helper()
	a := &app{t: t, ws: ws, answer: answer}
	opened := a.callAs(ws.AppToken(), "apps.connections.open", object{})
	sock, _, err := websocket.Dial(t.Context(), text(opened, "url"), nil)
	must(t, err)
	sock.SetReadLimit(1 << 20)
	_, _, err = sock.Read(t.Context()) // hello
	must(t, err)
	done := make(chan struct{})
	go func() {
		defer close(done)
		a.listen(sock)
	}()
	t.Cleanup(func() {
		_ = sock.CloseNow()
		<-done
	})
	return a
}

func (a *app) listen(sock *websocket.Conn) {
	for {
		_, frame, err := sock.Read(context.Background())
		if err != nil {
			return
		}
		var in envelope
		if json.Unmarshal(frame, &in) != nil || in.ID == "" {
			continue
		}
		a.mu.Lock()
		a.got = append(a.got, in)
		a.mu.Unlock()
		ack := object{"envelope_id": in.ID}
		if a.answer != nil {
			payload := a.answer(a, in)
			if payload == (silence{}) {
				continue
			}
			if payload != nil {
				ack["payload"] = payload
			}
		}
		raw, err := json.Marshal(ack)
		if err != nil {
			a.t.Error(err)
			return
		}
		_ = sock.Write(context.Background(), websocket.MessageText, raw) // the test may be over
	}
}

// last is the newest envelope's payload, and how many came.
func (a *app) last() (object, int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.got) == 0 {
		return nil, 0
	}
	return a.got[len(a.got)-1].Payload, len(a.got)
}

func (a *app) call(method string, args object) object { return a.callAs(a.ws.BotToken(), method, args) }

func (a *app) callAs(token, method string, args object) object {
	raw, err := json.Marshal(args)
	if err != nil {
		a.t.Error(err)
		return nil
	}
	req, err := http.NewRequest(http.MethodPost, a.ws.APIURL()+method, bytes.NewReader(raw))
	if err != nil {
		a.t.Error(err)
		return nil
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	req.Header.Set("Authorization", "Bearer "+token)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return object{"error": err.Error()}
	}
	defer resp.Body.Close()
	var answer object
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		return object{"error": resp.Status}
	}
	return answer
}

// say has the app post in #fort-myers, with more arguments, and gives the message's timestamp.
func (s *stage) say(words string, more object) string {
	s.t.Helper()
	args := object{"channel": "C0FM", "text": words}
	maps.Copy(args, more)
	answer := s.app.call("chat.postMessage", args)
	if answer["ok"] != true {
		s.t.Fatalf("post %q: %v", words, answer)
	}
	return text(answer, "ts")
}

func plain(words string) object { return object{"type": "plain_text", "text": words} }

func section(words string) object {
	return object{"type": "section", "text": object{"type": "mrkdwn", "text": words}}
}

func actions(elements ...object) object {
	return object{"type": "actions", "block_id": "acts", "elements": elements}
}

func button(action, label string) object {
	return object{"type": "button", "action_id": action, "text": plain(label), "value": action}
}

// answered is what the page's server said.
type answered struct {
	status int
	header http.Header
	body   string
}

func (s *stage) send(req *http.Request, err error) answered {
	s.t.Helper()
	must(s.t, err)
	resp, err := http.DefaultClient.Do(req)
	must(s.t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	must(s.t, err)
	return answered{resp.StatusCode, resp.Header, string(body)}
}

// get asks for a path of the page.
func (s *stage) get(path string) answered {
	s.t.Helper()
	return s.send(http.NewRequest(http.MethodGet, s.ws.URL()+strings.TrimPrefix(path, "/"), nil))
}

// page is the page as the person first sees it in that place, with what else the address says.
func (s *stage) page(as, in, more string) string {
	s.t.Helper()
	got := s.get("/?as=" + url.QueryEscape(as) + "&in=" + url.QueryEscape(in) + more)
	if got.status != http.StatusOK {
		s.t.Fatalf("%s in %s: status %d, %s", as, in, got.status, got.body)
	}
	return got.body
}

// does has a person act in the page.
func (s *stage) does(a act) (int, became) {
	s.t.Helper()
	raw, err := json.Marshal(a)
	must(s.t, err)
	got := s.send(http.NewRequest(http.MethodPost, s.ws.URL()+"do", bytes.NewReader(raw)))
	var b became
	if err := json.Unmarshal([]byte(got.body), &b); err != nil {
		s.t.Fatalf("%+v was answered with %d %s", a, got.status, got.body)
	}
	return got.status, b
}

// acts is does where the workspace takes it without a word.
func (s *stage) acts(a act) became {
	s.t.Helper()
	status, b := s.does(a)
	if status != http.StatusOK || b.Toast != "" {
		s.t.Fatalf("%+v was answered with %d %q", a, status, b.Toast)
	}
	return b
}

// ear is a browser's connection to the page's stream.
type ear struct {
	t      *testing.T
	heard  chan event
	cut    context.CancelFunc
	lastID string // as a browser keeps it
}

// event is one thing the stream said. A browser is told nothing of one without data, and yet keeps its id.
type event struct{ id, kind, data string }

func (e event) told(t *testing.T) told {
	t.Helper()
	var what told
	must(t, json.Unmarshal([]byte(e.data), &what))
	return what
}

// listens opens a stream: path with its question, after the event a browser heard last.
func (s *stage) listens(path, lastID string) *ear {
	s.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.ws.URL()+strings.TrimPrefix(path, "/"), nil)
	must(s.t, err)
	if lastID != "" {
		req.Header.Set("Last-Event-ID", lastID)
	}
	resp, err := http.DefaultClient.Do(req)
	must(s.t, err)
	if kind := resp.Header.Get("Content-Type"); kind != "text/event-stream" {
		s.t.Fatalf("the stream %s is %s", path, kind)
	}
	e := &ear{t: s.t, heard: make(chan event, 10_000), cut: cancel, lastID: lastID}
	go func() {
		defer resp.Body.Close()
		defer close(e.heard)
		lines := bufio.NewScanner(resp.Body)
		lines.Buffer(nil, 1<<24)
		var one event
		for lines.Scan() {
			name, value, _ := strings.Cut(lines.Text(), ": ")
			switch name {
			case "id":
				one.id = value
			case "event":
				one.kind = value
			case "data":
				one.data = value
			case "":
				e.heard <- one
				one = event{}
			}
		}
	}()
	s.t.Cleanup(e.closes)
	return e
}

// watches opens the stream of a person in a place from now on.
func (s *stage) watches(as, in, more string) *ear {
	s.t.Helper()
	var version int64
	s.ws.Read(func(state *slackfake.State) { version = state.Version() })
	return s.listens("/stream?as="+as+"&in="+url.QueryEscape(in)+more+"&since="+strconv.FormatInt(version, 10), "")
}

// closes cuts the connection and waits until nothing of it runs.
func (e *ear) closes() {
	e.cut()
	for range e.heard {
		// what was under way
	}
}

// next is the next event that has data.
func (e *ear) next() event {
	e.t.Helper()
	limit := time.NewTimer(patience)
	defer limit.Stop()
	for {
		select {
		case one, open := <-e.heard:
			if !open {
				e.t.Fatal("the stream has ended")
			}
			if one.id != "" {
				e.lastID = one.id
			}
			if one.data != "" {
				return one
			}
		case <-limit.C:
			e.t.Fatal("the stream is silent")
		}
	}
}

// hears waits for a message or part that says so: message in log, message in thread, gone, or a part's name.
func (e *ear) hears(what, words string) told {
	e.t.Helper()
	for {
		one := e.next()
		said := one.told(e.t)
		name := one.kind
		switch name {
		case "message":
			name += " in " + said.In
		case "part":
			name = said.Part
		}
		if name == what && (strings.Contains(string(said.HTML), words) || said.TS == words) {
			return said
		}
	}
}
