package pgserver

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"
)

// Crash ends the server at once, as a fault of its own would: its clients are cut off and nothing is tidied up. Revive, or
// Stop, follows.
func (s *Server) Crash(ctx context.Context) error {
	if err := s.postmaster.cmd.Process.Signal(syscall.SIGQUIT); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("crash postgres: %w", err)
	}
	if !s.postmaster.endsWithin(ctx, stopPatience) {
		return errors.New("crash postgres: it is still there")
	}
	s.crashed = true
	return nil
}

// Revive starts a server again that has ended, on the same data and under the same address, and returns when it answers.
func (s *Server) Revive(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startPatience)
	defer cancel()
	if err := s.launch(ctx); err != nil {
		return fmt.Errorf("start postgres again on %s: %w", s.home, err)
	}
	s.crashed = false
	return nil
}

// Standby starts a temporary server that follows this one, and has every commit here wait until it is stored there too.
func (s *Server) Standby(ctx context.Context) (*Server, error) {
	ctx, cancel := context.WithTimeout(ctx, startPatience)
	defer cancel()
	standby := &Server{bin: s.bin, log: s.log, fast: s.fast}
	err := standby.follow(ctx, s)
	if err == nil {
		err = s.waitFor(ctx, "alter system set synchronous_standby_names = '*'", "select pg_reload_conf()",
			"select exists (select from pg_stat_replication where sync_state = 'sync')")
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start a standby: %w", err), standby.abandon(ctx))
	}
	return standby, nil
}

// follow begins the server as a copy of the leader.
func (s *Server) follow(ctx context.Context, leader *Server) error {
	if err := s.settle(Options{Fast: s.fast}); err != nil {
		return err
	}
	if err := s.makePrivate(s.cluster()); err != nil {
		return err
	}
	p, err := s.spawn(ctx, "pg_basebackup", "-d", leader.URL(superuser), "-D", s.cluster(), "-R", "-X", "stream", "-c", "fast", "--no-sync")
	if err != nil {
		return err
	}
	if <-p.done; p.err != nil {
		return errors.Join(p.failure(), ctx.Err())
	}
	return s.launch(ctx)
}

// Promote has a standby take the place of the server it followed, which must have ended, and returns when it takes writes.
func (s *Server) Promote(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startPatience)
	defer cancel()
	if err := s.waitFor(ctx, "select pg_promote()", "select not pg_is_in_recovery()"); err != nil {
		return fmt.Errorf("promote the standby: %w", err)
	}
	return nil
}

// waitFor runs the statements, and the last of them until it is true.
func (s *Server) waitFor(ctx context.Context, statements ...string) (err error) {
	db, err := sql.Open("postgres", s.URL(superuser))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	last := len(statements) - 1
	for _, sql := range statements[:last] {
		if _, err := db.ExecContext(ctx, sql); err != nil {
			return err
		}
	}
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for done := false; !done; {
		if err := db.QueryRowContext(ctx, statements[last]).Scan(&done); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
	return nil
}
