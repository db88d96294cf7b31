package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"paidup/domain"
	"paidup/domain/postgres"
	"paidup/domain/postgres/pgserver"
	"paidup/migrations"
)

// server is where the benchmarks' databases are made.
type server struct {
	url   string
	admin *sql.DB
}

// withServer runs f on the server at the address, or on a private one where none is given.
func withServer(ctx context.Context, address string, f func(*server) error) (err error) {
	if address == "" {
		private, err := pgserver.Start(ctx, pgserver.Options{})
		if err != nil {
			return err
		}
		address = private.URL("postgres")
		defer func() { err = errors.Join(err, private.Stop(context.WithoutCancel(ctx))) }()
	}
	admin, err := sql.Open("postgres", address)
	if err != nil {
		return fmt.Errorf("connect to the database: %w", err)
	}
	defer func() { err = errors.Join(err, admin.Close()) }()
	return f(&server{address, admin})
}

// scratch is the database the benchmarks make, and drop.
const scratch = "paidup_bench"

// withStore runs f on a new, migrated database with one market. The database is gone afterwards.
func (s *server) withStore(ctx context.Context, f func(books Books) error) (err error) {
	drop := func(ctx context.Context) error {
		_, err := s.admin.ExecContext(ctx, "drop database if exists "+scratch+" with (force)")
		return err
	}
	if err := drop(ctx); err != nil {
		return fmt.Errorf("drop an earlier %s: %w", scratch, err)
	}
	if _, err := s.admin.ExecContext(ctx, "create database "+scratch); err != nil {
		return fmt.Errorf("make a database of its own: %w", err)
	}
	defer func() { err = errors.Join(err, drop(context.WithoutCancel(ctx))) }()
	address := onDatabase(s.url, scratch)
	store, err := postgres.Connect(ctx, address)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if _, err := migrations.Apply(ctx, store.DB()); err != nil {
		return err
	}
	m, err := domain.NewMarket("FM", "Fort Myers", "America/New_York")
	if err != nil {
		return err
	}
	m.Channel = "C0FM"
	market, err := store.AddMarket(ctx, act("market"), m)
	if err != nil {
		return err
	}
	return f(Books{URL: address, Store: store, Market: market})
}

// onDatabase is the address, a URL or key=value words, of another database of the same server.
func onDatabase(address, name string) string {
	if u, err := url.Parse(address); err == nil && strings.HasPrefix(u.Scheme, "postgres") {
		u.Path = "/" + name
		return u.String()
	}
	return address + " dbname=" + name
}

// act is an act of the benchmark, now.
func act(key string) domain.Act {
	return domain.Act{Key: "bench/" + key, Actor: "U0BENCH", Source: domain.FromCommand, At: time.Now()}
}
