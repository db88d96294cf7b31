package card

import (
	"testing"

	"paidup/commands"
	"paidup/domain"
	"paidup/domain/kpi"
)

func moneyOfCents(cents int64) domain.Money { return domain.Money(cents) }

func TestRefusal(t *testing.T) {
	t.Parallel()
	answer(t, "refusal", Refusal(`"1,2.3.4" is not an amount; write 1,234.56. Nothing was saved.`, nil),
		`"1,2.3.4" is not an amount; write 1,234.56. Nothing was saved.`)
	unclear := Refusal(`"12,40" could be $12.40 or $1,240.00. Nothing was saved.`, presses("$12.40", "$1,240.00"))
	answer(t, "refusal_buttons", unclear, `
		"12,40" could be $12.40 or $1,240.00. Nothing was saved.
		[$12.40] [$1,240.00]`)
}

func TestSaidInLines(t *testing.T) {
	t.Parallel()
	said := commands.Said{Text: "Which payment came back?\ne9 $12,400.00, check 881, Fri Nov 20\ne7 $6,240.00, check 771, Wed Oct 21",
		Buttons: presses("e9", "e7", "e5", "e4")}
	answer(t, "said_lines", Pen{}.Message(said), `
		Which payment came back?
		e9 $12,400.00, check 881, Fri Nov 20
		e7 $6,240.00, check 771, Wed Oct 21
		[e9] [e7] [e5]
		[e4]`)
}

func TestFiles(t *testing.T) {
	t.Parallel()
	line := func(id domain.FileID, number, customer string, stage domain.Stage, waiting domain.Holder, amount domain.Money) domain.FileLine {
		v := fileLine(id, number, customer, stage)
		v.WaitingOn, v.Amount, v.StageOn = waiting, amount, day("2026-11-11")
		return v
	}
	owed := line(1017, "FM-1017", "Rosa Delgado", domain.Invoiced, domain.Mortgagee, 31_480_00)
	owed.Balance, owed.Facts.Mortgagee, owed.StageOn = 31_480_00, "First Gulf Bank", day("2026-08-28")
	back := line(1063, "FM-1063", "Linh Tran", domain.Submitted, domain.Us, 9_870_00)
	back.Rejected = true
	paid := line(871, "FM-0871", "Harrison", domain.PaidInFull, domain.Nobody, 5_000_00)
	paid.StageOn = day("2025-11-21")
	v := commands.Files{Title: "Dana · Mon Nov 23: 6 wait on you", Today: today(), More: 3, Next: &commands.Press{Verb: "my", Args: commands.Values{"all": "yes"}},
		Files: []domain.FileLine{line(1071, "FM-1071", "Abbott", domain.Approved, domain.Us, 14_200_00), owed, back,
			line(1090, "FM-1090", "Ruiz", domain.Received, domain.FieldCrew, 5_400_00), paid}}
	m := Pen{Links: map[domain.FileID]string{1071: "https://paidup.slack.com/archives/C0FORTMYERS/p1"}}.Message(v)
	answer(t, "files", m, `
		Dana · Mon Nov 23: 6 wait on you
		(FM-1071) Abbott · $14,200.00 not billed
		APPROVED since Wed Nov 11, waiting on us
		FM-1017 Delgado · $31,480.00
		INVOICED since Fri Aug 28, waiting on First Gulf Bank
		FM-1063 Tran · $9,870.00 not billed
		SUBMITTED since Wed Nov 11, rejected, waiting on us
		FM-1090 Ruiz · est. $5,400.00
		RECEIVED since Wed Nov 11, waiting on field
		FM-0871 Harrison · $0.00
		PAID IN FULL since Fri Nov 21, 2025
		[FM-1071] [FM-1017] [FM-1063]
		[FM-1090] [FM-0871] [3 more]`)
	if want := "Dana · Mon Nov 23: 6 wait on you. First: FM-1071 Abbott"; m.Text != want {
		t.Errorf("text is %q, want %q", m.Text, want)
	}
	answer(t, "files_none", Pen{}.Message(commands.Files{Title: "Dana · Mon Nov 23: nothing waits on you"}), `Dana · Mon Nov 23: nothing waits on you`)
	answer(t, "files_question", Pen{}.Message(commands.Files{Title: "Dana · Mon Nov 23: nothing waits on you",
		Notes:   []string{"❓ A question of 9:12 am ET waits: pay FM-1042"},
		Buttons: []commands.Button{{Label: "Ask again", Press: commands.Press{Verb: "recall"}}}}), `
		Dana · Mon Nov 23: nothing waits on you
		❓ A question of 9:12 am ET waits: pay FM-1042
		[Ask again]`)
}

// What others ask of the person stands in front of their files, each with its buttons.
func TestFilesBehindWhatIsAsked(t *testing.T) {
	t.Parallel()
	request := commands.ShowRequest(domain.Request{ID: 17, File: 31, Says: `write off $212.40 on FM-1031 Bell, "deductible, moved away"`, By: dana,
		At: day("2026-11-20").At(9, 30, fortMyers().Location()), Lapses: day("2026-11-25")}, fortMyers(), everybody(), maria)
	asked := func(e domain.Escalation) commands.Waits {
		e.ID, e.Ask, e.Asked, e.Due = 9, "the day-3 drying log, basement", maria, day("2026-11-24")
		return commands.Waits{Escalation: &commands.AskedOf{EscalationLine: domain.EscalationLine{Escalation: &e,
			Line: fileLine(1063, "FM-1063", "Linh Tran", domain.Submitted)}, Today: today(), Asked: "Fri Nov 20, 3:15 pm ET", People: everybody()}}
	}
	abbott := fileLine(1071, "FM-1071", "Abbott", domain.Approved)
	abbott.StageOn = day("2026-11-11")
	v := commands.Files{Title: "Maria · Mon Nov 23: 5 asked of you, 1 waits on you", Today: today(), MoreWaits: 2,
		Next:  &commands.Press{Verb: "my", Args: commands.Values{"all": "yes"}},
		Waits: []commands.Waits{asked(domain.Escalation{Wrong: "moisture log missing", Asker: ben}), {Request: &request}, asked(domain.Escalation{Taken: true})},
		Files: []domain.FileLine{abbott}}
	m := Pen{Links: map[domain.FileID]string{1063: "https://paidup.slack.com/archives/C0FORTMYERS/p1"}}.Message(v)
	answer(t, "files_asked", m, `
		Maria · Mon Nov 23: 5 asked of you, 1 waits on you
		🟠 (FM-1063) Tran · moisture log missing
		the day-3 drying log, basement (asked by Ben)
		small: Asked Fri Nov 20, 3:15 pm ET. By Tue Nov 24
		[I'm on it] [Done…] [⋯ Later…, Assign…, Ask a question…, Send to director, Open file]
		Dana asks: write off $212.40 on FM-1031 Bell, "deductible, moved away"
		small: Asked Fri Nov 20, 9:30 am ET. Waits until the end of Wed Nov 25
		[Allow] [Refuse…] [Open file]
		🟠 (FM-1063) Tran · escalated
		the day-3 drying log, basement (asked by the digest)
		small: Asked Fri Nov 20, 3:15 pm ET. By Tue Nov 24. You are on it
		[Done…] [Later…] [⋯ Assign…, Ask a question…, Send to director, Open file]
		[2 more asked of you]
		---
		FM-1071 Abbott
		APPROVED since Wed Nov 11
		[FM-1071]`)
	if want := "Maria · Mon Nov 23: 5 asked of you, 1 waits on you. First: 🟠 FM-1063 Tran · moisture log missing. the day-3 drying log, basement (asked by Ben)"; m.Text != want {
		t.Errorf("text is %q", m.Text)
	}
	v.Next, v.Files, v.MoreWaits = nil, nil, 0
	for range 40 {
		v.Waits = append(v.Waits, v.Waits[0])
	}
	v.Files = make([]domain.FileLine, 300)
	for i := range v.Files {
		v.Files[i] = fileLine(domain.FileID(i+1), "FM-1", "Long Name Of A Customer", domain.Invoiced)
	}
	holdsRules(t, "43 are asked", Pen{}.Message(v).Blocks)
}

// A list longer than a message takes says how many more there are.
func TestFilesWithoutEnd(t *testing.T) {
	t.Parallel()
	v := commands.Files{Title: "All", Today: today(), Files: make([]domain.FileLine, 500)}
	for i := range v.Files {
		v.Files[i] = fileLine(domain.FileID(i+1), "FM-1", "Long Name Of A Customer", domain.Invoiced)
	}
	m := Pen{}.Message(v)
	holdsRules(t, "500 files", m.Blocks)
	if n := len(indented(t, answered(m))); n > 40_000 {
		t.Errorf("the list takes %d bytes indented", n)
	}
}

func TestListing(t *testing.T) {
	t.Parallel()
	v := commands.Listing{Title: "FM-1071 Abbott: APPROVED since Wed Nov 11", Lines: []string{"RECEIVED: Mon Oct 5", "SUBMITTED: skipped"},
		Buttons: presses("Invoice…")}
	answer(t, "listing", Pen{}.Message(v), `
		FM-1071 Abbott: APPROVED since Wed Nov 11
		RECEIVED: Mon Oct 5
		SUBMITTED: skipped
		[Invoice…]`)
}

func payCommand() *commands.Command {
	methods := []string{"check", "ach", "wire", "card", "cash", "avid", "claimspay"}
	return &commands.Command{Name: "pay", Says: "log money that came in", Slash: true,
		Usage:    "REF AMOUNT [METHOD NO] [from PAYER] · METHOD NO REF AMOUNT REF AMOUNT …",
		Examples: []string{"pay FM-1042 12,400 check 881"},
		Args: []commands.Arg{
			{Name: "file", Kind: commands.KindFile, Asks: "File", Hint: "FM-1042", Required: true, Form: true},
			{Name: "amount", Kind: commands.KindAmount, Asks: "Amount", Hint: "12,400.00", Required: true, Form: true},
			{Name: "method", Kind: commands.KindChoice, Asks: "Method", Choices: methods, Form: true},
			{Name: "reference", Kind: commands.KindNumber, Label: "ref", Asks: "Check or trace number", Hint: "881", Form: true},
			{Name: "on", Kind: commands.KindDate, Label: "on", Asks: "Date", Hint: "today", Form: true},
			{Name: "net", Kind: commands.KindFlag, Label: "net", Asks: "The amount is net of the fee", Form: true},
			{Name: "because", Kind: commands.KindText, Label: "because"},
		}}
}

func undoCommand() *commands.Command {
	return &commands.Command{Name: "undo", Says: "take back your own entry", Usage: "· REF eN", Examples: []string{"undo", "undo FM-1042 e9"}}
}

func TestHelp(t *testing.T) {
	t.Parallel()
	answer(t, "help", Pen{}.Message(commands.Helped{Commands: []*commands.Command{payCommand(), undoCommand(), {Name: "file new", Says: "begin a file"}}}), `
		What you can say
		/pay log money that came in
		/paidup undo take back your own entry
		/file new begin a file
		small: help pay shows how pay is written. In a DM with Paidup each line is a command`)
	answer(t, "help_one", Pen{}.Message(commands.Helped{Commands: []*commands.Command{payCommand(), undoCommand()}, One: true}), `
		/pay log money that came in
		/pay REF AMOUNT [METHOD NO] [from PAYER]
		/pay METHOD NO REF AMOUNT REF AMOUNT …
		For example
		/pay FM-1042 12,400 check 881
		[Open form]
		/paidup undo take back your own entry
		/paidup undo
		/paidup undo REF eN
		For example
		/paidup undo
		/paidup undo FM-1042 e9`)
}

func TestBoard(t *testing.T) {
	t.Parallel()
	b := commands.Board{Markets: []*domain.Market{fortMyers()}, AsOf: today() - 1, Today: today(), Figures: []kpi.Figures{fortMyersFigures().compute()}}
	m := Pen{}.Message(b)
	answer(t, "board", m, `
		Fort Myers · as of Sun Nov 22
		🔴 DSO 61.3, target under 55
		$42,536 collected would bring it under
		🟠 $128,300 collected, goal $190,500
		33.7% of Sep + Oct, goal 50%; 4 days left
		Received to paid: 68 days (median of 41)
		0-30 days $182,940.10 (36)
		31-60 $121,205.15 (24)
		61-90 $52,655.00 (8)
		91+ $58,730.00 (6)
		Unapplied −$3,150.00
		Open AR $412,380.25 (74)
		small: As of Sun Nov 22, over 90 days. $18,200.00 disputed. DSO trailing 90, countback 61.6. 412,380.25 ÷ 605,200.00 × 90 = 61.3`)
	if want := "Fort Myers: DSO 61.3, target under 55. Collected 33.7% of Sep + Oct, goal 50%, 4 days left."; m.Text != want {
		t.Errorf("text is %q, want %q", m.Text, want)
	}
	phoenix := fortMyers()
	phoenix.Code, phoenix.Name = "PX", "Phoenix"
	b.Markets, b.Figures = append(b.Markets, phoenix), append(b.Figures, phoenixFigures().compute())
	b.Only = onlyPaid
	answer(t, "board_all_paid", Pen{}.Message(b), `
		Fort Myers · as of Sun Nov 22
		Received to paid: 68 days (median of 41)
		All time, received to paid: median 66.0, mean 66.0, 90th percentile 66.0 (402)
		All time, invoice to paid: median 46.0, mean 46.0, 90th percentile 46.0 (402)
		small: As of Sun Nov 22, over 90 days. Open AR $412,380.25, 74 invoices, $18,200.00 disputed. DSO trailing 90, countback 61.6
		---
		Phoenix · as of Sun Nov 22
		Received to paid: 44 days (median of 29)
		All time, received to paid: n/a, none yet
		All time, invoice to paid: n/a, none yet
		small: As of Sun Nov 22, over 90 days. Open AR $137,400.00, 31 invoices. DSO trailing 90, countback 45.6`)
}

// A board of as many markets as are shown at once fits, and says how many more there are.
func TestBoardOfManyMarkets(t *testing.T) {
	t.Parallel()
	b := commands.Board{AsOf: today() - 1, Today: today(), More: 3, Next: &commands.Press{Verb: "kpi", Args: commands.Values{"market": "all", "from": "15"}}}
	for range 15 {
		b.Markets, b.Figures = append(b.Markets, fortMyers()), append(b.Figures, fortMyersFigures().compute())
	}
	m := Pen{}.Message(b)
	holdsRules(t, "15 markets", m.Blocks)
	if got := read(m.Blocks[len(m.Blocks)-1:]); got != "[3 more]" {
		t.Errorf("the board ends with %s", got)
	}
}

func TestBoardOfNewMarket(t *testing.T) {
	t.Parallel()
	b := commands.Board{Markets: []*domain.Market{fortMyers()}, AsOf: today() - 1, Today: today(),
		Figures: []kpi.Figures{kpi.Compute(kpi.Inputs{Market: "FM", AsOf: today() - 1})}}
	answer(t, "board_new", Pen{}.Message(b), `
		Fort Myers · as of Sun Nov 22
		DSO n/a: nothing invoiced in 90 days
		$0 collected
		Collections n/a: nothing invoiced in Sep + Oct
		Received to paid: n/a, none in 90 days
		0-30 days $0.00 (0)
		31-60 $0.00 (0)
		61-90 $0.00 (0)
		91+ $0.00 (0)
		Open AR $0.00 (0)
		small: As of Sun Nov 22, over 90 days. DSO trailing 90`)
	b.Only, b.Today = onlyDSO, day("2027-01-04")
	answer(t, "board_last_year", Pen{}.Message(b), `
		Fort Myers · as of Sun Nov 22, 2026
		DSO n/a: nothing invoiced in 90 days
		small: As of Sun Nov 22, 2026, over 90 days. Open AR $0.00, 0 invoices. DSO trailing 90`)
}
