package card

import (
	"fmt"

	"paidup/commands"
	"paidup/domain"
)

// askedFor draws a request: for those who are asked with its answers, once it is over with what became of it.
func (p Pen) askedFor(v commands.AskedFor) Message {
	var out paper
	return out.message(aloud(out.request(v)))
}

// wishRunes is how much of what is asked for is shown: it is allowed by who reads it.
const wishRunes = 1500

// request adds a request, and gives its lines.
func (p *paper) request(v commands.AskedFor) []line {
	q := v.Request
	wish := line{{text: fmt.Sprintf("%s asks: %s", oneLine(v.People.First(q.By)), typed(q.Says, wishRunes)), bold: q.Outcome == domain.RequestWaits}}
	lines := []line{wish}
	var buttons []commands.Button
	if q.Outcome == domain.RequestWaits {
		if q.Seconded != "" {
			lines = append(lines, say("%s allows it; it takes one more.", oneLine(v.People.First(q.Seconded))))
		}
		if q.Seconded != v.To && q.By != v.To {
			buttons = answers(q)
		}
	} else {
		lines = []line{strong("%s", became(v)), wish}
	}
	if q.File != 0 {
		buttons = append(buttons, commands.Button{Label: "Open file", Press: openPress(q.File)})
	}
	p.lines(lines...)
	p.small(v.Back)
	if q.Outcome == domain.RequestWaits {
		p.small(fmt.Sprintf("Asked %s. Waits until the end of %s", v.Asked, q.Lapses.Words(v.Today)))
	}
	p.buttons(fmt.Sprintf("request %d", q.ID), buttons)
	return lines
}

// answers are the buttons that answer a request. Who asks to be set up is added, by the form that asks as what and where.
func answers(q domain.Request) []commands.Button {
	in := commands.Values{"request": fmt.Sprint(q.ID)}
	if q.Verb == commands.VerbAddMember {
		return []commands.Button{
			{Label: "Add…", Press: commands.Press{Verb: q.Verb, Form: true, Args: commands.Values{"person": string(q.By)}}, Primary: true},
			{Label: "Refuse…", Press: commands.Press{Verb: commands.VerbTurnAway, Args: in, Form: true}},
		}
	}
	return []commands.Button{
		{Label: "Allow", Press: commands.Press{Verb: commands.VerbAllow, Args: in}, Primary: true},
		{Label: "Refuse…", Press: commands.Press{Verb: commands.VerbRefuse, Args: in, Form: true}},
	}
}

// became is what became of a request, in one sentence.
func became(v commands.AskedFor) string {
	q := v.Request
	who := oneLine(v.People.First(q.Answered))
	if q.Outcome == domain.RequestAllowed {
		who = both(v.People, q.Seconded, q.Answered)
	}
	switch q.Outcome {
	case domain.RequestAllowed:
		return fmt.Sprintf("✅ %s allowed it, %s", who, v.Closed)
	case domain.RequestRefused:
		return fmt.Sprintf("%s refused it, %s: %s", who, v.Closed, typed(q.Words, wordsRunes))
	}
	return fmt.Sprintf("Nobody answered by the end of %s: it lapsed", q.Lapses.Words(v.Today))
}
