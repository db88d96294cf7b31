package commands_test

import "testing"

// What cannot be read as it stands is offered as what it probably was: a button that runs.
func TestReadingsAreButtons(t *testing.T) {
	t.Parallel()
	tales(t, func(h *house) {
		h.open("Harris", "Cole")
		h.must("submit FM-1001 estimate 12,400", "approve FM-1001", "invoice FM-1001 12,400 inv 5512")
	}, map[string][]step{
		"a verb": {
			{"Dana", "pya FM-1001 12,400", `invalid: "pya" is not a command. Did you mean pay? [Run /pay FM-1001 12,400]`},
			{"Dana", "[Run /pay FM-1001 12,400]", "saved FM-1001 e5 PAID IN FULL, balance $0.00"}},
		"a verb over several files": {
			{"Dana", "pya check 4471 FM-1001 100 FM-1002 200", `invalid: "pya" is not a command. Did you mean pay? [Run /pay check 4471…`}},
		"a verb without a slash of its own": {
			{"Dana", "submit FM-1002 estimate 900", "saved FM-1002 e2 SUBMITTED, balance $0.00"},
			{"Dana", "aprove FM-1002 900", `invalid: "aprove" is not a command. Did you mean approve? [Run /paidup approve FM-1002…`},
			{"Dana", "[Run /paidup approve FM-1002…]", "saved FM-1002 e3 APPROVED, balance $0.00"}},
		"an amount glued to a method": {
			{"Dana", "pay FM-1001 400check 881", "saved FM-1001 e5 INVOICED, balance $12,000.00"},
			{"Dana", "pay FM-1001 400check 881", "asks repeated: Already saved: $400.00, check 881…"}},
		"a method glued to an amount": {
			{"Dana", "pay FM-1001 300chek 881", `invalid: Read: FM-1001, $300.00. Not read: "chek 881". Did you mean check? [Run /pay FM-1001 300check…`},
			{"Dana", "[Run /pay FM-1001 300check…]", "saved FM-1001 e5 INVOICED, balance $12,100.00"}},
		"a method": {
			{"Dana", "pay FM-1001 12,400 chek 881", `invalid: Read: FM-1001, $12,400.00. Not read: "chek 881". Did you mean check? [Run /pay FM-1001 12,400…`}},
		"a method before the amount": {
			{"Dana", "pay FM-1001 cehck 88 500", `invalid: Read: FM-1001, $88.00. Not read: "cehck", "500". Did you mean check? [Run /pay FM-1001 check 88 500]`},
			{"Dana", "[Run /pay FM-1001 check 88 500]", "saved FM-1001 e5 INVOICED, balance $11,900.00"}},
		"a label": {
			{"Dana", "pay FM-1001 500 form Bayview Dental", `invalid: Read: FM-1001, $500.00. Not read: "form Bayview Dental". Did you mean from? [Run /pay FM-1001 500 from…`}},
		"a stage": {
			{"Dana", "submit FM-1002 estimate 900", "saved FM-1002 e2 SUBMITTED, balance $0.00"},
			{"Dana", "stage FM-1002 aproved", `invalid: Read: FM-1002. Not read: "aproved". Did you mean approved? [Run /stage FM-1002 approved]`},
			{"Dana", "[Run /stage FM-1002 approved]", "saved FM-1002 e3 APPROVED, balance $0.00"}},
		"a reason": {
			{"Dana", "submit FM-1002 estimate 900", "saved FM-1002 e2 SUBMITTED, balance $0.00"},
			{"Dana", "reject FM-1002 moistrue", `invalid: Read: FM-1002. Not read: "moistrue". Did you mean moisture? [Run /paidup reject FM-1002…`},
			{"Dana", "[Run /paidup reject FM-1002…]", "saved FM-1002 e3 SUBMITTED, balance $0.00"}},
		"a holder": {
			{"Dana", "pay FM-1001 500 from cariier", `invalid from: Did you mean carrier by "cariier"? A company of that name is written in quotes. [Run /pay FM-1001 500 from…`},
			{"Dana", "[It is a name]", "asks wrong_payer: cariier was not billed on FM-1001 [Put it on 5512] [Keep $500 unapplied] [Drop]"}},
		"a holder in quotes is a name": {
			{"Dana", `pay FM-1001 500 from "Cariier"`, "asks wrong_payer: Cariier was not billed on FM-1001 [Put it on 5512] [Keep $500 unapplied] [Drop]"}},
		"a person": {
			{"Dana", "assign FM-1002 bne", `not_found person: No member in Fort Myers is called "bne"; pick one with @. Did you mean Ben? [Run /paidup assign FM-1002…`},
			{"Dana", "[Run /paidup assign FM-1002…]", "saved FM-1002 e2 RECEIVED, balance $0.00"}},
		"an amount": {
			{"Dana", "pay FM-1001 12,40 check 881", `invalid amount: "12,40" could be $12.40 or $1,240.00. [$12.40] [$1,240.00]`},
			{"Dana", "[$1,240.00]", "saved FM-1001 e5 INVOICED, balance $11,160.00"}},
		"an amount of one file of several": {
			{"Dana", "pay check 4471 FM-1001 12,40 FM-1002 200", `invalid amount: "12,40" could be $12.40 or $1,240.00. [$12.40] [$1,240.00]`},
			{"Dana", "[$12.40]", "saved FM-1001 e5 INVOICED, balance $12,387.60; FM-1002 e2 RECEIVED, balance $0.00"}},
		"the number of a check": {
			{"Dana", "pay FM-1001 12,400 881", `invalid: Read: FM-1001, $12,400.00. Not read: "881". [It is check 881] [Keep as note]`},
			{"Dana", "[It is check 881]", "saved FM-1001 e5 PAID IN FULL, balance $0.00"}},
		"a note": {
			{"Dana", "pay FM-1001 12,400 check 881 by mail", `invalid: Read: FM-1001, $12,400.00, check 881. Not read: "by mail". [Keep as note]`},
			{"Dana", "[Keep as note]", "saved FM-1001 e5 PAID IN FULL, balance $0.00"}},
		"a note behind a question": {
			{"Dana", "pay FM-1001 12,600 hello", `invalid: Read: FM-1001, $12,600.00. Not read: "hello". [Keep as note]`},
			{"Dana", "[Keep as note]", "asks over_balance: $200.00 over the balance [Change amount…] [Keep $200 unapplied] [Drop]"},
			{"Dana", "[Keep $200 unapplied]", "saved FM-1001 e5 PAID IN FULL, balance $0.00"}},
		"no note without what the verb needs": {
			{"Dana", "pay FM-1001 check 881 hello", `invalid: Read: FM-1001, check 881. Not read: "hello". Write it like /pay FM-1042 12,400 check 881. [Open form]`},
			{"Dana", "[Open form]", "form pay FM-1001 method=check reference=881"},
			{"Dana", "undo e9 hello there", "…"},
			{"Dana", "kpi hello", `invalid: Not read: "hello".`}},
		"no form with nothing to fill in, of several files, or for who may not": {
			{"Dana", "settle FM-1001 now", `invalid: Read: FM-1001. Not read: "now". [Keep as note]`},
			{"Dana", "assign FM-1001,FM-1002 ben soon", `invalid: Read: FM-1001, FM-1002, Ben. Not read: "soon". [Keep as note]`},
			{"Tom", "pay FM-1001 hello", `invalid: Read: FM-1001. Not read: "hello". Write it like /pay FM-1042 12,400 check 881.`}},
		"another file": {
			{"Dana", "pay FM-1010 500", `not_found file: No file "FM-1010" in Fort Myers by number, claim, name or address. Closest: FM-1001 Harris. [Open FM-1001]`},
			{"Dana", "[Open FM-1001]", "file FM-1001 money=true contacts=true history=false"}},
		"the invoice that is there": {
			{"Dana", "pay FM-1001 500 inv 5521", "invalid inv: Invoice 5521 is not on FM-1001; it has 5512 ($12,400.00 open). [Use 5512]"},
			{"Dana", "[Use 5512]", "saved FM-1001 e5 INVOICED, balance $11,900.00"}},
	})
}

// The note that was kept is in the entry.
func TestKeptNoteIsInTheEntry(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.open("Harris")
	h.tell(
		step{"Dana", "pay FM-1001 500 check 881 by mail, late", `invalid: Read: FM-1001, $500.00, check 881. Not read: "by mail, late". [Keep as note]`},
		step{"Dana", "[Keep as note]", "saved FM-1001 e2 RECEIVED, balance $0.00"},
	)
	f, err := h.store.File(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	e := f.Entry(2)
	if e.Verb != "pay" || len(e.Payments) != 1 || len(e.Notes) != 1 || e.Notes[0].Words != "by mail, late" {
		t.Errorf("e2 is %+v", e)
	}
}
