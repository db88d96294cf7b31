package slackfake

import (
	"fmt"
	"strings"
)

// rich is a rich_text block in words.
func (r renderer) rich(b object) string {
	var parts []string
	for _, part := range objects(b, "elements") {
		words := r.leaves(part)
		switch text(part, "type") {
		case "rich_text_list":
			words = r.richList(part)
		case "rich_text_quote":
			words = indented(words, "> ")
		default:
			words = strings.TrimSuffix(words, "\n")
		}
		parts = append(parts, words)
	}
	return strings.Join(parts, "\n")
}

func (r renderer) richList(list object) string {
	indent, _ := list["indent"].(float64)
	var lines []string
	for i, item := range objects(list, "elements") {
		bullet := "• "
		if text(list, "style") == "ordered" {
			bullet = fmt.Sprintf("%d. ", i+1)
		}
		lines = append(lines, strings.Repeat("  ", int(indent))+bullet+r.leaves(item))
	}
	return strings.Join(lines, "\n")
}

func (r renderer) leaves(part object) string {
	var words strings.Builder
	for _, l := range objects(part, "elements") {
		words.WriteString(r.leaf(l))
	}
	return words.String()
}

func (r renderer) leaf(l object) string {
	switch text(l, "type") {
	case "link":
		return orElse(text(l, "text"), text(l, "url"))
	case "user":
		return "@" + r.name(text(l, "user_id"))
	case "channel":
		return "#" + r.name(text(l, "channel_id"))
	case "usergroup":
		return "@" + text(l, "usergroup_id")
	case "broadcast":
		return "@" + text(l, "range")
	case "emoji":
		return ":" + text(l, "name") + ":"
	case "date":
		return orElse(text(l, "fallback"), text(l, "format"))
	case "color":
		return text(l, "value")
	}
	return text(l, "text")
}

func (r renderer) table(b object) string {
	var lines []string
	for _, row := range array(b, "rows") {
		cells, _ := row.([]any)
		var words []string
		for _, cell := range objectsOf(cells) {
			words = append(words, r.cell(cell))
		}
		lines = append(lines, strings.Join(words, " | "))
	}
	return strings.Join(lines, "\n")
}

func (r renderer) cell(cell object) string {
	switch text(cell, "type") {
	case "rich_text":
		return r.rich(cell)
	case "raw_number":
		return orElse(text(cell, "text"), fmt.Sprint(cell["value"]))
	}
	return text(cell, "text")
}
