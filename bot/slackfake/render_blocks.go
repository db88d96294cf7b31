package slackfake

import (
	"fmt"
	"strings"
)

func (r renderer) blocks(blocks []any) string {
	var lines []string
	for _, b := range objectsOf(blocks) {
		lines = append(lines, r.block(b))
	}
	return strings.Join(lines, "\n")
}

func (r renderer) block(b object) string {
	switch kind := text(b, "type"); kind {
	case "header":
		return r.plain(sub(b, "text"))
	case "section":
		return r.section(b)
	case "context":
		return "small: " + r.joined(objects(b, "elements"), " ")
	case "divider":
		return "---"
	case "actions", "context_actions":
		return r.elements(b)
	case "input":
		return r.input(b)
	case "rich_text":
		return r.rich(b)
	case "markdown":
		return text(b, "text")
	case "image":
		return strings.TrimSpace(r.plain(sub(b, "title")) + " (image: " + text(b, "alt_text") + ")")
	case "alert":
		return "! " + r.plain(sub(b, "text"))
	case "table", "data_table":
		return r.table(b)
	case "data_visualization":
		return "(chart: " + text(b, "title") + ")"
	default:
		return "(" + kind + ")"
	}
}

// plain is a text object, whichever its type.
func (r renderer) plain(o object) string {
	if text(o, "type") == "mrkdwn" {
		return r.mrkdwn(text(o, "text"))
	}
	return text(o, "text")
}

// joined are texts and images side by side.
func (r renderer) joined(items []object, between string) string {
	words := make([]string, len(items))
	for i, item := range items {
		if words[i] = r.plain(item); text(item, "type") == "image" {
			words[i] = "(image: " + text(item, "alt_text") + ")"
		}
	}
	return strings.Join(words, between)
}

func (r renderer) section(b object) string {
	var lines []string
	if words := r.plain(sub(b, "text")); words != "" {
		lines = append(lines, words)
	}
	for _, field := range objects(b, "fields") {
		lines = append(lines, r.plain(field))
	}
	words := strings.Join(lines, "\n")
	if controls := r.elements(b); controls != "" {
		words += " " + controls
	}
	return words
}

// elements are the controls of a block in one line.
func (r renderer) elements(b object) string {
	var words []string
	for _, e := range elementsOf(b) {
		words = append(words, r.element(b, e))
	}
	return strings.Join(words, " ")
}

func (r renderer) element(b, e object) string {
	switch text(e, "type") {
	case "button", "icon_button", "workflow_button":
		return "[" + r.plain(sub(e, "text")) + "]"
	case "overflow":
		return "[⋯ " + strings.Join(r.optionLabels(objects(e, "options")), ", ") + "]"
	case "feedback_buttons":
		return "[" + r.plain(sub(sub(e, "positive_button"), "text")) + "] [" + r.plain(sub(sub(e, "negative_button"), "text")) + "]"
	case "checkboxes", "radio_buttons":
		return r.choices(b, e)
	}
	return "[" + orElse(r.entered(b, e), r.plain(sub(e, "placeholder"))) + " ▾]"
}

func (r renderer) optionLabels(options []object) []string {
	var labels []string
	for _, o := range options {
		labels = append(labels, r.plain(sub(o, "text")))
	}
	return labels
}

// choices are options with a mark before those that are chosen.
func (r renderer) choices(b, e object) string {
	chosen := r.entered(b, e)
	var words []string
	for _, label := range r.optionLabels(objects(e, "options")) {
		mark := "( ) "
		for one := range strings.SplitSeq(chosen, ", ") {
			if one == label {
				mark = "(x) "
			}
		}
		words = append(words, mark+label)
	}
	return strings.Join(words, "  ")
}

// entered is the value of an element in words: options by label, people and channels by name.
func (r renderer) entered(b, e object) string {
	return r.words(holders[text(e, "type")], r.values.entered(b, e))
}

func (r renderer) words(h holder, value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case []any:
		var all []string
		for _, one := range v {
			all = append(all, r.words(h, one))
		}
		return strings.Join(all, ", ")
	case object:
		if text(v, "type") == "rich_text" {
			return r.rich(v)
		}
		return r.plain(sub(v, "text"))
	case string:
		if strings.HasPrefix(h.kind, "user") || strings.HasPrefix(h.kind, "channel") {
			return r.name(v)
		}
		return v
	}
	return fmt.Sprint(value)
}

// empty is a field with nothing in it: what there is to choose from, else its placeholder.
func (r renderer) empty(e object) string {
	if options := r.optionLabels(optionsOf(e)); len(options) > 0 {
		return "one of " + strings.Join(options, ", ")
	}
	return "[" + r.plain(sub(e, "placeholder")) + "]"
}

func (r renderer) input(b object) string {
	label := r.plain(sub(b, "label"))
	if truth(b, "optional") {
		label += " (optional)"
	}
	e := sub(b, "element")
	var words string
	switch kind := text(e, "type"); kind {
	case "checkboxes", "radio_buttons":
		words = r.choices(b, e)
	default:
		if words = r.entered(b, e); words == "" {
			words = r.empty(e)
		}
	}
	lines := []string{label + ": " + words}
	if hint := r.plain(sub(b, "hint")); hint != "" {
		lines = append(lines, "small: "+hint)
	}
	if problem := r.errors[text(b, "block_id")]; problem != "" {
		lines = append(lines, "! "+problem)
	}
	return strings.Join(lines, "\n")
}
