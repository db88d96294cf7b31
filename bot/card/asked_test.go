package card

import (
	"errors"
	"slices"
	"testing"

	"paidup/commands"
	"paidup/domain"
)

// question that the law asks when it is given the act.
func asking(t *testing.T, s *story, law func(*domain.File) error) commands.Asked {
	t.Helper()
	at := today().Start(s.f.Market.Location())
	s.f.Begin(domain.Act{Key: "q", Actor: dana, Source: domain.FromCommand, At: at})
	var e *domain.Error
	if err := law(s.f); !errors.As(err, &e) || e.Kind != domain.KindAsk {
		t.Fatalf("the law gave %v, not a question", err)
	}
	return commands.Asked{ID: "q1", About: e, File: s.f, Today: today()}
}

func presses(labels ...string) []commands.Button {
	var out []commands.Button
	for _, l := range labels {
		out = append(out, commands.Button{Label: l, Press: commands.Press{Verb: "pay", Question: "q1"}})
	}
	return out
}

func TestQuestions(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		entries int
		law     func(*domain.File) error
		buttons []string
		want    string
	}{
		{"asked_look_alike", 9, func(f *domain.File) error { return f.Pay(check("881", 12_400_00)) },
			[]string{"Drop it", "A second payment"}, `
			❓ Not saved yet. Same money twice?
			Check 881, $12,400.00 is on FM-1042
			since Fri Nov 20 (e9, Dana)
			[Drop it] [A second payment]`},
		{"asked_over_balance", 8, func(f *domain.File) error { return f.Pay(check("881", 12_600_00)) },
			[]string{"Change amount…", "Keep $200 unapplied", "Drop"}, `
			❓ Not saved yet. $200.00 over the balance
			$12,600.00 paid, $12,400.00 open
			[Change amount…] [Keep $200 unapplied] [Drop]`},
		{"asked_wrong_payer", 8, func(f *domain.File) error {
			return f.Pay(domain.Receipt{Amount: 12_400_00, Method: domain.ACH, Reference: "12", Payer: "allstate"})
		},
			[]string{"Put it on 5512", "Keep $12,400 unapplied", "Drop"}, `
			❓ Not saved yet. allstate was not billed on FM-1042
			Invoice 5512 is Harbor Mutual's, $12,400.00 open
			[Put it on 5512] [Keep $12,400 unapplied] [Drop]`},
		{"asked_no_approval", 4, func(f *domain.File) error { return f.Invoice(domain.Bill{Amount: 14_200_00}) },
			[]string{"Log the approval…", "Invoice without", "Drop"}, `
			❓ Not saved yet. No approval on FM-1042
			[Log the approval…] [Invoice without] [Drop]`},
		{"asked_variance", 5, func(f *domain.File) error { return f.Invoice(domain.Bill{Amount: 19_300_00}) },
			[]string{"Change amount…", "Invoice it", "Drop"}, `
			❓ Not saved yet. Unlike the approval?
			$19,300.00 would be invoiced, $18,640.00 is approved
			[Change amount…] [Invoice it] [Drop]`},
		{"asked_same_amount", 7, func(f *domain.File) error {
			return f.Invoice(domain.Bill{Amount: 18_640_00, Answered: domain.Answers{domain.AskVariance}})
		}, []string{"Drop it", "A second invoice"}, `
			❓ Not saved yet. The same invoice twice?
			Invoice 5512 over $18,640.00 is on FM-1042 already, Fri Sep 18 (e6)
			[Drop it] [A second invoice]`},
		{"asked_reopen", 9, func(f *domain.File) error {
			return f.Submit(domain.Submission{Kind: domain.Supplement, Amount: 3_200_00})
		}, []string{"Drop it", "Reopen it"}, `
			❓ Not saved yet. This reopens the file
			FM-1042 is paid in full since Fri Nov 20; a supplement reopens it
			[Drop it] [Reopen it]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			q := asking(t, harris(t, c.entries), c.law)
			q.Buttons = presses(c.buttons...)
			answer(t, c.name, Pen{}.Message(q), c.want)
		})
	}
}

// Money of the same amount with another number: the question says both, so that one glance tells.
func TestQuestionAboutAnotherCheck(t *testing.T) {
	t.Parallel()
	for name, in := range map[string]domain.Receipt{"asked_other_check": check("902", 12_400_00), "asked_other_method": {Amount: 12_400_00, Method: domain.ACH}} {
		q := asking(t, harris(t, 9), func(f *domain.File) error { return f.Pay(in) })
		q.Buttons, q.In = presses("Drop it", "A second payment"), commands.Values{"method": string(in.Method), "reference": in.Reference}
		answer(t, name, Pen{}.Message(q), `
			❓ Not saved yet. Same money twice?
			FM-1042 already has $12,400.00 by check 881 from Fri Nov 20; this one is `+domain.Payment{Method: in.Method, Reference: in.Reference}.Means()+`
			[Drop it] [A second payment]`)
	}
}

func TestQuestionAboutAnotherFile(t *testing.T) {
	t.Parallel()
	in := check("4471", 3_200_50)
	in.Elsewhere = []domain.LookAlike{{File: 1051, Number: "FM-1051", Version: 6, Amount: 900_00, Method: domain.Check,
		Ref: "4471", On: day("2026-11-20"), Actor: priya}}
	q := asking(t, harris(t, 8), func(f *domain.File) error { return f.Pay(in) })
	q.Buttons = presses("Drop it", "Part of that check", "Another check")
	answer(t, "asked_same_check", Pen{}.Message(q), `
		❓ Not saved yet. Part of the same check?
		Check 4471, $900.00 is on FM-1051
		since Fri Nov 20 (e6, Priya)
		[Drop it] [Part of that check] [Another check]`)
}

func TestQuestionInOtherWords(t *testing.T) {
	t.Parallel()
	q := commands.Asked{Today: today(), Buttons: presses("Drop it", "Another file"), About: domain.Ask("same_loss", "customer",
		"FM-1042 Harris has the same claim number. Is this another file of that loss?")}
	answer(t, "asked_same_loss", Pen{}.Message(q), `
		❓ Not saved yet.
		FM-1042 Harris has the same claim number. Is this another file of that loss?
		[Drop it] [Another file]`)
	q.Buttons = presses("Leave it out", "Drop", "Keep the number")
	q.About = domain.Ask("secret", "words", "Looks like a card number (…1111)")
	answer(t, "asked_secret", Pen{}.Message(q), `
		❓ Not saved yet. Looks like a card number (…1111)
		[Leave it out] [Drop] [Keep the number]`)
	q.Buttons = presses("Drop it", "Another file")
	q.About = domain.Ask(repeated, "amount", "Already saved: $12,400.00, check 881, by you at 9:12 am ET (e9). Nothing was added.")
	answer(t, "asked_repeated", Pen{}.Message(q), `
		❓ Once more?
		Already saved: $12,400.00, check 881, by you at 9:12 am ET (e9). Nothing was added.
		[Drop it] [Another file]`)
}

func fileLine(id domain.FileID, number, customer string, stage domain.Stage) domain.FileLine {
	return domain.FileLine{ID: id, Number: number, Facts: domain.Facts{Customer: customer}, Stage: stage}
}

func TestPicks(t *testing.T) {
	t.Parallel()
	p := commands.Picks{Words: "harris", Press: commands.Press{Verb: "pay", Args: commands.Values{"amount": "12400.00"}},
		Files: []domain.FileLine{fileLine(1042, "FM-1042", "Harris", domain.Invoiced),
			fileLine(871, "FM-0871", "Harrison", domain.PaidInFull), fileLine(1101, "FM-1101", "Harris", domain.Received)}}
	p.Today = today()
	same := p
	same.Files = slices.Clone(p.Files)
	same.Files[1].Facts.Customer = "Harris"
	answer(t, "picks_alike", Pen{}.Message(same), `
		❓ Which file? 3 match "harris"
		FM-1042 INVOICED · FM-0871 PAID IN FULL · FM-1101 RECEIVED
		[FM-1042] [FM-0871] [FM-1101]
		[None of these]`)
	p.Files[0].Balance, p.Files[0].Facts.Address, p.Files[0].Facts.City = 12_400_00, "1423 Palm Ave", "Fort Myers"
	for i := range p.Files {
		p.Files[i].StageOn = day("2026-11-11")
	}
	p.Files[2].Facts.City = "Naples"
	answer(t, "picks", Pen{}.Message(p), `
		❓ Which file? 3 match "harris"
		FM-1042 Harris · $12,400.00
		INVOICED since Wed Nov 11. Fort Myers
		FM-0871 Harrison · $0.00
		PAID IN FULL since Wed Nov 11
		FM-1101 Harris
		RECEIVED since Wed Nov 11. Naples
		[FM-1042] [FM-0871] [FM-1101]
		[None of these]`)
	more := fileLine(1102, "FM-1102", hostile, domain.Submitted)
	more.Rejected, more.Market, more.StageOn = true, 2, day("2026-11-11")
	p.Files, p.More, p.NoMoney, p.Markets = append(p.Files, more), true, true, map[domain.MarketID]string{2: "Pensacola"}
	answer(t, "picks_four", Pen{}.Message(p), `
		❓ Which file? 4 or more match "harris"
		FM-1042 Harris
		INVOICED since Wed Nov 11. Fort Myers
		FM-0871 Harrison
		PAID IN FULL since Wed Nov 11
		FM-1101 Harris
		RECEIVED since Wed Nov 11. Naples
		FM-1102 <!channel> *x* <http://a|b>
		SUBMITTED since Wed Nov 11, rejected. Pensacola
		Not among them? Say more of the name, or the number
		[FM-1042] [FM-0871] [FM-1101]
		[FM-1102] [None of these]`)
	harmless(t, Pen{}.Message(p))
}
