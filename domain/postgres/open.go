package postgres

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/lib/pq"

	"paidup/domain"
)

// openRow is a file that may have been open; Folds says that only its history tells how it stood.
type openRow struct {
	lineRow
	Folds bool `db:"folds"`
}

// openFiles are the files whose projection does not say that they had ended by the date $2. A file is folded when it has
// facts dated later: none is dated after the day it is recorded on, so only files with a change since $3, when the next
// day began, can have some. It is folded too when something about its rounds was taken back.
const openFiles = `select ` + lineColumns + `, 0 as total,
  exists (select from rounds x where x.file_id = f.id and x.mirrors_version > 0) or f.recorded_at >= $3 and (
    exists (select from stage_changes x where x.file_id = f.id and x.effective_on > $2)
    or exists (select from entries x where x.file_id = f.id and x.effective_on > $2)
    or exists (select from rounds x where x.file_id = f.id and x.effective_on > $2)
    or exists (select from disputes x where x.file_id = f.id and x.effective_on > $2)
    or exists (select from assignments x where x.file_id = f.id and x.effective_on > $2)
    or exists (select from details x where x.file_id = f.id and x.effective_on > $2)
    or exists (select from touches x where x.file_id = f.id and x.effective_on > $2)
    or exists (select from steps x where x.file_id = f.id and x.effective_on > $2)
    or exists (select from promises x where x.file_id = f.id and x.effective_on > $2)
    or exists (select from holds x where x.file_id = f.id and x.effective_on > $2)
    or exists (select from waits x where x.file_id = f.id and x.effective_on > $2)) as folds
from (select * from files where market_id = $1 and closed_on is null
  union all select * from files where market_id = $1 and closed_on > $2 and closed_on is not null) f
join file_facts ff on ff.file_id = f.id order by f.id`

// OpenFiles lists the market's files that were open at the end of the date, as they stood then, in the order of their
// ids. Most are read from the projection, the others folded from their histories.
func (s *Store) OpenFiles(ctx context.Context, m *domain.Market, asOf domain.Date) (out []domain.OpenFile, err error) {
	tx, err := s.db.snapshot(ctx)
	if err != nil {
		return nil, err
	}
	defer func() {
		if rb := tx.Rollback(); rb != nil {
			err = errors.Join(err, fmt.Errorf("end snapshot: %w", rb))
		}
	}()
	var rows []openRow
	if err := tx.SelectContext(ctx, &rows, openFiles, m.ID, asOf.String(), (asOf + 1).Start(m.Location())); err != nil {
		return nil, fmt.Errorf("read open files of %s as of %s: %w", m.Code, asOf, err)
	}
	var current, others []domain.FileID
	for _, r := range rows {
		if r.Folds {
			others = append(others, domain.FileID(r.ID))
			continue
		}
		line, err := r.line()
		if err != nil {
			return nil, err
		}
		out, current = append(out, domain.OpenFile{Line: line}), append(current, line.ID)
	}
	if err := errors.Join(openInvoices(ctx, tx, out, current), openRounds(ctx, tx, out, current)); err != nil {
		return nil, fmt.Errorf("read open files of %s as of %s: %w", m.Code, asOf, err)
	}
	folded, err := s.foldOpen(ctx, tx, others, asOf)
	if err != nil {
		return nil, err
	}
	out = append(out, folded...)
	slices.SortFunc(out, func(a, b domain.OpenFile) int { return int(a.Line.ID - b.Line.ID) })
	return out, nil
}

// foldOpen folds the files' histories up to the date and keeps those that were open.
func (s *Store) foldOpen(ctx context.Context, tx *txn, ids []domain.FileID, asOf domain.Date) ([]domain.OpenFile, error) {
	var out []domain.OpenFile
	for part := range slices.Chunk(ids, verifyBatch) {
		got, err := s.load(ctx, tx, query{ids: part})
		if err != nil {
			return nil, err
		}
		for _, l := range got {
			if o, open := l.file.OpenAsOf(asOf); open {
				out = append(out, o)
			}
		}
	}
	return out, nil
}

// openInvoices fills in the open invoices of the files, which are in the order of their ids.
func openInvoices(ctx context.Context, tx *txn, files []domain.OpenFile, ids []domain.FileID) error {
	var rows []struct {
		FileID     int64     `db:"file_id"`
		Number     string    `db:"number"`
		Payer      string    `db:"payer"`
		InvoicedOn time.Time `db:"invoiced_on"`
		Cents      int64     `db:"cents"`
	}
	billed := slices.DeleteFunc(slices.Clone(ids), func(id domain.FileID) bool { return at(files, id).Line.Balance == 0 })
	err := tx.SelectContext(ctx, &rows, `with balance as (
  select e.file_id, e.invoice, sum(e.cents) as cents from entries e
  where e.file_id = any($1) and e.invoice > 0 group by e.file_id, e.invoice having sum(e.cents) > 0)
select b.file_id, i.number, i.payer, i.invoiced_on, b.cents from balance b join invoices i on i.file_id = b.file_id and i.n = b.invoice
order by b.file_id, i.invoiced_on, i.n`, fileIDs(billed))
	if err != nil {
		return fmt.Errorf("read open invoices: %w", err)
	}
	for _, r := range rows {
		f := at(files, domain.FileID(r.FileID))
		f.Past = append(f.Past, domain.OldInvoice{Number: r.Number, Payer: r.Payer, On: domain.DateOf(r.InvoicedOn, time.UTC),
			Balance: domain.Money(r.Cents)})
	}
	return nil
}

// openRounds fills in what the files' rounds say of them; nothing of these was taken back.
func openRounds(ctx context.Context, tx *txn, files []domain.OpenFile, ids []domain.FileID) error {
	var rows []struct {
		FileID      int64     `db:"file_id"`
		Round       int       `db:"round"`
		Event       string    `db:"event"`
		Kind        string    `db:"kind"`
		Cents       int64     `db:"cents"`
		SentTo      string    `db:"sent_to"`
		ErrorTypes  string    `db:"error_types"`
		EffectiveOn time.Time `db:"effective_on"`
	}
	err := tx.SelectContext(ctx, &rows, `select r.file_id, r.round, r.event, r.kind, r.cents, r.sent_to, r.error_types, r.effective_on
from rounds r where r.file_id = any($1) order by r.file_id, r.effective_on, r.version, r.place`, fileIDs(ids))
	if err != nil {
		return fmt.Errorf("read rounds: %w", err)
	}
	var events []domain.RoundEvent
	for i, r := range rows {
		events = append(events, domain.RoundEvent{Row: domain.Row{On: domain.DateOf(r.EffectiveOn, time.UTC)}, Round: r.Round,
			Event: domain.Result(r.Event), Kind: domain.RoundKind(r.Kind), Amount: domain.Money(r.Cents), To: r.SentTo,
			ErrorTypes: errorTypes(r.ErrorTypes)})
		if i+1 == len(rows) || rows[i+1].FileID != r.FileID {
			at(files, domain.FileID(r.FileID)).Review(domain.RoundsOf(events))
			events = events[:0]
		}
	}
	return nil
}

// errorTypes are the types as their column keeps them.
func errorTypes(column string) []string {
	if column == "" {
		return nil
	}
	return strings.Split(column, ",")
}

// at finds the file among files that are in the order of their ids.
func at(files []domain.OpenFile, id domain.FileID) *domain.OpenFile {
	i, _ := slices.BinarySearchFunc(files, id, func(f domain.OpenFile, id domain.FileID) int { return int(f.Line.ID - id) })
	return &files[i]
}

func fileIDs(ids []domain.FileID) pq.Int64Array {
	out := make(pq.Int64Array, len(ids))
	for i, id := range ids {
		out[i] = int64(id)
	}
	return out
}
