// Package cards is a gallery of everything Paidup shows in Slack: each card, form and view from plain data, with the JSON
// that is sent for it and its weight against Slack's limits. It needs no database and no Slack.
package cards

import (
	"encoding/json"
	"fmt"

	"paidup/bot/card"
	"paidup/bot/slackfake"
	"paidup/commands"
)

// entry is one message or view.
type entry struct {
	Name     string // the first word is its kind
	Payload  map[string]any
	Errors   map[string]string // under the fields of a form, by block id, once it was submitted
	Weight   []weight
	Refusals []string // why Slack would not take it; none: it would
}

// group are the entries of one kind.
type group struct {
	Title   string
	Entries []entry
}

// everything is all that Paidup shows, by kind.
func everything() ([]group, error) {
	g := &gallery{cast: newCast()}
	for _, part := range []struct {
		title string
		hang  func(*gallery)
	}{
		{"File cards", (*gallery).files},
		{"Thread lines", (*gallery).lines},
		{"Receipts", (*gallery).receipts},
		{"Receipts of what was agreed", (*gallery).agreed},
		{"Questions", (*gallery).questions},
		{"Refusals", (*gallery).refusals},
		{"Digests", (*gallery).digests},
		{"Escalations", (*gallery).escalations},
		{"Requests", (*gallery).requests},
		{"Lists", (*gallery).lists},
		{"Board", (*gallery).boards},
		{"Forms", (*gallery).forms},
		{"Answers in a form", (*gallery).answers},
		{"Open file", (*gallery).wholeFiles},
		{"Home", (*gallery).homes},
	} {
		g.groups = append(g.groups, group{Title: part.title})
		part.hang(g)
	}
	return g.groups, g.err
}

// gallery is one that is being hung. A fault in what is told ends it.
type gallery struct {
	*cast
	groups []group
}

// reply hangs an answer of a verb.
func (g *gallery) reply(name string, r commands.Reply) { g.message(name, g.pen().Message(r)) }

// message hangs a message.
func (g *gallery) message(name string, m card.Message) {
	g.hang(name, map[string]any{"text": m.Text, "blocks": m.Blocks})
}

// hang takes a message, a modal or a home tab, as it is sent.
func (g *gallery) hang(name string, what any) {
	e, err := frame(name, what)
	if err != nil && g.err == nil {
		g.err = err
	}
	group := &g.groups[len(g.groups)-1]
	group.Entries = append(group.Entries, e)
}

// last is what was hung last.
func (g *gallery) last() *entry {
	all := g.groups[len(g.groups)-1].Entries
	return &all[len(all)-1]
}

func frame(name string, what any) (entry, error) {
	e := entry{Name: name}
	raw, err := json.Marshal(what)
	if err != nil {
		return e, fmt.Errorf("write %s: %w", name, err)
	}
	if err := json.Unmarshal(raw, &e.Payload); err != nil {
		return e, fmt.Errorf("read %s: %w", name, err)
	}
	e.Weight = weigh(e.Payload, len(raw))
	if e.Refusals, err = slackfake.Refusals(raw); err != nil {
		return e, fmt.Errorf("judge %s: %w", name, err)
	}
	return e, nil
}
