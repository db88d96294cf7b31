package commands

import (
	"context"

	"paidup/domain"
)

func (a *App) promiseCommand() *Command {
	return &Command{
		Name:     "promise",
		Says:     "log that somebody promised to pay by a day",
		Usage:    "REF [AMOUNT] by DATE [from WHO]",
		Examples: []string{"promise FM-1017 by wed from mortgagee", "promise FM-1017 5,000 by dec 4"},
		Args: []Arg{
			fileArg(),
			{Name: "amount", Kind: KindAmount, Asks: "Amount", Hint: "the balance", Form: true},
			{Name: "by", Kind: KindPlan, Label: "by", Asks: "By", Required: true, Form: true},
			{Name: "from", Kind: KindName, Label: "from", Asks: "From", Hint: "who promised", Form: true},
		},
		Who:  actPromise,
		Each: true,
		Do:   a.promise,
	}
}

func (a *App) promise(ctx context.Context, c *Call) (Reply, error) {
	if err := c.oneAmount(); err != nil {
		return nil, err
	}
	return a.each(ctx, c, func(f *domain.File) error {
		return f.Promise(domain.Promised{Amount: c.In.Money("amount"), By: c.In.Date("by"), From: partyOf(f, c.In.Text("from"))})
	})
}
