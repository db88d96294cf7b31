package slackfake

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"
)

// interaction is what every interactive payload begins with.
func (s *State) interaction(kind string, u *User) object {
	return object{
		"type": kind, "token": "verification-token", "api_app_id": appID, "is_enterprise_install": false, "enterprise": nil,
		"team": object{"id": teamID, "domain": s.opts.Domain},
		"user": object{"id": u.ID, "username": u.Name, "name": u.Name, "team_id": teamID},
	}
}

// addPlace tells an interactive payload where its control is. Slack leaves the message out when it is ephemeral.
func (s *State) addPlace(payload object, u *User, sf surface) {
	if sf.view != nil {
		payload["container"] = object{"type": "view", "view_id": sf.view.ID}
		payload["view"] = sf.view.json()
		return
	}
	m := sf.message
	c := s.channels[m.Channel]
	container := object{"type": "message", "message_ts": m.TS, "channel_id": m.Channel, "is_ephemeral": m.Ephemeral()}
	if m.ThreadTS != "" {
		container["thread_ts"] = m.ThreadTS
	}
	payload["container"] = container
	payload["channel"] = object{"id": c.ID, "name": c.shownName()}
	if !m.Ephemeral() {
		payload["message"] = s.messageJSON(m, true)
	}
	payload["state"] = object{"values": s.valuesOf(u, sf).json(sf.blocks)}
}

// press is the envelope of an action on a control; chosen is what the action carries besides its names.
func (s *State) press(u *User, sf surface, c control, chosen object) *envelope {
	action := object{
		"type": c.element["type"], "action_id": c.element["action_id"], "block_id": c.block["block_id"], "action_ts": s.ts(),
	}
	for _, name := range []string{"text", "value", "style", "url", "placeholder", "confirm"} {
		if c.element[name] != nil {
			action[name] = c.element[name]
		}
	}
	maps.Copy(action, chosen)
	payload := s.interaction("block_actions", u)
	s.addPlace(payload, u, sf)
	viewID := ""
	if sf.view != nil {
		viewID = sf.view.ID
	} else {
		payload["response_url"] = s.responseURL(u.ID, sf.message.Channel, sf.message)
	}
	t := s.trigger(u.ID, viewID)
	payload["trigger_id"] = t.id
	payload["actions"] = []any{action}
	env := s.envelope(interactive, fmt.Sprintf("%s: action %s", u.Name, text(c.element, "action_id")), payload)
	env.trigger = t
	return env
}

// Clicks presses the button, or picks the option of an overflow menu, that bears the label.
func (p *Person) Clicks(ctx context.Context, where Where, label string) (*Turn, error) {
	return p.clicks(ctx, labelled(where, label))
}

// Presses presses the button, or picks the option of an overflow menu, at the spot.
func (p *Person) Presses(ctx context.Context, where Where, at Spot) (*Turn, error) {
	return p.clicks(ctx, standing(where, at))
}

func (p *Person) clicks(ctx context.Context, find finder) (*Turn, error) {
	return p.act(ctx, func(s *State, u *User) (*envelope, error) {
		sf, c, err := find(s, u)
		if err != nil {
			return nil, err
		}
		if c.option != nil {
			return s.press(u, sf, c, object{"selected_option": c.option}), nil
		}
		if !slices.Contains([]string{"button", "icon_button", "workflow_button"}, text(c.element, "type")) {
			return nil, fmt.Errorf("%q is a %s, not a button", c.name(), text(c.element, "type"))
		}
		return s.press(u, sf, c, nil), nil
	})
}

// Chooses enters words in the field or menu that bears the label: typed text, a date, or the labels of options, names of
// people or channels; none empties it. The app hears of it unless it is a field of a form that waits for the submission.
func (p *Person) Chooses(ctx context.Context, where Where, label string, words ...string) (*Turn, error) {
	return p.enters(ctx, labelled(where, label), words)
}

// Enters is Chooses for the field or menu at the spot; options may be named by their value too.
func (p *Person) Enters(ctx context.Context, where Where, at Spot, words ...string) (*Turn, error) {
	return p.enters(ctx, standing(where, at), words)
}

func (p *Person) enters(ctx context.Context, find finder, words []string) (*Turn, error) {
	return p.act(ctx, func(s *State, u *User) (*envelope, error) {
		sf, c, err := find(s, u)
		if err != nil {
			return nil, err
		}
		h, ok := holders[text(c.element, "type")]
		if !ok {
			return nil, fmt.Errorf("%q is a %s and holds no value", c.name(), text(c.element, "type"))
		}
		offered := s.menus[c.menu(sf, u)]
		for _, o := range optionsOf(c.element) {
			offered = append(offered, o)
		}
		value, err := s.chosen(c.element, offered, words)
		if err != nil {
			return nil, fmt.Errorf("enter %q: %w", c.name(), err)
		}
		s.valuesOf(u, sf).set(c.block, c.element, value)
		if text(c.block, "type") == "input" && !truth(c.block, "dispatch_action") {
			return nil, nil
		}
		return s.press(u, sf, c, object{h.key: value}), nil
	})
}

// valuesOf is what the person has entered on the surface so far.
func (s *State) valuesOf(u *User, sf surface) values {
	if sf.view != nil {
		return sf.view.values
	}
	id := sf.id(u)
	if s.inputs[id] == nil {
		s.inputs[id] = values{}
		s.inputs[id].begin(sf.blocks)
	}
	return s.inputs[id]
}

// SearchOptions types a query into the menu that bears the label and gives the labels of the options the app offers. A
// query shorter than the menu's min_query_length asks nobody.
func (p *Person) SearchOptions(ctx context.Context, where Where, label, query string) (*Turn, error) {
	return p.searches(ctx, labelled(where, label), query)
}

// Searches is SearchOptions for the menu at the spot.
func (p *Person) Searches(ctx context.Context, where Where, at Spot, query string) (*Turn, error) {
	return p.searches(ctx, standing(where, at), query)
}

func (p *Person) searches(ctx context.Context, find finder, query string) (*Turn, error) {
	var offered []any
	turn, err := p.act(ctx, func(s *State, u *User) (*envelope, error) {
		sf, c, err := find(s, u)
		if err != nil {
			return nil, err
		}
		least := 3.0
		if n, given := c.element["min_query_length"].(float64); given {
			least = n
		}
		if float64(utf8.RuneCountInString(query)) < least {
			return nil, nil
		}
		return s.suggestion(u, sf, c, suggestion{query: query, offered: &offered}), nil
	})
	if err != nil {
		return nil, err
	}
	for _, o := range objectsOf(offered) {
		turn.Options = append(turn.Options, text(sub(o, "text"), "text"))
		turn.Values = append(turn.Values, text(o, "value"))
	}
	return turn, nil
}

// suggestion is a query to a menu, and where its options go.
type suggestion struct {
	query   string
	offered *[]any
}

func (s *State) suggestion(u *User, sf surface, c control, asked suggestion) *envelope {
	payload := s.interaction("block_suggestion", u)
	s.addPlace(payload, u, sf)
	delete(payload, "state")
	payload["action_id"], payload["block_id"] = c.element["action_id"], c.block["block_id"]
	payload["value"] = asked.query
	env := s.envelope(interactive, fmt.Sprintf("%s: options for %q", u.Name, asked.query), payload)
	env.accepts, env.entry = true, "ack.options"
	env.answer = answerSuggestion(c.menu(sf, u), asked.offered)
	return env
}
