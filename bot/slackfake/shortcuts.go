package slackfake

import (
	"context"
	"fmt"
	"slices"
)

// Shortcut is a way in from Slack's own menus: a global one anywhere, a message's in the menu of messages.
type Shortcut struct {
	Name     string // as people see it
	Callback string
	Message  bool
}

// Shortcut runs a shortcut of the app by its name: on the newest message that where names, or anywhere with the zero Where.
func (p *Person) Shortcut(ctx context.Context, name string, on Where) (*Turn, error) {
	return p.act(ctx, func(s *State, u *User) (*envelope, error) {
		callback, err := s.shortcut(name, !on.inView())
		if err != nil {
			return nil, err
		}
		kind := "shortcut"
		if !on.inView() {
			kind = "message_action"
		}
		payload := s.interaction(kind, u)
		t := s.trigger(u.ID, "")
		payload["callback_id"], payload["trigger_id"], payload["action_ts"] = callback, t.id, s.ts()
		if !on.inView() {
			if err := s.addMessage(payload, u, on); err != nil {
				return nil, fmt.Errorf("run shortcut %s: %w", name, err)
			}
		}
		env := s.envelope(interactive, u.Name+": shortcut "+callback, payload)
		env.trigger = t
		return env, nil
	})
}

// shortcut is the callback id of the shortcut that people see under the name.
func (s *State) shortcut(name string, message bool) (string, error) {
	if s.opts.Shortcuts == nil {
		return name, nil
	}
	i := slices.IndexFunc(s.opts.Shortcuts, func(c Shortcut) bool { return c.Name == name && c.Message == message })
	if i < 0 {
		return "", fmt.Errorf("there is no shortcut %q", name)
	}
	return s.opts.Shortcuts[i].Callback, nil
}

// addMessage tells the payload of a message's shortcut which message it is. Slack offers none on ephemeral messages.
func (s *State) addMessage(payload object, u *User, on Where) error {
	places, err := s.surfaces(u, on)
	places = slices.DeleteFunc(places, func(sf surface) bool { return sf.message.Ephemeral() })
	if err != nil || len(places) == 0 {
		return fmt.Errorf("no such message")
	}
	m := places[0].message
	s.addPlace(payload, u, places[0])
	delete(payload, "container")
	delete(payload, "state")
	payload["message_ts"] = m.TS
	payload["response_url"] = s.responseURL(u.ID, m.Channel, m)
	return nil
}
