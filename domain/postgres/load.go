package postgres

import (
	"context"
	"fmt"
	"reflect"
	"strings"

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
	Tables        int64  `json:"tables"`
	MarketVersion int    `json:"market_version"`
	Done          int    `json:"done"` // the change that its act's key made of the file earlier, 0 if none
}

// heads reads headRows in the order of their ids.
const heads = `select f.id, f.number, f.market_id, f.version, f.tables, m.version as market_version,
  coalesce((select c.version from changes c where c.key = u.key and c.file_id = f.id), 0) as done
from unnest($1::bigint[], $2::text[]) as u(id, key) join files f on f.id = u.id join markets m on m.id = f.market_id order by f.id`

// loading are the statements that give one row, by their locking: unlocked the files' heads and then their rows of every
// table of the ledger, each table as one text; else the heads alone, their rows locked in the order of their ids.
var loading = map[locking]string{
	unlocked: "select " + asText(heads) + ", " + strings.Join(ledgerTexts(everyTable), ", "),
	waiting:  "select " + asText(heads+" for update of f"),
	skipping: "select " + asText(heads+" for update of f skip locked"),
}

// everyTable has the bit of every table, see tablesOf.
const everyTable = -1

// ledgerTexts are the files' rows of the tables that have their bits set.
func ledgerTexts(bits int64) []string {
	var out []string
	for i, p := range new(ledger).parts() {
		if bits>>i&1 == 1 {
			out = append(out, asText(fmt.Sprintf("select %s from %s where file_id = any($1) order by %s", p.list(), p.name,
				strings.Join(p.names(keyRole), ", "))))
		}
	}
	return out
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
	var all history
	var err error
	if q.lock == unlocked {
		err = all.read(ctx, on, reading{loading[unlocked], everyTable, true}, ids, pq.StringArray(q.keys))
	} else {
		err = all.readLocked(ctx, on, q, ids)
	}
	if err != nil {
		return nil, fmt.Errorf("read files: %w", err)
	}
	return s.files(ctx, &all, q.lock != unlocked)
}

// history is files with everything that happened to them.
type history struct {
	heads []headRow
	ledger
}

// readLocked locks the files' rows first: what is read after that is all that happened to them. It looks only into the
// tables in which one of them has rows.
func (h *history) readLocked(ctx context.Context, on statements, q query, ids pq.Int64Array) error {
	err := h.read(ctx, on, reading{loading[q.lock], 0, true}, ids, pq.StringArray(q.keys))
	if err != nil || len(h.heads) == 0 {
		return err
	}
	var bits int64
	ids = ids[:0]
	for _, r := range h.heads {
		bits |= r.Tables
		ids = append(ids, r.ID)
	}
	return h.read(ctx, on, reading{"select " + strings.Join(ledgerTexts(bits), ", "), bits, false}, ids)
}

// reading is a statement that gives one row of texts: the files' heads, where they are among them, and then the tables
// that have their bits set.
type reading struct {
	query string
	bits  int64
	heads bool
}

func (h *history) read(ctx context.Context, on statements, r reading, args ...any) error {
	stmt, err := on.prepared(ctx, r.query)
	if err != nil {
		return err
	}
	var parts []part
	if r.heads {
		parts = append(parts, part{tables.heads, reflect.ValueOf(&h.heads).Elem()})
	}
	for i, p := range h.parts() {
		if r.bits>>i&1 == 1 {
			parts = append(parts, p)
		}
	}
	texts := make([]string, len(parts))
	into := make([]any, len(parts))
	for i := range texts {
		into[i] = &texts[i]
	}
	if err := stmt.QueryRowxContext(ctx, args...).Scan(into...); err != nil {
		return err
	}
	for i, p := range parts {
		if err := p.read(p.rows, texts[i]); err != nil {
			return err
		}
	}
	return nil
}

// files makes files of the rows. Of files that are locked the history reaches the projection's version.
func (s *Store) files(ctx context.Context, all *history, locked bool) ([]loaded, error) {
	out := make([]loaded, 0, len(all.heads))
	for _, r := range all.heads {
		m, err := s.marketAt(ctx, domain.MarketID(r.MarketID), r.MarketVersion)
		if err != nil {
			return nil, err
		}
		own := all.cut(r.ID)
		f := domain.Load(domain.FileID(r.ID), r.Number, m, own.history())
		if locked && f.Version != r.Version {
			return nil, fmt.Errorf("read file %s: the history does not reach the projection's version; run verify", r.Number)
		}
		out = append(out, loaded{f, r.Done})
	}
	return out, nil
}

// File reads one file with its history.
func (s *Store) File(ctx context.Context, id domain.FileID) (*domain.File, error) {
	got, err := s.load(ctx, s.hot, query{ids: []domain.FileID{id}})
	if err != nil {
		return nil, err
	}
	if len(got) == 0 {
		return nil, domain.NotFound("There is no such file.")
	}
	return got[0].file, nil
}
