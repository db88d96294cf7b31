package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// speaks are the packages whose words reach a person.
var speaks = []string{"domain", "commands", "bot", "bot/card", "scheduler", "cmd/paidup/doctor"}

// wordRules are the rules of the house for words, each with what breaks it.
var wordRules = []struct {
	rule  string
	broke *regexp.Regexp
}{
	{"no exclamation mark", regexp.MustCompile(`\pL!|!$`)},
	{"neither please, sorry nor oops", regexp.MustCompile(`(?i)\b(please|sorry|oops)\b`)},
	{"neither successfully, invalid, failed nor error", regexp.MustCompile(`(?i)\b(successful|successfully|invalid|failed|errors?)\b`)},
	{"no I", regexp.MustCompile(`(?:^|[\s("])I(?:[\s,.?]|['’](?:ve|ll|d)\b|$)`)},
	{"money as $12,400.00", regexp.MustCompile(`\$\d{4,}|\$[\d,]+\.\d(?:\D|$)|\d\s?(?:USD|dollars)\b|\$\d[\d,.]*k\b`)},
	{"a minus as −$90.00", regexp.MustCompile(`-\$\d|\$-\d`)},
	{"dates as Fri Nov 20", regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b`)},
}

// typedDate is a date as a flag takes it, in a sentence that says so.
var typedDate = regexp.MustCompile(`write \d{4}-\d{2}-\d{2}`)

// prescribed are words that stand as they were given to us, whatever the rules say.
const prescribed = "I do not know yet whether this was saved; I will say so here."

// brokenRules are the rules that the words break.
func brokenRules(words string) []string {
	var out []string
	words = strings.ReplaceAll(typedDate.ReplaceAllString(words, "write"), prescribed, "")
	for _, r := range wordRules {
		if r.broke.MatchString(words) {
			out = append(out, r.rule)
		}
	}
	return out
}

// TestWordsOfTheProgram holds every sentence in the program's source to the rules for words.
func TestWordsOfTheProgram(t *testing.T) {
	t.Parallel()
	found := 0
	for _, p := range readModule(t) {
		if !slices.Contains(speaks, p.dir) {
			continue
		}
		for _, f := range p.files {
			if f.test {
				continue
			}
			for _, v := range sentencesIn(f.ast) {
				found++
				for _, rule := range brokenRules(v.words) {
					t.Error(p.at(v.at, fmt.Sprintf("%q breaks the rule: %s", v.words, rule)))
				}
			}
		}
	}
	if found < 500 {
		t.Errorf("found %d sentences: the rules would hold for anything", found)
	}
}

// TestWordsOfTheCards holds every text of the golden files to the rules.
func TestWordsOfTheCards(t *testing.T) {
	t.Parallel()
	golden, err := filepath.Glob("../../bot/card/testdata/*.json")
	if err != nil || len(golden) < 50 {
		t.Fatalf("%d golden files: %v", len(golden), err)
	}
	for _, path := range golden {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var call any
		if err := json.Unmarshal(b, &call); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for _, words := range textsIn(call) {
			timeline := strings.HasPrefix(filepath.Base(path), "escalation_") // what happened is told in short dates there
			if bare := bareDates(words); len(bare) > 0 && !timeline {
				t.Errorf("%s: %q has days without a weekday: %q", filepath.Base(path), words, bare)
			}
			for _, rule := range brokenRules(words) {
				if !typedByHand(words) {
					t.Errorf("%s: %q breaks the rule: %s", filepath.Base(path), words, rule)
				}
			}
		}
	}
}

// dated is a day as cards show it, with what stands before it.
var dated = regexp.MustCompile(`(\w*) ?\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{1,2}\b`)

// bareDates are the days that stand without their weekday.
func bareDates(words string) []string {
	var out []string
	for _, m := range dated.FindAllStringSubmatch(words, -1) {
		if !slices.Contains([]string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}, m[1]) {
			out = append(out, m[0])
		}
	}
	return out
}

// typedByHand says that the words hold what a hostile customer is called in the golden files.
func typedByHand(words string) bool { return strings.Contains(words, "!channel") }

// The rules find what they are to find, and nothing else.
func TestWordRulesFind(t *testing.T) {
	t.Parallel()
	for words, rules := range map[string]int{
		"Saved!": 1, "Please try again.": 1, "Sorry, oops": 1, "Payment failed.": 1, "An error came up.": 1, "I saved it.": 1,
		"It was successfully saved.": 1, "Paid $12400.00": 1, "Paid $12.4k": 1, "−$90.00 apart": 0, "-$90.00 apart": 1,
		"Due 2026-11-20": 1, "Due 11/20/26": 1, "Due Fri Nov 20": 0, "✅ Saved. FM-1042 Harris, $12,400.00": 0, "I'm on it": 0,
		"$42,536 collected would bring it under": 0, "month first, like 2/28 or feb 28": 0, "INVOICED. Balance $0.00": 0, "a != b": 0,
	} {
		if got := brokenRules(words); len(got) != rules {
			t.Errorf("%q breaks %q", words, got)
		}
	}
	if got := bareDates("due Nov 20, sent Fri Nov 13"); len(got) != 1 || got[0] != "due Nov 20" {
		t.Errorf("bare dates are %q", got)
	}
}

type sentence struct {
	at    ast.Node
	words string
}

// sentencesIn are the file's strings that a person may read: those with a space between letters or that begin with a capital,
// without what goes to the log, wraps a fault of ours or is a pattern.
func sentencesIn(f *ast.File) []sentence {
	var out []sentence
	ast.Inspect(f, func(n ast.Node) bool {
		switch v := n.(type) {
		case *ast.ImportSpec, *ast.Field:
			return false
		case *ast.CallExpr:
			return !unspoken(v)
		case *ast.BasicLit:
			if v.Kind != token.STRING {
				return true
			}
			words, err := strconv.Unquote(v.Value)
			if err == nil && spoken.MatchString(words) {
				out = append(out, sentence{v, words})
			}
		}
		return true
	})
	return out
}

var spoken = regexp.MustCompile(`\pL[^\pL]* |^\p{Lu}\pL`)

// unspoken says that the call's words are for the log, for other code, or a pattern.
func unspoken(c *ast.CallExpr) bool {
	s, ok := c.Fun.(*ast.SelectorExpr)
	if !ok {
		id, is := c.Fun.(*ast.Ident)
		return is && id.Name == "panic"
	}
	if slices.Contains([]string{"Errorf", "MustCompile", "New"}, s.Sel.Name) {
		x, is := s.X.(*ast.Ident)
		return is && slices.Contains([]string{"fmt", "regexp", "errors"}, x.Name)
	}
	if !slices.Contains([]string{"Error", "Warn", "Info", "Debug"}, s.Sel.Name) {
		return false
	}
	switch x := s.X.(type) {
	case *ast.SelectorExpr:
		return x.Sel.Name == "log" || x.Sel.Name == "Log"
	case *ast.Ident:
		return x.Name == "log"
	}
	return false
}

// textsIn are the texts of a payload.
func textsIn(v any) []string {
	var out []string
	switch x := v.(type) {
	case []any:
		for _, e := range x {
			out = append(out, textsIn(e)...)
		}
	case map[string]any:
		for key, e := range x {
			if s, is := e.(string); is && (key == "text" || key == "accessibility_label") {
				out = append(out, s)
				continue
			}
			out = append(out, textsIn(e)...)
		}
	}
	return out
}
