package commands

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"paidup/domain"
)

// call reads the request: its words against the market's day, its files against the markets of the person. The reply is
// a question or a form where that is the answer already.
func (a *App) call(ctx context.Context, s *scope, cmd *Command, r Request) (*Call, Reply, error) {
	r.Words = a.withChannels(ctx, r.Words)
	c := newCall(s, s.implied(), cmd, r)
	if err := a.escalationAtHand(ctx, c); err != nil {
		return nil, nil, err
	}
	if err := a.atHand(ctx, c); err != nil {
		return nil, nil, err
	}
	refs, err := c.read()
	c.trace.named(s, refs)
	var faults *formFaults
	if errors.As(err, &faults) && r.Source == domain.FromForm {
		reply, err := a.formAgain(ctx, c, faults)
		return c, reply, err
	}
	if err != nil {
		return c, nil, a.withReadings(c, err, refs)
	}
	picks, err := a.findAll(ctx, c, refs)
	c.trace.found(c)
	if picks != nil || err != nil {
		return c, picks, err
	}
	if len(c.Files) > 0 && (c.Market == nil || c.Market.ID != c.Files[0].Market) {
		c.Market = s.market(c.Files[0].Market)
		if _, err := c.read(); err != nil { // its dates are dates of the file's market
			return c, nil, err
		}
	}
	return c, nil, c.needFile()
}

func newCall(s *scope, m *domain.Market, cmd *Command, r Request) *Call {
	return &Call{Request: r, Command: cmd.forPerson(s), Person: s.person, People: s.people, In: Values{}, scope: s, Market: m}
}

// forPerson is the command with the markets that the person may name as its choices: by code, or by name.
func (cmd *Command) forPerson(s *scope) *Command {
	i := slices.IndexFunc(cmd.Args, func(a Arg) bool { return a.Name == "market" })
	if i < 0 {
		return cmd
	}
	own := *cmd
	own.Args = slices.Clone(cmd.Args)
	market, visible := &own.Args[i], s.visible()
	market.Form, market.Choices = cmd.hasForm() && !cmd.OfMarket && len(visible) > 1, slices.Clone(market.Choices)
	for _, m := range visible {
		market.Choices = append(market.Choices, m.Code)
		name, _, _ := strings.Cut(m.Name, " (")
		market.Names = append(market.Names, name)
	}
	market.Names = slices.Concat(cmd.Args[i].Choices, market.Names)
	return &own
}

// atHand finds the files that the door names by their ids: the one of a thread, a card or a button, and those that an
// earlier answer had found.
func (a *App) atHand(ctx context.Context, c *Call) error {
	ids := c.namedIDs()
	for _, id := range ids {
		f, err := a.Files.File(ctx, id)
		if err != nil {
			return err
		}
		line := lineOf(f)
		if !c.scope.sees(line) {
			return domain.NotFound("There is no such file.")
		}
		c.Files = append(c.Files, line)
	}
	if len(c.Files) > 0 {
		c.Market = c.scope.market(c.Files[0].Market)
	}
	if !c.Command.Pressed && !slices.ContainsFunc(c.Command.Args, func(a Arg) bool { return a.Kind == KindFile }) {
		c.Files, c.trace.files = nil, nil // what is about no file is not about that of the thread it is said in
	}
	return nil
}

// namedIDs are the ids in Args["files"], where 0 stands for the file that was picked, or the file at hand.
func (c *Call) namedIDs() []domain.FileID {
	var out []domain.FileID
	for _, word := range c.Args.List(argFiles) {
		id, err := strconv.ParseInt(word, 10, 64)
		switch {
		case err == nil && id > 0:
			out = append(out, domain.FileID(id))
		case c.File != 0:
			out = append(out, c.File)
		}
	}
	if len(out) == 0 && c.File != 0 {
		out = append(out, c.File)
	}
	return out[:min(len(out), maxFiles)]
}

// Arguments that no person types: the ids of files that were found, and the parts of one check over them.
const (
	argFiles = "files"
	argParts = "parts"
)

// read reads the words, or the arguments of a form or a button, on the market's day. It gives the words that name files.
func (c *Call) read() ([]string, error) {
	in := Reading{Implied: c.File != 0, Me: c.Actor, Market: c.Market}
	if in.Market == nil && len(c.scope.visible()) > 0 {
		in.Market = c.scope.visible()[0] // only for its day: words that name files are looked for in all
	}
	if in.Market != nil {
		in.Today, in.Calendar, in.Members = in.Market.Today(c.At), in.Market.Calendar(), in.Market.Members
	}
	c.Today, in.Market = in.Today, c.Market
	if c.Args != nil {
		return c.readArgs(in)
	}
	got, err := Read(c.Command, c.Words, in)
	c.In, c.Parts = got.Values, got.Parts
	if c.In == nil {
		c.In = Values{}
	}
	return got.Files, err
}

// readArgs takes arguments by name: as typed into a form, or canonical from a button.
func (c *Call) readArgs(in Reading) ([]string, error) {
	typed := Values{}
	for k, v := range c.Args {
		if k != argFiles && k != argParts && k != "file" {
			typed[k] = v
		}
	}
	values, faults := Canonical(c.Command, typed, in)
	c.In = values
	if c.In == nil {
		c.In = Values{}
	}
	c.Parts = nil
	for _, p := range c.Args.List(argParts) {
		if cents, err := strconv.ParseInt(p, 10, 64); err == nil {
			c.Parts = append(c.Parts, Part{Amount: domain.Money(cents)})
		}
	}
	if len(faults) > 0 {
		return nil, &formFaults{faults}
	}
	var refs []string
	for _, ref := range c.Args.List("file") {
		refs = append(refs, strings.TrimSpace(ref))
	}
	return refs, nil
}

// formFaults are the errors of several fields at once.
type formFaults struct{ by map[string]error }

func (f *formFaults) Error() string {
	if e := f.first(); e != nil {
		return e.Error()
	}
	return "the form has faults"
}

// Unwrap is the first of them, so that a door without fields says that one.
func (f *formFaults) Unwrap() error { return f.first() }

func (f *formFaults) first() error {
	names := make([]string, 0, len(f.by))
	for name := range f.by {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		return f.by[name]
	}
	return nil
}

// needFile says that a verb about a file has none, unless its form will ask for it.
func (c *Call) needFile() error {
	if len(c.Files) > 0 || c.opens() {
		return nil
	}
	i := slices.IndexFunc(c.Command.Args, func(a Arg) bool { return a.Kind == KindFile && a.Required })
	if i < 0 {
		return nil
	}
	err := domain.Invalid("file", "Which file? %s.", c.Command.Examples[0])
	if c.Source == domain.FromForm || !c.Command.hasForm() {
		return err
	}
	return offer(err, openForm(c))
}

// canonical are the arguments as a button carries them: those that were read, and the files where one id cannot say them.
func (c *Call) canonical() Values {
	out := Values{}
	for k, v := range c.In {
		out[k] = v
	}
	if len(c.Files) > 1 || len(c.Parts) > 0 {
		var ids []string
		for _, f := range c.Files {
			ids = append(ids, strconv.FormatInt(int64(f.ID), 10))
		}
		out.SetList(argFiles, ids)
	}
	var parts []string
	for _, p := range c.Parts {
		parts = append(parts, strconv.FormatInt(int64(p.Amount), 10))
	}
	out.SetList(argParts, parts)
	return out
}
