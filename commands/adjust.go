package commands

import (
	"context"

	"paidup/domain"
)

func (a *App) adjustCommand() *Command {
	amount, because := amountArg("Amount"), becauseArg("Why")
	amount.Required, because.Required = true, true
	return &Command{
		Name:     "adjust",
		Says:     "log a credit memo, a write-off, a fee or a refund",
		Usage:    "REF credit|writeoff|fee|refund AMOUNT [inv NO] because WORDS",
		Examples: []string{"adjust FM-1031 writeoff 212.40 because deductible, moved away"},
		Args: []Arg{
			fileArg(),
			{Name: "kind", Kind: KindChoice, Asks: "What it is", Choices: []string{"credit", "writeoff", "fee", "refund"}, Required: true, Form: true},
			amount,
			{Name: "inv", Kind: KindNumber, Label: "inv", Asks: "On our invoice", Hint: "oldest first", Form: true},
			because,
		},
		Who:  actMoney, // and which kinds: mayAdjust
		Then: []Act{actCredit, actWriteOff, actTakeOff, actRefund},
		Do:   a.adjust,
	}
}

func (a *App) adjust(ctx context.Context, c *Call) (Reply, error) {
	if err := c.single(); err != nil {
		return nil, err
	}
	kind, amount := c.In.Text("kind"), c.In.Money("amount")
	switch {
	case kind == "":
		return nil, domain.Invalid("kind", "Is it a credit, a writeoff, a fee or a refund? adjust %s writeoff 212.40 because deductible, moved away.",
			c.Files[0].Number)
	case amount == 0:
		return nil, domain.Invalid("amount", "How much? adjust %s %s 212.40 because deductible, moved away.", c.Files[0].Number, kind)
	}
	return a.one(ctx, c, func(f *domain.File) error {
		if err := c.mayAdjust(kind, amount, f); err != nil {
			return err
		}
		in := domain.Correction{Amount: amount, Number: c.In.Text("inv"), Words: c.In.Text("because"), Answered: c.answers(f.ID)}
		switch kind {
		case "fee":
			return f.Fee(in)
		case "refund":
			return f.Refund(in)
		}
		in.Kind = map[string]domain.EntryKind{"credit": domain.EntryCreditMemo, "writeoff": domain.EntryWriteOff}[kind]
		return f.Adjust(in)
	})
}
