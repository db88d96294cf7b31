package page

import (
	"encoding/json"
	"strings"
	"testing"
)

// lines waits for a line of the drawer with the words and gives what came with it.
func (e *ear) lines(words string) string {
	e.t.Helper()
	for {
		var html string
		must(e.t, json.Unmarshal([]byte(e.next().data), &html))
		if strings.Contains(html, words) {
			return html
		}
	}
}

// TestTrace: the drawer shows what was and what crosses now: envelopes with their acks and milliseconds, calls with where they
// went and why they were refused; markup stands there as text.
func TestTrace(t *testing.T) {
	t.Parallel()
	s := newStage(t, clerk)
	s.say("before <script>", nil)
	drawer := s.listens("/trace?as=dana&in=fort-myers", "")
	past := drawer.lines("chat.postMessage")
	holds(t, past, "← chat.postMessage", `<span class="about">#fort-myers</span>`, `before \u003cscript\u003e`)
	lacks(t, past, "<script>", "xoxb", "xapp")
	s.acts(act{Do: "say", As: "U0DANA", In: "C0FM", Words: []string{"/pay FM-1042"}})
	now := drawer.lines("slash_commands")
	holds(t, now, "→ slash_commands", `<span class="about">/pay FM-1042</span>`, " ms</span>", "<p>acked with</p>", "Saved.")
	lacks(t, now, "before")
	s.app.call("chat.postMessage", object{"channel": "C0FM"})
	holds(t, drawer.lines("no_text"), `class="crossing bad"`, `<span class="problem">no_text`)
	s.acts(act{Do: "say", As: "U0DANA", In: "C0FM", Words: []string{"/mute"}})
	holds(t, drawer.lines("/mute"), `<span class="problem">no ack within 1.5s</span>`)
}

// TestTraceOfALongPast: a drawer begins with the newest lines only.
func TestTraceOfALongPast(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	for range maxTraced + 20 {
		s.say("line", nil)
	}
	past := s.listens("/trace?as=dana", "").lines("chat.postMessage")
	if n := strings.Count(past, "<details class=\"crossing\">"); n != maxTraced {
		t.Errorf("%d lines", n)
	}
}
