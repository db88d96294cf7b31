package page

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"paidup/bot/slackfake"
)

// TestShell: the page shows a person their conversations and the messages of the one they look at, and of all else not even
// the name.
func TestShell(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	ts := s.say("FM-1042 Harris", object{"blocks": []any{section("*FM-1042* Harris"), actions(button("pay", "Payment…"))}})
	s.app.call("chat.postEphemeral", object{"channel": "C0FM", "user": "U0BEN", "text": "for Ben alone"})
	s.say("in the thread", object{"thread_ts": ts})
	s.app.call("chat.postMessage", object{"channel": "C0BOARD", "text": "of the board"})

	dana := s.page("dana", "fort-myers", "")
	holds(t, dana, "<title>#fort-myers · Practice workspace</title>", `<option value="dana" selected>Dana Reyes</option>`, "<strong>FM-1042</strong> Harris",
		`data-ts="`+ts+`"`, `data-act="pay"`, "1 reply, last ", `aria-label="private channel"`, `<span class="name">general</span>`,
		`{"name":"/pay","says":"Log a payment","usage":"FM-1042 12,400"}`, `data-word="Log payment"`, `data-word="Note this"`, "2 members</p>"[1:])
	lacks(t, dana, "boardroom", "C0BOARD", "of the board", "for Ben alone", "Gone Away", "slackbot", `id="thread"`, "in the thread</p>")
	holds(t, s.page("ben", "fort-myers", ""), "for Ben alone", "Only you see this", "boardroom")
	holds(t, s.page("dana", "C0FM", "&thread="+ts), `aria-label="Thread"`, "in the thread</p>", `data-thread="`+ts+`"`)
	holds(t, s.page("", "", ""), "<title>#fort-myers", `<option value="dana" selected>`)
	holds(t, s.page("dana", "home", ""), "<title>Paidup Home", "The app has not shown a Home tab yet.")
	holds(t, s.page("eve", "@paidup", ""), "<title>Paidup ·", `aria-label="Message Paidup"`)

	eve := s.page("eve", "fort-myers", "")
	holds(t, eve, "<title>#general ·")
	lacks(t, eve, "Harris", "boardroom", `<span class="name">fort-myers</span>`)
}

// TestNobodyThere: who is not there, types for an app or has left sees a sentence.
func TestNobodyThere(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	for _, who := range []string{"nobody", "gone", "paidup", "slackbot"} {
		if got := s.get("/?as=" + who); got.status != http.StatusNotFound || !strings.Contains(got.body, fmt.Sprintf("called &#34;%s&#34;.", who)) || !strings.Contains(got.body, `<a href="/">`) {
			t.Errorf("%s: %d %q", who, got.status, got.body)
		}
		for _, path := range []string{"/earlier?as=", "/stream?since=0&as=", "/trace?as="} {
			if got := s.get(path + who); got.status != http.StatusNotFound || got.body != fmt.Sprintf("Nobody who types here is called %q.\n", who) {
				t.Errorf("%s%s: %d %q", path, who, got.status, got.body)
			}
		}
	}
	s.ws.Read(func(state *slackfake.State) {
		if state.DMID("paidup") != "" {
			t.Error("looking at the page as the app gave it a direct message with itself")
		}
	})
	if got := s.get("/stream?as=dana"); got.status != http.StatusBadRequest || got.body != "since is a version, a whole number.\n" {
		t.Errorf("%d %q", got.status, got.body)
	}
	if got := s.get("/elsewhere"); got.status != http.StatusNotFound {
		t.Errorf("status %d", got.status)
	}
}

// TestEarlier: a long channel is shown from its end, and what came before is given page by page until there is no more.
func TestEarlier(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	var all []string
	for i := range pageful + moreful + 5 {
		all = append(all, s.say(fmt.Sprintf("line %d", i), nil))
	}
	shown := s.page("dana", "fort-myers", "")
	holds(t, shown, all[moreful+5], "line 84")
	lacks(t, shown, all[moreful+4], `id="earlier" class="plain" hidden`)
	for _, c := range []struct {
		before, first, last int
		more                string
	}{{moreful + 5, 5, moreful + 4, "yes"}, {5, 0, 4, ""}} {
		got := s.get("/earlier?as=dana&in=fort-myers&before=" + all[c.before])
		if got.status != http.StatusOK || got.header.Get("X-More") != c.more {
			t.Errorf("before %d: status %d, more %q", c.before, got.status, got.header.Get("X-More"))
		}
		for i, ts := range all {
			if stands := strings.Contains(got.body, `data-ts="`+ts+`"`); stands != (i >= c.first && i <= c.last) {
				t.Errorf("before %d: line %d stands there: %t", c.before, i, stands)
			}
		}
	}
	if got := s.get("/earlier?as=eve&in=fort-myers&before=" + all[50]); strings.Contains(got.body, "line") {
		t.Errorf("Eve sees %q", got.body)
	}
}

// TestUnread: the list counts what others said since the person read the channel, the channel shows from where on, and reading
// it takes both away.
func TestUnread(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	read := s.say("read", nil)
	s.acts(act{Do: "read", As: "U0DANA", In: "C0FM", Words: []string{read}})
	first := s.say("first new", nil)
	last := s.say("last new", nil)
	holds(t, s.page("dana", "general", ""), `<span class="name">fort-myers</span><span class="badge"><span aria-hidden="true">2</span><span class="spoken">, 2 unread</span>`)
	here := s.page("dana", "fort-myers", "")
	holds(t, here, `first-new" data-ts="`+first+`"`)
	lacks(t, here, "badge", `first-new" data-ts="`+last+`"`)
	s.acts(act{Do: "read", As: "U0DANA", In: "C0FM", Words: []string{last}})
	lacks(t, s.page("dana", "general", ""), "badge")
	lacks(t, s.page("dana", "fort-myers", ""), "first-new")
	for range 101 {
		s.say("more", nil)
	}
	holds(t, s.page("dana", "general", ""), ", 99&#43; unread")
}

// TestTour: what a newcomer has done stays ticked off when it is no longer so.
func TestTour(t *testing.T) {
	t.Parallel()
	seen := Step{Title: "See a card", How: "Look.", Done: func(s *slackfake.State) bool { return len(s.Messages("fort-myers")) > 0 }}
	never := Step{Title: "Fly", How: "Flap.", Done: func(*slackfake.State) bool { return false }}
	s := newStage(t, nil, seen, never)
	holds(t, s.page("dana", "general", ""), "0 of 2 done:</strong> See a card", `aria-label="to do"`)
	ear := s.watches("dana", "general", "")
	ts := s.say("a card", nil)
	ear.hears("tour", `<li class="ticked"><span class="tick" role="img" aria-label="done">✓</span><span><strong>See a card</strong> Look.`)
	s.app.call("chat.delete", object{"channel": "C0FM", "ts": ts})
	fm := s.page("ben", "fort-myers", "")
	lacks(t, fm, "<article")
	holds(t, fm, "1 of 2 done:</strong> Fly")
	lacks(t, newStage(t, nil).page("dana", "general", ""), `id="tour"`)
}
