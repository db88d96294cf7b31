package pgserver

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// process is a program of Postgres that was started.
type process struct {
	cmd  *exec.Cmd
	said tail
	done chan struct{} // closed when it has ended
	err  error         // how it ended; nil for exit status 0. Read after done
}

// spawn starts a program of Postgres as the server's account. Cancelling ctx interrupts it.
func (s *Server) spawn(ctx context.Context, program string, args ...string) (*process, error) {
	p := &process{cmd: s.command(ctx, program, args...), done: make(chan struct{})}
	p.cmd.Stdout = &p.said // initdb's progress and its advice, of interest only when it fails
	p.cmd.Stderr = io.MultiWriter(&p.said, s.log)
	started := make(chan error)
	go func() {
		// A child bound to us is in truth bound to the thread that started it. The thread is kept until the child has
		// ended, and ends with this goroutine.
		runtime.LockOSThread()
		err := p.cmd.Start()
		started <- err
		if err == nil {
			p.err = p.cmd.Wait()
		}
		close(p.done)
	}()
	if err := <-started; err != nil {
		return nil, fmt.Errorf("run %s: %w", program, err)
	}
	return p, nil
}

func (s *Server) command(ctx context.Context, program string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, filepath.Join(s.bin, program), args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = exitPatience
	cmd.Dir = s.home // the folder we stand in may be closed to the account
	cmd.Env = environment()
	cmd.SysProcAttr = boundToUs()
	cmd.SysProcAttr.Setpgid = true // Ctrl-C in a terminal is for us; we stop the server when we are done with it
	if s.account.other {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: s.account.uid, Gid: s.account.gid}
	}
	return cmd
}

// environment is what Postgres needs of ours. Variables such as PGPORT, LANG or a missing locale must not reach it.
func environment() []string {
	env := []string{"LC_ALL=C", "TZ=UTC"}
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"} {
		if v, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+v)
		}
	}
	return env
}

func (p *process) endsWithin(ctx context.Context, patience time.Duration) bool {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case <-p.done:
		return true
	case <-ctx.Done():
	case <-timer.C:
	}
	return false
}

// failure says how a process ended and what it said last.
func (p *process) failure() error {
	said := p.said.quoted()
	hint := ""
	if strings.Contains(said, "could not look up effective user ID") {
		hint = "\nThe user id this runs as has no entry in the password file. Run it as a user that has one, or set DATABASE_URL."
	}
	how := "exit status 0"
	if p.err != nil {
		how = p.err.Error()
	}
	return fmt.Errorf("%s ended with %s%s%s", filepath.Base(p.cmd.Path), how, said, hint)
}

// stopOrphan ends the server of a cluster that outlived the program which started it, and waits until it is gone.
func stopOrphan(ctx context.Context, cluster string) error {
	file, err := os.ReadFile(filepath.Join(cluster, "postmaster.pid"))
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look for an earlier server: %w", err)
	}
	first, _, _ := strings.Cut(string(file), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(first))
	if err != nil || !serves(pid, cluster) {
		return nil // a file left by a crash: Postgres sees to it
	}
	if err := syscall.Kill(pid, syscall.SIGINT); err != nil && err != syscall.ESRCH {
		return fmt.Errorf("stop an earlier server, process %d, on %s: %w", pid, cluster, err)
	}
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for serves(pid, cluster) {
		select {
		case <-ctx.Done():
			return fmt.Errorf("wait for an earlier server, process %d, on %s to stop: %w", pid, cluster, ctx.Err())
		case <-tick.C:
		}
	}
	return nil
}

// serves says whether the process is a server of the cluster, and not another one that got an old number.
func serves(pid int, cluster string) bool {
	return pid > 0 && strings.Contains(commandLine(pid), " -D "+cluster+" ")
}

// tail keeps the last of what a process said.
type tail struct {
	mu   sync.Mutex
	kept []byte
}

const tailSize = 4096

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.kept = append(t.kept, p...)
	if extra := len(t.kept) - tailSize; extra > 0 {
		t.kept = append(t.kept[:0], t.kept[extra:]...)
	}
	return len(p), nil
}

// quoted is what was kept, indented under a sentence that ends with a colon; empty when nothing was said.
func (t *tail) quoted() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	said := bytes.TrimSpace(t.kept)
	if len(said) == 0 {
		return ""
	}
	return ":\n  " + strings.ReplaceAll(string(said), "\n", "\n  ")
}
