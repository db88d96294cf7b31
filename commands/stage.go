package commands

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"paidup/domain"
)

func (a *App) stageCommand() *Command {
	return &Command{
		Name:     "stage",
		Says:     "the five dates and what comes next, or the doorway to a stage",
		Usage:    "REF [STAGE] [on DATE]",
		Examples: []string{"stage FM-1042", "stage FM-1071 approved on fri"},
		Slash:    true,
		Args: []Arg{
			fileArg(),
			{Name: "stage", Kind: KindChoice, Asks: "Stage", Choices: []string{"received", "submitted", "approved", "invoiced", "paid"}, Form: true},
			onArg(),
		},
		Who:  actFind, // a stage runs its own verb, which has its own row
		Bare: true,
		Do:   a.stage,
	}
}

// doors are the verbs behind the stages. Received and paid have none: the one is where a file begins, the other follows
// from the money.
func doors() map[string]string {
	return map[string]string{"submitted": "submit", "approved": "approve", "invoiced": "invoice"}
}

// doorway turns a request that names a stage into the request of the stage's verb: whatever else was said goes with it.
func doorway(r Request) Request {
	r.Words = inFull.ReplaceAllString(r.Words, "paid")
	words := strings.Fields(r.Words)
	for i, w := range words {
		if verb, ok := doors()[foldWord(w)]; ok {
			r.Verb, r.door, r.Words = verb, foldWord(w), strings.Join(slices.Delete(words, i, i+1), " ")
			return r
		}
	}
	if verb, ok := doors()[r.Args.Text("stage")]; ok {
		r.Verb, r.door, r.Args = verb, r.Args.Text("stage"), maps.Clone(r.Args)
		delete(r.Args, "stage")
	}
	return r
}

// doorLacks says that a form named a stage whose verb needs what only the verb's own form asks for.
func (c *Call) doorLacks(err error) bool {
	e := theError(err)
	if e == nil || e.Kind != domain.KindInvalid || c.door == "" || c.Source != domain.FromForm || c.In.Text(e.Arg) != "" {
		return false
	}
	return slices.ContainsFunc(c.Command.Args, func(a Arg) bool { return a.Form && a.Name == e.Arg })
}

var inFull = regexp.MustCompile(`(?i)\bpaid[ -]in[ -]full\b`)

// backwards refuses a stage that the file has left behind, where nothing was said that would be a fact of its own.
func (a *App) backwards(ctx context.Context, c *Call) error {
	if c.door == "" || len(c.Files) != 1 {
		return nil
	}
	for name := range c.In {
		if name != "on" {
			return nil
		}
	}
	f, err := a.Files.File(ctx, c.Files[0].ID)
	if err != nil {
		return err
	}
	r := f.State.LastRound()
	answers := c.door == "approved" && f.State.OpenRound() != nil
	again := c.door == "submitted" && r != nil && r.Back()
	if answers || again || !domain.Stage(strings.ToUpper(c.door)).Before(f.State.Stage) {
		return nil
	}
	return backward(f, c.Today)
}

func (a *App) stage(ctx context.Context, c *Call) (Reply, error) {
	if err := c.single(); err != nil {
		return nil, err
	}
	f, err := a.Files.File(ctx, c.Files[0].ID)
	if err != nil {
		return nil, err
	}
	switch c.In.Text("stage") {
	case "paid":
		c.trace.outcome = domain.TriedShown
		if f.State.Outcome != domain.PaidOutcome && !c.scope.seesMoney(f.Market) {
			return Said{Text: f.Number + " is not paid in full."}, nil
		}
		return Said{Text: openYet(f, c.Today)}, nil
	case "received":
		return nil, backward(f, c.Today)
	}
	if c.In.Text("on") != "" {
		return nil, domain.Invalid("stage", "Which stage, on %s? stage %s approved on fri.", c.In.Date("on").Words(c.Today), f.Number)
	}
	return a.fiveDates(c, f), nil
}

// fiveDates are the dates of the stages and what the next one needs.
func (a *App) fiveDates(c *Call, f *domain.File) Reply {
	s := &f.State
	out := Listing{Title: fmt.Sprintf("%s %s: %s since %s", f.Number, s.Facts.Short(), s.Stage, s.Since().Words(c.Today))}
	for _, stage := range domain.Stages() {
		date := "not yet"
		if on, ok := s.First[stage]; ok {
			date = on.Words(c.Today)
		} else if stage.Before(s.Stage) {
			date = "skipped"
		}
		if stage == domain.PaidInFull && s.Outcome != domain.PaidOutcome {
			date = "not yet"
		}
		out.Lines = append(out.Lines, fmt.Sprintf("%s: %s", stage, date))
	}
	verb, needs := nextFact(f)
	if needs != "" && c.scope.seesMoney(f.Market) {
		out.Lines = append(out.Lines, needs)
	}
	if verb != "" && granted(a.command(verb).Who, f.Market, c.Person) == yes {
		out.Buttons = append(out.Buttons, formButton(formLabel(verb), verb, f, nil))
	}
	return out
}

// nextFact is the verb of the file's next fact, and what it needs in words; no verb when nothing is left to do.
func nextFact(f *domain.File) (verb, needs string) {
	s := &f.State
	open, r := s.OpenRound(), s.LastRound()
	switch {
	case s.Outcome != domain.Open:
		return "", ""
	case open != nil:
		return "approve", fmt.Sprintf("Next: the answer to round %d. approve %s, or reject %s.", open.N, f.Number, f.Number)
	case s.Balance() > 0:
		return "pay", fmt.Sprintf("Next: a payment, %s is open. pay %s %s check 881.", s.Balance(), f.Number, s.Balance().Plain())
	case s.Stage == domain.Received || r != nil && r.Back():
		return "submit", fmt.Sprintf("Next: a hand-in. submit %s.", f.Number)
	}
	return "invoice", fmt.Sprintf("Next: an invoice. invoice %s %s.", f.Number, max(s.ApprovedTotal()-s.Invoiced(), 0).Plain())
}

// openYet says what paid in full still needs.
func openYet(f *domain.File, today domain.Date) string {
	s := &f.State
	if s.Outcome == domain.PaidOutcome {
		return fmt.Sprintf("%s is paid in full since %s.", f.Number, s.PaidOn.Words(today))
	}
	var open []string
	if b := s.Balance(); b > 0 {
		open = append(open, fmt.Sprintf("%s is open", b))
	}
	if r := s.OpenSupplement(); r != nil {
		open = append(open, waits(f, r))
	}
	if rest := s.ApprovedTotal() - s.Invoiced(); s.Invoiced() > 0 && rest > f.Market.Settings.SmallBalance {
		open = append(open, fmt.Sprintf("%s approved is not invoiced", rest))
	}
	switch {
	case s.Invoiced() == 0:
		open = append(open, "nothing is invoiced")
	case s.Paid() == 0:
		open = append(open, "no payment has come")
	case len(open) == 0:
		open = append(open, "more invoices were announced")
	}
	return fmt.Sprintf("%s is not paid in full: %s.", f.Number, list(open))
}

func waits(f *domain.File, r *domain.Round) string {
	if r.Undecided() && r.To != "" {
		return fmt.Sprintf("a supplement of %s waits for %s", r.Asked, r.To)
	}
	return fmt.Sprintf("a supplement of %s came back and waits for us", r.Asked)
}

// backward refuses a step back: a stage follows from facts, so it asks which fact was wrong.
func backward(f *domain.File, today domain.Date) error {
	if f.State.Stage == domain.Received {
		return domain.Conflict("%s is %s since %s.", f.Number, domain.Received, f.State.Received.Words(today))
	}
	last, entry := "", "eN"
	for _, ch := range standing(f) {
		if len(ch.Stages)+len(ch.Rounds)+len(ch.Invoices) > 0 && ch.Version > 1 {
			entry = fmt.Sprintf("e%d", ch.Version)
			last = fmt.Sprintf(" The last one is %s, %s.", entry, ch.On().Words(today))
		}
	}
	return domain.Invalid("stage", "%s is %s by its facts, so it does not go back by itself. Which fact was wrong?%s void %s %s because WORDS.",
		f.Number, f.State.Stage, last, f.Number, entry)
}
