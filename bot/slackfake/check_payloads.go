package slackfake

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"unicode/utf8"
)

// The sizes above which Slack refuses or cuts.
const (
	maxViewBytes     = 250_000
	maxText          = 40_000
	maxUpdateText    = 4_000
	maxMetadataBytes = 8_000
	maxMarkdown      = 12_000
	maxAttachments   = 100
)

var tsPattern = regexp.MustCompile(`^\d{10}\.\d{6}$`)

// notOn lists the blocks that a surface does not take.
var notOn = map[string][]string{
	"message": {"alert", "file"},
	"modal":   {"card", "carousel", "context_actions", "data_visualization", "file", "markdown", "plan", "table", "task_card"},
	"home":    {"alert", "context_actions", "file", "markdown", "plan", "table", "task_card"},
}

// checkBlocks judges the blocks of a message, modal or home tab.
func checkBlocks(r *report, at, surface string, v any) {
	blocks, ok := v.([]any)
	if !ok {
		r.add(at, "must be an array, not %s", kindOf(v))
		return
	}
	most := 100
	if surface == "message" {
		most = 50
	}
	if len(blocks) > most {
		r.add(at, "no more than %d items allowed, has %d", most, len(blocks))
	}
	if len(blocks) == 0 {
		r.add(at, "no less than 1 item allowed")
	}
	ids := map[string]bool{}
	for i, b := range blocks {
		here := at + "/" + strconv.Itoa(i)
		checkBlock(r, here, surface, b)
		o, _ := b.(object)
		id := text(o, "block_id")
		if id != "" && ids[id] {
			r.add(here, "duplicate block_id: %s", id)
		}
		ids[id] = true
	}
	checkTotals(r, at, objectsOf(blocks))
}

func checkBlock(r *report, at, surface string, v any) {
	o, ok := v.(object)
	if !ok {
		r.add(at, "must be an object, not %s", kindOf(v))
		return
	}
	kind := text(o, "type")
	if slices.Contains(notOn[surface], kind) {
		r.add(at, "unsupported on %s: %s", surface, kind)
	}
	if rule, known := blockRules[kind]; known {
		rule(r, at, o)
	} else if !slices.Contains(acceptedBlocks, kind) {
		r.add(at, "unsupported type: %v", o["type"])
	}
	if surface != "modal" && kind == "input" && text(sub(o, "element"), "type") == "file_input" {
		r.add(at, "file_input is for modals only")
	}
	walk(o, func(x object) {
		if surface == "home" && text(x, "type") == "datetimepicker" {
			r.add(at, "datetimepicker is not available on home")
		}
		if truth(x, "response_url_enabled") && (surface != "modal" || kind != "input") {
			r.add(at, "response_url_enabled is for input blocks of modals only")
		}
	})
}

// checkTotals judges what is limited over all blocks of one payload.
func checkTotals(r *report, at string, blocks []object) {
	var markdown, tables, charts, focused int
	for _, b := range blocks {
		switch text(b, "type") {
		case "markdown":
			markdown += utf8.RuneCountInString(text(b, "text"))
		case "table", "data_table":
			tables++
		case "data_visualization":
			charts++
		}
		walk(b, func(x object) {
			if truth(x, "focus_on_load") {
				focused++
			}
		})
	}
	for _, limit := range []struct {
		what     string
		has, may int
	}{
		{"markdown characters", markdown, 12000}, {"tables", tables, 1}, {"charts", charts, 2}, {"focus_on_load", focused, 1},
	} {
		if limit.has > limit.may {
			r.add(at, "%s: %d, limit %d", limit.what, limit.has, limit.may)
		}
	}
}

// checkMessage judges the text, blocks and attachments of a message.
func checkMessage(r *report, m object) {
	if words, there := m["text"]; there {
		str(0, 0)(r, "/text", words)
	}
	if blocks, there := m["blocks"]; there {
		checkBlocks(r, "/blocks", "message", blocks)
	}
	attachments, there := m["attachments"]
	if !there {
		return
	}
	list(func(r *report, at string, v any) {
		if a, ok := v.(object); ok && a["blocks"] != nil {
			checkBlocks(r, at+"/blocks", "message", a["blocks"])
		}
	}, 0, 0)(r, "/attachments", attachments)
}

// Refusals are Slack's name for why it would not take a message or view, given as JSON, and the reasons behind it; none means
// that it would. The error says that it is no JSON object.
func Refusals(payload []byte) ([]string, error) {
	var o object
	if err := json.Unmarshal(payload, &o); err != nil {
		return nil, fmt.Errorf("read the payload to judge: %w", err)
	}
	refused := checkContent(o)
	if kind := text(o, "type"); kind == "modal" || kind == "home" {
		r := &report{}
		checkView(r, "/view", kind, o)
		refused = refuseFor("invalid_arguments", r)
	}
	if refused == nil {
		return nil, nil
	}
	return append([]string{refused.name}, refused.messages...), nil
}

// checkOptions judges the answer to a block_suggestion.
func checkOptions(r *report, payload object) {
	exactlyOne("options", "option_groups")(r, "", payload)
	if options, there := payload["options"]; there {
		list(plainOption(), 0, 100)(r, "/options", options)
	}
	if groups, there := payload["option_groups"]; there {
		list(optionGroup(), 0, 100)(r, "/option_groups", groups)
	}
}
