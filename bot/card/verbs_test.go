package card

import (
	"testing"

	"paidup/commands"
	"paidup/domain"
)

// unapproved is a file that was billed without an approval, with a deposit where one is asked for.
func unapproved(t *testing.T, deposit domain.Money) *story {
	t.Helper()
	s := begin(t, 1088, "Al Cole")
	s.received("2026-09-01", domain.Facts{Customer: "Al Cole", Payer: "Harbor Mutual", Carrier: "Harbor Mutual", Loss: "water"})
	if deposit > 0 {
		s.paid(dana, "2026-09-10", check("771", deposit))
	}
	return s
}

func TestReceiptsOfVerbs(t *testing.T) {
	t.Parallel()
	law := func(begin func(*testing.T) *story, act func(*domain.File) error) func(*testing.T) (*story, *domain.Change) {
		return func(t *testing.T) (*story, *domain.Change) {
			s := begin(t)
			return s, s.did(dana, "2026-11-20", act)
		}
	}
	from := func(n int) func(*testing.T) *story { return func(t *testing.T) *story { return harris(t, n) } }
	short := func(t *testing.T) *story { return unapproved(t, 0) }
	for _, c := range []struct {
		name string
		told func(t *testing.T) (*story, *domain.Change)
		want string
	}{
		{"receipt_deposit_billed", func(t *testing.T) (*story, *domain.Change) {
			s := unapproved(t, 1_000_00)
			return s, s.invoiced("2026-11-20", domain.Bill{Amount: 9_000_00, Number: "5540", NetDays: 30})
		}, `
			✅ Saved. FM-1088 Al Cole, invoice 5540, $9,000.00
			To Harbor Mutual, Fri Nov 20, due Sun Dec 20
			Balance $9,000.00: carrier, $1,000.00 unapplied
			small: Entry e3. Undo until the end of Mon Nov 23
			[Undo] [Apply $1,000.00] [Open file]`},
		{"receipt_applied", func(t *testing.T) (*story, *domain.Change) {
			s := unapproved(t, 1_000_00)
			s.invoiced("2026-11-20", domain.Bill{Amount: 9_000_00, Number: "5540", NetDays: 30})
			return s, s.did(dana, "2026-11-20", func(f *domain.File) error { return f.Apply(0, "") })
		}, `
			✅ Saved. FM-1088 Al Cole, applied $1,000.00
			On invoice 5540, Fri Nov 20
			Balance $8,000.00: carrier
			small: Entry e4. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
		{"receipt_applied_since", func(t *testing.T) (*story, *domain.Change) {
			s := unapproved(t, 1_000_00)
			s.invoiced("2026-11-09", domain.Bill{Amount: 9_000_00, Number: "5540", NetDays: 30})
			return s, s.did(dana, "2026-11-20", func(f *domain.File) error { return f.Apply(0, "") })
		}, `
			✅ Saved. FM-1088 Al Cole, applied $1,000.00
			On invoice 5540, Mon Nov 9: by then the money and the invoice were both there
			Balance $8,000.00: carrier
			small: Entry e4. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
		{"receipt_more_to_bill", func(t *testing.T) (*story, *domain.Change) {
			s := unapproved(t, 0)
			s.invoiced("2026-10-20", domain.Bill{Amount: 900_00, Number: "5540", NetDays: 30})
			return s, s.paid(dana, "2026-11-20", check("881", 900_00))
		}, `
			✅ Saved. FM-1088 Al Cole, $900.00
			From Harbor Mutual, check 881, Fri Nov 20
			On invoice 5540. Balance $0.00
			Paid in full: 80 days since Tue Sep 1
			small: Entry e3. Undo until the end of Mon Nov 23
			[Undo] [More to bill] [Open file]`},
		{"receipt_write_off", law(from(8), func(f *domain.File) error {
			return f.Adjust(domain.Correction{Kind: domain.EntryWriteOff, Amount: 212_40, Words: "deductible, moved away"})
		}), `
			✅ Saved. FM-1042 Harris, write-off $212.40
			On invoice 5512, Fri Nov 20: deductible, moved away
			Balance $12,187.60: carrier
			small: Entry e9. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
		{"receipt_fee", law(from(8), func(f *domain.File) error { return f.Fee(domain.Correction{Amount: 750_00, Words: "program fee"}) }), `
			✅ Saved. FM-1042 Harris, fee $750.00
			On invoice 5512, Fri Nov 20: program fee
			Balance $11,650.00: carrier
			small: Entry e9. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
		{"receipt_refund", law(func(t *testing.T) *story { return unapproved(t, 1_000_00) },
			func(f *domain.File) error { return f.Refund(domain.Correction{Amount: 400_00, Words: "paid twice"}) }), `
			✅ Saved. FM-1088 Al Cole, refund $400.00
			Fri Nov 20: paid twice
			$600.00 unapplied
			small: Entry e3. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
		{"receipt_disputed", law(from(8), func(f *domain.File) error { return f.Dispute("", 8_200_00, "scope of drywall", 0) }), `
			✅ Saved. FM-1042 Harris, $8,200.00 disputed
			On invoice 5512, Fri Nov 20: scope of drywall
			The rest is still chased: $4,200.00 of $12,400.00
			small: Entry e9. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
		{"receipt_cancelled", law(short, func(f *domain.File) error { return f.Cancel("customer declined") }), `
			✅ Saved. FM-1088 Al Cole, cancelled
			Customer declined
			small: Entry e2. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
		{"receipt_reopened", func(t *testing.T) (*story, *domain.Change) {
			s := unapproved(t, 0)
			s.did(dana, "2026-11-18", func(f *domain.File) error { return f.Cancel("customer declined") })
			return s, s.did(priya, "2026-11-20", func(f *domain.File) error { return f.Reopen("signed after all") })
		}, `
			✅ Saved. FM-1088 Al Cole, reopened
			Signed after all
			RECEIVED. Waiting on us since Fri Nov 20
			small: Entry e3. Undo until the end of Mon Nov 23
			[Undo] [Submit…] [Open file]`},
		{"receipt_edited", law(short, func(f *domain.File) error {
			return f.Edit(map[string]string{"claim": "24-77810", "deductible": "100000", "lossdate": "2026-08-30"}, day("2026-08-31"))
		}), `
			✅ Saved. FM-1088 Al Cole, changed
			Claim number: 24-77810
			Deductible: $1,000.00
			Date of loss: Sun Aug 30
			Received: Mon Aug 31
			small: Entry e2. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			answer(t, c.name, Pen{}.Message(saved(c.told(t))), c.want)
		})
	}
}

// Cash that went over to another file is told on both.
func TestReceiptOfMovedCash(t *testing.T) {
	t.Parallel()
	from, to := unapproved(t, 1_000_00), billed(t, 1051, "Hale", "5514", 900_00)
	m, err := from.f.Spare(0, "FM-1051")
	if err != nil {
		t.Fatal(err)
	}
	out := from.did(dana, "2026-11-20", func(f *domain.File) error { return f.MoveOut(m) })
	in := to.did(dana, "2026-11-20", func(f *domain.File) error { return f.MoveIn(m) })
	r := commands.Receipt{Verb: "apply", Today: day("2026-11-20"), People: everybody()}
	for _, o := range []commands.Outcome{{File: from.f, Change: out}, {File: to.f, Change: in}} {
		o.UndoUntil, o.Number = day("2026-11-23"), o.File.Number
		r.Done = append(r.Done, o)
	}
	answer(t, "receipt_moved", Pen{}.Message(r), `
		✅ Saved. Check 771, $1,000.00, 2 files
		FM-1088 Al Cole: $1,000.00 to FM-1051
		FM-1051 Hale $1,000.00 from FM-1088: balance $0.00
		small: e3, e3. Undo takes back both
		[Undo] [Open files…]`)
}

// The lines of the verbs in a file's thread, and what its card says of a file that was cancelled.
func TestLinesOfVerbs(t *testing.T) {
	t.Parallel()
	s := unapproved(t, 1_000_00)
	s.did(dana, "2026-09-11", func(f *domain.File) error {
		return f.Edit(map[string]string{"claim": "24-77810", "phone": "239-555-0142"}, day("2026-08-31"))
	})
	s.invoiced("2026-09-14", domain.Bill{Amount: 1_500_00, Number: "5540", NetDays: 30})
	s.did(dana, "2026-09-15", func(f *domain.File) error { return f.Apply(0, "") })
	s.did(ben, "2026-09-16", func(f *domain.File) error { return f.Fee(domain.Correction{Amount: 100_00, Words: "program fee"}) })
	over := check("882", 700_00)
	over.Answered = domain.Answers{domain.AskOverBalance}
	s.paid(dana, "2026-09-17", over)
	s.did(priya, "2026-09-18", func(f *domain.File) error { return f.Refund(domain.Correction{Amount: 50_00, Words: "paid twice"}) })
	m, err := s.f.Spare(0, "FM-1051")
	if err != nil {
		t.Fatal(err)
	}
	s.did(dana, "2026-09-19", func(f *domain.File) error { return f.MoveOut(m) })
	s.did(dana, "2026-09-19", func(f *domain.File) error {
		return f.MoveIn(domain.Moving{Payment: m.Payment, Amount: 80_00, From: "FM-1051"})
	})
	s.did(dana, "2026-09-21", func(f *domain.File) error { return f.MoreToBill() })
	lines := []int{3, 4, 5, 6, 7, 8, 9, 10, 11}
	message(t, "lines_verbs", Pen{}.Lines(thread(s.f, open(), lines...)), `
		e3 Changed claim number, phone, received to Mon Aug 31, Fri Sep 11. Dana
		e4 Invoice 5540 to Harbor Mutual, $1,500.00, Mon Sep 14, due Wed Oct 14. Balance $1,500.00. Dana
		e5 Applied $1,000.00 on invoice 5540, Mon Sep 14. Balance $500.00. Dana (entered Tue Sep 15)
		e6 Fee $100.00 on invoice 5540, Wed Sep 16: program fee. Balance $400.00. Ben
		e7 $700.00 from Harbor Mutual, check 882, Thu Sep 17. Balance $0.00, $300.00 unapplied. Dana
		   Paid in full Thu Sep 17: 17 days (us 14, Harbor Mutual 3)
		e8 Refund $50.00, Fri Sep 18: paid twice. Balance $0.00. Priya
		e9 $250.00 from Harbor Mutual, check 882, moved to FM-1051, Thu Sep 17. Balance $0.00. Dana (entered Sat Sep 19)
		e10 $80.00 from Harbor Mutual, check 882, moved from FM-1051, Thu Sep 17. Balance $0.00, $80.00 unapplied. Dana (entered Sat Sep 19)
		e11 ↩ Reopened Mon Sep 21: more to bill. INVOICED again. Dana`)
	message(t, "lines_verbs_public", Pen{}.Lines(thread(s.f, domain.Privacy{Names: namesNone}, lines...)), `
		e3 Changed claim number, phone, received to Mon Aug 31, Fri Sep 11. Dana
		e4 Invoice 5540 to Harbor Mutual, Mon Sep 14, due Wed Oct 14. Dana
		e5 Applied on invoice 5540, Mon Sep 14. Dana (entered Tue Sep 15)
		e6 Fee on invoice 5540, Wed Sep 16. Ben
		e7 Payment from Harbor Mutual, check 882, Thu Sep 17. Dana
		   Paid in full Thu Sep 17: 17 days (us 14, Harbor Mutual 3)
		e8 Refund, Fri Sep 18. Priya
		e9 Payment from Harbor Mutual, check 882, moved to FM-1051, Thu Sep 17. Dana (entered Sat Sep 19)
		e10 Payment from Harbor Mutual, check 882, moved from FM-1051, Thu Sep 17. Dana (entered Sat Sep 19)
		e11 ↩ Reopened Mon Sep 21. INVOICED again. Dana`)

	c := unapproved(t, 0)
	c.did(dana, "2026-11-20", func(f *domain.File) error { return f.Cancel("customer declined") })
	message(t, "lines_cancelled", Pen{}.Lines(thread(c.f, open(), 2)), "e2 Cancelled Fri Nov 20: customer declined. Dana")
	message(t, "card_cancelled", Pen{}.Message(private1042(c.f)), `
		FM-1088 Cole · water
		RECEIVED
		Cancelled Fri Nov 20: customer declined
		small: Received Tue Sep 1
		small: Dana Reyes · last entry e2, Fri Nov 20
		[⋯ Note, Assign, Open file]`)
}

// What was read from a pasted e-mail is shown before a file begins with it.
func TestAskedAboutPaste(t *testing.T) {
	t.Parallel()
	about := domain.Ask("pasted", "paste", "Read from what was pasted.")
	about.About = commands.Pasted{Lines: []string{"Customer: Al Cole", "Claim number: 24-90117", "Date of loss: Sat Nov 21"}, Complete: true}
	answer(t, "asked_pasted", Pen{}.Message(commands.Asked{About: about, Verb: "file new", Buttons: []commands.Button{
		{Label: "Check it…", Press: commands.Press{Verb: "file new", Form: true}}, {Label: "Begin it", Press: commands.Press{Verb: "file new"}},
		{Label: "Drop", Press: commands.Press{Verb: commands.VerbDrop}}}}), `
		❓ Not saved yet. Read from what was pasted
		Customer: Al Cole
		Claim number: 24-90117
		Date of loss: Sat Nov 21
		[Check it…] [Begin it] [Drop]`)
}

// What a new file cannot do without is marked so, and the other way in stands in front of the fields.
func TestFormOfANewFile(t *testing.T) {
	t.Parallel()
	v := Pen{}.Form(commands.FormFor{Command: command(t, "file new"), Market: fortMyers(), In: commands.Values{"on": "2026-11-23"},
		Buttons: presses("Paste an e-mail…")})
	view(t, "form_file_begins", v, `
			# New file
			[Paste an e-mail…]
			{Customer*: text}
			{Received*: date} 2026-11-23
			{Loss type*: text}
			{Payer*: text}
			{Carrier: text}
			{Program or TPA: text}
			{Estimate: text}
			{Deductible: text}
			{Claim number: text}
			{Assignment number: text}
			{Policy number: text}
			{Date of loss: date}
			{Address: text}
			{City: text}
			{Phone: text}
			{E-mail: text}
			{Adjuster: text}
			{Mortgagee: text}
			{File number: text}`)
}
