package domain

import (
	"strings"
	"testing"
	"time"
)

// matter is an escalation that people act on, one after the other.
type matter struct {
	tb testing.TB
	s  *story
	e  *Escalation
	at time.Time
}

// staffed is a file of Dana's in a market with its people, received on Wed Aug 12.
func staffed(tb testing.TB) *story {
	tb.Helper()
	m := testMarket(tb)
	for _, p := range []struct {
		name string
		role Role
	}{{"Dana Reyes", Coordinator}, {"Ben Okafor", Coordinator}, {"Tom Becker", Field}, {"Maria Lind", Director}} {
		id, _, _ := strings.Cut(strings.ToLower(p.name), " ")
		if err := m.AddMember(Person{ID: PersonID(id), Name: p.name}, p.role); err != nil {
			tb.Fatal(err)
		}
	}
	return storyOn(tb, m, day(time.August, 12))
}

// escalated is a matter that Ben asked Tom about on Fri Nov 20.
func escalated(tb testing.TB) *matter {
	tb.Helper()
	s := staffed(tb).must(submit(Estimate, 9_870_00)).must(reject())
	m := &matter{tb: tb, s: s, at: noonOn(s.f.Market, day(time.November, 20))}
	e, err := Escalate(s.f, m.act("ben"), nil, Plea{Cause: ByHand, Wrong: "log missing", Ask: "the log", To: "tom", Due: day(time.November, 24)})
	if err != nil {
		tb.Fatal(err)
	}
	m.e = e
	return m
}

func (m *matter) act(who PersonID) Act {
	m.at = m.at.Add(time.Minute)
	return Act{Key: m.at.String(), Actor: who, Source: FromButton, At: m.at}
}

// on moves to noon of the day.
func (m *matter) on(d Date) *matter {
	m.at = noonOn(m.s.f.Market, d)
	return m
}

// try is one act of a person; what it says is empty where it is kept.
func (m *matter) try(who PersonID, law func(*Escalation) error) string {
	m.tb.Helper()
	before := m.e.Version
	m.e.Begin(m.act(who))
	if err := law(m.e); err != nil {
		if m.e.Version != before {
			m.tb.Errorf("refused, and kept: %v", err)
		}
		return string(KindOf(err)) + ": " + err.Error()
	}
	if m.e.Finish() == nil || m.e.Version != before+1 {
		m.tb.Errorf("nothing is kept of an act of %s", who)
	}
	return ""
}

func (m *matter) must(who PersonID, law func(*Escalation) error) *matter {
	m.tb.Helper()
	if says := m.try(who, law); says != "" {
		m.tb.Fatalf("%s: %s", who, says)
	}
	return m
}

func settle(how Settled, words string) func(*Escalation) error {
	return func(e *Escalation) error { return e.Settle(how, words) }
}

func snooze(until Date, words string) func(*Escalation) error {
	return func(e *Escalation) error { return e.Snooze(until, words) }
}

func hand(to PersonID) func(*Escalation) error {
	return func(e *Escalation) error { return e.Assign(to, "") }
}

// What the law says to each press, from where the escalation stands.
func TestEscalationRefusals(t *testing.T) {
	t.Parallel()
	nov := func(d int) Date { return day(time.November, d) }
	for name, c := range map[string]struct {
		before func(*matter)
		who    PersonID
		law    func(*Escalation) error
		says   string
	}{
		"taken by oneself": {func(m *matter) { m.must("tom", (*Escalation).Take) }, "tom", (*Escalation).Take,
			"conflict: You are on it since 12:02 pm ET. Nothing changed."},
		"taken by another": {func(m *matter) { m.must("tom", (*Escalation).Take) }, "ben", (*Escalation).Take,
			"conflict: Tom Becker is on it since 12:02 pm ET. Nothing changed."},
		"done": {func(m *matter) { m.must("maria", settle(Uploaded, "log uploaded")).on(nov(23)) }, "tom", (*Escalation).Take,
			`conflict: Maria marked this done at Fri Nov 20, 12:02 pm ET: "log uploaded". Nothing is left to do.`},
		"done by oneself": {func(m *matter) { m.must("tom", settle(Answered, "")) }, "tom", settle(Answered, ""),
			`conflict: You marked this done at 12:02 pm ET: "answered". Nothing is left to do.`},
		"how not said":        {nil, "tom", settle("", ""), "invalid: What happened? One of uploaded, answered, paid, not an issue, other."},
		"other without words": {nil, "tom", settle(OtherwiseSet, " "), "invalid: What happened? Say it in a few words."},
		"later without words": {nil, "tom", snooze(nov(23), ""), "invalid: Why later? Say it in a few words."},
		"later than now":      {nil, "tom", snooze(nov(20), "sick"), "invalid: Later is after today. The next working day is Mon Nov 23."},
		"later on a day off":  {nil, "tom", snooze(nov(26), "sick"), "invalid: Thu Nov 26 is a day off: Thanksgiving. The next working day is Mon Nov 30."},
		"later than the cap": {nil, "tom", snooze(nov(30)+2, "sick"),
			"invalid: An escalation is put off by 5 business days at most, until Tue Dec 1."},
		"assigned as it is":    {nil, "ben", hand("tom"), "conflict: Tom Becker has it already."},
		"assigned to stranger": {nil, "ben", hand("nora"), "invalid: That person is not a member of Fort Myers."},
		"with the director":    {func(m *matter) { m.must("ben", (*Escalation).Direct) }, "tom", (*Escalation).Direct, "conflict: It is with Maria Lind already."},
		"undone":               {nil, "ben", (*Escalation).Withdraw, ""},
		"undone by another":    {nil, "tom", (*Escalation).Withdraw, "forbidden: The escalation of FM-1042 is not yours to undo."},
		"undone in time":       {func(m *matter) { m.on(nov(23)) }, "ben", (*Escalation).Withdraw, ""},
		"undone after a day": {func(m *matter) { m.on(nov(24)) }, "ben", (*Escalation).Withdraw,
			"conflict: It can't be undone: that was possible until the end of Mon Nov 23. Say what ended it by Done…."},
		"undone once taken": {func(m *matter) { m.must("tom", (*Escalation).Take) }, "ben", (*Escalation).Withdraw,
			"conflict: Tom Becker acted on it at 12:02 pm ET, so it can't be undone; say what ended it by Done…."},
		"undone once taken by who asked": {func(m *matter) { m.must("ben", (*Escalation).Take) }, "ben", (*Escalation).Withdraw,
			"conflict: You acted on it at 12:02 pm ET, so it can't be undone; say what ended it by Done…."},
		"taken once undone": {func(m *matter) { m.must("ben", (*Escalation).Withdraw) }, "tom", (*Escalation).Take,
			"conflict: Ben took this back at 12:02 pm ET. Nothing is left to do."},
		"no question":         {nil, "tom", func(e *Escalation) error { return e.Question(" ") }, "invalid: What is the question?"},
		"put off, then taken": {func(m *matter) { m.must("tom", snooze(nov(23), "sick")) }, "ben", (*Escalation).Take, ""},
		"back, then taken anew": {func(m *matter) {
			m.must("tom", (*Escalation).Take).must("tom", snooze(nov(23), "sick")).must("tom", (*Escalation).Take)
		}, "tom", (*Escalation).Take, "conflict: You are on it since 12:04 pm ET. Nothing changed."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := escalated(t)
			if c.before != nil {
				c.before(m)
			}
			if got := m.try(c.who, c.law); got != c.says {
				t.Errorf("it says\n%s\nnot\n%s", got, c.says)
			}
		})
	}
}

// Who may be asked about what, and by when.
func TestEscalateRefusals(t *testing.T) {
	t.Parallel()
	open := escalated(t)
	paid := staffed(t).must(bill(100_00, "1")).must(pay(100_00)).f
	for name, c := range map[string]struct {
		f    *File
		open *Escalation
		in   Plea
		says string
	}{
		"nothing asked": {open.s.f, nil, Plea{To: "tom"}, "What is asked? escalate FM-1042 to tom by tue the day-3 drying log."},
		"of a stranger": {open.s.f, nil, Plea{Ask: "the log", To: "nora"}, "That person is not a member of Fort Myers."},
		"by a day over": {open.s.f, nil, Plea{Ask: "the log", To: "tom", Due: day(time.November, 19)},
			"An escalation is due today or later; Thu Nov 19 is over. The next working day is Mon Nov 23."},
		"by a day off": {open.s.f, nil, Plea{Ask: "the log", To: "tom", Due: day(time.November, 22)},
			"Sun Nov 22 is a day off. The next working day is Mon Nov 23."},
		"once more":    {open.s.f, open.e, Plea{Ask: "the log", To: "tom"}, "FM-1042 is escalated already: Tom Becker, by Tue Nov 24."},
		"paid in full": {paid, nil, Plea{Ask: "the log", To: "tom"}, "FM-1042 is paid in full since Wed Aug 12, so there is nothing to settle."},
	} {
		_, err := Escalate(c.f, Act{Key: "k", Actor: "ben", At: noonOn(c.f.Market, day(time.November, 20))}, c.open, c.in)
		if err == nil || err.Error() != c.says {
			t.Errorf("%s: the law says %v, not %s", name, err, c.says)
		}
	}
}

// What the acts add up to, act by act; read back from its acts an escalation is the same.
func TestEscalationAddsUp(t *testing.T) {
	t.Parallel()
	nov := func(d int) Date { return day(time.November, d) }
	m := escalated(t)
	is := func(asked PersonID, due Date, taken bool, back Date) {
		t.Helper()
		again := LoadEscalation(Escalation{File: m.e.File, Cause: m.e.Cause}, m.e.Events())
		for _, e := range []*Escalation{m.e, again} {
			if e.Asked != asked || e.Due != due || e.Taken != taken || e.Back != back {
				t.Errorf("after act %d: %s by %s, taken %v, back %s", e.Version, e.Asked, e.Due, e.Taken, e.Back)
			}
		}
	}
	is("tom", nov(24), false, 0)
	if m.e.NextTo != "maria" || m.e.Asker != "ben" || m.e.NextAt() != nov(24).At(17, 0, m.e.File.Market.Location()) {
		t.Errorf("it goes on to %s at %s", m.e.NextTo, m.e.NextAt())
	}
	m.must("tom", snooze(nov(23), "sick"))
	is("tom", nov(24), false, nov(23))
	if !m.e.Snoozed(nov(22)) || m.e.Snoozed(nov(23)) || m.e.NextAt() != nov(23).At(8, 0, m.e.File.Market.Location()) {
		t.Errorf("it comes back at %s", m.e.NextAt())
	}
	m.must("ben", (*Escalation).Take)
	is("ben", nov(24), true, 0)
	m.on(nov(25)).must("ben", hand("dana"))
	is("dana", nov(30), false, 0) // the date it was asked by is over
	m.must("dana", (*Escalation).Direct)
	is("maria", nov(30), false, 0)
}

// Who hears of what: a question is for the other side, the end for who asked.
func TestWhoHearsOfAnEscalation(t *testing.T) {
	t.Parallel()
	m := escalated(t)
	ask := func(e *Escalation) error { return e.Question("which basement?") }
	for _, c := range []struct {
		who  PersonID
		law  func(*Escalation) error
		hear PersonID
	}{{"tom", ask, "ben"}, {"ben", ask, "tom"}, {"maria", ask, "tom"}, {"tom", (*Escalation).Take, ""}, {"tom", settle(Answered, ""), "ben"}} {
		m.must(c.who, c.law)
		if got := m.e.Hears(m.e.Events()[m.e.Version-1]); got != c.hear {
			t.Errorf("of act %d %q hears, not %q", m.e.Version, got, c.hear)
		}
	}
	if told := m.e.Told(); len(told) != 1 || told[0] != "tom" {
		t.Errorf("told are %v", told)
	}
}

// Whose account is gone is asked nothing, and told nothing.
func TestEscalatingToSomebodyWhoIsGone(t *testing.T) {
	t.Parallel()
	m := escalated(t)
	people := m.e.File.Market.Members
	for i := range people {
		people[i].Person.Gone = people[i].Person.ID == "tom" || people[i].Person.ID == "maria"
	}
	for _, c := range []struct {
		law  func(*Escalation) error
		says string
	}{
		{func(e *Escalation) error { return e.Question("still?") }, "conflict: The account of Tom Becker is gone; give this to somebody else."},
		{hand("maria"), "invalid: The account of Maria Lind is gone; name somebody else."},
		{(*Escalation).Direct, "conflict: Fort Myers has no director to send it to."},
		{hand("dana"), ""},
	} {
		if got := m.try("ben", c.law); got != c.says {
			t.Errorf("it says %s, not %s", got, c.says)
		}
	}
	if told := m.e.Told(); len(told) != 1 || told[0] != "dana" {
		t.Errorf("told are %v", told)
	}
}

// One that came of a digest ends by itself once its file has moved; else words say why. It has no message of its own until
// it is asked of somebody else.
func TestAnEscalationOfADigest(t *testing.T) {
	t.Parallel()
	s := staffed(t).must(submit(Estimate, 9_870_00))
	m := &matter{tb: t, s: s, at: noonOn(s.f.Market, day(time.November, 20))}
	e, err := Escalate(s.f, m.act("ben"), nil, Plea{Cause: ByDigest, Ask: "get an answer", To: "dana"})
	if err != nil {
		t.Fatal(err)
	}
	m.e = e
	if e.Event(1).Actor != "" || e.Asker != "" || e.Due != day(time.November, 23) {
		t.Errorf("the digest asked as %+v", e.Event(1))
	}
	m.must("ben", (*Escalation).Take)
	if e.Announced() || len(e.Told()) != 0 {
		t.Errorf("announced %v, told %v", e.Announced(), e.Told())
	}
	if got, want := m.try("ben", settle(Answered, "")), "invalid: FM-1042 has not moved since: it is SUBMITTED. Say why this is done."; got != want {
		t.Errorf("it says %s, not %s", got, want)
	}
	m.must("ben", hand("tom"))
	if told := e.Told(); !e.Announced() || len(told) != 1 || told[0] != "tom" {
		t.Errorf("announced %v, told %v", e.Announced(), told)
	}
	s.on(day(time.November, 20)).must(approve(0))
	m.must("tom", settle(Answered, ""))
}

// A file that was done with and is open again may be escalated anew: the old buttons say so.
func TestAnEscalationOfAFileReopenedSince(t *testing.T) {
	t.Parallel()
	s := staffed(t).must(bill(100_00, "1"))
	m := &matter{tb: t, s: s, at: noonOn(s.f.Market, day(time.November, 20))}
	var err error
	if m.e, err = Escalate(s.f, m.act("ben"), nil, Plea{Cause: ByHand, Ask: "get it paid", To: "dana"}); err != nil {
		t.Fatal(err)
	}
	if got, want := m.try("dana", settle(PaidUp, "")), "conflict: FM-1042 is not paid in full: $100.00 is open."; got != want {
		t.Errorf("it says %s, not %s", got, want)
	}
	s.on(day(time.November, 20)).must(pay(100_00))
	m.must("dana", settle(PaidUp, "")).on(day(time.November, 23))
	s.on(day(time.November, 23)).must(reverse(3))
	const want = `conflict: Dana marked this done at Fri Nov 20, 12:03 pm ET: "paid". FM-1042 was reopened since; escalate it anew.`
	if got := m.try("ben", (*Escalation).Take); got != want {
		t.Errorf("it says\n%s, not\n%s", got, want)
	}
}
