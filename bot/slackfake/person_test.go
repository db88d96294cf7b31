package slackfake

import (
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"
)

// lastPayload is the payload of the newest envelope the bot got.
func (b *testBot) lastPayload() object {
	got := b.seen()
	return got[len(got)-1].Payload
}

func TestSlashCommand(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{Commands: []Command{{Name: "/pay"}}})
	b := newBot(t, ws, func(_ *testBot, in received) any {
		return object{"response_type": "ephemeral", "text": "*Saved.* FM-1042"}
	})
	dana := ws.Person("dana")
	turn, err := dana.Types(t.Context(), "#fort-myers", "/pay FM-1042 12,400 from A&B @ben in #general, see http://a.example/x")
	must(t, err)
	if turn.Ack.Problem != "" || turn.TriggerID == "" {
		t.Fatalf("turn %+v", turn)
	}
	got := b.lastPayload()
	want := "FM-1042 12,400 from A&amp;B <@U0BEN> in <#C0GEN|general>, see <http://a.example/x>"
	if text(got, "command") != "/pay" || text(got, "text") != want || text(got, "channel_name") != "privategroup" {
		t.Errorf("payload %v", got)
	}
	words, err := dana.Reads("fort-myers")
	must(t, err)
	if want := "Paidup (only visible to you)\nSaved. FM-1042"; words != want {
		t.Errorf("dana reads %q, want %q", words, want)
	}
	for channel, line := range map[string]string{"fort-myers": "/unknown", "nowhere": "/pay"} {
		if _, err := dana.Types(t.Context(), channel, line); err == nil {
			t.Errorf("%s in %s is no error", line, channel)
		}
	}
	if _, err := ws.Person("eve").Types(t.Context(), "fort-myers", "/pay 1"); err == nil {
		t.Error("eve can type in a private channel she is not in")
	}
	if _, err := ws.Person("nobody").Types(t.Context(), "general", "/pay 1"); err == nil {
		t.Error("nobody can type")
	}
}

func TestRawCommands(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{RawCommands: true})
	b := newBot(t, ws, nil)
	_, err := ws.Person("dana").Types(t.Context(), "general", "/assign 1 @ben <b>")
	must(t, err)
	if got := text(b.lastPayload(), "text"); got != "1 @ben <b>" {
		t.Errorf("text %q", got)
	}
}

func TestAnswerInChannel(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	newBot(t, ws, func(*testBot, received) any { return object{"response_type": "in_channel", "text": "for all"} })
	_, err := ws.Person("dana").Types(t.Context(), "fort-myers", "/kpi fm")
	must(t, err)
	words, err := ws.Person("ben").Reads("fort-myers")
	must(t, err)
	if want := "Dana Reyes\n/kpi fm\n\nPaidup\nfor all"; words != want {
		t.Errorf("ben reads %q, want %q", words, want)
	}
}

func TestPressesOnMessages(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := newBot(t, ws, nil)
	overflow := object{"type": "overflow", "action_id": "more", "options": []any{
		object{"text": plainText("Note"), "value": "note"}, object{"text": plainText("Hold"), "value": "hold"},
	}}
	later := func(n string) object {
		e := buttonOf("Later…", n)
		e["accessibility_label"] = "Later, " + n
		return e
	}
	b.say("old", actionsOf(buttonOf("Undo", "old")))
	ts := b.say("digest", sectionOf("FM-1017 Delgado"), actionsOf(later("FM-1017"), overflow), sectionOf("FM-1063 Tran"), actionsOf(later("FM-1063")))
	dana := ws.Person("dana")
	in := Where{Channel: "fort-myers"}
	cases := []struct {
		where Where
		label string
		want  object
	}{
		{in, "Undo", object{"action_id": "do_old", "value": "old", "type": "button"}},
		{in, "Later, FM-1063", object{"action_id": "do_FM-1063", "value": "FM-1063"}},
		{Where{Channel: "C0FM", Near: "Delgado"}, "Later…", object{"value": "FM-1017"}},
		{Where{Channel: "C0FM", TS: ts, Near: "Tran"}, "Later…", object{"value": "FM-1063"}},
		{Where{Channel: "C0FM", Text: "Delgado"}, "Hold", object{"action_id": "more", "type": "overflow"}},
	}
	for _, c := range cases {
		turn, err := dana.Clicks(t.Context(), c.where, c.label)
		must(t, err)
		payload := b.lastPayload()
		action := objects(payload, "actions")[0]
		for name, want := range c.want {
			if action[name] != want {
				t.Errorf("%s: action %v, want %s %v", c.label, action, name, want)
			}
		}
		if text(payload, "trigger_id") != turn.TriggerID || text(payload, "response_url") == "" || sub(payload, "message") == nil {
			t.Errorf("%s: payload %v", c.label, payload)
		}
	}
	if got := text(sub(objects(b.lastPayload(), "actions")[0], "selected_option"), "value"); got != "hold" {
		t.Errorf("the overflow menu gave %q", got)
	}
	for _, label := range []string{"Later…", "Nothing"} {
		if _, err := dana.Clicks(t.Context(), in, label); err == nil {
			t.Errorf("pressing %q is no error", label)
		}
	}
}

func TestAPressOnAMessageAsItWas(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := newBot(t, ws, nil)
	ts := b.say("card", actionsOf(buttonOf("Pay…", "v1")))
	seen, err := ws.Person("dana").Sees("fort-myers")
	must(t, err)
	b.call("chat.update", object{"channel": "C0FM", "ts": ts, "text": "card", "blocks": []any{actionsOf(buttonOf("Invoice…", "v2"))}})
	_, err = ws.Person("dana").Clicks(t.Context(), Where{Seen: &seen[0]}, "Pay…")
	must(t, err)
	if got := text(objects(b.lastPayload(), "actions")[0], "value"); got != "v1" {
		t.Errorf("the old button gave %q", got)
	}
	b.call("chat.delete", object{"channel": "C0FM", "ts": ts})
	if _, err = ws.Person("dana").Clicks(t.Context(), Where{Seen: &seen[0]}, "Pay…"); err == nil {
		t.Error("a deleted message can be pressed")
	}
}

func TestMenusInMessages(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := newBot(t, ws, nil)
	b.say("pick", actionsOf(
		object{"type": "static_select", "action_id": "bucket", "placeholder": plainText("Bucket"), "options": []any{
			object{"text": plainText("31-60"), "value": "31"}, object{"text": plainText("61-90"), "value": "61"},
		}},
		object{"type": "users_select", "action_id": "who", "placeholder": plainText("Who")},
		object{"type": "datepicker", "action_id": "when", "placeholder": plainText("When")},
		object{"type": "multi_channels_select", "action_id": "where", "placeholder": plainText("Where")},
	))
	in := Where{Channel: "fort-myers"}
	dana := ws.Person("dana")
	for _, c := range []struct {
		label, words, key string
		want              any
	}{
		{"Bucket", "61-90", "selected_option", object{"text": plainText("61-90"), "value": "61"}},
		{"Who", "ben", "selected_user", "U0BEN"},
		{"When", "2026-11-24", "selected_date", "2026-11-24"},
		{"Where", "general", "selected_channels", []any{"C0GEN"}},
	} {
		_, err := dana.Chooses(t.Context(), in, c.label, c.words)
		must(t, err)
		action := objects(b.lastPayload(), "actions")[0]
		if !sameJSON(action[c.key], c.want) {
			t.Errorf("%s: %v, want %v", c.label, action, c.want)
		}
	}
	state := sub(sub(b.lastPayload(), "state"), "values")
	if n := len(sub(state, sortedKeys(state)[0])); n != 4 {
		t.Errorf("the state holds %d values, want 4: %v", n, state)
	}
	for _, c := range [][2]string{{"Bucket", "none"}, {"Who", "nobody"}, {"Where", "nowhere"}, {"Nothing", "x"}} {
		if _, err := dana.Chooses(t.Context(), in, c[0], c[1]); err == nil {
			t.Errorf("choosing %v is no error", c)
		}
	}
}

func sameJSON(a, b any) bool {
	return reflect.DeepEqual(decoded(a), decoded(b))
}

func TestMentionsAndDMs(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := newBot(t, ws, nil)
	dana := ws.Person("dana")
	root := b.say("card")
	turn, err := dana.Mentions(t.Context(), "fort-myers", root, "pay 12,400")
	must(t, err)
	event := sub(b.lastPayload(), "event")
	if text(event, "type") != "app_mention" || text(event, "thread_ts") != root || text(event, "text") != "<@"+botUserID+"> pay 12,400" || text(event, "ts") != turn.TS {
		t.Errorf("event %v", event)
	}
	if loud, err := dana.Replies(t.Context(), "fort-myers", root, "@Paidup pay 12,400"); err != nil || loud.EnvelopeID == "" {
		t.Errorf("with a capital the app hears %+v (%v)", loud, err)
	}
	quiet, err := dana.Types(t.Context(), "fort-myers", "just talking")
	must(t, err)
	if quiet.EnvelopeID != "" || quiet.TS == "" {
		t.Errorf("talk among people sent %+v", quiet)
	}
	if _, err := dana.Mentions(t.Context(), "general", "", "help"); err == nil {
		t.Error("the bot is mentioned where it is not")
	}
	_, err = dana.DMs(t.Context(), "my")
	must(t, err)
	event = sub(b.lastPayload(), "event")
	if text(event, "type") != "message" || text(event, "channel_type") != "im" || text(event, "user") != "U0DANA" {
		t.Errorf("event %v", event)
	}
	b.call("chat.postMessage", object{"channel": text(event, "channel"), "text": "6 wait on you"})
	waitFor(t, ws, "the bot's own message to come back", func(s *State) bool { return s.AtRest() && len(s.acks) == 4 })
	if event = sub(b.lastPayload(), "event"); text(event, "bot_id") != botID {
		t.Errorf("event %v", event)
	}
	words, err := dana.Reads("@paidup")
	must(t, err)
	if want := "Dana Reyes\nmy\n\nPaidup\n6 wait on you"; words != want {
		t.Errorf("dana reads %q", words)
	}
}

func TestHomeTab(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := newBot(t, ws, nil)
	dana := ws.Person("dana")
	_, err := dana.OpensHome(t.Context())
	must(t, err)
	if event := sub(b.lastPayload(), "event"); text(event, "type") != "app_home_opened" || event["view"] != nil {
		t.Errorf("event %v", event)
	}
	published := b.call("views.publish", object{"user_id": "U0DANA", "view": object{"type": "home", "blocks": []any{
		sectionOf("*6 wait on you*"), actionsOf(buttonOf("My queue", "q")),
	}}})
	home := dana.Home()
	if home == nil || home.ID != text(sub(published, "view"), "id") || RenderView(*home) != "6 wait on you\n[My queue]" {
		t.Fatalf("home %+v", home)
	}
	_, err = dana.OpensHome(t.Context())
	must(t, err)
	if event := sub(b.lastPayload(), "event"); text(sub(event, "view"), "id") != home.ID {
		t.Errorf("event %v", event)
	}
	_, err = dana.Clicks(t.Context(), Where{Home: true}, "My queue")
	must(t, err)
	payload := b.lastPayload()
	if text(sub(payload, "container"), "view_id") != home.ID || payload["response_url"] != nil {
		t.Errorf("payload %v", payload)
	}
	again := b.call("views.publish", object{"user_id": "U0DANA", "view": homeOf("5 wait"), "hash": home.Hash})
	stale := b.call("views.publish", object{"user_id": "U0DANA", "view": homeOf("4 wait"), "hash": home.Hash})
	if !truth(again, "ok") || text(stale, "error") != "hash_conflict" {
		t.Errorf("published again %v, stale %v", again, stale)
	}
}

func TestShortcuts(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := newBot(t, ws, nil)
	ts := b.say("card")
	_, err := ws.Person("dana").Shortcut(t.Context(), "track", Where{Channel: "fort-myers", Text: "card"})
	must(t, err)
	if got := b.lastPayload(); text(got, "type") != "message_action" || text(got, "message_ts") != ts {
		t.Errorf("payload %v", got)
	}
	_, err = ws.Person("dana").Shortcut(t.Context(), "new", Where{})
	must(t, err)
	if got := b.lastPayload(); text(got, "type") != "shortcut" || got["channel"] != nil {
		t.Errorf("payload %v", got)
	}
	if _, err = ws.Person("dana").Shortcut(t.Context(), "track", Where{Channel: "fort-myers", Text: "none"}); err == nil {
		t.Error("a shortcut runs on no message")
	}
}

func TestResponseURL(t *testing.T) {
	t.Parallel()
	clock := &testClock{now: testNow}
	ws := newWorkspace(t, Options{Now: clock.Now})
	b := newBot(t, ws, nil)
	b.say("card", sectionOf("card"), actionsOf(buttonOf("Go", "1")))
	press := func(who string, where Where) string {
		_, err := ws.Person(who).Clicks(t.Context(), where, "Go")
		must(t, err)
		return text(b.lastPayload(), "response_url")
	}
	expect := func(what, address string, args object, status int, body string) {
		t.Helper()
		if gotStatus, got := b.post(address, args); gotStatus != status || !strings.Contains(got, body) {
			t.Errorf("%s: %d %s, want %d %s", what, gotStatus, got, status, body)
		}
	}
	address := press("dana", Where{Channel: "fort-myers"})
	expect("nothing said", address, object{}, http.StatusNotFound, "no_text")
	expect("bad blocks", address, object{"blocks": []any{object{"type": "section"}}}, http.StatusNotFound, "invalid_blocks")
	expect("a whisper", address, object{"text": "only dana", "blocks": []any{actionsOf(buttonOf("Go", "2"))}}, http.StatusOK, "ok")
	expect("a replacement", address, object{"text": "new card", "replace_original": true}, http.StatusOK, "ok")
	expect("for all", address, object{"text": "all", "response_type": "in_channel"}, http.StatusOK, "ok")
	for range 2 {
		expect("more", address, object{"text": "more"}, http.StatusOK, "ok")
	}
	expect("a sixth use", address, object{"text": "x"}, http.StatusNotFound, "used_url")
	words, err := ws.Person("ben").Reads("fort-myers")
	must(t, err)
	if want := "Paidup\nnew card\n\nPaidup\nall"; words != want {
		t.Errorf("ben reads %q, want %q", words, want)
	}
	whispered := press("dana", Where{Channel: "fort-myers"})
	if payload := b.lastPayload(); payload["message"] != nil || !truth(sub(payload, "container"), "is_ephemeral") {
		t.Errorf("payload of a press on an ephemeral: %v", payload)
	}
	expect("an ephemeral stays one", whispered, object{"text": "still only dana", "replace_original": true, "response_type": "in_channel"}, http.StatusOK, "ok")
	expect("deletion", whispered, object{"delete_original": true}, http.StatusOK, "ok")
	clock.Add(responseLife + time.Second)
	expect("too late", whispered, object{"text": "x"}, http.StatusNotFound, "expired_url")
	expect("never made", ws.APIURL()+"../response/none", object{"text": "x"}, http.StatusNotFound, "invalid_url")
	seen, err := ws.Person("dana").Sees("fort-myers")
	must(t, err)
	if len(seen) != 4 {
		t.Errorf("dana sees %d messages, want the card, the public answer and two whispers", len(seen))
	}
}

func TestASlashCommandsResponseURLNeverReplaces(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := newBot(t, ws, func(*testBot, received) any { return object{"text": "Saving..."} })
	_, err := ws.Person("dana").Types(t.Context(), "fort-myers", "/pay 1")
	must(t, err)
	b.post(text(b.lastPayload(), "response_url"), object{"text": "Saved.", "replace_original": true})
	words, err := ws.Person("dana").Reads("fort-myers")
	must(t, err)
	if !strings.Contains(words, "Saving...") || !strings.Contains(words, "Saved.") {
		t.Errorf("dana reads %q", words)
	}
}
