package commands

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"paidup/domain"
)

// askSecret is the question about a number that no file needs: a card's, a person's, a bank account's. Until it is answered
// the number is stored nowhere, neither in the ledger nor in the question's row: only the button that keeps it carries it.
const askSecret domain.Question = "secret"

// Lengths of card numbers, in digits.
const (
	shortestCard = 13
	longestCard  = 19
)

var (
	cardShape = regexp.MustCompile(`^(?:4{3}[1-4]|4{4}[1-3]|46[45])$`)
	digitRun  = regexp.MustCompile(`[0-9](?:[ .\-\x{2010}-\x{2014}\x{a0}]?[0-9])*`)
	digitOnes = regexp.MustCompile(`[0-9]+`)
	ssn       = regexp.MustCompile(`\b([0-9]{3})[ \-\x{2010}-\x{2014}]([0-9]{2})[ \-\x{2010}-\x{2014}]([0-9]{4})\b`)
	ssnNamed  = regexp.MustCompile(`(?i)\b(?:ssn|social security)\b[^0-9\n]{0,16}([0-9]{3})([0-9]{2})([0-9]{4})\b`)
	account   = regexp.MustCompile(`(?i)\b(?:bank account|account (?:no|number)|acct|routing|aba|iban)\b[^0-9\n]{0,16}([0-9][0-9 \-]{4,15}[0-9])\b`)
)

// secret is such a number: what it looks like, and where it stands in the text, in bytes.
type secret struct {
	looks    string
	from, to int
}

// secretsIn are the numbers of the text, in their order.
func secretsIn(text string) []secret {
	var all []secret
	for _, run := range digitRun.FindAllStringIndex(text, -1) {
		all = append(all, cardsIn(text, run[0], run[1])...)
	}
	for _, pattern := range []*regexp.Regexp{ssn, ssnNamed} {
		for _, m := range pattern.FindAllStringSubmatchIndex(text, -1) {
			if realSSN(text[m[2]:m[3]], text[m[4]:m[5]], text[m[6]:m[7]]) {
				all = append(all, secret{"a social security number", m[2], m[7]})
			}
		}
	}
	for _, m := range account.FindAllStringSubmatchIndex(text, -1) {
		all = append(all, secret{"a bank account number", m[2], m[3]})
	}
	slices.SortStableFunc(all, func(a, b secret) int { return cmp.Compare(a.from, b.from) })
	end := 0
	return slices.DeleteFunc(all, func(s secret) bool {
		overlaps := s.from < end
		if !overlaps {
			end = s.to
		}
		return overlaps
	})
}

// cardsIn are the card numbers of a run of digits: groups of it as cards are printed and typed, or the run as a whole.
func cardsIn(text string, from, to int) []secret {
	var out []secret
	groups := digitOnes.FindAllStringIndex(text[from:to], -1)
	for i := 0; i < len(groups); i++ {
		if n := cardGroups(text[from:to], groups[i:]); n > 0 {
			out = append(out, secret{"a card number", from + groups[i][0], from + groups[i+n-1][1]})
			i += n - 1
		}
	}
	if whole := strings.Join(digitOnes.FindAllString(text[from:to], -1), ""); len(out) == 0 && isCard(whole) {
		return []secret{{"a card number", from, to}}
	}
	return out
}

// cardGroups is how many of the first groups make a card number, the most that do: one alone, fours, or 4-6-5 and 4-6-4.
func cardGroups(text string, groups [][]int) int {
	most, digits, shape := 0, "", ""
	for j, g := range groups {
		digits += text[g[0]:g[1]]
		shape += strconv.Itoa(g[1] - g[0])
		if len(digits) > longestCard {
			break
		}
		if (j == 0 || cardShape.MatchString(shape)) && isCard(digits) {
			most = j + 1
		}
	}
	return most
}

// isCard says that the digits are those of a payment card: 13 to 19 of them, the first from 2 to 6, the last Luhn's.
func isCard(digits string) bool {
	if len(digits) < shortestCard || len(digits) > longestCard || digits[0] < '2' || digits[0] > '6' {
		return false
	}
	sum := 0
	for i := range digits {
		n := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			n *= 2
		}
		sum += n/10 + n%10
	}
	return sum%10 == 0
}

// realSSN says that the number may have been given to somebody.
func realSSN(area, group, serial string) bool {
	return area != "000" && area != "666" && area < "900" && group != "00" && serial != "0000"
}

// secrets asks about a number that no file needs, before any text that holds it is stored.
func (c *Call) secrets() error {
	if c.Command.Who == actFind || c.Command.Name == "help" || c.Answered.Has(askSecret) {
		return nil
	}
	for _, name := range sortedArgs(c.In) {
		found := c.secretsOf(name)
		if len(found) == 0 {
			continue
		}
		digits := strings.Join(digitOnes.FindAllString(c.In[name][found[0].from:found[0].to], -1), "")
		return domain.Ask(askSecret, name, "Looks like %s (…%s)", found[0].looks, digits[len(digits)-4:])
	}
	return nil
}

// secretsOf are the numbers in an argument that is kept as it was typed.
func (c *Call) secretsOf(name string) []secret {
	if a := c.Command.arg(name); a != nil && a.Kind != KindText && a.Kind != KindName && a.Kind != KindNumber {
		return nil
	}
	return secretsIn(c.In[name])
}

func sortedArgs(v Values) []string {
	names := make([]string, 0, len(v))
	for name := range v {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
