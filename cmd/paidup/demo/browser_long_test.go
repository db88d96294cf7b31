//go:build browser

package demo

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"paidup/bot/slackfake"
)

// TestBrowserLongChannel: a page that is left open lets go of old messages as new ones come, gives them all back once and in their
// order, and leaves what is read in its place, whatever comes below it or is loaded above.
func TestBrowserLongChannel(t *testing.T) {
	s := newStudio(t, func(ws *slackfake.Workspace) error {
		if err := ws.AddUser(slackfake.User{ID: "U0DANA", Name: "dana", RealName: "Dana Reyes"}); err != nil {
			return err
		}
		return ws.AddChannel(slackfake.Channel{ID: "C0FM", Name: "fort-myers", Private: true, Members: []string{"dana", "paidup"}})
	}, func(*studio, object) object { return nil })
	b := newBrowser(t)
	b.goes(s.at("dana", "fort-myers", ""))
	b.until(`!document.body.classList.contains("cut-off") && document.querySelector("#log") !== null`)
	var all []string
	say := func(n int) {
		for range n {
			ts, _ := s.call("chat.postMessage", object{"channel": "C0FM", "text": fmt.Sprint("message ", len(all))})["ts"].(string)
			all = append(all, ts)
		}
		b.until(fmt.Sprintf(`document.querySelector("#log article[data-ts='%s']") !== null`, all[len(all)-1]))
	}
	shown := func() []string {
		t.Helper()
		return value[[]string](b, `[...document.querySelectorAll("#log article")].map((e) => e.dataset.ts)`)
	}
	say(420)
	if n := len(shown()); n > 300 || !slices.Equal(shown(), all[len(all)-n:]) {
		t.Errorf("%d messages are kept, of which the last %t", n, slices.Equal(shown(), all[len(all)-n:]))
	}
	if end := value[float64](b, `((box) => box.scrollHeight - box.scrollTop - box.clientHeight)(document.querySelector("#scroll"))`); end > 1 {
		t.Errorf("the end is %.0f px below what is seen", end)
	}
	seen := shown()[6]
	value[bool](b, `((box) => {
  box.scrollTop = 310;
  box.dispatchEvent(new WheelEvent("wheel"));
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));
})(document.querySelector("#scroll"))`)
	place := fmt.Sprintf(`document.querySelector("#log article[data-ts='%s']").getBoundingClientRect().top`, seen)
	before := value[float64](b, place)
	say(3)
	if now := value[float64](b, place); math.Abs(now-before) > 1 {
		t.Errorf("what is read moved from %.0f to %.0f px as messages came", before, now)
	}
	b.until(`!document.querySelector("#newest").hidden`)
	for range 20 {
		n := len(shown())
		if n == len(all) {
			break
		}
		b.presses(control{role: "button", name: "Earlier messages"})
		b.until(fmt.Sprintf(`document.querySelectorAll("#log article").length > %d`, n))
	}
	if got := shown(); !slices.Equal(got, all) {
		t.Errorf("of %d messages %d are given back", len(all), len(got))
	}
	b.until(`document.querySelector("#earlier").hidden`)
	b.presses(control{role: "button", name: "Newest messages ↓"})
	say(1)
	if n := len(shown()); n > 300 {
		t.Errorf("%d messages are kept at the end", n)
	}
}
