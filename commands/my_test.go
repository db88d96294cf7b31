package commands_test

import (
	"testing"
	"time"
)

// nov is a working hour of a day of November 2026 in Fort Myers.
func nov(day int) time.Time { return monday.AddDate(0, 0, day-23) }

// The queue day by day: what is due stands in it, what is on hold does not until its day, then it leads.
func TestMyQueueOfWhatWasAgreed(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	h.must("next FM-1001 tue call Harbor", "hold FM-1003 until wed because asbestos test")
	h.tell(
		step{"Dana", "my", `files "Dana · Mon Nov 23: 1 waits on you" FM-1002, 0 more`},
		step{"Dana", "my today", `files "Dana · Mon Nov 23: nothing is due" , 0 more`},
		step{"Dana", "my noplan", `files "Dana · Mon Nov 23: 1 without a next step" FM-1002, 0 more`},
		step{"Dana", "my waiting", `files "Dana · Mon Nov 23: 2 wait on others" FM-1003 FM-1001, 0 more`},
		step{"Dana", "my late", `files "Dana · Mon Nov 23: 1 past their days" FM-1002, 0 more`},
	)
	h.now = nov(24)
	h.tell(
		step{"Dana", "my", `files "Dana · Tue Nov 24: 1 waits on you, 1 due" FM-1002 FM-1001, 0 more`},
		step{"Dana", "my today", `files "Dana · Tue Nov 24: 1 due" FM-1001, 0 more`},
		step{"Dana", "promise FM-1001 by today from carrier", "saved FM-1001 e7 INVOICED, balance $12,400.00"},
		step{"Dana", "next FM-1001 done", "saved FM-1001 e8 INVOICED, balance $12,400.00"},
		step{"Dana", "my today", `files "Dana · Tue Nov 24: nothing is due" , 0 more`},
	)
	h.now = nov(25)
	h.tell(
		step{"Dana", "my", `files "Dana · Wed Nov 25: 2 wait on you, 1 due" FM-1003 FM-1002 FM-1001, 0 more`},
		step{"Dana", "my today", `files "Dana · Wed Nov 25: 2 due" FM-1003 FM-1001, 0 more`},
		step{"Dana", "pay FM-1001 2,400 check 880", "saved FM-1001 e9 INVOICED, balance $10,000.00"},
		step{"Dana", "my today", `files "Dana · Wed Nov 25: 2 due" FM-1003 FM-1001, 0 more`},
		step{"Dana", "pay FM-1001 10,000 check 881", "saved FM-1001 e10 PAID IN FULL, balance $0.00"},
		step{"Dana", "resume FM-1003", "saved FM-1003 e3 RECEIVED, balance $0.00"},
		step{"Dana", "my today", `files "Dana · Wed Nov 25: nothing is due" , 0 more`},
		step{"Dana", "hold FM-1002,1003 until dec 4 because asbestos test", "saved FM-1002 e2 RECEIVED, balance $0.00; FM-1003 e4 RECEIVED, balance $0.00"},
		step{"Dana", "my", `files "Dana · Wed Nov 25: nothing waits on you. 2 open, next due Fri Dec 4 (2)" , 0 more`},
	)
}

// The field sees no promise on its files, broken or not.
func TestFieldSeesNoPromise(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	h.must("promise FM-1001 by mon", "assign FM-1001 tom")
	h.now = nov(23).AddDate(0, 0, 14)
	h.tell(
		step{"Tom", "my", `files "Tom · Mon Dec 7: nothing waits on you. 1 open" , 0 more`},
		step{"Tom", "my waiting", `files "Tom · Mon Dec 7: 1 wait on others" FM-1001, 0 more`},
	)
	f, err := h.store.File(t.Context(), 1)
	if err != nil || !f.State.PromiseBroken(f.Market.Today(h.now)) {
		t.Errorf("the promise is not broken (%v)", err)
	}
}
