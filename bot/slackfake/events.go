package slackfake

import "maps"

// event is the envelope of an Events API event.
func (s *State) event(inner object) *envelope {
	payload := object{
		"token": "verification-token", "team_id": teamID, "context_team_id": teamID, "context_enterprise_id": nil,
		"api_app_id": appID, "event": inner, "type": "event_callback", "event_id": s.id("Ev"), "event_time": s.now().Unix(),
		"authorizations": []any{object{
			"enterprise_id": nil, "team_id": teamID, "user_id": botUserID, "is_bot": true, "is_enterprise_install": false,
		}},
		"is_ext_shared_channel": false, "event_context": "4-" + s.secret(),
	}
	return s.envelope(eventsAPI, "event "+text(inner, "type"), payload)
}

// Send sends an Events API event as it is given, to be retried like any other.
func (w *Workspace) Send(event map[string]any) {
	w.change(func(s *State) { s.cause(s.event(event)) })
}

// messageEvent tells the app of a message in a direct message with it.
func (s *State) messageEvent(m *Message) *envelope {
	inner := s.messageJSON(m, true)
	maps.Copy(inner, object{"channel": m.Channel, "channel_type": "im", "event_ts": m.TS})
	if !m.FromBot {
		inner["client_msg_id"] = s.secret()
	}
	return s.event(inner)
}

// changedEvent and deletedEvent tell the app what became of a message in a direct message with it.
func (s *State) changedEvent(m *Message) *envelope {
	return s.subtypeEvent(m, object{"subtype": "message_changed", "message": s.messageJSON(m, true)})
}

func (s *State) deletedEvent(m *Message) *envelope {
	return s.subtypeEvent(m, object{
		"subtype": "message_deleted", "deleted_ts": m.TS, "previous_message": s.messageJSON(m, true),
	})
}

func (s *State) subtypeEvent(m *Message, inner object) *envelope {
	now := s.ts()
	maps.Copy(inner, object{
		"type": "message", "channel": m.Channel, "hidden": true, "channel_type": "im", "ts": now, "event_ts": now,
	})
	return s.event(inner)
}

// mentionEvent tells the app that a message names its bot.
func (s *State) mentionEvent(m *Message) *envelope {
	inner := s.messageJSON(m, false)
	maps.Copy(inner, object{
		"type": "app_mention", "channel": m.Channel, "event_ts": m.TS, "client_msg_id": s.secret(),
	})
	return s.event(inner)
}

// homeEvent tells the app that a person looks at its Home tab.
func (s *State) homeEvent(u *User) *envelope {
	inner := object{"type": "app_home_opened", "user": u.ID, "channel": s.openDM(u.ID).ID, "tab": "home", "event_ts": s.ts()}
	if home := s.homes[u.ID]; home != nil {
		inner["view"] = home.json()
	}
	return s.event(inner)
}
