package slackfake

import (
	"slices"
	"strings"
)

// json is the message as the Web API and interaction payloads show it.
func (s *State) messageJSON(m *Message, withMetadata bool) object {
	o := object{"type": "message", "user": m.User, "team": teamID, "ts": m.TS, "text": m.Text}
	if m.Blocks != nil {
		o["blocks"] = m.Blocks
	}
	if m.Attachments != nil {
		o["attachments"] = m.Attachments
	}
	if m.FromBot {
		o["bot_id"] = botID
		o["app_id"] = appID
		o["bot_profile"] = object{
			"id": botID, "deleted": false, "name": s.opts.Bot, "updated": m.updated(), "app_id": appID, "user_id": botUserID,
			"team_id": teamID, "icons": object{"image_36": "", "image_48": "", "image_72": ""},
		}
	}
	if m.Edits > 0 {
		o["edited"] = object{"user": m.User, "ts": m.editedTS}
	}
	if m.Metadata != nil && withMetadata {
		o["metadata"] = m.Metadata
	}
	if reactions := m.reactionsJSON(); reactions != nil {
		o["reactions"] = reactions
	}
	if m.Files != nil {
		var ids []string
		for _, f := range m.Files {
			ids = append(ids, f.ID)
		}
		o["files"] = s.filesJSON(ids)
		if !m.FromBot {
			o["subtype"] = "file_share"
		}
	}
	s.addThread(o, m)
	return o
}

func (m *Message) updated() int64 { return seconds(m.TS) }

func (m *Message) reactionsJSON() []any {
	var reactions []any
	for _, name := range sortedKeys(m.Reactions) {
		users := m.Reactions[name]
		reactions = append(reactions, object{"name": name, "users": users, "count": len(users)})
	}
	return reactions
}

// addThread adds what Slack says about the thread a message begins or belongs to.
func (s *State) addThread(o object, m *Message) {
	if m.ThreadTS == "" {
		return
	}
	o["thread_ts"] = m.ThreadTS
	t := s.timelines[m.Channel]
	if m.inThread() {
		if root := t.byTS[m.ThreadTS]; root != nil {
			o["parent_user_id"] = root.User
		}
		if m.broadcast {
			o["subtype"] = "thread_broadcast"
		}
		return
	}
	replies := t.replies(m.TS)
	if len(replies) == 0 {
		return
	}
	var authors []string
	for _, reply := range replies {
		if !slices.Contains(authors, reply.User) {
			authors = append(authors, reply.User)
		}
	}
	o["reply_count"] = len(replies)
	o["reply_users"] = authors
	o["reply_users_count"] = len(authors)
	o["latest_reply"] = replies[len(replies)-1].TS
	o["is_locked"] = false
	o["subscribed"] = false
}

// completed is a copy of blocks as Slack keeps them: every block and element named, every text with its default.
func (s *State) completed(blocks []any) []any {
	if len(blocks) == 0 {
		return nil
	}
	blocks, _ = decoded(blocks).([]any)
	for _, b := range objectsOf(blocks) {
		setDefault(b, "block_id", strings.ToLower(s.id("b")))
		for _, e := range elementsOf(b) {
			setDefault(e, "action_id", strings.ToLower(s.id("a")))
		}
	}
	completeTexts(blocks)
	return blocks
}

func completeTexts(v any) {
	walk(v, func(o object) {
		switch text(o, "type") {
		case "plain_text":
			setDefault(o, "emoji", true)
		case "mrkdwn":
			setDefault(o, "verbatim", false)
		}
	})
}

func setDefault(o object, key string, value any) {
	if o[key] == nil {
		o[key] = value
	}
}
