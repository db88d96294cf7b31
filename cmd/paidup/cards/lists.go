package cards

import (
	"slices"
	"time"

	"paidup/commands"
	"paidup/domain"
	"paidup/domain/kpi"
	"paidup/domain/sample"
)

func (g *gallery) request(name string, to domain.PersonID, q domain.Request) {
	q.ID, q.By, q.At, q.Lapses = 17, sample.Dana, today().At(8, 12, g.market.Location()), today()+9
	if q.Verb == "" {
		q.File, q.Says = 1031, `write off $212.40 on FM-1031 Bell, "deductible, moved away"`
	}
	if q.Outcome != "" {
		q.Closed = q.At.Add(26 * time.Hour)
	}
	g.reply("request "+name, commands.ShowRequest(q, g.market, g.people, to))
}

func (g *gallery) requests() {
	g.request("that waits", sample.Priya, domain.Request{})
	g.request("that takes one more", sample.Priya, domain.Request{Seconded: sample.Maria})
	g.request("that was passed on", sample.Maria, domain.Request{Seconded: sample.Maria})
	g.request("that was allowed", sample.Dana, domain.Request{Outcome: domain.RequestAllowed, Answered: sample.Priya})
	g.request("that was refused", sample.Dana, domain.Request{Outcome: domain.RequestRefused, Answered: sample.Priya, Words: "ask <!channel> first"})
	g.request("that lapsed", sample.Dana, domain.Request{Outcome: domain.RequestLapsed})
	g.request("of somebody who is new", sample.Sam, domain.Request{Verb: commands.VerbAddMember, Says: "set up Dana Reyes in Paidup"})
}

func (g *gallery) lists() {
	all := commands.Press{Verb: "my", Args: commands.Values{"all": "yes"}}
	v := commands.Files{Title: "Dana · Mon Nov 23: 6 wait on you", Today: today(), More: 3, Next: &all, Files: queue()}
	g.reply("files that wait", v)
	g.reply("files, none", commands.Files{Title: "Dana · Mon Nov 23: nothing waits on you"})
	g.reply("files with what was agreed", commands.Files{Title: "Dana · Mon Nov 23: 4 due", Today: today(), Files: due()})
	g.reply("files with an open question", commands.Files{Title: "Dana · Mon Nov 23: nothing waits on you",
		Notes:   []string{"❓ A question of 9:12 am ET waits: pay FM-1042"},
		Buttons: []commands.Button{{Label: "Ask again", Press: commands.Press{Verb: "recall"}}}})
	v.Title, v.Waits, v.MoreWaits = "Maria · Mon Nov 23: 5 asked of you, 6 wait on you", g.asked(), 2
	g.reply("files behind what is asked", v)
	long := commands.Files{Title: "All open files", Today: today()}
	for i := range domain.FileID(120) {
		long.Files = append(long.Files, fileLine(1200+i, "Long Name Of A Customer", domain.Invoiced))
	}
	g.reply("files, more than a message takes", long)
	g.entries()
	g.reply("listing of a file's stages", commands.Listing{Title: "FM-1071 Abbott: APPROVED since Wed Nov 11",
		Lines: []string{"RECEIVED: Mon Oct 5", "SUBMITTED: skipped"}, Buttons: presses("Invoice…")})
	g.reply("said in lines", commands.Said{Text: "Which payment came back?\ne9 $12,400.00, check 881, Fri Nov 20\ne7 $6,240.00, check 771, Wed Oct 21",
		Buttons: presses("e9", "e7", "e5", "e4")})
	verbs := slices.DeleteFunc(slices.Clone(commands.NewApp(commands.Deps{}).Commands()), func(c *commands.Command) bool { return c.Pressed })
	g.reply("help", commands.Helped{Commands: verbs})
	g.reply("help with one verb", commands.Helped{Commands: verbs[:1], One: true})
}

// queue are files that wait, one of each stage.
func queue() []domain.FileLine {
	abbott, owed := fileLine(1071, "Ann Abbott", domain.Approved), fileLine(1017, "Luz Delgado", domain.Invoiced)
	abbott.WaitingOn, abbott.Amount = domain.Us, 14_200_00
	owed.WaitingOn, owed.Balance, owed.Facts.Mortgagee, owed.StageOn = domain.Mortgagee, 31_480_00, "First Gulf Bank", today()-87
	back, ruiz := fileLine(1063, "Kim Tran", domain.Submitted), fileLine(1090, "Ruiz", domain.Received)
	back.WaitingOn, back.Amount, back.Rejected = domain.Us, 9_870_00, true
	ruiz.WaitingOn, ruiz.Amount = domain.FieldCrew, 5_400_00
	paid := fileLine(871, "Harrison", domain.PaidInFull)
	paid.StageOn = today() - 367
	return []domain.FileLine{abbott, owed, back, ruiz, paid}
}

// due are files with a step, a promise or a hold.
func due() []domain.FileLine {
	agreed := []domain.FileLine{
		{ID: 1102, HoldUntil: today(), Next: today() + 1, NextWords: "ask for the report."},
		{ID: 1017, PromisedBy: today() - 5, Promised: 20_000_00},
		{ID: 1018, PromisedBy: today(), Promised: 31_480_00},
		{ID: 1103, HoldUntil: today() + 11},
	}
	for i, f := range agreed {
		line := fileLine(f.ID, "Luz Delgado", domain.Invoiced)
		agreed[i].Number, agreed[i].Facts, agreed[i].Stage, agreed[i].StageOn = line.Number, line.Facts, line.Stage, line.StageOn
		agreed[i].WaitingOn, agreed[i].Balance = domain.Us, 31_480_00
	}
	return agreed
}

// asked is what others ask of Maria: an escalation and a request.
func (g *gallery) asked() []commands.Waits {
	e := domain.Escalation{ID: 9, Wrong: "moisture log missing", Ask: "the day-3 drying log, basement", Asker: sample.Ben, Asked: sample.Maria, Due: today() + 1}
	request := commands.ShowRequest(domain.Request{ID: 17, File: 1031, Says: `write off $212.40 on FM-1031 Bell, "deductible, moved away"`,
		By: sample.Dana, At: friday().At(9, 30, g.market.Location()), Lapses: today() + 2}, g.market, g.people, sample.Maria)
	return []commands.Waits{{Escalation: &commands.AskedOf{EscalationLine: domain.EscalationLine{Escalation: &e,
		Line: fileLine(1063, "Kim Tran", domain.Submitted)}, Today: today(), Asked: "Fri Nov 20, 3:15 pm ET", People: g.people}}, {Request: &request}}
}

// entries are a person's own last acts.
func (g *gallery) entries() {
	entered := func(s *story, version int) domain.Entered {
		return domain.Entered{File: s.f.ID, Number: s.f.Number, Market: 1, Facts: s.f.State.Facts, Change: *s.f.Entry(version)}
	}
	s, _ := g.paid()
	v := commands.Entries{Title: "Your last entries", Today: today(), People: g.people}
	for _, version := range []int{6, 3, 2, 1} {
		v.Acts = append(v.Acts, commands.OwnAct{Entries: []domain.Entered{entered(s, version)}})
	}
	g.reply("entries one by one", v)
	both := []domain.Entered{}
	for _, part := range []*story{g.invoiced(), g.file(1047, 4)} {
		in := check("4471", 900_00)
		in.Total = 1_800_00
		part.pays(in)
		both = append(both, entered(part, part.f.Version))
	}
	v.Acts = []commands.OwnAct{{Entries: both}, {Escalation: g.raised(inside())}}
	g.reply("entries of one act", v)
}

func (g *gallery) boards() {
	b := commands.Board{Markets: []*domain.Market{g.market}, AsOf: yesterday(), Today: today(), Figures: []kpi.Figures{fortMyers()}}
	g.reply("board of a market", b)
	nothing := b
	nothing.Figures = []kpi.Figures{kpi.Compute(kpi.Inputs{Market: "FM", AsOf: yesterday()})}
	g.reply("board of a new market", nothing)
	other := *g.market
	other.Code, other.Name = "PX", "Phoenix"
	b.Markets, b.Figures = append(b.Markets, &other), append(b.Figures, phoenix(0))
	g.reply("board of all markets", b)
	b.Only = "paid"
	g.reply("board of days to paid", b)
}
