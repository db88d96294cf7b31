package slackfake

import (
	"maps"
	"strings"
)

// values is what people typed and chose: block_id, action_id, then the value as Slack's state shows it.
type values map[string]map[string]object

// holder tells how an element holds its value: under which key, from which initial field, and what kind it is.
type holder struct {
	key, initial, kind string
}

// holders are the elements that hold a value, by type.
var holders = map[string]holder{
	"plain_text_input":           {"value", "initial_value", "text"},
	"email_text_input":           {"value", "initial_value", "text"},
	"url_text_input":             {"value", "initial_value", "text"},
	"number_input":               {"value", "initial_value", "text"},
	"datepicker":                 {"selected_date", "initial_date", "text"},
	"timepicker":                 {"selected_time", "initial_time", "text"},
	"datetimepicker":             {"selected_date_time", "initial_date_time", "number"},
	"static_select":              {"selected_option", "initial_option", "option"},
	"external_select":            {"selected_option", "initial_option", "option"},
	"radio_buttons":              {"selected_option", "initial_option", "option"},
	"checkboxes":                 {"selected_options", "initial_options", "options"},
	"multi_static_select":        {"selected_options", "initial_options", "options"},
	"multi_external_select":      {"selected_options", "initial_options", "options"},
	"users_select":               {"selected_user", "initial_user", "user"},
	"channels_select":            {"selected_channel", "initial_channel", "channel"},
	"conversations_select":       {"selected_conversation", "initial_conversation", "channel"},
	"multi_users_select":         {"selected_users", "initial_users", "users"},
	"multi_channels_select":      {"selected_channels", "initial_channels", "channels"},
	"multi_conversations_select": {"selected_conversations", "initial_conversations", "channels"},
	"rich_text_input":            {"rich_text_value", "initial_value", "rich"},
	"file_input":                 {"files", "", "files"},
}

// elementsOf are the elements of a block that people can act on.
func elementsOf(b object) []object {
	switch text(b, "type") {
	case "actions", "context_actions":
		return objects(b, "elements")
	case "input":
		if e := sub(b, "element"); e != nil {
			return []object{e}
		}
	case "section":
		if e := sub(b, "accessory"); e != nil && text(e, "type") != "image" {
			return []object{e}
		}
	}
	return nil
}

// begin sets every element's initial value.
func (v values) begin(blocks []any) {
	eachHolder(blocks, func(b, e object, h holder) {
		if initial := e[h.initial]; initial != nil && h.initial != "" {
			v.set(b, e, initial)
		}
	})
}

// keep carries over what kept holds for elements that are still there.
func (v values) keep(kept values, blocks []any) {
	eachHolder(blocks, func(b, e object, h holder) {
		if old := kept[text(b, "block_id")][text(e, "action_id")]; old != nil && text(old, "type") == text(e, "type") {
			v.set(b, e, old[h.key])
		}
	})
}

// set stores an element's value; nil empties it.
func (v values) set(b, e object, value any) {
	id := text(b, "block_id")
	if v[id] == nil {
		v[id] = map[string]object{}
	}
	kind := text(e, "type")
	v[id][text(e, "action_id")] = object{"type": kind, holders[kind].key: value}
}

// get is an element's value, nil when empty.
func (v values) get(b, e object) any {
	return v[text(b, "block_id")][text(e, "action_id")][holders[text(e, "type")].key]
}

// entered is an element's value, the initial one while nothing was entered anywhere.
func (v values) entered(b, e object) any {
	if v == nil {
		return e[holders[text(e, "type")].initial]
	}
	return v.get(b, e)
}

func (v values) copied() values {
	c := values{}
	for id, actions := range v {
		c[id] = maps.Clone(actions)
	}
	return c
}

// json is state.values: every element that holds a value, the empty ones too.
func (v values) json(blocks []any) object {
	state := object{}
	eachHolder(blocks, func(b, e object, h holder) {
		value := v.get(b, e)
		if value == nil && strings.HasSuffix(h.kind, "s") {
			value = []any{}
		}
		id := text(b, "block_id")
		inner := sub(state, id)
		if inner == nil {
			inner = object{}
			state[id] = inner
		}
		inner[text(e, "action_id")] = object{"type": e["type"], h.key: value}
	})
	return state
}

func eachHolder(blocks []any, visit func(block, element object, h holder)) {
	for _, b := range objectsOf(blocks) {
		for _, e := range elementsOf(b) {
			if h, ok := holders[text(e, "type")]; ok {
				visit(b, e, h)
			}
		}
	}
}
