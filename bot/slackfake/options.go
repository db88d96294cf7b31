package slackfake

import "time"

// Options are the terms of a workspace. Only Now is required.
type Options struct {
	// Now is the clock: message timestamps and everything dated come from it.
	Now func() time.Time
	// Elapsed is how long the workspace has run: it ends triggers and response URLs. By Now when nil; a clock that jumps, and
	// must not end them, has another beside it.
	Elapsed func() time.Duration
	// Addr is where the workspace listens: a free port of 127.0.0.1 when empty.
	Addr string
	// AckWithin is how long an envelope may wait for its ack and a trigger_id lives: 3 s when zero.
	AckWithin time.Duration
	// RetryAfter are the pauses before an unacked event is sent again: at once, 1 minute, 5 minutes when nil.
	RetryAfter []time.Duration
	// PingEvery is the pace of WebSocket pings: 10 s when zero.
	PingEvery time.Duration
	// Lifetime is the approximate_connection_time told in hello: an hour when zero.
	Lifetime time.Duration
	// WarningLead is how long a connection lives after a disconnect warning: 10 s when zero.
	WarningLead time.Duration
	// Commands are the slash commands of the app; nil takes every command.
	Commands []Command
	// Shortcuts are the shortcuts of the app; nil takes every callback id for the name of one, on messages and elsewhere.
	Shortcuts []Shortcut
	// RawCommands leaves mentions in the text of slash commands as typed (should_escape off).
	RawCommands bool
	// Bot is the handle of the app's bot: "paidup" when empty.
	Bot string
	// Domain is the workspace's domain: "sample" when empty.
	Domain string
}

func (o Options) withDefaults() Options {
	if began := o.Now(); o.Elapsed == nil {
		o.Elapsed = func() time.Duration { return o.Now().Sub(began) }
	}
	o.Addr = orElse(o.Addr, "127.0.0.1:0")
	o.AckWithin = orElse(o.AckWithin, 3*time.Second)
	o.PingEvery = orElse(o.PingEvery, 10*time.Second)
	o.Lifetime = orElse(o.Lifetime, time.Hour)
	o.WarningLead = orElse(o.WarningLead, 10*time.Second)
	o.Bot = orElse(o.Bot, "paidup")
	o.Domain = orElse(o.Domain, "sample")
	if o.RetryAfter == nil {
		o.RetryAfter = []time.Duration{0, time.Minute, 5 * time.Minute}
	}
	return o
}

func orElse[T comparable](v, fallback T) T {
	var zero T
	if v == zero {
		return fallback
	}
	return v
}
