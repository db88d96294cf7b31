package card

import (
	"testing"

	"paidup/commands"
	"paidup/domain"
)

func entered(f *domain.File, version int) domain.Entered {
	return domain.Entered{File: f.ID, Number: f.Number, Market: 1, Facts: f.State.Facts, Change: *f.Entry(version)}
}

func TestEntries(t *testing.T) {
	t.Parallel()
	f := harris(t, 9).f
	v := commands.Entries{Title: "Your last entries", Today: today()}
	for _, version := range []int{9, 5, 3, 2, 1} {
		v.Acts = append(v.Acts, commands.OwnAct{Entries: []domain.Entered{entered(f, version)}})
	}
	answer(t, "entries", Pen{}.Message(v), `
		Your last entries
		e9 FM-1042 Harris: $12,400.00 from Harbor Mutual, check 881, Fri Nov 20
		[Undo e9]
		e5 FM-1042 Harris: Approved $18,640.00, Tue Sep 15
		[Undo e5]
		e3 FM-1042 Harris: Rejected, moisture, Thu Aug 27
		[Undo e3]
		e2 FM-1042 Harris: Submitted estimate $19,300.00 to Northline, Wed Aug 19
		[Undo e2]
		e1 FM-1042 Harris: Received Wed Aug 12`)
}

// One act over several files is one line with one Undo, as its receipt has it; an escalation that was asked for has its own.
func TestEntriesOfOneAct(t *testing.T) {
	t.Parallel()
	noted := func(id domain.FileID, customer, words string) domain.Entered {
		s := begin(t, id, customer)
		s.received("2026-11-02", domain.Facts{Customer: customer})
		s.did(dana, "2026-11-23", func(f *domain.File) error { return f.Note(words) })
		return entered(s.f, 2)
	}
	cole, harris := begin(t, 1047, "Cole"), harris(t, 8)
	cole.received("2026-11-02", domain.Facts{Customer: "Cole", Payer: "Harbor Mutual"})
	for _, s := range []*story{harris, cole} {
		s.paid(dana, "2026-11-23", domain.Receipt{Amount: 900_00, Method: domain.Check, Reference: "4471", Total: 1_800_00})
	}
	v := commands.Entries{Title: "Your last entries", Today: today(), People: everybody(), Acts: []commands.OwnAct{
		{Entries: []domain.Entered{entered(harris.f, 9), entered(cole.f, 2)}},
		{Escalation: raised(t, shortNames()).Escalation},
		{Entries: []domain.Entered{noted(1042, "Harris", "gate code"), noted(1047, "Cole", "gate code"), noted(1051, "Hale", "gate code")}},
		{Entries: []domain.Entered{noted(1042, "Harris", "one"), noted(1047, "Cole", "two")}},
	}}
	answer(t, "entries_together", Pen{}.Message(v), `
		Your last entries
		e9, e2 FM-1042, FM-1047: Check 4471, $1,800.00
		[Undo both]
		FM-1063 Kim Tran: escalated to Tom Becker, by Tue Nov 24: the day-3 drying log, basement
		[Undo]
		e2, e2, e2 FM-1042, FM-1047, FM-1051: Note: gate code
		[Undo all three]
		e2, e2 FM-1042, FM-1047: Note: one; Note: two
		[Undo both]`)
}
