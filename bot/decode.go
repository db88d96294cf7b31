package bot

import (
	"encoding/json"
	"fmt"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"paidup/bot/card"
	"paidup/bot/socket"
	"paidup/commands"
	"paidup/domain"
)

// rootCommand reaches every verb.
const rootCommand = "paidup"

// decode makes a turn of an envelope. One that needs no answer has no requests.
func (b *Bot) decode(env *socket.Envelope) *turn {
	t := &turn{b: b, env: env, lane: laneOf(env.ID), door: silent{}}
	defer func() {
		if p := recover(); p != nil {
			t.fault = fmt.Errorf("panic while reading a payload: %v\n%s", p, debug.Stack())
		}
	}()
	switch env.Type {
	case "slash_commands":
		t.fault = t.slashCommand()
	case "interactive":
		t.fault = t.interaction()
	case "events_api":
		t.fault = t.event()
	}
	return t
}

// request is one that comes by this envelope.
func (t *turn) request(r commands.Request) commands.Request {
	r.At = t.b.cfg.Now()
	return r
}

type slashPayload struct {
	Command     string `json:"command"`
	Text        string `json:"text"`
	UserID      string `json:"user_id"`
	ChannelID   string `json:"channel_id"`
	TriggerID   string `json:"trigger_id"`
	ResponseURL string `json:"response_url"`
}

// slashCommand reads /pay ... and /paidup pay ..., with our prefix where the installation has one.
func (t *turn) slashCommand() error {
	var p slashPayload
	if err := json.Unmarshal(t.env.Payload, &p); err != nil {
		return fmt.Errorf("read slash command: %w", err)
	}
	verb := strings.TrimPrefix(p.Command, "/")
	if verb != rootCommand {
		verb = strings.TrimPrefix(verb, t.b.cfg.Prefix)
	}
	t.lane = laneOf(p.UserID, p.ChannelID)
	t.door = &slashDoor{person: person{p.UserID, p.ChannelID, ""}, url: p.ResponseURL, modal: t.modal(p.TriggerID)}
	t.asks = []commands.Request{t.request(commands.Request{Key: "command/" + p.TriggerID, Actor: domain.PersonID(p.UserID),
		Source: domain.FromCommand, Channel: p.ChannelID, Verb: verb, Words: p.Text, CanForm: true})}
	return nil
}

type interactionPayload struct {
	Type        string `json:"type"`
	CallbackID  string `json:"callback_id"`
	TriggerID   string `json:"trigger_id"`
	ResponseURL string `json:"response_url"`
	User        struct{ ID string }
	Channel     struct{ ID string }
	Container   containerPayload
	View        json.RawMessage
	Message     shortcutMessage
	Actions     []actionPayload
	BlockID     string `json:"block_id"` // of a search
	Value       string // typed into a search
}

type containerPayload struct {
	MessageTS string `json:"message_ts"`
	ThreadTS  string `json:"thread_ts"`
	ViewID    string `json:"view_id"`
	Ephemeral bool   `json:"is_ephemeral"`
}

type actionPayload struct {
	ActionID string `json:"action_id"`
	ActionTS string `json:"action_ts"`
	Value    string
	Selected struct{ Value string } `json:"selected_option"`
}

func (t *turn) interaction() error {
	var p interactionPayload
	if err := json.Unmarshal(t.env.Payload, &p); err != nil {
		return fmt.Errorf("read interaction: %w", err)
	}
	t.lane = laneOf(p.User.ID, p.Channel.ID)
	switch p.Type {
	case "block_actions":
		return t.press(p)
	case "view_submission":
		return t.submission(p)
	case "block_suggestion":
		return t.search(p)
	case "shortcut", "message_action":
		t.shortcut(p)
	}
	return nil // view_closed, and what we did not ask for
}

// press reads a press on a button or on an entry of a menu. What carries no press of ours needs nothing but an ack.
func (t *turn) press(p interactionPayload) error {
	if len(p.Actions) == 0 || !strings.HasPrefix(p.Actions[0].ActionID, card.PressPrefix) {
		return nil
	}
	channel, err := t.pressed(p)
	if err != nil {
		return err
	}
	a := p.Actions[0]
	value := a.Value
	if value == "" {
		value = a.Selected.Value
	}
	press, err := card.ReadPress(value)
	if err != nil {
		return err
	}
	r := t.request(press.Request())
	on := p.Container.MessageTS + p.Container.ViewID
	r.Key = strings.Join([]string{"press", p.User.ID, on, a.ActionID, a.ActionTS}, "/")
	r.Actor, r.Channel, r.CanForm = domain.PersonID(p.User.ID), channel, true
	answers := []string{commands.VerbAllow, commands.VerbRefuse, commands.VerbTurnAway}
	if door, direct := t.door.(*pressDoor); direct && slices.Contains(answers, r.Verb) {
		door.own = p.Container.Ephemeral // the outbox keeps the message
	}
	if r.File != 0 {
		t.lane = laneOf("file", strconv.FormatInt(int64(r.File), 10))
	}
	if door, on := t.door.(*pressDoor); on && r.Escalation != 0 {
		door.own = p.Container.Ephemeral // the outbox keeps the message
	}
	t.asks = []commands.Request{r}
	return nil
}

// pressed sets the door back to where it was pressed, and gives the channel it belongs to.
func (t *turn) pressed(p interactionPayload) (channel string, err error) {
	if len(p.View) > 0 && p.Container.ViewID != "" {
		door, err := t.viewDoor(p)
		t.door = door
		if door.home {
			t.door = &tabDoor{shortcutDoor{person: person{user: p.User.ID, channel: p.User.ID}, modal: t.modal(p.TriggerID)}}
		}
		return door.meta.Channel, err
	}
	t.door = &pressDoor{person: person{p.User.ID, p.Channel.ID, p.Container.ThreadTS}, url: p.ResponseURL, modal: t.modal(p.TriggerID),
		message: domain.CardPlace{Channel: p.Channel.ID, TS: p.Container.MessageTS},
		own:     p.Container.Ephemeral || strings.HasPrefix(p.Channel.ID, "D")}
	return p.Channel.ID, nil
}

func (t *turn) viewDoor(p interactionPayload) (*viewDoor, error) {
	var v struct {
		ID, Hash, Type  string
		PrivateMetadata string `json:"private_metadata"`
	}
	if err := json.Unmarshal(p.View, &v); err != nil {
		return &viewDoor{}, fmt.Errorf("read view: %w", err)
	}
	meta, err := card.ReadMeta(v.PrivateMetadata)
	return &viewDoor{id: v.ID, hash: v.Hash, meta: meta, home: v.Type == string(slack.VTHomeTab)}, err
}

// submission reads a form.
func (t *turn) submission(p interactionPayload) error {
	var v slack.View
	if err := json.Unmarshal(p.View, &v); err != nil {
		return fmt.Errorf("read submitted view: %w", err)
	}
	f, err := card.ReadForm(v)
	t.door = &formDoor{id: v.ID, meta: f.Meta, fields: fieldsOf(v)}
	if err != nil {
		return err
	}
	if f.File != 0 {
		t.lane = laneOf("file", strconv.FormatInt(int64(f.File), 10))
	}
	r := t.request(commands.Request{Key: "form/" + v.ID + "/" + v.Hash, Actor: domain.PersonID(p.User.ID),
		Source: domain.FromForm, Channel: f.Channel, File: f.File, Verb: f.Verb, Args: f.Values, Rests: f.Rests, Escalation: f.Escalation, CanForm: true})
	if f.Asks {
		r.Answered = commands.Asking()
	}
	t.asks = []commands.Request{r}
	return nil
}

// fieldsOf are the names of a form's fields in their order.
func fieldsOf(v slack.View) []string {
	var out []string
	for _, b := range v.Blocks.BlockSet {
		if in, ok := b.(*slack.InputBlock); ok {
			out = append(out, in.BlockID)
		}
	}
	return out
}

// search reads what was typed into a file search.
func (t *turn) search(p interactionPayload) error {
	channel := p.Channel.ID
	if len(p.View) > 0 {
		door, err := t.viewDoor(p)
		if err != nil {
			return err
		}
		channel = door.meta.Channel
	}
	t.door = searchDoor{}
	t.asks = []commands.Request{t.request(commands.Request{Key: "search/" + t.env.ID, Actor: domain.PersonID(p.User.ID),
		Source: domain.FromForm, Channel: channel, Verb: "file", Options: true, Args: commands.Values{"file": strings.ReplaceAll(p.Value, ",", " ")}})}
	return nil
}
