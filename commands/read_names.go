package commands

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"paidup/domain"
)

// holders are whose move it can be, by the words people type.
func holders() []string {
	out := make([]string, 0, 9)
	for _, h := range []domain.Holder{domain.Us, domain.TPA, domain.Carrier, domain.Adjuster, domain.Homeowner, domain.Client,
		domain.Mortgagee, domain.FieldCrew, domain.Accountant} {
		out = append(out, string(h))
	}
	return out
}

// customerWord is the holder's word for the customer, who is a client or a homeowner by who else pays.
const customerWord = "customer"

// partyWords are the words that stand for somebody on a file.
func partyWords() []string { return append(holders(), customerWord) }

// nameText is a name as it is kept: holders in lower case, anything else as typed with plain quotes and single spaces.
func nameText(typed string) string {
	name := strings.Join(strings.Fields(plainMarks(typed)), " ")
	if slices.Contains(partyWords(), strings.ToLower(name)) {
		return strings.ToLower(name)
	}
	return name
}

// nameValue reads a name behind its label: one in quotes, or all words up to the next thing the command knows. A date at its
// end is not part of it.
func (rd *reader) nameValue(a *Arg, i int) (got, error) {
	if rd.line.words[i].quoted || rd.holderAt(a, i) {
		return rd.named(a, i, 1), nil
	}
	if rd.endsName(i) {
		return got{}, needs(a)
	}
	end := i + 1
	for end < rd.end && !rd.endsName(end) {
		end++
	}
	n := rd.withoutDate(i, end) - i
	if err := rd.slippedHolder(a, i); n == 1 && err != nil {
		return got{words: 1}, err
	}
	return rd.named(a, i, n), nil
}

// slippedHolder asks about a name that is nearly one of the holders' words, where a party is meant.
func (rd *reader) slippedHolder(a *Arg, i int) error {
	word := rd.line.words[i].key
	if a.Label != "from" && a.Label != "to" && len(a.Choices) == 0 || slices.Contains(partyWords(), word) {
		return nil
	}
	meant := closestOf(word, partyWords())
	if meant == "" {
		return nil
	}
	e := domain.Invalid(a.Name, "Did you mean %s by %s? A company of that name is written in quotes.", meant, quoted(rd.line.words[i].text))
	e.About = rd.slipAt(i, meant)
	return e
}

func (rd *reader) named(a *Arg, i, n int) got {
	typed := rd.line.span(i, i+n-1)
	if last := rd.line.words[i+n-1]; i+n == len(rd.line.words) && !last.quoted {
		typed = strings.TrimRight(typed, ".!?")
	}
	if rd.line.words[i].quoted && n == 1 {
		typed = rd.line.words[i].text
	}
	return got{words: n, value: nameText(typed), echo: shown(a, nameText(typed))}
}

// endsName says that the word at the place is no part of the name before it.
func (rd *reader) endsName(i int) bool {
	w := rd.line.words[i]
	if w.quoted || w.person != "" || rd.labelsAt(i) || rd.chooses(i) || rd.ownFile(i) || rd.entryNotNumber(i) {
		return true
	}
	if rd.find(isBareAmount) != nil && rd.amountAt(i) && (!rd.paid || rd.clearAmount(i)) {
		return true
	}
	return strings.HasPrefix(w.key, "#") && w.key != "#"
}

// chooses says that a choice without a label stands at the place, by its whole name.
func (rd *reader) chooses(i int) bool {
	return rd.find(func(a *Arg) bool {
		n, _ := rd.choiceAt(a, i)
		return a.Label == "" && n > 0
	}) != nil
}

// withoutDate is where the name ends that runs up to end, a date at its end left out where the command takes one.
func (rd *reader) withoutDate(from, end int) int {
	if rd.dateArg() == nil {
		return end
	}
	for start := max(from+1, end-maxDateWords); start < end; start++ {
		if n, _ := rd.dateAt(false, start, end); n == end-start || rd.badDateAt(start) == end-start {
			return start
		}
	}
	return end
}

// name reads a name without a label. The last such argument takes all words up to the next thing the command knows, an
// earlier one takes one word; in free text only holders are names.
func (rd *reader) name() int {
	a := rd.bare(KindName)
	if a == nil {
		return 0
	}
	w := rd.line.words[rd.at]
	if rd.free != nil && !slices.Contains(partyWords(), w.key) {
		return 0
	}
	if err := rd.slippedHolder(a, rd.at); err != nil && !w.quoted && !rd.plainWord(rd.at+1) {
		rd.fail(a, err)
		return 1
	}
	if w.key == labelOn && len(a.Choices) > 0 && rd.at+1 < rd.end { // waiting FM-1080 on field
		got := rd.named(a, rd.at+1, 1)
		rd.set(a, got.value, got.echo)
		return 2
	}
	n := 1
	others := rd.find(func(o *Arg) bool { return o != a && o.Label == "" && o.Kind == KindName && !rd.has(o) })
	for rd.free == nil && others == nil && !w.quoted && rd.plainWord(rd.at+n) {
		n++
	}
	got := rd.named(a, rd.at, n)
	rd.set(a, got.value, got.echo)
	return n
}

// plainWord says that the word at the place means nothing to the command and is no slip of a word that does.
func (rd *reader) plainWord(i int) bool {
	if i >= rd.end || rd.endsName(i) || rd.badDateAt(i) > 0 || rd.fileLike(i) {
		return false
	}
	if n, _ := rd.dateAt(false, i, rd.end); n > 0 {
		return false
	}
	return !slices.ContainsFunc(rd.c.vocabulary(), func(known string) bool { return slip(rd.line.words[i].key, known) })
}

// vocabulary is every word the command knows: labels, flags, choices.
func (c *Command) vocabulary() []string {
	var out []string
	for _, a := range c.Args {
		out = append(out, a.Choices...)
		if a.Kind == KindFlag {
			out = append(out, flagWord(&a))
		} else if a.Label != "" {
			out = append(out, a.Label)
		}
	}
	return out
}

// slip says that the word is probably a slip of the known one.
func slip(word, known string) bool {
	word, known = strings.ToLower(word), strings.ToLower(known)
	switch short := min(len(word), len(known)); {
	case short < 3:
		return word == known
	case sameLetters(word, known):
		return true
	case short < 4:
		return word == known
	case short < 6:
		return levenshtein.ComputeDistance(word, known) <= 1
	}
	return levenshtein.ComputeDistance(word, known) <= 2
}

// closestOf is the known word that the word is probably a slip of; empty: none.
func closestOf(word string, known []string) string {
	best, least := "", 0
	for _, k := range known {
		if d := levenshtein.ComputeDistance(strings.ToLower(word), strings.ToLower(k)); slip(word, k) && (best == "" || d < least) {
			best, least = k, d
		}
	}
	return best
}

func sameLetters(a, b string) bool {
	x, y := []rune(a), []rune(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}
