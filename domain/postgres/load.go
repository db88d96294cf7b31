package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"paidup/domain"
)

// ledgerTables are the tables whose rows carry a file's history, in the order of the ledger type.
func ledgerTables() []string {
	return []string{"changes", "stage_changes", "rounds", "invoices", "payments", "entries", "disputes", "notes", "assignments", "details"}
}

// historyJSON is the SQL expression of a file's whole history as one JSON document.
func historyJSON() string {
	out := "json_build_object("
	for i, t := range ledgerTables() {
		if i > 0 {
			out += ", "
		}
		out += fmt.Sprintf("'%s', (select json_agg(t order by t.file_id, t.version) from %s t where t.file_id = f.id)", t, t)
	}
	return out + ")"
}

// loadFiles is one statement: the files locked in the order of their ids, each with its history, and the changes that
// the act's keys made earlier.
func loadFiles(lock bool) string {
	q := `select f.id, f.number, f.market_id, f.version, m.version as market_version, ` + historyJSON() + ` as history,
  coalesce((select c.version from changes c where c.key = $2 || case when $3 then '/' || f.id else '' end and c.file_id = f.id), 0) as done
from files f join markets m on m.id = f.market_id where f.id = any($1) order by f.id`
	if lock {
		q += " for update of f"
	}
	return q
}

type loadedRow struct {
	ID            int64           `db:"id"`
	Number        string          `db:"number"`
	MarketID      int64           `db:"market_id"`
	Version       int             `db:"version"`
	MarketVersion int             `db:"market_version"`
	History       json.RawMessage `db:"history"`
	Done          int             `db:"done"`
}

// loaded is a file with the version that the act's key has made of it already, 0 if none.
type loaded struct {
	file *domain.File
	done int
}

// selector reads with the pool or within a transaction.
type selector interface {
	SelectContext(ctx context.Context, dest any, query string, args ...any) error
}

// query is what load reads.
type query struct {
	ids   []domain.FileID
	key   string
	multi bool // the act makes a change on each of several files; its keys end in the file's id
	lock  bool
}

// load reads the files in the order of their ids. Those that do not exist are missing from the result.
func (s *Store) load(ctx context.Context, tx *sqlx.Tx, q query) ([]loaded, error) {
	ids := make(pq.Int64Array, len(q.ids))
	for i, id := range q.ids {
		ids[i] = int64(id)
	}
	slices.Sort(ids)
	stmt, err := s.prepared(ctx, loadFiles(q.lock))
	if err != nil {
		return nil, err
	}
	if tx != nil {
		stmt = tx.StmtxContext(ctx, stmt)
	}
	// A row that was locked by somebody else comes with its newest version but the statement's old view of the other
	// tables; the second reading, now that the lock is ours, sees all of it.
	for range 2 {
		var rows []loadedRow
		if err := stmt.SelectContext(ctx, &rows, ids, q.key, q.multi); err != nil {
			return nil, fmt.Errorf("read files: %w", err)
		}
		out, stale, err := s.files(ctx, rows)
		if err != nil || !stale || !q.lock {
			return out, err
		}
	}
	return nil, fmt.Errorf("read files %v: the history does not reach the projection's version; run verify", q.ids)
}

// files makes files of the rows; stale says that a history is older than its projection.
func (s *Store) files(ctx context.Context, rows []loadedRow) (out []loaded, stale bool, err error) {
	for _, r := range rows {
		var l ledger
		if err := json.Unmarshal(r.History, &l); err != nil {
			return nil, false, fmt.Errorf("read history of file %s: %w", r.Number, err)
		}
		m, err := s.marketAt(ctx, domain.MarketID(r.MarketID), r.MarketVersion)
		if err != nil {
			return nil, false, err
		}
		f := domain.Load(domain.FileID(r.ID), r.Number, m, l.history())
		stale = stale || f.Version != r.Version
		out = append(out, loaded{f, r.Done})
	}
	return out, stale, nil
}

// File reads one file with its history.
func (s *Store) File(ctx context.Context, id domain.FileID) (*domain.File, error) {
	got, err := s.load(ctx, nil, query{ids: []domain.FileID{id}})
	if err != nil {
		return nil, err
	}
	if len(got) == 0 {
		return nil, domain.NotFound("There is no such file.")
	}
	return got[0].file, nil
}
