package commands_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paidup/commands"
	"paidup/domain"
)

// TestSameKey: a redelivery changes nothing and shows the same receipt.
func TestSameKey(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	lines := []string{"pay FM-1001 400 check 881", "note FM-1001,1002 wet", "pay check 4471 FM-1001 100 FM-1002 200", "undo FM-1001",
		"file new Tran loss water payer Harbor Mutual", "submit FM-1003 estimate 900", "reject FM-1003 moisture", "submit FM-1003", "approve FM-1003",
		"assign FM-1003 ben"}
	for _, line := range lines {
		r := h.typed("Dana", line)
		first, err := h.app.Do(context.Background(), r)
		if _, saved := first.(commands.Receipt); !saved {
			t.Fatalf("%s: %s", line, told(first, err))
		}
		again, err := h.app.Do(context.Background(), r)
		if a, b := told(first, nil), told(again, err); a != b {
			t.Errorf("%s: first %s, again %s", line, a, b)
		}
	}
}

// TestOutdated: a button is pressed on what it was drawn for, and says what came between.
func TestOutdated(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	file := func() *domain.File {
		f, err := h.store.File(t.Context(), 1)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	press := commands.Press{Verb: "pay", File: 1, Rests: commands.Rests("pay", file()), Args: commands.Values{"amount": "12400.00"}}
	h.must("note FM-1001 called", "assign FM-1001 ben")
	if _, err := h.types("Ben", "pay FM-1001 400 check 881"); err != nil {
		t.Fatal(err)
	}
	h.must("note FM-1001 called again")
	_, err := h.press("Dana", press)
	var e *domain.Error
	if !errors.As(err, &e) || e.Kind != domain.KindConflict {
		t.Fatalf("an outdated press gave %v", err)
	}
	if want := "Ben entered $400.00, check 881 at 8:12 am ET. The card now shows it; press again if you still mean it."; e.Says != want {
		t.Errorf("got  %s\nwant %s", e.Says, want)
	}
	about, ok := e.About.(commands.Outdated)
	if !ok || about.By != "Ben" || about.Change.Version != 8 || about.File.Version != 9 {
		t.Errorf("about %+v", about)
	}
	press.Form = true // a button that opens the form is no other
	if _, err := h.press("Dana", press); err == nil || err.Error() != e.Error() {
		t.Errorf("an outdated press for the form gave %v", err)
	}
	press = commands.Press{Verb: "pay", File: 1, Rests: commands.Rests("pay", file()), Args: commands.Values{"amount": "12000.00"}}
	reply, err := h.press("Dana", press)
	if got := told(reply, err); got != "saved FM-1001 e10 PAID IN FULL, balance $0.00" {
		t.Errorf("pressed again: %s", got)
	}
}

// TestOutdatedBy: each verb's button is outdated by what the verb rests on, and by nothing else.
func TestOutdatedBy(t *testing.T) {
	t.Parallel()
	tests := []struct {
		verb     string
		args     commands.Values
		by       string
		notBy    string
		outdated string
	}{
		{"submit", commands.Values{"kind": "docs"}, "submit FM-1001 supplement 100", "pay FM-1001 5", "Dana submitted round 2"},
		{"approve", nil, "submit FM-1001 supplement 100", "note FM-1001 x", "Dana submitted round 2"},
		{"reject", commands.Values{"type": "math"}, "submit FM-1001 docs", "pay FM-1001 5", "Dana submitted round 2"},
		{"invoice", commands.Values{"amount": "10.00"}, "invoice FM-1001 5 more", "assign FM-1001 ben", "Dana invoiced $5.00"},
		{"pay", commands.Values{"amount": "12.00"}, "reverse FM-1001 check 771 because NSF", "note FM-1001 x", "Dana reversed a payment"},
		{"reverse", commands.Values{"entry": "e5", "because": "x"}, "undo FM-1001 e5", "note FM-1001 x", "Dana took back e5"},
		{"assign", commands.Values{"person": "U0DANA"}, "assign FM-1001 ben", "pay FM-1001 5", "Dana gave the file to another owner"},
	}
	for _, tt := range tests {
		t.Run(tt.verb, func(t *testing.T) {
			t.Parallel()
			h := invoiced(t)
			f, err := h.store.File(t.Context(), 1)
			if err != nil {
				t.Fatal(err)
			}
			press := commands.Press{Verb: tt.verb, File: 1, Rests: commands.Rests(tt.verb, f), Args: tt.args}
			h.must(tt.notBy)
			if _, err := h.press("Maria", commands.Press{Verb: "note", File: 1, Rests: "", Args: commands.Values{"words": "x"}}); err != nil {
				t.Fatal(err)
			}
			f, err = h.store.File(t.Context(), 1)
			if err != nil {
				t.Fatal(err)
			}
			if got := commands.Rests(tt.verb, f); got != press.Rests {
				t.Errorf("%s is outdated by %q", tt.verb, tt.notBy)
			}
			h.must(tt.by)
			_, err = h.press("Maria", press)
			if got := told(nil, err); !strings.HasPrefix(got, "conflict: "+tt.outdated+" at 8:12 am ET.") {
				t.Errorf("after %s: %s", tt.by, got)
			}
		})
	}
}

// TestForms: a form's faults come back under their fields, and what was filled in stays.
func TestForms(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	submit := func(verb string, file domain.FileID, args commands.Values) string {
		return told(h.app.Do(context.Background(), commands.Request{Key: h.key(), Actor: "U0DANA", Source: domain.FromForm, At: h.now,
			Channel: "C0FM", Verb: verb, File: file, Args: args, CanForm: true}))
	}
	got := submit("pay", 1, commands.Values{"amount": "1,2.3.4", "on": "31/02", "method": "check", "reference": "881"})
	want := `form pay FM-1001 amount=1,2.3.4 !amount: "1,2.3.4" is not an amount; write 1,234.56. method=check reference=881 on=31/02 ` +
		`!on: "31/02" is not a date; month first, like 2/28 or feb 28.`
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if got := submit("pay", 1, commands.Values{"method": "check"}); got != "invalid amount: How much? /pay FM-1001 12,400 check 881. The balance is $12,400.00." {
		t.Errorf("without an amount: %s", got)
	}
	if got := submit("pay", 0, commands.Values{"amount": "5"}); got != "invalid file: Which file? pay FM-1042 12,400 check 881." {
		t.Errorf("without a file: %s", got)
	}
	if got := submit("pay", 1, commands.Values{"amount": "12,400", "on": "2026-11-23"}); got != "saved FM-1001 e6 PAID IN FULL, balance $0.00" {
		t.Errorf("filled in: %s", got)
	}
	if got := submit("file new", 0, commands.Values{"customer": "Tran", "loss": "water", "payer": "Coral State"}); got != "saved FM-1004 e1 RECEIVED, balance $0.00, no undo" {
		t.Errorf("a new file: %s", got)
	}
}

// TestForged: arguments that no button of ours carries are refused, each in words.
func TestForged(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	for want, args := range map[string]commands.Values{
		"invalid amount: Write each file with its own amount: pay check 4471 FM-1042 12,400 FM-1047 3,200.50 FM-1051 900. [Open form]": {"files": "1", "parts": "5,6"},
		"invalid amount: How much? /pay FM-1001 12,400 check 881. The balance is $12,400.00.":                                          {"files": "1,2", "parts": "-5,6"},
		"not_found: There is no such file.": {"files": "1,999", "amount": "5.00"},
	} {
		if got := told(h.press("Dana", commands.Press{Verb: "pay", Args: args})); got != want {
			t.Errorf("%v: %s", args, got)
		}
	}
	if got := told(h.press("Dana", commands.Press{Verb: "market nuke"})); !strings.HasPrefix(got, "invalid: ") && !strings.HasPrefix(got, "lists ") {
		t.Errorf("no such command: %s", got)
	}
}

// TestThread: a mention in a file's thread means that file, and gets a button where it would get a form.
func TestThread(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	mention := func(who, words string) (commands.Reply, error) {
		r := h.typed(who, words)
		r.File, r.CanForm = 1, false
		return h.app.Do(context.Background(), r)
	}
	for words, want := range map[string]string{
		"pay":                     "says Write pay FM-1042 12,400 check 881, or open the form. [Open form]",
		"pay 400 check 881":       "saved FM-1001 e6 INVOICED, balance $12,000.00",
		"stage":                   "lists FM-1001 Harris: INVOICED since Mon Nov 23…",
		"file":                    "file FM-1001 money=true contacts=true history=false",
		"file FM-1002":            "file FM-1002 money=true contacts=true history=false",
		"reverse e99 because NSF": "not_found entry: e99 on FM-1001 is not a payment.",
	} {
		reply, err := mention("Dana", words)
		if got := told(reply, err); !matches(got, want) {
			t.Errorf("%s: %s", words, got)
		}
	}
	reply, err := mention("Dana", "pay")
	got := told(h.press("Dana", buttonsOf(reply, err)[0].Press))
	if got != "form pay FM-1001" {
		t.Errorf("the button: %s", got)
	}
}

// TestWithoutAccounting: a market without accounting gives its column to the director, and the entry says so.
func TestWithoutAccounting(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	dn := h.market("DN", "Denver", "America/Denver", map[string]domain.Role{"Luis Ortega": domain.Director, "Dana Reyes": domain.Coordinator})
	_, _, err := h.store.Open(t.Context(), domain.Act{Key: h.key(), Actor: "U0DANA", Source: domain.FromCommand, At: h.now}, domain.NewFile{Market: dn},
		func(f *domain.File) error {
			return f.Receive(domain.NewDate(2026, time.September, 1), domain.Facts{Customer: "Cole"}, "U0DANA")
		})
	if err != nil {
		t.Fatal(err)
	}
	h.tell(
		step{"Dana", "pay DN-1001 400 on oct 1", "forbidden on: Thu Oct 1 is over 7 days back. Money dated further back is for accounting and the director while there is none. [Ask Luis]"},
		step{"Luis", "pay DN-1001 400 on oct 1", "saved DN-1001 e2 RECEIVED, balance $0.00; Denver has no accounting, so its director did this."},
		step{"Luis", "void DN-1001 e2 because wrong file", "saved DN-1001 e3 RECEIVED, balance $0.00; Denver has no accounting, so its director did this."},
	)
}

// FuzzDo: whatever is typed or pressed, there is an answer, and it is never a fault of ours.
func FuzzDo(f *testing.F) {
	for _, seed := range []string{"pay FM-1001 12,400 check 881", "note : <!channel> *x* <http://a|b>", "void e", "undo e99999999999", "stage paid",
		"submit 1001 ,,, on on on", "kpi as of", "market add \"", "member add <@", "file new \x00\xff", "pay check 1 FM-1001 1 FM-1001 2", "assign 1001 me"} {
		f.Add(seed, "amount", "12400.00", int64(1))
	}
	f.Add("pay", "parts", "5,6", int64(1))
	f.Add("pay FM-1001", "files", "1,2,3,1,0", int64(2))
	f.Add("stage harris", "stage", "approved", int64(1))
	h := invoiced(f)
	f.Fuzz(func(t *testing.T, line, name, value string, file int64) {
		verb, words, _ := strings.Cut(line, " ")
		base := commands.Request{Actor: []domain.PersonID{"U0MARIA", "U0SAM", "U0TOM"}[uint64(file)%3], Source: domain.FromCommand, At: h.now, Channel: "C0FM", Verb: verb}
		typed, pressed := base, base
		typed.Key, typed.Words = h.key(), words
		pressed.Key, pressed.Args, pressed.File, pressed.Source = h.key(), commands.Values{name: value}, domain.FileID(file), domain.FromButton
		for _, r := range []commands.Request{typed, pressed} {
			reply, err := h.app.Do(context.Background(), r)
			if err != nil && domain.KindOf(err) == "" || err == nil && reply == nil {
				t.Errorf("%+v: %v %v", r, reply, err)
			}
		}
	})
}
