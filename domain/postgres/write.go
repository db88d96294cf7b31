package postgres

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	"github.com/jmoiron/sqlx"

	"paidup/domain"
)

// written is a file with the changes of this transaction that are not stored yet.
type written struct {
	file    *domain.File
	changes []*domain.Change
	isNew   bool
}

// noticeRow is something to be said in Slack about a change; the words are made when it is delivered.
type noticeRow struct {
	Kind     string `json:"kind"`
	MarketID int64  `json:"market_id"`
	FileID   int64  `json:"file_id"`
	Version  int    `json:"version"`
}

// The kinds of notice a change leaves.
const (
	noticeCard = "card" // the file's living card is drawn anew
	noticeLine = "line" // the change's line in the card's thread
)

// batch is everything one transaction writes: the one writer takes it, be it one change or ten thousand.
type batch struct {
	ledger
	created []fileRow
	updated []fileRow
	facts   []factsRow
	notices []noticeRow
}

func newBatch(all []written) *batch {
	b := &batch{}
	for _, w := range all {
		if w.isNew {
			b.created = append(b.created, project(w.file))
		} else {
			b.updated = append(b.updated, project(w.file))
		}
		if w.isNew || learns(w.changes) {
			b.facts = append(b.facts, projectFacts(w.file))
		}
		for _, c := range w.changes {
			b.add(w.file.Market.ID, c)
			b.announce(w.file, c)
		}
	}
	return b
}

// learns says that the changes touch what is known of the file.
func learns(changes []*domain.Change) bool {
	for _, c := range changes {
		if len(c.Details) > 0 {
			return true
		}
	}
	return false
}

// announce leaves the notices of a change. An import announces nothing per file, a market without a channel nothing.
func (b *batch) announce(f *domain.File, c *domain.Change) {
	if c.Source == domain.FromImport || f.Market.Channel == "" {
		return
	}
	for _, kind := range []string{noticeCard, noticeLine} {
		b.notices = append(b.notices, noticeRow{kind, int64(f.Market.ID), int64(f.ID), c.Version})
	}
}

// inserts lists the tables that get rows, files first.
func (b *batch) inserts() []insert {
	all := []insert{
		{table: "files", rows: b.created},
		{table: "file_facts", rows: b.facts, after: `on conflict (file_id) do update set customer = excluded.customer,
			address = excluded.address, claim = excluded.claim, assignment = excluded.assignment, facts = excluded.facts`},
		{table: "changes", rows: b.Changes},
		{table: "stage_changes", rows: b.Stages},
		{table: "rounds", rows: b.Rounds},
		{table: "invoices", rows: b.Invoices},
		{table: "payments", rows: b.Payments},
		{table: "entries", rows: b.Entries},
		{table: "disputes", rows: b.Disputes},
		{table: "notes", rows: b.Notes},
		{table: "assignments", rows: b.Assignments},
		{table: "details", rows: b.Details},
		{table: "notices", rows: b.notices, after: "on conflict (file_id) where kind = 'card' and done_at is null and lease_until is null do nothing"},
	}
	var out []insert
	for _, in := range all {
		if reflect.ValueOf(in.rows).Len() > 0 {
			out = append(out, in)
		}
	}
	return out
}

// statement is one SQL statement that writes the whole batch, and its arguments. Batches of the same tables share it.
func (b *batch) statement() (string, []any) {
	var parts []string
	var args []any
	for i, in := range b.inserts() {
		parts = append(parts, fmt.Sprintf("w%d as (%s)", i, in.sql(len(args)+1)))
		args = append(args, arrays(in.rows)...)
	}
	with := "with " + strings.Join(parts, ",\n") + "\n"
	if len(b.updated) == 0 {
		return with + "select 1", args
	}
	sql := with + updateFiles(len(args)+1)
	return sql, append(args, arrays(b.updated)...)
}

// updateFiles sets every column of the projection that a change can move.
func updateFiles(first int) string {
	cols := columns(reflect.TypeFor[fileRow]())
	var sets []string
	for _, c := range cols {
		if c.name != "id" && c.name != "market_id" && c.name != "number" {
			sets = append(sets, c.name+" = "+c.cast)
		}
	}
	return "update files f set " + strings.Join(sets, ", ") + " from " + unnested(cols, first) + " where f.id = u.id"
}

// chunk is how many files one statement writes.
const chunk = 2000

// write stores the changes of the files, with projections and notices.
func (s *Store) write(ctx context.Context, tx *sqlx.Tx, all []written) error {
	for len(all) > 0 {
		n := min(chunk, len(all))
		query, args := newBatch(all[:n]).statement()
		all = all[n:]
		if n > 1 { // statements of large batches are not worth keeping
			if _, err := tx.ExecContext(ctx, query, args...); err != nil {
				return fmt.Errorf("write %d files: %w", n, err)
			}
			continue
		}
		stmt, err := s.prepared(ctx, query)
		if err != nil {
			return err
		}
		if _, err := tx.StmtxContext(ctx, stmt).ExecContext(ctx, args...); err != nil {
			return fmt.Errorf("write change: %w", err)
		}
	}
	return nil
}
