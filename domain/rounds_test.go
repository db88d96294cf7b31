package domain

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const (
	aug = time.August
	sep = time.September
	oct = time.October
	nov = time.November
	dec = time.December
)

// The life of the paper: what each act makes of the stage and of the rounds.
func TestRounds(t *testing.T) {
	t.Parallel()
	s := newStory(t).stands("RECEIVED", day(aug, 12))
	s.on(day(aug, 19)).must(func(f *File) error { return f.Submit(Submission{Amount: 19_300_00, Reference: "NL-7"}) }).stands("SUBMITTED", day(aug, 19))
	if r := s.f.State.LastRound(); r.Kind != Estimate || r.To != "Northline" || r.Asked != 19_300_00 || r.Reference != "NL-7" || !r.Undecided() {
		t.Errorf("the first round is %+v", r)
	}
	s.on(day(aug, 27)).must(reject()).stands("SUBMITTED", day(aug, 19))
	if !s.f.State.RejectedNow() {
		t.Error("rejected is not seen on the file")
	}
	s.on(day(sep, 1)).must(func(f *File) error { return f.Submit(Submission{}) }).stands("SUBMITTED", day(aug, 19))
	if r := s.f.State.LastRound(); r.N != 2 || r.Kind != Estimate || r.Asked != 19_300_00 || s.f.State.RejectedNow() {
		t.Errorf("the next lap asks %+v", r)
	}
	s.on(day(sep, 15)).must(approve(18_640_00)).stands("APPROVED", day(sep, 15))
	if e, _ := s.f.State.LastRound().Last(); e.Event != PartlyApproved || s.f.State.ApprovedTotal() != 18_640_00 {
		t.Errorf("less than asked is %+v, approved in all %s", e, s.f.State.ApprovedTotal())
	}
	s.on(day(sep, 18)).must(bill(18_640_00, "5512")).stands("INVOICED", day(sep, 18))
	s.on(day(oct, 1)).must(submit(Supplement, 3_200_00)).stands("INVOICED", day(sep, 18))
	s.on(day(oct, 5)).must(approve(0)).stands("INVOICED", day(sep, 18))
	if got := s.f.State.ApprovedTotal(); got != 21_840_00 || s.f.State.Asked() != 22_500_00 {
		t.Errorf("approved %s of %s", got, s.f.State.Asked())
	}
	want := map[Stage]Date{Received: day(aug, 12), Submitted: day(aug, 19), Approved: day(sep, 15), Invoiced: day(sep, 18)}
	if diff := cmp.Diff(want, s.f.State.First); diff != "" {
		t.Errorf("first dates (-want +got):\n%s", diff)
	}
}

// An approved round can come back: the file returns to SUBMITTED, and the approval happened all the same.
func TestRejectedAfterApproval(t *testing.T) {
	t.Parallel()
	t.Run("approved", func(t *testing.T) {
		t.Parallel()
		s := newStory(t).on(day(aug, 19)).must(submit(Estimate, 100_00)).on(day(aug, 25)).must(approve(0))
		s.on(day(sep, 2)).must(reject()).stands("SUBMITTED", day(sep, 2))
		if !s.f.State.RejectedNow() || s.f.State.ApprovedTotal() != 0 || s.f.State.First[Approved] != day(aug, 25) {
			t.Errorf("rejected %v, approved %s, first on %s", s.f.State.RejectedNow(), s.f.State.ApprovedTotal(), s.f.State.First[Approved])
		}
		s.on(day(sep, 5)).must(submit("", 0)).on(day(sep, 9)).must(approve(0)).stands("APPROVED", day(sep, 9))
	})
	t.Run("invoiced", func(t *testing.T) {
		t.Parallel()
		s := newStory(t).on(day(aug, 19)).must(submit(Estimate, 100_00)).must(approve(0)).on(day(aug, 25)).must(bill(100_00, "1"))
		s.on(day(sep, 2)).must(reject()).stands("SUBMITTED", day(sep, 2))
		s.on(day(sep, 5)).must(submit("", 0)).on(day(sep, 9)).must(approve(0)).stands("INVOICED", day(sep, 9)) // what was billed is billed
	})
	t.Run("a supplement never moves the file back", func(t *testing.T) {
		t.Parallel()
		s := newStory(t).on(day(aug, 19)).must(submit(Estimate, 100_00)).must(approve(0)).must(bill(100_00, "1"))
		s.on(day(sep, 1)).must(submit(Supplement, 20_00)).must(approve(0)).on(day(sep, 2)).must(reject()).stands("INVOICED", day(aug, 19))
	})
	t.Run("paid in full", func(t *testing.T) {
		t.Parallel()
		s := newStory(t).on(day(aug, 19)).must(submit(Estimate, 100_00)).must(approve(0)).must(bill(100_00, "1"))
		s.on(day(sep, 1)).must(pay(100_00)).stands("PAID IN FULL", day(sep, 1))
		s.refused(reject())
		s.must(dated((*File).Reject, Decision{ErrorTypes: []string{"math"}, On: day(aug, 30), Answered: allYes()})).stands("PAID IN FULL", day(sep, 1)) // before it was paid
	})
}

// Where several rounds are open an answer says which, or is asked; what was approved is asked about before it comes back.
func TestAnswersAreAskedAbout(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(aug, 19)).must(submit(Estimate, 5_000_00)).on(day(aug, 25)).must(submit(Supplement, 500_00))
	for says, act := range map[string]func(*File) error{
		"Which round was approved: estimate $5,000.00 or supplement $500.00?": dated((*File).Approve, Decision{Amount: 500_00}),
		"Which round was rejected: estimate $5,000.00 or supplement $500.00?": dated((*File).Reject, Decision{ErrorTypes: []string{"math"}}),
	} {
		e := s.refused(act)
		open, _ := e.About.([]Round)
		if e.Question != AskWhichRound || e.Says != says || len(open) != 2 || open[0].Kind != Estimate || open[1].Kind != Supplement {
			t.Errorf("asked %s: %s, about %+v", e.Question, e.Says, e.About)
		}
	}
	if e := s.refused(dated((*File).Approve, Decision{Kind: Documents})); e.Says != "No round of the kind documents is handed in on FM-1042, so none can be approved." {
		t.Errorf("a kind that was not handed in: %s", e.Says)
	}
	s.must(dated((*File).Approve, Decision{Kind: Estimate})).must(approve(0))
	if got := s.f.State.ApprovedTotal(); got != 5_500_00 || s.f.State.OpenRound() != nil {
		t.Errorf("approved %s in all", got)
	}
	back := Decision{Kind: Estimate, ErrorTypes: []string{"math"}}
	if e := s.refused(dated((*File).Reject, back)); e.Question != AskUnapprove ||
		e.Says != "Round 1 (estimate $5,000.00) was approved Tue Aug 25, and no round is open. What is new is handed in first: submit FM-1042." {
		t.Errorf("asked %s: %s", e.Question, e.Says)
	}
	back.Answered = Answers{AskUnapprove}
	s.must(dated((*File).Reject, back)).stands("SUBMITTED", day(aug, 25))
}

// What was approved is of what was asked then: a round that came since, without an answer, is not part of it.
func TestApprovedOf(t *testing.T) {
	t.Parallel()
	s := newStory(t).must(submit(Estimate, 14_500_00)).must(approve(14_200_00)).must(submit(Estimate, 14_900_00)).must(submit(Supplement, 500_00))
	if st := &s.f.State; st.ApprovedTotal() != 14_200_00 || st.ApprovedOf() != 14_500_00 || st.Asked() != 15_400_00 {
		t.Errorf("approved %s of %s, asked %s", st.ApprovedTotal(), st.ApprovedOf(), st.Asked())
	}
	s.must(dated((*File).Approve, Decision{Kind: Supplement, Amount: 400_00}))
	if st := &s.f.State; st.ApprovedTotal() != 14_600_00 || st.ApprovedOf() != 15_000_00 {
		t.Errorf("approved %s of %s with the supplement", st.ApprovedTotal(), st.ApprovedOf())
	}
}

// Documents are handed in beside the price: their approval is none.
func TestDocumentsAreNoApproval(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(aug, 19)).must(submit(Documents, 0)).stands("SUBMITTED", day(aug, 19))
	s.on(day(aug, 20)).must(approve(0)).stands("SUBMITTED", day(aug, 19))
	s.on(day(aug, 21)).must(submit(Estimate, 100_00)).must(submit(Documents, 0))
	s.on(day(aug, 22)).must(dated((*File).Approve, Decision{Kind: Documents})).stands("SUBMITTED", day(aug, 19))
	s.on(day(aug, 23)).must(approve(0)).stands("APPROVED", day(aug, 23))
}

// Facts entered late restate every stage after their date.
func TestBackdatedRounds(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(sep, 20)).must(bill(100_00, "1")).stands("INVOICED", day(sep, 20))
	s.must(dated((*File).Submit, Submission{Amount: 100_00, On: day(aug, 20)})).must(dated((*File).Approve, Decision{On: day(aug, 30)}))
	s.stands("INVOICED", day(sep, 20))
	for d, want := range map[Date]Stage{day(aug, 11): "", day(aug, 12): Received, day(aug, 20): Submitted, day(aug, 29): Submitted,
		day(aug, 30): Approved, day(sep, 19): Approved, day(sep, 20): Invoiced} {
		if got := s.f.AsOf(d).Stage; got != want {
			t.Errorf("on %s the file was %q, want %q", d, got, want)
		}
	}
	s.must(dated((*File).Invoice, Bill{Amount: 50_00, Number: "0", On: day(aug, 25), Answered: allYes()})).stands("INVOICED", day(aug, 25))
	if _, ever := s.f.State.First[Approved]; ever {
		t.Error("a stage that was skipped has a date")
	}
}

func TestRoundsRefused(t *testing.T) {
	t.Parallel()
	received := func(t *testing.T) *story { return newStory(t).on(day(sep, 1)) }
	open := func(t *testing.T) *story { return received(t).must(submit(Estimate, 100_00)).on(day(sep, 10)) }
	back := func(t *testing.T) *story { return open(t).must(reject()).on(day(sep, 20)) }
	approved := func(t *testing.T) *story { return open(t).must(approve(0)).on(day(sep, 20)) }
	for _, c := range []struct {
		name string
		from func(*testing.T) *story
		act  func(*File) error
		kind Kind
		arg  string
		says string
	}{
		{"submitted ahead", received, dated((*File).Submit, Submission{Amount: 1, On: day(sep, 2)}), KindInvalid, "on",
			"A hand-in is dated today or earlier; Wed Sep 2 is ahead."},
		{"submitted before it was received", received, dated((*File).Submit, Submission{Amount: 1, On: day(aug, 11)}), KindInvalid, "on",
			"A hand-in is dated Tue Aug 11, but FM-1042 was received Wed Aug 12."},
		{"how much", received, submit("", 0), KindInvalid, "amount", "How much is asked? submit FM-1042 estimate 14,900."},
		{"less than nothing", received, submit("", -5), KindInvalid, "amount", "−$0.05 cannot be asked."},
		{"what is that", received, submit("poem", 1), KindInvalid, "kind", `"poem" can't be handed in; write estimate, supplement, invoice or docs.`},
		{"a second open round", open, submit(Estimate, 5_00), KindConflict, "",
			"Round 1 (estimate, $100.00) is still with Northline; log its answer first, or withdraw it."},
		{"what, while one is open", open, submit("", 5_00), KindInvalid, "kind",
			"What is handed in: estimate, supplement, invoice or docs? Write it after FM-1042."},
		{"handed in before the answer", back, dated((*File).Submit, Submission{On: day(sep, 9)}), KindInvalid, "on",
			"A hand-in is dated Wed Sep 9, but round 1 was answered Thu Sep 10."},
		{"nothing to approve", received, approve(0), KindConflict, "",
			"Nothing is handed in on FM-1042, so nothing can be approved. Log the hand-in first: submit FM-1042 estimate 14,900."},
		{"nothing to reject", received, reject(), KindConflict, "",
			"Nothing is handed in on FM-1042, so nothing can be rejected. Log the hand-in first: submit FM-1042 estimate 14,900."},
		{"rejected twice", back, reject(), KindConflict, "", "Round 1 was rejected Thu Sep 10; no round is open. Log the new hand-in first: submit FM-1042."},
		{"approved twice", approved, approve(0), KindConflict, "", "Round 1 is approved already, $100.00. If it came back, reject it first."},
		{"no reason", open, dated((*File).Reject, Decision{}), KindInvalid, "type",
			"Why did it come back? One or more of documents, photos, moisture, scope, pricelist, math, identity, format, signature, late, duplicate, other."},
		{"an unknown reason", open, dated((*File).Reject, Decision{ErrorTypes: []string{"math", "mood"}}), KindInvalid, "type",
			`"mood" is not a reason; one or more of documents, photos, moisture, scope, pricelist, math, identity, format, signature, late, duplicate, other.`},
		{"answered before it was handed in", open, dated((*File).Approve, Decision{On: day(aug, 31)}), KindInvalid, "on",
			"An approval is dated Mon Aug 31, but round 1 was handed in Tue Sep 1."},
		{"rejected before it was approved", approved, dated((*File).Reject, Decision{ErrorTypes: []string{"math"}, On: day(sep, 9)}), KindInvalid, "on",
			"A rejection is dated Wed Sep 9, but round 1 was approved Thu Sep 10."},
		{"more than was asked", open, approve(100_01), KindInvalid, "amount",
			"$100.01 is more than the $100.00 asked in round 1; hand in the difference as a supplement first."},
		{"less than nothing approved", open, approve(-1), KindInvalid, "amount", "−$0.01 cannot be approved; if nothing was, reject it."},
		{"nothing to take back", approved, withdraw(), KindConflict, "", "No round is open on FM-1042; there is nothing to take back."},
		{"taken back without a reason", open, func(f *File) error { return f.Withdraw("", 0) }, KindInvalid, "because",
			"Why is it taken back? submit FM-1042 withdraw because wrong scope."},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if e := c.from(t).refused(c.act); e.Kind != c.kind || e.Arg != c.arg || e.Says != c.says {
				t.Errorf("refused as %s of %q: %s\nwant %s of %q: %s", e.Kind, e.Arg, e.Says, c.kind, c.arg, c.says)
			}
		})
	}
}

// An open round is withdrawn, also one behind a round that was answered; a supplement that came back can be given up.
func TestWithdraw(t *testing.T) {
	t.Parallel()
	s := newStory(t).on(day(aug, 19)).must(submit(Estimate, 100_00)).must(withdraw()).stands("SUBMITTED", day(aug, 19))
	if !s.f.State.RejectedNow() {
		t.Error("a round taken back leaves nothing in review")
	}
	s.must(submit("", 0)).must(approve(0)).must(bill(100_00, "1")).on(day(sep, 1)).must(submit(Supplement, 20_00)).must(submit(Documents, 0))
	s.must(dated((*File).Approve, Decision{Kind: Documents}))
	s.on(day(sep, 5)).must(reject()).must(pay(100_00)).stands("INVOICED", day(aug, 19))
	s.on(day(sep, 9)).must(withdraw()).stands("PAID IN FULL", day(sep, 9))
}

// The estimate on the file is what a first hand-in asks.
func TestAskedIsTheEstimate(t *testing.T) {
	t.Parallel()
	m := testMarket(t)
	s := &story{tb: t, f: Load(1, "FM-7", m, nil), actor: "dana", at: noonOn(m, day(aug, 12))}
	s.must(func(f *File) error { return f.Receive(0, Facts{Customer: "Ann Harris", Estimate: 5_400_00}, "") })
	s.must(submit("", 0))
	if r := s.f.State.LastRound(); r.Asked != 5_400_00 || r.To != "Ann Harris" || s.f.State.Amount() != 5_400_00 {
		t.Errorf("the hand-in asks %+v", r)
	}
}
