package demo

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
)

// opened is a demo that goes on until the test ends: the address of its page, and what takes lines for its prompt.
func opened(t *testing.T) (url string, types func(line string), out *heard) {
	t.Helper()
	o, out := demoOptions(t, "")
	in, lines := io.Pipe()
	o.In = in
	pages := make(chan string, 1)
	o.Open = func(url string) { pages <- url }
	ctx, interrupt := context.WithCancel(context.WithoutCancel(t.Context()))
	ended := make(chan error, 1)
	go func() { ended <- Run(ctx, o) }()
	t.Cleanup(func() {
		interrupt()
		lines.Close()
		if err := <-ended; err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	})
	select {
	case url = <-pages:
	case err := <-ended:
		ended <- nil
		t.Fatalf("%v\n%s", err, out)
	}
	return url, func(line string) { fmt.Fprintln(lines, line) }, out
}

// TestTour: each step is ticked off when it has been done in the workspace, and the story before counts for none.
func TestTour(t *testing.T) {
	url, types, out := opened(t)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	done := func(n int, after string) {
		t.Helper()
		answer, err := client.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		page, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		want := fmt.Sprintf("Try it, %d of 5 done", n)
		if n == 5 {
			want = "Tour done."
		}
		if !strings.Contains(string(page), want) {
			t.Errorf("after %s the page does not say %q", after, want)
		}
	}
	done(0, "nothing")
	for i, step := range []struct{ lines, says string }{
		{"/pay FM-1042 12,400 check 881", "[only you see, in #fort-myers]\n  ✅ Saved. FM-1042 Joan Harris, $12,400.00"},
		{"click Undo", "FM-1042 Joan Harris, e8 is undone"},
		{"/pay\nfill File = FM-1042\nfill Amount = x\nsubmit\nfill Amount = 100\nsubmit\nclose", "Saved. FM-1042 Joan Harris, $100.00"},
		{"click 11 more", "Needs escalation: 14"},
		{"@paidup my", "Dana · Mon Nov 23"},
	} {
		from := len(out.String())
		types(step.lines)
		out.from(t, from, step.says)
		done(i+1, step.lines)
	}
}
