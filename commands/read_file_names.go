package commands

import "strings"

// wantsPart says that a payment over several files goes on: its method came first, then a file with its amount, and now a
// word that may be a file with an amount behind it.
func (rd *reader) wantsPart() bool {
	if !rd.methodFirst || len(rd.parts) == 0 || rd.behind > 0 || !rd.amountAt(rd.at+1) {
		return false
	}
	w := rd.line.words[rd.at]
	return w.quoted || fileDigits.MatchString(w.key) || rd.plainWord(rd.at)
}

// otherThanName says that the word at the place is not a file's name: a mention, a date, an amount, or a word in a command that
// names its file later.
func (rd *reader) otherThanName(i int) bool {
	w := rd.line.words[i]
	if w.quoted {
		return false
	}
	if w.person != "" || rd.amountNotFile(i) {
		return true
	}
	if n, _ := rd.listFrom(i+1, []string{w.text}); rd.free == nil && rd.fileLater(i+n) {
		return true
	}
	a := rd.dateArg()
	if a == nil {
		return false
	}
	n, _ := rd.dateAt(a.Kind == KindPlan, i, rd.end)
	return n > 0 || rd.badDateAt(i) > 0
}

// amountNotFile says that the word can only be the amount the command asks for.
func (rd *reader) amountNotFile(i int) bool {
	key := rd.line.words[i].key
	if rd.find(isBareAmount) == nil || rd.paid || !rd.amountAt(i) || fileDigits.MatchString(key) {
		return false
	}
	return groupedOnly.MatchString(key) || strings.ContainsAny(key, "$.()-+km")
}

// filesCalled reads the word at the place as files by number or name, or as a name of several words.
func (rd *reader) filesCalled() int {
	w := rd.line.words[rd.at]
	list := pieces(w)
	if len(list) == 0 {
		return 0
	}
	if len(list) > 1 || !rd.extends(w) {
		return rd.filesNamed(rd.listFrom(rd.at+1, list))
	}
	n := 1
	for rd.plainWord(rd.at + n) {
		n++
	}
	if n == 1 {
		return rd.filesNamed(rd.listFrom(rd.at+1, list))
	}
	return rd.filesNamed(n, []string{strings.Join(strings.Fields(plainMarks(rd.line.span(rd.at, rd.at+n-1))), " ")})
}

// extends says that the words behind a name may belong to it: nothing else of the command could be meant by them. A number
// goes on, as an address, only where the command takes nothing but files and fixed words.
func (rd *reader) extends(w word) bool {
	if w.quoted || w.comma || rd.free != nil || rd.bare(KindName, KindPerson) != nil || len(rd.out.Files) > 0 {
		return false
	}
	return !fileDigits.MatchString(w.key) || rd.find(func(a *Arg) bool {
		return a.Kind != KindFile && a.Kind != KindFlag && a.Kind != KindChoice && a.Kind != KindChoices
	}) == nil
}
