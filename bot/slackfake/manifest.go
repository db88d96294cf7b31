package slackfake

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Command is a slash command as people see it offered.
type Command struct {
	Name  string // with its slash
	Says  string
	Usage string
}

// Manifest is what an app's manifest says about the ways in.
type Manifest struct {
	Commands  []Command
	Shortcuts []Shortcut
}

// ReadManifest reads an app's manifest. The error says that it is no JSON of one.
func ReadManifest(raw []byte) (Manifest, error) {
	var read struct {
		Features struct {
			Commands []struct {
				Command, Description string
				Hint                 string `json:"usage_hint"`
			} `json:"slash_commands"`
			Shortcuts []struct {
				Name, Type string
				Callback   string `json:"callback_id"`
			}
		}
	}
	if err := json.Unmarshal(raw, &read); err != nil {
		return Manifest{}, fmt.Errorf("read the manifest: %w", err)
	}
	m := Manifest{Commands: []Command{}, Shortcuts: []Shortcut{}}
	for _, c := range read.Features.Commands {
		m.Commands = append(m.Commands, Command{Name: "/" + strings.TrimPrefix(c.Command, "/"), Says: c.Description, Usage: c.Hint})
	}
	for _, s := range read.Features.Shortcuts {
		m.Shortcuts = append(m.Shortcuts, Shortcut{Name: s.Name, Callback: s.Callback, Message: s.Type == "message"})
	}
	return m, nil
}
