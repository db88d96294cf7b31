package bot

import (
	"context"
	"slices"

	"paidup/bot/card"
	"paidup/commands"
	"paidup/domain"
)

// shortcut is a way in from Slack's own menus: it opens the form of a verb.
type shortcut struct {
	name    string // as people see it; at most 24 characters
	says    string
	verb    string // and callback id
	message bool   // it stands in the menu of messages, and the form begins with the message's words
}

func shortcuts() []shortcut {
	return []shortcut{
		{name: "New file", says: "Begin a file", verb: "file new"},
		{name: "Log a payment", says: "Log money that came in", verb: "pay"},
		{name: "Log on a file...", says: "Keep this message as an entry of a file", verb: "log", message: true},
	}
}

// kind is what Slack calls where the shortcut stands.
func (s shortcut) kind() string {
	if s.message {
		return "message"
	}
	return "global"
}

// manifestShortcuts are the shortcuts as the app's manifest lists them.
func manifestShortcuts() []object {
	var out []object
	for _, s := range shortcuts() {
		out = append(out, object{"name": s.name, "type": s.kind(), "callback_id": s.verb, "description": s.says})
	}
	return out
}

type shortcutMessage struct {
	Text     string
	TS       string
	ThreadTS string `json:"thread_ts"`
}

// shortcut reads a shortcut. On a card, or in its thread, the card's file is implied.
func (t *turn) shortcut(p interactionPayload) {
	all := shortcuts()
	i := slices.IndexFunc(all, func(s shortcut) bool { return s.verb == p.CallbackID })
	if i < 0 {
		return
	}
	t.door = &shortcutDoor{person: person{user: p.User.ID, channel: p.User.ID}, modal: t.modal(p.TriggerID)}
	t.asks = []commands.Request{t.request(commands.Request{Key: "shortcut/" + p.TriggerID, Actor: domain.PersonID(p.User.ID),
		Source: domain.FromButton, Channel: p.Channel.ID, Verb: all[i].verb, Quote: p.Message.Text, Form: true, CanForm: true})}
	if !all[i].message {
		return
	}
	t.before = func(ctx context.Context, asks []commands.Request) (err error) {
		for _, ts := range []string{p.Message.TS, p.Message.ThreadTS} {
			if asks[0].File == 0 && ts != "" && err == nil {
				asks[0].File, err = t.b.cfg.Cards.CardAt(ctx, p.Channel.ID, ts)
			}
		}
		return err
	}
}

// shortcutDoor answers a shortcut in a modal: there is no message to answer under. Where it is too late for one the words go
// to the person's direct messages.
type shortcutDoor struct {
	person
	modal *modal
}

func (d *shortcutDoor) load(_ context.Context, t *turn) { d.modal.load(t) }

func (d *shortcutDoor) hold(ctx context.Context, t *turn) { t.ackBare(ctx) }

func (d *shortcutDoor) answer(ctx context.Context, t *turn, all []answer) {
	t.ackBare(ctx)
	err := d.modal.show(ctx, t.view(ctx, all[0], card.Meta{Channel: t.asks[0].Channel}))
	if err == nil {
		return
	}
	t.b.log.Info("show view", "err", err)
	said := &spokenDoor{person: d.person, direct: true}
	said.tell(ctx, t, t.draw(ctx, all[0]))
}
