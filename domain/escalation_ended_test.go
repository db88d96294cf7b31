package domain

import (
	"testing"
	"time"
)

// An escalation ends with its file, however that ends; what is pressed afterwards changes nothing and says how it ended.
func TestAnEscalationEndsWithItsFile(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		ends []func(*File) error
		how  Settled
		says string
	}{
		"cancelled": {[]func(*File) error{cancel}, "cancelled",
			"conflict: FM-1042 was cancelled Mon Nov 23 by Dana Reyes. Nothing is left to do."},
		"paid in full": {[]func(*File) error{bill(100_00, "1"), pay(100_00)}, "paid in full",
			"conflict: FM-1042 was paid in full, entered Mon Nov 23 by Dana Reyes. Nothing is left to do."},
		"written off": {[]func(*File) error{bill(100_00, "1"), writeOff(100_00)}, "closed by write-off",
			"conflict: FM-1042 was closed by write-off, entered Mon Nov 23 by Dana Reyes. Nothing is left to do."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := escalated(t).must("tom", (*Escalation).Take)
			m.s.on(day(time.November, 23))
			for _, law := range c.ends {
				m.s.must(law)
			}
			m.e.End()
			m.e.End() // it has ended once
			last := m.e.Last()
			if !m.e.Ended() || last.N != 3 || last.How != c.how || last.FileVersion != m.s.f.Version || !m.e.NextAt().IsZero() {
				t.Fatalf("after %d acts it has ended %v: %+v", m.e.Version, m.e.Ended(), last)
			}
			for _, law := range []func(*Escalation) error{(*Escalation).Take, (*Escalation).Direct, (*Escalation).Withdraw, settle(Answered, "sent"),
				snooze(day(time.November, 30), "sick"), hand("maria")} {
				if got := m.try("tom", law); got != c.says {
					t.Errorf("it says\n%s\nnot\n%s", got, c.says)
				}
			}
		})
	}
}

// One that is open, or over already, does not end with its file.
func TestWhatDoesNotEndWithItsFile(t *testing.T) {
	t.Parallel()
	open := escalated(t)
	if open.e.End(); open.e.Done || open.e.Version != 1 {
		t.Errorf("that of a file that is open has ended: %+v", open.e.Last())
	}
	done := escalated(t).must("tom", settle(Answered, ""))
	done.s.on(day(time.November, 23)).must(cancel)
	if done.e.End(); done.e.Ended() || done.e.Version != 2 {
		t.Errorf("one that is done has ended anew: %+v", done.e.Last())
	}
	if v := (&EscalationEvent{Act: EscalationEnded, Actor: "dana"}); done.e.Hears(*v) != "" {
		t.Errorf("%q hears of it", done.e.Hears(*v))
	}
}

// It does not come back with its file, whether the end was undone or the file reopened: it may be escalated anew.
func TestAnEscalationStaysEndedOnceItsFileIsOpenAgain(t *testing.T) {
	t.Parallel()
	for name, law := range map[string]func(*File) error{"undone": undo(4), "reopened": reopen} {
		m := escalated(t)
		m.s.on(day(time.November, 23)).must(cancel)
		m.e.End()
		m.s.must(law)
		m.e.End()
		const want = "conflict: FM-1042 was cancelled Mon Nov 23 by you. FM-1042 was reopened since; escalate it anew."
		if got := m.on(day(time.November, 24)).try("dana", (*Escalation).Take); got != want || !m.e.Ended() {
			t.Errorf("%s: it says\n%s, not\n%s", name, got, want)
		}
		plea := Plea{Cause: ByHand, Ask: "the log", To: "tom"}
		if _, err := Escalate(m.s.f, m.act("ben"), nil, plea); err != nil {
			t.Errorf("%s: it can't be escalated anew: %v", name, err)
		}
	}
}
