package commands

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"paidup/domain"
)

func (a *App) editCommand() *Command {
	return &Command{
		Name:     "edit",
		Says:     "put right what is known of a file",
		Usage:    "REF [FIELD VALUE]",
		Examples: []string{"edit FM-1042 claim 24-77810", "edit FM-1042"},
		Args:     append([]Arg{fileArg()}, fieldArgs()...),
		Who:      actEdit, // and the received date: actReceived
		Then:     []Act{actReceived, actReceivedBack},
		Blank:    true,
		Fill:     func(_ *Call, f *domain.File, in Values) { fillFields(f, in) },
		Do:       a.edit,
	}
}

// Fields are the words before the values that the command takes, where that is all it takes; nil for any other command.
func (c *Command) Fields() []string {
	if !c.Blank {
		return nil
	}
	var out []string
	for _, a := range c.Args {
		if a.Label != "" {
			out = append(out, a.Label)
		}
	}
	return out
}

// fieldArgs are the fields of a file.
func fieldArgs() []Arg {
	field := func(name, asks, hint string, kind Kind) Arg {
		return Arg{Name: name, Kind: kind, Label: name, Asks: asks, Hint: hint, Form: true}
	}
	return []Arg{
		field("customer", "Customer", "Harris", KindName),
		field("received", "Received", "", KindDate),
		field("loss", "Loss type", "water, mitigation", KindName),
		field("lossdate", "Date of loss", "", KindDate),
		field("payer", "Payer", "Harbor Mutual", KindName),
		field("carrier", "Carrier", "Harbor Mutual", KindName),
		field("program", "Program or TPA", "Northline", KindName),
		field("claim", "Claim number", "24-77810", KindNumber),
		field("assignment", "Assignment number", "", KindNumber),
		field("policy", "Policy number", "", KindNumber),
		field("po", "PO number", "", KindNumber),
		field("adjuster", "Adjuster", "", KindName),
		field("mortgagee", "Mortgagee", "First Gulf Bank", KindName),
		field("address", "Address", "", KindName),
		field("city", "City", "Fort Myers", KindName),
		field("phone", "Phone", "", KindNumber),
		field("email", "E-mail", "", KindNumber),
		field("estimate", "Estimate", "14,900.00", KindAmount),
		field("deductible", "Deductible", "1,000.00", KindAmount),
		field("link", "Link", "https://…", KindNumber),
	}
}

// argEmptied lists the fields that were emptied in a form.
const argEmptied = "emptied"

// fillFields puts what is known of the file into the form, except where something was said.
func fillFields(f *domain.File, in Values) {
	known := f.State.Facts.Fields()
	known["received"] = f.State.Received.String()
	for _, a := range fieldArgs() {
		stored := known[a.Name]
		if in.Text(a.Name) != "" || stored == "" {
			continue
		}
		if cents, err := strconv.ParseInt(stored, 10, 64); err == nil && a.Kind == KindAmount {
			stored = plainCents(domain.Money(cents))
		}
		in.SetText(a.Name, stored)
	}
}

func (a *App) edit(ctx context.Context, c *Call) (Reply, error) {
	if err := c.single(); err != nil {
		return nil, err
	}
	if c.Source == domain.FromForm && c.Rests != "" { // one that was opened without a file showed nothing of it
		f, err := a.Files.File(ctx, c.Files[0].ID)
		if err != nil {
			return nil, err
		}
		c.noteEmptied(f)
	}
	if len(c.In) == 0 {
		return a.form(ctx, c)
	}
	return a.one(ctx, c, func(f *domain.File) error {
		fields, received := c.fields(), c.In.Date("received")
		if received != 0 && received != f.State.Received {
			if err := c.may(actReceived, c.Files[0]); err != nil {
				return err
			}
			if err := c.mayReceive("received", f.Market, min(received, f.State.Received)); err != nil {
				return err
			}
		}
		if payer := fields["payer"]; payer != "" {
			fields["payer"] = partyOf(f, payer)
		}
		after := f.State.Facts.Fields()
		maps.Copy(after, fields)
		if err := c.checkDeductible(domain.FactsOf(after)); err != nil {
			return err
		}
		return f.Edit(fields, received)
	})
}

// noteEmptied remembers the fields of the form that hold nothing although the file does.
func (c *Call) noteEmptied(f *domain.File) {
	known := f.State.Facts.Fields()
	var emptied []string
	for _, a := range fieldArgs() {
		if c.In.Text(a.Name) == "" && known[a.Name] != "" {
			emptied = append(emptied, a.Name)
		}
	}
	c.In.SetList(argEmptied, emptied)
}

// fields are the fields that were said, as the file stores them.
func (c *Call) fields() map[string]string {
	out := map[string]string{}
	for _, a := range fieldArgs() {
		switch said := c.In.Text(a.Name); {
		case a.Name == "received":
		case said == "" && !slices.Contains(c.In.List(argEmptied), a.Name):
		case a.Kind == KindAmount:
			out[a.Name] = strconv.FormatInt(int64(c.In.Money(a.Name)), 10)
		case a.Name == "customer":
			out[a.Name] = unquoted(said)
		case a.Name == "link" && said != "" && !strings.Contains(said, "://"): // Slack leaves the scheme out
			out[a.Name] = "https://" + said
		default:
			out[a.Name] = said
		}
	}
	return out
}
