package page

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"paidup/bot/slackfake"
)

// span is a run of words in one style.
type span struct {
	Words                                         string
	Link                                          string // http, https, mailto or a path of this server; else empty
	Class                                         string // of a mention or a date
	Bold, Italic, Strike, Code, Underline, Marked bool
}

// mrkdwn reads words in mrkdwn.
func (p *Pen) mrkdwn(s string) []span {
	var all []span
	for _, one := range slackfake.Mrkdwn(s, p.reader.Name) {
		drawn := span{Words: one.Words, Bold: one.Bold, Italic: one.Italic, Strike: one.Strike, Code: one.Code}
		switch {
		case one.Token == "":
			if !one.Code {
				drawn.Words = emojis(one.Words)
			}
		case strings.HasPrefix(one.Token, "!date^"):
			parts := append(strings.Split(one.Token, "^"), "", "", "")
			drawn.Class = "date"
			drawn.Words = p.date(parts[1], parts[2], one.Words)
			drawn.Link = safeLink(parts[3])
		case strings.ContainsRune("@#!", rune(one.Token[0])):
			drawn.Class = "mention"
		default:
			drawn.Link = safeLink(one.Token)
		}
		all = append(all, drawn)
	}
	return all
}

// leaf is one inline element of rich text.
func (n *node) leaf() span {
	style := n.At("style")
	if style == nil {
		style = &node{surface: n.surface}
	}
	s := span{
		Words: n.Str("text"), Bold: style.Is("bold"), Italic: style.Is("italic"), Strike: style.Is("strike"),
		Code: style.Is("code"), Underline: style.Is("underline"), Marked: style.Is("highlight") || style.Is("client_highlight"),
	}
	switch n.Kind() {
	case "link":
		s.Link = n.Link("url")
		if s.Words == "" {
			s.Words = n.Str("url")
		}
	case "user":
		s.Words, s.Class = "@"+n.reader.Name(n.Str("user_id")), "mention"
	case "channel":
		s.Words, s.Class = "#"+n.reader.Name(n.Str("channel_id")), "mention"
	case "usergroup":
		s.Words, s.Class = "@"+n.Str("usergroup_id"), "mention"
	case "team":
		s.Words, s.Class = "@"+n.Str("team_id"), "mention"
	case "broadcast":
		s.Words, s.Class = "@"+n.Str("range"), "mention"
	case "emoji":
		s.Words = drawnEmoji(n.Str("name"), n.Str("unicode"))
	case "date":
		s.Class, s.Link = "date", n.Link("url")
		s.Words = n.date(fmt.Sprintf("%d", n.Num("timestamp")), n.Str("format"), n.Str("fallback"))
	case "color":
		s.Words = n.Str("value")
	}
	return s
}

// date is an instant, in seconds, as the reader's clock shows it.
func (p *Pen) date(seconds, format, fallback string) string {
	at, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return fallback
	}
	when := time.Unix(at, 0).In(p.reader.Zone)
	return dateToken.ReplaceAllStringFunc(format, func(token string) string {
		switch strings.TrimSuffix(strings.Trim(token, "{}"), "_pretty") {
		case "date_num":
			return when.Format("2006-01-02")
		case "date", "date_long_full":
			return when.Format("January 2, 2006")
		case "date_slash":
			return when.Format("01/02/2006")
		case "date_short", "ago":
			return when.Format("Jan 2, 2006")
		case "date_long", "day_divider":
			return when.Format("Monday, January 2, 2006")
		case "time":
			return when.Format("3:04 PM")
		case "time_secs":
			return when.Format("3:04:05 PM")
		}
		return token
	})
}

// The parts of words that stand for something else.
var (
	dateToken = regexp.MustCompile(`\{[a-z_]+\}`)
	emojiName = regexp.MustCompile(`:[a-z0-9_+-]+:`)
)

// emojiByName are the emoji that people give by name most.
var emojiByName = map[string]string{
	"+1": "👍", "-1": "👎", "thumbsup": "👍", "thumbsdown": "👎", "white_check_mark": "✅", "heavy_check_mark": "✔️", "eyes": "👀",
	"tada": "🎉", "red_circle": "🔴", "large_orange_circle": "🟠", "large_green_circle": "🟢", "double_vertical_bar": "⏸",
	"leftwards_arrow_with_hook": "↩", "question": "❓", "warning": "⚠️", "bell": "🔔", "hourglass": "⌛", "calendar": "📅",
	"moneybag": "💰", "smile": "😄", "slightly_smiling_face": "🙂", "heart": "❤️", "pray": "🙏", "wave": "👋", "fire": "🔥",
	"rocket": "🚀", "100": "💯", "clap": "👏", "raised_hands": "🙌", "ok_hand": "👌", "x": "❌", "memo": "📝",
}

// emojis puts emoji in the place of names between colons; an unknown name stays.
func emojis(words string) string {
	return emojiName.ReplaceAllStringFunc(words, func(name string) string { return emoji(strings.Trim(name, ":")) })
}

func emoji(name string) string {
	if drawn, known := emojiByName[name]; known {
		return drawn
	}
	return ":" + name + ":"
}

// drawnEmoji is an emoji by its code points in hexadecimal, joined by dashes; without them by its name.
func drawnEmoji(name, points string) string {
	var drawn strings.Builder
	for point := range strings.SplitSeq(points, "-") {
		n, err := strconv.ParseUint(point, 16, 21)
		if err != nil {
			return emoji(name)
		}
		drawn.WriteRune(rune(n))
	}
	return drawn.String()
}

// safeLink is the address where it leads to the web, to a mailbox or to a path of this server, else empty.
func safeLink(address string) string {
	lower := strings.ToLower(address)
	for _, scheme := range []string{"http://", "https://", "mailto:"} {
		if strings.HasPrefix(lower, scheme) {
			return address
		}
	}
	if isPath(address) {
		return address
	}
	return ""
}

// isPath reports that the address is a path of this server: browsers take // and /\ for another host.
func isPath(address string) bool {
	return strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//") && !strings.HasPrefix(address, `/\`)
}
