package commands

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"paidup/domain"
	"paidup/domain/kpi"
)

// rollShort is how many markets a roll-up shows; the figures of all are a press away.
const rollShort = 12

// Roll is how several markets stand, those that need most in front: over the target first, then those nearest to it. Figures and
// lists are as of yesterday, as those of kpi and of the digest.
type Roll struct {
	Today   domain.Date
	All     kpi.Figures // of all together, those that are cut included
	Over    int         // how many are over the target
	Of      int         // how many there are
	Young   []string    // names of those whose books do not cover a DSO yet: they are not in that of all
	Markets []Standing
	More    int
	Load    []domain.Workload // of those markets that the person directs
	People  People
}

// Standing is how one market stands.
type Standing struct {
	Market     *domain.Market
	Figures    kpi.Figures
	Before     *float64 // its DSO in the last digest that was sent; nil: none
	DaysLeft   int      // business days left in the month
	Escalate   int      // files that need escalation
	Unanswered int      // those of them that nobody is on
}

// roll is how the markets stand that the person directs, accounts for or views; nil where there are none.
func (a *App) roll(ctx context.Context, c *Call) (*Roll, error) {
	mine := keep(c.scope.mine, func(m *domain.Market) bool {
		member, _ := m.Member(c.Actor)
		return member.Is(domain.Director, domain.Accounting, domain.Viewer) && c.mayIn(actFigures, m) == nil
	})
	if len(mine) == 0 {
		return nil, nil
	}
	out := &Roll{Of: len(mine)}
	var figures []kpi.Figures
	for _, m := range mine {
		s, err := a.standing(ctx, c, m)
		if err != nil {
			return nil, err
		}
		out.Markets, figures = append(out.Markets, s), append(figures, s.Figures)
		out.Over += count(s.over())
		if s.Figures.DSO.NAUntil != 0 {
			out.Young = append(out.Young, m.Name)
		}
		out.Today = max(out.Today, m.Today(c.At))
	}
	out.All = kpi.Together(figures)
	slices.SortStableFunc(out.Markets, func(a, b Standing) int {
		return cmp.Or(count(b.over())-count(a.over()), cmp.Compare(b.dso(), a.dso()), cmp.Compare(a.Market.Name, b.Market.Name))
	})
	out.Markets = out.Markets[:min(rollShort, len(mine))]
	out.More = len(mine) - len(out.Markets)
	return out, a.load(ctx, c, out)
}

// load adds who owns what in the markets in which the person sees other people's figures.
func (a *App) load(ctx context.Context, c *Call, out *Roll) (err error) {
	var directed []domain.MarketID
	for _, m := range c.scope.mine {
		if granted(actOwnFigures, m, c.Person) == yes {
			directed = append(directed, m.ID)
		}
	}
	if len(directed) == 0 {
		return nil
	}
	out.People = c.People
	out.Load, err = a.Books.Loads(ctx, directed)
	return err
}

// standing is the market as its digest of today has it.
func (a *App) standing(ctx context.Context, c *Call, m *domain.Market) (Standing, error) {
	d, err := MakeDigest(ctx, a.Books, m, m.Today(c.At))
	if err != nil {
		return Standing{}, fmt.Errorf("see how %s stands: %w", m.Code, err)
	}
	last, err := a.Escalations.LastEscalations(ctx, d.Lines())
	if err != nil {
		return Standing{}, err
	}
	s := Standing{Market: m, Figures: d.Figures, Before: d.DSOBefore, DaysLeft: d.DaysLeft, Escalate: len(d.Escalate)}
	for _, id := range d.Lines() {
		e := last[id]
		s.Unanswered += count(e == nil || e.Done || !e.Taken)
	}
	return s, nil
}

func (s Standing) over() bool { return s.Figures.DSO.Breach != nil && *s.Figures.DSO.Breach }

// dso is the market's DSO for the order of markets; one that is n/a comes last.
func (s Standing) dso() float64 {
	if s.Figures.DSO.Days == nil {
		return -1
	}
	return *s.Figures.DSO.Days
}
