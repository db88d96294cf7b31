package page

import (
	"net/http"
	"strings"
	"testing"
)

// TestGuard: every answer forbids the browser whatever is not the page's own, and nobody else's page and no name that leads
// here gets one.
func TestGuard(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	if !strings.HasPrefix(s.ws.URL(), "http://127.0.0.1:") {
		t.Errorf("a workspace that was told no address listens at %s", s.ws.URL())
	}
	host := strings.TrimSuffix(strings.TrimPrefix(s.ws.URL(), "http://"), "/")
	port := host[strings.Index(host, ":"):]
	said := `{"do":"say","as":"U0DANA","in":"C0FM","words":["from elsewhere"]}`
	for name, c := range map[string]struct {
		method, path, host string
		header             map[string]string
		want               int
	}{
		"the page":                  {"GET", "", "", nil, http.StatusOK},
		"as localhost":              {"GET", "", "localhost" + port, nil, http.StatusOK},
		"by number":                 {"GET", "", "[::1]" + port, nil, http.StatusOK},
		"a script":                  {"GET", "static/page.js", "", nil, http.StatusOK},
		"nothing":                   {"GET", "static/none.js", "", nil, http.StatusNotFound},
		"nobody":                    {"GET", "?as=nobody", "", nil, http.StatusNotFound},
		"no such file":              {"GET", "files/F0/x", "", nil, http.StatusNotFound},
		"not that way":              {"GET", "do", "", nil, http.StatusMethodNotAllowed},
		"a name that leads here":    {"GET", "", "rebound.example" + port, nil, http.StatusMisdirectedRequest},
		"a name like a number":      {"GET", "stream?since=0", "127.0.0.1.rebound.example", nil, http.StatusMisdirectedRequest},
		"an act by such a name":     {"POST", "do", "rebound.example" + port, nil, http.StatusMisdirectedRequest},
		"an act from another page":  {"POST", "do", "", map[string]string{"Origin": "http://evil.example"}, http.StatusForbidden},
		"one from another port":     {"POST", "do", "", map[string]string{"Origin": "http://127.0.0.1:1"}, http.StatusForbidden},
		"one from another site":     {"POST", "do", "", map[string]string{"Sec-Fetch-Site": "cross-site"}, http.StatusForbidden},
		"one from the same site":    {"POST", "do", "", map[string]string{"Sec-Fetch-Site": "same-site"}, http.StatusForbidden},
		"one from a page of no one": {"POST", "do", "", map[string]string{"Origin": "null"}, http.StatusForbidden},
		"a file from another page":  {"POST", "share", "", map[string]string{"Origin": "http://evil.example"}, http.StatusForbidden},
		"an unread act":             {"POST", "do", "", map[string]string{"Sec-Fetch-Site": "same-origin", "X-Body": "{"}, http.StatusBadRequest},
	} {
		req, err := http.NewRequest(c.method, s.ws.URL()+c.path, strings.NewReader(orElse(c.header["X-Body"], said)))
		must(t, err)
		for key, value := range c.header {
			req.Header.Set(key, value)
		}
		req.Host = c.host
		got := s.send(req, nil)
		if got.status != c.want {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
		for key, want := range map[string]string{"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"} {
			if got.header.Get(key) != want {
				t.Errorf("%s: %s is %q", name, key, got.header.Get(key))
			}
		}
	}
	lacks(t, s.page("dana", "fort-myers", ""), "from elsewhere")
	for _, word := range []string{"unsafe-inline", "unsafe-eval", "http:", "https:", "*"} {
		if strings.Contains(policy, word) {
			t.Errorf("the policy allows %s", word)
		}
	}
	page := s.page("dana", "fort-myers", "")
	for _, script := range strings.Split(page, "<script")[1:] {
		if !strings.HasPrefix(script, ` src="/static/`) && !strings.HasPrefix(script, ` type="module" src="/static/`) && !strings.HasPrefix(script, ` type="application/json"`) {
			t.Errorf("the page holds <script%.60s", script)
		}
	}
	lacks(t, page, " style=", "<style", " onclick", " onload")
}
