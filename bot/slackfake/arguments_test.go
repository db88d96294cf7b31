package slackfake

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestWhatSlackRefusesOfArguments: cursors, limits, bounds, names and sizes, as the methods' pages have them.
func TestWhatSlackRefusesOfArguments(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := newBot(t, ws, nil)
	must(t, ws.AddChannel(Channel{ID: "C0OLD", Name: "old", Archived: true, Members: []string{"paidup"}}))
	must(t, ws.AddUser(User{ID: "U0GONE", Name: "gone", Deleted: true}))
	ts := b.say("x", sectionOf("x"))
	foreign := sub(b.call("users.list", object{"limit": 1.0}), "response_metadata")["next_cursor"]
	nine := strings.TrimSuffix(strings.Repeat("U0DANA,", 9), ",")
	for _, c := range []struct {
		method string
		args   object
		want   string
	}{
		{"users.list", object{"cursor": "2"}, "invalid_cursor"},
		{"conversations.list", object{"cursor": foreign}, "invalid_cursor"},
		{"conversations.members", object{"channel": "C0FM", "cursor": foreign}, "invalid_cursor"},
		{"conversations.history", object{"channel": "C0FM", "cursor": "dXNlcjpVMDYxTkZUVDI="}, "invalid_cursor"},
		{"conversations.replies", object{"channel": "C0FM", "ts": ts, "cursor": "later"}, "invalid_cursor"},
		{"conversations.list", object{"limit": 0.0}, "invalid_limit"},
		{"conversations.list", object{"limit": 1000.0}, "invalid_limit"},
		{"conversations.members", object{"channel": "C0FM", "limit": "many"}, "invalid_limit"},
		{"conversations.list", object{"types": "public_channel,secret"}, "invalid_types"},
		{"conversations.history", object{"channel": "C0FM", "oldest": "yesterday"}, "invalid_ts_oldest"},
		{"conversations.replies", object{"channel": "C0FM", "ts": ts, "latest": "now"}, "invalid_ts_latest"},
		{"conversations.open", object{}, "users_list_not_supplied"},
		{"conversations.open", object{"users": nine}, "too_many_users"},
		{"conversations.open", object{"users": "U0DANA,U0GONE"}, "user_disabled"},
		{"conversations.open", object{"channel": "D0NONE"}, "channel_not_found"},
		{"conversations.open", object{"channel": "C0FM"}, "method_not_supported_for_channel_type"},
		{"chat.postMessage", object{"channel": "C0FM", "blocks": "{{"}, "invalid_blocks_format"},
		{"chat.postMessage", object{"channel": "C0FM", "text": "x", "attachments": slices.Repeat([]any{object{"text": "a"}}, 101)}, "too_many_attachments"},
		{"chat.postMessage", object{"channel": "C0FM", "text": "x", "markdown_text": "y"}, "markdown_text_conflict"},
		{"chat.postEphemeral", object{"channel": "C0FM", "user": "U0DANA", "blocks": []any{sectionOf("x")}, "markdown_text": "y"}, "markdown_text_conflict"},
		{"chat.postMessage", object{"channel": "C0FM", "markdown_text": strings.Repeat("x", 12_001)}, "msg_too_long"},
		{"chat.postEphemeral", object{"channel": "C0FM", "text": "x", "user": "U0NONE"}, "user_not_in_channel"},
		{"chat.update", object{"channel": "C0OLD", "ts": ts, "text": "x"}, "is_inactive"},
		{"reactions.add", object{"name": "eyes", "channel": "C0FM"}, "no_item_specified"},
		{"reactions.add", object{"name": "eyes", "channel": "C0FM", "timestamp": "now"}, "bad_timestamp"},
		{"files.getUploadURLExternal", object{"filename": "a.png", "length": 1.0, "alt_txt": strings.Repeat("x", 1001)}, "alt_txt_too_large"},
	} {
		if got := text(b.call(c.method, c.args), "error"); got != c.want {
			t.Errorf("%s %v: %q, want %q", c.method, c.args, got, c.want)
		}
	}
	if got := b.call("chat.update", object{"channel": "C0FM", "ts": ts, "markdown_text": "**y**"}); text(got, "text") != "**y**" || sub(got, "message")["blocks"] != nil {
		t.Errorf("an update by markdown_text: %v", got)
	}
}

// TestWhatMayStandInACall: JSON objects and forms, and a token in a form, neither in JSON nor in the query.
func TestWhatMayStandInACall(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	const form, json = "application/x-www-form-urlencoded", "application/json"
	for _, c := range []struct{ query, kind, body, want string }{
		{"", form, "token=" + ws.BotToken(), `"ok":true`},
		{"", json, `{"token":"` + ws.BotToken() + `"}`, "not_authed"},
		{"?token=" + ws.BotToken(), form, "", "not_authed"},
		{"", json, "", "not_authed"},
		{"", json, `{"a"`, "invalid_json"},
		{"", json, `["a"]`, "json_not_object"},
		{"", "application/xml", "<a/>", "invalid_post_type"},
		{"", "multipart/form-data", "x", "invalid_form_data"},
		{"", form, "%zz", "invalid_form_data"},
	} {
		resp, err := http.Post(ws.APIURL()+"auth.test"+c.query, c.kind, strings.NewReader(c.body))
		must(t, err)
		raw, err := io.ReadAll(resp.Body)
		must(t, err)
		must(t, resp.Body.Close())
		if !strings.Contains(string(raw), c.want) {
			t.Errorf("%s %q %q: %s, want %q", c.kind, c.query, c.body, raw, c.want)
		}
	}
}

// TestARateLimitSaysHowLong: in the header, and by name in the body.
func TestARateLimitSaysHowLong(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	ws.Fail("auth.test", 1, Fault{Status: http.StatusTooManyRequests, RetryAfter: 7 * time.Second})
	resp, err := http.Post(ws.APIURL()+"auth.test", "", nil)
	must(t, err)
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	must(t, err)
	if got := strings.TrimSpace(string(raw)); resp.StatusCode != 429 || resp.Header.Get("Retry-After") != "7" || got != `{"error":"ratelimited","ok":false}` {
		t.Errorf("%d, Retry-After %q, %s", resp.StatusCode, resp.Header.Get("Retry-After"), got)
	}
}

func TestDirectMessagesOfSeveral(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := newBot(t, ws, nil)
	first := b.call("conversations.open", object{"users": "U0DANA,U0BEN", "return_im": true})
	channel := sub(first, "channel")
	if !truth(channel, "is_mpim") || truth(channel, "is_im") || truth(first, "already_open") || text(channel, "name") != "mpdm-ben--dana--paidup-1" {
		t.Errorf("opened: %v", first)
	}
	for _, args := range []object{{"users": "U0BEN,U0DANA"}, {"channel": text(channel, "id")}} {
		if again := b.call("conversations.open", args); text(sub(again, "channel"), "id") != text(channel, "id") || !truth(again, "already_open") {
			t.Errorf("opened by %v: %v", args, again)
		}
	}
	listed := objects(b.call("conversations.list", object{"types": "mpim, im"}), "channels")
	if len(listed) != 1 || listed[0]["num_members"] != 3.0 {
		t.Errorf("listed: %v", listed)
	}
	b.call("chat.postMessage", object{"channel": text(channel, "id"), "text": "both of you"})
	for name, want := range map[string]int{"dana": 1, "ben": 1, "eve": 0} {
		if seen, err := ws.Person(name).Sees(text(channel, "id")); len(seen) != want {
			t.Errorf("%s sees %v, %v", name, seen, err)
		}
	}
}

// TestWhereAFileIsShared: in public and in private, and beside words whose blocks do not count.
func TestWhereAFileIsShared(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := newBot(t, ws, nil)
	must(t, ws.AddChannel(Channel{ID: "C0OPEN", Name: "open", Members: []string{"paidup"}}))
	share := func(args object) object {
		args["files"] = []any{object{"id": uploaded(t, b, "abc")}}
		answer := b.call("files.completeUploadExternal", args)
		if len(objects(answer, "files")) != 1 {
			t.Fatalf("share by %v: %v", args, answer)
		}
		return objects(answer, "files")[0]
	}
	for _, c := range []struct {
		channels, shared, list string
		public                 bool
	}{{"", "", "", false}, {"C0OPEN", "public", "channels", true}, {"C0FM", "private", "groups", false}, {"U0DANA", "private", "ims", false}} {
		f := share(object{"channels": c.channels})
		if truth(f, "is_public") != c.public || len(sub(sub(f, "shares"), c.shared)) != min(len(c.shared), 1) || len(array(f, c.list)) != min(len(c.list), 1) {
			t.Errorf("shared in %q: %v", c.channels, f)
		}
	}
	share(object{"channel_id": "C0FM", "initial_comment": "words", "blocks": []any{sectionOf("block")}})
	seen, err := ws.Person("dana").Sees("fort-myers")
	must(t, err)
	if last := seen[len(seen)-1]; last.Text != "words" || last.Blocks != nil {
		t.Errorf("shared with %+v", last)
	}
}

func TestGrantedScopesAreNamed(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	ws.Grant("chat:write", "commands")
	resp, err := http.Post(ws.APIURL()+"auth.test", "", nil)
	must(t, err)
	must(t, resp.Body.Close())
	if got := resp.Header.Get("X-OAuth-Scopes"); got != "chat:write,commands" {
		t.Errorf("scopes %q", got)
	}
}

// TestWhatIsToldOnlyWhenAskedFor: the number of members, and a person's language.
func TestWhatIsToldOnlyWhenAskedFor(t *testing.T) {
	t.Parallel()
	b := newBot(t, newWorkspace(t, Options{}), nil)
	for _, asked := range []bool{false, true} {
		channel := sub(b.call("conversations.info", object{"channel": "C0FM", "include_num_members": asked}), "channel")
		user := sub(b.call("users.info", object{"user": "U0DANA", "include_locale": asked}), "user")
		if (channel["num_members"] != nil) != asked || (user["locale"] != nil) != asked {
			t.Errorf("asked %t: %v, %v", asked, channel, user)
		}
	}
}
