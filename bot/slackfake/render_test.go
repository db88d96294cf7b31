package slackfake

import (
	"encoding/json"
	"slices"
	"testing"
)

func TestMrkdwnAsRead(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"*Fort Myers* · Mon":                                           "Fort Myers · Mon",
		"2*3*4 and a_b_c":                                              "2*3*4 and a_b_c",
		"_a_, ~b~ *c*!":                                                "a, b c!",
		"*<https://a.example/x_y_z|FM-1042>*":                          "FM-1042",
		"<https://a.example/?a=1&amp;b=2>":                             "https://a.example/?a=1&b=2",
		"<@U0DANA> <#C0FM|fort-myers> <!here>":                         "@U0DANA #fort-myers @here",
		"due <!date^1790000000^{date_short}^https://x.example|Nov 23>": "due Nov 23",
		"&lt;!channel&gt; *x* &lt;http://a|b&gt;":                      "<!channel> x <http://a|b>",
		"`*raw*` ```a *b*``` AT&amp;T":                                 "*raw* a *b* AT&T",
		"* not bold *":                                                 "* not bold *",
		"~12 days~ *café*":                                             "12 days café",
	} {
		if got := plainRenderer().mrkdwn(in); got != want {
			t.Errorf("%q reads %q, want %q", in, got, want)
		}
	}
}

func TestRenderingAMessage(t *testing.T) {
	t.Parallel()
	payload := object{"text": "fallback", "blocks": []any{
		object{"type": "header", "text": plainText("Fort Myers · Mon Nov 23")},
		sectionOf("🔴 *DSO 61.3*, target under 55\n$42,536 collected would bring it under"),
		object{"type": "section", "fields": []any{object{"type": "mrkdwn", "text": "*a*"}, plainText("*b*")}, "accessory": buttonOf("Open", "1")},
		object{"type": "context", "elements": []any{object{"type": "mrkdwn", "text": "As of"}, plainText("Sun Nov 22")}},
		object{"type": "divider"},
		actionsOf(buttonOf("I'm on it", "1"), object{"type": "overflow", "options": []any{object{"text": plainText("Note"), "value": "n"}, object{"text": plainText("Hold"), "value": "h"}}},
			object{"type": "static_select", "placeholder": plainText("Bucket"), "options": []any{}}),
		object{"type": "rich_text", "elements": []any{
			object{"type": "rich_text_section", "elements": []any{object{"type": "text", "text": "<!channel> *x*"}, object{"type": "user", "user_id": "U0BEN"}}},
			object{"type": "rich_text_list", "style": "ordered", "elements": []any{object{"type": "rich_text_section", "elements": []any{object{"type": "text", "text": "first"}}}}},
			object{"type": "rich_text_quote", "elements": []any{object{"type": "link", "url": "https://a.example", "text": "file"}}},
		}},
		object{"type": "image", "alt_text": "DSO by month", "image_url": "https://a.example/i.png"},
		object{"type": "table", "rows": []any{[]any{object{"type": "raw_text", "text": "0-30"}, object{"type": "raw_number", "value": 3.0}}}},
	}}
	want := `Fort Myers · Mon Nov 23
🔴 DSO 61.3, target under 55
$42,536 collected would bring it under
a
*b* [Open]
small: As of Sun Nov 22
---
[I'm on it] [⋯ Note, Hold] [Bucket ▾]
<!channel> *x*@U0BEN
1. first
> file
(image: DSO by month)
0-30 | 3`
	raw, err := json.Marshal(payload)
	must(t, err)
	got, err := RenderJSON(raw)
	must(t, err)
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if _, err := RenderJSON([]byte("[")); err == nil {
		t.Error("what is no JSON is rendered")
	}
}

func TestRenderingAForm(t *testing.T) {
	t.Parallel()
	raw, err := json.Marshal(payForm())
	must(t, err)
	got, err := RenderJSON(raw)
	must(t, err)
	want := `Log payment
Amount: []
File: [Find]
Method: ( ) Check  ( ) ACH
Date: 2026-11-23
Note (optional): []
Kind (optional): one of Full
[Cancel] [Save]`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestReadingAThread(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := newBot(t, ws, nil)
	root := b.say("card\nsecond line")
	b.say("digest")
	b.call("chat.postMessage", object{"channel": "C0FM", "text": "e5 Approved. <@U0DANA>\ne7 Paid", "thread_ts": root})
	got, err := ws.Person("dana").Reads("fort-myers")
	must(t, err)
	want := "Paidup\ncard\nsecond line\n\n    Paidup\n    e5 Approved. @Dana Reyes\n    e7 Paid\n\nPaidup\ndigest"
	if got != want {
		t.Errorf("dana reads\n%s\nwant\n%s", got, want)
	}
}

func TestWhomAMessageNotifies(t *testing.T) {
	t.Parallel()
	verbatim := object{"type": "section", "text": object{"type": "mrkdwn", "text": "@here", "verbatim": true}}
	for _, c := range []struct {
		name string
		m    Message
		want []string
	}{
		{"a mention", Message{Text: "<@U0DANA> do"}, []string{"U0DANA"}},
		{"a forged one", Message{Text: "&lt;!channel&gt;"}, nil},
		{"a token", Message{Text: "<!channel>"}, []string{"channel"}},
		{"a plain @here", Message{Blocks: []any{sectionOf("ask @here")}}, []string{"here"}},
		{"verbatim", Message{Blocks: []any{verbatim}}, nil},
		{"an address", Message{Text: "mail a@here.example"}, nil},
		{"rich text", Message{Blocks: []any{object{"type": "rich_text", "elements": []any{object{"type": "rich_text_section", "elements": []any{object{"type": "broadcast", "range": "everyone"}}}}}}}, []string{"everyone"}},
	} {
		if got := c.m.Notifies(); !slices.Equal(got, c.want) {
			t.Errorf("%s notifies %v, want %v", c.name, got, c.want)
		}
	}
}

func TestSpansOfMrkdwn(t *testing.T) {
	t.Parallel()
	name := func(id string) string { return map[string]string{"U0DANA": "Dana Reyes"}[id] }
	got := Mrkdwn("*bold _both <@U0DANA>_* `<!here> x` ~<https://a.example/?a=1&amp;b=2|gone>~ 2*3*4 &lt;b&gt;", name)
	want := []Span{
		{Words: "bold ", Bold: true}, {Words: "both ", Bold: true, Italic: true},
		{Words: "@Dana Reyes", Token: "@U0DANA", Bold: true, Italic: true}, {Words: " "}, {Words: "@here x", Code: true}, {Words: " "},
		{Words: "gone", Token: "https://a.example/?a=1&b=2", Strike: true}, {Words: " 2*3*4 <b>"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}
