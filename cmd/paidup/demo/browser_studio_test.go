//go:build browser

package demo

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"testing"
	"time"

	"paidup/bot/slackfake"
	"paidup/bot/slackfake/page"
	"paidup/bot/socket"
)

type object = map[string]any

// studio is a workspace with its page and an app of the test's own: no bot of ours and no database.
type studio struct {
	tb testing.TB
	ws *slackfake.Workspace
}

// newStudio opens a workspace that the furnisher has put people and channels into. The app answers each envelope by what answer
// gives for its ack.
func newStudio(tb testing.TB, furnish func(*slackfake.Workspace) error, answer func(s *studio, payload object) object) *studio {
	tb.Helper()
	ws := slackfake.New(slackfake.Options{Now: time.Now, Commands: []slackfake.Command{{Name: "/pay", Says: "Log a payment", Usage: "FM-1042 12,400"}},
		Shortcuts: []slackfake.Shortcut{{Name: "Log payment", Callback: "log"}, {Name: "Note this", Callback: "note", Message: true}}})
	s := &studio{tb: tb, ws: ws}
	look, err := page.New(page.Options{Workspace: ws, As: "dana", In: "fort-myers"})
	s.must(err)
	ws.Handle("/", look.Handler())
	s.must(furnish(ws))
	s.must(ws.Start())
	ctx, cancel := context.WithCancel(context.Background())
	over := make(chan error, 1)
	app := socket.New(socket.Config{Now: time.Now, Connections: 1, Open: func(context.Context) (string, error) {
		url, _ := s.callAs(ws.AppToken(), "apps.connections.open", object{})["url"].(string)
		return url, nil
	}})
	go func() {
		over <- app.Run(ctx, func(ctx context.Context, e *socket.Envelope) {
			var payload object
			if err := json.Unmarshal(e.Payload, &payload); err != nil {
				tb.Error(err)
			}
			var ack any
			if said := answer(s, payload); e.AcceptsResponse && said != nil {
				ack = said
			}
			_ = e.Ack(ctx, ack) // the test may be over
		})
	}()
	<-app.Ready()
	tb.Cleanup(func() {
		cancel()
		s.must(<-over)
		end, cancel := context.WithTimeout(context.Background(), patient)
		defer cancel()
		s.must(ws.Close(end))
	})
	return s
}

func (s *studio) must(err error) {
	s.tb.Helper()
	if err != nil {
		s.tb.Fatal(err)
	}
}

// call has the app call the Web API, which must take it.
func (s *studio) call(method string, args object) object {
	answer := s.callAs(s.ws.BotToken(), method, args)
	if answer["ok"] != true {
		s.tb.Errorf("%s: %v", method, answer)
	}
	return answer
}

func (s *studio) callAs(token, method string, args object) object {
	raw, err := json.Marshal(args)
	if err != nil {
		return object{"error": err.Error()}
	}
	req, err := http.NewRequest(http.MethodPost, s.ws.APIURL()+method, bytes.NewReader(raw))
	if err != nil {
		return object{"error": err.Error()}
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
		return object{"error": err.Error()}
	}
	return answer
}

// at is the address of a place as somebody sees it, with what else it says.
func (s *studio) at(as, in, more string) string {
	return fmt.Sprintf("%s?as=%s&in=%s%s", s.ws.URL(), as, in, more)
}

func plainText(words string) object { return object{"type": "plain_text", "text": words} }
