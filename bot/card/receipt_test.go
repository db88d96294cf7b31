package card

import (
	"testing"

	"paidup/commands"
	"paidup/domain"
)

// saved is the receipt of a change for its author.
func saved(s *story, c *domain.Change) commands.Receipt {
	o := commands.Outcome{File: s.f, Change: c, Number: s.f.Number}
	if c.Version > 1 {
		o.UndoUntil = day("2026-11-23")
	}
	return commands.Receipt{Verb: c.Verb, Today: day("2026-11-20"), People: everybody(), Done: []commands.Outcome{o}}
}

func TestReceiptOfPayment(t *testing.T) {
	t.Parallel()
	s := harris(t, 8)
	c := s.paid(dana, "2026-11-20", check("881", 12_400_00))
	m := Pen{}.Message(saved(s, c))
	answer(t, "receipt_paid", m, `
		✅ Saved. FM-1042 Harris, $12,400.00
		From Harbor Mutual, check 881, Fri Nov 20
		On invoice 5512. Balance $0.00
		Paid in full: 100 days since Wed Aug 12
		small: Entry e9. Undo until the end of Mon Nov 23
		[Undo] [Open file]`)
	want := "✅ Saved. FM-1042 Harris, $12,400.00. From Harbor Mutual, check 881, Fri Nov 20. On invoice 5512. Balance $0.00. " +
		"Paid in full: 100 days since Wed Aug 12"
	if m.Text != want {
		t.Errorf("text is %q, want %q", m.Text, want)
	}
}

// A receipt is drawn from its change: entries made since do not change it.
func TestReceiptOfRedelivery(t *testing.T) {
	t.Parallel()
	s := harris(t, 8)
	c := s.paid(dana, "2026-11-20", check("881", 12_400_00))
	before := read(Pen{}.Message(saved(s, c)).Blocks)
	s.did(priya, "2026-11-23", func(f *domain.File) error { return f.Void(9, "meant FM-1024") })
	if after := read(Pen{}.Message(saved(s, c)).Blocks); after != before {
		t.Errorf("the receipt reads\n%s\nand read\n%s", after, before)
	}
}

func TestReceiptOfOneCheckOverThreeFiles(t *testing.T) {
	t.Parallel()
	r := commands.Receipt{Verb: "pay", Today: day("2026-11-20"), People: everybody()}
	for _, v := range []struct {
		id           domain.FileID
		name, number string
		billed, part domain.Money
		notes        int
	}{
		{1042, "Harris", "5512", 12_400_00, 12_400_00, 6},
		{1047, "Cole", "5513", 4_000_00, 3_200_50, 9},
		{1051, "Hale", "5514", 900_00, 900_00, 3},
	} {
		s := billed(t, v.id, v.name, v.number, v.billed)
		for range v.notes {
			s.did(dana, "2026-11-18", func(f *domain.File) error { return f.Note("called") })
		}
		in := check("4471", v.part)
		in.Total = 16_500_50
		c := s.paid(dana, "2026-11-20", in)
		r.Done = append(r.Done, commands.Outcome{File: s.f, Change: c, UndoUntil: day("2026-11-23"), Number: s.f.Number})
	}
	answer(t, "receipt_check", Pen{}.Message(r), `
		✅ Saved. Check 4471, $16,500.50, 3 files
		FM-1042 Harris $12,400.00: balance $0.00
		FM-1047 Cole $3,200.50: balance $799.50
		FM-1051 Hale $900.00: balance $0.00
		small: e9, e12, e6. Undo takes back all three
		[Undo] [Open files…]`)
}

// twoPayers is a file that its carrier and its homeowner owe.
func twoPayers(t *testing.T) *story {
	t.Helper()
	s := begin(t, 1080, "Ann Castillo")
	s.received("2026-09-01", domain.Facts{Customer: "Ann Castillo", Payer: "Harbor Mutual", Carrier: "Harbor Mutual", Deductible: 1_000_00})
	s.invoiced("2026-09-20", domain.Bill{Amount: 17_560_00, Number: "5540", NetDays: 30})
	s.invoiced("2026-09-20", domain.Bill{Amount: 1_000_00, Number: "5541", Payer: "Ann Castillo", NetDays: 30})
	return s
}

func TestReceipts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		told func(t *testing.T) (*story, *domain.Change)
		want string
	}{
		{"receipt_part_payment", func(t *testing.T) (*story, *domain.Change) {
			s := twoPayers(t)
			return s, s.paid(dana, "2026-11-20", check("90", 12_400_00))
		}, `
			✅ Saved. FM-1080 Ann Castillo, $12,400.00
			From Harbor Mutual, check 90, Fri Nov 20
			On invoice 5540. Balance $6,160.00: carrier $5,160.00, homeowner $1,000.00 (deductible)
			small: Entry e4. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
		{"receipt_unapplied", func(t *testing.T) (*story, *domain.Change) {
			s := harris(t, 5)
			return s, s.paid(dana, "2026-11-20", domain.Receipt{Amount: 1_000_00, Fee: 14_50, Method: domain.Card})
		}, `
			✅ Saved. FM-1042 Harris, $1,000.00
			From Harbor Mutual, card, fee $14.50, Fri Nov 20
			$1,000.00 unapplied: no invoice yet
			small: Entry e6. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
		{"receipt_file", func(t *testing.T) (*story, *domain.Change) {
			s := begin(t, 1110, "Ruth Ellis")
			return s, s.received("2026-11-20", domain.Facts{Customer: "Ruth Ellis", Loss: "water", Payer: "Coral State"})
		}, `
			✅ Saved. FM-1110 Ruth Ellis, RECEIVED
			Received Fri Nov 20, water, payer Coral State
			Owner Dana Reyes
			small: Entry e1. Not meant? cancel FM-1110 because …
			[Submit…] [Open file]`},
		{"receipt_submitted", func(t *testing.T) (*story, *domain.Change) {
			s := harris(t, 3)
			return s, s.submitted("2026-11-20", domain.Submission{Reference: "24-77810"})
		}, `
			✅ Saved. FM-1042 Harris, estimate $19,300.00
			Round 2 to Northline, ref 24-77810, Fri Nov 20
			SUBMITTED. Northline has it since Fri Nov 20
			small: Entry e4. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
		{"receipt_rejected", func(t *testing.T) (*story, *domain.Change) {
			s := harris(t, 4)
			return s, s.rejected("2026-11-20", "day-3 log missing", "moisture")
		}, `
			✅ Saved. FM-1042 Harris, round 2 rejected
			Moisture: day-3 log missing, Fri Nov 20
			SUBMITTED. Waiting on us since Fri Nov 20
			small: Entry e5. Undo until the end of Mon Nov 23
			[Undo] [Submit…] [Open file]`},
		{"receipt_withdrawn", func(t *testing.T) (*story, *domain.Change) {
			s := harris(t, 4)
			return s, s.did(dana, "2026-11-20", func(f *domain.File) error { return f.Withdraw("wrong scope", 0) })
		}, `
			✅ Saved. FM-1042 Harris, round 2 taken back
			Wrong scope, Fri Nov 20
			SUBMITTED. Waiting on us since Fri Nov 20
			small: Entry e5. Undo until the end of Mon Nov 23
			[Undo] [Submit…] [Open file]`},
		{"receipt_approved", func(t *testing.T) (*story, *domain.Change) {
			s := harris(t, 4)
			return s, s.approved("2026-11-20", 18_640_00)
		}, `
			✅ Saved. FM-1042 Harris, approved $18,640.00
			Of $19,300.00: $660.00 less than asked, Fri Nov 20
			APPROVED. Waiting on us since Fri Nov 20
			small: Entry e5. Undo until the end of Mon Nov 23
			[Undo] [Invoice…] [Open file]`},
		{"receipt_invoiced", func(t *testing.T) (*story, *domain.Change) {
			s := harris(t, 5)
			return s, s.invoiced("2026-11-20", domain.Bill{Amount: 18_640_00, Number: "5512", NetDays: 30, More: true})
		}, `
			✅ Saved. FM-1042 Harris, invoice 5512, $18,640.00
			To Harbor Mutual, Fri Nov 20, due Sun Dec 20
			Balance $18,640.00: carrier
			More to bill: the file stays open
			small: Entry e6. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
		{"receipt_returned", func(t *testing.T) (*story, *domain.Change) {
			s := harris(t, 9)
			return s, s.did(dana, "2026-11-20", func(f *domain.File) error { return f.Reverse(9, "NSF", 0) })
		}, `
			✅ Saved. FM-1042 Harris, −$12,400.00
			Check 881 returned, $12,400.00, Fri Nov 20: NSF
			INVOICED again. Balance $12,400.00: carrier
			small: Entry e10. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
		{"receipt_void", func(t *testing.T) (*story, *domain.Change) {
			s := harris(t, 9)
			return s, s.did(priya, "2026-11-20", func(f *domain.File) error { return f.Void(9, "meant FM-1024") })
		}, `
			✅ Saved. FM-1042 Harris, e9 is void
			Was: $12,400.00 from Harbor Mutual, check 881, Fri Nov 20
			INVOICED again. Balance $12,400.00: carrier
			small: Entry e10. Undo until the end of Mon Nov 23
			[Undo] [On the right file…] [Open file]`},
		{"receipt_undone", func(t *testing.T) (*story, *domain.Change) {
			s := harris(t, 6)
			return s, s.did(dana, "2026-09-18", func(f *domain.File) error { return f.Undo(6) })
		}, `
			✅ Saved. FM-1042 Harris, e6 is undone
			Was: Invoice 5512 to Harbor Mutual, $18,640.00, Fri Sep 18, due Sun Oct 18
			APPROVED again
			small: Entry e7. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
		{"receipt_note", func(t *testing.T) (*story, *domain.Change) {
			s := harris(t, 7)
			return s, s.did(dana, "2026-11-20", func(f *domain.File) error { return f.Note("gate code with neighbour") })
		}, `
			✅ Saved. FM-1042 Harris, note
			gate code with neighbour
			small: Entry e8. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
		{"receipt_assigned", func(t *testing.T) (*story, *domain.Change) {
			s := harris(t, 7)
			return s, s.did(dana, "2026-11-20", func(f *domain.File) error { return f.Assign(ben) })
		}, `
			✅ Saved. FM-1042 Harris, owner Ben Okafor
			small: Entry e8. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			answer(t, c.name, Pen{}.Message(saved(c.told(t))), c.want)
		})
	}
}

func TestReceiptSavedAlready(t *testing.T) {
	t.Parallel()
	s := harris(t, 8)
	c := s.paid(dana, "2026-11-20", check("881", 12_400_00))
	r := saved(s, c)
	r.Done[0].Already = true
	answer(t, "receipt_already", Pen{}.Message(r), `
		Already saved: $12,400.00, check 881, by you at 12:00 pm (e9). Nothing was added.
		[Open file]`)
}

func TestReceiptOfSomeRefused(t *testing.T) {
	t.Parallel()
	s := harris(t, 4)
	c := s.approved("2026-11-20", 0)
	r := saved(s, c)
	r.Done = append(r.Done, commands.Outcome{Number: "FM-1047", Refused: domain.Conflict("Nothing is handed in on FM-1047.")})
	answer(t, "receipt_some_refused", Pen{}.Message(r), `
		✅ 1 saved, 1 not.
		FM-1042 Harris: approved $19,300.00
		FM-1047: not saved. Nothing is handed in on FM-1047.
		small: e5. Undo until the end of Mon Nov 23
		[Undo] [Open files…]`)
	r.Done = r.Done[1:]
	answer(t, "receipt_refused", Pen{}.Message(r), `Nothing is handed in on FM-1047. Nothing was saved.`)
}

func TestReceiptSaysWhatElseThereIs(t *testing.T) {
	t.Parallel()
	s := harris(t, 9)
	c := s.did(priya, "2026-11-20", func(f *domain.File) error { return f.Void(9, "meant FM-1024") })
	r := saved(s, c)
	r.Notes = []string{"Fort Myers has no accounting, so its director did this."}
	answer(t, "receipt_note_beside", Pen{}.Message(r), `
		✅ Saved. FM-1042 Harris, e9 is void
		Was: $12,400.00 from Harbor Mutual, check 881, Fri Nov 20
		INVOICED again. Balance $12,400.00: carrier
		Fort Myers has no accounting, so its director did this.
		small: Entry e10. Undo until the end of Mon Nov 23
		[Undo] [On the right file…] [Open file]`)
}

// What a person kept of the words that nothing read stands beside what was saved.
func TestNoteKeptWithAnEntry(t *testing.T) {
	t.Parallel()
	s := harris(t, 8)
	c := s.did(dana, "2026-11-20", func(f *domain.File) error {
		if err := f.Note("by mail"); err != nil {
			return err
		}
		return f.Pay(check("881", 400_00))
	})
	answer(t, "receipt_with_note", Pen{}.Message(saved(s, c)), `
		✅ Saved. FM-1042 Harris, $400.00
		From Harbor Mutual, check 881, Fri Nov 20
		On invoice 5512. Balance $12,000.00: carrier
		Note: by mail
		small: Entry e9. Undo until the end of Mon Nov 23
		[Undo] [Open file]`)
	message(t, "line_with_note", Pen{}.Lines(thread(s.f, open(), 9)),
		`e9 $400.00 from Harbor Mutual, check 881, Fri Nov 20. Balance $12,000.00. Note: by mail. Dana`)
	r := saved(s, c)
	r.Done = append(r.Done, commands.Outcome{Number: "FM-1047", Refused: domain.Conflict("It is paid in full.")})
	answer(t, "receipts_with_note", Pen{}.Message(r), `
		✅ 1 saved, 1 not.
		FM-1042 Harris $400.00: balance $12,000.00. Note: by mail
		FM-1047: not saved. It is paid in full.
		small: e9. Undo until the end of Mon Nov 23
		[Undo] [Open files…]`)
	given := s.did(dana, "2026-11-20", func(f *domain.File) error {
		if err := f.Note("until monday"); err != nil {
			return err
		}
		return f.Assign(ben)
	})
	message(t, "line_assigned_with_note", Pen{}.Lines(thread(s.f, open(), given.Version)), `e10 Assigned to Ben Okafor. Note: until monday. Dana`)
}
