package card

import (
	"fmt"
	"strings"

	"paidup/commands"
	"paidup/domain"
)

// Refusal draws sentences, one line for each line of the words, with the buttons of the next step.
func Refusal(words string, buttons []commands.Button) Message {
	var lines []line
	for _, l := range strings.Split(words, "\n") {
		lines = append(lines, says(strings.TrimSpace(l))...)
	}
	var out paper
	out.lines(lines...)
	out.buttons("", buttons)
	return out.message(aloudWhole(lines))
}

// aloudWhole is the lines as one paragraph, as they stand.
func aloudWhole(lines []line) string {
	var all []string
	for _, l := range lines {
		all = append(all, l.String())
	}
	return strings.Join(all, " ")
}

// filesShown is how many files of a list are shown at most, each with a button that opens it.
const filesShown = 30

// files draws a list of files. It may be kept, so it shows dates, never ages.
func (p Pen) files(v commands.Files) Message {
	var out paper
	return out.message(p.filesOn(&out, v))
}

// filesOn draws the list on the paper and gives what a notification says of it.
func (p Pen) filesOn(out *paper, v commands.Files) string {
	lines, first := append([]line{strong("%s", v.Title)}, says(v.Notes...)...), ""
	if len(v.Waits) > 0 {
		out.lines(lines...)
		lines, first = nil, p.waits(out, v)
	}
	var buttons []commands.Button
	shown := v.Files[:min(len(v.Files), filesShown)]
	for _, f := range shown {
		lines = append(lines, p.fileTitle(f, !v.NoMoney), say("%s", sentences(fileStanding(f, v.Today), oneLine(v.Markets[f.Market]))))
		lines = append(lines, says(filePlans(f, v.Today, !v.NoMoney))...)
		buttons = append(buttons, commands.Button{Label: f.Number, Press: openPress(f.ID)})
	}
	switch more := v.More + len(v.Files) - len(shown); {
	case more > 0 && v.Next != nil:
		buttons = append(buttons, commands.Button{Label: fmt.Sprintf("%d more", more), Press: *v.Next})
	case more > 0:
		lines = append(lines, say("%d more; name a file to open it", more))
	}
	out.lines(lines...)
	out.buttons("open", append(buttons, v.Buttons...))
	if len(v.Files) > 0 && first == "" {
		first = "First: " + titled(v.Files[0].Number, &v.Files[0].Facts, namesFull)
	}
	return sentences(strings.TrimSuffix(v.Title, "."), first)
}

// fileTitle is FM-1071 Abbott · $14,200.00
func (p Pen) fileTitle(f domain.FileLine, amounts bool) line {
	name, money := customer(&f.Facts, namesShort), ""
	if amounts {
		money = moneyOf(f)
	}
	if name != "" {
		name = " " + name
	}
	return line{p.number(f.ID, f.Number), {text: join(" · ", name, money), bold: true}}
}

// moneyOf is what a file is about in a list: its open balance, or what is not billed yet.
func moneyOf(f domain.FileLine) string {
	switch {
	case f.Hidden:
	case f.Stage == domain.Invoiced || f.Stage == domain.PaidInFull || f.Balance != 0:
		return f.Balance.String()
	case f.Stage == domain.Received && f.Amount != 0:
		return "est. " + f.Amount.String()
	case f.Amount != 0:
		return f.Amount.String() + " not billed"
	}
	return ""
}

// fileStanding is the stage, since when, and whose move it is.
func fileStanding(f domain.FileLine, today domain.Date) string {
	waiting := ""
	if f.WaitingOn != domain.Nobody && f.WaitingOn != "" {
		waiting = "waiting on " + holder(&f.Facts, f.WaitingOn)
	}
	return join(", ", fileStage(f, today), waiting)
}

// fileStage is the stage and since when: SUBMITTED since Wed Nov 11, rejected
func fileStage(f domain.FileLine, today domain.Date) string {
	stage, rejected, _ := strings.Cut(stageOf(f), ", ")
	return join(", ", upperFirst(stage)+" since "+f.Since().Words(today), rejected)
}

// filePlans is what was agreed about a file: ⏸ Hold due Mon Nov 23. Promise of $900.00 by Wed Nov 25. Next: call, Mon Nov 23
func filePlans(f domain.FileLine, today domain.Date, amounts bool) string {
	hold, promise, next := "", "", ""
	switch {
	case f.HoldUntil > today:
		hold = "⏸ On hold until " + f.HoldUntil.Words(today)
	case f.HoldUntil != 0:
		hold = "⏸ Hold due " + f.HoldUntil.Words(today)
	}
	if f.PromisedBy != 0 {
		promise = "Promise"
		if amounts {
			promise += " of " + f.Promised.String()
		}
		how := " by "
		if f.PromisedBy < today {
			how = " broken "
		}
		promise += how + f.PromisedBy.Words(today)
	}
	if f.Next != 0 {
		next = "Next: " + join(", ", typed(f.NextWords, wordsRunes), f.Next.Words(today))
	}
	return sentences(hold, promise, next)
}

// listing draws plain lines under a title.
func (p Pen) listing(v commands.Listing) Message {
	lines := []line{strong("%s", v.Title)}
	for _, l := range v.Lines {
		lines = append(lines, says(l)...)
	}
	var out paper
	out.lines(lines...)
	out.buttons("", v.Buttons)
	return out.message(v.Title)
}
