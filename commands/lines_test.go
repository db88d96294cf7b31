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
	app, lines := NewApp(Deps{}), 0
	for _, path := range tables {
		checkTable(t, path, 1, nil, func(typed string) []string {
			lines++
			return []string{app.understood(typed)}
		})
	}
	if lines < 400 {
		t.Errorf("the tables hold %d lines, and are to hold 400", lines)
	}
}

// lineScope is Dana in Fort Myers at 8:12 am on Mon Nov 23, 2026.
func lineScope() *scope {
	r := testReading()
	m := &domain.Market{ID: 1, Code: "FM", Name: "Fort Myers", Zone: "America/New_York", DaysOff: r.Calendar.DaysOff, Members: r.Members}
	s := &scope{person: r.Members[0].Person, mine: []*domain.Market{m}, all: []*domain.Market{m}, here: m, people: People{}}
	for _, v := range m.Members {
		s.people[v.Person.ID] = v.Person
	}
	return s
}

func lineRequest(words string) Request {
	return Request{Actor: "U01DANA", Source: domain.FromCommand, At: time.Date(2026, time.November, 23, 13, 12, 0, 0, time.UTC), Verb: "paidup", Words: words}
}

// understood is what the app makes of a line, before it looks anything up.
func (a *App) understood(typed string) string {
	typed = strings.NewReplacer(`\n`, "\n", `\s`, "\u00a0").Replace(typed)
	if message, dm := strings.CutPrefix(typed, "DM "); dm {
		var out []string
		for _, line := range Lines(message) {
			out = append(out, a.understoodLine(lineRequest(line)))
		}
		return strings.Join(out, " // ")
	}
	words, thread := strings.CutPrefix(typed, "| ")
	r := lineRequest(words)
	if thread {
		r.File = 1042
	}
	return a.understoodLine(r)
}

func (a *App) understoodLine(r Request) string {
	s := lineScope()
	cmd, r, err := a.meant(r)
	if err != nil {
		return refusedLine(a.withMeant(s, r, err))
	}
	c := newCall(s, s.implied(), cmd, r)
	refs, err := c.read()
	if err != nil {
		return refusedLine(a.withReadings(c, err, refs))
	}
	return strings.ReplaceAll(readLineAs(c, refs), "\n", `\n`)
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
	var next *Refusal
	if errors.As(err, &next) {
		for _, b := range next.Buttons {
			out += fmt.Sprintf(" [%s]", b.Label)
		}
	}
	return out
}
