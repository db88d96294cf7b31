package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"paidup/domain"
)

func (a *App) newFileCommand() *Command {
	optional := func(name, asks, hint string, kind Kind) Arg {
		return Arg{Name: name, Kind: kind, Label: name, Asks: asks, Hint: hint, Form: true}
	}
	received := onArg()
	received.Asks = "Received"
	return &Command{
		Name:     "file new",
		Says:     "begin a file",
		Usage:    "NAME [on DATE] [loss TYPE] [payer WHO] [program WHO] [claim NO] [estimate AMOUNT] …",
		Examples: []string{"file new Harris loss water payer Harbor Mutual"},
		Args: []Arg{
			{Name: "customer", Kind: KindText, Asks: "Customer", Hint: "Harris", Required: true, Form: true},
			received,
			{Name: "loss", Kind: KindName, Label: "loss", Asks: "Loss type", Hint: "water, mitigation", Required: true, Form: true},
			{Name: "payer", Kind: KindName, Label: "payer", Asks: "Payer", Hint: "Harbor Mutual", Required: true, Form: true},
			optional("carrier", "Carrier", "where it is not the payer", KindName),
			optional("program", "Program or TPA", "Northline", KindName),
			optional("estimate", "Estimate", "14,900.00", KindAmount),
			optional("claim", "Claim number", "24-77810", KindNumber),
			optional("assignment", "Assignment number", "", KindNumber),
			optional("address", "Address", "", KindName),
			optional("city", "City", "", KindName),
			optional("phone", "Phone", "", KindNumber),
			optional("deductible", "Deductible", "1,000.00", KindAmount),
			optional("number", "File number", "the market's next", KindNumber),
			{Name: "market", Kind: KindChoice, Label: "market", Asks: "Market"},
		},
		Who: actOpen,
		Do:  a.newFile,
	}
}

// sameLoss is the question whether a new file is one that is there already.
const sameLoss domain.Question = "same_loss"

func (a *App) newFile(ctx context.Context, c *Call) (Reply, error) {
	m, reply, err := a.marketMeant(c)
	if reply != nil || err != nil {
		return reply, err
	}
	if err := c.mayIn(actOpen, m); err != nil {
		return nil, err
	}
	on := c.In.Date("on")
	if err := c.mayReceive(m, on); err != nil {
		return nil, err
	}
	facts, err := c.facts()
	if e := theError(err); e != nil && e.Arg != "deductible" && c.CanForm && c.Source == domain.FromCommand {
		return a.form(ctx, c) // what is left out is asked for in the form, with what was typed in it
	}
	if err != nil {
		return nil, err
	}
	if err := a.askSameLoss(ctx, c, m, facts); err != nil {
		return nil, err
	}
	f, change, err := a.Files.Open(ctx, c.act(), domain.NewFile{Market: m, Number: c.In.Text("number")}, func(f *domain.File) error {
		return f.Receive(on, facts, c.owner(m))
	})
	if err != nil {
		return nil, err
	}
	return Receipt{Verb: c.Command.Name, Done: []Outcome{{File: f, Change: change, Number: f.Number}}, Today: m.Today(c.At), People: c.People,
		Notes: c.actingOn()}, nil
}

// mayReceive checks how far back a receipt is dated.
func (c *Call) mayReceive(m *domain.Market, on domain.Date) error {
	if on == 0 || on >= m.Calendar().Add(m.Today(c.At), -m.Settings.ReceivedLimit) {
		return nil
	}
	err := c.mayIn(actReceivedBack, m)
	if e := theError(err); e != nil {
		e.Arg = "on"
		e.Says = fmt.Sprintf("%s is over %d business days back. %s", on.Words(m.Today(c.At)), m.Settings.ReceivedLimit, e.Says)
	}
	return err
}

// facts are the new file's facts as they were stated. What a file needs to be followed is asked for by name.
func (c *Call) facts() (domain.Facts, error) {
	in := c.In
	f := domain.Facts{Customer: unquoted(in.Text("customer")), Loss: in.Text("loss"), Payer: in.Text("payer"), Carrier: in.Text("carrier"),
		Program: in.Text("program"), Claim: in.Text("claim"), Assignment: in.Text("assignment"), Address: in.Text("address"),
		City: in.Text("city"), Phone: in.Text("phone"), Estimate: in.Money("estimate"), Deductible: in.Money("deductible")}
	missing := func(arg, question string) error {
		return domain.Invalid(arg, "%s file new Harris loss water payer Harbor Mutual.", question)
	}
	switch {
	case f.Customer == "":
		return f, missing("customer", "Whose file is it?")
	case f.Loss == "":
		return f, missing("loss", "What kind of loss is it?")
	case f.Payer == "":
		return f, missing("payer", "Who pays?")
	case f.Estimate > 0 && f.Deductible > f.Estimate:
		return f, domain.Invalid("deductible", "A deductible of %s is more than the estimate of %s.", f.Deductible, f.Estimate)
	}
	return f, nil
}

// askSameLoss asks about a file of the market with the same claim number or the same address: mitigation and rebuild of
// one loss are two files, so both may be right.
func (a *App) askSameLoss(ctx context.Context, c *Call, m *domain.Market, facts domain.Facts) error {
	if c.Answered.Has(sameLoss) {
		return nil
	}
	for _, text := range []string{facts.Claim, facts.Address} {
		if text == "" {
			continue
		}
		found, err := a.Find.Find(ctx, domain.FindQuery{Markets: []domain.MarketID{m.ID}, Text: text, Limit: maxButtons})
		if err != nil {
			return err
		}
		i := slices.IndexFunc(found, func(l domain.FileLine) bool {
			return same(l.Facts.Claim, facts.Claim) || same(l.Facts.Address, facts.Address)
		})
		if i >= 0 {
			e := domain.Ask(sameLoss, "customer", "%s %s has the same %s. Is this another file of that loss?", found[i].Number,
				found[i].Facts.Short(), sharedBy(found[i].Facts, facts))
			e.About = found[i]
			return e
		}
	}
	return nil
}

// unquoted is a name without the quotes that hold it together.
func unquoted(name string) string {
	inner := strings.TrimFunc(name, isQuote)
	if strings.ContainsFunc(inner, isQuote) {
		return name
	}
	return strings.TrimSpace(inner)
}

func sharedBy(a, b domain.Facts) string {
	if same(a.Claim, b.Claim) {
		return "claim number"
	}
	return "address"
}

// owner is who a new file belongs to: the one who enters or asked for it when coordinating, else nobody yet.
func (c *Call) owner(m *domain.Market) domain.PersonID {
	who := c.Actor
	if c.allowed != nil {
		who = c.allowed.By
	}
	if member, _ := m.Member(who); member.Is(domain.Coordinator) {
		return who
	}
	return ""
}
