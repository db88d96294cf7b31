//go:build browser

package demo

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestBrowserNewcomersMinuteByKeyboard is the newcomer's minute of somebody who has no mouse and hears the page: each control is
// reached by the keyboard, bears its name, and what comes of it is told where a screen reader tells it.
func TestBrowserNewcomersMinuteByKeyboard(t *testing.T) {
	url, _, _ := opened(t)
	b := newBrowser(t)
	b.opens(url)
	b.namesAll("the channel")
	b.hears("navigation Conversations", "log #fort-myers", "article Paidup, 8:00 am", "main ", "status ")

	b.tabs(kb.Tab, control{role: "link", name: "Skip to the message box"})
	b.types(kb.Enter)
	b.holds("textbox " + theBox)
	b.types("/pa")
	b.until(`document.activeElement.getAttribute("aria-activedescendant") !== null`)
	b.types(kb.ArrowDown)
	b.hears("listbox Suggestions")
	b.reads(theOffers+" [aria-selected=true]", "/pay ")
	b.types(kb.Tab)
	b.types("FM-1042 12,400 check 881" + kb.Enter)
	b.reads(theReceipt, "✅ Saved. FM-1042 Joan Harris, $12,400.00")
	b.tabsBack("button Undo, FM-1042 e8")
	b.types(kb.Enter)
	b.reads(theReceipt, "e8 is undone")

	b.tabs(kb.Tab, control{role: "textbox", name: theBox})
	b.types("/pay" + kb.Enter)
	b.until(`document.querySelector("#modal").open`)
	b.holds("combobox File")
	b.namesAll("the form")
	b.hears("dialog Form", "form Payment", "heading Payment")
	b.types("FM-1042")
	b.reads(theForm+" [role=option]", "FM-1042")
	b.types(kb.Enter)
	b.until(`document.querySelector("dialog input[role=combobox]")?.value.startsWith("FM-1042")`)
	b.tabs(kb.Tab, control{role: "textbox", name: "Amount"})
	b.types("12,4")
	b.tabs(kb.Tab, control{role: "button", name: "Save"})
	b.types(kb.Enter)
	b.reads(theForm+" .problem", "12,4")
	b.until(`document.activeElement.getAttribute("aria-invalid") === "true"`)
	b.holds("textbox Amount")
	b.hears("alert ")
	b.types(kb.End + kb.Backspace + kb.Backspace + "00" + kb.Enter)
	b.reads(theForm, "✅ Saved. FM-1042 Joan Harris")
	b.types(kb.Escape)
	b.until(`!document.querySelector("` + theForm + `")`)
	b.holds("textbox " + theBox)

	b.tabsBack("button 11 more, needs escalation")
	b.types(" ")
	b.reads(theReceipt, "FM-0988")
	b.tabsBack("link Home")
	b.types(kb.Enter)
	b.reads("main", "Dana · Mon Nov 23")
	b.reads("main", "Tour done.")
	b.namesAll("Home")
}

// TestBrowserFormIsLeftHalfTyped: Escape leaves a form without a word about what was half typed in it.
func TestBrowserFormIsLeftHalfTyped(t *testing.T) {
	url, _, _ := opened(t)
	b := newBrowser(t)
	b.opens(url)
	b.presses(control{role: "textbox", name: theBox})
	b.types("/pay" + kb.Enter)
	b.presses(control{role: "textbox", name: "Amount", in: theForm})
	b.types("12" + kb.Escape)
	b.until(`!document.querySelector("` + theForm + `")`)
	b.holds("textbox " + theBox)
	b.presses(control{role: "textbox", name: theBox})
	b.types("/my" + kb.Enter)
	b.reads(theReceipt, "wait on you")
	if said := b.text("#toasts"); said != "" {
		t.Errorf("it is told that %s", said)
	}
}

// TestBrowserFileIsTypedWhole: who types a file's number and goes on without waiting for the list has chosen that file.
func TestBrowserFileIsTypedWhole(t *testing.T) {
	url, _, _ := opened(t)
	b := newBrowser(t)
	b.opens(url)
	b.presses(control{role: "textbox", name: theBox})
	b.types("/pay" + kb.Enter)
	b.until(`document.querySelector("#modal").open`)
	b.types("fm-1055" + kb.Tab + "12,4" + kb.Enter)
	b.reads(theForm+" .problem", "12,4")
	b.until(`document.querySelectorAll("` + theForm + ` .problem").length === 1`)
	b.until(`document.querySelector("dialog input[role=combobox]").value.startsWith("FM-1055 ")`)
}

// held is what has the keyboard, as a screen reader says it.
func (b *browser) held() string {
	b.t.Helper()
	active, err := chromedp.Call(b.ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: "document.activeElement"})
	b.call(nil, err)
	tree, err := chromedp.Call(b.ctx, accessibility.GetPartialAXTree, accessibility.GetPartialAXTreeParams{ObjectID: active.Result.ObjectID})
	b.call(nil, err)
	return spoken(tree.Nodes[0])
}

func (b *browser) holds(want string) {
	b.t.Helper()
	if got := b.held(); got != want {
		b.t.Errorf("the keyboard is at %q, not at %q", got, want)
	}
}

// tabsBack goes from one control to the one before by Shift and Tab until the one that is wanted has the focus.
func (b *browser) tabsBack(want string) {
	b.t.Helper()
	var passed []string
	for range 300 {
		b.does(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift)))
		at := b.held()
		if at == want {
			return
		}
		passed = append(passed, at)
	}
	b.t.Fatalf("Shift and Tab do not come to %q. They passed:\n%s", want, strings.Join(passed, "\n"))
}

// hears fails where a screen reader finds nothing of that role and name.
func (b *browser) hears(all ...string) {
	b.t.Helper()
	lines := strings.Split(b.tree(), "\n")
	for _, want := range all {
		found := false
		for _, line := range lines {
			found = found || line == want
		}
		if !found {
			b.t.Errorf("a screen reader finds no %q in\n%s", want, strings.Join(lines, "\n"))
		}
	}
}

// namesAll fails for every control that a screen reader cannot name.
func (b *browser) namesAll(where string) {
	b.t.Helper()
	for line := range strings.SplitSeq(b.tree(), "\n") {
		role, name, _ := strings.Cut(line, " ")
		switch role {
		case "button", "link", "textbox", "combobox", "checkbox", "radio", "menuitem", "option", "DisclosureTriangle", "dialog":
			if strings.TrimSpace(name) == "" {
				b.t.Errorf("%s has a %s without a name", where, role)
			}
		}
	}
}
