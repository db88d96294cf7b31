package slackfake

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The parts of mrkdwn that hold no formatting of their own.
var (
	codePattern  = regexp.MustCompile("(?s)```(.*?)```|`([^`\n]+)`")
	tokenPattern = regexp.MustCompile(`<([^<>\n]+)>`)
	atPattern    = regexp.MustCompile(`(^|[^\w&;])@(here|channel|everyone)\b`)
)

// firstHeld is the first of the private runes that stand for parts held back while markers are removed.
const firstHeld = '\uE000'

var entities = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")

// mrkdwn is the text as a person reads it: links by their label, mentions by name, dates by their fallback, no markers.
func (r renderer) mrkdwn(s string) string {
	var held []string
	hold := func(words string) string {
		held = append(held, words)
		return string(firstHeld + rune(len(held)-1))
	}
	s = codePattern.ReplaceAllStringFunc(s, func(code string) string {
		return hold(r.tokens(strings.Trim(code, "`")))
	})
	s = tokenPattern.ReplaceAllStringFunc(s, func(token string) string { return hold(r.tokens(token)) })
	for _, marker := range []byte("*_~") {
		s = unmarked(s, marker)
	}
	for i, words := range held {
		s = strings.ReplaceAll(s, string(firstHeld+rune(i)), words)
	}
	return entities.Replace(s)
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

// unmarked removes pairs of marker around words: *bold* but not 2*3*4.
func unmarked(s string, marker byte) string {
	var out strings.Builder
	for {
		from, to := markedSpan(s, marker)
		if from < 0 {
			out.WriteString(s)
			return out.String()
		}
		out.WriteString(s[:from])
		out.WriteString(s[from+1 : to])
		s = s[to+1:]
	}
}

// markedSpan finds the first pair of markers in s; -1 when there is none.
func markedSpan(s string, marker byte) (from, to int) {
	for from := range len(s) {
		if s[from] != marker || !opens(s, from) {
			continue
		}
		for to := from + 2; to < len(s) && s[to] != '\n'; to++ {
			if s[to] == marker && closes(s, to) {
				return from, to
			}
		}
	}
	return -1, -1
}

func opens(s string, at int) bool {
	before, after := runeBefore(s, at), runeAt(s, at+1)
	return !isWordRune(before) && after != 0 && !unicode.IsSpace(after) && after != rune(s[at])
}

func closes(s string, at int) bool {
	before, after := runeBefore(s, at), runeAt(s, at+1)
	return !unicode.IsSpace(before) && before != rune(s[at]) && !isWordRune(after)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func runeAt(s string, at int) rune {
	r, size := utf8.DecodeRuneInString(s[at:])
	if size == 0 {
		return 0
	}
	return r
}

func runeBefore(s string, at int) rune {
	r, size := utf8.DecodeLastRuneInString(s[:at])
	if size == 0 {
		return 0
	}
	return r
}

// Notifies are whom the message pings: ids of users, and here, channel or everyone.
func (m Message) Notifies() []string {
	found := map[string]bool{}
	noteMrkdwn(found, m.Text, false)
	if m.Blocks != nil {
		found = map[string]bool{}
	}
	walk(m.Blocks, func(o object) {
		switch text(o, "type") {
		case "mrkdwn":
			noteMrkdwn(found, text(o, "text"), truth(o, "verbatim"))
		case "user":
			found[text(o, "user_id")] = true
		case "broadcast":
			found[text(o, "range")] = true
		}
	})
	return sortedKeys(found)
}

// noteMrkdwn notes whom mrkdwn pings. Without verbatim Slack also takes a plain @here for one.
func noteMrkdwn(found map[string]bool, s string, verbatim bool) {
	for _, token := range tokenPattern.FindAllStringSubmatch(s, -1) {
		inner, _, _ := strings.Cut(token[1], "|")
		switch {
		case strings.HasPrefix(inner, "@"):
			found[inner[1:]] = true
		case inner == "!here", inner == "!channel", inner == "!everyone":
			found[inner[1:]] = true
		}
	}
	if verbatim {
		return
	}
	for _, match := range atPattern.FindAllStringSubmatch(s, -1) {
		found[match[2]] = true
	}
}
