package sheet_test

import (
	"bytes"
	"io"
	"testing"
	"unicode/utf8"

	"paidup/domain"
	"paidup/domain/sheet"
)

// FuzzSheet holds, for any bytes, that reading ends, that a fault is one of the law's and that a row is whole or says why not.
func FuzzSheet(f *testing.F) {
	kinds := []sheet.Kind{sheet.Files, sheet.Events, sheet.Invoices, sheet.Payments}
	layouts := []string{"", "M/D/YYYY", "D.M.YY", "YYYYMMDD", "MMM D, YYYY"}
	for _, seed := range []string{
		"", "\ufeff", "\xff\xfei\x00", "PK\x03\x04", "\r", "\n\n", "\"", "sep=;\n",
		"file_no,received,estimate\nFM-1,2026-11-05T10:00:00-05:00,\"1,234.50\"\n",
		"sep=;\r\nfile_no;at;event;amount\r\nFM-1;5.11.26;resubmitted;1.000\r\n",
		"invoice_no\tdate\tamount\tdisputed\n007\t11/5/2026\t94.0\tYes\n\t\t\t\n007,11/5/2026\n",
		"Invoice #|Date|Total ($)|Due\n1|Nov 5, 2026|(5)|x\n2|\"a\nb\"|\"5\" x|\n",
		"invoice_no,date,amount,fee\n1,20261105,5,6\n2,\"20261105,5\n3,M\xfcller,5,\n",
	} {
		for i := range kinds {
			f.Add([]byte(seed), uint8(i), uint8(i))
		}
	}
	f.Fuzz(func(t *testing.T, text []byte, kind, layout uint8) {
		o := sheet.Options{Kind: kinds[int(kind)%len(kinds)], Dates: layouts[int(layout)%len(layouts)], Today: domain.NewDate(2026, 11, 20)}
		s, err := sheet.Open(bytes.NewReader(text), o)
		for line := 1; err == nil; {
			var row sheet.Row
			if row, err = s.Next(); err == nil {
				checkRow(t, row, line)
				line = row.Line
			}
		}
		if err != io.EOF && (domain.KindOf(err) != domain.KindInvalid || !utf8.ValidString(err.Error())) {
			t.Errorf("ended with %q", err)
		}
	})
}

func checkRow(t *testing.T, row sheet.Row, after int) {
	if row.Line <= after {
		t.Errorf("line %d after line %d", row.Line, after)
	}
	set := 0
	for _, is := range []bool{row.File != nil, row.Event != nil, row.Invoice != nil, row.Payment != nil} {
		if is {
			set++
		}
	}
	if set > 1 || (set == 0 && row.Problems == nil) {
		t.Errorf("line %d: %d values and %d problems", row.Line, set, len(row.Problems))
	}
	for _, p := range row.Problems {
		if p.Line != row.Line || p.Reason == "" || utf8.RuneCountInString(p.Value) > 40 {
			t.Errorf("line %d: %+v", row.Line, p)
		}
	}
	if row.Problems != nil {
		return
	}
	today := domain.NewDate(2026, 11, 20)
	if inv := row.Invoice; inv != nil && (inv.InvoiceNo == "" || inv.Date.IsZero() || inv.Date > today || inv.Amount < 0 || inv.Amount > domain.MaxMoney) {
		t.Errorf("line %d was taken: %+v", row.Line, *inv)
	}
	if e := row.Event; e != nil && (e.FileNo == "" || e.On.IsZero() || e.On > today || e.Event == "") {
		t.Errorf("line %d was taken: %+v", row.Line, *e)
	}
}
