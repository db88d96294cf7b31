package slackfake

import (
	"context"
	"fmt"
	"slices"
)

// Shares uploads a file and writes it into a channel, with words or without. The error says that the person cannot write
// there or that the file is empty.
func (p *Person) Shares(ctx context.Context, channel string, f Upload) (*Turn, error) {
	if len(f.Content) == 0 {
		return nil, fmt.Errorf("%s is empty", f.Name)
	}
	return p.act(ctx, func(s *State, u *User) (*envelope, error) {
		c, err := s.enter(u, channel)
		if err != nil {
			return nil, err
		}
		stored := &file{id: s.id("F"), user: u.ID, name: f.Name, title: f.Name, length: len(f.Content), content: f.Content, uploaded: true,
			shared: true, created: s.now().Unix(), shares: map[string]string{}}
		s.files[stored.id] = stored
		m := &Message{Channel: c.ID, ThreadTS: f.Thread, User: u.ID, Text: s.typed(f.Words), Files: []File{stored.shown()}}
		if f.Words != "" {
			m.Blocks = s.completed([]any{richWords(f.Words)})
		}
		stored.shares[c.ID] = s.post(m).TS
		if s.heard(m) {
			return s.messageEvent(m), nil
		}
		return nil, nil
	})
}

// Upload is a file that a person shares.
type Upload struct {
	Name    string
	Content []byte
	Words   string // written with it
	Thread  string // ts of the thread it goes into
}

func (f *file) shown() File {
	return File{ID: f.id, Name: f.name, Title: f.title, Bytes: len(f.content)}
}

// Content is a shared file, for a person who can see a channel where it was shared; nil for anybody else. It must not be
// changed.
func (s *State) Content(user, fileID string) (File, []byte) {
	u, f := s.user(user), s.files[fileID]
	if u == nil || f == nil {
		return File{}, nil
	}
	seen := slices.ContainsFunc(sortedKeys(f.shares), func(id string) bool { return s.channels[id].visibleTo(u) })
	if !seen {
		return File{}, nil
	}
	return f.shown(), f.content
}
