//go:build clients

package slackfake

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// stage takes orders for the workspace and its people from checks that run elsewhere: a POST of one order to /name answers
// what came of it.
type stage struct {
	ws    *Workspace
	clock *testClock
}

// order says who is to do what, where.
type order struct {
	Who     string
	In      string // channel
	Thread  string
	Text    string // of the message with the control
	Home    bool   // the control is in the Home tab
	Say     string // words typed, or the label of the control
	Words   []string
	Seconds float64
	Method  string
	Times   int
	Fault   struct {
		Status     int
		RetryAfter float64
		Err        string
	}
	Event map[string]any
}

func (o order) where() Where { return Where{Channel: o.In, Text: o.Text, Home: o.Home} }

func newStage(t *testing.T, ws *Workspace, clock *testClock) *httptest.Server {
	t.Helper()
	s := &stage{ws: ws, clock: clock}
	mux := http.NewServeMux()
	for name, do := range s.acts() {
		mux.HandleFunc("POST /"+name, answering(func(ctx context.Context, o order) (any, error) {
			return do(ctx, ws.Person(o.Who), o)
		}))
	}
	for name, do := range s.events() {
		mux.HandleFunc("POST /"+name, answering(func(_ context.Context, o order) (any, error) { return do(o) }))
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}

// acts are what people do and see.
func (s *stage) acts() map[string]func(context.Context, *Person, order) (any, error) {
	return map[string]func(context.Context, *Person, order) (any, error){
		"types": func(ctx context.Context, p *Person, o order) (any, error) { return p.Types(ctx, o.In, o.Say) },
		"dms":   func(ctx context.Context, p *Person, o order) (any, error) { return p.DMs(ctx, o.Say) },
		"replies": func(ctx context.Context, p *Person, o order) (any, error) {
			return p.Replies(ctx, o.In, o.Thread, o.Say)
		},
		"mentions": func(ctx context.Context, p *Person, o order) (any, error) {
			return p.Mentions(ctx, o.In, o.Thread, o.Say)
		},
		"clicks": func(ctx context.Context, p *Person, o order) (any, error) { return p.Clicks(ctx, o.where(), o.Say) },
		"chooses": func(ctx context.Context, p *Person, o order) (any, error) {
			return p.Chooses(ctx, o.where(), o.Say, o.Words...)
		},
		"searches": func(ctx context.Context, p *Person, o order) (any, error) {
			return p.SearchOptions(ctx, o.where(), o.Say, o.Words[0])
		},
		"shortcut": func(ctx context.Context, p *Person, o order) (any, error) { return p.Shortcut(ctx, o.Say, o.where()) },
		"submits":  func(ctx context.Context, p *Person, _ order) (any, error) { return p.Submits(ctx) },
		"cancels":  func(ctx context.Context, p *Person, _ order) (any, error) { return p.Cancels(ctx) },
		"closes":   func(ctx context.Context, p *Person, _ order) (any, error) { return p.Closes(ctx) },
		"opens":    func(ctx context.Context, p *Person, _ order) (any, error) { return p.OpensHome(ctx) },
		"sees":     func(_ context.Context, p *Person, o order) (any, error) { return p.Sees(o.In) },
		"view":     func(_ context.Context, p *Person, _ order) (any, error) { return p.View(), nil },
	}
}

// events are what befalls the workspace, and what it can tell.
func (s *stage) events() map[string]func(order) (any, error) {
	return map[string]func(order) (any, error){
		"passes": func(o order) (any, error) {
			s.clock.Add(time.Duration(o.Seconds * float64(time.Second)))
			return nil, nil
		},
		"fails": func(o order) (any, error) {
			s.ws.Fail(o.Method, o.Times, Fault{
				Status: o.Fault.Status, RetryAfter: time.Duration(o.Fault.RetryAfter * float64(time.Second)), Err: o.Fault.Err,
			})
			return nil, nil
		},
		"sends": func(o order) (any, error) {
			s.ws.Send(o.Event)
			return nil, nil
		},
		"grants":      func(o order) (any, error) { s.ws.Grant(o.Words...); return nil, nil },
		"disconnects": func(o order) (any, error) { return nil, s.ws.Disconnect(o.Say) },
		"cuts":        func(order) (any, error) { return nil, s.ws.Break(Cut) },
		"connections": func(order) (any, error) {
			n := 0
			s.ws.Read(func(s *State) { n = s.Connections() })
			return n, nil
		},
		"acks": func(order) (any, error) {
			var acks []Ack
			s.ws.Read(func(s *State) { acks = s.Acks() })
			return acks, nil
		},
	}
}

// answering reads an order, has it done within the patience of these tests and answers {"did": ...} or {"problem": ...}.
func answering(do func(context.Context, order) (any, error)) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), patience)
		defer cancel()
		var o order
		err := json.NewDecoder(r.Body).Decode(&o)
		answer := object{}
		if err == nil {
			answer["did"], err = do(ctx, o)
		}
		if err != nil {
			answer = object{"problem": err.Error()}
		}
		if err := json.NewEncoder(rw).Encode(answer); err != nil {
			http.Error(rw, fmt.Sprint(err), http.StatusInternalServerError)
		}
	}
}
