package slackfake

import "slices"

// Message is one message as it stands: an edit changes it in place, a deletion removes it.
type Message struct {
	Channel     string // id
	TS          string
	ThreadTS    string // of the thread's first message; empty outside threads
	User        string // id of the author
	FromBot     bool
	Text        string // mrkdwn
	Blocks      []any
	Attachments []any
	Metadata    map[string]any // event_type, event_payload
	For         string         // id of the one person who sees it; empty: everyone
	Edits       int
	Reactions   map[string][]string // user ids by emoji name
	Files       []File
	Replies     int    // of the thread it begins, without ephemeral ones
	LastReply   string // timestamp of the newest of them
	broadcast   bool
	editedTS    string
	version     int64 // of the workspace when it last changed
}

// File is a file shared with a message.
type File struct {
	ID, Name, Title string
	Bytes           int
}

// Ephemeral reports that only one person sees the message.
func (m Message) Ephemeral() bool { return m.For != "" }

// visibleTo reports that the person sees the message, given that they can open its channel.
func (m Message) visibleTo(userID string) bool { return m.For == "" || m.For == userID }

// inThread reports that the message is a reply.
func (m Message) inThread() bool { return m.ThreadTS != "" && m.ThreadTS != m.TS }

// timeline is a channel's messages in order.
type timeline struct {
	order   []*Message
	byTS    map[string]*Message
	gone    []departed
	version int64 // of the workspace at the last change here
}

// departed is a message that was deleted.
type departed struct {
	ts      string
	version int64
}

func newTimeline() *timeline { return &timeline{byTS: map[string]*Message{}} }

func (t *timeline) add(m *Message) {
	t.order = append(t.order, m)
	t.byTS[m.TS] = m
}

func (t *timeline) remove(m *Message) {
	t.order = slices.DeleteFunc(t.order, func(other *Message) bool { return other == m })
	delete(t.byTS, m.TS)
}

func (t *timeline) messages() []Message {
	all := make([]Message, len(t.order))
	for i, m := range t.order {
		all[i] = *m
	}
	return all
}

// replies are the messages of a thread without its first one.
func (t *timeline) replies(rootTS string) []*Message {
	var found []*Message
	for _, m := range t.order {
		if m.ThreadTS == rootTS && m.TS != rootTS && !m.Ephemeral() {
			found = append(found, m)
		}
	}
	return found
}

// content is what a message says, as the app gave it.
type content struct {
	text        string
	blocks      []any
	attachments []any
	metadata    object
}

// content reads what a call or a payload says; it must have passed checkMessage.
func (s *State) content(args object) content {
	c := content{
		text: text(args, "text"), blocks: s.completed(array(args, "blocks")), attachments: array(args, "attachments"),
	}
	if metadata := sub(args, "metadata"); text(metadata, "event_type") != "" {
		c.metadata = metadata
	}
	if all := []rune(c.text); len(all) > maxText {
		c.text = string(all[:maxText])
	}
	return c
}

// touch notes that the message has changed now.
func (s *State) touch(m *Message) {
	m.version, s.timelines[m.Channel].version = s.version, s.version
}

// put writes content into m, whose metadata stays when c has none.
func (c content) put(m *Message) {
	m.Text, m.Blocks, m.Attachments = c.text, c.blocks, c.attachments
	if c.metadata != nil {
		m.Metadata = c.metadata
	}
}

// post adds a message to its channel and gives it its timestamp. A reply to a message that is gone stands by itself.
func (s *State) post(m *Message) *Message {
	m.TS = s.ts()
	t := s.timelines[m.Channel]
	root := t.byTS[m.ThreadTS]
	switch {
	case root == nil:
		m.ThreadTS = ""
	case root.inThread():
		m.ThreadTS = root.ThreadTS
	case !m.Ephemeral():
		root.ThreadTS = root.TS
	}
	t.add(m)
	s.touch(m)
	s.countReply(m, 1)
	return m
}

// countReply tells the first message of the reply's thread that it came, or went.
func (s *State) countReply(m *Message, by int) {
	t := s.timelines[m.Channel]
	root := t.byTS[m.ThreadTS]
	if root == nil || root == m || m.Ephemeral() {
		return
	}
	root.Replies += by
	switch {
	case by > 0:
		root.LastReply = m.TS
	case root.Replies == 0:
		root.LastReply = ""
	case root.LastReply == m.TS:
		replies := t.replies(root.TS)
		root.LastReply = replies[len(replies)-1].TS
	}
	s.touch(root)
}

// postFromBot posts as the bot and tells the bot of it where it listens.
func (s *State) postFromBot(m *Message) *Message {
	m.User, m.FromBot = botUserID, true
	s.post(m)
	s.show(Shown{Kind: kindOfPost(m), Message: *m, User: m.For})
	if s.heard(m) {
		s.cause(s.messageEvent(m))
	}
	return m
}

func kindOfPost(m *Message) Kind {
	if m.Ephemeral() {
		return Whispered
	}
	return Posted
}

// rewrite replaces what the message says.
func (s *State) rewrite(m *Message, c content) {
	before := RenderMessage(*m)
	c.put(m)
	m.Edits++
	m.editedTS = s.ts()
	s.touch(m)
	if RenderMessage(*m) != before {
		s.show(Shown{Kind: Edited, Message: *m, User: m.For})
	}
	if s.heard(m) {
		s.cause(s.changedEvent(m))
	}
}

// erase deletes the message.
func (s *State) erase(m *Message) {
	t := s.timelines[m.Channel]
	t.remove(m)
	t.gone, t.version = append(t.gone, departed{m.TS, s.version}), s.version
	s.countReply(m, -1)
	s.show(Shown{Kind: Deleted, Message: *m, User: m.For})
	if s.heard(m) {
		s.cause(s.deletedEvent(m))
	}
}

// heard reports that the app gets an event for the message: it stands in a direct message with the bot. The bot's own
// messages are no exception.
func (s *State) heard(m *Message) bool { return s.channels[m.Channel].im != "" && !m.Ephemeral() }

// whisper shows words of Slack itself to one person.
func (s *State) whisper(channelID, userID, words string) {
	m := s.post(&Message{Channel: channelID, User: slackbot, For: userID, Text: words})
	s.show(Shown{Kind: Whispered, Message: *m, User: userID})
}
