package commands

import (
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"paidup/domain"
)

var update = flag.Bool("update", false, "write the tables of typed lines anew, to be read through")

// TestLines holds every table in testdata/lines: what a person types, a tab, and what is understood by it or the sentence
// that refuses it with its buttons. A verb's lines are lines of such a table, with nothing else to write.
//
//   - What was understood reads: the verb / its files / each argument by its name.
//   - "| " before a line: it is said in the thread of a file. "DM " before it: it is a direct message, a line for each \n.
//   - \n is a line break and \s a space that does not break. A line that begins with # is a comment.
func TestLines(t *testing.T) {
	t.Parallel()
	tables, err := filepath.Glob("testdata/lines/*.tsv")
	if err != nil || len(tables) == 0 {
		t.Fatalf("no tables: %v", err)
	}
	reader, lines := newLineReader(), 0
	for _, path := range tables {
		checkTable(t, path, 1, nil, func(typed string) []string {
			lines++
			return []string{reader.understood(typed)}
		})
	}
	if lines < 400 {
		t.Errorf("the tables hold %d lines, and are to hold 400", lines)
	}
}

// lineScope is Dana in Fort Myers at 8:12 am on Mon Nov 23, 2026.
func lineScope() *scope {
	r := testReading()
	m, err := domain.NewMarket("FM", "Fort Myers", "America/New_York")
	if err != nil {
		panic(err) // the zone is known
	}
	m.ID, m.DaysOff, m.Members = 1, r.Calendar.DaysOff, r.Members
	s := &scope{person: r.Members[0].Person, mine: []*domain.Market{&m}, all: []*domain.Market{&m}, here: &m, people: People{}}
	for _, v := range m.Members {
		s.people[v.Person.ID] = v.Person
	}
	return s
}

// lineReader reads lines in one scope.
type lineReader struct {
	app   *App
	scope *scope
}

func newLineReader() *lineReader { return &lineReader{NewApp(Deps{}), lineScope()} }

func lineRequest(words string) Request {
	return Request{Actor: "U01DANA", Source: domain.FromCommand, At: time.Date(2026, time.November, 23, 13, 12, 0, 0, time.UTC), Verb: "paidup", Words: words}
}

// understood is what is made of a line, before it looks anything up.
func (l *lineReader) understood(typed string) string {
	typed = strings.NewReplacer(`\n`, "\n", `\s`, "\u00a0").Replace(typed)
	if message, dm := strings.CutPrefix(typed, "DM "); dm {
		var out []string
		for _, line := range Lines(message) {
			out = append(out, understoodOf(l.request(lineRequest(line))))
		}
		return strings.Join(out, " // ")
	}
	return understoodOf(l.read(typed))
}

func understoodOf(c *Call, refs []string, err error) string {
	if err != nil {
		return refusedLine(err)
	}
	return strings.ReplaceAll(readLineAs(c, refs), "\n", `\n`)
}

// read reads a line as the door does; "| " before it: in the thread of a file.
func (l *lineReader) read(line string) (*Call, []string, error) {
	words, thread := strings.CutPrefix(line, "| ")
	r := lineRequest(words)
	if thread {
		r.File = 1042
	}
	return l.request(r)
}

func (l *lineReader) request(r Request) (*Call, []string, error) {
	a, s := l.app, l.scope
	cmd, r, err := a.meant(r)
	if err != nil {
		return nil, nil, a.withMeant(s, r, err)
	}
	c := newCall(s, s.implied(), cmd, r)
	refs, err := c.read()
	if err != nil {
		err = a.withReadings(c, err, refs)
	}
	return c, refs, err
}

// readLineAs is the verb, its files and its arguments in their order.
func readLineAs(c *Call, refs []string) string {
	out := []string{c.Command.Name}
	if len(c.Parts) > 0 {
		refs = nil
		for _, p := range c.Parts {
			refs = append(refs, p.File+" "+p.Amount.String())
		}
	}
	if len(refs) > 0 {
		out = append(out, strings.Join(refs, ", "))
	}
	for _, a := range c.Command.Args {
		v := c.In.Text(a.Name)
		switch {
		case v == "":
			continue
		case a.Kind == KindAmount:
			v = c.In.Money(a.Name).String()
		case a.Kind == KindDate || a.Kind == KindPlan:
			v = c.In.Date(a.Name).Words(c.Today)
		case a.Kind == KindPerson:
			v = c.People.Name(domain.PersonID(v)) + " " + v
		}
		out = append(out, a.Name+": "+v)
	}
	return strings.Join(out, " / ")
}

func refusedLine(err error) string {
	out := "! " + err.Error()
	for _, b := range buttonsUnder(err) {
		out += fmt.Sprintf(" [%s]", b.Label)
	}
	return out
}

func buttonsUnder(err error) []Button {
	var next *Refusal
	if !errors.As(err, &next) {
		return nil
	}
	return next.Buttons
}
