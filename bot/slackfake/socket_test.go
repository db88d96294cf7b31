package slackfake

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// waitFor fails the test when cond does not hold in time.
func waitFor(t *testing.T, ws *Workspace, what string, cond func(*State) bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := ws.WaitFor(ctx, cond); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

func acksOf(ws *Workspace) []Ack {
	var acks []Ack
	ws.Read(func(s *State) { acks = s.Acks() })
	return acks
}

func TestHello(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{Lifetime: 90 * time.Minute})
	b := newBot(t, ws, nil)
	second := newBot(t, ws, nil)
	if got := b.seen()[0]; got.Type != "hello" {
		t.Fatalf("the first frame is %q", got.Type)
	}
	waitFor(t, ws, "two connections", func(s *State) bool { return s.Connections() == 2 })
	must(t, second.sock.Ping(t.Context()))
	ws.Drop()
	waitFor(t, ws, "no connections", func(s *State) bool { return s.Connections() == 0 })
}

func TestATicketIsGoodOnce(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := newBot(t, ws, nil)
	address := text(b.callAs(ws.AppToken(), "apps.connections.open", object{}), "url")
	sock, _, err := websocket.Dial(t.Context(), address, nil)
	must(t, err)
	defer sock.CloseNow()
	if again, _, err := websocket.Dial(t.Context(), address, nil); err == nil {
		_ = again.CloseNow()
		t.Error("a ticket is good twice")
	}
}

func TestPings(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{PingEvery: 5 * time.Millisecond})
	address := text(newBot(t, ws, nil).callAs(ws.AppToken(), "apps.connections.open", object{}), "url")
	pinged := make(chan struct{}, 100)
	sock, _, err := websocket.Dial(t.Context(), address, &websocket.DialOptions{
		OnPingReceived: func(context.Context, []byte) bool {
			pinged <- struct{}{}
			return false // a client that does not answer
		},
	})
	must(t, err)
	defer sock.CloseNow()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			if _, _, err := sock.Read(t.Context()); err != nil {
				return
			}
		}
	}()
	for what, signal := range map[string]<-chan struct{}{"a ping": pinged, "the end of the connection": ended} {
		select {
		case <-signal:
		case <-time.After(patience):
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

func TestEveryConnectionGetsItsShare(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	one, two := newBot(t, ws, nil), newBot(t, ws, nil)
	waitFor(t, ws, "two connections", func(s *State) bool { return s.Connections() == 2 })
	for range 4 {
		turn, err := ws.Person("dana").Types(t.Context(), "fort-myers", "/pay 1")
		must(t, err)
		if turn.Ack.Problem != "" {
			t.Fatal(turn.Ack.Problem)
		}
	}
	for _, b := range []*testBot{one, two} {
		if n := len(b.seen()); n != 3 {
			t.Errorf("a connection saw %d frames, want hello and two", n)
		}
	}
}

func TestTooManyWebsockets(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	for range maxConnections {
		newBot(t, ws, nil)
	}
	waitFor(t, ws, "ten connections", func(s *State) bool { return s.Connections() == maxConnections })
	extra := newBot(t, ws, nil)
	if got := extra.seen()[0]; got.Type != "disconnect" || got.Reason != "too_many_websockets" {
		t.Errorf("the eleventh connection hears %+v", got)
	}
}

func TestDisconnects(t *testing.T) {
	t.Parallel()
	for _, reason := range []string{Warning, RefreshRequested, LinkDisabled} {
		t.Run(reason, func(t *testing.T) {
			t.Parallel()
			ws := newWorkspace(t, Options{WarningLead: 10 * time.Millisecond})
			b := newBot(t, ws, nil)
			waitFor(t, ws, "a connection", func(s *State) bool { return s.Connections() == 1 })
			must(t, ws.Disconnect(reason))
			waitFor(t, ws, "its end", func(s *State) bool { return s.Connections() == 0 })
			if got := b.seen(); got[1].Type != "disconnect" || got[1].Reason != reason {
				t.Errorf("the app heard %+v", got[1:])
			}
			opened := b.callAs(ws.AppToken(), "apps.connections.open", object{})
			if truth(opened, "ok") == (reason == LinkDisabled) {
				t.Errorf("opening again: %v", opened)
			}
		})
	}
	for _, reason := range []string{"boredom", Warning} {
		if err := newWorkspace(t, Options{}).Disconnect(reason); err == nil {
			t.Errorf("%s without a connection is no error", reason)
		}
	}
}

func TestAWarnedConnectionServesUntilThereIsAnother(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{WarningLead: time.Hour})
	old := newBot(t, ws, nil)
	waitFor(t, ws, "a connection", func(s *State) bool { return s.Connections() == 1 })
	must(t, ws.Disconnect(Warning))
	type1 := func() {
		_, err := ws.Person("dana").Types(t.Context(), "fort-myers", "/pay 1")
		must(t, err)
	}
	type1()
	fresh := newBot(t, ws, nil)
	waitFor(t, ws, "the second connection", func(s *State) bool { return s.Connections() == 2 })
	type1()
	type1()
	if len(old.seen()) != 3 || len(fresh.seen()) != 3 {
		t.Errorf("old saw %d frames, fresh %d", len(old.seen()), len(fresh.seen()))
	}
}

func TestAcksThatDoNotCount(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		answer func(b *testBot, in received) any
		want   string
	}{
		"too large": {func(b *testBot, in received) any {
			return object{"text": strings.Repeat("x", maxAckBytes)}
		}, "dropped: an ack of"},
		"unknown": {func(b *testBot, in received) any {
			b.ack(b.sock, "e-none", nil)
			return silence{}
		}, "never sent"},
		"twice": {func(b *testBot, in received) any {
			b.ack(b.sock, in.EnvelopeID, nil)
			return nil
		}, "acked twice"},
		"an unusable payload": {func(b *testBot, in received) any {
			return object{"text": "x", "blocks": []any{object{"type": "section"}}}
		}, "refused: "},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ws := newWorkspace(t, Options{AckWithin: time.Second})
			newBot(t, ws, c.answer)
			_, err := ws.Person("dana").Types(t.Context(), "fort-myers", "/pay 1")
			must(t, err)
			waitFor(t, ws, "the ack's fate", func(s *State) bool {
				for _, ack := range s.Acks() {
					if strings.Contains(ack.Problem, c.want) {
						return true
					}
				}
				return false
			})
		})
	}
}

func TestAnAckWithAPayloadNobodyAskedFor(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	newBot(t, ws, func(*testBot, received) any { return object{"text": "x"} }).say("card", actionsOf(buttonOf("Go", "1")))
	turn, err := ws.Person("dana").Clicks(t.Context(), Where{Channel: "fort-myers"}, "Go")
	must(t, err)
	if turn.Ack.Problem != "carries a payload where none is taken" {
		t.Errorf("the turn ended with %q", turn.Ack.Problem)
	}
}

func TestAnAckOnAnotherConnectionDoesNotCount(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{AckWithin: time.Second})
	var one, two *testBot
	one = newBot(t, ws, func(_ *testBot, in received) any {
		two.ack(two.sock, in.EnvelopeID, nil)
		return silence{}
	})
	two = newBot(t, ws, func(_ *testBot, in received) any {
		one.ack(one.sock, in.EnvelopeID, nil)
		return silence{}
	})
	waitFor(t, ws, "two connections", func(s *State) bool { return s.Connections() == 2 })
	turn, err := ws.Person("dana").Types(t.Context(), "fort-myers", "/pay 1")
	must(t, err)
	if !strings.Contains(turn.Ack.Problem, "no ack within") {
		t.Errorf("the turn ended with %q", turn.Ack.Problem)
	}
	if first := acksOf(ws)[0]; !strings.Contains(first.Problem, "the envelope went out on") {
		t.Errorf("recorded %+v", first)
	}
}

func TestALateAckAndTheTimeoutThePersonSees(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{AckWithin: 30 * time.Millisecond})
	late := make(chan received, 1)
	b := newBot(t, ws, func(_ *testBot, in received) any {
		late <- in
		return silence{}
	})
	waitFor(t, ws, "a connection", func(s *State) bool { return s.Connections() == 1 })
	_, err := ws.Person("dana").Types(t.Context(), "fort-myers", "/pay 1")
	must(t, err)
	seen, err := ws.Person("dana").Sees("fort-myers")
	must(t, err)
	if len(seen) != 1 || !seen[0].Ephemeral() || !strings.Contains(seen[0].Text, `/pay failed with the error "operation_timeout"`) {
		t.Errorf("dana sees %v", seen)
	}
	b.ack(b.sock, (<-late).EnvelopeID, nil)
	waitFor(t, ws, "the late ack", func(s *State) bool {
		acks := s.Acks()
		return acks[len(acks)-1].Problem == "acked too late"
	})
}

func TestNobodyConnected(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	turn, err := ws.Person("dana").Types(t.Context(), "fort-myers", "/pay 1")
	must(t, err)
	if turn.Ack.Problem != ErrNoConnection.Error() {
		t.Errorf("the turn ended with %q", turn.Ack.Problem)
	}
	seen, err := ws.Person("dana").Sees("fort-myers")
	must(t, err)
	if len(seen) != 1 || !strings.Contains(seen[0].Text, "dispatch_failed") {
		t.Errorf("dana sees %v", seen)
	}
}

func TestEventsComeAgain(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{AckWithin: time.Second, RetryAfter: []time.Duration{0, time.Millisecond}})
	b := newBot(t, ws, func(_ *testBot, in received) any {
		if in.Attempt < 2 {
			return silence{}
		}
		return nil
	})
	waitFor(t, ws, "a connection", func(s *State) bool { return s.Connections() == 1 })
	_, err := ws.Person("dana").Mentions(t.Context(), "fort-myers", "", "help")
	must(t, err)
	waitFor(t, ws, "the ack of the second retry", func(s *State) bool {
		acks := s.Acks()
		return len(acks) == 3 && acks[2].Problem == "" && acks[2].Attempt == 2
	})
	ids := map[string]bool{}
	for _, in := range b.seen()[1:] {
		ids[text(in.Payload, "event_id")] = true
	}
	if len(ids) != 1 {
		t.Errorf("the event came under the ids %v", ids)
	}
	waitFor(t, ws, "rest", (*State).AtRest)
}

func TestAnEventWaitsForAConnection(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{RetryAfter: slices.Repeat([]time.Duration{20 * time.Millisecond}, 400)})
	must(t, ws.ChangeChannel("fort-myers", func(c *Channel) { c.ExtShared = true }))
	b := newBot(t, ws, nil)
	waitFor(t, ws, "the event", func(s *State) bool {
		acks := s.Acks()
		return len(acks) > 0 && acks[len(acks)-1].Problem == ""
	})
	got := b.seen()[1]
	event := sub(got.Payload, "event")
	if text(event, "type") != "channel_shared" || text(event, "channel") != "C0FM" || got.Attempt == 0 {
		t.Errorf("the app got %+v", got)
	}
}

func TestRedelivery(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := newBot(t, ws, func(*testBot, received) any { return object{"text": "saved"} })
	turn, err := ws.Person("dana").Types(t.Context(), "fort-myers", "/pay 1")
	must(t, err)
	again, err := ws.Redeliver(t.Context(), turn.EnvelopeID)
	must(t, err)
	if again.EnvelopeID == turn.EnvelopeID || again.TriggerID != turn.TriggerID {
		t.Errorf("redelivered as %+v, first %+v", again, turn)
	}
	got := b.seen()[1:]
	if len(got) != 2 || text(got[0].Payload, "trigger_id") != text(got[1].Payload, "trigger_id") {
		t.Errorf("the app got %+v", got)
	}
	if _, err := ws.Redeliver(t.Context(), "e-none"); err == nil {
		t.Error("an unknown envelope is redelivered")
	}
}
