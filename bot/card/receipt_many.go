package card

import (
	"fmt"
	"strings"

	"paidup/commands"
	"paidup/domain"
)

// manyShown is how many files a receipt lists.
const manyShown = 25

// receiptOfMany says what became of each file of an act.
func (p Pen) receiptOfMany(r commands.Receipt) Message {
	var saved []commands.Outcome
	var lines []line
	for _, o := range r.Done {
		l, ok := p.outcomeLine(r, o)
		if ok {
			saved = append(saved, o)
		}
		lines = append(lines, l)
	}
	if cut := len(lines) - manyShown; cut > 0 {
		lines = append(lines[:manyShown], say("%d more", cut))
	}
	title := manyTitle(saved, len(r.Done))
	lines = append([]line{strong("%s", title)}, lines...)
	lines = append(lines, says(r.Notes...)...)
	var out paper
	out.lines(lines...)
	if len(saved) > 0 {
		out.small(manyNote(saved, r.Today))
		out.buttons(manySubject(saved), manyButtons(saved))
	}
	return out.message(aloud(lines))
}

// outcomeLine is a file of a receipt for several; ok says that something was stored on it.
func (p Pen) outcomeLine(r commands.Receipt, o commands.Outcome) (l line, ok bool) {
	switch {
	case o.Refused != nil:
		return line{{text: oneLine(o.Number), bold: true}, {text: ": not saved. " + refusedWords(o.Refused)}}, false
	case o.Change == nil:
		return line{{text: o.File.Number, bold: true}, {text: ": nothing to change"}}, false
	}
	s := now(o.File, private(), r.People, r.Today).at(o.Change.Version)
	what, _ := s.stored(o.Change)
	name := customer(&s.state.Facts, namesFull)
	tail := join(" ", name) + ": " + what
	if len(o.Change.Payments) > 0 {
		tail = join(" ", name, what) + fmt.Sprintf(": balance %s", s.state.Balance())
	}
	if name != "" || len(o.Change.Payments) > 0 {
		tail = " " + tail
	}
	return line{p.number(o.File.ID, o.File.Number), {text: sentences(tail, s.beside(o.Change), s.stepLeft(o.Change))}}, true
}

// manyTitle begins a receipt for several files: ✅ Saved. Check 4471, $16,500.50, 3 files
func manyTitle(saved []commands.Outcome, named int) string {
	if len(saved) == 0 {
		return "Nothing was saved."
	}
	if not := named - len(saved); not > 0 {
		return fmt.Sprintf("✅ %d saved, %d not.", len(saved), not)
	}
	changes := make([]*domain.Change, len(saved))
	for i, o := range saved {
		changes[i] = o.Change
	}
	return "✅ Saved. " + join(", ", checkOf(changes), counted(len(saved), "file"))
}

// checkOf is the money that one act divided among files: Check 4471, $16,500.50. Empty: it logged none.
func checkOf(changes []*domain.Change) string {
	check := ""
	var total domain.Money
	for _, c := range changes {
		for _, v := range c.Payments {
			total += v.Amount
			check = upperFirst(means(v))
		}
	}
	if total == 0 {
		return ""
	}
	return join(", ", check, total.String())
}

// manyNote names the entries: e9, e12, e6. Undo takes back all three
func manyNote(saved []commands.Outcome, today domain.Date) string {
	var names []string
	var until domain.Date
	for _, o := range saved {
		names = append(names, fmt.Sprintf("e%d", o.Change.Version))
		if o.UndoUntil != 0 && (until == 0 || o.UndoUntil < until) {
			until = o.UndoUntil
		}
	}
	entries := strings.Join(names, ", ")
	if len(saved) > manyShown {
		entries = fmt.Sprintf("%d entries", len(saved))
	}
	switch {
	case until == 0:
		return entries
	case len(saved) == 1:
		return entryNote(entries, until, today)
	}
	return fmt.Sprintf("%s. Undo takes back %s", entries, allOf(len(saved)))
}

func allOf(n int) string {
	words := []string{"", "it", "both", "all three", "all four", "all five", "all six", "all seven", "all eight", "all nine", "all ten"}
	if n < len(words) {
		return words[n]
	}
	return fmt.Sprintf("all %d", n)
}

func manySubject(saved []commands.Outcome) string { return counted(len(saved), "file") }

func manyButtons(saved []commands.Outcome) []commands.Button {
	var out []commands.Button
	var ids []string
	for _, o := range saved {
		if o.UndoUntil != 0 && len(out) == 0 {
			out = append(out, commands.Button{Label: "Undo", Press: undoPress(o.File.ID, o.Change.Version)})
		}
		ids = append(ids, fmt.Sprint(o.File.ID))
	}
	return append(out, commands.Button{Label: "Open files…",
		Press: commands.Press{Verb: "file", Args: commands.Values{"files": strings.Join(ids, ",")}}})
}
