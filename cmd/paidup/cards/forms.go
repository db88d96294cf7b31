package cards

import (
	"slices"
	"strings"

	"paidup/bot/card"
	"paidup/commands"
	"paidup/domain"
	"paidup/domain/sample"
)

// formVerbs are the verbs that have a form.
func formVerbs() []*commands.Command {
	return slices.DeleteFunc(slices.Clone(commands.NewApp(commands.Deps{}).Commands()), func(c *commands.Command) bool {
		return !slices.ContainsFunc(c.Args, func(a commands.Arg) bool { return a.Form })
	})
}

func (g *gallery) forms() {
	for _, verb := range formVerbs() {
		f := commands.FormFor{Command: verb, Market: g.market, Channel: g.market.Channel, In: commands.Values{"on": today().String()}}
		if slices.ContainsFunc(verb.Args, func(a commands.Arg) bool { return a.Kind == commands.KindFile }) {
			f.File = g.fileFor(verb.Name).f
		}
		if strings.HasPrefix(verb.Name, "escalation ") {
			f.Escalation = g.raised(inside())
			f.File = f.Escalation.File
		}
		switch verb.Name {
		case "assign all":
			f.Says, f.In = "All open files of Ben Okafor", commands.Values{"of": string(sample.Ben), "market": "FM"}
		case "edit":
			f.In = commands.Values{"customer": "Joan Harris", "loss": "water", "payer": "Harbor Mutual", "carrier": "Harbor Mutual",
				"claim": "24-71042", "address": "1042 Palm Ave", "city": "Fort Myers", "deductible": "1000.00"}
		}
		g.form("for "+verb.Name, f)
	}
	g.paymentForms()
}

// fileFor is a file on which the verb makes sense.
func (g *gallery) fileFor(verb string) *story {
	switch verb {
	case "approve", "reject":
		return g.file(1042, 2)
	case "submit":
		return g.rejected()
	case "invoice":
		return g.file(1042, 3)
	case "apply":
		return g.file(1088, 5)
	case "settle":
		return g.disputed()
	case "resume":
		return g.talkedAbout()
	case "reopen":
		return g.cancelled()
	}
	return g.invoiced()
}

func (g *gallery) form(name string, f commands.FormFor) { g.hang("form "+name, g.pen().Form(f)) }

// paymentForms are the payment's form in every state.
func (g *gallery) paymentForms() {
	f := commands.FormFor{Command: commands.NewApp(commands.Deps{}).Commands()[0], File: g.invoiced().f, Channel: g.market.Channel,
		In: commands.Values{"amount": "12400.50", "method": "check", "reference": "881", "on": friday().String(), "net": "yes"}}
	g.form("filled in", f)
	g.reply("form by a button, where none can be opened", f)
	search := f
	search.File, search.Market, search.In = nil, g.market, nil
	g.form("with a file search", search)
	wrong := f
	wrong.In = commands.Values{"reference": "881"}
	wrong.Errors = map[string]string{"amount": `"1,2.3.4" is not an amount; write 1,234.56.`,
		"on": `"31/02" is not a date; month first, like 2/28 or feb 28.`, "because": "A payment takes no reason."}
	g.form("drawn anew with what is wrong", wrong)
	plain := wrong
	plain.Errors = nil
	g.form("with errors under its fields", plain)
	g.last().Errors = card.FieldErrors(wrong)
	asks := f
	asks.In = commands.Values{"amount": "400.00", "on": "2026-10-01"}
	asks.Errors = map[string]string{"on": "Thu Oct 1 is over 7 days back. Money dated further back is for accounting."}
	asks.Buttons = []commands.Button{{Label: "Ask Priya", Press: commands.Press{Verb: "pay", File: 1042, Args: commands.Values{"amount": "400.00"}}}}
	g.form("that asks", asks)
	field := f
	field.NoMoney = true
	g.form("without amounts", field)
	hurt := f
	hurt.File, hurt.In = g.hostileFile().f, commands.Values{"reference": hostile}
	g.form("of a hostile customer", hurt)
}

// answers are what a form turns into.
func (g *gallery) answers() {
	meta := card.Meta{Verb: "pay", File: 1042, Channel: g.market.Channel}
	s, change := g.paid()
	g.hang("view of a receipt", g.pen().Answer(g.receipt(s, change), meta))
	if q, asked := g.question(s, func(f *domain.File) error { return f.Pay(rest()) }); asked {
		q.Buttons = presses("Drop it", "A second payment")
		g.hang("view of a question", g.pen().Answer(q, meta))
	}
	g.hang("view of a refusal", card.View("Not saved", card.Refusal("Nothing was saved: the database does not answer.", nil), meta))
	g.hang("view that waits", card.Wait("Payment, FM-1042", "Saving..."))
}
