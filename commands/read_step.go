package commands

import (
	"strings"

	"paidup/domain"
)

// cutStep takes what is to come off the end of the line: "next thu call again", the last of these that says what. One that
// says only when is taken where no other is there, so that it is asked about. What stands before it is read as ever.
func (rd *reader) cutStep() {
	step := rd.find(func(a *Arg) bool { return a.After != "" })
	if step == nil {
		return
	}
	rd.end = len(rd.line.words)
	due := rd.c.arg(step.After)
	cut, words := -1, rd.end
	var on domain.Date
	for i := range rd.end {
		n := rd.labelAt(due, i)
		if n == 0 {
			continue
		}
		day, d := rd.dateAt(true, i+n, rd.end)
		if says := i+n+day < rd.end; day > 0 && (says || cut < 0) {
			cut, words, on = i, i+n+day, d
		}
	}
	if cut < 0 {
		return
	}
	rd.set(due, on.String(), shown(due, on.Words(rd.r.Today)))
	if words < rd.end {
		text := rd.line.span(words, rd.end-1)
		rd.set(step, text, text)
	}
	rd.line.plain = strings.TrimRight(rd.line.plain[:rd.line.words[cut].from], " ,;")
	rd.line.words = rd.line.words[:cut]
}
