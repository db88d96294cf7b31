package card

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/slack-go/slack"
)

// How much of what a person typed is shown where room is scarce; Open file shows it whole.
const (
	nameRunes  = 60
	wordsRunes = 300
	textRunes  = 3000 // top-level text, and a text object; chat.update takes 4,000
)

// span is a piece of a line. Its text is shown as it is, never parsed. With a user it is a mention of that person, with an
// instant a date that every reader's Slack shows in their own zone, with a channel that channel's name as the reader may know it; the
// text then is what is read where Slack does not.
type span struct {
	text string
	url  string
	bold bool
	user string
	at   time.Time

	channel string
}

// instants is how Slack shows an instant.
const instants = "{date_short_pretty} at {time}"

// line is one line of a message.
type line []span

func say(format string, a ...any) line { return line{{text: fmt.Sprintf(format, a...)}} }

func strong(format string, a ...any) line { return line{{text: fmt.Sprintf(format, a...), bold: true}} }

// says makes lines of sentences, leaving out empty ones.
func says(sentences ...string) []line {
	var out []line
	for _, s := range sentences {
		if s != "" {
			out = append(out, line{{text: s}})
		}
	}
	return out
}

// String is the line as it is read aloud.
func (l line) String() string {
	var b strings.Builder
	for _, s := range l {
		b.WriteString(oneLine(s.text))
	}
	return b.String()
}

// elements are the line's rich text.
func (l line) elements() []slack.RichTextSectionElement {
	var out []slack.RichTextSectionElement
	for _, s := range l {
		text := oneLine(s.text)
		if text == "" {
			continue
		}
		var style *slack.RichTextSectionTextStyle
		if s.bold {
			style = &slack.RichTextSectionTextStyle{Bold: true}
		}
		switch {
		case s.user != "":
			out = append(out, slack.NewRichTextSectionUserElement(s.user, style))
		case s.channel != "":
			out = append(out, slack.NewRichTextSectionChannelElement(s.channel, style))
		case !s.at.IsZero():
			out = append(out, slack.NewRichTextSectionDateElement(s.at.Unix(), instants, nil, &text))
		case webAddress(s.url):
			out = append(out, slack.NewRichTextSectionLinkElement(s.url, text, style))
		default:
			out = append(out, slack.NewRichTextSectionTextElement(text, style))
		}
	}
	return out
}

// oneLine takes out what could break a line or turn it around: control characters become spaces, marks that format text
// unseen are dropped.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.Is(unicode.Cf, r) && r != '\u200d', r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
}

// clip shortens to n runes, the last of them an ellipsis.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimRight(string(r[:n-1]), " ") + "…"
}

// typed is what a person typed as a card shows it: one line, no final full stop, at most n runes.
func typed(s string, n int) string {
	return clip(strings.TrimSuffix(strings.Join(strings.Fields(oneLine(s)), " "), "."), n)
}

// escape makes text safe for the top level of a message, in at most textRunes characters with what escaping adds.
func escape(s string) string {
	safe := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	var b strings.Builder
	left := textRunes
	for _, r := range s {
		e := safe.Replace(string(r))
		if left -= utf8.RuneCountInString(e); left < 1 {
			b.WriteString("…")
			break
		}
		b.WriteString(e)
	}
	return b.String()
}

// webAddress says whether a link may be made of it.
func webAddress(url string) bool {
	return (strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://")) &&
		!strings.ContainsAny(url, " \t\r\n<>|\"") && len(url) <= 3000
}

// sentences joins what is not empty by full stops; the last one gets none.
func sentences(parts ...string) string { return join(". ", parts...) }

func join(sep string, parts ...string) string {
	var out []string
	for _, v := range parts {
		if v != "" {
			out = append(out, v)
		}
	}
	return strings.Join(out, sep)
}

// counted is "1 file", "3 files".
func counted(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

func upperFirst(s string) string {
	for i, r := range s {
		return string(unicode.ToUpper(r)) + s[i+len(string(r)):]
	}
	return s
}

func lowerFirst(s string) string {
	for i, r := range s {
		return string(unicode.ToLower(r)) + s[i+len(string(r)):]
	}
	return s
}
