package commands

import (
	"context"
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
	if err := a.settleNames(ctx, c, m); err != nil {
		return nil, err
	}
	facts = c.facts()
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
