package commands

import (
	"regexp"
	"slices"
	"strings"
)

var (
	gluedAmount = regexp.MustCompile(`^(\$?\d[\d.,]*)([A-Za-z]{2,})(#?\d*)$`)
	gluedNumber = regexp.MustCompile(`^([A-Za-z]{2,})(#?\d+)$`)
)

// partGlued reads words apart that were typed without the space between them, where the command logs a payment:
// 12400check 881, 12400check881, check881.
func (rd *reader) partGlued() {
	if !rd.splits() {
		return
	}
	var out []word
	for _, w := range rd.line.words {
		out = append(out, w.cut(rd.glued(w)...)...)
	}
	rd.line.words = out
}

// glued are the pieces of the word; fewer than two where nothing is glued.
func (rd *reader) glued(w word) []string {
	if w.quoted || !strings.HasPrefix(rd.line.plain[w.from:], w.text) {
		return nil
	}
	known := func(letters string) bool {
		method := rd.find(isMethod)
		_, named := choiceNamed(method, letters)
		return named
	}
	if m := gluedAmount.FindStringSubmatch(w.text); m != nil && (known(m[2]) || closestOf(m[2], rd.c.vocabulary()) != "") {
		return slices.DeleteFunc(m[1:], func(s string) bool { return s == "" })
	}
	if m := gluedNumber.FindStringSubmatch(w.text); m != nil && known(m[1]) {
		return m[1:]
	}
	return nil
}

// cut is the word in its pieces, or as it is.
func (w word) cut(pieces ...string) []word {
	if len(pieces) < 2 {
		return []word{w}
	}
	var out []word
	at := w.from
	for i, piece := range pieces {
		p := word{text: piece, key: strings.ToLower(piece), from: at, to: at + len(piece)}
		if i == 0 {
			p.joined, p.afterColon = w.joined, w.afterColon
		}
		out, at = append(out, p), p.to
	}
	last := &out[len(out)-1]
	last.comma, last.to = w.comma, w.to
	return out
}
