package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"paidup/domain"
)

// Store is the database as the program sees it. It is safe for concurrent use.
type Store struct {
	db      *pool                   // reads, reports and imports
	hot     *pool                   // changes of files; its statements are planned once, whatever their arguments
	single  queue                   // changes of single files that wait for a transaction
	markets sync.Map                // domain.MarketID -> *domain.Market, by their newest version seen
	stamped atomic.Pointer[stamped] // all markets, as they were read last
	url     string
	wake    func()        // called after a commit that left notices, here or in another replica
	news    chan struct{} // full while the other replicas are to hear of it
}

// Connections of each pool.
const (
	readers = 16
	writers = 8
)

// Limits of a change, unless the address sets its own: how long a statement may take, its waits among it, and how long the
// transaction may stand open without one.
const (
	hangs = "20s"
	idles = "60s"
)

// Connect opens the store on a URL or a key=value string and checks that the database answers.
func Connect(ctx context.Context, url string) (*Store, error) {
	config, err := pq.NewConfig(url)
	if err != nil {
		return nil, fmt.Errorf("connect to the database: %w", err)
	}
	// The statements of a change take arrays, of one file as a rule. Postgres would plan them anew each time: it thinks
	// that arrays it does not see are larger. Their joins stand in the order in which they are to be made: weighing the
	// others takes half of the time of planning.
	planned := with(config, map[string]string{"plan_cache_mode": "force_generic_plan", "join_collapse_limit": "1",
		"statement_timeout": hangs, "idle_in_transaction_session_timeout": idles})
	s := &Store{url: url, wake: func() {}, news: make(chan struct{}, 1)}
	if s.db, err = open(ctx, config, readers); err != nil {
		return nil, err
	}
	if s.hot, err = open(ctx, planned, writers); err != nil {
		return nil, errors.Join(err, s.db.close())
	}
	return s, nil
}

// with is the configuration with settings of the session; those that it has already stay.
func with(c pq.Config, settings map[string]string) pq.Config {
	c = c.Clone()
	if c.Runtime == nil {
		c.Runtime = map[string]string{}
	}
	for name, value := range settings {
		if _, set := c.Runtime[name]; !set {
			c.Runtime[name] = value
		}
	}
	return c
}

// DB is the underlying pool, for migrations.
func (s *Store) DB() *sql.DB { return s.db.DB.DB }

// OnNotices has f called after every commit that left something to deliver. It must return at once.
func (s *Store) OnNotices(f func()) { s.wake = f }

// Close gives the connections back.
func (s *Store) Close() error { return errors.Join(s.db.close(), s.hot.close()) }

// maxTries is how often a transaction is run when the database asks for another try.
const maxTries = 4

// inTx runs f in a transaction and commits it. After a deadlock, a serialization failure or a lost connection it runs f
// again, so f touches nothing but what it loads. A panic rolls back and goes on. The error is domain.ErrInDoubt too where a
// commit may have succeeded and no later try could find out.
func (s *Store) inTx(ctx context.Context, f func(*txn) error) error {
	unsure := false
	for try := 1; ; try++ {
		err := translate(s.hot.try(ctx, f))
		unsure = unsure || errors.Is(err, domain.ErrInDoubt)
		if err == nil || try == maxTries || !again(err) || ctx.Err() != nil {
			return doubted(err, unsure)
		}
	}
}

// try runs f in a transaction. What it prepared is kept for the next ones.
func (p *pool) try(ctx context.Context, f func(*txn) error) error {
	var used *txn
	err := tryTx(ctx, p, func(tx *txn) error {
		used = tx
		return f(tx)
	})
	if err == nil {
		used.over(ctx)
	}
	return err
}

// beginner begins transactions: a pool, or one connection of it.
type beginner interface {
	begin(ctx context.Context) (*txn, error)
}

func tryTx(ctx context.Context, on beginner, f func(*txn) error) (err error) {
	tx, err := on.begin(ctx)
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
		return committed(ctx, err)
	}
	return nil
}

// again says that the same transaction may succeed when run once more. One that may have been committed is among them: the
// key of the change tells whether it was.
func again(err error) bool {
	if pq.As(err, pqerror.TRDeadlockDetected, pqerror.TRSerializationFailure, pqerror.AdminShutdown) != nil {
		return true
	}
	for _, passing := range []error{domain.ErrInDoubt, errKeyTaken, sql.ErrConnDone, driver.ErrBadConn} {
		if errors.Is(err, passing) {
			return true
		}
	}
	return false
}

// Unmigrated says that the database lacks a table or a column that was asked for.
func Unmigrated(err error) bool {
	return pq.As(err, pqerror.UndefinedTable, pqerror.UndefinedColumn) != nil
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

		"escalation_events_key_unique": errKeyTaken,
	}
	if known, ok := says[e.Constraint]; ok {
		return known
	}
	return err
}
