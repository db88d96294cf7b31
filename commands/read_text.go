package commands

import (
	"slices"
	"strings"
)

// texting says that free text has begun: from there on only labels and dates are read out of it.
func (rd *reader) texting() bool { return rd.free != nil && len(rd.left) > 0 }

// keepText keeps the reason, and for a command with free text the words nothing else read.
func (rd *reader) keepText() {
	end := len(rd.line.plain)
	if rd.because != nil {
		end = rd.trailingDate()
	}
	reason := ""
	if rd.reason < len(rd.line.words) {
		reason = strings.TrimSpace(rd.line.plain[rd.line.words[rd.reason].from:end])
	}
	if reason == "" && rd.reason > rd.end {
		rd.fail(rd.because, needs(rd.because))
	}
	if rd.because != nil && reason != "" {
		rd.set(rd.because, reason, labelBecause+" "+reason)
		reason = ""
	}
	if rd.free == nil {
		return
	}
	if text := rd.freeText(reason); text != "" {
		rd.set(rd.free, text, quoted(text))
	}
	rd.left = nil
}

// trailingDate reads "on fri" or "until dec 4" at the end of a reason, where the command has such a date and was not told it
// before. It gives where the reason's text ends.
func (rd *reader) trailingDate() int {
	end, last := len(rd.line.plain), len(rd.line.words)
	a := rd.find(func(a *Arg) bool {
		return !rd.has(a) && (a.Kind == KindDate && a.Label == labelOn || a.Kind == KindPlan && a.Label != "")
	})
	for i := last - 2; a != nil && i > rd.reason; i-- {
		w := rd.line.words[i]
		if says := w.key == a.Label || slices.Contains(otherLabels[a.Label], w.key); w.quoted || !says {
			continue
		}
		if n, d := rd.dateAt(a.Kind == KindPlan, i+1, last); n > 0 && i+1+n == last {
			rd.set(a, d.String(), shown(a, d.Words(rd.r.Today)))
			return len(strings.TrimRight(rd.line.plain[:rd.line.words[i].from], " ,;"))
		}
		break
	}
	return end
}

// freeText is the words nothing else read, as typed, and the reason behind them.
func (rd *reader) freeText(reason string) string {
	var pieces []string
	for _, run := range runs(rd.left) {
		if last := run[len(run)-1]; last == rd.end-1 && reason != "" {
			reason = strings.TrimSpace(rd.line.plain[rd.line.words[run[0]].from:])
			continue
		}
		pieces = append(pieces, rd.line.span(run[0], run[len(run)-1]))
	}
	if reason != "" {
		pieces = append(pieces, reason)
	}
	return strings.Join(pieces, " ")
}

// runs groups numbers that follow each other.
func runs(of []int) [][]int {
	var out [][]int
	for i, n := range of {
		if i > 0 && of[i-1] == n-1 {
			out[len(out)-1] = append(out[len(out)-1], n)
			continue
		}
		out = append(out, []int{n})
	}
	return out
}
