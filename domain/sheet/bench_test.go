package sheet_test

import (
	"bytes"
	"fmt"
	"testing"

	"paidup/domain/sheet"
)

// BenchmarkNext reads 100,000 invoices a turn and reports rows per second.
func BenchmarkNext(b *testing.B) {
	const rows = 100_000
	var text bytes.Buffer
	text.WriteString("invoice_no,customer,invoice_date,due_date,amount,disputed\n")
	for i := range rows {
		fmt.Fprintf(&text, "%010d,%04d-HARBOR,2026-%02d-%02d,2026-12-01,%d.%02d,false\n", i, i%5000, 1+i%10, 1+i%28, 40+i%9000, i%100)
	}
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if n := readAll(b, bytes.NewReader(text.Bytes()), sheet.Options{Kind: sheet.Invoices}); n != rows {
			b.Fatalf("%d rows, want %d", n, rows)
		}
	}
	b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
}
