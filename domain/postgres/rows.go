package postgres

import (
	"time"

	"paidup/domain"
)

// The rows of the ledger, one type a table. The json tag is the column's name; see tableOf.

// tables are the tables that changes are written to.
var tables = struct {
	files, facts, heads, notices                                                                table
	changes, stages, rounds, invoices, payments, entries, disputes, notes, assignments, details table
	touches, steps, promises, holds, waits                                                      table
}{
	files:       tableOf[fileRow]("files"),
	facts:       tableOf[factsRow]("file_facts"),
	notices:     tableOf[noticeRow]("notices"),
	heads:       tableOf[headRow]("files"),
	changes:     tableOf[changeRow]("changes"),
	stages:      tableOf[stageRow]("stage_changes"),
	rounds:      tableOf[roundRow]("rounds"),
	invoices:    tableOf[invoiceRow]("invoices"),
	payments:    tableOf[paymentRow]("payments"),
	entries:     tableOf[entryRow]("entries"),
	disputes:    tableOf[disputeRow]("disputes"),
	notes:       tableOf[noteRow]("notes"),
	assignments: tableOf[assignmentRow]("assignments"),
	details:     tableOf[detailsRow]("details"),
	touches:     tableOf[touchRow]("touches"),
	steps:       tableOf[stepRow]("steps"),
	promises:    tableOf[promiseRow]("promises"),
	holds:       tableOf[holdRow]("holds"),
	waits:       tableOf[waitRow]("waits"),
}

type changeRow struct {
	FileID     int64     `json:"file_id" pg:"key"`
	Version    int       `json:"version" pg:"key"`
	MarketID   int64     `json:"market_id"`
	Key        string    `json:"key"`
	Act        string    `json:"act"`
	Verb       string    `json:"verb"`
	Actor      string    `json:"actor"`
	Source     string    `json:"source"`
	RecordedAt time.Time `json:"recorded_at"`
	WaitingOn  string    `json:"waiting_on"`
	Words      string    `json:"words"`
	Voids      int       `json:"voids"`
	AskedBy    string    `json:"asked_by"`
	SecondedBy string    `json:"seconded_by"`
}

// factRow is what every dated fact has.
type factRow struct {
	FileID         int64       `json:"file_id" pg:"key"`
	Version        int         `json:"version" pg:"key"`
	Place          int         `json:"place" pg:"key"`
	EffectiveOn    domain.Date `json:"effective_on"`
	Mirror         bool        `json:"mirror"`
	MirrorsVersion int         `json:"mirrors_version"`
	MirrorsPlace   int         `json:"mirrors_place"`
}

type stageRow struct {
	factRow
	MarketID int64     `json:"market_id"`
	At       time.Time `json:"at"`
	Stage    string    `json:"stage"`
	Outcome  string    `json:"outcome"`
	Assumed  bool      `json:"assumed"`
	Derived  bool      `json:"derived"`
}

type roundRow struct {
	factRow
	MarketID   int64     `json:"market_id"`
	At         time.Time `json:"at"`
	Round      int       `json:"round"`
	Event      string    `json:"event"`
	Kind       string    `json:"kind"`
	Cents      int64     `json:"cents"`
	SentTo     string    `json:"sent_to"`
	DoneBy     string    `json:"done_by"`
	Reference  string    `json:"reference"`
	ErrorTypes string    `json:"error_types"`
	Words      string    `json:"words"`
}

type invoiceRow struct {
	FileID       int64       `json:"file_id" pg:"key"`
	N            int         `json:"n" pg:"key"`
	Version      int         `json:"version"`
	MarketID     int64       `json:"market_id"`
	Number       string      `json:"number"`
	NumberNormal string      `json:"number_normal"`
	Payer        string      `json:"payer"`
	InvoicedOn   domain.Date `json:"invoiced_on"`
	DueOn        domain.Date `json:"due_on"`
	Cents        int64       `json:"cents"`
	More         bool        `json:"more"`
}

type paymentRow struct {
	FileID     int64       `json:"file_id" pg:"key"`
	N          int         `json:"n" pg:"key"`
	Version    int         `json:"version"`
	MarketID   int64       `json:"market_id"`
	Method     string      `json:"method"`
	Reference  string      `json:"reference"`
	Payer      string      `json:"payer"`
	PaidOn     domain.Date `json:"paid_on"`
	Cents      int64       `json:"cents"`
	FeeCents   int64       `json:"fee_cents"`
	TotalCents int64       `json:"total_cents"`
	Auto       bool        `json:"auto"`
	MeantFor   string      `json:"meant_for"`
}

type entryRow struct {
	factRow
	MarketID int64  `json:"market_id"`
	Kind     string `json:"kind"`
	Cents    int64  `json:"cents"`
	Invoice  int    `json:"invoice"`
	Payment  int    `json:"payment"`
}

type disputeRow struct {
	factRow
	MarketID int64  `json:"market_id"`
	Invoice  int    `json:"invoice"`
	Cents    int64  `json:"cents"`
	Words    string `json:"words"`
}

type noteRow struct {
	factRow
	At    time.Time `json:"at"`
	Kind  string    `json:"kind"`
	Words string    `json:"words"`
}

type assignmentRow struct {
	factRow
	Owner string `json:"owner"`
}

type detailsRow struct {
	factRow
	Fields string `json:"fields"`
}

type touchRow struct {
	factRow
	At    time.Time `json:"at"`
	Kind  string    `json:"kind"`
	Who   string    `json:"who"`
	Words string    `json:"words"`
}

type stepRow struct {
	factRow
	DueOn domain.Date `json:"due_on"`
	Words string      `json:"words"`
	Done  bool        `json:"done"`
}

type promiseRow struct {
	factRow
	Cents int64       `json:"cents"`
	ByOn  domain.Date `json:"by_on"`
	Payer string      `json:"payer"`
}

type holdRow struct {
	factRow
	UntilOn domain.Date `json:"until_on"`
	Words   string      `json:"words"`
}

type waitRow struct {
	factRow
	Holder string `json:"holder"`
	Words  string `json:"words"`
}
