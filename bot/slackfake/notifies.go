package slackfake

import (
	"regexp"
	"strings"
)

// atPattern is a mention as people type it.
var atPattern = regexp.MustCompile(`(^|[^\w&;])@(here|channel|everyone)\b`)

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
