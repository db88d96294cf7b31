package slackfake

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// target is the channel an app posts to: an id, or a person's id for the direct message with them.
func (s *State) target(name string) (*Channel, *refusal) {
	if u := s.users[name]; u != nil {
		if u.Deleted {
			return nil, refuse("user_disabled")
		}
		return s.openDM(u.ID), nil
	}
	c := s.channel(name)
	switch {
	case c == nil, c.Private && !c.has(botUserID):
		return nil, refuse("channel_not_found")
	case c.Archived:
		return nil, refuse("is_archived")
	case !c.has(botUserID):
		return nil, refuse("not_in_channel")
	}
	return c, nil
}

// ownMessage is a message the bot may change.
func (s *State) ownMessage(c *call, cannot string) (*Message, *refusal) {
	channel := s.channels[c.text("channel")]
	if channel == nil || !channel.has(botUserID) {
		return nil, refuse("channel_not_found")
	}
	m := s.timelines[channel.ID].byTS[c.text("ts")]
	if m == nil || m.Ephemeral() {
		return nil, refuse("message_not_found")
	}
	if !m.FromBot {
		return nil, refuse(cannot)
	}
	return m, nil
}

// checkContent refuses a message that Slack would not take.
func checkContent(args object) *refusal {
	_, unread := args["blocks"].(string)
	switch {
	case unread:
		return refuse("invalid_blocks_format")
	case text(args, "text") == "" && len(array(args, "blocks")) == 0 && len(array(args, "attachments")) == 0:
		return refuse("no_text")
	case len(array(args, "attachments")) > maxAttachments:
		return refuse("too_many_attachments")
	}
	r := &report{}
	checkMessage(r, args)
	if ts, there := args["thread_ts"]; there && ts != "" {
		if s, ok := ts.(string); !ok || !tsPattern.MatchString(s) {
			return refuse("invalid_thread_ts")
		}
	}
	if problem := checkMetadata(args["metadata"]); problem != nil {
		return problem
	}
	return refuseFor("invalid_blocks", r)
}

// checkSaid refuses a call that says nothing Slack would take. Text may come as markdown_text in place of text and blocks.
func (c *call) checkSaid() *refusal {
	if problem := c.readMarkdown(); problem != nil {
		return problem
	}
	return checkContent(c.args)
}

func (c *call) readMarkdown() *refusal {
	markdown := c.text("markdown_text")
	switch {
	case markdown == "":
		return nil
	case c.text("text") != "" || c.args["blocks"] != nil:
		return refuse("markdown_text_conflict")
	case utf8.RuneCountInString(markdown) > maxMarkdown:
		return refuse("msg_too_long")
	}
	c.args["text"] = markdown
	return nil
}

func checkMetadata(v any) *refusal {
	if v == nil {
		return nil
	}
	metadata, ok := v.(object)
	if !ok {
		return refuse("invalid_metadata_format")
	}
	if _, hasPayload := metadata["event_payload"].(object); text(metadata, "event_type") == "" || !hasPayload {
		return refuse("invalid_metadata_schema")
	}
	if raw, err := json.Marshal(metadata); err != nil || len(raw) > maxMetadataBytes {
		return refuse("metadata_too_large")
	}
	return nil
}

func postMessage(s *State, c *call) (object, *refusal) {
	channel, problem := s.target(c.text("channel"))
	if problem == nil {
		problem = c.checkSaid()
	}
	if problem != nil {
		return nil, problem
	}
	m := &Message{Channel: channel.ID, ThreadTS: c.text("thread_ts"), broadcast: c.truth("reply_broadcast")}
	s.content(c.args).put(m)
	s.postFromBot(m)
	return object{"channel": m.Channel, "ts": m.TS, "message": s.messageJSON(m, true)}, nil
}

func postEphemeral(s *State, c *call) (object, *refusal) {
	channel, problem := s.target(c.text("channel"))
	if problem == nil {
		problem = c.checkSaid()
	}
	if problem != nil {
		return nil, problem
	}
	user := c.text("user")
	if s.users[user] == nil || !channel.has(user) {
		return nil, refuse("user_not_in_channel")
	}
	m := &Message{Channel: channel.ID, ThreadTS: c.text("thread_ts"), For: user}
	s.content(c.args).put(m)
	s.postFromBot(m)
	return object{"message_ts": m.TS}, nil
}

// updateMessage keeps blocks and attachments that the call does not name; an empty array removes them.
func updateMessage(s *State, c *call) (object, *refusal) {
	if channel := s.channels[c.text("channel")]; channel != nil && channel.Archived {
		return nil, refuse("is_inactive")
	}
	m, problem := s.ownMessage(c, "cant_update_message")
	if problem == nil {
		problem = c.readMarkdown()
	}
	if problem != nil {
		return nil, problem
	}
	if len([]rune(c.text("text"))) > maxUpdateText {
		return nil, refuse("msg_too_long")
	}
	args := maps.Clone(c.args)
	if c.text("markdown_text") != "" {
		args["blocks"] = []any{}
	}
	for name, old := range map[string][]any{"blocks": m.Blocks, "attachments": m.Attachments} {
		given, named := args[name]
		if items, isList := given.([]any); isList && len(items) == 0 {
			delete(args, name)
		} else if !named && old != nil {
			args[name] = old
		}
	}
	if problem := checkContent(args); problem != nil {
		return nil, problem
	}
	s.rewrite(m, s.content(args))
	return object{"channel": m.Channel, "ts": m.TS, "text": m.Text, "message": s.messageJSON(m, true)}, nil
}

func deleteMessage(s *State, c *call) (object, *refusal) {
	m, problem := s.ownMessage(c, "cant_delete_message")
	if problem != nil {
		return nil, problem
	}
	s.erase(m)
	return object{"channel": m.Channel, "ts": m.TS}, nil
}

func getPermalink(s *State, c *call) (object, *refusal) {
	channel, problem := s.member(c.text("channel"))
	if problem != nil {
		return nil, problem
	}
	ts := c.text("message_ts")
	m := s.timelines[channel.ID].byTS[ts]
	if m == nil || m.Ephemeral() {
		return nil, refuse("message_not_found")
	}
	link := "https://" + s.opts.Domain + ".slack.com/archives/" + channel.ID + "/p" + strings.ReplaceAll(ts, ".", "")
	if m.inThread() {
		link += "?thread_ts=" + m.ThreadTS + "&cid=" + channel.ID
	}
	return object{"channel": channel.ID, "permalink": link}, nil
}

func addReaction(s *State, c *call) (object, *refusal) {
	switch ts := c.text("timestamp"); {
	case c.text("channel") == "" || ts == "":
		return nil, refuse("no_item_specified")
	case !tsPattern.MatchString(ts):
		return nil, refuse("bad_timestamp")
	}
	channel, problem := s.target(c.text("channel"))
	if problem != nil {
		return nil, problem
	}
	m := s.timelines[channel.ID].byTS[c.text("timestamp")]
	if m == nil || m.Ephemeral() {
		return nil, refuse("message_not_found")
	}
	name := strings.Trim(c.text("name"), ":")
	if strings.ContainsAny(name, " :") {
		return nil, refuse("invalid_name")
	}
	if slices.Contains(m.Reactions[name], botUserID) {
		return nil, refuse("already_reacted")
	}
	if m.Reactions = maps.Clone(m.Reactions); m.Reactions == nil {
		m.Reactions = map[string][]string{}
	}
	m.Reactions[name] = append(slices.Clone(m.Reactions[name]), botUserID)
	s.touch(m)
	s.show(Shown{Kind: Reacted, Message: *m, Emoji: name})
	return object{}, nil
}
