package slackfake

import (
	"context"
	"fmt"
)

// Sees are the messages of a channel that the person sees, ephemeral ones among them, in order. The error says that they
// cannot open the channel.
func (p *Person) Sees(channel string) ([]Message, error) {
	var seen []Message
	err := fmt.Errorf("nobody is called %s", p.name)
	p.look(func(s *State, u *User) { seen, err = s.seenBy(u, channel) })
	return seen, err
}

func (s *State) seenBy(u *User, channel string) ([]Message, error) {
	c := s.place(u, channel)
	if c == nil || !c.visibleTo(u) {
		return nil, fmt.Errorf("%s sees no channel %s", u.Name, channel)
	}
	var seen []Message
	for _, m := range s.timelines[c.ID].order {
		if m.visibleTo(u.ID) {
			seen = append(seen, *m)
		}
	}
	return seen, nil
}

// Channels are the names of the channels that the person is in, in the order in which they were made.
func (p *Person) Channels() []string {
	var names []string
	p.look(func(s *State, u *User) {
		for _, id := range s.channelOrder {
			if c := s.channels[id]; c.im == "" && c.has(u.ID) {
				names = append(names, c.Name)
			}
		}
	})
	return names
}

// Reads is the channel as text, as the person reads it: authors by name, replies indented under their thread.
func (p *Person) Reads(channel string) (string, error) {
	seen, err := p.Sees(channel)
	if err != nil {
		return "", err
	}
	var words string
	p.look(func(s *State, _ *User) { words = s.transcript(seen) })
	return words, nil
}

// View is the modal on top of the person's screen, nil when there is none.
func (p *Person) View() *View {
	var found *View
	p.ws.Read(func(s *State) { found = s.View(p.name) })
	return found
}

// Home is the person's Home tab, nil while the app has published none.
func (p *Person) Home() *View {
	var found *View
	p.look(func(s *State, u *User) { found = viewCopy(s.homes[u.ID]) })
	return found
}

// View is the modal on top of a person's screen, by name or id; nil when there is none.
func (s *State) View(user string) *View {
	if u := s.user(user); u != nil {
		return viewCopy(s.top(u.ID))
	}
	return nil
}

func viewCopy(v *View) *View {
	if v == nil {
		return nil
	}
	c := v.copied()
	return &c
}

// OpensHome looks at the app's Home tab.
func (p *Person) OpensHome(ctx context.Context) (*Turn, error) {
	return p.act(ctx, func(s *State, u *User) (*envelope, error) { return s.homeEvent(u), nil })
}

// Render is the message as text, with people and channels by name.
func (s *State) Render(m Message) string { return s.renderer().message(m) }

// UserID is the id of a person named by handle or id; empty when there is none.
func (s *State) UserID(name string) string {
	if u := s.user(name); u != nil {
		return u.ID
	}
	return ""
}

// ChannelID is the id of a channel named by name or id; empty when there is none.
func (s *State) ChannelID(name string) string {
	if c := s.channel(name); c != nil {
		return c.ID
	}
	return ""
}

// DMID is the id of the direct message between the bot and a person, named by handle or id; empty when there is none.
func (s *State) DMID(user string) string {
	if c := s.dm(s.UserID(user)); c != nil {
		return c.ID
	}
	return ""
}
