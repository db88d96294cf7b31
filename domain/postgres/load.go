package postgres

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"paidup/domain"
)

// query is what load reads.
type query struct {
	ids  []domain.FileID
	keys []string // of the acts on the files, in their order; none: no act
	lock locking
}

// locking is how the files' rows are locked.
type locking int

const (
	unlocked locking = iota
	waiting          // for others who have them
	skipping         // those that others have: they are missing from the result
)

// headRow is a file's projection as far as load reads it.
type headRow struct {
	ID            int64  `json:"id"`
	Number        string `json:"number"`
	MarketID      int64  `json:"market_id"`
	Version       int    `json:"version"`
	MarketVersion int    `json:"market_version"`
	Done          int    `json:"done"` // the change that its act's key made of the file earlier, 0 if none
}

// heads reads headRows in the order of their ids.
const heads = `select f.id, f.number, f.market_id, f.version, m.version as market_version,
  coalesce((select c.version from changes c where c.key = u.key and c.file_id = f.id), 0) as done
from unnest($1::bigint[], $2::text[]) as u(id, key) join files f on f.id = u.id join markets m on m.id = f.market_id order by f.id`

// loading are the statements of load by their locking.
var loading = [...]string{unlocked: loadFiles(""), waiting: loadFiles(" for update of f"), skipping: loadFiles(" for update of f skip locked")}

// loadFiles is one statement that gives one row: the files, locked in the order of their ids, and then their rows of
// every table of the ledger, each table as one text.
func loadFiles(lock string) string {
	texts := []string{asText(heads + lock)}
	for _, p := range new(ledger).parts() {
		texts = append(texts, asText(fmt.Sprintf("select %s from %s where file_id = any($1) order by %s", p.list(), p.name,
			strings.Join(p.names(keyRole), ", "))))
	}
	return "select " + strings.Join(texts, ",\n")
}

// asText is the query's rows as one text, see table.read.
func asText(query string) string {
	return "coalesce((select string_agg(r::text, '') from (" + query + ") r), '')"
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

// load reads the files in the order of their ids. Those that do not exist are missing from the result.
func (s *Store) load(ctx context.Context, on statements, q query) ([]loaded, error) {
	ids := make(pq.Int64Array, len(q.ids))
	for i, id := range q.ids {
		ids[i] = int64(id)
	}
	stmt, err := on.prepared(ctx, loading[q.lock])
	if err != nil {
		return nil, err
	}
	// A row that was locked by somebody else comes with its newest version but the statement's old view of the other
	// tables; the second reading, now that the lock is ours, sees all of it.
	for range 2 {
		var all history
		if err := all.read(stmt.QueryRowxContext(ctx, ids, pq.StringArray(q.keys))); err != nil {
			return nil, fmt.Errorf("read files: %w", err)
		}
		out, stale, err := s.files(ctx, &all)
		if err != nil || !stale || q.lock == unlocked {
			return out, err
		}
	}
	return nil, fmt.Errorf("read files %v: the history does not reach the projection's version; run verify", q.ids)
}

// history is files with everything that happened to them.
type history struct {
	heads []headRow
	ledger
}

// read takes over the one row of loadFiles.
func (h *history) read(row *sqlx.Row) error {
	parts := append([]part{{tables.heads, reflect.ValueOf(&h.heads).Elem()}}, h.parts()...)
	texts := make([]string, len(parts))
	into := make([]any, len(parts))
	for i := range texts {
		into[i] = &texts[i]
	}
	if err := row.Scan(into...); err != nil {
		return err
	}
	for i, p := range parts {
		if err := p.read(p.rows, texts[i]); err != nil {
			return err
		}
	}
	return nil
}

// files makes files of the rows; stale says that a history is older than its projection.
func (s *Store) files(ctx context.Context, all *history) (out []loaded, stale bool, err error) {
	out = make([]loaded, 0, len(all.heads))
	for _, r := range all.heads {
		m, err := s.marketAt(ctx, domain.MarketID(r.MarketID), r.MarketVersion)
		if err != nil {
			return nil, false, err
		}
		own := all.cut(r.ID)
		f := domain.Load(domain.FileID(r.ID), r.Number, m, own.history())
		stale = stale || f.Version != r.Version
		out = append(out, loaded{f, r.Done})
	}
	return out, stale, nil
}

// File reads one file with its history.
func (s *Store) File(ctx context.Context, id domain.FileID) (*domain.File, error) {
	got, err := s.load(ctx, s.db, query{ids: []domain.FileID{id}})
	if err != nil {
		return nil, err
	}
	if len(got) == 0 {
		return nil, domain.NotFound("There is no such file.")
	}
	return got[0].file, nil
}
