package card

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"paidup/commands"
	"paidup/domain"
)

const (
	tom   = domain.PersonID("U0TOM")
	maria = domain.PersonID("U0MARIA")
)

// tran is FM-1063, rejected twice for its moisture log.
func tran(t *testing.T) *story {
	t.Helper()
	s := begin(t, 1063, "Kim Tran")
	s.received("2026-10-13", domain.Facts{Customer: "Kim Tran", Carrier: "Harbor Mutual", Payer: "Harbor Mutual", Program: "Northline"})
	s.submitted("2026-10-21", domain.Submission{Amount: 9_870_00, To: "Northline"})
	s.rejected("2026-10-30", "", "moisture")
	s.submitted("2026-11-06", domain.Submission{To: "Northline"})
	s.rejected("2026-11-19", "", "moisture")
	return s
}

// raised is the house's example: Ben asks Tom on Friday for the day-3 drying log.
func raised(t *testing.T, privacy domain.Privacy) commands.Escalated {
	t.Helper()
	s := tran(t)
	for i, m := range s.f.Market.Members {
		if m.Person.ID == maria {
			s.f.Market.Members[i].Roles = []domain.Role{domain.Director}
		}
	}
	s.f.Market.Privacy = privacy
	pack := commands.Pack{On: day("2026-11-23"), Why: "rejected twice for the same thing", Cents: 9_870_00, Began: "received", Since: day("2026-10-13"),
		Happened: []commands.PackLine{{On: day("2026-10-21"), What: "submitted to", Whom: "Northline"},
			{On: day("2026-10-30"), What: "rejected", Words: "moisture"}, {On: day("2026-11-06"), What: "submitted, round 2"},
			{On: day("2026-11-19"), What: "rejected", Words: "moisture"}},
		Held:  []commands.PackHeld{{Name: "us", Days: 16}, {Name: "Northline", Days: 22}, {Name: "field", Days: 3}},
		Tried: "Ben called Tom Fri Nov 20, no answer"}
	context, err := json.Marshal(pack)
	if err != nil {
		t.Fatal(err)
	}
	act := domain.Act{Key: "ask", Actor: ben, At: day("2026-11-20").At(15, 15, s.f.Market.Location())}
	e, err := domain.Escalate(s.f, act, nil, domain.Plea{Cause: domain.ByHand, Wrong: "moisture log missing",
		Ask: "the day-3 drying log, basement", To: tom, Due: day("2026-11-24"), Context: context})
	if err != nil {
		t.Fatal(err)
	}
	e.ID = 17
	return shown(t, e, "")
}

func shown(t *testing.T, e *domain.Escalation, to domain.PersonID) commands.Escalated {
	t.Helper()
	v, err := commands.ShowEscalation(e, everybody(), to)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// acts does one act at the time of Mon Nov 23.
func acts(t *testing.T, e *domain.Escalation, who domain.PersonID, hour, minute int, law func(*domain.Escalation) error) {
	t.Helper()
	at := today().At(hour, minute, e.File.Market.Location())
	e.Begin(domain.Act{Key: at.Format(time.RFC3339) + string(who), Actor: who, At: at})
	if err := law(e); err != nil {
		t.Fatal(err)
	}
	e.Finish()
}

func shortNames() domain.Privacy { return domain.Privacy{Names: namesShort, Amounts: true} }

// The message of an escalation, as the house draws it: asked, taken, done.
func TestEscalation(t *testing.T) {
	t.Parallel()
	v := raised(t, shortNames())
	m := Pen{}.Message(v)
	message(t, "escalation_asked", m, `
		🟠 FM-1063 Tran · moisture log missing
		@U0TOM, by Tue Nov 24: the day-3 drying log, basement
		From Ben Okafor, Fri Nov 20, 3:15 pm ET
		Why now: rejected twice for the same thing
		At stake: $9,870.00 not billed, received Oct 13
		What happened
		Oct 21 submitted to Northline
		Oct 30 rejected: moisture
		Nov 6 submitted, round 2
		Nov 19 rejected: moisture
		By Nov 23: us 16 days, Northline 22, field 3
		Tried: Ben called Tom Fri Nov 20, no answer
		Next: Tue Nov 24, 5:00 pm ET to Maria Lind
		[I'm on it] [Done…] [⋯ Later…, Assign…, Ask a question…, Send to director, Open file]`)
	if want := "Tom Becker: FM-1063 Tran needs the day-3 drying log, basement by Tue Nov 24"; m.Text != want {
		t.Errorf("text is %q, want %q", m.Text, want)
	}
	acts(t, v.Escalation, tom, 8, 14, (*domain.Escalation).Take)
	m = Pen{}.Message(shown(t, v.Escalation, ""))
	message(t, "escalation_taken", m, `
		🟠 FM-1063 Tran · moisture log missing
		Tom Becker is on it (Mon Nov 23, 8:14 am ET)
		Next: if nothing by Tue Nov 24, 5:00 pm ET, Ben and Maria Lind are told
		[Done…] [Later…] [⋯ Assign…, Ask a question…, Send to director, Open file]`)
	if want := "FM-1063 Tran, Tom Becker is on it"; m.Text != want {
		t.Errorf("text is %q, want %q", m.Text, want)
	}
	acts(t, v.Escalation, tom, 11, 40, func(e *domain.Escalation) error {
		return e.Settle(domain.Uploaded, "uploaded to the job folder")
	})
	message(t, "escalation_done", Pen{}.Message(shown(t, v.Escalation, "")), `
		✅ FM-1063 Tran · moisture log missing
		Done by Tom Becker, Mon Nov 23, 11:40 am ET:
		uploaded to the job folder`)
}

// Put off, sent to the director, and asked about.
func TestEscalationOnItsWay(t *testing.T) {
	t.Parallel()
	v := raised(t, shortNames())
	acts(t, v.Escalation, tom, 8, 14, func(e *domain.Escalation) error { return e.Snooze(day("2026-11-25"), "the lab is closed") })
	message(t, "escalation_later", Pen{}.Message(shown(t, v.Escalation, "")), `
		⏸ FM-1063 Tran · moisture log missing
		Back Wed Nov 25, 8:00 am ET
		Later, by Tom Becker: the lab is closed
		[I'm on it] [Done…] [⋯ Later…, Assign…, Ask a question…, Send to director, Open file]`)
	acts(t, v.Escalation, ben, 9, 0, (*domain.Escalation).Direct)
	acts(t, v.Escalation, maria, 9, 5, func(e *domain.Escalation) error { return e.Question("since when?") })
	got := read(Pen{}.Message(shown(t, v.Escalation, "")).Blocks)
	want := trimmed(`
		🟠 FM-1063 Tran · moisture log missing
		Maria Lind, by Tue Nov 24: the day-3 drying log, basement
		From Ben Okafor, Fri Nov 20, 3:15 pm ET
		Sent to Maria Lind, by Tue Nov 24. Ben Okafor, Mon Nov 23, 9:00 am ET
		Why now: rejected twice for the same thing
		At stake: $9,870.00 not billed, received Oct 13
		What happened
		Oct 21 submitted to Northline
		Oct 30 rejected: moisture
		Nov 6 submitted, round 2
		Nov 19 rejected: moisture
		By Nov 23: us 16 days, Northline 22, field 3
		Tried: Ben called Tom Fri Nov 20, no answer
		❓ Maria Lind asks: since when?
		[I'm on it] [Done…] [⋯ Later…, Assign…, Ask a question…, Send to director, Open file]`)
	if got != want {
		t.Errorf("it reads\n%s\nnot\n%s", got, want)
	}
	message(t, "escalation_acts", Pen{}.Message(commands.EscalationActs{Escalation: v.Escalation, Acts: v.Escalation.Events()[1:], People: everybody()}), `
		⏸ Later, back Wed Nov 25: the lab is closed. Tom Becker, Mon Nov 23, 8:14 am ET
		Sent to Maria Lind, by Tue Nov 24. Ben Okafor, Mon Nov 23, 9:00 am ET
		❓ since when? Maria Lind, Mon Nov 23, 9:05 am ET`)
	message(t, "escalation_heard", Pen{}.Message(commands.EscalationActs{Escalation: v.Escalation, Acts: v.Escalation.Events()[3:], People: everybody(), For: ben}), `
		FM-1063 Tran: ❓ since when? Maria Lind, Mon Nov 23, 9:05 am ET
		[Answer…] [Open file]`)
}

// With the person asked: no amounts, and no buttons once it is somebody else's.
func TestEscalationWithAPerson(t *testing.T) {
	t.Parallel()
	v := raised(t, shortNames())
	m := Pen{}.Message(shown(t, v.Escalation, tom))
	message(t, "escalation_person", m, `
		FM-1063 Tran needs you by Tue Nov 24:
		the day-3 drying log, basement (asked by Ben)
		[I'm on it] [Done…] [⋯ Later…, Assign…, Ask a question…, Send to director, Open file]`)
	if want := "FM-1063 Tran needs you by Tue Nov 24: the day-3 drying log, basement (asked by Ben)"; m.Text != want {
		t.Errorf("text is %q, want %q", m.Text, want)
	}
	acts(t, v.Escalation, tom, 8, 14, (*domain.Escalation).Take)
	message(t, "escalation_person_on_it", Pen{}.Message(shown(t, v.Escalation, tom)), `
		🟠 FM-1063 Tran: you are on it
		the day-3 drying log, basement (asked by Ben)
		Next: if nothing by Tue Nov 24, 5:00 pm ET, Ben and Maria Lind are told
		[Done…] [Later…] [⋯ Assign…, Ask a question…, Send to director, Open file]`)
	message(t, "escalation_taken_receipt", Pen{}.Message(commands.Acted{Escalation: v.Escalation, Event: *v.Escalation.Last(), People: everybody()}), `
		✅ Saved. FM-1063 Kim Tran, you are on it
		Next: if nothing by Tue Nov 24, 5:00 pm ET, Ben and Maria Lind are told
		small: Not yours? Assign… names who takes it, or gives it back to Ben
		[Assign…] [Open file]`)
	acts(t, v.Escalation, ben, 9, 0, func(e *domain.Escalation) error { return e.Assign(dana, "Tom is off sick") })
	message(t, "escalation_person_gone", Pen{}.Message(shown(t, v.Escalation, tom)), `
		FM-1063 Tran
		Dana Reyes is asked, by Tue Nov 24: Tom is off sick. Ben Okafor, Mon Nov 23, 9:00 am ET`)
}

// In a public channel there are neither names nor amounts, nor words that may hold them.
func TestEscalationInAPublicChannel(t *testing.T) {
	t.Parallel()
	v := raised(t, domain.Privacy{Names: namesNone})
	message(t, "escalation_public", Pen{}.Message(v), `
		🟠 FM-1063 · escalated
		@U0TOM, by Tue Nov 24
		From Ben Okafor, Fri Nov 20, 3:15 pm ET
		Why now: rejected twice for the same thing
		At stake: not billed, received Oct 13
		What happened
		Oct 21 submitted to Northline
		Oct 30 rejected
		Nov 6 submitted, round 2
		Nov 19 rejected
		By Nov 23: us 16 days, Northline 22, field 3
		Next: Tue Nov 24, 5:00 pm ET to Maria Lind
		[I'm on it] [Done…] [⋯ Later…, Assign…, Ask a question…, Send to director, Open file]`)
}

// What a person typed is shown as it is and read by nobody; only who is asked is mentioned.
func TestEscalationOfHostileWords(t *testing.T) {
	t.Parallel()
	v := raised(t, shortNames())
	v.Escalation.Wrong, v.Escalation.Ask, v.Context.Tried = hostile, hostile, hostile
	m := Pen{}.Message(v)
	message(t, "escalation_hostile", m, `
		🟠 FM-1063 Tran · <!channel> *x* <http://a|b>
		@U0TOM, by Tue Nov 24: <!channel> *x* <http://a|b>
		From Ben Okafor, Fri Nov 20, 3:15 pm ET
		Why now: rejected twice for the same thing
		At stake: $9,870.00 not billed, received Oct 13
		What happened
		Oct 21 submitted to Northline
		Oct 30 rejected: moisture
		Nov 6 submitted, round 2
		Nov 19 rejected: moisture
		By Nov 23: us 16 days, Northline 22, field 3
		Tried: <!channel> *x* <http://a|b>
		Next: Tue Nov 24, 5:00 pm ET to Maria Lind
		[I'm on it] [Done…] [⋯ Later…, Assign…, Ask a question…, Send to director, Open file]`)
	acts(t, v.Escalation, tom, 8, 14, func(e *domain.Escalation) error { return e.Question(hostile) })
	acts(t, v.Escalation, tom, 8, 15, func(e *domain.Escalation) error { return e.Settle(domain.OtherwiseSet, hostile) })
	act := v.Escalation.Events()[1]
	for _, r := range []commands.Reply{shown(t, v.Escalation, ""), shown(t, v.Escalation, tom), shown(t, v.Escalation, ben),
		commands.EscalationActs{Escalation: v.Escalation, Acts: v.Escalation.Events()[1:], People: everybody()},
		commands.Acted{Escalation: v.Escalation, Event: act, People: everybody()}} {
		harmless(t, undated(Pen{}.Message(r)))
	}
}

// The receipt of an escalation, and what is left of one that was taken back: in the channel and with whom it was asked of.
func TestAnEscalationTakenBack(t *testing.T) {
	t.Parallel()
	v := raised(t, shortNames())
	message(t, "escalation_receipt", Pen{}.Message(commands.Acted{Escalation: v.Escalation, Event: *v.Escalation.Last(), People: everybody()}), `
		✅ Saved. FM-1063 Kim Tran, escalated
		Tom Becker, by Tue Nov 24: the day-3 drying log, basement
		small: Undo until the end of Mon Nov 23, while nobody has acted on it
		[Undo] [Open file]`)
	acts(t, v.Escalation, ben, 8, 14, (*domain.Escalation).Withdraw)
	message(t, "escalation_taken_back", Pen{}.Message(shown(t, v.Escalation, "")), `
		↩ FM-1063 Tran · moisture log missing
		↩ Taken back. Ben Okafor, Mon Nov 23, 8:14 am ET`)
	message(t, "escalation_person_taken_back", Pen{}.Message(shown(t, v.Escalation, tom)), `
		↩ FM-1063 Tran
		↩ Taken back. Ben Okafor, Mon Nov 23, 8:14 am ET`)
}

// Lines of a digest that people acted on: on it, put off, done.
func TestDigestOfLiveLines(t *testing.T) {
	t.Parallel()
	d := commands.LiveDigest{Digest: badDay(), Live: map[domain.FileID]*domain.Escalation{}, People: everybody()}
	for i, law := range []func(*domain.Escalation) error{(*domain.Escalation).Take,
		func(e *domain.Escalation) error { return e.Snooze(day("2026-11-25"), "the lab is closed") },
		func(e *domain.Escalation) error { return e.Settle(domain.Uploaded, "") }} {
		v := raised(t, shortNames())
		acts(t, v.Escalation, dana, 8, 14, law)
		d.Live[d.Escalate[i].File] = v.Escalation
	}
	d.Snoozed, d.SnoozedUntil = 2, day("2026-11-25")
	message(t, "digest_live", Pen{}.Message(d), `
		Fort Myers · Mon Nov 23
		🔴 DSO 61.3, target under 55 (up 1.2)
		$42,536 collected would bring it under
		🟠 $128,300 collected, goal $190,500
		33.7% of Sep + Oct, goal 50%; 4 days left
		Received to paid: 68 days (median of 41)
		small: As of Sun Nov 22, over 90 days. Open AR $412,380.25, 74 invoices, $18,200.00 disputed. DSO trailing 90, countback 61.6
		---
		Needs escalation: 5
		small: 2 snoozed until Wed
		FM-1017 Delgado · $31,480.00
		86 days since invoice. Mortgagee has the check; promise for Wed Nov 18 broken. Dana
		Dana Reyes is on it (Mon Nov 23, 8:14 am ET)
		[Done…] [Later…] [⋯ Assign…, Ask a question…, Send to director, Open file]
		FM-1063 Tran · $9,870.00 not billed
		Rejected twice: moisture. Tom asked for the day-3 log by Tue Nov 24. Ben
		Back Wed Nov 25, 8:00 am ET
		[I'm on it] [Later…] [⋯ Done…, Assign…, Ask a question…, Send to director, Open file]
		FM-1055 Whitaker · $12,760.00 not billed
		Submitted 19 days ago, no answer from Northline. Dana
		✅ Done by Dana Reyes (Mon Nov 23, 8:14 am ET): uploaded
		[Open file]
		[2 more]
		---
		Aging before the invoice: 9, $96,400.00
		small: 2 of them are above
		FM-1071 Abbott · $14,200.00
		Approved 12 days ago, waiting on us. Dana
		FM-1080 Castillo · $8,900.00
		Received 10 days ago, waiting on field. Ben
		[5 more, $50,670.00]
		---
		Past 55 days (DSO): 16, $123,885.00
		small: 29.8% of open invoices. 1 of them is above
		FM-0988 Pruitt · $22,905.50 · 115 days
		Coral State; $8,200.00 disputed. Ben
		FM-0975 Seaside · $19,340.00 · 104 days
		Client; day 4 on this list, no call logged. Ben
		[13 more, $50,159.50]
		---
		Since Friday's digest
		In $21,540.00 (3), returned $4,480.00 (1)
		Paid in full: FM-1042 (100 days), FM-1066 (38)
		New 4 · Rejected 1 · Reopened 1 · Newly past 55: 2
		[My queue] [Why 61.3?] [Act on a file…]`)
}

// undated takes the instants out of a message, which Slack shows in every reader's zone.
func undated(m Message) Message {
	for _, b := range m.Blocks {
		rich, is := b.(*slack.RichTextBlock)
		if !is {
			continue
		}
		for _, e := range rich.Elements {
			section := e.(*slack.RichTextSection)
			section.Elements = slices.DeleteFunc(section.Elements, func(e slack.RichTextSectionElement) bool {
				return e.RichTextSectionElementType() == slack.RTSEDate
			})
		}
	}
	return m
}
