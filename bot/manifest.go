package bot

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"paidup/commands"
)

// scopes are what the bot's token may do, each with what needs it.
var scopes = []string{
	"app_mentions:read",     // app_mention
	"channels:history",      // a post in doubt, in a public channel
	"channels:read",         // conversations.info and members, channel_shared
	"chat:write",            // cards, threads, digests, answers
	"commands",              // slash commands, shortcuts
	"groups:history",        // a post in doubt, in a private channel
	"groups:read",           // conversations.info and members
	"im:history",            // message.im
	"im:write",              // the channel of a direct message
	"metadata.message:read", // the notice's id on a message
	"users:read",            // people's names, guests, deactivated accounts
}

// Scopes are what the bot's token may do.
func Scopes() []string { return slices.Clone(scopes) }

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
		"oauth_config": object{"scopes": object{"bot": scopes}},
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
