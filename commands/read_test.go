package commands

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"paidup/domain"
)

// reads is a line as it was typed and what must be understood.
type reads struct {
	line  string // "| " before it: said in a file's thread
	files string // with semicolons between
	in    Values
	parts []Part
	says  string // the error's sentence; empty: none
}

func readTyped(t *testing.T, typed string) (*Command, Understood, error) {
	t.Helper()
	r := testReading()
	typed, thread := strings.CutPrefix(typed, "| ")
	r.Implied = thread
	c, words := testCommandOf(t, typed)
	got, err := Read(c, words, r)
	return c, got, err
}

// testCommandOf finds the command a line begins with.
func testCommandOf(t *testing.T, typed string) (*Command, string) {
	t.Helper()
	first, rest, _ := strings.Cut(typed, " ")
	second, after, _ := strings.Cut(rest, " ")
	if c := testCommand(first + " " + second); c.Args != nil {
		return c, after
	}
	c := testCommand(first)
	if c.Args == nil {
		t.Fatalf("no test command for %q", typed)
	}
	return c, rest
}

func checkReads(t *testing.T, tests []reads) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.line, func(t *testing.T) {
			t.Parallel()
			_, got, err := readTyped(t, tt.line)
			if says := errorText(err); says != tt.says {
				t.Errorf("says %q, want %q", says, tt.says)
			}
			if files := strings.Join(got.Files, "; "); files != tt.files {
				t.Errorf("files %q, want %q", files, tt.files)
			}
			want := tt.in
			if want == nil {
				want = Values{}
			}
			if diff := cmp.Diff(want, got.Values); diff != "" {
				t.Errorf("values, - wanted + got:\n%s", diff)
			}
			if diff := cmp.Diff(tt.parts, got.Parts); diff != "" {
				t.Errorf("parts, - wanted + got:\n%s", diff)
			}
			if err != nil && domain.KindOf(err) == "" {
				t.Errorf("%v is no error of the law", err)
			}
		})
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestReadExamplesOfEveryVerb(t *testing.T) {
	t.Parallel()
	checkReads(t, []reads{
		{line: "file harris", files: "harris"},
		{line: "file bay view", files: "bay view"},
		{line: `file “Bay View”`, files: "Bay View"},
		{line: "file FM-1042 history", files: "FM-1042", in: Values{"history": "yes"}},
		{line: "file claim 24-77810", files: "claim 24-77810"},
		{line: "file 1200 gulf shore blvd", files: "1200 gulf shore blvd"},
		{line: "file new Harris", in: Values{"customer": "Harris"}},
		{line: "file new Ana Harris loss water, mitigation payer Harbor Mutual estimate 14,900 on nov 20",
			in: Values{"customer": "Ana Harris", "loss": "water, mitigation", "payer": "Harbor Mutual", "estimate": "14900.00", "on": "2026-11-20"}},
		{line: "file new Harris deductible 1,000 phone (239) 555 0142 claim 24-77810",
			in: Values{"customer": "Harris", "deductible": "1000.00", "phone": "(239) 555 0142", "claim": "24-77810"}},
		{line: "stage FM-1042", files: "FM-1042"},
		{line: "stage FM-1071 approved on fri", files: "FM-1071", in: Values{"stage": "approved", "on": "2026-11-20"}},
		{line: "stage FM-1071 PAID IN FULL", files: "FM-1071", in: Values{"stage": "paid"}},
		{line: "submit FM-1071 estimate 14,900 to northline", files: "FM-1071",
			in: Values{"kind": "estimate", "amount": "14900.00", "to": "northline"}},
		{line: "submit FM-1042 supplement 3,200", files: "FM-1042", in: Values{"kind": "supplement", "amount": "3200.00"}},
		{line: "submit FM-1042 documents ref NL-4471 on yesterday", files: "FM-1042",
			in: Values{"kind": "docs", "reference": "NL-4471", "on": "2026-11-22"}},
		{line: "submit FM-1042 withdraw because sent twice", files: "FM-1042", in: Values{"withdraw": "yes", "because": "sent twice"}},
		{line: "reject FM-1063 moisture: day-3 log missing", files: "FM-1063",
			in: Values{"type": "moisture", "because": "day-3 log missing"}},
		{line: "reject FM-1063 docs, photos and moist: log missing on nov 19", files: "FM-1063",
			in: Values{"type": "documents,photos,moisture", "because": "log missing", "on": "2026-11-19"}},
		{line: "reject FM-1063 scope,pricelist, math", files: "FM-1063", in: Values{"type": "scope,pricelist,math"}},
		{line: "approve FM-1042 18,640", files: "FM-1042", in: Values{"amount": "18640.00"}},
		{line: "approve FM-1042 18,640 on 11/20/26", files: "FM-1042", in: Values{"amount": "18640.00", "on": "2026-11-20"}},
		{line: "invoice FM-1071 14,200 inv 5531", files: "FM-1071", in: Values{"amount": "14200.00", "inv": "5531"}},
		{line: "invoice FM-1071 14,200 inv 5531 to coral state net 30 more", files: "FM-1071",
			in: Values{"amount": "14200.00", "inv": "5531", "to": "coral state", "net": "30", "more": "yes"}},
		{line: "invoice FM-1071 14,200 due dec 4 on 2026-11-20", files: "FM-1071",
			in: Values{"amount": "14200.00", "due": "2026-12-04", "on": "2026-11-20"}},
		{line: "reverse FM-1009 check 7710 because NSF", files: "FM-1009",
			in: Values{"method": "check", "reference": "7710", "because": "NSF"}},
		{line: "reverse FM-1009 e4 because NSF on fri", files: "FM-1009",
			in: Values{"entry": "e4", "because": "NSF", "on": "2026-11-20"}},
		{line: "void FM-1042 e9 because meant FM-1024", files: "FM-1042", in: Values{"entry": "e9", "because": "meant FM-1024"}},
		{line: "undo FM-1042 e9", files: "FM-1042", in: Values{"entry": "e9"}},
		{line: "undo", in: nil},
		{line: "note FM-1042 gate code with neighbour", files: "FM-1042", in: Values{"words": "gate code with neighbour"}},
		{line: "assign FM-1042,1047 ben", files: "FM-1042; 1047", in: Values{"person": "U02BEN"}},
		{line: "hold FM-1102 until dec 4 because asbestos test", files: "FM-1102",
			in: Values{"until": "2026-12-04", "because": "asbestos test"}},
		{line: "kpi fm dso as of oct 31", in: Values{"market": "fm", "what": "dso", "asof": "2026-10-31"}},
		{line: "kpi fort myers", in: Values{"market": "fort myers"}},
		{line: "kpi fm dos", in: Values{"market": "fm"}, says: `Read: fm. Not read: "dos".`},
		{line: "digest fm fri", in: Values{"market": "fm", "date": "2026-11-20"}},
		{line: "digest why", in: Values{"what": "why"}},
		{line: "member add <@U99NEW|kim> FM coordinator", in: Values{"person": "U99NEW", "market": "FM", "role": "coordinator"}},
		{line: "market set FM channel <#C0123|fort-myers> digest at 08:00 books from oct 1",
			in: Values{"code": "FM", "channel": "C0123", "hour": "08:00", "books": "2026-10-01"}},
	})
}

func TestReadRefusals(t *testing.T) {
	t.Parallel()
	checkReads(t, []reads{
		{line: "pay FM-1042 1,2.3.4", files: "FM-1042", says: `"1,2.3.4" is not an amount; write 1,234.56.`},
		{line: "pay FM-1042 12,40", files: "FM-1042", says: `"12,40" could be $12.40 or $1,240.00.`},
		{line: "pay FM-1042 100 on 31/02", files: "FM-1042", in: Values{"amount": "100.00"},
			says: `"31/02" is not a date; month first, like 2/28 or feb 28.`},
		{line: "pay FM-1042 100 31/02", files: "FM-1042", in: Values{"amount": "100.00"},
			says: `"31/02" is not a date; month first, like 2/28 or feb 28.`},
		{line: "pay FM-1042 on Nov 31 100", files: "FM-1042", in: Values{"amount": "100.00"},
			says: `"Nov 31" is not a date; November has 30 days.`},
		{line: "pay FM-1042 12,400 881", files: "FM-1042", in: Values{"amount": "12400.00"},
			says: `Read: FM-1042, $12,400.00. Not read: "881".`},
		{line: "pay FM-1042 12,400 chek 881 on fri", files: "FM-1042", in: Values{"amount": "12400.00", "on": "2026-11-20"},
			says: `Read: FM-1042, $12,400.00, Fri Nov 20. Not read: "chek 881".`},
		{line: "pay harris chek 881 12,400", files: "harris", in: Values{"amount": "881.00"},
			says: `Read: harris, $881.00. Not read: "chek", "12,400".`},
		{line: "pay FM-1042 12,400 from Harbor Mutual check 881 fee 1.50 by mail", files: "FM-1042",
			in:   Values{"amount": "12400.00", "from": "Harbor Mutual", "method": "check", "reference": "881", "fee": "1.50"},
			says: `Read: FM-1042, $12,400.00, from Harbor Mutual, check 881, fee $1.50. Not read: "by mail".`},
		{line: "pay FM-1042 12,400 check 881 because late", files: "FM-1042",
			in:   Values{"amount": "12400.00", "method": "check", "reference": "881"},
			says: `Read: FM-1042, $12,400.00, check 881. Not read: "because late".`},
		{line: "pay FM-1042 fee", files: "FM-1042", says: `"fee" needs an amount after it, like fee 148.80.`},
		{line: "pay FM-1042 from check 881", files: "FM-1042", in: Values{"method": "check", "reference": "881"},
			says: `"from" needs a name after it, like from Harbor Mutual.`},
		{line: "pay FM-1042 12,400 on fri on thu", files: "FM-1042", in: Values{"amount": "12400.00", "on": "2026-11-20"},
			says: `"on" is said twice; say it once.`},
		{line: "pay FM-1042 12,400 check 1 wire 2", files: "FM-1042", in: Values{"amount": "12400.00", "method": "check", "reference": "1"},
			says: `Read: FM-1042, $12,400.00, check 1. Not read: "wire 2".`},
		{line: "reject FM-1063 moistrue", files: "FM-1063", says: `Read: FM-1063. Not read: "moistrue".`},
		{line: "reject FM-1063 - moisture", files: "FM-1063", in: Values{"type": "moisture"}, says: `Read: FM-1063, moisture. Not read: "-".`},
		{line: "reject FM-1063 p: log", files: "FM-1063", in: Values{"because": "log"},
			says: `Read: FM-1063, because log. Not read: "p".`},
		{line: "assign FM-1042 bob", files: "FM-1042", says: `No member in Fort Myers is called "bob"; pick one with @.`},
		{line: "assign FM-1042 ! ben", files: "FM-1042", in: Values{"person": "U02BEN"}, says: `Read: FM-1042, Ben. Not read: "!".`},
		{line: "assign FM-1042 @bob", files: "FM-1042", says: `No member in Fort Myers is called "bob"; pick one with @.`},
		{line: "assign FM-1042 dan", files: "FM-1042", says: `"dan" could be Dan Cole or Dan Hale; write the whole name or pick one with @.`},
		{line: "void FM-1042 e9 because", files: "FM-1042", in: Values{"entry": "e9"}, says: `"because" needs words after it.`},
		{line: "hold FM-1102 until 31/02", files: "FM-1102", says: `"31/02" is not a date; month first, like 2/28 or feb 28.`},
		{line: "| assign harris ben", in: Values{"person": "U02BEN"}, says: `Read: Ben. Not read: "harris".`},
		{line: "undo e9 twice", in: Values{"entry": "e9"}, files: "twice"},
	})
}

func TestReadKeepsTextAsTyped(t *testing.T) {
	t.Parallel()
	checkReads(t, []reads{
		{line: "note FM-1042 He said:  “call me” — by fri.", files: "FM-1042", in: Values{"words": "He said:  “call me” — by fri."}},
		{line: "note FM-1042: 12,400 check 881 on fri", files: "FM-1042", in: Values{"words": "12,400 check 881 on fri"}},
		{line: "note FM-1042 see FM-1047 and e9", files: "FM-1042", in: Values{"words": "see FM-1047 and e9"}},
		{line: "note FM-1042 they wait because of rain", files: "FM-1042", in: Values{"words": "they wait because of rain"}},
		{line: "note FM-1042 because of rain", files: "FM-1042", in: Values{"words": "because of rain"}},
		{line: "note FM-1042 line one\nline two", files: "FM-1042", in: Values{"words": "line one\nline two"}},
		{line: "note FM-1042 &amp;lt;b&amp;gt; &lt;b&gt; a &amp; b", files: "FM-1042", in: Values{"words": "&lt;b&gt; <b> a & b"}},
		{line: "note FM-1042 ask <@U01DANA> and <@U9|kim>, <#C1|ops>, <#C2|>, <!here>, <mailto:a@b.example|a@b.example>", files: "FM-1042",
			in: Values{"words": "ask @Dana and @kim, #ops, #C2, @here, a@b.example"}},
		{line: "note FM-1042 see <https://x.example/a?b=1&amp;c=2> or <https://x.example|x.example> <tel:+12395550142>", files: "FM-1042",
			in: Values{"words": "see https://x.example/a?b=1&c=2 or x.example +12395550142"}},
		{line: "note FM-1042 height < 3 ft and > 2", files: "FM-1042", in: Values{"words": "height < 3 ft and > 2"}},
		{line: "note FM-1042, 1047 chase both", files: "FM-1042; 1047", in: Values{"words": "chase both"}},
		{line: "note FM-1042, 24 hours later", files: "FM-1042", in: Values{"words": "24 hours later"}},
		{line: "note FM-1042 day-3 log", files: "FM-1042", in: Values{"words": "day-3 log"}},
		{line: "note harris gate code", files: "harris", in: Values{"words": "gate code"}},
		{line: "note 104,105 chase", files: "104; 105", in: Values{"words": "chase"}},
		{line: "note FM-1042 ok .", files: "FM-1042", in: Values{"words": "ok"}},
		{line: "| note gate code 4411", in: Values{"words": "gate code 4411"}},
		{line: "| note FM-1047 gate code", files: "FM-1047", in: Values{"words": "gate code"}},
		{line: "| note : gate code", in: Values{"words": "gate code"}},
		{line: "file new &lt;!channel&gt; *x* &lt;http://a|b&gt; loss fire", in: Values{"customer": "<!channel> *x* <http://a|b>", "loss": "fire"}},
		{line: "file new City of Estimate loss water", in: Values{"customer": "City of Estimate", "loss": "water"}},
		{line: "void FM-1042 e9 because: meant “FM-1024”.", files: "FM-1042", in: Values{"entry": "e9", "because": "meant “FM-1024”."}},
		{line: "void FM-1042 e9:meant FM-1024", files: "FM-1042", in: Values{"entry": "e9", "because": "meant FM-1024"}},
		{line: "void FM-1042 e9 because fri 12,40 31/02", files: "FM-1042", in: Values{"entry": "e9", "because": "fri 12,40 31/02"}},
		{line: "reverse FM-1009 e4 on thu because it came back on fri", files: "FM-1009",
			in: Values{"entry": "e4", "on": "2026-11-19", "because": "it came back on fri"}},
		{line: "log FM-1017 call mortgagee left voicemail next thu call again", files: "FM-1017",
			in: Values{"kind": "call", "who": "mortgagee", "words": "left voicemail", "next": "2026-11-26", "step": "call again"}},
		{line: "log FM-1017 call: left voicemail, next thu: call again.", files: "FM-1017",
			in: Values{"kind": "call", "words": "left voicemail", "next": "2026-11-26", "step": "call again."}},
		{line: "log FM-1017,1055 portal checked, next of kin signs", files: "FM-1017; 1055",
			in: Values{"kind": "portal", "words": "checked, next of kin signs"}},
		{line: "log FM-1017 email carrier will pay next fri, next in 3 business days chase Harbor", files: "FM-1017",
			in: Values{"kind": "email", "who": "carrier", "words": "will pay next fri", "next": "2026-11-30", "step": "chase Harbor"}},
		{line: "log FM-1017 visit next mon meet adjuster before next fri", files: "FM-1017",
			in: Values{"kind": "visit", "next": "2026-11-30", "step": "meet adjuster before next fri"}},
		{line: "log FM-1017 call will pay next fri", files: "FM-1017", in: Values{"kind": "call", "words": "will pay", "next": "2026-11-27"}},
		{line: "log FM-1017 call left voicemail next 31/02 call", files: "FM-1017",
			in:   Values{"kind": "call", "words": "left voicemail call"},
			says: `"31/02" is not a date; month first, like 2/28 or feb 28.`},
		{line: "log FM-1017 text Tom on fri about check 881", files: "FM-1017",
			in: Values{"kind": "text", "words": "Tom on fri about check 881"}},
		{line: "log FM-1017 e-mailed carrier the W-9", files: "FM-1017", in: Values{"kind": "email", "who": "carrier", "words": "the W-9"}},
		{line: "| log call", in: Values{"kind": "call"}},
		{line: "next FM-1071 wed send invoice", files: "FM-1071", in: Values{"due": "2026-11-25", "words": "send invoice"}},
		{line: "next FM-1071 in 3 business days: call Ben, not Tom", files: "FM-1071", in: Values{"due": "2026-11-30", "words": "call Ben, not Tom"}},
		{line: "| next dec 1 ask for the day-3 log by fri", in: Values{"due": "2026-12-01", "words": "ask for the day-3 log by fri"}},
		{line: "| next send invoice wed", in: Values{"due": "2026-11-25", "words": "send invoice"}},
		{line: "next FM-1071 done", files: "FM-1071", in: Values{"done": "yes"}},
		{line: "promise FM-1017 by wed from mortgagee", files: "FM-1017", in: Values{"by": "2026-11-25", "from": "mortgagee"}},
		{line: "promise FM-1017 31,480 by dec 4 from First Gulf Bank", files: "FM-1017",
			in: Values{"amount": "31480.00", "by": "2026-12-04", "from": "First Gulf Bank"}},
		{line: "promise FM-1017 wed", files: "FM-1017", says: `Read: FM-1017. Not read: "wed".`},
		{line: "waiting FM-1080 field because photos", files: "FM-1080", in: Values{"holder": "field", "because": "photos"}},
		{line: "waiting FM-1080 Harbor Mutual: has the estimate", files: "FM-1080", in: Values{"holder": "Harbor Mutual", "because": "has the estimate"}},
		{line: "| waiting carrier", in: Values{"holder": "carrier"}},
		{line: "escalate FM-1063 to tom by tue day-3 drying log, basement", files: "FM-1063",
			in: Values{"to": "U05TOM", "by": "2026-11-24", "ask": "day-3 drying log, basement"}},
	})
}

func TestReadFilesAndPeople(t *testing.T) {
	t.Parallel()
	checkReads(t, []reads{
		{line: "assign FM-1042,1047,1051 ben", files: "FM-1042; 1047; 1051", in: Values{"person": "U02BEN"}},
		{line: "assign FM-1042, 1047, 1051 ben", files: "FM-1042; 1047; 1051", in: Values{"person": "U02BEN"}},
		{line: "assign FM-1042 and FM-1047 ben", files: "FM-1042; FM-1047", in: Values{"person": "U02BEN"}},
		{line: "assign FM-1042 FM-1047 ben", files: "FM-1042; FM-1047", in: Values{"person": "U02BEN"}},
		{line: "assign 1042,1047 ben", files: "1042; 1047", in: Values{"person": "U02BEN"}},
		{line: "assign 1042, 1047 ben", files: "1042; 1047", in: Values{"person": "U02BEN"}},
		{line: `assign “bay view”,harris ben`, files: "bay view; harris", in: Values{"person": "U02BEN"}},
		{line: `assign FM-1042,"bay view",1047 ben`, files: "FM-1042; bay view; 1047", in: Values{"person": "U02BEN"}},
		{line: `note FM-1042, "bay view" has the key`, files: "FM-1042", in: Values{"words": `"bay view" has the key`}},
		{line: `assign "bay view", "cole" ben`, files: "bay view; cole", in: Values{"person": "U02BEN"}},
		{line: "assign harris,cole ben", files: "harris; cole", in: Values{"person": "U02BEN"}},
		{line: "assign ben FM-1042", files: "FM-1042", in: Values{"person": "U02BEN"}},
		{line: "assign assignment #A-7781 ben", files: "assignment A-7781", in: Values{"person": "U02BEN"}},
		{line: "assign J24-0193 ben", files: "J24-0193", in: Values{"person": "U02BEN"}},
		{line: "assign FM-1042 <@U02BEN>", files: "FM-1042", in: Values{"person": "U02BEN"}},
		{line: "assign FM-1042 <@U77X|zed>", files: "FM-1042", in: Values{"person": "U77X"}},
		{line: "assign FM-1042 @ben", files: "FM-1042", in: Values{"person": "U02BEN"}},
		{line: "assign FM-1042 Dan Cole", files: "FM-1042", in: Values{"person": "U03DAN"}},
		{line: "assign FM-1042 @dan.hale", files: "FM-1042", in: Values{"person": "U04DAN"}},
		{line: "assign FM-1042 me", files: "FM-1042", in: Values{"person": "me"}},
		{line: "| assign ben", in: Values{"person": "U02BEN"}},
	})
}

// A message has up to 40,000 characters. Whatever stands in it is read in one pass: each of these took many seconds when
// every word was compared with all others.
func TestReadLongLines(t *testing.T) {
	t.Parallel()
	for _, verb := range []string{"note", "reject"} {
		for _, piece := range []string{"a ", `"a `, "a:", "FM-1042 ", "<@U1>"} {
			words := strings.Repeat(piece, 40_000/len(piece))
			got, err := Read(testCommand(verb), words, testReading())
			if len(errorText(err)) > 2000 {
				t.Errorf("%s %s...: an error of %d bytes", verb, piece, len(errorText(err)))
			}
			if err == nil && len(got.Values)+len(got.Files) == 0 {
				t.Errorf("%s %s...: neither read nor refused", verb, piece)
			}
		}
	}
}

func TestReadCountsWhatItCannotList(t *testing.T) {
	t.Parallel()
	_, err := Read(testCommand("pay"), "FM-1042"+strings.Repeat(" FM-1042 pi", 9), testReading())
	want := `Read: FM-1042, FM-1042, FM-1042, FM-1042, FM-1042, FM-1042, FM-1042, FM-1042 and 2 more. ` +
		`Not read: "pi", "pi", "pi", "pi", "pi", "pi", "pi", "pi" and 1 more.`
	if errorText(err) != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	_, err = Read(testCommand("pay"), strings.Repeat("12 ", 201), testReading())
	if want := "These are 201 words; a command has 200 at most. Write one command a line."; errorText(err) != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func TestReadMeIsWhoAsks(t *testing.T) {
	t.Parallel()
	r := testReading()
	r.Me = "U01DANA"
	got, err := Read(testCommand("assign"), "FM-1042 me", r)
	if err != nil || got.Values.Text("person") != "U01DANA" {
		t.Errorf("got %v, %v", got.Values, err)
	}
}

func TestLeftoverIsAboutTheWords(t *testing.T) {
	t.Parallel()
	_, _, err := readTyped(t, "pay FM-1042 12,400 chek 881")
	var e *domain.Error
	if !errors.As(err, &e) || e.Kind != domain.KindInvalid {
		t.Fatalf("got %v", err)
	}
	want := Leftover{Read: []string{"FM-1042", "$12,400.00"}, Words: []string{"chek", "881"}}
	if diff := cmp.Diff(want, e.About, cmpopts.IgnoreUnexported(Leftover{})); diff != "" {
		t.Errorf("- wanted + got:\n%s", diff)
	}
}

func TestUnclearAmountLeavesTheRestRead(t *testing.T) {
	t.Parallel()
	_, got, err := readTyped(t, "pay FM-1042 100 fee $12,40 check 881")
	var e *domain.Error
	if !errors.As(err, &e) || e.Arg != "fee" {
		t.Fatalf("got %v", err)
	}
	if diff := cmp.Diff(TwoAmounts{Word: "$12,40", Small: 1240, Large: 124000}, e.About, cmpopts.IgnoreUnexported(TwoAmounts{})); diff != "" {
		t.Errorf("- wanted + got:\n%s", diff)
	}
	if diff := cmp.Diff(Values{"amount": "100.00", "method": "check", "reference": "881"}, got.Values); diff != "" {
		t.Errorf("- wanted + got:\n%s", diff)
	}
}

func TestErrorsNameTheirArgument(t *testing.T) {
	t.Parallel()
	for line, arg := range map[string]string{
		"pay FM-1042 12k":          "amount",
		"pay FM-1042 12 fee 1.2.3": "fee",
		"pay FM-1042 12 on 31/02":  "on",
		"assign FM-1042 @bob":      "person",
		"hold FM-1042 until soon":  "until",
	} {
		_, _, err := readTyped(t, line)
		var e *domain.Error
		if !errors.As(err, &e) || e.Arg != arg {
			t.Errorf("%s: %v is not about %s", line, err, arg)
		}
	}
}
