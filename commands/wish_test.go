package commands_test

import (
	"strings"
	"testing"
)

// TestRequestsSayAll: who is asked reads all that would be done, whatever it is.
func TestRequestsSayAll(t *testing.T) {
	t.Parallel()
	stories := map[string][]step{}
	for line, want := range map[string]string{
		"Dana: edit FM-1001 received aug 1":                                  "Maria Lind: edit FM-1001 Harris: received Wed Aug 12, now Sat Aug 1",
		"Dana: edit FM-1001 received aug 1 estimate 900 adjuster Jo Lee":     "Maria Lind: edit FM-1001 Harris: received Wed Aug 12, now Sat Aug 1; adjuster now Jo Lee; estimate now $900.00",
		"Dana: edit FM-1001 received aug 1 customer Harrison claim 24-77810": "Maria Lind: edit FM-1001 Harris: customer Harris, now Harrison; received Wed Aug 12, now Sat Aug 1; claim number changed",
		"Dana: pay FM-1001 400 check 902 on nov 13 inv 5512 fee 50 net": "Priya Nair: log $400.00, check 902, on FM-1001 Harris, for our invoice 5512, fee taken out $50.00, " +
			"the amount is net of the fee, dated Fri Nov 13",
		"Dana: submit FM-1002 estimate 900 to northline ref 77-1 on nov 9":      "Maria Lind: submit estimate $900.00 on FM-1002 Cole, to northline, their number 77-1, dated Mon Nov 9",
		"Dana: submit FM-1002 docs on nov 9":                                    "Maria Lind: submit docs on FM-1002 Cole, dated Mon Nov 9",
		"Dana: approve FM-1003 800 on nov 5":                                    "Maria Lind: log an approval $800.00 on FM-1003 Hale, dated Thu Nov 5",
		"Dana: reject FM-1003 moisture, photos on nov 5: day-3 log":             `Maria Lind: log a rejection on FM-1003 Hale, moisture and photos, in their words "day-3 log", dated Thu Nov 5`,
		"Dana: submit FM-1003 withdraw because too early on nov 5":              `Maria Lind: take a round back on FM-1003 Hale, dated Thu Nov 5, "too early"`,
		"Dana: cancel FM-1003 because customer declined":                        `Maria Lind: cancel FM-1003 Hale, "customer declined"`,
		"Dana: invoice FM-1001 900 inv 5540 to northline net 30 more on nov 5":  "Priya Nair: invoice $900.00 on FM-1001 Harris, invoice number 5540, payer northline, net 30, further invoices follow, dated Thu Nov 5",
		"Dana: pay check 902 FM-1001 400 FM-1002 80.50 on nov 13":               "Priya Nair: log $480.50, check 902, on FM-1001 Harris $400.00 and FM-1002 Cole $80.50, dated Fri Nov 13",
		"Dana: adjust FM-1001 writeoff 12.40 inv 5512 because moved away":       `Maria Lind: write off $12.40 on FM-1001 Harris, on our invoice 5512, "moved away"`,
		"Dana: file new Bell loss water payer Harbor Mutual claim 9-1 on nov 2": "Maria Lind: begin a file for Bell, loss type water, payer Harbor Mutual, claim number given, dated Mon Nov 2",
	} {
		who, says, _ := strings.Cut(line, ": ")
		to, _, _ := strings.Cut(want, " ")
		asks := step{who, "[Ask " + to + "]", "says Asked " + want + ". It waits until the end of Tue Dec 1."}
		stories[line] = []step{{who, says, "forbidden…"}, asks}
		if strings.Contains(says, "check 902") { // dated before the invoice
			stories[line] = []step{{who, says, "forbidden…"}, {who, asks.says, "asks early: …"}, {who, "[It came that day]", asks.wants}}
		}
	}
	tales(t, func(h *house) {
		bill(h)
		h.tell(step{"Maria", "submit FM-1003 estimate 900 on nov 2", "saved…"})
	}, stories)
}
