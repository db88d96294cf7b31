package commands_test

import (
	"context"
	"testing"

	"paidup/commands"
	"paidup/domain"
)

func TestAdjust(t *testing.T) {
	t.Parallel()
	stories := map[string][]step{
		"bare": {{"Dana", "adjust", "form adjust"}, {"Dana", "adjust FM-1001", "invalid kind: Is it a credit, a writeoff, a fee or a refund? adjust FM-1001 writeoff 212.40 because deductible, moved away. [Open form]"},
			{"Dana", "adjust FM-1001 fee", "invalid amount: How much? adjust FM-1001 fee 212.40 because deductible, moved away. [Open form]"}},
		"a coordinator": {{"Dana", "adjust FM-1001 writeoff 212.40 because moved away", "forbidden: Write-offs are for directors and accounting. [Ask Maria]"},
			{"Dana", "adjust FM-1001 credit 212.40 because agreed", "forbidden: Credit memos are for directors and accounting. [Ask Maria]"},
			{"Dana", "adjust FM-1001 refund 5 because paid twice", "forbidden: Refunds are for accounting. [Ask Priya]"},
			{"Dana", "adjust FM-1001 fee 750 because program fee", "saved FM-1001 e6 INVOICED, balance $11,650.00"},
			{"Dana", "[Undo]", "saved FM-1001 e7 INVOICED, balance $12,400.00"}},
		"a director up to the limit": {{"Maria", "adjust FM-1001 write-off 500 because moved away", "saved FM-1001 e6 INVOICED, balance $11,900.00"},
			{"Maria", "adjust FM-1001 credit 500.01 because agreed", "forbidden amount: $500.01, with $500.00 taken off before, is over the limit of $500.00. More is for a director and accounting together. [Ask Priya]"},
			{"Maria", "market set write-off-limit 1,000.01", "lists Saved. F…"},
			{"Maria", "adjust FM-1001 credit 500.01 because agreed", "saved FM-1001 e7 INVOICED, balance $11,399.99"}},
		"accounting": {{"Maria", "market set write-off-limit 20,000", "lists Saved. F…"},
			{"Priya", "adjust FM-1001 writeoff 12,400 because bankrupt", "asks write_off: This closes FM-1001 by write-off; it leaves the paid-in-full figures. [Drop it] [Write it off]"},
			{"Priya", "[Write it off]", "saved FM-1001 e6 INVOICED, balance $0.00"},
			{"Dana", "pay FM-1001 12,400 check 902", "asks over_balance: $12,400.00 over the balance [Change amount…] [Keep $12,400 unapplied] [Drop]"},
			{"Dana", "[Keep $12,400 unapplied]", "saved FM-1001 e7 INVOICED, balance $0.00"},
			{"Priya", "adjust FM-1001 refund 400 because paid twice", "saved FM-1001 e8 INVOICED, balance $0.00"}},
		"a small balance": {{"Maria", "market set small-balance 5", "lists Saved. F…"},
			{"Dana", "pay FM-1001 12,395 check 902", "saved FM-1001 e6 PAID IN FULL, balance $5.00"},
			{"Maria", "adjust FM-1001 writeoff 5 because cents", "saved FM-1001 e7 PAID IN FULL, balance $0.00"}},
		"what the law says": {{"Maria", "adjust FM-1001 writeoff 5", "invalid because: Why? adjust FM-1001 writeoff 212.40 because deductible, moved away. [Open form]"},
			{"Maria", "market set write-off-limit 99,000", "lists Saved. F…"},
			{"Priya", "adjust FM-1001 credit 99,000 because agreed", "invalid amount: $99,000.00 cannot be taken off invoice 5512; $12,400.00 is open."},
			{"Priya", "adjust FM-1001,1002 credit 5 because agreed", "invalid file: adjust is for one file at a time; 2 are named."}},
	}
	tales(t, bill, stories)
}

func TestDisputeAndSettle(t *testing.T) {
	t.Parallel()
	tales(t, bill, map[string][]step{
		"bare":     {{"Dana", "dispute", "form dispute"}, {"Dana", "dispute FM-1001", "invalid amount: How much is disputed? dispute FM-1001 8,200 because scope of drywall. [Open form]"}},
		"settled":  {{"Dana", "dispute FM-1001 8,200 because scope", "saved FM-1001 e6 INVOICED, balance $12,400.00"}, {"Dana", "settle FM-1001", "saved FM-1001 e7 INVOICED, balance $12,400.00"}},
		"nothing":  {{"Dana", "settle FM-1001", "conflict: Nothing is disputed on FM-1001."}},
		"too much": {{"Dana", "dispute FM-1001 12,400.01 because scope", "invalid amount: $12,400.01 of invoice 5512 cannot be disputed; $12,400.00 is open."}},
		"no word":  {{"Dana", "dispute FM-1001 100", "invalid because: Why is it disputed? dispute FM-1001 8,200 because scope of drywall. [Open form]"}},
		"a viewer": {{"Eve", "dispute FM-1001 100 because scope", "forbidden: Invoices and payments are for coordinators, directors and accounting."}},
	})
}

func TestApply(t *testing.T) {
	t.Parallel()
	tales(t, bill, map[string][]step{
		"bare": {{"Dana", "apply", "form apply"}},
		"nothing": {{"Dana", "apply FM-1001", "conflict: Nothing is unapplied on FM-1001."},
			{"Dana", "apply FM-1001 6,240 to FM-1002", "conflict: Nothing is unapplied on FM-1001: $6,240.00 of e5 stands on invoice 5512. If it was for FM-1002: void FM-1001 e5 because meant FM-1002."},
			{"Dana", "void FM-1001 e5 because meant FM-1002", "forbidden: Voiding money is for accounting. [Ask Priya]"}},
		"a deposit": {{"Dana", "pay FM-1002 1,000 check 12", "saved FM-1002 e2 RECEIVED, balance $0.00"},
			{"Dana", "apply FM-1002", "conflict: No invoice is open on FM-1002."},
			{"Dana", "invoice FM-1002 900 inv 5540", "asks no_approval: No approval on FM-1002. [Log the hand-in…] [Invoice without] [Drop]"},
			{"Dana", "[Invoice without]", "saved FM-1002 e3 INVOICED, balance $900.00"},
			{"Dana", "apply FM-1002 1,000 to inv 5540", "invalid amount: $1,000.00 cannot be applied; $1,000.00 is unapplied and $900.00 open."},
			{"Dana", "apply FM-1002 400 to inv 5540", "saved FM-1002 e4 INVOICED, balance $500.00"},
			{"Dana", "apply FM-1002 100 to invoice 5540", "saved FM-1002 e5 INVOICED, balance $400.00"},
			{"Dana", "apply FM-1002", "saved FM-1002 e6 PAID IN FULL, balance $0.00"}},
		"to another file": {{"Dana", "pay FM-1002 1,000 check 12", "saved FM-1002 e2 RECEIVED, balance $0.00"},
			{"Dana", "apply FM-1002 1,000 to FM-1001", "saved FM-1002 e3 RECEIVED, balance $0.00; FM-1001 e6 INVOICED, balance $11,400.00"},
			{"Dana", "apply FM-1002 1 to FM-1001", "conflict: Nothing is unapplied on FM-1002."},
			{"Priya", "void FM-1002 e3 because the other one", "saved FM-1001 e7 INVOICED, balance $12,400.00; FM-1002 e4 RECEIVED, balance $0.00"},
			{"Dana", "apply FM-1002 to harris", "saved FM-1002 e5 RECEIVED, balance $0.00; FM-1001 e8 INVOICED, balance $11,400.00"},
			{"Dana", "[Undo]", "saved FM-1001 e9 INVOICED, balance $12,400.00; FM-1002 e6 RECEIVED, balance $0.00"}},
		"to no file": {{"Dana", "pay FM-1002 1,000 check 12", "saved FM-1002 e2 RECEIVED, balance $0.00"},
			{"Dana", "apply FM-1002 to FM-1002", "invalid to: The money is on FM-1002 already. To apply it there: apply FM-1002."},
			{"Dana", "apply FM-1002 to zzz", `not_found to: No file "zzz" in Fort Myers by number, claim, name or address.`},
			{"Dana", "apply FM-1002 to inv 5512 to FM-1001", "invalid to: The money goes to an invoice of this file or to another file; say one of them."}},
	})
}

func TestCancelAndReopen(t *testing.T) {
	t.Parallel()
	tales(t, bill, map[string][]step{
		"bare": {{"Dana", "cancel", "form cancel"}, {"Maria", "reopen", "form reopen"}},
		"before the first round": {{"Dana", "cancel FM-1002 because customer declined", "saved FM-1002 e2 RECEIVED, balance $0.00"},
			{"Dana", "reopen FM-1002 because signed", "forbidden: Reopening is for directors and accounting. [Ask 2 people]"},
			{"Priya", "reopen FM-1002 because signed", "saved FM-1002 e3 RECEIVED, balance $0.00"},
			{"Priya", "cancel FM-1002 because declined", "forbidden: Cancelling is for coordinators and directors."}},
		"after it": {{"Dana", "submit FM-1002 estimate 900", "saved FM-1002 e2 SUBMITTED, balance $0.00"},
			{"Dana", "cancel FM-1002 because customer declined", "forbidden: Cancelling after the first round is for directors. [Ask Maria]"},
			{"Maria", "cancel FM-1002 because customer declined", "saved FM-1002 e3 SUBMITTED, balance $0.00"},
			{"Dana", "approve FM-1002", "saved FM-1002 e4 APPROVED, balance $0.00"}},
		"with money on it": {{"Maria", "cancel FM-1001 because declined", "conflict: FM-1001 has $12,400.00 open; a file is cancelled at a zero balance. Credit it or write it off first."}},
		"money afterwards": {{"Dana", "cancel FM-1002,1003 because declined", "saved FM-1002 e2 RECEIVED, balance $0.00; FM-1003 e2 RECEIVED, balance $0.00"},
			{"Dana", "pay FM-1002 100 check 5", "asks ended: FM-1002 is cancelled since Mon Nov 23. [Drop it] [Log it all the same]"},
			{"Dana", "[Log it all the same]", "saved FM-1002 e3 RECEIVED, balance $0.00"},
			{"Dana", "invoice FM-1002 100", "asks reopen: FM-1002 is cancelled since Mon Nov 23; an invoice reopens it. [Drop it] [Reopen it]"},
			{"Dana", "submit FM-1003 estimate 900", "asks reopen: FM-1003 is cancelled since Mon Nov 23; a hand-in reopens it. [Drop it] [Reopen it]"},
			{"Dana", "[Reopen it]", "saved FM-1003 e3 SUBMITTED, balance $0.00"}},
	})
}

func TestMoreToBill(t *testing.T) {
	t.Parallel()
	tales(t, bill, map[string][]step{
		"no approval decides": {{"Dana", "invoice FM-1002 900", "asks no_approval: No approval on FM-1002. [Log the hand-in…] [Invoice without] [Drop]"},
			{"Dana", "[Invoice without]", "saved FM-1002 e2 INVOICED, balance $900.00"},
			{"Dana", "invoice FM-1002 more", "conflict: FM-1002 is not paid in full; nothing has to be taken back."},
			{"Dana", "pay FM-1002 900 check 5", "saved FM-1002 e3 PAID IN FULL, balance $0.00"},
			{"Dana", "invoice FM-1002 more", "saved FM-1002 e4 INVOICED, balance $0.00"}},
		"an approval does": {{"Dana", "pay FM-1001 12,400 check 902", "saved FM-1001 e6 PAID IN FULL, balance $0.00"},
			{"Dana", "invoice FM-1001 more", "conflict: $18,640.00 is approved on FM-1001, which decides what is to be billed. Hand in what comes on top as a supplement."}},
		"a payer the file does not know": {{"Dana", "invoice FM-1001 500 inv 5513 to Bay Bank", "asks variance: $19,140.00 would be invoiced, $18,640.00 is approved. [Change amount…] [Invoice it] [Drop]"},
			{"Dana", "[Invoice it]", "asks payer: Bay Bank is no payer of FM-1001 so far; it knows Harbor Mutual, Northline, Harris. [Drop it] [Bill them]"},
			{"Dana", "[Bill them]", "saved FM-1001 e6 INVOICED, balance $12,900.00"}},
	})
}

func TestEdit(t *testing.T) {
	t.Parallel()
	tales(t, bill, map[string][]step{
		"bare": {{"Dana", "edit", "form edit"},
			{"Dana", "edit FM-1002", "form edit FM-1002 customer=Cole received=2026-08-12 loss=water payer=Harbor Mutual carrier=Harbor Mutual program=Northline"},
			{"Dana", "edit FM-1002 claim", "form edit FM-1002 customer=Cole received=2026-08-12 loss=water payer=Harbor Mutual carrier=Harbor Mutual program=Northline"}},
		"fields": {{"Dana", "edit FM-1002 claim 24-77810", "saved FM-1002 e2 RECEIVED, balance $0.00"},
			{"Dana", "edit FM-1002 claim 24-77810", "conflict: FM-1002 says so already. Nothing changes."},
			{"Dana", "edit FM-1002 phone (239) 555-0142", "saved FM-1002 e3 RECEIVED, balance $0.00"},
			{"Dana", "edit FM-1002 customer Al Cole", "saved FM-1002 e4 RECEIVED, balance $0.00"},
			{"Dana", "edit FM-1002 email <mailto:al@example.com|al@example.com> link <https://example.com/a|example.com/a>", "saved FM-1002 e5 RECEIVED, balance $0.00"},
			{"Dana", "edit FM-1002 lossdate aug 10 mortgagee First Gulf Bank po 77", "saved FM-1002 e6 RECEIVED, balance $0.00"},
			{"Dana", "edit FM-1002 color red", `invalid: Read: FM-1002. Not read: "color red". The fields are customer, received, loss, lossdate, payer, carrier, program, claim, assignment, policy, po, adjuster, mortgagee, address, city, phone, email, estimate, deductible and link. [Open form]`},
			{"Eve", "edit FM-1002 claim 5", "forbidden: Editing is for coordinators, directors and accounting."}},
		"the payer and the city": {{"Dana", "edit FM-1002 payer Northline city Cape Coral", "saved FM-1002 e2 RECEIVED, balance $0.00"},
			{"Dana", "edit FM-1002", "form edit FM-1002 customer=Cole received=2026-08-12 loss=water payer=Northline carrier=Harbor Mutual program=Northline city=Cape Coral"},
			{"Dana", "edit FM-1002 payer carrier", "saved FM-1002 e3 RECEIVED, balance $0.00"},
			{"Dana", "edit FM-1002 payer Harbor Mutual", "conflict: FM-1002 says so already. Nothing changes."}},
		"the beginning of a company": {{"Dana", "edit FM-1002 payer harbor", `asks near_name: "harbor" is not known in Fort Myers. Did you mean Harbor Mutual? [Harbor Mutual] [Keep as typed] [Drop]`},
			{"Dana", "[Keep as typed]", "saved FM-1002 e2 RECEIVED, balance $0.00"}},
		"a deductible above the estimate": {{"Dana", "edit FM-1002 estimate 900 deductible 1,000", "asks deductible: A deductible of $1,000.00 is more than the estimate of $900.00. [Change amount…] [Keep both] [Drop]"},
			{"Dana", "[Keep both]", "saved FM-1002 e2 RECEIVED, balance $0.00"}},
		"received": {{"Dana", "edit FM-1002 received aug 10", "forbidden received: Mon Aug 10 is over 2 business days back. Received dates further back are for directors. [Ask Maria]"},
			{"Dana", "edit FM-1002 received nov 20", "forbidden received: Wed Aug 12 is over 2 business days back. Received dates further back are for directors. [Ask Maria]"},
			{"Maria", "edit FM-1002 received aug 10", "saved FM-1002 e2 RECEIVED, balance $0.00"},
			{"Maria", "edit FM-1001 received nov 24 2026", "invalid received: A receipt is dated today or earlier; Tue Nov 24 is ahead."},
			{"Dana", "file new Tran loss water payer Coral State", "saved FM-1004 e1 RECEIVED, balance $0.00, no undo"},
			{"Dana", "edit FM-1004 received nov 20", "saved FM-1004 e2 RECEIVED, balance $0.00"}},
	})
}

// TestEditForm: what a form leaves empty is emptied, what it leaves alone is not touched. One that was opened without a file
// showed nothing, so it empties nothing; one that was overtaken changes nothing.
func TestEditForm(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.open("Harris")
	h.must("edit FM-1001 claim 24-77810 estimate 900")
	args := commands.Values{"customer": "Joan Harris", "received": "2026-08-12", "loss": "water", "payer": "Harbor Mutual", "carrier": "Harbor Mutual", "program": "Northline", "deductible": "1,000"}
	shown := func() string {
		f, err := h.store.File(t.Context(), 1)
		if err != nil {
			t.Fatal(err)
		}
		return commands.Rests("edit", f)
	}
	send := func(args commands.Values, rests string) (commands.Reply, error) {
		return h.app.Do(context.Background(), commands.Request{Key: h.key(), Actor: "U0DANA", Source: domain.FromForm, At: h.now, Channel: "C0FM",
			Verb: "edit", File: 1, Args: args, Rests: rests, CanForm: true})
	}
	old := shown()
	reply, err := send(args, old)
	if got := told(reply, err); got != "saved FM-1001 e3 RECEIVED, balance $0.00" {
		t.Fatalf("the form: %s", got)
	}
	f, err := h.store.File(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	want := domain.Facts{Customer: "Joan Harris", Payer: "Harbor Mutual", Carrier: "Harbor Mutual", Program: "Northline", Loss: "water", Deductible: 1_000_00}
	if f.State.Facts != want {
		t.Errorf("the file knows %+v", f.State.Facts)
	}
	if fields := f.History()[2].Details[0].Fields; len(fields) != 4 {
		t.Errorf("changed %v", fields)
	}
	h.must("edit FM-1001 estimate 2,000 claim 24-1")
	args["estimate"], args["deductible"] = "1,500", "3,000"
	if got := told(send(args, old)); got != "conflict: Dana changed the file at 8:12 am ET. The card now shows it; press again if you still mean it." {
		t.Errorf("the form that was overtaken: %s", got)
	}
	reply, err = send(args, shown())
	if got := told(reply, err); got != "asks deductible: A deductible of $3,000.00 is more than the estimate of $1,500.00. [Change amount…] [Keep both] [Drop]" {
		t.Fatalf("the form: %s", got)
	}
	yes, _ := labelled(buttonsOf(reply, err), "Keep both")
	if reply, err = h.press("Dana", yes); told(reply, err) != "saved FM-1001 e5 RECEIVED, balance $0.00" {
		t.Errorf("kept: %s", told(reply, err))
	}
	if f, err = h.store.File(t.Context(), 1); err != nil || f.State.Facts.Claim != "" {
		t.Errorf("what was emptied before the question is %q after it, %v", f.State.Facts.Claim, err)
	}
	if got := told(send(commands.Values{"claim": "24-2", "deductible": "1,000"}, "")); got != "saved FM-1001 e6 RECEIVED, balance $0.00" {
		t.Errorf("the form without a file: %s", got)
	}
	want.Claim, want.Estimate = "24-2", 1_500_00
	if f, err = h.store.File(t.Context(), 1); err != nil || f.State.Facts != want {
		t.Errorf("the file knows %+v after a form that showed nothing, %v", f.State.Facts, err)
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.open("Harris")
	h.tell(
		step{"Dana", "market set fm backdate 30", "forbidden: Settings of a market are for directors and the admin."},
		step{"Sam", "market set fm backdate 30", "forbidden: Thresholds are for directors."},
		step{"Maria", "market set fm backdate lots", `invalid backdate: "lots" is not a number of days; write backdate 7.`},
		step{"Maria", "market set fm small-balance 12,40", `invalid small-balance: "12,40" could be $12.40 or $1,240.00.…`},
		step{"Maria", "market set fm write-off-limit 200,000", "invalid write-off-limit: $200,000.00 is more than a limit can be; $100,000.00 is the most."},
		step{"Dana", "submit FM-1001 estimate 900 on oct 30", "forbidden on: Fri Oct 30 is over 7 days back. Dates further back are for directors and accounting. [Ask Maria]"},
		step{"Dana", "file new Cole loss water payer Coral State on nov 12", "forbidden on: Thu Nov 12 is over 2 business days back. Received dates further back are for directors. [Ask Maria]"},
		step{"Maria", "market set fm backdate 30 received-limit 10 small-balance 2.50 write-off-limit 0", "lists Saved. FM Fort Myers / Zone America/New_York, now 8:12 am / Channel: this one. It shows names short, amounts on / Digest at 08:00 on business days / " +
			"Dated back: facts up to 30 days, receipts 10 business days / A balance up to $2.50 is paid in full; a director takes off up to $0.00 / Late…"},
		step{"Dana", "submit FM-1001 estimate 900 on oct 30", "saved FM-1001 e2 SUBMITTED, balance $0.00"},
		step{"Dana", "file new Cole loss water payer Coral State on nov 12", "saved FM-1002 e1 RECEIVED, balance $0.00, no undo"},
		step{"Maria", "file new Hale loss water payer Coral State on sep 1", "asks old_receipt: Tue Sep 1 is 83 days ago. [Drop it] [Begin it]"},
		step{"Maria", "[Begin it]", "saved FM-1003 e1 RECEIVED, balance $0.00, no undo"},
	)
}

// TestPaste: what a pasted e-mail says is filled in and looked at before a file begins with it.
func TestPaste(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.open("Harris")
	sends := func(verb string, args commands.Values) (commands.Reply, error) {
		return h.app.Do(context.Background(), commands.Request{Key: h.key(), Actor: "U0DANA", Source: domain.FromForm, At: h.now, Channel: "C0FM",
			Verb: verb, Args: args, CanForm: true})
	}
	send := func(mail string) (commands.Reply, error) { return sends("paste", commands.Values{"paste": mail}) }
	mail := "Insured: Al Cole\nClaim: 24-90117\nDate of loss: 11/21/2026\nLoss address: 88 Harbor View Dr, Cape Coral, FL\nassigned by northline"
	reply, err := send(mail)
	if got := told(reply, err); got != "asks pasted: Read from what was pasted. [Fill in the rest…] [Drop]" {
		t.Fatalf("a part: %s", got)
	}
	rest, _ := labelled(buttonsOf(reply, err), "Fill in the rest…")
	if got := told(h.press("Dana", rest)); got != "form file new customer=Al Cole on=2026-11-23 program=Northline claim=24-90117 lossdate=2026-11-21 address=88 Harbor View Dr city=Cape Coral" {
		t.Errorf("the rest: %s", got)
	}
	reply, err = send(mail + "\nCause of loss: Water\nCarrier: Coral State")
	if got := told(reply, err); got != "asks pasted: Read from what was pasted. [Check it…] [Begin it] [Drop]" {
		t.Fatalf("all of it: %s", got)
	}
	about := reply.(commands.Asked).About.About.(commands.Pasted)
	if len(about.Lines) != 9 || about.Lines[0] != "Customer: Al Cole" || about.Lines[6] != "Date of loss: Sat Nov 21" {
		t.Errorf("it shows %q", about.Lines)
	}
	begin, _ := labelled(buttonsOf(reply, err), "Begin it")
	if got := told(h.press("Dana", begin)); got != "saved FM-1002 e1 RECEIVED, balance $0.00, no undo" {
		t.Fatalf("begun: %s", got)
	}
	f, err := h.store.File(t.Context(), 2)
	if err != nil || f.State.Facts != (domain.Facts{Customer: "Al Cole", Claim: "24-90117", LossDate: domain.NewDate(2026, 11, 21), Loss: "water",
		Address: "88 Harbor View Dr", City: "Cape Coral", Program: "Northline", Carrier: "Coral State", Payer: "Coral State"}) {
		t.Errorf("the file knows %+v, %v", f.State.Facts, err)
	}
	if got := told(send("call me")); got != "invalid paste: Nothing in it was recognised; cancel, and fill in the form of a new file." {
		t.Errorf("nothing: %s", got)
	}
	if got := told(sends("file new", commands.Values{"customer": "Hale"})); got != "form file new customer=Hale !loss: What kind of loss is it? file new Harris loss water payer Harbor Mutual. !payer: Who pays? file new Harris loss water payer Harbor Mutual." {
		t.Errorf("what is missing: %s", got)
	}
	h.tell(
		step{"Dana", "file new Ida Hale loss water payer Coral State address 88 harbor view dr", "asks same_loss: FM-1002 Cole has the same address. Is this another file of that loss? [Drop it] [Another file]"},
		step{"Dana", "file new Ida Hale loss water payer Coral State lossdate nov 21 address 88 harbor view dr", "asks same_loss: FM-1002 Cole has the same address and date of loss. Is this another file of that loss? [Drop it] [Another file]"},
		step{"Dana", "file new Ida Hale loss water payer Coral State lossdate nov 2 address 88 harbor view dr", "saved FM-1003 e1 RECEIVED, balance $0.00, no undo"},
	)
}
