package slackfake

import (
	"maps"
	"strconv"
	"strings"
)

// elementRules are the documented interactive elements and images, by type.
var elementRules = map[string]check{
	"button": element(fields{
		"text": plain(75), "url": urlText(), "value": str(1, 2000), "style": oneOf("primary", "danger"),
		"confirm": confirmDialog(), "accessibility_label": str(1, 75),
	}, "text"),
	"checkboxes": element(choices(fields{
		"options": list(option(anyText(75)), 1, 10), "initial_options": list(option(anyText(75)), 1, 10),
	}), "options", distinctValues, initialAmong),
	"radio_buttons": element(choices(fields{
		"options": list(option(anyText(75)), 1, 10), "initial_option": option(anyText(75)),
	}), "options", distinctValues, initialAmong),
	"overflow": element(fields{
		"options": list(overflowOption(), 1, 5), "confirm": confirmDialog(),
	}, "options", distinctValues),

	"datepicker":     element(menu(fields{"initial_date": matching(datePattern, str(10, 10))}), ""),
	"timepicker":     element(menu(fields{"initial_time": matching(timePattern, str(5, 5)), "timezone": str(1, 0)}), ""),
	"datetimepicker": element(choices(fields{"initial_date_time": whole(1000000000, 9999999999)}), ""),

	"plain_text_input": element(typed(fields{
		"initial_value": str(0, 3000), "multiline": boolean, "min_length": whole(0, 3000), "max_length": whole(1, 3000),
	}), "", lengthsInOrder),
	"email_text_input": element(typed(fields{"initial_value": str(0, 0)}), ""),
	"url_text_input":   element(typed(fields{"initial_value": str(0, 0)}), ""),
	"number_input": element(typed(fields{
		"is_decimal_allowed": boolean, "initial_value": matching(numberPattern, str(1, 0)),
		"min_value": matching(numberPattern, str(1, 0)), "max_value": matching(numberPattern, str(1, 0)),
	}), "is_decimal_allowed", numbersInOrder),
	"rich_text_input": element(typed(fields{"initial_value": richText()}), ""),
	"file_input":      element(fields{"filetypes": list(str(1, 0), 1, 0), "max_files": whole(1, 10)}, ""),

	"static_select": element(menu(fields{
		"options": list(plainOption(), 1, 100), "option_groups": list(optionGroup(), 1, 100),
		"initial_option": plainOption(),
	}), "", exactlyOne("options", "option_groups"), distinctValues, initialAmong),
	"external_select": element(menu(fields{
		"initial_option": plainOption(), "min_query_length": whole(0, 3000),
	}), ""),
	"users_select": element(menu(fields{"initial_user": userID()}), ""),
	"conversations_select": element(menu(fields{
		"initial_conversation": str(1, 0), "default_to_current_conversation": boolean,
		"response_url_enabled": boolean, "filter": conversationFilter(),
	}), ""),
	"channels_select": element(menu(fields{"initial_channel": channelID(), "response_url_enabled": boolean}), ""),

	"multi_static_select": element(several(fields{
		"options": list(plainOption(), 1, 100), "option_groups": list(optionGroup(), 1, 100),
		"initial_options": list(plainOption(), 1, 0),
	}), "", exactlyOne("options", "option_groups"), distinctValues, initialAmong),
	"multi_external_select": element(several(fields{
		"initial_options": list(plainOption(), 1, 0), "min_query_length": whole(0, 3000),
	}), ""),
	"multi_users_select": element(several(fields{"initial_users": list(userID(), 1, 0)}), ""),
	"multi_conversations_select": element(several(fields{
		"initial_conversations": list(str(1, 0), 1, 0), "default_to_current_conversation": boolean,
		"filter": conversationFilter(),
	}), ""),
	"multi_channels_select": element(several(fields{"initial_channels": list(channelID(), 1, 0)}), ""),

	"workflow_button": element(fields{
		"text": plain(75), "workflow": nil, "style": oneOf("primary", "danger"), "accessibility_label": str(1, 75),
	}, "text workflow action_id"),
	"image": imageRule(fields{}),
	"feedback_buttons": element(fields{
		"positive_button": feedbackButton(), "negative_button": feedbackButton(),
	}, "positive_button negative_button"),
	"icon_button": element(fields{
		"icon": oneOf("trash"), "text": plain(75), "value": str(1, 2000), "confirm": confirmDialog(),
		"accessibility_label": str(1, 75), "visible_to_user_ids": list(userID(), 1, 0),
	}, "icon text"),
}

// element is the rule of an element with an action_id.
func element(known fields, required string, extra ...func(*report, string, object)) check {
	known["type"] = nil
	known["action_id"] = str(1, 255)
	return shape(known, "type "+required, extra...)
}

// choices, menu, several and typed add the fields that kinds of elements share.
func choices(known fields) fields {
	maps.Copy(known, fields{"confirm": confirmDialog(), "focus_on_load": boolean})
	return known
}

func menu(known fields) fields {
	known["placeholder"] = plain(150)
	return choices(known)
}

func several(known fields) fields {
	known["max_selected_items"] = whole(1, 1000)
	return menu(known)
}

func typed(known fields) fields {
	maps.Copy(known, fields{
		"dispatch_action_config": dispatchConfig(), "focus_on_load": boolean, "placeholder": plain(150),
	})
	return known
}

func imageRule(known fields) check {
	maps.Copy(known, fields{
		"type": nil, "alt_text": str(1, 2000), "image_url": urlText(), "slack_file": slackFile(),
	})
	return shape(known, "type alt_text", exactlyOne("image_url", "slack_file"))
}

func feedbackButton() check {
	return shape(fields{
		"text": plain(75), "value": str(1, 2000), "accessibility_label": str(1, 75),
	}, "text value")
}

func lengthsInOrder(r *report, at string, o object) {
	least, hasLeast := o["min_length"].(float64)
	most, hasMost := o["max_length"].(float64)
	if hasLeast && hasMost && least > most {
		r.add(at, "min_length is above max_length")
	}
}

func numbersInOrder(r *report, at string, o object) {
	least, hasLeast := parsedNumber(o, "min_value")
	most, hasMost := parsedNumber(o, "max_value")
	initial, hasInitial := parsedNumber(o, "initial_value")
	if hasLeast && hasMost && least > most {
		r.add(at, "min_value is above max_value")
	}
	if hasInitial && (hasLeast && initial < least || hasMost && initial > most) {
		r.add(at, "initial_value is outside min_value and max_value")
	}
	if allowed, given := o["is_decimal_allowed"].(bool); allowed || !given {
		return
	}
	for _, key := range []string{"initial_value", "min_value", "max_value"} {
		if strings.Contains(text(o, key), ".") {
			r.add(at+"/"+key, "is a decimal while is_decimal_allowed is false")
		}
	}
}

func parsedNumber(o object, key string) (float64, bool) {
	n, err := strconv.ParseFloat(text(o, key), 64)
	return n, err == nil
}
