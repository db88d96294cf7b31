package commands

import (
	"slices"
	"strings"

	"paidup/domain"
)

const (
	maxChoiceWords = 3 // paid in full
	shortestPrefix = 3
)

// choice reads a choice by its whole name.
func (rd *reader) choice() int {
	return rd.chooseBy(rd.choiceAt)
}

// prefix reads a choice by the beginning of its name, where only one begins so. Free text is left alone.
func (rd *reader) prefix() int {
	if rd.free != nil {
		return 0
	}
	return rd.chooseBy(rd.prefixAt)
}

func (rd *reader) chooseBy(at func(*Arg, int) (int, []string)) int {
	for i := range rd.c.Args {
		a := &rd.c.Args[i]
		if a.Label != "" || a.Kind != KindChoices && (a.Kind != KindChoice || rd.has(a)) {
			continue
		}
		if n, names := at(a, rd.at); n > 0 {
			return rd.chosen(a, n, names)
		}
	}
	return 0
}

// chosen keeps the choice that n words made, with its number or with the "and" before the next choice.
func (rd *reader) chosen(a *Arg, n int, names []string) int {
	next := rd.at + n
	if a.Kind == KindChoices {
		names = slices.DeleteFunc(names, func(s string) bool { return slices.Contains(rd.out.Values.List(a.Name), s) })
		if len(names) > 0 {
			rd.set(a, strings.Join(append(rd.out.Values.List(a.Name), names...), ","), strings.Join(names, ", "))
		}
		if and := next < rd.end && slices.Contains([]string{"and", "&", "+"}, rd.line.words[next].key); and {
			if more, _ := rd.choiceAt(a, next+1); more > 0 {
				n++
			}
		}
		return n
	}
	rd.set(a, names[0], names[0])
	number := rd.c.numberOf(a)
	if number == nil || rd.has(number) || names[0] == string(domain.Cash) && rd.find(isBareAmount) != nil && !rd.paid && rd.amountAt(next) {
		return n
	}
	if words, value := rd.numberAfter(next); words > 0 {
		rd.out.Values[number.Name] = value
		rd.echo[len(rd.echo)-1] += " " + value
		return n + words
	}
	return n
}

// choiceAt reads one choice, or several with commas between, by whole names or words that mean the same.
func (rd *reader) choiceAt(a *Arg, i int) (int, []string) {
	for n := min(maxChoiceWords, rd.end-i); n > 0; n-- {
		if name, ok := choiceNamed(a, rd.names(i, n)); ok {
			return n, []string{name}
		}
	}
	if i >= rd.end || a.Kind != KindChoices || rd.line.words[i].quoted {
		return 0, nil
	}
	names, ok := choicesNamed(a, rd.line.words[i].key)
	if !ok {
		return 0, nil
	}
	return 1, names
}

func (rd *reader) prefixAt(a *Arg, i int) (int, []string) {
	if name, ok := choiceBegun(a, rd.keys(i, 1)); ok {
		return 1, []string{name}
	}
	return 0, nil
}

// choiceValue reads a choice behind a label. An argument without choices takes the word as it is.
func (rd *reader) choiceValue(a *Arg, i int) (got, error) {
	w := rd.line.words[i]
	if len(a.Choices) == 0 {
		return got{words: 1, value: w.text, echo: shown(a, w.text)}, nil
	}
	n, names := rd.choiceAt(a, i)
	if n == 0 {
		n, names = rd.prefixAt(a, i)
	}
	if n == 0 {
		return got{words: 1}, rd.noChoice(a, i)
	}
	value := strings.Join(names, ",")
	return got{words: n, value: value, echo: shown(a, value)}, nil
}

// noChoice says that the word is none of the choices, and which one it probably is.
func (rd *reader) noChoice(a *Arg, i int) error {
	e := notChoice(a, rd.line.words[i].text)
	if meant := closestOf(rd.line.words[i].key, a.Choices); meant != "" {
		e.Says += " Did you mean " + meant + "?"
		e.About = rd.slipAt(i, meant)
	}
	return e
}

func notChoice(a *Arg, typed string) *domain.Error {
	return domain.Invalid(a.Name, "%s is none of %s.", quoted(typed), strings.Join(a.Choices, ", "))
}
