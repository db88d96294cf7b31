//go:build browser

package demo

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"

	"paidup/bot/slackfake"
)

// A crowded workspace, and the limit on what a person waits for while it is lively.
const (
	manyChannels = 200
	manyMessages = 10_000
	manyPeople   = 20
	otherWindows = 4
	smoothWithin = 100.0 // ms
)

// crowded is a studio with many channels and one long channel, every third message of which is a card.
func crowded(tb testing.TB) (s *studio, cards []string) {
	tb.Helper()
	s = newStudio(tb, func(ws *slackfake.Workspace) error {
		members := []string{"dana", "paidup"}
		if err := ws.AddUser(slackfake.User{ID: "U0DANA", Name: "dana", RealName: "Dana Reyes"}); err != nil {
			return err
		}
		for i := range manyPeople {
			name := fmt.Sprint("person", i)
			if err := ws.AddUser(slackfake.User{Name: name, RealName: fmt.Sprint("Person ", i)}); err != nil {
				return err
			}
			members = append(members, name)
		}
		for i := range manyChannels - 1 {
			if err := ws.AddChannel(slackfake.Channel{ID: fmt.Sprintf("C0MARKET%d", i), Name: fmt.Sprintf("market-%03d", i), Private: true, Members: members}); err != nil {
				return err
			}
		}
		return ws.AddChannel(slackfake.Channel{ID: "C0FM", Name: "fort-myers", Private: true, Members: members})
	}, func(*studio, object) object { return nil })
	for i := range manyMessages {
		if i%3 == 0 {
			cards = append(cards, s.card("C0FM", i))
			continue
		}
		_, err := s.ws.Person(fmt.Sprint("person", i%manyPeople)).Types(context.Background(), "fort-myers", fmt.Sprintf("message %d: called the adjuster, no answer", i))
		s.must(err)
	}
	for i := range manyChannels - 1 {
		s.card(fmt.Sprintf("C0MARKET%d", i), i)
	}
	return s, cards
}

// card has the app post a file card, and carded is what it says.
func (s *studio) card(channel string, n int) string {
	ts, _ := s.call("chat.postMessage", object{"channel": channel, "text": "FM", "blocks": carded(n)})["ts"].(string)
	return ts
}

func carded(n int) []any {
	return []any{
		object{"type": "section", "text": object{"type": "mrkdwn", "text": fmt.Sprintf("*FM-%d* Harris · $%d.00 open\nInvoiced Mon Nov 2, _waits on Northline_", 1000+n%5000, n)}},
		object{"type": "context", "elements": []any{plainText("Dana Reyes · 21 days")}},
		object{"type": "actions", "block_id": "acts", "elements": []any{
			object{"type": "button", "action_id": "pay", "text": plainText("Payment…")}, object{"type": "button", "action_id": "log", "text": plainText("Log…")},
			object{"type": "overflow", "action_id": "more", "options": []any{
				object{"text": plainText("Note"), "value": "note"}, object{"text": plainText("Hold"), "value": "hold"}}}}},
	}
}

// lively has things happen ten times a second until ctx ends: cards are edited, people and the app speak here and in other
// channels.
func (s *studio) lively(ctx context.Context, cards []string) {
	dice := rand.New(rand.NewPCG(1, 2))
	pulse := time.NewTicker(100 * time.Millisecond)
	defer pulse.Stop()
	for n := 0; ; n++ {
		select {
		case <-ctx.Done():
			return
		case <-pulse.C:
		}
		switch n % 5 {
		case 0, 1:
			s.call("chat.update", object{"channel": "C0FM", "ts": cards[len(cards)-1-dice.IntN(200)], "text": "FM", "blocks": carded(dice.IntN(10_000))})
		case 2:
			s.card("C0FM", n)
		case 3:
			s.card(fmt.Sprintf("C0MARKET%d", dice.IntN(manyChannels-1)), n)
		case 4:
			_, _ = s.ws.Person(fmt.Sprint("person", dice.IntN(manyPeople))).Types(ctx, "fort-myers", "on my way") // the measurement may be over
		}
	}
}

// window is a browser that measures.
type window struct {
	tb  testing.TB
	ctx context.Context
}

func newWindow(tb testing.TB, parent context.Context, opts ...chromedp.ContextOption) window {
	tb.Helper()
	ctx, cancel := chromedp.NewContext(parent, opts...)
	tb.Cleanup(cancel)
	w := window{tb, ctx}
	w.does(chromedp.EmulateViewport(1280, 800))
	return w
}

func (w window) does(steps ...chromedp.Action[chromedp.Void]) {
	w.tb.Helper()
	if err := chromedp.Do(w.ctx, steps...); err != nil {
		w.tb.Fatal(err)
	}
}

func asked[T any](w window, expression string) T {
	w.tb.Helper()
	v, err := chromedp.Run(w.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		w.tb.Fatalf("%s: %v", expression, err)
	}
	return v
}

// stopwatch notes, for every event of the kind, the milliseconds until the frame after it was painted, and the gaps between frames.
const stopwatch = `(() => {
  window.waits = []; window.gaps = []; let last = 0;
  addEventListener(%q, (e) => requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = () => waits.push(performance.now() - e.timeStamp);
    after.port2.postMessage(0);
  }), {capture: true, passive: true});
  const frame = (now) => { if (last) gaps.push(now - last); last = now; requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
  return true;
})()`

// waits are measured milliseconds.
type waits []float64

func (m waits) report(b *testing.B, name string) {
	slices.Sort(m)
	worst := m[len(m)-1]
	b.ReportMetric(m[len(m)/2], name+"-median-ms")
	b.ReportMetric(m[len(m)*95/100], name+"-p95-ms")
	b.ReportMetric(worst, name+"-worst-ms")
	b.ReportMetric(worst/smoothWithin, name+"-worst/limit")
}

// work is how many milliseconds the page's thread computes for one act, which the machine's other work does not lengthen.
func (w window) work(act func(i int)) float64 {
	w.tb.Helper()
	if _, err := chromedp.Call(w.ctx, performance.Enable, performance.EnableParams{TimeDomain: "threadTicks"}); err != nil {
		w.tb.Fatal(err)
	}
	computed := func() float64 {
		all, err := chromedp.Call(w.ctx, performance.GetMetrics, cdp.Empty{})
		if err != nil {
			w.tb.Fatal(err)
		}
		i := slices.IndexFunc(all.Metrics, func(m *performance.Metric) bool { return m.Name == "TaskDuration" })
		return all.Metrics[i].Value * 1000
	}
	const acts = 20
	before := computed()
	for i := range acts {
		act(i)
		w.does(chromedp.Sleep(250 * time.Millisecond))
	}
	return (computed() - before) / acts
}

// BenchmarkPage is what a person waits for in a workspace of 200 channels and 10,000 messages in the one they look at, while
// ten things happen a second and four more browsers are connected: for the
// first paint, for a letter they type, for the paper to move as they scroll back through 600 earlier messages. A wait is
// from the event until the next frame is painted; frames are the gaps between frames meanwhile. The four are elsewhere, so
// that only their streams cost this machine, or windows beside the first that the same machine paints. A bare letter is one typed into
// an empty page at the same time: what the machine takes without us. The work of single acts is measured while all is quiet.
//
//	go test -tags browser -run '^$' -bench Page -benchtime 1x ./cmd/paidup/demo
func BenchmarkPage(b *testing.B) {
	s, cards := crowded(b)
	b.Run("alone", func(b *testing.B) {
		w := s.opens(b)
		work := map[string]float64{}
		for b.Loop() {
			work = s.quiet(w, cards)
		}
		for name, ms := range work {
			b.ReportMetric(ms, name+"-work-ms")
		}
	})
	b.Run("others elsewhere", func(b *testing.B) { s.busy(b, cards, true) })
	b.Run("others beside", func(b *testing.B) { s.busy(b, cards, false) })
}

// opens is a browser with the page in its window.
func (s *studio) opens(b *testing.B) window {
	b.Helper()
	flags := []chromedp.ExecAllocatorOption{}
	if os.Geteuid() == 0 { // whom Chromium's sandbox refuses
		flags = append(flags, chromedp.NoSandbox)
	}
	w := newWindow(b, b.Context(), chromedp.WithAllocatorOptions(flags...))
	w.does(chromedp.Navigate(s.at("dana", "fort-myers", "")))
	return w
}

// busy measures the waits while the workspace is lively.
func (s *studio) busy(b *testing.B, cards []string, elsewhere bool) {
	w := s.opens(b)
	ctx, stop := context.WithCancel(b.Context())
	var beside sync.WaitGroup
	defer func() { stop(); beside.Wait() }()
	for range otherWindows {
		if elsewhere {
			beside.Go(func() { s.elsewhere(ctx) })
			continue
		}
		other := newWindow(b, w.ctx, chromedp.WithNewBrowserContext())
		other.does(chromedp.Navigate(s.at("dana", "fort-myers", "")))
	}
	beside.Go(func() { s.lively(ctx, cards) })
	var first, bare, typed, turned, typing, scrolling waits
	for b.Loop() {
		w.does(chromedp.Navigate(`data:text/html,<textarea id="box"></textarea>`))
		waited, _ := w.types(60)
		bare = append(bare, waited...)
		for range 20 {
			w.does(chromedp.Navigate(s.at("dana", "fort-myers", "")))
			first = append(first, asked[float64](w, `new Promise((done) => { const look = () => { const [p] = performance.getEntriesByName("first-contentful-paint"); p ? done(p.startTime) : requestAnimationFrame(look); }; look(); })`))
		}
		waited, gaps := w.types(60)
		typed, typing = append(typed, waited...), append(typing, gaps...)
		waited, gaps = w.scrolls(10 * 60)
		turned, scrolling = append(turned, waited...), append(scrolling, gaps...)
	}
	bare.report(b, "bare-letter")
	first.report(b, "first-paint")
	typed.report(b, "letter")
	typing.report(b, "letter-frames")
	turned.report(b, "wheel")
	scrolling.report(b, "wheel-frames")
}

// elsewhere is somebody's browser on another machine, as the workspace knows it: it takes the stream until ctx ends.
func (s *studio) elsewhere(ctx context.Context) {
	stream := strings.Replace(s.at("dana", "fort-myers", ""), "/?", "/stream?since=0&", 1)
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, stream, nil)
	s.must(err)
	answer, err := http.DefaultClient.Do(ask)
	if err != nil {
		return // the measurement is over
	}
	_, _ = io.Copy(io.Discard, answer.Body) // until it is
	_ = answer.Body.Close()                 // it was only read
}

// quiet is the work of single acts: a letter typed, a card that comes, one that is edited, a message in another channel,
// earlier messages, and a letter below all those.
func (s *studio) quiet(w window, cards []string) map[string]float64 {
	asked[bool](w, `document.querySelector("#box").focus() ?? true`)
	letter := func(int) { w.does(chromedp.KeyEvent("a")) }
	edit := func(i int) {
		s.call("chat.update", object{"channel": "C0FM", "ts": cards[len(cards)-2], "text": "FM", "blocks": carded(i)})
	}
	work := map[string]float64{"letter": w.work(letter), "card": w.work(func(i int) { s.card("C0FM", i) }), "edit": w.work(edit),
		"elsewhere": w.work(func(i int) { s.card("C0MARKET7", i) })}
	work["earlier"] = w.work(func(int) { asked[bool](w, `document.querySelector("#earlier").click() ?? true`) })
	work["letter-below-1200"] = w.work(letter)
	return work
}

// types so many letters into the message box, ten a second.
func (w window) types(letters int) (waited, gaps waits) {
	w.does(chromedp.Sleep(time.Second))
	asked[bool](w, fmt.Sprintf(stopwatch, "keydown"))
	asked[bool](w, `document.querySelector("#box").focus() ?? true`)
	for i := range letters {
		w.does(chromedp.KeyEvent(string("called the adjuster "[i%20])), chromedp.Sleep(80*time.Millisecond))
	}
	return asked[[]float64](w, `waits`), asked[[]float64](w, `gaps`)
}

// scrolls turns the wheel upward until so many messages are shown.
func (w window) scrolls(messages int) (waited, gaps waits) {
	w.does(chromedp.Reload(), chromedp.Sleep(time.Second))
	asked[bool](w, fmt.Sprintf(stopwatch, "wheel"))
	up := func(p *input.DispatchMouseEventParams) { p.DeltaX, p.DeltaY = 1e-9, -300 } // it wants both
	for i := 0; i%10 > 0 || asked[int](w, `document.querySelectorAll("#log article").length`) < messages; i++ {
		w.does(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseWheel, 700, 400, up), chromedp.Sleep(30*time.Millisecond))
	}
	return asked[[]float64](w, `waits`), asked[[]float64](w, `gaps`)
}
