package slackfake

import (
	"fmt"
	"strings"
)

// chosen turns words a person typed or picked into the value of an element; offered are the options of its menu. No words
// empty it.
func (s *State) chosen(e object, offered []any, words []string) (any, error) {
	h := holders[text(e, "type")]
	if len(words) == 0 {
		return nil, nil
	}
	all := make([]any, 0, len(words))
	for _, word := range words {
		one, err := s.chosenOne(h.kind, offered, word)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	if strings.HasSuffix(h.kind, "s") {
		return all, nil
	}
	if len(all) > 1 {
		return nil, fmt.Errorf("a %s takes one value, not %d", text(e, "type"), len(all))
	}
	return all[0], nil
}

func (s *State) chosenOne(kind string, offered []any, word string) (any, error) {
	switch strings.TrimSuffix(kind, "s") {
	case "option":
		return pickOption(offered, word)
	case "user":
		if u := s.user(word); u != nil {
			return u.ID, nil
		}
		return nil, fmt.Errorf("no user %s", word)
	case "channel":
		if c := s.channel(word); c != nil {
			return c.ID, nil
		}
		return nil, fmt.Errorf("no channel %s", word)
	case "number":
		var n float64
		if _, err := fmt.Sscan(word, &n); err != nil {
			return nil, fmt.Errorf("%q is no instant in seconds", word)
		}
		return n, nil
	case "rich":
		return richWords(word), nil
	case "file":
		return nil, fmt.Errorf("files are not chosen here")
	}
	return word, nil
}

func pickOption(offered []any, word string) (object, error) {
	var labels []string
	for _, o := range objectsOf(offered) {
		label := text(sub(o, "text"), "text")
		if label == word || text(o, "value") == word {
			return o, nil
		}
		labels = append(labels, label)
	}
	return nil, fmt.Errorf("no option %q among %q", word, labels)
}

// richWords is a rich_text block of plain words.
func richWords(words string) object {
	return object{"type": "rich_text", "elements": []any{object{
		"type": "rich_text_section", "elements": []any{object{"type": "text", "text": words}},
	}}}
}
