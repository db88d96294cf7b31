package cards

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"strings"
	"time"

	"paidup/bot/slackfake"
	"paidup/bot/slackfake/page"
	"paidup/domain"
)

//go:embed templates/gallery.gohtml static/gallery.css static/gallery.js
var files embed.FS

// Page is the gallery as one HTML file that needs nothing beside it.
type Page struct {
	HTML   []byte
	policy string
}

// ServeHTTP shows the page.
func (p Page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/" {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Security-Policy", p.policy+"; frame-ancestors 'none'")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(p.HTML))
}

// shown is what the template of the page is given.
type shown struct {
	Policy string
	Style  template.CSS
	Script template.JS
	Groups []hung
	Count  int
	Faults int // entries that Slack would refuse
}

type hung struct {
	Title   string
	Entries []drawn
}

// drawn is an entry with its picture in each pane.
type drawn struct {
	entry
	ID    string
	Panes []pane
	JSON  string
	Said  string // the notification of a message
}

type pane struct {
	Title, Class string
	Body         template.HTML
}

// Draw draws everything that Paidup shows.
func Draw() (Page, error) {
	groups, err := everything()
	if err != nil {
		return Page{}, err
	}
	return drawAll(groups)
}

func drawAll(groups []group) (Page, error) {
	style, script, err := dress()
	if err != nil {
		return Page{}, err
	}
	v := shown{Style: template.CSS(style), Script: template.JS(script)}
	v.Policy = fmt.Sprintf("default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'", digest(style), digest(script))
	pen, err := page.NewPen(reader())
	if err != nil {
		return Page{}, err
	}
	for _, g := range groups {
		h := hung{Title: g.Title}
		for _, e := range g.Entries {
			d, err := draw(pen, e, v.Count)
			if err != nil {
				return Page{}, err
			}
			if v.Count++; len(e.Refusals) > 0 {
				v.Faults++
			}
			h.Entries = append(h.Entries, d)
		}
		v.Groups = append(v.Groups, h)
	}
	sheet, err := template.ParseFS(files, "templates/gallery.gohtml")
	if err != nil {
		return Page{}, fmt.Errorf("read the gallery's template: %w", err)
	}
	var out bytes.Buffer
	if err := sheet.ExecuteTemplate(&out, "gallery", v); err != nil {
		return Page{}, fmt.Errorf("draw the gallery: %w", err)
	}
	return Page{out.Bytes(), v.Policy}, nil
}

// dress is the page's style and script. What the styles of messages do on a narrow screen they do here in a narrow pane.
func dress() (style, script string, err error) {
	blocks, err := page.Styles()
	if err != nil {
		return "", "", err
	}
	own, err := files.ReadFile("static/gallery.css")
	if err != nil {
		return "", "", fmt.Errorf("read the gallery's style: %w", err)
	}
	acts, err := files.ReadFile("static/gallery.js")
	if err != nil {
		return "", "", fmt.Errorf("read the gallery's script: %w", err)
	}
	return strings.ReplaceAll(blocks, "@media (max-width:", "@container (max-width:") + string(own), string(acts), nil
}

// digest is how a content security policy names what it allows.
func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// reader is who looks at the gallery.
func reader() page.Reader {
	c := newCast()
	r := page.Reader{Zone: c.market.Location(), Name: func(id string) string {
		if id == c.market.Channel {
			return "fort-myers"
		}
		return c.people.Name(domain.PersonID(id))
	}, Channels: []page.Choice{{ID: c.market.Channel, Name: "fort-myers"}}}
	for _, m := range c.market.Members {
		r.People = append(r.People, page.Choice{ID: string(m.Person.ID), Name: m.Person.Name})
	}
	return r
}

// draw draws an entry in every pane; n tells its ids from those of others.
func draw(pen *page.Pen, e entry, n int) (drawn, error) {
	d := drawn{entry: e, ID: strings.Map(slug, e.Name), Said: slackfake.RenderMessage(slackfake.Message{Text: e.text()})}
	raw, err := json.MarshalIndent(e.Payload, "", "  ")
	if err != nil {
		return d, fmt.Errorf("write %s: %w", e.Name, err)
	}
	d.JSON = string(raw)
	for i, title := range []string{"Light", "Dark", "Phone"} {
		body, err := e.body(pen, fmt.Sprintf("%d-%d", n, i))
		if err != nil {
			return d, fmt.Errorf("draw %s: %w", e.Name, err)
		}
		d.Panes = append(d.Panes, pane{title, strings.ToLower(title), body})
	}
	return d, nil
}

func (e entry) body(pen *page.Pen, id string) (template.HTML, error) {
	if _, isView := e.Payload["type"]; isView {
		return pen.View(slackfake.View{ID: id, Body: e.Payload, Errors: e.Errors})
	}
	blocks, _ := e.Payload["blocks"].([]any)
	return pen.Message(slackfake.Message{TS: id, Text: e.text(), Blocks: blocks})
}

// text is what a message says without its blocks; empty for a view.
func (e entry) text() string {
	text, _ := e.Payload["text"].(string)
	return text
}

// slug keeps what stands well in an address.
func slug(r rune) rune {
	switch {
	case r == ' ':
		return '-'
	case strings.ContainsRune(",'’", r):
		return -1
	}
	return r
}
