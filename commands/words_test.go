package commands

import (
	"strings"
	"testing"
)

func TestReadLineSplits(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"":                                      "",
		" \u00a0 . ":                            "",
		"FM-1042  12,400\tcheck\u00a0881":       "FM-1042|12,400|check|881",
		"FM\u20131042, 12,400; check 881.":      "FM-1042|12,400|check|881",
		"\u201cBay View\u201d 5\" pipe":         "Bay View|5\"|pipe",
		"\u201cBay View\u201d,harris,\"a b\"":   "Bay View|harris|a b",
		"it\u2019s \"unclosed here":             "it's|\"unclosed|here",
		"moisture:day-3 9:30 http://x a :b":     "moisture|day-3|9:30|http://x|a|b",
		"<@U01DANA><@U9|kim>hello<#C1|ops>":     "@Dana|@kim|hello|#ops",
		"\"ask <@U9|kim>\" <@U9|kim>":           "ask @kim|@kim",
		"check#881 abc#def":                     "check|#881|abc#def",
		"z\u200bero \ufeffwidth \x00null \xff":  "zero|width|null",
		"a . b, , c":                            "a|.|b|c",
		"<!subteam^S1|@crew> <!date^1^x|Nov 1>": "@crew|Nov|1",
		"<!subteam^S1> <!everyone>":             "@S1|@everyone",
		"<mailto:a@b.example> <tel:12|+1 2>":    "a@b.example|+1|2",
		"<notawrapper> <@> <> < a|b >":          "<notawrapper>|<@>|<>|<|a|b|>",
	} {
		var got []string
		for _, w := range readLine(typed, testReading().Members).words {
			got = append(got, w.text)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: got %q, want %q", typed, strings.Join(got, "|"), want)
		}
	}
}

func TestReadLineKnowsWhereWordsStood(t *testing.T) {
	t.Parallel()
	l := readLine("note  \u201cBay View\u201d,  it\u2019s &amp; so\u2026 on.", nil)
	var got []string
	for _, w := range l.words {
		got = append(got, l.plain[w.from:w.to])
	}
	want := "note|\u201cBay View\u201d|it\u2019s|&|so\u2026|on."
	if strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
	}
}

func TestMentionsCarryTheirIDs(t *testing.T) {
	t.Parallel()
	words := readLine("<@U9|kim>, <#C7|ops>: x", nil).words
	if len(words) != 3 || words[0].person != "U9" || !words[0].comma || words[1].channel != "C7" || !words[2].afterColon {
		t.Errorf("got %+v", words)
	}
}

func TestQuotedIsCut(t *testing.T) {
	t.Parallel()
	if got := quoted(strings.Repeat("é", 61)); got != `"`+strings.Repeat("é", 60)+`…"` {
		t.Errorf("got %s", got)
	}
}
