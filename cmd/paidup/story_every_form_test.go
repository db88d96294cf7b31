package main

import (
	"slices"
	"strings"
	"testing"

	"paidup/bot/slackfake"
	"paidup/bot/slackfake/expect"
	"paidup/commands"
	"paidup/domain"
)

// formStory is a form that is opened, sent with a mistake that stands under its field and stores nothing, mended and sent.
type formStory struct {
	verb, who   string
	laws        []func(*domain.File) error  // of FM-1042 Harris
	opens       func(*stage, *expect.Actor) // nil: the bare verb does
	wrong       []string                    // what is filled in: a field, its value, the next field
	under, says string                      // the mistake
	mended      []string                    // what is filled in then
	receipt     string                      // how it begins
	ends        func(*stage)                // names what else was shown
}

// TestEveryFormIsFilledWrongAndMended goes through every form that there is: one without a story fails it.
func TestEveryFormIsFilledWrongAndMended(t *testing.T) {
	t.Parallel()
	told := map[string]bool{}
	for _, f := range slices.Concat(fileForms(), roundForms(), moneyForms(), talkForms(), lifeForms(), peopleForms(), escalationForms()) {
		if told[f.verb] {
			t.Errorf("the form of %s has two stories", f.verb)
		}
		told[f.verb] = true
		t.Run(strings.ReplaceAll(f.verb, " ", "-"), f.tell)
	}
	for _, c := range commands.NewApp(commands.Deps{}).Commands() {
		atOnce := c.Pressed && c.Bare // its button opens nothing
		if !atOnce && slices.ContainsFunc(c.Args, func(a commands.Arg) bool { return a.Form }) != told[c.Name] {
			t.Errorf("whether %s has a form: %v; whether a story tells of it: %v", c.Name, !told[c.Name], told[c.Name])
		}
	}
}

func (f formStory) tell(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", f.laws...)
	who := s.As(f.who)
	if f.opens != nil {
		f.opens(s, who)
	} else {
		bare(who, f.verb)
	}
	before := s.entries()
	fill(who, f.wrong)
	who.Submits().SeesFieldError(f.under, f.says)
	if after := s.entries(); after != before {
		t.Errorf("%d entries are stored with a mistake in the form, not %d", after, before)
	}
	fill(who, f.mended)
	who.Submits().SeesModal(f.receipt).Closes()
	if f.ends != nil {
		f.ends(s)
	}
	if s.file("FM-1042").Version > len(f.laws)+1 {
		s.told("FM-1042")
	}
	s.ends()
}

// fill fills fields of the open form; a file is searched for by its number.
func fill(who *expect.Actor, fields []string) {
	for i := 0; i < len(fields); i += 2 {
		if fields[i] == "File" {
			number, _, _ := strings.Cut(fields[i+1], " ")
			who.Searches("File", number, fields[i+1])
		}
		who.Fills(fields[i], fields[i+1])
	}
}

// entries counts what is stored: entries of files, and acts on escalations.
func (s *stage) entries() int {
	s.t.Helper()
	var n int
	s.must(s.store.DB().QueryRow(`select (select count(*) from changes) + (select count(*) from escalation_events) + (select count(*) from market_changes)`).Scan(&n))
	return n
}

// told names the card of the file and the lines of its thread.
func (s *stage) told(number string) {
	s.t.Helper()
	s.card(number)
	if len(s.unheard(number)) == 0 {
		s.t.Errorf("nothing came into the thread of %s", number)
	}
}

const harris = "FM-1042 Joan Harris · "

func fileForms() []formStory {
	return []formStory{
		{verb: "file", who: "eve", under: "File", says: "Please complete this required field.",
			mended: []string{"File", harris + "RECEIVED"}, receipt: "FM-1042 Joan Harris"},
		{verb: "file new", who: "dana", wrong: []string{"Customer", "Ann Bell", "Loss type", "water", "Payer", "Coral State", "Estimate", "12k"},
			under: "Estimate", says: `"12k" is short for an amount; write it out, like 12,000.`,
			mended: []string{"Estimate", "12,000"}, receipt: "✅ Saved. FM-1001 Ann Bell, RECEIVED", ends: func(s *stage) { s.told("FM-1001") }},
		{verb: "paste", who: "dana", opens: func(_ *stage, dana *expect.Actor) {
			bare(dana, "file new")
			dana.Clicks("Paste an e-mail…").SeesModal("Paste the assignment")
		},
			wrong: []string{"Paste the assignment", "call me"}, under: "Paste the assignment", says: "Nothing in it was recognised;",
			mended: []string{"Paste the assignment", "Insured: Ann Bell"}, receipt: "Not saved yet"},
		{verb: "edit", who: "dana", wrong: []string{"File", harris + "RECEIVED", "Deductible", "1,00"},
			under: "Deductible", says: `"1,00" could be $1.00 or $100.00.`,
			mended: []string{"Deductible", "100"}, receipt: "✅ Saved. FM-1042 Joan Harris"},
		{verb: "note", who: "dana", wrong: []string{"File", harris + "RECEIVED"}, under: "Note", says: "Please complete this required field.",
			mended: []string{"Note", "gate code with neighbour"}, receipt: "✅ Saved. FM-1042 Joan Harris, note"},
		{verb: "stage", who: "dana", laws: approved(900_00)[:1], wrong: []string{"File", harris + "SUBMITTED", "Stage", "received"},
			under: "Stage", says: "FM-1042 is SUBMITTED by its facts, so it does not go back by itself.",
			mended: []string{"Stage", "approved"}, receipt: "✅ Saved. FM-1042 Joan Harris, approved $900.00"},
	}
}

func roundForms() []formStory {
	return []formStory{
		{verb: "submit", who: "dana", wrong: []string{"File", harris + "RECEIVED", "Amount asked", "1,2.3.4"},
			under: "Amount asked", says: `"1,2.3.4" is not an amount; write 1,234.56.`,
			mended: []string{"Amount asked", "1,234.56"}, receipt: "✅ Saved. FM-1042 Joan Harris, estimate $1,234.56"},
		{verb: "reject", who: "dana", laws: approved(900_00)[:1],
			wrong: []string{"File", harris + "SUBMITTED", "Why it came back", "moisture", "Date", "2026-11-30"},
			under: "Date", says: "A rejection is dated today or earlier; Mon Nov 30 is ahead.", mended: []string{"Date", "2026-11-20"}, receipt: "✅ Saved. FM-1042 Joan Harris, round 1 rejected"},
		{verb: "approve", who: "dana", laws: approved(900_00)[:1], wrong: []string{"File", harris + "SUBMITTED", "Amount approved", "1,000"},
			under: "Amount approved", says: "$1,000.00 is more than the $900.00 asked in round 1",
			mended: []string{"Amount approved", "800"}, receipt: "✅ Saved. FM-1042 Joan Harris, approved $800.00"},
	}
}

func moneyForms() []formStory {
	return []formStory{
		{verb: "invoice", who: "dana", laws: approved(900_00), wrong: []string{"File", harris + "APPROVED", "Amount", "900", "Due", "2026-11-01"},
			under: "Due", says: "The invoice is due Sun Nov 1, before its own date Mon Nov 23.",
			mended: []string{"Due", "2026-12-23"}, receipt: "✅ Saved. FM-1042 Joan Harris, invoice"},
		{verb: "pay", who: "dana", laws: invoiced(900_00, "5512"), wrong: []string{"File", harris + "INVOICED", "Amount", "9,0"},
			under: "Amount", says: `"9,0"`, mended: []string{"Amount", "900"}, receipt: "✅ Saved. FM-1042 Joan Harris, $900.00"},
		{verb: "reverse", who: "dana", laws: append(invoiced(900_00, "5512"), paid(400_00)),
			wrong: []string{"File", harris + "INVOICED", "Payment", "e5", "Why it came back", "NSF", "Date", "2026-11-30"},
			under: "Date", says: "A reversal is dated today or earlier; Mon Nov 30 is ahead.", mended: []string{"Date", "2026-11-20"}, receipt: "✅ Saved. FM-1042 Joan Harris"},
		{verb: "apply", who: "dana", laws: append(append(approved(900_00), paid(500_00)), func(f *domain.File) error {
			return f.Invoice(domain.Bill{Amount: 900_00, Number: "5512"})
		}), wrong: []string{"File", harris + "INVOICED", "Amount", "600"}, under: "Amount", says: "$600.00 cannot be applied; $500.00 is unapplied and $900.00 open.",
			mended: []string{"Amount", "500"}, receipt: "✅ Saved. FM-1042 Joan Harris, applied $500.00"},
		{verb: "adjust", who: "priya", laws: invoiced(300_00, "5512"),
			wrong: []string{"File", harris + "INVOICED", "What it is", "credit", "Amount", "301", "Why", "agreed"},
			under: "Amount", says: "$301.00 cannot be taken off invoice 5512; $300.00 is open.",
			mended: []string{"Amount", "90"}, receipt: "✅ Saved. FM-1042 Joan Harris, credit $90.00"},
		{verb: "dispute", who: "dana", laws: invoiced(900_00, "5512"), wrong: []string{"File", harris + "INVOICED", "Amount disputed", "901", "What is disputed", "scope"},
			under: "Amount disputed", says: "$901.00 of invoice 5512 cannot be disputed; $900.00 is open.",
			mended: []string{"Amount disputed", "90"}, receipt: "✅ Saved. FM-1042 Joan Harris, $90.00 disputed"},
		{verb: "settle", who: "dana", laws: invoiced(900_00, "5512"), opens: func(s *stage, who *expect.Actor) {
			s.has("FM-1043", "Rob Lowe", append(invoiced(900_00, "5513"), func(f *domain.File) error { return f.Dispute("", 90_00, "scope", 0) })...)
			bare(who, "settle")
		}, wrong: []string{"File", harris + "INVOICED"}, under: "File", says: "Nothing is disputed on FM-1042.",
			mended: []string{"File", "FM-1043 Rob Lowe · INVOICED"}, receipt: "✅ Saved. FM-1043 Rob Lowe, dispute settled",
			ends: func(s *stage) { s.told("FM-1043") }},
		{verb: "void", who: "priya", laws: invoiced(900_00, "5512"),
			wrong: []string{"File", harris + "INVOICED", "Entry", "nine", "Why it never happened", "twice"},
			under: "Entry", says: `"nine" is not an entry; write e9`, mended: []string{"Entry", "e4"}, receipt: "✅ Saved. FM-1042 Joan Harris, e4 is void"},
	}
}

// bare opens the verb's form.
func bare(who *expect.Actor, verb string) {
	who.Types("fort-myers", "/paidup "+verb).SeesModal("[Cancel]")
}

// paid is a payment of Harbor Mutual by check 881.
func paid(amount domain.Money) func(*domain.File) error {
	return func(f *domain.File) error {
		return f.Pay(domain.Receipt{Amount: amount, Method: domain.Check, Reference: "881"})
	}
}

func talkForms() []formStory {
	return []formStory{
		{verb: "log", who: "dana", wrong: []string{"File", harris + "RECEIVED", "What it was", "call", "Next step on", "2026-11-26", "Next step", "call again"},
			under: "Next step on", says: "Thu Nov 26 is a day off: Thanksgiving. The next working day is Mon Nov 30.",
			mended: []string{"Next step on", "2026-11-30"}, receipt: "✅ Saved. FM-1042 Joan Harris, call"},
		{verb: "next", who: "dana", wrong: []string{"File", harris + "RECEIVED", "What", "chase", "When", "2026-11-22"},
			under: "When", says: "A next step is due today or later; Sun Nov 22 is over.",
			mended: []string{"When", "2026-11-24"}, receipt: "✅ Saved. FM-1042 Joan Harris, next step"},
		{verb: "promise", who: "dana", laws: invoiced(900_00, "5512"), wrong: []string{"File", harris + "INVOICED", "Amount", "901", "By", "2026-11-25"},
			under: "Amount", says: "$901.00 can't be promised; $900.00 is open on FM-1042.",
			mended: []string{"Amount", "900"}, receipt: "✅ Saved. FM-1042 Joan Harris, promise of $900.00"},
		{verb: "waiting", who: "dana", wrong: []string{"File", harris + "RECEIVED", "Waiting on", "us"},
			under: "File", says: "FM-1042 waits on us already.",
			mended: []string{"Waiting on", "field"}, receipt: "✅ Saved. FM-1042 Joan Harris, waiting on field"},
		{verb: "hold", who: "dana", wrong: []string{"File", harris + "RECEIVED", "Until", "2027-01-04", "Why", "asbestos test"},
			under: "Until", says: "A hold is 30 days at most, until Wed Dec 23.",
			mended: []string{"Until", "2026-12-04"}, receipt: "✅ Saved. FM-1042 Joan Harris, on hold"},
		{verb: "resume", who: "dana", opens: func(s *stage, who *expect.Actor) {
			s.has("FM-1043", "Rob Lowe")
			who.Types("fort-myers", "/paidup hold FM-1043 until dec 4 because asbestos test").SeesEphemeral("✅ Saved.")
			s.told("FM-1043")
			bare(who, "resume")
		}, wrong: []string{"File", harris + "RECEIVED"}, under: "File", says: "FM-1042 is not on hold",
			mended: []string{"File", "FM-1043 Rob Lowe · RECEIVED"}, receipt: "✅ Saved. FM-1043 Rob Lowe, off hold",
			ends: func(s *stage) { s.told("FM-1043") }},
	}
}

func lifeForms() []formStory {
	return []formStory{
		{verb: "cancel", who: "maria", laws: invoiced(900_00, "5512"), opens: func(s *stage, who *expect.Actor) {
			s.has("FM-1043", "Rob Lowe")
			bare(who, "cancel")
		}, wrong: []string{"File", harris + "INVOICED", "Why", "customer declined"}, under: "File", says: "$900.00",
			mended: []string{"File", "FM-1043 Rob Lowe · RECEIVED"}, receipt: "✅ Saved. FM-1043 Rob Lowe, cancelled",
			ends: func(s *stage) { s.told("FM-1043") }},
		{verb: "reopen", who: "maria", opens: func(s *stage, who *expect.Actor) {
			s.has("FM-1043", "Rob Lowe")
			who.Types("fort-myers", "/paidup cancel FM-1043 because customer declined").SeesEphemeral("✅ Saved.")
			s.told("FM-1043")
			bare(who, "reopen")
		}, wrong: []string{"File", harris + "RECEIVED", "Why", "signed after all"}, under: "File", says: "FM-1042",
			mended: []string{"File", "FM-1043 Rob Lowe · cancelled"}, receipt: "✅ Saved. FM-1043 Rob Lowe, reopened",
			ends: func(s *stage) { s.told("FM-1043") }},
	}
}

func peopleForms() []formStory {
	return []formStory{
		{verb: "assign", who: "dana", wrong: []string{"File", harris + "RECEIVED", "To whom", "nora"},
			under: "To whom", says: "That person is not a member of Fort Myers.",
			mended: []string{"To whom", "ben"}, receipt: "✅ Saved. FM-1042 Joan Harris, owner Ben Okafor"},
		{verb: "assign all", who: "dana", wrong: []string{"Whose files", "dana", "To whom", "nora"},
			under: "To whom", says: "That person is not a member of Fort Myers.",
			mended: []string{"To whom", "ben"}, receipt: "✅ Saved. FM-1042 Joan Harris, owner Ben Okafor"},
		{verb: "market add", who: "sam", opens: func(s *stage, who *expect.Actor) {
			s.must(s.ws.AddChannel(slackfake.Channel{ID: "C0TAMPA", Name: "tampa", Private: true, Members: []string{"sam", "paidup"}}))
			s.must(s.ws.AddChannel(slackfake.Channel{ID: "C0OURS", Name: "ours", Private: true, Members: []string{"sam"}}))
			who.Types("lobby", "/paidup market add").SeesModal("Add a market", "Channel: C0LOBBY", "[Cancel]")
		}, wrong: []string{"Code", "TP", "Name", "Tampa Bay", "Time zone", "America/New_York", "Channel", "ours"},
			under: "Channel", says: "Paidup is not in that channel. Say /invite @Paidup there, then try again.",
			mended: []string{"Channel", "tampa"}, receipt: "TP Tampa Bay begins in #tampa. Its digest comes at 08:00, America/New_York."},
		{verb: "market set", who: "maria", wrong: []string{"Digest at", "27:30"}, under: "Digest at", says: `"27:30" is not a time; write 08:00.`,
			mended: []string{"Digest at", "07:30", "Amounts in its channel", "off"}, receipt: "Saved. FM Fort Myers"},
		{verb: "member add", who: "sam", opens: func(_ *stage, who *expect.Actor) {
			who.Types("lobby", "/paidup member add").SeesModal("Add a member", "[Cancel]")
		}, wrong: []string{"Who", "sam", "Role", "viewer", "Market", "FM"},
			under: "Who", says: "Nobody changes their own roles; somebody else who may has to.",
			mended: []string{"Who", "nora"}, receipt: "Saved. Nora Quist is viewer in Fort Myers."},
		{verb: "member remove", who: "maria", wrong: []string{"Who", "maria", "Role", "coordinator"},
			under: "Who", says: "Nobody changes their own roles; somebody else who may has to.",
			mended: []string{"Who", "ben"}, receipt: "Saved. Ben Okafor is not coordinator in Fort Myers any more, and no member."},
		{verb: "refuse", who: "priya", laws: append(invoiced(900_00, "5512"), paid(400_00)), opens: func(s *stage, who *expect.Actor) {
			dana := s.As("dana")
			dana.Types("fort-myers", "/paidup void FM-1042 e5 because meant FM-1024").SeesEphemeral("[Ask Priya]")
			dana.Clicks("Ask Priya").SeesEphemeral("Asked Priya Nair: void e5")
			who.ClicksOn(who.SeesDM("Dana asks: void e5"), "Refuse…").SeesModal("Refuse")
		}, under: "Why not", says: "Please complete this required field.",
			mended: []string{"Why not", "check the stub first"}, receipt: "Refused: void e5",
			ends: func(s *stage) {
				s.As("priya").SeesDM("Priya refused it")
				s.As("dana").SeesDM("Priya refused it")
			}},
		{verb: "turn away", who: "sam", opens: func(s *stage, who *expect.Actor) {
			nora := s.As("nora")
			nora.Types("lobby", "/my").SeesEphemeral("[Ask Sam]")
			nora.Clicks("Ask Sam").SeesEphemeral("Asked Sam Whitley")
			who.ClicksOn(who.SeesDM("Nora asks: set up Nora Quist in Paidup"), "Refuse…").SeesModal("Refuse")
		}, under: "Why not", says: "Please complete this required field.",
			mended: []string{"Why not", "which team are you in"}, receipt: "Refused: set up Nora Quist",
			ends: func(s *stage) {
				s.As("sam").SeesDM("Sam refused it")
				s.As("nora").SeesDM("Sam refused it")
			}},
	}
}

func escalationForms() []formStory {
	return []formStory{
		{verb: "escalate", who: "ben", wrong: []string{"File", harris + "RECEIVED", "What is asked", "the drying log", "Of whom", "tom", "By when", "2026-11-26"},
			under: "By when", says: "Thu Nov 26 is a day off: Thanksgiving. The next working day is Mon Nov 30.",
			mended: []string{"By when", "2026-11-25"}, receipt: "✅ Saved. FM-1042 Joan Harris, escalated",
			ends: func(s *stage) {
				s.rests()
				s.Channel("fort-myers").Expects("🟠 FM-1042 Harris").Pings("tom")
				s.As("tom").SeesDM("FM-1042 Harris needs you by Wed Nov 25:")
			}},
		{verb: "escalation done", who: "ben", opens: asked("Done…"), wrong: []string{"What happened", "other"},
			under: "In words", says: "What happened? Say it in a few words.",
			mended: []string{"In words", "he came by"}, receipt: "✅ Saved. FM-1042 Joan Harris, done", ends: acted("✅ FM-1042 Harris", "maria")},
		{verb: "escalation later", who: "ben", opens: asked("Later…"), wrong: []string{"Comes back", "a date", "Why later", "he is away"},
			under: "The date", says: "Which date? The next working day is Tue Nov 24.",
			mended: []string{"The date", "2026-11-24"}, receipt: "✅ Saved. FM-1042 Joan Harris, later", ends: acted("⏸ FM-1042 Harris", "")},
		{verb: "escalation assign", who: "ben", opens: asked("Assign…"), under: "Who takes it", says: "Who takes it? Name somebody, or give it back.",
			mended: []string{"Who takes it", "dana"}, receipt: "✅ Saved. FM-1042 Joan Harris, Dana Reyes is asked", ends: acted("Dana Reyes is asked", "dana")},
		{verb: "escalation question", who: "ben", opens: asked("Ask a question…"), under: "The question", says: "Please complete this required field.",
			mended: []string{"The question", "which log?"}, receipt: "✅ Saved. FM-1042 Joan Harris, asked", ends: acted("❓ Ben Okafor asks: which log?", "maria")},
	}
}

// asked opens a form from the message of an escalation that Maria asked Ben to settle.
func asked(button string) func(*stage, *expect.Actor) {
	return func(s *stage, who *expect.Actor) {
		s.As("maria").Types("fort-myers", "/escalate FM-1042 to ben by tue the drying log").SeesEphemeral("✅ Saved.")
		s.rests()
		message := s.Channel("fort-myers").Expects("🟠 FM-1042 Harris").Pings("ben")
		who.SeesDM("FM-1042 Harris needs you by Tue Nov 24:")
		who.ClicksOn(message, button).SeesModal("[Cancel]")
	}
}

// acted names what an act on the escalation shows: its message, its thread, with whom it stands, and who else is told.
func acted(message, hears string) func(*stage) {
	return func(s *stage) {
		s.rests()
		s.Channel("fort-myers").Expects(message)
		s.Channel("fort-myers").ExpectsThread("FM-1042 Harris", "Ben Okafor")
		s.As("ben").SeesDM("FM-1042 Harris")
		if hears != "" {
			s.As(hears).SeesDM("FM-1042 Harris")
		}
	}
}
