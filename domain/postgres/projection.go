package postgres

import (
	"encoding/json"
	"time"

	"paidup/domain"
)

// fileRow is the projection of a file: what its ledger adds up to.
type fileRow struct {
	ID              int64       `json:"id" pg:"key"`
	MarketID        int64       `json:"market_id" pg:"fixed"`
	Number          string      `json:"number" pg:"fixed"`
	Stage           string      `json:"stage"`
	Outcome         string      `json:"outcome"`
	Rejected        bool        `json:"rejected"`
	WaitingOn       string      `json:"waiting_on"`
	Owner           string      `json:"owner"`
	StageOn         domain.Date `json:"stage_on"`
	ReceivedOn      domain.Date `json:"received_on"`
	ReceivedAssumed bool        `json:"received_assumed"`
	ClosedOn        domain.Date `json:"closed_on"`
	PaidOn          domain.Date `json:"paid_on"`
	InvoicedOn      domain.Date `json:"invoiced_on"`
	EstimateCents   int64       `json:"estimate_cents"`
	AskedCents      int64       `json:"asked_cents"`
	ApprovedCents   int64       `json:"approved_cents"`
	InvoicedCents   int64       `json:"invoiced_cents"`
	CreditedCents   int64       `json:"credited_cents"`
	WrittenOffCents int64       `json:"written_off_cents"`
	PaidCents       int64       `json:"paid_cents"`
	AppliedCents    int64       `json:"applied_cents"`
	BalanceCents    int64       `json:"balance_cents"`
	DisputedCents   int64       `json:"disputed_cents"`
	Tables          int64       `json:"tables"`
	Version         int         `json:"version"`
	RecordedAt      time.Time   `json:"recorded_at"`
	NextOn          domain.Date `json:"next_on"`
	NextWords       string      `json:"next_words"`
	HoldUntil       domain.Date `json:"hold_until"`
	PromisedBy      domain.Date `json:"promised_by"`
	PromisedCents   int64       `json:"promised_cents"`
	TouchedOn       domain.Date `json:"touched_on"`
}

// project is the file's projection as its state stands.
func project(f *domain.File) fileRow {
	s := &f.State
	r := fileRow{ID: int64(f.ID), MarketID: int64(f.Market.ID), Number: f.Number, Stage: string(s.Stage), Outcome: string(s.Outcome), Rejected: s.RejectedNow(),
		WaitingOn: string(f.WaitingOn), Owner: string(s.Owner), StageOn: s.StageOn, ReceivedOn: s.Received,
		ReceivedAssumed: s.Assumed, PaidOn: s.PaidOn, EstimateCents: int64(s.Facts.Estimate), AskedCents: int64(s.Asked()),
		ApprovedCents: int64(s.ApprovedTotal()), InvoicedCents: int64(s.Invoiced()), CreditedCents: int64(s.Credited()),
		WrittenOffCents: int64(s.WrittenOff()), PaidCents: int64(s.Paid()), AppliedCents: int64(s.Applied()),
		BalanceCents: int64(s.Balance()), DisputedCents: int64(s.Disputed()), Tables: tablesOf(f), Version: f.Version, RecordedAt: f.RecordedAt}
	var plans domain.FileLine
	s.Plans(&plans)
	r.NextOn, r.NextWords, r.HoldUntil = plans.Next, plans.NextWords, plans.HoldUntil
	r.PromisedBy, r.PromisedCents, r.TouchedOn = plans.PromisedBy, int64(plans.Promised), plans.Touched
	if s.Outcome != domain.Open {
		r.ClosedOn = s.StageOn
	}
	for _, inv := range s.Invoices {
		if inv.Billed != 0 && (r.InvoicedOn == 0 || inv.On < r.InvoicedOn) {
			r.InvoicedOn = inv.On
		}
	}
	return r
}

// tablesOf says in which tables of the ledger the file has rows: a bit each, in the order of parts. It only ever gains bits.
func tablesOf(f *domain.File) int64 {
	var out int64
	for _, c := range f.History() {
		for i, n := range []int{1, len(c.Stages), len(c.Rounds), len(c.Invoices), len(c.Payments), len(c.Entries), len(c.Disputes),
			len(c.Notes), len(c.Assignments), len(c.Details), len(c.Touches), len(c.Steps), len(c.Promises), len(c.Holds), len(c.Waits)} {
			if n > 0 {
				out |= 1 << i
			}
		}
	}
	return out
}

// factsRow is what is known of a file beside its stages and money, and what finds it.
type factsRow struct {
	FileID       int64  `json:"file_id" pg:"key"`
	MarketID     int64  `json:"market_id" pg:"fixed"`
	NumberNormal string `json:"number_normal" pg:"fixed"`
	Customer     string `json:"customer"`
	Address      string `json:"address"`
	Claim        string `json:"claim"`
	Assignment   string `json:"assignment"`
	Facts        string `json:"facts" pg:"jsonb"`
}

// projectFacts is the file's facts as its state stands.
func projectFacts(f *domain.File) factsRow {
	s := &f.State.Facts
	facts, err := json.Marshal(s.Fields())
	if err != nil { // a map of strings always marshals
		panic(err)
	}
	return factsRow{FileID: int64(f.ID), MarketID: int64(f.Market.ID), NumberNormal: domain.NormalNumber(f.Number),
		Customer: s.Customer, Address: s.Address, Claim: s.Claim, Assignment: s.Assignment, Facts: string(facts)}
}
