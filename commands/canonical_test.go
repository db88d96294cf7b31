package commands

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCanonical(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		verb     string
		in, want Values
		says     map[string]string
	}{
		{verb: "pay",
			in: Values{"amount": " 12,400 ", "method": "check", "reference": "#881", "from": " Harbor  Mutual", "on": "2026-11-20",
				"fee": "$148.80", "net": "yes", "inv": "", "file": "17"},
			want: Values{"amount": "12400.00", "method": "check", "reference": "881", "from": "Harbor Mutual", "on": "2026-11-20",
				"fee": "148.80", "net": "yes", "file": "17"}},
		{verb: "pay", in: Values{"amount": "12400.00", "on": "fri", "net": "no", "from": "Carrier", "round": "2"},
			want: Values{"amount": "12400.00", "on": "2026-11-20", "from": "carrier", "round": "2"}},
		{verb: "pay", in: Values{"amount": "12,40", "on": "31/02", "method": "barter", "fee": "12k"}, want: Values{},
			says: map[string]string{
				"amount": `"12,40" could be $12.40 or $1,240.00.`,
				"on":     `"31/02" is not a date; month first, like 2/28 or feb 28.`,
				"method": `"barter" is none of check, ach, wire, card, cash, avid, claimspay.`,
				"fee":    `"12k" is short for an amount; write it out, like 12,000.`,
			}},
		{verb: "reject", in: Values{"type": "moisture,docs", "because": " day-3 <b> &amp; “log”. \x00"},
			want: Values{"type": "moisture,documents", "because": "day-3 <b> &amp; “log”."}},
		{verb: "reject", in: Values{"type": "moisture, nonsense"}, want: Values{},
			says: map[string]string{"type": `"moisture, nonsense" is none of documents, photos, moisture, scope, pricelist, math, identity, ` +
				`format, signature, late, duplicate, other.`}},
		{verb: "submit", in: Values{"kind": "Documents"}, want: Values{"kind": "docs"}},
		{verb: "invoice", in: Values{"due": "dec 4", "net": "30", "more": "true"}, want: Values{"due": "2026-12-04", "net": "30", "more": "yes"}},
		{verb: "assign", in: Values{"person": "U02BEN"}, want: Values{"person": "U02BEN"}},
		{verb: "assign", in: Values{"person": "Ben"}, want: Values{"person": "U02BEN"}},
		{verb: "assign", in: Values{"person": "me"}, want: Values{"person": "me"}},
		{verb: "assign", in: Values{"person": "bob"}, want: Values{},
			says: map[string]string{"person": `No member in Fort Myers is called "bob"; pick one with @.`}},
		{verb: "assign", in: Values{"person": "dan"}, want: Values{},
			says: map[string]string{"person": `"dan" could be Dan Cole or Dan Hale; write the whole name or pick one with @.`}},
		{verb: "void", in: Values{"entry": "E9"}, want: Values{"entry": "e9"}},
		{verb: "void", in: Values{"entry": "nine"}, want: Values{},
			says: map[string]string{"entry": `"nine" is not an entry; write e9, as the file's thread shows it.`}},
	} {
		got, errs := Canonical(testCommand(tt.verb), tt.in, testReading())
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s %v: - wanted + got:\n%s", tt.verb, tt.in, diff)
		}
		says := map[string]string{}
		for name, err := range errs {
			says[name] = err.Error()
		}
		if diff := cmp.Diff(tt.says, says); diff != "" && len(tt.says)+len(says) > 0 {
			t.Errorf("%s %v: errors, - wanted + got:\n%s", tt.verb, tt.in, diff)
		}
	}
}

// What was read is canonical: taking it through once more changes nothing.
func TestWhatWasReadIsCanonical(t *testing.T) {
	t.Parallel()
	for _, line := range grammarExamples() {
		c, got, err := readTyped(t, line)
		if err != nil {
			continue
		}
		again, errs := Canonical(c, got.Values, testReading())
		if diff := cmp.Diff(got.Values, again); diff != "" || len(errs) > 0 {
			t.Errorf("%s: %v - read + canonical:\n%s", line, errs, diff)
		}
	}
}
