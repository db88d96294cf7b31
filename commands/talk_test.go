package commands_test

import (
	"testing"

	"paidup/domain"
)

func TestLogAndNext(t *testing.T) {
	t.Parallel()
	tales(t, bill, map[string][]step{
		"a call":                      {{"Dana", "log FM-1001 call mortgagee left voicemail next tue call again", "saved FM-1001 e6 INVOICED, balance $12,400.00"}},
		"bare":                        {{"Dana", "log", "form log"}},
		"bare, on a file":             {{"Dana", "log FM-1001", "invalid kind: What was it: call, email, text, visit or portal? log FM-1001 call adjuster left voicemail. [Open form]"}, {"Dana", "[Open form]", "form log FM-1001"}},
		"called":                      {{"Dana", "called FM-1001 harbor mutual", "saved FM-1001 e6 INVOICED, balance $12,400.00"}},
		"a next step that says when":  {{"Dana", "log FM-1001 call next tue", "invalid step: What is to be done on Tue Nov 24? Write it behind the date: next thu call again. [Open form]"}, {"Dana", "[Open form]", "form log FM-1001 kind=call next=2026-11-24"}},
		"a next step on a day off":    {{"Dana", "log FM-1001 call next thu call again", "invalid next: Thu Nov 26 is a day off: Thanksgiving. The next working day is Fri Nov 27. [Fri Nov 27]"}, {"Dana", "[Fri Nov 27]", "saved FM-1001 e6 INVOICED, balance $12,400.00"}},
		"a next step on a Saturday":   {{"Dana", "log FM-1001,1002 visit crew on site next sat check again", "invalid next: Sat Nov 28 is a day off. The next working day is Mon Nov 30. [Mon Nov 30]"}, {"Dana", "[Mon Nov 30]", "saved FM-1001 e6 INVOICED, balance $12,400.00; FM-1002 e2 RECEIVED, balance $0.00"}},
		"two files":                   {{"Dana", "log FM-1001,1002 portal checked next fri check again", "saved FM-1001 e6 INVOICED, balance $12,400.00; FM-1002 e2 RECEIVED, balance $0.00"}, {"Dana", "[Undo]", "saved FM-1001 e7 INVOICED, balance $12,400.00; FM-1002 e3 RECEIVED, balance $0.00"}},
		"two files, one of the field": {{"Dana", "assign FM-1002 tom", "saved FM-1002 e2 RECEIVED, balance $0.00"}, {"Tom", "log FM-1002 visit", "saved FM-1002 e3 RECEIVED, balance $0.00"}, {"Tom", "log FM-1001 visit", `not_found file: No file "FM-1001" in Fort Myers by number, claim, name or address.`}},
		"not for viewers":             {{"Eve", "log FM-1001 call", "forbidden: Calls and next steps are for coordinators, directors and accounting."}, {"Eve", "next FM-1001 tue call", "forbidden: Calls and next steps are for coordinators, directors and accounting."}},
		"on a file paid in full": {{"Dana", "pay FM-1001 12,400 check 881", "saved FM-1001 e6 PAID IN FULL, balance $0.00"}, {"Dana", "log FM-1001 call customer was glad", "saved FM-1001 e7 PAID IN FULL, balance $0.00"},
			{"Dana", "next FM-1001 tue send thanks", "conflict: FM-1001 is paid in full since Mon Nov 23; nothing is left to do on it."}},

		"a next step":              {{"Dana", "next FM-1002 wed send estimate", "saved FM-1002 e2 RECEIVED, balance $0.00"}, {"Dana", "next FM-1002 wed send estimate", "conflict: That is the next step of FM-1002 already, due Wed Nov 25."}, {"Dana", "next FM-1002 fri call", "saved FM-1002 e3 RECEIVED, balance $0.00"}, {"Dana", "next FM-1002 done", "saved FM-1002 e4 RECEIVED, balance $0.00"}, {"Dana", "next FM-1002 done", "conflict: FM-1002 has no next step."}},
		"in the past":              {{"Dana", "next FM-1002 yesterday call", "invalid due: A next step is due today or later; Sun Nov 22 is over. The next working day is Tue Nov 24. [Tue Nov 24]"}, {"Dana", "[Tue Nov 24]", "saved FM-1002 e2 RECEIVED, balance $0.00"}},
		"without a day":            {{"Dana", "next FM-1002 call", "invalid due: When is it due? next FM-1002 wed send invoice. [Open form]"}, {"Dana", "[Open form]", "form next FM-1002 words=call"}},
		"without words":            {{"Dana", "next FM-1002 wed", "invalid words: What is to be done? next FM-1002 wed send invoice. [Open form]"}},
		"done, and something more": {{"Dana", "next FM-1002 done call", "invalid words: Is the step done, or is there a new one? next FM-1002 done, or next FM-1002 wed send invoice."}},
	})
}

func TestPromiseHoldAndWaiting(t *testing.T) {
	t.Parallel()
	tales(t, bill, map[string][]step{
		"a promise":               {{"Dana", "promise FM-1001 by wed from mortgagee", "saved FM-1001 e6 INVOICED, balance $12,400.00"}, {"Dana", "[Undo]", "saved FM-1001 e7 INVOICED, balance $12,400.00"}},
		"without a day":           {{"Dana", "promise FM-1001", "invalid by: By when? promise FM-1001 by wed from mortgagee. [Open form]"}, {"Dana", "[Open form]", "form promise FM-1001"}},
		"above the balance":       {{"Dana", "promise FM-1001 12,400.01 by wed", "invalid amount: $12,400.01 can't be promised; $12,400.00 is open on FM-1001."}},
		"nothing is open":         {{"Dana", "promise FM-1002 by wed", "conflict: Nothing is open on FM-1002, so nothing can be promised."}},
		"an amount for two":       {{"Dana", "promise FM-1001,1002 500 by wed", "invalid amount: An amount is for one file; 2 are named."}},
		"not for the field":       {{"Dana", "assign FM-1001 tom", "saved FM-1001 e6 INVOICED, balance $12,400.00"}, {"Tom", "promise FM-1001 by wed", "forbidden: Promises and holds are for coordinators, directors and accounting."}, {"Tom", "hold FM-1001 until dec 4 because x", "forbidden: Promises and holds are for coordinators, directors and accounting."}, {"Tom", "waiting FM-1001 us", "forbidden: Changing the holder is for coordinators and directors."}},
		"a hold":                  {{"Dana", "hold FM-1002 until dec 4 because asbestos test", "saved FM-1002 e2 RECEIVED, balance $0.00"}, {"Dana", "hold FM-1002 until dec 4 because asbestos test", "conflict: FM-1002 is on hold until Fri Dec 4 already."}, {"Dana", "resume FM-1002", "saved FM-1002 e3 RECEIVED, balance $0.00"}, {"Dana", "resume FM-1002", "conflict: FM-1002 is not on hold."}},
		"a hold without a day":    {{"Dana", "hold FM-1002 because asbestos test", "invalid until: A hold needs a date and a reason: hold FM-1002 until dec 4 because asbestos test. [Open form]"}},
		"a hold without reason":   {{"Dana", "hold FM-1002 until dec 4", "invalid because: A hold needs a date and a reason: hold FM-1002 until dec 4 because asbestos test. [Open form]"}, {"Dana", "[Open form]", "form hold FM-1002 until=2026-12-04"}},
		"a hold until a day off":  {{"Dana", "hold FM-1002 until sat because asbestos test", "saved FM-1002 e2 RECEIVED, balance $0.00"}},
		"a promise for a day off": {{"Dana", "promise FM-1001 by thu", "saved FM-1001 e6 INVOICED, balance $12,400.00"}},
		"a hold too long":         {{"Dana", "hold FM-1002 until dec 24 because asbestos test", "invalid until: A hold is 30 days at most, until Wed Dec 23."}},
		"waiting":                 {{"Dana", "waiting FM-1002 field because photos", "saved FM-1002 e2 RECEIVED, balance $0.00"}, {"Dana", "waiting FM-1002 field", "conflict: FM-1002 waits on field already."}, {"Dana", "waiting FM-1002 northline", "saved FM-1002 e3 RECEIVED, balance $0.00"}},
		"waiting on nobody":       {{"Dana", "waiting FM-1002", "invalid holder: On whom? waiting FM-1002 field because photos. [Open form]"}},
		"waiting on a stranger":   {{"Dana", "waiting FM-1002 coral state", `invalid holder: "coral state" is neither a company on FM-1002 nor one of us, tpa, carrier, adjuster, homeowner, client, mortgagee, field, accounting, customer.`}},
		"waiting on the customer": {{"Dana", "waiting FM-1002 customer", "saved FM-1002 e2 RECEIVED, balance $0.00"}, {"Dana", "waiting FM-1002 homeowner", "conflict: FM-1002 waits on homeowner already."},
			{"Dana", "promise FM-1001 400 by wed from customer", "saved FM-1001 e6 INVOICED, balance $12,400.00"}, {"Dana", "pay FM-1001 400 from Customer", "asks wrong_payer: Harris was not billed on FM-1001 [Put it on 5512] [Keep $400 unapplied] [Drop]"}},
	})
}

// With whom it was is who was named, or whom the words begin with.
func TestWithWhom(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	for line, want := range map[string]string{
		"log FM-1001 call mortgagee left voicemail":     "mortgagee|left voicemail",
		"log FM-1001 call the adjuster, left voicemail": "adjuster|left voicemail",
		"log FM-1001 call northline no answer":          "Northline|no answer",
		"log FM-1001 email to Harbor  mutual: the W-9":  "Harbor Mutual|the W-9",
		"log FM-1001 text harris about the deductible":  "Harris|about the deductible",
		"log FM-1001 call Tom Becker no answer":         "Tom Becker|no answer",
		"log FM-1001 call ben":                          "Ben Okafor|",
		"log FM-1001 call coral state no answer":        "|coral state no answer",
		"log FM-1001 call me back":                      "|me back",
		"log FM-1001 portal checked":                    "|checked",
	} {
		h.must(line)
		f, err := h.store.File(t.Context(), 1)
		if err != nil {
			t.Fatal(err)
		}
		if got := f.State.LastTouch.Who + "|" + f.State.LastTouch.Words; got != want {
			t.Errorf("%s: got %s, want %s", line, got, want)
		}
	}
}

// Whose move it is, after each verb of a file's life.
func TestEveryVerbSaysWhoseMoveItIs(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.open("Harris")
	for _, c := range []struct{ line, want string }{
		{"log FM-1001 call", "us"},
		{"submit FM-1001 estimate 19,300", "tpa"},
		{"log FM-1001 call northline", "tpa"},
		{"reject FM-1001 moisture", "us"},
		{"waiting FM-1001 field because photos", "field"},
		{"next FM-1001 tue ask Tom", "field"},
		{"hold FM-1001 until dec 4 because photos", "field"},
		{"resume FM-1001", "field"},
		{"submit FM-1001 estimate to harbor mutual", "carrier"},
		{"submit FM-1001 withdraw because wrong scope", "us"},
		{"submit FM-1001 estimate 19,300", "tpa"},
		{"approve FM-1001 18,640", "us"},
		{"invoice FM-1001 18,640 inv 5512", "carrier"},
		{"waiting FM-1001 mortgagee because has the check", "mortgagee"},
		{"promise FM-1001 by wed from mortgagee", "mortgagee"},
		{"note FM-1001 gate code", "mortgagee"},
		{"assign FM-1001 ben", "mortgagee"},
		{"pay FM-1001 6,240 check 771", "carrier"},
		{"submit FM-1001 supplement 3,200", "tpa"},
		{"undo", "carrier"},
		{"pay FM-1001 12,400 check 881", "nobody"},
		{"reverse FM-1001 check 881 because NSF", "carrier"},
	} {
		line := c.line
		if line == "undo" {
			line = "undo FM-1001"
		}
		h.must(line)
		f, err := h.store.File(t.Context(), 1)
		if err != nil {
			t.Fatal(err)
		}
		lines, _, err := h.store.Queue(t.Context(), domain.QueueQuery{Markets: []domain.MarketID{h.fm.ID}, Today: h.fm.Today(h.now), Limit: 1})
		if err != nil {
			t.Fatal(err)
		}
		if string(f.WaitingOn) != c.want || len(lines) == 1 && lines[0].WaitingOn != f.WaitingOn {
			t.Errorf("%s: waiting on %s, in the queue %v; want %s", c.line, f.WaitingOn, lines, c.want)
		}
	}
}
