package sheet

import (
	"strings"

	"paidup/domain"
)

// field is one thing a row can state, with the names its column usually has, the likeliest first. Names are compared as
// columnKey has them.
type field struct {
	name     string
	required bool
	usual    []string
}

var fileNames = []string{"file_no", "file number", "file", "file id", "job_no", "job number", "job", "job id", "project number"}

var filesFields = []field{
	{"file_no", true, fileNames},
	{"received", false, []string{"received", "received_at", "received on", "received date", "date received", "intake date", "receipt date"}},
	{"customer", false, []string{"customer", "customer name", "customer id", "client", "client name", "insured", "insured name", "homeowner"}},
	{"address", false, []string{"address", "property address", "loss address", "street address", "site address", "street"}},
	{"city", false, []string{"city", "town"}},
	{"claim_no", false, []string{"claim_no", "claim number", "claim", "claim id"}},
	{"assignment_no", false, []string{"assignment_no", "assignment number", "assignment", "assignment id"}},
	{"policy_no", false, []string{"policy_no", "policy number", "policy", "policy id"}},
	{"program", false, []string{"program", "program name", "tpa"}},
	{"carrier", false, []string{"carrier", "carrier name", "insurance carrier", "insurance company", "insurer"}},
	{"adjuster", false, []string{"adjuster", "adjuster name"}},
	{"payer", false, []string{"payer", "payor", "payer name", "bill to"}},
	{"loss_type", false, []string{"loss_type", "type of loss", "cause of loss", "peril"}},
	{"loss_date", false, []string{"loss_date", "date of loss", "loss on", "dol"}},
	{"deductible", false, []string{"deductible", "deductible amount"}},
	{"estimate", false, []string{"estimate", "estimate amount", "estimated amount", "estimate total"}},
	{"owner", false, []string{"owner", "coordinator", "assigned to"}},
	{"phone", false, []string{"phone", "phone number", "telephone", "mobile"}},
	{"email", false, []string{"email", "e-mail address"}},
	{"po_no", false, []string{"po_no", "po number", "po", "purchase order", "purchase order number"}},
}

var eventsFields = []field{
	{"file_no", true, fileNames},
	{"at", true, []string{"at", "event_at", "occurred at", "timestamp", "date time", "event date", "date", "when"}},
	{"event", true, []string{"event", "stage", "status", "milestone"}},
	{"by", false, []string{"by", "who", "role", "actor", "user"}},
	{"amount", false, []string{"amount", "event amount"}},
	{"kind", false, []string{"kind", "submission kind", "round kind"}},
	{"reason", false, []string{"reason", "reasons", "error type", "error types", "why"}},
	{"seq", false, []string{"seq", "sequence", "sequence number"}},
}

var invoicesFields = []field{
	{"invoice_no", true, invoiceNames},
	{"date", true, []string{"invoice_date", "date", "date invoiced", "invoiced on", "issue date", "date issued", "bill date"}},
	{"amount", true, []string{"invoice_amount", "amount", "invoice total", "total", "total amount"}},
	{"due", false, []string{"due", "due_date", "date due", "due on"}},
	{"customer", false, []string{"customer", "customer name", "customer id", "client", "client name", "insured", "insured name", "homeowner"}},
	{"payer", false, []string{"payer", "payor", "payer name", "bill to"}},
	{"file_no", false, fileNames},
	{"disputed", false, []string{"disputed", "dispute", "disputed amount", "in dispute"}},
	{"received", false, []string{"received", "received_at", "received on", "received date", "date received"}},
}

var paymentsFields = []field{
	{"invoice_no", true, invoiceNames},
	{"date", true, []string{"pay_date", "payment date", "date", "date paid", "paid on", "paid date", "paid at", "settled date", "deposit date"}},
	{"amount", true, []string{"payment amount", "amount", "amount paid", "paid amount", "gross amount"}},
	{"method", false, []string{"method", "payment method", "payment type", "pay method"}},
	{"reference", false, []string{"reference", "reference number", "ref", "check number", "check", "trace number", "transaction id"}},
	{"payer", false, []string{"payer", "payor", "payer name", "paid by", "received from"}},
	{"fee", false, []string{"fee", "fees", "processing fee", "fee amount"}},
	{"file_no", false, fileNames},
}

var invoiceNames = []string{"invoice_no", "invoice number", "invoice", "invoice id", "inv_no", "inv number", "inv"}

func fieldsOf(k Kind) ([]field, error) {
	switch k {
	case Files:
		return filesFields, nil
	case Events:
		return eventsFields, nil
	case Invoices:
		return invoicesFields, nil
	case Payments:
		return paymentsFields, nil
	}
	return nil, domain.Invalid("kind", "%q is no kind of sheet; there are files, events, invoices and payments.", string(k))
}

func fieldNames(fields []field, only func(field) bool) string {
	var names []string
	for _, f := range fields {
		if only(f) {
			names = append(names, f.name)
		}
	}
	return strings.Join(names, ", ")
}
