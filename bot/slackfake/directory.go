package slackfake

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// User is a person of the workspace.
type User struct {
	ID       string // made up when empty
	Name     string // the handle, without @
	RealName string
	TZ       string // IANA zone; America/New_York when empty
	Email    string
	Guest    bool // multi-channel guest
	Stranger bool // belongs to another company
	Admin    bool
	Deleted  bool
	bot      bool
}

// Channel is a conversation. Members are names or ids; the bot is one of them where it was invited.
type Channel struct {
	ID        string // made up when empty
	Name      string // without #
	Private   bool
	ExtShared bool // shared with another company
	Archived  bool
	Members   []string
	im        string // the person of a direct message with the bot
	mpim      bool   // a direct message of several people
	created   time.Time
}

// AddUser adds a person. The error names a handle or id that is taken.
func (w *Workspace) AddUser(u User) error {
	var err error
	w.change(func(s *State) {
		if s.user(u.Name) != nil || s.users[u.ID] != nil {
			err = fmt.Errorf("add user %s: the name or id is taken", u.Name)
			return
		}
		s.addUser(u)
	})
	return err
}

func (s *State) addUser(u User) {
	u.ID = orElse(u.ID, s.id("U"))
	u.TZ = orElse(u.TZ, "America/New_York")
	u.RealName = orElse(u.RealName, u.Name)
	s.users[u.ID] = &u
	s.userOrder = append(s.userOrder, u.ID)
}

// AddChannel adds a channel. The error names a member the workspace does not know, or a name or id that is taken.
func (w *Workspace) AddChannel(c Channel) error {
	var err error
	w.change(func(s *State) { err = s.addChannel(c) })
	return err
}

func (s *State) addChannel(c Channel) error {
	if s.channel(c.Name) != nil || s.channels[c.ID] != nil {
		return fmt.Errorf("add channel %s: the name or id is taken", c.Name)
	}
	members := make([]string, 0, len(c.Members))
	for _, name := range c.Members {
		u := s.user(name)
		if u == nil {
			return fmt.Errorf("add channel %s: no user %s", c.Name, name)
		}
		members = append(members, u.ID)
	}
	c.Members = members
	c.ID = orElse(c.ID, s.id("C"))
	c.created = s.now()
	s.channels[c.ID] = &c
	s.channelOrder = append(s.channelOrder, c.ID)
	s.timelines[c.ID] = newTimeline()
	return nil
}

// ChangeUser alters a person, named by name or id; renaming is not possible. The app hears user_change. The error says that
// there is none.
func (w *Workspace) ChangeUser(name string, alter func(*User)) error {
	return w.alter(func(s *State) error {
		u := s.user(name)
		if u == nil {
			return fmt.Errorf("change user: no user %s", name)
		}
		id, handle := u.ID, u.Name
		alter(u)
		u.ID, u.Name = id, handle
		s.cause(s.event(object{"type": "user_change", "user": u.json(s.now()), "cache_ts": s.now().Unix(), "event_ts": s.ts()}))
		return nil
	})
}

// ChangeChannel alters a channel, named by name or id; its id stays. A channel that becomes shared with another company
// sends channel_shared. The error says that there is no such channel or member.
func (w *Workspace) ChangeChannel(name string, alter func(*Channel)) error {
	return w.alter(func(s *State) error {
		c := s.channel(name)
		if c == nil {
			return fmt.Errorf("change channel: no channel %s", name)
		}
		before, id := c.ExtShared, c.ID
		alter(c)
		c.ID = id
		for i, member := range c.Members {
			u := s.user(member)
			if u == nil {
				return fmt.Errorf("change channel %s: no user %s", name, member)
			}
			c.Members[i] = u.ID
		}
		if c.ExtShared && !before && c.has(botUserID) {
			s.cause(s.event(object{
				"type": "channel_shared", "connected_team_id": "T0ELSEWHERE", "channel": c.ID, "event_ts": s.ts(),
			}))
		}
		return nil
	})
}

func (w *Workspace) alter(f func(*State) error) error {
	var err error
	w.change(func(s *State) { err = f(s) })
	return err
}

// user finds a person by id or handle.
func (s *State) user(name string) *User {
	name = strings.TrimPrefix(name, "@")
	if u := s.users[name]; u != nil {
		return u
	}
	for _, u := range s.users {
		if u.Name == name && name != "" {
			return u
		}
	}
	return nil
}

// channel finds a channel by id or name.
func (s *State) channel(name string) *Channel {
	name = strings.TrimPrefix(name, "#")
	if c := s.channels[name]; c != nil {
		return c
	}
	for _, c := range s.channels {
		if c.Name == name && name != "" {
			return c
		}
	}
	return nil
}

// place finds a channel as u names it: "@" and the bot's handle is the direct message with the bot.
func (s *State) place(u *User, name string) *Channel {
	if name == "@"+s.opts.Bot {
		return s.openDM(u.ID)
	}
	return s.channel(name)
}

// openDM is the direct message between a person and the bot, made at first use.
func (s *State) openDM(userID string) *Channel {
	if c := s.dm(userID); c != nil {
		return c
	}
	c := &Channel{ID: s.id("D"), Members: []string{userID, botUserID}, im: userID, created: s.now()}
	s.channels[c.ID] = c
	s.channelOrder = append(s.channelOrder, c.ID)
	s.timelines[c.ID] = newTimeline()
	return c
}

// directMessage is that of the bot with these people, made at first use, and whether it was there before.
func (s *State) directMessage(ids []string) (*Channel, bool) {
	if len(ids) == 1 {
		open := s.dm(ids[0]) != nil
		return s.openDM(ids[0]), open
	}
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	for _, c := range s.channels {
		if c.mpim && slices.Equal(c.others(), ids) {
			return c, true
		}
	}
	c := &Channel{ID: s.id("C"), Name: "mpdm", Private: true, mpim: true, Members: append(ids, botUserID), created: s.now()}
	for _, id := range c.Members {
		c.Name += "-" + s.users[id].Name + "-"
	}
	c.Name += "1"
	s.channels[c.ID] = c
	s.channelOrder = append(s.channelOrder, c.ID)
	s.timelines[c.ID] = newTimeline()
	return c, false
}

// others are the members of a direct message without the bot, in the order of their ids.
func (c *Channel) others() []string {
	return slices.Sorted(slices.Values(slices.DeleteFunc(slices.Clone(c.Members), func(id string) bool { return id == botUserID })))
}

func (s *State) dm(userID string) *Channel {
	for _, c := range s.channels {
		if c.im == userID {
			return c
		}
	}
	return nil
}

func (c *Channel) has(userID string) bool { return slices.Contains(c.Members, userID) }

// shownName is the name an interaction payload carries: Slack hides those of private channels and direct messages.
func (c *Channel) shownName() string {
	switch {
	case c.im != "":
		return "directmessage"
	case c.Private && !c.mpim:
		return "privategroup"
	}
	return c.Name
}

// PlaceName is a channel given by id as people speak of it: #fort-myers, or DM to Maria Lind. It is the id itself where there
// is none.
func (s *State) PlaceName(id string) string {
	c := s.channels[id]
	switch {
	case c == nil:
		return id
	case c.im != "":
		return "DM to " + s.renderer().name(c.im)
	}
	return "#" + c.Name
}
