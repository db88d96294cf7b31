package page

import (
	"fmt"
	"strings"
	"testing"
)

// TestRefused: what Slack would refuse is shown as refused, with why, where it would have stood, also after a reload, and never
// as a message.
func TestRefused(t *testing.T) {
	t.Parallel()
	many := make([]any, 51)
	for i := range many {
		many[i] = section(fmt.Sprint("block ", i))
	}
	s := newStage(t, func(_ *app, in envelope) any {
		if text(in.Payload, "command") == "/pay" {
			return object{"blocks": []any{object{"type": "header", "text": plain(strings.Repeat("long ", 31))}}}
		}
		return nil
	})
	live := s.watches("dana", "fort-myers", "")
	for _, c := range []struct {
		about  string
		refuse func()
		want   []string
	}{
		{"too many blocks", func() {
			s.app.call("chat.postMessage", object{"channel": "C0FM", "text": "x", "blocks": many})
		}, []string{"Slack would refuse this: chat.postMessage, invalid_blocks", "50 items"}},
		{"a channel by its name", func() {
			s.app.call("chat.postMessage", object{"channel": "#fort-myers", "text": "by name", "blocks": []any{section("")}})
		}, []string{"chat.postMessage, invalid_blocks", "by name"}},
		{"a bad edit", func() {
			s.app.call("chat.update", object{"channel": "C0FM", "ts": s.say("stands", nil), "blocks": []any{object{"type": "<script>alert(1)</script>"}}})
		}, []string{"chat.update, invalid_blocks", "&lt;script&gt;"}},
		{"a bad answer", func() {
			s.acts(act{Do: "say", As: "U0DANA", In: "C0FM", Words: []string{"/pay"}})
		}, []string{"Slack would refuse this: ack.message, refused: ", "less than 151 characters"}},
	} {
		c.refuse()
		now := string(live.hears("refused", c.want[0]).HTML)
		again := s.page("dana", "fort-myers", "")
		holds(t, now, c.want...)
		holds(t, again, c.want...)
		lacks(t, s.page("dana", "general", ""), "Slack would refuse")
		articles, _, _ := strings.Cut(again, `data-part="refused"`)
		lacks(t, articles, "block 50", "by name", "long long", "unsupported")
		lacks(t, now, "<script>")
	}
	s.app.call("chat.postMessage", object{"channel": "U0BEN", "text": "x", "blocks": many})
	holds(t, s.page("ben", "@paidup", ""), "chat.postMessage, invalid_blocks")
	lacks(t, s.page("dana", "@paidup", ""), "Slack would refuse")
	s.app.call("chat.postMessage", object{"channel": "C0NOWHERE", "text": "x"})
	lacks(t, s.page("dana", "@paidup", ""), "channel_not_found")
}
