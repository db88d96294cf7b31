package cards

import (
	"slices"

	"paidup/commands"
	"paidup/domain"
	"paidup/domain/sample"
)

func (g *gallery) card(name string, s *story, shown domain.Privacy) {
	g.reply("card "+name, commands.Card{File: s.f, Privacy: shown, People: g.people})
}

func (g *gallery) files() {
	for i, stage := range []string{"received", "submitted", "approved", "invoiced", "paid in part"} {
		g.card(stage, g.file(1042, i+1), inside())
	}
	g.card("rejected", g.rejected(), inside())
	paid, _ := g.paid()
	g.card("paid in full", paid, inside())
	paid.by(sample.Priya, today(), func(f *domain.File) error { return f.Void(6, "meant FM-1024") })
	g.card("after a void", paid, inside())

	more := g.invoiced()
	more.did(today()-20, func(f *domain.File) error {
		return f.Submit(domain.Submission{Kind: domain.Supplement, Amount: 3_200_00})
	})
	g.card("with a supplement", more, inside())
	more.did(today()-12, func(f *domain.File) error {
		return f.Reject(domain.Decision{ErrorTypes: []string{"photos", "scope"}, Words: "no photos of the closet"})
	})
	g.card("with a rejected supplement", more, inside())

	disputed := g.disputed()
	g.card("disputed", disputed, inside())
	g.card("disputed in a public channel", disputed, public())

	held := g.talkedAbout()
	g.card("on hold", held, inside())
	g.card("on hold in a public channel", held, public())
	g.card("cancelled", g.cancelled(), inside())
	g.card("imported", g.imported(), inside())
	g.card("of a hostile customer", g.hostileFile(), inside())
}

// disputed is FM-0988, of which a part is disputed.
func (c *cast) disputed() *story {
	s := c.file(988, 4)
	s.by(sample.Ben, today()-21, func(f *domain.File) error { return f.Dispute("", 8_200_00, "scope of drywall", 0) })
	return s
}

// cancelled is a file whose customer declined.
func (c *cast) cancelled() *story {
	s := c.file(1080, 1)
	s.did(friday(), func(f *domain.File) error { return f.Cancel("customer declined") })
	return s
}

// imported is a file of another system's history, without rounds and invoices.
func (c *cast) imported() *story {
	s := c.begin(40)
	facts := domain.Facts{Customer: "Bayview Dental", Estimate: 5_400_00}
	s.by("", today()-5, func(f *domain.File) error {
		return f.Take(domain.Begun{On: today() - 385, Assumed: true, Facts: facts})
	})
	for i, event := range []string{"submitted", "approved", "invoiced"} {
		s.by("", today()-5, func(f *domain.File) error {
			return f.Recount(domain.Stated{Event: event, On: today() - 378 + domain.Date(7*i)})
		})
	}
	return s
}

// hostileFile is a file on which everything that can be typed tries to be more than words.
func (c *cast) hostileFile() *story {
	s := c.begin(7)
	facts := domain.Facts{Customer: hostile, Loss: hostile, Payer: hostile, Program: hostile, City: hostile}
	s.did(today()-40, func(f *domain.File) error { return f.Receive(0, facts, sample.Dana) })
	s.did(today()-38, func(f *domain.File) error { return f.Submit(domain.Submission{Amount: 100_00, To: hostile}) })
	s.did(today()-30, func(f *domain.File) error {
		return f.Reject(domain.Decision{ErrorTypes: []string{"other"}, Words: hostile})
	})
	s.did(today()-29, func(f *domain.File) error { return f.Note(hostile) })
	return s
}

// talkedAbout is FM-1017 with everything that can be agreed about a file.
func (c *cast) talkedAbout() *story {
	s := c.file(1017, 4)
	for _, law := range []func(*domain.File) error{
		func(f *domain.File) error {
			return f.Touch(domain.Touched{Kind: domain.Call, Who: "mortgagee", Words: "left voicemail", Next: today() - 11, NextWords: "call again"})
		},
		func(f *domain.File) error { return f.Touch(domain.Touched{Kind: domain.Portal, Words: "checked"}) },
		func(f *domain.File) error { return f.Plan(today()-7, "call Northline") },
		(*domain.File).StepDone,
		func(f *domain.File) error {
			return f.Promise(domain.Promised{By: today() - 5, From: "First Gulf Bank"})
		},
		func(f *domain.File) error { return f.Wait(domain.Carrier, "has the check") },
	} {
		s.did(today()-14, law)
	}
	s.by(sample.Priya, today()-5, func(f *domain.File) error { return f.Pay(check("901", 11_480_00)) })
	s.did(today(), func(f *domain.File) error { return f.Hold(today()+11, "asbestos test") })
	return s
}

func (g *gallery) lines() {
	whole, _ := g.paid()
	whole.did(today(), func(f *domain.File) error { return f.Note("Called the adjuster, left voicemail") })
	whole.by(sample.Priya, today(), func(f *domain.File) error { return f.Void(6, "meant FM-1024") })
	g.thread("of a whole life", whole, inside())
	g.thread("in a public channel", whole, public())
	g.thread("of what was agreed", g.talkedAbout(), inside())
	g.thread("of rounds and endings", g.writtenOff(), inside())
	g.thread("of a cancelled file", g.cancelled(), inside())
	g.thread("of an imported file", g.imported(), inside())
	g.thread("of a hostile customer", g.hostileFile(), inside())
	g.reply("line alone", g.line(whole, 5, inside()))
}

func (g *gallery) line(s *story, version int, shown domain.Privacy) commands.Line {
	return commands.Line{File: s.f, Change: s.f.Entry(version), Privacy: shown, People: g.people}
}

func (g *gallery) thread(name string, s *story, shown domain.Privacy) {
	var all []commands.Line
	for version := range s.f.Version {
		all = append(all, g.line(s, version+1, shown))
	}
	g.message("lines "+name, g.pen().Lines(slices.Clip(all)))
}

// writtenOff is FM-1042 with a supplement that was taken back, a dispute that was settled, a credit and a write-off.
func (c *cast) writtenOff() *story {
	s := c.invoiced()
	for _, law := range []func(*domain.File) error{
		func(f *domain.File) error {
			return f.Submit(domain.Submission{Kind: domain.Supplement, Amount: 3_200_00, Reference: "S-1"})
		},
		func(f *domain.File) error { return f.Withdraw("customer agreed to less", 0) },
		func(f *domain.File) error { return f.Dispute("", 8_200_00, "scope", 0) },
		func(f *domain.File) error { return f.Dispute("", 0, "", 0) },
		func(f *domain.File) error {
			return f.Adjust(domain.Correction{Kind: domain.EntryCreditMemo, Amount: 10_000_00, Words: "billed twice"})
		},
		func(f *domain.File) error {
			return f.Adjust(domain.Correction{Kind: domain.EntryWriteOff, Amount: 2_400_00, Words: "bankrupt", Answered: domain.Answers{domain.AskWriteOff}})
		},
	} {
		s.by(sample.Priya, today()-12, law)
	}
	return s
}

func (g *gallery) wholeFiles() {
	s := g.invoiced()
	s.did(friday(), func(f *domain.File) error {
		return f.Submit(domain.Submission{Kind: domain.Supplement, Amount: 3_200_00})
	})
	may := []string{"pay", "approve", "reject", "log", "note", "assign", "hold", "escalate"}
	v := commands.FileView{File: s.f, People: g.people, Today: today(), Money: true, Contacts: true, Numbers: true, May: may}
	g.hang("file with everything", g.pen().OpenFile(v))
	v.Money, v.Contacts, v.Numbers, v.May = false, false, false, []string{"log", "note", "escalate"}
	g.hang("file for the field", g.pen().OpenFile(v))
	for range 60 {
		s.did(friday(), func(f *domain.File) error { return f.Note("called") })
	}
	long := commands.FileView{File: s.f, People: g.people, Today: today(), Money: true, May: may}
	g.hang("file with its newest entries", g.pen().OpenFile(long))
	long.History = true
	g.hang("file with its history", g.pen().OpenFile(long))
	v.File, v.Money, v.May = g.hostileFile().f, true, may
	g.hang("file of a hostile customer", g.pen().OpenFile(v))
	g.reply("file by a button, where others read", v)
}
