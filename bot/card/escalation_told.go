package card

import (
	"fmt"
	"strings"

	"paidup/commands"
	"paidup/domain"
)

// withPerson draws the escalation in the direct messages of one who was asked. It holds no amounts: whom it is for may not
// see them.
func (p Pen) withPerson(m matter, to domain.PersonID) Message {
	e := m.e
	ask := fmt.Sprintf("%s (asked by %s)", m.asked(), m.asker())
	mine := e.Asked == to && !e.Done
	var lines []line
	switch {
	case mine && e.Back != 0:
		lines = []line{p.head(m, "⏸", ""), m.backLine(), say("%s", ask)}
	case mine && e.Taken:
		lines = []line{p.head(m, "🟠", ": you are on it"), say("%s", ask), m.untilLine()}
	case mine:
		lines = append([]line{p.head(m, "", fmt.Sprintf(" needs you by %s:", m.words(e.Due))), say("%s", ask)}, m.question()...)
	case e.Withdrawn():
		lines = []line{p.head(m, "↩", ""), m.actLine(e.Last())}
	case e.Ended():
		lines = []line{p.head(m, "✅", ""), m.endLine()}
	case e.Done:
		lines = []line{p.head(m, "✅", ""), m.doneLine(), say("%s", m.settled(e.Last()))}
	default:
		lines = []line{p.head(m, "", ""), m.actLine(e.Last())}
	}
	var out paper
	out.lines(lines...)
	if mine {
		row, menu := m.buttons()
		out.buttons(m.file.Number, row, menu...)
	}
	return out.message(aloudWhole(lines))
}

// head is a first line that begins with the file: FM-1063 Tran needs you by Tue Nov 24:
func (p Pen) head(m matter, mark, rest string) line {
	if name := customer(&m.state.Facts, m.privacy.Names); name != "" {
		rest = " " + name + rest
	}
	if mark != "" {
		mark += " "
	}
	return line{{text: mark, bold: true}, p.number(m.file.ID, m.file.Number), {text: rest, bold: true}}
}

// asked is what is asked, for the one who is to do it.
func (m matter) asked() string { return typed(m.e.Ask, wordsRunes) }

func (m matter) asker() string {
	if m.e.Asker == "" {
		return "the digest"
	}
	return oneLine(m.people.First(m.e.Asker))
}

// acts draws acts as lines of the escalation's thread, or for the one person who hears of them.
func (p Pen) acts(v commands.EscalationActs) Message {
	privacy := v.Escalation.File.Market.Privacy
	m := matterOf(v.Escalation, privacy, v.People)
	var lines []line
	for i := range v.Acts {
		l := m.actLine(&v.Acts[i])
		if v.For != "" {
			l = append(p.head(m, "", ": "), l...)
		}
		lines = append(lines, l)
	}
	var out paper
	out.lines(lines...)
	if v.For != "" {
		out.buttons(m.file.Number, m.replies(v.Acts[len(v.Acts)-1].Act))
	}
	return out.message(aloudWhole(lines))
}

// replies are the buttons under an act that somebody hears of: what was asked can be answered, as one asks.
func (m matter) replies(act domain.EscalationAct) []commands.Button {
	open := commands.Button{Label: "Open file", Press: openPress(m.file.ID)}
	if act != domain.EscalationQuestion || m.e.Done {
		return []commands.Button{open}
	}
	return []commands.Button{{Label: "Answer…", Press: pressOn(m.file.ID, m.e, verbQuestion), Primary: true}, open}
}

// actLine is an act with who did it and when: Tom Becker is on it. Tom Becker, Mon Nov 23, 8:14 am ET
func (m matter) actLine(v *domain.EscalationEvent) line {
	act := m.act(v)
	if !strings.HasSuffix(act, "?") {
		act += "."
	}
	return line{{text: act + " " + m.by(v) + ", "}, m.instant(v)}
}

func (m matter) by(v *domain.EscalationEvent) string {
	if v.Actor == "" {
		return "The digest"
	}
	return oneLine(m.people.Name(v.Actor))
}

// byAct is why it was put off, and by whom.
func (m matter) byAct(v *domain.EscalationEvent) string {
	return join(": ", "Later, by "+m.by(v), m.said(v.Words))
}

// answers says that the act answers the one who is asked: who asks for it says something that is no question.
func (m matter) answers(v *domain.EscalationEvent) bool {
	return v.Act == domain.EscalationQuestion && v.Actor == m.e.Asker && v.Actor != m.e.Asked && !strings.HasSuffix(strings.TrimSpace(v.Words), "?")
}

// act is what was done, in a phrase.
func (m matter) act(v *domain.EscalationEvent) string {
	asked := oneLine(m.people.Name(v.Asked))
	switch v.Act {
	case domain.EscalationTaken:
		return "On it"
	case domain.EscalationDone:
		return "✅ Done: " + m.settled(v)
	case domain.EscalationWithdrawn:
		return "↩ Taken back"
	case domain.EscalationEnded:
		return "✅ Ended with the file: " + string(v.How)
	case domain.EscalationSnoozed:
		return join(": ", "⏸ Later, back "+m.words(v.Until), m.said(v.Words))
	case domain.EscalationQuestion:
		if m.answers(v) {
			return join(": ", "Answer", m.said(v.Words))
		}
		return join(" ", "❓", m.said(v.Words))
	case domain.EscalationDirected:
		return fmt.Sprintf("Sent to %s, by %s", asked, m.words(v.Due))
	}
	return join(": ", fmt.Sprintf("%s is asked, by %s", asked, m.words(v.Due)), m.said(v.Words))
}

// acted is the answer to who acted on an escalation: what is stored, and what comes next.
func (p Pen) acted(v commands.Acted) Message {
	m := matterOf(v.Escalation, private(), v.People)
	act := &v.Event
	first := line{{text: "✅ Saved. ", bold: true}, p.number(m.file.ID, m.file.Number),
		{text: join(", ", strings.TrimPrefix(m.title(), oneLine(m.file.Number)), m.saved(act)), bold: true}}
	lines := append([]line{first}, m.savedMore(act)...)
	var out paper
	out.lines(lines...)
	next := commands.Button{Label: "Open file", Press: openPress(m.file.ID)}
	switch act.Act {
	case domain.EscalationAsked:
		out.small(fmt.Sprintf("Undo until the end of %s, while nobody has acted on it", m.words(m.e.UndoUntil())))
		out.buttons(m.file.Number, []commands.Button{undoPlea(m.e), next})
	case domain.EscalationTaken:
		out.small(m.giving())
		out.buttons(m.file.Number, []commands.Button{{Label: "Assign…", Press: pressOn(m.file.ID, m.e, verbAssign)}, next})
	default:
		out.buttons(m.file.Number, []commands.Button{next})
	}
	return out.message(aloud(lines))
}

// giving says how one who took it gets rid of it again: there is no Undo of that.
func (m matter) giving() string {
	says := "Not yours? Assign… names who takes it"
	if m.e.Asker != "" && m.e.Asker != m.e.Asked {
		says += ", or gives it back to " + oneLine(m.people.First(m.e.Asker))
	}
	return says
}

// saved is what the act did, for the one who did it.
func (m matter) saved(v *domain.EscalationEvent) string {
	switch v.Act {
	case domain.EscalationAsked:
		return "escalated"
	case domain.EscalationTaken:
		return "you are on it"
	case domain.EscalationDone:
		return "done: " + m.settled(v)
	case domain.EscalationWithdrawn:
		return "the escalation is undone"
	case domain.EscalationSnoozed:
		return "later"
	case domain.EscalationQuestion:
		return "asked"
	}
	return fmt.Sprintf("%s is asked, by %s", oneLine(m.people.Name(v.Asked)), m.words(v.Due))
}

// savedMore is what comes next.
func (m matter) savedMore(v *domain.EscalationEvent) []line {
	hears := ""
	if to := m.e.Hears(*v); to != "" {
		hears = oneLine(m.people.Name(to)) + " is told"
	}
	switch v.Act {
	case domain.EscalationAsked:
		return []line{say("%s, by %s: %s", oneLine(m.people.Name(v.Asked)), m.words(v.Due), m.asked())}
	case domain.EscalationTaken:
		return []line{m.untilLine()}
	case domain.EscalationSnoozed:
		return []line{m.backLine()}
	case domain.EscalationQuestion, domain.EscalationDone:
		return says(hears)
	}
	return nil
}
