package cards

import (
	"errors"
	"fmt"

	"paidup/bot/card"
	"paidup/commands"
	"paidup/domain"
	"paidup/domain/sample"
)

// asks hangs the question that the law asks about an act.
func (g *gallery) asks(name string, s *story, law func(*domain.File) error, buttons ...string) {
	if q, asked := g.question(s, law); asked {
		q.Buttons = presses(buttons...)
		g.reply("asked "+name, q)
	}
}

// question is what the law asks about an act; asked is false where it asks nothing, which is a fault of the gallery.
func (g *gallery) question(s *story, law func(*domain.File) error) (q commands.Asked, asked bool) {
	s.f.Begin(domain.Act{Key: "q", Actor: sample.Dana, Source: domain.FromCommand, At: today().At(12, 0, s.f.Market.Location())})
	err := law(s.f)
	var about *domain.Error
	if !errors.As(err, &about) || about.Kind != domain.KindAsk {
		if g.err == nil {
			g.err = fmt.Errorf("ask about %s: the law gave %w", s.f.Number, errors.Join(err, errors.New("no question")))
		}
		return q, false
	}
	return commands.Asked{ID: "q1", About: about, File: s.f, Today: today()}, true
}

func (g *gallery) questions() {
	paid, _ := g.paid()
	twice := func(f *domain.File) error { return f.Pay(rest()) }
	g.asks("about the same money twice", paid, twice, "Drop it", "A second payment")
	other := check("902", 12_400_00)
	paid, _ = g.paid()
	if q, asked := g.question(paid, func(f *domain.File) error { return f.Pay(other) }); asked {
		q.Buttons, q.In = presses("Drop it", "A second payment"), commands.Values{"method": "check", "reference": "902"}
		g.reply("asked about another check over the same money", q)
	}
	part := check("4471", 3_200_50)
	part.Elsewhere = []domain.LookAlike{{File: 1051, Number: "FM-1051", Version: 6, Amount: 900_00, Method: domain.Check,
		Ref: "4471", On: friday(), Actor: sample.Priya}}
	g.asks("about part of the same check", g.invoiced(), func(f *domain.File) error { return f.Pay(part) },
		"Drop it", "Part of that check", "Another check")
	g.asks("about money over the balance", g.invoiced(), func(f *domain.File) error { return f.Pay(check("881", 12_600_00)) },
		"Change amount…", "Keep $200 unapplied", "Drop")
	g.asks("about a payer who was not billed", g.invoiced(), func(f *domain.File) error {
		return f.Pay(domain.Receipt{Amount: 12_400_00, Method: domain.ACH, Reference: "12", Payer: "allstate"})
	}, "Put it on 5512", "Keep $12,400 unapplied", "Drop")
	g.asks("about a missing approval", g.file(1042, 2), func(f *domain.File) error { return f.Invoice(domain.Bill{Amount: 14_200_00}) },
		"Log the approval…", "Invoice without", "Drop")
	g.asks("about an amount unlike the approval", g.file(1042, 3), func(f *domain.File) error { return f.Invoice(domain.Bill{Amount: 19_300_00}) },
		"Change amount…", "Invoice it", "Drop")
	g.asks("about the same invoice twice", g.invoiced(), func(f *domain.File) error {
		return f.Invoice(domain.Bill{Amount: 18_640_00, Answered: domain.Answers{domain.AskVariance}})
	}, "Drop it", "A second invoice")
	paid, _ = g.paid()
	g.asks("about a supplement that reopens", paid, func(f *domain.File) error {
		return f.Submit(domain.Submission{Kind: domain.Supplement, Amount: 3_200_00})
	}, "Drop it", "Reopen it")
	g.questionsOfWords()
	g.picks()
}

// questionsOfWords are those whose words come with them.
func (g *gallery) questionsOfWords() {
	for _, q := range []struct {
		name    string
		about   *domain.Error
		buttons []commands.Button
	}{
		{"about the same loss", domain.Ask("same_loss", "customer", "FM-1042 Harris has the same claim number. Is this another file of that loss?"),
			presses("Drop it", "Another file")},
		{"about a card number", domain.Ask("secret", "words", "Looks like a card number (…1111)"), presses("Leave it out", "Drop", "Keep the number")},
		{"whether once more", domain.Ask("repeated", "amount", "Already saved: $12,400.00, check 881, by you at 9:12 am ET (e9). Nothing was added."),
			presses("Drop it", "Once more")},
	} {
		g.reply("asked "+q.name, commands.Asked{About: q.about, Today: today(), Buttons: q.buttons})
	}
	pasted := domain.Ask("pasted", "paste", "Read from what was pasted.")
	pasted.About = commands.Pasted{Lines: []string{"Customer: Al Cole", "Claim number: 24-90117", "Date of loss: Sat Nov 21"}, Complete: true}
	g.reply("asked about a pasted e-mail", commands.Asked{About: pasted, Verb: "file new", Buttons: []commands.Button{
		{Label: "Check it…", Press: commands.Press{Verb: "file new", Form: true}},
		{Label: "Begin it", Press: commands.Press{Verb: "file new"}}, {Label: "Drop", Press: commands.Press{Verb: commands.VerbDrop}}}})
}

func (g *gallery) picks() {
	harris, other := fileLine(1042, "Joan Harris", domain.Invoiced), fileLine(1101, "Harris", domain.Received)
	harris.Balance, harris.Facts.Address, harris.Facts.City = 12_400_00, "1423 Palm Ave", "Fort Myers"
	other.Facts.City = "Naples"
	p := commands.Picks{Words: "harris", Today: today(), Press: commands.Press{Verb: "pay", Args: commands.Values{"amount": "12400.00"}},
		Files: []domain.FileLine{harris, fileLine(871, "Harrison", domain.PaidInFull), other}}
	g.reply("picks of three files", p)
	p.Files = append(p.Files, fileLine(1102, hostile, domain.Submitted))
	p.Files[3].Market, p.More, p.NoMoney, p.Markets = 2, true, true, map[domain.MarketID]string{2: "Pensacola"}
	g.reply("picks of more files, without amounts", p)
}

// fileLine is a file as lists know it.
func fileLine(id domain.FileID, customer string, stage domain.Stage) domain.FileLine {
	return domain.FileLine{ID: id, Number: fmt.Sprintf("FM-%04d", id), Facts: domain.Facts{Customer: customer}, Stage: stage, StageOn: today() - 12}
}

func (g *gallery) refusals() {
	g.message("refusal of an amount", card.Refusal(`"1,2.3.4" is not an amount; write 1,234.56. Nothing was saved.`, nil))
	g.message("refusal with its answers", card.Refusal(`"12,40" could be $12.40 or $1,240.00. Nothing was saved.`, presses("$12.40", "$1,240.00")))
	g.message("refusal of a typo", card.Refusal(`"pya" is not a command. Did you mean pay?`, presses("Run /pay FM-1042 12,400")))
	g.message("refusal of a fact ahead", card.Refusal("A payment is dated today or earlier; Tue Dec 1 is ahead. Nothing was saved.", presses("Promise by Tue Dec 1")))
	g.message("refusal of an unknown file", card.Refusal(`No file "FM-9042" in Fort Myers by number, claim, name or address. Closest: FM-0942 Lowe.`, presses("Open FM-0942")))
	g.message("refusal for want of a role", card.Refusal("Write-offs are for directors and accounting. Nothing was saved.", presses("Ask Maria")))
	g.message("refusal of words left over", card.Refusal(`Read: FM-1042, $12,400.00. Not read: "881". Nothing was saved.`, presses("It is check 881", "Keep as note", "Open form")))
	g.message("refusal while the database is away", card.Refusal("Nothing was saved: the database does not answer. Try again in a minute; the admins know.", nil))
	g.message("refusal of hostile words", card.Refusal(`"`+hostile+`" is not a command.`, nil))
	s := g.file(1047, 4)
	g.reply("refusal of the only file", commands.Receipt{Verb: "approve", Today: friday(), People: g.people,
		Done: []commands.Outcome{{Number: s.f.Number, Refused: domain.Conflict("Nothing is handed in on FM-1047.")}}})
}
