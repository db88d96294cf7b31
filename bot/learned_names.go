package bot

import (
	"context"
	"fmt"

	"paidup/domain"
)

// learnNames asks Slack for the names of people who were added by their ids.
func (g *guard) learnNames(ctx context.Context, people []domain.Person, all []*domain.Market) error {
	named := map[domain.PersonID]string{}
	for _, p := range people {
		if p.Name != string(p.ID) || g.isAway(string(p.ID)) {
			continue
		}
		account, err := g.ws.Account(ctx, p.ID)
		if domain.KindOf(err) == domain.KindNotFound && g.firstTime(string(p.ID)) {
			g.log.Warn("nobody in the workspace has the id of a person who was added", "person", p.ID)
			continue
		}
		if err != nil {
			return err
		}
		named[p.ID] = account.Name
		if err := g.markets.AddPerson(ctx, domain.Person{ID: p.ID, Name: account.Name, Admin: p.Admin}); err != nil {
			return err
		}
	}
	for _, m := range all {
		if err := g.rename(ctx, m, named); err != nil {
			return err
		}
	}
	return nil
}

// rename gives the market's members their names.
func (g *guard) rename(ctx context.Context, m *domain.Market, named map[domain.PersonID]string) error {
	known := func(v domain.Member) bool { return named[v.Person.ID] != "" }
	found := false
	for _, v := range m.Members {
		found = found || known(v)
	}
	if !found {
		return nil
	}
	_, err := g.markets.ChangeMarket(ctx, g.act(fmt.Sprintf("names/%d/%d", m.ID, m.Version)), m.ID, func(now *domain.Market) error {
		for i, v := range now.Members {
			if known(v) {
				now.Members[i].Person.Name = named[v.Person.ID]
			}
		}
		return nil
	})
	return err
}

// adminName is whom to give a reference to.
func (g *guard) adminName() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.admin == "" {
		return "the admin"
	}
	return g.admin
}
