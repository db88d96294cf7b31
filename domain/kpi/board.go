package kpi

import "paidup/domain"

// Inputs is what the market board is computed from: sums and counts of one market's ledger as of the end of a local day.
type Inputs struct {
	Market    string // its code
	AsOf      domain.Date
	BooksFrom domain.Date // the first day from which the ledger is complete; zero: it always was

	Open      []OpenBalance // invoices with an open balance, grouped by their dates
	Unapplied domain.Money  // cash received and not applied, as a positive amount

	// NetInvoiced is the net invoicing by calendar month up to AsOf, in any order; a month that is missing between the
	// oldest one and AsOf had none. The oldest one is where the countback's history ends.
	NetInvoiced   []MonthAmount
	NetInvoiced90 domain.Money // net invoicing in (AsOf-90, AsOf]
	Collected     domain.Money // cash dated in AsOf's month, up to AsOf

	InvoiceToPaid    Histogram // invoices paid up to AsOf, by days from invoice to paid
	ReceivedToPaid   Histogram // files paid in full up to AsOf, by days from received
	ReceivedToPaid90 Histogram // those of them paid in (AsOf-90, AsOf]
	LeftOut          LeftOut
}

// MonthAmount is the amount of a calendar month.
type MonthAmount struct {
	Month domain.Date // any day of it
	Cents domain.Money
}

// LeftOut counts the closed files that received to paid does not hold, up to the as-of date.
type LeftOut struct {
	Assumed         int // paid in full, but the received date is an assumption
	Cancelled       int
	WrittenOff      int // closed by a write-off
	WrittenOffCents domain.Money
}

// Figures is the market board. Its JSON is the object `paidup kpi --json` prints; what the words of cards and digests need
// besides is not part of it.
type Figures struct {
	Market           string       `json:"market"`
	AsOf             domain.Date  `json:"as_of"`
	OpenAR           domain.Money `json:"open_ar_cents"` // the sum of open invoice balances; equals both agings' totals
	OpenInvoices     int          `json:"open_invoices"`
	DisputedOpen     domain.Money `json:"disputed_open_cents"`
	Unapplied        domain.Money `json:"unapplied_cents"` // a positive amount, not in OpenAR
	AgingInvoiceDate InvoiceAging `json:"aging_invoice_date"`
	AgingDueDate     DueAging     `json:"aging_due_date"`
	DSO              DSOFigure    `json:"dso"`
	Collections      Collections  `json:"collections"`
	InvoiceToPaid    Stats        `json:"invoice_to_paid"`  // over everything paid up to AsOf
	ReceivedToPaid   Stats        `json:"received_to_paid"` // over everything paid up to AsOf

	BooksFrom        domain.Date  `json:"-"` // as in Inputs
	AR               domain.Money `json:"-"` // OpenAR less Unapplied: what DSO rests on
	ReceivedToPaid90 Paid90       `json:"-"`
	LeftOut          LeftOut      `json:"-"`
}

// DSOFigure is a market's trailing DSO, and what is shown beside it.
type DSOFigure struct {
	Method      string        `json:"method"`
	Days        *float64      `json:"days"`
	NetInvoiced *domain.Money `json:"net_invoiced_cents"` // in the window; nil when the window reaches before the books
	Target      int           `json:"target"`             // days; met strictly below it
	Breach      *bool         `json:"breach"`

	ToCollect domain.Money   `json:"-"` // the least amount that brings it under the target; 0 when it is, or is undefined
	Countback *CountbackDays `json:"-"`
	NAUntil   domain.Date    `json:"-"` // the first as-of date whose window the books cover; zero when they cover this one
}

// Collections is a month's cash against the net invoicing of the two months before it.
type Collections struct {
	Month          string        `json:"month"`                  // 2026-11
	Collected      *domain.Money `json:"collected_cents"`        // month to date; nil when the books start within it
	PriorTwoMonths *domain.Money `json:"prior_two_months_cents"` // nil when the books start after these began
	Ratio          *float64      `json:"ratio"`
	Target         float64       `json:"target"`
	Closed         bool          `json:"closed"` // the as-of date is the month's last day

	Grade   Grade       `json:"-"` // n/a before the month has ended
	NAUntil domain.Date `json:"-"` // the first as-of date whose two prior months the books cover; zero when they cover these
}

// Paid90 is the headline of received to paid: the files paid in full in the last 90 days.
type Paid90 struct {
	Stats
	NAUntil domain.Date // as in DSOFigure; while it is set the statistics are empty
}

// Goal is the amount to collect in the month, half the prior two months' net invoicing, in cents; nil when that is not
// known or there was none.
func (c Collections) Goal() *domain.Money {
	if c.Ratio == nil {
		return nil
	}
	return new(CollectionsGoal(*c.PriorTwoMonths))
}

// Percent is the ratio in percent of the prior two months' net invoicing, unrounded; nil when undefined.
func (c Collections) Percent() *float64 {
	if c.Ratio == nil {
		return nil
	}
	return new(*c.Ratio * 100)
}

// Pace is how the month stands at the as-of date by the market's business days; nil where Goal is.
func (f Figures) Pace(cal domain.Calendar) *Pace {
	if f.Collections.Ratio == nil {
		return nil
	}
	before := f.AsOf.FirstOfMonth(0) - 1
	elapsed, total := cal.Between(before, f.AsOf), cal.Between(before, f.AsOf.LastOfMonth())
	p := PaceOf(*f.Collections.Collected, *f.Collections.PriorTwoMonths, elapsed, total)
	return &p
}
