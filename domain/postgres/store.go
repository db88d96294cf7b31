package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"paidup/domain"
)

// Store is the database as the program sees it. It is safe for concurrent use.
type Store struct {
	db         *sqlx.DB
	statements sync.Map // SQL -> *sqlx.Stmt, for the statements of hot paths
	markets    sync.Map // domain.MarketID -> *domain.Market, by their newest version seen
	written    func()   // called after a commit that left notices
}

// Connect opens the store on a URL or a key=value string and checks that the database answers.
func Connect(ctx context.Context, url string) (*Store, error) {
	db, err := sqlx.ConnectContext(ctx, "postgres", url)
	if err != nil {
		return nil, fmt.Errorf("connect to the database: %w", err)
	}
	db.SetMaxOpenConns(24)
	db.SetMaxIdleConns(24)
	return &Store{db: db, written: func() {}}, nil
}

// DB is the underlying pool, for migrations.
func (s *Store) DB() *sql.DB { return s.db.DB }

// OnNotices has f called after every commit that left something to deliver. It must return at once.
func (s *Store) OnNotices(f func()) { s.written = f }

// Close gives the connections back.
func (s *Store) Close() error {
	s.statements.Range(func(_, v any) bool {
		return v.(*sqlx.Stmt).Close() == nil
	})
	return s.db.Close()
}

// prepared is the statement, prepared once.
func (s *Store) prepared(ctx context.Context, query string) (*sqlx.Stmt, error) {
	if v, ok := s.statements.Load(query); ok {
		return v.(*sqlx.Stmt), nil
	}
	stmt, err := s.db.PreparexContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("prepare statement: %w", err)
	}
	if v, loaded := s.statements.LoadOrStore(query, stmt); loaded {
		return v.(*sqlx.Stmt), errors.Join(stmt.Close())
	}
	return stmt, nil
}

// read selects with a statement that is prepared once.
func (s *Store) read(ctx context.Context, dest any, query string, args ...any) error {
	stmt, err := s.prepared(ctx, query)
	if err != nil {
		return err
	}
	return stmt.SelectContext(ctx, dest, args...)
}

// preparedReads is the store as a selector.
type preparedReads struct{ *Store }

func (r preparedReads) SelectContext(ctx context.Context, dest any, query string, args ...any) error {
	return r.read(ctx, dest, query, args...)
}

// maxTries is how often a transaction is run when the database asks for another try.
const maxTries = 4

// inTx runs f in a transaction and commits it. After a deadlock, a serialization failure or a lost connection it runs f
// again, so f touches nothing but what it loads. A panic rolls back and goes on.
func (s *Store) inTx(ctx context.Context, f func(*sqlx.Tx) error) error {
	for try := 1; ; try++ {
		err := translate(tryTx(ctx, s.db, f))
		if err == nil || try == maxTries || !again(err) || ctx.Err() != nil {
			return err
		}
	}
}

// beginner begins transactions: the pool, or one connection of it.
type beginner interface {
	BeginTxx(ctx context.Context, opts *sql.TxOptions) (*sqlx.Tx, error)
}

func tryTx(ctx context.Context, on beginner, f func(*sqlx.Tx) error) (err error) {
	tx, err := on.BeginTxx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin transaction: %w", err)
	}
	defer func() {
		if p := recover(); p != nil {
			err = errors.Join(fmt.Errorf("panic in a transaction: %v", p), tx.Rollback())
			panic(p)
		}
		if err != nil {
			if rb := tx.Rollback(); rb != nil && !errors.Is(rb, sql.ErrTxDone) {
				err = errors.Join(err, rb)
			}
		}
	}()
	if err := f(tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// again says that the same transaction may succeed when run once more. A connection lost during the commit is among
// them: the key of the change tells whether it was written.
func again(err error) bool {
	if pq.As(err, pqerror.TRDeadlockDetected, pqerror.TRSerializationFailure, pqerror.AdminShutdown) != nil {
		return true
	}
	return errors.Is(err, errKeyTaken) || errors.Is(err, sql.ErrConnDone)
}

// errKeyTaken says that another transaction wrote the same key first; run again, the key's change is found.
var errKeyTaken = errors.New("the key was written meanwhile")

// translate turns a broken constraint into the law's words. It is the one table of constraint names.
func translate(err error) error {
	var e *pq.Error
	if err == nil || !errors.As(err, &e) {
		return err
	}
	says := map[string]error{
		"markets_code_unique":       domain.Conflict("That market code is taken."),
		"markets_channel_unique":    domain.Conflict("That channel belongs to another market already."),
		"files_number_unique":       domain.Conflict("That file number is taken."),
		"changes_key_unique":        errKeyTaken,
		"market_changes_key_unique": errKeyTaken,
	}
	if known, ok := says[e.Constraint]; ok {
		return known
	}
	return err
}
