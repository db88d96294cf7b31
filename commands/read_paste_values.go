package commands

import (
	"regexp"
	"slices"
	"strings"

	"paidup/domain"
)

var (
	emailText   = regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}`)
	phoneText   = regexp.MustCompile(`(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\b\d{3}[ .-])\d{3}[ .-]\d{4}\b`)
	addressText = regexp.MustCompile(`(?i)\b\d{1,6}(?: [A-Za-z0-9'.]+){1,5}? (?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|way|circle|cir|place|pl|terrace|ter|parkway|pkwy|highway|hwy|trail|trl|loop)\b\.?(?: (?:N|S|E|W|NE|NW|SE|SW)\b)?(?:,? (?:apt|unit|ste|suite|#)\.? ?\w+)?`)
	claimText   = regexp.MustCompile(`(?i)\bclaim (?:no\.?|number|#)?\s*:?\s*#?([A-Z0-9-]*\d[A-Z0-9-]*)`)
	policyText  = regexp.MustCompile(`(?i)\bpolicy (?:no\.?|number|#)?\s*:?\s*#?([A-Z0-9-]*\d[A-Z0-9-]*)`)
	lossText    = regexp.MustCompile(`(?i)\b(?:date of loss|loss date|dol)(?: is| was| of|:)? (?:on )?([A-Za-z0-9/, -]{5,20})`)
	insuredText = regexp.MustCompile(`\b(?i:insured|policyholder|homeowner|our customer)(?: is)?,? ((?:Mr\. |Mrs\. |Ms\. )?[A-Z][\w'-]+(?: [A-Z][\w'.-]*){0,2})`)
	lossWords   = regexp.MustCompile(`(?i)\b(?:water|fire|smoke|mold|wind|hail|storm|flood|sewage)\b(?: and (?:smoke|mold|wind|hail))?`)
	numberIn    = regexp.MustCompile(`[A-Za-z0-9][A-Za-z0-9/-]*\d[A-Za-z0-9/-]*`)
	moneyIn     = regexp.MustCompile(`\d[\d,]*(?:\.\d{2})?`)
	dateIn      = regexp.MustCompile(`(?i)\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{4}-\d{2}-\d{2}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?|\b(?:today|yesterday|last night)\b`)
	cityLine    = regexp.MustCompile(`^[A-Z][A-Za-z .'-]+,? [A-Z]{2}\.?(?: \d{5}(?:-\d{4})?)?$`)
	cityAfter   = regexp.MustCompile(`^[ ,]*([A-Za-z][A-Za-z .'-]*?),? (?:[A-Z]{2}|[Ff]lorida|[Cc]olorado|[Aa]rizona|[Tt]exas)\.?(?: \d{5}(?:-\d{4})?)?\b`)
	officeLine  = regexp.MustCompile(`(?i)\b(?:fax|office|adjuster|dispatch|remit|toll free|claims dept)\b`)
	honorific   = regexp.MustCompile(`^(?:Mr|Mrs|Ms|Dr)\.? `)
	afterName   = regexp.MustCompile(`\s*(?:\(.*|\d.*|[\w.]+@.*|,? (?i:phone|cell|tel|email|ext)\b.*)$`)
	lastFirst   = regexp.MustCompile(`^([A-Za-z'-]+), ([A-Za-z'-]+(?: [A-Za-z]\.?)?)$`)
)

// senders are the headers of a mail: whose address stands there is not the customer.
var senders = []string{"from", "to", "cc", "bcc", "reply-to", "sent", "sender"}

// amountIn is the amount that the text holds; 0 where it holds none or is not clear.
func amountIn(text string) domain.Money {
	m, err := ReadAmount(moneyIn.FindString(text))
	if err != nil {
		return 0
	}
	return m
}

// dateIn is the date of something that happened; zero where the text holds none up to today.
func (p *paste) dateIn(text string) domain.Date {
	word := strings.ToLower(dateIn.FindString(text))
	if word == "last night" {
		word = "yesterday"
	}
	if parts := strings.Split(word, "-"); len(parts) == 3 && len(parts[0]) < 4 {
		word = strings.Join(parts, "/")
	}
	if d, err := ReadFact(longMonth(word), p.today); err == nil && d <= p.today {
		return d
	}
	return 0
}

// longMonth writes "sept. 3" as dates are read.
func longMonth(word string) string { return strings.Replace(word, "sept ", "sep ", 1) }

// lossIn is the kind of loss in a few words: "water, category 2".
func lossIn(text string) string {
	words := strings.Fields(strings.ToLower(text))
	return strings.Trim(strings.Join(words[:min(len(words), longestLoss)], " "), ".,;")
}

const longestLoss = 5 // words

// personOrFirm is a name as the file shows it: first name first, not shouted, without the phone behind it.
func personOrFirm(text string) string {
	name := honorific.ReplaceAllString(strings.TrimSpace(afterName.ReplaceAllString(text, "")), "")
	if m := lastFirst.FindStringSubmatch(name); m != nil && !slices.Contains(firmWords, strings.ToLower(strings.Trim(m[2], "."))) {
		name = m[2] + " " + m[1]
	}
	if len(name) > 3 && name == strings.ToUpper(name) && strings.Contains(name, " ") {
		words := strings.Fields(strings.ToLower(name))
		for i, w := range words {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
		name = strings.Join(words, " ")
	}
	return strings.Trim(name, " ,;.-")
}

// firmWords follow a firm's name after a comma, where a person's first name would.
var firmWords = []string{"llc", "inc", "corp", "ltd", "co", "lp", "pa"}

// splitAddress parts the street from the city: 123 Palm Ave, Fort Myers, FL 33901.
func splitAddress(text string) (street, city string) {
	street = addressText.FindString(text)
	if street == "" || !strings.HasPrefix(strings.TrimSpace(text), street) {
		street, _, _ = strings.Cut(text, ",")
	}
	if m := cityAfter.FindStringSubmatch(strings.TrimPrefix(strings.TrimSpace(text), street)); m != nil {
		city = strings.TrimSpace(m[1])
	}
	return strings.TrimSpace(street), city
}

// afterStreet is what stands behind a street in its line.
func afterStreet(line string) string {
	if at := addressText.FindStringIndex(line); at != nil {
		return line[at[1]:]
	}
	return ""
}
