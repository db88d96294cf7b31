package sheet_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"paidup/domain"
	"paidup/domain/sheet"
)

func TestFullRows(t *testing.T) {
	t.Parallel()
	fortMyers, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 3, 31, 23, 30, 0, 0, fortMyers)
	for name, tc := range map[string]struct {
		kind sheet.Kind
		text string
		want sheet.Row
	}{
		"file": {sheet.Files, "file_no,received,customer,address,city,claim_no,assignment_no,policy_no,program,carrier,adjuster,payer,loss_type,loss_date,deductible,estimate,owner,phone,email,po_no\n" +
			"FM-1042,2026-04-01T03:30:00Z,Harris,12 Palm Ave,Fort Myers,24-77810,A 7,0099,Northline,Harbor Mutual,J. Reed,Harbor Mutual,water,2026-03-30,\"1,000\",$14900.5,Dana,+1 239 555 0100,h@example.com,PO-7\n",
			sheet.Row{Line: 2, File: &sheet.FileRow{
				FileNo: "FM-1042", Received: domain.NewDate(2026, 3, 31), ReceivedAt: at,
				Customer: "Harris", Address: "12 Palm Ave", City: "Fort Myers", ClaimNo: "24-77810", AssignmentNo: "A 7", PolicyNo: "0099", PONo: "PO-7",
				Program: "Northline", Carrier: "Harbor Mutual", Adjuster: "J. Reed", Payer: "Harbor Mutual",
				LossType: "water", LossDate: domain.NewDate(2026, 3, 30), Deductible: 100000, Estimate: 1490050,
				Owner: "Dana", Phone: "+1 239 555 0100", Email: "h@example.com",
			}}},
		"file, next to nothing": {sheet.Files, "file_no,received,estimate\n7,,\n", sheet.Row{Line: 2, File: &sheet.FileRow{FileNo: "7"}}},
		"event": {sheet.Events, "file_no,at,event,by,amount,kind,reason,seq\nFM-1,2026-03-31 23:30:00-04,Partially approved,Northline,900,Supplements,pricing,12\n",
			sheet.Row{Line: 2, Event: &sheet.EventRow{FileNo: "FM-1", At: at, On: domain.NewDate(2026, 3, 31), Event: sheet.PartlyApproved,
				By: "Northline", Amount: 90000, Kind: "supplement", Reason: "pricing", Seq: 12}}},
		"event, day only": {sheet.Events, "file_no,at,event\nFM-1,2026-03-31,paid\n",
			sheet.Row{Line: 2, Event: &sheet.EventRow{FileNo: "FM-1", On: domain.NewDate(2026, 3, 31), Event: sheet.Paid}}},
		"invoice": {sheet.Invoices, "invoice_no,date,amount,due,customer,payer,file_no,disputed,received\n0000611365,2026-11-20,55.94,2027-01-02,0379-NEVHP,Harbor,FM-1,20,2026-10-01\n",
			sheet.Row{Line: 2, Invoice: &sheet.InvoiceRow{InvoiceNo: "0000611365", Date: domain.NewDate(2026, 11, 20), Amount: 5594, Due: domain.NewDate(2027, 1, 2),
				Customer: "0379-NEVHP", Payer: "Harbor", FileNo: "FM-1", Disputed: true, DisputedAmount: 2000, Received: domain.NewDate(2026, 10, 1)}}},
		"payment": {sheet.Payments, "invoice_no,date,amount,method,reference,payer,fee,file_no\n007,2026-11-20,12400,check,000881,Harbor,148.80,FM-1\n",
			sheet.Row{Line: 2, Payment: &sheet.PaymentRow{InvoiceNo: "007", Date: domain.NewDate(2026, 11, 20), Amount: 1240000, Method: "check", Reference: "000881",
				Payer: "Harbor", Fee: 14880, FileNo: "FM-1"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := rowsOf(t, tc.text, sheet.Options{Kind: tc.kind, Zone: fortMyers})
			if diff := cmp.Diff([]sheet.Row{tc.want}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// cell reads one cell of an otherwise sound row of the kind; the field must not be file_no, which stands first.
func cell(t testing.TB, o sheet.Options, field, value string) sheet.Row {
	t.Helper()
	sound := map[sheet.Kind]map[string]string{
		sheet.Files:    {},
		sheet.Events:   {"at": "2026-11-05", "event": "received"},
		sheet.Invoices: {"invoice_no": "1", "date": "2026-11-05", "amount": "100"},
		sheet.Payments: {"invoice_no": "1", "date": "2026-11-05", "amount": "100"},
	}[o.Kind]
	header, line := "file_no", "FM-1"
	for name, v := range sound {
		if name != field {
			header, line = header+"\t"+name, line+"\t"+v
		}
	}
	rows := rowsOf(t, header+"\t"+field+"\n"+line+"\t\""+strings.ReplaceAll(value, `"`, `""`)+"\"\n", o)
	if len(rows) != 1 {
		t.Fatalf("%d rows, want 1", len(rows))
	}
	return rows[0]
}

func reasons(row sheet.Row) string {
	var all []string
	for _, p := range row.Problems {
		all = append(all, p.Reason)
	}
	return strings.Join(all, "; ")
}

func TestAmounts(t *testing.T) {
	t.Parallel()
	const (
		no       = "not an amount; write 1234.56"
		comma    = "written with a comma for the cents, or a comma out of place; write 1234.56"
		negative = "negative; amounts are written without sign and brackets"
		many     = "more than two decimals"
		large    = "more than $10,000,000,000.00"
	)
	for value, want := range map[string]struct {
		cents  domain.Money
		reason string
	}{
		"94": {9400, ""}, "94.": {9400, ""}, "94.0": {9400, ""}, "94.00": {9400, ""}, "94.000": {9400, ""}, "94.0000": {9400, ""}, "94.1": {9410, ""}, "94.1200": {9412, ""},
		"0": {0, ""}, ".5": {50, ""}, "0094": {9400, ""}, "1234.56": {123456, ""}, "1,234.56": {123456, ""}, "$1,234.56": {123456, ""}, "$ 1,234": {123400, ""},
		"1,234,567": {123456700, ""}, "10000000000": {domain.MaxMoney, ""}, "10,000,000,000.00": {domain.MaxMoney, ""},
		"10000000000.01": {0, large}, "99999999999999999999999": {0, large},
		"1.234,56": {0, comma}, "12,40": {0, comma}, "1234,5": {0, comma}, "1.234.567,89": {0, comma}, "1,23": {0, comma},
		"94.125": {0, many}, "94.001": {0, many}, "94.0001": {0, many},
		"-5": {0, negative}, "−5": {0, negative}, "-$5.00": {0, negative}, "$-5.00": {0, negative}, "(5.00)": {0, negative}, "($1,200)": {0, negative}, "5-": {0, negative},
		"": {0, "empty; every row needs it"}, " ": {0, "empty; every row needs it"},
		"1,2.3.4": {0, no}, "1.2.3": {0, no}, "12k": {0, no}, "$": {0, no}, ".": {0, no}, ",": {0, no}, "1,,000": {0, no}, "1 234": {0, no}, "1,2345": {0, no}, "12345,678": {0, no},
		"USD 5": {0, no}, "$$5": {0, no}, "5e3": {0, no}, "٥": {0, no}, "NaN": {0, no}, "2026-11-05": {0, no}, "-": {0, no}, "+5": {0, no}, "0x5": {0, no}, "1_000": {0, no},
		"#N/A": {0, "an error of the spreadsheet, not a value"},
	} {
		row := cell(t, sheet.Options{Kind: sheet.Payments}, "amount", value)
		if got := reasons(row); got != want.reason {
			t.Errorf("%q: reason %q, want %q", value, got, want.reason)
		}
		if row.Payment.Amount != want.cents {
			t.Errorf("%q: %d cents, want %d", value, row.Payment.Amount, want.cents)
		}
	}
}

func TestThousandsOrDecimals(t *testing.T) {
	t.Parallel()
	const unclear = "thousands or decimals; write 1234.56"
	for _, tc := range []struct{ amount, reason string }{
		{"1.000", unclear}, {"12,500", unclear}, {"94.125", unclear}, {"1234.000", ""}, {"1,234.56", ""}, {"1,234,567", ""}, {"1.00", ""},
	} {
		rows := rowsOf(t, "invoice_no;date;amount\n1;2026-11-05;"+tc.amount+"\n", sheet.Options{Kind: sheet.Invoices})
		if got := reasons(rows[0]); got != tc.reason {
			t.Errorf("%s: %q, want %q", tc.amount, got, tc.reason)
		}
	}
}

func TestWhatMoneyWritesIsRead(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		m := domain.Money(rapid.Int64Range(0, int64(domain.MaxMoney)).Draw(rt, "cents"))
		written := rapid.SampledFrom([]string{m.String(), m.Plain(), strings.ReplaceAll(m.Plain(), ",", "")}).Draw(rt, "written")
		row := cell(t, sheet.Options{Kind: sheet.Payments}, "amount", written)
		if row.Payment.Amount != m || row.Problems != nil {
			rt.Fatalf("%q was read as %d, %s", written, row.Payment.Amount, reasons(row))
		}
	})
}

func TestDates(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ layout, value, want, reason string }{
		{"", "2026-11-05", "2026-11-05", ""},
		{"", "2024-02-29", "2024-02-29", ""},
		{"", "2026-11-05 00:00:00", "2026-11-05", ""},
		{"", "2026-11-05T00:00:00.000", "2026-11-05", ""},
		{"", "2026-11-04T22:30:00Z", "2026-11-04", ""},
		{"", "2026-11-04T23:30:00Z", "2026-11-05", ""},
		{"", "2026-11-05T00:10:00.250+01:00", "2026-11-05", ""},
		{"", "2026-11-05 00:10:00+01:00", "2026-11-05", ""},
		{"", "2026-11-05 00:10:00 +0100", "2026-11-05", ""},
		{"", "2026-11-20", "2026-11-20", ""},
		{"", "2026-11-21", "2026-11-21", "later than today, 2026-11-20"},
		{"", "2026-11-20T23:30:00Z", "2026-11-21", "later than today, 2026-11-20"},
		{"", "1899-12-31", "1899-12-31", "before the year 1900"},
		{"", "0000-12-31", "", "before the year 1900"},
		{"", "2026-11-05T17:05:00", "", "a time without its offset; write 2026-11-20T17:05:00-05:00, or the date alone"},
		{"", "2026-11-05 17:05", "", "a time without its offset; write 2026-11-20T17:05:00-05:00, or the date alone"},
		{"", "2026-02-30", "", "not a date; write 2026-11-20"},
		{"", "2026-1-5", "", "not a date; write 2026-11-20"},
		{"", "soon", "", "not a date; write 2026-11-20"},
		{"", "45000", "", "not a date; write 2026-11-20"},
		{"", "1/15/2026", "", "not a date like 2026-11-20; say --dates M/D/YYYY"},
		{"", "15/1/2026", "", "not a date like 2026-11-20; say --dates D/M/YYYY"},
		{"", "15.01.26", "", "not a date like 2026-11-20; say --dates D.M.YY"},
		{"", "4.1.2026", "", "not a date like 2026-11-20; say --dates D.M.YYYY"},
		{"", "1/2/2026", "", "not a date like 2026-11-20; say --dates M/D/YYYY if the month stands first, D/M/YYYY if the day does"},
		{"", "1-2-2026 0:00", "", "not a date like 2026-11-20; say --dates M-D-YYYY if the month stands first, D-M-YYYY if the day does"},
		{"", "31/31/2026", "", "not a date like 2026-11-20; there is no such day"},
		{"M/D/YYYY", "1/2/2026", "2026-01-02", ""},
		{"m/d/yyyy", "01/02/2026", "2026-01-02", ""},
		{"MM/DD/YYYY", "1/2/2026", "2026-01-02", ""},
		{"M/D/YYYY", "1/2/2026 12:00:00 AM", "2026-01-02", ""},
		{"M/D/YYYY", "1/2/2026 0:00", "2026-01-02", ""},
		{"M/D/YYYY", "2026-11-04T23:30:00Z", "2026-11-05", ""},
		{"M/D/YYYY", "2/30/2026", "", "not a date written M/D/YYYY"},
		{"M/D/YYYY", "31/02/2026", "", "not a date written M/D/YYYY"},
		{"M/D/YYYY", "1/2/26", "", "not a date written M/D/YYYY"},
		{"M/D/YYYY", "2026-01-02", "", "not a date written M/D/YYYY"},
		{"M/D/YYYY", "1/2/0026", "0026-01-02", "before the year 1900"},
		{"D.M.YYYY", "2.1.2026", "2026-01-02", ""},
		{"D.M.YY", "02.01.26", "2026-01-02", ""},
		{"YYYYMMDD", "20260102", "2026-01-02", ""},
		{"YYYYMMDD", "2026012", "", "not a date written YYYYMMDD"},
		{"D-MMM-YY", "2-Jan-26", "2026-01-02", ""},
		{"MMM D, YYYY", "Jan 2, 2026", "2026-01-02", ""},
		{"YYYY-DD-MM", "2026-02-01", "2026-01-02", ""},
	} {
		o := sheet.Options{Kind: sheet.Files, Dates: tc.layout, Zone: time.FixedZone("CET", 3600)}
		row := cell(t, o, "received", tc.value)
		if got := reasons(row); got != tc.reason {
			t.Errorf("%q as %q: reason %q, want %q", tc.value, tc.layout, got, tc.reason)
		}
		if got := row.File.Received.String(); got != tc.want {
			t.Errorf("%q as %q: %s, want %s", tc.value, tc.layout, got, tc.want)
		}
	}
}

func TestRefusedLayouts(t *testing.T) {
	t.Parallel()
	for _, layout := range []string{"M/YYYY", "D/M/D/YYYY", "MMMM D YYYY", "YYYY", "2006-01-02", "M/D/YYYYY", "dd.mm", "%d", "M:D:YYYY", "MDYYYY", "M/M/M/D/YYYY", "YYYY-MM-MM-DD", "YYYY-M-DDD", "Ä/M/D/YYYY"} {
		_, err := sheet.Open(strings.NewReader("file_no\n"), sheet.Options{Kind: sheet.Files, Dates: layout})
		if domain.KindOf(err) != domain.KindInvalid {
			t.Errorf("%q: %v, want a refusal", layout, err)
		}
	}
}

func TestWhichDaysMayBeAhead(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		kind  sheet.Kind
		field string
		ahead bool
	}{
		{sheet.Files, "received", false}, {sheet.Files, "loss_date", false}, {sheet.Events, "at", false}, {sheet.Invoices, "date", false},
		{sheet.Invoices, "received", false}, {sheet.Payments, "date", false}, {sheet.Invoices, "due", true},
	} {
		row := cell(t, sheet.Options{Kind: tc.kind}, tc.field, "2026-11-21")
		if taken := row.Problems == nil; taken != tc.ahead {
			t.Errorf("%s.%s ahead of today taken: %t, want %t", tc.kind, tc.field, taken, tc.ahead)
		}
	}
	s, err := sheet.Open(strings.NewReader("invoice_no,date,amount\n1,2999-01-01,5\n"), sheet.Options{Kind: sheet.Invoices})
	if err != nil {
		t.Fatal(err)
	}
	if row, _ := s.Next(); row.Problems != nil {
		t.Errorf("without a today: %v, want no bound", row.Problems)
	}
}

func TestDisputes(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]struct {
		disputed bool
		cents    domain.Money
		reason   string
	}{
		"": {}, "no": {}, "No": {}, "false": {}, "0": {}, "n": {}, "0.00": {},
		"Yes": {disputed: true}, "TRUE": {disputed: true}, "1": {disputed: true}, "y": {disputed: true},
		"1.00": {true, 100, ""}, "100": {true, 10000, ""}, "$55.94": {true, 5594, ""},
		"100.01": {true, 10001, "more than the invoice"}, "perhaps": {false, 0, "neither yes or no nor an amount"}, "-5": {false, 0, "neither yes or no nor an amount"},
	} {
		row := cell(t, sheet.Options{Kind: sheet.Invoices}, "disputed", value)
		if row.Invoice.Disputed != want.disputed || row.Invoice.DisputedAmount != want.cents || reasons(row) != want.reason {
			t.Errorf("%q: %t %d %q, want %+v", value, row.Invoice.Disputed, row.Invoice.DisputedAmount, reasons(row), want)
		}
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]sheet.Event{
		"received": sheet.Received, "Submitted": sheet.Submitted, "RESUBMITTED": sheet.Submitted, "re-submitted": sheet.Submitted, "In review": sheet.Review,
		"final_approved": sheet.Approved, "partly approved": sheet.PartlyApproved, "Returned": sheet.Rejected, "withdrawn": sheet.Withdrawn,
		"billed": sheet.Invoiced, "Paid in full": sheet.Paid, "closed": "", "UNDEFINED": "",
	} {
		row := cell(t, sheet.Options{Kind: sheet.Events}, "event", value)
		if row.Event.Event != want || (want == "") != (row.Problems != nil) {
			t.Errorf("%q: %q %q, want %q", value, row.Event.Event, reasons(row), want)
		}
	}
	for value, want := range map[string]string{"Estimate": "estimate", "documents": "docs", "DOCS": "docs", "invoice": "invoice", "": "", "photo": ""} {
		row := cell(t, sheet.Options{Kind: sheet.Events}, "kind", value)
		if row.Event.Kind != want || (value == "photo") != (row.Problems != nil) {
			t.Errorf("%q: %q %q, want %q", value, row.Event.Kind, reasons(row), want)
		}
	}
}

func TestTextAndNumbers(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ field, value, reason string }{
		{"claim_no", "0000611365", ""},
		{"claim_no", "24/778 10-Ü", ""},
		{"claim_no", "12E5", ""},
		{"claim_no", strings.Repeat("é", 64), ""},
		{"claim_no", strings.Repeat("9", 65), "longer than 64 characters"},
		{"claim_no", "6.11365E+09", "a number the spreadsheet has rounded; format the column as text and save it again"},
		{"claim_no", "6E+11", "a number the spreadsheet has rounded; format the column as text and save it again"},
		{"claim_no", "61\n1365", "a line break or tab in a number"},
		{"claim_no", "#REF!", "an error of the spreadsheet, not a value"},
		{"claim_no", "#881", ""},
		{"customer", "<!channel> *x* <http://a|b>", ""},
		{"customer", "O\"Neil; & Söhne, 東京", ""},
		{"customer", strings.Repeat("x", 1000), ""},
		{"customer", strings.Repeat("x", 1001), "longer than 1000 characters"},
		{"customer", "bell\a", "control characters in it"},
	} {
		row := cell(t, sheet.Options{Kind: sheet.Files}, tc.field, tc.value)
		want := tc.value
		if tc.reason != "" {
			want = ""
		}
		if got := row.File.Customer + row.File.ClaimNo; got != want || reasons(row) != tc.reason {
			t.Errorf("%s %q: %q %q, want reason %q", tc.field, tc.value, got, reasons(row), tc.reason)
		}
	}
	for value, want := range map[string]int{"12": 12, "": 0, "1.5": 0, "99999999999": 0} {
		row := cell(t, sheet.Options{Kind: sheet.Events}, "seq", value)
		if row.Event.Seq != want || (want == 0 && value != "") != (row.Problems != nil) {
			t.Errorf("seq %q: %d %q", value, row.Event.Seq, reasons(row))
		}
	}
	if got := reasons(cell(t, sheet.Options{Kind: sheet.Payments}, "fee", "100.01")); got != "more than the payment" {
		t.Errorf("fee above the payment: %q", got)
	}
}

func TestProblems(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ä", 50)
	text := "Invoice #,Date,Total,Due\n" +
		"1,2026-11-05,5,\n" +
		",31/02/2026," + long + ",x\n" +
		"2,2026-11-05\n" +
		"3,2026-11-05,1,234.56,2026-11-05\n" +
		"4,2026-11-05,5\" pipe,\n" +
		"5,2026-11-05,\"5\" pipe,\n" +
		"6,2026-11-05,6,\n"
	var got []sheet.Problem
	lines := []int{}
	for _, row := range rowsOf(t, text, sheet.Options{Kind: sheet.Invoices}) {
		lines = append(lines, row.Line)
		got = append(got, row.Problems...)
	}
	quote := "a quote out of place; a cell that holds one stands in quotes, with the quote inside doubled"
	want := []sheet.Problem{
		{3, "Invoice #", "", "empty; every row needs it"},
		{3, "Date", "31/02/2026", "not a date like 2026-11-20; there is no such day"},
		{3, "Total", strings.Repeat("ä", 39) + "…", "not an amount; write 1234.56"},
		{3, "Due", "x", "not a date; write 2026-11-20"},
		{4, "", "", "2 cells where the header has 4"},
		{5, "", "", "5 cells where the header has 4; a cell that holds a comma stands in quotes"},
		{6, "", "", quote},
		{7, "", "", quote},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int{2, 3, 4, 5, 6, 7, 8}, lines); diff != "" {
		t.Error(diff)
	}
	b, err := json.Marshal(want[1])
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(`{"line":3,"column":"Date","value":"31/02/2026","reason":"not a date like 2026-11-20; there is no such day"}`, string(b)); diff != "" {
		t.Error(diff)
	}
}
