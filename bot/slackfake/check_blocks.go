package slackfake

import "unicode/utf8"

// blockRules are the documented blocks, by type.
var blockRules = map[string]check{
	"section": block(fields{
		"text": anyText(3000), "fields": list(anyText(2000), 1, 10), "accessory": elementAmong(sectionElements), "expand": boolean,
	}, "", textOrFields),
	"header":  block(fields{"text": plain(150), "level": whole(1, 4)}, "text"),
	"divider": block(fields{}, ""),
	"context": block(fields{"elements": list(contextElement(), 1, 10)}, "elements"),
	"actions": block(fields{"elements": list(elementAmong(actionElements), 1, 25)}, "elements", distinctActions),
	"context_actions": block(fields{
		"elements": list(elementAmong([]string{"feedback_buttons", "icon_button"}), 1, 5),
	}, "elements"),
	"input": block(fields{
		"label": plain(2000), "element": elementAmong(inputElements), "dispatch_action": boolean, "hint": plain(2000),
		"optional": boolean,
	}, "label element", noDispatchedFiles),
	"image":     imageRule(fields{"block_id": str(1, 255), "title": plain(2000)}),
	"markdown":  block(fields{"text": str(1, 12000)}, "text"),
	"rich_text": richText(),
	"alert": block(fields{
		"text": anyText(3000), "level": oneOf("default", "info", "warning", "error", "success"),
	}, "text"),
	"table":      block(fields{"rows": tableRows(1, 100), "column_settings": list(columnSetting, 0, 20)}, "rows", tableSize),
	"data_table": block(dataTableFields(), "caption rows", tableSize, plainHeaderRow),
	"data_visualization": block(fields{
		"title": str(1, 50), "chart": chartRule,
	}, "title chart"),
}

// acceptedBlocks are documented too, but no rule for them is kept here.
var acceptedBlocks = []string{"card", "carousel", "container", "plan", "task_card", "video", "file"}

var selectElements = []string{
	"static_select", "external_select", "users_select", "conversations_select", "channels_select", "multi_static_select",
	"multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select",
}

var actionElements = append([]string{
	"button", "checkboxes", "datepicker", "datetimepicker", "timepicker", "overflow", "radio_buttons", "workflow_button",
	"rich_text_input",
}, selectElements...)

var sectionElements = append([]string{
	"button", "checkboxes", "datepicker", "timepicker", "image", "overflow", "radio_buttons", "workflow_button",
}, selectElements...)

var inputElements = append([]string{
	"plain_text_input", "email_text_input", "url_text_input", "number_input", "checkboxes", "radio_buttons", "datepicker",
	"datetimepicker", "timepicker", "rich_text_input", "file_input",
}, selectElements...)

func block(known fields, required string, extra ...func(*report, string, object)) check {
	known["type"] = nil
	known["block_id"] = str(1, 255)
	return shape(known, "type "+required, extra...)
}

func elementAmong(names []string) check {
	rules := map[string]check{}
	for _, name := range names {
		rules[name] = elementRules[name]
	}
	return byType(rules)
}

func contextElement() check {
	rules := map[string]check{"image": elementRules["image"]}
	for _, kind := range []string{"plain_text", "mrkdwn"} {
		rules[kind] = anyText(3000)
	}
	return byType(rules)
}

func textOrFields(r *report, at string, o object) {
	if o["text"] == nil && o["fields"] == nil {
		r.add(at, "missing required field: text or fields")
	}
}

func distinctActions(r *report, at string, o object) {
	seen := map[string]bool{}
	for _, e := range objects(o, "elements") {
		id := text(e, "action_id")
		if id != "" && seen[id] {
			r.add(at, "duplicate action_id: %s", id)
		}
		seen[id] = true
	}
}

func noDispatchedFiles(r *report, at string, o object) {
	if text(sub(o, "element"), "type") == "file_input" && truth(o, "dispatch_action") {
		r.add(at, "dispatch_action is not possible with file_input")
	}
}

func tableRows(least, most int) check { return list(list(tableCell(), 1, 20), least, most) }

func tableCell() check {
	return byType(map[string]check{
		"raw_text":   shape(fields{"type": nil, "text": str(0, 0)}, "text"),
		"raw_number": shape(fields{"type": nil, "value": number, "text": str(1, 0)}, "value"),
		"rich_text":  shape(fields{"type": nil, "elements": list(richElement(), 0, 0)}, "elements"),
	})
}

func columnSetting(r *report, at string, v any) {
	if v != nil {
		shape(fields{"align": oneOf("left", "center", "right"), "is_wrapped": boolean}, "")(r, at, v)
	}
}

func dataTableFields() fields {
	return fields{
		"caption": str(1, 0), "page_size": whole(1, 100), "row_header_column_index": whole(0, 19), "rows": tableRows(2, 101),
	}
}

func tableSize(r *report, at string, o object) {
	size := 0
	walk(o["rows"], func(cell object) { size += utf8.RuneCountInString(text(cell, "text")) })
	if size > 10000 {
		r.add(at, "cells hold %d characters, limit 10000", size)
	}
}

func plainHeaderRow(r *report, at string, o object) {
	rows := array(o, "rows")
	if len(rows) == 0 {
		return
	}
	header, _ := rows[0].([]any)
	for _, cell := range objectsOf(header) {
		if text(cell, "type") == "rich_text" {
			r.add(at+"/rows/0", "the header row may not hold rich_text")
		}
	}
}
