package card

import (
	"strings"
	"testing"

	"paidup/commands"
	"paidup/domain"
)

// thread is the lines of the versions, as the newest file draws them.
func thread(f *domain.File, privacy domain.Privacy, versions ...int) []commands.Line {
	var out []commands.Line
	for _, v := range versions {
		out = append(out, commands.Line{File: f, Change: f.Entry(v), Privacy: privacy, People: everybody()})
	}
	return out
}

func open() domain.Privacy { return domain.Privacy{Names: namesShort, Amounts: true} }

func TestThread(t *testing.T) {
	t.Parallel()
	f := harris(t, 10).f
	message(t, "lines", Pen{}.Lines(thread(f, open(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)), `
		e1 Received Wed Aug 12. Dana
		e2 Submitted estimate $19,300.00 to Northline, Wed Aug 19. Dana
		e3 Rejected, moisture, Thu Aug 27. Dana
		e4 Submitted estimate $19,300.00 to Northline, round 2, Tue Sep 1. Dana
		e5 Approved $18,640.00 of $19,300.00, Tue Sep 15. Dana
		e6 Invoice 5512 to Harbor Mutual, $18,640.00, Fri Sep 18, due Sun Oct 18. Balance $18,640.00. Dana
		e7 $6,240.00 from Harbor Mutual, check 771, Wed Oct 21. Balance $12,400.00. Priya
		e8 Note: Called the adjuster, left voicemail. Dana
		e9 $12,400.00 from Harbor Mutual, check 881, Fri Nov 20. Balance $0.00. Dana
		   Paid in full Fri Nov 20: 100 days (us 15, Northline 22, Harbor Mutual 63)
		e10 Voids e9: meant FM-1024. INVOICED again, balance $12,400.00. Priya, Mon Nov 23`)
}

func TestLineAlone(t *testing.T) {
	t.Parallel()
	m := Pen{}.Message(thread(harris(t, 10).f, open(), 7)[0])
	message(t, "line", m, `e7 $6,240.00 from Harbor Mutual, check 771, Wed Oct 21. Balance $12,400.00. Priya`)
	if want := "e7 $6,240.00 from Harbor Mutual, check 771, Wed Oct 21. Balance $12,400.00. Priya"; m.Text != want {
		t.Errorf("text is %q, want %q", m.Text, want)
	}
}

// A line dated otherwise than it was entered says so.
func TestLinesDatedBack(t *testing.T) {
	t.Parallel()
	s := harris(t, 7)
	in := check("881", 13_000_00)
	in.On, in.Answered, in.Fee, in.Total = day("2026-11-20"), domain.Answers{domain.AskOverBalance}, 148_80, 20_000_00
	s.paid(dana, "2026-11-23", in)
	s.did(dana, "2026-11-23", func(f *domain.File) error { return f.Reverse(8, "NSF", day("2026-11-22")) })
	s.did(dana, "2026-11-23", func(f *domain.File) error { return f.Undo(9) })
	s.did(ben, "2026-11-24", func(f *domain.File) error { return f.Assign(ben) })
	message(t, "lines_dated_back", Pen{}.Lines(thread(s.f, open(), 8, 9, 10, 11)), `
		e8 $13,000.00 from Harbor Mutual, check 881 of $20,000.00 in all, fee $148.80, Fri Nov 20. Balance $0.00, $600.00 unapplied. Dana (entered Mon Nov 23)
		   Paid in full Fri Nov 20: 100 days (us 15, Northline 22, Harbor Mutual 63)
		e9 ↩ Check 881 returned, $13,000.00, Sun Nov 22: NSF. INVOICED again, balance $12,400.00. Dana (entered Mon Nov 23)
		e10 Undoes e9. Balance $0.00. Dana, Mon Nov 23
		   Paid in full Fri Nov 20: 100 days (us 15, Northline 22, Harbor Mutual 63)
		e11 Assigned to Ben Okafor. Ben`)
}

func TestLinesOfRoundsAndEndings(t *testing.T) {
	t.Parallel()
	s := harris(t, 6)
	s.submitted("2026-10-01", domain.Submission{Kind: domain.Supplement, Amount: 3_200_00, Reference: "S-1"})
	s.rejected("2026-10-05", "no photos", "photos", "scope")
	s.submitted("2026-10-06", domain.Submission{Kind: domain.Supplement})
	s.did(dana, "2026-10-07", func(f *domain.File) error { return f.Withdraw("customer agreed to less", 0) })
	s.did(ben, "2026-10-08", func(f *domain.File) error { return f.Dispute("", 8_200_00, "scope", 0) })
	s.did(ben, "2026-10-09", func(f *domain.File) error { return f.Dispute("", 0, "", 0) })
	s.did(priya, "2026-10-12", func(f *domain.File) error {
		return f.Adjust(domain.Correction{Kind: domain.EntryCreditMemo, Amount: 10_000_00, Words: "billed twice"})
	})
	s.did(priya, "2026-10-13", func(f *domain.File) error {
		return f.Adjust(domain.Correction{Kind: domain.EntryWriteOff, Amount: 8_640_00, Words: "bankrupt", Answered: domain.Answers{domain.AskWriteOff}})
	})
	message(t, "lines_endings", Pen{}.Lines(thread(s.f, open(), 7, 8, 9, 10, 11, 12, 13, 14)), `
		e7 Submitted supplement $3,200.00 to Northline, round 3, ref S-1, Thu Oct 1. Dana
		e8 Rejected, photos, scope: no photos, Mon Oct 5. Dana
		e9 Submitted supplement $3,200.00 to Northline, round 4, Tue Oct 6. Dana
		e10 Round 4 taken back: customer agreed to less, Wed Oct 7. Dana
		e11 $8,200.00 disputed, Thu Oct 8: scope. Ben
		e12 Dispute settled, Fri Oct 9. Ben
		e13 Credit $10,000.00 on invoice 5512, Mon Oct 12: billed twice. Balance $8,640.00. Priya
		e14 Written off $8,640.00 on invoice 5512, Tue Oct 13: bankrupt. Balance $0.00. Priya
		   Closed by write-off Tue Oct 13: $8,640.00`)
}

// Where no names are shown, no words are: they may hold one. Where no amounts are shown, none is.
func TestThreadOfPublicChannel(t *testing.T) {
	t.Parallel()
	s := disputed(t)
	s.paid(dana, "2026-11-20", check("881", 22_905_50))
	s.did(dana, "2026-11-20", func(f *domain.File) error { return f.Note("Jane Pruitt lives at 12 Palm Way") })
	m := Pen{}.Lines(thread(s.f, domain.Privacy{Names: namesNone}, 1, 2, 3, 4, 5, 6, 7))
	message(t, "lines_public", m, `
		e1 Received Wed Jul 1. Dana
		e2 Submitted estimate to the customer, Wed Jul 8. Dana
		e3 Approved, Wed Jul 22. Dana
		e4 Invoice 5401 to the customer, Fri Jul 31, due Sun Aug 30. Dana
		e5 Disputed, Mon Nov 2. Ben
		e6 Payment from the customer, check 881, Fri Nov 20. Dana
		   Paid in full Fri Nov 20: 142 days (us 16, client 126)
		e7 Note. Dana`)
	for _, secret := range []string{"Pruitt", "Palm", "$", "drywall"} {
		if strings.Contains(m.Text, secret) || strings.Contains(read(m.Blocks), secret) {
			t.Errorf("the thread of a public channel shows %q:\n%s", secret, m.Text)
		}
	}
}

// An imported history has stages without rounds and invoices, and dates that may be assumed.
func TestImportedFile(t *testing.T) {
	t.Parallel()
	s := begin(t, 40, "Bay View Dental")
	imported := func(on string, law func(*domain.File) error) {
		t.Helper()
		s.f.Begin(domain.Act{Key: on, Source: domain.FromImport, At: day("2026-11-20").Start(s.f.Market.Location())})
		if err := law(s.f); err != nil {
			t.Fatal(err)
		}
		s.f.Finish()
	}
	imported("a", func(f *domain.File) error {
		return f.Take(domain.Begun{On: day("2025-11-03"), Assumed: true, Facts: domain.Facts{Customer: "Bay View Dental", Estimate: 5_400_00}})
	})
	imported("b", func(f *domain.File) error { return f.Recount(domain.Stated{Event: "submitted", On: day("2025-11-10")}) })
	imported("c", func(f *domain.File) error { return f.Recount(domain.Stated{Event: "approved", On: day("2025-11-17")}) })
	imported("d", func(f *domain.File) error { return f.Recount(domain.Stated{Event: "invoiced", On: day("2025-11-18")}) })
	message(t, "card_imported", Pen{}.Message(private1042(s.f)), `
		FM-0040 Bay View Dental
		INVOICED
		Waiting on client since Tue Nov 18, 2025
		small: Received (assumed) Mon Nov 3, 2025 · Submitted Mon Nov 10, 2025 · Approved Mon Nov 17, 2025 · Invoiced Tue Nov 18, 2025
		small: No owner · last entry e4, Fri Nov 20
		[Invoice…] [Log…] [⋯ Note, Assign, Hold, Escalate, Open file]`)
	imported("e", func(f *domain.File) error { return f.Recount(domain.Stated{Event: "paid", On: day("2025-12-01")}) })
	message(t, "lines_imported", Pen{}.Lines(thread(s.f, open(), 1, 2, 3, 4, 5)), `
		e1 Received Mon Nov 3, 2025 (date assumed). By import
		e2 Submitted estimate, Mon Nov 10, 2025. By import
		e3 Approved, Mon Nov 17, 2025. By import
		e4 Invoiced Tue Nov 18, 2025. By import
		e5 Paid in full Mon Dec 1, 2025. By import
		   Paid in full Mon Dec 1, 2025: days n/a, the received date is assumed`)
}
