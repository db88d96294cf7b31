package page

import (
	"bytes"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

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
	me, err := p.person(r.FormValue("as"))
	var turn *slackfake.Turn
	if err == nil {
		turn, err = me.Shares(r.Context(), r.FormValue("in"), slackfake.Upload{Name: path.Base(header.Filename), Content: content,
			Words: r.FormValue("words"), Thread: r.FormValue("thread")})
	}
	if err != nil {
		answer(rw, http.StatusConflict, became{Toast: sentence(err)})
		return
	}
	answer(rw, http.StatusOK, became{Toast: p.toast(act{Do: "share"}, turn)})
}

// What is shown of a file of text below its name.
const (
	previewLines = 8
	previewWidth = 200 // characters of a line
	previewBytes = previewLines * 4096
)

// reader is the person for whom messages and views are drawn, with what files begin with.
func (p *Page) reader(v *visit) Reader {
	r := v.reader()
	r.Preview = func(f slackfake.File) string {
		var content []byte
		p.ws.Read(func(s *slackfake.State) { _, content = s.Content(v.User.ID, f.ID) })
		return preview(content)
	}
	return r
}

// preview is what text begins with; empty for what is no text in UTF-8.
func preview(content []byte) string {
	if !strings.HasPrefix(http.DetectContentType(content), "text/") {
		return ""
	}
	content = bytes.TrimPrefix(content[:min(len(content), previewBytes)], []byte("\ufeff"))
	for cut := 0; cut < utf8.UTFMax-1 && !utf8.Valid(content); cut++ { // within the last character
		content = content[:max(0, len(content)-1)]
	}
	if !utf8.Valid(content) {
		return ""
	}
	lines := strings.Split(strings.TrimRight(string(content), "\r\n"), "\n")
	lines = lines[:min(len(lines), previewLines)]
	for i, line := range lines {
		if all := []rune(strings.TrimRight(line, "\r")); len(all) > previewWidth {
			lines[i] = string(all[:previewWidth-1]) + "…"
		} else {
			lines[i] = string(all)
		}
	}
	return strings.Join(lines, "\n")
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
