package card

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"paidup/commands"
)

// rowButtons is how many buttons stand in a row beside its overflow menu.
const rowButtons = 3

// menuOptions is how many options such a menu has.
const menuOptions = 5

// paper collects the blocks of one message or view and keeps accessibility labels apart.
type paper struct {
	blocks []slack.Block
	labels map[string]int
}

// lines adds a paragraph of lines; empty ones are left out.
func (p *paper) lines(lines ...line) {
	var all []slack.RichTextSectionElement
	for _, l := range lines {
		e := l.elements()
		if len(e) == 0 {
			continue
		}
		if len(all) > 0 {
			all = append(all, slack.NewRichTextSectionTextElement("\n", nil))
		}
		all = append(all, e...)
	}
	if len(all) > 0 {
		p.blocks = append(p.blocks, slack.NewRichTextBlock("", slack.NewRichTextSection(all...)))
	}
}

// small adds a context line.
func (p *paper) small(text string) {
	if text = clip(oneLine(text), textRunes); text != "" {
		p.blocks = append(p.blocks, slack.NewContextBlock("", plainText(text)))
	}
}

func (p *paper) header(text string) {
	p.blocks = append(p.blocks, slack.NewHeaderBlock(label(text, 150)))
}

func (p *paper) divider() { p.blocks = append(p.blocks, slack.NewDividerBlock()) }

// buttons adds rows of up to three buttons; the menu stands in the last one. subject tells buttons of one label apart for
// a screen reader: "Later, FM-1017". A button whose press does not fit Slack's limits is left out.
func (p *paper) buttons(subject string, buttons []commands.Button, menu ...commands.Button) {
	var all []slack.BlockElement
	for _, b := range buttons {
		value, fits := writePress(b.Press, buttonValue)
		if !fits {
			continue
		}
		id := fmt.Sprintf("press:%s:%d", b.Press.Verb, len(all)%rowButtons)
		e := slack.NewButtonBlockElement(id, value, label(b.Label, buttonLabel))
		e.AccessibilityLabel = p.aloud(b.Label, subject)
		switch {
		case b.Danger:
			e.Style = slack.StyleDanger
		case b.Primary:
			e.Style = slack.StylePrimary
		}
		all = append(all, e)
	}
	for len(all) > rowButtons {
		p.blocks = append(p.blocks, slack.NewActionBlock("", all[:rowButtons]...))
		all = all[rowButtons:]
	}
	if m := overflow(menu); m != nil {
		all = append(all, m)
	}
	if len(all) > 0 {
		p.blocks = append(p.blocks, slack.NewActionBlock("", all...))
	}
}

// aloud is the button's name for a screen reader, unique in the message.
func (p *paper) aloud(words, subject string) string {
	name := label(join(", ", words, subject), buttonLabel-4).Text
	if p.labels == nil {
		p.labels = map[string]int{}
	}
	p.labels[name]++
	if n := p.labels[name]; n > 1 {
		return fmt.Sprintf("%s (%d)", name, n)
	}
	return name
}

// message ends the paper: text is what a notification shows.
func (p *paper) message(text string) Message {
	if strings.TrimSpace(text) == "" {
		text = "Paidup"
	}
	if len(p.blocks) == 0 {
		p.lines(say("%s", text))
	}
	return Message{Text: escape(text), Blocks: p.blocks}
}

func plainText(s string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, s, false, false)
}

// label is one line of plain text of at most n runes; what has nothing to show is an ellipsis, for Slack takes no empty text.
func label(s string, n int) *slack.TextBlockObject {
	s = clip(strings.TrimSpace(oneLine(s)), n)
	if s == "" {
		s = "…"
	}
	return plainText(s)
}
