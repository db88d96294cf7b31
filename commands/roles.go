package commands

import (
	"slices"

	"paidup/domain"
)

// The acts of the matrix.
const (
	actFind         Act = "find"
	actAmounts      Act = "amounts"
	actContacts     Act = "contacts"
	actNumbers      Act = "numbers"
	actOpen         Act = "open"
	actEdit         Act = "edit"
	actReceived     Act = "received"
	actReceivedBack Act = "received_back"
	actRound        Act = "round"
	actNote         Act = "note"
	actTouch        Act = "touch"
	actWaiting      Act = "waiting"
	actPromise      Act = "promise"
	actMoney        Act = "money"
	actBackMoney    Act = "back_money"
	actBackFact     Act = "back_fact"
	actUndo         Act = "undo"
	actVoid         Act = "void"
	actVoidMoney    Act = "void_money"
	actVoidRound    Act = "void_round"
	actCredit       Act = "credit"
	actWriteOff     Act = "write_off"
	actTakeOff      Act = "take_off" // of more than a director decides alone
	actRefund       Act = "refund"
	actCancel       Act = "cancel"
	actCancelLate   Act = "cancel_late"
	actReopen       Act = "reopen"
	actAssign       Act = "assign"
	actCover        Act = "cover"
	actEscalate     Act = "escalate"
	actEscalation   Act = "escalation"
	actFigures      Act = "figures"
	actOwnFigures   Act = "own_figures"
	actExport       Act = "export"
	actImportFiles  Act = "import_files"
	actImport       Act = "import"
	actClose        Act = "close"
	actThresholds   Act = "thresholds"
	actMarket       Act = "market"
	actMember       Act = "member"
	actBooksRole    Act = "books_role"
	actAddMarket    Act = "add_market"
	actSeeMarkets   Act = "see_markets"
	actAnswer       Act = "answer"
	actAudit        Act = "audit"
	actDoctor       Act = "doctor"
	actHelp         Act = "help"
)

// Allowance is a row of the matrix: what it is about, how its refusal begins, and what each role is given.
type Allowance struct {
	Act  Act
	Name string
	Says string

	coordinator, director, accounting, field, viewer, admin Grant
}

// Matrix is who may do what: the one table in front of every verb, button, form, option list, shortcut and Home tab.
func Matrix() []Allowance { return slices.Clone(matrix) }

// matrix is the table. What a role may only ask for it is given when somebody who may says yes.
var matrix = []Allowance{
	// row                                                                         coordinator    director      accounting  field viewer admin
	{actFind, "find a file, its card and history", "Files are", yes, yes, yes, own, yes, no},
	{actAmounts, "see amounts", "Amounts are", yes, yes, yes, no, yes, no},
	{actContacts, "see phone and address", "Phones and addresses are", yes, yes, yes, own, no, no},
	{actNumbers, "see e-mail, claim, policy and loan numbers", "Claim and policy numbers are", yes, yes, yes, no, no, no},
	{actOpen, "begin a file", "New files are", yes, yes, yes, no, no, no},
	{actEdit, "edit a file", "Editing is", yes, yes, yes, no, no, no},
	{actReceived, "change the received date, up to 2 business days back", "Received dates are", yes, yes, no, no, no, no},
	{actReceivedBack, "a received date further back", "Received dates further back are", askDirector, yes, no, no, no, no},
	{actRound, "submit, reject, approve, stage", "Rounds and stages are", yes, yes, no, no, no, no},
	{actWaiting, "say whose move it is", "Changing the holder is", yes, yes, no, no, no, no},
	{actNote, "note", "Notes are", yes, yes, yes, own, no, no},
	{actTouch, "log a call, next step", "Calls and next steps are", yes, yes, yes, own, no, no},
	{actPromise, "promise, hold, resume", "Promises and holds are", yes, yes, yes, no, no, no},
	{actMoney, "invoice, pay, apply, reverse, fee, dispute, settle", "Invoices and payments are",
		yes, yes, yes, no, no, no},
	{actBackMoney, "money dated over 7 days back", "Money dated further back is", askAccounting, no, yes, no, no, no},
	{actBackFact, "another fact dated over 7 days back", "Dates further back are", askDirector, yes, yes, no, no, no},
	{actUndo, "undo one's own entry", "Undo is", yes, yes, yes, yes, no, no},
	{actVoid, "void an entry", "Voiding is", askEither, yes, yes, no, no, no},
	{actVoidMoney, "void money", "Voiding money is", askAccounting, no, yes, no, no, no},
	{actVoidRound, "void rounds, stages and notes", "Voiding rounds, stages and notes is", askDirector, yes, no, no, no, no},
	{actCredit, "credit memo, up to the limit ($500.00 of a file)", "Credit memos are", askDirector, yes, yes, no, no, no},
	{actWriteOff, "write-off, up to the limit", "Write-offs are", askDirector, yes, yes, no, no, no},
	{actTakeOff, "either of them above the limit", "More is", askDirector, askAccounting, askDirector, no, no, no},
	{actRefund, "refund, matches the bank", "Refunds are", askAccounting, askAccounting, yes, no, no, no},
	{actCancel, "cancel before the first round", "Cancelling is", yes, yes, no, no, no, no},
	{actCancelLate, "cancel later", "Cancelling after the first round is", askDirector, yes, no, no, no, no},
	{actReopen, "reopen", "Reopening is", askEither, yes, yes, no, no, no},
	{actAssign, "assign", "Assigning is", free, yes, no, no, no, no},
	{actCover, "say that somebody else is away", "Being away for somebody else is", no, yes, no, no, no, no},
	{actEscalate, "escalate", "Escalations are", yes, yes, yes, yes, no, no},
	{actEscalation, "press on an escalation", "This escalation is", yes, yes, asked, asked, no, no},
	{actFigures, "digest, kpi, explain, cash", "Figures are", yes, yes, yes, no, yes, no},
	{actOwnFigures, "a person's figures", "A person's figures are", own, yes, no, own, no, no},
	{actExport, "export lists", "Exports are", yes, yes, yes, no, yes, no},
	{actImportFiles, "import files", "Imports are", yes, yes, yes, no, no, no},
	{actImport, "import invoices and payments, compare", "Imports of money are", no, yes, yes, no, no, no},
	{actClose, "close a month, enter into a closed one", "Closed months are", askAccounting, askAccounting, yes, no, no, no},
	{actThresholds, "thresholds, rules, policy, CAT", "Thresholds are", no, yes, no, no, no, no},
	{actMarket, "hour, calendar, channel", "Settings of a market are", no, yes, no, no, no, yes},
	{actMember, "add and remove coordinators, field and viewers", "Adding and removing members is", no, yes, no, no, no, yes},
	{actBooksRole, "add and remove directors and accounting", "Adding and removing directors and accounting is", no, no, no, no, no, yes},
	{actAddMarket, "add a market", "Adding a market is", no, no, no, no, no, yes},
	{actSeeMarkets, "see the markets", "Markets are", yes, yes, yes, yes, yes, yes},
	{actAnswer, "answer a request, never one's own", "Answering a request is", no, yes, yes, no, no, no},
	{actAudit, "see who did or tried what on a file", "The audit is", no, yes, no, no, no, no},
	{actDoctor, "doctor, undelivered messages", "The doctor is", no, yes, no, no, no, yes},
	{actHelp, "help", "Help is", yes, yes, yes, yes, yes, yes},
}

// Of is what the row gives a role.
func (w Allowance) Of(r domain.Role) Grant {
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

// OfAdmin is what the row gives the admin of the workspace.
func (w Allowance) OfAdmin() Grant { return w.admin }

// rowOf is the act's row; an act in no row is nobody's.
func rowOf(act Act) Allowance {
	for _, w := range matrix {
		if w.Act == act {
			return w
		}
	}
	return Allowance{Act: act, Says: "This is"}
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
func granted(act Act, m *domain.Market, p domain.Person) Grant {
	w := rowOf(act)
	most := no
	if p.Admin {
		most = w.admin
	}
	if m == nil {
		return most
	}
	for _, r := range rolesOf(m, p.ID) {
		most = most.or(w.Of(r))
	}
	return most
}

// withRole are the members who have one of the roles, those left out who are named.
func withRole(m *domain.Market, roles []domain.Role, except ...domain.PersonID) []domain.Person {
	var out []domain.Person
	for _, v := range m.Members {
		has := slices.ContainsFunc(rolesOf(m, v.Person.ID), func(r domain.Role) bool { return slices.Contains(roles, r) })
		if has && !slices.Contains(except, v.Person.ID) {
			out = append(out, v.Person)
		}
	}
	return out
}
