//go:build browser

package demo

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"paidup/bot/slackfake"
)

// hostile is what people and apps may say to break a page. What runs leaves its mark in window.ran, or opens a dialog.
var hostile = map[string]string{
	"markup":     `<b>bold</b><img src=x onerror=alert(ran=1)><iframe src=//evil.example></iframe>`,
	"script":     `<script>alert(ran=1)</script></script><script src=//evil.example/x.js></script>`,
	"attributes": `"><svg onload=alert(ran=1)>' autofocus onfocus=alert(ran=1) x='`,
	"ends":       `</textarea></title></option></select></dialog></pre>--><!--]]>{{.}}${ran=1}\u003cb\u003e`,
	"link":       `javascript:alert(ran=1) data:text/html,<script>alert(ran=1)</script>`,
	"mrkdwn":     `<javascript:alert(ran=1)|press> <data:text/html,x|here> <!channel> <@U0DANA|> *_~x~_*`,
	"rtl":        "\u202egnp.exe\u202c \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \u2067abc",
	"emoji":      "👩‍👩‍👧‍👦🏳️‍🌈🇺🇸 👀 👍🏽",
	"long":       strings.Repeat("W", 3000),
	"zero":       "a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg",
	"stacked":    "Z" + strings.Repeat("\u0335\u0322\u0361", 40) + "algo",
}

// cut is the words for a place that takes no more than so many characters.
func cut(words string, most int) string {
	all := []rune(words)
	return string(all[:min(len(all), most)])
}

// spoiled is a studio in which everybody and everything has a hostile name.
func spoiled(t *testing.T) *studio {
	furnish := func(ws *slackfake.Workspace) error {
		if err := ws.AddUser(slackfake.User{ID: "U0DANA", Name: "dana", RealName: "Dana Reyes"}); err != nil {
			return err
		}
		if err := ws.AddChannel(slackfake.Channel{ID: "C0FM", Name: "fort-myers", Private: true, Members: []string{"dana", "paidup"}}); err != nil {
			return err
		}
		for name, words := range hostile {
			if err := ws.AddUser(slackfake.User{ID: "U0" + strings.ToUpper(name), Name: name, RealName: cut(words, 400)}); err != nil {
				return err
			}
			if err := ws.AddChannel(slackfake.Channel{ID: "C0" + strings.ToUpper(name), Name: cut(words, 400), Members: []string{"dana", name}}); err != nil {
				return err
			}
		}
		return ws.ChangeChannel("fort-myers", func(c *slackfake.Channel) {
			for name := range hostile {
				c.Members = append(c.Members, name)
			}
		})
	}
	return newStudio(t, furnish, func(s *studio, payload object) object {
		switch payload["type"] {
		case "block_actions":
			s.call("views.open", object{"trigger_id": payload["trigger_id"], "view": badForm()})
		case "block_suggestion":
			return object{"options": badOptions()}
		case "view_submission":
			errors := object{}
			for name, words := range hostile {
				errors["f-"+name] = words
			}
			return object{"response_action": "errors", "errors": errors}
		case "event_callback":
			s.call("views.publish", object{"user_id": "U0DANA", "view": object{"type": "home", "blocks": badBlocks()}})
		}
		return nil
	})
}

func badOptions() []any {
	var all []any
	for name, words := range hostile {
		all = append(all, object{"text": plainText(cut(words, 75)), "value": name, "description": plainText(cut(words, 75))})
	}
	return all
}

// badBlocks hold every hostile word in every kind of place.
func badBlocks() []any {
	blocks := []any{object{"type": "actions", "block_id": "menus", "elements": []any{
		object{"type": "button", "action_id": "open", "text": plainText("Open form"), "confirm": object{"title": plainText(cut(hostile["markup"], 100)),
			"text": plainText(cut(hostile["long"], 300)), "confirm": plainText(cut(hostile["script"], 30)), "deny": plainText("No")}},
		object{"type": "static_select", "action_id": "pick", "placeholder": plainText(cut(hostile["long"], 150)), "options": badOptions()},
		object{"type": "overflow", "action_id": "more", "options": badOptions()[:5]},
	}}}
	for name, words := range hostile {
		blocks = append(blocks,
			object{"type": "section", "text": plainText(words), "accessory": object{"type": "button", "action_id": "b-" + name, "text": plainText(cut(words, 75)),
				"value": cut(words, 2000), "accessibility_label": cut(words, 75), "url": "https://a.example/" + cut(strings.ReplaceAll(words, " ", "%20"), 500)}},
			object{"type": "section", "text": object{"type": "mrkdwn", "text": words}, "fields": []any{plainText(cut(words, 2000)), object{"type": "mrkdwn", "text": cut(words, 2000)}}},
			object{"type": "rich_text", "elements": []any{
				object{"type": "rich_text_section", "elements": []any{object{"type": "text", "text": words}, object{"type": "link", "url": "javascript://%0aalert(ran=1)//" + name, "text": "press " + name}}},
				object{"type": "rich_text_preformatted", "elements": []any{object{"type": "text", "text": words}}},
				object{"type": "rich_text_list", "style": "bullet", "elements": []any{object{"type": "rich_text_section", "elements": []any{object{"type": "text", "text": words}}}}},
			}})
	}
	return blocks
}

// smallBlocks hold every hostile word in the places that few messages have.
func smallBlocks(name, words string) []any {
	return []any{
		object{"type": "header", "text": plainText(cut(words, 150))},
		object{"type": "context", "elements": []any{plainText(words), object{"type": "image", "image_url": "https://evil.example/x.png", "alt_text": cut(words, 2000)}}},
		object{"type": "image", "image_url": "https://evil.example/x.png", "alt_text": cut(words, 2000), "title": plainText(cut(words, 2000))},
		object{"type": "markdown", "text": words + " [press](javascript:alert(ran=1))"},
		object{"type": "table", "rows": []any{[]any{object{"type": "raw_text", "text": words}, object{"type": "raw_text", "text": name}}}},
	}
}

// badForm is a modal with a field for every hostile word.
func badForm() object {
	blocks := []any{
		object{"type": "input", "block_id": "found", "optional": true, "label": plainText("Found"), "element": object{"type": "external_select", "action_id": "v", "min_query_length": 1}},
		object{"type": "input", "block_id": "boxes", "optional": true, "label": plainText("Boxes"), "element": object{"type": "checkboxes", "action_id": "v", "options": badOptions()[:10]}},
		object{"type": "input", "block_id": "several", "optional": true, "label": plainText("Several"), "element": object{"type": "multi_static_select", "action_id": "v", "options": badOptions(),
			"initial_options": badOptions()[:3]}},
	}
	for name, words := range hostile {
		blocks = append(blocks, object{"type": "input", "block_id": "f-" + name, "label": plainText(cut(words, 2000)), "hint": plainText(cut(words, 2000)), "element": object{
			"type": "plain_text_input", "action_id": "v", "multiline": name == "long" || name == "ends", "initial_value": words, "placeholder": plainText(cut(words, 150))}})
	}
	return object{"type": "modal", "title": plainText(cut(hostile["markup"], 24)), "submit": plainText(cut(hostile["long"], 24)), "close": plainText(cut(hostile["script"], 24)), "blocks": blocks}
}

// spills are the boxes whose content is wider than they are, but for those that are meant to be cut or moved: a line that ends in
// dots, a table, the beginning of a file, a field, and what is clipped because it holds a letter under a heap of marks.
const spills = `[...document.querySelectorAll("body, body *")].filter((e) => {
  const style = getComputedStyle(e);
  if (!e.checkVisibility() || style.overflowX === "visible" || style.textOverflow === "ellipsis" || e.matches("input, textarea, select, pre, .table, .spoken")) return false;
  if (style.overflowX === "clip" && e.textContent.includes("\u0335")) return false;
  return e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0;
}).map((e) => e.tagName + "#" + e.id + "." + e.className + ": " + e.scrollWidth + " in " + e.clientWidth).slice(0, 6)`

// hurt is what hostile words have made of the page that is not words.
const hurt = `[...document.querySelectorAll('body img:not([src^="/files/"]), svg, iframe, object, embed, base, meta:not(head meta), [onerror], [onload], [onfocus], [style]:not(textarea), script:not([src]):not([type="application/json"])')]
  .concat([...document.querySelectorAll("[href], [src], [action], [formaction]")].filter((e) => [e.href, e.src, e.action, e.formAction].some((a) => typeof a === "string" && /^\s*(javascript|data|vbscript):/i.test(a) && !e.matches("head link"))))
  .map((e) => e.outerHTML.slice(0, 120)).slice(0, 6)`

// bared takes away what hides that a message is wider than its place, and looks at messages that are not on the screen too.
const bared = `(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".message, #rail li { content-visibility: visible !important; contain: none !important; }");
  document.adoptedStyleSheets = [sheet];
  return true;
})()`

// harmless checks that nothing has run, nothing but words has come of the words, and nothing spills.
func (b *browser) harmless(screen string) {
	b.t.Helper()
	value[bool](b, bared)
	if value[bool](b, `window.ran !== undefined`) {
		b.t.Errorf("%s: something has run", screen)
	}
	if all := value[[]string](b, hurt); len(all) > 0 {
		b.t.Errorf("%s: words became %q", screen, all)
	}
	if all := value[[]string](b, spills); len(all) > 0 {
		b.t.Errorf("%s spills: %q", screen, all)
	}
}

// says checks that the words stand in what the selector finds, to the last character.
func (b *browser) says(selector, words string) {
	b.t.Helper()
	if !value[bool](b, fmt.Sprintf(`[...document.querySelectorAll(%s)].some((e) => (e.matches("input, textarea") ? e.value : e.textContent).includes(%s))`, quoted(selector), quoted(words))) {
		b.t.Errorf("%q does not stand in %s", cut(words, 60), selector)
	}
}

// TestBrowserHostileMessages: whatever people and apps say, and whatever they call people, channels and files, is words in the
// page: all of it, and none runs or spills.
func TestBrowserHostileMessages(t *testing.T) {
	s := spoiled(t)
	ctx := t.Context()
	var ts string
	for name, words := range hostile {
		turn, err := s.ws.Person(name).Types(ctx, "fort-myers", words)
		s.must(err)
		ts = turn.TS
		s.call("chat.postMessage", object{"channel": "C0FM", "text": words, "blocks": smallBlocks(name, words)})
		s.call("chat.postMessage", object{"channel": "C0FM", "text": words, "thread_ts": ts})
		for ending, content := range map[string]string{".csv": strings.Repeat(words+"\n", 9), ".html": words, ".png": words} {
			_, err := s.ws.Person(name).Shares(ctx, "fort-myers", slackfake.Upload{Name: cut(strings.ReplaceAll(words, "/", "-"), 200) + ending, Content: []byte(content)})
			s.must(err)
		}
	}
	var picture bytes.Buffer
	s.must(png.Encode(&picture, image.NewGray(image.Rect(0, 0, 3000, 40))))
	_, err := s.ws.Person("dana").Shares(ctx, "fort-myers", slackfake.Upload{Name: hostile["zero"] + ".png", Content: picture.Bytes()})
	s.must(err)
	s.call("chat.postMessage", object{"channel": "C0FM", "text": "all", "blocks": badBlocks()})
	s.callAs(s.ws.BotToken(), "chat.postMessage", object{"channel": "C0FM", "text": "x", "blocks": []any{object{"type": hostile["script"], hostile["markup"]: hostile["long"]}}})

	b := newBrowser(t)
	for _, width := range []int64{1280, 390} {
		b.screen(width, 844, false)
		b.goes(s.at("dana", "fort-myers", ""))
		b.reads("#log", "Open form")
		screen := fmt.Sprintf("the channel at %d", width)
		value[bool](b, `document.querySelectorAll("details:not(.menu)").forEach((e) => e.open = true) ?? true`)
		b.harmless(screen)
		for _, words := range hostile {
			b.says("#log p.words", words)
			b.says("#log pre", cut(strings.TrimSpace(words), 199))
			b.says("#log article strong", cut(words, 400))
			b.says("#rail .name, #log .words", cut(words, 400))
			b.says("#log :is(th, td)", words)
			b.says("#log h3", cut(words, 150))
			b.says("#log option", cut(words, 75))
		}
		b.says(".refused pre", hostile["long"])
		b.presses(control{role: "button", name: "What goes over the wire"})
		b.reads("#crossings", "chat.postMessage")
		value[bool](b, `document.querySelectorAll("#crossings details").forEach((e) => e.open = true) ?? true`)
		b.harmless(screen + " with the drawer")
		b.presses(control{role: "button", name: "Close the drawer"})
		b.goes(s.at("dana", "fort-myers", "&thread="+ts))
		b.until(`document.querySelectorAll("#replies article").length === 2`)
		b.harmless(screen + " with a thread")
		b.goes(s.at("attributes", "C0LONG", ""))
		b.harmless(screen + " of a bad name")
	}
}

// TestBrowserHostileTyping: what a person types into the page comes back as they typed it, and what is suggested on the way are
// words too.
func TestBrowserHostileTyping(t *testing.T) {
	s := spoiled(t)
	b := newBrowser(t)
	b.screen(390, 844, false)
	b.goes(s.at("dana", "fort-myers", ""))
	b.presses(control{role: "textbox", name: "Message #fort-myers"})
	b.types("@")
	b.until(`!document.querySelector("#offers").hidden`)
	b.harmless("the suggested people")
	b.says("#offers", cut(hostile["markup"], 400))
	b.types(kb.Backspace + "#")
	b.until(`document.querySelector("#offers")?.innerText.includes("#")`)
	b.harmless("the suggested channels")
	b.types(kb.Backspace)
	for name, words := range hostile {
		value[bool](b, fmt.Sprintf(`document.execCommand("insertText", false, %s)`, quoted(words)))
		b.says("#box", words)
		b.types(" " + kb.Enter)
		b.until(`document.querySelector("#box").value === ""`)
		b.until(fmt.Sprintf(`[...document.querySelectorAll("#log article")].some((e) => e.textContent.includes(%s))`, quoted(words)))
		b.harmless("what was typed: " + name)
	}
	value[bool](b, fmt.Sprintf(`import("/static/talk.js").then((talk) => { talk.toast(%s); return true; })`, quoted(hostile["markup"]+hostile["long"])))
	b.says("#toasts", hostile["markup"]+hostile["long"])
	b.harmless("the toast")
}

// TestBrowserHostileForms: a modal, what is said against its fields, what is found for them, what is asked before, and the Home
// tab are words too.
func TestBrowserHostileForms(t *testing.T) {
	s := spoiled(t)
	s.call("chat.postMessage", object{"channel": "C0FM", "text": "all", "blocks": badBlocks()[:1]})
	b := newBrowser(t)
	for _, width := range []int64{1280, 390} {
		b.screen(width, 844, false)
		b.goes(s.at("dana", "fort-myers", ""))
		b.presses(control{role: "DisclosureTriangle", name: "More actions…", in: "#log"})
		b.harmless(fmt.Sprintf("the menu at %d", width))
		b.types(kb.Escape)
		b.presses(control{role: "button", name: "Open form", in: "#log"})
		b.reads("#confirm", cut(hostile["markup"], 100))
		b.harmless(fmt.Sprintf("the question at %d", width))
		b.presses(control{role: "button", name: cut(hostile["script"], 30)})
		b.reads("#modal", "Found")
		screen := fmt.Sprintf("the form at %d", width)
		b.harmless(screen)
		b.says("#modal h2", cut(hostile["markup"], 24))
		b.presses(control{role: "combobox", name: "Found (optional)"})
		b.types("x")
		b.until(`document.querySelectorAll("#modal [role=option]").length > 5`)
		b.harmless(screen + " and what was found")
		b.types(kb.Escape)
		b.presses(control{role: "button", name: cut(hostile["long"], 24), in: "#modal"})
		b.until(fmt.Sprintf(`document.querySelectorAll("#modal .problem").length === %d`, len(hostile)))
		b.harmless(screen + " and what is wrong")
		for _, words := range hostile {
			b.says("#modal :is(input, textarea)", words)
			b.says("#modal .problem", words)
			b.says("#modal .hint", cut(words, 2000))
			b.says("#modal .label", cut(words, 2000))
		}
		b.types(kb.Escape)
		b.until(`!document.querySelector("#modal").open`)
		b.goes(s.at("dana", "home", ""))
		b.reads("#scroll", "Open form")
		b.harmless(fmt.Sprintf("Home at %d", width))
		for _, words := range hostile {
			b.says("#scroll .words", words)
		}
	}
}
