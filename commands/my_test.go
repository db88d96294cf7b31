package commands_test

import (
	"strings"
	"testing"
	"time"

	"paidup/commands"
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

// The queue begins with what others ask of the person: what they may answer, and what they have not put off.
func TestMyQueueBeginsWithWhatIsAsked(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	const writeOff = "adjust FM-1001 writeoff 700 because moved away"
	h.tell(
		step{"Priya", "my", `files "Priya · Mon Nov 23: nothing waits on you" , 0 more`},
		step{"Maria", "escalate FM-1002 to dana by wed get the estimate", "acted asked U0DANA by 2026-11-25: get the estimate"},
		step{"Dana", "my", `files "Dana · Mon Nov 23: 1 asked of you, 2 wait on you" (Maria: FM-1002 get the estimate, by Wed Nov 25, since Mon Nov 23, 8:12 am ET) FM-1002 FM-1003, 0 more`},
		step{"Dana", "my today", `files "Dana · Mon Nov 23: nothing is due" , 0 more`},
	)
	h.now = nov(24)
	id := h.asks("Dana", writeOff, "Ask Maria")
	const wish = `write off $700.00 on FM-1001 Harris, "moved away"`
	h.tell(
		step{"Maria", "my", `files "Maria · Tue Nov 24: 1 asked of you" (Dana: ` + wish + `, by Wed Dec 2) , 0 more`},
		step{"Priya", "my", `files "Priya · Tue Nov 24: nothing waits on you" , 0 more`},
		step{"Dana", "escalate FM-1003 to maria by mon which program", "acted asked U0MARIA by 2026-11-30: which program"},
		step{"Maria", "my", `files "Maria · Tue Nov 24: 2 asked of you" (Dana: FM-1003 which program, by Mon Nov 30, since Tue Nov 24, 8:12 am ET) (Dana: ` + wish + `, by Wed Dec 2) , 0 more`},
	)
	if got := h.answers("Maria", id, ""); !strings.Contains(got, "You allow it") {
		t.Errorf("a director allows what takes two: %s", got)
	}
	h.tell(
		step{"Maria", "my", `files "Maria · Tue Nov 24: 1 asked of you" (Dana: FM-1003 which program, by Mon Nov 30, since Tue Nov 24, 8:12 am ET) , 0 more`},
		step{"Priya", "my", `files "Priya · Tue Nov 24: 1 asked of you" (Dana: ` + wish + `, by Wed Dec 2) , 0 more`},
	)
	e, _, err := h.store.EscalationOn(t.Context(), 3)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.press("Maria", commands.Press{Verb: "escalation later", Escalation: e.ID, File: 3,
		Args: commands.Values{"until": "next working morning", "because": "she is away"}}); err != nil {
		t.Fatal(err)
	}
	h.tell(step{"Maria", "my", `files "Maria · Tue Nov 24: nothing waits on you" , 0 more`})
	h.now = nov(25)
	h.tell(step{"Maria", "my", `files "Maria · Wed Nov 25: 1 asked of you" (Dana: FM-1003 which program, by Mon Nov 30, since Tue Nov 24, 8:12 am ET) , 0 more`})
	h.now = nov(25).AddDate(0, 0, 14)
	h.tell(step{"Priya", "my", `files "Priya · Wed Dec 9: nothing waits on you" , 0 more`}) // it lapsed
}

// Three of what is asked are named; the rest stands in the whole list.
func TestMyQueueNamesThreeOfWhatIsAsked(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	for _, amount := range []string{"1", "2", "3", "4"} {
		h.asks("Dana", "adjust FM-1001 writeoff "+amount+" because agreed", "Ask Maria")
	}
	const three = `(Dana: write off $1.00 on FM-1001 Harris, "agreed", by Tue Dec 1) (Dana: write off $2.00 on FM-1001 Harris, "agreed", by Tue Dec 1) (Dana: write off $3.00 on FM-1001 Harris, "agreed", by Tue Dec 1) `
	h.tell(
		step{"Maria", "my", `files "Maria · Mon Nov 23: 4 asked of you" ` + three + "+1 , 0 more"},
		step{"Maria", "my all", `files "Maria · Mon Nov 23: 4 asked of you" ` + three + `(Dana: write off $4.00 on FM-1001 Harris, "agreed", by Tue Dec 1) , 0 more`},
	)
}
