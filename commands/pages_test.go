package commands_test

import (
	"fmt"
	"strings"
	"testing"

	"paidup/commands"
)

// pages presses on until the list is over, and gives how many files and asks each message has and the files that were shown.
func (h *house) pages(who string, next *commands.Press) (sizes []string, shown map[string]int) {
	h.t.Helper()
	shown = map[string]int{}
	for next != nil {
		reply, err := h.press(who, *next)
		list, ok := reply.(commands.Files)
		if err != nil || !ok || len(sizes) > 9 {
			h.t.Fatal(told(reply, err))
		}
		sizes = append(sizes, fmt.Sprintf("%d+%d", len(list.Waits), len(list.Files)))
		for _, f := range list.Files {
			shown[f.Number]++
		}
		next = list.Next
	}
	return sizes, shown
}

// TestEveryFileOfAListIsAPressAway: what a list cuts is counted and comes by its button, each file once.
func TestEveryFileOfAListIsAPressAway(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.open(strings.Fields(strings.Repeat("Harris ", 65))...)
	reply, err := h.types("Dana", "my")
	list, ok := reply.(commands.Files)
	if err != nil || !ok || len(list.Files) != 10 || list.More != 55 {
		t.Fatal(told(reply, err))
	}
	sizes, shown := h.pages("Dana", list.Next)
	if got := strings.Join(sizes, " "); got != "0+30 0+30 0+5" || len(shown) != 65 {
		t.Errorf("%d files in %s", len(shown), got)
	}
}

// TestAllThatIsAskedIsAPressAway: what others ask comes before the files, all of it.
func TestAllThatIsAskedIsAPressAway(t *testing.T) {
	t.Parallel()
	h := invoiced(t)
	h.must("assign FM-1002 ben")
	for i := range 12 {
		h.asks("Dana", fmt.Sprintf("adjust FM-1001 writeoff %d because agreed", i+1), "Ask Maria")
	}
	h.tell(step{"Maria", "assign FM-1003 maria", "saved FM-1003 e2 RECEIVED, balance $0.00"})
	reply, err := h.types("Maria", "my")
	list, ok := reply.(commands.Files)
	if err != nil || !ok || list.MoreWaits != 9 {
		t.Fatal(told(reply, err))
	}
	if sizes, shown := h.pages("Maria", list.Next); strings.Join(sizes, " ") != "10+0 2+1" || shown["FM-1003"] != 1 {
		t.Errorf("pages %s, %v", sizes, shown)
	}
}

// TestOlderEntriesAreAPressAway: a bare undo lists the last five, and goes on.
func TestOlderEntriesAreAPressAway(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.open("Harris")
	for _, words := range []string{"one", "two", "three", "four", "five", "six", "seven"} {
		h.must("note FM-1001 " + words)
	}
	reply, err := h.types("Dana", "undo")
	if got := told(reply, err); got != `entries "Your last entries" FM-1001 e8, FM-1001 e7, FM-1001 e6, FM-1001 e5, FM-1001 e4` {
		t.Fatal(got)
	}
	entries := reply.(commands.Entries)
	rest, err := h.press("Dana", *entries.Next)
	if got := told(rest, err); got != `entries "Your last entries" FM-1001 e3, FM-1001 e2` || entries.More != 2 {
		t.Errorf("%d more: %s", entries.More, got)
	}
}
