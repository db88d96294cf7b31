package commands

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"paidup/domain"
)

// line is what a person typed after the verb, with its words.
type line struct {
	plain string // without Slack's wrappers and entities, otherwise as typed
	words []word
}

// word is one word, or several between quotes.
type word struct {
	text       string // with plain quotes and dashes; without the comma or colon after it and the line's last full stop
	key        string // text as words are matched: lower case, no full stop after it
	from, to   int    // where it stood in the plain line, its quotes included
	quoted     bool
	comma      bool // a comma stood after it
	joined     bool // a comma stood before it, without a space
	afterColon bool
	person     domain.PersonID // it was a mention
	channel    string          // it was a channel
}

var (
	numbers    = regexp.MustCompile(`^[A-Za-z]+#\d`)
	commaQuote = regexp.MustCompile(`,+["“”„‟]`)
	colon      = regexp.MustCompile(`^[\pL\pN,-]*\pL[\pL\pN,-]*:[^/]`)
)

// readLine splits what was typed into words. Members lend their names to mentions that carry none.
func readLine(typed string, members []domain.Member) line {
	plain, mentions := unwrap(clean(typed), members)
	s := splitter{plain: plain, mentions: mentions, closers: closersIn(plain)}
	for s.at < len(plain) {
		s.next()
	}
	s.dropFullStop()
	return line{plain: plain, words: s.words}
}

// span is the text from one word to another, both included, with the spaces between them as typed.
func (l line) span(first, last int) string { return l.plain[l.words[first].from:l.words[last].to] }

// shown is span for a sentence that puts it in quotes itself.
func (l line) shown(first, last int) string {
	if first == last {
		return l.words[first].text
	}
	return l.span(first, last)
}

// splitter cuts the plain line into words.
type splitter struct {
	plain    string
	mentions []mention
	closers  []int // quotes that may close, from here on
	at       int
	space    int  // the next space, once it was looked for
	colon    bool // a colon stood before the next word
	words    []word
}

// next takes the space, the separator or the word that comes next.
func (s *splitter) next() {
	s.passMentions()
	r, size := utf8.DecodeRuneInString(s.plain[s.at:])
	switch {
	case unicode.IsSpace(r):
		s.at += size
	case r == ',' || r == ';':
		if len(s.words) > 0 {
			s.words[len(s.words)-1].comma = true
		}
		s.at += size
	case r == ':':
		s.colon = true
		s.at += size
	case len(s.mentions) > 0 && s.mentions[0].from == s.at:
		m := s.mentions[0]
		s.mentions = s.mentions[1:]
		s.add(word{text: s.plain[m.from:m.to], from: m.from, to: m.to, person: m.person, channel: m.channel})
	case isQuote(r) && s.closing() > 0:
		end := s.closing()
		inner := strings.Join(strings.Fields(plainMarks(s.plain[s.at+size:end])), " ")
		_, last := utf8.DecodeRuneInString(s.plain[end:])
		s.add(word{text: inner, from: s.at, to: end + last, quoted: true})
	default:
		end := s.wordEnd()
		s.add(word{text: plainMarks(s.plain[s.at:end]), from: s.at, to: end})
	}
}

// passMentions leaves out mentions that stood between quotes.
func (s *splitter) passMentions() {
	for len(s.mentions) > 0 && s.mentions[0].from < s.at {
		s.mentions = s.mentions[1:]
	}
}

func (s *splitter) add(w word) {
	w.key = strings.ToLower(w.text)
	if !w.quoted && len(w.key) > 2 && strings.HasPrefix(w.key, "'") && strings.HasSuffix(w.key, "'") {
		w.text = strings.Trim(w.text, "'")
		w.key = strings.ToLower(w.text)
	}
	if !w.quoted && len(w.key) > 1 {
		w.key = strings.TrimSuffix(w.key, ".")
	}
	w.joined = w.from > 0 && s.plain[w.from-1] == ','
	w.afterColon, s.colon = s.colon, false
	s.words = append(s.words, w)
	s.at = w.to
}

// closing is where the quote that opens here is closed. 0: it is not.
func (s *splitter) closing() int {
	_, size := utf8.DecodeRuneInString(s.plain[s.at:])
	for len(s.closers) > 0 && (s.closers[0] <= s.at || strings.TrimSpace(s.plain[s.at+size:s.closers[0]]) == "") {
		s.closers = s.closers[1:]
	}
	if len(s.closers) == 0 {
		return 0
	}
	return s.closers[0]
}

// closersIn lists the quotes that may close: those before a space, a separator or the end.
func closersIn(plain string) []int {
	var out []int
	for i, r := range plain {
		after, size := utf8.DecodeRuneInString(plain[i+utf8.RuneLen(r):])
		if isQuote(r) && (size == 0 || unicode.IsSpace(after) || strings.ContainsRune(",;:.!?)", after)) {
			out = append(out, i)
		}
	}
	return out
}

// wordEnd is where the word that begins here ends: at a space, a mention, a separator behind it, or within check#881,
// moisture:words and harris,"bay view".
func (s *splitter) wordEnd() int {
	if s.at >= s.space {
		s.space = len(s.plain)
		if i := strings.IndexFunc(s.plain[s.at:], unicode.IsSpace); i >= 0 {
			s.space = s.at + i
		}
	}
	rest := s.plain[s.at:s.space]
	if len(s.mentions) > 0 {
		rest = rest[:min(len(rest), s.mentions[0].from-s.at)]
	}
	head := rest[:min(len(rest), longestHead)]
	if numbers.MatchString(head) {
		rest = rest[:strings.IndexByte(head, '#')]
	} else if colon.MatchString(head) {
		rest = rest[:strings.IndexByte(head, ':')]
	} else if m := commaQuote.FindStringIndex(head); m != nil {
		rest = rest[:m[0]]
	}
	if bare := strings.TrimRight(rest, ",;:"); bare != "" {
		rest = bare
	}
	return s.at + len(rest)
}

// dropFullStop takes the stop off the line's last word; a stop that stands alone is no word.
func (s *splitter) dropFullStop() {
	if len(s.words) == 0 {
		return
	}
	w := &s.words[len(s.words)-1]
	if w.quoted || w.person != "" {
		return
	}
	w.text = strings.TrimRight(w.text, ".!?")
	w.key = strings.ToLower(w.text)
	if w.text == "" {
		s.words = s.words[:len(s.words)-1]
	}
}

func isQuote(r rune) bool { return strings.ContainsRune("\"“”„‟", r) }

// plainMarks writes the quotes, dashes and spaces that phones put in as a keyboard has them.
func plainMarks(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '“', '”', '„', '‟':
			return '"'
		case '‘', '’', '‚', '‛', '′':
			return '\''
		case '‐', '‑', '‒', '–', '—', '―', '−':
			return '-'
		}
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, s)
}

// quoted is the word in quotes as sentences show it, cut where it is long.
func quoted(s string) string {
	if runes := []rune(s); len(runes) > longestQuoted {
		s = string(runes[:longestQuoted]) + "…"
	}
	return `"` + s + `"`
}

const (
	longestQuoted = 60  // characters
	longestHead   = 500 // bytes of a word in which others are looked for
)
