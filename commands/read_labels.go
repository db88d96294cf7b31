package commands

import (
	"slices"
	"strings"

	"paidup/domain"
)

// got is one value and how many words it took.
type got struct {
	words int
	value string
	echo  string // as people read it
}

// label reads a label and the value behind it.
func (rd *reader) label() int {
	for i := range rd.c.Args {
		a := &rd.c.Args[i]
		if n := rd.labelAt(a, rd.at); n > 0 {
			return rd.labelled(a, n)
		}
	}
	return 0
}

// labelAt is how many words of the argument's label stand at the place; 0: it is not there.
func (rd *reader) labelAt(a *Arg, i int) int {
	words := strings.Fields(strings.ToLower(a.Label))
	if len(words) == 0 || a.Kind == KindFlag || a == rd.because {
		return 0
	}
	if len(words) == 1 && i < rd.end && !rd.line.words[i].quoted {
		if key := rd.line.words[i].key; key == words[0] || slices.Contains(otherLabels[words[0]], key) {
			return 1
		}
		return 0
	}
	if rest, to := strings.CutPrefix(a.Label, "to "); to && i < rd.end && rd.line.words[i].key == rest { // apply FM-1088 inv 5540
		return 1
	}
	for j, w := range words {
		if i+j >= rd.end || rd.line.words[i+j].key != w && !slices.Contains(otherLabels[w], rd.line.words[i+j].key) || rd.line.words[i+j].quoted {
			return rd.shortLabelAt(a, i)
		}
	}
	return len(words)
}

// shortLabelAt is 1 where a label that ends in "from" stands without it: books 2026-09-01.
func (rd *reader) shortLabelAt(a *Arg, i int) int {
	if short, from := strings.CutSuffix(a.Label, " from"); from && i < rd.end && rd.line.words[i].key == short && !rd.line.words[i].quoted {
		return 1
	}
	return 0
}

// otherLabels are other words people write for a label.
var otherLabels = map[string][]string{
	"inv":   {"invoice", "inv#"},
	"ref":   {"reference", "ref#"},
	"until": {"till"},
}

// labelled reads the value behind a label of n words. In free text a label without its value is text.
func (rd *reader) labelled(a *Arg, n int) int {
	at := rd.at + n
	if at >= rd.end && rd.c.Blank { // a field without its value: its form asks for it
		return n
	}
	if rd.has(a) {
		if rd.free != nil {
			return 0
		}
		rd.fail(a, domain.Invalid("", "%s is said twice; say it once.", quoted(a.Label)))
		return n
	}
	got, err := rd.value(a, at)
	switch {
	case err == nil:
		rd.set(a, got.value, got.echo)
	case rd.free != nil && !rd.meant(a, at):
		return 0
	default:
		rd.fail(a, err)
	}
	return n + got.words
}

// meant says that the word is a date or an amount by its looks, or calls a person, so that it is refused rather than kept as
// text.
func (rd *reader) meant(a *Arg, i int) bool {
	if i < rd.end && a.Kind == KindPerson {
		return strings.HasPrefix(rd.line.words[i].key, "@") || len(membersCalled(rd.line.words[i].text, rd.r)) > 1
	}
	return i < rd.end && (rd.badDateAt(i) > 0 || amountLike.MatchString(rd.line.words[i].key))
}

// value reads the argument's value at the place.
func (rd *reader) value(a *Arg, i int) (got, error) {
	if i >= rd.end || rd.labelsAt(i) && a.Kind != KindText && !rd.holderAt(a, i) {
		return got{}, needs(a)
	}
	switch a.Kind {
	case KindAmount:
		return rd.amountValue(a, i)
	case KindDate, KindPlan:
		return rd.dateValue(a, i)
	case KindName:
		return rd.nameValue(a, i)
	case KindPerson:
		return rd.personValue(a, i)
	case KindChoice, KindChoices:
		return rd.choiceValue(a, i)
	case KindEntry:
		return rd.entryValue(a, i)
	case KindText:
		text := rd.line.span(i, rd.end-1)
		return got{words: rd.end - i, value: text, echo: a.Label + " " + text}, nil
	}
	return rd.numberValue(a, i)
}

// holderAt says that the word is a holder's, for an argument that takes a name, though the command has a label of that word:
// payer carrier.
func (rd *reader) holderAt(a *Arg, i int) bool {
	return a.Kind == KindName && slices.Contains(partyWords(), rd.line.words[i].key) && (i+1 >= rd.end || rd.labelsAt(i+1))
}

// labelsAt says that a label or a flag of the command stands at the place.
func (rd *reader) labelsAt(i int) bool {
	return rd.find(func(a *Arg) bool { return rd.labelAt(a, i) > 0 || a.Kind == KindFlag && rd.flagAt(a, i) }) != nil
}

func needs(a *Arg) error {
	what, like := "a word", "word"
	switch a.Kind {
	case KindText:
		return domain.Invalid("", "%s needs words after it.", quoted(a.Label))
	case KindAmount:
		what, like = "an amount", "148.80"
	case KindDate, KindPlan:
		what, like = "a date", "fri"
	case KindName:
		what, like = "a name", "Harbor Mutual"
	case KindPerson:
		what, like = "a person", "@dana"
	case KindNumber:
		what, like = "a number", "5512"
		if fileDigits.MatchString(a.Hint) {
			like = a.Hint
		}
	case KindEntry:
		what, like = "an entry", "e9"
	case KindChoice, KindChoices:
		if len(a.Choices) > 0 {
			like = a.Choices[0]
		}
	}
	return domain.Invalid("", "%s needs %s after it, like %s %s.", quoted(a.Label), what, a.Label, like)
}

// shown is a labelled value as people read it.
func shown(a *Arg, value string) string {
	if a.Label == "" || a.Label == labelOn {
		return value
	}
	return a.Label + " " + value
}
