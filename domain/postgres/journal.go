package postgres

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"paidup/domain"
)

const (
	journalHolds = 4096            // attempts that may wait to be stored; beyond them whoever brings more waits for a place
	journalBatch = 500             // attempts stored at once
	journalTries = 4               // of a batch
	journalPause = time.Second / 2 // after the first try; it doubles
	journalWrite = 10 * time.Second
)

// Journal keeps what was tried behind the answers. What is done is stored with its change in the one statement that the
// person waits for, so that it is in the audit without another; a refusal stores nothing, and storing that much would be a
// round trip of its own before the words go out. So attempts are taken in memory and stored in batches a moment later, by a
// goroutine that lives while there are any. The memory is bounded. A process that is killed may lose the attempts of its
// last moment, never an act; one that stops in order waits for them.
type Journal struct {
	store *Store
	log   *slog.Logger

	mu      sync.Mutex
	room    *sync.Cond // told when places are free, and when nothing is left
	waiting []domain.Attempt
	running bool
}

// NewJournal is a journal of the store.
func NewJournal(s *Store, log *slog.Logger) *Journal {
	j := &Journal{store: s, log: log}
	j.room = sync.NewCond(&j.mu)
	return j
}

// Record takes the attempts and returns.
func (j *Journal) Record(all []domain.Attempt) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for j.running && len(j.waiting) >= journalHolds {
		j.room.Wait()
	}
	j.waiting = append(j.waiting, all...)
	if !j.running {
		j.running = true
		go j.drain()
	}
}

// Audit reads what was done and tried, once everything taken is stored.
func (j *Journal) Audit(ctx context.Context, q domain.AuditQuery) ([]domain.Attempt, error) {
	j.Wait()
	return j.store.Audit(ctx, q)
}

// Wait waits until everything taken is stored or given up.
func (j *Journal) Wait() {
	j.mu.Lock()
	defer j.mu.Unlock()
	for j.running {
		j.room.Wait()
	}
}

// drain stores what waits, until nothing does.
func (j *Journal) drain() {
	for {
		j.mu.Lock()
		n := min(len(j.waiting), journalBatch)
		batch := j.waiting[:n:n]
		j.waiting = j.waiting[n:]
		j.running = n > 0
		j.room.Broadcast()
		j.mu.Unlock()
		if n == 0 {
			return
		}
		j.keep(batch)
	}
}

// keep stores a batch, in several tries while the database is away. What cannot be stored is said in the log.
func (j *Journal) keep(batch []domain.Attempt) {
	for try, pause := 1, journalPause; ; try, pause = try+1, 2*pause {
		ctx, cancel := context.WithTimeout(context.Background(), journalWrite)
		err := j.store.KeepAttempts(ctx, batch)
		cancel()
		if err == nil {
			return
		}
		if try == journalTries {
			j.log.Error("attempts are missing from the audit", "attempts", len(batch), "first", batch[0].Key, "err", err)
			return
		}
		time.Sleep(pause)
	}
}
