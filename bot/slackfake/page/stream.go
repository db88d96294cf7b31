package page

import (
	"context"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"time"

	"paidup/bot/slackfake"
)

// gatherFor is how long changes are gathered before they are shown, so that a burst is drawn once.
const gatherFor = 20 * time.Millisecond

// told is one thing the page is told: a message or a part as it stands now, or that a message is gone.
type told struct {
	TS   string        `json:"ts,omitempty"`
	In   string        `json:"in,omitempty"` // log or thread
	Part string        `json:"part,omitempty"`
	Key  string        `json:"key,omitempty"`
	HTML template.HTML `json:"html"`
}

// live is one browser that is kept up to date by server-sent events.
type live struct {
	page    *Page
	visit   *visit
	version int64             // shown so far
	keys    map[string]string // of the parts as they were last sent
	rw      http.ResponseWriter
}

// stream keeps a browser up to date until it goes, from the version it shows.
func (p *Page) stream(rw http.ResponseWriter, r *http.Request) {
	v, err := p.visit(r)
	if err != nil {
		http.Error(rw, sentence(err), http.StatusNotFound)
		return
	}
	since, err := strconv.ParseInt(orElse(r.Header.Get("Last-Event-ID"), r.URL.Query().Get("since")), 10, 64)
	if err != nil {
		http.Error(rw, "since is a version, a whole number.", http.StatusBadRequest)
		return
	}
	rw.Header().Set("Content-Type", "text/event-stream")
	l := &live{page: p, visit: v, version: since, keys: map[string]string{}, rw: rw}
	for l.show() == nil && p.wait(r.Context(), l.version) == nil {
		// until the browser or the workspace goes
	}
}

// wait returns when the workspace has changed and the changes that came with it are gathered.
func (p *Page) wait(ctx context.Context, version int64) error {
	if err := p.ws.WaitFor(ctx, func(s *slackfake.State) bool { return s.Version() != version }); err != nil {
		return err
	}
	timer := time.NewTimer(gatherFor)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// show sends what has changed since the last time.
func (l *live) show() error {
	g, err := l.page.glance(l.visit)
	if err != nil {
		return err
	}
	l.page.ws.Read(func(s *slackfake.State) {
		g.changed, g.gone = s.ChangedSince(l.visit.User.ID, l.visit.Place.ID, l.version)
	})
	l.version = g.version
	if !l.visit.Home {
		if err := l.showMessages(g); err != nil {
			return err
		}
	}
	if err := l.showParts(g); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(l.rw, "id: %d\n\n", l.version); err != nil { // only now: a browser that is cut off before gets it all again
		return err
	}
	return http.NewResponseController(l.rw).Flush()
}

func (l *live) showMessages(g glimpse) error {
	for _, ts := range g.gone {
		if err := l.send("gone", told{TS: ts}); err != nil {
			return err
		}
	}
	for _, m := range g.changed {
		if !m.InThread() {
			if err := l.sendMessage(m, "log"); err != nil {
				return err
			}
		}
		if thread := l.visit.Thread; thread != "" && (m.TS == thread || m.ThreadTS == thread) {
			if err := l.sendMessage(m, "thread"); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *live) sendMessage(m slackfake.Message, in string) error {
	drawn, err := l.page.articles(l.visit, []slackfake.Message{m}, in == "thread")
	if err != nil {
		return err
	}
	html, err := l.page.pen.draw("articles", drawn)
	if err != nil {
		return err
	}
	return l.send("message", told{TS: m.TS, In: in, HTML: html})
}

func (l *live) showParts(g glimpse) error {
	parts, err := l.page.parts(l.visit, g)
	if err != nil {
		return err
	}
	for _, name := range partNames {
		if l.keys[name] == parts[name].Key {
			continue
		}
		l.keys[name] = parts[name].Key
		if err := l.send("part", told{Part: name, Key: parts[name].Key, HTML: parts[name].HTML}); err != nil {
			return err
		}
	}
	return nil
}

func (l *live) send(kind string, what told) error {
	raw, err := json.Marshal(what)
	if err == nil {
		_, err = fmt.Fprintf(l.rw, "event: %s\ndata: %s\n\n", kind, raw)
	}
	return err
}
