package sheet_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paidup/domain"
	"paidup/domain/sheet"
)

func TestColumns(t *testing.T) {
	t.Parallel()
	const receivables = "countryCode,customerID,PaperlessDate,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate,PaperlessBill,DaysToSettle,DaysLate\n"
	type match = sheet.Match
	for name, tc := range map[string]struct {
		kind    sheet.Kind
		header  string
		mapped  map[string]string
		want    []match
		ignored []string
	}{
		"receivables as invoices": {sheet.Invoices, receivables, nil,
			[]match{{"invoice_no", "invoiceNumber"}, {"date", "InvoiceDate"}, {"amount", "InvoiceAmount"}, {"due", "DueDate"}, {"customer", "customerID"}, {"disputed", "Disputed"}},
			[]string{"countryCode", "PaperlessDate", "SettledDate", "PaperlessBill", "DaysToSettle", "DaysLate"}},
		"receivables as payments": {sheet.Payments, receivables, map[string]string{"date": "SettledDate", "amount": "InvoiceAmount"},
			[]match{{"invoice_no", "invoiceNumber"}, {"date", "SettledDate"}, {"amount", "InvoiceAmount"}},
			[]string{"countryCode", "customerID", "PaperlessDate", "InvoiceDate", "DueDate", "Disputed", "PaperlessBill", "DaysToSettle", "DaysLate"}},
		"jobs": {sheet.Files, "job_no,amount,received_at,paid_at,rejections\n", map[string]string{"file_no": "job_no", "estimate": "amount"},
			[]match{{"file_no", "job_no"}, {"received", "received_at"}, {"estimate", "amount"}}, []string{"paid_at", "rejections"}},
		"job events": {sheet.Events, "job_no,seq,at,stage,activity,role\n", map[string]string{"file_no": "job_no", "event": "stage", "by": "role"},
			[]match{{"file_no", "job_no"}, {"at", "at"}, {"event", "stage"}, {"by", "role"}, {"seq", "seq"}}, []string{"activity"}},
		"words of people": {sheet.Invoices, "Invoice #,Date,Total ($),Bill-To,File No.,DATE DUE\n", nil,
			[]match{{"invoice_no", "Invoice #"}, {"date", "Date"}, {"amount", "Total ($)"}, {"due", "DATE DUE"}, {"payer", "Bill-To"}, {"file_no", "File No."}}, nil},
		"the likeliest name wins": {sheet.Invoices, "amount,invoice_amount,date,invoice date,inv no\n", nil,
			[]match{{"invoice_no", "inv no"}, {"date", "invoice date"}, {"amount", "invoice_amount"}}, []string{"amount", "date"}},
		"a mapped column is not taken twice": {sheet.Payments, "invoice,date,paid on,amount\n", map[string]string{"reference": "invoice", "invoice_no": "invoice", "date": "PAID ON"},
			[]match{{"invoice_no", "invoice"}, {"date", "paid on"}, {"amount", "amount"}, {"reference", "invoice"}}, []string{"date"}},
		"a field left out": {sheet.Files, "file no,phone,phone\n", map[string]string{"phone": ""},
			[]match{{"file_no", "file no"}}, []string{"phone", "phone"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, err := sheet.Open(strings.NewReader(tc.header), sheet.Options{Kind: tc.kind, Map: tc.mapped})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, s.Columns()); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tc.ignored, s.Ignored()); diff != "" {
				t.Errorf("ignored: %s", diff)
			}
		})
	}
}

func TestOwnNamesAreRecognised(t *testing.T) {
	t.Parallel()
	for kind, fields := range map[sheet.Kind]string{
		sheet.Files:    "file_no,received,customer,address,city,claim_no,assignment_no,policy_no,program,carrier,adjuster,payer,loss_type,loss_date,deductible,estimate,owner,phone,email,po_no",
		sheet.Events:   "file_no,at,event,by,amount,kind,reason,seq",
		sheet.Invoices: "invoice_no,date,amount,due,customer,payer,file_no,disputed,received",
		sheet.Payments: "invoice_no,date,amount,method,reference,payer,fee,file_no",
	} {
		s, err := sheet.Open(strings.NewReader(fields), sheet.Options{Kind: kind})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range s.Columns() {
			if m.Field != m.Column {
				t.Errorf("%s: %s was read from %s", kind, m.Field, m.Column)
			}
			got = append(got, m.Field)
		}
		if diff := cmp.Diff(fields, strings.Join(got, ",")); diff != "" {
			t.Errorf("%s: %s", kind, diff)
		}
	}
}

func TestRefusedColumns(t *testing.T) {
	t.Parallel()
	var wide []string
	for i := range 25 {
		wide = append(wide, fmt.Sprintf("c%d", i))
	}
	for name, tc := range map[string]struct {
		header string
		o      sheet.Options
		arg    string
		says   string
	}{
		"missing": {"invoice_no,when\n", sheet.Options{Kind: sheet.Invoices}, "map",
			"No column was recognised as date, amount. The sheet has invoice_no, when; name it with --map date=COLUMN."},
		"missing among many": {strings.Join(wide, ","), sheet.Options{Kind: sheet.Files}, "map",
			"No column was recognised as file_no. The sheet has c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19 and 5 more; name it with --map file_no=COLUMN."},
		"left out though needed": {"file_no,x\n", sheet.Options{Kind: sheet.Files, Map: map[string]string{"file_no": " "}}, "map",
			"No column was recognised as file_no. The sheet has file_no, x; name it with --map file_no=COLUMN."},
		"one column": {"<html>\n", sheet.Options{Kind: sheet.Files}, "",
			"The header is the single column \"<html>\"; the sheet needs file_no, and commas, semicolons, tabs or bars between its columns."},
		"no such field": {"invoice_no,date,amount\n", sheet.Options{Kind: sheet.Payments, Map: map[string]string{"check": "x"}}, "map",
			"Payments have no field \"check\"; they have invoice_no, date, amount, method, reference, payer, fee, file_no."},
		"no such column": {"invoice_no,date,amount\n", sheet.Options{Kind: sheet.Payments, Map: map[string]string{"date": "Settled"}}, "map",
			"The sheet has no column \"Settled\"; it has invoice_no, date, amount."},
		"two alike": {"invoice_no,date,amount,Amount\n", sheet.Options{Kind: sheet.Payments}, "map",
			"The sheet has two columns \"amount\"; rename one of them."},
		"two the same, mapped": {"no,date,amount,no\n", sheet.Options{Kind: sheet.Payments, Map: map[string]string{"invoice_no": "no"}}, "map",
			"The sheet has two columns \"no\"; rename one of them."},
		"two alike, mapped": {"My No,date,amount,my_no\n", sheet.Options{Kind: sheet.Payments, Map: map[string]string{"invoice_no": "MYNO"}}, "map",
			"The sheet has two columns \"My No\"; rename one of them."},
		"kind": {"invoice_no,date,amount\n", sheet.Options{Kind: "payment"}, "kind",
			"\"payment\" is no kind of sheet; there are files, events, invoices and payments."},
		"layout": {"invoice_no,date,amount\n", sheet.Options{Kind: sheet.Payments, Dates: "MM/YYYY"}, "dates",
			"\"MM/YYYY\" is not a layout of dates; write it like M/D/YYYY, D.M.YYYY, YYYY-MM-DD or D-MMM-YY."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := sheet.Open(strings.NewReader(tc.header), tc.o)
			want := domain.Invalid(tc.arg, "%s", tc.says)
			if diff := cmp.Diff(error(want), err); diff != "" {
				t.Error(diff)
			}
		})
	}
}
