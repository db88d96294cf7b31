package card

import (
	"testing"

	"paidup/domain"
)

// A next step outlives the round or the invoice that it may have announced, so their receipts name it and offer to end it.
func TestReceiptsNameTheStepThatIsStillOpen(t *testing.T) {
	t.Parallel()
	s := harris(t, 5)
	s.planned("2026-09-16", "2026-09-18", "send invoice")
	billed := s.invoiced("2026-09-18", domain.Bill{Amount: 18_640_00, Number: "5512"})
	answer(t, "receipt_step_open", Pen{}.Message(saved(s, billed)), `
		✅ Saved. FM-1042 Harris, invoice 5512, $18,640.00
		To Harbor Mutual, Fri Sep 18
		Balance $18,640.00: carrier
		Next step still open: send invoice, Fri Sep 18
		small: Entry e7. Undo until the end of Mon Nov 23
		[Undo] [Step done] [Open file]`)
	noted := s.did(dana, "2026-09-18", func(f *domain.File) error { return f.Note("gate code") })
	answer(t, "receipt_step_note", Pen{}.Message(saved(s, noted)), `
		✅ Saved. FM-1042 Harris, note
		gate code
		small: Entry e8. Undo until the end of Mon Nov 23
		[Undo] [Open file]`)
	s.did(dana, "2026-09-18", func(f *domain.File) error { return f.StepDone() })
	answer(t, "receipt_step_over", Pen{}.Message(saved(s, billed)), `
		✅ Saved. FM-1042 Harris, invoice 5512, $18,640.00
		To Harbor Mutual, Fri Sep 18
		Balance $18,640.00: carrier
		Next step still open: send invoice, Fri Sep 18
		small: Entry e7. Undo until the end of Mon Nov 23
		[Undo] [Open file]`)
}

// With the file its next step ends.
func TestReceiptsSayThatTheStepEnded(t *testing.T) {
	t.Parallel()
	s := harris(t, 8)
	s.planned("2026-11-19", "2026-11-20", "call the adjuster")
	paid := s.paid(dana, "2026-11-20", check("881", 12_400_00))
	answer(t, "receipt_step_ended", Pen{}.Message(saved(s, paid)), `
		✅ Saved. FM-1042 Harris, $12,400.00
		From Harbor Mutual, check 881, Fri Nov 20
		On invoice 5512. Balance $0.00
		Paid in full: 100 days since Wed Aug 12
		Next step ended: call the adjuster, Fri Nov 20
		small: Entry e10. Undo until the end of Mon Nov 23
		[Undo] [Open file]`)
	r := saved(s, paid)
	r.Done = append(r.Done, r.Done[0])
	answer(t, "receipt_steps_ended", Pen{}.Message(r), `
		✅ Saved. Check 881, $24,800.00, 2 files
		FM-1042 Harris $12,400.00: balance $0.00. Next step ended: call the adjuster, Fri Nov 20
		FM-1042 Harris $12,400.00: balance $0.00. Next step ended: call the adjuster, Fri Nov 20
		small: e10, e10. Undo takes back both
		[Undo] [Open files…]`)
}
