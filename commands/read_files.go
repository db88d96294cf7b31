package commands

import (
	"regexp"
	"slices"
	"strings"
)

var (
	fileNumber  = regexp.MustCompile(`^([a-z][a-z0-9]{0,7})-(\d+)[a-z0-9-]*$`)
	fileDigits  = regexp.MustCompile(`^\d+$`)
	groupedOnly = regexp.MustCompile(`^\d{1,3}(,\d{3})+$`)
)

// looseDigits is how many digits a file number needs whose letters no market here has: day-3 is no file.
const looseDigits = 3

func (rd *reader) fileArg() *Arg {
	return rd.find(func(a *Arg) bool { return a.Kind == KindFile && a.Label == "" })
}

// wantsFile says that a file is still to be named: then the first word that is nothing else names it.
func (rd *reader) wantsFile() bool {
	return rd.fileArg() != nil && !rd.r.Implied && len(rd.out.Files) == 0
}

// file reads the files named at the place.
func (rd *reader) file() int {
	if rd.fileArg() == nil {
		return 0
	}
	if n, list := rd.fileListAt(rd.at); n > 0 {
		return rd.filesNamed(n, list)
	}
	if !rd.wantsFile() && !rd.wantsPart() {
		return 0
	}
	if n, number := rd.claimAt(rd.at); n > 0 {
		return rd.filesNamed(n, []string{number})
	}
	if rd.otherThanName(rd.at) {
		return 0
	}
	return rd.filesCalled()
}

func (rd *reader) filesNamed(n int, list []string) int {
	if len(rd.out.Files) == 0 {
		method := rd.find(isMethod)
		rd.methodFirst = !rd.r.Implied && rd.splits() && method != nil && rd.has(method)
	}
	for _, f := range list {
		rd.out.Files = append(rd.out.Files, f)
		rd.echo = append(rd.echo, f)
	}
	rd.files = len(list)
	return n
}

// numberedAs splits a file number into its letters and digits.
func (rd *reader) numberedAs(key string) (letters, digits string) {
	if m := fileNumber.FindStringSubmatch(key); m != nil {
		return m[1], m[2]
	}
	return "", ""
}

// fileLike says that a word like FM-1042 stands at the place, or several with commas between.
func (rd *reader) fileLike(i int) bool {
	if i >= rd.end || rd.line.words[i].quoted {
		return false
	}
	first, _, _ := strings.Cut(rd.line.words[i].key, ",")
	code, digits := rd.numberedAs(first)
	return code != "" && (len(digits) >= looseDigits || rd.ours(code))
}

// ownFile says that a file number with letters known here stands at the place: the market's, or those of a file named before.
func (rd *reader) ownFile(i int) bool {
	if i >= rd.end || rd.line.words[i].quoted || rd.fileArg() == nil {
		return false
	}
	first, _, _ := strings.Cut(rd.line.words[i].key, ",")
	code, _ := rd.numberedAs(first)
	return code != "" && rd.ours(code)
}

func (rd *reader) ours(code string) bool {
	if rd.r.Market != nil && strings.EqualFold(code, rd.r.Market.Code) {
		return true
	}
	return slices.ContainsFunc(rd.out.Files, func(f string) bool {
		known, _ := rd.numberedAs(strings.ToLower(f))
		return known == code
	})
}

// fileLater says that a word like FM-1042 comes later.
func (rd *reader) fileLater(i int) bool {
	for ; i < rd.end; i++ {
		if rd.fileLike(i) {
			return true
		}
	}
	return false
}

// fileListAt reads FM-1042,1047,1051: a file number, and others behind commas.
func (rd *reader) fileListAt(i int) (int, []string) {
	if w := rd.line.words[i]; rd.spacedFile(i) {
		n, list := rd.listFrom(i+2, []string{w.text + "-" + rd.line.words[i+1].key})
		return n + 1, list
	}
	if !rd.fileLike(i) {
		return 0, nil
	}
	list := strings.Split(strings.TrimSuffix(rd.line.words[i].text, "."), ",")
	if slices.ContainsFunc(list, func(s string) bool { return !strings.ContainsAny(s, "0123456789") }) {
		return 0, nil
	}
	return rd.listFrom(i+1, list)
}

// spacedFile says that a file number stands at the place with a space in it: FM 1042.
func (rd *reader) spacedFile(i int) bool {
	return i+1 < rd.end && !rd.line.words[i].quoted && !rd.line.words[i].comma &&
		len(rd.line.words[i+1].key) >= looseDigits && fileDigits.MatchString(rd.line.words[i+1].key) && rd.ours(rd.line.words[i].key)
}

// listFrom reads on in a list whose first word was read; it gives how many words the whole list has.
func (rd *reader) listFrom(i int, list []string) (int, []string) {
	for n := 1; ; {
		took, more := rd.nextInList(i, list[len(list)-1])
		if took == 0 {
			return n, list
		}
		i, n, list = i+took, n+took, append(list, more...)
	}
}

// nextInList reads more of a list: what is joined to it by a comma, or a file behind a comma and a space, or behind "and".
func (rd *reader) nextInList(i int, before string) (int, []string) {
	if i >= rd.end {
		return 0, nil
	}
	w := rd.line.words[i]
	switch {
	case rd.line.words[i-1].comma && len(pieces(w)) > 0 && (w.joined || w.quoted && rd.free == nil):
		return 1, pieces(w)
	case rd.line.words[i-1].comma && rd.another(i, before):
		return 1, pieces(w)
	case (w.key == "and" || w.key == "&") && rd.free == nil && i+1 < rd.end && rd.another(i+1, before):
		return 2, pieces(rd.line.words[i+1])
	case rd.free == nil && fileDigits.MatchString(before) && fileDigits.MatchString(w.key) && rd.another(i, before):
		return 1, pieces(w)
	}
	return 0, nil
}

// another says that the word is one more file. Digits alone are one only where no amount could be meant, and when they are as
// many as those of the file before.
func (rd *reader) another(i int, before string) bool {
	w := rd.line.words[i]
	if rd.fileLike(i) {
		return !strings.Contains(w.key, ",")
	}
	_, digits := rd.numberedAs(strings.ToLower(before))
	if fileDigits.MatchString(before) {
		digits = before
	}
	return !w.quoted && fileDigits.MatchString(w.key) && len(w.key) == len(digits) && rd.find(isBareAmount) == nil
}

// pieces are the files in a word: those between commas, or the words in quotes as one.
func pieces(w word) []string {
	if w.quoted {
		return []string{w.text}
	}
	return slices.DeleteFunc(strings.Split(strings.TrimSuffix(w.text, "."), ","), func(s string) bool { return s == "" })
}

// claimAt reads a claim or assignment number.
func (rd *reader) claimAt(i int) (int, string) {
	key := rd.line.words[i].key
	if rd.line.words[i].quoted || key != "claim" && key != "assignment" || i+1 >= rd.end {
		return 0, ""
	}
	number, skipped := rd.skipNumberSign(i + 1)
	w := rd.line.words[number]
	if !strings.ContainsAny(w.key, "0123456789") {
		return 0, ""
	}
	return 2 + skipped, key + " " + numberText(w)
}
