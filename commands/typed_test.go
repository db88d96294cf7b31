package commands

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"paidup/domain"
)

func TestTyped(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		verb  string
		in    Values
		files []string
		want  string
	}{
		{"pay", Values{"amount": "12400.00", "method": "check", "reference": "881", "from": "Harbor Mutual", "on": "2026-11-20", "net": "yes"},
			[]string{"FM-1042"}, `pay FM-1042 12,400 check 881 from "Harbor Mutual" on 2026-11-20 net`},
		{"pay", Values{"amount": "0.50", "reference": "881"}, nil, "pay 0.50 ref 881"},
		{"reject", Values{"type": "moisture,photos", "because": "day-3 log missing", "on": "2026-11-19"}, []string{"FM-1063", "1064"},
			"reject FM-1063,1064 moisture,photos on 2026-11-19 because day-3 log missing"},
		{"note", Values{"words": "gate code"}, []string{"bay view"}, `note "bay view": gate code`},
		{"assign", Values{"person": "U02BEN"}, []string{"claim 24-77810"}, "assign claim 24-77810 <@U02BEN>"},
		{"void", Values{"entry": "e9", "because": "meant FM-1024"}, nil, "void e9 because meant FM-1024"},
		{"submit", Values{"to": "carrier"}, []string{"104", "105"}, `submit "104","105" to carrier`},
	} {
		if got := testCommand(tt.verb).Typed(tt.in, tt.files); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

func TestUsage(t *testing.T) {
	t.Parallel()
	c := testCommand("pay")
	c.Args[0].Required, c.Args[1].Required = true, true
	want := "pay REF AMOUNT [check|ach|wire|card|cash|avid|claimspay NO] [from NAME] [on DATE] [inv NO] [fee AMOUNT] [net]"
	if got := Usage(c); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	c.Usage = "REF AMOUNT"
	if got := Usage(c); got != "pay REF AMOUNT" {
		t.Errorf("got %s", got)
	}
}

// drawValues draws canonical arguments of a command, each there or not.
func drawValues(t *rapid.T, c *Command) Values {
	v := Values{}
	for _, a := range c.Args {
		if a.Kind == KindFile || !rapid.Bool().Draw(t, "has "+a.Name) {
			continue
		}
		v.SetText(a.Name, drawValue(t, a))
	}
	return v
}

func drawValue(t *rapid.T, a Arg) string {
	switch a.Kind {
	case KindAmount:
		v := Values{}
		cents := rapid.Int64Range(1, 1_000_000_000_000).Draw(t, a.Name)
		v.SetText("m", plainCents(domain.Money(cents)))
		return v["m"]
	case KindDate, KindPlan:
		return (testReading().Today + domain.Date(rapid.IntRange(-3000, 3000).Draw(t, a.Name))).String()
	case KindChoice:
		return rapid.SampledFrom(a.Choices).Draw(t, a.Name)
	case KindChoices:
		picked := rapid.SliceOfNDistinct(rapid.SampledFrom(a.Choices), 1, 3, rapid.ID).Draw(t, a.Name)
		return strings.Join(picked, ",")
	case KindPerson:
		return rapid.SampledFrom([]string{"U02BEN", "U99NEW", "me"}).Draw(t, a.Name)
	case KindName:
		return nameText(rapid.OneOf(rapid.SampledFrom(holders()), rapid.StringMatching(`[A-Z][a-z']{0,8}( [A-Za-z0-9&.,:$-]{1,8}){0,3}`),
			rapid.SampledFrom([]string{"check 881", "on fri", "Net", "12,400", "FM-1042"})).Draw(t, a.Name))
	case KindNumber:
		return rapid.OneOf(rapid.StringMatching(`[0-9]{1,8}`), rapid.StringMatching(`[A-Z]{0,3}-?[0-9]{1,5}-?[A-Z0-9]{0,3}`),
			rapid.SampledFrom([]string{"e9", "11/20", "2026-11-20", "1,000", "24 77810", "$5.00"})).Draw(t, a.Name)
	case KindEntry:
		return rapid.StringMatching(`e[1-9][0-9]{0,2}`).Draw(t, a.Name)
	case KindFlag:
		return flagSet
	}
	return rapid.StringMatching(`[A-Za-z0-9$(“é][A-Za-z0-9$():;,.'“”é/#-]{0,9}( [A-Za-z0-9$():;,.'“”é/#-]{1,9}){0,5}`).
		Filter(func(s string) bool { return strings.Trim(s, ".!?") != "" && !strings.Contains(s, "on ") }).Draw(t, a.Name)
}

func drawFiles(t *rapid.T, c *Command) []string {
	if len(c.Args) == 0 || c.Args[0].Kind != KindFile {
		return nil
	}
	one := rapid.OneOf(rapid.StringMatching(`FM-[0-9]{1,5}`), rapid.StringMatching(`[1-9][0-9]{1,6}`), rapid.StringMatching(`PC-[0-9]{1,4}`),
		rapid.SampledFrom([]string{"harris", "bay view", "claim 24-77810", "24-0193", "check", "today", "1200 gulf shore"}))
	return rapid.SliceOfN(one, 0, 4).Draw(t, "files")
}

func TestTypedIsReadBack(t *testing.T) {
	t.Parallel()
	for _, verb := range []string{"pay", "submit", "reject", "approve", "invoice", "note", "assign", "void", "reverse", "file",
		"file new", "stage", "hold", "undo", "kpi", "digest", "escalate", "promise", "waiting"} {
		t.Run(verb, func(t *testing.T) {
			t.Parallel()
			c := testCommand(verb)
			rapid.Check(t, func(t *rapid.T) {
				in, files := drawValues(t, c), drawFiles(t, c)
				typed := c.Typed(in, files)
				r := testReading()
				r.Implied = len(files) == 0
				got, err := Read(c, strings.TrimPrefix(typed, c.Name), r)
				if err != nil {
					t.Fatalf("%s: %v", typed, err)
				}
				if diff := cmp.Diff(Understood{Files: files, Values: in}, got, cmpopts.EquateEmpty()); diff != "" {
					t.Fatalf("%s: - meant + read:\n%s", typed, diff)
				}
			})
		})
	}
}
