package card

import (
	"strings"
	"testing"

	"paidup/commands"
	"paidup/domain"
)

func TestCardInvoiced(t *testing.T) {
	t.Parallel()
	m := Pen{Links: links()}.Message(private1042(harris(t, 8).f))
	message(t, "card_invoiced", m, `
		(FM-1042) Harris · water, mitigation
		INVOICED · balance $12,400.00
		Harbor Mutual owes it since Fri Sep 18
		small: Invoiced $18,640.00, paid $6,240.00. Approved $18,640.00 of $19,300.00
		small: Received Wed Aug 12 · Submitted Wed Aug 19 · Rejected Thu Aug 27 · Resubmitted Tue Sep 1 · Approved Tue Sep 15 · Invoiced Fri Sep 18
		small: Dana Reyes · Northline · invoice 5512 due Sun Oct 18 · last entry e8, Wed Nov 18
		[Payment…] [Log…] [⋯ Note, Assign, Hold, Escalate, Open file]`)
	if want := "FM-1042 Harris, INVOICED, balance $12,400.00"; m.Text != want {
		t.Errorf("text is %q, want %q", m.Text, want)
	}
}

func TestCardOfEveryStage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		entries int
		want    string
	}{
		{"card_received", 1, `
			FM-1042 Harris · water, mitigation
			RECEIVED
			Waiting on us since Wed Aug 12
			small: Received Wed Aug 12
			small: Dana Reyes · Northline · last entry e1, Wed Aug 12
			[Submit…] [Log…] [⋯ Note, Assign, Hold, Escalate, Open file]`},
		{"card_submitted", 2, `
			FM-1042 Harris · water, mitigation
			SUBMITTED · $19,300.00 asked
			Northline has it since Wed Aug 19
			small: Received Wed Aug 12 · Submitted Wed Aug 19
			small: Dana Reyes · Northline · last entry e2, Wed Aug 19
			[Approved…] [Rejected…] [Log…] [⋯ Note, Assign, Hold, Escalate, Open file]`},
		{"card_rejected", 3, `
			FM-1042 Harris · water, mitigation
			SUBMITTED · $19,300.00 asked
			Rejected Thu Aug 27: moisture
			Waiting on us since Thu Aug 27
			small: Received Wed Aug 12 · Submitted Wed Aug 19 · Rejected Thu Aug 27
			small: Dana Reyes · Northline · last entry e3, Thu Aug 27
			[Submit…] [Log…] [⋯ Note, Assign, Hold, Escalate, Open file]`},
		{"card_approved", 5, `
			FM-1042 Harris · water, mitigation
			APPROVED · $18,640.00 not billed
			Waiting on us since Tue Sep 15
			small: Approved $18,640.00 of $19,300.00
			small: Received Wed Aug 12 · Submitted Wed Aug 19 · Rejected Thu Aug 27 · Resubmitted Tue Sep 1 · Approved Tue Sep 15
			small: Dana Reyes · Northline · last entry e5, Tue Sep 15
			[Invoice…] [Log…] [⋯ Note, Assign, Hold, Escalate, Open file]`},
		{"card_paid", 9, `
			FM-1042 Harris · water, mitigation
			✅ PAID IN FULL · balance $0.00
			Fri Nov 20: 100 days since Wed Aug 12
			small: Invoiced $18,640.00, paid $18,640.00. Approved $18,640.00 of $19,300.00
			small: Received Wed Aug 12 · Submitted Wed Aug 19 · Rejected Thu Aug 27 · Resubmitted Tue Sep 1 · Approved Tue Sep 15 · Invoiced Fri Sep 18 · Paid in full Fri Nov 20
			small: Dana Reyes · Northline · last entry e9, Fri Nov 20
			[⋯ Note, Assign, Open file]`},
		{"card_void", 10, `
			FM-1042 Harris · water, mitigation
			INVOICED · balance $12,400.00
			Harbor Mutual owes it since Fri Sep 18
			small: Invoiced $18,640.00, paid $6,240.00. Approved $18,640.00 of $19,300.00
			small: Received Wed Aug 12 · Submitted Wed Aug 19 · Rejected Thu Aug 27 · Resubmitted Tue Sep 1 · Approved Tue Sep 15 · Invoiced Fri Sep 18
			small: Dana Reyes · Northline · invoice 5512 due Sun Oct 18 · last entry e10, Mon Nov 23
			[Payment…] [Log…] [⋯ Note, Assign, Hold, Escalate, Open file]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			message(t, c.name, Pen{}.Message(private1042(harris(t, c.entries).f)), c.want)
		})
	}
}

// A public channel's card shows neither names nor amounts, and no words that may hold them.
func TestCardOfPublicChannel(t *testing.T) {
	t.Parallel()
	s := disputed(t)
	c := commands.Card{File: s.f, Privacy: domain.Privacy{Names: namesNone}, People: everybody()}
	m := Pen{}.Message(c)
	message(t, "card_public", m, `
		FM-0988 · fire
		INVOICED
		Disputed
		The customer owes it since Fri Jul 31
		small: Received Wed Jul 1 · Submitted Wed Jul 8 · Approved Wed Jul 22 · Invoiced Fri Jul 31
		small: Dana Reyes · invoice 5401 due Sun Aug 30 · last entry e5, Mon Nov 2
		[Payment…] [Log…] [⋯ Note, Assign, Hold, Escalate, Open file]`)
	for _, secret := range []string{"Pruitt", "$", "drywall"} {
		if whole := string(indented(t, posted(m))); strings.Contains(whole, secret) {
			t.Errorf("the card of a public channel shows %q:\n%s", secret, whole)
		}
	}
}

// disputed is FM-0988: its customer pays, and contests a part.
func disputed(t *testing.T) *story {
	t.Helper()
	s := begin(t, 988, "Jane Pruitt")
	s.received("2026-07-01", domain.Facts{Customer: "Jane Pruitt", Loss: "fire", Payer: "Jane Pruitt"})
	s.submitted("2026-07-08", domain.Submission{Amount: 22_905_50})
	s.approved("2026-07-22", 0)
	s.invoiced("2026-07-31", domain.Bill{Amount: 22_905_50, Number: "5401", NetDays: 30})
	s.did(ben, "2026-11-02", func(f *domain.File) error { return f.Dispute("", 8_200_00, "scope of drywall", 0) })
	return s
}

func TestCardDisputed(t *testing.T) {
	t.Parallel()
	message(t, "card_disputed", Pen{}.Message(private1042(disputed(t).f)), `
		FM-0988 Pruitt · fire
		INVOICED · balance $22,905.50
		$8,200.00 disputed: scope of drywall
		Pruitt owes it since Fri Jul 31
		small: Invoiced $22,905.50, paid $0.00. Approved $22,905.50
		small: Received Wed Jul 1 · Submitted Wed Jul 8 · Approved Wed Jul 22 · Invoiced Fri Jul 31
		small: Dana Reyes · invoice 5401 due Sun Aug 30 · last entry e5, Mon Nov 2
		[Payment…] [Log…] [⋯ Note, Assign, Hold, Escalate, Open file]`)
}

func TestCardWithSupplement(t *testing.T) {
	t.Parallel()
	s := harris(t, 7)
	s.submitted("2026-11-02", domain.Submission{Kind: domain.Supplement, Amount: 3_200_00})
	message(t, "card_supplement", Pen{}.Message(private1042(s.f)), `
		FM-1042 Harris · water, mitigation
		INVOICED · balance $12,400.00
		Supplement of $3,200.00 with Northline since Mon Nov 2
		Northline has it since Mon Nov 2
		small: Invoiced $18,640.00, paid $6,240.00. Approved $18,640.00 of $19,300.00
		small: Received Wed Aug 12 · Submitted Wed Aug 19 · Rejected Thu Aug 27 · Resubmitted Tue Sep 1 · Approved Tue Sep 15 · Invoiced Fri Sep 18 · Supplement Mon Nov 2
		small: Dana Reyes · Northline · invoice 5512 due Sun Oct 18 · last entry e8, Mon Nov 2
		[Payment…] [Approved…] [Rejected…] [⋯ Log, Assign, Hold, Escalate, Open file]`)
	s.rejected("2026-11-10", "no photos of the closet", "photos", "scope")
	message(t, "card_supplement_rejected", Pen{}.Message(private1042(s.f)), `
		FM-1042 Harris · water, mitigation
		INVOICED · balance $12,400.00
		Supplement of $3,200.00 rejected Tue Nov 10: photos, scope
		Waiting on us since Tue Nov 10
		small: Invoiced $18,640.00, paid $6,240.00. Approved $18,640.00 of $19,300.00
		small: Received Wed Aug 12 · Submitted Wed Aug 19 · Rejected Thu Aug 27 · Resubmitted Tue Sep 1 · Approved Tue Sep 15 · Invoiced Fri Sep 18 · Supplement Mon Nov 2 · Supplement rejected Tue Nov 10
		small: Dana Reyes · Northline · invoice 5512 due Sun Oct 18 · last entry e9, Tue Nov 10
		[Payment…] [Log…] [⋯ Note, Assign, Hold, Escalate, Open file]`)
}

// A long life is shown by its beginning and its newest steps.
func TestCardOfLongLife(t *testing.T) {
	t.Parallel()
	s := harris(t, 3)
	for _, on := range []string{"2026-09-01", "2026-09-08", "2026-09-15", "2026-09-22"} {
		s.submitted(on, domain.Submission{})
		s.rejected(on, "", "photos")
	}
	got := now(s.f, open(), everybody(), today()).datesLine()
	want := "Received Wed Aug 12 · … · Rejected Tue Sep 1 · Resubmitted Tue Sep 8 · Rejected Tue Sep 8 · Resubmitted Tue Sep 15 · " +
		"Rejected Tue Sep 15 · Resubmitted Tue Sep 22 · Rejected Tue Sep 22"
	if got != want {
		t.Errorf("the life reads %q, want %q", got, want)
	}
}

func TestCardOfHostileCustomer(t *testing.T) {
	t.Parallel()
	m := Pen{}.Message(private1042(lifeOf(t, 8, hostile).f))
	golden(t, "card_hostile", "chat.postMessage", posted(m))
	harmless(t, m)
	if want := "FM-1042 &lt;http://a|b&gt;, INVOICED, balance $12,400.00"; m.Text != want {
		t.Errorf("text is %q, want %q", m.Text, want)
	}
}
