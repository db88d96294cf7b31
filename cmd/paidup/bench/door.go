package bench

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Door is the benchmark of the Slack door: how soon it answers, how it starts, stops and finds a lost connection again.
const Door = "door"

const (
	doorFiles = 500
	doorRate  = 300 // commands a second, whatever the door does
	doorFor   = 10 * time.Second
)

// Entrance is the program as a process behind a local workspace.
type Entrance struct {
	Pay        func(ctx context.Context, i int) (Answer, error) // logs the ith payment
	FirstAck   time.Duration                                    // from the start of the process
	PID        int
	CutSockets func(ctx context.Context) (dark time.Duration, err error) // cuts every connection and gives how long there was none
	Stop       func() (took time.Duration, err error)                    // asks the program to stop, and gives how long that took
	End        func() error
}

// Answer is what became of a payment.
type Answer struct {
	Ack  time.Duration // how long it took
	Busy bool          // it was refused: too many were under way
	Late bool          // its ack says that it takes longer
}

// door measures the door at a steady rate, which it neither sets nor slows.
func (o Options) door(ctx context.Context, s *server) error {
	return s.withStore(ctx, func(b Books) (err error) {
		if b.Files, err = openFiles(ctx, b, doorFiles); err != nil {
			return err
		}
		e, err := o.Entrance(ctx, b)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, e.End()) }()
		forgetPeak(e.PID)
		acks, busy, err := e.steadily(ctx, 0)
		if err != nil {
			return err
		}
		memory := peak(e.PID)
		dark, err := e.CutSockets(ctx)
		if err != nil {
			return fmt.Errorf("cut the connections: %w", err)
		}
		loaded, stop := context.WithCancel(ctx)
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			_, _, _ = e.steadily(loaded, len(acks)+busy) // what the stop refuses is none of this figure
		}()
		took, err := e.Stop()
		stop()
		<-ended
		if err != nil {
			return err
		}
		slices.Sort(acks)
		at := func(share float64) series {
			return series{float64(acks[int(share*float64(len(acks)-1))].Microseconds()) / 1000}
		}
		o.say("\nThe Slack door, %d commands a second for %s", doorRate, doorFor)
		o.held("from start to first ack", series{float64(e.FirstAck.Milliseconds())}, "ms", atMost(300))
		o.figure("ack, median", at(0.5), "ms")
		o.held("ack, 99 of 100", at(0.99), "ms", atMost(25))
		o.held("refused as busy", series{float64(busy)}, "", atMost(0))
		o.held("memory at most", series{memory}, "MB", atMost(40))
		o.held("without a connection after all were cut", series{dark.Seconds()}, "s", atMost(2))
		o.held("stopped under load", series{took.Seconds()}, "s", atMost(5))
		return nil
	})
}

// steadily logs payments at the rate, from the first on, and gives how long the acks of those took that were not refused.
func (e Entrance) steadily(ctx context.Context, first int) (acks []time.Duration, busy int, err error) {
	n := int(doorFor.Seconds() * doorRate)
	type outcome struct {
		Answer
		err error
	}
	out := make(chan outcome, n)
	tick := time.NewTicker(time.Second / doorRate)
	defer tick.Stop()
	sent := 0
	for ; sent < n && ctx.Err() == nil; sent++ {
		<-tick.C
		go func(i int) {
			a, err := e.Pay(ctx, first+i)
			out <- outcome{a, err}
		}(sent)
	}
	for range sent {
		switch got := <-out; {
		case got.err != nil:
			err = got.err
		case got.Busy:
			busy++
		default:
			acks = append(acks, got.Ack)
		}
	}
	return acks, busy, err
}
