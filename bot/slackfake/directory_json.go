package slackfake

import (
	"slices"
	"strings"
	"time"
)

// json is the channel as conversations.info and its kin answer it.
func (c *Channel) json() object {
	created := c.created.Unix()
	o := object{
		"id": c.ID, "created": created, "updated": created * 1000, "is_archived": c.Archived, "is_im": c.im != "",
		"is_org_shared": false, "is_shared": c.ExtShared, "is_ext_shared": c.ExtShared, "is_pending_ext_shared": false,
		"is_member": c.has(botUserID), "is_private": c.Private || c.im != "", "is_mpim": c.mpim, "is_channel": c.im == "" && !c.Private,
		"is_group": c.Private, "is_general": false, "context_team_id": teamID, "unlinked": 0,
		"pending_shared": []any{}, "pending_connected_team_ids": []any{}, "previous_names": []any{},
		"shared_team_ids": c.teams(), "internal_team_ids": []any{teamID}, "connected_team_ids": c.teams()[1:],
		"is_moved": 0, "last_read": "0000000000.000000",
		"properties": object{"tabs": []any{}, "tabz": []any{}},
	}
	if c.im != "" {
		o["user"] = c.im
		o["priority"] = 0
		o["is_user_deleted"] = false
		return o
	}
	o["name"] = c.Name
	o["name_normalized"] = c.Name
	o["creator"] = slackbot
	o["conversation_host_id"] = teamID
	o["is_global_shared"] = false
	o["is_org_default"] = false
	o["is_org_mandatory"] = false
	o["is_read_only"] = false
	o["is_thread_only"] = false
	o["is_non_threadable"] = false
	o["topic"] = object{"value": "", "creator": "", "last_set": 0}
	o["purpose"] = object{"value": "", "creator": "", "last_set": 0}
	return o
}

func (c *Channel) teams() []any {
	if c.ExtShared {
		return []any{teamID, "T0ELSEWHERE"}
	}
	return []any{teamID}
}

// json is the user as users.info answers it at the instant now.
func (u *User) json(now time.Time) object {
	label, offset := zone(u.TZ, now)
	first, last, _ := strings.Cut(u.RealName, " ")
	profile := object{
		"title": "", "phone": "", "skype": "", "real_name": u.RealName, "real_name_normalized": u.RealName,
		"display_name": u.Name, "display_name_normalized": u.Name, "first_name": first, "last_name": last,
		"status_text": "", "status_text_canonical": "", "status_emoji": "", "status_emoji_display_info": []any{},
		"status_expiration": 0, "avatar_hash": "g000000000", "team": teamID, "email": u.Email, "fields": nil,
	}
	for _, size := range []string{"24", "32", "48", "72", "192", "512"} {
		profile["image_"+size] = "https://a.slack-edge.com/avatars/" + u.ID + "_" + size + ".png"
	}
	if u.bot {
		profile["bot_id"] = botID
		profile["api_app_id"] = appID
		profile["always_active"] = true
	}
	return object{
		"id": u.ID, "team_id": teamID, "name": u.Name, "deleted": u.Deleted, "color": "9f69e7", "real_name": u.RealName,
		"tz": u.TZ, "tz_label": label, "tz_offset": offset, "profile": profile, "is_admin": u.Admin, "is_owner": false,
		"is_primary_owner": false, "is_restricted": u.Guest, "is_ultra_restricted": false, "is_stranger": u.Stranger,
		"is_bot": u.bot, "is_app_user": false, "updated": now.Unix(), "is_email_confirmed": true, "has_2fa": false,
		"who_can_share_contact_card": "EVERYONE", "is_invited_user": false, "is_workflow_bot": false,
		"is_connector_bot": false,
	}
}

// zone is a time zone's label and its offset in seconds at the instant now.
func zone(name string, now time.Time) (string, int) {
	location, err := time.LoadLocation(name)
	if err != nil {
		return name, 0
	}
	return now.In(location).Zone()
}

// visibleTo reports that u can open the channel.
func (c *Channel) visibleTo(u *User) bool {
	return c.has(u.ID) || (c.im == "" && !c.Private && !u.Guest)
}

// ofTypes reports that the channel is one of the types conversations.list asks for.
func (c *Channel) ofTypes(types []string) bool {
	kind := "public_channel"
	switch {
	case c.im != "":
		kind = "im"
	case c.mpim:
		kind = "mpim"
	case c.Private:
		kind = "private_channel"
	}
	return slices.Contains(types, kind)
}
