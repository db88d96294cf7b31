package slackfake

// leafRules are the inline elements of rich text, by type.
var leafRules = map[string]check{
	"text":      leaf(fields{"text": str(1, 0)}, "text"),
	"link":      leaf(fields{"url": urlText(), "text": str(0, 0), "unsafe": boolean}, "url"),
	"user":      leaf(fields{"user_id": userID()}, "user_id"),
	"usergroup": leaf(fields{"usergroup_id": matching(userGroupPattern, str(1, 0))}, "usergroup_id"),
	"team":      leaf(fields{"team_id": str(1, 0)}, "team_id"),
	"channel":   leaf(fields{"channel_id": channelID()}, "channel_id"),
	"emoji":     leaf(fields{"name": str(1, 0), "unicode": str(1, 0), "skin_tone": whole(1, 6)}, "name"),
	"broadcast": leaf(fields{"range": oneOf("here", "channel", "everyone")}, "range"),
	"color":     leaf(fields{"value": matching(colorPattern, str(1, 0))}, "value"),
	"date": leaf(fields{
		"timestamp": whole(0, 9999999999), "format": str(1, 0), "url": urlText(), "fallback": str(0, 0),
	}, "timestamp format"),
}

func leaf(known fields, required string) check {
	known["type"] = nil
	known["style"] = shape(fields{
		"bold": boolean, "italic": boolean, "strike": boolean, "underline": boolean, "code": boolean, "highlight": boolean,
		"client_highlight": boolean, "unlink": boolean,
	}, "")
	return shape(known, required)
}

// richText is the rule of a rich_text block.
func richText() check {
	return shape(fields{"type": oneOf("rich_text"), "block_id": str(1, 255), "elements": list(richElement(), 0, 0)}, "type elements")
}

// richElement is the rule of a rich_text block's direct children.
func richElement() check {
	leaves := list(byType(leafRules), 0, 0)
	border := oneOf(0.0, 1.0)
	section := shape(fields{"type": oneOf("rich_text_section"), "elements": leaves}, "type elements")
	return byType(map[string]check{
		"rich_text_section": section,
		"rich_text_list": shape(fields{
			"type": nil, "style": oneOf("bullet", "ordered"), "elements": list(section, 1, 0), "indent": whole(0, 8),
			"offset": whole(0, 1e9), "border": border,
		}, "style elements"),
		"rich_text_preformatted": shape(fields{
			"type": nil, "elements": leaves, "border": border, "language": str(1, 0),
		}, "elements"),
		"rich_text_quote": shape(fields{"type": nil, "elements": leaves, "border": border}, "elements"),
	})
}
