package commands_test

import (
	"encoding/json"
	"fmt"
	"sync"
	"testing"
	"time"

	"paidup/commands"
	"paidup/domain"
)

// asks is the request of what the person says and asks somebody for by the button of that label.
func (h *house) asks(who, line, label string) domain.RequestID {
	h.t.Helper()
	reply, err := h.types(who, line)
	p, found := labelled(buttonsOf(reply, err), label)
	if !found {
		h.t.Fatalf("%s: %s", line, told(reply, err))
	}
	reply, err = h.press(who, p)
	if yes, early := labelled(buttonsOf(reply, err), "It came that day"); early {
		reply, err = h.press(who, yes)
	}
	if said, ok := reply.(commands.Said); !ok || err != nil || said.Text[:5] != "Asked" {
		h.t.Fatalf("%s [%s]: %s", line, label, told(reply, err))
	}
	var id domain.RequestID
	if err := h.store.DB().QueryRow(`select max(id) from requests`).Scan(&id); err != nil {
		h.t.Fatal(err)
	}
	return id
}

// answers presses Allow, or sends the form of Refuse with words.
func (h *house) answers(who string, id domain.RequestID, words string) string {
	verb, in := commands.VerbAllow, commands.Values{"request": fmt.Sprint(id)}
	if words != "" {
		verb = commands.VerbRefuse
		in["because"] = words
	}
	reply, err := h.press(who, commands.Press{Verb: verb, Args: in})
	return told(reply, err)
}

// TestRequests: what may be asked for is stored by the one who allows it, once, and says who asked.
func TestRequests(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	const allowed = "saved FM-1001 e6 PAID IN FULL, balance $0.00; Dana asked for it and is told.; Once Undo is over: void FM-1001 e6 because … is for accounting."
	id := h.asks("Dana", "pay FM-1001 12,400 check 902 on nov 13", "Ask Priya")
	q, err := h.store.Request(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if want := "log $12,400.00, check 902, on FM-1001 Harris, dated Fri Nov 13"; q.Says != want {
		t.Errorf("asked %q, not %q", q.Says, want)
	}
	for _, step := range []struct{ who, words, wants string }{
		{"Dana", "", "forbidden: Answering a request is for directors and accounting."},
		{"Maria", "", "forbidden: This is asked of accounting."},
		{"Ben", "no", "forbidden: Answering a request is for directors and accounting."},
		{"Priya", "", allowed},
		{"Priya", "", "saved FM-1001 e6 PAID IN FULL, balance $0.00"},
		{"Priya", "no", "conflict: You allowed this at 8:12 am ET. Nothing is left to do."},
	} {
		if got := h.answers(step.who, id, step.words); got != step.wants {
			t.Errorf("%s answers %q: %s\nwant %s", step.who, step.words, got, step.wants)
		}
	}
	f, err := h.store.File(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if c := f.Entry(6); c == nil || c.Actor != "U0PRIYA" || c.For != "U0DANA" || c.Source != domain.FromButton || f.Version != 6 {
		t.Errorf("the entry is %+v of %d", c, f.Version)
	}
}

// TestRequestsOvertaken: what came between is said and asked about; what the law refuses by then is not stored.
func TestRequestsOvertaken(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	pay := h.asks("Dana", "pay FM-1001 400 check 902 on nov 13", "Ask Priya")
	void := h.asks("Dana", "void FM-1001 e5 because twice", "Ask Priya")
	if _, err := h.types("Ben", "pay FM-1001 100 check 903"); err != nil {
		t.Fatal(err)
	}
	h.now = h.now.Add(48 * time.Minute)
	reply, err := h.press("Priya", commands.Press{Verb: commands.VerbAllow, Args: commands.Values{"request": fmt.Sprint(pay)}})
	if got := told(reply, err); got != "asks overtaken: Ben entered $100.00, check 903 at 8:12 am ET, after Dana had asked. [Drop it] [Allow it]" {
		t.Errorf("asked again: %s", got)
	}
	p, _ := labelled(buttonsOf(reply, err), "Allow it")
	reply, err = h.press("Priya", p)
	if got := told(reply, err); got != "saved FM-1001 e7 INVOICED, balance $11,900.00; Dana asked for it and is told.; Once Undo is over: void FM-1001 e7 because … is for accounting." {
		t.Errorf("allowed all the same: %s", got)
	}
	if _, err := h.types("Priya", "void FM-1001 e5 because twice"); err != nil {
		t.Fatal(err)
	}
	if got := h.answers("Priya", void, ""); got != "conflict: e5 was taken back already (e8). Nothing was added." {
		t.Errorf("what the law refuses: %s", got)
	}
	if got := h.answers("Priya", void, "it is done"); got != `says Refused: void e5, $6,240.00, check 771, on FM-1001 Harris, "twice". Dana is told.` {
		t.Errorf("refused: %s", got)
	}
}

// TestRequestsTogether: however many answer at once, one of them does.
func TestRequestsTogether(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	id := h.asks("Dana", "pay FM-1001 400 check 902 on nov 13", "Ask Priya")
	var all sync.WaitGroup
	got := make([]string, 6)
	for i := range got {
		in := *h
		in.suffix, in.code = h.suffix, fmt.Sprint("FM", i)
		all.Go(func() { got[i] = in.answers("Priya", id, []string{"", "no"}[i%2]) })
	}
	all.Wait()
	q, err := h.store.Request(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	f, err := h.store.File(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if stored := f.Version == 6; stored != (q.Outcome == domain.RequestAllowed) || q.Outcome == domain.RequestWaits {
		t.Errorf("it is %s and the file has %d entries: %q", q.Outcome, f.Version, got)
	}
}

// TestRequestsOfTwo: what takes a director and accounting is stored when both have said yes, whoever begins.
func TestRequestsOfTwo(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	const line = "adjust FM-1001 writeoff 700 because moved away"
	h.tell(step{"Tom", line, "not_found…"}, step{"Dana", line, "forbidden amount: $700.00 is over the limit of $500.00. More is for a director and accounting together. [Ask Maria]"})

	id := h.asks("Priya", line, "Ask Maria")
	if got := h.answers("Maria", id, ""); got != "saved FM-1001 e6 INVOICED, balance $11,700.00; Priya asked for it and is told.; Once Undo is over: void FM-1001 e6 because … is for accounting." {
		t.Errorf("a director confirms: %s", got)
	}
	id = h.asks("Maria", line, "Ask Priya")
	if got := h.answers("Maria", id, ""); got != "forbidden: Nobody answers their own request." {
		t.Errorf("her own: %s", got)
	}
	if got := h.answers("Priya", id, ""); got != "saved FM-1001 e7 INVOICED, balance $11,000.00; Maria asked for it and is told.; Once Undo is over: void FM-1001 e7 because … is for accounting." {
		t.Errorf("accounting confirms: %s", got)
	}
	id = h.asks("Dana", line, "Ask Maria")
	const passed = `says You allow it. It takes Priya Nair too: write off $700.00 on FM-1001 Harris, "moved away". Nothing is saved until then.`
	if got := h.answers("Maria", id, ""); got != passed {
		t.Errorf("a director allows what takes two: %s", got)
	}
	if got := h.answers("Maria", id, ""); got != "conflict: You allowed it already; it takes accounting too. Nothing is left to do." {
		t.Errorf("the same director again: %s", got)
	}
	if got := h.answers("Ben", id, ""); got != "forbidden: Answering a request is for directors and accounting." {
		t.Errorf("somebody who was not asked: %s", got)
	}
	if got := h.answers("Priya", id, ""); got != "saved FM-1001 e8 INVOICED, balance $10,300.00; Maria allowed it too. Dana asked for it and is told.; Once Undo is over: void FM-1001 e8 because … is for accounting." {
		t.Errorf("accounting allows it too: %s", got)
	}
}

// TestRequestsKeepWhatTheyAsk: a request holds the arguments in canonical form and nothing of its own is lost when they are
// too long for a button.
func TestRequestsKeepWhatTheyAsk(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	var long string
	for range 300 {
		long += "meant 1024 "
	}
	id := h.asks("Dana", "void FM-1001 e5 because "+long, "Ask Priya")
	q, err := h.store.Request(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	var p commands.Press
	if err := json.Unmarshal(q.Body, &p); err != nil || p.Verb != "void" || p.File != 1 || p.Args["entry"] != "e5" || len(p.Args["because"]) < 3000 {
		t.Errorf("kept %+v: %v", p, err)
	}
	if got := h.answers("Priya", id, ""); got != "saved FM-1001 e6 INVOICED, balance $18,640.00; Dana asked for it and is told.; Once Undo is over: void FM-1001 e6 because … is for accounting." {
		t.Errorf("allowed: %s", got)
	}
}
