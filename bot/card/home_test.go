package card

import (
	"fmt"
	"testing"

	"paidup/commands"
	"paidup/domain"
	"paidup/domain/kpi"
)

// standing is a market as the house's example of a roll-up has it.
func standing(t *testing.T, code, name string, f figures, before float64) commands.Standing {
	t.Helper()
	m, err := domain.NewMarket(code, name, "America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	m.Channel = "C0" + code
	return commands.Standing{Market: &m, Figures: f.compute(), Before: &before, DaysLeft: 4}
}

// sums are figures of which only sums matter.
func sums(market string, openAR, net90, priorTwo, collected domain.Money) figures {
	at := day("2026-11-22")
	return figures{market: market, asOf: at, net90: net90, oct: priorTwo, collected: collected,
		open: []kpi.OpenBalance{{InvoicedOn: at - 20, Count: 10, Cents: openAR}}}
}

// roll is the roll-up of the house's four markets.
func roll(t *testing.T) commands.Roll {
	t.Helper()
	pc := standing(t, "PC", "Pensacola (CAT)", sums("PC", 521_700_00, 690_000_00, 452_000_00, 121_900_00), 65.6)
	pc.Escalate, pc.Unanswered = 7, 2
	fm := standing(t, "FM", "Fort Myers", sums("FM", 412_380_25, 605_200_00, 381_000_00, 128_300_00), 60.1)
	fm.Escalate, fm.Unanswered = 5, 5
	dn := standing(t, "DN", "Denver", sums("DN", 288_900_00, 478_300_00, 322_000_00, 118_400_00), 54.1)
	dn.Escalate = 1
	px := standing(t, "PX", "Phoenix", sums("PX", 137_400_00, 262_000_00, 176_800_00, 96_150_00), 48.0)
	out := commands.Roll{Today: today(), Over: 2, Of: 4, Markets: []commands.Standing{pc, fm, dn, px}}
	out.All = together(out.Markets)
	return out
}

func together(all []commands.Standing) kpi.Figures {
	var figures []kpi.Figures
	for _, s := range all {
		figures = append(figures, s.Figures)
	}
	return kpi.Together(figures)
}

func TestHomeOfDirector(t *testing.T) {
	t.Parallel()
	v := roll(t)
	request := commands.ShowRequest(domain.Request{ID: 17, File: 31, Says: `write off $212.40 on FM-1031 Bell, "deductible, moved away"`, By: dana,
		At: day("2026-11-20").At(9, 30, fortMyers().Location()), Lapses: day("2026-11-25")}, fortMyers(), everybody(), maria)
	v.Young, v.People = []string{"Naples"}, everybody()
	v.Load = []domain.Workload{{Owner: ben, Open: 91, Ours: 11}, {Owner: dana, Open: 96, Ours: 6}, {Open: 2, Ours: 1}}
	queue := commands.Files{Title: "Maria · Mon Nov 23: 1 asked of you", Today: today(), Waits: []commands.Waits{{Request: &request}}}
	m := Pen{}.Message(commands.Home{Roll: &v, Queue: &queue})
	homeTab(t, "home_director", m, `
		All markets · Mon Nov 23
		🔴 DSO over 55 in 2 of 4 (all: 60.1)
		🟠 $464,750 collected, goal $665,900
		34.9% of Sep + Oct, goal 50%
		small: As of Sun Nov 22. Open AR $1,360,380.25. DSO of all without Naples: the books are too new
		1. 🔴 Pensacola (CAT)
		DSO 68.0 (up 2.4) · collected 27.0%
		7 escalations, 2 unanswered
		2. 🔴 Fort Myers
		DSO 61.3 (up 1.2) · collected 33.7%
		5 escalations, unanswered
		3. 🟠 Denver
		DSO 54.4 (up 0.3) · collected 36.8%
		1 escalation, answered
		4. ✅ Phoenix
		DSO 47.2 (down 0.8) · collected 54.4%
		No escalations
		Load: Ben 91 open, 11 wait on us; Dana 96, 6; nobody 2, 1
		[Pensacola (CAT)] [Fort Myers] [Denver]
		[Phoenix]
		[Why 60.1?] [All figures]
		---
		Maria · Mon Nov 23: 1 asked of you
		Dana asks: write off $212.40 on FM-1031 Bell, "deductible, moved away"
		small: Asked Fri Nov 20, 9:30 am ET. Waits until the end of Wed Nov 25
		[Allow] [Refuse…] [Open file]`)
	if want := "All markets · Mon Nov 23. Maria · Mon Nov 23: 1 asked of you."; len(m.Text) < len(want) || m.Text[:len(want)] != want {
		t.Errorf("text is %q", m.Text)
	}
}

// Where it is past midnight in some zones only, each market says what day its figures are as of, and none is said of all.
func TestHomeAroundMidnight(t *testing.T) {
	t.Parallel()
	v := roll(t)
	later := sums("FM", 412_380_25, 605_200_00, 381_000_00, 128_300_00)
	later.asOf = day("2026-11-23")
	v.Today, v.Of = day("2026-11-24"), 2
	v.Markets = []commands.Standing{standing(t, "FM", "Fort Myers", later, 60.1), v.Markets[0]}
	v.All, v.Young = together(v.Markets), []string{"Naples"}
	homeTab(t, "home_around_midnight", Pen{}.Message(commands.Home{Roll: &v}), `
		All markets · Tue Nov 24
		🔴 DSO over 55 in 2 of 2 (all: 64.9)
		🟠 $250,200 collected, goal $416,500
		30.0% of Sep + Oct, goal 50%
		small: Open AR $934,080.25. DSO of all without Naples: the books are too new
		1. 🔴 Fort Myers · as of Mon Nov 23
		DSO 61.3 (up 1.2) · collected 33.7%
		No escalations
		2. 🔴 Pensacola (CAT) · as of Sun Nov 22
		DSO 68.0 (up 2.4) · collected 27.0%
		7 escalations, 2 unanswered
		[Fort Myers] [Pensacola (CAT)]
		[Why 64.9?] [All figures]`)
}

func TestHomeOfOneMarket(t *testing.T) {
	t.Parallel()
	before := 60.1
	fm := commands.Standing{Market: fortMyers(), Figures: fortMyersFigures().compute(), Before: &before, DaysLeft: 4, Escalate: 5, Unanswered: 3}
	v := commands.Roll{Today: today(), Over: 1, Of: 1, Markets: []commands.Standing{fm}, All: kpi.Together([]kpi.Figures{fm.Figures}), People: everybody()}
	for i := range 9 {
		v.Load = append(v.Load, domain.Workload{Owner: []domain.PersonID{dana, ben, priya}[i%3], Open: 10 - i, Ours: 1})
	}
	homeTab(t, "home_one_market", Pen{}.Message(commands.Home{Roll: &v}), `
		Fort Myers · Mon Nov 23
		🔴 DSO 61.3, target under 55 (up 1.2)
		$42,536 collected would bring it under
		🟠 $128,300 collected, goal $190,500
		33.7% of Sep + Oct, goal 50%; 4 days left
		Received to paid: 68 days (median of 41)
		5 escalations, 3 unanswered
		Load: Dana 10 open, 1 waits on us; Ben 9, 1; Priya 8, 1; Dana 7, 1; Ben 6, 1; Priya 5, 1; 3 more
		small: As of Sun Nov 22, over 90 days. Open AR $412,380.25, 74 invoices, $18,200.00 disputed. DSO trailing 90, countback 61.6
		[Digest] [Why 61.3?] [All figures]`)
}

// Markets without figures say why, and as many as there may be fit.
func TestHomeOfManyMarkets(t *testing.T) {
	t.Parallel()
	v := commands.Roll{Today: today(), Of: 20, More: 8}
	for i := range 12 {
		f := figures{market: fmt.Sprint("M", i), asOf: day("2026-11-22")}
		if i > 5 {
			f.booksFrom = day("2026-10-01")
		}
		s := standing(t, fmt.Sprint("M", i), fmt.Sprint("Market ", i), f, 50)
		v.Markets = append(v.Markets, s)
	}
	v.All = together(v.Markets)
	queue := commands.Files{Title: "Maria · Mon Nov 23: 300 wait on you", Today: today(), Next: &commands.Press{Verb: "my"}}
	for range 30 {
		request := commands.ShowRequest(domain.Request{ID: 17, File: 31, Says: "write off", By: dana, At: day("2026-11-20").At(9, 30, fortMyers().Location()),
			Lapses: day("2026-11-25")}, fortMyers(), everybody(), maria)
		queue.Waits = append(queue.Waits[:min(2, len(queue.Waits))], commands.Waits{Request: &request})
		queue.Files = append(queue.Files[:min(9, len(queue.Files))], fileLine(1071, "FM-1071", "Abbott", domain.Approved))
	}
	setup := commands.Setup{More: 5}
	for i := range 20 {
		setup.Markets = append(setup.Markets, v.Markets[i%12].Market)
	}
	m := Pen{}.Message(commands.Home{Roll: &v, Queue: &queue, Setup: &setup})
	holdsRules(t, "home of everything", m.Blocks)
	homeTab(t, "home_many_markets", Pen{}.Message(commands.Home{Roll: &commands.Roll{Today: today(), Of: 20, More: 18, Markets: []commands.Standing{v.Markets[0], v.Markets[6]},
		All: v.All}}), `
		All markets · Mon Nov 23
		DSO over 55 in none of 20 (all: n/a)
		$0 collected
		Collections n/a: nothing invoiced in Sep + Oct
		small: As of Sun Nov 22. Open AR $0.00
		1. Market 0
		DSO n/a: nothing invoiced in 90 days · collected n/a
		No escalations
		2. Market 6
		DSO n/a until Tue Dec 29: books start Thu Oct 1 · collected n/a
		No escalations
		[Market 0] [Market 6] [18 more]
		[Why n/a?] [All figures]`)
}

func TestHomeOfAdmin(t *testing.T) {
	t.Parallel()
	steps := []commands.Step{{Says: "Add a market", How: "in its channel: /paidup market add"}, {Says: "Add people by name", How: "in a market's channel: /paidup member add"},
		{Says: "Import your files and invoices", How: "where Paidup runs: paidup import files files.csv --market FM"}}
	homeTab(t, "home_first_day", Pen{}.Message(commands.Home{Setup: &commands.Setup{Steps: steps}}), `
		3 steps to begin
		1. Add a market
		small: In its channel: /paidup market add
		2. Add people by name
		small: In a market's channel: /paidup member add
		3. Import your files and invoices
		small: Where Paidup runs: paidup import files files.csv --market FM
		---
		[Add a market…] [Doctor]`)
	px := standing(t, "PX", "Phoenix <!channel>", phoenixFigures(), 48).Market
	px.Channel = ""
	dn := standing(t, "DN", "Denver", phoenixFigures(), 48).Market
	dn.Paused = "its channel is shared with another company"
	steps[0].Done = true
	homeTab(t, "home_admin", Pen{}.Message(commands.Home{Setup: &commands.Setup{Steps: steps, Markets: []*domain.Market{fortMyers(), dn, px}, More: 2}}), `
		3 steps to begin
		✅ 1. Add a market
		2. Add people by name
		small: In a market's channel: /paidup member add
		3. Import your files and invoices
		small: Where Paidup runs: paidup import files files.csv --market FM
		---
		Markets
		FM Fort Myers · #C0FORTMYERS
		Digest at 08:00, 5 members
		DN Denver · #C0DN
		🔴 paused: its channel is shared with another company, digest at 08:00, 0 members
		PX Phoenix <!channel>
		No channel, so nothing is posted, digest at 08:00, 0 members
		[FM] [DN] [PX]
		[2 more]
		[Add a market…] [Add a person…] [Doctor]`)
}

func TestHomeOfStranger(t *testing.T) {
	t.Parallel()
	homeTab(t, "home_stranger", Refusal("You are not set up in Paidup yet. Sam Whitley can add you.", presses("Ask Sam")), `
		You are not set up in Paidup yet. Sam Whitley can add you.
		[Ask Sam]`)
}
