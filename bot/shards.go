package bot

import (
	"hash/fnv"
	"sync"
)

// What waits in several shards at once shares a transaction of the store: with 32 of them half as many again are carried out
// as with eight.
const (
	shardCount = 32
	shardDepth = 16
	refusers   = 64 // how many can be told at once that we are busy
)

// shards keep what came in for one file, or by one person in one channel, in its order, and the rest apart from it.
type shards struct {
	lanes   [shardCount]chan *turn
	refuse  func(*turn)
	told    chan struct{}
	running sync.WaitGroup
}

// newShards: refuse tells the person whose turn finds its shard full.
func newShards(refuse func(*turn)) *shards {
	s := &shards{refuse: refuse, told: make(chan struct{}, refusers)}
	for i := range s.lanes {
		s.lanes[i] = make(chan *turn, shardDepth)
	}
	return s
}

func (s *shards) start() {
	for _, lane := range s.lanes {
		s.running.Go(func() {
			for t := range lane {
				t.run()
			}
		})
	}
}

// put queues the turn without waiting. Where its shard is full the person is told at once.
func (s *shards) put(t *turn) {
	select {
	case s.lanes[t.lane%shardCount] <- t:
	default:
		s.turnAway(t, s.refuse)
	}
}

// turnAway tells the person why nothing is done. Where too many are being told already, Slack is left to tell them.
func (s *shards) turnAway(t *turn, why func(*turn)) {
	select {
	case s.told <- struct{}{}:
		s.running.Go(func() {
			defer func() { <-s.told }()
			why(t)
		})
	default:
		t.leave()
	}
}

// stop waits until everything queued is done. Nothing may be put any more.
func (s *shards) stop() {
	for _, lane := range s.lanes {
		close(lane)
	}
	s.running.Wait()
}

// laneOf is the shard of what the words name.
func laneOf(words ...string) uint32 {
	h := fnv.New32a()
	for _, w := range words {
		_, _ = h.Write([]byte(w + "\x00")) // a hash takes every write
	}
	return h.Sum32() ^ h.Sum32()>>16 // the lowest bits alone depend on the lowest bits of the letters alone
}
