package page

import (
	"bytes"
	"html"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// shares has a person give a file to the page.
func (s *stage) shares(name, content string, fields map[string]string) answered {
	s.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", name)
	must(s.t, err)
	_, err = part.Write([]byte(content))
	must(s.t, err)
	for key, value := range fields {
		must(s.t, form.WriteField(key, value))
	}
	must(s.t, form.Close())
	req, err := http.NewRequest(http.MethodPost, s.ws.URL()+"share", &body)
	must(s.t, err)
	req.Header.Set("Content-Type", form.FormDataContentType())
	return s.send(req, nil)
}

// link is where the page says that the file of that name is.
func (s *stage) link(as, in, more, name string) string {
	s.t.Helper()
	_, rest, found := strings.Cut(html.UnescapeString(s.page(as, in, more)), `href="/files/`)
	for found && !strings.HasPrefix(rest[strings.Index(rest, "/")+1:], url.PathEscape(name)) {
		_, rest, found = strings.Cut(rest, `href="/files/`)
	}
	link, _, _ := strings.Cut(rest, `"`)
	return "/files/" + link
}

// png is the smallest picture there is.
const png = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa7\x9a\xa0\xa0\x00\x00\x00\x00IEND\xaeB`\x82"

// TestSharedFiles: a file is seen by who sees the channel, and never runs: markup is text, and what a browser does not show
// safely is only to be kept.
func TestSharedFiles(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	for _, c := range []struct{ name, content, kind, kept string }{
		{"files.csv", "job,amount\nFM-1042,\"12,400\"\n", "text/plain; charset=utf-8", ""},
		{"evil.html", "<!doctype html><script>alert(1)</script>", "text/plain; charset=utf-8", ""},
		{"evil.svg", `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`, "text/plain; charset=utf-8", ""},
		{"evil.png", "<script>alert(1)</script>", "text/plain; charset=utf-8", ""},
		{"damage.png", png, "image/png", ""},
		{"letter.pdf", "%PDF-1.7\n", "application/octet-stream", "attachment"},
		{"wide name?&#<b>.zip", "PK\x03\x04", "application/octet-stream", "attachment"},
	} {
		if got := s.shares(c.name, c.content, map[string]string{"as": "U0DANA", "in": "C0FM", "words": "about " + c.name}); got.status != http.StatusOK || got.body != "{}\n" {
			t.Fatalf("%s: %d %s", c.name, got.status, got.body)
		}
		link := s.link("ben", "fort-myers", "", c.name)
		got := s.get(link)
		if got.status != http.StatusOK || got.body != c.content || got.header.Get("Content-Type") != c.kind || got.header.Get("Content-Disposition") != c.kept ||
			got.header.Get("Content-Security-Policy") != "sandbox; default-src 'none'" || got.header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s at %s: %d %q %v", c.name, link, got.status, got.body, got.header)
		}
		for _, who := range []string{"eve", "nobody"} {
			if got := s.get(strings.Replace(link, "as=ben", "as="+who, 1)); got.status != http.StatusNotFound {
				t.Errorf("%s sees %s: %d", who, c.name, got.status)
			}
		}
	}
	page := s.page("ben", "fort-myers", "")
	holds(t, page, "about files.csv", "<small>28 bytes</small>", `alt="damage.png"`, "wide name?&amp;#&lt;b&gt;.zip")
	lacks(t, page, "<script>alert", "<b>.zip")
}

// TestPreview: a file of text shows how it begins, at most 8 lines of 200 characters.
func TestPreview(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	s.shares("files.csv", "\ufeffjob,<b>customer</b>\r\nFM-1042,Harris\r\n"+strings.Repeat("FM-1043,Lowe\n", 7)+"ninth", map[string]string{"as": "U0DANA", "in": "C0FM"})
	page := s.page("ben", "fort-myers", "")
	holds(t, page, `aria-label="How files.csv begins" dir="auto">`+"\njob,&lt;b&gt;customer&lt;/b&gt;\nFM-1042,Harris\nFM-1043,Lowe\n")
	lacks(t, page, "ninth", "\r")
	for name, c := range map[string]struct{ content, want string }{
		"nothing":          {"", ""},
		"a line":           {"one\n", "one"},
		"a long line":      {strings.Repeat("ß", 300), strings.Repeat("ß", 199) + "…"},
		"a whole line":     {strings.Repeat("ß", 200), strings.Repeat("ß", 200)},
		"cut in a letter":  {"x" + strings.Repeat("ß", previewBytes), "x" + strings.Repeat("ß", 198) + "…"},
		"a picture":        {png, ""},
		"Latin-1":          {"Caf\xe9 au lait, twice", ""},
		"text in UTF-16":   {"\xff\xfeh\x00i\x00", ""},
		"lines of nothing": {"a\n\n\n\n\n\n\n\n\nb", "a\n\n\n\n\n\n\n"},
	} {
		if got := preview([]byte(c.content)); got != c.want {
			t.Errorf("%s begins with %q, want %q", name, got, c.want)
		}
	}
}

// TestSharing: a file goes into the thread that is open, and what cannot be shared is answered by a sentence.
func TestSharing(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	root := s.say("root", nil)
	s.shares("a.csv", "1,2\n", map[string]string{"as": "U0DANA", "in": "C0FM", "thread": root})
	holds(t, s.page("dana", "fort-myers", "&thread="+root), "a.csv", "1 reply")
	for name, c := range map[string]struct {
		content, as, in string
		status          int
		want            string
	}{
		"an empty file":   {"", "U0DANA", "C0FM", http.StatusConflict, "X.csv is empty."},
		"another channel": {"x", "U0EVE", "C0FM", http.StatusConflict, "Eve sees no channel C0FM."},
		"nobody":          {"x", "", "C0FM", http.StatusConflict, `Nobody who types here is called \"\".`},
		"the app":         {"x", s.ws.BotID(), "C0FM", http.StatusConflict, `Nobody who types here is called`},
		"a large file":    {strings.Repeat("x", maxFile), "U0DANA", "C0FM", http.StatusBadRequest, "A file of up to 20 MB is taken; this one did not come through."},
	} {
		if got := s.shares("x.csv", c.content, map[string]string{"as": c.as, "in": c.in}); got.status != c.status || !strings.Contains(got.body, c.want) {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
	if got := s.get("/files/F0NONE/x.csv?as=dana"); got.status != http.StatusNotFound {
		t.Errorf("a file that is not there: %d", got.status)
	}
}
