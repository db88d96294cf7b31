package card

import (
	"fmt"
	"strings"

	"paidup/commands"
	"paidup/domain"
)

// matter is an escalation as a place sees it.
type matter struct {
	scene
	e *domain.Escalation
}

func matterOf(e *domain.Escalation, privacy domain.Privacy, people commands.People) matter {
	return matter{now(e.File, privacy, people, e.File.Market.Today(e.RecordedAt)), e}
}

// escalation draws an escalation's living message. It may stand for weeks, so it shows dates, never ages.
func (p Pen) escalation(v commands.Escalated) Message {
	m := matterOf(v.Escalation, v.Privacy, v.People)
	if v.For != "" {
		return p.withPerson(m, v.For)
	}
	var lines []line
	switch e := m.e; {
	case e.Withdrawn():
		lines = []line{p.matterTitle(m, "↩"), m.actLine(e.Last())}
	case e.Ended():
		lines = []line{p.matterTitle(m, "✅"), m.endLine()}
	case e.Done:
		lines = []line{p.matterTitle(m, "✅"), m.doneLine(), say("%s", m.settled(e.Last()))}
	case e.Back != 0:
		lines = append([]line{p.matterTitle(m, "⏸"), m.backLine()}, says(m.byAct(e.Last()))...)
	case e.Taken:
		lines = []line{p.matterTitle(m, "🟠"), m.takenLine(), m.untilLine()}
	default:
		lines = append([]line{p.matterTitle(m, "🟠")}, m.plea(v.Context)...)
	}
	var out paper
	out.lines(append(lines, m.question()...)...)
	buttons, menu := m.buttons()
	out.buttons(m.file.Number, buttons, menu...)
	return out.message(m.aloud())
}

// matterTitle is the first line: 🟠 FM-1063 Tran · moisture log missing.
func (p Pen) matterTitle(m matter, mark string) line {
	wrong := m.said(m.e.Wrong)
	if wrong == "" {
		wrong = "escalated"
	}
	rest := " · " + wrong
	if name := customer(&m.state.Facts, m.privacy.Names); name != "" {
		rest = " " + name + rest
	}
	return line{{text: mark + " ", bold: true}, p.number(m.file.ID, m.file.Number), {text: rest, bold: true}}
}

// plea is what is asked, of whom, and why: the escalation as it stands until somebody takes it. Who is asked first is
// mentioned, once: an edit mentions nobody.
func (m matter) plea(pack commands.Pack) []line {
	e := m.e
	who := span{text: oneLine(m.people.Name(e.Asked))}
	first := e.Event(1)
	if len(e.Events()) == 1 && first.Actor != e.Asked {
		who.user = string(e.Asked)
	}
	ask := join(": ", "by "+m.words(e.Due), m.said(e.Ask))
	from := "the digest"
	if e.Asker != "" {
		from = oneLine(m.people.Name(e.Asker))
	}
	lines := []line{{who, {text: ", " + ask}}, {{text: "From " + from + ", "}, m.instant(first)}}
	if last := e.Last(); last.N > 1 {
		lines = append(lines, m.actLine(last))
	}
	lines = append(lines, m.context(pack)...)
	if e.NextTo != "" && e.NextTo != e.Asked {
		lines = append(lines, line{{text: "Next: "}, m.due(), {text: " to " + oneLine(m.people.Name(e.NextTo))}})
	}
	return lines
}

func (m matter) instant(v *domain.EscalationEvent) span {
	return span{text: m.words(m.file.Market.Today(v.At)) + ", " + m.file.Market.Clock(v.At, m.file.Market.Today(v.At)), at: v.At}
}

// due is when it goes on by itself.
func (m matter) due() span {
	at := m.e.DueAt()
	return span{text: m.words(m.e.Due) + ", " + m.file.Market.Clock(at, m.e.Due), at: at}
}

// takenLine is Tom Becker is on it (Mon Nov 23, 8:14 am ET)
func (m matter) takenLine() line {
	return line{{text: oneLine(m.people.Name(m.e.Asked)) + " is on it ("}, m.instant(m.e.Last()), {text: ")"}}
}

// untilLine is Next: if nothing by Tue Nov 24, 5:00 pm ET, Ben and Maria Lind are told
func (m matter) untilLine() line {
	e := m.e
	var told []string
	if e.Asker != "" && e.Asker != e.Asked && e.Asker != e.NextTo {
		told = append(told, oneLine(m.people.First(e.Asker)))
	}
	if e.NextTo != "" && e.NextTo != e.Asked {
		told = append(told, oneLine(m.people.Name(e.NextTo)))
	}
	switch len(told) {
	case 0:
		return line{{text: "By "}, m.due()}
	case 1:
		return line{{text: "Next: if nothing by "}, m.due(), {text: ", " + told[0] + " is told"}}
	}
	return line{{text: "Next: if nothing by "}, m.due(), {text: ", " + told[0] + " and " + told[1] + " are told"}}
}

// backLine is Back Wed Nov 25, 8:00 am ET
func (m matter) backLine() line {
	at := m.e.NextAt()
	return line{{text: "Back "}, {text: m.words(m.e.Back) + ", " + m.file.Market.Clock(at, m.e.Back), at: at}}
}

// doneLine is Done by Tom Becker, Mon Nov 23, 11:40 am ET:
func (m matter) doneLine() line {
	v := m.e.Last()
	return line{{text: "Done by " + oneLine(m.people.Name(v.Actor)) + ", "}, m.instant(v), {text: ":"}}
}

// ending is Ended with the file: cancelled by Dana Reyes
func (m matter) ending() string {
	v := m.e.Last()
	return fmt.Sprintf("Ended with the file: %s by %s", v.Ending(), oneLine(m.people.Name(v.Actor)))
}

// endLine is Ended with the file: cancelled by Dana Reyes, Mon Nov 23, 11:40 am ET
func (m matter) endLine() line {
	return line{{text: m.ending() + ", "}, m.instant(m.e.Last())}
}

// settled is what ended it, in the words of who ended it where they say how: uploaded to the job folder.
func (m matter) settled(v *domain.EscalationEvent) string {
	how, words := string(v.How), m.said(v.Words)
	if words != "" && (v.How == domain.OtherwiseSet || strings.HasPrefix(strings.ToLower(words), how)) {
		return words
	}
	return join(", ", how, words)
}

// question is the newest act, where it is a question that nobody has acted on since.
func (m matter) question() []line {
	v := m.e.Event(m.e.Version)
	if v.Act != domain.EscalationQuestion || m.e.Done {
		return nil
	}
	who := oneLine(m.people.Name(v.Actor))
	if m.answers(v) {
		return []line{say("%s", join(": ", who+" answers", m.said(v.Words)))}
	}
	return []line{say("%s", join(": ", "❓ "+who+" asks", m.said(v.Words)))}
}

// aloud is the escalation in a sentence: Tom Becker: FM-1063 Tran needs the day-3 drying log by Tue Nov 24
func (m matter) aloud() string {
	e := m.e
	who := oneLine(m.people.Name(e.Asked))
	switch {
	case e.Withdrawn():
		return m.title() + ", taken back by " + oneLine(m.people.Name(e.Last().Actor))
	case e.Ended():
		return m.title() + ", " + lowerFirst(m.ending())
	case e.Done:
		return join(": ", m.title()+", done by "+oneLine(m.people.Name(e.Last().Actor)), m.settled(e.Last()))
	case e.Back != 0:
		return m.title() + ", " + lowerFirst(m.backLine().String())
	case e.Taken:
		return m.title() + ", " + who + " is on it"
	}
	ask := m.said(e.Ask)
	if ask == "" {
		ask = "somebody"
	}
	return fmt.Sprintf("%s: %s needs %s by %s", who, m.title(), ask, m.words(e.Due))
}

// escalated says on the file's card and in Open file that an escalation is open.
func (s scene) escalated(e *domain.Escalation) string {
	if e == nil || e.Done {
		return ""
	}
	who := oneLine(s.people.Name(e.Asked))
	switch {
	case e.Back != 0:
		who += ", back " + s.words(e.Back)
	case e.Taken:
		who += " is on it"
	default:
		who += ", by " + s.words(e.Due)
	}
	return sentences(join(": ", "🟠 Escalated", s.said(e.Wrong)), who)
}
