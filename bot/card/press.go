package card

import (
	"encoding/json"
	"fmt"

	"github.com/slack-go/slack"

	"paidup/commands"
	"paidup/domain"
)

// Slack's limits, in characters.
const (
	buttonValue = 2000
	buttonLabel = 75
	optionValue = 150
)

// PressPrefix begins the action id of every button and menu that makes a press.
const PressPrefix = "press:"

// ReadPress is the press that a button's value or a menu's chosen option carries.
func ReadPress(value string) (commands.Press, error) {
	var p commands.Press
	if err := json.Unmarshal([]byte(value), &p); err != nil {
		return p, fmt.Errorf("read press: %w", err)
	}
	if p.Verb == "" {
		return p, fmt.Errorf("read press: no verb in %q", clip(value, 80))
	}
	return p, nil
}

// writePress is the press as a value of at most limit characters.
func writePress(p commands.Press, limit int) (value string, fits bool) {
	b, err := json.Marshal(p)
	return string(b), err == nil && len([]rune(string(b))) <= limit
}

// overflow is the menu of a row, or nil; a press that does not fit an option is left out.
func overflow(menu []commands.Button) slack.BlockElement {
	var options []*slack.OptionBlockObject
	for _, b := range menu {
		if value, fits := writePress(b.Press, optionValue); fits && len(options) < menuOptions {
			options = append(options, slack.NewOptionBlockObject(value, label(b.Label, buttonLabel), nil))
		}
	}
	if len(options) == 0 {
		return nil
	}
	return slack.NewOverflowBlockElement(PressPrefix+"more:0", options...)
}

// undoPress takes back the author's entry, with all its act stored on other files.
func undoPress(id domain.FileID, version int) commands.Press {
	return commands.Press{Verb: "undo", File: id, Args: commands.Values{"entry": fmt.Sprintf("e%d", version)}}
}

// openPress opens the whole file.
func openPress(id domain.FileID) commands.Press { return commands.Press{Verb: "file", File: id} }
