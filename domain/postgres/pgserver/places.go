package pgserver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

const (
	superuser   = "postgres" // the role, and the database that always exists
	socketPort  = "5432"     // only part of the socket's name: no port is opened
	socketName  = ".s.PGSQL." + socketPort
	socketLimit = 107 // bytes of a socket's path, the least any system allows for

	runPrefix   = "pgs"      // of the socket's folder, kept short because of the limit
	clusterName = "cluster"  // inside the data directory
	memoryDir   = "/dev/shm" // on Linux, files that lie in memory alone
	lockName    = "lock"     // inside the data directory and the socket's folder, held while their server runs
)

// settle makes and takes the folders the server will use, and decides as whom it runs.
func (s *Server) settle(opt Options) error {
	run, err := newRunDir(opt.parents())
	if err != nil {
		return err
	}
	s.run, s.home = run, run
	release, err := takeNewLock(run)
	if err != nil {
		return err
	}
	s.locks = append(s.locks, release)
	if opt.DataDir != "" {
		if err := s.settleData(opt.DataDir); err != nil {
			return err
		}
	}
	if s.account, err = serverAccount(s.cluster()); err != nil {
		return err
	}
	if err := s.account.own(s.run); err != nil {
		return fmt.Errorf("give the socket's folder to %s: %w", s.account.name, err)
	}
	if err := s.account.canReach(s.run); err != nil {
		return err
	}
	return s.account.canReach(s.cluster())
}

func (s *Server) settleData(dataDir string) error {
	home, err := filepath.Abs(dataDir)
	if err != nil {
		return fmt.Errorf("find data directory %s: %w", dataDir, err)
	}
	if err := os.MkdirAll(home, 0o755); err != nil {
		return fmt.Errorf("make data directory: %w", err)
	}
	if s.home, err = filepath.EvalSymlinks(home); err != nil {
		return fmt.Errorf("find data directory: %w", err)
	}
	release, err := takeLock(filepath.Join(s.home, lockName))
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return fmt.Errorf("data directory %s is in use by another running program; stop that one or choose another directory", home)
	}
	if err != nil {
		return fmt.Errorf("lock data directory: %w", err)
	}
	s.locks = append(s.locks, release)
	return nil
}

// parents are where the socket's folder may lie, the best first: where temporary files go, or /tmp where that path is too
// long for a socket. A temporary cluster that may be lost lies in memory where there is room: on a disk, half of the time
// of copying a database goes into making its three hundred files.
func (opt Options) parents() []string {
	parents := []string{os.TempDir(), "/tmp"}
	if opt.Fast && opt.DataDir == "" && inMemory(memoryDir) {
		return append([]string{memoryDir}, parents...)
	}
	return parents
}

// newRunDir makes the socket's folder in the first of the parents where its path is not too long for a socket.
func newRunDir(parents []string) (string, error) {
	for _, parent := range parents {
		dir, err := os.MkdirTemp(parent, runPrefix)
		if err != nil {
			return "", fmt.Errorf("make a folder for the socket: %w", err)
		}
		if len(filepath.Join(dir, socketName)) <= socketLimit {
			return dir, nil
		}
		if err := os.Remove(dir); err != nil {
			return "", fmt.Errorf("remove a folder whose path is too long for a socket: %w", err)
		}
	}
	return "", errors.New("make a folder for the socket: every path is too long; set TMPDIR to a shorter one")
}

func (s *Server) makePrivate(dir string) error {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	return s.account.own(dir)
}

// takeNewLock locks a folder nobody else knows yet. The lock file gets its name only when it is held: whoever finds it
// free finds a folder whose program is gone.
func takeNewLock(dir string) (func(), error) {
	name := filepath.Join(dir, lockName)
	release, err := takeLock(name + ".new")
	if err != nil {
		return nil, fmt.Errorf("lock the socket's folder: %w", err)
	}
	if err := os.Rename(name+".new", name); err != nil {
		release()
		return nil, fmt.Errorf("lock the socket's folder: %w", err)
	}
	return release, nil
}

// takeLock holds a lock file until released or until this process ends, however it ends. The error is EWOULDBLOCK when
// another holds it.
func takeLock(name string) (release func(), err error) {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR|syscall.O_NOFOLLOW, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return func() { f.Close() }, nil // nothing was written: closing can lose nothing
}

// clearLeftovers removes the folders of programs that were killed, with any server that outlived them. What cannot be
// removed, another user's for instance, does not stand in our way.
func clearLeftovers(ctx context.Context, log io.Writer) {
	var locks []string
	for _, parent := range []string{os.TempDir(), memoryDir} {
		found, err := filepath.Glob(filepath.Join(parent, runPrefix+"*", lockName))
		if err != nil {
			fmt.Fprintf(log, "look for folders of earlier servers: %v\n", err)
		}
		locks = append(locks, found...)
	}
	for _, lock := range locks {
		release, err := takeLock(lock)
		if err != nil {
			continue // its program runs, or it is not ours to touch
		}
		if err := clearLeftover(ctx, filepath.Dir(lock)); err != nil {
			fmt.Fprintf(log, "remove what an earlier server left: %v\n", err)
		}
		release()
	}
}

func clearLeftover(ctx context.Context, dir string) error {
	ctx, cancel := context.WithTimeout(ctx, stopPatience)
	defer cancel()
	if err := stopOrphan(ctx, filepath.Join(dir, clusterName)); err != nil {
		return err
	}
	if conn, err := net.DialTimeout("unix", filepath.Join(dir, socketName), time.Second); err == nil {
		return conn.Close() // the data lies elsewhere; who starts on it next stops this server
	}
	return os.RemoveAll(dir)
}
