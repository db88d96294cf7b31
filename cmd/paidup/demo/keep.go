package demo

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"paidup/bot/slackfake"
)

const (
	keptName  = "workspace.json" // beside the private Postgres
	keepEvery = 2 * time.Second  // what is younger is lost when the demo is killed
)

// keeper keeps the workspace in a file, so that the messages which the database knows of are there the next time.
type keeper struct {
	file  string // empty: nothing is kept
	ws    *slackfake.Workspace
	clock *clock
	last  []byte
}

// keepsake is what the file holds.
type keepsake struct {
	At        time.Time // by the demo's clock
	Workspace json.RawMessage
}

func (o Options) keptFile() string {
	if o.DataDir == "" {
		return ""
	}
	return filepath.Join(o.DataDir, keptName)
}

// recall brings back what was kept, where the company is not a new one.
func (s *stage) recall(k *keeper) error {
	if s.DataDir != "" {
		if err := os.MkdirAll(s.DataDir, 0o755); err != nil {
			return err
		}
	}
	if s.fresh {
		return nil
	}
	kept, err := k.restore()
	if err == nil && !kept {
		fmt.Fprintln(s.Out, "The database was kept, the messages of the last time were not; --data DIR keeps them.")
	}
	return err
}

// restore puts the workspace back as it was, and the clock where it had come to; false where nothing was kept.
func (k *keeper) restore() (bool, error) {
	if k.file == "" {
		return false, nil
	}
	raw, err := os.ReadFile(k.file)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	var kept keepsake
	if err := json.Unmarshal(raw, &kept); err != nil {
		return false, fmt.Errorf("read %s: %w", k.file, err)
	}
	if kept.At.After(k.clock.now()) {
		k.clock.set(kept.At)
	}
	return true, k.ws.Restore(bytes.NewReader(kept.Workspace))
}

// save writes the workspace where it has changed.
func (k *keeper) save() error {
	if k.file == "" {
		return nil
	}
	var now bytes.Buffer
	if err := k.ws.Save(&now); err != nil {
		return err
	}
	if bytes.Equal(now.Bytes(), k.last) {
		return nil
	}
	raw, err := json.Marshal(keepsake{At: k.clock.now(), Workspace: now.Bytes()})
	if err != nil {
		return fmt.Errorf("write %s: %w", k.file, err)
	}
	if err := os.WriteFile(k.file+".new", raw, 0o600); err != nil {
		return err
	}
	k.last = now.Bytes()
	return os.Rename(k.file+".new", k.file)
}

// run saves every now and then until ctx ends.
func (k *keeper) run(ctx context.Context) error {
	ticker := time.NewTicker(keepEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			if err := k.save(); err != nil {
				return err
			}
		case <-ctx.Done():
			return nil
		}
	}
}
