package main

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paidup/bot/slackfake"
	"paidup/domain"
	"paidup/domain/sample"
)

// Ben leaves: his director is asked once for a new owner of his open files, and gives them to Dana by the button.
func TestADeactivatedAccount(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.has("FM-1047", "Al Cole")
	s.has("FM-1051", "Amy Hale")
	for _, number := range []string{"FM-1042", "FM-1047"} {
		s.handsOver(number, sample.Ben)
	}
	maria := s.As("maria")

	s.must(s.ws.ChangeUser("ben", func(u *slackfake.User) { u.Deleted = true }))
	maria.SeesDM().Reads("Ben's account is gone: 2 open files need an owner\n[Assign…]")
	s.rests()
	s.must(s.ws.ChangeUser("ben", func(u *slackfake.User) { u.RealName = "Ben Okafor (left)" })) // he is gone already
	s.rests()
	s.again()
	s.rests() // nor is it said at the next start

	s.As("dana").Types("fort-myers", "/paidup assign FM-1051 ben").
		SeesEphemeral("The account of Ben Okafor is gone; give it to somebody else. Nothing was saved.")
	s.As("tom").Types("fort-myers", "/paidup assign all of ben to dana").SeesEphemeral("Assigning is for directors: Maria Lind. Nothing was saved.")
	maria.In("@paidup").Clicks("Assign…").SeesModal("Assign", "All open files of Ben Okafor", "To whom").
		Fills("To whom", "ben").Submits().SeesFieldError("To whom", "The account of Ben Okafor is gone; give it to somebody else.")
	maria.Fills("To whom", "dana").Submits().SeesModal("✅ Saved. 2 files", "FM-1042 Joan Harris", "FM-1047 Al Cole").Closes()
	for _, number := range []string{"FM-1042", "FM-1047"} {
		s.card(number, "Dana Reyes")
		s.heardSoFar(number, 1)
	}
	maria.In("@paidup").Clicks("Assign…").SeesModal("Assign").Fills("To whom", "dana").Submits().
		SeesFieldError("To whom", "Ben Okafor has no open files in Fort Myers.").Closes()
	s.ends()
}

// Somebody who left while Paidup was down is noticed at its start, and somebody who is there again is a member as before.
func TestAnAccountIsGoneAtTheStart(t *testing.T) {
	s := newStage(t)
	s.has("DN-1150", "Bea Hale")
	s.handsOver("DN-1150", sample.Luis)
	s.must(s.ws.ChangeUser("luis", func(u *slackfake.User) { u.Deleted = true }))
	s.As("sam").SeesDM().Reads("Luis's account is gone: 1 open file needs an owner in Denver, which has no director.")
	s.rests()
	s.must(s.ws.ChangeUser("luis", func(u *slackfake.User) { u.Deleted = false }))
	s.rests()
	s.As("luis").Types("denver", "/paidup note DN-1150 back again").SeesEphemeral("✅ Saved.")
	s.card("DN-1150")
	s.heardSoFar("DN-1150", 1)
	s.ends()
}

// A guest is a member only once an admin has confirmed the name.
func TestAGuest(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.must(s.ws.AddUser(slackfake.User{ID: "U0GIL", Name: "gil", RealName: "Gil Ito", Guest: true}))
	s.must(s.ws.ChangeChannel("fort-myers", func(c *slackfake.Channel) { c.Members = append(c.Members, "gil") }))
	gil, sam := s.As("gil"), s.As("sam")

	gil.Types("fort-myers", "/file FM-1042").SeesEphemeral().Reads("You are not set up in Paidup yet. Sam Whitley can add you.\n[Ask Sam]")
	s.As("maria").Types("fort-myers", "/paidup member add @gil viewer").
		SeesEphemeral("Gil Ito is a guest or from another company; an admin confirms that by name. Nothing was saved.")
	question := sam.Types("lobby", "/paidup member add @gil viewer fm").SeesEphemeral()
	question.Reads("❓ Not saved yet.\nGil Ito is a guest or from another company. A member sees the files of the market.\n[Drop it] [Add Gil Ito]")
	sam.Clicks("Add Gil Ito").SeesEphemeral("Saved. Gil Ito is viewer in Fort Myers.")
	gil.Types("fort-myers", "/file FM-1042").SeesModal("FM-1042 Joan Harris", "$12,400.00").Closes()

	s.must(s.ws.AddChannel(slackfake.Channel{ID: "C0TAMPA", Name: "tampa", Private: true, Members: []string{"sam", "gil", "paidup"}}))
	sam.Types("tampa", "/paidup market add TP Tampa America/New_York").SeesEphemeral("TP Tampa begins here.", "Guests can read it: Gil Ito.")
	s.ends()
}

// Ben loses his last role: he is a stranger, and the director who did it gives them a new owner.
func TestARoleIsTakenAway(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.handsOver("FM-1042", sample.Ben)
	maria, ben := s.As("maria"), s.As("ben")

	maria.Types("fort-myers", "/paidup member add ben field").
		SeesEphemeral("Saved. Ben Okafor is coordinator and field in Fort Myers: roles add up, member remove takes one away.")
	maria.Types("fort-myers", "/paidup member remove ben field").
		SeesEphemeral("Saved. Ben Okafor is not field in Fort Myers any more, and still coordinator.")
	maria.Types("fort-myers", "/paidup member remove @ben coordinator").
		SeesEphemeral().Reads("Saved. Ben Okafor is not coordinator in Fort Myers any more, and no member. 1 open file needs an owner.\n[Assign…]")
	maria.Again().SeesEphemeral("Saved. Ben Okafor is not coordinator in Fort Myers any more, and no member.")
	ben.Types("fort-myers", "/file FM-1042").SeesEphemeral("You are not set up in Paidup yet.")
	maria.Types("fort-myers", "/paidup member remove @ben viewer").SeesEphemeral("Ben Okafor is no member of Fort Myers. Nothing was saved.")
	maria.Clicks("Assign…").SeesModal("Assign", "All open files of Ben Okafor").Fills("To whom", "dana").Submits().
		SeesModal("✅ Saved. FM-1042 Joan Harris").Closes()
	maria.Types("fort-myers", "/paidup assign all of @ben to dana").SeesEphemeral("Ben Okafor has no open files in Fort Myers.")
	s.card("FM-1042", "Dana Reyes")
	s.heardSoFar("FM-1042", 1)
	s.ends()
	all, err := s.store.Audit(context.Background(), domain.AuditQuery{Market: s.market("FM").ID, Since: monday})
	s.must(err)
	var tried []string
	for _, v := range all {
		if strings.HasPrefix(v.Verb, "member") {
			tried = append(tried, fmt.Sprint(v.Actor, " ", v.Verb, " ", v.Outcome))
		}
	}
	if diff := cmp.Diff([]string{"U0MARIA member remove refused", "U0MARIA member remove done", "U0MARIA member remove done", "U0MARIA member add done"}, tried); diff != "" {
		t.Errorf("the audit (-want +got):\n%s", diff)
	}
}

// Maria directs Fort Myers and Pensacola: a channel means its market, and elsewhere she is asked or finds files in both.
func TestAPersonOfTwoMarkets(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.has("PC-1042", "Jo Harrison", invoiced(900_00, "7001")...)
	maria := s.As("maria")
	maria.Types("fort-myers", "/pay 1042 400 check 1").SeesEphemeral("✅ Saved. FM-1042 Joan Harris, $400.00")
	maria.Types("pensacola", "/pay 1042 500 check 2").SeesEphemeral("✅ Saved. PC-1042 Jo Harrison, $500.00")
	maria.Types("lobby", "/pay 1042 100 check 3").SeesEphemeral("Which file?", "[FM-1042] [PC-1042]")
	maria.Clicks("PC-1042").SeesEphemeral("✅ Saved. PC-1042 Jo Harrison, $100.00")
	maria.Types("lobby", "/kpi").SeesEphemeral("Which market?", "[Fort Myers]", "[Pensacola (CAT)]")
	maria.Types("lobby", "/file new").SeesModal("New file", "Market").Closes()
	s.card("FM-1042", "balance $12,000.00")
	s.card("PC-1042", "balance $300.00")
	s.heardSoFar("FM-1042", 1)
	s.heardSoFar("PC-1042", 2)
	s.ends()
}

// handsOver gives the file to another owner before the story, in silence.
func (s *stage) handsOver(number string, to domain.PersonID) {
	s.t.Helper()
	act := domain.Act{Key: fmt.Sprintf("hand %s to %s", number, to), Actor: sample.Maria, Source: domain.FromImport, At: monday.AddDate(0, 0, -3)}
	_, _, err := s.store.Change(context.Background(), act, s.file(number).ID, func(f *domain.File) error { return f.Assign(to) })
	s.must(err)
}
