package pgserver

import (
	"context"
	"database/sql"
	"testing"
)

// TestFate: a server that crashes keeps what was committed, and so does its standby, which takes its place.
func TestFate(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s, err := Start(ctx, Options{})
	if err != nil {
		t.Fatal(err)
	}
	ends := func(s *Server) {
		if err := s.Stop(ctx); err != nil {
			t.Error(err)
		}
	}
	defer ends(s)
	says := func(s *Server, query, want string) {
		t.Helper()
		var got string
		db, err := sql.Open("postgres", s.URL("postgres"))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if err := db.QueryRowContext(ctx, query).Scan(&got); err != nil || got != want {
			t.Errorf("%s: %q, want %q: %v", query, got, want, err)
		}
	}
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	says(s, "create table seen (n int); insert into seen values (1); select 'ok'", "ok")
	do(s.Crash(ctx))
	do(s.Revive(ctx))
	says(s, "select sum(n)::text from seen", "1")
	standby, err := s.Standby(ctx)
	do(err)
	defer ends(standby)
	says(s, "insert into seen values (2); select sync_state from pg_stat_replication", "sync")
	says(standby, "select pg_is_in_recovery()::text", "true")
	do(s.Crash(ctx))
	do(standby.Promote(ctx))
	says(standby, "insert into seen values (4); select sum(n)::text from seen", "7")
}
