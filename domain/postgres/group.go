package postgres

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"paidup/domain"
)

const (
	groupAtMost = 16               // changes in a transaction
	groupWithin = 10 * time.Second // until it is given up; then each is tried alone
)

// wish is a change of one file that waits for its transaction, and then what became of it.
type wish struct {
	act  domain.Act
	id   domain.FileID
	law  func(*domain.File) error
	turn chan group // gives the group that its caller is to write, its own wish among it; closed once another wrote it

	alone  bool // it was not written with others, and its caller writes it
	unsure bool // it may have been written with others
	file   *domain.File
	change *domain.Change
	err    error // of the law
	broke  any   // what the law panicked with
}

// group is wishes that share a transaction, each for another file.
type group []*wish

func newWish(act domain.Act, id domain.FileID, law func(*domain.File) error) *wish {
	return &wish{act: act, id: id, law: law, turn: make(chan group, 1), alone: true}
}

// queue has one group written at a time. Nobody waits for a group to fill: it is what came together while the one before
// was written. Two at a time would be smaller ones, and what a group costs whatever its size is half of the work.
type queue struct {
	mu      sync.Mutex
	writing bool
	waiting group
}

// run has the wish granted, by this caller or another. The error says that ctx ended before its turn came.
func (q *queue) run(ctx context.Context, w *wish, grant func(context.Context, group)) error {
	g := q.enter(w)
	if g == nil {
		select {
		case g = <-w.turn:
		case <-ctx.Done():
			if q.leave(w) {
				return fmt.Errorf("wait for a transaction: %w", ctx.Err())
			}
			g = <-w.turn
		}
	}
	if g == nil {
		return nil
	}
	defer q.pass()
	defer func() {
		for _, other := range g {
			if other != w {
				close(other.turn)
			}
		}
	}()
	grant(ctx, g)
	return nil
}

// enter gives the wish a group of its own where none is written. Else it waits.
func (q *queue) enter(w *wish) group {
	q.mu.Lock()
	defer q.mu.Unlock()
	if !q.writing {
		q.writing = true
		return group{w}
	}
	q.waiting = append(q.waiting, w)
	return nil
}

// leave takes the wish back; false says that its turn has come.
func (q *queue) leave(w *wish) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	i := slices.Index(q.waiting, w)
	if i < 0 {
		return false
	}
	q.waiting = slices.Delete(q.waiting, i, i+1)
	return true
}

// pass has those written next who wait longest, one wish a file.
func (q *queue) pass() {
	q.mu.Lock()
	defer q.mu.Unlock()
	var next, rest group
	for _, w := range q.waiting {
		if len(next) < groupAtMost && !next.has(w.id) {
			next = append(next, w)
		} else {
			rest = append(rest, w)
		}
	}
	q.waiting = rest
	if len(next) == 0 {
		q.writing = false
		return
	}
	next[0].turn <- next
}

func (g group) has(id domain.FileID) bool {
	return slices.ContainsFunc(g, func(w *wish) bool { return w.id == id })
}

// grant writes the group in one transaction. It waits for no file that somebody else has: those, and all of them where the
// transaction does not succeed, are left to be written alone.
func (s *Store) grant(ctx context.Context, g group) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), groupWithin)
	defer cancel()
	err := s.hot.try(ctx, func(tx *txn) error { return s.fulfil(ctx, tx, g, skipping) })
	for _, w := range g {
		w.alone = w.alone || err != nil && !errors.Is(err, errNothing)
		w.unsure = errors.Is(err, domain.ErrInDoubt)
	}
}

// grantAlone writes one wish, and waits for its file.
func (s *Store) grantAlone(ctx context.Context, w *wish) error {
	err := s.inTx(ctx, func(tx *txn) error { return s.fulfil(ctx, tx, group{w}, waiting) })
	if errors.Is(err, errNothing) {
		return nil
	}
	return doubted(err, w.unsure)
}

// errNothing ends a transaction in which nothing is written: committing its locks would cost as much as a change.
var errNothing = errors.New("nothing to write")

// fulfil runs the law of each on its file and writes what they made.
func (s *Store) fulfil(ctx context.Context, tx *txn, g group, lock locking) error {
	q := query{lock: lock}
	of := make(map[domain.FileID]*wish, len(g))
	for _, w := range g {
		w.alone, w.file, w.change, w.err, w.broke = true, nil, nil, nil, nil
		if lock == waiting {
			w.err = domain.NotFound("There is no such file.")
		}
		q.ids, q.keys = append(q.ids, w.id), append(q.keys, w.act.Key)
		of[w.id] = w
	}
	got, err := s.load(ctx, tx, q)
	if err != nil {
		return err
	}
	var all []written
	for _, l := range got {
		w := of[l.file.ID]
		if l.done == 0 {
			if err := answer(ctx, tx, w.act); err != nil {
				return err
			}
		}
		if w.make(l); w.change != nil && l.done == 0 {
			all = append(all, written{file: w.file, changes: []*domain.Change{w.change}})
		}
	}
	if len(all) == 0 {
		return errNothing
	}
	return s.write(ctx, tx, all)
}

// make runs the law on the file, or finds the change that the key made earlier. A panic of the law is kept for its caller.
func (w *wish) make(l loaded) {
	defer func() { w.broke = recover() }()
	w.alone, w.file, w.err = false, l.file, nil
	if l.done > 0 {
		w.change = l.file.Entry(l.done)
		return
	}
	w.change, w.err = run(l.file, w.act, w.law)
}
