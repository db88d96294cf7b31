package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"paidup/domain"
)

// Bulk is one transaction over many files of a market: an import. It applies the same law as Change and writes through
// the same writer. What is to be written is sent while the caller goes on; whatever else it asks of the database waits
// for that. One goroutine at a time uses it.
type Bulk struct {
	store   *Store
	conn    *sqlx.Conn
	tx      *txn
	market  *domain.Market
	batch   batch
	over    pq.Int64Array // files that have ended by it
	sending chan error    // holds what became of the write under way; nil when there is none
}

// errDry ends a dry run: everything is taken back.
var errDry = errors.New("dry run")

// Bulk runs f in one transaction that no other import of the market shares. With dry, everything f wrote is taken back.
func (s *Store) Bulk(ctx context.Context, m *domain.Market, dry bool, f func(*Bulk) error) (err error) {
	conn, err := s.db.Connx(ctx)
	if err != nil {
		return fmt.Errorf("connect to the database: %w", err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	err = tryTx(ctx, connection{conn, s.db}, func(tx *txn) error {
		b := &Bulk{store: s, conn: conn, tx: tx, market: m}
		if err := b.begin(ctx); err != nil {
			return err
		}
		if err := errors.Join(f(b), b.sent()); err != nil {
			return err
		}
		if err := b.endEscalations(ctx); err != nil {
			return err
		}
		if dry {
			return errDry
		}
		return nil
	})
	if errors.Is(err, errDry) {
		return nil
	}
	if err == nil {
		s.written()
	}
	return translate(err)
}

func (b *Bulk) begin(ctx context.Context) error {
	if _, err := b.tx.ExecContext(ctx, `select pg_advisory_xact_lock(720100, $1)`, b.market.ID); err != nil {
		return fmt.Errorf("lock imports of %s: %w", b.market.Code, err)
	}
	// Statements planned while a table was still empty would go through all of it for the rest of the import.
	if _, err := b.tx.ExecContext(ctx, `set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off`); err != nil {
		return fmt.Errorf("set up import: %w", err)
	}
	return nil
}

// sent waits for the write under way.
func (b *Bulk) sent() error {
	if b.sending == nil {
		return nil
	}
	err := <-b.sending
	b.sending = nil
	return err
}

// ready is the transaction, once the write under way is done.
func (b *Bulk) ready() (*txn, error) { return b.tx, b.sent() }

// endEscalations ends those of the files that have ended.
func (b *Bulk) endEscalations(ctx context.Context) error {
	ending, err := openOn(ctx, b.tx, b.over)
	if err != nil {
		return err
	}
	return b.store.endWith(ctx, b.tx, ending)
}

// FileNumbers lists the numbers of the market's files with their ids.
func (b *Bulk) FileNumbers(ctx context.Context) (map[string]domain.FileID, error) {
	var rows []struct {
		ID     int64  `db:"id"`
		Number string `db:"number"`
	}
	tx, err := b.ready()
	if err != nil {
		return nil, err
	}
	if err := tx.SelectContext(ctx, &rows, `select id, number from files where market_id = $1`, b.market.ID); err != nil {
		return nil, fmt.Errorf("read file numbers: %w", err)
	}
	out := make(map[string]domain.FileID, len(rows))
	for _, r := range rows {
		out[r.Number] = domain.FileID(r.ID)
	}
	return out, nil
}

// KnownInvoices lists the market's invoices, void ones included, by their numbers.
func (b *Bulk) KnownInvoices(ctx context.Context) (map[string]domain.KnownInvoice, error) {
	var rows []struct {
		FileID     int64     `db:"file_id"`
		Number     string    `db:"number"`
		Payer      string    `db:"payer"`
		InvoicedOn time.Time `db:"invoiced_on"`
		DueOn      time.Time `db:"due_on"`
		Cents      int64     `db:"cents"`
	}
	tx, err := b.ready()
	if err != nil {
		return nil, err
	}
	err = tx.SelectContext(ctx, &rows, `select file_id, number, payer, invoiced_on, due_on, cents from invoices where market_id = $1`, b.market.ID)
	if err != nil {
		return nil, fmt.Errorf("read invoices: %w", err)
	}
	out := make(map[string]domain.KnownInvoice, len(rows))
	for _, r := range rows {
		out[r.Number] = domain.KnownInvoice{File: domain.FileID(r.FileID), Number: r.Number, Payer: r.Payer,
			On: domain.DateOf(r.InvoicedOn, time.UTC), Due: domain.DateOf(r.DueOn, time.UTC), Amount: domain.Money(r.Cents)}
	}
	return out, nil
}

// Seen says which of the keys were written before.
func (b *Bulk) Seen(ctx context.Context, keys []string) (map[string]bool, error) {
	tx, err := b.ready()
	if err != nil {
		return nil, err
	}
	var found []string
	if err := tx.SelectContext(ctx, &found, `select key from changes where key = any($1)`, pq.StringArray(keys)); err != nil {
		return nil, fmt.Errorf("read keys: %w", err)
	}
	out := make(map[string]bool, len(found))
	for _, k := range found {
		out[k] = true
	}
	return out, nil
}

// Load locks and reads the files.
func (b *Bulk) Load(ctx context.Context, ids []domain.FileID) ([]*domain.File, error) {
	tx, err := b.ready()
	if err != nil {
		return nil, err
	}
	got, err := b.store.load(ctx, tx, query{ids: ids, lock: waiting})
	if err != nil {
		return nil, err
	}
	out := make([]*domain.File, len(got))
	for i, l := range got {
		out[i] = l.file
	}
	return out, nil
}

// New makes empty files of the numbers. An empty number becomes the market's next that is not taken.
func (b *Bulk) New(ctx context.Context, numbers []string, taken func(string) bool) ([]*domain.File, error) {
	tx, err := b.ready()
	if err != nil {
		return nil, err
	}
	var ids []int64
	err = tx.SelectContext(ctx, &ids, `select nextval('files_id') from generate_series(1, $1)`, len(numbers))
	if err != nil {
		return nil, fmt.Errorf("take file ids: %w", err)
	}
	var next int64
	if err := tx.GetContext(ctx, &next, `select next_number from markets where id = $1 for update`, b.market.ID); err != nil {
		return nil, fmt.Errorf("read next file number: %w", err)
	}
	out := make([]*domain.File, len(numbers))
	for i, number := range numbers {
		for number == "" {
			if n := fmt.Sprintf("%s-%d", b.market.Code, next); !taken(n) {
				number = n
			}
			next++
		}
		out[i] = domain.Load(domain.FileID(ids[i]), number, b.market, nil)
	}
	if _, err := tx.ExecContext(ctx, `update markets set next_number = $2 where id = $1 and next_number <> $2`, b.market.ID, next); err != nil {
		return nil, fmt.Errorf("set next file number: %w", err)
	}
	return out, nil
}

// Write stores what the law made of the files since they were loaded or made. It returns before that is done; what
// becomes of it is told by the next call that needs the database, or by the end of the transaction. The files may change.
func (b *Bulk) Write(ctx context.Context, all []domain.Rewritten) error {
	files := make([]written, 0, len(all))
	for _, r := range all {
		if len(r.Changes) > 0 {
			files = append(files, written{file: r.File, changes: r.Changes, isNew: r.Changes[0].Version == 1})
		}
	}
	b.over = append(b.over, over(files)...)
	var sends []send
	b.batch.take(files)
	for _, w := range b.batch.writings() {
		sends = append(sends, w.send())
	}
	b.batch.empty()
	if err := b.sent(); err != nil {
		return err
	}
	done := make(chan error, 1)
	b.sending = done
	go func() { done <- b.sendAll(ctx, sends) }()
	return nil
}

func (b *Bulk) sendAll(ctx context.Context, all []send) error {
	for _, s := range all {
		if err := s.to(ctx, b); err != nil {
			return fmt.Errorf("write %s: %w", s.table, err)
		}
	}
	return nil
}

// Say leaves one line for the market's channel.
func (b *Bulk) Say(ctx context.Context, text string) error {
	body, err := json.Marshal(map[string]string{"text": text})
	if err != nil {
		return fmt.Errorf("write line: %w", err)
	}
	tx, err := b.ready()
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `insert into notices (kind, market_id, body) values ('said', $1, $2)`, b.market.ID, body); err != nil {
		return fmt.Errorf("write line: %w", err)
	}
	return nil
}
