package card

import (
	"strings"
	"testing"

	"paidup/commands"
	"paidup/domain"
)

// delgado is FM-1017: its bank has the check, and the bill has been open since August.
func delgado(t *testing.T) *story {
	t.Helper()
	s := begin(t, 1017, "Luz Delgado")
	s.received("2026-08-03", domain.Facts{Customer: "Luz Delgado", Loss: "water", Payer: "Harbor Mutual", Carrier: "Harbor Mutual",
		Mortgagee: "First Gulf Bank", Program: "Northline"})
	s.invoiced("2026-08-28", domain.Bill{Amount: 31_480_00, Number: "5480", NetDays: 30})
	return s
}

func (s *story) touched(on string, in domain.Touched) *domain.Change {
	return s.did(dana, on, func(f *domain.File) error { return f.Touch(in) })
}

func (s *story) planned(on, due, words string) *domain.Change {
	return s.did(dana, on, func(f *domain.File) error { return f.Plan(day(due), words) })
}

func (s *story) promised(on string, in domain.Promised) *domain.Change {
	return s.did(dana, on, func(f *domain.File) error { return f.Promise(in) })
}

func (s *story) held(on, until, words string) *domain.Change {
	return s.did(dana, on, func(f *domain.File) error { return f.Hold(day(until), words) })
}

// talkedAbout is the file with everything that can be agreed about it: e3 and e4 touches, e5 and e6 steps, e7 a promise,
// e8 and e9 on hold and off, e10 whose move it is, e11 the promise kept in part, e12 on hold again.
func talkedAbout(t *testing.T) *story {
	t.Helper()
	s := delgado(t)
	s.touched("2026-11-09", domain.Touched{Kind: domain.Call, Who: "mortgagee", Words: "left voicemail.", Next: day("2026-11-12"), NextWords: "call again"})
	s.touched("2026-11-12", domain.Touched{Kind: domain.Portal, Words: "checked"})
	s.planned("2026-11-12", "2026-11-16", "call Northline")
	s.did(dana, "2026-11-16", func(f *domain.File) error { return f.StepDone() })
	s.promised("2026-11-16", domain.Promised{By: day("2026-11-18"), From: "mortgagee"})
	s.held("2026-11-16", "2026-11-18", "check is in the mail")
	s.did(ben, "2026-11-17", func(f *domain.File) error { return f.Resume() })
	s.did(ben, "2026-11-17", func(f *domain.File) error { return f.Wait(domain.Mortgagee, "has the check") })
	s.paid(priya, "2026-11-18", check("901", 11_480_00))
	s.held("2026-11-23", "2026-12-04", "asbestos test")
	return s
}

func TestThreadOfWhatWasAgreed(t *testing.T) {
	t.Parallel()
	f := talkedAbout(t).f
	message(t, "lines_talk", Pen{}.Lines(thread(f, open(), 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)), `
		e3 Called First Gulf Bank, left voicemail. Next: call again, Thu Nov 12. Dana
		e4 Portal: checked. Dana
		e5 Next: call Northline, Mon Nov 16. Instead of: call again, Thu Nov 12. Dana
		e6 Next step done: call Northline. Dana
		e7 Promise of $31,480.00 by Wed Nov 18, First Gulf Bank. Dana
		e8 ⏸ On hold until Wed Nov 18: check is in the mail. Dana
		e9 Off hold. Ben
		e10 Waiting on First Gulf Bank: has the check. Ben
		e11 $11,480.00 from Harbor Mutual, check 901, Wed Nov 18. Balance $20,000.00. $20,000.00 of the promise for Wed Nov 18 still to come. Priya
		e12 ⏸ On hold until Fri Dec 4: asbestos test. Dana`)
	public := Pen{}.Lines(thread(f, domain.Privacy{Names: namesNone}, 3, 5, 7, 8, 10, 11))
	message(t, "lines_talk_public", public, `
		e3 Called First Gulf Bank. Next: Thu Nov 12. Dana
		e5 Next: Mon Nov 16. Instead of: Thu Nov 12. Dana
		e7 Promise by Wed Nov 18, First Gulf Bank. Dana
		e8 ⏸ On hold until Wed Nov 18. Dana
		e10 Waiting on First Gulf Bank. Ben
		e11 Payment from Harbor Mutual, check 901, Wed Nov 18. Priya`)
}

func TestWhoWasSpokenTo(t *testing.T) {
	t.Parallel()
	s := scene{state: &delgado(t).f.State, privacy: open()}
	for _, c := range []struct {
		kind       domain.TouchKind
		who, words string
		want       string
	}{
		{domain.Call, "adjuster", "left voicemail", "Called the adjuster, left voicemail"},
		{domain.Email, "tpa", "", "E-mailed Northline"},
		{domain.Text, "Tom Becker", "no answer", "Texted Tom Becker, no answer"},
		{domain.Visit, "homeowner", "", "Visited the homeowner"},
		{domain.Portal, "Northline", "nothing new", "Portal of Northline, nothing new"},
		{domain.Call, "Luz Delgado", "", "Called Delgado"},
		{domain.Call, "us", "", "Called us"},
		{domain.Email, "", "sent the W-9", "E-mail: sent the W-9"},
		{domain.Visit, "", "", "Visit"},
	} {
		if got := s.touched(domain.Touch{Kind: c.kind, Who: c.who, Words: c.words}); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
	s.privacy = domain.Privacy{Names: namesNone}
	for who, want := range map[string]string{"Mrs. Delgado": "Call", "Tom Becker": "Call", "luz delgado": "Called the customer",
		"Northline": "Called Northline", "mortgagee": "Called First Gulf Bank"} {
		if got := s.touched(domain.Touch{Kind: domain.Call, Who: who, Words: "she cried"}); got != want {
			t.Errorf("in public %s is %q, want %q", who, got, want)
		}
	}
}

func TestCardOfWhatWasAgreed(t *testing.T) {
	t.Parallel()
	s := talkedAbout(t)
	s.planned("2026-11-23", "2026-12-04", "ask for the report")
	message(t, "card_on_hold", Pen{}.Message(private1042(s.f)), `
		FM-1017 Delgado · water
		INVOICED · balance $20,000.00
		⏸ On hold until Fri Dec 4: asbestos test
		Promise of $31,480.00 broken Wed Nov 18, First Gulf Bank, $20,000.00 still to come
		Harbor Mutual owes it since Fri Aug 28
		Next: ask for the report, Fri Dec 4 (Dana)
		small: Invoiced $31,480.00, paid $11,480.00
		small: Received Mon Aug 3 · Invoiced Fri Aug 28
		small: Dana Reyes · Northline · invoice 5480 due Sun Sep 27 · last entry e13, Mon Nov 23
		[Payment…] [Log…] [⋯ Note, Assign, Resume, Escalate, Open file]`)
	s.did(dana, "2026-12-04", func(f *domain.File) error { return f.Wait(domain.FieldCrew, "photos") })
	message(t, "card_hold_due", Pen{}.Message(private1042(s.f)), `
		FM-1017 Delgado · water
		INVOICED · balance $20,000.00
		⏸ Hold due Fri Dec 4: asbestos test
		Promise of $31,480.00 broken Wed Nov 18, First Gulf Bank, $20,000.00 still to come
		Waiting on field since Fri Dec 4: photos
		Next: ask for the report, Fri Dec 4 (Dana)
		small: Invoiced $31,480.00, paid $11,480.00
		small: Received Mon Aug 3 · Invoiced Fri Aug 28
		small: Dana Reyes · Northline · invoice 5480 due Sun Sep 27 · last entry e14, Fri Dec 4
		[Payment…] [Log…] [⋯ Note, Assign, Resume, Escalate, Open file]`)
}

// The card of a public channel says that there is a hold, a promise and a next step, and no words about them.
func TestPublicCardOfWhatWasAgreed(t *testing.T) {
	t.Parallel()
	s := talkedAbout(t)
	s.planned("2026-11-23", "2026-12-04", "ask for the report")
	m := Pen{}.Message(commands.Card{File: s.f, Privacy: domain.Privacy{Names: namesNone}, People: everybody()})
	message(t, "card_on_hold_public", m, `
		FM-1017 · water
		INVOICED
		⏸ On hold until Fri Dec 4
		Promise broken Wed Nov 18, First Gulf Bank
		Harbor Mutual owes it since Fri Aug 28
		Next: Fri Dec 4 (Dana)
		small: Received Mon Aug 3 · Invoiced Fri Aug 28
		small: Dana Reyes · Northline · invoice 5480 due Sun Sep 27 · last entry e13, Mon Nov 23
		[Payment…] [Log…] [⋯ Note, Assign, Resume, Escalate, Open file]`)
}

func TestReceiptsOfWhatWasAgreed(t *testing.T) {
	t.Parallel()
	s := delgado(t)
	for _, c := range []struct {
		name string
		made *domain.Change
		want string
	}{
		{"receipt_call", s.touched("2026-11-20", domain.Touched{Kind: domain.Call, Who: "mortgagee", Words: "left voicemail",
			Next: day("2026-11-25"), NextWords: "call again"}), `
			✅ Saved. FM-1017 Luz Delgado, call, next step Wed Nov 25
			Called First Gulf Bank, left voicemail
			Next: call again, Wed Nov 25
			small: Entry e3. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
		{"receipt_next", s.planned("2026-11-20", "2026-11-30", "call the adjuster"), `
			✅ Saved. FM-1017 Luz Delgado, next step
			Call the adjuster, Mon Nov 30
			Instead of: call again, Wed Nov 25
			small: Entry e4. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
		{"receipt_next_done", s.did(dana, "2026-11-20", func(f *domain.File) error { return f.StepDone() }), `
			✅ Saved. FM-1017 Luz Delgado, next step done
			Call the adjuster
			small: Entry e5. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
		{"receipt_promise", s.promised("2026-11-20", domain.Promised{By: day("2026-11-25"), From: "First Gulf Bank"}), `
			✅ Saved. FM-1017 Luz Delgado, promise of $31,480.00
			By Wed Nov 25 from First Gulf Bank
			Balance $31,480.00: carrier
			small: Entry e6. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
		{"receipt_hold", s.held("2026-11-20", "2026-12-04", "asbestos test"), `
			✅ Saved. FM-1017 Luz Delgado, on hold
			Until Fri Dec 4: asbestos test
			Out of the queue and escalations until then; its days run on
			small: Entry e7. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
		{"receipt_hold_again", s.held("2026-11-20", "2026-12-11", "lab is late"), `
			✅ Saved. FM-1017 Luz Delgado, on hold
			Until Fri Dec 11: lab is late
			Instead of: hold until Fri Dec 4
			Out of the queue and escalations until then; its days run on
			small: Entry e8. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
		{"receipt_hold_day_off", s.held("2026-11-20", "2026-11-28", "lab is late"), `
			✅ Saved. FM-1017 Luz Delgado, on hold
			Until Sat Nov 28: lab is late
			Instead of: hold until Fri Dec 11
			Out of the queue and escalations until then; its days run on
			Sat Nov 28 is a day off: the digest has it again on Mon Nov 30
			small: Entry e9. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
		{"receipt_resume", s.did(dana, "2026-11-20", func(f *domain.File) error { return f.Resume() }), `
			✅ Saved. FM-1017 Luz Delgado, off hold
			INVOICED. Harbor Mutual owes it since Fri Aug 28
			small: Entry e10. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
		{"receipt_waiting", s.did(dana, "2026-11-20", func(f *domain.File) error { return f.Wait(domain.FieldCrew, "photos") }), `
			✅ Saved. FM-1017 Luz Delgado, waiting on field
			Photos
			small: Entry e11. Undo until the end of Mon Nov 23
			[Undo] [Open file]`},
		{"receipt_promise_kept", s.paid(dana, "2026-11-20", check("902", 31_480_00)), `
			✅ Saved. FM-1017 Luz Delgado, $31,480.00
			From Harbor Mutual, check 902, Fri Nov 20
			On invoice 5480. Balance $0.00
			Promise for Wed Nov 25 kept
			Paid in full: 109 days since Mon Aug 3
			small: Entry e12. Undo until the end of Mon Nov 23
			[Undo] [More to bill] [Open file]`},
	} {
		answer(t, c.name, Pen{}.Message(saved(s, c.made)), c.want)
	}
	message(t, "line_hold_again", Pen{}.Lines(thread(s.f, open(), 8)), `
		e8 ⏸ On hold until Fri Dec 11: lab is late. Instead of: hold until Fri Dec 4. Dana`)
	message(t, "line_promise_kept", Pen{}.Lines(thread(s.f, open(), 12)), `
		e12 $31,480.00 from Harbor Mutual, check 902, Fri Nov 20. Balance $0.00. Promise for Wed Nov 25 kept. Dana
		   Paid in full Fri Nov 20: 109 days (us 25, Harbor Mutual 84)`)
	s.did(dana, "2026-11-20", func(f *domain.File) error { return f.Undo(12) })
	if got := thread(s.f, open(), 13); strings.Contains((Pen{}).Lines(got).Text, "kept") {
		t.Errorf("what was taken back reads %q", Pen{}.Lines(got).Text)
	}
}

// A promise in place of another says which one it was.
func TestAPromiseInPlaceOfAnother(t *testing.T) {
	t.Parallel()
	s := delgado(t)
	s.promised("2026-11-20", domain.Promised{By: day("2026-11-25"), From: "First Gulf Bank"})
	again := s.promised("2026-11-20", domain.Promised{By: day("2026-11-30")})
	answer(t, "receipt_promise_again", Pen{}.Message(saved(s, again)), `
		✅ Saved. FM-1017 Luz Delgado, promise of $31,480.00
		By Mon Nov 30 from Harbor Mutual
		Instead of: promise of $31,480.00 by Wed Nov 25, First Gulf Bank
		Balance $31,480.00: carrier
		small: Entry e4. Undo until the end of Mon Nov 23
		[Undo] [Open file]`)
	message(t, "line_promise_again", Pen{}.Lines(thread(s.f, open(), again.Version)), `
		e4 Promise of $31,480.00 by Mon Nov 30, Harbor Mutual. Instead of: promise of $31,480.00 by Wed Nov 25, First Gulf Bank. Dana`)
}

func TestReceiptOfACallOnTwoFiles(t *testing.T) {
	t.Parallel()
	r := commands.Receipt{Verb: "log", Today: day("2026-11-20"), People: everybody()}
	for _, s := range []*story{delgado(t), harris(t, 6)} {
		c := s.touched("2026-11-20", domain.Touched{Kind: domain.Call, Who: "carrier", Next: day("2026-11-25"), NextWords: "call again"})
		r.Done = append(r.Done, commands.Outcome{File: s.f, Change: c, UndoUntil: day("2026-11-23"), Number: s.f.Number})
	}
	answer(t, "receipt_calls", Pen{}.Message(r), `
		✅ Saved. 2 files
		FM-1017 Luz Delgado: call, next step Wed Nov 25
		FM-1042 Harris: call, next step Wed Nov 25
		small: e3, e7. Undo takes back both
		[Undo] [Open files…]`)
}

// command is a verb of the program.
func command(t *testing.T, name string) *commands.Command {
	t.Helper()
	for _, c := range commands.NewApp(commands.Deps{}).Commands() {
		if c.Name == name {
			return c
		}
	}
	t.Fatalf("there is no verb %s", name)
	return nil
}

func TestFormsOfWhatIsAgreed(t *testing.T) {
	t.Parallel()
	for verb, want := range map[string]string{
		"log": `
			# Log, FM-1042
			FM-1042 Harris · water, mitigation
			RECEIVED
			Waiting on us since Wed Aug 12
			{What it was*: static_select} call
			{With whom: text}
			{What came of it: lines}
			{Next step on: date}
			{Next step: text} call again`,
		"next": `
			# Next step, FM-1042
			FM-1042 Harris · water, mitigation
			RECEIVED
			Waiting on us since Wed Aug 12
			{When*: date}
			{What*: lines}`,
		"promise": `
			# Promise, FM-1042
			FM-1042 Harris · water, mitigation
			RECEIVED
			Waiting on us since Wed Aug 12
			{Amount: text}
			{By*: date}
			{From: text}`,
		"hold": `
			# Hold, FM-1042
			FM-1042 Harris · water, mitigation
			RECEIVED
			Waiting on us since Wed Aug 12
			{Until*: date}
			{Why*: lines}`,
		"waiting": `
			# Waiting on, FM-1042
			FM-1042 Harris · water, mitigation
			RECEIVED
			Waiting on us since Wed Aug 12
			{Waiting on*: static_select} field
			{Why: lines}`,
	} {
		in := commands.Values{"kind": "call", "step": "call again", "holder": "field"}
		v := Pen{}.Form(commands.FormFor{Command: command(t, verb), File: harris(t, 1).f, In: in})
		view(t, "form_"+verb, v, want)
	}
}

func TestListOfWhatWasAgreed(t *testing.T) {
	t.Parallel()
	line := func(id domain.FileID, number string, agreed domain.FileLine) domain.FileLine {
		agreed.ID, agreed.Number, agreed.Stage, agreed.StageOn, agreed.WaitingOn = id, number, domain.Invoiced, day("2026-08-28"), domain.Us
		agreed.Balance, agreed.Facts.Customer = 31_480_00, "Luz Delgado"
		return agreed
	}
	v := commands.Files{Title: "Dana · Mon Nov 23: 4 due", Today: today(), Files: []domain.FileLine{
		line(1102, "FM-1102", domain.FileLine{HoldUntil: today(), Next: day("2026-11-24"), NextWords: "ask for the report."}),
		line(1017, "FM-1017", domain.FileLine{PromisedBy: day("2026-11-18"), Promised: 20_000_00}),
		line(1018, "FM-1018", domain.FileLine{PromisedBy: today(), Promised: 31_480_00}),
		line(1103, "FM-1103", domain.FileLine{HoldUntil: day("2026-12-04")}),
	}}
	answer(t, "files_agreed", Pen{}.Message(v), `
		Dana · Mon Nov 23: 4 due
		FM-1102 Delgado · $31,480.00
		INVOICED since Fri Aug 28, waiting on us
		⏸ Hold due Mon Nov 23. Next: ask for the report, Tue Nov 24
		FM-1017 Delgado · $31,480.00
		INVOICED since Fri Aug 28, waiting on us
		Promise of $20,000.00 broken Wed Nov 18
		FM-1018 Delgado · $31,480.00
		INVOICED since Fri Aug 28, waiting on us
		Promise of $31,480.00 by Mon Nov 23
		FM-1103 Delgado · $31,480.00
		INVOICED since Fri Aug 28, waiting on us
		⏸ On hold until Fri Dec 4
		[FM-1102] [FM-1017] [FM-1018]
		[FM-1103]`)
	v.NoMoney = true
	if got := read(Pen{}.Message(v).Blocks); strings.Contains(got, "$") || !strings.Contains(got, "Promise by Mon Nov 23") {
		t.Errorf("without money the list reads\n%s", got)
	}
}
