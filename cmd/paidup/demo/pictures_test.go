//go:build browser

package demo

import (
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestPictures takes the pictures of the README and docs from the running page. Without -update it only takes them.
func TestPictures(t *testing.T) {
	dir := t.TempDir()
	if *update {
		dir = filepath.Join("..", "..", "..", "docs", "pictures")
	}
	url, _, _ := opened(t)
	b := newBrowser(t)
	b.goes(url)
	b.reads("main", "Fort Myers · Mon Nov 23")
	digest := control{role: "heading", name: "Fort Myers · Mon Nov 23"}
	b.shows(digest)
	b.picture(dir, "digest")
	b.screen(390, 844, false)
	b.shows(digest)
	b.picture(dir, "digest_phone")
	b.screen(1280, 800, false)

	b.presses(control{role: "textbox", name: theBox})
	b.types("/file FM-1042" + kb.Enter)
	b.reads("dialog", "INVOICED")
	b.picture(dir, "file")
	b.types(kb.Escape)
	b.until(`!document.querySelector("` + theForm + `")`)
	b.presses(control{role: "textbox", name: theBox})
	b.types("/pay" + kb.Enter)
	b.presses(control{role: "combobox", name: "File", in: theForm})
	b.types("FM-1042")
	b.presses(control{role: "option", name: "FM-1042 Joan Harris · INVOICED", in: theForm})
	b.until(`document.querySelector("dialog input[role=combobox]")?.value.startsWith("FM-1042")`)
	b.presses(control{role: "textbox", name: "Amount", in: theForm})
	b.types("12,400")
	b.picture(dir, "payment")
	b.presses(control{role: "button", name: "Cancel", in: theForm})
	b.until(`!document.querySelector("` + theForm + `")`)
	b.presses(control{role: "link", name: "Home"})
	b.reads("main", "Dana · Mon Nov 23")
	b.picture(dir, "queue")
}
