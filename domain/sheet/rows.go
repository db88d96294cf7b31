package sheet

import (
	"time"

	"paidup/domain"
)

// FileRow is a row of a sheet of files. What the sheet does not state is zero.
type FileRow struct {
	FileNo                     string
	Received                   domain.Date // local day
	ReceivedAt                 time.Time   // zero when only the day is known
	Customer, Address, City    string
	ClaimNo, AssignmentNo      string
	PolicyNo, PONo             string
	Program, Carrier, Adjuster string
	Payer                      string
	LossType                   string
	LossDate                   domain.Date
	Deductible, Estimate       domain.Money
	Owner, Phone, Email        string
}

// Event is what happened to a file, in the sheet's words brought to one each.
type Event string

// The events of a sheet of events.
const (
	Received       Event = "received"
	Submitted      Event = "submitted"
	Review         Event = "review"
	Approved       Event = "approved"
	PartlyApproved Event = "partly_approved"
	Rejected       Event = "rejected"
	Withdrawn      Event = "withdrawn"
	Invoiced       Event = "invoiced"
	Paid           Event = "paid"
)

// EventRow is a row of a sheet of events. What the sheet does not state is zero.
type EventRow struct {
	FileNo string
	At     time.Time   // zero when only the day is known
	On     domain.Date // local day of At, or the day the sheet states
	Event  Event
	By     string
	Amount domain.Money
	Kind   string // of the submission: estimate, supplement, invoice, docs, or empty
	Reason string
	Seq    int // decides among events of one instant
}

// InvoiceRow is a row of a sheet of invoices. What the sheet does not state is zero.
type InvoiceRow struct {
	InvoiceNo       string
	Date            domain.Date
	Amount          domain.Money
	Due             domain.Date // may be ahead
	Customer, Payer string
	FileNo          string
	Disputed        bool
	DisputedAmount  domain.Money // the disputed part, where the sheet states it; zero with Disputed is the whole
	Received        domain.Date  // of the file
}

// PaymentRow is a row of a sheet of payments. What the sheet does not state is zero.
type PaymentRow struct {
	InvoiceNo         string
	Date              domain.Date
	Amount            domain.Money // gross
	Method, Reference string
	Payer             string
	Fee               domain.Money
	FileNo            string
}

func (c *cells) file() *FileRow {
	at, on := c.when("received")
	return &FileRow{
		FileNo: c.number("file_no"), Received: on, ReceivedAt: at,
		Customer: c.text("customer"), Address: c.text("address"), City: c.text("city"),
		ClaimNo: c.number("claim_no"), AssignmentNo: c.number("assignment_no"),
		PolicyNo: c.number("policy_no"), PONo: c.number("po_no"),
		Program: c.text("program"), Carrier: c.text("carrier"), Adjuster: c.text("adjuster"), Payer: c.text("payer"),
		LossType: c.text("loss_type"), LossDate: c.fact("loss_date"),
		Deductible: c.amount("deductible"), Estimate: c.amount("estimate"),
		Owner: c.text("owner"), Phone: c.text("phone"), Email: c.text("email"),
	}
}

func (c *cells) event() *EventRow {
	at, on := c.when("at")
	return &EventRow{
		FileNo: c.number("file_no"), At: at, On: on,
		Event:  Event(c.word("event", eventWords, "no event; there are received, submitted, review, approved, partly_approved, rejected, withdrawn, invoiced, paid")),
		By:     c.text("by"),
		Amount: c.amount("amount"),
		Kind:   c.word("kind", kindWords, "no kind of submission; there are estimate, supplement, invoice, docs"),
		Reason: c.text("reason"), Seq: c.whole("seq"),
	}
}

func (c *cells) invoice() *InvoiceRow {
	r := &InvoiceRow{
		InvoiceNo: c.number("invoice_no"), Date: c.fact("date"), Amount: c.amount("amount"), Due: c.day("due"),
		Customer: c.text("customer"), Payer: c.text("payer"), FileNo: c.number("file_no"), Received: c.fact("received"),
	}
	r.Disputed, r.DisputedAmount = c.dispute("disputed")
	if r.Amount > 0 && r.DisputedAmount > r.Amount {
		c.fault("disputed", "more than the invoice")
	}
	return r
}

func (c *cells) payment() *PaymentRow {
	r := &PaymentRow{
		InvoiceNo: c.number("invoice_no"), Date: c.fact("date"), Amount: c.amount("amount"),
		Method: c.text("method"), Reference: c.number("reference"), Payer: c.text("payer"),
		Fee: c.amount("fee"), FileNo: c.number("file_no"),
	}
	if r.Amount > 0 && r.Fee > r.Amount {
		c.fault("fee", "more than the payment")
	}
	return r
}
