package commands

import (
	"context"
	"slices"

	"paidup/domain"
)

func (a *App) payCommand() *Command {
	args := []Arg{fileArg(), amountArg("Amount")}
	args[1].Required = true
	args = append(args, methodArgs()...)
	args = append(args,
		Arg{Name: "from", Kind: KindName, Label: "from", Asks: "From", Hint: "the payer of the oldest open invoice", Form: true},
		onArg(),
		Arg{Name: "inv", Kind: KindNumber, Label: "inv", Asks: "For our invoice", Hint: "oldest first", Form: true},
		Arg{Name: "fee", Kind: KindAmount, Label: "fee", Asks: "Fee taken out", Hint: "148.80", Form: true},
		Arg{Name: "net", Kind: KindFlag, Label: "net", Asks: "The amount is net of the fee", Form: true},
	)
	return &Command{
		Name:  "pay",
		Says:  "log money that came in",
		Usage: "REF AMOUNT [METHOD NO] [from PAYER] [on DATE] [inv NO] [fee AMOUNT] [net] · METHOD NO REF AMOUNT REF AMOUNT …",
		Examples: []string{"pay FM-1042 12,400 check 881", "pay FM-1042 11,650 net fee 750",
			"pay check 4471 FM-1042 12,400 FM-1047 3,200.50 FM-1051 900"},
		Slash: true,
		Args:  args,
		Who:   actMoney,
		Do:    a.pay,
	}
}

func (a *App) pay(ctx context.Context, c *Call) (Reply, error) {
	if len(c.Parts) > 1 {
		return a.payParts(ctx, c)
	}
	if len(c.Files) > 1 {
		return nil, domain.Invalid("amount", "It is not said how much is for which file: pay check 4471 %s 12,400 %s 3,200.50.",
			c.Files[0].Number, c.Files[1].Number)
	}
	elsewhere, err := a.elsewhere(ctx, c)
	if err != nil {
		return nil, err
	}
	return a.one(ctx, c, func(f *domain.File) error {
		in := c.money(f, elsewhere)
		in.Amount = c.In.Money("amount")
		if in.Answered.Has(domain.AskSameCheck) {
			in.Total = wholeCheck(gross(in), elsewhere, in.Answered)
		}
		return c.numbered(in, f.Pay(in))
	})
}

// numbered asks for the number of a check that the law takes without one: it is what two checks are told apart by.
func (c *Call) numbered(in domain.Receipt, err error) error {
	if err != nil || in.Method != domain.Check || in.Reference != "" || in.Answered.Has(askNoNumber) {
		return err
	}
	return domain.Ask(askNoNumber, "reference", "Which check? It has no number.")
}

// gross is what was paid before the fee was taken out.
func gross(in domain.Receipt) domain.Money {
	if in.Net {
		return in.Amount + in.Fee
	}
	return in.Amount
}

// payParts is one check over several files: all of it is stored or nothing.
func (a *App) payParts(ctx context.Context, c *Call) (Reply, error) {
	for _, name := range []string{"fee", "net", "inv"} {
		if c.In[name] != "" {
			return nil, domain.Invalid(name, "%q belongs to one file; enter that file by itself.", name)
		}
	}
	elsewhere, err := a.elsewhere(ctx, c)
	if err != nil {
		return nil, err
	}
	parts := map[domain.FileID]domain.Money{}
	var total domain.Money
	for i, p := range c.Parts {
		parts[c.Files[i].ID] += p.Amount
		total += p.Amount
	}
	return a.together(ctx, c, func(f *domain.File) error {
		in := c.money(f, elsewhere)
		in.Amount = parts[f.ID]
		in.Total = wholeCheck(total, elsewhere, in.Answered)
		return c.numbered(in, f.Pay(in))
	})
}

// money is what the words say of a payment on the file, but for its amount.
func (c *Call) money(f *domain.File, elsewhere []domain.LookAlike) domain.Receipt {
	return domain.Receipt{
		Fee:       c.In.Money("fee"),
		Net:       c.In.Flag("net"),
		Method:    domain.Method(c.In.Text("method")),
		Reference: c.In.Text("reference"),
		Payer:     partyOf(f, c.In.Text("from")),
		On:        c.In.Date("on"),
		Number:    c.invoiceNamed(),
		Elsewhere: elsewhere,
		Answered:  c.answers(f.ID),
	}
}

// elsewhere lists payments with the same reference on other files of the market than those meant.
func (a *App) elsewhere(ctx context.Context, c *Call) ([]domain.LookAlike, error) {
	reference := c.In.Text("reference")
	if reference == "" {
		return nil, nil
	}
	like, err := a.Find.LookAlikes(ctx, c.Files[0].Market, reference, c.Files[0].ID)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(like, func(l domain.LookAlike) bool { return c.means(l.File) }), nil
}

// wholeCheck adds up the parts of one check, where it was said that they are that.
func wholeCheck(amount domain.Money, elsewhere []domain.LookAlike, said domain.Answers) domain.Money {
	if said.Has(domain.AskSameCheck) {
		for _, l := range elsewhere {
			amount += l.Amount
		}
	}
	return amount
}
