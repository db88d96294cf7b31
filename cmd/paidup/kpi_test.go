package main

import (
	"bytes"
	"strings"
	"testing"

	"paidup/domain/kpi"
)

func TestFiguresCountOneInvoice(t *testing.T) {
	for n, want := range map[int]string{1: "$5.00 in 1 invoice,", 2: "$5.00 in 2 invoices,"} {
		var out bytes.Buffer
		showFigures(console{out: &out}, kpi.Figures{OpenAR: 5_00, OpenInvoices: n})
		if !strings.Contains(out.String(), want) {
			t.Errorf("%d are shown as %s", n, out.String())
		}
	}
}
