//go:build browser

package demo

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
)

// What the minute looks at, in the page.
const (
	theBox     = "Message #fort-myers"
	theOffers  = "[role=listbox]:not([hidden])"
	theCard    = `[...document.querySelectorAll("main article:not(.whisper)")].find((a) => a.textContent.includes("FM-1042 Harris") && a.textContent.includes("last entry"))`
	theReceipt = "main article.whisper"
	theForm    = "dialog form.view"
)

// TestBrowserNewcomersMinute is what somebody sees and does who has just cloned this: the page, a payment typed with completion, its
// receipt, Undo and the card that is edited in place, a form refused and mended, a digest drilled down, and Home. It takes less
// than a minute.
func TestBrowserNewcomersMinute(t *testing.T) {
	began := time.Now()
	url, _, _ := opened(t)
	b := newBrowser(t)
	b.goes(url)
	b.reads("main", "Fort Myers · Mon Nov 23")

	b.presses(control{role: "textbox", name: theBox})
	b.types("/pa")
	b.reads(theOffers, "/pay")
	b.types(kb.ArrowDown)
	b.reads(theOffers+" [aria-selected=true]", "/pay ")
	b.types(kb.Tab)
	b.types("FM-1042 12,400 check 881" + kb.Enter)
	b.reads(theReceipt, "✅ Saved. FM-1042 Joan Harris, $12,400.00")
	b.until(theCard + `?.textContent.includes("PAID IN FULL")`)
	card := value[string](b, theCard+`.dataset.ts`)
	b.presses(control{role: "button", name: "Undo, FM-1042 e8"})
	b.reads(theReceipt, "e8 is undone")
	b.until(theCard + `?.textContent.includes("balance $12,400.00")`)
	if ts := value[string](b, theCard+`.dataset.ts`); ts != card {
		t.Errorf("the card of %s was posted anew at %s", card, ts)
	}

	b.presses(control{role: "textbox", name: theBox})
	b.types("/pay" + kb.Enter)
	b.presses(control{role: "combobox", name: "File", in: theForm})
	b.types("FM-1042")
	b.reads(theForm+" [role=option]", "FM-1042")
	b.types(kb.Enter)
	b.until(`document.querySelector("dialog input[role=combobox]")?.value.startsWith("FM-1042")`)
	b.presses(control{role: "textbox", name: "Amount", in: theForm})
	b.types("12,4")
	b.presses(control{role: "button", name: "Save", in: theForm})
	b.reads(theForm+" .problem", "12,4")
	b.until(`document.activeElement.getAttribute("aria-invalid") === "true"`)
	b.types(kb.End + kb.Backspace + kb.Backspace + "00")
	b.presses(control{role: "button", name: "Save", in: theForm})
	b.reads(theForm, "✅ Saved. FM-1042 Joan Harris")
	b.types(kb.Escape)
	b.until(`!document.querySelector("` + theForm + `")`)

	b.presses(control{role: "button", name: "11 more, needs escalation"})
	b.reads(theReceipt, "FM-0988")
	b.presses(control{role: "link", name: "Home"})
	b.reads("main", "Dana · Mon Nov 23")
	b.reads("main", "Tour done.")
	if took := time.Since(began); took > time.Minute {
		t.Errorf("the minute took %s", took)
	}
}
