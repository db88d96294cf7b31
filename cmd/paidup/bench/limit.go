package bench

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// The smallest transaction that stores one command, and its tables.
var (
	//go:embed pgbench/schema.sql
	limitSchema string
	//go:embed pgbench/tx.sql
	limitScript string
)

// limit is what the machine does of the smallest transaction, in the books' own database.
type limit struct {
	name string
	run  func(ctx context.Context, n int) (rate float64, err error)
}

// newLimit makes the tables. The limit is pgbench's figure; where it is not installed, that of the same statements
// prepared from Go, which is lower.
func newLimit(ctx context.Context, s *server, b Books) (limit, error) {
	if err := execAll(ctx, b.Store, statements(limitSchema)...); err != nil {
		return limit{}, err
	}
	if program, ok := s.pgbench(ctx); ok {
		return limit{"the smallest transaction by pgbench", func(ctx context.Context, n int) (float64, error) {
			return runPgbench(ctx, program, b.URL, n)
		}}, nil
	}
	pay, err := smallest(ctx, b.Store.DB())
	return limit{"the smallest transaction from Go (no pgbench here)", func(ctx context.Context, n int) (float64, error) {
		took, err := drive(ctx, pay, span{0, n, clients})
		return float64(n) / took.Seconds(), err
	}}, err
}

// statements are a script's statements.
func statements(script string) []string {
	var out []string
	for sql := range strings.SplitSeq(script, ";\n") {
		if strings.TrimSpace(sql) != "" {
			out = append(out, sql)
		}
	}
	return out
}

// pgbench finds the program on PATH or beside the server's own.
func (s *server) pgbench(ctx context.Context) (string, bool) {
	if program, err := exec.LookPath("pgbench"); err == nil {
		return program, true
	}
	var dir string
	if err := s.admin.QueryRowContext(ctx, "select setting from pg_config where name = 'BINDIR'").Scan(&dir); err != nil {
		return "", false
	}
	program := filepath.Join(dir, "pgbench")
	_, err := os.Stat(program)
	return program, err == nil
}

var tps = regexp.MustCompile(`tps = ([0-9.]+)`)

func runPgbench(ctx context.Context, program, address string, n int) (rate float64, err error) {
	dir, err := os.MkdirTemp("", "paidup-bench-")
	if err != nil {
		return 0, fmt.Errorf("write pgbench's script: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	script := filepath.Join(dir, "tx.sql")
	if err := os.WriteFile(script, []byte(limitScript), 0o600); err != nil {
		return 0, fmt.Errorf("write pgbench's script: %w", err)
	}
	out, err := exec.CommandContext(ctx, program, "-n", "-M", "prepared", "-c", strconv.Itoa(clients),
		"-t", strconv.Itoa(max(1, n/clients)), "-f", script, address).CombinedOutput()
	found := tps.FindAllStringSubmatch(string(out), -1)
	if err == nil && len(found) == 0 {
		err = errors.New("it printed no tps")
	}
	if err != nil {
		return 0, fmt.Errorf("run pgbench: %w: %s", err, out)
	}
	return strconv.ParseFloat(found[len(found)-1][1], 64) // older ones print it with connecting and then without
}

// smallest gives what runs the script's transaction with prepared statements.
func smallest(ctx context.Context, db *sql.DB) (func(context.Context, int) error, error) {
	insert, err := db.PrepareContext(ctx, `insert into "limit".events (file_id, envelope_id, kind, amount, actor)
values ($1, 'e-' || $2::text || '-' || $3::text, 3, $4, 'U0BENCH')`)
	if err != nil {
		return nil, fmt.Errorf("prepare the smallest transaction: %w", err)
	}
	update, err := db.PrepareContext(ctx, `update "limit".files set balance = balance - $2, version = version + 1, updated_at = now() where id = $1`)
	if err != nil {
		return nil, fmt.Errorf("prepare the smallest transaction: %w", err)
	}
	return func(ctx context.Context, _ int) error {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		file, cents := 1+rand.Int64N(10_000), 100+rand.Int64N(100_000)
		_, err = tx.StmtContext(ctx, insert).ExecContext(ctx, file, rand.Int32(), rand.Int32(), cents)
		if err == nil {
			_, err = tx.StmtContext(ctx, update).ExecContext(ctx, file, cents)
		}
		if err != nil {
			return errors.Join(err, tx.Rollback())
		}
		return tx.Commit()
	}, nil
}
