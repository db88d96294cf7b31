package page

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"

	"paidup/bot/slackfake"
)

// form is a modal that the app shows.
func form(title string) object {
	return object{"type": "modal", "callback_id": "pay", "title": plain(title), "submit": plain("Save"), "close": plain("Cancel"), "blocks": []any{
		object{"type": "input", "block_id": "amount", "label": plain("Amount"), "element": object{"type": "plain_text_input", "action_id": "v"}},
		object{"type": "input", "block_id": "file", "label": plain("File"), "optional": true, "element": object{
			"type": "external_select", "action_id": "v", "min_query_length": 2}},
	}}
}

// TestStreamOfMessages: what is said, changed, taken back and answered stands in the page as it happens.
func TestStreamOfMessages(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	root := s.say("FM-1042 open", nil)
	here, thread, elsewhere, eve := s.watches("dana", "fort-myers", ""), s.watches("dana", "fort-myers", "&thread="+root), s.watches("ben", "general", ""), s.watches("eve", "fort-myers", "")

	ts := s.say("FM-1043 open", nil)
	if said := here.hears("message in log", "FM-1043 open"); said.TS != ts {
		t.Errorf("said at %s, shown at %s", ts, said.TS)
	}
	elsewhere.hears("rail", `<span class="name">fort-myers</span><span class="badge"><span aria-hidden="true">2</span>`)
	s.app.call("chat.update", object{"channel": "C0FM", "ts": ts, "text": "FM-1043 paid"})
	if said := here.hears("message in log", "FM-1043 paid"); said.TS != ts {
		t.Errorf("the edit of %s is shown at %s", ts, said.TS)
	}
	s.app.call("chat.delete", object{"channel": "C0FM", "ts": ts})
	here.hears("gone", ts)
	s.say("in the thread", object{"thread_ts": root})
	here.hears("message in log", "1 reply, last ")
	thread.hears("message in thread", "in the thread")
	s.app.call("reactions.add", object{"channel": "C0FM", "timestamp": root, "name": "eyes"})
	here.hears("message in log", "👀 1")
	s.app.call("chat.postEphemeral", object{"channel": "C0FM", "user": "U0DANA", "text": "for Dana alone"})
	here.hears("message in log", "for Dana alone")
	s.app.call("chat.postMessage", object{"channel": "C0GEN", "text": "x"})
	s.acts(act{Do: "say", As: "U0BEN", In: "C0GEN", Words: []string{"for all"}})
	for {
		one := eve.next().told(t)
		if one.TS != "" && one.In == "log" {
			holds(t, string(one.HTML), "for all")
			break
		}
		lacks(t, string(one.HTML), "FM-1043", "fort-myers", "boardroom")
	}
}

// TestStreamOfForms: a form opens before the person it is for, says what is wrong with a field, and goes.
func TestStreamOfForms(t *testing.T) {
	t.Parallel()
	tries := 0
	s := newStage(t, func(a *app, in envelope) any {
		switch text(in.Payload, "type") {
		case "view_submission":
			if tries++; tries == 1 {
				return object{"response_action": "errors", "errors": object{"amount": "How much?"}}
			}
			return object{"response_action": "clear"}
		case "block_actions":
			a.call("views.open", object{"trigger_id": in.Payload["trigger_id"], "view": form("Log payment")})
		case "event_callback":
			a.call("views.publish", object{"user_id": "U0DANA", "view": object{"type": "home", "blocks": []any{section("96 open"), actions(button("queue", "My queue"))}}})
		}
		return nil
	})
	ts := s.say("card", object{"blocks": []any{actions(button("pay", "Payment…"))}})
	dana, ben, home := s.watches("dana", "fort-myers", ""), s.watches("ben", "fort-myers", ""), s.watches("dana", "home", "")
	s.acts(act{Do: "press", As: "U0DANA", In: "C0FM", TS: ts, Block: "acts", Action: "pay"})
	dana.hears("modal", `dir="auto">Log payment</h2>`)
	view := s.ws.Person("dana").View().ID
	s.acts(act{Do: "submit", As: "U0DANA", View: view})
	dana.hears("modal", "Please complete this required field.")
	s.acts(act{Do: "enter", As: "U0DANA", View: view, Block: "amount", Action: "v", Words: []string{"12,40"}})
	s.acts(act{Do: "submit", As: "U0DANA", View: view})
	dana.hears("modal", `role="alert" dir="auto">How much?</p>`)
	holds(t, s.page("dana", "general", ""), `value="12,40"`, "How much?")
	s.acts(act{Do: "submit", As: "U0DANA", View: view})
	for {
		if one := dana.next().told(t); one.Part == "modal" && one.HTML == "" {
			break
		}
	}
	s.acts(act{Do: "home", As: "U0DANA"})
	home.hears("home", "96 open")
	s.say("end", nil)
	for {
		one := ben.next().told(t)
		lacks(t, string(one.HTML), "Log payment")
		if one.TS != "" {
			return
		}
	}
}

// paper is the page as a browser has it after what it heard.
type paper struct {
	log, thread map[string]string
	parts       map[string]string
}

func newPaper() *paper {
	return &paper{log: map[string]string{}, thread: map[string]string{}, parts: map[string]string{}}
}

// takes does what the page's script does with an event.
func (p *paper) takes(t *testing.T, e event) {
	t.Helper()
	switch one := e.told(t); {
	case e.kind == "gone":
		delete(p.log, one.TS)
		delete(p.thread, one.TS)
	case one.Part != "":
		p.parts[one.Part] = string(one.HTML)
	case one.In == "thread":
		p.thread[one.TS] = string(one.HTML)
	default:
		p.log[one.TS] = string(one.HTML)
	}
}

// TestStreamTakenUpAgain: a browser whose connection is cut anywhere, between the messages of one burst too, and that comes back
// with the id of the last event has what a browser has that was never cut.
func TestStreamTakenUpAgain(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	root := s.say("root", nil)
	var standing []string
	dice := rand.New(rand.NewPCG(5, 5))
	cut, version := newPaper(), ""
	s.ws.Read(func(state *slackfake.State) { version = fmt.Sprint(state.Version() - 1) })
	path := "/stream?as=dana&in=fort-myers&thread=" + root + "&since="
	begun, last := version, ""
	for round := range 12 {
		for range 6 {
			switch n := len(standing); {
			case n > 2 && dice.IntN(4) == 0:
				s.app.call("chat.update", object{"channel": "C0FM", "ts": standing[dice.IntN(n)], "text": fmt.Sprint("changed in ", round)})
			case n > 2 && dice.IntN(4) == 0:
				s.app.call("chat.delete", object{"channel": "C0FM", "ts": standing[n-1]})
				standing = standing[:n-1]
			case dice.IntN(3) == 0:
				standing = append(standing, s.say("reply", object{"thread_ts": root}))
			default:
				standing = append(standing, s.say(fmt.Sprint("said in ", round), nil))
			}
		}
		ear := s.listens(path+begun, last)
		for range 1 + dice.IntN(5) {
			cut.takes(t, ear.next())
		}
		last = ear.lastID
		ear.closes()
	}
	end := s.say("the end", nil)
	whole := newPaper()
	hearsAll := func(p *paper, e *ear) {
		for p.log[end] == "" || p.parts["rail"] == "" {
			p.takes(t, e.next())
		}
	}
	hearsAll(cut, s.listens(path+begun, last))
	hearsAll(whole, s.listens(path+begun, ""))
	if !maps.Equal(cut.log, whole.log) || !maps.Equal(cut.thread, whole.thread) || cut.parts["rail"] != whole.parts["rail"] {
		t.Errorf("after cuts the page has\n%q\nin its thread\n%q\nwithout any it would have\n%q\nand\n%q", cut.log, cut.thread, whole.log, whole.thread)
	}
	if n := len(whole.log) + len(whole.thread); n < 20 {
		t.Errorf("only %d messages were left to compare", n)
	}
}
