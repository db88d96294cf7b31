package card

import (
	"fmt"
	"strings"
	"testing"

	"github.com/slack-go/slack"
)

// read is what a person reads, in the notation of the house's mock-ups: [Label] is a button, [⋯ A, B] an overflow menu,
// small: a context line, --- a divider, {Label: type} a field, and (Label) a link.
func read(blocks []slack.Block) string {
	var out []string
	for _, b := range blocks {
		switch v := b.(type) {
		case *slack.RichTextBlock:
			out = append(out, readRich(v))
		case *slack.ContextBlock:
			for _, e := range v.ContextElements.Elements {
				out = append(out, "small: "+e.(*slack.TextBlockObject).Text)
			}
		case *slack.HeaderBlock:
			out = append(out, v.Text.Text)
		case *slack.DividerBlock:
			out = append(out, "---")
		case *slack.ActionBlock:
			out = append(out, readRow(v))
		case *slack.InputBlock:
			out = append(out, readField(v))
		default:
			out = append(out, fmt.Sprintf("?%T", b))
		}
	}
	return strings.Join(out, "\n")
}

func readRich(b *slack.RichTextBlock) string {
	var s strings.Builder
	for _, e := range b.Elements {
		for _, v := range e.(*slack.RichTextSection).Elements {
			switch t := v.(type) {
			case *slack.RichTextSectionTextElement:
				s.WriteString(t.Text)
			case *slack.RichTextSectionLinkElement:
				s.WriteString("(" + t.Text + ")")
			case *slack.RichTextSectionUserElement:
				s.WriteString("@" + t.UserID)
			case *slack.RichTextSectionChannelElement:
				s.WriteString("#" + t.ChannelID)
			case *slack.RichTextSectionDateElement:
				s.WriteString(*t.Fallback)
			}
		}
	}
	return s.String()
}

func readRow(b *slack.ActionBlock) string {
	var out []string
	for _, e := range b.Elements.ElementSet {
		switch v := e.(type) {
		case *slack.ButtonBlockElement:
			out = append(out, "["+v.Text.Text+"]")
		case *slack.OverflowBlockElement:
			var names []string
			for _, o := range v.Options {
				names = append(names, o.Text.Text)
			}
			out = append(out, "[⋯ "+strings.Join(names, ", ")+"]")
		}
	}
	return strings.Join(out, " ")
}

func readField(b *slack.InputBlock) string {
	kind, value := "", ""
	switch v := b.Element.(type) {
	case *slack.PlainTextInputBlockElement:
		kind, value = "text", v.InitialValue
		if v.Multiline {
			kind = "lines"
		}
	case *slack.DatePickerBlockElement:
		kind, value = "date", v.InitialDate
	case *slack.SelectBlockElement:
		kind = v.Type
		if v.InitialOption != nil {
			value = v.InitialOption.Value
		}
		if v.InitialConversation != "" {
			value = "#" + v.InitialConversation
		}
	case *slack.MultiSelectBlockElement:
		kind, value = v.Type, chosen(v.InitialOptions)
	case *slack.CheckboxGroupsBlockElement:
		kind, value = "checkboxes", chosen(v.InitialOptions)
	}
	must := ""
	if !b.Optional {
		must = "*"
	}
	return strings.TrimSpace(fmt.Sprintf("{%s%s: %s} %s", b.Label.Text, must, kind, value))
}

func chosen(options []*slack.OptionBlockObject) string {
	var out []string
	for _, o := range options {
		out = append(out, o.Value)
	}
	return strings.Join(out, ",")
}

// trimmed takes the first line break and the tabs of a raw literal off.
func trimmed(s string) string {
	lines := strings.Split(strings.Trim(s, "\n\t"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimLeft(l, "\t")
	}
	return strings.Join(lines, "\n")
}

// holdsRules checks what every message and view must keep: at most three buttons and one menu in a row, action ids that
// are unique in their block, accessibility labels unique in the message, limits of labels and values, no text that Slack
// would parse.
func holdsRules(t *testing.T, name string, blocks []slack.Block) {
	t.Helper()
	if len(blocks) == 0 || len(blocks) > 50 {
		t.Errorf("%s: %d blocks", name, len(blocks))
	}
	labels := map[string]bool{}
	for i, b := range blocks {
		switch v := b.(type) {
		case *slack.ActionBlock:
			rowHoldsRules(t, fmt.Sprintf("%s, block %d", name, i), v, labels)
		case *slack.ContextBlock:
			for _, e := range v.ContextElements.Elements {
				if e.(*slack.TextBlockObject).Type != slack.PlainTextType {
					t.Errorf("%s, block %d: a context line that Slack parses", name, i)
				}
			}
		case *slack.SectionBlock:
			t.Errorf("%s, block %d: a section, whose text Slack parses", name, i)
		}
	}
}

func rowHoldsRules(t *testing.T, where string, b *slack.ActionBlock, labels map[string]bool) {
	t.Helper()
	ids := map[string]bool{}
	buttons, menus := 0, 0
	for _, e := range b.Elements.ElementSet {
		switch v := e.(type) {
		case *slack.ButtonBlockElement:
			buttons++
			if ids[v.ActionID] || labels[v.AccessibilityLabel] || v.AccessibilityLabel == "" {
				t.Errorf("%s: %s has id %q and label %q", where, v.Text.Text, v.ActionID, v.AccessibilityLabel)
			}
			ids[v.ActionID], labels[v.AccessibilityLabel] = true, true
			if _, err := ReadPress(v.Value); err != nil || len(v.Value) > buttonValue {
				t.Errorf("%s: %s carries %q: %v", where, v.Text.Text, v.Value, err)
			}
		case *slack.OverflowBlockElement:
			menus++
			for _, o := range v.Options {
				if _, err := ReadPress(o.Value); err != nil || len([]rune(o.Value)) > optionValue {
					t.Errorf("%s: %s carries %q: %v", where, o.Text.Text, o.Value, err)
				}
			}
		}
	}
	if buttons > rowButtons || menus > 1 {
		t.Errorf("%s: %d buttons and %d menus", where, buttons, menus)
	}
}
