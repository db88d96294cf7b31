package postgres

import (
	"context"
	"fmt"
	"reflect"
	"strconv"
	"strings"

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
	known   []factsRow // of the files created
	updated []fileRow
	learned []factsRow // of the files updated
	notices []noticeRow
}

// take adds the files' changes and projections.
func (b *batch) take(all []written) {
	for _, w := range all {
		if w.isNew {
			b.created, b.known = append(b.created, project(w.file)), append(b.known, projectFacts(w.file))
		} else {
			b.updated = append(b.updated, project(w.file))
		}
		if !w.isNew && learns(w.changes) {
			b.learned = append(b.learned, projectFacts(w.file))
		}
		for _, c := range w.changes {
			b.add(w.file.Market.ID, c)
			b.announce(w.file, c)
		}
	}
}

// empty takes the rows out and keeps their room for the next ones.
func (b *batch) empty() {
	for _, w := range b.writings() {
		w.rows.SetLen(0)
	}
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

// writing is what a batch does to one table.
type writing struct {
	table
	rows   reflect.Value // a slice of the table's row structs
	update bool          // sets rows that are there; else they are inserted
	clause string        // ends the insert
}

// oneCard leaves a file's waiting card alone: it will be drawn as the file stands then.
const oneCard = "on conflict (file_id) where kind = 'card' and done_at is null and lease_until is null do nothing"

// writings lists what the batch does to the tables that get rows, files first.
func (b *batch) writings() []writing {
	to := func(t table, rows any) writing { return writing{table: t, rows: reflect.ValueOf(rows).Elem()} }
	all := []writing{to(tables.files, &b.created), to(tables.facts, &b.known)}
	for _, p := range b.parts() {
		all = append(all, writing{table: p.table, rows: p.rows})
	}
	files, facts, notices := to(tables.files, &b.updated), to(tables.facts, &b.learned), to(tables.notices, &b.notices)
	files.update, facts.update, notices.clause = true, true, oneCard
	all = append(all, files, facts, notices)
	var out []writing
	for _, w := range all {
		if w.rows.Len() > 0 {
			out = append(out, w)
		}
	}
	return out
}

// statement is one SQL statement that writes the whole batch, and its arguments. Batches of the same tables share it.
func (b *batch) statement() (string, []any) {
	var sql []byte
	var args []any
	for i, w := range b.writings() {
		sql = append(sql, [2]string{"with ", ",\n"}[min(i, 1)]...)
		sql = fmt.Appendf(sql, "w%d as (%s)", i, w.sql(len(args)+1))
		args = append(args, w.arrays(w.rows)...)
	}
	return string(append(sql, "\nselect 1"...)), args
}

// sql is the statement that writes the rows from arrays, its parameters numbered from first.
func (w writing) sql(first int) string {
	if !w.update {
		return fmt.Sprintf("insert into %s (%s) select * from %s %s", w.name, w.list(), w.unnest(first), w.clause)
	}
	var sets []string
	for _, c := range w.columns {
		if c.role == "" {
			sets = append(sets, c.name+" = u."+c.name)
		}
	}
	key := w.names(keyRole)[0]
	return fmt.Sprintf("update %s t set %s from %s as u(%s) where t.%s = u.%s", w.name, strings.Join(sets, ", "), w.unnest(first),
		w.list(), key, key)
}

// unnest is the rows as a relation.
func (w writing) unnest(first int) string {
	out := []byte("unnest(")
	for i, c := range w.columns {
		if i > 0 {
			out = append(out, ", "...)
		}
		out = append(strconv.AppendInt(append(out, '$'), int64(first+i), 10), "::"+c.kind+"[]"...)
	}
	return string(append(out, ')'))
}

// write stores the changes of the files, with projections and notices, in one prepared statement. Escalations of files that
// have ended end with them.
func (s *Store) write(ctx context.Context, tx *txn, all []written) error {
	if len(all) == 0 {
		return nil
	}
	ending, err := openOn(ctx, tx, over(all))
	if err != nil {
		return err
	}
	var b batch
	b.take(all)
	query, args := b.statement()
	stmt, err := tx.prepared(ctx, query)
	if err != nil {
		return err
	}
	if _, err := stmt.ExecContext(ctx, args...); err != nil {
		return fmt.Errorf("write %d files: %w", len(all), err)
	}
	return s.endWith(ctx, tx, ending)
}
