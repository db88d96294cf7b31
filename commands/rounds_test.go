package commands_test

import "testing"

func TestRounds(t *testing.T) {
	t.Parallel()
	stories := map[string][]step{
		"bare verbs open their forms": {{"Dana", "submit", "form submit"}, {"Dana", "reject", "form reject"}, {"Dana", "approve", "form approve"}},
		"a hand-in without an amount": {{"Dana", "submit FM-1001", "invalid amount: How much is asked? submit FM-1001 estimate 14,900. [Open form]"},
			{"Dana", "[Open form]", "form submit FM-1001"}},
		"a life of rounds": {
			{"Dana", "submit FM-1001 estimate 14,900 to northline ref 77 on nov 20", "saved FM-1001 e2 SUBMITTED, balance $0.00"},
			{"Dana", "submit FM-1001 estimate 14,900", "conflict: Round 1 (estimate, $14,900.00) is still with Northline; log its answer first, or withdraw it."},
			{"Dana", "reject FM-1001", "invalid type: Why did it come back? One or more of documents, photos, moisture, scope, pricelist, math, identity, format, signature, late, duplicate, other. [Open form]"},
			{"Dana", "reject FM-1001 moisture: day-3 log missing", "saved FM-1001 e3 SUBMITTED, balance $0.00"},
			{"Dana", "reject FM-1001 moisture", "conflict: Round 1 was rejected Mon Nov 23; no round is open. Log the new hand-in first: submit FM-1001."},
			{"Dana", "submit FM-1001", "saved FM-1001 e4 SUBMITTED, balance $0.00"},
			{"Dana", "approve FM-1001 15,000", "invalid amount: $15,000.00 is more than the $14,900.00 asked in round 2; hand in the difference as a supplement first."},
			{"Dana", "approve FM-1001 14,000", "saved FM-1001 e5 APPROVED, balance $0.00"},
			{"Dana", "approve FM-1001", "conflict: Round 2 is approved already, $14,000.00. If it came back, reject it first."},
			{"Dana", "submit FM-1001 docs", "saved FM-1001 e6 APPROVED, balance $0.00"}},
		"a kind that is none": {{"Dana", "submit FM-1001 bid 14,900", `invalid: Read: FM-1001, $14,900.00. Not read: "bid". [Keep as note]`}},
		"taken back": {{"Dana", "submit FM-1001 withdraw because wrong scope", "conflict: No round is open on FM-1001; there is nothing to take back."},
			{"Dana", "submit FM-1001 estimate 14,900", "saved FM-1001 e2 SUBMITTED, balance $0.00"},
			{"Dana", "submit FM-1001 withdraw", "invalid because: Why is it taken back? submit FM-1001 withdraw because wrong scope."},
			{"Dana", "submit FM-1001 withdraw 200 because x", "invalid amount: Taking a round back needs only a reason: submit FM-1001 withdraw because wrong scope."},
			{"Dana", "submit FM-1001 withdraw because wrong scope", "saved FM-1001 e3 SUBMITTED, balance $0.00"},
			{"Dana", "submit FM-1001 estimate 14,000 because smaller", "invalid because: A hand-in takes no reason. Add it as a note: note FM-1001 smaller."}},
		"two rounds are open": {{"Dana", "submit FM-1001 estimate 5,000", "saved FM-1001 e2 SUBMITTED, balance $0.00"},
			{"Dana", "submit FM-1001 supplement 500.50", "saved FM-1001 e3 SUBMITTED, balance $0.00"},
			{"Dana", "approve FM-1001", "asks which_round: Which round was approved: estimate $5,000.00 or supplement $500.50? [Estimate $5,000] [Supplement $500.50] [Drop]"},
			{"Dana", "[Supplement $500.50]", "saved FM-1001 e4 APPROVED, balance $0.00"},
			{"Dana", "reject FM-1001 math", "saved FM-1001 e5 APPROVED, balance $0.00"}},
		"two rounds are open, and one is said": {{"Dana", "submit FM-1001 estimate 5,000", "saved FM-1001 e2 SUBMITTED, balance $0.00"},
			{"Dana", "submit FM-1001 docs", "saved FM-1001 e3 SUBMITTED, balance $0.00"},
			{"Dana", "approve FM-1001 docs", "saved FM-1001 e4 SUBMITTED, balance $0.00"},
			{"Dana", "submit FM-1001 supplement 500", "saved FM-1001 e5 SUBMITTED, balance $0.00"},
			{"Dana", "reject FM-1001 math", "asks which_round: Which round was rejected: estimate $5,000.00 or supplement $500.00? [Estimate $5,000] [Supplement $500] [Drop]"},
			{"Dana", "[Drop]", "says Dropped. Nothing was saved."},
			{"Dana", "reject FM-1001 supplement math: one wall twice", "saved FM-1001 e6 SUBMITTED, balance $0.00"},
			{"Dana", "approve FM-1001 4,000", "saved FM-1001 e7 APPROVED, balance $0.00"}},
		"what was approved came back": {{"Dana", "submit FM-1001 estimate 5,000", "saved FM-1001 e2 SUBMITTED, balance $0.00"},
			{"Dana", "approve FM-1001", "saved FM-1001 e3 APPROVED, balance $0.00"},
			{"Dana", "reject FM-1001 moisture: x", "asks unapprove: Round 1 (estimate $5,000.00) was approved Mon Nov 23, and no round is open. What is new is handed in first: submit FM-1001. [Drop it] [Log the hand-in…] [It came back]"},
			{"Dana", "[It came back]", "saved FM-1001 e4 SUBMITTED, balance $0.00"}},
		"nothing to answer": {{"Dana", "approve FM-1001", "conflict: Nothing is handed in on FM-1001, so nothing can be approved. Log the hand-in first: submit FM-1001 estimate 14,900."}},
		"not allowed": {{"Priya", "submit FM-1001 estimate 14,900", "forbidden: Rounds and stages are for coordinators and directors."},
			{"Tom", "approve FM-1001", `not_found file: No file "FM-1001" in Fort Myers by number, claim, name or address.`}},
		"dated back": {{"Dana", "submit FM-1001 estimate 14,900 on nov 1", "forbidden on: Sun Nov 1 is over 7 days back. Dates further back are for directors and accounting. [Ask Maria]"},
			{"Maria", "submit FM-1001 estimate 14,900 on nov 1", "saved FM-1001 e2 SUBMITTED, balance $0.00"},
			{"Maria", "approve FM-1001 on oct 1", "invalid on: An approval is dated Thu Oct 1, but round 1 was handed in Sun Nov 1."}},
		"several files, each on its own": {{"Dana", "submit FM-1001,1002 estimate 900", "invalid amount: An amount is for one file; 2 are named."},
			{"Dana", "submit FM-1001,1002 docs", "saved FM-1001 e2 SUBMITTED, balance $0.00; FM-1002 e2 SUBMITTED, balance $0.00"},
			{"Dana", "[Undo]", "saved FM-1001 e3 RECEIVED, balance $0.00; FM-1002 e3 RECEIVED, balance $0.00"},
			{"Dana", "submit FM-1001 estimate 900", "saved FM-1001 e4 SUBMITTED, balance $0.00"},
			{"Dana", "approve FM-1001,1002", "saved FM-1001 e5 APPROVED, balance $0.00; FM-1002 not: Nothing is handed in on FM-1002, so nothing can be approved. Log the hand-in first: submit FM-1002 estimate 14,900."},
			{"Dana", "approve FM-1001,1002 500", "invalid amount: An amount is for one file; 2 are named."}},
	}
	tales(t, func(h *house) { h.open("Harris", "Cole") }, stories)
}

func TestStage(t *testing.T) {
	t.Parallel()
	stories := map[string][]step{
		"bare opens the form": {{"Dana", "stage", "form stage"}},
		"five dates": {{"Dana", "stage FM-1001", "lists FM-1001 Harris: INVOICED since Mon Nov 23 / RECEIVED: Wed Aug 12 / SUBMITTED: Mon Nov 23 / APPROVED: Mon Nov 23 / INVOICED: Mon Nov 23 / PAID IN FULL: not yet / Next: a payment, $12,400.00 is open. pay FM-1001 12,400 check 881. [Payment…]"},
			{"Dana", "[Payment…]", "form pay FM-1001"},
			{"Eve", "stage FM-1002", "lists FM-1002 Cole: RECEIVED since Wed Aug 12 / RECEIVED: Wed Aug 12 / SUBMITTED: not yet / APPROVED: not yet / INVOICED: not yet / PAID IN FULL: not yet / Next: a hand-in. submit FM-1002."}},
		"the doorway": {{"Dana", "stage FM-1002 submitted", "invalid amount: How much is asked? submit FM-1002 estimate 14,900. [Open form]"},
			{"Dana", "stage FM-1002 submitted estimate 14,900 on fri", "saved FM-1002 e2 SUBMITTED, balance $0.00"},
			{"Dana", "stage FM-1002 approved on fri", "saved FM-1002 e3 APPROVED, balance $0.00"},
			{"Dana", "stage FM-1002 invoiced", "invalid amount: How much is billed? /invoice FM-1002 14,200 inv 5531. [Open form]"},
			{"Eve", "stage FM-1002 invoiced 14,900", "forbidden: Invoices and payments are for coordinators, directors and accounting."}},
		"paid is no button": {{"Dana", "submit FM-1001 supplement 3,200 to northline", "saved FM-1001 e6 INVOICED, balance $12,400.00"},
			{"Dana", "stage FM-1001 paid", "says FM-1001 is not paid in full: $12,400.00 is open and a supplement of $3,200.00 waits for Northline."},
			{"Dana", "stage FM-1001 paid in full", "says FM-1001 is not paid in full: $12,400.00 is open and a supplement of $3,200.00 waits for Northline."},
			{"Dana", "stage FM-1002 paid", "says FM-1002 is not paid in full: nothing is invoiced."}},
		"backward": {{"Dana", "stage FM-1001 submitted", "invalid stage: FM-1001 is INVOICED by its facts, so it does not go back by itself. Which fact was wrong? The last one is e4, Mon Nov 23. void FM-1001 e4 because WORDS."},
			{"Dana", "stage FM-1001 received", "invalid stage: FM-1001 is INVOICED by its facts…"},
			{"Dana", "stage FM-1001 submitted supplement 3,200", "saved FM-1001 e6 INVOICED, balance $12,400.00"}},
		"an answer through the doorway": {{"Dana", "submit FM-1001 supplement 3,200", "saved FM-1001 e6 INVOICED, balance $12,400.00"},
			{"Dana", "stage FM-1001 approved", "saved FM-1001 e7 INVOICED, balance $12,400.00"},
			{"Dana", "stage FM-1001 approved", "invalid stage: FM-1001 is INVOICED by its facts…"},
			{"Dana", "stage FM-1002 received", "conflict: FM-1002 is RECEIVED since Wed Aug 12."}},
		"a date without a stage": {{"Dana", "stage FM-1001 on fri", "invalid stage: Which stage, on Fri Nov 20? stage FM-1001 approved on fri. [Open form]"}},
		"too many":               {{"Dana", "stage FM-1001,1002", "invalid file: stage is for one file at a time; 2 are named."}},
		"not found":              {{"Dana", "stage FM-9999", `not_found file: No file "FM-9999" in Fort Myers by number, claim, name or address.`}},
	}
	tales(t, bill, stories)
}
