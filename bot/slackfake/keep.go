package slackfake

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"time"
)

// kept is a workspace as it outlives its program: people, channels, messages, what was read, Home tabs and files. What only one session of
// one person sees is not in it: ephemeral messages and open modals go at a reload in Slack too.
type kept struct {
	Users     []User
	Channels  []keptChannel
	Read      map[string]string
	Homes     []keptView
	Files     []keptFile
	Serial    int
	LastMicro int64
}

type keptChannel struct {
	Channel
	IM       string
	MPIM     bool
	Created  time.Time
	Messages []keptMessage
}

type keptMessage struct {
	Message
	Broadcast bool
	EditedTS  string
}

type keptView struct {
	View
	Values values
}

type keptFile struct {
	ID, Name, Title, Alt string
	User                 string
	Length               int
	Content              []byte
	Uploaded, Shared     bool
	Created              int64
	Shares               map[string]string
}

// Save writes the workspace as it stands, for Restore.
func (w *Workspace) Save(to io.Writer) error {
	w.mu.Lock()
	raw, err := json.Marshal(w.state.kept())
	w.mu.Unlock()
	if err == nil {
		_, err = to.Write(raw)
	}
	if err != nil {
		return fmt.Errorf("save the workspace: %w", err)
	}
	return nil
}

// Restore puts back what Save wrote, in place of the people and channels of the same ids, before the workspace starts. It
// sends no events. On an error the workspace is as it was.
func (w *Workspace) Restore(from io.Reader) error {
	var k kept
	if err := json.NewDecoder(from).Decode(&k); err != nil {
		return fmt.Errorf("restore the workspace: %w", err)
	}
	w.change(func(s *State) { s.restore(k) })
	return nil
}

func (s *State) kept() kept {
	k := kept{Read: s.read, Serial: s.serial, LastMicro: s.lastMicro}
	for _, id := range s.userOrder {
		if u := s.users[id]; !u.bot && id != slackbot {
			k.Users = append(k.Users, *u)
		}
	}
	for _, id := range s.channelOrder {
		c := s.channels[id]
		all := keptChannel{Channel: *c, IM: c.im, MPIM: c.mpim, Created: c.created}
		for _, m := range s.timelines[id].order {
			if !m.Ephemeral() {
				all.Messages = append(all.Messages, keptMessage{Message: *m, Broadcast: m.broadcast, EditedTS: m.editedTS})
			}
		}
		k.Channels = append(k.Channels, all)
	}
	for _, user := range sortedKeys(s.homes) {
		k.Homes = append(k.Homes, keptView{View: *s.homes[user], Values: s.homes[user].values})
	}
	for _, id := range sortedKeys(s.files) {
		f := s.files[id]
		k.Files = append(k.Files, keptFile{ID: f.id, Name: f.name, Title: f.title, Alt: f.alt, User: f.user, Length: f.length, Content: f.content,
			Uploaded: f.uploaded, Shared: f.shared, Created: f.created, Shares: f.shares})
	}
	return k
}

func (s *State) restore(k kept) {
	maps.Copy(s.read, k.Read)
	s.serial, s.lastMicro = max(s.serial, k.Serial), max(s.lastMicro, k.LastMicro)
	for _, u := range k.Users {
		if s.users[u.ID] == nil {
			s.userOrder = append(s.userOrder, u.ID)
		}
		s.users[u.ID] = &u
	}
	for _, all := range k.Channels {
		c := all.Channel
		c.im, c.mpim, c.created = all.IM, all.MPIM, all.Created
		if s.channels[c.ID] == nil {
			s.channelOrder = append(s.channelOrder, c.ID)
		}
		s.channels[c.ID], s.timelines[c.ID] = &c, newTimeline()
		for _, saved := range all.Messages {
			m := saved.Message
			m.broadcast, m.editedTS = saved.Broadcast, saved.EditedTS
			s.timelines[c.ID].add(&m)
			s.touch(&m)
		}
	}
	for _, saved := range k.Homes {
		v := saved.View
		v.values = saved.Values
		s.homes[v.User] = &v
	}
	for _, f := range k.Files {
		s.files[f.ID] = &file{id: f.ID, name: f.Name, title: f.Title, alt: f.Alt, user: f.User, length: f.Length, content: f.Content,
			uploaded: f.Uploaded, shared: f.Shared, created: f.Created, shares: f.Shares}
	}
}
