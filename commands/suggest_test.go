package commands

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paidup/domain"
)

func testVerbs() []string {
	return []string{"pay", "file", "my", "note", "submit", "reject", "approve", "invoice", "stage", "assign", "undo", "reverse",
		"void", "digest", "kpi", "market", "member", "help", "log"}
}

func TestReadVerb(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string][2]string{
		"pay FM-1042 12,400":          {"pay", "FM-1042 12,400"},
		"/pay FM-1042 12,400":         {"pay", "FM-1042 12,400"},
		"/paidup pay FM-1042":         {"pay", "FM-1042"},
		"PAY  FM-1042":                {"pay", "FM-1042"},
		"`pay FM-1042`":               {"pay", "FM-1042"},
		"note: gate  code":            {"note", ": gate  code"},
		"note:gate code":              {"note", ":gate code"},
		"help.":                       {"help", ""},
		"file\nHarris":                {"file", "Harris"},
		"paid FM-1042 12,400":         {"pay", "FM-1042 12,400"},
		"Billed FM-1071 14,200":       {"invoice", "FM-1071 14,200"},
		"sent FM-1071":                {"submit", "FM-1071"},
		"returned FM-1063 moisture":   {"reject", "FM-1063 moisture"},
		"bounced FM-1009 check 7710":  {"reverse", "FM-1009 check 7710"},
		"called FM-1017 left a word":  {"log", "call FM-1017 left a word"},
		"emailed FM-1017 the invoice": {"log", "email FM-1017 the invoice"},
		"":                            {"help", ""},
		"/paidup":                     {"help", ""},
	} {
		verb, words, err := readVerb(typed, testVerbs())
		if got := [2]string{verb, words}; err != nil || got != want {
			t.Errorf("%q: got %q, %v; want %q", typed, got, err, want)
		}
	}
}

func TestUnknownVerbs(t *testing.T) {
	t.Parallel()
	for typed, tt := range map[string]struct {
		says  string
		about any
	}{
		"pya FM-1042 12,400": {`"pya" is not a command. Did you mean pay?`, Meant{"pay", "FM-1042 12,400"}},
		"/invioce FM-1071 1": {`"invioce" is not a command. Did you mean invoice?`, Meant{"invoice", "FM-1071 1"}},
		"inv FM-1071 1":      {`"inv" is not a command. Did you mean invoice?`, Meant{"invoice", "FM-1071 1"}},
		"boucned FM-1009":    {`"boucned" is not a command. Did you mean reverse?`, Meant{"reverse", "FM-1009"}},
		"notes FM-1042 x":    {`"notes" is not a command. Did you mean note?`, Meant{"note", "FM-1042 x"}},
		"fm-1042 history":    {`"FM-1042" is not a command. Did you mean file FM-1042?`, Meant{"file", "FM-1042 history"}},
		"hello there":        {`"hello" is not a command. Did you mean help?`, Meant{"help", "there"}},
		"weather tomorrow":   {`"weather" is not a command; help lists them.`, nil},
		"12,400":             {`"12,400" is not a command; help lists them.`, nil},
		"x":                  {`"x" is not a command; help lists them.`, nil},
	} {
		verb, words, err := readVerb(typed, testVerbs())
		var e *domain.Error
		if !errors.As(err, &e) || e.Says != tt.says || e.Kind != domain.KindInvalid || verb != "" || words != "" {
			t.Errorf("%q: got %q %q, %v; want %s", typed, verb, words, err, tt.says)
			continue
		}
		if diff := cmp.Diff(tt.about, e.About); diff != "" {
			t.Errorf("%q: - wanted + got:\n%s", typed, diff)
		}
	}
}

func TestOtherVerbsNeedTheirCommand(t *testing.T) {
	t.Parallel()
	if _, _, err := readVerb("called FM-1017", []string{"pay", "note"}); errorText(err) != `"called" is not a command; help lists them.` {
		t.Errorf("got %v", err)
	}
}
