package pgserver

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	_ "github.com/lib/pq" // the driver that asks whether the server is ready
)

func (s *Server) cluster() string { return filepath.Join(s.home, clusterName) }

// initialise creates the cluster unless it is there. It is made beside its place and renamed when complete, so that a
// start that is cut short leaves nothing that looks like a cluster.
func (s *Server) initialise(ctx context.Context, opt Options) error {
	if _, err := os.Stat(s.cluster()); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	unfinished := s.cluster() + ".new"
	if err := os.RemoveAll(unfinished); err != nil {
		return err
	}
	if err := s.makePrivate(unfinished); err != nil {
		return err
	}
	args := []string{"-D", unfinished, "--username=" + superuser, "--auth=trust", "--locale=C", "--encoding=UTF8"}
	if s.fast || opt.DataDir == "" {
		args = append(args, "--no-sync")
	}
	p, err := s.spawn(ctx, "initdb", args...)
	if err != nil {
		return err
	}
	if <-p.done; p.err != nil {
		return errors.Join(p.failure(), ctx.Err())
	}
	return os.Rename(unfinished, s.cluster())
}

// launch starts the postmaster and waits for its first answer.
func (s *Server) launch(ctx context.Context) error {
	p, err := s.spawn(context.WithoutCancel(ctx), "postgres", s.settings()...)
	if err != nil {
		return err
	}
	s.postmaster = p
	db, err := sql.Open("postgres", s.URL(superuser))
	if err != nil {
		return err
	}
	defer db.Close()
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for db.PingContext(ctx) != nil {
		select {
		case <-p.done:
			return p.failure()
		case <-ctx.Done():
			return fmt.Errorf("wait for its first answer: %w%s", ctx.Err(), p.said.quoted())
		case <-tick.C:
		}
	}
	return nil
}

// settings are the postmaster's arguments. Dynamic shared memory is mapped from the data directory, because a
// container's /dev/shm is too small for parallel queries.
func (s *Server) settings() []string {
	args := []string{
		"-D", s.cluster(),
		"-c", "listen_addresses=",
		"-c", "unix_socket_directories=" + s.run,
		"-c", "port=" + socketPort,
		"-c", "max_connections=200",
		"-c", "dynamic_shared_memory_type=mmap",
		"-c", "jit=off",
	}
	if s.fast {
		args = append(args, "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
	}
	return args
}
