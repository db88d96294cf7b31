package kpi

import (
	"cmp"
	"slices"

	"paidup/domain"
)

// Outstanding is what is owed after unapplied cash, in cents: due + overdue - unapplied. It is the AR of every DSO.
//
// Source: https://docs.upflow.io/en-us/analytics/good-to-know/unapplied-amounts-in-analytics
func Outstanding(due, overdue, unapplied domain.Money) domain.Money { return due + overdue - unapplied }

// Entry is a dated amount.
type Entry struct {
	On    domain.Date
	Cents domain.Money
}

// BalanceAt is what is open at the end of asOf, in cents: the sum of the entries dated up to it, charges positive, payments
// and credits negative. It is never below 0: what is paid over it is unapplied cash.
//
// Source: https://app.jeweltrak.com/help/ar-aging-report; the day itself counts,
// https://github.com/OCA/account-financial-reporting/issues/707
func BalanceAt(asOf domain.Date, entries []Entry) domain.Money {
	var sum domain.Money
	for _, e := range entries {
		if e.On <= asOf {
			sum += e.Cents
		}
	}
	return max(sum, 0)
}

// PaidOn is the day from which the payments cover what was invoiced, for good: a payment returned later takes the first
// such day back. Payments are positive, their reversals negative on their own date, in any order; a day is judged at its
// end. It is the zero date while something is open, and may lie before the invoice.
func PaidOn(invoiced domain.Money, payments []Entry) domain.Date {
	byDay := slices.SortedStableFunc(slices.Values(payments), func(a, b Entry) int { return cmp.Compare(a.On, b.On) })
	var paid domain.Money
	var on domain.Date
	for i, p := range byDay {
		paid += p.Cents
		if i+1 < len(byDay) && byDay[i+1].On == p.On {
			continue
		}
		switch {
		case paid < invoiced:
			on = 0
		case on.IsZero():
			on = p.On
		}
	}
	return on
}

// PayerAmount is an amount of one payer: a share of what was invoiced, or a payment.
type PayerAmount struct {
	Payer string
	Cents domain.Money
}

// FileBalance is how a file's money stands.
type FileBalance struct {
	Open       domain.Money            // what all payers together still owe
	ByPayer    map[string]domain.Money // what each payer with a share still owes, 0 included
	Unapplied  domain.Money            // paid beyond a payer's own share
	PaidInFull bool                    // nothing is open and something was paid, as far as money decides it
}

// BalanceFile sets each payer's payments against that payer's share of what was invoiced. A payer's balance floors at 0;
// the excess is unapplied cash and pays nobody else's share. Reversals are negative payments.
func BalanceFile(shares, payments []PayerAmount) FileBalance {
	owed := map[string]domain.Money{}
	for _, s := range shares {
		owed[s.Payer] += s.Cents
	}
	paid := map[string]domain.Money{}
	var received domain.Money
	for _, p := range payments {
		paid[p.Payer] += p.Cents
		received += p.Cents
	}
	b := FileBalance{ByPayer: map[string]domain.Money{}, Unapplied: received}
	for payer, share := range owed {
		applied := min(paid[payer], share)
		b.ByPayer[payer] = share - applied
		b.Open += share - applied
		b.Unapplied -= applied
	}
	b.PaidInFull = b.Open == 0 && received > 0
	return b
}
