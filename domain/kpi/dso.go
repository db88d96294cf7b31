package kpi

import "paidup/domain"

// DSOTarget is the goal for a market's DSO in days; the goal is met strictly below it.
const DSOTarget = 55

// WindowDays is the length in days of the trailing window (D-90, D], D being the as-of date.
const WindowDays = 90

// DSO is days sales outstanding by the simple and the trailing method: ar / netInvoiced * days, in days.
// Ar is what is open less unapplied cash at the end of the window, netInvoiced the invoices less credit memos dated in the
// window, days the window's length. Nothing owed is 0 days; a window without net invoicing gives nil.
//
// Source: Oracle JD Edwards, "Current Balance Divided by Sales",
// https://docs.oracle.com/en/applications/jd-edwards/financials/9.2/eoaar/current-balance-divided-by-sales.html
func DSO(ar, netInvoiced domain.Money, days float64) *float64 {
	if netInvoiced <= 0 {
		return nil
	}
	return quotient(float64(max(ar, 0))*days, netInvoiced)
}

// excess is the least amount, in cents, by which ar must fall to bring the trailing DSO strictly under the target:
// ar - (ceil(DSOTarget * netInvoiced / WindowDays) - 1). It is 0 when the DSO is under the target or undefined.
func excess(ar, netInvoiced domain.Money) domain.Money {
	if netInvoiced <= 0 {
		return 0
	}
	passing := (DSOTarget*netInvoiced+WindowDays-1)/WindowDays - 1
	return max(ar-passing, 0)
}

// Period is one stretch of invoicing, a calendar month or the elapsed part of one.
type Period struct {
	NetInvoiced domain.Money // invoices less credit memos dated in it; may be negative
	Days        int          // its calendar days
}

// ZeroMonth says what the countback does at a month without positive net invoicing.
type ZeroMonth string

// The two policies in use. Paidup shows CountDays.
const (
	CountDays ZeroMonth = "count_days" // its days count, and a negative month adds to what is left
	Stop      ZeroMonth = "stop"       // the count ends before it, as in Oracle HFM
)

// CountbackDays is a DSO by the countback method.
type CountbackDays struct {
	Days    float64
	AtLeast bool // receivables outlast the months that were counted: the figure is "at least Days"
}

// Countback is DSO by exhaustion, in days: months, newest first, are subtracted from ar until nothing is left; each counts
// its days, the last one pro rata (days * rest / net invoiced). A month in progress stands first with its elapsed days.
// Nothing owed is 0 days. It is nil without months, and when nothing is owed and nothing was ever invoiced in them.
//
// Source: https://support.benjipays.com/support/solutions/articles/150000179580-mastering-dso-calculation-the-count-back-method-explained,
// for a month in progress http://help.agicap.com/en/articles/6159304, for Stop Oracle HFM, "DSO - Days Sales Outstanding".
func Countback(ar domain.Money, months []Period, zero ZeroMonth) *CountbackDays {
	if len(months) == 0 || ar <= 0 && !anyInvoicing(months) {
		return nil
	}
	rest, days := ar, 0
	for _, m := range months {
		if rest <= 0 {
			break
		}
		if zero == Stop && m.NetInvoiced <= 0 {
			break
		}
		if m.NetInvoiced >= rest {
			part := float64(m.Days) * float64(rest) / float64(m.NetInvoiced)
			return &CountbackDays{Days: float64(days) + part}
		}
		rest -= m.NetInvoiced
		days += m.Days
	}
	return &CountbackDays{Days: float64(days), AtLeast: rest > 0}
}

func anyInvoicing(months []Period) bool {
	for _, m := range months {
		if m.NetInvoiced > 0 {
			return true
		}
	}
	return false
}

// quotient divides by a positive amount.
func quotient(part float64, whole domain.Money) *float64 {
	q := part / float64(whole)
	return &q
}
