package commands

import (
	"errors"
	"slices"

	"paidup/domain"
)

// Reading is what words are read against: the day, the market where it is known, and whether a file is implied by a thread
// or a button.
type Reading struct {
	Today    domain.Date
	Calendar domain.Calendar
	Market   *domain.Market // nil: not known yet
	Implied  bool
	Members  []domain.Member
	Me       domain.PersonID // who asks; empty: "me" stays as it is
}

// Understood is what was read: the words that name files, in order, the arguments, and for one payment over several files
// its parts.
type Understood struct {
	Files  []string // FM-1042, 1047, claim 24-77810, bay view
	Values Values
	Parts  []Part // then Values holds no amount, and each part's file is among Files, in the same order
}

// Part is one file's part of a payment over several files.
type Part struct {
	File   string
	Amount domain.Money
}

// spot is where a word stands in a line.
type spot struct{ from, to int }

// Read reads what was typed behind the verb. Nothing is dropped: a word that means nothing to the command is an error about
// Leftover, and an argument that cannot be is an error that names it. With an error comes what was understood beside it.
// Whether anything is missing is for the verb to say.
//
// An argument without a label stands bare. A number argument that follows a choice argument is that choice's number where it
// has no label or the choice is a method of payment: check 881. A text argument labelled "because" takes what follows
// because or a colon; one with another label everything behind it; one without a label every word nothing else reads.
func Read(c *Command, words string, r Reading) (Understood, error) {
	rd := newReader(c, words, r)
	if rd.free == nil && rd.end > maxWords {
		return rd.out, domain.Invalid("", "These are %d words; a command has %d at most. Write one command a line.", rd.end, maxWords)
	}
	for rd.at < rd.end {
		rd.step()
	}
	rd.keepText()
	rd.keepParts()
	return rd.out, rd.problem()
}

// reader reads one line for one command, word by word.
type reader struct {
	c       *Command
	r       Reading
	line    line
	whole   string // the line's plain text, what is to come included
	at      int    // the next word
	end     int    // where the reason begins, or the line ends
	reason  int    // the first word of the reason
	out     Understood
	echo    []string // what was read, as people read it
	left    []int    // words nothing read
	free    *Arg     // the text argument without a label
	because *Arg
	parts   []Part
	files   int  // how many files the last step read
	behind  int  // how many the step before it read
	paid    bool // a bare amount was read, or tried

	methodFirst bool // a method of payment stood before the first file
	err         error
}

func newReader(c *Command, words string, r Reading) *reader {
	rd := &reader{c: c.said(), r: r, line: readLine(words, r.Members), out: Understood{Values: Values{}}}
	rd.free = rd.find(func(a *Arg) bool { return a.Kind == KindText && a.Label == "" && a.After == "" })
	rd.because = rd.find(func(a *Arg) bool { return a.Kind == KindText && a.Label == labelBecause })
	rd.whole = rd.line.plain
	rd.partGlued()
	rd.cutStep()
	rd.end, rd.reason = len(rd.line.words), len(rd.line.words)
	for i, w := range rd.line.words {
		because := w.key == labelBecause && !w.quoted
		colon := w.afterColon && (i > 0 || r.Implied) // that of "note: FM-1042 gate code" says nothing
		if (rd.because != nil || rd.free != nil) && (because || colon) {
			rd.end, rd.reason = i, i
			if because && rd.because != nil {
				rd.reason = i + 1
			}
			break
		}
	}
	return rd
}

// said is the command with the arguments that can be typed.
func (c *Command) said() *Command {
	if !slices.ContainsFunc(c.Args, func(a Arg) bool { return a.Unsaid }) {
		return c
	}
	own := *c
	own.Args = keep(c.Args, func(a Arg) bool { return !a.Unsaid })
	return &own
}

const (
	maxWords     = 200 // before the reason, for a command without free text
	maxShown     = 8   // things an error lists
	labelBecause = "because"
	labelOn      = "on"
	labelNet     = "net" // 30, or 30 days
)

// find is the first argument of the command that fits, or nil.
func (rd *reader) find(fits func(*Arg) bool) *Arg {
	for i := range rd.c.Args {
		if fits(&rd.c.Args[i]) {
			return &rd.c.Args[i]
		}
	}
	return nil
}

// bare is the first argument of the kind that stands without a label and was not read yet, or nil.
func (rd *reader) bare(kinds ...Kind) *Arg {
	return rd.find(func(a *Arg) bool { return a.Label == "" && slices.Contains(kinds, a.Kind) && !rd.has(a) })
}

func (rd *reader) has(a *Arg) bool {
	_, ok := rd.out.Values[a.Name]
	return ok
}

// step reads one thing, or leaves one word.
func (rd *reader) step() {
	rd.behind, rd.files = rd.files, 0
	ways := []func() int{rd.label, rd.choice, rd.flag, rd.entry, rd.file, rd.date, rd.amount, rd.number, rd.person, rd.prefix, rd.name}
	if rd.texting() {
		ways = []func() int{rd.label, rd.date}
	}
	for _, way := range ways {
		if n := way(); n > 0 {
			rd.at += n
			return
		}
	}
	rd.left = append(rd.left, rd.at)
	rd.at++
}

// set keeps an argument and how it reads.
func (rd *reader) set(a *Arg, value, echo string) {
	rd.out.Values[a.Name] = value
	rd.echo = append(rd.echo, echo)
}

// fail keeps the first error, about the argument.
func (rd *reader) fail(a *Arg, err error) {
	if rd.err == nil {
		rd.err = aboutArg(err, a.Name)
	}
}

// aboutArg makes the error one about the argument.
func aboutArg(err error, name string) error {
	var e *domain.Error
	if !errors.As(err, &e) {
		return err
	}
	named := *e
	named.Arg = name
	return &named
}

// keepParts keeps the parts of a payment over several files.
func (rd *reader) keepParts() {
	if len(rd.parts) < 2 {
		return
	}
	amount := rd.find(isBareAmount)
	delete(rd.out.Values, amount.Name)
	rd.out.Parts = rd.parts
	for _, f := range rd.out.Files {
		if !slices.ContainsFunc(rd.parts, func(p Part) bool { return p.File == f }) {
			rd.fail(amount, domain.Invalid("", "%s has no amount; write each file with its own, like FM-1042 12,400 FM-1047 3,200.50.", f))
		}
	}
}

// problem is what stands against the command as it was read, or nil.
func (rd *reader) problem() error {
	if rd.err != nil || len(rd.left) == 0 {
		return rd.err
	}
	return rd.leftover()
}
