package commands_test

import (
	"testing"

	"paidup/commands"
)

// The form begins with what the file says by itself and what its log says was tried; what is left out of a line is the
// file's owner or the director, and the next business day.
func TestEscalateIsFilledFromTheFile(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.open("Joan Harris", "Kim Tran", "Luz Delgado")
	h.must("submit FM-1002 estimate 9,870 to northline", "reject FM-1002 moisture", "submit FM-1003 estimate 100 to northline",
		"note FM-1003 sent the photos", "log FM-1002 call tom no answer", "log FM-1002 email adjuster asked for the log")
	for _, c := range []struct {
		who, file string
		want      commands.Values
	}{
		{"Dana", "FM-1001", commands.Values{"wrong": "not submitted", "person": "U0MARIA", "by": "2026-11-24"}},
		{"Ben", "FM-1002", commands.Values{"wrong": "rejected: moisture", "person": "U0DANA", "by": "2026-11-24",
			"tried": "Dana called Tom Becker Mon Nov 23, no answer; Dana emailed adjuster Mon Nov 23, asked for the log"}},
		{"Ben", "FM-1003", commands.Values{"wrong": "no answer from Northline", "person": "U0DANA", "by": "2026-11-24",
			"tried": "sent the photos (Dana, Mon Nov 23)"}},
	} {
		reply, err := h.types("Dana", "file "+c.file)
		f, is := reply.(commands.FileView)
		if !is {
			t.Fatal(told(reply, err))
		}
		form, err := h.press(c.who, commands.Press{Verb: "escalate", File: f.File.ID, Form: true})
		got, is := form.(commands.FormFor)
		if !is {
			t.Fatal(told(form, err))
		}
		for _, name := range []string{"wrong", "tried", "person", "by", "words"} {
			if got.In.Text(name) != c.want.Text(name) {
				t.Errorf("%s is filled with %q, not %q", name, got.In.Text(name), c.want.Text(name))
			}
		}
	}
}

// An escalation by a day off is refused with the reason, the next working day a button away.
func TestEscalateByADayOff(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.open("Joan Harris", "Kim Tran")
	h.tell(
		step{"Dana", "escalate FM-1001 to ben by thu look", "invalid by: Thu Nov 26 is a day off: Thanksgiving. The next working day is Fri Nov 27. [Fri Nov 27]"},
		step{"Dana", "[Fri Nov 27]", "acted asked U0BEN by 2026-11-27: look"},
		step{"Dana", "escalate FM-1002 to ben by sat look", "invalid by: Sat Nov 28 is a day off. The next working day is Mon Nov 30. [Mon Nov 30]"},
		step{"Dana", "[Mon Nov 30]", "acted asked U0BEN by 2026-11-30: look"},
	)
}

// The buttons of an escalation are no words: nobody types them, and help does not list them.
func TestButtonsOfAnEscalationAreNotTyped(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.open("Joan Harris")
	h.tell(
		step{"Dana", "escalation take FM-1001", `invalid: "escalation" is not a command…`},
		step{"Dana", "help escalation", `invalid: "escalation" is not a command…`},
		step{"Eve", "escalate FM-1001 to ben look", "forbidden: Escalations are for coordinators, directors, accounting and field."},
		step{"Dana", "escalate FM-1001", "invalid words: What is asked? escalate FM-1001 to tom by tue the day-3 drying log. [Open form]"},
		step{"Dana", "escalate FM-1001 to nobody look", `not_found person: No member in Fort Myers is called "nobody"; pick one with @.`},
		step{"Dana", "escalate FM-1001 to ben by last week look", `invalid by: "last" is not a day ahead; write by tue or by dec 4. [Open form]`},
		step{"Dana", "escalate FM-1001 to eve look", "invalid person: Eve Sandoval is viewer in Fort Myers and can't answer an escalation; ask a coordinator, a director, accounting or field."},
		step{"Dana", "escalate FM-1001 look", "acted asked U0MARIA by 2026-11-24: look"},
		step{"Dana", "escalate FM-1001 to ben by thu look", "conflict: FM-1001 is escalated already: Maria Lind, by Tue Nov 24. [Open file]"},
	)
}

// What somebody takes off a digest's line is asked by the digest of the file's owner, and put off leaves its list.
func TestADigestAsks(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.open("Joan Harris")
	reply, err := h.types("Dana", "digest")
	live, is := reply.(commands.LiveDigest)
	if !is || len(live.Escalate) != 1 || live.Snoozed != 0 {
		t.Fatalf("the digest is %s %v", told(reply, err), live.Escalate)
	}
	id := live.Escalate[0].File
	later, err := h.press("Ben", commands.Press{Verb: "escalation later", File: id, Args: commands.Values{"until": "2 business days", "because": "call booked"}})
	acted, is := later.(commands.Acted)
	if !is {
		t.Fatal(told(later, err))
	}
	e := acted.Escalation
	if e.Asker != "" || e.Asked != "U0DANA" || e.Ask != "submit it" || e.Back.String() != "2026-11-25" {
		t.Errorf("the digest asks %s to %s, back %s", e.Asked, e.Ask, e.Back)
	}
	h.now = h.now.AddDate(0, 0, 1)
	reply, _ = h.types("Dana", "digest")
	if next := reply.(commands.LiveDigest); len(next.Escalate) != 0 || len(next.Aging) != 1 || next.Snoozed != 1 || next.SnoozedUntil.String() != "2026-11-25" {
		t.Errorf("the next digest has %v, %d snoozed until %s", next.Escalate, next.Snoozed, next.SnoozedUntil)
	}
	h.now = h.now.AddDate(0, 0, 1)
	reply, _ = h.types("Dana", "digest")
	if back := reply.(commands.LiveDigest); len(back.Escalate) != 1 || back.Snoozed != 0 {
		t.Errorf("on its day the digest has %v, %d snoozed", back.Escalate, back.Snoozed)
	}
}
