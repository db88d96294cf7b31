package commands

import (
	"context"
	"slices"

	"paidup/domain"
)

func (a *App) fileCommand() *Command {
	return &Command{
		Name:     "file",
		Says:     "show a file, or find one",
		Usage:    "REF · REF history · REF audit · new [NAME]",
		Examples: []string{"file harris", "file FM-1042 history", "file new Harris"},
		Slash:    true,
		Args: []Arg{fileArg(), {Name: "history", Kind: KindFlag, Label: "history"},
			{Name: "audit", Kind: KindFlag, Label: "audit"}},
		Who:   actFind,
		Reads: true,
		Bare:  true,
		Do:    a.file,
	}
}

// file shows one file whole, or lists several.
func (a *App) file(ctx context.Context, c *Call) (Reply, error) {
	if len(c.Files) > 1 {
		return Files{Title: counted(len(c.Files), "file"), Files: c.scope.scrubbed(c.Files), Today: c.Today, NoMoney: c.scope.noMoney(),
			Markets: c.scope.names()}, nil
	}
	f, err := a.Files.File(ctx, c.Files[0].ID)
	if err != nil {
		return nil, err
	}
	people, err := a.everybody(ctx, c)
	if err != nil {
		return nil, err
	}
	if c.In.Flag("audit") {
		return a.fileAudit(ctx, c, f, people)
	}
	last, err := a.Escalations.LastEscalations(ctx, []domain.FileID{f.ID})
	if err != nil {
		return nil, err
	}
	return FileView{
		File: f,

		Escalation: last[f.ID],

		People:   people,
		Today:    c.Today,
		Money:    c.scope.seesMoney(f.Market),
		Contacts: granted(actContacts, f.Market, c.Person).allows(c.Actor, c.scope.owner(c.Files[0])),
		Numbers:  granted(actNumbers, f.Market, c.Person).allows(c.Actor, c.scope.owner(c.Files[0])),
		History:  c.In.Flag("history"),
		May:      a.usable(c, f.Market),
	}, nil
}

// usable are the verbs that the person may use on the file that was found.
func (a *App) usable(c *Call, m *domain.Market) []string {
	var out []string
	for _, cmd := range a.table {
		if granted(cmd.Who, m, c.Person).allows(c.Actor, c.scope.owner(c.Files[0])) {
			out = append(out, cmd.Name)
		}
	}
	return out
}

// everybody is the names of all people, those who have left included: they made entries too.
func (a *App) everybody(ctx context.Context, c *Call) (People, error) {
	all, err := a.Markets.People(ctx)
	if err != nil {
		return nil, err
	}
	out := People{}
	for _, p := range all {
		out[p.ID] = p
	}
	return out, nil
}

// seesMoney says that the person sees amounts of the market.
func (s *scope) seesMoney(m *domain.Market) bool {
	return m != nil && granted(actAmounts, m, s.person) == yes
}

// noMoney says that the person sees no amounts in any market.
func (s *scope) noMoney() bool { return !slices.ContainsFunc(s.mine, s.seesMoney) }

// scrubbed are the lines without the amounts that the person does not see.
func (s *scope) scrubbed(lines []domain.FileLine) []domain.FileLine {
	out := slices.Clone(lines)
	for i := range out {
		if !s.seesMoney(s.market(out[i].Market)) {
			out[i].Hidden, out[i].Balance, out[i].Disputed, out[i].Amount = true, 0, 0, 0
			out[i].Promised, out[i].PromisedBy = 0, 0
			out[i].Facts.Estimate, out[i].Facts.Deductible = 0, 0
		}
	}
	return out
}
