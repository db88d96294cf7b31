// Package page shows a local Slack workspace in a browser: to watch it, to type and click in it as any of its people, and to
// look at what the app was sent and answered. It draws what the workspace holds and knows nothing of any app.
package page

import (
	"embed"
	"io/fs"
	"net/http"

	"paidup/bot/slackfake"
)

//go:embed static
var static embed.FS

// Options say what the page shows.
type Options struct {
	Workspace *slackfake.Workspace
	As        string // handle of the person one is at first
	In        string // channel one is in at first
	Tour      []Step // what a newcomer may try; none: no tour
}

// Page is the page of one workspace.
type Page struct {
	ws   *slackfake.Workspace
	opts Options
	pen  *Pen
	tour *tour
}

// New reads the page's templates.
func New(o Options) (*Page, error) {
	pen, err := NewPen(Reader{})
	if err != nil {
		return nil, err
	}
	return &Page{ws: o.Workspace, opts: o, pen: pen, tour: newTour(o.Tour)}, nil
}

// Handler answers what browsers ask: the page itself at /, with ?as=PERSON&in=CHANNEL, and what it needs.
func (p *Page) Handler() http.Handler {
	mux := http.NewServeMux()
	files, err := fs.Sub(static, "static")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	mux.Handle("GET /static/", http.StripPrefix("/static/", http.FileServerFS(files)))
	mux.HandleFunc("GET /{$}", p.shell)
	mux.HandleFunc("GET /earlier", p.earlier)
	mux.HandleFunc("GET /stream", p.stream)
	mux.HandleFunc("GET /trace", p.trace)
	mux.HandleFunc("GET /files/{id}/{name}", p.sharedFile)
	mux.HandleFunc("POST /do", p.do)
	mux.HandleFunc("POST /share", p.share)
	return guarded(mux)
}
