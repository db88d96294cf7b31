package commands

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"paidup/domain"
)

// act is who does it, by which door, at which instant.
func (c *Call) act() domain.Act {
	act := domain.Act{Key: c.Key, Actor: c.Actor, Source: c.Source, At: c.At}
	if c.allowed != nil {
		act.Request, act.For, act.Seconded = c.allowed.ID, c.allowed.By, c.allowed.Seconded
	}
	return act
}

// onFile says on which of several files an error came up.
type onFile struct {
	id  domain.FileID
	err error
}

func (e *onFile) Error() string { return e.err.Error() }

func (e *onFile) Unwrap() error { return e.err }

// guarded is the law behind what every act on a file must pass: a button is pressed on what it was drawn for.
func (c *Call) guarded(law func(*domain.File) error) func(*domain.File) error {
	return func(f *domain.File) error {
		if c.Rests != "" && c.Rests != Rests(c.Verb, f) {
			return c.outdated(f)
		}
		err := c.keepNote(f)
		if err == nil {
			err = law(f)
		}
		if err != nil {
			return &onFile{f.ID, err}
		}
		return nil
	}
}

// keepNote writes what the reader had left over and the person kept.
func (c *Call) keepNote(f *domain.File) error {
	if words := c.In.Text(argNote); words != "" {
		return f.Note(words)
	}
	return nil
}

// one runs the law on the one file meant.
func (a *App) one(ctx context.Context, c *Call, law func(*domain.File) error) (Reply, error) {
	if err := c.single(); err != nil {
		return nil, err
	}
	f, change, err := a.Files.Change(ctx, c.act(), c.Files[0].ID, c.guarded(law))
	if err != nil {
		return nil, err
	}
	return c.receipt(c.outcome(f, change)), nil
}

// each runs the law on every file meant; each is saved or refused on its own.
func (a *App) each(ctx context.Context, c *Call, law func(*domain.File) error) (Reply, error) {
	if c.named() == 1 {
		return a.one(ctx, c, law)
	}
	var out []Outcome
	saved := false
	for _, line := range c.Files {
		err := c.denied[line.ID]
		var done []domain.Done
		if err == nil {
			done, err = a.Files.ChangeAll(ctx, c.act(), []domain.FileID{line.ID}, c.guarded(law))
		}
		switch {
		case err == nil:
			saved = true
			out = append(out, c.outcome(done[0].File, done[0].Change))
		case domain.KindOf(err) == "" && !saved:
			return nil, fmt.Errorf("change %s: %w", line.Number, err)
		default: // a fault after something was saved is told beside it
			out = append(out, Outcome{Number: line.Number, Refused: err})
		}
	}
	out = c.withMissing(out)
	if err := sameRefusal(out); err != nil {
		return nil, err
	}
	return c.receipt(out...), nil
}

// sameRefusal is what every file was refused for, in the same words; nil where something was saved or the words differ.
func sameRefusal(out []Outcome) error {
	for _, o := range out {
		if domain.KindOf(o.Refused) != domain.KindInvalid || o.Refused.Error() != out[0].Refused.Error() {
			return nil
		}
	}
	return out[0].Refused
}

// together runs the law on all files meant: all are saved or none.
func (a *App) together(ctx context.Context, c *Call, law func(*domain.File) error) (Reply, error) {
	var ids []domain.FileID
	for _, line := range c.Files {
		if err := c.denied[line.ID]; err != nil {
			return nil, err
		}
		if !slices.Contains(ids, line.ID) { // a check may name a file twice
			ids = append(ids, line.ID)
		}
	}
	done, err := a.Files.ChangeAll(ctx, c.act(), ids, c.guarded(law))
	if err != nil {
		return nil, err
	}
	var out []Outcome
	for _, d := range done {
		out = append(out, c.outcome(d.File, d.Change))
	}
	return c.receipt(out...), nil
}

func (c *Call) outcome(f *domain.File, change *domain.Change) Outcome {
	o := Outcome{File: f, Change: change, Number: f.Number}
	if change != nil && change.Actor == c.Actor && change.Version > 1 {
		if until := f.UndoUntil(change); f.Market.Today(c.At) <= until {
			o.UndoUntil = until
		}
	}
	return o
}

func (c *Call) receipt(done ...Outcome) Reply {
	return Receipt{Verb: c.Command.Name, Done: done, Today: c.Today, People: c.People, Notes: append(c.actingFor(), c.actingOn(done...)...)}
}

// actingFor says that a director did what is accounting's in a market that has none.
func (c *Call) actingFor() []string {
	if c.Command.Name != "void" && c.In.Text("on") == "" || c.Market == nil {
		return nil
	}
	member, _ := c.Market.Member(c.Actor)
	if member.Is(domain.Accounting) || len(c.Market.With(domain.Accounting)) > 0 || !member.Is(domain.Director) {
		return nil
	}
	if c.Command.Name == "void" || c.backDated(c.Files[0]) {
		return []string{c.Market.Name + " has no accounting, so its director did this."}
	}
	return nil
}

// actingOn says whose request was allowed, and how it is taken back.
func (c *Call) actingOn(done ...Outcome) []string {
	if c.allowed == nil {
		return nil
	}
	says := c.People.First(c.allowed.By) + " asked for it and is told."
	if first := c.allowed.Seconded; first != "" {
		says = c.People.First(first) + " allowed it too. " + says
	}
	out := []string{says}
	if len(done) == 1 && done[0].UndoUntil != 0 {
		out = append(out, "Once Undo is over: "+voidIsFor(done[0].File, done[0].Change.Version))
	}
	return out
}

// answers are the questions answered for the file: an answer that names a file is for that file alone.
func (c *Call) answers(id domain.FileID) domain.Answers {
	var out domain.Answers
	for _, q := range c.Answered {
		name, of, named := strings.Cut(string(q), ":")
		if !named || of == strconv.FormatInt(int64(id), 10) {
			out = append(out, domain.Question(name))
		}
	}
	return out
}

// means says whether the file is among those meant.
func (c *Call) means(id domain.FileID) bool {
	for _, f := range c.Files {
		if f.ID == id {
			return true
		}
	}
	return false
}

// single refuses more than one file.
func (c *Call) single() error {
	if c.named() > 1 {
		return domain.Invalid("file", "%s is for one file at a time; %d are named.", c.Command.Name, c.named())
	}
	return nil
}

// oneAmount refuses an amount for several files: whose it would be cannot be told.
func (c *Call) oneAmount() error {
	if c.named() > 1 && c.In.Text("amount") != "" {
		return domain.Invalid("amount", "An amount is for one file; %d are named.", c.named())
	}
	return nil
}

// entry is the version that e9 names; 0 where no entry was named.
func (c *Call) entry() (int, error) {
	word := c.In.Text("entry")
	if word == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(strings.TrimPrefix(strings.ToLower(word), "e"))
	if err != nil || n < 1 {
		return 0, domain.Invalid("entry", "%q is not an entry; write e9.", word)
	}
	return n, nil
}

func (c *Call) zone() *time.Location {
	if c.Market != nil {
		return c.Market.Location()
	}
	return time.UTC
}

func theError(err error) *domain.Error {
	var e *domain.Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}
