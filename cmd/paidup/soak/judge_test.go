package soak

import (
	"fmt"
	"testing"
	"time"

	"paidup/bot/slackfake"
	"paidup/domain"
)

// TestWeigh: what was told and what is stored together make a fault, or none.
func TestWeigh(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		told    told
		stored  int
		receipt bool
		want    string // lost, doubled, refused and stored, without a word
	}{
		{saved, 1, true, "0 0 0 0"},
		{saved, 0, true, "1 0 0 0"},
		{saved, 2, true, "0 1 0 0"},
		{refused, 0, false, "0 0 0 0"},
		{refused, 1, false, "0 0 1 1"},
		{unsure, 0, true, "1 0 0 0"},
		{unsure, 1, true, "0 0 0 0"},
		{unsure, 1, false, "0 0 0 1"},
		{unheard, 0, false, "0 0 0 0"},
		{unheard, 1, false, "0 0 0 1"},
		{unheard, 2, false, "0 1 0 1"},
		{asked, 1, false, "0 0 0 0"},
		{asked, 2, false, "0 1 0 0"},
	} {
		r := &report{told: map[told]int{}}
		r.weigh(&entry{token: "1", told: c.told}, c.stored, c.receipt)
		if got := fmt.Sprint(r.lost, r.doubled, r.left, r.silent); got != c.want {
			t.Errorf("told %s, stored %d times, receipt %t: %s, want %s", c.told, c.stored, c.receipt, got, c.want)
		}
	}
}

// TestJudgeLines: each stored entry is told once in its thread, and what is not stored is not told.
func TestJudgeLines(t *testing.T) {
	t.Parallel()
	w := &world{files: [][]*domain.File{{{Number: "M0-1001"}}}}
	r := &report{acts: []*entry{{token: "1"}, {token: "2"}, {token: "3"}, {token: "4"}, {token: "5", market: 1}}}
	stored := map[string]int{"1": 1, "2": 1, "3": 1, "5": 1}
	w.judgeLines(r, 0, map[string]int{"1": 1, "3": 2, "4": 1}, stored)
	if r.lines != 1 || r.untold != 1 || r.toldTwice != 2 {
		t.Errorf("%d told once, %d not told, %d told too often: %q", r.lines, r.untold, r.toldTwice, r.examples)
	}
}

// TestPlan: the same seed has the same blows, another has others, and all of them befall in time.
func TestPlan(t *testing.T) {
	t.Parallel()
	o := Options{For: 20 * time.Minute, Seed: 7, Replicas: 3, Kills: 30, Crashes: 10, Failovers: 1, SocketFaults: 200}
	told := func(o Options) (out string) {
		for _, b := range o.plan() {
			if b.at < 0 || b.at > o.For {
				t.Errorf("%s at %s", b.how, b.at)
			}
			out += fmt.Sprintln(b.at, b.how)
		}
		return out
	}
	first := told(o)
	if n := len(o.plan()); n != 241 {
		t.Errorf("%d blows, want 241", n)
	}
	if told(o) != first {
		t.Error("the same seed has other blows")
	}
	o.Seed = 8
	if told(o) == first {
		t.Error("another seed has the same blows")
	}
}

// TestHeard: what the ack of a line says.
func TestHeard(t *testing.T) {
	t.Parallel()
	for says, want := range map[string]told{
		`{"text":"✅ Saved. FM-1042 Harris, $12,400.00"}`:                              saved,
		`{"text":"\"1,2.3.4\" is not an amount; write 1,234.56. Nothing was saved."}`: refused,
		`{"text":"❓ Not saved yet. FM-1042 already has $12,400.00"}`:                  asked,
		`{"text":"I do not know yet whether this was saved; I will say so here."}`:    unsure,
		`{"text":"Saving..."}`: unsure,
	} {
		if got := heard(&slackfake.Turn{Ack: slackfake.Ack{Payload: []byte(says)}}, nil); got != want {
			t.Errorf("%s is heard as %s, want %s", says, got, want)
		}
	}
	if got := heard(&slackfake.Turn{Ack: slackfake.Ack{Problem: "no ack within 3s"}}, nil); got != unheard {
		t.Errorf("no ack is heard as %s", got)
	}
}
