package commands

import (
	"slices"
	"strings"

	"paidup/domain"
)

// The acts of the matrix.
const (
	actFind       Act = "find"
	actContacts   Act = "contacts"
	actOpen       Act = "open"
	actReceived   Act = "received"
	actRound      Act = "round"
	actNote       Act = "note"
	actTouch      Act = "touch"
	actWaiting    Act = "waiting"
	actPromise    Act = "promise"
	actMoney      Act = "money"
	actBackMoney  Act = "back_money"
	actBackFact   Act = "back_fact"
	actUndo       Act = "undo"
	actVoid       Act = "void"
	actVoidMoney  Act = "void_money"
	actVoidRound  Act = "void_round"
	actAssign     Act = "assign"
	actFigures    Act = "figures"
	actMarket     Act = "market"
	actMember     Act = "member"
	actBooksRole  Act = "books_role"
	actAddMarket  Act = "add_market"
	actSeeMarkets Act = "see_markets"
	actHelp       Act = "help"
)

// grant is what the matrix gives a role.
type grant int

const (
	no   grant = iota // refused with who may
	own               // on files they own
	free              // on files they own or nobody does
	yes
)

// allowance is a row of the matrix: how its refusal begins, and what each role is given.
type allowance struct {
	act                                                      Act
	says                                                     string
	coordinator, director, accounting, field, viewer, admin_ grant
}

// matrix is who may do what. An act that may only be asked for is refused with who may.
func matrix() []allowance {
	return []allowance{
		//             refusal                              coord director acc  field viewer admin
		{actFind, "Files are", yes, yes, yes, own, yes, no},
		{actContacts, "Phones and addresses are", yes, yes, yes, own, no, no},
		{actOpen, "New files are", yes, yes, yes, no, no, no},
		{actReceived, "Received dates further back are", no, yes, yes, no, no, no},
		{actRound, "Rounds and stages are", yes, yes, no, no, no, no},
		{actNote, "Notes are", yes, yes, yes, own, no, no},
		{actTouch, "Calls and next steps are", yes, yes, yes, own, no, no},
		{actWaiting, "Changing the holder is", yes, yes, no, no, no, no},
		{actPromise, "Promises and holds are", yes, yes, yes, no, no, no},
		{actMoney, "Invoices and payments are", yes, yes, yes, no, no, no},
		{actBackMoney, "Money dated further back is", no, no, yes, no, no, no},
		{actBackFact, "Dates further back are", no, yes, yes, no, no, no},
		{actUndo, "Undo is", yes, yes, yes, yes, no, no},
		{actVoid, "Voiding is", no, yes, yes, no, no, no},
		{actVoidMoney, "Voiding money is", no, no, yes, no, no, no},
		{actVoidRound, "Voiding rounds, stages and notes is", no, yes, no, no, no, no},
		{actAssign, "Assigning is", free, yes, no, no, no, no},
		{actFigures, "Figures are", yes, yes, yes, no, yes, no},
		{actMarket, "Settings of a market are", no, yes, no, no, no, yes},
		{actMember, "Adding members is", no, yes, no, no, no, yes},
		{actBooksRole, "Adding a director or accounting is", no, no, no, no, no, yes},
		{actAddMarket, "Adding a market is", no, no, no, no, no, yes},
		{actSeeMarkets, "Markets are", yes, yes, yes, yes, yes, yes},
		{actHelp, "Help is", yes, yes, yes, yes, yes, yes},
	}
}

func (w allowance) of(r domain.Role) grant {
	switch r {
	case domain.Coordinator:
		return w.coordinator
	case domain.Director:
		return w.director
	case domain.Accounting:
		return w.accounting
	case domain.Field:
		return w.field
	case domain.Viewer:
		return w.viewer
	}
	return no
}

// rowOf is the act's row; an act in no row is nobody's.
func rowOf(act Act) allowance {
	for _, w := range matrix() {
		if w.act == act {
			return w
		}
	}
	return allowance{act: act, says: "This is"}
}

// rolesOf are the member's roles. A market without accounting gives that column to its director.
func rolesOf(m *domain.Market, id domain.PersonID) []domain.Role {
	member, _ := m.Member(id)
	roles := member.Roles
	if member.Is(domain.Director) && len(m.With(domain.Accounting)) == 0 {
		roles = append(slices.Clone(roles), domain.Accounting)
	}
	return roles
}

// granted is the most that the person's roles in the market give for the act.
func granted(act Act, m *domain.Market, p domain.Person) grant {
	w := rowOf(act)
	most := no
	if p.Admin {
		most = w.admin_
	}
	if m == nil {
		return most
	}
	for _, r := range rolesOf(m, p.ID) {
		most = max(most, w.of(r))
	}
	return most
}

// allows says whether the grant covers a file of the owner.
func (g grant) allows(p domain.PersonID, owner domain.PersonID) bool {
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

// refuse says who may: "Voiding money is for accounting."
func refuse(act Act, m *domain.Market, p domain.Person, admins []domain.Person) *domain.Error {
	w := rowOf(act)
	var who WhoMay
	var names []string
	for _, r := range domain.Roles() {
		if w.of(r) == yes {
			who.Roles = append(who.Roles, r)
			names = append(names, plural(r))
		}
	}
	if m != nil {
		for _, v := range m.With(who.Roles...) {
			if v.Person.ID != p.ID {
				who.People = append(who.People, v.Person)
			}
		}
		if len(m.With(domain.Accounting)) == 0 && slices.Equal(who.Roles, []domain.Role{domain.Accounting}) {
			names = append(names, "the director while there is none")
			who.People = without(m.With(domain.Director), p.ID)
		}
	}
	if w.admin_ == yes {
		names = append(names, "the admin")
		who.People = append(who.People, admins...)
	}
	e := domain.Forbidden("%s for %s.", w.says, list(names))
	e.About = who
	return e
}

func without(members []domain.Member, id domain.PersonID) []domain.Person {
	var out []domain.Person
	for _, v := range members {
		if v.Person.ID != id {
			out = append(out, v.Person)
		}
	}
	return out
}

func plural(r domain.Role) string {
	switch r {
	case domain.Accounting, domain.Field:
		return string(r)
	}
	return string(r) + "s"
}

// list joins words as a sentence does: "a, b and c".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
