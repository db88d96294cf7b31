package slackfake

import (
	"encoding/json"
	"fmt"
	"strings"
)

// renderer turns messages and views into plain text, as a person reads them.
type renderer struct {
	name   func(id string) string // of a user or channel
	values values                 // what was entered; nil: the initial values
	errors map[string]string      // under fields, by block_id
}

func plainRenderer() renderer {
	return renderer{name: func(id string) string { return id }}
}

// renderer knows the workspace's people and channels by name.
func (s *State) renderer() renderer {
	return renderer{name: func(id string) string {
		if u := s.users[id]; u != nil {
			return u.RealName
		}
		if c := s.channels[id]; c != nil {
			return c.Name
		}
		return id
	}}
}

// RenderMessage is the message as text: what its blocks show, or its text where it has none. Buttons are [Label], an
// overflow menu is [⋯ One, Two], context is "small: ...", a divider is ---. People and channels stand by id.
func RenderMessage(m Message) string { return plainRenderer().message(m) }

// RenderView is the view as text: title, blocks with what was entered, buttons.
func RenderView(v View) string { return plainRenderer().view(v) }

// RenderJSON is a message or view as the app would send it, as text. The error says that it is no JSON object.
func RenderJSON(payload []byte) (string, error) {
	var o object
	if err := json.Unmarshal(payload, &o); err != nil {
		return "", fmt.Errorf("read the payload to render: %w", err)
	}
	kind := text(o, "type")
	if kind == "modal" || kind == "home" {
		return RenderView(View{Body: o}), nil
	}
	return RenderMessage(Message{Text: text(o, "text"), Blocks: array(o, "blocks"), Attachments: array(o, "attachments")}), nil
}

func (r renderer) message(m Message) string {
	var lines []string
	if len(m.Blocks) > 0 {
		lines = append(lines, r.blocks(m.Blocks))
	} else if m.Text != "" {
		lines = append(lines, r.mrkdwn(m.Text))
	}
	for _, a := range objectsOf(m.Attachments) {
		words := r.mrkdwn(text(a, "text"))
		if blocks := array(a, "blocks"); blocks != nil {
			words = r.blocks(blocks)
		}
		lines = append(lines, indented(orElse(words, text(a, "fallback")), "| "))
	}
	for _, f := range m.Files {
		lines = append(lines, fmt.Sprintf("(file: %s, %d bytes)", f.Title, f.Bytes))
	}
	for _, emoji := range sortedKeys(m.Reactions) {
		lines = append(lines, fmt.Sprintf(":%s: %d", emoji, len(m.Reactions[emoji])))
	}
	return strings.Join(lines, "\n")
}

func (r renderer) view(v View) string {
	r.errors = v.Errors
	r.values = v.values
	var lines []string
	if text(v.Body, "type") != "home" {
		lines = append(lines, r.plain(sub(v.Body, "title")))
	}
	if v.Banner != "" {
		lines = append(lines, "! "+v.Banner)
	}
	lines = append(lines, r.blocks(v.blocks()))
	var buttons []string
	for _, name := range []string{"close", "submit"} {
		if label := sub(v.Body, name); label != nil {
			buttons = append(buttons, "["+r.plain(label)+"]")
		}
	}
	if len(buttons) > 0 {
		lines = append(lines, strings.Join(buttons, " "))
	}
	return strings.Join(lines, "\n")
}

func indented(words, by string) string { return by + strings.ReplaceAll(words, "\n", "\n"+by) }

// transcript is a channel as a person reads it. Each message stands under its author; replies follow the message they
// answer, indented.
func (s *State) transcript(seen []Message) string {
	shown := map[string]bool{}
	for _, m := range seen {
		shown[m.TS] = !m.inThread()
	}
	var parts []string
	for _, m := range seen {
		if m.inThread() && shown[m.ThreadTS] {
			continue
		}
		parts = append(parts, s.entry(m))
		for _, reply := range seen {
			if reply.inThread() && reply.ThreadTS == m.TS {
				parts = append(parts, indented(s.entry(reply), "    "))
			}
		}
	}
	return strings.Join(parts, "\n\n")
}

// entry is one message under its author's name.
func (s *State) entry(m Message) string {
	r := s.renderer()
	author := r.name(m.User)
	if m.Ephemeral() {
		author += " (only visible to you)"
	}
	return author + "\n" + r.message(m)
}
