package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"paidup/commands"
	"paidup/domain"
)

// maxLines is how many lines of one direct message are read as commands.
const maxLines = 50

type eventPayload struct {
	EventID string `json:"event_id"`
	Event   struct {
		Type        string
		Subtype     string
		User        eventUser
		BotID       string `json:"bot_id"`
		Text        string
		Channel     string
		ChannelType string `json:"channel_type"`
		TS          string
		ThreadTS    string `json:"thread_ts"`
		Tab         string
	}
}

// eventUser is whom an event is about: most name them by their id, some hold the whole account.
type eventUser struct {
	ID      string
	Deleted bool
}

// UnmarshalJSON reads either.
func (u *eventUser) UnmarshalJSON(raw []byte) error {
	if len(raw) > 0 && raw[0] == '"' {
		return json.Unmarshal(raw, &u.ID)
	}
	type whole eventUser
	return json.Unmarshal(raw, (*whole)(u))
}

func (t *turn) event() error {
	var p eventPayload
	if err := json.Unmarshal(t.env.Payload, &p); err != nil {
		return fmt.Errorf("read event: %w", err)
	}
	e := p.Event
	t.lane = laneOf(e.User.ID, e.Channel)
	own := e.BotID != "" || e.User.ID == "" || e.User.ID == t.b.me.user || e.Subtype != ""
	switch {
	case e.Type == "channel_shared":
		t.b.guard.lookAgain(e.Channel)
	case e.Type == "user_change":
		t.b.guard.changed(e.User)
	case own:
	case e.Type == "app_home_opened" && e.Tab == "home":
		t.door = homeDoor{domain.PersonID(e.User.ID), "event/" + p.EventID}
	case e.Type == "app_mention":
		t.mention(p)
	case e.Type == "message" && e.ChannelType == "im":
		t.lines(p)
	}
	return nil
}

// mention reads @Paidup pay ...; in the thread of a card its file is implied.
func (t *turn) mention(p eventPayload) {
	e := p.Event
	said := strings.TrimSpace(strings.Replace(e.Text, "<@"+t.b.me.user+">", " ", 1))
	t.lane = laneOf(e.Channel, e.ThreadTS)
	t.door = &spokenDoor{person: person{e.User.ID, e.Channel, e.ThreadTS}}
	t.asks = []commands.Request{t.spoken(p, said, 0)}
	if e.ThreadTS == "" {
		return
	}
	t.before = func(ctx context.Context, asks []commands.Request) (err error) {
		asks[0].File, err = t.b.cfg.Cards.CardAt(ctx, e.Channel, e.ThreadTS)
		return err
	}
}

// lines reads a direct message: each line is a command of its own.
func (t *turn) lines(p eventPayload) {
	e := p.Event
	door := &spokenDoor{person: person{e.User.ID, e.Channel, e.ThreadTS}, direct: true}
	for _, line := range commands.Lines(e.Text) {
		if len(t.asks) == maxLines {
			door.unread++
			continue
		}
		t.asks = append(t.asks, t.spoken(p, line, len(t.asks)+1))
	}
	if len(t.asks) > 0 {
		t.door = door
	}
}

// spoken is a request said in words; line is its place in a direct message.
func (t *turn) spoken(p eventPayload, said string, line int) commands.Request {
	key, batch := "event/"+p.EventID, ""
	if line > 0 {
		key, batch = key+"/"+strconv.Itoa(line), key
	}
	return t.request(commands.Request{Key: key, Batch: batch, Line: line, Actor: domain.PersonID(p.Event.User.ID), Source: domain.FromCommand,
		Channel: p.Event.Channel, Verb: rootCommand, Words: said})
}
