package postgres

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
)

// send is what a batch does to one table, on its way to the database: a statement with its arguments, or a COPY with its
// lines. It is made of values that do not change any more.
type send struct {
	table string
	query string
	args  []any
	lines string
}

// send copies rows that are inserted; everything else is a statement.
func (w writing) send() send {
	if w.update || w.clause != "" {
		return send{table: w.name, query: w.sql(1), args: w.arrays(w.rows)}
	}
	return send{table: w.name, query: fmt.Sprintf("copy %s (%s) from stdin", w.name, strings.Join(w.names(""), ", ")), lines: w.lines(w.rows)}
}

func (s send) to(ctx context.Context, b *Bulk) error {
	if s.args == nil {
		return b.conn.Raw(func(conn any) error { return s.copy(ctx, conn) })
	}
	_, err := b.tx.ExecContext(ctx, s.query, s.args...)
	return err
}

// copier is lib/pq's statement of a COPY.
type copier interface {
	CopyData(ctx context.Context, line string) (driver.Result, error)
	Close() error
}

// copy hands the lines to the driver as they are: database/sql would take them value by value.
func (s send) copy(ctx context.Context, conn any) error {
	stmt, err := conn.(driver.Conn).Prepare(s.query)
	if err != nil {
		return err
	}
	c, ok := stmt.(copier)
	if !ok {
		return errors.Join(fmt.Errorf("the driver has no COPY"), stmt.Close())
	}
	_, err = c.CopyData(ctx, s.lines)
	return errors.Join(err, c.Close())
}
