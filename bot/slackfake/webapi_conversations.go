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
	o := channel.json()
	if c.truth("include_num_members") {
		o["num_members"] = len(channel.Members)
	}
	return object{"channel": o}, nil
}

func conversationMembers(s *State, c *call) (object, *refusal) {
	channel, problem := s.readable(c.text("channel"))
	if problem != nil {
		return nil, problem
	}
	limit, problem := c.strictLimit()
	if problem != nil {
		return nil, problem
	}
	ids, next, problem := page(c, channel.Members, limit)
	if problem != nil {
		return nil, problem
	}
	return object{"members": slices.Clone(ids), "response_metadata": object{"next_cursor": next}}, nil
}

func conversationList(s *State, c *call) (object, *refusal) {
	types, problem := c.types()
	if problem != nil {
		return nil, problem
	}
	limit, problem := c.strictLimit()
	if problem != nil {
		return nil, problem
	}
	var found []*Channel
	for _, id := range s.channelOrder {
		channel := s.channels[id]
		visible := !channel.Private || channel.has(botUserID)
		if visible && channel.ofTypes(types) && !(c.truth("exclude_archived") && channel.Archived) {
			found = append(found, channel)
		}
	}
	found, next, problem := page(c, found, limit)
	if problem != nil {
		return nil, problem
	}
	channels := []any{}
	for _, channel := range found {
		o := channel.json()
		o["num_members"] = len(channel.Members)
		channels = append(channels, o)
	}
	return object{"channels": channels, "response_metadata": object{"next_cursor": next}}, nil
}

// types are the kinds of channels that conversations.list is asked for.
func (c *call) types() ([]string, *refusal) {
	types := strings.Split(orElse(c.text("types"), "public_channel"), ",")
	for i, name := range types {
		types[i] = strings.TrimSpace(name)
		if !slices.Contains([]string{"public_channel", "private_channel", "mpim", "im"}, types[i]) {
			return nil, refuse("invalid_types")
		}
	}
	return types, nil
}

// conversationOpen opens the direct message with one person, or with several.
func conversationOpen(s *State, c *call) (object, *refusal) {
	ids, problem := s.company(c)
	if problem != nil {
		return nil, problem
	}
	channel, open := s.directMessage(ids)
	answer := object{"channel": object{"id": channel.ID}, "no_op": open, "already_open": open}
	if c.truth("return_im") {
		answer["channel"] = channel.json()
	}
	return answer, nil
}

// company are the people that conversations.open names, by their ids or by the direct message they are in.
func (s *State) company(c *call) ([]string, *refusal) {
	ids := strings.FieldsFunc(c.text("users"), func(r rune) bool { return r == ',' || r == ' ' })
	channel := s.channels[c.text("channel")]
	switch {
	case c.text("channel") != "" && channel == nil:
		return nil, refuse("channel_not_found")
	case channel != nil && channel.im == "" && !channel.mpim:
		return nil, refuse("method_not_supported_for_channel_type")
	case channel != nil:
		return channel.others(), nil
	case len(ids) == 0:
		return nil, refuse("users_list_not_supplied")
	case len(ids) > 8:
		return nil, refuse("too_many_users")
	}
	for _, id := range ids {
		u := s.users[id]
		switch {
		case u == nil:
			return nil, refuse("user_not_found")
		case u.Deleted:
			return nil, refuse("user_disabled")
		case u.bot:
			return nil, refuse("cannot_dm_bot")
		}
	}
	return ids, nil
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
