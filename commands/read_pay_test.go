package commands

import "testing"

func TestReadPayments(t *testing.T) {
	t.Parallel()
	paid := Values{"amount": "12400.00", "method": "check", "reference": "881"}
	with := func(more ...string) Values {
		out := Values{"amount": "12400.00", "method": "check", "reference": "881"}
		for i := 0; i < len(more); i += 2 {
			out[more[i]] = more[i+1]
		}
		return out
	}
	three := []Part{{"FM-1042", 1240000}, {"FM-1047", 320050}, {"FM-1051", 90000}}
	checkReads(t, []reads{
		{line: "pay FM-1042 12,400 check 881", files: "FM-1042", in: paid},
		{line: "pay fm-1042 check #881 $12,400.00", files: "fm-1042", in: paid},
		{line: "pay FM-1042, 12,400, check 881.", files: "FM-1042", in: paid},
		{line: "pay FM–1042 12400 CHECK no. 881", files: "FM-1042", in: paid},
		{line: "pay check#881 FM-1042 $ 12,400", files: "FM-1042", in: paid},
		{line: "pay 12,400 FM-1042 cheque 881", files: "FM-1042", in: paid},
		{line: "pay 1042 12400 check 881", files: "1042", in: paid},
		{line: "pay FM-1042 12,400 check <tel:881|881>", files: "FM-1042", in: paid},
		{line: "pay <http://slack.example/a|FM-1042> 12,400 check 881", files: "FM-1042", in: paid},
		{line: "pay harris 12,400 check 881", files: "harris", in: paid},
		{line: `pay "bay view" 12,400 check 881`, files: "bay view", in: paid},
		{line: "pay bay view 12,400 check 881", files: "bay view", in: paid},
		{line: "pay claim 24-77810 12,400 check 881", files: "claim 24-77810", in: paid},
		{line: "pay today harris 12,400 check 881", files: "harris", in: with("on", "2026-11-23")},
		{line: "pay FM-1042 12,400 from harbor mutual check 881 on fri", files: "FM-1042", in: with("from", "harbor mutual", "on", "2026-11-20")},
		{line: "pay FM-1042 12,400 check 881 from Harbor Mutual Ins. Co. last fri", files: "FM-1042",
			in: with("from", "Harbor Mutual Ins. Co.", "on", "2026-11-20")},
		{line: "pay FM-1042 from O’Brien &amp; Sons 12,400 check 881", files: "FM-1042", in: with("from", "O'Brien & Sons")},
		{line: `pay FM-1042 from "Card Services" 12,400 check 881`, files: "FM-1042", in: with("from", "Card Services")},
		{line: "pay FM-1042 12,400 check 881 from Homeowner nov 20", files: "FM-1042", in: with("from", "homeowner", "on", "2026-11-20")},
		{line: "pay FM-1042 12,400 check 881 inv 5512 fee 148.80", files: "FM-1042", in: with("inv", "5512", "fee", "148.80")},
		{line: "pay FM-1042 12,400 check 881 invoice 5512", files: "FM-1042", in: with("inv", "5512")},
		{line: "pay FM-1042 11,750 net fee 750", files: "FM-1042", in: Values{"amount": "11750.00", "net": "yes", "fee": "750.00"}},
		{line: "pay FM-1042 12,400 ach 0091-22A in 3 days", files: "FM-1042",
			in: Values{"amount": "12400.00", "method": "ach", "reference": "0091-22A", "on": "2026-11-26"}},
		{line: "pay FM-1042 check 12,400", files: "FM-1042", in: Values{"amount": "12400.00", "method": "check"}},
		{line: "pay FM-1042 check 400", files: "FM-1042", in: Values{"method": "check", "reference": "400"}},
		{line: "pay FM-1042 wire 11/20 500", files: "FM-1042", in: Values{"amount": "500.00", "method": "wire", "on": "2026-11-20"}},
		{line: "pay FM-1042 500 #881", files: "FM-1042", in: Values{"amount": "500.00", "reference": "881"}},
		{line: "pay FM-1042 500 check ref 881", files: "FM-1042", in: Values{"amount": "500.00", "method": "check", "reference": "881"}},
		{line: "pay FM-1042 500 ach TRX-99812", files: "FM-1042", in: Values{"amount": "500.00", "method": "ach", "reference": "TRX-99812"}},
		{line: `pay "cash" 500 cash`, files: "cash", in: Values{"amount": "500.00", "method": "cash"}},
		{line: "pay FM-1042 12 nov 20", files: "FM-1042", in: Values{"amount": "12.00", "on": "2026-11-20"}},

		{line: "| pay 12,400 check 881", in: paid},
		{line: "| pay FM-1047 12,400 check 881", files: "FM-1047", in: paid},
		{line: "| pay 1042 12,400", in: Values{"amount": "1042.00"}, says: `Read: $1,042.00. Not read: "12,400".`},

		{line: "pay check 4471 FM-1042 12,400 FM-1047 3,200.50 FM-1051 900", files: "FM-1042; FM-1047; FM-1051",
			in: Values{"method": "check", "reference": "4471"}, parts: three},
		{line: "pay FM-1042 12,400 FM-1047 3,200.50 FM-1051 900 check 4471 on fri", files: "FM-1042; FM-1047; FM-1051",
			in: Values{"method": "check", "reference": "4471", "on": "2026-11-20"}, parts: three},
		{line: "pay check 4471 1042 12,400 cole 3,200.50 “bay view” 900", files: "1042; cole; bay view",
			in:    Values{"method": "check", "reference": "4471"},
			parts: []Part{{"1042", 1240000}, {"cole", 320050}, {"bay view", 90000}}},
		{line: "pay check 4471 FM-1042 12,400", files: "FM-1042", in: Values{"method": "check", "reference": "4471", "amount": "12400.00"}},
		{line: "pay check 4471 FM-1042 12,400 FM-1047 FM-1051 900", files: "FM-1042; FM-1047; FM-1051",
			in:    Values{"method": "check", "reference": "4471"},
			parts: []Part{{"FM-1042", 1240000}, {"FM-1051", 90000}},
			says:  "FM-1047 has no amount; write each file with its own, like FM-1042 12,400 FM-1047 3,200.50."},
		{line: "pay FM-1042,1047 12,400 check 881", files: "FM-1042; 1047", in: paid},
		{line: "approve FM-1042 100 FM-1047 200", files: "FM-1042; FM-1047", in: Values{"amount": "100.00"},
			says: `Read: FM-1042, $100.00, FM-1047. Not read: "200".`},
	})
}
