package commands_test

import (
	"strings"
	"testing"

	"paidup/commands"
	"paidup/domain"
)

// TestWhatLooksLikeASecret: which words are asked about, and which are not.
func TestWhatLooksLikeASecret(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	card, person, bank := "a card number", "a social security number", "a bank account number"
	tests := []struct{ words, looks, rest string }{
		{"he paid with 4111 1111 1111 1111 today", card, "he paid with today"},
		{"card: 4111-1111-1111-1111.", card, "card."},
		{"4111.1111.1111.1111", card, ""},
		{"4111 11111111 1111", card, ""},
		{"5555555555554444", card, ""},
		{"amex 3782 822463 10005, exp 11/28", card, "amex, exp 11/28"},
		{"diners 3056 930902 5904 it is", card, "diners it is"},
		{"13 digits 4222222222222", card, "13 digits"},
		{"19 digits 6304 0000 0000 0000 000", card, "19 digits"},
		{"call 239 555 0100 4111 1111 1111 1111", card, "call 239 555 0100"},
		{"two: 4111111111111111 and 5555 5555 5555 4444", card, "two: and"},
		{"wrong check digit 4111 1111 1111 1112", "", ""},
		{"no issuer 1111 1111 1111 1117", "", ""},
		{"twenty digits 41111111111111110000", "", ""},
		{"trace 1234567890123", "", ""},
		{"call 239-555-0100 or 239-555-0199", "", ""},
		{"inv 5512 for 12,400.00 on 11/20/2026", "", ""},
		{"his number is 123-45-6789", person, "his number is"},
		{"123 45 6789", person, ""},
		{"SSN 123456789", person, "SSN"},
		{"area 000-12-3456", "", ""},
		{"area 666-12-3456", "", ""},
		{"area 900-12-3456", "", ""},
		{"group 123-00-4567", "", ""},
		{"serial 123-45-0000", "", ""},
		{"claim 123456789", "", ""},
		{"bank account 000123456789 at Gulf", bank, "bank account at Gulf"},
		{"routing no. 021000021", bank, "routing no."},
		{"claim 24-77810-1234", "", ""},
	}
	for _, tt := range tests {
		got := told(h.types("Dana", "note FM-1003 : "+tt.words))
		switch {
		case tt.looks == "" && !strings.HasPrefix(got, "saved "):
			t.Errorf("%q: %s", tt.words, got)
		case tt.looks != "" && !strings.HasPrefix(got, "asks secret: Looks like "+tt.looks+" (…"):
			t.Errorf("%q: %s", tt.words, got)
		case tt.looks != "" && tt.rest != "":
			asked := h.wonders("note FM-1003 : " + tt.words)
			if got, _ := h.replies("Dana", asked, "Leave it out"); !strings.HasPrefix(got, "saved ") {
				t.Errorf("%q left out: %s", tt.words, got)
			}
			if got := h.lastNote(3); got != tt.rest {
				t.Errorf("%q left out leaves %q, not %q", tt.words, got, tt.rest)
			}
		}
	}
}

// lastNote is the newest note on the file.
func (h *house) lastNote(id domain.FileID) string {
	h.t.Helper()
	f, err := h.store.File(h.t.Context(), id)
	if err != nil {
		h.t.Fatal(err)
	}
	history := f.History()
	for i := len(history) - 1; i >= 0; i-- {
		if n := history[i].Notes; len(n) > 0 {
			return n[0].Words
		}
	}
	return ""
}

// TestASecretIsStoredOnlyWhenItIsToBe: until the third button is pressed the number stands in no row of the database, by
// whatever door and in whatever argument it came, and whatever else was asked first.
func TestASecretIsStoredOnlyWhenItIsToBe(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	const number = "4111 1111 1111 1111"
	asked := h.wonders("note FM-1001 paid with " + number + " today")
	if h.kept("4111") != 0 {
		t.Error("the question's row holds the number")
	}
	if got, _ := h.replies("Dana", asked, "Drop"); got != "says Dropped. Nothing was saved." {
		t.Errorf("dropped: %s", got)
	}
	asked = h.wonders("note FM-1001 paid with " + number + " today")
	if got, _ := h.replies("Dana", asked, "Keep the number"); got != "saved FM-1001 e6 INVOICED, balance $12,400.00" {
		t.Errorf("kept: %s", got)
	}
	if got := h.lastNote(1); got != "paid with "+number+" today" {
		t.Errorf("kept as %q", got)
	}

	for _, line := range []string{"file new " + number + " loss water payer Harbor Mutual", "void FM-1001 e5 because card " + number,
		"file new Tran loss water payer Harbor Mutual phone 4111111111111111", "pay FM-1001 5 card 4111111111111111"} {
		if got := told(h.types("Maria", line)); !strings.HasPrefix(got, "asks secret: ") {
			t.Errorf("%s: %s", line, got)
		}
	}
	got := told(h.app.Do(t.Context(), commands.Request{Key: h.key(), Actor: "U0DANA", Source: domain.FromForm, At: h.now, Channel: "C0FM", Verb: "note",
		File: 1, Args: commands.Values{"words": "by form " + number}, CanForm: true}))
	if !strings.HasPrefix(got, "asks secret: ") {
		t.Errorf("by a form: %s", got)
	}

	reply, err := h.types("Dana", "note h with "+number) // which file is asked first
	picks, ok := reply.(commands.Picks)
	if !ok {
		t.Fatalf("two files: %s", told(reply, err))
	}
	press := picks.Press
	press.File = picks.Files[0].ID
	reply, err = h.press("Dana", press)
	asked, ok = reply.(commands.Asked)
	if !ok || asked.About.Question != "secret" {
		t.Fatalf("after the pick: %s", told(reply, err))
	}
	if h.kept("4111") != 0 {
		t.Error("a question's row holds the number")
	}
	if got, _ := h.replies("Dana", asked, "Leave it out"); !strings.HasPrefix(got, "saved ") {
		t.Errorf("left out after the pick: %s", got)
	}
	if got := h.lastNote(picks.Files[0].ID); got != "with" {
		t.Errorf("left out after the pick leaves %q", got)
	}
}

// TestASecretKeptOverTheNextQuestion: a number that was kept stays kept when something else is asked after it.
func TestASecretKeptOverTheNextQuestion(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	asked := h.wonders("pay FM-1001 12,600 card 4111111111111111")
	p, _ := labelled(asked.Buttons, "Keep the number")
	reply, err := h.press("Dana", p)
	next, ok := reply.(commands.Asked)
	if !ok || next.About.Question != domain.AskOverBalance {
		t.Fatalf("after keeping it: %s", told(reply, err))
	}
	if h.kept("4111") != 0 {
		t.Error("a question's row holds the number")
	}
	if got, _ := h.replies("Dana", next, "Keep $200 unapplied"); !strings.HasPrefix(got, "saved ") {
		t.Errorf("answered: %s", got)
	}
	f, err := h.store.File(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.State.Payments[len(f.State.Payments)-1].Reference; got != "4111111111111111" {
		t.Errorf("the reference is %q", got)
	}
}
