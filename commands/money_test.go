package commands_test

import "testing"

func TestInvoice(t *testing.T) {
	t.Parallel()
	stories := map[string][]step{
		"bare": {{"Dana", "invoice", "form invoice"}},
		"no approval": {{"Dana", "invoice FM-1002 14,200 inv 5531", "asks no_approval: No approval on FM-1002. [Log the hand-in…] [Invoice without] [Drop]"},
			{"Dana", "[Log the hand-in…]", "form submit FM-1002"},
			{"Dana", "submit FM-1002 estimate 14,200", "saved FM-1002 e2 SUBMITTED, balance $0.00"},
			{"Dana", "invoice FM-1002 14,200 inv 5531", "asks no_approval: No approval on FM-1002. [Log the approval…] [Invoice without] [Drop]"},
			{"Dana", "[Invoice without]", "saved FM-1002 e3 INVOICED, balance $14,200.00"},
			{"Dana", "invoice FM-1002 14,200 inv 5531", "conflict: Invoice 5531 is on FM-1002 already: $14,200.00, Mon Nov 23 (e3)."}},
		"a number of another file": {{"Dana", "invoice FM-1002 14,200 inv 5512", "conflict: Invoice 5512 is on FM-1001 already; an invoice number is used once."}},
		"unlike the approval": {{"Dana", "submit FM-1001 supplement 3,200", "saved FM-1001 e6 INVOICED, balance $12,400.00"},
			{"Dana", "approve FM-1001", "saved FM-1001 e7 INVOICED, balance $12,400.00"},
			{"Dana", "invoice FM-1001 9,200", "asks variance: $27,840.00 would be invoiced, $21,840.00 is approved. [Change amount…] [Invoice it] [Drop]"},
			{"Dana", "[Change amount…]", "form invoice FM-1001 amount=9200.00"},
			{"Dana", "invoice FM-1001 3,200 due dec 20 more", "saved FM-1001 e8 INVOICED, balance $15,600.00"}},
		"the same amount again": {{"Dana", "invoice FM-1001 18,640 inv 5513", "asks variance: $37,280.00 would be invoiced, $18,640.00 is approved. [Change amount…] [Invoice it] [Drop]"},
			{"Dana", "[Invoice it]", "asks same_amount: Invoice 5512 over $18,640.00 is on FM-1001 already, Mon Nov 23 (e4). [Drop it] [A second invoice]"},
			{"Dana", "[A second invoice]", "saved FM-1001 e6 INVOICED, balance $31,040.00"}},
		"terms": {{"Dana", "invoice FM-1001 100 net 900", `invalid net: "900" is not a number of days; write net 30.`},
			{"Dana", "invoice FM-1001 100 net 30 due dec 4", "invalid net: The invoice has both a due date and net 30; say one of them."}},
		"several files": {{"Dana", "invoice FM-1001,1002 100", "invalid amount: An amount is for one file; 2 are named."}},
		"not allowed":   {{"Eve", "invoice FM-1001 100", "forbidden: Invoices and payments are for coordinators, directors and accounting."}},
		"not found":     {{"Dana", "invoice FM-9999 100", `not_found file: No file "FM-9999" in Fort Myers by number, claim, name or address.`}},
	}
	tales(t, bill, stories)
}

func TestOneCheckOverThreeFiles(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	h.tell(
		step{"Dana", "pay check 4471 FM-1001 12,400 FM-1002 200 FM-1003 100 fee 5", `invalid fee: "fee" belongs to one file; enter that file by itself.`},
		step{"Dana", "pay check 4470 from allstate FM-1001 400 FM-1002 90", "asks wrong_payer: allstate was not billed on FM-1001 [Drop] [Keep $400 unapplied]"},
		step{"Dana", "[Drop]", "says Dropped. Nothing was saved."},
		step{"Dana", "pay check 4471 FM-1001 12,600 FM-1002 200.50 FM-1003 100",
			"asks over_balance: $200.00 over the balance [Drop] [Keep $200 unapplied]"},
		step{"Dana", "[Keep $200 unapplied]",
			"saved FM-1001 e6 PAID IN FULL, balance $0.00; FM-1002 e2 RECEIVED, balance $0.00; FM-1003 e2 RECEIVED, balance $0.00"},
		step{"Dana", "[Undo]",
			"saved FM-1001 e7 INVOICED, balance $12,400.00; FM-1002 e3 RECEIVED, balance $0.00; FM-1003 e3 RECEIVED, balance $0.00"},
		step{"Dana", "pay check 4471 FM-1001 12,400 FM-9999 200", `not_found files: No file "FM-9999" in Fort Myers by number, claim, name or address.`},
		step{"Dana", "pay check 4471 FM-1002 100 FM-1003 200", "saved FM-1002 e4 RECEIVED, balance $0.00; FM-1003 e4 RECEIVED, balance $0.00"},
		step{"Dana", "pay FM-1001 400 check 4471", "asks same_check: Part of the same check? [Drop it] [Part of that check] [Another check]"},
		step{"Dana", "[Part of that check]", "saved FM-1001 e8 INVOICED, balance $12,000.00"},
	)
	f, err := h.store.File(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if last := f.State.Payments[len(f.State.Payments)-1]; last.Total != 70000 {
		t.Errorf("the check's total is %s, want its three parts, $700.00", last.Total)
	}
}

func TestReverse(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	h.tell(
		step{"Dana", "reverse", "form reverse"},
		step{"Dana", "reverse FM-1002", "conflict: No payment stands on FM-1002; nothing can come back."},
		step{"Dana", "reverse FM-1001 check 9 because NSF", "not_found reference: No check 9 stands on FM-1001."},
		step{"Eve", "reverse FM-1001 check 771 because NSF", "forbidden: Invoices and payments are for coordinators, directors and accounting."},
		step{"Dana", "reverse FM-1001", "says Which payment came back?\ne5 $6,240.00, check 771, Mon Nov 23 [e5]"},
		step{"Dana", "[e5]", "form reverse FM-1001 entry=e5"},
		step{"Dana", "reverse FM-1001 e5", "invalid because: Why did it come back? reverse FM-1001 e5 because NSF. [Open form]"},
		step{"Dana", "reverse FM-1001 e4 because NSF", "not_found entry: e4 on FM-1001 is not a payment."},
		step{"Dana", "pay FM-1001 12,400 check 881", "saved FM-1001 e6 PAID IN FULL, balance $0.00"},
		step{"Dana", "reverse FM-1001 check 771 because NSF", "saved FM-1001 e7 INVOICED, balance $6,240.00"},
		step{"Dana", "reverse FM-1001 e5 because NSF", "conflict: e5 on FM-1001 has come back or is void already. Nothing is left to reverse."},
		step{"Dana", "reverse FM-1001 check 771 because NSF", "not_found reference: No check 771 stands on FM-1001."},
	)
}

func TestVoid(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	h.tell(
		step{"Priya", "void", "form void"},
		step{"Priya", "void FM-1001", "invalid entry: Which entry? void FM-1001 e9 because meant FM-1024. [Open form]"},
		step{"Dana", "void FM-1001 e5 because meant FM-1002", "forbidden: Voiding money is for accounting. [Ask Priya]"},
		step{"Maria", "void FM-1001 e5 because meant FM-1002", "forbidden: Voiding money is for accounting."},
		step{"Priya", "void FM-1001 e5", "invalid because: Why is it void? void FM-1001 e5 because meant FM-1024. [Open form]"},
		step{"Priya", "void FM-1001 e99 because x", "not_found entry: FM-1001 has no entry e99; its last is e5."},
		step{"Priya", "void FM-1001 e4 because x", "conflict: e4 can't be void: check 771 was applied after it (e5)."},
		step{"Priya", "void FM-1001 e5 because meant FM-1002", "saved FM-1001 e6 INVOICED, balance $18,640.00"},
		step{"Priya", "void FM-1001 e5 because meant FM-1002", "conflict: e5 was taken back already (e6). Nothing was added."},
		step{"Priya", "void FM-1001 e3 because wrong", "forbidden: Voiding rounds, stages and notes is for directors."},
		step{"Maria", "void FM-1001 e1 because wrong", "conflict: e1 began FM-1001 and can't be taken back; cancel the file instead."},
	)
}

func TestUndo(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	h.tell(
		step{"Ben", "undo", "says You have no entry that could be undone: that is possible until the end of the next business day."},
		step{"Dana", "undo", `entries "Your last entries" FM-1001 e5, FM-1001 e4, FM-1001 e3, FM-1001 e2`},
		step{"Dana", "undo e5", "invalid file: e5 of which file? undo FM-1042 e5."},
		step{"Dana", "undo FM-1001 e99", "not_found entry: FM-1001 has no entry e99; its last is e5."},
		step{"Ben", "undo FM-1001 e5", "forbidden: e5 on FM-1001 is not yours to undo."},
		step{"Ben", "undo FM-1001", "not_found entry: You have nothing to undo on FM-1001. What never happened is voided: void FM-1001 eN because WORDS."},
		step{"Dana", "undo FM-1001 e4", "conflict: e4 can't be undone: check 771 was applied after it. void FM-1001 e4 because … is for accounting. [Ask Priya]"},
		step{"Dana", "undo FM-1001 e5", "saved FM-1001 e6 INVOICED, balance $18,640.00"},
		step{"Dana", "undo FM-1001 e5", "conflict: e5 was taken back already (e6). Nothing was added."},
		step{"Dana", "undo", `entries "Your last entries" FM-1001 e6, FM-1001 e4, FM-1001 e3, FM-1001 e2`},
		step{"Dana", "undo FM-1001", "saved FM-1001 e7 APPROVED, balance $0.00"},
		step{"Dana", "undo FM-1001,1002 e2", "invalid file: undo is for one file at a time; 2 are named."},
	)
	h.now = h.now.AddDate(0, 0, 4) // Friday: the next business day was Tuesday
	h.tell(step{"Dana", "undo FM-1001 e3", "conflict: e3 can't be undone: that was possible until the end of Tue Nov 24. void FM-1001 e3 because … is for directors. [Ask Maria]"})
}
