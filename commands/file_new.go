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
			{Name: argPaste, Kind: KindText, Label: argPaste, Asks: "Paste the assignment", Hint: "an e-mail: what it says is filled in", Form: true},
			{Name: "customer", Kind: KindText, Asks: "Customer", Hint: "Harris", Form: true},
			received,
			optional("loss", "Loss type", "water, mitigation", KindName),
			optional("payer", "Payer", "Harbor Mutual", KindName),
			optional("carrier", "Carrier", "where it is not the payer", KindName),
			optional("program", "Program or TPA", "Northline", KindName),
			optional("estimate", "Estimate", "14,900.00", KindAmount),
			optional("deductible", "Deductible", "1,000.00", KindAmount),
			optional("claim", "Claim number", "24-77810", KindNumber),
			optional("assignment", "Assignment number", "", KindNumber),
			optional("policy", "Policy number", "", KindNumber),
			optional("lossdate", "Date of loss", "", KindDate),
			optional("address", "Address", "", KindName),
			optional("city", "City", "", KindName),
			optional("phone", "Phone", "", KindNumber),
			optional("email", "E-mail", "", KindNumber),
			optional("adjuster", "Adjuster", "", KindName),
			optional("mortgagee", "Mortgagee", "", KindName),
			optional("number", "File number", "the market's next", KindNumber),
			{Name: "market", Kind: KindChoice, Label: "market", Asks: "Market"},
		},
		Who: actOpen,
		Do:  a.newFile,
	}
}

// The questions of intake.
const (
	sameLoss      domain.Question = "same_loss"   // a file of that loss is there already
	askDeductible domain.Question = "deductible"  // more than the estimate
	askOld        domain.Question = "old_receipt" // received long ago
	askPasted     domain.Question = "pasted"      // what was read from a pasted e-mail
)

// oldReceipt is how many days back a receipt is asked about.
const oldReceipt = 60

func (a *App) newFile(ctx context.Context, c *Call) (Reply, error) {
	m, reply, err := a.marketMeant(c)
	if reply != nil || err != nil {
		return reply, err
	}
	if err := c.mayIn(actOpen, m); err != nil {
		return nil, err
	}
	if err := a.askAboutPaste(ctx, c, m); err != nil {
		return nil, err
	}
	on := c.In.Date("on")
	if err := c.mayReceive("on", m, on); err != nil {
		return nil, err
	}
	facts := c.facts()
	if missing := lacking(facts); missing != nil {
		if c.CanForm && c.Source == domain.FromCommand {
			return a.form(ctx, c) // what is left out is asked for in the form, with what was typed in it
		}
		if c.Source == domain.FromForm {
			return a.formAgain(ctx, c, missing)
		}
		return nil, missing.first()
	}
	if err := a.askAboutFile(ctx, c, m, facts); err != nil {
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

// mayReceive checks how far back a receipt is dated, by the argument that says it.
func (c *Call) mayReceive(arg string, m *domain.Market, on domain.Date) error {
	if on == 0 || on >= m.Calendar().Add(m.Today(c.At), -m.Settings.ReceivedLimit) {
		return nil
	}
	err := c.mayIn(actReceivedBack, m)
	if e := theError(err); e != nil {
		e.Arg = arg
		e.Says = fmt.Sprintf("%s is over %d business days back. %s", on.Words(m.Today(c.At)), m.Settings.ReceivedLimit, e.Says)
	}
	return err
}

// facts are the new file's facts as they were stated.
func (c *Call) facts() domain.Facts {
	in := c.In
	return domain.Facts{Customer: unquoted(in.Text("customer")), Loss: in.Text("loss"), Payer: in.Text("payer"), Carrier: in.Text("carrier"),
		Program: in.Text("program"), Claim: in.Text("claim"), Assignment: in.Text("assignment"), Policy: in.Text("policy"),
		Address: in.Text("address"), City: in.Text("city"), Phone: in.Text("phone"), Email: in.Text("email"), Adjuster: in.Text("adjuster"),
		Mortgagee: in.Text("mortgagee"), LossDate: in.Date("lossdate"), Estimate: in.Money("estimate"), Deductible: in.Money("deductible")}
}

// lacking is what a file needs to be followed and does not have yet, by the argument that says it; nil: nothing.
func lacking(f domain.Facts) *formFaults {
	by := map[string]error{}
	for _, need := range []struct{ arg, has, question string }{{"customer", f.Customer, "Whose file is it?"},
		{"loss", f.Loss, "What kind of loss is it?"}, {"payer", f.Payer, "Who pays?"}} {
		if need.has == "" {
			by[need.arg] = domain.Invalid(need.arg, "%s file new Harris loss water payer Harbor Mutual.", need.question)
		}
	}
	if len(by) == 0 {
		return nil
	}
	return &formFaults{by}
}

// askAboutFile asks what a careful colleague would: received long ago, a deductible above the estimate, a file of that loss.
func (a *App) askAboutFile(ctx context.Context, c *Call, m *domain.Market, facts domain.Facts) error {
	on, today := c.In.Date("on"), m.Today(c.At)
	switch {
	case on != 0 && today-on >= oldReceipt && !c.Answered.Has(askOld):
		return domain.Ask(askOld, "on", "%s is %d days ago.", on.Words(today), int(today-on))
	case facts.LossDate > today:
		return domain.Invalid("lossdate", "A loss is dated today or earlier; %s is ahead.", facts.LossDate.Words(today))
	}
	if err := c.checkDeductible(facts); err != nil {
		return err
	}
	return a.askSameLoss(ctx, c, m, facts)
}

// checkDeductible asks about a deductible above the estimate.
func (c *Call) checkDeductible(f domain.Facts) error {
	if f.Estimate == 0 || f.Deductible <= f.Estimate || c.Answered.Has(askDeductible) {
		return nil
	}
	return domain.Ask(askDeductible, "deductible", "A deductible of %s is more than the estimate of %s.", f.Deductible, f.Estimate)
}

// askSameLoss asks about a file of the market with the same claim number, or at the same address and not of another date of
// loss: mitigation and rebuild of one loss are two files, so both may be right.
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
		i := slices.IndexFunc(found, func(l domain.FileLine) bool { return sharedBy(l.Facts, facts) != "" })
		if i >= 0 {
			e := domain.Ask(sameLoss, "customer", "%s %s has the same %s. Is this another file of that loss?", found[i].Number,
				found[i].Facts.Short(), sharedBy(found[i].Facts, facts))
			e.About = found[i]
			return e
		}
	}
	return nil
}

// sharedBy is what says that two files are of one loss; empty: nothing.
func sharedBy(a, b domain.Facts) string {
	switch {
	case same(a.Claim, b.Claim):
		return "claim number"
	case !same(a.Address, b.Address):
		return ""
	case a.LossDate == b.LossDate && a.LossDate != 0:
		return "address and date of loss"
	case a.LossDate == 0 || b.LossDate == 0:
		return "address"
	}
	return ""
}

// unquoted is a name without the quotes that hold it together.
func unquoted(name string) string {
	inner := strings.TrimFunc(name, isQuote)
	if strings.ContainsFunc(inner, isQuote) {
		return name
	}
	return strings.TrimSpace(inner)
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
