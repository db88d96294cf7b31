package slackfake

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"
)

// TestAWorkspaceIsKept: what was said before the program ended is read, edited and answered after it has started again.
func TestAWorkspaceIsKept(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := newBot(t, ws, nil)
	card := text(b.call("chat.postMessage", object{"channel": "C0FM", "text": "card", "blocks": []any{actionsOf(buttonOf("Go", "1"))}}), "ts")
	b.call("chat.postMessage", object{"channel": "C0FM", "text": "line", "thread_ts": card})
	b.call("chat.postEphemeral", object{"channel": "C0FM", "user": "U0DANA", "text": "only dana"})
	b.call("files.completeUploadExternal", object{"files": []any{object{"id": uploaded(t, b, "abc")}}, "channel_id": "C0FM"})
	b.call("views.publish", object{"user_id": "U0DANA", "view": object{"type": "home", "blocks": []any{sectionOf("at home")}}})
	_, err := ws.Person("dana").DMs(t.Context(), "my")
	must(t, err)
	must(t, ws.Person("dana").HasRead("fort-myers", card))
	var saved bytes.Buffer
	must(t, ws.Save(&saved))

	second := newWorkspace(t, Options{})
	must(t, second.Restore(bytes.NewReader(saved.Bytes())))
	var again bytes.Buffer
	must(t, second.Save(&again))
	if again.String() != saved.String() {
		t.Errorf("saved again it is\n%s\nnot\n%s", again.String(), saved.String())
	}
	for who, place := range map[string]string{"ben": "fort-myers", "dana": "@paidup"} {
		was, err := ws.Person(who).Reads(place)
		must(t, err)
		is, err := second.Person(who).Reads(place)
		must(t, err)
		if is != was || is == "" {
			t.Errorf("%s reads in %s\n%s\nand read before\n%s", who, place, is, was)
		}
	}
	second.Read(func(s *State) {
		if got := s.Places("dana"); got[0].Unread != 0 || s.LastRead("dana", "fort-myers") != card {
			t.Errorf("dana has read up to %s, and sees %+v", s.LastRead("dana", "fort-myers"), got)
		}
	})
	if home := second.Person("dana").Home(); home == nil || !strings.Contains(RenderView(*home), "at home") {
		t.Errorf("dana's Home is %v", home)
	}
	b = newBot(t, second, nil)
	if got := b.call("chat.update", object{"channel": "C0FM", "ts": card, "text": "card, newer"}); !truth(got, "ok") {
		t.Errorf("the card is edited: %v", got)
	}
	turn, err := second.Person("dana").Replies(t.Context(), "fort-myers", card, "seen")
	must(t, err)
	if !later(turn.TS, card) {
		t.Errorf("a reply at %s to a card of %s", turn.TS, card)
	}
	if got := objects(b.call("conversations.replies", object{"channel": "C0FM", "ts": card}), "messages"); len(got) != 3 {
		t.Errorf("the thread is %v", got)
	}
}

func TestWhatIsNoSavedWorkspaceIsRefused(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	if err := ws.Restore(strings.NewReader(`{"Users": [`)); err == nil || !strings.Contains(err.Error(), "restore the workspace") {
		t.Errorf("restored: %v", err)
	}
	if got := ws.Person("dana").Channels(); len(got) == 0 {
		t.Error("dana is in no channel any more")
	}
}

// TestAJumpOfTheClockEndsNoTrigger: triggers and response URLs live by the time that has elapsed.
func TestAJumpOfTheClockEndsNoTrigger(t *testing.T) {
	t.Parallel()
	clock, elapsed := &testClock{now: testNow}, &testClock{now: testNow}
	ws := newWorkspace(t, Options{Now: clock.Now, Elapsed: func() time.Duration { return elapsed.Now().Sub(testNow) }})
	b := newBot(t, ws, func(*testBot, received) any { clock.Add(24 * time.Hour); return nil })
	turn, err := ws.Person("dana").Types(t.Context(), "fort-myers", "/pay")
	must(t, err)
	if turn.Ack.Problem != "" || turn.Ack.Took != 0 {
		t.Errorf("the ack: %+v", turn.Ack)
	}
	if got := b.call("views.open", object{"trigger_id": turn.TriggerID, "view": modalOf("T")}); !truth(got, "ok") {
		t.Errorf("opening after the jump: %v", got)
	}
	if status, said := b.post(text(b.lastPayload(), "response_url"), object{"text": "done"}); said != "ok" {
		t.Errorf("the response URL after the jump: %d %s", status, said)
	}
	elapsed.Add(responseLife + time.Second)
	if _, said := b.post(text(b.lastPayload(), "response_url"), object{"text": "late"}); !strings.Contains(said, "expired_url") {
		t.Errorf("the response URL after its life: %s", said)
	}
}

// TestTheWorkspaceListensWhereItIsTold: on every address it is still reached on this machine's loopback, and a taken one is
// an error.
func TestTheWorkspaceListensWhereItIsTold(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{Addr: "0.0.0.0:0"})
	if url := ws.URL(); !strings.HasPrefix(url, "http://127.0.0.1:") || ws.APIURL() != url+"api/" {
		t.Errorf("it is at %s, its Web API at %s", url, ws.APIURL())
	}
	newBot(t, ws, nil)
	second := New(Options{Now: (&testClock{now: testNow}).Now, Addr: strings.TrimSuffix(strings.TrimPrefix(ws.URL(), "http://"), "/")})
	if err := second.Start(); err == nil {
		t.Error("two listen at one address")
	}
	must(t, second.Close(context.Background()))
}
