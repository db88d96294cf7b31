package soak

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"paidup/bot/slackfake"
)

// blow is one thing that befalls at a time.
type blow struct {
	at  time.Duration
	how string
	do  func(ctx context.Context, w *world, c *crew) error
}

// The socket faults, each as likely as the others.
var socketFaults = []string{slackfake.Warning, slackfake.RefreshRequested, slackfake.Cut, slackfake.Silent, slackfake.HalfOpen, "all cut"}

// plan is what befalls and when, by the seed. Nothing befalls in the last tenth: what is planned late is not cut off.
func (o Options) plan() []blow {
	dice := rand.New(rand.NewPCG(o.Seed, planStream))
	span := o.For * 9 / 10
	at := func() time.Duration { return time.Duration(dice.Int64N(int64(span))) }
	var all []blow
	for range o.SocketFaults {
		how := socketFaults[dice.IntN(len(socketFaults))]
		all = append(all, blow{at(), how, func(_ context.Context, w *world, _ *crew) error { return w.breakSocket(how) }})
	}
	for range o.Kills {
		who := dice.IntN(o.Replicas)
		all = append(all, blow{at(), "kill", func(_ context.Context, _ *world, c *crew) error { return c.kill(who) }})
	}
	for n := range o.Crashes { // in turn: each needs the database there
		when := span * time.Duration(2*n+1) / time.Duration(2*o.Crashes)
		all = append(all, blow{when, "crash", func(ctx context.Context, w *world, _ *crew) error { return w.crash(ctx) }})
	}
	for range o.Failovers {
		all = append(all, blow{span / 2, "failover", func(ctx context.Context, w *world, _ *crew) error { return w.failover(ctx) }})
	}
	slices.SortStableFunc(all, func(a, b blow) int { return int(a.at - b.at) })
	return all
}

// befall has the plan's blows befall until ctx ends.
func (w *world) befall(ctx context.Context, c *crew, r *report) error {
	for _, b := range w.plan() {
		wait := time.NewTimer(time.Until(r.began.Add(b.at)))
		select {
		case <-ctx.Done():
			wait.Stop()
			return nil
		case <-wait.C:
		}
		// A blow under way is not cut off: a database that is down must come up again.
		if err := b.do(context.WithoutCancel(ctx), w, c); err != nil {
			return fmt.Errorf("%s at %s: %w", b.how, b.at.Round(time.Millisecond), err)
		}
		r.blows[b.how]++
	}
	<-ctx.Done()
	return nil
}

// breakSocket breaks one connection, or all. Where none is open there is nothing to break.
func (w *world) breakSocket(how string) error {
	var err error
	switch how {
	case "all cut":
		w.slack.Drop()
	case slackfake.Warning, slackfake.RefreshRequested:
		err = w.slack.Disconnect(how)
	default:
		err = w.slack.Break(how)
	}
	if errors.Is(err, slackfake.ErrNoConnection) {
		return nil
	}
	return err
}

// post is the call after which something new stands in Slack.
const post = "chat.postMessage"

// weather has calls go wrong and envelopes overtake one another.
func (w *world) weather(dice *rand.Rand) slackfake.Weather {
	// What may become of a post whose outcome is not told, as often as it stands here: it was taken, or it was not.
	unsaid := []slackfake.Fault{
		{Status: 500, Applied: true}, {Status: 200, Applied: true}, {Drop: true, Applied: true}, {Status: 503}, {Drop: true},
	}
	named := []slackfake.Fault{{Status: 429, RetryAfter: time.Second}, {Err: "ratelimited"}, {Status: 503}, {Status: 200}, {Drop: true}}
	return slackfake.Weather{
		Call: func(method string) *slackfake.Fault {
			f, luck := (*slackfake.Fault)(nil), dice.Float64()
			switch {
			case method == post && luck < w.Ambiguous:
				f = &unsaid[dice.IntN(len(unsaid))]
				w.ambiguous++
			case method == post && luck < w.Ambiguous+0.005:
				f = &named[0]
			case method == "chat.update" && luck < 0.02, method == "conversations.history" && luck < 0.02,
				method == "conversations.replies" && luck < 0.02, method == "apps.connections.open" && luck < 0.05:
				f = &named[dice.IntN(len(named))]
			case method == "response_url" && luck < 0.01:
				f = &slackfake.Fault{Status: 500}
			}
			if method == post {
				w.posted++
			}
			return f
		},
		Lag: func() time.Duration {
			if dice.Float64() < 0.05 {
				return time.Duration(dice.Int64N(int64(400 * time.Millisecond)))
			}
			return 0
		},
	}
}
