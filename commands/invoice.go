package commands

import (
	"context"
	"strconv"

	"paidup/domain"
)

func (a *App) invoiceCommand() *Command {
	amount := amountArg("Amount")
	amount.Required = true
	return &Command{
		Name:     "invoice",
		Says:     "log an invoice that was sent",
		Usage:    "REF AMOUNT [inv NO] [to PAYER] [due DATE|net 30] [on DATE] [more]",
		Examples: []string{"invoice FM-1071 14,200 inv 5531"},
		Slash:    true,
		Args: []Arg{
			fileArg(),
			amount,
			{Name: "inv", Kind: KindNumber, Label: "inv", Asks: "Invoice number", Hint: "5531", Form: true},
			{Name: "to", Kind: KindName, Label: "to", Asks: "Payer", Hint: "the file's payer", Form: true},
			{Name: "due", Kind: KindPlan, Label: "due", Asks: "Due", Form: true},
			{Name: "net", Kind: KindNumber, Label: labelNet, Hint: "30"},
			onArg(),
			{Name: "more", Kind: KindFlag, Label: "more", Asks: "Further invoices follow", Form: true},
		},
		Who: actMoney,
		Do:  a.invoice,
	}
}

// maxNetDays is the longest term of payment that is taken for one.
const maxNetDays = 365

func (a *App) invoice(ctx context.Context, c *Call) (Reply, error) {
	if err := c.oneAmount(); err != nil {
		return nil, err
	}
	if c.In.Flag("more") && len(c.In) == 1 {
		return a.one(ctx, c, (*domain.File).MoreToBill)
	}
	net, err := c.netDays()
	if err != nil {
		return nil, err
	}
	number, holder := c.In.Text("inv"), ""
	if number != "" {
		if holder, err = a.Find.InvoiceHolder(ctx, c.Files[0].Market, number, c.Files[0].ID); err != nil {
			return nil, err
		}
	}
	return a.one(ctx, c, func(f *domain.File) error {
		return f.Invoice(domain.Bill{
			Amount:    c.In.Money("amount"),
			Number:    number,
			Payer:     partyOf(f, c.In.Text("to")),
			On:        c.In.Date("on"),
			Due:       c.In.Date("due"),
			NetDays:   net,
			More:      c.In.Flag("more"),
			Elsewhere: holder,
			Answered:  c.answers(f.ID),
		})
	})
}

func (c *Call) netDays() (int, error) {
	word := c.In.Text("net")
	if word == "" {
		return 0, nil
	}
	if c.In.Text("due") != "" {
		return 0, domain.Invalid("net", "The invoice has both a due date and net %s; say one of them.", word)
	}
	n, err := strconv.Atoi(word)
	if err != nil || n < 0 || n > maxNetDays {
		return 0, domain.Invalid("net", "%q is not a number of days; write net 30.", word)
	}
	return n, nil
}
