package commands

import (
	"context"

	"paidup/domain"
)

func (a *App) disputeCommand() *Command {
	amount, because := amountArg("Amount disputed"), becauseArg("What is disputed")
	amount.Required, because.Required = true, true
	return &Command{
		Name:     "dispute",
		Says:     "log what the payer contests; the rest is still chased",
		Usage:    "REF AMOUNT [inv NO] because WORDS",
		Examples: []string{"dispute FM-0988 8,200 because scope of drywall"},
		Args: []Arg{
			fileArg(),
			amount,
			{Name: "inv", Kind: KindNumber, Label: "inv", Asks: "On our invoice", Hint: "oldest first", Form: true},
			because,
		},
		Who: actMoney,
		Do:  a.dispute,
	}
}

func (a *App) dispute(ctx context.Context, c *Call) (Reply, error) {
	amount := c.In.Money("amount")
	if amount == 0 {
		return nil, domain.Invalid("amount", "How much is disputed? dispute %s 8,200 because scope of drywall.", c.Files[0].Number)
	}
	return a.one(ctx, c, func(f *domain.File) error { return f.Dispute(c.In.Text("inv"), amount, c.In.Text("because"), 0) })
}
