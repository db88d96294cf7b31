package sheet_test

import (
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"paidup/domain"
	"paidup/domain/sheet"
)

func TestFormsOfText(t *testing.T) {
	t.Parallel()
	harbor := &sheet.PaymentRow{InvoiceNo: "0042", Date: domain.NewDate(2026, 11, 5), Amount: 123456, Payer: "Harbor Mutual"}
	for name, tc := range map[string]struct {
		text string
		line int
	}{
		"commas":              {"invoice_no,date,amount,payer\n0042,2026-11-05,1234.56,Harbor Mutual\n", 2},
		"no last line end":    {"invoice_no,date,amount,payer\n0042,2026-11-05,1234.56,Harbor Mutual", 2},
		"CRLF":                {"invoice_no,date,amount,payer\r\n0042,2026-11-05,1234.56,Harbor Mutual\r\n", 2},
		"BOM":                 {"\ufeffinvoice_no,date,amount,payer\n0042,2026-11-05,1234.56,Harbor Mutual\n", 2},
		"BOM and quotes":      {"\ufeff\"invoice_no\",date,amount,payer\n\"0042\",2026-11-05,\"1,234.56\",Harbor Mutual\n", 2},
		"semicolons":          {"invoice_no;date;amount;payer\n0042;2026-11-05;1234.56;Harbor Mutual\n", 2},
		"semicolons, a comma": {"invoice_no;date;\"amount, gross, in dollars, all of it\";payer;amount\n0042;2026-11-05;;Harbor Mutual;1,234.56\n", 2},
		"tabs":                {"method\tinvoice_no\tdate\tamount\tpayer\n\t0042\t2026-11-05\t$1,234.56\tHarbor Mutual\n", 2},
		"bars":                {"invoice_no|date|amount|payer\n0042|2026-11-05|1234.56|Harbor Mutual\n", 2},
		"declared separator":  {"sep=;\r\ninvoice_no;date;amount;payer\r\n0042;2026-11-05;1234.56;Harbor Mutual\r\n", 3},
		"blank lines":         {"\n\ninvoice_no,date,amount,payer\n\n,,,\n   \n0042,2026-11-05,1234.56,Harbor Mutual\n\n,,,\n", 7},
		"spaces":              {"invoice_no , date, amount, payer\n 0042, 2026-11-05 ,\u00a01234.56\u200b, \"Harbor Mutual\"\n", 2},
		"empty last columns":  {"invoice_no,date,amount,payer,,\n0042,2026-11-05,1234.56,Harbor Mutual,,,,\n", 2},
		"unnamed last column": {"invoice_no,date,amount,payer,\n0042,2026-11-05,1234.56,Harbor Mutual,seen\n", 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := []sheet.Row{{Line: tc.line, Payment: harbor}}
			if diff := cmp.Diff(want, rowsOf(t, tc.text, sheet.Options{Kind: sheet.Payments})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestQuotedNewlines(t *testing.T) {
	t.Parallel()
	text := "\"file\nno\",address\nFM-1,\"12 Palm Ave\nApt \"\"B\"\"\"\nFM-2,3 Bay St\n"
	got := rowsOf(t, text, sheet.Options{Kind: sheet.Files})
	want := []sheet.Row{
		{Line: 3, File: &sheet.FileRow{FileNo: "FM-1", Address: "12 Palm Ave\nApt \"B\""}},
		{Line: 5, File: &sheet.FileRow{FileNo: "FM-2", Address: "3 Bay St"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestRefusedTexts(t *testing.T) {
	t.Parallel()
	const header = "invoice_no,date,amount\n"
	const save = " Save the sheet as CSV (UTF-8)."
	for name, tc := range map[string]struct{ text, says string }{
		"empty":             {"", "The sheet is empty; its first line names the columns."},
		"BOM alone":         {"\ufeff", "The sheet is empty; its first line names the columns."},
		"blank":             {"\n \n", "The sheet is empty; its first line names the columns."},
		"garbage":           {"\x8f\x00\x01\xfe\x03kq\n\x7f\x00", "This is not a text but binary data." + save},
		"garbage, no NUL":   {"\x1f\x8b\x08\x02kq,2\n", "This is not a text but binary data." + save},
		"workbook":          {"PK\x03\x04\x14\x00\x06\x00", "This is a workbook (or a zip archive), not a CSV text." + save},
		"old workbook":      {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is a workbook (or a zip archive), not a CSV text." + save},
		"PDF":               {"%PDF-1.7\n", "This is a PDF, not a CSV text." + save},
		"UTF-16 LE":         {"\xff\xfei\x00n\x00v\x00", "The sheet is written in UTF-16. Save it as CSV (UTF-8)."},
		"UTF-16 BE":         {"\xfe\xff\x00i\x00n\x00v", "The sheet is written in UTF-16. Save it as CSV (UTF-8)."},
		"UTF-16 LE, no BOM": {"i\x00n\x00v\x00", "The sheet is written in UTF-16. Save it as CSV (UTF-8)."},
		"UTF-16 BE, no BOM": {"\x00i\x00n\x00v", "The sheet is written in UTF-16. Save it as CSV (UTF-8)."},
		"Latin-1 header":    {"\ninvoice_no,date,amount,caf\xe9\n", "Line 2 is not UTF-8 text, perhaps Latin-1 or Windows-1252." + save},
		"Latin-1 row":       {header + "1,2026-11-05,5\n2,2026-11-05,5,\"a\nb\nM\xfcller\"\n", "Line 5 is not UTF-8 text, perhaps Latin-1 or Windows-1252." + save},
		"NUL far down":      {header + strings.Repeat("1,2026-11-05,5\n", 10_000) + "2,\x00,5\n", "Line 10002 holds binary data." + save},
		"bare CR":           {"invoice_no,date,amount\r1,2026-11-05,5\r", "The lines of the sheet end in a bare carriage return. Save it as CSV (UTF-8) with ordinary line ends."},
		"unknown separator": {"invoice_no^date^amount\n1^2026-11-05^5\n", "The header is the single column \"invoice_no^date^amount\"; the sheet needs invoice_no, date, amount, and commas, semicolons, tabs or bars between its columns."},
		"two separators":    {header + "1;2026-11-05;5\n", "The header is separated by commas and line 2 by semicolons; save the sheet with one separator throughout."},
		"quote never ends":  {header + "1,2026-11-05,5\n2,\"2026-11-05,5\n3,2026-11-05,5\n", "A quote opened in line 3 is not closed where its cell ends, so the lines after it cannot be told apart."},
		"quote swallows":    {header + "1,\"2026-11-05,5\n2,\"2026-11-05\",5\n", "A quote opened in line 2 is not closed where its cell ends, so the lines after it cannot be told apart."},
		"quote in header":   {"invoice_no,da\"te,amount\n", "The header cannot be read: a quote out of place; a cell that holds one stands in quotes, with the quote inside doubled."},
		"endless header":    {strings.Repeat("x", 70_000), "The first line is longer than 64 KB; a sheet begins with a line that names its columns."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checkRefusal(t, strings.NewReader(tc.text), tc.says)
		})
	}
}

func checkRefusal(t *testing.T, r io.Reader, says string) {
	t.Helper()
	s, err := sheet.Open(r, sheet.Options{Kind: sheet.Invoices})
	if err == nil {
		_, err = rest(s)
		if _, again := s.Next(); err != nil && !errors.Is(again, err) {
			t.Errorf("asked again: %v, want %v", again, err)
		}
	}
	if err == nil {
		t.Fatalf("it was read; want %q", says)
	}
	if domain.KindOf(err) != domain.KindInvalid {
		t.Errorf("kind %q, want invalid", domain.KindOf(err))
	}
	if diff := cmp.Diff(says, err.Error()); diff != "" {
		t.Error(diff)
	}
}

// endless says the same words until nothing is left.
type endless struct {
	words string
	left  int
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left <= 0 {
		return 0, io.EOF
	}
	n := min(len(e.words), len(p), e.left)
	e.left -= n
	return copy(p, e.words[:n]), nil
}

func TestLongLineTakesNoMemory(t *testing.T) {
	const header = "invoice_no,date,amount\n1,2026-11-05,5\n"
	for name, tc := range map[string]struct {
		start, words string
		most         uint64 // MB given and taken back while reading
	}{
		"plain":           {"2,", "xxxxxxxx", 12},
		"with quotes":     {"2,", `xxxxxx"x`, 12},
		"in quotes":       {`2,"`, "xxxxxxxx", 12},
		"quote after all": {`2,"`, `xxxxxx"x`, 12},
		"commas":          {"2,", ",,,,,,,,", 250}, // a million cells
		"lines in quotes": {`2,"`, "no end in sight\n", 12},
	} {
		t.Run(name, func(t *testing.T) {
			tail := &endless{words: strings.Repeat(tc.words, 512), left: 50 << 20}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			checkRefusal(t, io.MultiReader(strings.NewReader(header+tc.start), tail),
				"The row after line 2 is longer than 1 MB. Most often a quote is opened there and never closed.")
			runtime.ReadMemStats(&after)
			if took := after.TotalAlloc - before.TotalAlloc; took > tc.most<<20 {
				t.Errorf("took %d bytes", took)
			}
			if read := 50<<20 - tail.left; read > 2<<20 {
				t.Errorf("read %d bytes of it", read)
			}
		})
	}
}

func TestLongestRow(t *testing.T) {
	t.Parallel()
	note := strings.Repeat("x", 1<<20-100)
	text := "file_no,note\nFM-1," + note + "\nFM-2," + note + "\nFM-3," + note + "\n"
	if n := readAll(t, strings.NewReader(text), sheet.Options{Kind: sheet.Files}); n != 3 {
		t.Errorf("%d rows, want 3", n)
	}
}

func TestBrokenSource(t *testing.T) {
	t.Parallel()
	broken := errors.New("the disk is gone")
	sound := "invoice_no,date,amount\n" + strings.Repeat("1,2026-11-05,5\n", 10_000)
	for name, text := range map[string]string{
		"at once": "", "in the header": "invoice_no,da", "after a row": sound,
		"in a cell": sound + "1,\"2026", "beside a quote": sound + "1,20\"26",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := io.MultiReader(strings.NewReader(text), iotest.ErrReader(broken))
			s, err := sheet.Open(r, sheet.Options{Kind: sheet.Invoices})
			if err == nil {
				_, err = rest(s)
			}
			if !errors.Is(err, broken) || domain.KindOf(err) != "" {
				t.Errorf("got %v, want the fault of the source", err)
			}
		})
	}
}

func TestSlowSource(t *testing.T) {
	t.Parallel()
	text := "invoice_no,date,amount\n1,2026-11-05,5\n2,2026-11-05,\"5\"\n"
	if n := readAll(t, iotest.OneByteReader(strings.NewReader(text)), sheet.Options{Kind: sheet.Invoices}); n != 2 {
		t.Errorf("%d rows, want 2", n)
	}
}
