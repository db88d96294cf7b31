package pgserver

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/lib/pq"
)

func TestTemporaryServer(t *testing.T) {
	for name, value := range map[string]string{ // steers Postgres and its clients, but not this server
		"PGPORT": "1", "PGDATA": "/nonexistent", "PGHOST": "nowhere.invalid", "LC_ALL": "xx_XX.UTF-8", "TZ": "America/New_York",
	} {
		t.Setenv(name, value)
	}
	s := start(t, Options{Fast: true})
	want := map[string]string{"listen_addresses": "", "jit": "off", "fsync": "off", "server_encoding": "UTF8",
		"log_timezone": "UTC", "lc_messages": "C", "max_connections": "200"}
	if diff := cmp.Diff(want, settingsOf(t, s, want)); diff != "" {
		t.Errorf("settings (-want +got):\n%s", diff)
	}
	info, err := os.Stat(s.run)
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode().Perm(); mode != 0o700 {
		t.Errorf("the socket's folder has mode %o", mode)
	}
	if err := s.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(s.run); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s is still there after Stop: %v", s.run, err)
	}
	if line := commandLine(s.postmaster.cmd.Process.Pid); line != "" {
		t.Errorf("the server is still there after Stop: %s", line)
	}
}

func settingsOf(t *testing.T, s *Server, names map[string]string) map[string]string {
	t.Helper()
	db, got := open(t, s), map[string]string{}
	for name := range names {
		var value string
		if err := db.QueryRow("SELECT current_setting($1)", name).Scan(&value); err != nil {
			t.Fatal(err)
		}
		got[name] = value
	}
	return got
}

func TestDataOutlivesServers(t *testing.T) {
	t.Parallel()
	dir := openDir(t)
	s := start(t, Options{DataDir: dir})
	if got := settingsOf(t, s, map[string]string{"fsync": ""})["fsync"]; got != "on" {
		t.Errorf("fsync is %s on a server that keeps its data", got)
	}
	if _, err := open(t, s).Exec("CREATE TABLE ends (n int)"); err != nil {
		t.Fatal(err)
	}
	for n, end := range []func(*testing.T, *Server){stopUnderClients, stopAtOnce, killPostmaster} {
		if _, err := open(t, s).Exec("INSERT INTO ends VALUES ($1)", n); err != nil {
			t.Fatal(err)
		}
		end(t, s)
		s = start(t, Options{DataDir: dir})
		var kept int
		if err := open(t, s).QueryRow("SELECT count(*) FROM ends").Scan(&kept); err != nil || kept != n+1 {
			t.Errorf("after %d ends %d rows are there: %v", n+1, kept, err)
		}
	}
	if err := s.Stop(t.Context()); err != nil {
		t.Error(err)
	}
	left, err := filepath.Glob(filepath.Join(dir, "*"))
	if diff := cmp.Diff([]string{filepath.Join(dir, "cluster"), filepath.Join(dir, "lock")}, left); diff != "" || err != nil {
		t.Errorf("the data directory holds (-want +got):\n%s%v", diff, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "cluster", "PG_VERSION"), []byte("9.0\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = Start(t.Context(), Options{DataDir: dir})
	if err == nil || !strings.Contains(err.Error(), "was initialized by PostgreSQL version 9.0") {
		t.Errorf("a start on another version's data says %v", err)
	}
}

func stopUnderClients(t *testing.T, s *Server) {
	query := sleepingQuery(t, s.URL("postgres"))
	if err := s.Stop(t.Context()); err != nil {
		t.Error(err)
	}
	wantShutdown(t, query)
}

func stopAtOnce(t *testing.T, s *Server) {
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Stop(cancelled); err != nil {
		t.Error(err)
	}
}

func killPostmaster(t *testing.T, s *Server) {
	if err := s.postmaster.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-s.postmaster.done
	err := s.Stop(t.Context())
	if err == nil || !strings.Contains(err.Error(), "ended by itself: postgres ended with signal: killed") {
		t.Errorf("Stop after a kill says %v", err)
	}
}

func TestOneProgramPerDirectory(t *testing.T) {
	t.Parallel()
	dir := openDir(t)
	type result struct {
		s   *Server
		err error
	}
	results := make(chan result, 2)
	for range 2 {
		go func() {
			s, err := Start(t.Context(), Options{DataDir: dir, Fast: true})
			results <- result{s, err}
		}()
	}
	won, lost := <-results, <-results
	if won.err != nil {
		won, lost = lost, won
	}
	if won.err != nil {
		t.Fatalf("both starts were refused: %v; %v", won.err, lost.err)
	}
	if lost.err == nil || !strings.Contains(lost.err.Error(), "data directory "+dir+" is in use") {
		t.Errorf("the second start on a directory says %v", lost.err)
	}
	if err := won.s.Stop(t.Context()); err != nil {
		t.Error(err)
	}
	again := start(t, Options{DataDir: dir, Fast: true})
	if err := again.Stop(t.Context()); err != nil {
		t.Error(err)
	}
}

// Where a server cannot be bound to its program it outlives it: the lock is free and the postmaster runs.
func TestOrphanIsStopped(t *testing.T) {
	t.Setenv("TMPDIR", openDir(t)) // where no other test clears up
	dir := openDir(t)
	orphan := start(t, Options{DataDir: dir, Fast: true})
	query := sleepingQuery(t, orphan.URL("postgres"))
	for _, release := range orphan.locks {
		release()
	}
	s := start(t, Options{DataDir: dir, Fast: true})
	wantShutdown(t, query)
	<-orphan.postmaster.done
	if _, err := os.Stat(orphan.run); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the orphan's folder %s is still there: %v", orphan.run, err)
	}
	if err := s.Stop(t.Context()); err != nil {
		t.Error(err)
	}
}

// A start that is cancelled while initdb works leaves half a cluster, which the next start does not take for one.
func TestStartCutShort(t *testing.T) {
	dir, bin := openDir(t), openDir(t)
	fakeBinaries(t, bin, true)
	endless := "#!/bin/sh\ntouch \"$2/PG_VERSION\"\necho begun >&2\nexec sleep 600\n"
	if err := os.WriteFile(filepath.Join(bin, "initdb"), []byte(endless), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PG_BINDIR", bin)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := Start(ctx, Options{DataDir: dir, Fast: true, Log: writerFunc(func([]byte) { cancel() })})
	if err == nil || !strings.Contains(err.Error(), "initdb ended with signal: interrupt:\n  begun") {
		t.Errorf("a start cancelled in initdb says %v", err)
	}
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a start cancelled in initdb does not say so: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "cluster.new", "PG_VERSION")); err != nil {
		t.Fatalf("initdb left nothing: %v", err)
	}
	t.Setenv("PG_BINDIR", "")
	s := start(t, Options{DataDir: dir, Fast: true})
	if err := s.Stop(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestBrokenClusterSaysWhatPostgresSaid(t *testing.T) {
	t.Parallel()
	dir := openDir(t)
	s := start(t, Options{DataDir: dir, Fast: true})
	if err := s.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "cluster", "PG_VERSION"), []byte("9.0\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Start(t.Context(), Options{DataDir: dir, Fast: true})
	if err == nil || !strings.Contains(err.Error(), "was initialized by PostgreSQL version 9.0") {
		t.Errorf("a start on another version's data says %v", err)
	}
}

// start starts a server that is gone when the test is over, whatever happens in it.
func start(t *testing.T, opt Options) *Server {
	t.Helper()
	s, err := Start(t.Context(), opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.abandon(context.Background()); err != nil {
			t.Errorf("abandon a server: %v", err)
		}
	})
	return s
}

func open(t *testing.T, s *Server) *sql.DB {
	t.Helper()
	return openURL(t, s.URL("postgres"))
}

func openURL(t *testing.T, address string) *sql.DB {
	t.Helper()
	db, err := sql.Open("postgres", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// openDir is a temporary directory another user may enter; t.TempDir is closed to the user Postgres runs as under root.
func openDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "data")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// sleepingQuery leaves a query running on the server; its error arrives on the channel when the server is shut down.
func sleepingQuery(t *testing.T, address string) <-chan error {
	t.Helper()
	conn, err := openURL(t, address).Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() {
		_, err := conn.ExecContext(context.WithoutCancel(t.Context()), "SELECT pg_sleep(600)")
		ended <- err
	}()
	return ended
}

// wantShutdown waits for the sleeping query to be ended by the server's shutdown. A query that had not reached the
// server yet loses its connection instead.
func wantShutdown(t *testing.T, query <-chan error) {
	t.Helper()
	select {
	case err := <-query:
		var said *pq.Error
		if err == nil || errors.As(err, &said) && said.Code != "57P01" {
			t.Errorf("the running query ended with %v, want admin_shutdown", err)
		}
	case <-time.After(20 * time.Second):
		t.Error("the running query still runs")
	}
}

type writerFunc func([]byte)

func (f writerFunc) Write(p []byte) (int, error) { f(p); return len(p), nil }
