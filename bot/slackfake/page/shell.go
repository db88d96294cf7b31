package page

import (
	"fmt"
	"html/template"
	"net/http"
	"strings"

	"paidup/bot/slackfake"
)

// pageful is how many messages are shown at first, and moreful how many earlier ones come at a time: few enough to be put in
// between two frames.
const (
	pageful = 60
	moreful = 20
)

// front is the whole page as it is first shown.
type front struct {
	*visit
	Version   int64
	Articles  []article
	More      bool // there are earlier messages
	Replies   []article
	Parts     map[string]piece
	Commands  []slackfake.Command
	Shortcuts []slackfake.Shortcut
	Theme     string // light, dark or empty: the system's
}

// First is the timestamp of the first message shown.
func (f front) First() string {
	if len(f.Articles) == 0 {
		return ""
	}
	return f.Articles[0].TS
}

// shell shows the page.
func (p *Page) shell(rw http.ResponseWriter, r *http.Request) {
	v, err := p.visit(r)
	if err != nil {
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		rw.WriteHeader(http.StatusNotFound)
		p.write(rw, "lost", sentence(err))
		return
	}
	f := front{visit: v, Theme: r.URL.Query().Get("theme"), Shortcuts: p.shortcuts(false)}
	now, err := p.glance(v)
	if err == nil {
		f.Version, f.Parts = now.version, map[string]piece{}
	}
	for _, name := range partNames {
		if err == nil {
			f.Parts[name], err = p.part(name, v, now)
		}
	}
	if err == nil {
		err = p.fill(&f)
	}
	if err != nil {
		http.Error(rw, sentence(err), http.StatusInternalServerError)
		return
	}
	p.write(rw, "page", f)
}

// sentence is an error for a person.
func sentence(err error) string {
	words := err.Error()
	return strings.ToUpper(words[:1]) + words[1:] + "."
}

// fill puts the channel's messages and the open thread's into the page.
func (p *Page) fill(f *front) error {
	var messages, thread []slackfake.Message
	var lastRead string
	var err error
	p.ws.Read(func(s *slackfake.State) {
		f.Commands = s.Commands()
		lastRead = s.LastRead(f.User.ID, f.Place.ID)
		if !f.Home {
			messages, f.More, err = s.Window(f.User.ID, f.Place.ID, slackfake.Window{Limit: pageful})
		}
		if err == nil && f.Thread != "" {
			thread, _, err = s.Window(f.User.ID, f.Place.ID, slackfake.Window{Thread: f.Thread})
		}
	})
	if err != nil {
		return err
	}
	if f.Articles, err = p.articles(f.visit, messages, false); err != nil {
		return err
	}
	for i := range f.Articles {
		if a := &f.Articles[i]; lastRead != "" && a.TS > lastRead && a.User != f.User.ID {
			a.New = true
			break
		}
	}
	f.Replies, err = p.articles(f.visit, thread, true)
	return err
}

// earlier shows the messages before those that are shown.
func (p *Page) earlier(rw http.ResponseWriter, r *http.Request) {
	v, err := p.visit(r)
	if err != nil {
		http.Error(rw, sentence(err), http.StatusNotFound)
		return
	}
	var messages []slackfake.Message
	var more bool
	p.ws.Read(func(s *slackfake.State) {
		messages, more, err = s.Window(v.User.ID, v.Place.ID, slackfake.Window{Before: r.URL.Query().Get("before"), Limit: moreful})
	})
	var drawn []article
	if err == nil {
		drawn, err = p.articles(v, messages, false)
	}
	if err != nil {
		http.Error(rw, sentence(err), http.StatusInternalServerError)
		return
	}
	if more {
		rw.Header().Set("X-More", "yes")
	}
	p.write(rw, "articles", drawn)
}

// write sends what a template makes.
func (p *Page) write(rw http.ResponseWriter, sheet string, data any) {
	html, err := p.pen.draw(sheet, data)
	if err != nil {
		http.Error(rw, sentence(err), http.StatusInternalServerError)
		return
	}
	rw.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = fmt.Fprint(rw, html) // the reader may have gone
}

// Part is a piece of the page that is replaced as a whole when it changes.
func (f front) Part(name string) template.HTML { return f.Parts[name].HTML }

// Key tells one state of a part from another.
func (f front) Key(name string) string { return f.Parts[name].Key }

// Offered are the slash commands, people and channels that the message box suggests.
func (f front) Offered() any {
	type offer struct {
		Name  string `json:"name"`
		Says  string `json:"says"`
		Usage string `json:"usage"`
	}
	var commands, people, channels []offer
	for _, c := range f.Commands {
		commands = append(commands, offer{c.Name, c.Says, c.Usage})
	}
	people = append(people, offer{Name: "@" + f.Bot, Says: f.Places[0].Name + ", the app"})
	for _, u := range f.People {
		people = append(people, offer{Name: "@" + u.Name, Says: u.RealName})
	}
	for _, place := range f.Places[1:] {
		channels = append(channels, offer{Name: "#" + place.Name})
	}
	return map[string]any{"commands": commands, "people": people, "channels": channels}
}
