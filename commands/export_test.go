package commands

import (
	"context"

	"paidup/domain"
)

// WriteOffVerb adds a verb that writes off what is above the limit, which takes a director and accounting together.
func WriteOffVerb(a *App) {
	for _, on := range []*App{a, a.dry} {
		on.table = append(on.table, &Command{Name: "adjust", Examples: []string{"adjust FM-1031 writeoff 212.40 because moved away"},
			Args: []Arg{fileArg(), {Name: "kind", Kind: KindChoice, Choices: []string{"writeoff"}}, amountArg("Amount"), becauseArg("Why")},
			Who:  actTakeOff,
			Do: func(ctx context.Context, c *Call) (Reply, error) {
				return on.one(ctx, c, func(f *domain.File) error {
					return f.Adjust(domain.Correction{Kind: domain.EntryWriteOff, Amount: c.In.Money("amount"), Words: c.In.Text("because")})
				})
			}})
	}
}
