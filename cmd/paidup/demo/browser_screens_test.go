//go:build browser

package demo

import (
	"flag"
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

var screens = flag.String("screens", "", "folder to write a picture of every screen to")

// look is how a screen is looked at.
type look struct {
	name          string
	width, height int64
	dark          bool
}

func looks() []look {
	return []look{{"light", 1280, 800, false}, {"dark", 1280, 800, true}, {"phone", 390, 844, false}, {"phone-dark", 390, 844, true}}
}

// screen is one thing people see, and how they come to it.
type screen struct {
	name, at string
	act      func(*browser)
}

func allScreens() []screen {
	opensForm := func(line, title string) func(*browser) {
		return func(b *browser) {
			b.presses(control{role: "textbox", name: "Message #fort-myers"})
			b.types(line + kb.Enter)
			b.reads("dialog h2", title)
		}
	}
	return []screen{
		{"digest", "?as=dana&in=fort-myers", func(b *browser) { b.until(`document.querySelector("#log").textContent.includes("Since")`) }},
		{"earlier", "?as=dana&in=fort-myers", func(b *browser) {
			b.runs(`document.querySelector("#scroll").scrollTop = 0`)
		}},
		{"completion", "?as=dana&in=fort-myers", func(b *browser) {
			b.presses(control{role: "textbox", name: "Message #fort-myers"})
			b.types("/")
			b.reads("#offers", "/pay")
		}},
		{"receipt", "?as=dana&in=fort-myers", func(b *browser) {
			b.presses(control{role: "textbox", name: "Message #fort-myers"})
			b.types("/my" + kb.Enter)
			b.reads(".whisper", "wait on you")
		}},
		{"form", "?as=dana&in=fort-myers", opensForm("/pay", "Payment")},
		{"mistakes", "?as=dana&in=fort-myers", func(b *browser) {
			opensForm("/paidup reject", "Reject")(b)
			b.presses(control{role: "button", name: "Save"})
			b.reads(".problem", "required")
		}},
		{"file", "?as=dana&in=fort-myers", opensForm("/file FM-1042", "FM-1042")},
		{"thread", "?as=dana&in=fort-myers", func(b *browser) {
			b.opens(value[string](b, `document.querySelector("a.replies").href`))
			b.until(`document.querySelector("#thread").textContent.includes("Balance")`)
		}},
		{"requests", "?as=maria&in=@paidup", func(b *browser) { b.reads("#log", "Dana asks") }},
		{"home-coordinator", "?as=dana&in=home", func(b *browser) { b.reads(".home", "wait on you") }},
		{"home-director", "?as=maria&in=home", func(b *browser) { b.reads(".home", "All markets") }},
		{"home-admin", "?as=sam&in=home", func(b *browser) { b.reads(".home", "Markets") }},
		{"drawer", "?as=dana&in=fort-myers", func(b *browser) {
			b.presses(control{role: "button", name: "What goes over the wire"})
			b.reads("#crossings", "chat.postMessage")
			b.runs(`document.querySelector(".faults details").open = true`)
		}},
	}
}

// unread finds text whose contrast with what is behind it is below AA: 4.5 to 1, or 3 to 1 where it is large.
const unread = `(() => {
  const parts = (c) => { const n = c.match(/[\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
  const over = (f, b) => f.slice(0, 3).map((v, i) => v * f[3] + b[i] * (1 - f[3])).concat(1);
  const behind = (e) => {
    const layers = [];
    for (let at = e; at; at = at.parentElement) layers.push(parts(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((b, f) => over(f, b), [255, 255, 255, 1]);
  };
  const light = (c) => c.slice(0, 3).map((v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }).reduce((s, v, i) => s + v * [0.2126, 0.7152, 0.0722][i], 0);
  const faint = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const words = texts.currentNode.nodeValue.trim(), e = texts.currentNode.parentElement;
    if (!/[\p{L}\p{N}]/u.test(words) || e.closest("script, :disabled, .spoken, option") || !e.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const look = getComputedStyle(e), ground = behind(e), ink = over(parts(look.color), ground);
    const [a, b] = [light(ink), light(ground)].sort((x, y) => y - x), ratio = (a + 0.05) / (b + 0.05);
    const size = parseFloat(look.fontSize), large = size >= 24 || size >= 18.66 && Number(look.fontWeight) >= 700;
    if (ratio < (large ? 3 : 4.5)) faint.add(ratio.toFixed(2) + " " + words.slice(0, 40));
  }
  return [...faint].slice(0, 10);
})()`

// shortened finds text that is wider than its box and not shortened on purpose.
const shortened = `[...document.querySelectorAll("body *")].filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== "visible" &&
  getComputedStyle(e).textOverflow !== "ellipsis" && !e.matches("textarea, input, select, .table, .spoken, .spoken *") && e.clientWidth > 1).map((e) => e.tagName + "." + e.className + "#" + e.id).slice(0, 5)`

// blind are the controls the Tab key comes to that do not show that they have it.
const focusShown = `(() => {
  const e = document.activeElement;
  if (!e || e === document.body) return "";
  const shows = (x) => x && (getComputedStyle(x).outlineStyle !== "none" || getComputedStyle(x).boxShadow !== "none");
  return shows(e) || shows(e.closest(".writing")) ? "" : e.outerHTML.slice(0, 80);
})()`

// TestBrowserScreens: every screen in light and dark and on a phone fits, nothing is cut, all can be read, and what has the keyboard
// shows it.
func TestBrowserScreens(t *testing.T) {
	url, _, _ := opened(t)
	for _, l := range looks() {
		t.Run(l.name, func(t *testing.T) {
			b := newBrowser(t)
			b.screen(l.width, l.height, l.dark)
			for _, s := range allScreens() {
				b.opens(url + s.at)
				s.act(b)
				what := fmt.Sprintf("%s, %s", s.name, l.name)
				b.fits(what)
				if faint := value[[]string](b, unread); len(faint) > 0 {
					t.Errorf("%s: hard to read: %q", what, faint)
				}
				if short := value[[]string](b, shortened); len(short) > 0 {
					t.Errorf("%s: cut: %q", what, short)
				}
				if *screens != "" {
					b.picture(*screens, s.name+"-"+l.name)
				}
				for range 25 {
					b.types(kb.Tab)
					if blind := value[string](b, focusShown); blind != "" {
						t.Errorf("%s: has the keyboard and does not show it: %s", what, blind)
					}
				}
				b.runs(`document.querySelector("#modal").open && document.querySelector("#modal [data-do=close]").click()`)
			}
		})
	}
}

// TestBrowserEditMovesNothing: a card that is edited while somebody reads the channel leaves all others where they are.
func TestBrowserEditMovesNothing(t *testing.T) {
	url, _, _ := opened(t)
	reader, writer := newBrowser(t), newBrowser(t)
	reader.opens(url + "?as=ben&in=fort-myers")
	const cards = `[...document.querySelectorAll("#log > article")]`
	reader.runs(cards + `.find((e) => e.textContent.includes("FM-1042 Harris")).scrollIntoView({ block: "center" })`)
	const tops = `JSON.stringify(` + cards + `.map((e) => Math.round(e.getBoundingClientRect().top)))`
	before := value[string](reader, tops)
	writer.opens(url + "?as=dana&in=fort-myers")
	writer.presses(control{role: "textbox", name: "Message #fort-myers"})
	writer.types("/note FM-1042 gate code with neighbour" + kb.Enter)
	reader.until(cards + `.some((e) => e.textContent.includes("FM-1042 Harris") && e.classList.contains("changed"))`)
	if after := value[string](reader, tops); after != before {
		t.Errorf("the messages stood at %s and stand at %s", before, after)
	}
}

// opens goes to the page and waits until it is live.
func (b *browser) opens(url string) {
	b.t.Helper()
	b.goes(url)
	b.until(`document.body.dataset.live === "yes"`)
}

// runs has the page do something.
func (b *browser) runs(script string) {
	b.t.Helper()
	value[bool](b, "(() => { "+script+"; return true })()")
}
