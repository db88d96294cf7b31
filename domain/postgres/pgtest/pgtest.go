// Package pgtest gives each test a migrated database of its own: one private Postgres for a package's run, one database
// copied from a template for a test.
package pgtest

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"sync/atomic"
	"testing"

	"paidup/domain/postgres"
	"paidup/domain/postgres/pgserver"
	"paidup/migrations"
)

const template = "paidup_template"

// Cluster is a private Postgres with a migrated template database.
type Cluster struct {
	server *pgserver.Server
	admin  *sql.DB
	how    string // a database is copied
	made   atomic.Int64
}

// Main starts the cluster, runs the package's tests and stops it; its result is the exit code. TestMain calls it.
func Main(m *testing.M, c *Cluster) int {
	ctx := context.Background()
	if err := c.start(ctx); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	code := m.Run()
	if err := c.admin.Close(); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	if err := c.server.Stop(ctx); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
}

func (c *Cluster) start(ctx context.Context) error {
	server, err := pgserver.Start(ctx, pgserver.Options{Fast: true})
	if err != nil {
		return fmt.Errorf("start test database: %w", err)
	}
	c.server = server
	if c.admin, err = sql.Open("postgres", server.URL("postgres")); err != nil {
		return fmt.Errorf("open test database: %w", err)
	}
	// Since version 15 Postgres copies page by page through its log unless it is told to copy the files, which takes half as long.
	err = c.admin.QueryRowContext(ctx, `select case when current_setting('server_version_num')::int >= 150000
		then ' strategy file_copy' else '' end`).Scan(&c.how)
	if err != nil {
		return fmt.Errorf("ask for the version of Postgres: %w", err)
	}
	if _, err := c.admin.ExecContext(ctx, "create database "+template); err != nil {
		return fmt.Errorf("create template: %w", err)
	}
	db, err := sql.Open("postgres", server.URL(template))
	if err != nil {
		return fmt.Errorf("open template: %w", err)
	}
	if _, err := migrations.Apply(ctx, db); err != nil {
		return err
	}
	return db.Close()
}

// URL makes a fresh migrated database and gives its address.
func (c *Cluster) URL(t testing.TB) string {
	t.Helper()
	return c.create(t, template)
}

// Empty makes a database without any table and gives its address.
func (c *Cluster) Empty(t testing.TB) string {
	t.Helper()
	return c.create(t, "template0")
}

func (c *Cluster) create(t testing.TB, from string) string {
	t.Helper()
	name := fmt.Sprintf("t%d", c.made.Add(1))
	if _, err := c.admin.Exec("create database " + name + " template " + from + c.how); err != nil {
		t.Fatalf("create database %s: %v", name, err)
	}
	return c.server.URL(name)
}

// Store makes a fresh migrated database and opens the store on it; both end with the test.
func (c *Cluster) Store(t testing.TB) *postgres.Store {
	t.Helper()
	s, err := postgres.Connect(context.Background(), c.URL(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}
