package commands_test

import "testing"

// bill gives Harris an invoice of $18,640.00 with $12,400.00 of it open; Cole and Hale are received.
func bill(h *house) {
	h.t.Helper()
	h.open("Harris", "Cole", "Hale")
	h.must("submit FM-1001 estimate 19,300", "approve FM-1001 18,640", "invoice FM-1001 18,640 inv 5512", "pay FM-1001 6,240 check 771")
}

// invoiced is a house that bill has begun.
func invoiced(t testing.TB) *house {
	t.Helper()
	h := newHouse(t)
	bill(h)
	return h
}

func TestPay(t *testing.T) {
	t.Parallel()
	stories := map[string][]step{
		"nothing given": {{"Dana", "pay", "form pay"}},
		"no amount": {{"Dana", "pay FM-1001", "invalid amount: How much? /pay FM-1001 12,400 check 881. The balance is $12,400.00. [Open form]"},
			{"Dana", "[Open form]", "form pay FM-1001"}},
		"paid in full":  {{"Dana", "pay FM-1001 12,400 check 881", "saved FM-1001 e6 PAID IN FULL, balance $0.00"}},
		"too much said": {{"Dana", "pay FM-1001 12,400 check 881 hello", `invalid: Read: FM-1001, $12,400.00, check 881. Not read: "hello". [Keep as note]`}},
		"a number nobody reads": {{"Dana", "pay FM-1001 12,400 881", `invalid: Read: FM-1001, $12,400.00. Not read: "881". [It is check 881] [Keep as note]`},
			{"Dana", "[It is check 881]", "saved FM-1001 e6 PAID IN FULL, balance $0.00"}},
		"not an amount": {{"Dana", "pay FM-1001 1,2.3.4", `invalid amount: "1,2.3.4" is not an amount; write 1,234.56.`}},
		"an unclear amount": {{"Dana", "pay FM-1001 12,40", `invalid amount: "12,40" could be $12.40 or $1,240.00. [$12.40] [$1,240.00]`},
			{"Dana", "[$1,240.00]", "saved FM-1001 e6 INVOICED, balance $11,160.00"}},
		"not a date": {{"Dana", "pay FM-1001 12,400 on 31/02", `invalid on: "31/02" is not a date; month first, like 2/28 or feb 28.`}},
		"ahead": {{"Dana", "pay FM-1001 12,400 on 12/1/2026", "invalid on: A payment is dated today or earlier; Tue Dec 1 is ahead. [Log a promise by Tue Dec 1]"},
			{"Dana", "[Log a promise by Tue Dec 1]", "saved FM-1001 e6 INVOICED, balance $12,400.00"}},
		"not found": {{"Dana", "pay FM-9042 12,400", `not_found file: No file "FM-9042" in Fort Myers by number, claim, name or address.`}},
		"not allowed": {{"Eve", "pay FM-1001 12,400", "forbidden: Invoices and payments are for coordinators, directors and accounting."},
			{"Eve", "pay", "forbidden: Invoices and payments are for coordinators, directors and accounting."}},
		"over the balance": {{"Dana", "pay FM-1001 12,600", "asks over_balance: $200.00 over the balance [Change amount…] [Keep $200 unapplied] [Drop]"},
			{"Dana", "[Drop]", "says Dropped. Nothing was saved."},
			{"Dana", "pay FM-1001 12,600", "asks over_balance: $200.00 over the balance [Change amount…] [Keep $200 unapplied] [Drop]"},
			{"Dana", "[Change amount…]", "form pay FM-1001 amount=12600.00"},
			{"Dana", "pay FM-1001 12,600", "asks over_balance: $200.00 over the balance [Change amount…] [Keep $200 unapplied] [Drop]"},
			{"Dana", "[Keep $200 unapplied]", "saved FM-1001 e6 PAID IN FULL, balance $0.00"}},
		"dated before the invoice": {{"Dana", "pay FM-1001 400 check 881 on nov 20", "asks early: The payment is dated Fri Nov 20, but invoice 5512 was sent Mon Nov 23; until then it stands unapplied. [Drop it] [It came that day]"},
			{"Dana", "[It came that day]", "saved FM-1001 e6 INVOICED, balance $12,000.00"},
			{"Priya", "pay FM-1001 300 check 882 on aug 11", "asks early: The payment is dated Tue Aug 11, but FM-1001 was received Wed Aug 12. [Drop it] [It came that day]"}},
		"a check without its number": {{"Dana", "pay FM-1001 400 check", "asks no_number: Which check? It has no number. [Add the number…] [Save without a number] [Drop]"},
			{"Dana", "[Add the number…]", "form pay FM-1001 amount=400.00 method=check"},
			{"Dana", "pay FM-1001 400 check", "asks no_number: Which check? It has no number. [Add the number…] [Save without a number] [Drop]"},
			{"Dana", "[Save without a number]", "saved FM-1001 e6 INVOICED, balance $12,000.00"},
			{"Dana", "pay FM-1001 300 ach", "saved FM-1001 e7 INVOICED, balance $11,700.00"}},
		"the same twice": {{"Dana", "pay FM-1001 400 check 881", "saved FM-1001 e6 INVOICED, balance $12,000.00"},
			{"Dana", "pay FM-1001 400 check 881", "asks repeated: Already saved: $400.00, check 881, by you at 8:12 am (e6). Nothing was added. [Drop it] [A second payment]"},
			{"Dana", "pay FM-1001 400 check 902", "asks look_alike: Same money twice? [Drop it] [A second payment]"},
			{"Dana", "pay FM-1001 400 ach", "asks look_alike: Same money twice? [Drop it] [A second payment]"},
			{"Dana", "pay FM-1001 400", "asks repeated: Already saved: $400.00, check 881, by you at 8:12 am (e6). Nothing was added. [Drop it] [A second payment]"},
			{"Ben", "pay FM-1001 400 check 881", "asks look_alike: Same money twice? [Drop it] [A second payment]"},
			{"Ben", "[A second payment]", "saved FM-1001 e7 INVOICED, balance $11,600.00"}},
		"the same check elsewhere": {{"Dana", "pay FM-1002 100 check 771", "asks same_check: Part of the same check? [Drop it] [Part of that check] [Another check]"},
			{"Dana", "[Part of that check]", "saved FM-1002 e2 RECEIVED, balance $0.00"}},
		"another invoice": {{"Dana", "pay FM-1001 400 inv 5521", "invalid inv: Invoice 5521 is not on FM-1001; it has 5512 ($12,400.00 open). [Use 5512]"},
			{"Dana", "[Use 5512]", "saved FM-1001 e6 INVOICED, balance $12,000.00"}},
		"two digits the other way round": {{"Dana", "pay FM-0101 400", `not_found file: No file "FM-0101" in Fort Myers by number, claim, name or address. Closest: FM-1001 Harris. [Open FM-1001]`}},
		"several files, one amount":      {{"Dana", "pay FM-1001,1002 400", "invalid amount: It is not said how much is for which file: pay check 4471 FM-1001 12,400 FM-1002 3,200.50."}},
		"net without its fee":            {{"Dana", "pay FM-1001 400 net", "invalid fee: A net amount needs its fee: pay FM-1001 400 net fee 750. [Open form]"}},
		"net with its fee":               {{"Dana", "pay FM-1001 11,650 net fee 750", "saved FM-1001 e6 PAID IN FULL, balance $0.00"}},
		"a coordinator dates back": {{"Dana", "pay FM-1001 400 on nov 13",
			"forbidden on: Fri Nov 13 is over 7 days back. Money dated further back is for accounting. [Ask Priya]"},
			{"Maria", "pay FM-1001 400 on nov 13", "forbidden on: Fri Nov 13 is over 7 days back. Money dated further back is for accounting."},
			{"Dana", "pay FM-1001 400 on nov 16", "asks early: …"}, {"Dana", "[It came that day]", "saved FM-1001 e6 INVOICED, balance $12,000.00"},
			{"Priya", "pay FM-1001 300 on nov 13", "asks early: …"}, {"Priya", "[It came that day]", "saved FM-1001 e7 INVOICED, balance $11,700.00"}},
		"a typo": {{"Dana", "pya FM-1001 400", `invalid: "pya" is not a command. Did you mean pay? [Run /pay FM-1001 400]`},
			{"Dana", "[Run /pay FM-1001 400]", "saved FM-1001 e6 INVOICED, balance $12,000.00"}},
		"by the bare number and the name": {{"Dana", "pay 1001 400", "saved FM-1001 e6 INVOICED, balance $12,000.00"},
			{"Dana", "pay harris 300", "saved FM-1001 e7 INVOICED, balance $11,700.00"}},
		"a number only begun": {{"Dana", "pay FM-100 400", `picks "FM-100" [FM-1001] [FM-1002] [FM-1003]`},
			{"Dana", "[FM-1001]", "saved FM-1001 e6 INVOICED, balance $12,000.00"}},
	}
	tales(t, bill, stories)
}
