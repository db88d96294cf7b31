package slackfake

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
)

// leftOut are the fields of Slack's shapes that this workspace does not send: faults belong to answers that are not ok,
// the rest to Enterprise Grid, workflows, file previews and canvases. A name alone is left out wherever it stands.
var leftOut = map[string]string{
	"error": "faults", "needed": "faults", "provided": "faults", "warning": "faults", "arg": "faults", "callstack": "faults",
	"response_metadata": "faults", "expires_in": "rotated tokens", "app_name": "rotated tokens", "app_id": "user tokens",
	"enterprise": "Grid", "enterprise_id": "Grid", "enterprise_name": "Grid", "enterprise_user": "Grid", "teams": "Grid",
	"connected_limited_team_ids": "Grid", "app_unfurl": "unfurls", "bot_access_token": "workflows", "function_data": "workflows",
	"interactivity": "workflows", "is_cleared": "view_closed only", "submit": "views without", "close": "views without",
	"locale": "optional", "has_slack_connect_invite_created": "optional", "is_dormant": "optional", "offset": "optional",
	"is_user_deleted": "direct messages only", "user": "direct messages only", "priority": "direct messages only",
	"is_starred": "people's tokens", "previous_view_id": "pushed views", "two_factor_type": "people's tokens",
	"image_1024": "pictures", "image_original": "pictures", "is_custom_image": "pictures", "pronouns": "optional",
	"huddle_state": "huddles", "huddle_state_expiration_ts": "huddles", "guest_invited_by": "guests", "start_date": "optional",
	"status_emoji_url": "optional", "api_app_id": "bots", "bot_id": "bots", "always_active": "bots", "skype": "optional",
	"edit_link": "previews", "preview": "previews", "preview_highlight": "previews",
	"lines": "previews", "lines_more": "previews", "preview_is_truncated": "previews", "thread_ts": "threads",
	"latest_reply": "threads", "source": "optional", "is_silent_share": "optional", "deanimate": "pictures",
	"deanimate_gif": "pictures", "is_modified_by_ai": "optional", "attachment_id": "attachments", "is_app_unfurl": "unfurls",
	"app_unfurl_url": "unfurls", "view_id": "views", "state": "optional", "placeholder": "menus", "confirm": "optional",
}

// compare reports the fields of want that got lacks, and those of another type. Containers of blocks are not followed.
func compare(t *testing.T, at string, want, got object) {
	t.Helper()
	for _, name := range sortedKeys(want) {
		here := at + "." + name
		value, there := got[name]
		switch {
		case strings.HasPrefix(name, "thumb_"), strings.HasPrefix(name, "original_"):
		case !there && leftOut[name] == "":
			t.Errorf("%s is missing", here)
		case !there || value == nil || name == "properties" || name == "public": // keyed by what they hold
		case kindOf(value) != kindOf(want[name]):
			t.Errorf("%s is a %s, in Slack a %s", here, kindOf(value), kindOf(want[name]))
		default:
			compareInner(t, here, want[name], value)
		}
	}
}

func compareInner(t *testing.T, at string, want, got any) {
	t.Helper()
	switch w := want.(type) {
	case object:
		compare(t, at, w, got.(object))
	case []any:
		items := got.([]any)
		if len(w) == 0 || len(items) == 0 {
			return
		}
		if kindOf(w[0]) != kindOf(items[0]) {
			t.Errorf("%s holds a %s, in Slack a %s", at, kindOf(items[0]), kindOf(w[0]))
		} else if o, ok := w[0].(object); ok && !strings.HasSuffix(at, "blocks") {
			compare(t, at+"[0]", o, items[0].(object))
		}
	}
}

func shapeOf(t *testing.T, name string) object {
	t.Helper()
	raw, err := os.ReadFile(sharedFile(t, "data/slack-shapes/"+name+".json"))
	must(t, err)
	var o object
	must(t, json.Unmarshal(raw, &o))
	return o
}

func TestAnswersHaveSlacksShape(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := newBot(t, ws, nil)
	must(t, ws.AddChannel(Channel{ID: "C0OPEN", Name: "open", Members: []string{"paidup"}}))
	ts := b.say("x")
	upload := b.call("files.getUploadURLExternal", object{"filename": "a.csv", "length": 3.0})
	if status, body := b.post(text(upload, "upload_url"), nil); status != 400 {
		t.Errorf("a short upload: %d %s", status, body)
	}
	fileID := uploaded(t, b, "abc")
	for method, args := range map[string]object{
		"auth.test": {}, "chat.getPermalink": {"channel": "C0FM", "message_ts": ts},
		"chat.postEphemeral": {"channel": "C0FM", "user": "U0DANA", "text": "x"},
		"conversations.info": {"channel": "C0FM", "include_num_members": true},

		"conversations.join": {"channel": "C0GEN"}, "conversations.list": {}, "conversations.members": {"channel": "C0FM"},
		"files.completeUploadExternal": {"files": []any{object{"id": fileID, "title": "A"}}, "channel_id": "C0OPEN"},
		"files.getUploadURLExternal":   {"filename": "a.csv", "length": 3.0}, "users.info": {"user": "U0DANA"}, "users.list": {},
		"reactions.add": {"channel": "C0FM", "timestamp": ts, "name": "x"},
	} {
		answer := b.call(method, args)
		if !truth(answer, "ok") {
			t.Errorf("%s: %v", method, answer)
			continue
		}
		compare(t, method, shapeOf(t, method), answer)
	}
	compare(t, "apps.connections.open", shapeOf(t, "apps.connections.open"), b.callAs(ws.AppToken(), "apps.connections.open", object{}))
	compare(t, "chat.delete", shapeOf(t, "chat.delete"), b.call("chat.delete", object{"channel": "C0FM", "ts": ts}))
}

// ofMessages are the fields a message of the bot has; its shape also holds those of every other kind of message.
const ofMessages = "type user text ts team blocks bot_id app_id bot_profile"

func TestPayloadsHaveSlacksShape(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	form := payForm()
	form["notify_on_close"] = true
	b := newBot(t, ws, func(b *testBot, in received) any {
		if in.Type == slashCommands {
			b.call("views.open", object{"trigger_id": text(in.Payload, "trigger_id"), "view": form})
		}
		if text(in.Payload, "type") == "view_submission" {
			return object{"response_action": "errors", "errors": object{"amount": "no"}}
		}
		if text(in.Payload, "type") == "block_suggestion" {
			return object{"options": []any{object{"text": plainText("FM-1042 Harris"), "value": "17"}}}
		}
		return nil
	})
	b.say("card", actionsOf(buttonOf("Go", "1")))
	dana := ws.Person("dana")
	_, err := dana.Types(t.Context(), "general", "/pay")
	must(t, err)
	compare(t, "slash", shapeOf(t, "SlashCommandPayload"), b.lastPayload())
	fillForm(t, dana)
	_, err = dana.Submits(t.Context())
	must(t, err)
	compare(t, "view_submission", shapeOf(t, "ViewSubmissionPayload"), b.lastPayload())
	_, err = dana.Closes(t.Context())
	must(t, err)
	compare(t, "view_closed", shapeOf(t, "ViewClosedPayload"), b.lastPayload())

	_, err = dana.Clicks(t.Context(), Where{Channel: "fort-myers"}, "Go")
	must(t, err)
	shape := shapeOf(t, "BlockActionPayload")
	delete(shape, "view") // of presses in views, compared above
	shape["actions"] = []any{only(objects(shape, "actions")[0], "action_id block_id text value type action_ts")}
	shape["message"] = only(sub(shape, "message"), ofMessages)
	shape["container"] = only(sub(shape, "container"), "type message_ts channel_id is_ephemeral")
	compare(t, "block_actions", shape, b.lastPayload())

	_, err = dana.Shortcut(t.Context(), "track", Where{Channel: "fort-myers"})
	must(t, err)
	shape = shapeOf(t, "MessageShortcutPayload")
	shape["message"] = only(sub(shape, "message"), ofMessages)
	got := b.lastPayload()
	compare(t, "message_action", shape, got)
	if got["container"] != nil {
		t.Error("a message shortcut has no container")
	}
}

// only is o with just the fields named.
func only(o object, names string) object {
	kept := object{}
	for _, name := range strings.Fields(names) {
		kept[name] = o[name]
	}
	return kept
}

// uploaded is the id of a file whose bytes were sent raw.
func uploaded(t *testing.T, b *testBot, content string) string {
	t.Helper()
	given := b.call("files.getUploadURLExternal", object{"filename": "a.csv", "length": float64(len(content))})
	if got := sendRaw(t, text(given, "upload_url"), content); got != fmt.Sprintf("OK - %d", len(content)) {
		t.Fatalf("upload: %q", got)
	}
	return text(given, "file_id")
}
