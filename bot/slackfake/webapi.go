package slackfake

import (
	"slices"
	"strconv"
	"strings"
)

// call is one Web API call, its arguments decoded.
type call struct {
	method string
	args   object
	token  string
	header bool // the token stood in the Authorization header
}

// refusal is Slack's answer to a call it refuses.
type refusal struct {
	name     string
	messages []string
}

func refuse(name string) *refusal { return &refusal{name: name} }

func invalid(messages ...string) *refusal {
	return &refusal{name: "invalid_arguments", messages: messages}
}

// refuseFor turns what a report found into a refusal of that name; nil when it found nothing.
func refuseFor(name string, r *report) *refusal {
	if len(r.problems) == 0 {
		return nil
	}
	messages := make([]string, len(r.problems))
	for i, p := range r.problems {
		messages[i] = "[ERROR] " + p
	}
	return &refusal{name: name, messages: messages}
}

func (r *refusal) json() object {
	o := object{"ok": false, "error": r.name}
	if r.messages != nil {
		o["response_metadata"] = object{"messages": r.messages}
		if r.name == "invalid_blocks" {
			o["errors"] = r.messages
		}
	}
	return o
}

// method is a Web API method: the arguments it cannot do without, and what it does.
type method struct {
	required string
	app      bool // takes the app-level token, not the bot's
	do       func(s *State, c *call) (object, *refusal)
}

// methods is the Web API.
var methods = map[string]method{
	"apps.connections.open": {app: true, do: openConnection},
	"auth.test":             {do: authTest},

	"chat.postMessage":   {do: postMessage},
	"chat.postEphemeral": {required: "user", do: postEphemeral},
	"chat.update":        {required: "channel ts", do: updateMessage},
	"chat.delete":        {required: "channel ts", do: deleteMessage},
	"chat.getPermalink":  {required: "channel message_ts", do: getPermalink},
	"reactions.add":      {required: "name", do: addReaction},

	"views.open":    {required: "view", do: viewsOpen},
	"views.push":    {required: "view", do: viewsPush},
	"views.update":  {required: "view", do: viewsUpdate},
	"views.publish": {required: "user_id view", do: viewsPublish},

	"conversations.info":    {required: "channel", do: conversationInfo},
	"conversations.history": {required: "channel", do: conversationHistory},
	"conversations.replies": {required: "channel ts", do: conversationReplies},
	"conversations.members": {required: "channel", do: conversationMembers},
	"conversations.list":    {do: conversationList},
	"conversations.open":    {do: conversationOpen},
	"conversations.join":    {required: "channel", do: conversationJoin},

	"users.info": {required: "user", do: userInfo},
	"users.list": {do: userList},

	"files.getUploadURLExternal":   {required: "filename length", do: getUploadURL},
	"files.completeUploadExternal": {required: "files", do: completeUpload},
}

// run answers a call.
func (s *State) run(c *call) (object, *refusal) {
	answer, problem := s.answer(c)
	if problem != nil {
		return problem.json(), problem
	}
	answer["ok"] = true
	return answer, nil
}

func (s *State) answer(c *call) (object, *refusal) {
	dropNulls(c.args)
	m, known := methods[c.method]
	if !known {
		return nil, refuse("unknown_method")
	}
	if problem := m.authorize(c); problem != nil {
		return nil, problem
	}
	for _, name := range strings.Fields(m.required) {
		if c.args[name] == nil || c.args[name] == "" {
			return nil, invalid("[ERROR] missing required field: " + name + " [json-pointer:/" + name + "]")
		}
	}
	return m.do(s, c)
}

func (m method) authorize(c *call) *refusal {
	right, wrong := botToken, appToken
	if m.app {
		right, wrong = appToken, botToken
	}
	switch {
	case c.token == "" || m.app && !c.header:
		return refuse("not_authed")
	case c.token == wrong:
		return refuse("not_allowed_token_type")
	case c.token != right:
		return refuse("invalid_auth")
	}
	return nil
}

func (c *call) text(name string) string {
	switch v := c.args[name].(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}

func (c *call) truth(name string) bool { return saysYes(c.args[name]) }

// saysYes reports that an argument says yes, in one of the ways that callers write it.
func saysYes(v any) bool { return slices.Contains([]any{true, "true", "1", 1.0}, v) }

// count is a whole number argument of at least 1, fallback when there is none.
func (c *call) count(name string, fallback int) int {
	n, err := strconv.Atoi(c.text(name))
	if err != nil || n < 1 {
		return fallback
	}
	return n
}

func openConnection(s *State, _ *call) (object, *refusal) {
	if s.linkDisabled {
		return nil, refuse("forbidden_team")
	}
	ticket := s.secret()
	s.tickets[ticket] = true
	return object{"url": "ws://" + s.host + "/link/?ticket=" + ticket + "&app_id=" + appID}, nil
}

func authTest(s *State, _ *call) (object, *refusal) {
	return object{
		"url": "https://" + s.opts.Domain + ".slack.com/", "team": capitalised(s.opts.Domain), "user": s.opts.Bot,
		"team_id": teamID, "user_id": botUserID, "bot_id": botID, "is_enterprise_install": false,
	}, nil
}

func userInfo(s *State, c *call) (object, *refusal) {
	u := s.users[c.text("user")]
	if u == nil {
		return nil, refuse("user_not_found")
	}
	return object{"user": s.userJSON(c, u)}, nil
}

func userList(s *State, c *call) (object, *refusal) {
	ids, next, problem := page(c, s.userOrder, c.count("limit", len(s.userOrder)))
	if problem != nil {
		return nil, problem
	}
	members := []any{}
	for _, id := range ids {
		members = append(members, s.userJSON(c, s.users[id]))
	}
	return object{
		"members": members, "cache_ts": s.now().Unix(), "response_metadata": object{"next_cursor": next},
	}, nil
}

// userJSON is the user as the call asked for it.
func (s *State) userJSON(c *call, u *User) object {
	o := u.json(s.now())
	if c.truth("include_locale") {
		o["locale"] = "en-US"
	}
	return o
}
