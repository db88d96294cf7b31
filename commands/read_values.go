package commands

import (
	"regexp"
	"strings"

	"paidup/domain"
)

var entryName = regexp.MustCompile(`^#?(e[1-9]\d{0,8})$`)

// flag reads a word that is there or not.
func (rd *reader) flag() int {
	a := rd.find(func(a *Arg) bool { return a.Kind == KindFlag && !rd.has(a) && rd.flagAt(a, rd.at) })
	if a == nil {
		return 0
	}
	rd.set(a, flagSet, flagWord(a))
	return 1
}

func flagWord(a *Arg) string {
	if a.Label != "" {
		return a.Label
	}
	return a.Name
}

func (rd *reader) flagAt(a *Arg, i int) bool {
	return i < rd.end && !rd.line.words[i].quoted && rd.line.words[i].key == strings.ToLower(flagWord(a))
}

// entry reads e9, entry e9, entry 9.
func (rd *reader) entry() int {
	a := rd.bare(KindEntry)
	if a == nil {
		return 0
	}
	if w := rd.line.words[rd.at]; w.key == "entry" && !w.quoted && rd.at+1 < rd.end {
		number := strings.TrimPrefix(strings.TrimPrefix(rd.line.words[rd.at+1].key, "#"), "e")
		if entryName.MatchString("e" + number) {
			rd.set(a, "e"+number, "e"+number)
			return 2
		}
	}
	got, err := rd.entryValue(a, rd.at)
	if err != nil {
		return 0
	}
	rd.set(a, got.value, got.echo)
	return got.words
}

func (rd *reader) entryValue(a *Arg, i int) (got, error) {
	m := entryName.FindStringSubmatch(rd.line.words[i].key)
	if m == nil || rd.line.words[i].quoted {
		return got{words: 1}, notEntry(rd.line.words[i].text)
	}
	return got{words: 1, value: m[1], echo: shown(a, m[1])}, nil
}

func notEntry(typed string) error {
	return domain.Invalid("entry", "%s is not an entry; write e9, as the file's thread shows it.", quoted(typed))
}

func isBareAmount(a *Arg) bool { return a.Kind == KindAmount && a.Label == "" }

// amount reads the one bare amount, or in a payment over several files the amount behind each file.
func (rd *reader) amount() int {
	a := rd.find(isBareAmount)
	part := rd.splits() && rd.behind == 1
	if a == nil || rd.paid && (!part || len(rd.parts) == 0) || !rd.amountAt(rd.at) {
		return 0
	}
	rd.paid = true
	got, err := rd.amountValue(a, rd.at)
	if err != nil {
		rd.fail(a, err)
		return got.words
	}
	rd.set(a, got.value, got.echo)
	if part {
		file := rd.out.Files[len(rd.out.Files)-1]
		rd.parts = append(rd.parts, Part{File: file, Amount: rd.out.Values.Money(a.Name)})
	}
	return got.words
}

// splits says that the command may spread one amount over several files: it has an amount and a method with its number.
func (rd *reader) splits() bool {
	return rd.find(isBareAmount) != nil && rd.find(func(a *Arg) bool { return rd.c.numberOf(a) != nil && isMethod(a) }) != nil
}

// amountAt says that an amount stands at the place, by its looks.
func (rd *reader) amountAt(i int) bool {
	if i >= rd.end || rd.line.words[i].quoted {
		return false
	}
	return amountLike.MatchString(rd.line.words[i].key) || rd.dollarAt(i)
}

// dollarAt says that a dollar sign stands by itself before the amount.
func (rd *reader) dollarAt(i int) bool {
	return rd.line.words[i].key == "$" && i+1 < rd.end && amountLike.MatchString(rd.line.words[i+1].key)
}

func (rd *reader) amountValue(a *Arg, i int) (got, error) {
	typed, n := strings.TrimSuffix(rd.line.words[i].text, "."), 1
	if rd.dollarAt(i) {
		typed, n = typed+rd.line.words[i+1].text, 2
	}
	m, err := ReadAmount(typed)
	if e := theError(err); e != nil {
		if two, ok := e.About.(TwoAmounts); ok {
			two.plain, two.at = rd.whole, spot{rd.line.words[i].from, rd.line.words[i+n-1].to}
			e.About = two
		}
	}
	return got{words: n, value: plainCents(m), echo: shown(a, m.String())}, err
}
