package cards

import (
	"fmt"
	"strconv"
	"unicode/utf8"
)

// weight is one measure of a payload against what Slack takes.
type weight struct {
	What     string
	Has, May int
}

func (w weight) String() string {
	return fmt.Sprintf("%s of %s %s", grouped(w.Has), grouped(w.May), w.What)
}

// grouped is a number below a million with a comma before its thousands.
func grouped(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}

// Heavy reports that little room is left.
func (w weight) Heavy() bool { return w.Has*10 > w.May*9 }

// The limits of Slack that a payload's weight is held against.
const (
	messageBlocks, viewBlocks = 50, 100
	notification              = 4_000   // characters; more are cut where a message is edited
	blockText                 = 3_000   // characters of one text
	menuOptions               = 100     // of a select; an overflow menu takes 5, checkboxes 10
	ackBytes                  = 20_000  // an answer over this is dropped without a word
	viewBytes                 = 250_000 // of a whole view
	metadata                  = 3_000   // characters a view carries
)

// weigh measures a message or a view of so many bytes.
func weigh(payload map[string]any, bytes int) []weight {
	blocks, _ := payload["blocks"].([]any)
	longest, options := 0, 0
	walk(payload["blocks"], func(o map[string]any) {
		words, _ := o["text"].(string)
		longest = max(longest, utf8.RuneCountInString(words))
		menu, _ := o["options"].([]any)
		options = max(options, len(menu))
	})
	common := []weight{{"longest text", longest, blockText}, {"options", options, menuOptions}}
	if _, isView := payload["type"]; isView {
		carried, _ := payload["private_metadata"].(string)
		return append([]weight{{"blocks", len(blocks), viewBlocks}, {"bytes", bytes, viewBytes},
			{"carried characters", utf8.RuneCountInString(carried), metadata}}, common...)
	}
	said, _ := payload["text"].(string)
	return append([]weight{{"blocks", len(blocks), messageBlocks}, {"bytes", bytes, ackBytes},
		{"characters notified", utf8.RuneCountInString(said), notification}}, common...)
}

func walk(v any, visit func(map[string]any)) {
	switch x := v.(type) {
	case []any:
		for _, one := range x {
			walk(one, visit)
		}
	case map[string]any:
		visit(x)
		for _, one := range x {
			walk(one, visit)
		}
	}
}
