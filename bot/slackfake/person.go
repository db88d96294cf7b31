package slackfake

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Turn is one act of a person and what became of it. The act's effects are in the workspace when it is returned.
type Turn struct {
	EnvelopeID string // empty when the act sent nothing to the app
	TriggerID  string
	TS         string   // the message the person wrote
	Ack        Ack      // Ack.Problem is empty when the app acked in time
	Options    []string // what a menu offered, by label
	Values     []string // and by value
}

// Person is somebody of the workspace at their keyboard.
type Person struct {
	ws   *Workspace
	name string
}

// Person is the user of that name or id. Acts of an unknown or deactivated user are errors.
func (w *Workspace) Person(name string) *Person { return &Person{ws: w, name: name} }

// act lets the person do something, which may send an envelope, and waits until that is acked or given up.
func (p *Person) act(ctx context.Context, do func(*State, *User) (*envelope, error)) (*Turn, error) {
	var env *envelope
	err := p.ws.alter(func(s *State) error {
		u := s.user(p.name)
		if u == nil || u.Deleted {
			return fmt.Errorf("nobody active is called %s", p.name)
		}
		var err error
		env, err = do(s, u)
		return err
	})
	if err != nil {
		return nil, err
	}
	if env == nil {
		return &Turn{}, nil
	}
	return p.ws.turn(ctx, env)
}

// look shows the workspace to f as the person; f does nothing when there is no such person.
func (p *Person) look(f func(*State, *User)) {
	p.ws.Read(func(s *State) {
		if u := s.user(p.name); u != nil {
			f(s, u)
		}
	})
}

// Types writes a line in a channel, named by name or id; "@" and the bot's handle is the direct message with the bot. A
// line that begins with a slash is a command. @name and #name of somebody or something known become mentions.
func (p *Person) Types(ctx context.Context, channel, words string) (*Turn, error) {
	if !strings.HasPrefix(words, "/") {
		return p.says(ctx, channel, "", words)
	}
	return p.act(ctx, func(s *State, u *User) (*envelope, error) {
		c, err := s.enter(u, channel)
		if err != nil {
			return nil, err
		}
		return s.command(u, c, words)
	})
}

// Mentions writes to the bot, in a thread when threadTS is given. The error says that the bot is not in the channel.
func (p *Person) Mentions(ctx context.Context, channel, threadTS, words string) (*Turn, error) {
	return p.says(ctx, channel, threadTS, "@"+p.ws.opts.Bot+" "+words)
}

// Replies writes in a thread.
func (p *Person) Replies(ctx context.Context, channel, threadTS, words string) (*Turn, error) {
	return p.says(ctx, channel, threadTS, words)
}

// DMs writes to the bot in their direct message.
func (p *Person) DMs(ctx context.Context, words string) (*Turn, error) {
	return p.says(ctx, "@"+p.ws.opts.Bot, "", words)
}

func (p *Person) says(ctx context.Context, channel, threadTS, words string) (*Turn, error) {
	var m *Message
	turn, err := p.act(ctx, func(s *State, u *User) (*envelope, error) {
		c, err := s.enter(u, channel)
		if err != nil {
			return nil, err
		}
		said := s.typed(words)
		mentioned := strings.Contains(said, "<@"+botUserID+">")
		if mentioned && !c.has(botUserID) {
			return nil, fmt.Errorf("%s is not in %s", s.opts.Bot, c.Name)
		}
		m = s.post(&Message{Channel: c.ID, ThreadTS: threadTS, User: u.ID, Text: said})
		m.Blocks = s.completed([]any{richWords(words)})
		switch {
		case s.heard(m):
			return s.messageEvent(m), nil
		case mentioned:
			return s.mentionEvent(m), nil
		}
		return nil, nil
	})
	if turn != nil {
		turn.TS = m.TS
	}
	return turn, err
}

// enter finds a channel the person may write in; one joins a public channel by writing in it.
func (s *State) enter(u *User, name string) (*Channel, error) {
	c := s.place(u, name)
	if c == nil || !c.visibleTo(u) {
		return nil, fmt.Errorf("%s sees no channel %s", u.Name, name)
	}
	if c.Archived {
		return nil, fmt.Errorf("channel %s is archived", name)
	}
	if !c.has(u.ID) {
		c.Members = append(slices.Clone(c.Members), u.ID)
	}
	return c, nil
}

// command is the envelope of a slash command.
func (s *State) command(u *User, c *Channel, words string) (*envelope, error) {
	name, rest := words, ""
	if i := strings.IndexFunc(words, unicode.IsSpace); i > 0 {
		name, rest = words[:i], strings.TrimSpace(words[i:])
	}
	if s.opts.Commands != nil && !slices.ContainsFunc(s.opts.Commands, func(c Command) bool { return c.Name == name }) {
		return nil, fmt.Errorf("%s is not a valid command", name)
	}
	if !s.opts.RawCommands {
		rest = s.typed(rest)
	}
	t := s.trigger(u.ID, "")
	env := s.envelope(slashCommands, words, object{
		"token": "verification-token", "team_id": teamID, "team_domain": s.opts.Domain, "channel_id": c.ID,
		"channel_name": c.shownName(), "user_id": u.ID, "user_name": u.Name, "command": name, "text": rest, "api_app_id": appID,
		"is_enterprise_install": false, "response_url": s.responseURL(u.ID, c.ID, nil), "trigger_id": t.id,
	})
	env.accepts, env.entry, env.trigger = true, "ack.message", t
	env.answer = answerCommand(u, c, words)
	env.missed = func(s *State, why string) {
		s.whisper(c.ID, u.ID, fmt.Sprintf("%s failed with the error \"%s\"", name, why))
	}
	return env, nil
}

// The tokens that Slack's client makes out of typed words.
var (
	typedUser    = regexp.MustCompile(`(^|[\s(])@([A-Za-z0-9._-]*[A-Za-z0-9])`)
	typedChannel = regexp.MustCompile(`(^|[\s(])#([A-Za-z0-9_-]+)`)
	typedURL     = regexp.MustCompile(`https?://[^\s<>|]+`)
)

// typed is what Slack makes of a line: & < > escaped, known people, channels and addresses as tokens. Capitals do not matter.
func (s *State) typed(words string) string {
	words = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(words)
	words = typedURL.ReplaceAllString(words, "<$0>")
	words = replaceTyped(typedUser, words, func(name string) string {
		if u := cmp.Or(s.user(name), s.user(strings.ToLower(name))); u != nil {
			return "<@" + u.ID + ">"
		}
		return ""
	})
	return replaceTyped(typedChannel, words, func(name string) string {
		c := s.channel(name)
		switch {
		case c == nil:
			return ""
		case c.Private:
			return "<#" + c.ID + "|>"
		}
		return "<#" + c.ID + "|" + c.Name + ">"
	})
}

// replaceTyped puts token(name) in place of each sign and name that pattern finds, where there is a token.
func replaceTyped(pattern *regexp.Regexp, words string, token func(name string) string) string {
	return pattern.ReplaceAllStringFunc(words, func(match string) string {
		parts := pattern.FindStringSubmatch(match)
		if made := token(parts[2]); made != "" {
			return parts[1] + made
		}
		return match
	})
}
