package slackfake

import (
	"strings"
	"testing"
	"time"
)

// payForm is a modal with a field of every common kind.
func payForm() object {
	input := func(id, label string, element object, extra object) object {
		element["action_id"] = "v"
		b := object{"type": "input", "block_id": id, "label": plainText(label), "element": element}
		for k, v := range extra {
			b[k] = v
		}
		return b
	}
	view := modalOf("Log payment",
		input("amount", "Amount", object{"type": "number_input", "is_decimal_allowed": true, "min_value": "0.01"}, nil),
		input("file", "File", object{"type": "external_select", "min_query_length": 2.0, "placeholder": plainText("Find")}, nil),
		input("method", "Method", object{"type": "radio_buttons", "options": []any{
			object{"text": plainText("Check"), "value": "check"}, object{"text": plainText("ACH"), "value": "ach"},
		}}, nil),
		input("date", "Date", object{"type": "datepicker", "initial_date": "2026-11-23"}, nil),
		input("note", "Note", object{"type": "plain_text_input", "max_length": 10.0}, object{"optional": true}),
		input("kind", "Kind", object{"type": "static_select", "options": []any{object{"text": plainText("Full"), "value": "full"}}}, object{"dispatch_action": true, "optional": true}),
	)
	view["submit"], view["close"], view["private_metadata"] = plainText("Save"), plainText("Cancel"), "f1"
	return view
}

// formBot opens the form on any command and answers submissions as told.
func formBot(t *testing.T, ws *Workspace, submitted func(in received) any) *testBot {
	return newBot(t, ws, func(b *testBot, in received) any {
		switch text(in.Payload, "type") {
		case "":
			if opened := b.call("views.open", object{"trigger_id": text(in.Payload, "trigger_id"), "view": payForm()}); !truth(opened, "ok") {
				b.t.Errorf("open: %v", opened)
			}
			return nil
		case "view_submission":
			return submitted(in)
		case "block_suggestion":
			return object{"options": []any{object{"text": plainText("FM-1042 Harris"), "value": "17"}}}
		}
		return nil
	})
}

func openForm(t *testing.T, ws *Workspace) *Person {
	t.Helper()
	dana := ws.Person("dana")
	_, err := dana.Types(t.Context(), "fort-myers", "/pay")
	must(t, err)
	if dana.View() == nil {
		t.Fatal("no modal is open")
	}
	return dana
}

// What a view holds is what was entered, and where nothing could be entered what it begins with.
func TestViewTellsWhatWasEntered(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	formBot(t, ws, func(received) any { return nil })
	dana := openForm(t, ws)
	fillForm(t, dana)
	v := dana.View()
	entered := map[string]any{}
	for _, b := range objectsOf(v.blocks()) {
		entered[text(b, "block_id")] = v.Entered(b, sub(b, "element"))
	}
	method, _ := entered["method"].(object)
	if entered["amount"] != "12400" || entered["date"] != "2026-11-23" || entered["note"] != nil || text(method, "value") != "ach" {
		t.Errorf("it holds %v", entered)
	}
	date := objectsOf(array(payForm(), "blocks"))[3]
	if got := (View{}).Entered(date, sub(date, "element")); got != "2026-11-23" {
		t.Errorf("a view outside a workspace holds %v", got)
	}
}

func fillForm(t *testing.T, dana *Person) {
	t.Helper()
	_, err := dana.SearchOptions(t.Context(), Where{}, "File", "harris")
	must(t, err)
	for label, words := range map[string]string{"Amount": "12400", "File": "FM-1042 Harris", "Method": "ACH"} {
		_, err := dana.Fills(t.Context(), label, words)
		must(t, err)
	}
}

func TestASubmission(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := formBot(t, ws, func(received) any { return nil })
	dana := openForm(t, ws)
	_, err := dana.Submits(t.Context())
	must(t, err)
	if v := dana.View(); v.Errors["amount"] != "Please complete this required field." || v.Errors["note"] != "" || len(v.Errors) != 3 {
		t.Errorf("errors %v", v.Errors)
	}
	if n := len(b.seen()); n != 2 {
		t.Errorf("an incomplete form was sent: %d frames", n)
	}
	ws.Read(func(s *State) {
		last := s.Shown()[len(s.Shown())-1]
		if last.Kind != Errors || last.User != s.UserID("dana") || !strings.Contains(RenderView(last.View), "! Please complete this required field.") {
			t.Errorf("what is missing is not shown, but %s", last)
		}
	})
	short, err := dana.SearchOptions(t.Context(), Where{}, "File", "h")
	must(t, err)
	if short.EnvelopeID != "" || short.Options != nil {
		t.Errorf("a short query asked the app: %+v", short)
	}
	fillForm(t, dana)
	dispatched, err := dana.Fills(t.Context(), "Kind", "Full")
	must(t, err)
	if dispatched.EnvelopeID == "" || text(b.lastPayload(), "type") != "block_actions" {
		t.Error("a field with dispatch_action told nobody")
	}
	_, err = dana.Submits(t.Context())
	must(t, err)
	view := sub(b.lastPayload(), "view")
	state := sub(sub(view, "state"), "values")
	want := object{
		"amount": object{"v": object{"type": "number_input", "value": "12400"}},
		"file":   object{"v": object{"type": "external_select", "selected_option": object{"text": plainText("FM-1042 Harris"), "value": "17"}}},
		"method": object{"v": object{"type": "radio_buttons", "selected_option": object{"text": plainText("ACH"), "value": "ach"}}},
		"date":   object{"v": object{"type": "datepicker", "selected_date": "2026-11-23"}},
		"note":   object{"v": object{"type": "plain_text_input", "value": nil}},
		"kind":   object{"v": object{"type": "static_select", "selected_option": object{"text": plainText("Full"), "value": "full"}}},
	}
	if !sameJSON(state, want) {
		t.Errorf("state %v, want %v", state, want)
	}
	if text(view, "private_metadata") != "f1" || text(view, "callback_id") != "form" || dana.View() != nil {
		t.Errorf("view %v, still open: %v", view, dana.View())
	}
}

func TestFieldsThatDoNotPass(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	formBot(t, ws, func(received) any { return nil })
	dana := openForm(t, ws)
	fillForm(t, dana)
	for _, c := range [][3]string{
		{"Amount", "0", "at least 0.01"}, {"Amount", "twelve", "Enter a number."}, {"Note", "a long long note", "at most 10 characters"},
	} {
		_, err := dana.Fills(t.Context(), c[0], c[1])
		must(t, err)
		_, err = dana.Submits(t.Context())
		must(t, err)
		if got := dana.View().Errors[strings.ToLower(c[0])]; !strings.Contains(got, c[2]) {
			t.Errorf("%s %q: %q", c[0], c[1], got)
		}
	}
	if _, err := dana.Fills(t.Context(), "Method", "Barter"); err == nil {
		t.Error("an option that is not offered is chosen")
	}
}

func TestAnswersToASubmission(t *testing.T) {
	t.Parallel()
	next := modalOf("Receipt", sectionOf("Saved."))
	for name, c := range map[string]struct {
		answer  any
		title   string // of the modal on top afterwards
		problem string
	}{
		"close":         {nil, "", ""},
		"empty object":  {object{}, "", ""},
		"clear":         {object{"response_action": "clear"}, "", ""},
		"update":        {object{"response_action": "update", "view": next}, "Receipt", ""},
		"push":          {object{"response_action": "push", "view": next}, "Receipt", ""},
		"errors":        {object{"response_action": "errors", "errors": object{"amount": "Not an amount."}}, "Log payment", ""},
		"unknown field": {object{"response_action": "errors", "errors": object{"nowhere": "x"}}, "Log payment", "is not the block_id of an input"},
		"no view":       {object{"response_action": "update"}, "Log payment", "must be an object"},
		"unknown":       {object{"response_action": "dance"}, "Log payment", "must be one of"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ws := newWorkspace(t, Options{})
			formBot(t, ws, func(received) any { return c.answer })
			dana := openForm(t, ws)
			fillForm(t, dana)
			turn, err := dana.Submits(t.Context())
			must(t, err)
			title := ""
			v := dana.View()
			if v != nil {
				title = v.Title()
			}
			if title != c.title || !strings.Contains(turn.Ack.Problem, c.problem) || (c.problem == "") != (turn.Ack.Problem == "") {
				t.Errorf("on top %q, problem %q", title, turn.Ack.Problem)
			}
			if c.problem != "" && v.Banner != troubleConnecting {
				t.Errorf("banner %q", v.Banner)
			}
			if name == "errors" && !strings.Contains(RenderView(*v), "Amount: 12400\n! Not an amount.") {
				t.Errorf("dana sees %s", RenderView(*v))
			}
		})
	}
}

func TestASubmissionNobodyAnswers(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{AckWithin: 1500 * time.Millisecond})
	formBot(t, ws, func(received) any { return silence{} })
	dana := openForm(t, ws)
	fillForm(t, dana)
	_, err := dana.Submits(t.Context())
	must(t, err)
	if v := dana.View(); v == nil || v.Banner != troubleConnecting {
		t.Errorf("dana sees %+v", v)
	}
}

func TestTriggers(t *testing.T) {
	t.Parallel()
	clock := &testClock{now: testNow}
	ws := newWorkspace(t, Options{Now: clock.Now})
	b := newBot(t, ws, nil)
	open := func(method, trigger string) string {
		return text(b.call(method, object{"trigger_id": trigger, "view": modalOf("T", sectionOf("x"), actionsOf(buttonOf("More", "m")))}), "error")
	}
	typed := func() string {
		turn, err := ws.Person("dana").Types(t.Context(), "fort-myers", "/pay")
		must(t, err)
		return turn.TriggerID
	}
	trigger := typed()
	if got := open("views.push", trigger); got != "not_found" {
		t.Errorf("pushing on nothing: %q", got)
	}
	trigger = typed()
	if got := open("views.open", trigger); got != "" {
		t.Errorf("opening: %q", got)
	}
	if got := open("views.open", trigger); got != "exchanged_trigger_id" {
		t.Errorf("a trigger used twice: %q", got)
	}
	late := typed()
	clock.Add(4 * time.Second)
	if got := open("views.open", late); got != "expired_trigger_id" {
		t.Errorf("a trigger of 4 s ago: %q", got)
	}
	for i, want := range []string{"", "", "push_limit_reached"} {
		turn, err := ws.Person("dana").Clicks(t.Context(), Where{}, "More")
		must(t, err)
		if got := open("views.push", turn.TriggerID); got != want {
			t.Errorf("push %d: %q, want %q", i+1, got, want)
		}
	}
	if top := ws.Person("dana").View(); top.Root == top.ID || top.Previous == "" {
		t.Errorf("the top view %+v knows nothing of its stack", top)
	}
}

func TestATriggerExpiresByItself(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{AckWithin: 20 * time.Millisecond}) // the clock stands still
	b := newBot(t, ws, nil)
	turn, err := ws.Person("dana").Types(t.Context(), "fort-myers", "/pay")
	must(t, err)
	waitFor(t, ws, "the trigger's end", func(s *State) bool { return s.triggers[turn.TriggerID].expired })
	if got := text(b.call("views.open", object{"trigger_id": turn.TriggerID, "view": modalOf("T")}), "error"); got != "expired_trigger_id" {
		t.Errorf("opening: %q", got)
	}
}

func TestUpdatingAView(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	b := formBot(t, ws, func(received) any { return nil })
	dana := openForm(t, ws)
	fillForm(t, dana)
	before := dana.View()
	changed := payForm()
	changed["title"] = plainText("Once more")
	changed["blocks"].([]any)[2].(object)["block_id"] = "method2"
	answer := b.call("views.update", object{"view_id": before.ID, "hash": before.Hash, "view": changed})
	if !truth(answer, "ok") {
		t.Fatal(answer)
	}
	words := RenderView(*dana.View())
	for _, want := range []string{"Once more", "Amount: 12400", "File: FM-1042 Harris", "Method: ( ) Check  ( ) ACH"} {
		if !strings.Contains(words, want) {
			t.Errorf("dana does not see %q in\n%s", want, words)
		}
	}
	if got := text(b.call("views.update", object{"view_id": before.ID, "hash": before.Hash, "view": changed}), "error"); got != "hash_conflict" {
		t.Errorf("an update on a stale view: %q", got)
	}
	changed["external_id"] = "mine"
	if answer := b.call("views.update", object{"view_id": before.ID, "view": changed}); !truth(answer, "ok") {
		t.Fatal(answer)
	}
	if answer := b.call("views.update", object{"external_id": "mine", "view": changed}); !truth(answer, "ok") {
		t.Errorf("by external_id: %v", answer)
	}
}

func TestClosing(t *testing.T) {
	t.Parallel()
	ws := newWorkspace(t, Options{})
	view := modalOf("First", sectionOf("x"), actionsOf(buttonOf("More", "m")))
	view["notify_on_close"] = true
	b := newBot(t, ws, func(b *testBot, in received) any {
		switch text(in.Payload, "type") {
		case "":
			b.call("views.open", object{"trigger_id": text(in.Payload, "trigger_id"), "view": view})
		case "block_actions":
			b.call("views.push", object{"trigger_id": text(in.Payload, "trigger_id"), "view": modalOf("Second")})
		}
		return nil
	})
	dana := openForm(t, ws)
	_, err := dana.Clicks(t.Context(), Where{}, "More")
	must(t, err)
	quiet, err := dana.Cancels(t.Context())
	must(t, err)
	if quiet.EnvelopeID != "" || dana.View().Title() != "First" {
		t.Errorf("cancelling the second view: %+v, on top %q", quiet, dana.View().Title())
	}
	_, err = dana.Clicks(t.Context(), Where{}, "More")
	must(t, err)
	_, err = dana.Closes(t.Context())
	must(t, err)
	payload := b.lastPayload()
	if text(payload, "type") != "view_closed" || !truth(payload, "is_cleared") || text(sub(sub(payload, "view"), "title"), "text") != "First" || dana.View() != nil {
		t.Errorf("payload %v", payload)
	}
	if _, err = dana.Cancels(t.Context()); err == nil {
		t.Error("closing nothing is no error")
	}
}
