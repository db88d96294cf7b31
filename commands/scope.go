package commands

import (
	"context"
	"slices"

	"paidup/domain"
)

// scope is who asks and which markets exist for them.
type scope struct {
	person domain.Person
	mine   []*domain.Market // those the person is a member of
	all    []*domain.Market
	here   *domain.Market         // the channel's market, when it is one of mine
	people People                 // everybody in mine
	asked  map[domain.FileID]bool // files they are asked about
	met    domain.FileID          // one they were asked about when its button was drawn
	admins []domain.Person
}

// scope reads the markets and finds the person in them. Somebody in none, who is not an admin either, is refused.
func (a *App) scope(ctx context.Context, r Request) (*scope, error) {
	all, err := a.Markets.Markets(ctx)
	if err != nil {
		return nil, err
	}
	s := &scope{person: domain.Person{ID: r.Actor}, all: all, people: People{}}
	for _, m := range all {
		member, ok := m.Member(r.Actor)
		if !ok {
			continue
		}
		s.person = member.Person
		s.mine = append(s.mine, m)
		if r.Channel != "" && m.Channel == r.Channel {
			s.here = m
		}
		for _, v := range m.Members {
			s.people[v.Person.ID] = v.Person
		}
	}
	r.trace.at(s, r)
	if r.allowed != nil { // wherever it is allowed, it means what it meant where it was asked for
		s.here = s.market(r.allowed.Market)
	}
	if len(s.mine) > 0 {
		return s, a.askedAbout(ctx, s)
	}
	return s, a.stranger(ctx, s)
}

// askedAbout finds the files that somebody is asked about who does not see or act on all of them anyhow.
func (a *App) askedAbout(ctx context.Context, s *scope) error {
	s.asked = map[domain.FileID]bool{}
	if !slices.ContainsFunc(s.mine, func(m *domain.Market) bool { return granted(actEscalation, m, s.person) == asked }) {
		return nil
	}
	ids, err := a.Escalations.AskedAbout(ctx, s.person.ID)
	for _, id := range ids {
		s.asked[id] = true
	}
	return err
}

// owner is the file's owner as the person's rights see it: who is asked about a file may do what its owner may.
func (s *scope) owner(line domain.FileLine) domain.PersonID {
	if s.asked[line.ID] || s.met == line.ID {
		return s.person.ID
	}
	return line.Owner
}

// stranger looks for the person among the admins, and refuses who is not among them: they may ask to be set up.
func (a *App) stranger(ctx context.Context, s *scope) error {
	if err := a.meetAdmins(ctx, s); err != nil {
		return err
	}
	for _, p := range s.admins {
		if p.ID == s.person.ID {
			s.person = p
			return nil
		}
	}
	e := domain.Forbidden("You are not set up in Paidup yet.")
	if len(s.admins) > 0 {
		e.Says += " " + s.admins[0].Name + " can add you."
	}
	e.About = WhoMay{People: s.admins}
	return offer(e, s.joining()...)
}

func (a *App) meetAdmins(ctx context.Context, s *scope) error {
	people, err := a.Markets.People(ctx)
	if err != nil {
		return err
	}
	s.admins = slices.DeleteFunc(people, func(p domain.Person) bool { return !p.Admin || p.Gone })
	return nil
}

// market is a market of the person by its id, or nil.
func (s *scope) market(id domain.MarketID) *domain.Market {
	for _, m := range s.mine {
		if m.ID == id {
			return m
		}
	}
	return nil
}

// anyMarket is a market by its id, the person's or not; nil where there is none.
func (s *scope) anyMarket(id domain.MarketID) *domain.Market {
	i := slices.IndexFunc(s.all, func(m *domain.Market) bool { return m.ID == id })
	if i < 0 {
		return nil
	}
	return s.all[i]
}

// visible are the markets the person may name: their own, and all of them for an admin.
func (s *scope) visible() []*domain.Market {
	if s.person.Admin {
		return s.all
	}
	return s.mine
}

// names are the names of the person's markets, where they have several.
func (s *scope) names() map[domain.MarketID]string {
	if len(s.mine) < 2 {
		return nil
	}
	out := map[domain.MarketID]string{}
	for _, m := range s.mine {
		out[m.ID] = m.Name
	}
	return out
}

// coded is a market the person may name by its code, or nil.
func (s *scope) coded(code string) *domain.Market {
	for _, m := range s.visible() {
		if m.Code == code {
			return m
		}
	}
	return nil
}

// implied is the market a word means that names none: the channel's, else the person's only one; nil where that does
// not tell.
func (s *scope) implied() *domain.Market {
	if s.here != nil {
		return s.here
	}
	if len(s.mine) == 1 {
		return s.mine[0]
	}
	return nil
}

// ids are the person's own markets, the channel's first.
func (s *scope) ids() []domain.MarketID {
	var out []domain.MarketID
	for _, m := range s.mine {
		if m == s.here {
			out = slices.Insert(out, 0, m.ID)
			continue
		}
		out = append(out, m.ID)
	}
	return out
}
