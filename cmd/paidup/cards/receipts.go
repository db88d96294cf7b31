package cards

import (
	"paidup/commands"
	"paidup/domain"
	"paidup/domain/sample"
)

// receipt is the receipt of a change, for its author.
func (g *gallery) receipt(s *story, c *domain.Change) commands.Receipt {
	r := commands.Receipt{Verb: c.Verb, Today: friday(), People: g.people}
	return also(r, s, c)
}

// also adds another file to the receipt.
func also(r commands.Receipt, s *story, c *domain.Change) commands.Receipt {
	o := commands.Outcome{File: s.f, Change: c, Number: s.f.Number}
	if c.Version > 1 {
		o.UndoUntil = today()
	}
	r.Done = append(r.Done, o)
	return r
}

// saved hangs the receipt of what Dana does on Friday.
func (g *gallery) saved(name string, s *story, law func(*domain.File) error) {
	g.reply("receipt of "+name, g.receipt(s, s.did(friday(), law)))
}

func (g *gallery) receipts() {
	s, change := g.paid()
	g.reply("receipt of a payment in full", g.receipt(s, change))
	already := g.receipt(s, change)
	already.Done[0].Already = true
	g.reply("receipt of what was saved already", already)
	g.receiptsOfMoney()
	g.receiptsOfRounds()
	g.receiptsOfCorrections()
	g.receiptsOfMany()
}

func (g *gallery) receiptsOfMoney() {
	g.saved("a part payment", g.twoPayers(), func(f *domain.File) error { return f.Pay(check("90", 12_400_00)) })
	g.saved("a payment before any invoice", g.file(1042, 3), func(f *domain.File) error {
		return f.Pay(domain.Receipt{Amount: 1_000_00, Fee: 14_50, Method: domain.Card})
	})
	g.saved("applied cash", g.file(1088, 5), func(f *domain.File) error { return f.Apply(0, "") })
	g.saved("a fee", g.invoiced(), func(f *domain.File) error {
		return f.Fee(domain.Correction{Amount: 750_00, Words: "program fee"})
	})
	g.saved("a write-off", g.invoiced(), func(f *domain.File) error {
		return f.Adjust(domain.Correction{Kind: domain.EntryWriteOff, Amount: 212_40, Words: "deductible, moved away"})
	})
	g.saved("a credit", g.invoiced(), func(f *domain.File) error {
		return f.Adjust(domain.Correction{Kind: domain.EntryCreditMemo, Amount: 400_00, Words: "billed twice"})
	})
	g.saved("a refund", g.file(1088, 2), func(f *domain.File) error {
		return f.Refund(domain.Correction{Amount: 400_00, Words: "paid twice"})
	})
	g.saved("a dispute", g.invoiced(), func(f *domain.File) error { return f.Dispute("", 8_200_00, "scope of drywall", 0) })
	back, _ := g.paid()
	g.saved("a returned check", back, func(f *domain.File) error { return f.Reverse(6, "NSF", 0) })
}

// twoPayers is a file that its carrier and its homeowner owe.
func (c *cast) twoPayers() *story {
	s := c.file(1080, 1)
	bill := func(amount domain.Money, number, payer string) {
		s.did(today()-5, func(f *domain.File) error {
			return f.Invoice(domain.Bill{Amount: amount, Number: number, Payer: payer, NetDays: 30,
				Answered: domain.Answers{domain.AskNoApproval, domain.AskVariance}})
		})
	}
	bill(17_560_00, "5540", "")
	bill(1_000_00, "5541", "Rafael Castillo")
	return s
}

func (g *gallery) receiptsOfRounds() {
	begun := g.begin(1110)
	g.saved("a new file", begun, func(f *domain.File) error {
		return f.Receive(0, domain.Facts{Customer: "Ruth Ellis", Loss: "water", Payer: "Coral State"}, sample.Dana)
	})
	g.saved("a submission", g.rejected(), func(f *domain.File) error {
		return f.Submit(domain.Submission{Reference: "24-77810"})
	})
	g.saved("a rejection", g.file(1063, 4), func(f *domain.File) error {
		return f.Reject(domain.Decision{ErrorTypes: []string{"moisture"}, Words: "day-3 log missing"})
	})
	g.saved("an approval in part", g.file(1042, 2), func(f *domain.File) error {
		return f.Approve(domain.Decision{Amount: 18_640_00})
	})
	g.saved("a round taken back", g.file(1042, 2), func(f *domain.File) error { return f.Withdraw("wrong estimate", 0) })
	g.saved("an invoice", g.file(1042, 3), func(f *domain.File) error {
		return f.Invoice(domain.Bill{Amount: 18_640_00, Number: "5512", NetDays: 30})
	})
	g.saved("an invoice with more to come", g.file(1042, 3), func(f *domain.File) error {
		return f.Invoice(domain.Bill{Amount: 9_000_00, Number: "5512", NetDays: 30, More: true, Answered: domain.Answers{domain.AskVariance}})
	})
	planned := g.file(1042, 3)
	planned.did(today()-5, func(f *domain.File) error { return f.Plan(friday(), "send invoice") })
	g.saved("an invoice while its step is open", planned, func(f *domain.File) error {
		return f.Invoice(domain.Bill{Amount: 18_640_00, Number: "5512"})
	})
}

func (g *gallery) receiptsOfCorrections() {
	wrong, _ := g.paid()
	g.saved("a void", wrong, func(f *domain.File) error { return f.Void(6, "meant FM-1024") })
	undone, _ := g.paid()
	g.saved("an undo", undone, func(f *domain.File) error { return f.Undo(6) })
	g.saved("an edit", g.file(1080, 1), func(f *domain.File) error {
		return f.Edit(map[string]string{"claim": "24-77810", "deductible": "100000", "lossdate": "2026-11-10"}, today()-12)
	})
	g.saved("a cancelled file", g.file(1080, 1), func(f *domain.File) error { return f.Cancel("customer declined") })
	g.saved("a reopened file", g.cancelled(), func(f *domain.File) error { return f.Reopen("signed after all") })
	g.saved("a hostile note", g.hostileFile(), func(f *domain.File) error { return f.Note(hostile + " again") })
}

// receiptsOfMany are of one act over several files.
func (g *gallery) receiptsOfMany() {
	r := commands.Receipt{Verb: "pay", Today: friday(), People: g.people}
	for _, part := range []struct {
		of     *story
		amount domain.Money
	}{{g.invoiced(), 12_400_00}, {g.file(1047, 4), 3_200_50}, {g.file(1051, 4), 900_00}} {
		in := check("4471", part.amount)
		in.Total = 16_500_50
		r = also(r, part.of, part.of.pays(in))
	}
	g.reply("receipt of one check over three files", r)

	s := g.file(1042, 2)
	some := g.receipt(s, s.did(friday(), func(f *domain.File) error { return f.Approve(domain.Decision{}) }))
	some.Done = append(some.Done, commands.Outcome{Number: "FM-1047", Refused: domain.Conflict("Nothing is handed in on FM-1047.")})
	g.reply("receipts of which one was refused", some)

	out, in := g.file(1088, 2), g.file(1051, 4)
	var moving domain.Moving
	moved := out.did(friday(), func(f *domain.File) (err error) {
		if moving, err = f.Spare(0, "FM-1051"); err != nil {
			return err
		}
		return f.MoveOut(moving)
	})
	both := g.receipt(out, moved)
	both.Verb = "apply"
	g.reply("receipt of cash that went to another file", also(both, in, in.did(friday(), func(f *domain.File) error { return f.MoveIn(moving) })))

	calls := commands.Receipt{Verb: "log", Today: friday(), People: g.people}
	for _, called := range []*story{g.file(1017, 4), g.file(1042, 4)} {
		calls = also(calls, called, called.did(friday(), func(f *domain.File) error {
			return f.Touch(domain.Touched{Kind: domain.Call, Who: "carrier", Next: today() + 2, NextWords: "call again"})
		}))
	}
	g.reply("receipt of a call on two files", calls)
}

// agreed are the receipts of what does not move the file.
func (g *gallery) agreed() {
	s := g.file(1017, 4)
	g.saved("a call", s, func(f *domain.File) error {
		return f.Touch(domain.Touched{Kind: domain.Call, Who: "mortgagee", Words: "left voicemail", Next: today() + 2, NextWords: "call again"})
	})
	g.saved("a next step", s, func(f *domain.File) error { return f.Plan(today()+7, "call the adjuster") })
	g.saved("a step that is done", s, (*domain.File).StepDone)
	g.saved("a promise", s, func(f *domain.File) error {
		return f.Promise(domain.Promised{By: today() + 2, From: "First Gulf Bank"})
	})
	g.saved("a promise in place of another", s, func(f *domain.File) error { return f.Promise(domain.Promised{By: today() + 7}) })
	g.saved("a hold", s, func(f *domain.File) error { return f.Hold(today()+11, "asbestos test") })
	g.saved("a hold until a day off", s, func(f *domain.File) error { return f.Hold(today()+5, "lab is late") })
	g.saved("the end of a hold", s, (*domain.File).Resume)
	g.saved("whose move it is", s, func(f *domain.File) error { return f.Wait(domain.FieldCrew, "photos") })
	g.saved("a new owner", s, func(f *domain.File) error { return f.Assign(sample.Ben) })
	g.saved("a note", s, func(f *domain.File) error { return f.Note("gate code with neighbour") })
	kept := s.pays(check("902", 31_480_00))
	r := g.receipt(s, kept)
	g.reply("receipt of a payment that keeps a promise", r)
	r.Notes = []string{"Fort Myers has no accounting, so its director did this."}
	g.reply("receipt with a note beside it", r)
}
