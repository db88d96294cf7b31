package sheet

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"paidup/domain"
)

// The longest texts a cell may state, in characters.
const (
	numberLimit = 64
	textLimit   = 1000
)

// rounded is a long number as a spreadsheet shows it, its last digits lost.
var rounded = regexp.MustCompile(`^\d([.,]\d+)?[eE]\+\d+$`)

var spreadsheetErrors = map[string]bool{
	"#N/A": true, "#REF!": true, "#VALUE!": true, "#NAME?": true, "#DIV/0!": true, "#NUM!": true, "#NULL!": true,
}

// eventWords are the words for events as columnKey has them.
var eventWords = map[string]string{
	"received": "received", "receipt": "received",
	"submitted": "submitted", "submit": "submitted", "resubmitted": "submitted", "resubmit": "submitted", "sent": "submitted",
	"review": "review", "inreview": "review", "underreview": "review", "reviewed": "review",
	"approved": "approved", "approve": "approved", "finalapproved": "approved",
	"partlyapproved": "partly_approved", "partiallyapproved": "partly_approved", "partialapproval": "partly_approved",
	"rejected": "rejected", "reject": "rejected", "returned": "rejected", "denied": "rejected", "declined": "rejected",
	"withdrawn": "withdrawn", "withdraw": "withdrawn", "withdrew": "withdrawn",
	"invoiced": "invoiced", "billed": "invoiced",
	"paid": "paid", "paidinfull": "paid",
}

var kindWords = map[string]string{
	"estimate": "estimate", "estimates": "estimate",
	"supplement": "supplement", "supplements": "supplement",
	"invoice": "invoice", "invoices": "invoice",
	"docs": "docs", "documents": "docs", "document": "docs", "documentation": "docs",
}

// yesNo are the words for a yes (true) and a no.
var yesNo = map[string]bool{
	"yes": true, "y": true, "true": true, "t": true, "1": true,
	"no": false, "n": false, "false": false, "f": false, "0": false,
}

// cells reads the cells of one row after another, by the names of their fields, and gathers what is wrong with them.
type cells struct {
	columns    map[string]column
	dates      dateReader
	today      domain.Date
	semicolons bool // the sheet is separated by them
	rec        record
	problems   []Problem
}

func (c *cells) begin(rec record) { c.rec, c.problems = rec, nil }

// fault notes what is wrong with the cell of the field.
func (c *cells) fault(name, reason string) {
	col := c.columns[name]
	c.problems = append(c.problems, Problem{
		Line: c.rec.line, Column: col.title, Value: cut(c.rec.cells[col.index]), Reason: reason,
	})
}

// value is what the cell states, false when it states nothing or nothing that can be read.
func (c *cells) value(name string) (string, bool) {
	col, ok := c.columns[name]
	if !ok {
		return "", false
	}
	v := trim(c.rec.cells[col.index])
	switch {
	case v == "" && col.field.required:
		c.fault(name, "empty; every row needs it")
	case v != "" && v[0] == '#' && spreadsheetErrors[v]:
		c.fault(name, "an error of the spreadsheet, not a value")
		return "", false
	}
	return v, v != ""
}

func (c *cells) text(name string) string {
	v, ok := c.value(name)
	if !ok {
		return ""
	}
	return c.plain(name, v, textLimit)
}

// number is a number that is a name: of a file, an invoice, a check. Its zeros belong to it.
func (c *cells) number(name string) string {
	v, ok := c.value(name)
	switch {
	case !ok:
		return ""
	case strings.ContainsAny(v, "\r\n\t"):
		c.fault(name, "a line break or tab in a number")
		return ""
	case rounded.MatchString(v):
		c.fault(name, "a number the spreadsheet has rounded; format the column as text and save it again")
		return ""
	}
	return c.plain(name, v, numberLimit)
}

func (c *cells) plain(name, v string, most int) string {
	if len(v) > most && utf8.RuneCountInString(v) > most {
		c.fault(name, "longer than "+count(most, "character"))
		return ""
	}
	if strings.ContainsFunc(v, func(r rune) bool { return unicode.IsControl(r) && !unicode.IsSpace(r) }) {
		c.fault(name, "control characters in it")
		return ""
	}
	return v
}

func (c *cells) amount(name string) domain.Money {
	v, ok := c.value(name)
	if !ok {
		return 0
	}
	m, reason := readAmount(v, c.semicolons)
	if reason != "" {
		c.fault(name, reason)
	}
	return m
}

// when is the local day the cell states, and the instant where it states one.
func (c *cells) when(name string) (time.Time, domain.Date) {
	at, on := c.moment(name)
	if c.today != 0 && on > c.today {
		c.fault(name, "later than today, "+c.today.String())
	}
	return at, on
}

// fact is the day of something that has happened.
func (c *cells) fact(name string) domain.Date {
	_, on := c.when(name)
	return on
}

// day is a day that may be ahead.
func (c *cells) day(name string) domain.Date {
	_, on := c.moment(name)
	return on
}

func (c *cells) moment(name string) (time.Time, domain.Date) {
	v, ok := c.value(name)
	if !ok {
		return time.Time{}, 0
	}
	at, on, reason := c.dates.read(v)
	if reason != "" {
		c.fault(name, reason)
	}
	return at, on
}

func (c *cells) whole(name string) int {
	v, ok := c.value(name)
	if !ok {
		return 0
	}
	n, err := strconv.ParseInt(v, 10, 32)
	if err != nil {
		c.fault(name, "not a whole number")
		return 0
	}
	return int(n)
}

func (c *cells) word(name string, words map[string]string, reason string) string {
	v, ok := c.value(name)
	if !ok {
		return ""
	}
	word, known := words[columnKey(v)]
	if !known {
		c.fault(name, reason)
	}
	return word
}

// dispute is a yes or no, or the amount that is disputed.
func (c *cells) dispute(name string) (bool, domain.Money) {
	v, ok := c.value(name)
	if !ok {
		return false, 0
	}
	if yes, known := yesNo[strings.ToLower(v)]; known {
		return yes, 0
	}
	m, reason := readAmount(v, c.semicolons)
	if reason != "" {
		c.fault(name, "neither yes or no nor an amount")
	}
	return m > 0, m
}
