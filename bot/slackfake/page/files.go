package page

import (
	"io"
	"net/http"
	"path"
	"slices"
	"strings"

	"paidup/bot/slackfake"
)

// maxFile is the size of the largest file that is taken.
const maxFile = 20 << 20

// share takes a file that a person drops or picks: the form's file, as, in, thread and words.
func (p *Page) share(rw http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(rw, r.Body, maxFile)
	given, header, err := r.FormFile("file")
	if err != nil {
		answer(rw, http.StatusBadRequest, became{Toast: "A file of up to 20 MB is taken; this one did not come through."})
		return
	}
	defer given.Close() // it was only read
	content, err := io.ReadAll(given)
	if err != nil {
		answer(rw, http.StatusBadRequest, became{Toast: "The file did not come through: " + err.Error() + "."})
		return
	}
	a := act{Do: "share", As: r.FormValue("as"), In: r.FormValue("in")}
	turn, err := p.ws.Person(a.As).Shares(r.Context(), a.In, slackfake.Upload{Name: path.Base(header.Filename), Content: content,
		Words: r.FormValue("words"), Thread: r.FormValue("thread")})
	if err != nil {
		answer(rw, http.StatusConflict, became{Toast: sentence(err)})
		return
	}
	answer(rw, http.StatusOK, became{Toast: p.toast(a, turn)})
}

// pictures are the kinds of content that are shown as pictures.
var pictures = []string{"image/png", "image/jpeg", "image/gif", "image/webp"}

// sharedFile shows a file to a person who can see it: pictures and text in the browser, all else to keep. What somebody
// uploaded is never run as part of the page.
func (p *Page) sharedFile(rw http.ResponseWriter, r *http.Request) {
	var content []byte
	who := orElse(r.URL.Query().Get("as"), p.opts.As)
	p.ws.Read(func(s *slackfake.State) { _, content = s.Content(who, r.PathValue("id")) })
	if content == nil {
		http.NotFound(rw, r)
		return
	}
	kind := http.DetectContentType(content)
	switch {
	case slices.Contains(pictures, kind):
	case strings.HasPrefix(kind, "text/"):
		kind = "text/plain; charset=utf-8"
	default:
		kind = "application/octet-stream"
		rw.Header().Set("Content-Disposition", "attachment")
	}
	rw.Header().Set("Content-Security-Policy", "sandbox; default-src 'none'")
	rw.Header().Set("Content-Type", kind)
	_, _ = rw.Write(content) // the reader may have gone
}
