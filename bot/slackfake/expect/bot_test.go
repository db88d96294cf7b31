package expect

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/coder/websocket"
	"go.uber.org/goleak"

	"paidup/bot/slackfake"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

type object = map[string]any

// script is a bot of a few lines: it answers each envelope by what was typed or pressed.
type script struct {
	t  *testing.T
	ws *slackfake.Workspace
	do func(b *script, word string, payload object) any
}

// silence is the answer of a bot that does not ack.
type silence struct{}

// newStage is a workspace with Dana and Ben in #fort-myers and a scripted bot.
func newStage(t *testing.T, opts slackfake.Options, do func(b *script, word string, payload object) any) *slackfake.Workspace {
	t.Helper()
	opts.Now = func() time.Time { return time.Date(2026, 11, 23, 13, 0, 0, 0, time.UTC) }
	ws := slackfake.New(opts)
	must(t, ws.Start())
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		must(t, ws.Close(ctx))
		http.DefaultClient.CloseIdleConnections()
	})
	must(t, ws.AddUser(slackfake.User{ID: "U0DANA", Name: "dana", RealName: "Dana Reyes"}))
	must(t, ws.AddUser(slackfake.User{ID: "U0BEN", Name: "ben", RealName: "Ben Okafor"}))
	must(t, ws.AddChannel(slackfake.Channel{ID: "C0FM", Name: "fort-myers", Members: []string{"dana", "ben", "paidup"}}))
	b := &script{t: t, ws: ws, do: do}
	opened := b.call(ws.AppToken(), "apps.connections.open", object{})
	sock, _, err := websocket.Dial(t.Context(), opened["url"].(string), nil)
	must(t, err)
	if _, _, err := sock.Read(t.Context()); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		b.listen(sock)
	}()
	t.Cleanup(func() {
		_ = sock.CloseNow()
		<-done
	})
	return ws
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (b *script) listen(sock *websocket.Conn) {
	for {
		_, frame, err := sock.Read(context.Background())
		if err != nil {
			return
		}
		var in struct {
			EnvelopeID string `json:"envelope_id"`
			Payload    object `json:"payload"`
		}
		if json.Unmarshal(frame, &in) != nil {
			return
		}
		answer := b.do(b, wordOf(in.Payload), in.Payload)
		if answer == (silence{}) {
			continue
		}
		ack, err := json.Marshal(object{"envelope_id": in.EnvelopeID, "payload": answer})
		if err != nil {
			return
		}
		_ = sock.Write(context.Background(), websocket.MessageText, ack)
	}
}

// wordOf is the command, the pressed action's value, or the type of what came.
func wordOf(payload object) string {
	if command, ok := payload["command"].(string); ok {
		return command
	}
	if actions, ok := payload["actions"].([]any); ok {
		value, _ := actions[0].(object)["value"].(string)
		return value
	}
	if event, ok := payload["event"].(object); ok {
		if event["bot_id"] != nil {
			return "own " + event["type"].(string)
		}
		return event["type"].(string)
	}
	return payload["type"].(string)
}

// api calls the Web API as the bot.
func (b *script) api(method string, args object) object { return b.call(b.ws.BotToken(), method, args) }

func (b *script) call(token, method string, args object) object {
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
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+token)
	return b.send(req)
}

// respond posts to the response URL of what came.
func (b *script) respond(payload object, args object) {
	raw, err := json.Marshal(args)
	if err != nil {
		b.t.Error(err)
		return
	}
	req, err := http.NewRequest(http.MethodPost, payload["response_url"].(string), bytes.NewReader(raw))
	if err != nil {
		b.t.Error(err)
		return
	}
	req.Header.Set("Content-Type", "application/json")
	b.send(req)
}

func (b *script) send(req *http.Request) object {
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		b.t.Error(err)
		return nil
	}
	defer resp.Body.Close()
	var answer object
	_ = json.NewDecoder(resp.Body).Decode(&answer) // a response URL answers with a bare word
	return answer
}

func plain(words string) object { return object{"type": "plain_text", "text": words} }

func section(words string) object {
	return object{"type": "section", "text": object{"type": "mrkdwn", "text": words}}
}

func buttons(labels ...string) object {
	var elements []any
	for _, label := range labels {
		elements = append(elements, object{"type": "button", "text": plain(label), "value": label})
	}
	return object{"type": "actions", "elements": elements}
}
