package slackfake

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// sample is a payload of the payload checker's file of samples, or one made from it.
type sample struct {
	Name    string `json:"name"`
	Method  string `json:"method"`
	Payload object `json:"payload"`
}

// judge is what this package says of a sample: the reasons to refuse it.
func judge(c sample) []string {
	r := &report{}
	args := decoded(c.Payload).(object)
	for _, name := range jsonArguments {
		var value any
		if raw := text(args, name); raw != "" && json.Unmarshal([]byte(raw), &value) == nil {
			args[name] = value
		}
	}
	switch c.Method {
	case "ack.options":
		checkOptions(r, args)
	case "ack.view_submission":
		checkSubmission(r, args)
	case "views.open", "views.push", "views.update":
		checkView(r, "/view", "", args["view"])
	case "views.publish":
		checkView(r, "/view", "home", args["view"])
	default:
		if truth(args, "delete_original") {
			return nil
		}
		if refused := checkContent(args); refused != nil {
			return append(refused.messages, refused.name)
		}
	}
	return r.problems
}

// sharedFile finds a file of the shared folder, or skips the test where there is none.
func sharedFile(t *testing.T, path string) string {
	t.Helper()
	root := os.Getenv("PAIDUP_SHARED")
	if root == "" {
		dir, err := os.Getwd()
		must(t, err)
		for dir != "/" {
			if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
				break
			}
			dir = filepath.Dir(dir)
		}
		root = filepath.Join(dir, "..", "shared")
	}
	found := filepath.Join(root, path)
	if _, err := os.Stat(found); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is missing; set PAIDUP_SHARED", found)
		}
		t.Skipf("%s is not on this machine; PAIDUP_SHARED says where it is", found)
	}
	return found
}

func goodSamples(t *testing.T) []sample {
	t.Helper()
	raw, err := os.ReadFile(sharedFile(t, "tools/blockcheck/samples_good.json"))
	must(t, err)
	var good []sample
	must(t, json.Unmarshal(raw, &good))
	for _, c := range allElements() {
		c.Payload = decoded(c.Payload).(object)
		good = append(good, c)
	}
	return good
}

// allElements are payloads that hold every element and every block this package has rules for.
func allElements() []sample {
	option := func(v string) object { return object{"text": plainText("Job " + v), "value": v} }
	options := []any{option("1"), option("2")}
	confirm := object{"title": plainText("Sure?"), "text": plainText("It goes."), "confirm": plainText("Yes"), "deny": plainText("No")}
	fillIns := map[string]object{
		"button":     {"text": plainText("Go"), "value": "v", "style": "primary", "url": "https://a.example/b", "confirm": confirm, "accessibility_label": "Go there"},
		"overflow":   {"options": []any{option("1"), object{"text": plainText("x"), "value": "x", "url": "https://a.example"}}},
		"checkboxes": {"options": options, "initial_options": []any{option("1")}}, "radio_buttons": {"options": options, "initial_option": option("2")},
		"datepicker": {"initial_date": "2026-11-23"}, "timepicker": {"initial_time": "09:30"}, "datetimepicker": {"initial_date_time": 1790000000.0},
		"plain_text_input": {"min_length": 1.0, "max_length": 20.0, "multiline": true, "initial_value": "x"},
		"email_text_input": {"initial_value": "a@b.example"}, "url_text_input": {"initial_value": "https://a.example"},
		"number_input":    {"is_decimal_allowed": false, "min_value": "1", "max_value": "9", "initial_value": "5"},
		"rich_text_input": {"initial_value": richWords("x")}, "file_input": {"max_files": 2.0, "filetypes": []any{"csv"}},
		"static_select":   {"option_groups": []any{object{"label": plainText("All"), "options": options}}, "initial_option": option("1"), "focus_on_load": true},
		"external_select": {"min_query_length": 2.0, "placeholder": plainText("Find")}, "users_select": {"initial_user": "U012"},
		"conversations_select": {"default_to_current_conversation": true, "filter": object{"include": []any{"private"}}},
		"channels_select":      {"initial_channel": "C012"}, "multi_static_select": {"options": options, "initial_options": []any{option("2")}, "max_selected_items": 2.0},
		"multi_external_select": {"min_query_length": 1.0}, "multi_users_select": {"initial_users": []any{"U012"}},
		"multi_conversations_select": {"initial_conversations": []any{"C012"}}, "multi_channels_select": {"initial_channels": []any{"C012"}},
	}
	one := func(kind string) object {
		e := maps.Clone(fillIns[kind])
		e["type"], e["action_id"] = kind, "a_"+kind
		return e
	}
	var made []sample
	message := func(name string, blocks ...any) {
		made = append(made, sample{"message of " + name, "chat.postMessage", object{"channel": "C012", "text": "x", "blocks": blocks}})
	}
	for _, kind := range inputElements {
		input := object{"type": "input", "block_id": "b1", "label": plainText("Label"), "element": one(kind), "hint": plainText("hint"), "optional": true}
		made = append(made, sample{"modal with " + kind, "views.open", object{"trigger_id": "1.2.3", "view": object{
			"type": "modal", "title": plainText("T"), "submit": plainText("Save"), "blocks": []any{input},
		}}})
	}
	for _, kind := range actionElements {
		if fillIns[kind] != nil {
			message("actions "+kind, object{"type": "actions", "elements": []any{one(kind)}})
		}
	}
	for _, kind := range sectionElements {
		if fillIns[kind] != nil {
			message("section "+kind, object{"type": "section", "text": plainText("x"), "accessory": one(kind)})
		}
	}
	leaves := []any{
		object{"type": "text", "text": "a", "style": object{"bold": true}}, object{"type": "link", "url": "https://a.example", "text": "l"},
		object{"type": "user", "user_id": "U012"}, object{"type": "channel", "channel_id": "C012"}, object{"type": "emoji", "name": "x"},
		object{"type": "broadcast", "range": "here"}, object{"type": "color", "value": "#ff0000"},
		object{"type": "date", "timestamp": 1790000000.0, "format": "{date}", "fallback": "f"},
	}
	section := object{"type": "rich_text_section", "elements": leaves}
	message("rich text", object{"type": "rich_text", "elements": []any{
		section, object{"type": "rich_text_list", "style": "ordered", "indent": 1.0, "border": 0.0, "elements": []any{section}},
		object{"type": "rich_text_quote", "elements": leaves}, object{"type": "rich_text_preformatted", "elements": leaves, "border": 1.0},
	}})
	message("image", object{"type": "image", "alt_text": "a", "image_url": "https://a.example/i.png", "title": plainText("t")})
	message("context", object{"type": "context", "elements": []any{plainText("a"), object{"type": "image", "alt_text": "i", "slack_file": object{"id": "F1"}}}})
	message("markdown", object{"type": "markdown", "text": "# a"})
	message("header", object{"type": "header", "text": plainText("h"), "level": 2.0})
	message("data table", object{"type": "data_table", "caption": "c", "page_size": 5.0, "rows": []any{
		[]any{object{"type": "raw_text", "text": "h"}}, []any{object{"type": "raw_number", "value": 1.0, "text": "1"}},
	}})
	message("pie", object{"type": "data_visualization", "title": "t", "chart": object{"type": "pie", "segments": []any{object{"label": "a", "value": 1.0}}}})
	message("bars", object{"type": "data_visualization", "title": "t", "chart": object{
		"type": "bar", "axis_config": object{"categories": []any{"q"}, "x_label": "x"},
		"series": []any{object{"name": "s", "data": []any{object{"label": "q", "value": 1.0}}}},
	}})
	made = append(made, sample{"modal with alert", "views.open", object{"trigger_id": "1.2.3", "view": object{
		"type": "modal", "title": plainText("T"), "blocks": []any{object{"type": "alert", "text": plainText("a"), "level": "warning"}},
	}}})
	return made
}

func TestGoodPayloadsAreTaken(t *testing.T) {
	t.Parallel()
	for _, c := range goodSamples(t) {
		if problems := judge(c); len(problems) > 0 {
			t.Errorf("%s is refused: %v", c.Name, problems)
		}
	}
}

// breakage is one way to break a payload: where is the object to alter, below a block or view.
type breakage struct {
	name string
	fits func(o object) bool
	do   func(o object)
}

var breakages = []breakage{
	{"an undocumented field", func(o object) bool { return o["type"] != nil }, func(o object) { o["undocumented"] = "x" }},
	{"no type", func(o object) bool { return o["type"] != nil }, func(o object) { delete(o, "type") }},
	{"another type", func(o object) bool { return o["type"] != nil }, func(o object) { o["type"] = "no_such_type" }},
	{"no text", func(o object) bool { return isWords(o) }, func(o object) { delete(o, "text") }},
	{"an empty text", func(o object) bool { return isWords(o) }, func(o object) { o["text"] = "" }},
	{"a long text", func(o object) bool { return isWords(o) }, func(o object) { o["text"] = strings.Repeat("x", 12001) }},
	{"a number for text", func(o object) bool { return isWords(o) }, func(o object) { o["text"] = 7.0 }},
	{"no options", func(o object) bool { return o["options"] != nil && (o["type"] != nil || o["label"] != nil) }, func(o object) { o["options"] = []any{} }},
	{"equal options", func(o object) bool { return len(array(o, "options")) == 2 }, func(o object) { array(o, "options")[1] = array(o, "options")[0] }},
	{"a long value", func(o object) bool { return o["value"] != nil && o["text"] != nil }, func(o object) { o["value"] = strings.Repeat("v", 2001) }},
	{"a long action_id", func(o object) bool { return o["action_id"] != nil }, func(o object) { o["action_id"] = strings.Repeat("a", 256) }},
	{"a long block_id", func(o object) bool { return o["block_id"] != nil }, func(o object) { o["block_id"] = strings.Repeat("b", 256) }},
	{"no elements", func(o object) bool { return o["elements"] != nil && text(o, "type") != "rich_text" }, func(o object) { delete(o, "elements") }},
	{"elements that are none", func(o object) bool { return o["elements"] != nil }, func(o object) { o["elements"] = "x" }},
	{"no label", func(o object) bool { return o["label"] != nil }, func(o object) { delete(o, "label") }},
	{"no alt_text", func(o object) bool { return o["alt_text"] != nil }, func(o object) { delete(o, "alt_text") }},
	{"a bad date", func(o object) bool { return o["initial_date"] != nil }, func(o object) { o["initial_date"] = "2026-13-01" }},
	{"a foreign initial option", func(o object) bool { return o["initial_option"] != nil }, func(o object) { sub(o, "initial_option")["value"] = "elsewhere" }},
	{"numbers out of order", func(o object) bool { return o["min_value"] != nil && o["max_value"] != nil }, func(o object) { o["min_value"] = "99" }},
	{"lengths out of order", func(o object) bool { return o["max_length"] != nil && o["min_length"] != nil }, func(o object) { o["min_length"] = 30.0 }},
	{"null for an object", func(o object) bool { return sub(o, "text") != nil }, func(o object) { o["text"] = nil }},
	{"no submit", func(o object) bool { return o["submit"] != nil && hasInput(o) }, func(o object) { delete(o, "submit") }},
	{"no title", func(o object) bool { return text(o, "type") == "modal" }, func(o object) { delete(o, "title") }},
	{"no blocks", func(o object) bool { return len(array(o, "blocks")) > 0 }, func(o object) { o["blocks"] = []any{} }},
	{"too many blocks", func(o object) bool { return len(array(o, "blocks")) > 0 }, func(o object) {
		o["blocks"] = slices.Repeat([]any{object{"type": "divider"}}, 101)
	}},
	{"equal block_ids", func(o object) bool { return len(array(o, "blocks")) > 0 }, func(o object) {
		o["blocks"] = append(array(o, "blocks"), object{"type": "divider", "block_id": "same"}, object{"type": "divider", "block_id": "same"})
	}},
	{"a header over 150", func(o object) bool { return text(o, "type") == "header" }, func(o object) { o["text"] = plainText(strings.Repeat("h", 151)) }},
	{"11 fields", func(o object) bool { return len(array(o, "fields")) > 0 }, func(o object) { o["fields"] = slices.Repeat(array(o, "fields")[:1], 11) }},
	{"26 buttons", func(o object) bool { return text(o, "type") == "actions" }, func(o object) {
		o["elements"] = slices.Repeat([]any{object{"type": "button", "text": plainText("x")}}, 26)
	}},
	{"a long view metadata", func(o object) bool { return o["private_metadata"] != nil }, func(o object) { o["private_metadata"] = strings.Repeat("m", 3001) }},
	{"two focused", func(o object) bool { return len(array(o, "blocks")) == 1 && hasInput(o) }, func(o object) {
		for _, id := range []string{"f1", "f2"} {
			o["blocks"] = append(array(o, "blocks"), object{"type": "input", "block_id": id, "label": plainText("x"), "element": object{"type": "plain_text_input", "focus_on_load": true}})
		}
	}},
	{"two tables", func(o object) bool {
		return len(array(o, "blocks")) > 0 && text(objects(o, "blocks")[0], "type") == "table"
	}, func(o object) {
		o["blocks"] = slices.Repeat(array(o, "blocks"), 2)
	}},
	{"no response_action", func(o object) bool { return o["response_action"] != nil }, func(o object) { delete(o, "response_action") }},
	{"empty field errors", func(o object) bool { return o["errors"] != nil }, func(o object) { o["errors"] = object{} }},
	{"a series without a point", func(o object) bool { return o["series"] != nil }, func(o object) { sub(o, "axis_config")["categories"] = []any{"q", "r"} }},
}

func isWords(o object) bool {
	return slices.Contains([]string{"plain_text", "mrkdwn"}, text(o, "type"))
}

func hasInput(o object) bool {
	return slices.ContainsFunc(objects(o, "blocks"), func(b object) bool { return text(b, "type") == "input" })
}

// broken are the samples, each broken in one place in every way that fits, in the first, second and last such place.
func broken(good []sample) []sample {
	var all []sample
	for _, c := range good {
		if text(c.Payload, "blocks") != "" {
			continue // the form-encoded sample holds nothing the others do not
		}
		for _, way := range breakages {
			places := len(spotsFor(c.Payload, way))
			for n := range places {
				if n > 1 && n < places-1 {
					continue
				}
				payload := decoded(c.Payload).(object)
				way.do(spotsFor(payload, way)[n])
				all = append(all, sample{fmt.Sprintf("%s with %s (%d)", c.Name, way.name, n), c.Method, payload})
			}
		}
	}
	return all
}

func spotsFor(payload object, way breakage) []object {
	var spots []object
	walk(payload, func(o object) {
		if way.fits(o) {
			spots = append(spots, o)
		}
	})
	return spots
}

func TestBrokenPayloadsAreRefused(t *testing.T) {
	t.Parallel()
	for _, c := range broken(goodSamples(t)) {
		if len(judge(c)) == 0 {
			t.Errorf("%s is taken", c.Name)
		}
	}
}

// stricter are the payloads that only this package refuses: both lack a type that Slack's documentation requires.
var stricter = map[string]bool{
	"rich text list with no type (2)":  true,
	"message of bars with no type (1)": true,
}

// TestAgreesWithTheOtherChecker asks the independent checker about every sample, whole and broken.
func TestAgreesWithTheOtherChecker(t *testing.T) {
	t.Parallel()
	good := goodSamples(t)
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("node is missing")
		}
		t.Skip("node is not installed")
	}
	cases := append(good, broken(good)...)
	raw, err := json.Marshal(cases)
	must(t, err)
	path := filepath.Join(t.TempDir(), "cases.json")
	must(t, os.WriteFile(path, raw, 0o600))
	cmd := exec.CommandContext(t.Context(), node, sharedFile(t, "tools/blockcheck/check.mjs"), "--json", "--engines", "limits", path)
	answers := filepath.Join(t.TempDir(), "answers.json")
	cmd.Stdout, err = os.Create(answers)
	must(t, err)
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	out, err := os.ReadFile(answers)
	must(t, err)
	var said []struct {
		Name   string
		Errors []string
	}
	must(t, json.Unmarshal(out, &said))
	if len(said) != len(cases) {
		t.Fatalf("asked about %d payloads, heard about %d", len(cases), len(said))
	}
	for i, c := range cases {
		here := judge(c)
		if len(here) > 0 && stricter[c.Name] {
			continue
		}
		if (len(here) == 0) != (len(said[i].Errors) == 0) {
			t.Errorf("%s: here %v, there %v", c.Name, here, said[i].Errors)
		}
	}
	t.Logf("%d payloads", len(cases))
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	for payload, want := range map[string][]string{
		`{"text":"x"}`: nil,
		`{"text":""}`:  {"no_text"},
		`{"blocks":[{"type":"divider"},{"type":"alert"}]}`:                      {"invalid_blocks", "[ERROR] unsupported on message: alert [json-pointer:/blocks/1]", "[ERROR] missing required field: text [json-pointer:/blocks/1]"},
		`{"type":"home","blocks":[{"type":"divider"}]}`:                         nil,
		`{"type":"modal","blocks":[{"type":"divider"}]}`:                        {"invalid_arguments", "[ERROR] missing required field: title [json-pointer:/view]"},
		`{"type":"modal","title":{"type":"plain_text","text":"x"},"blocks":[]}`: {"invalid_arguments", "[ERROR] no less than 1 item allowed [json-pointer:/view/blocks]"},
	} {
		got, err := Refusals([]byte(payload))
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s is refused for %q, %v, want %q", payload, got, err, want)
		}
	}
	if _, err := Refusals([]byte("[")); err == nil {
		t.Error("what is no JSON is judged")
	}
}
