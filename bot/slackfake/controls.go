package slackfake

import (
	"fmt"
	"slices"
	"strings"
)

// Where names the place of a control. The zero Where is the modal on top of the person's screen.
type Where struct {
	Channel string   // name or id: a message there, the newest that has the control
	TS      string   // this message of the channel
	Text    string   // only messages that show these words
	Seen    *Message // the message as it was seen then, in place of Channel, TS and Text
	Near    string   // of several controls with the label, the first in or below the block that shows these words
	Nth     int      // of several controls with the label, this one, counted from the top; 0: there is one
	Home    bool     // the Home tab
	View    string   // with nothing else: only while the modal on top has this id
}

// Spot is the place of a control on its surface.
type Spot struct {
	Block, Action string // ids
	Option        string // of an overflow menu: the option's value
}

// finder finds a control for a person.
type finder func(*State, *User) (surface, control, error)

// labelled finds the control that bears the label.
func labelled(where Where, label string) finder {
	return func(s *State, u *User) (surface, control, error) { return s.find(u, where, label) }
}

// standing finds the control at the spot.
func standing(where Where, at Spot) finder {
	return func(s *State, u *User) (surface, control, error) {
		places, err := s.surfaces(u, where)
		if err != nil {
			return surface{}, control{}, err
		}
		for _, place := range places {
			for _, c := range controlsOf(place.blocks) {
				if c.stands(at) {
					return place, c, nil
				}
			}
		}
		return surface{}, control{}, fmt.Errorf("that is no longer there")
	}
}

func (c control) stands(at Spot) bool {
	return text(c.block, "block_id") == at.Block && text(c.element, "action_id") == at.Action && text(c.option, "value") == at.Option
}

// name is the control as a screen reader says it.
func (c control) name() string { return spokenNames([]control{c})[0] }

// SeveralError says that more than one control has the label, and which was meant is not said.
type SeveralError struct {
	Label string
	Names []string // of the controls, as a screen reader says them, from the top
}

func (e *SeveralError) Error() string {
	return fmt.Sprintf("%d controls say %q: say which by Near, by Nth or by the accessibility label", len(e.Names), e.Label)
}

func (w Where) inView() bool { return w.Channel == "" && w.Seen == nil }

// surface is something with controls: a message or a view.
type surface struct {
	message *Message
	view    *View
	blocks  []any
}

// id names the surface for what one person typed or chose in it.
func (sf surface) id(u *User) string {
	if sf.view != nil {
		return sf.view.ID
	}
	return sf.message.Channel + sf.message.TS + u.ID
}

// control is an element of a block, or one option of an overflow menu.
type control struct {
	at      int // index of the block
	block   object
	element object
	option  object
}

// menu names the control's options for one person.
func (c control) menu(sf surface, u *User) string {
	return sf.id(u) + "/" + text(c.block, "block_id") + "/" + text(c.element, "action_id")
}

// labels are the words by which a person finds the control.
func (c control) labels() []string {
	found := []string{
		text(c.element, "accessibility_label"), text(sub(c.element, "text"), "text"), text(sub(c.element, "placeholder"), "text"),
	}
	if text(c.block, "type") == "input" {
		found = append(found, text(sub(c.block, "label"), "text"))
	}
	if c.option != nil {
		found = []string{text(sub(c.option, "text"), "text")}
	}
	return found
}

// spokenNames are the controls' names as a screen reader says them.
func spokenNames(all []control) []string {
	names := make([]string, 0, len(all))
	for _, c := range all {
		labels := slices.DeleteFunc(c.labels(), func(s string) bool { return s == "" })
		names = append(names, append(labels, text(c.element, "type"))[0])
	}
	return names
}

func controlsOf(blocks []any) []control {
	var found []control
	for i, b := range objectsOf(blocks) {
		for _, e := range elementsOf(b) {
			found = append(found, control{at: i, block: b, element: e})
			if text(e, "type") != "overflow" {
				continue
			}
			for _, o := range objects(e, "options") {
				found = append(found, control{at: i, block: b, element: e, option: o})
			}
		}
	}
	return found
}

// surfaces are the places where the person looks for a control, the likeliest first.
func (s *State) surfaces(u *User, where Where) ([]surface, error) {
	switch {
	case where.Seen != nil:
		m := s.timelines[where.Seen.Channel].byTS[where.Seen.TS]
		if m == nil {
			return nil, fmt.Errorf("the message is gone")
		}
		return []surface{{message: m, blocks: where.Seen.Blocks}}, nil
	case where.Home && s.homes[u.ID] != nil:
		home := s.homes[u.ID]
		return []surface{{view: home, blocks: home.blocks()}}, nil
	case where.Home:
		return nil, fmt.Errorf("%s has no Home tab", u.Name)
	case where.Channel != "" && where.TS != "":
		return s.messageAt(u, where)
	case where.Channel != "":
		return s.messagesWith(u, where)
	}
	top := s.top(u.ID)
	switch {
	case top == nil:
		return nil, fmt.Errorf("%s has no form open", u.Name)
	case where.View != "" && where.View != top.ID:
		return nil, fmt.Errorf("that form is no longer open")
	}
	return []surface{{view: top, blocks: top.blocks()}}, nil
}

// messageAt is the one message that where names by its timestamp.
func (s *State) messageAt(u *User, where Where) ([]surface, error) {
	c := s.place(u, where.Channel)
	if c == nil || !c.visibleTo(u) {
		return nil, fmt.Errorf("%s sees no channel %s", u.Name, where.Channel)
	}
	m := s.timelines[c.ID].byTS[where.TS]
	if m == nil || !m.visibleTo(u.ID) || !strings.Contains(s.Render(*m), where.Text) {
		return nil, nil
	}
	return []surface{{message: m, blocks: m.Blocks}}, nil
}

func (s *State) messagesWith(u *User, where Where) ([]surface, error) {
	seen, err := s.seenBy(u, where.Channel)
	if err != nil {
		return nil, err
	}
	var found []surface
	for _, m := range slices.Backward(seen) {
		if strings.Contains(s.Render(m), where.Text) {
			found = append(found, surface{message: s.timelines[m.Channel].byTS[m.TS], blocks: m.Blocks})
		}
	}
	return found, nil
}

// find is the control with that label. Several in one place are an error unless where.Near or where.Nth decides.
func (s *State) find(u *User, where Where, label string) (surface, control, error) {
	places, err := s.surfaces(u, where)
	if err != nil {
		return surface{}, control{}, err
	}
	for _, place := range places {
		found := s.controlsSaying(place.blocks, where.Near, label)
		switch {
		case where.Nth > 0 && where.Nth <= len(found):
			return place, found[where.Nth-1], nil
		case where.Nth > 0:
		case len(found) == 1 || len(found) > 1 && where.Near != "":
			return place, found[0], nil
		case len(found) > 1:
			return surface{}, control{}, &SeveralError{label, spokenNames(found)}
		}
	}
	return surface{}, control{}, fmt.Errorf("%s sees no control %q", u.Name, label)
}

// controlsSaying are the controls with the label, from the block on that shows near.
func (s *State) controlsSaying(blocks []any, near, label string) []control {
	from := 0
	if near != "" {
		from = slices.IndexFunc(objectsOf(blocks), func(b object) bool {
			return strings.Contains(s.renderer().block(b), near)
		})
		if from < 0 {
			return nil
		}
	}
	var found []control
	for _, c := range controlsOf(blocks) {
		if c.at >= from && slices.Contains(c.labels(), label) {
			found = append(found, c)
		}
	}
	return found
}
