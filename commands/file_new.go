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
	needed := func(a Arg) Arg {
		a.Required = true
		return a
	}
	received := onArg()
	received.Asks = "Received"
	return &Command{
		Name:     "file new",
		Says:     "begin a file",
		Usage:    "NAME [on DATE] [loss TYPE] [payer WHO] [program WHO] [claim NO] [estimate AMOUNT] …",
		Examples: []string{newFileExample},
		Args: []Arg{
			{Name: "customer", Kind: KindText, Asks: "Customer", Hint: "Harris", Required: true, Form: true},
			needed(received),
			needed(optional("loss", "Loss type", "water, mitigation", KindName)),
			needed(optional("payer", "Payer", "Harbor Mutual", KindName)),
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
			newMarketArg(),
		},
		Who:    actOpen,
		Beside: verbPaste,
		Fill:   (*Call).fillFile,
		Do:     a.newFile,
	}
}

// newMarketArg is the market of a file that begins, for who has several.
func newMarketArg() Arg {
	return Arg{Name: "market", Kind: KindChoice, Label: "market", Asks: "Market", Required: true}
}

// fillFile is what the form of a new file begins with: received today.
func (c *Call) fillFile(_ *domain.File, in Values) {
	if in.Text("on") == "" {
		in.SetDate("on", c.Today)
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
	on := c.In.Date("on")
	if err := c.mayReceive("on", m, on); err != nil {
		return nil, err
	}
	facts := c.facts()
	if missing := lacking(facts); len(missing) > 0 {
		if c.CanForm && c.Source == domain.FromCommand {
			return a.form(ctx, c) // what is left out is asked for in the form, with what was typed in it
		}
		if c.Source == domain.FromForm {
			return a.formAgain(ctx, c, faultsOf(missing))
		}
		return nil, allOf(missing)
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

// need is something that a file cannot be followed without.
type need struct{ arg, thing, question string }

// lacking is what a file needs to be followed and does not have yet.
func lacking(f domain.Facts) []need {
	var out []need
	lack := func(has string, n need) {
		if has == "" {
			out = append(out, n)
		}
	}
	lack(f.Customer, need{"customer", "a customer", "Whose file is it?"})
	lack(f.Loss, need{"loss", "a loss type", "What kind of loss is it?"})
	lack(f.Payer, need{"payer", "a payer", "Who pays?"})
	return out
}

const newFileExample = "file new Harris loss water payer Harbor Mutual"

func (n need) fault() *domain.Error {
	return domain.Invalid(n.arg, "%s %s.", n.question, newFileExample)
}

func faultsOf(missing []need) *formFaults {
	by := map[string]error{}
	for _, n := range missing {
		by[n.arg] = n.fault()
	}
	return &formFaults{by}
}

// allOf says in one sentence what is missing.
func allOf(missing []need) error {
	if len(missing) == 1 {
		return missing[0].fault()
	}
	things := make([]string, 0, len(missing))
	for _, n := range missing {
		things = append(things, n.thing)
	}
	return domain.Invalid(missing[0].arg, "A file needs %s: %s.", list(things), newFileExample)
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
