package expect

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"paidup/bot/slackfake"
)

var payForm = object{
	"type": "modal", "title": plain("Log payment"), "submit": plain("Save"), "blocks": []any{
		object{"type": "input", "block_id": "amount", "label": plain("Amount"), "element": object{"type": "plain_text_input", "action_id": "v"}},
		object{"type": "input", "block_id": "file", "label": plain("File"), "optional": true, "element": object{
			"type": "external_select", "action_id": "v", "min_query_length": 2,
		}},
	},
}

// paybot is a bot with a card, receipts, a form, a Home tab and a direct message.
func paybot() func(b *script, word string, payload object) any {
	var mu sync.Mutex
	card := ""
	submissions := 0
	show := func(b *script, balance string) {
		mu.Lock()
		defer mu.Unlock()
		args := object{"channel": "C0FM", "text": "FM-1042", "blocks": []any{section("*FM-1042* Harris\nbalance " + balance), buttons("Payment…", "Clear")}}
		if card == "" {
			card = b.api("chat.postMessage", args)["ts"].(string)
			return
		}
		args["ts"] = card
		b.api("chat.update", args)
	}
	return func(b *script, word string, payload object) any {
		switch word {
		case "/file":
			show(b, "$12,400.00")
			return nil
		case "/pay":
			show(b, "$0.00")
			b.api("chat.postMessage", object{"channel": "C0FM", "text": "e9 $12,400.00 <@U0BEN>", "thread_ts": card})
			return object{"text": "Saved. FM-1042", "blocks": []any{section("Saved. *FM-1042*"), buttons("Undo")}}
		case "Undo":
			b.respond(payload, object{"text": "Undone.", "replace_original": true})
		case "Clear":
			b.api("reactions.add", object{"channel": "C0FM", "timestamp": card, "name": "eyes"})
			b.api("chat.delete", object{"channel": "C0FM", "ts": card})
		case "Payment…":
			b.api("views.open", object{"trigger_id": payload["trigger_id"], "view": payForm})
		case "block_suggestion":
			return object{"options": []any{object{"text": plain("FM-1042 Harris"), "value": "17"}}}
		case "view_submission":
			if submissions++; submissions == 1 {
				return object{"response_action": "errors", "errors": object{"amount": "Not an amount."}}
			}
			return object{"response_action": "update", "view": object{"type": "modal", "title": plain("Receipt"), "blocks": []any{section("Saved in the form.")}}}
		case "app_mention":
			event := payload["event"].(object)
			b.api("chat.postMessage", object{"channel": "C0FM", "text": "heard", "thread_ts": event["thread_ts"]})
		case "message":
			event := payload["event"].(object)
			b.api("chat.postMessage", object{"channel": event["channel"], "text": "6 wait on you"})
		case "app_home_opened":
			b.api("views.publish", object{"user_id": "U0DANA", "view": object{"type": "home", "blocks": []any{section("96 open"), buttons("My queue")}}})
		}
		return nil
	}
}

func TestAStory(t *testing.T) {
	t.Setenv("PAIDUP_PAYLOADS", filepath.Join(t.TempDir(), "payloads"))
	ws := newStage(t, slackfake.Options{}, paybot())
	t.Run("told", func(t *testing.T) { tell(New(t, ws)) })
	raw, err := os.ReadFile(filepath.Join(os.Getenv("PAIDUP_PAYLOADS"), "TestAStory_told.json"))
	must(t, err)
	var saved []slackfake.Entry
	must(t, json.Unmarshal(raw, &saved))
	methods := map[string]int{}
	for _, e := range saved {
		methods[e.Method]++
	}
	for _, want := range []string{"chat.postMessage", "chat.update", "views.open", "response_url", "ack.message", "ack.view_submission", "ack.options", "ack"} {
		if methods[want] == 0 {
			t.Errorf("no %s among the saved payloads %v", want, methods)
		}
	}
}

// tell goes through the whole language once.
func tell(s *Story) {
	dana, fm := s.As("dana"), s.Channel("fort-myers")
	dana.Types("#fort-myers", "/file FM-1042")
	first := fm.Expects("FM-1042 Harris", "$12,400.00").Reads("FM-1042 Harris\nbalance $12,400.00\n[Payment…] [Clear]").Lacks("$0.00")
	dana.Types("#fort-myers", "/pay FM-1042 12,400")
	fm.Expects("balance $0.00")
	fm.ExpectsThread("FM-1042 Harris", "e9 $12,400.00").Pings("ben")
	dana.SeesEphemeral("Saved. FM-1042")
	dana.Clicks("Undo").SeesEphemeral("Undone.")
	dana.Again()

	s.As("ben").ClicksOn(first, "Payment…").SeesModal("Log payment")
	s.As("ben").Submits().SeesFieldError("Amount", "Please complete this required field.")
	s.As("ben").Searches("File", "harris", "FM-1042 Harris").Fills("File", "FM-1042 Harris").Fills("Amount", "12,40")
	s.As("ben").Submits().SeesFieldError("Amount", "Not an amount.")
	s.As("ben").Fills("Amount", "12,400").Submits().SeesModal("Saved in the form.")
	s.As("ben").Closes().SeesNoModal()

	dana.Mentions(first, "pay")
	fm.ExpectsThread("FM-1042", "heard")
	dana.DMs("my").SeesDM("6 wait on you")
	dana.OpensHome().SeesHome("96 open")
	dana.ClicksHome("My queue")
	s.Together(
		func() { dana.In("fort-myers").ClicksNear("Harris", "Clear") },
		func() { s.As("ben").Types("fort-myers", "just talking") },
	)
	fm.ExpectsReaction("eyes", "FM-1042")
	fm.ExpectsDeletion("FM-1042 Harris")
	s.Silence()
}

// verdict stands in for a test and keeps what it was failed with.
type verdict struct {
	testing.TB
	mu       sync.Mutex
	said     []string
	cleanups []func()
}

func (v *verdict) Helper() {}
func (v *verdict) Errorf(format string, args ...any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.said = append(v.said, format)
	for _, arg := range args {
		if s, ok := arg.(string); ok {
			v.said = append(v.said, s)
		}
	}
}

func (v *verdict) Fatalf(format string, args ...any) {
	v.Errorf(format, args...)
	runtime.Goexit()
}
func (v *verdict) Cleanup(f func()) { v.cleanups = append(v.cleanups, f) }
func (v *verdict) Failed() bool     { return len(v.said) > 0 }

// judge tells a story and gives what it was failed with.
func judge(t *testing.T, ws *slackfake.Workspace, story func(s *Story)) string {
	t.Helper()
	v := &verdict{TB: t}
	done := make(chan struct{})
	go func() {
		defer close(done)
		story(New(v, ws))
	}()
	<-done
	for _, f := range v.cleanups {
		f()
	}
	return strings.Join(v.said, "\n")
}

func TestWhatFailsAStory(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		story func(s *Story)
		want  string
	}{
		"a message not named": {func(s *Story) {
			s.As("dana").Types("fort-myers", "/file FM-1042")
			s.Silence()
		}, "balance $12,400.00"},
		"an edit not named": {func(s *Story) {
			s.As("dana").Types("fort-myers", "/file FM-1042")
			s.Channel("fort-myers").Expects("$12,400.00")
			s.As("dana").Types("fort-myers", "/pay FM-1042")
			s.As("dana").SeesEphemeral("Saved.")
			s.Channel("fort-myers").ExpectsThread("FM-1042", "e9").Pings("ben")
			s.Silence()
		}, "edit in C0FM"},
		"an ephemeral not named": {func(s *Story) {
			s.As("dana").Types("fort-myers", "/pay FM-1042")
			s.Channel("fort-myers").Expects("$0.00")
			s.Channel("fort-myers").ExpectsThread("FM-1042", "e9").Pings("ben")
			s.Silence()
		}, "ephemeral in C0FM"},
		"a ping not named": {func(s *Story) {
			s.As("dana").Types("fort-myers", "/pay FM-1042").SeesEphemeral("Saved.")
			s.Channel("fort-myers").Expects("$0.00")
			s.Channel("fort-myers").ExpectsThread("FM-1042", "e9")
			s.Silence()
		}, "a message pings"},
		"another ping": {func(s *Story) {
			s.As("dana").Types("fort-myers", "/pay FM-1042")
			s.Channel("fort-myers").ExpectsThread("FM-1042", "e9").Pings("dana")
			s.ended = true
		}, "not %v"},
		"a modal not named": {func(s *Story) {
			s.As("dana").Types("fort-myers", "/file FM-1042")
			s.As("dana").Clicks("Payment…")
			s.Channel("fort-myers").Expects("FM-1042")
			s.Silence()
		}, "Log payment"},
		"other words": {func(s *Story) {
			s.As("dana").Types("fort-myers", "/file FM-1042")
			s.Channel("fort-myers").Expects("FM-1042").Reads("FM-1043").Lacks("Harris")
			s.Silence()
		}, "reads otherwise"},
		"words that should not be there": {func(s *Story) {
			s.As("dana").Types("fort-myers", "/file FM-1042")
			s.Channel("fort-myers").Expects("FM-1042").Lacks("Harris")
			s.Silence()
		}, "the message holds"},
		"a value that should not be there": {func(s *Story) {
			s.As("dana").Types("fort-myers", "/file FM-1042")
			s.Channel("fort-myers").Expects("FM-1042").Lacks(`"value":"Clear"`)
			s.Silence()
		}, "the message holds"},
		"other options": {func(s *Story) {
			s.As("dana").Types("fort-myers", "/file FM-1042")
			s.As("dana").Clicks("Payment…").SeesModal("Log payment").Searches("File", "harris", "FM-1")
			s.ended = true
		}, "is offered"},
		"no such button": {func(s *Story) {
			s.As("dana").In("fort-myers").Clicks("Nothing")
		}, "%s %s: %v"},
		"a message that never comes": {func(s *Story) {
			s.patience = 50 * time.Millisecond
			s.Channel("fort-myers").Expects("FM-9999")
		}, "was not shown"},
		"a field without an error": {func(s *Story) {
			s.As("dana").Types("fort-myers", "/file FM-1042").Clicks("Payment…").SeesModal("Log payment")
			s.patience = 50 * time.Millisecond
			s.As("dana").SeesFieldError("Amount", "Not an amount.")
		}, "does not see"},
		"a modal that stays": {func(s *Story) {
			s.As("dana").Types("fort-myers", "/file FM-1042").Clicks("Payment…").SeesModal("Log payment")
			s.patience = 50 * time.Millisecond
			s.As("dana").SeesNoModal()
		}, "still sees a modal"},
		"no silence at the end": {func(s *Story) {}, "does not end in Silence"},
		"a refused payload": {func(s *Story) {
			s.As("dana").Types("fort-myers", "/bad")
			s.Silence()
		}, "invalid_blocks"},
		"no ack": {func(s *Story) {
			s.As("dana").Types("fort-myers", "/mute").SeesEphemeral("operation_timeout")
			s.Silence()
		}, "no ack within"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bot := paybot()
			ws := newStage(t, slackfake.Options{AckWithin: 500 * time.Millisecond}, func(b *script, word string, payload object) any {
				switch word {
				case "/mute":
					return silence{}
				case "/bad":
					b.api("chat.postMessage", object{"channel": "C0FM", "text": "x", "blocks": []any{object{"type": "section"}}})
				}
				return bot(b, word, payload)
			})
			if got := judge(t, ws, c.story); !strings.Contains(got, c.want) {
				t.Errorf("failed with %q, want %q", got, c.want)
			}
		})
	}
}
