package commands

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"paidup/domain"
)

// argSecrets is the argument of the button that keeps the numbers: they stand in it in the order in which they were cut out.
const argSecrets = "secrets"

// cutHere stands in a text where a number was cut out.
const cutHere = "\ufffc"

// looseEnd is what is left at the end of a line that led up to a number.
var looseEnd = regexp.MustCompile(`[ :#-]+(\.?)$`)

// cutSecrets is the text with a mark in place of each number, and the numbers.
func cutSecrets(text string) (string, []string) {
	text = strings.ReplaceAll(text, cutHere, "")
	var b strings.Builder
	var cut []string
	at := 0
	for _, s := range secretsIn(text) {
		b.WriteString(text[at:s.from] + cutHere)
		cut = append(cut, text[s.from:s.to])
		at = s.to
	}
	return b.String() + text[at:], cut
}

// withoutSecrets are the arguments with their numbers cut out, and the numbers.
func withoutSecrets(args Values) (Values, []string) {
	out := Values{}
	var all []string
	for _, name := range sortedArgs(args) {
		text, cut := args[name], []string(nil)
		if name != argFiles && name != argParts {
			text, cut = cutSecrets(text)
		}
		out[name] = text
		all = append(all, cut...)
	}
	return out, all
}

// putSecrets puts the numbers back where they were cut out; those that are not given are left out for good.
func putSecrets(args Values, kept string) {
	var numbers []string
	if kept != "" && json.Unmarshal([]byte(kept), &numbers) != nil {
		numbers = nil
	}
	for _, name := range sortedArgs(args) {
		text := args[name]
		if !strings.Contains(text, cutHere) {
			continue
		}
		for _, n := range numbers[:min(len(numbers), strings.Count(text, cutHere))] {
			text = strings.Replace(text, cutHere, n, 1)
			numbers = numbers[1:]
		}
		args.SetText(name, tidy(strings.ReplaceAll(text, cutHere, "")))
	}
}

// tidy closes the gap that something left which was cut out of a text.
func tidy(text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		l = strings.Join(strings.FieldsFunc(l, unicode.IsSpace), " ")
		l = strings.NewReplacer(" ,", ",", " .", ".", " ;", ";").Replace(l)
		lines[i] = looseEnd.ReplaceAllString(l, "$1")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// maxSecrets is how many bytes of numbers a button carries.
const maxSecrets = 1000

// carried are the numbers as the argument of a button.
func carried(numbers []string) (Values, error) {
	raw, err := json.Marshal(numbers)
	if err != nil {
		return nil, fmt.Errorf("write numbers: %w", err)
	}
	if len(raw) > maxSecrets {
		return nil, domain.Invalid("", "%d numbers look like numbers of cards or accounts. Paidup needs none of them; say it without.", len(numbers))
	}
	return Values{argSecrets: string(raw)}, nil
}

// secretButtons leave the number out and keep the rest, drop it all, or keep the number: that only where it is asked for.
func secretButtons(drop Button, answer Press) []Button {
	leave := answer
	leave.Args = nil
	return []Button{{Label: "Leave it out", Press: leave}, drop, {Label: "Keep the number", Press: answer.answered(askSecret)}}
}
