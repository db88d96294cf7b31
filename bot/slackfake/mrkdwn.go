package slackfake

import (
	"regexp"
	"strings"
	"unicode"
)

// The parts of mrkdwn that hold no formatting of their own.
var (
	codePattern  = regexp.MustCompile("(?s)```(.*?)```|`([^`\n]+)`")
	tokenPattern = regexp.MustCompile(`<([^<>\n]+)>`)
)

// held stands for a part that is held back while markers are removed.
const held = '\uE000'

var entities = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")

// Span is a run of mrkdwn in one style, its markers removed.
type Span struct {
	Words                      string // as a person reads them: a link by its label, a mention by name, a date by its fallback
	Token                      string // what stands between < and > before the label: @U0DANA, !here, https://...; else empty
	Bold, Italic, Strike, Code bool
}

// Mrkdwn reads mrkdwn; name is of a user or channel.
func Mrkdwn(s string, name func(id string) string) []Span {
	pieces := renderer{name: name}.pieces(s)
	pieces = unmarked(pieces, '*', func(s *Span) { s.Bold = true })
	pieces = unmarked(pieces, '_', func(s *Span) { s.Italic = true })
	pieces = unmarked(pieces, '~', func(s *Span) { s.Strike = true })
	var spans []Span
	var words strings.Builder
	for i, p := range pieces {
		if p.char == held {
			p.Token = entities.Replace(p.Token)
		} else {
			words.WriteRune(p.char)
			if i+1 < len(pieces) && pieces[i+1].char != held && pieces[i+1].Span == p.Span {
				continue
			}
			p.Words = words.String()
			words.Reset()
		}
		p.Words = entities.Replace(p.Words)
		spans = append(spans, p.Span)
	}
	return spans
}

// mrkdwn is the text as a person reads it.
func (r renderer) mrkdwn(s string) string {
	var words strings.Builder
	for _, span := range Mrkdwn(s, r.name) {
		words.WriteString(span.Words)
	}
	return words.String()
}

// piece is one character of mrkdwn in its style, or a part held back.
type piece struct {
	Span
	char rune
}

// pieces holds back code and what stands between < and >.
func (r renderer) pieces(s string) []piece {
	var all []piece
	rest := 0
	for _, at := range codePattern.FindAllStringIndex(s, -1) {
		all = append(all, r.loose(s[rest:at[0]])...)
		all = append(all, piece{Span{Words: r.tokens(strings.Trim(s[at[0]:at[1]], "`")), Code: true}, held})
		rest = at[1]
	}
	return append(all, r.loose(s[rest:])...)
}

// loose are the pieces of mrkdwn outside code.
func (r renderer) loose(s string) []piece {
	var all []piece
	rest := 0
	for _, at := range tokenPattern.FindAllStringIndex(s, -1) {
		all = append(all, characters(s[rest:at[0]])...)
		token, _, _ := strings.Cut(s[at[0]+1:at[1]-1], "|")
		all = append(all, piece{Span{Words: r.tokens(s[at[0]:at[1]]), Token: token}, held})
		rest = at[1]
	}
	return append(all, characters(s[rest:])...)
}

func characters(s string) []piece {
	all := make([]piece, 0, len(s))
	for _, char := range s {
		all = append(all, piece{char: char})
	}
	return all
}

// tokens replaces every <...> by what Slack shows for it.
func (r renderer) tokens(s string) string {
	return tokenPattern.ReplaceAllStringFunc(s, func(token string) string {
		inner, label, _ := strings.Cut(token[1:len(token)-1], "|")
		switch {
		case strings.HasPrefix(inner, "@"):
			return "@" + r.name(inner[1:])
		case strings.HasPrefix(inner, "#"):
			return "#" + orElse(label, r.name(inner[1:]))
		case strings.HasPrefix(inner, "!date^"), strings.HasPrefix(inner, "!subteam^"):
			return label
		case strings.HasPrefix(inner, "!"):
			return "@" + inner[1:]
		}
		return orElse(label, inner)
	})
}

// unmarked removes pairs of marker around words, *bold* but not 2*3*4, and dresses what stood between.
func unmarked(p []piece, marker rune, dress func(*Span)) []piece {
	var out []piece
	for {
		from, to := markedSpan(p, marker)
		if from < 0 {
			return append(out, p...)
		}
		out = append(out, p[:from]...)
		for _, inner := range p[from+1 : to] {
			dress(&inner.Span)
			out = append(out, inner)
		}
		p = p[to+1:]
	}
}

// markedSpan finds the first pair of markers; -1 when there is none.
func markedSpan(p []piece, marker rune) (from, to int) {
	for from := range p {
		if p[from].char != marker || !opens(p, from) {
			continue
		}
		for to := from + 2; to < len(p) && p[to].char != '\n'; to++ {
			if p[to].char == marker && closes(p, to) {
				return from, to
			}
		}
	}
	return -1, -1
}

func opens(p []piece, at int) bool {
	before, after := charAt(p, at-1), charAt(p, at+1)
	return !isWordRune(before) && after != 0 && !unicode.IsSpace(after) && after != p[at].char
}

func closes(p []piece, at int) bool {
	before, after := charAt(p, at-1), charAt(p, at+1)
	return !unicode.IsSpace(before) && before != p[at].char && !isWordRune(after)
}

// charAt is 0 where there is none.
func charAt(p []piece, at int) rune {
	if at < 0 || at >= len(p) {
		return 0
	}
	return p[at].char
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
