package slackfake

import (
	"reflect"
	"regexp"
)

// The patterns of fields that hold more than words.
var (
	urlPattern       = regexp.MustCompile(`(?i)^[a-z][a-z0-9+.-]*://\S+$|^mailto:`)
	userPattern      = regexp.MustCompile(`^[UW][A-Z0-9]+$`)
	channelPattern   = regexp.MustCompile(`^[CGD][A-Z0-9]+$`)
	userGroupPattern = regexp.MustCompile(`^S[A-Z0-9]+$`)
	datePattern      = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$`)
	timePattern      = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d$`)
	numberPattern    = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)
	colorPattern     = regexp.MustCompile(`^#?[0-9a-fA-F]{6}$`)
)

func urlText() check   { return matching(urlPattern, str(1, 3000)) }
func userID() check    { return matching(userPattern, str(1, 0)) }
func channelID() check { return matching(channelPattern, str(1, 0)) }

// plain is a plain_text object of 1 to most characters.
func plain(most int) check {
	return shape(fields{"type": oneOf("plain_text"), "text": str(1, most), "emoji": boolean}, "type text")
}

// anyText is a plain_text or mrkdwn object of 1 to most characters.
func anyText(most int) check {
	return byType(map[string]check{
		"plain_text": plain(most),
		"mrkdwn":     shape(fields{"type": nil, "text": str(1, most), "verbatim": boolean}, "type text"),
	})
}

func confirmDialog() check {
	return shape(fields{
		"title": plain(100), "text": anyText(300), "confirm": plain(30), "deny": plain(30),
		"style": oneOf("primary", "danger"),
	}, "title text confirm deny")
}

// option is one choice of a menu; words is the rule of its texts.
func option(words check) check {
	return shape(fields{"text": words, "value": str(1, 150), "description": words}, "text value")
}

func plainOption() check { return option(plain(75)) }

func overflowOption() check {
	return shape(fields{
		"text": plain(75), "value": str(1, 150), "description": plain(75), "url": urlText(),
	}, "text value")
}

func optionGroup() check {
	return shape(fields{"label": plain(75), "options": list(plainOption(), 1, 100)}, "label options")
}

func dispatchConfig() check {
	return shape(fields{
		"trigger_actions_on": list(oneOf("on_enter_pressed", "on_character_entered"), 1, 2),
	}, "trigger_actions_on")
}

func conversationFilter() check {
	return shape(fields{
		"include":                          list(oneOf("im", "mpim", "private", "public"), 1, 0),
		"exclude_external_shared_channels": boolean, "exclude_bot_users": boolean,
	}, "", func(r *report, at string, o object) {
		if len(o) == 0 {
			r.add(at, "must have at least one field")
		}
	})
}

func slackFile() check {
	return shape(fields{"id": str(1, 0), "url": urlText()}, "", exactlyOne("id", "url"))
}

func exactlyOne(a, b string) func(*report, string, object) {
	return func(r *report, at string, o object) {
		_, hasA := o[a]
		_, hasB := o[b]
		if hasA == hasB {
			r.add(at, "must have exactly one of %s, %s", a, b)
		}
	}
}

// optionsOf are all options of a menu, those in groups included.
func optionsOf(o object) []object {
	options := objects(o, "options")
	for _, g := range objects(o, "option_groups") {
		options = append(options, objects(g, "options")...)
	}
	return options
}

func distinctValues(r *report, at string, o object) {
	seen := map[any]bool{}
	for _, option := range optionsOf(o) {
		value := text(option, "value")
		if seen[value] {
			r.add(at, "duplicate option value: %q", value)
		}
		seen[value] = true
	}
}

// initialAmong refuses an initial option that is not exactly one of the options.
func initialAmong(r *report, at string, o object) {
	options := optionsOf(o)
	if len(options) == 0 {
		return
	}
	initial := objects(o, "initial_options")
	if one := sub(o, "initial_option"); one != nil {
		initial = append(initial, one)
	}
	for _, picked := range initial {
		found := false
		for _, option := range options {
			found = found || reflect.DeepEqual(option, picked)
		}
		if !found {
			r.add(at, "initial option %q is not one of the options", text(picked, "value"))
		}
	}
}
