package bot_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paidup/bot"
	"paidup/commands"
)

func TestManifest(t *testing.T) {
	t.Parallel()
	all := commands.NewApp(commands.Deps{}).Commands()
	own := []string{}
	for _, c := range all {
		if c.Slash {
			own = append(own, c.Name)
		}
	}
	cases := []struct {
		name     string
		prefix   string
		onlyRoot bool
		want     []string
	}{
		{"as it is", "", false, prefixed("/", own)},
		{"with a prefix", "pu-", false, prefixed("/pu-", own)},
		{"the root alone", "pu-", true, nil},
	}
	for _, c := range cases {
		raw, err := bot.Manifest(all, c.prefix, c.onlyRoot)
		if err != nil {
			t.Fatal(err)
		}
		var m struct {
			Features struct {
				Shortcuts []struct {
					Name, Type, Description string
					Callback                string `json:"callback_id"`
				}
				SlashCommands []struct {
					Command     string
					Description string
					Escape      bool `json:"should_escape"`
				} `json:"slash_commands"`
			}
			OAuth struct{ Scopes struct{ Bot []string } } `json:"oauth_config"`
		}
		if err := json.Unmarshal(raw, &m); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range m.Features.SlashCommands {
			got = append(got, s.Command)
			if !s.Escape || s.Description == "" {
				t.Errorf("%s: %s escapes: %v, says %q", c.name, s.Command, s.Escape, s.Description)
			}
		}
		if diff := cmp.Diff(append([]string{"/paidup"}, c.want...), got); diff != "" {
			t.Errorf("%s: slash commands (-want +got):\n%s", c.name, diff)
		}
		var short []string
		for _, s := range m.Features.Shortcuts {
			short = append(short, s.Type+" "+s.Name)
			if n := len([]rune(s.Name)); n > 24 || s.Description == "" || s.Callback == "" {
				t.Errorf("%s: shortcut %q has %d characters, says %q, calls %q", c.name, s.Name, n, s.Description, s.Callback)
			}
		}
		if diff := cmp.Diff([]string{"global New file", "global Log a payment", "message Log on a file..."}, short); diff != "" {
			t.Errorf("%s: shortcuts (-want +got):\n%s", c.name, diff)
		}
		for _, scope := range []string{"chat:write", "commands", "im:history", "groups:history", "metadata.message:read"} {
			if !slices.Contains(m.OAuth.Scopes.Bot, scope) {
				t.Errorf("%s: scope %s is missing", c.name, scope)
			}
		}
	}
}

func prefixed(prefix string, names []string) []string {
	var out []string
	for _, n := range names {
		out = append(out, prefix+n)
	}
	return out
}
