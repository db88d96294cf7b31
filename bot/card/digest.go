package card

import (
	"fmt"
	"strings"

	"paidup/commands"
	"paidup/domain"
)

// digest draws a market's morning. On a good day (under the target and nothing to escalate) the lists are headlines only.
func (p Pen) digest(now commands.LiveDigest) Message {
	var out paper
	d := now.Digest
	title := fmt.Sprintf("%s · %s", d.Name, d.Date.Words(d.Date))
	out.header(title)
	if d.NoOpenFiles {
		out.lines(append(notes(d), append([]line{say("No open files.")}, p.sinceLines(d)...)...)...)
		return out.message(title + ". No open files.")
	}
	v := verdict{figures: d.Figures, before: d.DSOBefore, daysLeft: d.DaysLeft, amounts: d.ShowsAmounts, today: d.Date}
	out.lines(append(notes(d), says(v.lines()...)...)...)
	out.small(v.small())
	if goodDay(d) {
		p.goodDay(&out, d)
	} else {
		p.badDay(&out, now)
	}
	return out.message(sentences(v.sentence(d.Name), needs(len(d.Escalate))))
}

func goodDay(d commands.Digest) bool {
	breach := d.Figures.DSO.Breach
	return len(d.Escalate) == 0 && (breach == nil || !*breach)
}

// notes are the lines that keep a digest honest.
func notes(d commands.Digest) []line {
	var out []line
	if d.Late != "" {
		out = says("Late: " + d.Late)
	}
	return append(out, says(strings.Split(d.Label, "\n")...)...)
}

func needs(n int) string {
	switch n {
	case 0:
		return "Nothing needs escalation."
	case 1:
		return "1 needs escalation."
	}
	return fmt.Sprintf("%d need escalation.", n)
}

func (p Pen) goodDay(out *paper, d commands.Digest) {
	lines := append([]line{say("Nothing needs escalation.")}, says(putOff(d))...)
	var lists []commands.Button
	for _, s := range sections(d) {
		if s.count() > 0 {
			lines = append(lines, say("%s", s.heading(d)))
			lists = append(lists, commands.Button{Label: s.button, Press: listPress(d, s.list)})
		}
	}
	if len(lists) == 1 {
		lists[0].Label = "Lists…"
	}
	out.lines(append(lines, sinceLine(d)...)...)
	out.buttons(d.Name, append([]commands.Button{queueButton()}, lists...))
}

func (p Pen) badDay(out *paper, now commands.LiveDigest) {
	d := now.Digest
	few := 5
	speaking := min(len(d.Escalate), 1)
	for _, s := range sections(d) {
		speaking += min(s.count(), 1)
	}
	out.divider()
	if speaking == 3 {
		few = 3
	}
	p.escalations(out, now, few)
	if speaking == 3 {
		few = 2
	}
	for _, s := range sections(d) {
		p.section(out, d, s, few)
	}
	if lines := p.sinceLines(d); len(lines) > 0 {
		out.divider()
		out.lines(lines...)
	}
	out.buttons(d.Name, []commands.Button{queueButton(), whyButton(d),
		{Label: "Act on a file…", Press: commands.Press{Verb: "file", Form: true}}})
}

// escalations are the files that need one, worst first, each with its buttons.
func (p Pen) escalations(out *paper, now commands.LiveDigest, few int) {
	d := now.Digest
	if len(d.Escalate) == 0 {
		out.lines(say("Nothing needs escalation."))
		out.small(putOff(d))
		return
	}
	out.lines(strong("Needs escalation: %d", len(d.Escalate)))
	out.small(putOff(d))
	shown := d.Escalate[:min(few, len(d.Escalate))]
	for _, f := range shown {
		money := ""
		if d.ShowsAmounts && f.Cents != 0 {
			money = f.Cents.String()
			if !f.Billed {
				money += " not billed"
			}
		}
		e := live(now, f.File)
		out.lines(append([]line{p.digestFile(d, f, money), say("%s", why(f))}, liveLines(now, e)...)...)
		buttons, menu := liveButtons(f.File, e)
		out.buttons(f.Number, buttons, menu...)
	}
	if rest := len(d.Escalate) - len(shown); rest > 0 {
		out.buttons("needs escalation", []commands.Button{{Label: fmt.Sprintf("%d more", rest), Press: listPress(d, listEscalate)}})
	}
}

// digestFile is a file's first line: its number and name, and what there is to say in figures.
func (p Pen) digestFile(d commands.Digest, f commands.DigestFile, figures ...string) line {
	facts := domain.Facts{Customer: f.Customer}
	name := customer(&facts, d.ShowsNames)
	if name != "" {
		name = " " + name
	}
	rest := join(" · ", append([]string{name}, figures...)...)
	if name == "" && rest != "" {
		rest = " · " + rest
	}
	return line{p.number(f.File, f.Number), {text: rest, bold: true}}
}

// why is a file's second line: why it is on the list, and whose it is.
func why(f commands.DigestFile) string {
	return sentences(strings.TrimSuffix(strings.TrimSpace(f.Why), "."), oneLine(f.Owner))
}

func queueButton() commands.Button {
	return commands.Button{Label: "My queue", Press: commands.Press{Verb: "my"}}
}

// whyButton opens the figures behind the DSO.
func whyButton(d commands.Digest) commands.Button {
	in := commands.Values{"market": d.Market, "figure": onlyDSO}
	in.SetDate("asof", d.AsOf)
	return commands.Button{Label: whyLabel(d.Figures), Press: boardPress(in)}
}
