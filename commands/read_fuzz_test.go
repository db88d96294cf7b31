package commands

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paidup/domain"
)

// grammarExamples are lines of every verb, good and bad, as people type them.
func grammarExamples() []string {
	return []string{
		"pay FM-1042 12,400 check 881", "pay check 4471 FM-1042 12,400 FM-1047 3,200.50 FM-1051 900", "pay FM-1042 11,750 net fee 750",
		"| pay 12,400 check #881 from harbor mutual on fri", "pay FM-1042 12,40", "pay FM-1042 100 31/02", "pay bay view 1,2.3.4 chek 8",
		"pay check 4471 1042 12,400 1047 3,200.50", "submit FM-1071 estimate 14,900 to northline", "submit FM-1042 withdraw because sent twice",
		"reject FM-1063 moisture, photos and scope: day-3 log missing on nov 19", "reject FM-1063 moistrue", "approve FM-1042 18,640",
		"invoice FM-1071 14,200 inv 5531 to coral state due dec 4 more", "invoice FM-1071 14,200 net 30", "note FM-1042 gate: “code” — e9.",
		"| note gate code", "assign FM-1042,1047 ben", "assign FM-1042, 1047 <@U02BEN>", "void FM-1042 e9 because meant FM-1024",
		"reverse FM-1009 check 7710 because NSF on fri", "file claim 24-77810", "file 1200 gulf shore", "file new Ana Harris loss water payer us",
		"stage FM-1071 paid in full on 11/20/26", "kpi fort myers dso as of oct 31", "digest fm fri", "hold FM-1102 until dec 4 because test",
		"log FM-1017,1055 call mortgagee left voicemail next thu call again", "escalate FM-1063 to tom by tue day-3 log, basement",
		"member add <@U99NEW|kim> FM coordinator", "market set FM channel <#C0123|ops> digest at 08:00 books from oct 1",
		"pay &lt;b&gt; <tel:881|881> <http://x|y> $ 5 in 3 business days",
	}
}

// saysNothing are words that may stand or not: the sense is the same.
var saysNothing = regexp.MustCompile(`^(on|in|and|&|\+|#|no|nr|num|number|last|\$|\d{4}|transfer|wire|credit|card|claims?|business|because|in-*full|to|entry|days?)$`)

// FuzzRead holds that reading never panics, that every error is one of the law, that each word was read, left or is text,
// and that no word is dropped: a line that is understood means something else without any one of its words.
func FuzzRead(f *testing.F) {
	for _, line := range grammarExamples() {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		thread := strings.HasPrefix(line, "| ")
		line = strings.TrimPrefix(line, "| ")
		verb, words, _ := strings.Cut(line, " ")
		if second, rest, _ := strings.Cut(words, " "); testCommand(verb+" "+second).Args != nil {
			verb, words = verb+" "+second, rest
		}
		c := testCommand(verb)
		if c.Args == nil || len(words) > 1000 { // one reading for each word is too many on long lines
			return
		}
		r := testReading()
		r.Implied = thread
		got, err := Read(c, words, r)
		checkCovered(t, c, words, r)
		if err != nil {
			checkLawful(t, err)
			return
		}
		if !strings.ContainsAny(words, "<&") {
			checkNothingDropped(t, c, words, r, got)
		}
	})
}

func checkLawful(t *testing.T, err error) {
	t.Helper()
	var e *domain.Error
	if !errors.As(err, &e) || e.Kind == "" || e.Says == "" {
		t.Errorf("%v is no error of the law", err)
	}
}

func checkCovered(t *testing.T, c *Command, words string, r Reading) {
	t.Helper()
	rd := newReader(c, words, r)
	seen := 0
	for rd.at < rd.end {
		before, left := rd.at, len(rd.left)
		rd.step()
		if rd.at <= before || rd.at > rd.end || len(rd.left) > left && rd.at != before+1 {
			t.Fatalf("step from word %d to %d of %d, left %v", before, rd.at, rd.end, rd.left)
		}
		seen += rd.at - before
	}
	if rest := len(rd.line.words) - rd.end; seen+rest != len(rd.line.words) || rd.reason < rd.end || rd.reason > rd.end+1 {
		t.Fatalf("%d of %d words seen, the reason begins at %d and %d", seen, len(rd.line.words), rd.end, rd.reason)
	}
}

func checkNothingDropped(t *testing.T, c *Command, words string, r Reading, got Understood) {
	t.Helper()
	l := readLine(words, r.Members)
	for i, w := range l.words {
		if ofChoice(c, l.words, i) || saysNothing.MatchString(w.key) {
			continue
		}
		without := l.plain[:w.from] + " " + l.plain[w.to:]
		again, err := Read(c, without, r)
		if err == nil && cmp.Equal(got, again) {
			t.Errorf("%s %q means the same without word %d, %q", c.Name, words, i, w.text)
		}
	}
}

// ofChoice says that the word is a choice that may stand twice, or part of one that reads the same when it is cut short.
func ofChoice(c *Command, words []word, i int) bool {
	around := words[max(0, i-2):min(len(words), i+3)]
	return slices.ContainsFunc(c.Args, func(a Arg) bool {
		for from := range around {
			joined := ""
			for _, w := range around[from:] {
				joined += w.key
				if _, ok := choicesNamed(&a, joined); ok && strings.Contains(joined, words[i].key) {
					return true
				}
			}
		}
		return false
	})
}
