package card

import (
	"fmt"

	"paidup/commands"
)

// waitsShown is how many requests and escalations a list of files begins with: more do not fit a message.
const waitsShown = 10

// waits draws what others ask of the person, and says how the first of it begins.
func (p Pen) waits(out *paper, v commands.Files) string {
	first := ""
	shown := v.Waits[:min(len(v.Waits), waitsShown)]
	for i, w := range shown {
		var lines []line
		if w.Request != nil {
			lines = out.request(*w.Request)
		} else {
			lines = p.askedOf(out, *w.Escalation)
		}
		if i == 0 {
			first = "First: " + aloud(lines)
		}
	}
	switch more := v.MoreWaits + len(v.Waits) - len(shown); {
	case more > 0 && v.Next != nil:
		out.buttons("", []commands.Button{{Label: fmt.Sprintf("%d more asked of you", more), Press: *v.Next}})
	case more > 0:
		out.small(fmt.Sprintf("%d more asked of you: each stands in your messages with Paidup", more))
	}
	if len(v.Files) > 0 {
		out.divider()
	}
	return first
}

// askedOf draws an escalation for the one it is asked of: no amounts, for they may not see them.
func (p Pen) askedOf(out *paper, v commands.AskedOf) []line {
	e, l := v.Escalation, v.Line
	wrong := typed(e.Wrong, wordsRunes)
	if wrong == "" {
		wrong = "escalated"
	}
	rest := " · " + wrong
	if name := customer(&l.Facts, namesShort); name != "" {
		rest = " " + name + rest
	}
	title := line{{text: "🟠 ", bold: true}, p.number(l.ID, l.Number), {text: rest, bold: true}}
	asker := "the digest"
	if e.Asker != "" {
		asker = oneLine(v.People.First(e.Asker))
	}
	lines := []line{title, say("%s (asked by %s)", typed(e.Ask, wordsRunes), asker)}
	out.lines(lines...)
	taken := ""
	if e.Taken {
		taken = "You are on it"
	}
	out.small(sentences("Asked "+v.Asked, "By "+e.Due.Words(v.Today), taken))
	row, menu := steps(l.ID, e)
	out.buttons(l.Number, row, menu...)
	return lines
}
