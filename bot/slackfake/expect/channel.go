package expect

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"

	"paidup/bot/slackfake"
)

// Channel is a channel as a story talks about it.
type Channel struct {
	story *Story
	name  string
}

// Seen is a message as it was when an expectation found it.
type Seen struct {
	Message slackfake.Message
	story   *Story
	seq     int
}

// Expects waits for a message outside threads, or an edit of one, that shows all the fragments.
func (c *Channel) Expects(fragments ...string) *Seen {
	c.story.t.Helper()
	return c.await("a message in "+c.name, fragments, func(_ *slackfake.State, m slackfake.Message) bool {
		return m.ThreadTS == "" || m.ThreadTS == m.TS
	})
}

// ExpectsThread waits for a message, or an edit of one, in the thread of a message that now shows root.
func (c *Channel) ExpectsThread(root string, fragments ...string) *Seen {
	c.story.t.Helper()
	return c.await("a reply under "+root, fragments, func(st *slackfake.State, m slackfake.Message) bool {
		return m.ThreadTS != "" && m.ThreadTS != m.TS && slices.ContainsFunc(st.Messages(m.Channel), func(other slackfake.Message) bool {
			return other.TS == m.ThreadTS && strings.Contains(st.Render(other), root)
		})
	})
}

func (c *Channel) await(what string, fragments []string, fits func(*slackfake.State, slackfake.Message) bool) *Seen {
	c.story.t.Helper()
	return c.story.awaitMessage(wanted{
		what: what, kinds: []slackfake.Kind{slackfake.Posted, slackfake.Edited}, fragments: fragments,
		fits: func(st *slackfake.State, x slackfake.Shown) bool {
			return !x.Message.Ephemeral() && x.Message.Channel == st.ChannelID(c.name) && fits(st, x.Message)
		},
	})
}

// ExpectsDeletion waits until a message that showed all the fragments is deleted.
func (c *Channel) ExpectsDeletion(fragments ...string) {
	c.story.t.Helper()
	c.story.await(wanted{
		what: "a deletion in " + c.name, kinds: []slackfake.Kind{slackfake.Deleted}, fragments: fragments,
		fits: func(st *slackfake.State, x slackfake.Shown) bool {
			return !x.Message.Ephemeral() && x.Message.Channel == st.ChannelID(c.name)
		},
	})
}

// ExpectsReaction waits until the bot has put the emoji on a message that shows all the fragments.
func (c *Channel) ExpectsReaction(emoji string, fragments ...string) {
	c.story.t.Helper()
	c.story.await(wanted{
		what: "a reaction :" + emoji + ": in " + c.name, kinds: []slackfake.Kind{slackfake.Reacted}, fragments: fragments,
		fits: func(st *slackfake.State, x slackfake.Shown) bool {
			return x.Emoji == emoji && x.Message.Channel == st.ChannelID(c.name)
		},
	})
}

func (s *Story) awaitMessage(w wanted) *Seen {
	s.t.Helper()
	x := s.await(w)
	return &Seen{Message: x.Message, story: s, seq: x.Seq}
}

// root is the first message of the thread.
func (m *Seen) root() string {
	if m.Message.ThreadTS != "" {
		return m.Message.ThreadTS
	}
	return m.Message.TS
}

// Text is the message as a person read it.
func (m *Seen) Text() string {
	var words string
	m.story.ws.Read(func(st *slackfake.State) { words = st.Render(m.Message) })
	return words
}

// Reads fails the test unless the message reads exactly so.
func (m *Seen) Reads(want string) *Seen {
	m.story.t.Helper()
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(m.Text(), "\n")); diff != "" {
		m.story.t.Errorf("the message reads otherwise (-want +got):\n%s", diff)
	}
	return m
}

// Lacks fails the test when one of the fragments is in what the message shows, or anywhere else in it: its text, the values
// of its buttons, its metadata.
func (m *Seen) Lacks(fragments ...string) *Seen {
	m.story.t.Helper()
	hidden, err := json.Marshal([]any{m.Message.Text, m.Message.Blocks, m.Message.Metadata})
	if err != nil {
		m.story.t.Errorf("read the message: %v", err)
	}
	for _, fragment := range fragments {
		if strings.Contains(m.Text(), fragment) || strings.Contains(string(hidden), fragment) {
			m.story.t.Errorf("the message holds %q:\n%s\nas %s", fragment, m.Text(), hidden)
		}
	}
	return m
}

// Pings names whom the message pings: people by name, or here, channel, everyone. It fails the test when it pings others.
func (m *Seen) Pings(names ...string) *Seen {
	m.story.t.Helper()
	m.story.pinged[m.seq] = true
	want := make([]string, len(names))
	m.story.ws.Read(func(st *slackfake.State) {
		for i, name := range names {
			if want[i] = st.UserID(name); want[i] == "" {
				want[i] = name
			}
		}
	})
	slices.Sort(want)
	if got := m.Message.Notifies(); !slices.Equal(got, want) {
		m.story.t.Errorf("the message pings %v, not %v:\n%s", got, want, m.Text())
	}
	return m
}
