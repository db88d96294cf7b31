package commands

import (
	"slices"
	"strings"

	"paidup/domain"
)

// Grant is what the matrix gives a role.
type Grant int

// The grants, each more than the one before. What is asked of two kinds of people may be asked of either.
const (
	no            Grant = 0                           // refused with who may
	askDirector   Grant = 1                           // asked of a director
	askAccounting Grant = 2                           // asked of accounting
	askEither     Grant = askDirector | askAccounting // asked of both
	asked         Grant = 4                           // on what they are asked about
	own           Grant = 5                           // on files they own
	free          Grant = 6                           // on files they own or nobody does
	yes           Grant = 7
)

// or is what two roles of one person give together.
func (g Grant) or(other Grant) Grant {
	if g <= askEither && other <= askEither {
		return g | other
	}
	return max(g, other)
}

// asks are the roles that a request goes to; none where nothing can be asked for.
func (g Grant) asks() []domain.Role {
	switch g {
	case askDirector:
		return []domain.Role{domain.Director}
	case askAccounting:
		return []domain.Role{domain.Accounting}
	case askEither:
		return []domain.Role{domain.Director, domain.Accounting}
	}
	return nil
}

// allows says whether the grant covers a file of the owner.
func (g Grant) allows(p domain.PersonID, owner domain.PersonID) bool {
	switch g {
	case yes:
		return true
	case own:
		return owner == p
	case free:
		return owner == p || owner == ""
	}
	return false
}

// String is the grant as the documentation prints it.
func (g Grant) String() string {
	switch g {
	case yes:
		return "yes"
	case own:
		return "own"
	case free:
		return "own or nobody's"
	case asked:
		return "if asked"
	case no:
		return "-"
	}
	names := make([]string, 0, len(g.asks()))
	for _, r := range g.asks() {
		names = append(names, string(r))
	}
	return "ask " + strings.Join(names, " or ")
}

// refuse says who may: "Voiding money is for accounting." WhoMay.Ask is set where the person may ask them.
func refuse(act Act, m *domain.Market, p domain.Person, admins []domain.Person) *domain.Error {
	w := rowOf(act)
	var who WhoMay
	var names []string
	for _, r := range domain.Roles() {
		if w.Of(r) == yes {
			who.Roles = append(who.Roles, r)
			names = append(names, plural(r))
		}
	}
	if len(names) == 0 && w.admin != yes { // nobody does it alone
		who.Roles = askEither.asks()
		names = []string{"a director and accounting together"}
	}
	if m != nil {
		for _, v := range m.With(who.Roles...) {
			if v.Person.ID != p.ID {
				who.People = append(who.People, v.Person)
			}
		}
		if len(m.With(domain.Accounting)) == 0 && slices.Equal(who.Roles, []domain.Role{domain.Accounting}) {
			names = append(names, "the director while there is none")
			who.People = withRole(m, who.Roles, p.ID)
		}
		who.AskRoles = granted(act, m, p).asks()
		who.Ask = withRole(m, who.AskRoles, p.ID)
	}
	if w.admin == yes {
		names = append(names, "the admin")
		who.Admins, who.People = true, append(who.People, admins...)
	}
	e := domain.Forbidden("%s for %s.", w.Says, list(names))
	e.About = who
	return e
}

func plural(r domain.Role) string {
	switch r {
	case domain.Accounting, domain.Field:
		return string(r)
	}
	return string(r) + "s"
}

// list joins words as a sentence does: "a, b and c".
func list(words []string) string { return joined(words, "and") }

// orList joins what there is to choose from: "a, b or c".
func orList(words []string) string { return joined(words, "or") }

func joined(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + last + " " + words[len(words)-1]
}
