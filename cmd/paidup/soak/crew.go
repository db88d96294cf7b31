package soak

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"time"

	"paidup/bot/slackfake"
)

const (
	comesBack = 300 * time.Millisecond // after a replica has ended
	startsIn  = 30 * time.Second
)

// crew is the replicas, each started again when it ends, as whatever runs the program does.
type crew struct {
	start func() *exec.Cmd
	over  context.Context
	stop  context.CancelFunc
	work  sync.WaitGroup

	mu    sync.Mutex
	now   []*exec.Cmd // nil while one is down
	fails []error
}

// hire starts the replicas and returns when all of them are connected.
func hire(ctx context.Context, w *world, log io.Writer) (*crew, error) {
	env := append(os.Environ(), "DATABASE_URL="+w.address, "SLACK_BOT_TOKEN="+w.slack.BotToken(), "SLACK_APP_TOKEN="+w.slack.AppToken(),
		"SLACK_API_URL="+w.slack.APIURL(), "PAIDUP_LOG=info", "PAIDUP_HTTP_ADDR=")
	c := &crew{start: func() *exec.Cmd { return w.Start(env, log) }, now: make([]*exec.Cmd, w.Replicas)}
	c.over, c.stop = context.WithCancel(ctx)
	for n := range w.Replicas {
		c.work.Go(func() { c.keep(n) })
	}
	up, cancel := context.WithTimeout(ctx, startsIn)
	defer cancel()
	want := min(2*w.Replicas, 8)
	if err := w.slack.WaitFor(up, func(s *slackfake.State) bool { return s.Connections() >= want }); err != nil {
		c.leave()
		return nil, fmt.Errorf("the replicas do not connect: %w", errors.Join(append(c.fails, err)...))
	}
	return c, nil
}

// keep keeps the nth replica running.
func (c *crew) keep(n int) {
	for c.over.Err() == nil {
		p := c.start()
		if err := p.Start(); err != nil {
			c.failed(fmt.Errorf("start replica %d: %w", n, err))
			return
		}
		c.set(n, p)
		_ = p.Wait() // however it ended, it is started again
		c.set(n, nil)
		pause := time.NewTimer(comesBack)
		select {
		case <-pause.C:
		case <-c.over.Done():
			pause.Stop()
		}
	}
}

func (c *crew) set(n int, p *exec.Cmd) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now[n] = p
}

func (c *crew) failed(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.fails = append(c.fails, err)
}

// kill kills the nth replica without a word; one that is down already stays so.
func (c *crew) kill(n int) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if p := c.now[n]; p != nil {
		return ended(p.Process.Kill())
	}
	return nil
}

func ended(err error) error {
	if errors.Is(err, os.ErrProcessDone) {
		return nil
	}
	return err
}

// leave asks every replica to stop, and says how long that took.
func (c *crew) leave() time.Duration {
	c.stop()
	began := time.Now()
	c.mu.Lock()
	asked := c.now
	for _, p := range asked {
		if p != nil {
			_ = p.Process.Signal(os.Interrupt) // it may have ended
		}
	}
	c.mu.Unlock()
	c.work.Wait()
	return time.Since(began)
}
