package slackfake

import (
	"slices"
	"strings"
)

// readable is a channel the bot can look up: a public one, or one it is in.
func (s *State) readable(name string) (*Channel, *refusal) {
	c := s.channels[name]
	if c == nil || (c.Private || c.im != "") && !c.has(botUserID) {
		return nil, refuse("channel_not_found")
	}
	return c, nil
}

// member is a channel whose messages the bot can read.
func (s *State) member(name string) (*Channel, *refusal) {
	c, problem := s.readable(name)
	if problem == nil && !c.has(botUserID) {
		return nil, refuse("not_in_channel")
	}
	return c, problem
}

func conversationInfo(s *State, c *call) (object, *refusal) {
	channel, problem := s.readable(c.text("channel"))
	if problem != nil {
		return nil, problem
	}
	return object{"channel": channel.json()}, nil
}

func conversationMembers(s *State, c *call) (object, *refusal) {
	channel, problem := s.readable(c.text("channel"))
	if problem != nil {
		return nil, problem
	}
	ids, next := page(c, channel.Members, 100)
	return object{"members": slices.Clone(ids), "response_metadata": object{"next_cursor": next}}, nil
}

func conversationList(s *State, c *call) (object, *refusal) {
	types := strings.Split(orElse(c.text("types"), "public_channel"), ",")
	var found []*Channel
	for _, id := range s.channelOrder {
		channel := s.channels[id]
		visible := !channel.Private || channel.has(botUserID)
		if visible && channel.ofTypes(types) && !(c.truth("exclude_archived") && channel.Archived) {
			found = append(found, channel)
		}
	}
	found, next := page(c, found, 100)
	channels := []any{}
	for _, channel := range found {
		channels = append(channels, channel.json())
	}
	return object{"channels": channels, "response_metadata": object{"next_cursor": next}}, nil
}

func conversationOpen(s *State, c *call) (object, *refusal) {
	ids := strings.FieldsFunc(c.text("users"), func(r rune) bool { return r == ',' || r == ' ' })
	if channel := s.channels[c.text("channel")]; channel != nil && channel.im != "" {
		ids = []string{channel.im}
	}
	if len(ids) != 1 {
		return nil, refuse("users_list_not_supplied")
	}
	u := s.users[ids[0]]
	switch {
	case u == nil:
		return nil, refuse("user_not_found")
	case u.Deleted:
		return nil, refuse("user_disabled")
	case u.bot:
		return nil, refuse("cannot_dm_bot")
	}
	open := s.dm(u.ID) != nil
	channel := s.openDM(u.ID)
	answer := object{"channel": object{"id": channel.ID}, "no_op": open, "already_open": open}
	if c.truth("return_im") {
		answer["channel"] = channel.json()
	}
	return answer, nil
}

func conversationJoin(s *State, c *call) (object, *refusal) {
	channel, problem := s.readable(c.text("channel"))
	switch {
	case problem != nil:
		return nil, problem
	case channel.Private || channel.im != "":
		return nil, refuse("method_not_supported_for_channel_type")
	case channel.Archived:
		return nil, refuse("is_archived")
	}
	answer := object{}
	if channel.has(botUserID) {
		answer["warning"] = "already_in_channel"
		answer["response_metadata"] = object{"warnings": []any{"already_in_channel"}}
	} else {
		channel.Members = append(slices.Clone(channel.Members), botUserID)
	}
	answer["channel"] = channel.json()
	return answer, nil
}

// conversationHistory gives the newest messages first, without replies and ephemerals.
func conversationHistory(s *State, c *call) (object, *refusal) {
	channel, problem := s.member(c.text("channel"))
	if problem != nil {
		return nil, problem
	}
	var found []*Message
	for _, m := range slices.Backward(s.timelines[channel.ID].order) {
		if !m.Ephemeral() && (!m.inThread() || m.broadcast) && c.within(m.TS) {
			found = append(found, m)
		}
	}
	return s.messagesPage(c, found), nil
}

// conversationReplies gives a thread's first message and its replies, the oldest first.
func conversationReplies(s *State, c *call) (object, *refusal) {
	channel, problem := s.member(c.text("channel"))
	if problem != nil {
		return nil, problem
	}
	t := s.timelines[channel.ID]
	root := t.byTS[c.text("ts")]
	if root == nil || root.Ephemeral() {
		return nil, refuse("thread_not_found")
	}
	if root.inThread() {
		root = orElse(t.byTS[root.ThreadTS], root)
	}
	found := []*Message{root}
	for _, m := range t.replies(root.TS) {
		if c.within(m.TS) {
			found = append(found, m)
		}
	}
	return s.messagesPage(c, found), nil
}

func (s *State) messagesPage(c *call, found []*Message) object {
	found, next := page(c, found, 100)
	messages := []any{}
	for _, m := range found {
		messages = append(messages, s.messageJSON(m, c.truth("include_all_metadata")))
	}
	answer := object{"messages": messages, "has_more": next != "", "pin_count": 0}
	if next != "" {
		answer["response_metadata"] = object{"next_cursor": next}
	}
	return answer
}

// within reports that ts is between the call's oldest and latest. Both are excluded unless inclusive.
func (c *call) within(ts string) bool {
	oldest, latest := c.text("oldest"), c.text("latest")
	if c.truth("inclusive") && (ts == oldest || ts == latest) {
		return true
	}
	return (oldest == "" || later(ts, oldest)) && (latest == "" || later(latest, ts))
}

// later reports that message timestamp a is after b; either may lack its fraction.
func later(a, b string) bool {
	wholeA, fractionA, _ := strings.Cut(a, ".")
	wholeB, fractionB, _ := strings.Cut(b, ".")
	if len(wholeA) != len(wholeB) {
		return len(wholeA) > len(wholeB)
	}
	return wholeA+"."+(fractionA + "000000")[:6] > wholeB+"."+(fractionB + "000000")[:6]
}
