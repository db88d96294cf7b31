package bot

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"runtime/debug"
	"sync"
	"time"

	"paidup/bot/card"
	"paidup/commands"
	"paidup/domain"
)

// openFor is how long after it was opened a Home tab is kept as it should be: Slack does not say when it is left.
const openFor = 2 * time.Hour

// homes are the Home tabs that were opened here lately. One is published when it is opened, and anew where something may have
// changed what it shows: all of them after a commit that somebody is told of, here or by another replica, and a person's own after
// what they did. What comes to the same is not published again.
type homes struct {
	b     *Bot
	every time.Duration
	wake  chan struct{}

	mu   sync.Mutex
	open map[domain.PersonID]*home
	due  map[domain.PersonID]bool
	look bool // one is asked for, and counted as under way until it is over
}

// home is one person's tab.
type home struct {
	until time.Time // when it is forgotten; guarded by homes

	mu    sync.Mutex // held from drawing to publishing: what was drawn first is published first
	key   string     // of the opening: however often it is drawn, it was looked at once
	shown [sha256.Size]byte
}

func newHomes(b *Bot) *homes {
	return &homes{b: b, every: b.timing.HomeEvery, wake: make(chan struct{}, 1), open: map[domain.PersonID]*home{}, due: map[domain.PersonID]bool{}}
}

// opened publishes the tab that the person looks at.
func (h *homes) opened(ctx context.Context, who domain.PersonID, key string) {
	v := h.enter(who, key)
	defer v.mu.Unlock()
	h.publish(ctx, who, v, h.b.do(ctx, h.request(who, v), h.b.whole))
}

// told shows in the tab why it cannot be drawn now.
func (h *homes) told(ctx context.Context, who domain.PersonID, key string, a answer) {
	v := h.enter(who, key)
	defer v.mu.Unlock()
	h.publish(ctx, who, v, a)
}

// enter notes that the person looks at their tab, and holds it.
func (h *homes) enter(who domain.PersonID, key string) *home {
	h.mu.Lock()
	v := h.open[who]
	if v == nil {
		v = &home{}
		h.open[who] = v
	}
	v.until = h.b.cfg.Now().Add(openFor)
	h.mu.Unlock()
	v.mu.Lock()
	v.key, v.shown = key, [sha256.Size]byte{}
	return v
}

// request is that for the person's tab.
func (h *homes) request(who domain.PersonID, v *home) commands.Request {
	return commands.Request{Key: v.key, Actor: who, Source: domain.FromButton, At: h.b.cfg.Now(), Verb: commands.VerbHome}
}

// publish shows the answer in the person's tab, unless it stands there. Publishing twice does no harm, so it is tried again.
func (h *homes) publish(ctx context.Context, who domain.PersonID, v *home, a answer) {
	m := card.Refusal(a.words.text, a.words.buttons)
	if a.reply != nil {
		m = h.b.pen(ctx, a.reply).Message(a.reply)
	}
	tab := card.Home(m)
	raw, err := json.Marshal(tab)
	sum := sha256.Sum256(raw)
	if err == nil && sum == v.shown {
		return
	}
	for try := 1; ; try++ {
		err = h.b.cfg.Workspace.publish(ctx, who, tab)
		if err == nil || !passing(err) || try == triesToAnswer {
			break
		}
		pause(ctx, firstRetry)
	}
	if err != nil {
		h.b.log.Info("publish Home tab", "person", who, "err", err)
		return
	}
	v.shown = sum
}

// changed says that something may have changed what the tabs of these people show; of nobody: of all.
func (h *homes) changed(who ...domain.PersonID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(who) == 0 {
		for id := range h.open {
			h.due[id] = true
		}
	}
	for _, id := range who {
		if h.open[id] != nil {
			h.due[id] = true
		}
	}
	if len(h.due) > 0 && !h.look {
		h.look = true
		h.b.pulse.beat(1)
		signal(h.wake)
	}
}

// run draws anew what is due, and then rests a while: what changes meanwhile is drawn once.
func (h *homes) run(live, work context.Context) {
	for live.Err() == nil {
		select {
		case <-h.wake:
		case <-live.Done():
			return
		}
		for _, who := range h.take() {
			if live.Err() == nil {
				h.redraw(work, who)
			}
		}
		h.settle()
		pause(live, h.every)
	}
}

// take are the people whose tabs are due. Tabs that were opened long ago are forgotten.
func (h *homes) take() []domain.PersonID {
	now := h.b.cfg.Now()
	h.mu.Lock()
	defer h.mu.Unlock()
	var out []domain.PersonID
	for who := range h.due {
		out = append(out, who)
	}
	clear(h.due)
	for who, v := range h.open {
		if now.After(v.until) {
			delete(h.open, who)
		}
	}
	return out
}

// settle ends a look, or asks for the next where something is due by now.
func (h *homes) settle() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.due) > 0 {
		signal(h.wake)
		return
	}
	h.look = false
	h.b.pulse.beat(-1)
}

// redraw publishes the tab as it is now. Where that cannot be told it stays as it is.
func (h *homes) redraw(work context.Context, who domain.PersonID) {
	ctx, cancel := context.WithTimeout(work, h.b.timing.WorkWithin)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			h.b.broke(broken{p, debug.Stack(), "draw a Home tab", false})
		}
	}()
	h.mu.Lock()
	v := h.open[who]
	h.mu.Unlock()
	if v == nil {
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	reply, err := h.b.whole(ctx, h.request(who, v))
	switch {
	case err == nil:
		h.publish(ctx, who, v, answer{reply: reply})
	case domain.KindOf(err) != "":
		h.publish(ctx, who, v, answer{words: h.b.explain(err)})
	default:
		h.b.log.Info("draw a Home tab anew", "person", who, "err", err)
	}
}
