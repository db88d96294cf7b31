package domain

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// told is a file that an import began and whose history it told: "DATE EVENT BY".
func told(t *testing.T, events ...Stated) *story {
	t.Helper()
	m := testMarket(t)
	s := &story{tb: t, f: Load(1, "R-1", m, nil), actor: "importer", at: noonOn(m, day(nov, 20))}
	s.must(func(f *File) error {
		return f.Take(Begun{On: day(aug, 12), At: noonOn(m, day(aug, 12)), Facts: Facts{Estimate: 500_00}})
	})
	for _, e := range events {
		e.At = noonOn(m, e.On)
		s.must(dated((*File).Recount, e))
	}
	return s
}

// The mapping of an event log onto a file, row by row.
func TestRecount(t *testing.T) {
	t.Parallel()
	e := func(d int, event, by string) Stated { return Stated{Event: event, On: day(sep, d), By: by} }
	submitted, approved := e(1, "submitted", "EMPLOYEE"), e(2, "approved", "SUPERVISOR")
	for _, c := range []struct {
		name     string
		events   []Stated
		want     string
		since    Date
		rejected bool
		results  []Result // of the last round
		notes    []NoteKind
		waiting  Holder
	}{
		{"nothing", nil, "RECEIVED", day(aug, 12), false, nil, nil, Us},
		{"the receipt again", []Stated{e(1, "received", "")}, "RECEIVED", day(aug, 12), false, nil, []NoteKind{PlainNote}, Us},
		{"back to a draft", []Stated{submitted, e(3, "received", "")}, "RECEIVED", day(sep, 3), false, nil, nil, Us},
		{"submitted", []Stated{submitted}, "SUBMITTED", day(sep, 1), false, nil, nil, Carrier},
		{"reviewed", []Stated{submitted, e(2, "review", "ADMINISTRATION")}, "SUBMITTED", day(sep, 1), false, nil, []NoteKind{ReviewNote}, Carrier},
		{"approved", []Stated{submitted, approved}, "APPROVED", day(sep, 2), false, []Result{RoundApproved}, nil, Us},
		{"rejected by a reviewer", []Stated{submitted, e(2, "rejected", "SUPERVISOR")}, "SUBMITTED", day(sep, 1), true, []Result{Rejected}, nil, Us},
		{"and taken back by the submitter", []Stated{submitted, e(2, "rejected", "SUPERVISOR"), e(3, "rejected", "EMPLOYEE")}, "SUBMITTED", day(sep, 1), true,
			[]Result{Rejected}, []NoteKind{BackNote}, Us},
		{"taken back while open", []Stated{submitted, e(2, "rejected", "EMPLOYEE")}, "SUBMITTED", day(sep, 1), true, []Result{Withdrawn}, nil, Us},
		{"rejected after approval", []Stated{submitted, approved, e(5, "rejected", "MISSING")}, "SUBMITTED", day(sep, 5), true,
			[]Result{RoundApproved, Rejected}, nil, Us},
		{"rejected after invoicing", []Stated{submitted, approved, e(4, "invoiced", ""), e(5, "rejected", "MISSING")}, "SUBMITTED", day(sep, 5), true,
			[]Result{RoundApproved, Rejected}, nil, Us},
		{"resubmitted", []Stated{submitted, e(2, "rejected", "SUPERVISOR"), e(4, "submitted", "EMPLOYEE")}, "SUBMITTED", day(sep, 1), false, nil, nil, Carrier},
		{"submitted over an open round", []Stated{submitted, e(4, "submitted", "EMPLOYEE")}, "SUBMITTED", day(sep, 1), false, nil, nil, Carrier},
		{"submitted after approval", []Stated{submitted, approved, e(4, "submitted", "EMPLOYEE")}, "SUBMITTED", day(sep, 4), false, nil, nil, Carrier},
		{"partly approved", []Stated{submitted, {Event: "partly_approved", On: day(sep, 3), Amount: 90_00}}, "APPROVED", day(sep, 3), false, []Result{PartlyApproved}, nil, Us},
		{"withdrawn", []Stated{submitted, e(3, "withdrawn", "")}, "SUBMITTED", day(sep, 1), true, []Result{Withdrawn}, nil, Us},
		{"invoiced", []Stated{submitted, approved, e(4, "invoiced", "")}, "INVOICED", day(sep, 4), false, []Result{RoundApproved}, nil, Carrier},
		{"paid", []Stated{submitted, approved, e(4, "invoiced", ""), e(9, "paid", "")}, "PAID IN FULL", day(sep, 9), false, []Result{RoundApproved}, nil, Nobody},
		{"paid straight from approved", []Stated{submitted, approved, e(9, "paid", "")}, "PAID IN FULL", day(sep, 9), false, []Result{RoundApproved}, nil, Nobody},
		{"approved without a round", []Stated{approved}, "APPROVED", day(sep, 2), false, nil, nil, Us},
		{"rejected without a round", []Stated{e(2, "rejected", "x")}, "RECEIVED", day(aug, 12), false, nil, []NoteKind{BackNote}, Us},
		{"withdrawn without a round", []Stated{e(2, "withdrawn", "x")}, "RECEIVED", day(aug, 12), false, nil, []NoteKind{PlainNote}, Us},
		{"two on a day, in their order", []Stated{submitted, e(1, "approved", "SUPERVISOR")}, "APPROVED", day(sep, 1), false, []Result{RoundApproved}, nil, Us},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := told(t, c.events...).stands(c.want, c.since)
			var results []Result
			if r := s.f.State.LastRound(); r != nil {
				for _, v := range r.Results {
					results = append(results, v.Event)
				}
			}
			var notes []NoteKind
			for _, c := range s.f.History() {
				for _, n := range c.Notes {
					notes = append(notes, n.Kind)
				}
				for _, v := range c.Stages {
					if v.Derived {
						t.Errorf("e%d holds the derived stage %s", c.Version, v.Stage)
					}
				}
			}
			if diff := cmp.Diff(c.results, results) + cmp.Diff(c.notes, notes); diff != "" {
				t.Errorf("results and notes (-want +got):\n%s", diff)
			}
			if s.f.State.RejectedNow() != c.rejected || s.f.WaitingOn != c.waiting {
				t.Errorf("rejected %v, waiting on %s; want %v and %s", !c.rejected, s.f.WaitingOn, c.rejected, c.waiting)
			}
		})
	}
}

// A stage that was skipped has no date; the first dates stay when a stage is reached again.
func TestStatedFirstDates(t *testing.T) {
	t.Parallel()
	s := told(t, Stated{Event: "submitted", On: day(sep, 1), By: "E"}, Stated{Event: "approved", On: day(sep, 2)}, Stated{Event: "rejected", On: day(sep, 5), By: "M"},
		Stated{Event: "submitted", On: day(sep, 6), By: "E"}, Stated{Event: "approved", On: day(sep, 8)}, Stated{Event: "paid", On: day(sep, 9)})
	want := map[Stage]Date{Received: day(aug, 12), Submitted: day(sep, 1), Approved: day(sep, 2), PaidInFull: day(sep, 9)}
	if diff := cmp.Diff(want, s.f.State.First); diff != "" {
		t.Errorf("first dates (-want +got):\n%s", diff)
	}
	if s.f.State.Amount() != 500_00 || !s.f.State.StageAt.Equal(noonOn(s.f.Market, day(sep, 9))) {
		t.Errorf("about %s, paid at %s", s.f.State.Amount(), s.f.State.StageAt)
	}
}

func TestRecountRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		from func(*testing.T) *story
		in   Stated
		kind Kind
		says string
	}{
		{"another event", func(t *testing.T) *story { return told(t) }, Stated{Event: "lost", On: day(sep, 1)}, KindInvalid, `"lost" is not an event of a file.`},
		{"no date", func(t *testing.T) *story { return told(t) }, Stated{Event: "paid"}, KindInvalid, "When did it happen? An event needs its date."},
		{"ahead", func(t *testing.T) *story { return told(t) }, Stated{Event: "paid", On: day(nov, 21)}, KindInvalid, "2026-11-21 is ahead of today."},
		{"before it was received", func(t *testing.T) *story { return told(t) }, Stated{Event: "submitted", On: day(aug, 11)}, KindInvalid,
			"2026-08-11 is before R-1 was received, 2026-08-12."},
		{"paid with an open balance", func(t *testing.T) *story { return told(t).must(bill(100_00, "1")) }, Stated{Event: "paid", On: day(nov, 20)}, KindConflict,
			"R-1 has $100.00 open, so it is not paid in full."},
		{"paid while a supplement waits", func(t *testing.T) *story { return told(t).must(submit(Supplement, 40_00)) }, Stated{Event: "paid", On: day(nov, 20)}, KindConflict,
			"R-1 is not paid in full: a supplement of $40.00 waits."},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if e := c.from(t).refused(dated((*File).Recount, c.in)); e.Kind != c.kind || e.Says != c.says {
				t.Errorf("refused as %s: %s", e.Kind, e.Says)
			}
		})
	}
}

// A file whose past was only stated goes on by the law: what was stated paid needs no invoice of ours, what is new does.
func TestLifeAfterAStatedHistory(t *testing.T) {
	t.Parallel()
	paid := func(t *testing.T) *story {
		return told(t, Stated{Event: "submitted", On: day(sep, 1), Amount: 10_000_00}, Stated{Event: "approved", On: day(sep, 2)},
			Stated{Event: "invoiced", On: day(sep, 4)}, Stated{Event: "paid", On: day(oct, 9)}).on(day(nov, 21))
	}
	s := paid(t)
	if e := s.refused(dated((*File).Submit, Submission{Kind: Supplement, Amount: 500_00})); e.Question != AskReopen {
		t.Errorf("a supplement on a file stated paid: %s", e.Says)
	}
	s.must(submit(Supplement, 500_00)).stands("INVOICED", day(nov, 21))
	s.on(day(nov, 22)).must(withdraw()).stands("PAID IN FULL", day(nov, 22))
	s.on(day(nov, 23)).must(submit(Supplement, 500_00)).on(day(nov, 24)).must(approve(0)).stands("INVOICED", day(nov, 23))
	if s.f.WaitingOn != Us {
		t.Errorf("approved and not billed, it waits on %s", s.f.WaitingOn)
	}
	if _, err := s.try(dated((*File).Invoice, Bill{Amount: 500_00, Payer: "Ann Harris"})); err != nil {
		t.Errorf("billing the supplement: %v", err)
	}
	s.on(day(nov, 30)).must(pay(500_00)).stands("PAID IN FULL", day(nov, 30))

	late := paid(t).must(billTo("Ann Harris", 30_00, "9")).stands("INVOICED", day(nov, 21))
	late.on(day(nov, 25)).must(pay(30_00)).stands("PAID IN FULL", day(nov, 25))

	approved := told(t, Stated{Event: "submitted", On: day(sep, 1)}, Stated{Event: "approved", On: day(sep, 2)}).on(day(nov, 21))
	if _, err := approved.try(dated((*File).Invoice, Bill{Amount: 500_00, Payer: "Ann Harris"})); err != nil {
		t.Errorf("an approval without an amount is one: %v", err)
	}
	approved.on(day(nov, 25)).must(pay(500_00)).stands("PAID IN FULL", day(nov, 25))
}

// A stated row of a day comes where it was entered, derived ones beside it.
func TestStatedAmongDerived(t *testing.T) {
	t.Parallel()
	tell := func(event string, on Date) func(*File) error {
		return dated((*File).Recount, Stated{Event: event, On: on, By: "x"})
	}
	s := told(t).on(day(nov, 20)).must(submit(Estimate, 50_00)).must(tell("approved", day(nov, 20))).must(billTo("Ann Harris", 100_00, "1"))
	s.at = s.at.Add(time.Hour)
	s.must(billTo("Ann Harris", 50_00, "2")).must(tell("received", day(nov, 20))).stands("RECEIVED", day(nov, 20))
	s.must(void(4)).stands("RECEIVED", day(nov, 20)) // INVOICED follows from e5 now, but no row can be put before e6
	if _, ever := s.f.State.First[Invoiced]; ever {
		t.Error("a row was put where it does not follow")
	}
	s.must(pay(50_00)).stands("PAID IN FULL", day(nov, 20)).must(tell("invoiced", day(nov, 20))).stands("PAID IN FULL", day(nov, 20))
	s.on(day(nov, 21)).must(tell("rejected", day(nov, 21))).stands("PAID IN FULL", day(nov, 21)) // the money says otherwise
}

func TestTake(t *testing.T) {
	t.Parallel()
	m := testMarket(t)
	s := &story{tb: t, f: Load(1, "R-1", m, nil), actor: "importer", at: noonOn(m, day(nov, 20))}
	at := noonOn(m, day(aug, 12))
	s.must(func(f *File) error {
		return f.Take(Begun{On: day(aug, 12), At: at, Assumed: true, Facts: testFacts(), Owner: "ben"})
	})
	if st := s.f.State; !st.Assumed || st.Received != day(aug, 12) || !st.StageAt.Equal(at) || st.Owner != "ben" || st.Facts != testFacts() {
		t.Errorf("taken as %+v", st)
	}
	if e := s.refused(dated((*File).Take, Begun{On: day(aug, 13)})); e.Kind != KindConflict {
		t.Errorf("taken twice: %s", e.Says)
	}
}
