package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

// pool is connections, with the statements of hot paths prepared on them.
type pool struct {
	*sqlx.DB
	statements sync.Map // SQL -> *sqlx.Stmt
}

// open opens so many connections at most and checks that the database answers.
func open(ctx context.Context, config pq.Config, connections int) (*pool, error) {
	connector, err := pq.NewConnectorConfig(config)
	if err != nil {
		return nil, fmt.Errorf("connect to the database: %w", err)
	}
	connector.Dialer(newLine())
	p := &pool{DB: sqlx.NewDb(sql.OpenDB(connector), "postgres")}
	p.SetMaxOpenConns(connections)
	p.SetMaxIdleConns(connections)
	if err := p.PingContext(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("connect to the database: %w", err), p.close())
	}
	return p, nil
}

func (p *pool) close() error {
	p.statements.Range(func(_, v any) bool {
		return v.(*sqlx.Stmt).Close() == nil
	})
	return p.DB.Close()
}

// statements are where a statement is prepared once: a pool, or a transaction on it.
type statements interface {
	prepared(ctx context.Context, query string) (*sqlx.Stmt, error)
}

// prepared is the statement, prepared once.
func (p *pool) prepared(ctx context.Context, query string) (*sqlx.Stmt, error) {
	if v, ok := p.statements.Load(query); ok {
		return v.(*sqlx.Stmt), nil
	}
	stmt, err := p.PreparexContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("prepare statement: %w", err)
	}
	if v, loaded := p.statements.LoadOrStore(query, stmt); loaded {
		return v.(*sqlx.Stmt), errors.Join(stmt.Close())
	}
	return stmt, nil
}

// read selects with a statement that is prepared once.
func (p *pool) read(ctx context.Context, dest any, query string, args ...any) error {
	stmt, err := p.prepared(ctx, query)
	if err != nil {
		return err
	}
	return stmt.SelectContext(ctx, dest, args...)
}

// txn is a transaction on a connection of a pool.
type txn struct {
	*sqlx.Tx
	pool   *pool
	missed []string // statements that the pool has not prepared yet
}

// prepared is the pool's statement, for the transaction. One that the pool does not have yet is prepared for the
// transaction alone: a connection beside its own may never come, when all are in transactions that wait for this one.
func (t *txn) prepared(ctx context.Context, query string) (*sqlx.Stmt, error) {
	if v, ok := t.pool.statements.Load(query); ok {
		return t.StmtxContext(ctx, v.(*sqlx.Stmt)), nil
	}
	stmt, err := t.PreparexContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("prepare statement: %w", err)
	}
	t.missed = append(t.missed, query)
	return stmt, nil
}

// over has the pool prepare what the transaction, which has ended, missed. What cannot be prepared now the next one will.
func (t *txn) over(ctx context.Context) {
	for _, query := range t.missed {
		if _, err := t.pool.prepared(ctx, query); err != nil {
			return
		}
	}
}

func (p *pool) begin(ctx context.Context) (*txn, error) {
	tx, err := p.BeginTxx(ctx, nil)
	return &txn{Tx: tx, pool: p}, err
}

// snapshot begins a transaction that only reads, all of it as of one moment.
func (p *pool) snapshot(ctx context.Context) (*txn, error) {
	tx, err := p.BeginTxx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return nil, fmt.Errorf("begin snapshot: %w", err)
	}
	return &txn{Tx: tx, pool: p}, nil
}

// connection is one connection of a pool.
type connection struct {
	*sqlx.Conn
	pool *pool
}

func (c connection) begin(ctx context.Context) (*txn, error) {
	tx, err := c.BeginTxx(ctx, nil)
	return &txn{Tx: tx, pool: c.pool}, err
}
