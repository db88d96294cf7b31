package kpi

import "paidup/domain"

// The labels of the aging buckets, in days of age or days past due.
const (
	Current  = "current" // not past due; the due-date basis only
	To30     = "0-30"    // the invoice-date basis only
	Late30   = "1-30"    // the due-date basis only
	To60     = "31-60"
	To90     = "61-90"
	Beyond90 = "91+"
)

// OpenBalance is the open part of the invoices that share both dates.
type OpenBalance struct {
	InvoicedOn domain.Date
	DueOn      domain.Date  // zero: due on the invoice date
	Count      int          // invoices
	Cents      domain.Money // their open balances; negative for a credit that is to be aged
	Disputed   domain.Money // the part of Cents that is disputed
}

// Bucket is the sum of one age.
type Bucket struct {
	Cents domain.Money `json:"cents"`
	Count int          `json:"count"` // invoices
}

func (b *Bucket) add(cents domain.Money, count int) {
	b.Cents += cents
	b.Count += count
}

// AgingRow is a bucket with its label, for those who print one after the other.
type AgingRow struct {
	Label string
	Bucket
}

// InvoiceAging is what is open by the age of its invoice.
type InvoiceAging struct {
	To30     Bucket `json:"0-30"`
	To60     Bucket `json:"31-60"`
	To90     Bucket `json:"61-90"`
	Beyond90 Bucket `json:"91+"`
}

// Rows are the buckets, youngest first.
func (a InvoiceAging) Rows() []AgingRow {
	return []AgingRow{{To30, a.To30}, {To60, a.To60}, {To90, a.To90}, {Beyond90, a.Beyond90}}
}

// Total is the sum of the buckets.
func (a InvoiceAging) Total() Bucket { return total(a.Rows()) }

// DueAging is what is open by the days since it was due.
type DueAging struct {
	Current  Bucket `json:"current"`
	Late30   Bucket `json:"1-30"`
	To60     Bucket `json:"31-60"`
	To90     Bucket `json:"61-90"`
	Beyond90 Bucket `json:"91+"`
}

// Rows are the buckets, what is not past due first.
func (a DueAging) Rows() []AgingRow {
	return []AgingRow{{Current, a.Current}, {Late30, a.Late30}, {To60, a.To60}, {To90, a.To90}, {Beyond90, a.Beyond90}}
}

// Total is the sum of the buckets.
func (a DueAging) Total() Bucket { return total(a.Rows()) }

func total(rows []AgingRow) Bucket {
	var sum Bucket
	for _, r := range rows {
		sum.add(r.Cents, r.Count)
	}
	return sum
}

// InvoiceBucket is the label of the bucket by invoice date: asOf - invoicedOn calendar days, day 30 still in the first.
//
// Source: https://app.jeweltrak.com/help/ar-aging-report
func InvoiceBucket(invoicedOn, asOf domain.Date) string {
	if age := DaysBetween(invoicedOn, asOf); age > 30 {
		return olderBucket(age)
	}
	return To30
}

// DueBucket is the label of the bucket by due date: asOf - dueOn calendar days; what is due today is not past due.
//
// Source: https://support.jobnimbus.com/what-can-i-see-in-the-accounts-receivable-tab-in-insights
func DueBucket(dueOn, asOf domain.Date) string {
	late := DaysBetween(dueOn, asOf)
	switch {
	case late <= 0:
		return Current
	case late <= 30:
		return Late30
	default:
		return olderBucket(late)
	}
}

func olderBucket(days int) string {
	switch {
	case days <= 60:
		return To60
	case days <= 90:
		return To90
	default:
		return Beyond90
	}
}

// AgeByInvoice puts open balances into buckets by invoice date. A part payment leaves the invoice its own age; a negative
// line (unapplied cash, dated when it came) lowers the bucket of its own age. The total equals the sum of the balances.
//
// Source: https://github.com/odoo/odoo/pull/16235 and, for unapplied cash,
// https://github.com/OCA/account-financial-reporting/issues/546
func AgeByInvoice(open []OpenBalance, asOf domain.Date) InvoiceAging {
	var a InvoiceAging
	for _, o := range open {
		switch InvoiceBucket(o.InvoicedOn, asOf) {
		case To30:
			a.To30.add(o.Cents, o.Count)
		case To60:
			a.To60.add(o.Cents, o.Count)
		case To90:
			a.To90.add(o.Cents, o.Count)
		default:
			a.Beyond90.add(o.Cents, o.Count)
		}
	}
	return a
}

// AgeByDue puts open balances into buckets by due date, in the manner of AgeByInvoice. Without a due date the invoice date
// stands for it.
//
// Source: https://github.com/odoo/odoo/pull/16235
func AgeByDue(open []OpenBalance, asOf domain.Date) DueAging {
	var a DueAging
	for _, o := range open {
		switch DueBucket(o.due(), asOf) {
		case Current:
			a.Current.add(o.Cents, o.Count)
		case Late30:
			a.Late30.add(o.Cents, o.Count)
		case To60:
			a.To60.add(o.Cents, o.Count)
		case To90:
			a.To90.add(o.Cents, o.Count)
		default:
			a.Beyond90.add(o.Cents, o.Count)
		}
	}
	return a
}

func (o OpenBalance) due() domain.Date {
	if o.DueOn.IsZero() {
		return o.InvoicedOn
	}
	return o.DueOn
}
