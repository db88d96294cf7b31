package commands

import (
	"context"

	"paidup/domain"
)

func (a *App) submitCommand() *Command {
	return &Command{
		Name:     "submit",
		Says:     "log a round that was handed in, or take it back",
		Usage:    "REF [estimate|supplement|invoice|docs] [AMOUNT] [to WHOM] [ref NO] [on DATE] · REF withdraw because WORDS",
		Examples: []string{"submit FM-1071 estimate 14,900 to northline", "submit FM-1042 supplement 3,200"},
		Args: []Arg{
			fileArg(),
			{Name: "kind", Kind: KindChoice, Asks: "What is handed in", Choices: []string{"estimate", "supplement", "invoice", "docs"}, Form: true},
			amountArg("Amount asked"),
			{Name: "to", Kind: KindName, Label: "to", Asks: "To", Hint: "the file's program, else its carrier", Form: true},
			{Name: "reference", Kind: KindNumber, Label: "ref", Asks: "Their number", Hint: "24-77810", Form: true},
			onArg(),
			{Name: "withdraw", Kind: KindFlag, Label: "withdraw"},
			{Name: "because", Kind: KindText, Label: "because"},
		},
		Who:  actRound,
		Each: true,
		Do:   a.submit,
	}
}

func (a *App) submit(ctx context.Context, c *Call) (Reply, error) {
	if c.In.Flag("withdraw") {
		return a.withdraw(ctx, c)
	}
	if err := c.oneAmount(); err != nil {
		return nil, err
	}
	if c.In.Text("because") != "" {
		return nil, domain.Invalid("because", "A hand-in takes no reason. Add it as a note: note %s %s.", c.Files[0].Number, c.In.Text("because"))
	}
	return a.each(ctx, c, func(f *domain.File) error {
		return f.Submit(domain.Submission{
			Kind:      roundKind(c.In.Text("kind")),
			Amount:    c.In.Money("amount"),
			To:        partyOf(f, c.In.Text("to")),
			Reference: c.In.Text("reference"),
			On:        c.In.Date("on"),
			Answered:  c.answers(f.ID),
		})
	})
}

func (a *App) withdraw(ctx context.Context, c *Call) (Reply, error) {
	for _, name := range []string{"kind", "amount", "to", "reference"} {
		if c.In[name] != "" {
			return nil, domain.Invalid(name, "Taking a round back needs only a reason: submit %s withdraw because wrong scope.", c.Files[0].Number)
		}
	}
	return a.each(ctx, c, func(f *domain.File) error {
		return f.Withdraw(c.In.Text("because"), c.In.Date("on"))
	})
}

func roundKind(word string) domain.RoundKind {
	if word == "docs" {
		return domain.Documents
	}
	return domain.RoundKind(word)
}

// roleOf is the company of the file that a holder's word, or customer, stands for; empty: it is no such word, or the file names
// none. Where such a word itself was billed, it is that.
func roleOf(f *domain.File, word string) string {
	facts, role := &f.State.Facts, domain.Holder(foldWord(word))
	known := map[domain.Holder]string{domain.TPA: facts.Program, domain.Carrier: facts.Carrier, domain.Mortgagee: facts.Lender(),
		domain.Adjuster: facts.Adjuster, domain.Homeowner: facts.Customer, domain.Client: facts.Customer, customerWord: facts.Customer}
	name, ok := known[role]
	if !ok {
		return ""
	}
	for _, inv := range f.State.Invoices {
		if same(inv.Payer, word) || name == "" && facts.Holder(inv.Payer) == role {
			return inv.Payer
		}
	}
	return name
}

// partyOf is the company a holder's word stands for on the file, or a company the file knows, as the file writes it; any
// other word stands for itself.
func partyOf(f *domain.File, word string) string {
	if name := roleOf(f, word); name != "" {
		return name
	}
	facts := &f.State.Facts
	names := []string{facts.Program, facts.Carrier, facts.Payer, facts.Lender(), facts.Adjuster}
	for _, inv := range f.State.Invoices {
		names = append(names, inv.Payer)
	}
	if same(facts.Mortgagee, word) {
		return facts.Lender()
	}
	for _, name := range names {
		if name != "" && squeezed(name) == squeezed(word) {
			return name
		}
	}
	return word
}
