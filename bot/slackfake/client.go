package slackfake

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Place is a conversation as it stands in the list of a person's client.
type Place struct {
	ID      string
	Name    string // of a channel without #, of the app for its direct message
	Private bool
	Direct  bool // a direct message with the app
	Members int
	Unread  int // what others have said since the person last read, without replies
}

// mostUnread bounds the count of what is unread.
const mostUnread = 100

// Places are the conversations that the person is in: the app's direct message first, then channels by name.
func (s *State) Places(user string) []Place {
	u := s.user(user)
	if u == nil {
		return nil
	}
	app := s.openDM(u.ID).ID
	places := []Place{{ID: app, Name: capitalised(s.opts.Bot), Direct: true, Unread: s.unread(u, app)}}
	for _, id := range s.channelOrder {
		if c := s.channels[id]; c.im == "" && c.has(u.ID) && !c.Archived {
			places = append(places, Place{ID: id, Name: c.Name, Private: c.Private, Members: len(c.Members), Unread: s.unread(u, id)})
		}
	}
	slices.SortStableFunc(places[1:], func(a, b Place) int { return cmp.Compare(a.Name, b.Name) })
	return places
}

func (s *State) unread(u *User, channelID string) int {
	n, since := 0, s.read[u.ID+channelID]
	for _, m := range slices.Backward(s.timelines[channelID].order) {
		if m.TS <= since || n == mostUnread {
			break
		}
		if !m.inThread() && m.User != u.ID && m.visibleTo(u.ID) {
			n++
		}
	}
	return n
}

// LastRead is the timestamp up to which the person has read a channel, empty when they have read nothing.
func (s *State) LastRead(user, channel string) string {
	return s.read[s.UserID(user)+s.ChannelID(channel)]
}

// HasRead notes that the person has read a channel up to ts. The error says that they cannot open it.
func (p *Person) HasRead(channel, ts string) error {
	return p.ws.alter(func(s *State) error {
		u := s.user(p.name)
		if u == nil {
			return fmt.Errorf("nobody is called %s", p.name)
		}
		c := s.place(u, channel)
		if c == nil || !c.visibleTo(u) {
			return fmt.Errorf("%s sees no channel %s", u.Name, channel)
		}
		s.read[u.ID+c.ID] = max(s.read[u.ID+c.ID], ts)
		return nil
	})
}

// Window says which part of a channel to look at: the newest Limit messages before the timestamp Before, or a whole thread.
type Window struct {
	Thread string // of its first message; empty: the channel without replies
	Before string // empty: no bound
	Limit  int
}

// Window is a part of a channel as the person sees it, in order, and whether there is more before it. The error says that
// they cannot open it.
func (s *State) Window(user, channel string, w Window) (seen []Message, more bool, err error) {
	u := s.user(user)
	if u == nil {
		return nil, false, fmt.Errorf("nobody is called %s", user)
	}
	c := s.place(u, channel)
	if c == nil || !c.visibleTo(u) {
		return nil, false, fmt.Errorf("%s sees no channel %s", u.Name, channel)
	}
	for _, m := range slices.Backward(s.timelines[c.ID].order) {
		if w.Before != "" && m.TS >= w.Before || !m.visibleTo(u.ID) || !m.stands(w.Thread) {
			continue
		}
		if w.Thread == "" && len(seen) == w.Limit {
			more = true
			break
		}
		seen = append(seen, *m)
	}
	slices.Reverse(seen)
	return seen, more, nil
}

// stands reports that the message is shown in the thread, or in the channel itself where thread is empty.
func (m *Message) stands(thread string) bool {
	if thread == "" {
		return !m.inThread() || m.broadcast
	}
	return m.TS == thread || m.ThreadTS == thread
}

// InThread reports that the message is shown as a reply alone.
func (m Message) InThread() bool { return m.inThread() && !m.broadcast }

// Version is a number that grows with every change of the workspace.
func (s *State) Version() int64 { return s.version }

// ChangedSince are the messages of a channel that the person sees and that came or changed after a version, in order, and
// the timestamps of those that went.
func (s *State) ChangedSince(user, channel string, version int64) (changed []Message, gone []string) {
	u, c := s.user(user), s.channel(channel)
	if u == nil || c == nil || !c.visibleTo(u) || s.timelines[c.ID].version <= version {
		return nil, nil
	}
	t := s.timelines[c.ID]
	for _, m := range t.order {
		if m.version > version && m.visibleTo(u.ID) {
			changed = append(changed, *m)
		}
	}
	for _, g := range slices.Backward(t.gone) {
		if g.version <= version {
			break
		}
		gone = append(gone, g.ts)
	}
	return changed, gone
}

// Now is the instant by the workspace's clock.
func (s *State) Now() time.Time { return s.now() }

// Commands are the slash commands that people are offered.
func (s *State) Commands() []Command { return s.opts.Commands }

// Shortcuts are the shortcuts that people are offered.
func (s *State) Shortcuts() []Shortcut { return s.opts.Shortcuts }

// Bot is the handle of the app's bot.
func (s *State) Bot() string { return s.opts.Bot }

// Users are the people of the workspace who are active, without bots, in the order in which they came.
func (s *State) Users() []User {
	var people []User
	for _, id := range s.userOrder {
		if u := s.users[id]; !u.bot && !u.Deleted && id != slackbot {
			people = append(people, *u)
		}
	}
	return people
}

// Names are the names of people and channels by id.
func (s *State) Names() map[string]string {
	names := make(map[string]string, len(s.users)+len(s.channels))
	for id, u := range s.users {
		names[id] = u.RealName
	}
	for id, c := range s.channels {
		names[id] = c.Name
	}
	return names
}
