package page

import (
	"net/http"
	"strings"
	"testing"
)

// clerk is an app with a card, a form and options. It is silent about what is called mute.
func clerk(a *app, in envelope) any {
	switch text(in.Payload, "type") {
	case "block_suggestion":
		return object{"options": []any{object{"text": plain("FM-1042 Harris"), "value": "17"}, object{"text": plain("FM-1043 Lowe"), "value": "18"}}}
	case "block_actions":
		switch action := objectsOf(in.Payload["actions"])[0]; text(action, "action_id") {
		case "pay":
			a.call("views.open", object{"trigger_id": in.Payload["trigger_id"], "view": form("Log payment")})
		case "mute":
			return silence{}
		}
	case "view_submission":
		return object{"response_action": "push", "view": form("Sure?")}
	}
	switch text(in.Payload, "command") {
	case "/pay":
		return object{"text": "Saved."}
	case "/mute":
		return silence{}
	}
	return nil
}

// card is a message of the app with everything that can be pressed and chosen.
func (s *stage) card() string {
	return s.say("card", object{"blocks": []any{actions(button("pay", "Payment…"), button("mute", "Mute"), object{"type": "overflow", "action_id": "more",
		"options": []any{object{"text": plain("Hold"), "value": "hold"}, object{"text": plain("Note"), "value": "note"}}},
		object{"type": "static_select", "action_id": "stage", "placeholder": plain("Stage"), "options": []any{
			object{"text": plain("Received"), "value": "r"}, object{"text": plain("Invoiced"), "value": "i"}}})}})
}

// got is the newest payload the app got, which must be one more than before.
func (s *stage) got(before int) object {
	s.t.Helper()
	payload, n := s.app.last()
	if n != before+1 {
		s.t.Fatalf("the app got %d envelopes, had %d", n, before)
	}
	return payload
}

// TestActs: every act of the page reaches the app as Slack would send it.
func TestActs(t *testing.T) {
	t.Parallel()
	s := newStage(t, clerk)
	ts := s.card()
	first := func(o object) object { return objectsOf(o["actions"])[0] }
	for name, c := range map[string]struct {
		act  act
		want func(object) bool
	}{
		"a slash command": {act{Do: "say", As: "U0DANA", In: "C0FM", Words: []string{"/pay FM-1042 12,400"}}, func(o object) bool {
			return text(o, "command") == "/pay" && text(o, "text") == "FM-1042 12,400" && text(o, "user_id") == "U0DANA"
		}},
		"a mention": {act{Do: "say", As: "U0BEN", In: "C0FM", Words: []string{" @paidup file "}}, func(o object) bool {
			return text(sub(o, "event"), "type") == "app_mention" && text(sub(o, "event"), "user") == "U0BEN"
		}},
		"a mention in a thread": {act{Do: "say", As: "U0DANA", In: "C0FM", Thread: ts, Words: []string{"@paidup pay"}}, func(o object) bool {
			return text(sub(o, "event"), "thread_ts") == ts
		}},
		"a press": {act{Do: "press", As: "U0BEN", In: "C0FM", TS: ts, Block: "acts", Action: "pay"}, func(o object) bool {
			return text(first(o), "value") == "pay" && text(sub(o, "user"), "id") == "U0BEN" && text(sub(o, "container"), "message_ts") == ts
		}},
		"an option of a menu": {act{Do: "press", As: "U0DANA", In: "C0FM", TS: ts, Block: "acts", Action: "more", Option: "note"}, func(o object) bool {
			return text(sub(first(o), "selected_option"), "value") == "note"
		}},
		"a choice": {act{Do: "enter", As: "U0DANA", In: "C0FM", TS: ts, Block: "acts", Action: "stage", Words: []string{"i"}}, func(o object) bool {
			return text(sub(first(o), "selected_option"), "value") == "i"
		}},
		"a shortcut": {act{Do: "shortcut", As: "U0DANA", In: "C0FM", Words: []string{"Log payment"}}, func(o object) bool {
			return text(o, "type") == "shortcut" && text(o, "callback_id") == "log"
		}},
		"a shortcut of a message": {act{Do: "shortcut", As: "U0DANA", In: "C0FM", TS: ts, Words: []string{"Note this"}}, func(o object) bool {
			return text(o, "type") == "message_action" && text(o, "callback_id") == "note" && text(o, "message_ts") == ts
		}},
		"Home": {act{Do: "home", As: "U0DANA"}, func(o object) bool { return text(sub(o, "event"), "type") == "app_home_opened" }},
	} {
		_, before := s.app.last()
		s.acts(c.act)
		if payload := s.got(before); !c.want(payload) {
			t.Errorf("%s: the app got %v", name, payload)
		}
	}
	_, before := s.app.last()
	s.acts(act{Do: "say", As: "U0DANA", In: "C0FM", Words: []string{"just words"}})
	s.acts(act{Do: "say", As: "U0BEN", In: "C0FM", Thread: ts, Words: []string{"an answer"}})
	if _, after := s.app.last(); after != before {
		t.Error("the app heard what was said among people")
	}
	holds(t, s.page("ben", "fort-myers", "&thread="+ts), "just words", "an answer")
}

// TestActsInForms: fields are filled in, menus asked, a form is submitted, gone back from and closed.
func TestActsInForms(t *testing.T) {
	t.Parallel()
	s := newStage(t, clerk)
	dana := act{As: "U0DANA", In: "C0FM"}
	doing := func(do string, more act) act {
		more.Do, more.As, more.In = do, dana.As, dana.In
		return more
	}
	s.acts(doing("press", act{TS: s.card(), Block: "acts", Action: "pay"}))
	lowest := s.ws.Person("dana").View().ID
	s.acts(doing("enter", act{View: lowest, Block: "amount", Action: "v", Words: []string{"12,400"}}))
	if short := s.acts(doing("search", act{View: lowest, Block: "file", Action: "v", Words: []string{"h"}})); short.Options != nil {
		t.Errorf("a search for one letter found %v", short.Options)
	}
	found := s.acts(doing("search", act{View: lowest, Block: "file", Action: "v", Words: []string{"ha"}})).Options
	if len(found) != 2 || found[0] != (choice{"FM-1042 Harris", "17"}) {
		t.Fatalf("the search found %v", found)
	}
	s.acts(doing("enter", act{View: lowest, Block: "file", Action: "v", Words: []string{"17"}}))
	holds(t, s.page("dana", "fort-myers", ""), `value="12,400"`, `value="FM-1042 Harris"`)
	_, before := s.app.last()
	s.acts(doing("submit", act{View: lowest}))
	values := sub(sub(sub(s.got(before), "view"), "state"), "values")
	if text(sub(sub(values, "amount"), "v"), "value") != "12,400" || text(sub(sub(sub(values, "file"), "v"), "selected_option"), "value") != "17" {
		t.Errorf("the app got %v", values)
	}
	if title := s.ws.Person("dana").View().Title(); title != "Sure?" {
		t.Fatalf("%s is on top", title)
	}
	for name, stale := range map[string]act{
		"entered": doing("enter", act{View: lowest, Block: "amount", Action: "v", Words: []string{"1"}}),
		"asked":   doing("search", act{View: lowest, Block: "file", Action: "v", Words: []string{"ha"}}),
		"sent":    doing("submit", act{View: lowest}), "left": doing("cancel", act{View: lowest}), "closed": doing("close", act{View: lowest}),
	} {
		if status, b := s.does(stale); status != http.StatusConflict || b.Toast != "That form is no longer open." {
			t.Errorf("a form that is not on top is %s: %d %q", name, status, b.Toast)
		}
	}
	s.acts(doing("cancel", act{View: s.ws.Person("dana").View().ID}))
	if v := s.ws.Person("dana").View(); v == nil || v.ID != lowest {
		t.Fatalf("after going back %v is on top", v)
	}
	s.acts(doing("close", act{View: lowest}))
	for _, do := range []string{"submit", "cancel", "close"} {
		if status, b := s.does(doing(do, act{View: lowest})); status != http.StatusConflict || !strings.HasSuffix(b.Toast, "form open.") {
			t.Errorf("%s without a form: %d %q", do, status, b.Toast)
		}
	}
}

// TestActsThatComeToNothing: whatever cannot be done is answered by a sentence, and the app hears nothing of it.
func TestActsThatComeToNothing(t *testing.T) {
	t.Parallel()
	s := newStage(t, clerk)
	ts := s.card()
	_, before := s.app.last()
	for name, c := range map[string]struct {
		act  act
		want string
	}{
		"an unknown act":      {act{Do: "fly", As: "U0DANA", In: "C0FM"}, `"fly" is no act this page knows.`},
		"an unknown person":   {act{Do: "say", As: "U0NOBODY", In: "C0FM", Words: []string{"x"}}, `Nobody who types here is called "U0NOBODY".`},
		"nobody":              {act{Do: "submit"}, `Nobody who types here is called "".`},
		"the app":             {act{Do: "say", As: s.ws.BotID(), In: "C0FM", Words: []string{"x"}}, `Nobody who types here is called "` + s.ws.BotID() + `".`},
		"somebody who left":   {act{Do: "say", As: "U0GONE", In: "C0GEN", Words: []string{"x"}}, `Nobody who types here is called "U0GONE".`},
		"not their channel":   {act{Do: "say", As: "U0EVE", In: "C0FM", Words: []string{"x"}}, "Eve sees no channel C0FM."},
		"not their message":   {act{Do: "press", As: "U0EVE", In: "C0FM", TS: ts, Block: "acts", Action: "pay"}, "Eve sees no channel C0FM."},
		"not theirs to read":  {act{Do: "read", As: "U0EVE", In: "C0FM", Words: []string{ts}}, "Eve sees no channel C0FM."},
		"nothing":             {act{Do: "say", As: "U0DANA", In: "C0FM", Words: []string{" \n "}}, "Nothing was typed."},
		"no words":            {act{Do: "say", As: "U0DANA", In: "C0FM"}, "Nothing was typed."},
		"a slash in a thread": {act{Do: "say", As: "U0DANA", In: "C0FM", Thread: ts, Words: []string{"/pay 1"}}, "Slash commands do not work in threads: begin with @paidup, or type it in the channel."},
		"an absent app":       {act{Do: "say", As: "U0DANA", In: "C0GEN", Words: []string{"@paidup file"}}, "Paidup is not in general."},
		"an unknown command":  {act{Do: "say", As: "U0DANA", In: "C0FM", Words: []string{"/fly"}}, "/fly is not a valid command."},
		"a gone button":       {act{Do: "press", As: "U0DANA", In: "C0FM", TS: ts, Block: "acts", Action: "old"}, "That is no longer there."},
		"a gone message":      {act{Do: "press", As: "U0DANA", In: "C0FM", TS: "1.000001", Block: "acts", Action: "pay"}, "That is no longer there."},
		"no Home":             {act{Do: "press", As: "U0DANA", Home: true, Block: "acts", Action: "pay"}, "Dana has no Home tab."},
		"an unknown shortcut": {act{Do: "shortcut", As: "U0DANA", Words: []string{"Note this"}}, `There is no shortcut "Note this".`},
		"no such option":      {act{Do: "enter", As: "U0DANA", In: "C0FM", TS: ts, Block: "acts", Action: "stage", Words: []string{"z"}}, ""},
		"an unknown fault":    {act{Do: "fault", As: "U0DANA", Words: []string{"flood"}}, `Break a connection by "flood": no such way.`},
		"no fault":            {act{Do: "fault", As: "U0DANA"}, "A fault is one of the drawer's, and a method for the faults of calls."},
		"nothing to repeat":   {act{Do: "fault", As: "U0DANA", Words: []string{"again"}}, "Nothing was sent to the app yet."},
	} {
		if status, b := s.does(c.act); status != http.StatusConflict || b.Toast == "" || c.want != "" && b.Toast != c.want {
			t.Errorf("%s: %d %q, want %q", name, status, b.Toast, c.want)
		}
	}
	if _, after := s.app.last(); after != before {
		t.Errorf("the app got %d envelopes", after-before)
	}
	lacks(t, s.page("dana", "general", ""), "<article") // what is given back to type again does not stand there too
	for _, body := range []string{"", "{", "[]", `{"words":1}`, `{"words":["` + strings.Repeat("x", maxAsk) + `"]}`} {
		got := s.send(http.NewRequest(http.MethodPost, s.ws.URL()+"do", strings.NewReader(body)))
		if got.status != http.StatusBadRequest || !strings.Contains(got.body, "That was no act this page knows.") {
			t.Errorf("%.20q: %d %s", body, got.status, got.body)
		}
	}
}

// TestToasts: where the app does not ack, the person is told: by a toast, or in the channel where a command was typed.
func TestToasts(t *testing.T) {
	t.Parallel()
	s := newStage(t, clerk)
	status, b := s.does(act{Do: "press", As: "U0DANA", In: "C0FM", TS: s.card(), Block: "acts", Action: "mute"})
	if status != http.StatusOK || b.Toast != "The app did not answer as it must: no ack within 1.5s." {
		t.Errorf("%d %q", status, b.Toast)
	}
	s.acts(act{Do: "say", As: "U0DANA", In: "C0FM", Words: []string{"/mute"}})
	holds(t, s.page("dana", "fort-myers", ""), "/mute failed with the error &#34;operation_timeout&#34;")
	lacks(t, s.page("ben", "fort-myers", ""), "operation_timeout")
}

// TestFaults: the drawer's switches have calls and connections fail.
func TestFaults(t *testing.T) {
	t.Parallel()
	s := newStage(t, clerk)
	fault := func(words ...string) { s.acts(act{Do: "fault", As: "U0DANA", Words: words}) }
	fault("429", "chat.postMessage")
	if answer := s.app.call("chat.postMessage", object{"channel": "C0FM", "text": "x"}); answer["error"] != "ratelimited" {
		t.Errorf("the call was answered with %v", answer)
	}
	s.acts(act{Do: "say", As: "U0DANA", In: "C0FM", Words: []string{"/pay 1"}})
	_, before := s.app.last()
	fault("again")
	if payload := s.got(before); text(payload, "text") != "1" {
		t.Errorf("what came again was %v", payload)
	}
	fault("rough")
	fault("fair")
	fault("warning")
	fault("cut")
	if status, b := s.does(act{Do: "fault", As: "U0DANA", Words: []string{"cut"}}); status != http.StatusConflict || !strings.Contains(b.Toast, "no connection is open") {
		t.Errorf("without a connection: %d %q", status, b.Toast)
	}
	status, b := s.does(act{Do: "shortcut", As: "U0DANA", Words: []string{"Log payment"}})
	if status != http.StatusOK || b.Toast != "The app did not answer as it must: no connection is open." {
		t.Errorf("%d %q", status, b.Toast)
	}
}
