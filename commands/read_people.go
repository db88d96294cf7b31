package commands

import (
	"slices"
	"strings"
	"unicode"

	"paidup/domain"
)

const maxPersonWords = 4

// person reads a member without a label.
func (rd *reader) person() int {
	a := rd.bare(KindPerson)
	if a == nil {
		return 0
	}
	to := 0
	if rd.line.words[rd.at].key == "to" && rd.at+1 < rd.end {
		to = 1
	}
	got, err := rd.personValue(a, rd.at+to)
	if err == nil {
		rd.set(a, got.value, got.echo)
		return to + got.words
	}
	if to > 0 {
		return 0
	}
	sure := strings.HasPrefix(rd.line.words[rd.at].key, "@") || len(membersCalled(rd.line.words[rd.at].text, rd.r)) > 1
	if !sure {
		return 0
	}
	rd.fail(a, err)
	return got.words
}

// personValue reads a mention, "me", or the name of one member, the longest that stands there.
func (rd *reader) personValue(a *Arg, i int) (got, error) {
	w := rd.line.words[i]
	if w.person != "" {
		return got{words: 1, value: string(w.person), echo: shown(a, strings.TrimPrefix(w.text, "@"))}, nil
	}
	for n := min(maxPersonWords, rd.end-i); n > 0; n-- {
		said := rd.line.words[i].text
		if n > 1 {
			said = rd.names(i, n)
		}
		found := membersCalled(said, rd.r)
		if len(found) == 1 {
			return got{words: n, value: string(found[0].ID), echo: shown(a, found[0].First())}, nil
		}
		if len(found) > 1 {
			return got{words: n}, severalCalled(said, found)
		}
	}
	return got{words: 1}, rd.nobody(i, 1)
}

// nobody says that the words call no member, and whom they probably mean.
func (rd *reader) nobody(i, n int) error {
	e := nobody(rd.line.shown(i, i+n-1), rd.r)
	said := letters(rd.line.words[i].text)
	var close []domain.Person
	for _, m := range rd.r.Members {
		if first := letters(m.Person.First()); n == 1 && slip(said, first) {
			close = append(close, m.Person)
		}
	}
	if len(close) == 1 {
		e.Says += " Did you mean " + close[0].First() + "?"
		e.About = rd.slipAt(i, close[0].First())
	}
	return e
}

func (rd *reader) slipAt(i int, meant string) slipped {
	w := rd.line.words[i]
	return slipped{word: w.text, meant: meant, plain: rd.whole, at: spot{w.from, w.to}}
}

// names are n words of a name; empty when one of them has no letter.
func (rd *reader) names(i, n int) string {
	if slices.ContainsFunc(rd.line.words[i:i+n], func(w word) bool { return letters(w.key) == "" }) {
		return ""
	}
	return rd.keys(i, n)
}

// membersCalled are the members the word can mean: the one who asks for "me", else those of that first or whole name.
func membersCalled(said string, r Reading) []domain.Person {
	said = letters(said)
	if said == "me" {
		me := domain.Person{ID: "me", Name: "me"}
		if r.Me != "" {
			me = domain.Person{ID: r.Me, Name: "me"}
		}
		return []domain.Person{me}
	}
	var out []domain.Person
	for _, m := range r.Members {
		known := slices.ContainsFunc(out, func(p domain.Person) bool { return p.ID == m.Person.ID })
		if said != "" && !known && (letters(m.Person.First()) == said || letters(m.Person.Name) == said) {
			out = append(out, m.Person)
		}
	}
	return out
}

// letters are the letters and digits of a name in lower case, as names are compared: @dana.reyes is Dana Reyes.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

func severalCalled(said string, found []domain.Person) error {
	names := make([]string, 0, len(found))
	for _, p := range found {
		names = append(names, p.Name)
	}
	return domain.Invalid("person", "%s could be %s; write the whole name or pick one with @.",
		quoted(strings.TrimPrefix(said, "@")), orList(names))
}

func nobody(said string, r Reading) *domain.Error {
	where := "here"
	if r.Market != nil {
		where = "in " + r.Market.Name
	}
	return domain.NoSuch("person", "No member %s is called %s; pick one with @.", where, quoted(strings.TrimPrefix(said, "@")))
}
