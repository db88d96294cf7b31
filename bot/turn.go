package bot

import (
	"context"
	"errors"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"paidup/bot/card"
	"paidup/bot/socket"
	"paidup/commands"
)

// turn is one envelope on its way from the socket to its answer.
type turn struct {
	b     *Bot
	env   *socket.Envelope
	lane  uint32
	door  door
	asks  []commands.Request // one; or one for each line of a direct message; none where there is nothing to do
	fault error              // the payload could not be read
	// before fills in what the store knows and the envelope does not. It may be nil.
	before func(ctx context.Context, asks []commands.Request) error
	timers []*time.Timer

	mu    sync.Mutex // guards what follows, and keeps what is said in order
	acked bool
	late  bool // the person was told that it takes longer
	over  bool // it is answered
}

// door is the way an answer goes back. Its methods are called one at a time.
type door interface {
	// hold says that it takes longer.
	hold(ctx context.Context, t *turn)
	// answer says what became of the requests, in their order.
	answer(ctx context.Context, t *turn, all []answer)
}

// loader is a door that can open a modal before there is anything to show in it.
type loader interface {
	load(ctx context.Context, t *turn)
}

// answer is what became of a request: a reply, or words about why not.
type answer struct {
	reply commands.Reply
	words words
	again func(context.Context) answer // where nobody knows yet what became of it: asks once more
}

// handle takes an envelope from the socket and hands it on.
func (b *Bot) handle(_ context.Context, env *socket.Envelope) {
	t := b.decode(env)
	b.pulse.beat(1)
	if env.Late {
		b.shards.turnAway(t, b.closing)
		return
	}
	t.clock()
	b.shards.put(t)
}

// clock starts the turn's timers.
func (t *turn) clock() {
	if len(t.asks) == 0 {
		return
	}
	t.timers = append(t.timers, time.AfterFunc(t.b.timing.AnswerWithin, func() {
		t.unlessOver(func() { t.late = true; t.door.hold(t.b.work, t) })
	}))
	if l, ok := t.door.(loader); ok && t.wantsForm() {
		t.timers = append(t.timers, time.AfterFunc(t.b.timing.LoadAfter, func() {
			t.unlessOver(func() { l.load(t.b.work, t) })
		}))
	}
}

// wantsForm says that the request asks for a form, or is a bare verb that has one.
func (t *turn) wantsForm() bool {
	r := t.asks[0]
	if r.Form || !r.CanForm || r.Args != nil {
		return r.Form
	}
	said := strings.TrimSpace(strings.TrimPrefix(r.Verb+" "+r.Words, rootCommand+" "))
	return slices.ContainsFunc(t.b.cfg.App.Commands(), func(c *commands.Command) bool {
		return c.Name == said && slices.ContainsFunc(c.Args, func(a commands.Arg) bool { return a.Form })
	})
}

// unlessOver is for what a timer does while the answer is not there.
func (t *turn) unlessOver(f func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	defer func() {
		if p := recover(); p != nil {
			t.b.broke(broken{p, debug.Stack(), "ask for patience", false})
		}
	}()
	if !t.over {
		f()
	}
}

// run carries the requests out and answers. A panic becomes an apology.
func (t *turn) run() {
	ctx, cancel := context.WithTimeout(t.b.work, t.b.timing.WorkWithin)
	all := t.carryOut(ctx)
	cancel()
	t.say(all)
	for _, r := range t.asks {
		if !r.Options {
			t.b.homes.changed(r.Actor)
		}
	}
	for _, a := range all {
		if a.again != nil {
			t.b.pursuits.Go(func() { t.pursue(a.again) })
		}
	}
}

// say answers, once, and ends the turn.
func (t *turn) say(all []answer) {
	ctx, cancel := context.WithTimeout(t.b.work, t.b.timing.WorkWithin)
	defer cancel()
	t.mu.Lock()
	defer t.mu.Unlock()
	defer t.end()
	defer func() {
		if p := recover(); p != nil {
			t.apologise(ctx, t.b.broke(broken{p, debug.Stack(), "draw the answer", stored(all)}))
		}
	}()
	t.door.answer(ctx, t, all)
}

// apologise answers after a panic. If that panics too there is only the log.
func (t *turn) apologise(ctx context.Context, w words) {
	defer func() {
		if p := recover(); p != nil {
			t.b.broke(broken{p, debug.Stack(), "apologise", false})
		}
	}()
	t.door.answer(ctx, t, []answer{{words: w}})
}

// stored says that an answer tells of something that was stored.
func stored(all []answer) bool {
	for _, a := range all {
		switch a.reply.(type) {
		case commands.Receipt, commands.Acted:
			return true
		}
	}
	return false
}

// end counts the turn as over; what is not acked by now is left to Slack.
func (t *turn) end() {
	t.over = true
	for _, timer := range t.timers {
		timer.Stop()
	}
	t.env.Release()
	t.b.pulse.beat(-1)
}

// ack answers the envelope, once. The error says that the payload did not reach the person; one that was too large can
// be followed by another ack.
func (t *turn) ack(ctx context.Context, payload any) error {
	if t.acked {
		return nil
	}
	err := t.env.Ack(ctx, payload)
	t.acked = !errors.Is(err, socket.ErrAckTooLarge)
	if t.acked {
		t.b.cfg.Meter.Acked(t.env.Type, t.b.cfg.Now().Sub(t.env.ReceivedAt), err != nil)
	}
	if err != nil {
		t.b.log.Warn("answer envelope", "envelope", t.env.ID, "err", err)
	}
	return err
}

// ackBare is ack without a payload, where it does not matter whether Slack hears it: that is logged.
func (t *turn) ackBare(ctx context.Context) { _ = t.ack(ctx, nil) }

// draw is an answer as a message.
func (t *turn) draw(ctx context.Context, a answer) card.Message {
	if a.reply == nil {
		return card.Refusal(a.words.text, a.words.buttons)
	}
	return t.b.pen(ctx, a.reply).Message(a.reply)
}
