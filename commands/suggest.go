package commands

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"paidup/domain"
)

// Meant is the command that was probably meant, with the words as they were typed behind the wrong one.
type Meant struct {
	Verb  string
	Words string
}

// otherVerbs are other words people write for a verb.
var otherVerbs = map[string]string{
	"paid":     "pay",
	"billed":   "invoice",
	"sent":     "submit",
	"returned": "reject",
	"bounced":  "reverse",
	"called":   "log",
	"emailed":  "log",
}

var (
	verbWord = regexp.MustCompile(`^[\pL][\pL-]*`)
	bullet   = regexp.MustCompile(`^(?:[•◦▪*·–—-]|\d{1,2}[.)])\s+`)
)

// Lines splits a message into its commands, one a line. Empty lines are none.
func Lines(message string) []string {
	var out []string
	for line := range strings.Lines(message) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// readVerb splits "pay FM-1042 12,400", "/pay ..." or "/paidup pay ..." into the verb, one of those known, and the words behind
// it, which stay as typed. Nothing at all is help. A word that is no verb is an error of kind invalid, about Meant where it is
// close to one.
func readVerb(text string, known []string) (verb, words string, err error) {
	verb, words = splitVerb(text)
	if verb == "paidup" {
		verb, words = splitVerb(words)
	}
	if verb == "" && words == "" {
		return "help", "", nil
	}
	if slices.Contains(known, verb) {
		return verb, words, nil
	}
	if other := otherVerbs[verb]; slices.Contains(known, other) {
		return other, strings.TrimSpace(saidBy(verb) + " " + words), nil
	}
	return "", "", unknownVerb(verb, words, known)
}

// saidBy is the word a verb's other name already says: called is a call.
func saidBy(verb string) string {
	return map[string]string{"called": "call", "emailed": "email"}[verb]
}

// splitVerb cuts off the first word, in lower case, without a slash and without the bullet or number of a pasted list.
func splitVerb(text string) (verb, words string) {
	text = strings.TrimSpace(clean(text))
	if len(text) > 1 && strings.HasPrefix(text, "`") && strings.HasSuffix(text, "`") {
		text = strings.TrimSpace(strings.Trim(text, "`"))
	}
	text = strings.TrimSpace(strings.TrimPrefix(bullet.ReplaceAllString(text, ""), "/"))
	first := text
	if fields := strings.Fields(text); len(fields) > 0 {
		first = fields[0]
	}
	bare := strings.TrimRight(verbWord.FindString(first), "-")
	if end := strings.TrimLeft(first[len(bare):], ".,;!?"); bare != "" && (end == "" || end[0] == ':') {
		return strings.ToLower(bare), strings.TrimSpace(end + text[len(first):])
	}
	return strings.ToLower(first), strings.TrimSpace(text[len(first):])
}

func unknownVerb(verb, words string, known []string) error {
	number := fileNumber.MatchString(verb) || fileDigits.MatchString(verb) && len(verb) >= looseDigits
	if number && slices.Contains(known, "file") {
		ref := strings.ToUpper(verb)
		e := domain.Invalid("", "%s is not a command. Did you mean file %s?", quoted(ref), ref)
		e.About = Meant{Verb: "file", Words: strings.TrimSpace(ref + " " + words)}
		return e
	}
	close := closest(verb, known)
	if _, other := otherVerbs[verb]; other || close == "" { // the other name of a verb that is not there is no slip
		return domain.Invalid("", "%s is not a command; help lists them.", quoted(verb))
	}
	e := domain.Invalid("", "%s is not a command. Did you mean %s?", quoted(verb), close)
	e.About = Meant{Verb: close, Words: words}
	return e
}

// closest is the verb a word is a slip of: the same letters in another order, one begun and not finished, or at most two
// letters off, one in a short word. Empty: none.
func closest(word string, known []string) string {
	best, least := "", 3
	try := func(candidate, verb string) {
		if d := distance(word, candidate); d < least {
			best, least = verb, d
		}
	}
	for _, verb := range known {
		try(verb, verb)
	}
	for _, other := range slices.Sorted(maps.Keys(otherVerbs)) {
		if slices.Contains(known, otherVerbs[other]) {
			try(other, otherVerbs[other])
		}
	}
	return best
}

func distance(word, known string) int {
	if sameLetters(word, known) || len(word) > 1 && strings.HasPrefix(known, word) {
		return 1
	}
	if len(known) >= shortestPrefix && strings.HasPrefix(word, known) { // payment
		return 2
	}
	d := levenshtein.ComputeDistance(word, known)
	if d > 1 && min(len(word), len(known)) < 4 {
		return 3
	}
	return d
}
