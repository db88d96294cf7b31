// Package pgserver starts a private Postgres from the binaries installed on this machine, for the demo and the tests.
//
// The server is a child of this process and dies with it. It listens on a Unix socket in a folder of its own and on
// nothing else, so it can neither meet another server's port nor be reached by another user. Postgres refuses to run as
// root; started by root it runs as the user postgres, or nobody where there is none.
package pgserver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"syscall"
	"time"
)

const (
	startPatience = 60 * time.Second      // for initdb, recovery and the first answer together
	stopPatience  = 10 * time.Second      // for each signal of Stop
	exitPatience  = 3 * time.Second       // for the children of a process that has ended
	lookEvery     = 10 * time.Millisecond // for the first answer, and whether an earlier server is gone
)

// Options say which server to start. The zero value is a temporary one with every safety on.
type Options struct {
	DataDir string    // keeps the data from one start to the next; empty: a temporary folder, removed by Stop
	Anew    bool      // what DataDir kept is removed first
	Fast    bool      // no fsync, and in memory where the folder is temporary: for tests, whose data need not survive a power cut
	Log     io.Writer // what the server says, from a goroutine of its own; nil: nowhere
}

// Server is a running private Postgres. Its only user is the superuser postgres, without a password.
type Server struct {
	bin        string   // the folder of initdb and postgres
	account    account  // as whom they run
	run        string   // the socket's folder, removed at the end
	home       string   // the data directory, or run when the data is temporary
	locks      []func() // give up run and home, so that others may have or clear them
	fast       bool     // as in Options
	log        io.Writer
	postmaster *process
	crashed    bool // by Crash
}

// Start starts a server and returns when it answers: about 0.7 s for a new one, 0.06 s where DataDir holds the data
// already. An earlier server that outlived its program on the same DataDir is stopped first; one whose program still
// runs is an error. When no binaries are installed the error says how to get some. Cancelling ctx later does not stop
// the server; Stop does, and so does the end of this process.
func Start(ctx context.Context, opt Options) (*Server, error) {
	ctx, cancel := context.WithTimeout(ctx, startPatience)
	defer cancel()
	bin, err := findBinaries(os.Getenv("PG_BINDIR"))
	if err != nil {
		return nil, err
	}
	s := &Server{bin: bin, log: opt.Log, fast: opt.Fast}
	if s.log == nil {
		s.log = io.Discard
	}
	if err := s.start(ctx, opt); err != nil {
		return nil, errors.Join(err, s.abandon(ctx))
	}
	return s, nil
}

func (s *Server) start(ctx context.Context, opt Options) error {
	if err := s.settle(opt); err != nil {
		return err
	}
	if err := stopOrphan(ctx, s.cluster()); err != nil {
		return err
	}
	if opt.Anew {
		if err := os.RemoveAll(s.cluster()); err != nil {
			return fmt.Errorf("remove what was kept: %w", err)
		}
	}
	clearLeftovers(ctx, s.log)
	if err := s.initialise(ctx, opt); err != nil {
		return fmt.Errorf("create a database cluster in %s: %w", s.home, err)
	}
	if err := s.launch(ctx); err != nil {
		return fmt.Errorf("start postgres on %s: %w", s.home, err)
	}
	return nil
}

// URL is the address of a database of the server, in the form lib/pq and psql take. The database postgres always exists.
func (s *Server) URL(database string) string {
	at := url.Values{"host": {s.run}, "port": {socketPort}, "sslmode": {"disable"}}
	u := url.URL{Scheme: "postgres", User: url.User(superuser), Path: "/" + database, RawQuery: at.Encode()}
	return u.String()
}

// Stop ends the server, whatever its clients are doing, and removes what was temporary. It asks for a fast shutdown;
// when ctx ends or ten seconds pass it asks for an immediate one, and at last kills. It returns an error when the
// server had ended before by itself, or when something could not be removed. A server is stopped once.
func (s *Server) Stop(ctx context.Context) error {
	select {
	case <-s.postmaster.done:
		if s.crashed {
			return s.cleanUp()
		}
		err := fmt.Errorf("stop postgres: it had ended by itself: %w", s.postmaster.failure())
		return errors.Join(err, s.cleanUp())
	default:
	}
	return errors.Join(s.endPostmaster(ctx), s.cleanUp())
}

func (s *Server) endPostmaster(ctx context.Context) error {
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGQUIT, os.Kill} {
		err := s.postmaster.cmd.Process.Signal(signal)
		if err != nil && !errors.Is(err, os.ErrProcessDone) {
			return fmt.Errorf("stop postgres: %w", err)
		}
		if s.postmaster.endsWithin(ctx, stopPatience) {
			return nil
		}
		ctx = context.WithoutCancel(ctx) // it bounds the polite request, not the ones after it
	}
	return errors.New("stop postgres: it is still there after SIGKILL")
}

// abandon undoes a start that did not succeed.
func (s *Server) abandon(ctx context.Context) error {
	if s.postmaster != nil {
		if err := s.endPostmaster(ctx); err != nil {
			return err
		}
	}
	return s.cleanUp()
}

func (s *Server) cleanUp() error {
	var err error
	if s.run != "" {
		err = os.RemoveAll(s.run)
	}
	for _, release := range s.locks {
		release()
	}
	return err
}
