package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"paidup/commands"
	"paidup/domain"
)

// changed hears of an account that was altered. Only one that was deactivated, or is there again, is looked at.
func (g *guard) changed(u eventUser) {
	g.mu.Lock()
	news := u.ID != "" && g.gone[u.ID] != u.Deleted
	g.roll = g.roll || news
	g.mu.Unlock()
	if news {
		g.soon()
	}
}

// rollDue says, once for each time it is asked for, that the accounts are to be looked at.
func (g *guard) rollDue() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	due := g.roll
	g.roll = false
	return due
}

// callRoll looks at the account of everybody who was ever added: who has left is noted, and the directors of their markets
// are asked for new owners, once. When it cannot be called now it is called with the next look.
func (g *guard) callRoll(ctx context.Context, people []domain.Person, all []*domain.Market) (err error) {
	defer func() {
		if err != nil {
			g.mu.Lock()
			g.roll = true
			g.mu.Unlock()
		}
	}()
	accounts, err := g.ws.everybody(ctx)
	if err != nil {
		return err
	}
	gone := map[string]bool{}
	for _, u := range accounts {
		gone[u.ID] = u.Deleted
	}
	g.mu.Lock()
	g.gone = gone
	g.mu.Unlock()
	for _, p := range people {
		is, known := gone[string(p.ID)]
		if !known || is == p.Gone {
			continue
		}
		if err := g.depart(ctx, p, is, all); err != nil {
			return err
		}
	}
	return nil
}

// depart notes that somebody has left, or is there again.
func (g *guard) depart(ctx context.Context, p domain.Person, gone bool, all []*domain.Market) error {
	d := domain.Departure{Person: p.ID, Gone: gone, At: g.now()}
	if gone {
		owned, err := g.markets.OwnedBy(ctx, p.ID)
		if err != nil {
			return err
		}
		for _, m := range all {
			words, err := g.farewell(ctx, p, m, owned)
			if err != nil {
				return err
			}
			d.Words = append(d.Words, words...)
		}
	}
	news, err := g.markets.Depart(ctx, d)
	if news {
		g.log.Info("an account is gone or there again", "person", p.ID, "gone", gone)
	}
	return err
}

// farewell asks the market's directors for a new owner of the open files that somebody leaves behind. Where nobody directs
// the market the admins hear of it.
func (g *guard) farewell(ctx context.Context, p domain.Person, m *domain.Market, owned map[domain.MarketID]int) ([]domain.Word, error) {
	n := owned[m.ID]
	if n == 0 {
		return nil, nil
	}
	need := commands.NeedOwner(n)
	said := commands.Said{Text: fmt.Sprintf("%s's account is gone: %s", p.First(), need)}
	if len(owned) > 1 {
		said.Text += " in " + m.Name
	}
	var to []domain.PersonID
	for _, v := range m.With(domain.Director) {
		if v.Person.ID != p.ID {
			to = append(to, v.Person.ID)
		}
	}
	if len(to) > 0 {
		said.Buttons = []commands.Button{commands.AssignAll(m, p.ID)}
	} else {
		said.Text = fmt.Sprintf("%s's account is gone: %s in %s, which has no director.", p.First(), need, m.Name)
		people, err := g.markets.People(ctx)
		if err != nil {
			return nil, err
		}
		for _, a := range people {
			if a.Admin && !a.Gone && a.ID != p.ID {
				to = append(to, a.ID)
			}
		}
	}
	body, err := json.Marshal(said)
	if err != nil {
		return nil, errors.Join(errUnfit, err)
	}
	var out []domain.Word
	for _, id := range to {
		out = append(out, domain.Word{Market: m.ID, To: string(id), Body: body})
	}
	return out, nil
}
