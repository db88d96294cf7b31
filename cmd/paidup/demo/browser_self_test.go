//go:build browser

package demo

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// small is a page that answers late: what the person does shows a moment after.
const small = `<!doctype html><html lang="en"><title>small</title><style>@media (prefers-color-scheme: dark) { body { background: #000 } }</style>
<body><h1>A page</h1><label>Words <input id="words"></label><button>Go</button><button aria-label="Go, second">Go</button><p id="said"></p>
<script>for (const [i, b] of document.querySelectorAll("button").entries()) b.onclick = () => setTimeout(() => {
  said.textContent = i + " heard " + words.value; const more = document.createElement("button"); more.textContent = "Again"; document.body.append(more) }, 30)</script>`

// TestBrowserOfTheTests: what the other tests of a page stand on finds what has a name, waits for what comes late, and sees what
// has the focus.
func TestBrowserOfTheTests(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) { fmt.Fprint(rw, small) }))
	defer server.Close()
	b := newBrowser(t)
	b.goes(server.URL)
	b.presses(control{role: "textbox", name: "Words"})
	b.types("12,400")
	b.presses(control{role: "button", name: "Go, second"})
	b.reads("#said", "1 heard 12,400")
	b.find(control{role: "button", name: "Again", in: "body"})
	b.tabs(kb.Tab, control{role: "textbox", name: "Words"})
	b.types("!")
	b.tabs(kb.Tab, control{role: "button", name: "Go"})
	b.types(kb.Enter)
	b.until(`said.textContent.startsWith("0 heard")`)
	dir := t.TempDir()
	b.picture(dir, "light")
	b.screen(390, 844, true)
	b.picture(dir, "dark")
	light, err := os.ReadFile(filepath.Join(dir, "light.png"))
	if err != nil || len(light) < 1000 {
		t.Fatalf("the picture has %d bytes (%v)", len(light), err)
	}
	if dark := value[string](b, `getComputedStyle(document.body).backgroundColor`); dark != "rgb(0, 0, 0)" {
		t.Errorf("in the dark the page is %s", dark)
	}
	b.fits("the small page")
}
