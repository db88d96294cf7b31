// Package soak has several replicas of the program work while people type, connections fail, calls go wrong, replicas are
// killed and the database is lost. A model of what each person was told says what must be true in the end; it is counted.
package soak

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"time"

	"paidup/bot/slackfake"
)

// Options say how a soak goes. The same seed has the same lines typed and the same faults befall at the same times.
type Options struct {
	For      time.Duration // people type for so long
	Seed     uint64
	Replicas int
	Markets  int // with a channel each, and two people who type
	Files    int // of each market
	Rate     int // lines a second, of all people together

	Kills, Crashes, Failovers, SocketFaults int     // over the whole time
	Ambiguous                               float64 // of the posts: the share whose outcome Slack does not tell

	Start func(env []string, log io.Writer) *exec.Cmd // a replica; the soak starts it
	Out   io.Writer                                   // the report
}

// drainWithin is how long the queue may take to empty when nobody types any more.
const drainWithin = 15 * time.Minute

// Run soaks the program and reports. The error says that something was lost or doubled, or that the soak could not be held.
func Run(ctx context.Context, o Options) (err error) {
	logs, err := os.CreateTemp("", "paidup-soak-*.log")
	if err != nil {
		return fmt.Errorf("write what the replicas log: %w", err)
	}
	defer func() { err = errors.Join(err, logs.Close()) }()
	w, err := open(ctx, o)
	if err != nil {
		return fmt.Errorf("prepare the soak: %w", err)
	}
	defer func() { err = errors.Join(err, w.close(context.WithoutCancel(ctx))) }()
	crew, err := hire(ctx, w, logs)
	if err != nil {
		return err
	}
	r := &report{Options: o, began: time.Now(), blows: map[string]int{}, told: map[told]int{}}
	err = w.storm(ctx, crew, r)
	if err == nil {
		r.drained, err = w.drain(ctx)
	}
	r.stopped = crew.leave()
	if err != nil {
		return err
	}
	if err := w.judge(ctx, r); err != nil {
		return err
	}
	r.print(o.Out)
	if faults := r.faults(); faults > 0 {
		return fmt.Errorf("%d faults; run it again with --seed %d. The replicas' log is %s", faults, o.Seed, logs.Name())
	}
	return os.Remove(logs.Name())
}

// storm has people type while the plan's faults befall.
func (w *world) storm(ctx context.Context, crew *crew, r *report) error {
	w.slack.Turn(w.weather(rand.New(rand.NewPCG(w.Seed, weatherStream))))
	typing, stop := context.WithTimeout(ctx, w.For)
	defer stop()
	typed := w.typing(typing)
	err := w.befall(typing, crew, r)
	r.acts = typed()
	w.slack.Turn(slackfake.Weather{})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// Streams of the seed: each thing that chance decides has its own.
const (
	planStream uint64 = iota
	weatherStream
	peopleStream
)
