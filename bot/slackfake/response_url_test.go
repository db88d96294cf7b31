package slackfake

import "testing"

// TestWhatAResponseURLDoesToTheOriginal: flags may be words, and a deletion may say something new.
func TestWhatAResponseURLDoesToTheOriginal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		says object
		want string
	}{
		{object{"replace_original": "true", "text": "new"}, "Paidup\nnew"},
		{object{"replace_original": "false", "response_type": "in_channel", "text": "new"}, "Paidup\ncard\n[Go]\n\nPaidup\nnew"},
		{object{"delete_original": "true"}, ""},
		{object{"delete_original": true, "response_type": "in_channel", "text": "new"}, "Paidup\nnew"},
		{object{"delete_original": true, "replace_original": true, "response_type": "in_channel", "text": "new"}, "Paidup\nnew"},
		{object{"delete_original": true, "blocks": []any{object{"type": "section"}}}, "Paidup\ncard\n[Go]"},
	} {
		ws := newWorkspace(t, Options{})
		b := newBot(t, ws, nil)
		b.say("card", sectionOf("card"), actionsOf(buttonOf("Go", "1")))
		_, err := ws.Person("dana").Clicks(t.Context(), Where{Channel: "fort-myers"}, "Go")
		must(t, err)
		status, said := b.post(text(b.lastPayload(), "response_url"), c.says)
		words, err := ws.Person("ben").Reads("fort-myers")
		must(t, err)
		if words != c.want {
			t.Errorf("%v: %d %s, ben reads %q, want %q", c.says, status, said, words, c.want)
		}
	}
}

// TestAFormGivesAResponseURL: for the channel a person chooses in it, where the app asked for one.
func TestAFormGivesAResponseURL(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	menu := func(id string, enabled bool) object {
		element := object{"type": "channels_select", "action_id": id, "response_url_enabled": enabled}
		return object{"type": "input", "block_id": id, "label": plainText(id), "element": element, "optional": true}
	}
	form := modalOf("Where", menu("asked", true), menu("plain", false), menu("open", true))
	form["submit"] = plainText("Send")
	b := newBot(t, ws, func(b *testBot, in received) any {
		if in.Type == slashCommands {
			b.call("views.open", object{"trigger_id": text(in.Payload, "trigger_id"), "view": form})
		}
		return nil
	})
	dana := ws.Person("dana")
	_, err := dana.Types(t.Context(), "fort-myers", "/send")
	must(t, err)
	for _, label := range []string{"asked", "plain"} {
		_, err = dana.Fills(t.Context(), label, "general")
		must(t, err)
	}
	_, err = dana.Submits(t.Context())
	must(t, err)
	urls := objects(b.lastPayload(), "response_urls")
	if len(urls) != 1 || text(urls[0], "block_id") != "asked" || text(urls[0], "action_id") != "asked" || text(urls[0], "channel_id") != "C0GEN" {
		t.Fatalf("response_urls %v", urls)
	}
	if status, said := b.post(text(urls[0], "response_url"), object{"text": "x", "response_type": "in_channel"}); status != 200 {
		t.Errorf("%d %s", status, said)
	}
	if words, err := ws.Person("eve").Reads("general"); words != "Paidup\nx" {
		t.Errorf("eve reads %q, %v", words, err)
	}
}
