package page

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"paidup/bot/slackfake"
)

// option is one choice of an element.
type option struct {
	Value, Label, Note string
	Chosen             bool
}

// group are options under one heading; a heading may be empty.
type group struct {
	Label   string
	Options []option
}

// Entered is what the element holds in words: text, a day, a time.
func (n *node) Entered() string {
	switch value := n.view.Entered(n.block, n.o).(type) {
	case string:
		return value
	case float64:
		return time.Unix(int64(value), 0).In(n.reader.Zone).Format("2006-01-02T15:04")
	case object:
		if text(value, "type") == "rich_text" {
			return slackfake.RenderMessage(slackfake.Message{Blocks: []any{value}})
		}
	}
	return ""
}

// Chosen are the options, people or channels that the element holds.
func (n *node) Chosen() []option {
	held := n.view.Entered(n.block, n.o)
	items, several := held.([]any)
	if !several && held != nil {
		items = []any{held}
	}
	var all []option
	for _, item := range items {
		switch v := item.(type) {
		case object:
			all = append(all, n.option(v))
		case string:
			all = append(all, option{Value: v, Label: n.reader.Name(v)})
		}
	}
	return all
}

func (n *node) option(o object) option {
	part := &node{surface: n.surface, o: o, block: n.block}
	return option{Value: text(o, "value"), Label: part.Plain("text"), Note: part.Plain("description")}
}

// Groups are what there is to choose from, the chosen marked.
func (n *node) Groups() []group {
	chosen := n.Chosen()
	var groups []group
	switch kind := strings.TrimPrefix(n.Kind(), "multi_"); kind {
	case "users_select":
		groups = []group{{Options: named(n.reader.People, chosen)}}
	case "channels_select", "conversations_select":
		groups = []group{{Options: named(n.reader.Channels, chosen)}}
	default:
		for _, g := range n.All("option_groups") {
			groups = append(groups, group{g.Plain("label"), g.options()})
		}
		if plain := n.options(); len(plain) > 0 {
			groups = append(groups, group{"", plain})
		}
	}
	for _, g := range groups {
		for i, o := range g.Options {
			g.Options[i].Chosen = slices.ContainsFunc(chosen, func(c option) bool { return c.Value == o.Value })
		}
	}
	return groups
}

func (n *node) options() []option {
	var all []option
	for _, o := range objectsOf(n.o["options"]) {
		all = append(all, n.option(o))
	}
	return all
}

// named are people or channels to choose from; what is chosen already is among them.
func named(choices []Choice, chosen []option) []option {
	var all []option
	for _, c := range choices {
		all = append(all, option{Value: c.ID, Label: c.Name})
	}
	for _, c := range chosen {
		if !slices.ContainsFunc(choices, func(o Choice) bool { return o.ID == c.Value }) {
			all = append(all, c)
		}
	}
	return all
}

// Summary says what a list of several choices holds, else what it asks for.
func (n *node) Summary() string {
	var labels []string
	for _, o := range n.Chosen() {
		labels = append(labels, o.Label)
	}
	switch placeholder := n.Plain("placeholder"); {
	case len(labels) > 0:
		return strings.Join(labels, ", ")
	case placeholder != "":
		return placeholder
	}
	return "Choose"
}

// Input is the type of an HTML input for the element.
func (n *node) Input() string {
	types := map[string]string{
		"plain_text_input": "text", "email_text_input": "email", "url_text_input": "url", "number_input": "number",
		"datepicker": "date", "timepicker": "time", "datetimepicker": "datetime-local", "file_input": "file",
	}
	return types[n.Kind()]
}

// Bound is a limit of a number or of a text's length, as an attribute shows it; empty when there is none.
func (n *node) Bound(key string) string {
	switch v := n.o[key].(type) {
	case string:
		return v
	case float64:
		return fmt.Sprintf("%.0f", v)
	}
	return ""
}

// Accepts are the kinds of files that a field takes.
func (n *node) Accepts() string {
	kinds, _ := n.o["filetypes"].([]any)
	var all []string
	for _, kind := range kinds {
		all = append(all, fmt.Sprint(".", kind))
	}
	return strings.Join(all, ",")
}

// Required reports that the field must be filled in.
func (n *node) Required() bool { return n.In("input") && n.block["optional"] != true }

// Field is the id of the block that the element stands in, with which the ids of its label, hint and error begin.
func (n *node) Field() string { return strings.TrimSuffix(n.id, "-element") }

// About are the ids of the hint and the error of the element's field.
func (n *node) About() string {
	var ids []string
	if n.In("input") && sub(n.block, "hint") != nil {
		ids = append(ids, n.Field()+"-hint")
	}
	if n.Wrong() {
		ids = append(ids, n.Field()+"-error")
	}
	return strings.Join(ids, " ")
}

// Wrong reports that something is said against the element's field.
func (n *node) Wrong() bool { return n.In("input") && n.Problem() != "" }

// Labelled reports that the label of the field can point at the element: it is one control.
func (n *node) Labelled() bool {
	kind := n.Kind()
	return kind != "checkboxes" && kind != "radio_buttons" && (!strings.HasPrefix(kind, "multi_") || kind == "multi_external_select")
}

// Label is how a screen reader names an element that has no field with a label around it; empty where there is one.
func (n *node) Label() string {
	if n.In("input") {
		return ""
	}
	if words := n.Plain("placeholder"); words != "" {
		return words
	}
	return "Choose"
}

// Least is how many characters a search takes at least.
func (n *node) Least() int {
	if n.o["min_query_length"] == nil {
		return 3
	}
	return n.Num("min_query_length")
}
