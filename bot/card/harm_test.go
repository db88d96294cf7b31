package card

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"paidup/commands"
	"paidup/domain"
)

// harmless says that nothing of the message is read by Slack for mentions, links or marks: no text object is mrkdwn, no
// link goes where a typed one would, and the top-level text has no control characters of Slack's.
func harmless(t fatal, m Message) {
	t.Helper()
	if strings.ContainsAny(m.Text, "<>") {
		t.Fatalf("the text is %q", m.Text)
	}
	b, err := json.Marshal(m.Blocks)
	if err != nil {
		t.Fatalf("write blocks: %v", err)
	}
	var all []map[string]any
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatalf("read blocks: %v", err)
	}
	walk(all, func(o map[string]any) {
		switch o["type"] {
		case "mrkdwn", "link", "user", "broadcast", "channel", "usergroup", "emoji", "date":
			t.Fatalf("the blocks hold %v", o)
		case "text", "plain_text":
			s, _ := o["text"].(string)
			if s == "" || strings.ContainsAny(strings.Trim(s, "\n"), "\n\r\u2028\u202e") || !utf8.ValidString(s) {
				t.Fatalf("a text is %q", s)
			}
		}
	})
}

type fatal interface {
	Helper()
	Fatalf(string, ...any)
}

func walk(v any, visit func(map[string]any)) {
	switch x := v.(type) {
	case []map[string]any:
		for _, o := range x {
			walk(o, visit)
		}
	case []any:
		for _, o := range x {
			walk(o, visit)
		}
	case map[string]any:
		visit(x)
		for _, o := range x {
			walk(o, visit)
		}
	}
}

// Whatever is typed for a name, a number or words is harmless in everything that shows it.
func TestTypedTextIsHarmless(t *testing.T) {
	t.Parallel()
	base := lifeOf(t, 10, "placeholder")
	rapid.Check(t, func(rt *rapid.T) {
		word := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{hostile, "@here", "a\nb", "\u202eabc", "*b* _i_ `c` ~s~",
			"&amp; <@U123>", "<!here|x>", strings.Repeat("x", 4000), "\x00", "\u200b", ":tada:"})).Draw(rt, "typed")
		s := typedFile(t, word)
		card := commands.Card{File: s.f, Privacy: open(), People: everybody()}
		lines := Pen{}.Lines(thread(s.f, open(), 1, 2, 3, 4))
		for _, m := range []Message{Pen{}.Message(card), lines, Pen{}.Message(saved(s, s.f.Entry(4))),
			Refusal(word, nil), Pen{}.Message(commands.Listing{Title: word, Lines: []string{word}}),
			Pen{}.Message(commands.Picks{Words: word, Files: []domain.FileLine{{ID: 1, Number: word, Facts: s.f.State.Facts}}})} {
			harmless(rt, m)
			if len([]rune(m.Text)) > textRunes || m.Text == "" {
				rt.Fatalf("the text has %d characters", len(m.Text))
			}
		}
	})
	harmless(t, Pen{}.Message(private1042(base.f)))
}

// typedFile is a file on which everything that can be typed is the word.
func typedFile(t *testing.T, word string) *story {
	t.Helper()
	s := begin(t, 7, word)
	s.received("2026-09-01", domain.Facts{Customer: word, Loss: word, Payer: "x" + word, Program: word, City: word, Link: word})
	s.submitted("2026-09-02", domain.Submission{Amount: 100_00, To: "y" + word, Reference: word})
	s.rejected("2026-09-03", word, "other")
	s.did(dana, "2026-09-04", func(f *domain.File) error { return f.Note("z" + word) })
	return s
}

func TestOneLine(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Harris":           "Harris",
		"Harris\n✅ Saved.": "Harris ✅ Saved.",
		"a\u202eb\u200bc":  "abc",
		"👩\u200d🔧":         "👩\u200d🔧",
		"tab\tand\x00nul":  "tab and nul",
	} {
		if got := oneLine(in); got != want {
			t.Errorf("oneLine(%q) is %q, want %q", in, got, want)
		}
	}
}

func TestLinksOnlyToTheWeb(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]bool{"https://paidup.slack.com/archives/C1/p1": true, "http://a": true,
		"javascript:alert(1)": false, "https://a|b": false, "https://a b": false, "": false} {
		if got := webAddress(url); got != want {
			t.Errorf("webAddress(%q) is %v", url, got)
		}
	}
}
