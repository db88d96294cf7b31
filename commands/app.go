package commands

import (
	"context"
	"slices"
	"strings"

	"paidup/domain"
)

// Deps are what the commands stand on.
type Deps struct {
	Files     FileStore
	Find      Finder
	Markets   MarketStore
	Books     Books
	Questions Questions
	Requests  Requests
	Audit     Audit
	Channels  Channels
	Accounts  Accounts

	Escalations Escalations

	Checks []Check // of the doctor
}

// App carries out what people ask for.
type App struct {
	Deps
	table []*Command
	dry   *App // stores nothing: see rehearsal
}

// NewApp is the app on its ports. One without ports can still tell its commands.
func NewApp(d Deps) *App {
	a, dry := &App{Deps: d}, d
	dry.Files = rehearsal{d.Files}
	a.dry = &App{Deps: dry}
	a.table, a.dry.table = a.registry(), a.dry.registry()
	return a
}

// VerbDrop is what a press says that answers a question with no. Nothing is stored.
const VerbDrop = "drop"

// Do carries out one request. An error is one of the law's kinds (a *domain.Error, sometimes within a *Refusal with the
// next steps) or a fault of ours; a question of the law comes as the reply Asked. Nothing is stored unless the reply is a
// Receipt or says so. A request whose key was seen before changes nothing and gets the receipt of what it did.
func (a *App) Do(ctx context.Context, r Request) (reply Reply, err error) {
	r.trace = &trace{}
	defer func() {
		p := recover()
		a.record(r, result{reply, err, p != nil})
		if p != nil {
			panic(p)
		}
	}()
	reply, err = a.do(ctx, r)
	if _, asks := reply.(Asked); !asks && domain.KindOf(err) == "" {
		return reply, err
	}
	if done, fault := a.again(ctx, r); fault == nil && done != nil { // it was done, which is why it cannot be done now
		return done, nil
	}
	if cmd := a.command(r.trace.verb); err != nil && cmd != nil && cmd.Reads {
		err = ofReading(err)
	}
	return reply, err
}

func (a *App) do(ctx context.Context, r Request) (Reply, error) {
	if r.Question != "" {
		answered, reply, err := a.answer(ctx, r)
		if reply != nil || err != nil {
			return reply, err
		}
		r = answered
	}
	if r.Verb == VerbDrop {
		return Said{Text: dropped}, nil
	}
	if r.Verb == verbJoin {
		return a.join(ctx, r)
	}
	if r.Verb == VerbHome {
		r.trace.verb = VerbHome
		if err := a.meetFirstAdmin(ctx, r); err != nil {
			return nil, err
		}
	}
	s, err := a.scope(ctx, r)
	if err != nil {
		return nil, err
	}
	cmd, r, err := a.meant(r)
	if err != nil {
		return nil, a.withMeant(s, r, err)
	}
	r.trace.verb = cmd.Name
	c, reply, err := a.call(ctx, s, cmd, r)
	if reply != nil || err != nil {
		return reply, err
	}
	if err := a.mayAll(c); err != nil {
		return a.forOthers(ctx, c, err)
	}
	if c.opens() {
		return a.form(ctx, c)
	}
	reply, err = a.run(ctx, c)
	if c.doorLacks(err) {
		return a.form(ctx, c)
	}
	return a.ask(ctx, c, reply, err)
}

// run checks what is checked for every verb, and does the verb.
func (a *App) run(ctx context.Context, c *Call) (Reply, error) {
	if err := c.many(); err != nil {
		return nil, err
	}
	if len(c.Parts) > 0 && len(c.Parts) != len(c.Files) {
		return nil, domain.Invalid("amount", "Write each file with its own amount: %s.", c.Command.Examples[len(c.Command.Examples)-1])
	}
	if err := c.secrets(); err != nil {
		return nil, err
	}
	c.trace.said(c)
	if err := a.backwards(ctx, c); err != nil {
		return nil, err
	}
	if c.Market != nil && len(c.Files) > 0 {
		if err := a.settleNames(ctx, c, c.Market); err != nil {
			return nil, err
		}
	}
	return c.Command.Do(ctx, c)
}

// verb reads the verb at the head of the words.
func (a *App) verb(words string) (verb, rest string, err error) {
	var known []string
	for _, c := range keep(a.table, (*Command).typed) {
		first, _, _ := strings.Cut(c.Name, " ")
		known = append(known, first)
	}
	return readVerb(words, known)
}

// Verb is the name of the command that the request means, empty where it means none.
func (a *App) Verb(r Request) string {
	cmd, _, err := a.meant(r)
	if err != nil || cmd == nil {
		return ""
	}
	return cmd.Name
}

// meant finds the command of the request and leaves in Words what follows it. A two-word command ("file new") is meant
// when its second word comes first; a stage word behind stage is the doorway to that stage's verb.
func (a *App) meant(r Request) (*Command, Request, error) {
	if a.command(r.Verb) == nil {
		words := r.Words
		if r.Verb != "paidup" {
			words = strings.TrimSpace(r.Verb + " " + r.Words)
		}
		verb, words, err := a.verb(words)
		if err != nil {
			return nil, r, err
		}
		r.Verb, r.Words = verb, words
	}
	if r.Verb == "stage" {
		r = doorway(r)
	}
	if first, rest, _ := strings.Cut(strings.TrimSpace(r.Words), " "); first != "" {
		if cmd := a.command(r.Verb + " " + strings.ToLower(first)); cmd != nil {
			r.Verb, r.Words = cmd.Name, strings.TrimSpace(rest)
		}
	}
	return a.command(r.Verb), r, nil
}

// withMeant offers to run the command that was probably meant, where its words read well.
func (a *App) withMeant(s *scope, r Request, err error) error {
	e := theError(err)
	if e == nil {
		return err
	}
	m, ok := e.About.(Meant)
	if !ok {
		return err
	}
	r.Verb, r.Words, r.Args = m.Verb, m.Words, nil
	run, ok := a.suggestion(s, s.implied(), r)
	if !ok {
		return err
	}
	return offer(err, run)
}

// suggestion is a button that runs the request, where its words read well.
func (a *App) suggestion(s *scope, m *domain.Market, r Request) (Button, bool) {
	label := strings.TrimSpace("Run " + a.asTyped(r.Verb) + " " + r.Words)
	cmd, r, err := a.meant(r)
	if err != nil || cmd == nil {
		return Button{}, false
	}
	c := newCall(s, m, cmd, r)
	refs, err := c.read()
	if err != nil {
		return Button{}, false
	}
	return Button{Label: clip(label, suggested), Press: c.again(refs)}, true
}

// asTyped is the verb as it is typed in a channel: /pay, and one without a slash of its own as /paidup approve.
func (a *App) asTyped(verb string) string {
	first, _, _ := strings.Cut(verb, " ")
	if cmd := a.command(first); cmd != nil && cmd.Slash {
		return "/" + verb
	}
	return "/paidup " + verb
}

// suggested is how long a suggested command on a button may be.
const suggested = 30

func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

func (a *App) command(name string) *Command {
	for _, c := range a.table {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// opens says that the verb's form is asked for, or is what a bare verb means.
func (c *Call) opens() bool {
	if c.Form {
		return c.Command.hasForm()
	}
	bare := c.Source == domain.FromCommand && len(c.Args) == 0 && strings.TrimSpace(c.Words) == ""
	return bare && c.Command.hasForm() && !(c.Command.Bare && len(c.Files) > 0)
}

// typed says that people reach the command by typing it.
func (c *Command) typed() bool { return !c.Pressed }

func (c *Command) hasForm() bool {
	return slices.ContainsFunc(c.Args, func(a Arg) bool { return a.Form })
}

// many asks once about more files than a slip of the hand should reach, listing them.
func (c *Call) many() error {
	if len(c.Files) <= manyFiles || c.Command.Who == actFind || c.Answered.Has(askMany) {
		return nil
	}
	var names []string
	for _, f := range c.Files {
		names = append(names, strings.TrimSpace(f.Number+" "+f.Facts.Short()))
	}
	e := domain.Ask(askMany, "file", "%d files: %s.", len(c.Files), list(names))
	for _, m := range c.missing {
		e.Says += " " + m.err.Error()
	}
	e.About = c.Files
	return e
}
