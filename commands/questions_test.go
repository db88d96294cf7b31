package commands_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"paidup/commands"
	"paidup/domain"
)

// wonders types a line of Dana that has to be asked about, and gives the question.
func (h *house) wonders(line string) commands.Asked {
	h.t.Helper()
	reply, err := h.types("Dana", line)
	asked, ok := reply.(commands.Asked)
	if !ok || asked.ID == "" {
		h.t.Fatalf("%s: %s", line, told(reply, err))
	}
	return asked
}

// replies is the press on a button of the question.
func (h *house) replies(who string, asked commands.Asked, label string) (string, commands.Request) {
	h.t.Helper()
	p, found := labelled(asked.Buttons, label)
	if !found {
		h.t.Fatalf("no button %q on %s", label, told(asked, nil))
	}
	r := p.Request()
	r.Key, r.Actor, r.At, r.Channel, r.CanForm = h.key(), h.id(who), h.now, "C0"+h.code, true
	return told(h.app.Do(context.Background(), r)), r
}

// kept is how many rows of questions hold the words.
func (h *house) kept(words string) int {
	h.t.Helper()
	var n int
	if err := h.store.DB().QueryRow(`select count(*) from questions where body::text like '%' || $1 || '%'`, words).Scan(&n); err != nil {
		h.t.Fatal(err)
	}
	return n
}

// TestQuestionIsARow: whatever is asked stands in a row, and its buttons carry the row and no arguments.
func TestQuestionIsARow(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	for _, line := range []string{"pay FM-1001 12,600 check 881", "invoice FM-1002 900 inv 5600", "pay FM-1001 400 check 771"} {
		for _, b := range h.wonders(line).Buttons {
			if b.Press.Form {
				continue // it opens a form and answers nothing
			}
			if b.Press.Question == "" || len(b.Press.Args) > 0 {
				t.Errorf("%s: [%s] carries the row %q and %v", line, b.Label, b.Press.Question, b.Press.Args)
			}
		}
	}
	h.tell(
		step{"Dana", "pay FM-1001 5 check 1 inv 9999", "invalid inv: Invoice 9999 is not on FM-1001; it has…"},
		step{"Dana", "note h wet", "picks \"h\" [FM-1001]…"},
		step{"Dana", "[FM-1001]", "saved FM-1001 e6 INVOICED, balance $12,400.00"},
	)
}

// TestQuestionAnsweredOnce: by whom it was asked, once, within half an hour; the same press again is the same answer, and
// every other is told what became of the question.
func TestQuestionAnsweredOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.open("Harris", "Cole", "Hale", "Tran", "Abbott", "Ruiz")
	words := strings.Repeat("wet ", 800)
	many := "note FM-1001,1002,1003,1004,1005,1006 "
	asked := h.wonders(many + words)
	if got, _ := h.replies("Ben", asked, "Do all 6"); got != "forbidden: That question is for Dana Reyes to answer." {
		t.Errorf("somebody else answers: %s", got)
	}
	h.now = h.now.Add(time.Minute)
	first, r := h.replies("Dana", asked, "Do all 6")
	if !strings.HasPrefix(first, "saved FM-1001 e2 RECEIVED, balance $0.00; FM-1002 e2") {
		t.Errorf("answered: %s", first)
	}
	if again := told(h.app.Do(context.Background(), r)); again != first {
		t.Errorf("redelivered: %s", again)
	}
	for _, label := range []string{"Do all 6", "Drop it"} {
		if got, _ := h.replies("Dana", asked, label); got != "conflict: Already saved at 8:13 am ET (e2). Nothing was added." {
			t.Errorf("pressed again, [%s]: %s", label, got)
		}
	}
	f, err := h.store.File(t.Context(), 6)
	if err != nil || f.Version != 2 || f.History()[1].Notes[0].Words != strings.TrimSpace(words) {
		t.Errorf("the note was not kept whole: version %d, %v", f.Version, err)
	}

	asked = h.wonders(many + "late")
	h.now = h.now.Add(domain.QuestionLife + time.Second)
	over := "not_found: That question waited half an hour and is over. Nothing was saved; say it again if it is still meant."
	if got, _ := h.replies("Dana", asked, "Do all 6"); got != over {
		t.Errorf("answered after half an hour: %s", got)
	}
	asked = h.wonders(many + "dropped")
	if got, _ := h.replies("Dana", asked, "Drop it"); got != "says Dropped. Nothing was saved." {
		t.Errorf("dropped: %s", got)
	}
	if got, _ := h.replies("Dana", asked, "Do all 6"); got != "conflict: You dropped that at 8:43 am ET. Nothing was saved." {
		t.Errorf("answered after it was dropped: %s", got)
	}
	h.now = h.now.Add(25 * time.Hour)
	h.wonders(many + "next day")
	if got, _ := h.replies("Dana", asked, "Do all 6"); got != over {
		t.Errorf("a day later: %s", got)
	}
}

// TestAlreadySaved: the second press on a payment's question says what the first one saved.
func TestAlreadySaved(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	asked := h.wonders("pay FM-1001 12,600 check 881")
	if got, _ := h.replies("Dana", asked, "Keep $200 unapplied"); got != "saved FM-1001 e6 PAID IN FULL, balance $0.00" {
		t.Errorf("answered: %s", got)
	}
	want := "conflict: Already saved: $12,600.00, check 881, by you at 8:12 am ET (e6). Nothing was added."
	if got, _ := h.replies("Dana", asked, "Keep $200 unapplied"); got != want {
		t.Errorf("pressed again: %s", got)
	}
}

// TestOneQuestionInAPlace: a question gives way to the next one that the same person is asked in the same place, and to no
// other; the same question asked again by a redelivery is still that question.
func TestOneQuestionInAPlace(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	line := h.typed("Dana", "pay FM-1001 12,600 check 881")
	first, _ := h.app.Do(t.Context(), line)
	again, _ := h.app.Do(t.Context(), line)
	if a, b := first.(commands.Asked).ID, again.(commands.Asked).ID; a != b {
		t.Errorf("a redelivery asks %s and not %s", b, a)
	}
	elsewhere := h.wonders("pay FM-1001 12,700 check 882 @@C0PC")
	if _, err := h.types("Ben", "pay FM-1001 12,800 check 883"); err != nil {
		t.Fatal(err)
	}
	newer := h.wonders("invoice FM-1002 900 inv 5601")
	gone := "conflict: A newer question took the place of that one. Nothing was saved; say it again if it is still meant."
	if got, _ := h.replies("Dana", first.(commands.Asked), "Keep $200 unapplied"); got != gone {
		t.Errorf("the older question: %s", got)
	}
	if got, _ := h.replies("Dana", newer, "Drop"); got != "says Dropped. Nothing was saved." {
		t.Errorf("the newer question: %s", got)
	}
	if got, _ := h.replies("Dana", elsewhere, "Keep $300 unapplied"); got != "saved FM-1001 e6 PAID IN FULL, balance $0.00" {
		t.Errorf("the question in another place: %s", got)
	}
}

// TestLinesAreAskedInTurn: the lines of one direct message are asked about one after the other. One that has nothing to ask
// any more when its turn comes is simply done.
func TestLinesAreAskedInTurn(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	say := func(n int, line string) commands.Reply {
		r := h.typed("Dana", line)
		r.Batch, r.Line, r.Channel, r.CanForm = "event/1", n, "D0DANA", false
		reply, err := h.app.Do(t.Context(), r)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		return reply
	}
	first := say(1, "pay FM-1001 12,600 check 881").(commands.Asked)
	if got := told(say(2, "pay FM-1001 12,700 check 882"), nil); got != "says ❓ Not saved yet. pay FM-1001 12,700 check 882 is asked about after the question above." {
		t.Errorf("the second line: %s", got)
	}
	if got := told(say(3, "invoice FM-1002 900 inv 5600"), nil); !strings.Contains(got, "is asked about after the question above") {
		t.Errorf("the third line: %s", got)
	}
	if got := told(say(4, "note FM-1002 wet"), nil); !strings.HasPrefix(got, "saved FM-1002") {
		t.Errorf("a line without a question: %s", got)
	}
	if _, err := h.types("Ben", "invoice FM-1001 5,000 inv 5602 more"); err != nil {
		t.Fatal(err)
	}
	p, _ := labelled(first.Buttons, "Drop")
	r := p.Request()
	r.Key, r.Actor, r.At, r.Channel = h.key(), "U0DANA", h.now, "D0DANA"
	if got := told(h.app.Do(t.Context(), r)); got != "says Dropped. Nothing was saved." {
		t.Errorf("the first answer: %s", got)
	}
	if got := told(h.app.Next(t.Context(), r)); got != "saved FM-1001 e7 INVOICED, balance $4,700.00" { // there is room for it by now
		t.Errorf("the second line's turn: %s", got)
	}
	last, err := h.app.Next(t.Context(), r)
	if got := told(last, err); !strings.HasPrefix(got, "asks no_approval: ") {
		t.Errorf("the third line's turn: %s", got)
	}
	if got, _ := h.replies("Dana", last.(commands.Asked), "Invoice without"); got != "saved FM-1002 e3 INVOICED, balance $900.00" {
		t.Errorf("the last answer: %s", got)
	}
	if next, err := h.app.Next(t.Context(), r); next != nil || err != nil {
		t.Errorf("nothing waits any more: %s", told(next, err))
	}
}

// TestAnOfferIsNoQuestion: what may only be asked for is offered beside the questions: no line waits for it, and no question
// gives way to it.
func TestAnOfferIsNoQuestion(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	asked := h.wonders("pay FM-1001 12,600 check 881")
	for n, line := range []string{"void FM-1001 e5 because wrong", "pay FM-1002 900 check 882 on oct 1"} {
		r := h.typed("Dana", line)
		r.Batch, r.Line = "event/1", n+1
		if got := told(h.app.Do(t.Context(), r)); !strings.Contains(got, "[Ask ") {
			t.Errorf("%s: %s", line, got)
		}
	}
	if got, _ := h.replies("Dana", asked, "Keep $200 unapplied"); !strings.HasPrefix(got, "saved ") {
		t.Errorf("the question beside the offers: %s", got)
	}
	r := h.typed("Dana", "invoice FM-1002 900 inv 5600")
	r.Batch, r.Line = "event/1", 3
	if got := told(h.app.Do(t.Context(), r)); !strings.HasPrefix(got, "asks no_approval: ") {
		t.Errorf("the line after the offers: %s", got)
	}
}

// TestASecretInARequest: what is asked of somebody else is asked about like what is stored at once.
func TestASecretInARequest(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	h.tell(
		step{"Dana", "void FM-1001 e5 because paid by 4111 1111 1111 1111", "asks secret: Looks like a card number (…1111) [Leave it out]…"},
		step{"Dana", "[Leave it out]", "forbidden: …"},
		step{"Dana", "[Ask Priya]", "says Asked Priya Nair: …"},
		step{"Dana", "pay FM-1001 5 card 4111111111111111 on oct 1", "forbidden on: …"},
		step{"Dana", "[Ask Priya]", "asks secret: Looks like a card number (…1111) [Leave it out]…"},
		step{"Dana", "[Leave it out]", "asks early: …"},
		step{"Dana", "[It came that day]", "says Asked Priya Nair: …"},
	)
	if h.kept("4111") != 0 {
		t.Error("a question's row holds the number")
	}
	var n int
	if err := h.store.DB().QueryRow(`select count(*) from requests where body::text || says like '%4111%'`).Scan(&n); err != nil || n > 0 {
		t.Errorf("%d requests hold the number, %v", n, err)
	}
}

// TestAQuestionCanBeHadAgain: my tells of the question that waits where it is asked, and asks it again.
func TestAQuestionCanBeHadAgain(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	my := func() commands.Files {
		reply, err := h.types("Dana", "my")
		list, ok := reply.(commands.Files)
		if !ok {
			t.Fatalf("my: %s", told(reply, err))
		}
		return list
	}
	asked := h.wonders("pay FM-1001 12,600 check 881")
	h.now = h.now.Add(29 * time.Minute)
	list := my()
	if want := "❓ A question of 8:12 am ET waits: pay FM-1001"; len(list.Notes) != 1 || list.Notes[0] != want || len(list.Buttons) != 1 {
		t.Fatalf("my says %q with %d buttons, not %q", list.Notes, len(list.Buttons), want)
	}
	again, err := h.press("Dana", list.Buttons[0].Press)
	if q, ok := again.(commands.Asked); !ok || q.ID != asked.ID {
		t.Fatalf("asked again: %s", told(again, err))
	}
	h.now = h.now.Add(29 * time.Minute) // it lives anew
	if got, _ := h.replies("Dana", asked, "Keep $200 unapplied"); got != "saved FM-1001 e6 PAID IN FULL, balance $0.00" {
		t.Errorf("answered: %s", got)
	}
	if list := my(); len(list.Notes) > 0 || len(list.Buttons) > 0 {
		t.Errorf("my says %q when nothing waits", list.Notes)
	}
	if got := told(h.press("Dana", list.Buttons[0].Press)); got != "not_found: No question waits for you here." {
		t.Errorf("asked again when nothing waits: %s", got)
	}
	h.wonders("note FM-1002 card 4111 1111 1111 1111")
	if list := my(); len(list.Notes) != 1 || list.Notes[0] != "❓ A question of 9:10 am ET waits: note FM-1002; say it again" || len(list.Buttons) > 0 {
		t.Errorf("a number that is kept nowhere: %q with %d buttons", list.Notes, len(list.Buttons))
	}
}
