package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paidup/bot/slackfake"
	"paidup/domain"
	"paidup/domain/postgres"
	"paidup/domain/sample"
)

// Nobody is set up: whoever runs the workspace opens Home, becomes the admin, and begins a market, with the first person in it.
func TestTheFirstDay(t *testing.T) {
	s := emptyStage(t)
	sam, nora := s.As("sam"), s.As("nora")
	nora.OpensHome().SeesHome().ReadsHome("An owner or admin of this Slack workspace opens this page first.")
	sam.OpensHome().SeesHome().ReadsHome(`3 steps to begin
1. Add a market
small: In its channel: /paidup market add FM "Fort Myers" America/New_York books from oct 1
2. Add people by name
small: In a market's channel: /paidup member add @dana coordinator
3. Import your files and invoices
small: Where Paidup runs: paidup import files files.csv --market FM
---
[Add a market…] [Doctor]`)
	sam.ClicksHome("Add a market…").SeesModal("Add a market", "Code", "Channel")
	sam.Fills("Code", "FM").Fills("Name", "Fort Myers").Fills("Time zone", "Florida").Fills("Channel", "fort-myers").Submits()
	sam.SeesFieldError("Time zone", `"Florida" is not a time zone; write one like America/New_York.`)
	sam.Fills("Time zone", "America/New_York").Submits().SeesModal("FM Fort Myers begins in #fort-myers. Its digest comes at 08:00, America/New_York.").Closes()
	sam.SeesHome("✅ 1. Add a market", "FM Fort Myers")
	sam.ClicksHome("Add a person…").SeesModal("Add a member").Fills("Who", "dana").Fills("Role", "coordinator").Submits().
		SeesModal("Saved. Dana Reyes is coordinator in Fort Myers.").Closes()
	sam.SeesHome("✅ 2. Add people by name", "1 member")
	s.has("FM-1042", "Joan Harris")
	sam.OpensHome().SeesHome().ReadsHome(`Markets
FM Fort Myers · #C0FM
Digest at 08:00, 1 member
[FM]
[Add a market…] [Add a person…] [Doctor]`)
	sam.ClicksHome("Doctor").SeesModal("Doctor: ").Closes()
	sam.ClicksHome("FM").SeesModal("FM Fort Myers", "Zone America/New_York", "[Change…]")
	sam.Clicks("Change…").SeesModal("Market", "Digest at (optional): 08:00", "Channel (optional): C0FM").Fills("Digest at", "07:30").Submits().SeesModal("Saved. FM Fort Myers", "Digest at 07:30").Closes()
	sam.SeesHome("Digest at 07:30")
	nora.OpensHome().SeesHome("You are not set up in Paidup yet. Sam Whitley can add you.", "[Ask Sam]")
	s.ends()
	all, err := s.store.Audit(context.Background(), domain.AuditQuery{Since: monday})
	s.must(err)
	var tried []string
	for _, v := range all {
		tried = append(tried, strings.TrimSpace(fmt.Sprint(v.Actor, " ", v.Verb, " ", v.Outcome, " ", v.About)))
	}
	slices.Sort(tried)
	if diff := cmp.Diff([]string{"U0NORA home refused", "U0NORA home refused", "U0SAM doctor shown", "U0SAM home shown", "U0SAM home shown", "U0SAM market add done",
		"U0SAM market set done FM, digest-at 07:30", "U0SAM market shown", "U0SAM member add done Dana Reyes, coordinator", "U0SAM member add done Sam Whitley, admin"}, tried); diff != "" {
		t.Errorf("the audit (-want +got):\n%s", diff)
	}
}

// A market that is typed takes the channel it is typed in, once Paidup is in it.
func TestAMarketTakesItsChannel(t *testing.T) {
	s := newStage(t)
	s.must(s.ws.AddChannel(slackfake.Channel{ID: "C0OURS", Name: "ours", Private: true, Members: []string{"sam"}}))
	s.must(s.ws.AddChannel(slackfake.Channel{ID: "C0ALL", Name: "all", Members: []string{"sam"}}))
	sam := s.As("sam")
	const tampa = `/paidup market add TP "Tampa Bay" America/New_York books from oct 1`
	sam.Types("ours", tampa).SeesEphemeral("Paidup is not in that channel. Say /invite @Paidup there, then try again. Nothing was saved.")
	sam.Types("all", tampa).SeesEphemeral("Paidup is not in #all. Say /invite @Paidup there, then try again. Nothing was saved.")
	s.must(s.ws.ChangeChannel("ours", func(c *slackfake.Channel) { c.Members = append(c.Members, "paidup") }))
	sam.Types("ours", tampa).SeesEphemeral("TP Tampa Bay begins here. Its digest comes at 08:00, America/New_York.")
	if m := s.market("TP"); m.Channel != "C0OURS" || m.BooksFrom != domain.NewDate(2026, 10, 1) {
		t.Errorf("Tampa Bay has the channel %s and books from %s", m.Channel, m.BooksFrom)
	}
	s.ends()
}

// Two admins of the workspace open Home at once: one becomes the admin, the other hears who can add them.
func TestTwoOpenHomeAtOnce(t *testing.T) {
	s := emptyStage(t)
	s.must(s.ws.ChangeUser("nora", func(u *slackfake.User) { u.Admin = true }))
	sam, nora := s.As("sam"), s.As("nora")
	s.Together(func() { sam.OpensHome() }, func() { nora.OpensHome() })
	sam.SeesHome()
	nora.SeesHome()
	s.rests()
	people, err := s.store.People(context.Background())
	s.must(err)
	if len(people) != 1 || !people[0].Admin {
		t.Errorf("the people are %+v", people)
	}
	s.ends()
}

// Dana's queue stands on her Home, keeps up with what others do, and every button of it works.
func TestHomeOfACoordinator(t *testing.T) {
	s := newStage(t)
	s.has("FM-1071", "Ann Abbott", approved(14_200_00)...)
	s.has("FM-1055", "Al Whitaker", invoiced(12_760_00, "5501")...)
	dana, ben, maria := s.As("dana"), s.As("ben"), s.As("maria")
	dana.OpensHome().SeesHome().ReadsHome(`Dana · Mon Nov 23: 1 waits on you
Yours: 2 open, 2 without a next step, 1 past their days
FM-1071 Abbott · $14,200.00 not billed
APPROVED since Thu Sep 24, waiting on us
[FM-1071] [Without a step: 2] [Late: 1]
[Entered today]`)
	dana.ClicksHome("FM-1071").SeesModal("FM-1071 Ann Abbott").Closes()
	dana.ClicksHome("Entered today").SeesModal("You have entered nothing today.").Closes()

	before := s.published()
	ben.Types("fort-myers", "/note FM-1055 gate code with neighbour").SeesEphemeral("✅ Saved.")
	s.card("FM-1055")
	s.heardSoFar("FM-1055", 1)
	if n := s.published() - before; n != 0 {
		t.Errorf("a note has the Home tab published %d times", n)
	}
	ben.Types("fort-myers", "/invoice FM-1071 14,200 inv 5531").SeesEphemeral("✅ Saved.")
	s.card("FM-1071")
	s.heardSoFar("FM-1071", 1)
	dana.SeesHome().ReadsHome(`Dana · Mon Nov 23: nothing waits on you. 2 open
2 without a next step
[Without a step: 2] [Entered today]`)

	maria.Types("fort-myers", "/escalate FM-1055 to dana by tue get the estimate").SeesEphemeral("✅ Saved.")
	s.card("FM-1055", "Escalated")
	s.Channel("fort-myers").Expects("by Tue Nov 24: get the estimate").Pings("dana")
	dana.SeesDM("FM-1055 Whitaker needs you by Tue Nov 24")
	dana.SeesHome("1 asked of you", "get the estimate")
	dana.ClicksHome("I'm on it").SeesModal("✅ Saved. FM-1055 Al Whitaker, you are on it").Closes()
	dana.SeesHome("You are on it")
	s.card("FM-1055", "Dana Reyes is on it")
	s.Channel("fort-myers").Expects("Dana Reyes is on it (Mon Nov 23, 9:12 am ET)")
	s.Channel("fort-myers").ExpectsThread("FM-1055", "On it. Dana Reyes")
	dana.SeesDM("you are on it")
	s.ends()
}

// published is how often a Home tab was published so far, once all is at rest.
func (s *stage) published() int {
	s.rests()
	n := 0
	for _, e := range s.ws.Log() {
		if e.Method == "views.publish" {
			n++
		}
	}
	return n
}

// Maria directs two markets, Priya keeps the books of all, Eve looks on: they see figures, Tom sees what he is asked for and no
// amount, Sam no file.
func TestHomeByRole(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.has("PC-1042", "Jo Harrison", invoiced(900_00, "7001")...)
	s.has("FM-1063", "Kim Tran")
	s.handsOver("FM-1063", sample.Tom)
	s.As("maria").OpensHome().SeesHome().ReadsHome(`All markets · Mon Nov 23
🔴 DSO over 55 in 2 of 3 (all: 90.0)
🟠 $0 collected, goal $6,650
0.0% of Sep + Oct, goal 50%
small: As of Sun Nov 22. Open AR $13,300.00. DSO of all without Naples: the books are too new
1. 🔴 Fort Myers
DSO 90.0 · collected 0.0%
2 escalations, unanswered
2. 🔴 Pensacola (CAT)
DSO 90.0 · collected 0.0%
No escalations
3. Naples
DSO n/a until Wed Jan 20, 2027: books start Fri Oct 23 · collected n/a
No escalations
Load: Tom 1 open, 1 waits on us; Dana 2, 0
[Fort Myers] [Pensacola (CAT)] [Naples]
[Why 90.0?] [All figures]`)
	s.As("maria").ClicksHome("Fort Myers").SeesModal("Fort Myers · Mon Nov 23").Closes()
	s.As("maria").ClicksHome("All figures").SeesModal("Fort Myers · as of", "Pensacola (CAT) · as of").Closes()
	s.As("eve").OpensHome().SeesHome("DSO over 55 in 2 of 5", "4. Naples").HomeLacks("FM-1", "wait")
	s.As("priya").OpensHome().SeesHome("All markets · Mon Nov 23", "Denver", "Phoenix")
	s.As("tom").OpensHome().SeesHome().ReadsHome(`Tom · Mon Nov 23: 1 waits on you
Yours: 1 open, 1 without a next step, 1 past their days
FM-1063 Tran
RECEIVED since Mon Sep 14, waiting on us
[FM-1063] [Without a step: 1] [Late: 1]
[Entered today]`).HomeLacks("$")
	s.As("sam").OpensHome().SeesHome("Markets", "FM Fort Myers").HomeLacks("FM-1", "Harris", "$")
	s.on("2026-11-24 00:30") // and still Monday in Pensacola
	s.As("maria").OpensHome().SeesHome("All markets · Tue Nov 24", "\nsmall: Open AR $13,300.00. DSO of all", "Fort Myers · as of Mon Nov 23\n",
		"Pensacola (CAT) · as of Sun Nov 22\n", "Naples · as of Mon Nov 23\n")
	s.ends()
}

// Nora is in no market: she asks from her Home to be set up, the admin does it from his, and her Home is hers from then on; until her
// role is taken away.
func TestHomeOfAStranger(t *testing.T) {
	s := newStage(t)
	sam, nora := s.As("sam"), s.As("nora")
	sam.OpensHome().SeesHome("Markets")
	nora.OpensHome().SeesHome().ReadsHome("You are not set up in Paidup yet. Sam Whitley can add you.\n[Ask Sam]")
	nora.ClicksHome("Ask Sam").SeesModal("Asked Sam Whitley: set up Nora Quist in Paidup.").Closes()
	sam.SeesDM("Nora asks: set up Nora Quist in Paidup")
	sam.SeesHome("Sam · Mon Nov 23: 1 asked of you", "Nora asks: set up Nora Quist in Paidup", "Markets")
	sam.ClicksHome("Add…").SeesModal("Add a member").Fills("Role", "coordinator").Fills("Market", "FM").Submits().
		SeesModal("Saved. Nora Quist is coordinator in Fort Myers.").Closes()
	nora.SeesHome().ReadsHome("Nora · Mon Nov 23: nothing waits on you")
	sam.SeesHome("Markets").HomeLacks("Nora asks")
	s.As("maria").Types("fort-myers", "/paidup member remove @nora coordinator").SeesEphemeral("Saved. Nora Quist is not coordinator in Fort Myers any more")
	nora.SeesHome("You are not set up in Paidup yet.")
	sam.SeesDM("Nora")
	nora.SeesDM("Sam")
	sam.SeesHome("FM Fort Myers · #C0FM\nDigest at 08:00, 6 members")
	s.ends()
}

// Whichever replica has published a Home tab keeps it as it should be, whichever takes in what changes it.
func TestHomeBesideReplicas(t *testing.T) {
	s := newStage(t)
	store, err := postgres.Connect(context.Background(), s.url)
	s.must(err)
	t.Cleanup(func() { s.must(store.Close()) })
	other, stop := s.opens(store)
	ctx, cancel := context.WithTimeout(context.Background(), patient)
	defer cancel()
	s.must(s.ws.WaitFor(ctx, func(st *slackfake.State) bool { return st.Connections() == 4 }))
	dana, ben := s.As("dana"), s.As("ben")
	dana.OpensHome().SeesHome("nothing waits on you")
	for n := range 6 {
		number := fmt.Sprint("FM-", 2001+n)
		s.has(number, fmt.Sprint("Customer ", n))
		ben.Types("fort-myers", "/note "+number+" gate code").SeesEphemeral("✅ Saved. " + number)
		dana.SeesHome(fmt.Sprintf("%d wait", n+1), number)
		s.must(other.Bot.Idle(ctx))
		s.told(number)
	}
	stop()
	s.ends()
}
