package cards

import (
	"paidup/bot/card"
	"paidup/commands"
	"paidup/domain"
	"paidup/domain/kpi"
	"paidup/domain/sample"
)

func (g *gallery) home(name string, r commands.Reply) {
	g.hang("home "+name, card.Home(g.pen().Message(r)))
}

func (g *gallery) homes() {
	mine := commands.Files{Title: "Dana · Mon Nov 23: 5 wait on you", Today: today(), Files: queue(),
		Notes:   []string{"Yours: 96 open, 8 without a next step, 3 past their days"},
		Buttons: presses("Without a step: 8", "Late: 3", "Entered today")}
	g.home("of a coordinator", commands.Home{Queue: &mine})
	g.home("of a coordinator for whom nothing waits", commands.Home{Queue: &commands.Files{Title: "Dana · Mon Nov 23: nothing waits on you. 96 open", Today: today()}})
	asked := commands.Files{Title: "Maria · Mon Nov 23: 2 asked of you", Today: today(), Waits: g.asked()}
	roll := g.roll()
	g.home("of a director", commands.Home{Roll: &roll, Queue: &asked})
	one := roll
	one.Of, one.Over, one.Markets, one.All = 1, 1, roll.Markets[:1], roll.Markets[0].Figures
	g.home("of one market", commands.Home{Roll: &one})
	g.home("of the admin", commands.Home{Setup: &commands.Setup{Markets: []*domain.Market{g.market, roll.Markets[1].Market}}})
	g.home("of the first day", commands.Home{Setup: &commands.Setup{Steps: []commands.Step{
		{Says: "Add a market", How: "in its channel: /paidup market add", Done: true},
		{Says: "Add people by name", How: "in a market's channel: /paidup member add"},
		{Says: "Import your files and invoices", How: "where Paidup runs: paidup import files files.csv --market FM"}}}})
	g.hang("home of a stranger", card.Home(card.Refusal("You are not set up in Paidup yet. Sam Whitley can add you.", presses("Ask Sam"))))
}

// roll is how two markets stand, the worse first.
func (g *gallery) roll() commands.Roll {
	before := 60.1
	other := *g.market
	other.Code, other.Name = "PX", "Phoenix"
	worse := commands.Standing{Market: g.market, Figures: fortMyers(), Before: &before, DaysLeft: 4, Escalate: 5, Unanswered: 3}
	better := commands.Standing{Market: &other, Figures: phoenix(0), DaysLeft: 4}
	return commands.Roll{Today: today(), Over: 1, Of: 2, Markets: []commands.Standing{worse, better}, All: kpi.Together([]kpi.Figures{worse.Figures, better.Figures}),
		People: g.people, Load: []domain.Workload{{Owner: sample.Ben, Open: 91, Ours: 11}, {Owner: sample.Dana, Open: 96, Ours: 6}}}
}
