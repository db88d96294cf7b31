package bot

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

const (
	methodPost    = "chat.postMessage"
	methodUpdate  = "chat.update"
	methodWhisper = "chat.postEphemeral"
)

// perMinute is how often Slack takes a method from one workspace. One that is not in it takes usualTier.
var perMinute = map[string]int{
	methodPost:              240,
	methodWhisper:           100,
	"views.open":            100,
	"views.update":          100,
	"views.publish":         100,
	"conversations.members": 100,
	"users.info":            100,
	"users.list":            20,
}

const (
	usualTier = 50
	burst     = 20 // calls of a method that may come at once
)

// pace keeps the calls to Slack within its limits: each method's tier, one message a second in each channel, and the
// pauses that Slack has asked for.
type pace struct {
	faster float64
	freed  func() // called when a pause is over

	mu       sync.Mutex
	methods  map[string]*rate.Limiter
	channels map[string]*rate.Limiter
	paused   map[string]chan struct{} // by method, or by channel for messages; closed when the pause is over
}

func newPace(faster float64) *pace {
	if faster <= 0 {
		faster = 1
	}
	return &pace{faster: faster, freed: func() {}, methods: map[string]*rate.Limiter{}, channels: map[string]*rate.Limiter{},
		paused: map[string]chan struct{}{}}
}

// onFreed has f called when a pause is over. It must return at once.
func (p *pace) onFreed(f func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.freed = f
}

func (p *pace) method(name string) *rate.Limiter {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.methods[name] == nil {
		n, known := perMinute[name]
		if !known {
			n = usualTier
		}
		p.methods[name] = rate.NewLimiter(rate.Limit(float64(n)/60*p.faster), burst)
	}
	return p.methods[name]
}

func (p *pace) channel(id string) *rate.Limiter {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.channels[id] == nil {
		p.channels[id] = rate.NewLimiter(rate.Limit(p.faster), 1)
	}
	return p.channels[id]
}

// wait returns when the method may be called; channel is set for a message in one. An error says that ctx ends first.
func (p *pace) wait(ctx context.Context, method, channel string) error {
	for {
		over := p.pause(method, channel)
		if over == nil {
			break
		}
		select {
		case <-over:
		case <-ctx.Done():
			return fmt.Errorf("wait for %s: %w", method, ctx.Err())
		}
	}
	if err := p.method(method).Wait(ctx); err != nil {
		return fmt.Errorf("wait for %s: %w", method, err)
	}
	if method != methodPost {
		return nil
	}
	if err := p.channel(channel).Wait(ctx); err != nil {
		return fmt.Errorf("wait for %s in %s: %w", method, channel, err)
	}
	return nil
}

// pause is the pause the call falls under; nil when there is none.
func (p *pace) pause(method, channel string) <-chan struct{} {
	p.mu.Lock()
	defer p.mu.Unlock()
	if over := p.paused[pauseKey(method, channel)]; over != nil {
		return over
	}
	return nil
}

// pauseKey is what a 429 names: the channel for a message, the method for all else.
func pauseKey(method, channel string) string {
	if method == methodPost {
		return channel
	}
	return method
}

// hold pauses what a 429 names.
func (p *pace) hold(method, channel string, d time.Duration) {
	key := pauseKey(method, channel)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.paused[key] != nil {
		return
	}
	over := make(chan struct{})
	p.paused[key] = over
	time.AfterFunc(d, func() {
		p.mu.Lock()
		delete(p.paused, key)
		freed := p.freed
		p.mu.Unlock()
		close(over)
		freed()
	})
}

// open says whether the method may be called now.
func (p *pace) open(method string) bool {
	p.mu.Lock()
	paused := p.paused[method] != nil
	p.mu.Unlock()
	return !paused && p.method(method).Tokens() >= 1
}

// busy lists the channels that take no message now.
func (p *pace) busy() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := []string{}
	for id, l := range p.channels {
		if p.paused[id] != nil || l.Tokens() < 1 {
			out = append(out, id)
		}
	}
	return out
}

// next is how long it takes until something that is used up is free again, at most limit.
func (p *pace) next(limit time.Duration) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	shortest := limit
	look := func(l *rate.Limiter) {
		if lack := 1 - l.Tokens(); lack > 0 {
			shortest = min(shortest, time.Duration(lack/float64(l.Limit())*float64(time.Second)))
		}
	}
	for _, l := range p.channels {
		look(l)
	}
	for _, name := range []string{methodPost, methodUpdate} {
		if l := p.methods[name]; l != nil {
			look(l)
		}
	}
	return max(shortest, time.Millisecond)
}
