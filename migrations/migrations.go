// Package migrations holds the numbered SQL of the database and applies it under a lock, so that any number of replicas
// may start at once.
package migrations

import (
	"context"
	"database/sql"
	"embed"
	"fmt"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed *.sql
var files embed.FS

// Apply brings the database to the newest version and says how many migrations it ran. Several processes may call it at
// once: one works, the others wait up to two minutes.
func Apply(ctx context.Context, db *sql.DB) (int, error) {
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 120))
	if err != nil {
		return 0, fmt.Errorf("make migration lock: %w", err)
	}
	p, err := goose.NewProvider(goose.DialectPostgres, db, files, goose.WithSessionLocker(locker))
	if err != nil {
		return 0, fmt.Errorf("read migrations: %w", err)
	}
	done, err := p.Up(ctx)
	if err != nil {
		return len(done), fmt.Errorf("apply migrations: %w", err)
	}
	return len(done), nil
}

// Remove takes everything out of the database that migrations put there, with all that was stored in it.
func Remove(ctx context.Context, db *sql.DB) error {
	p, err := goose.NewProvider(goose.DialectPostgres, db, files)
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	if _, err := p.DownTo(ctx, 0); err != nil {
		return fmt.Errorf("remove what migrations made: %w", err)
	}
	return nil
}

// Versions says up to which migration the database is, 0 for one that has none, and which is the newest here. Nothing is
// written.
func Versions(ctx context.Context, db *sql.DB) (have, newest int64, err error) {
	p, err := goose.NewProvider(goose.DialectPostgres, db, files)
	if err != nil {
		return 0, 0, fmt.Errorf("read migrations: %w", err)
	}
	for _, source := range p.ListSources() {
		newest = max(newest, source.Version)
	}
	var kept bool
	if err := db.QueryRowContext(ctx, `select to_regclass('goose_db_version') is not null`).Scan(&kept); err != nil {
		return 0, newest, fmt.Errorf("look for migrations: %w", err)
	}
	if kept {
		err = db.QueryRowContext(ctx, `select coalesce(max(version_id), 0) from goose_db_version where is_applied`).Scan(&have)
	}
	if err != nil {
		return 0, newest, fmt.Errorf("read the migrations that were applied: %w", err)
	}
	return have, newest, nil
}
