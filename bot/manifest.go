package bot

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"paidup/commands"
)

// Scope is one thing that the bot's token may do, and why it must.
type Scope struct{ Name, Why string }

// scopes are what the bot's token may do.
var scopes = []Scope{
	{"app_mentions:read", "to hear @Paidup in a channel or a thread"},
	{"channels:history", "to look, after a post whose outcome Slack did not tell, whether it stands in a public channel; nothing else is read there"},
	{"channels:read", "to see who is in a market's public channel, and when a channel is shared with another company: it pauses"},
	{"chat:write", "to post and edit cards, thread lines, digests, escalations and answers, in channels it was invited to"},
	{"commands", "for the slash commands and the shortcuts"},
	{"groups:history", "as channels:history, for private channels"},
	{"groups:read", "as channels:read, for private channels"},
	{"im:history", "to read what people write to it directly"},
	{"im:write", "to open the direct message where it asks and tells one person"},
	{"metadata.message:read", "to know its own posts again, by the number it gave them"},
	{"users:read", "for people's names, who is a guest, whose account is gone, and who runs the workspace"},
}

// Scopes are what the bot's token may do, by Slack's names.
func Scopes() []string {
	names := make([]string, len(scopes))
	for i, s := range scopes {
		names[i] = s.Name
	}
	return names
}

// ScopesExplained are what the bot's token may do, each with the reason.
func ScopesExplained() []Scope { return slices.Clone(scopes) }

// events are what Slack tells the bot of.
var events = []string{"app_home_opened", "app_mention", "channel_shared", "message.im", "user_change"}

// Manifest is the app's manifest as JSON: the root command and, unless onlyRoot, a slash command for every verb that has
// one. The prefix stands before the names of those, where another app has taken them.
func Manifest(all []*commands.Command, prefix string, onlyRoot bool) ([]byte, error) {
	m := object{
		"_metadata": object{"major_version": 2},
		"display_information": object{"name": "Paidup", "background_color": "#1d3c34",
			"description": "Follows every restoration file from received to paid in full"},
		"features": object{
			"app_home":       object{"home_tab_enabled": true, "messages_tab_enabled": true, "messages_tab_read_only_enabled": false},
			"bot_user":       object{"display_name": "Paidup", "always_online": true},
			"shortcuts":      manifestShortcuts(),
			"slash_commands": slashCommands(all, prefix, onlyRoot),
		},
		"oauth_config": object{"scopes": object{"bot": Scopes()}},
		"settings": object{
			"event_subscriptions":    object{"bot_events": events},
			"interactivity":          object{"is_enabled": true},
			"org_deploy_enabled":     false,
			"socket_mode_enabled":    true,
			"token_rotation_enabled": false,
		},
	}
	out, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write manifest: %w", err)
	}
	return append(out, '\n'), nil
}

type object = map[string]any

func slashCommands(all []*commands.Command, prefix string, onlyRoot bool) []object {
	one := func(name, says, usage string) object {
		return object{"command": "/" + name, "description": sentence(says), "usage_hint": usage, "should_escape": true}
	}
	out := []object{one(rootCommand, "everything Paidup can do", "help | VERB …")}
	for _, c := range all {
		if c.Slash && !onlyRoot {
			out = append(out, one(prefix+c.Name, c.Says, c.Usage))
		}
	}
	return out
}

// sentence is the words with a capital at their head.
func sentence(words string) string {
	if words == "" {
		return words
	}
	return strings.ToUpper(words[:1]) + words[1:]
}
