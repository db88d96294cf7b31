package main

import (
	"bytes"
	"context"
	"log/slog"
	"runtime/pprof"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// watchGoroutines looks, once everything else of the test is over, for goroutines that the story began and that still run.
// Goroutines carry the label of the one that began them, so stories can be told side by side.
func (s *stage) watchGoroutines() {
	s.t.Helper()
	label := s.t.Name()
	pprof.SetGoroutineLabels(pprof.WithLabels(context.Background(), pprof.Labels("story", label)))
	s.t.Cleanup(func() {
		pprof.SetGoroutineLabels(context.Background())
		left := goroutinesOf(label)
		for pause := time.Millisecond; left != "" && pause < 5*time.Second; pause *= 2 {
			time.Sleep(pause) // a goroutine says nothing when it ends
			left = goroutinesOf(label)
		}
		if left != "" {
			s.t.Errorf("goroutines of the story are left:\n%s", left)
		}
	})
}

// goroutinesOf are the stacks of the goroutines with the story's label.
func goroutinesOf(story string) string {
	var profile bytes.Buffer
	if err := pprof.Lookup("goroutine").WriteTo(&profile, 1); err != nil {
		return err.Error()
	}
	var left []string
	for _, stack := range strings.Split(profile.String(), "\n\n") {
		if strings.Contains(stack, `"story":"`+story+`"`) {
			left = append(left, stack)
		}
	}
	return strings.Join(left, "\n\n")
}

// logbook keeps what the program logs.
type logbook struct {
	mu    sync.Mutex
	lines []slog.Record
}

func (l *logbook) Enabled(context.Context, slog.Level) bool { return true }
func (l *logbook) WithAttrs([]slog.Attr) slog.Handler       { return l }
func (l *logbook) WithGroup(string) slog.Handler            { return l }

func (l *logbook) Handle(_ context.Context, r slog.Record) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, r.Clone())
	return nil
}

// check fails for every line above INFO that was not named, and for every name that was not logged.
func (l *logbook) check(t *testing.T, named []string) {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	missing := slices.Clone(named)
	for _, r := range l.lines {
		if r.Level <= slog.LevelInfo {
			continue
		}
		if i := slices.IndexFunc(missing, func(n string) bool { return strings.Contains(r.Message, n) }); i >= 0 {
			missing = slices.Delete(missing, i, i+1)
			continue
		}
		var attrs []string
		r.Attrs(func(a slog.Attr) bool { attrs = append(attrs, a.String()); return true })
		t.Errorf("logged at %s: %s %s", r.Level, r.Message, strings.Join(attrs, " "))
	}
	for _, n := range missing {
		t.Errorf("not logged: %s", n)
	}
}

// forgive takes out the lines above INFO that are one of the messages, however often they were logged.
func (l *logbook) forgive(messages ...string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = slices.DeleteFunc(l.lines, func(r slog.Record) bool { return r.Level > slog.LevelInfo && slices.Contains(messages, r.Message) })
}

// TestAGoroutineThatIsLeftIsFound holds the proof itself to what it says.
func TestAGoroutineThatIsLeftIsFound(t *testing.T) {
	end := make(chan struct{})
	var running sync.WaitGroup
	t.Run("left", func(t *testing.T) {
		pprof.SetGoroutineLabels(pprof.WithLabels(t.Context(), pprof.Labels("story", t.Name())))
		running.Go(func() { <-end })
	})
	if got := goroutinesOf(t.Name() + "/left"); !strings.Contains(got, "TestAGoroutineThatIsLeftIsFound") {
		t.Errorf("the goroutine is not found, but %q", got)
	}
	close(end)
	running.Wait()
}
