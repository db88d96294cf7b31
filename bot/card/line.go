package card

import (
	"fmt"
	"slices"
	"strings"

	"paidup/commands"
	"paidup/domain"
)

// Lines draws entries of one file's thread as one message, in the order given.
func (p Pen) Lines(entries []commands.Line) Message {
	var lines []line
	var aloud []string
	for _, v := range entries {
		f := v.File
		s := now(f, v.Privacy, v.People, f.Market.Today(v.Change.RecordedAt)).at(v.Change.Version)
		for _, l := range s.entry(v.Change) {
			lines = append(lines, l)
			aloud = append(aloud, l.String())
		}
	}
	var out paper
	out.lines(lines...)
	return out.message(strings.Join(aloud, "\n"))
}

// entry is a line of the thread, and a second one where the entry ended the file. The scene is the one after it.
func (s scene) entry(c *domain.Change) []line {
	text := sentences(s.did(c), s.came(c), s.onPromise(c), s.insteadOf(c), s.beside(c), s.byWhom(c))
	out := []line{{{text: fmt.Sprintf("e%d", c.Version), bold: true}, {text: " " + text}}}
	if end := s.ended(c); end != "" {
		out = append(out, say("   %s", end))
	}
	return out
}

// beside is a note that was kept with the entry.
func (s scene) beside(c *domain.Change) string {
	i := slices.IndexFunc(c.Notes, func(v domain.Note) bool { return v.Kind == domain.PlainNote })
	if c.Voids != 0 || i < 0 || s.said(c.Notes[i].Words) == "" || !besideNote(c) {
		return ""
	}
	return "Note: " + s.said(c.Notes[i].Words)
}

// besideNote says that the change did more than to write a note, and that the note is not its reason.
func besideNote(c *domain.Change) bool {
	return c.Verb != "note" && c.Source != domain.FromImport && c.Notes[0].Words != c.Words
}

// came is what followed from the entry: the stage that was left again, and the balance where money moved.
func (s scene) came(c *domain.Change) string {
	before := s.at(c.Version - 1)
	balance := ""
	if len(c.Entries) > 0 && s.privacy.Amounts {
		balance = fmt.Sprintf("balance %s", s.state.Balance())
	}
	if s.state.Unapplied() > 0 && len(c.Payments) > 0 && s.privacy.Amounts {
		balance = join(", ", balance, unapplied(s.state))
	}
	if c.Version > 1 && s.state.Stage.Before(before.state.Stage) {
		return join(", ", s.state.Stage.String()+" again", balance)
	}
	return upperFirst(balance)
}

// byWhom ends a line: who entered it, and when where that is not the line's own date.
func (s scene) byWhom(c *domain.Change) string {
	who := both(s.people, c.Seconded, c.Actor)
	if c.For != "" {
		who += " for " + oneLine(s.people.First(c.For))
	}
	entered := s.file.Market.Today(c.RecordedAt)
	switch {
	case c.Source == domain.FromImport && s.people[c.Actor].Name == "":
		return "By import"
	case c.Source == domain.FromImport:
		return who + ", by import"
	case c.Voids != 0:
		return who + ", " + s.words(entered)
	case c.On() != entered:
		return fmt.Sprintf("%s (entered %s)", who, s.words(entered))
	}
	return who
}

// both are the names of who allowed something first, if anybody did, and of who allowed it last.
func both(people commands.People, first, last domain.PersonID) string {
	who := oneLine(people.First(last))
	if first != "" {
		who = oneLine(people.First(first)) + " and " + who
	}
	return who
}

// ended says that the file ended with this entry: Paid in full Fri Nov 20: 100 days (us 15, Northline 22, ...).
func (s scene) ended(c *domain.Change) string {
	if s.state.Outcome == domain.Open || c.Verb == "cancel" || s.at(c.Version-1).state.Outcome == s.state.Outcome {
		return ""
	}
	if s.state.Outcome != domain.PaidOutcome {
		return s.ending()
	}
	st := s.state
	if st.Received == 0 || st.Assumed {
		return fmt.Sprintf("Paid in full %s: %s", s.words(st.PaidOn), s.days())
	}
	var held []string
	for _, h := range s.file.HeldDays(st.PaidOn) {
		held = append(held, fmt.Sprintf("%s %d", holder(&st.Facts, h.Holder), h.Days))
	}
	days := counted(int(st.PaidOn-st.Received), "day")
	if len(held) > 0 {
		days += " (" + strings.Join(held, ", ") + ")"
	}
	return fmt.Sprintf("Paid in full %s: %s", s.words(st.PaidOn), days)
}
