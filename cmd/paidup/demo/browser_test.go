//go:build browser

package demo

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// patient is how long a browser test waits for anything at all.
const patient = 30 * time.Second

// browser is a page in a headless Chromium, and a person before it: they see what the accessibility tree says, press what bears
// a name, and type.
type browser struct {
	t   *testing.T
	ctx context.Context
}

// newBrowser starts a browser that ends with the test. The page must have had nothing to complain of by then.
func newBrowser(t *testing.T) *browser {
	t.Helper()
	flags := []chromedp.ExecAllocatorOption{chromedp.Flag("font-render-hinting", "none")}
	if os.Geteuid() == 0 { // whom Chromium's sandbox refuses
		flags = append(flags, chromedp.NoSandbox)
	}
	ctx, cancel := chromedp.NewContext(t.Context(), chromedp.WithAllocatorOptions(flags...))
	b := &browser{t: t, ctx: ctx}
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start a browser: %v; .ci/install chromium installs one", err)
	}
	complaints := make(chan []string, 1)
	console := chromedp.Console(ctx)
	go func() { complaints <- wrong(console) }()
	t.Cleanup(func() {
		cancel()
		if all := <-complaints; len(all) > 0 {
			t.Errorf("the page complains:\n%s", strings.Join(all, "\n"))
		}
	})
	b.screen(1280, 800, false)
	return b
}

// wrong is what the page wrote to its console as a fault of its own, until the browser ends.
func wrong(console iter.Seq2[chromedp.ConsoleMessage, error]) []string {
	var all []string
	for m, err := range console {
		if err != nil {
			return all
		}
		if m.Type == chromedp.ConsoleError || m.Type == chromedp.ConsoleWarning || m.IsException() {
			all = append(all, m.String())
		}
	}
	return all
}

// call fails the test where the browser did not do as told.
func (b *browser) call(_ any, err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatalf("%v\nthe page shows:\n%s", err, b.text("body"))
	}
}

func (b *browser) does(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patient)
	defer cancel()
	b.call(nil, chromedp.Do(ctx, steps...))
}

// screen is how large the window is, and whether the person prefers it dark.
func (b *browser) screen(width, height int64, dark bool) {
	b.t.Helper()
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	b.does(chromedp.EmulateViewport(width, height))
	b.call(chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}}))
}

func (b *browser) goes(url string) {
	b.t.Helper()
	b.does(chromedp.Navigate(url))
}

// types presses the keys one after the other; those of package kb are among them. As on a keyboard, a key that the page takes for
// itself types nothing: its letter comes with the key going down, not as an event of its own.
func (b *browser) types(keys string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patient)
	defer cancel()
	for _, r := range keys {
		strokes := kb.Encode(r)
		down, up := strokes[0], strokes[len(strokes)-1]
		for _, s := range strokes[1 : len(strokes)-1] {
			down.Type, down.Text, down.UnmodifiedText = input.DispatchKeyEventTypeKeyDown, s.Text, s.UnmodifiedText
		}
		b.call(chromedp.Call(ctx, input.DispatchKeyEvent, *down))
		b.call(chromedp.Call(ctx, input.DispatchKeyEvent, *up))
	}
}

// value is what the expression is in the page, once it has settled.
func value[T any](b *browser, expression string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patient)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// text is what stands in the first element that the selector finds, empty where there is none.
func (b *browser) text(selector string) string {
	text, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](fmt.Sprintf(`document.querySelector(%s)?.innerText ?? ""`, quoted(selector))))
	if err != nil {
		return err.Error()
	}
	return text
}

// changes looks at the page after each of its changes until the expression is true.
const changes = `new Promise((done) => {
  const look = () => { if (!(%s)) return; watch.disconnect(); document.removeEventListener("focusin", look); done(true); };
  const watch = new MutationObserver(look);
  watch.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
  document.addEventListener("focusin", look);
  look();
})`

// until waits until the expression is true in the page.
func (b *browser) until(expression string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patient)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](fmt.Sprintf(changes, expression), chromedp.EvalAwaitPromise)); err != nil {
		b.t.Fatalf("wait for %s: %v\nthe page shows:\n%s", expression, err, b.text("body"))
	}
}

// reads waits until the words stand in an element that the selector finds.
func (b *browser) reads(selector, words string) {
	b.t.Helper()
	b.until(fmt.Sprintf(`[...document.querySelectorAll(%s)].some((e) => e.checkVisibility() && e.textContent.includes(%s))`, quoted(selector), quoted(words)))
}

func quoted(words string) string {
	raw, _ := json.Marshal(words) // a string is JSON
	return string(raw)
}

// control is something that bears a name, as a screen reader tells of it.
type control struct {
	role, name string
	in         string // selector of where it stands; empty: anywhere
	last       bool   // of several the last, not the first
}

// find waits for the control and gives its place in the accessibility tree.
func (b *browser) find(c control) *accessibility.Node {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patient)
	defer cancel()
	for {
		if found := b.found(c); len(found) > 0 {
			if c.last {
				return found[len(found)-1]
			}
			return found[0]
		}
		const change = `new Promise((done) => {
  const watch = new MutationObserver(() => { watch.disconnect(); done(true); });
  watch.observe(document, {subtree: true, childList: true, attributes: true});
  setTimeout(done, 50, true);
})`
		if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](change, chromedp.EvalAwaitPromise)); err != nil {
			b.t.Fatalf("there is no %s %q in %q: %v\nthe page shows:\n%s\n%s", c.role, c.name, c.in, err, b.text("body"), b.tree())
		}
	}
}

func (b *browser) found(c control) []*accessibility.Node {
	b.t.Helper()
	selector := "document"
	if c.in != "" {
		selector = fmt.Sprintf("[...document.querySelectorAll(%s)].at(-1)", quoted(c.in))
	}
	root, err := chromedp.Call(b.ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: selector})
	b.call(nil, err)
	if root.Result.ObjectID == "" {
		return nil
	}
	tree, err := chromedp.Call(b.ctx, accessibility.QueryAXTree, accessibility.QueryAXTreeParams{ObjectID: root.Result.ObjectID,
		Role: c.role, AccessibleName: c.name})
	b.call(nil, err)
	var seen []*accessibility.Node
	for _, n := range tree.Nodes {
		if !n.Ignored {
			seen = append(seen, n)
		}
	}
	return seen
}

// presses clicks the control with the mouse, where it is on the screen. One that is drawn anew meanwhile is looked for again.
func (b *browser) presses(c control) {
	b.t.Helper()
	at, err := b.place(c)
	for range 10 {
		if err == nil {
			break
		}
		at, err = b.place(c)
	}
	b.call(at, err)
	b.does(chromedp.MouseClickXY((at[0]+at[4])/2, (at[1]+at[5])/2))
}

// place brings the control onto the screen and tells its corners there.
func (b *browser) place(c control) (dom.Quad, error) {
	b.t.Helper()
	node := b.find(c).BackendDOMNodeID
	if _, err := chromedp.Call(b.ctx, dom.ScrollIntoViewIfNeeded, dom.ScrollIntoViewIfNeededParams{BackendNodeID: node}); err != nil {
		return nil, err
	}
	at, err := chromedp.Call(b.ctx, dom.GetContentQuads, dom.GetContentQuadsParams{BackendNodeID: node})
	if err != nil {
		return nil, err
	}
	if len(at.Quads) == 0 {
		return nil, fmt.Errorf("the %s %q cannot be seen", c.role, c.name)
	}
	return at.Quads[0], nil
}

// tabs goes from one control to the next by the Tab key until the one that is wanted has the focus.
func (b *browser) tabs(key string, c control) {
	b.t.Helper()
	var passed []string
	for range 300 {
		b.types(key)
		active, err := chromedp.Call(b.ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: "document.activeElement"})
		b.call(nil, err)
		tree, err := chromedp.Call(b.ctx, accessibility.GetPartialAXTree, accessibility.GetPartialAXTreeParams{ObjectID: active.Result.ObjectID})
		b.call(nil, err)
		at := spoken(tree.Nodes[0])
		if at == c.role+" "+c.name {
			return
		}
		passed = append(passed, at)
	}
	b.t.Fatalf("the Tab key does not come to the %s %q. It passed:\n%s", c.role, c.name, strings.Join(passed, "\n"))
}

// spoken is what a screen reader says of the node first: its role and its name.
func spoken(n *accessibility.Node) string {
	says := func(v *accessibility.Value) string {
		var words string
		if v == nil || json.Unmarshal(v.Value, &words) != nil {
			return ""
		}
		return words
	}
	return says(n.Role) + " " + says(n.Name)
}

// tree is the page as a screen reader has it, a control or heading a line.
func (b *browser) tree() string {
	b.t.Helper()
	all, err := chromedp.Call(b.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		return err.Error()
	}
	var lines []string
	for _, n := range all.Nodes {
		if says := spoken(n); !n.Ignored && !strings.HasPrefix(says, "InlineTextBox") && !strings.HasPrefix(says, "StaticText") {
			lines = append(lines, says)
		}
	}
	return strings.Join(lines, "\n")
}

// picture writes what is on the screen to a file of that name.
func (b *browser) picture(dir, name string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patient)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	b.call(nil, err)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// fits reports what is wider than the screen.
func (b *browser) fits(screen string) {
	b.t.Helper()
	const wide = `[...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && e.checkVisibility() &&
  !e.closest("[hidden], nav, table")).map((e) => e.tagName + "." + e.className + " " + Math.round(e.getBoundingClientRect().right)).slice(0, 5)`
	if value[bool](b, `document.documentElement.scrollWidth > innerWidth`) {
		b.t.Errorf("%s scrolls sideways: %q", screen, value[[]string](b, wide))
	}
}

// shows brings the control to the top of what scrolls around it.
func (b *browser) shows(c control) {
	b.t.Helper()
	node, err := chromedp.Call(b.ctx, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: b.find(c).BackendDOMNodeID})
	b.call(nil, err)
	b.call(chromedp.Call(b.ctx, runtime.CallFunctionOn, runtime.CallFunctionOnParams{ObjectID: node.Object.ObjectID,
		FunctionDeclaration: `function () { this.closest("article").scrollIntoView({block: "start"}) }`}))
}
