package bench

import (
	"bytes"
	"fmt"
	"io"

	"paidup/domain"
)

// lines is a sheet that is made while it is read.
type lines struct {
	next func(i int) string
	n, i int
	rest bytes.Buffer
}

func newLines(n int, head string, next func(i int) string) io.Reader {
	l := &lines{n: n, next: next}
	l.rest.WriteString(head)
	return l
}

// invoiceSheet is a sheet of so many invoices that name no file.
func invoiceSheet(n int) io.Reader {
	return newLines(n, "invoice_no,customer,invoice_date,due_date,amount\n", func(i int) string {
		on := invoicedOn(i)
		return fmt.Sprintf("%s,Customer %d Condominiums LLC,%s,%s,%s\n", invoiceNo(i), i*7919%(n/8+1), on, on+30, plain(amount(i)))
	})
}

// paymentSheet pays four of five invoices in full, and half of each other.
func paymentSheet(n int) io.Reader {
	return newLines(n, "invoice_no,pay_date,amount,method,reference\n", func(i int) string {
		paid := amount(i)
		if i%5 == 0 {
			paid /= 2
		}
		return fmt.Sprintf("%s,%s,%s,check,%d\n", invoiceNo(i), invoicedOn(i)+domain.Date(5+i%115), plain(paid), i*104729%9_999_999)
	})
}

func invoiceNo(i int) string { return fmt.Sprintf("INV-%d", 100_000+i) }

func invoicedOn(i int) domain.Date { return domain.NewDate(2024, 1, 1) + domain.Date(i*7919%600) }

func amount(i int) domain.Money { return 500_00 + domain.Money(i*7919%2_500_000) }

func plain(m domain.Money) string { return fmt.Sprintf("%d.%02d", m/100, m%100) }

// Read gives the next of the sheet.
func (l *lines) Read(p []byte) (int, error) {
	for l.rest.Len() < len(p) && l.i < l.n {
		l.rest.WriteString(l.next(l.i))
		l.i++
	}
	return l.rest.Read(p)
}
