package card

import (
	"strings"
	"testing"

	"paidup/commands"
	"paidup/domain"
)

// whole is FM-1042 with a supplement in review, for somebody who may see everything.
func whole(t *testing.T) commands.FileView {
	t.Helper()
	s := harris(t, 8)
	s.submitted("2026-11-19", domain.Submission{Kind: domain.Supplement, Amount: 3_200_00})
	return commands.FileView{File: s.f, People: everybody(), Today: today(), Money: true, Contacts: true, Numbers: true,
		May: []string{"pay", "approve", "reject", "log", "note", "assign", "hold", "escalate"}}
}

func TestOpenFile(t *testing.T) {
	t.Parallel()
	view(t, "file_view", Pen{Links: links()}.OpenFile(whole(t)), `
		# FM-1042
		(FM-1042) Harris · water, mitigation
		INVOICED · balance $12,400.00
		Supplement of $3,200.00 with Northline since Thu Nov 19
		Northline has it since Thu Nov 19
		To be paid in full: $12,400.00 open; supplement of $3,200.00 with Northline
		[Payment…] [Approved…] [Rejected…] [⋯ Log, Note, Assign, Hold, Escalate]
		---
		People
		Customer Harris
		Phone 239-555-0142
		Address 12 Palm Way, Fort Myers
		Payer Harbor Mutual
		Carrier Harbor Mutual
		Program Northline
		Claim 24-77810
		Owner Dana Reyes
		---
		Money
		Invoiced $18,640.00, paid $6,240.00. Approved $18,640.00 of $19,300.00
		Invoice 5512 to Harbor Mutual, $18,640.00, Fri Sep 18, due Sun Oct 18: $12,400.00 open
		$6,240.00 from Harbor Mutual, check 771, Wed Oct 21
		---
		Rounds
		Round 1, estimate $19,300.00 to Northline, Wed Aug 19: rejected Thu Aug 27, moisture
		Round 2, estimate $19,300.00 to Northline, Tue Sep 1: approved $18,640.00 Tue Sep 15
		Round 3, supplement $3,200.00 to Northline, Thu Nov 19: no answer yet
		---
		Entries
		e1 Received Wed Aug 12. Dana
		e2 Submitted estimate $19,300.00 to Northline, Wed Aug 19. Dana
		e3 Rejected, moisture, Thu Aug 27. Dana
		e4 Submitted estimate $19,300.00 to Northline, round 2, Tue Sep 1. Dana
		e5 Approved $18,640.00 of $19,300.00, Tue Sep 15. Dana
		e6 Invoice 5512 to Harbor Mutual, $18,640.00, Fri Sep 18, due Sun Oct 18. Balance $18,640.00. Dana
		e7 $6,240.00 from Harbor Mutual, check 771, Wed Oct 21. Balance $12,400.00. Priya
		e8 Note: Called the adjuster, left voicemail. Dana
		e9 Submitted supplement $3,200.00 to Northline, round 3, Thu Nov 19. Dana`)
}

// Somebody in the field sees neither amounts nor numbers, and has the buttons of what they may do.
func TestOpenFileWithoutMoney(t *testing.T) {
	t.Parallel()
	f := whole(t)
	f.Money, f.Contacts, f.Numbers, f.May = false, false, false, []string{"log", "note", "escalate"}
	v := Pen{}.OpenFile(f)
	view(t, "file_view_field", v, `
		# FM-1042
		FM-1042 Harris · water, mitigation
		INVOICED
		Supplement with Northline since Thu Nov 19
		Northline has it since Thu Nov 19
		To be paid in full: the balance open; supplement with Northline
		[Log…] [⋯ Note, Escalate]
		---
		People
		Customer Harris
		Payer Harbor Mutual
		Carrier Harbor Mutual
		Program Northline
		Owner Dana Reyes
		---
		Rounds
		Round 1, estimate to Northline, Wed Aug 19: rejected Thu Aug 27, moisture
		Round 2, estimate to Northline, Tue Sep 1: approved Tue Sep 15
		Round 3, supplement to Northline, Thu Nov 19: no answer yet
		---
		Entries
		e1 Received Wed Aug 12. Dana
		e2 Submitted estimate to Northline, Wed Aug 19. Dana
		e3 Rejected, moisture, Thu Aug 27. Dana
		e4 Submitted estimate to Northline, round 2, Tue Sep 1. Dana
		e5 Approved in part, Tue Sep 15. Dana
		e6 Invoice 5512 to Harbor Mutual, Fri Sep 18, due Sun Oct 18. Dana
		e7 Payment from Harbor Mutual, check 771, Wed Oct 21. Priya
		e8 Note: Called the adjuster, left voicemail. Dana
		e9 Submitted supplement to Northline, round 3, Thu Nov 19. Dana`)
	if got := read(v.Blocks.BlockSet); strings.Contains(got, "$") || strings.Contains(got, "239-555") {
		t.Errorf("it shows what it must not:\n%s", got)
	}
}

// The row of a file is that of the verbs which its reader may use: the first of them leads the eye, and where the next facts
// leave room the log stands in it. What has ended can be noted and assigned, and whoever only looks on has no row.
func TestWhatCanBeDoneOnAnOpenFile(t *testing.T) {
	t.Parallel()
	accounting := []string{"pay", "invoice", "log", "note", "hold", "resume", "escalate"}
	review, ended := whole(t), harris(t, 8)
	ended.paid(dana, "2026-11-20", check("881", 12_400_00))
	for _, v := range []struct {
		name string
		file *domain.File
		may  []string
		want string
	}{
		{"accounting", review.File, accounting, "[Payment…] [Log…] [⋯ Note, Hold, Escalate]"},
		{"of no money", review.File, []string{"approve", "reject", "log", "assign"}, "[Approved…] [Rejected…] [Log…] [⋯ Assign]"},
		{"viewer", review.File, []string{"file"}, ""},
		{"paid in full", ended.f, review.May, "[⋯ Note, Assign]"},
	} {
		out := Pen{}.OpenFile(commands.FileView{File: v.file, People: everybody(), Today: today(), Money: true, May: v.may})
		holdsRules(t, v.name, out.Blocks.BlockSet)
		head, _, _ := strings.Cut(read(out.Blocks.BlockSet), "\n---\n")
		got := ""
		if at := strings.Index(head, "\n["); at >= 0 {
			got = head[at+1:]
		}
		if got != v.want {
			t.Errorf("%s has %q, not %q", v.name, got, v.want)
		}
	}
}

func TestOpenFileShowsTheNewestEntries(t *testing.T) {
	t.Parallel()
	s := harris(t, 8)
	for range 60 {
		s.did(dana, "2026-11-20", func(f *domain.File) error { return f.Note("called") })
	}
	f := commands.FileView{File: s.f, People: everybody(), Today: today(), Money: true}
	got := read(Pen{}.OpenFile(f).Blocks.BlockSet)
	if !strings.Contains(got, "Entries, the newest 10 of 68\ne59 ") || !strings.HasSuffix(got, "[All 68 entries]") {
		t.Errorf("it reads\n%s", got)
	}
	f.History = true
	all := Pen{}.OpenFile(f)
	holdsRules(t, "history", all.Blocks.BlockSet)
	if got := read(all.Blocks.BlockSet); !strings.Contains(got, "\nEntries\ne1 ") || !strings.HasSuffix(got, "e68 Note: called. Dana") {
		t.Errorf("it reads\n%s", got)
	}
	golden(t, "file_view_history", "views.open", opened(all))
}

// What several payers owe stands payer by payer, with what was left over of a payment.
func TestOpenFileOfTwoPayers(t *testing.T) {
	t.Parallel()
	s := twoPayers(t)
	in := check("90", 18_000_00)
	in.Answered = domain.Answers{domain.AskOverBalance}
	s.paid(dana, "2026-11-20", in)
	got := read(Pen{}.OpenFile(commands.FileView{File: s.f, People: everybody(), Today: today(), Money: true}).Blocks.BlockSet)
	want := trimmed(`
		Money
		Deductible $1,000.00
		Invoiced $18,560.00, paid $18,000.00
		Invoice 5540 to Harbor Mutual, $17,560.00, Sun Sep 20, due Tue Oct 20: $0.00 open
		Invoice 5541 to Ann Castillo, $1,000.00, Sun Sep 20, due Tue Oct 20: $1,000.00 open
		$18,000.00 from Harbor Mutual, check 90, Fri Nov 20: $440.00 unapplied
		Harbor Mutual owes $0.00
		Ann Castillo owes $1,000.00`)
	if !strings.Contains(got, want) {
		t.Errorf("it reads\n%s", got)
	}
}

func TestOpenFileOfHostileCustomer(t *testing.T) {
	t.Parallel()
	f := lifeOf(t, 8, hostile).f
	v := Pen{}.OpenFile(commands.FileView{File: f, People: everybody(), Today: today(), Money: true, Contacts: true, Numbers: true})
	harmless(t, Message{Text: "-", Blocks: v.Blocks.BlockSet})
	golden(t, "file_view_hostile", "views.open", opened(v))
}

// Where no view can be opened others may read along: nothing but the number and the stage is shown.
func TestFileWhereOthersRead(t *testing.T) {
	t.Parallel()
	m := Pen{}.Message(whole(t))
	answer(t, "file_button", m, `
		FM-1042, INVOICED.
		[Open file]`)
	form := Pen{}.Message(commands.FormFor{Command: payCommand(), File: whole(t).File, In: commands.Values{"amount": "12400.00"}})
	answer(t, "form_button", form, `
		Payment, FM-1042: fill in the form.
		[Open form]`)
}

func TestAnswersAsViews(t *testing.T) {
	t.Parallel()
	s := harris(t, 8)
	c := s.paid(dana, "2026-11-20", check("881", 12_400_00))
	meta := Meta{Verb: "pay", File: 1042, Channel: "C0FORTMYERS"}
	v := Pen{}.Answer(saved(s, c), meta)
	view(t, "view_receipt", v, `
		# Saved
		✅ Saved. FM-1042 Harris, $12,400.00
		From Harbor Mutual, check 881, Fri Nov 20
		On invoice 5512. Balance $0.00
		Paid in full: 100 days since Wed Aug 12
		small: Entry e9. Undo until the end of Mon Nov 23
		[Undo] [Open file]`)
	if v.Submit != nil || v.PrivateMetadata != `{"v":"pay","f":1042,"c":"C0FORTMYERS"}` {
		t.Errorf("the receipt has a submit button or carries %q", v.PrivateMetadata)
	}
	q := asking(t, harris(t, 9), func(f *domain.File) error { return f.Pay(check("881", 12_400_00)) })
	q.Buttons = presses("Drop it", "A second payment")
	view(t, "view_question", Pen{}.Answer(q, meta), `
		# Not saved yet
		❓ Not saved yet. Same money twice?
		Check 881, $12,400.00 is on FM-1042
		since Fri Nov 20 (e9, Dana)
		[Drop it] [A second payment]`)
	view(t, "view_refusal", View("Not saved", Refusal("Nothing was saved: the database does not answer.", nil), meta), `
		# Not saved
		Nothing was saved: the database does not answer.`)
	view(t, "view_wait", Wait("Payment, FM-1042", "Saving..."), `
		# Payment, FM-1042
		Saving...`)
	if got := (Pen{}.Answer(whole(t), meta)).Title.Text; got != "FM-1042" {
		t.Errorf("a file opens as %q", got)
	}
	refused := saved(s, c)
	refused.Done[0] = commands.Outcome{Number: "FM-1042", Refused: domain.Conflict("No round is open.")}
	if got := (Pen{}.Answer(refused, meta)).Title.Text; got != "Not saved" {
		t.Errorf("a refusal opens as %q", got)
	}
}
