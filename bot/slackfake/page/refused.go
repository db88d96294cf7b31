package page

import (
	"encoding/json"
	"html/template"

	"paidup/bot/slackfake"
)

// mostRefused is how many refused messages are shown.
const mostRefused = 3

// refusedIn are the newest messages and views that Slack would refuse, of the place that is looked at or of no channel.
func refusedIn(s *slackfake.State, v *visit) []slackfake.Entry {
	var found []slackfake.Entry
	for _, e := range s.IllMade(20 * mostRefused) {
		if id := placeOf(s, e); (id == "" || id == v.Place.ID) && len(found) < mostRefused {
			found = append(found, e)
		}
	}
	return found
}

// placeOf is the id of the channel that an entry is for: apps also name it by its name, and a direct message by its person.
func placeOf(s *slackfake.State, e slackfake.Entry) string {
	return orElse(s.ChannelID(e.Channel), s.DMID(e.Channel))
}

// refusal is a message that Slack would refuse, as it is shown.
type refusal struct {
	slackfake.Entry
	JSON string
	When string
}

func (p *Page) refusals(v *visit, entries []slackfake.Entry) (template.HTML, error) {
	shown := make([]refusal, len(entries))
	for i, e := range entries {
		shown[i] = refusal{e, indented(e.Payload), e.At.In(v.zone).Format("3:04:05 pm")}
	}
	return p.pen.draw("refused", shown)
}

// indented is a payload for eyes.
func indented(payload any) string {
	raw, err := json.MarshalIndent(payload, "", "  ")
	if err != nil {
		return err.Error()
	}
	return string(raw)
}
