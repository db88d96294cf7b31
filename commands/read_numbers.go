package commands

import (
	"regexp"
	"slices"
	"strings"

	"paidup/domain"
)

var digitGroup = regexp.MustCompile(`^[-+().\d]*\d[-+().\d]*$`)

// isMethod says that the argument chooses a method of payment.
func isMethod(a *Arg) bool { return slices.Contains(a.Choices, string(domain.Check)) }

// numberOf is the number argument that belongs to a choice, or nil: the one behind it in the list, where it stands bare or
// the choice is a method of payment.
func (c *Command) numberOf(choice *Arg) *Arg {
	for i := range c.Args {
		if &c.Args[i] != choice || choice.Kind != KindChoice || i+1 == len(c.Args) {
			continue
		}
		if n := &c.Args[i+1]; n.Kind == KindNumber && (n.Label == "" || isMethod(choice)) {
			return n
		}
	}
	return nil
}

// choiceOf is the choice a number argument belongs to, or nil.
func (c *Command) choiceOf(number *Arg) *Arg {
	for i := range c.Args {
		if c.numberOf(&c.Args[i]) == number {
			return &c.Args[i]
		}
	}
	return nil
}

// numberAfter reads the number behind a method: 881, #881, no. 881. Dates, amounts, files and entries are not taken for one.
func (rd *reader) numberAfter(at int) (int, string) {
	i, skipped := rd.skipNumberSign(at)
	if i >= rd.end || rd.labelsAt(i) {
		return 0, ""
	}
	w := rd.line.words[i]
	if !strings.ContainsAny(w.key, "0123456789") {
		return 0, ""
	}
	if !w.quoted && skipped == 0 && (rd.clearAmount(i) || rd.dateWords(i) || rd.fileNotNumber(i) || rd.entryNotNumber(i)) {
		return 0, ""
	}
	return 1 + skipped, numberText(w)
}

// clearAmount says that the word can only be an amount: it has a sign, a comma or cents.
func (rd *reader) clearAmount(i int) bool {
	return rd.amountAt(i) && strings.ContainsAny(rd.line.words[i].key, "$,.()-+")
}

// dateWords says that a date stands at the place that is more than a number.
func (rd *reader) dateWords(i int) bool {
	n, _ := rd.dateAt(false, i, rd.end)
	return n > 0 || dateLike.MatchString(rd.line.words[i].key)
}

func (rd *reader) fileNotNumber(i int) bool {
	return rd.ownFile(i) || rd.fileLike(i) && rd.wantsFile() && !rd.fileLater(i+1)
}

func (rd *reader) entryNotNumber(i int) bool {
	return rd.bare(KindEntry) != nil && entryName.MatchString(rd.line.words[i].key)
}

// number reads a bare number, or a #881 that has no method before it.
func (rd *reader) number() int {
	w := rd.line.words[rd.at]
	a := rd.find(func(a *Arg) bool {
		return a.Kind == KindNumber && !rd.has(a) && (a.Label == "" || rd.c.choiceOf(a) != nil)
	})
	if a == nil || !strings.ContainsAny(w.key, "0123456789") {
		return 0
	}
	if rd.c.choiceOf(a) != nil && (w.quoted || !strings.HasPrefix(w.key, "#")) {
		return 0
	}
	rd.set(a, numberText(w), shown(a, numberText(w)))
	return 1
}

// numberValue reads a number behind its label. It may stand in several groups where they cannot be an amount.
func (rd *reader) numberValue(a *Arg, i int) (got, error) {
	i, skipped := rd.skipNumberSign(i)
	w := rd.line.words[i]
	if rd.free != nil && !strings.ContainsAny(w.key, "0123456789@") {
		return got{words: 1 + skipped}, needs(a)
	}
	n, value := 1, numberText(w)
	if i+1 < rd.end && a.Label == labelNet && (rd.line.words[i+1].key == "days" || rd.line.words[i+1].key == "day") {
		n = 2
	}
	for rd.find(isBareAmount) == nil && !w.quoted && i+n < rd.end && digitGroup.MatchString(rd.line.words[i+n].key) && digitGroup.MatchString(w.key) {
		value += " " + rd.line.words[i+n].text
		n++
	}
	return got{words: n + skipped, value: value, echo: shown(a, value)}, nil
}

// numberText is a number as it is kept: without its sign, and the id where a channel stands for it.
func numberText(w word) string {
	if w.channel != "" {
		return w.channel
	}
	return strings.TrimSuffix(strings.TrimPrefix(w.text, "#"), ".")
}

// skipNumberSign steps over "no.", "number" or "#" before a number.
func (rd *reader) skipNumberSign(i int) (int, int) {
	signs := []string{"#", "no", "nr", "num", "number"}
	if i+1 < rd.end && !rd.line.words[i].quoted && slices.Contains(signs, rd.line.words[i].key) {
		return i + 1, 1
	}
	return i, 0
}
