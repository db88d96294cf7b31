package slackfake

import (
	"net/url"
	"slices"
	"strings"
	"testing"
)

func TestWhatSlackRefuses(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := newBot(t, ws, nil)
	must(t, ws.AddChannel(Channel{ID: "C0OLD", Name: "old", Archived: true, Members: []string{"paidup"}}))
	must(t, ws.AddChannel(Channel{ID: "C0HID", Name: "hidden", Private: true, Members: []string{"ben"}}))
	must(t, ws.AddUser(User{ID: "U0GONE", Name: "gone", Deleted: true}))
	ts := b.say("first")
	spoken, err := ws.Person("dana").Types(t.Context(), "fort-myers", "hello")
	must(t, err)
	long := strings.Repeat("x", 4001)
	for _, c := range []struct {
		method string
		args   object
		want   string
	}{
		{"no.such", object{}, "unknown_method"},
		{"chat.postMessage", object{"channel": "C0NONE", "text": "x"}, "channel_not_found"},
		{"chat.postMessage", object{"channel": "C0HID", "text": "x"}, "channel_not_found"},
		{"chat.postMessage", object{"channel": "C0GEN", "text": "x"}, "not_in_channel"},
		{"chat.postMessage", object{"channel": "C0OLD", "text": "x"}, "is_archived"},
		{"chat.postMessage", object{"channel": "U0GONE", "text": "x"}, "user_disabled"},
		{"chat.postMessage", object{"channel": "C0FM"}, "no_text"},
		{"chat.postMessage", object{"channel": "C0FM", "text": "x", "blocks": "{{"}, "invalid_blocks_format"},
		{"chat.postMessage", object{"channel": "C0FM", "text": "x", "blocks": []any{object{"type": "section"}}}, "invalid_blocks"},
		{"chat.postMessage", object{"channel": "C0FM", "text": "x", "thread_ts": "yesterday"}, "invalid_thread_ts"},
		{"chat.postMessage", object{"channel": "C0FM", "text": "x", "metadata": object{"event_type": "t"}}, "invalid_metadata_schema"},
		{"chat.postMessage", object{"channel": "C0FM", "text": "x", "metadata": object{"event_type": "t", "event_payload": object{"v": strings.Repeat("x", 9000)}}}, "metadata_too_large"},
		{"chat.postEphemeral", object{"channel": "C0FM", "text": "x"}, "invalid_arguments"},
		{"chat.postEphemeral", object{"channel": "C0FM", "text": "x", "user": "U0EVE"}, "user_not_in_channel"},
		{"chat.update", object{"channel": "C0FM", "ts": "1600000000.000000", "text": "x"}, "message_not_found"},
		{"chat.update", object{"channel": "C0FM", "ts": ts, "text": long}, "msg_too_long"},
		{"chat.update", object{"channel": "C0FM", "ts": spoken.TS, "text": "x"}, "cant_update_message"},
		{"chat.update", object{"channel": "U0DANA", "ts": ts, "text": "x"}, "channel_not_found"},
		{"chat.delete", object{"channel": "C0FM", "ts": spoken.TS}, "cant_delete_message"},
		{"chat.getPermalink", object{"channel": "C0FM", "message_ts": "1600000000.000000"}, "message_not_found"},
		{"conversations.history", object{"channel": "C0GEN"}, "not_in_channel"},
		{"conversations.replies", object{"channel": "C0FM", "ts": "1600000000.000000"}, "thread_not_found"},
		{"conversations.join", object{"channel": "C0FM"}, "method_not_supported_for_channel_type"},
		{"conversations.join", object{"channel": "C0OLD"}, "is_archived"},
		{"conversations.info", object{"channel": "C0HID"}, "channel_not_found"},
		{"conversations.open", object{"users": "U0NONE"}, "user_not_found"},
		{"users.info", object{"user": "U0NONE"}, "user_not_found"},
		{"reactions.add", object{"channel": "C0FM", "timestamp": "1600000000.000000", "name": "x"}, "message_not_found"},
		{"views.open", object{"view": modalOf("T")}, "invalid_arguments"},
		{"views.open", object{"trigger_id": "1.2.3", "view": modalOf("T")}, "invalid_trigger_id"},
		{"views.update", object{"view_id": "V0NONE", "view": modalOf("T")}, "not_found"},
		{"views.publish", object{"user_id": "U0NONE", "view": homeOf("x")}, "user_not_found"},
		{"views.publish", object{"user_id": "U0DANA", "view": modalOf("T")}, "invalid_arguments"},
		{"views.publish", object{"user_id": "U0DANA", "view": homeOf("x"), "hash": "stale"}, "hash_conflict"},
		{"views.publish", object{"user_id": "U0DANA", "view": homeOf(strings.Repeat("x", 250_000))}, "view_too_large"},
		{"files.getUploadURLExternal", object{"filename": "a.csv", "length": 0.0}, "missing_argument"},
		{"files.completeUploadExternal", object{"files": []any{object{"id": "F0NONE"}}}, "file_not_found"},
		{"apps.connections.open", object{}, "not_allowed_token_type"},
	} {
		if got := text(b.call(c.method, c.args), "error"); got != c.want {
			t.Errorf("%s %v: %q, want %q", c.method, c.args, got, c.want)
		}
	}
	for token, want := range map[string]string{"": "not_authed", "xoxb-wrong": "invalid_auth", ws.AppToken(): "not_allowed_token_type"} {
		if got := text(b.callAs(token, "auth.test", object{}), "error"); got != want {
			t.Errorf("token %q: %q, want %q", token, got, want)
		}
	}
	refused := b.call("chat.postMessage", object{"channel": "C0FM", "text": "x", "blocks": []any{object{"type": "header", "text": plainText("")}}})
	messages := array(sub(refused, "response_metadata"), "messages")
	if len(messages) != 1 || !strings.Contains(messages[0].(string), "[json-pointer:/blocks/0/text/text]") {
		t.Errorf("response_metadata.messages does not point to the fault: %v", refused)
	}
}

func modalOf(title string, blocks ...any) object {
	view := object{"type": "modal", "title": plainText(title), "callback_id": "form", "blocks": blocks}
	if len(blocks) == 0 {
		view["blocks"] = []any{sectionOf("x")}
	}
	return view
}

func homeOf(words string) object {
	return object{"type": "home", "blocks": []any{sectionOf(words[:min(len(words), 3000)])}, "private_metadata": words[min(len(words), 3000):]}
}

func TestFormBodies(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := newBot(t, ws, nil)
	posted := b.form("chat.postMessage", url.Values{
		"channel": {"C0FM"}, "text": {"x"}, "blocks": {`[{"type":"divider"}]`}, "unfurl_links": {"false"},
		"metadata": {`{"event_type":"notice","event_payload":{"id":"n1"}}`},
	})
	if !truth(posted, "ok") {
		t.Fatal(posted)
	}
	plain := b.form("conversations.history", url.Values{"channel": {"C0FM"}})
	full := b.form("conversations.history", url.Values{"channel": {"C0FM"}, "include_all_metadata": {"true"}})
	if objects(plain, "messages")[0]["metadata"] != nil {
		t.Error("metadata is shown to a call that did not ask for it")
	}
	if got := text(sub(sub(objects(full, "messages")[0], "metadata"), "event_payload"), "id"); got != "n1" {
		t.Errorf("metadata: %v", full)
	}
	for _, e := range ws.Log() {
		if e.Payload["token"] != nil {
			t.Errorf("%s: the token is in the record", e.Name)
		}
		if e.Method == "chat.postMessage" && array(e.Payload, "blocks") == nil {
			t.Errorf("blocks are recorded as %T", e.Payload["blocks"])
		}
	}
}

func TestUpdateKeepsWhatItDoesNotName(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := newBot(t, ws, nil)
	ts := b.say("card", sectionOf("one"))
	steps := []struct {
		args object
		want string
	}{
		{object{"text": "words only"}, "one"},
		{object{"text": "new", "blocks": []any{sectionOf("two")}}, "two"},
		{object{"text": "bare", "blocks": []any{}}, "bare"},
	}
	for _, step := range steps {
		step.args["channel"], step.args["ts"] = "C0FM", ts
		if answer := b.call("chat.update", step.args); !truth(answer, "ok") {
			t.Fatal(answer)
		}
		seen, err := ws.Person("dana").Sees("#fort-myers")
		must(t, err)
		if got := RenderMessage(seen[0]); got != step.want {
			t.Errorf("after %v: %q, want %q", step.args, got, step.want)
		}
	}
	var shown []Shown
	ws.Read(func(s *State) { shown = s.Shown() })
	kinds := []Kind{}
	for _, x := range shown {
		kinds = append(kinds, x.Kind)
	}
	if want := []Kind{Posted, Edited, Edited}; !slices.Equal(kinds, want) {
		t.Errorf("shown %v, want %v: an edit nobody can see is not shown", kinds, want)
	}
}

func TestThreadsAndHistory(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := newBot(t, ws, nil)
	root := b.say("root")
	var replies []string
	for _, words := range []string{"one", "two", "three"} {
		answer := b.call("chat.postMessage", object{"channel": "C0FM", "text": words, "thread_ts": root})
		if text(sub(answer, "message"), "thread_ts") != root {
			t.Fatalf("reply %q stands outside the thread: %v", words, answer)
		}
		replies = append(replies, text(answer, "ts"))
	}
	lost := b.call("chat.postMessage", object{"channel": "C0FM", "text": "late", "thread_ts": "1600000000.000000"})
	if text(sub(lost, "message"), "thread_ts") != "" {
		t.Error("a reply to a message that is gone must stand by itself")
	}
	b.call("chat.postEphemeral", object{"channel": "C0FM", "text": "secret", "user": "U0DANA"})
	if got := tsOf(b.call("conversations.history", object{"channel": "C0FM"})); !slices.Equal(got, []string{text(lost, "ts"), root}) {
		t.Errorf("history %v", got)
	}
	if got := tsOf(b.call("conversations.history", object{"channel": "C0FM", "oldest": root})); !slices.Equal(got, []string{text(lost, "ts")}) {
		t.Errorf("history from root on, exclusive: %v", got)
	}
	if got := tsOf(b.call("conversations.history", object{"channel": "C0FM", "latest": root, "inclusive": true})); !slices.Equal(got, []string{root}) {
		t.Errorf("history up to root, inclusive: %v", got)
	}
	if got := tsOf(b.call("conversations.history", object{"channel": "C0FM", "oldest": "1795438799"})); len(got) != 2 {
		t.Errorf("history from a whole second on: %v", got)
	}
	first := b.call("conversations.replies", object{"channel": "C0FM", "ts": root, "limit": 2.0})
	rest := b.call("conversations.replies", object{"channel": "C0FM", "ts": root, "cursor": sub(first, "response_metadata")["next_cursor"]})
	all := append(tsOf(first), tsOf(rest)...)
	if want := append([]string{root}, replies...); !slices.Equal(all, want) || !truth(first, "has_more") || truth(rest, "has_more") {
		t.Errorf("replies %v, want %v", all, want)
	}
	if n := objects(first, "messages")[0]["reply_count"]; n != 3.0 {
		t.Errorf("reply_count %v", n)
	}
}

func tsOf(answer object) []string {
	var all []string
	for _, m := range objects(answer, "messages") {
		all = append(all, text(m, "ts"))
	}
	return all
}

func TestWhoSeesAnEphemeral(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := newBot(t, ws, nil)
	b.call("chat.postEphemeral", object{"channel": "C0FM", "text": "for dana", "user": "U0DANA"})
	for name, want := range map[string]int{"dana": 1, "ben": 0} {
		seen, err := ws.Person(name).Sees("fort-myers")
		must(t, err)
		if len(seen) != want {
			t.Errorf("%s sees %d messages, want %d", name, len(seen), want)
		}
	}
	if _, err := ws.Person("eve").Sees("fort-myers"); err == nil {
		t.Error("eve can open a private channel she is not in")
	}
}

func TestReactions(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := newBot(t, ws, nil)
	ts := b.say("x")
	args := object{"channel": "C0FM", "timestamp": ts, "name": "white_check_mark"}
	if answer := b.call("reactions.add", args); !truth(answer, "ok") {
		t.Fatal(answer)
	}
	if answer := b.call("reactions.add", args); text(answer, "error") != "already_reacted" {
		t.Error(answer)
	}
}

func TestChannelsAndPeople(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := newBot(t, ws, nil)
	if err := ws.AddUser(User{Name: "dana"}); err == nil {
		t.Error("a second dana is taken")
	}
	if err := ws.AddChannel(Channel{Name: "x", Members: []string{"nobody"}}); err == nil {
		t.Error("an unknown member is taken")
	}
	must(t, ws.ChangeUser("eve", func(u *User) { u.Guest = true }))
	eve := sub(b.call("users.info", object{"user": "U0EVE"}), "user")
	if !truth(eve, "is_restricted") || text(eve, "tz") != "America/Denver" || eve["tz_offset"] != -25200.0 {
		t.Errorf("eve: %v", eve)
	}
	public := b.call("conversations.list", object{})
	if got := objects(public, "channels"); len(got) != 1 || text(got[0], "name") != "general" || truth(got[0], "is_member") {
		t.Errorf("public channels: %v", got)
	}
	if answer := b.call("conversations.join", object{"channel": "C0GEN"}); !truth(sub(answer, "channel"), "is_member") {
		t.Errorf("join: %v", answer)
	}
	both := b.form("conversations.list", url.Values{"types": {"public_channel,private_channel"}})
	if len(objects(both, "channels")) != 2 {
		t.Errorf("channels: %v", both)
	}
	members := b.call("conversations.members", object{"channel": "C0FM", "limit": 2.0})
	if len(array(members, "members")) != 2 || text(sub(members, "response_metadata"), "next_cursor") == "" {
		t.Errorf("members: %v", members)
	}
	first := b.call("conversations.open", object{"users": "U0DANA"})
	second := b.call("conversations.open", object{"users": "U0DANA", "return_im": true})
	if text(sub(first, "channel"), "id") != text(sub(second, "channel"), "id") || !truth(second, "already_open") {
		t.Errorf("open: %v then %v", first, second)
	}
	if n := len(objects(b.call("users.list", object{}), "members")); n != 5 {
		t.Errorf("%d users, want 3 people, the bot and slackbot", n)
	}
}
