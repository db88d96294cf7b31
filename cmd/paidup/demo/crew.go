package demo

import (
	"errors"
	"sync"
)

// crew is work that goes on beside, until it is waited for.
type crew struct {
	working sync.WaitGroup
	mu      sync.Mutex
	err     error
}

func (c *crew) begin(work func() error) {
	c.working.Go(func() {
		err := work()
		c.mu.Lock()
		defer c.mu.Unlock()
		c.err = errors.Join(c.err, err)
	})
}

func (c *crew) wait() error {
	c.working.Wait()
	return c.err
}
