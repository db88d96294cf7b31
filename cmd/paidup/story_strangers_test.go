package main

import (
	"testing"

	"paidup/bot/slackfake"
	"paidup/domain"
)

// Luis directs Denver and Phoenix. Fort Myers does not exist for him, whichever way he comes, even where its card is before
// his eyes.
func TestAPersonOutsideTheMarket(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.has("DN-1150", "Bea Hale", invoiced(900_00, "6001")...)
	luis := s.As("luis")
	s.As("dana").Types("fort-myers", "/note FM-1042 gate code with neighbour").SeesEphemeral("✅ Saved.")
	card := s.card("FM-1042", "[Payment…]")
	s.thread("FM-1042", "e5 Note: gate code with neighbour. Dana")

	for _, number := range []string{"FM-1042", "FM-7777"} { // one that is there, and one that is not
		luis.Types("denver", "/pay "+number+" 100 check 1").
			SeesEphemeral().Reads(`No file "` + number + `" in your markets by number, claim, name or address.`)
		luis.Types("denver", "/file "+number).SeesEphemeral().Reads(`No file "` + number + `" in your markets by number, claim, name or address.`)
	}
	luis.Types("denver", "/file harris").SeesEphemeral().Reads(`No file "harris" in your markets by number, claim, name or address.`)
	luis.Types("denver", "/pay").SeesModal("Payment").Searches("File", "harris").Closes()
	for _, code := range []string{"fm", "zz"} {
		luis.Types("denver", "/kpi "+code).SeesEphemeral().Reads(`Not read: "` + code + `".`)
	}

	s.must(s.ws.ChangeChannel("fort-myers", func(c *slackfake.Channel) { c.Members = append(c.Members, "luis") }))
	luis.ClicksOn(card, "Payment…").SeesEphemeral().Reads("There is no such file.")
	luis.ClicksOn(card, "Open file").SeesEphemeral().Reads("There is no such file.")
	luis.Mentions(card, "pay 100 check 1").SeesEphemeral().Reads("There is no such file.")
	luis.Mentions(card, "file").SeesEphemeral().Reads("There is no such file.")
	s.holds("FM-1042", domain.Invoiced, 12_400_00, 5)
	s.ends()
}

// Nora is not set up in Paidup; Sam, who installed it, sees no file.
func TestPeopleWhoAreInNoMarket(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	nora, sam := s.As("nora"), s.As("sam")

	for _, said := range []string{"/pay FM-1042 12,400", "/file harris", "/my", "/kpi fm", "/pay"} {
		nora.Types("lobby", said).SeesEphemeral().Reads("You are not set up in Paidup yet. Sam Whitley can add you.\n[Ask Sam]")
	}
	nora.DMs("pay FM-1042 12,400").SeesDM("You are not set up in Paidup yet. Sam Whitley can add you.")
	for _, said := range []string{"/file FM-1042", "/pay FM-1042 12,400", "/file FM-1042 history"} {
		sam.Types("lobby", said).SeesEphemeral().Reads(`No file "FM-1042" in your markets by number, claim, name or address.`)
	}
	s.holds("FM-1042", domain.Invoiced, 12_400_00, 4)
	s.ends()
}

// Nora asks the admin to be set up, once, whichever way she comes. Sam adds her by a form and she hears of it, as does who asks
// and is added by a typed line.
func TestAskingToBeSetUp(t *testing.T) {
	s := newStage(t)
	s.must(s.ws.AddUser(slackfake.User{ID: "U0OLGA", Name: "olga", RealName: "Olga Petrov"}))
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	nora, olga, sam := s.As("nora"), s.As("olga"), s.As("sam")
	const asked = "Asked Sam Whitley: set up Nora Quist in Paidup. It waits until the end of Wed Dec 2."
	const already = "Asked Sam Whitley already, Mon Nov 23, 9:12 am ET: set up Nora Quist in Paidup. It waits until the end of Wed Dec 2."

	refused := nora.Types("lobby", "/pay FM-1042 12,400").SeesEphemeral("[Ask Sam]")
	nora.ClicksOn(refused, "Ask Sam").SeesEphemeral().Reads(asked)
	asks := sam.SeesDM().Reads(`Nora asks: set up Nora Quist in Paidup
small: Asked Mon Nov 23, 9:12 am ET. Waits until the end of Wed Dec 2
[Add…] [Refuse…]`)
	nora.Types("lobby", "/my").SeesEphemeral("[Ask Sam]")
	nora.Clicks("Ask Sam").SeesEphemeral().Reads(already)
	nora.Runs("Log a payment").SeesModal("You are not set up in Paidup yet.", "[Ask Sam]").Clicks("Ask Sam").SeesModal(already).Closes()
	late := nora.ClicksOn(asks, "Add…").SeesEphemeral("You are not set up in Paidup yet.", "[Ask Sam]")

	s.on("2026-11-23 09:30")
	sam.ClicksOn(asks, "Add…").SeesModal("Add a member", "Who: U0NORA", "Role: one of ", "Market: one of ").
		Submits().SeesFieldError("Role", "Please complete this required field.")
	sam.Fills("Role", "coordinator").Fills("Market", "FM").Submits().SeesModal("Saved. Nora Quist is coordinator in Fort Myers.").Closes()
	sam.SeesDM("✅ Sam allowed it, Mon Nov 23, 9:30 am ET", "Nora asks: set up Nora Quist in Paidup").Lacks("Add…")
	nora.SeesDM("✅ Sam allowed it, Mon Nov 23, 9:30 am ET")
	nora.ClicksOn(late, "Ask Sam").SeesEphemeral().Reads("You are set up already: help says what you may do. Nothing was saved.")
	nora.Types("lobby", "/file FM-1042").SeesModal("FM-1042 Joan Harris").Closes()

	olga.DMs("my").SeesDM("You are not set up in Paidup yet.", "[Ask Sam]")
	olga.Clicks("Ask Sam").SeesDM("Asked Sam Whitley: set up Olga Petrov in Paidup.")
	asks = sam.SeesDM("Olga asks: set up Olga Petrov in Paidup", "[Add…] [Refuse…]")
	sam.ClicksOn(asks, "Refuse…").SeesModal("Refuse").Submits().SeesFieldError("Why not", "Please complete this required field.")
	sam.Fills("Why not", "which team are you in?").Submits().SeesModal("Refused: set up Olga Petrov in Paidup. Olga is told.").Closes()
	sam.SeesDM("Sam refused it, Mon Nov 23, 9:30 am ET: which team are you in?").Lacks("Add…")
	olga.SeesDM("Sam refused it, Mon Nov 23, 9:30 am ET: which team are you in?")
	sam.ClicksOn(asks, "Refuse…").SeesModal("Refuse").Fills("Why not", "again").Submits().
		SeesFieldError("Why not", `You refused this at 9:30 am ET: "which team are you in?". Nothing is left to do.`).Closes()
	olga.DMs("my").SeesDM("You are not set up in Paidup yet.", "[Ask Sam]")
	olga.Clicks("Ask Sam").SeesDM("Asked Sam Whitley: set up Olga Petrov in Paidup.")
	sam.SeesDM("Olga asks: set up Olga Petrov in Paidup", "[Add…]")
	sam.Types("lobby", "/paidup member add @olga viewer fm").SeesEphemeral("Saved. Olga Petrov is viewer in Fort Myers.")
	sam.SeesDM("✅ Sam allowed it", "Olga asks: set up Olga Petrov in Paidup")
	olga.SeesDM("✅ Sam allowed it")
	s.ends()
}

// Tom works in the field: his own files without amounts, and no others.
func TestTheFieldSeesItsOwnFilesWithoutAmounts(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.has("FM-1063", "Mai Tran", invoiced(9_870_00, "5520")...)
	tom := s.As("tom")

	s.As("dana").Types("fort-myers", "/paidup assign FM-1063 tom").SeesEphemeral("✅ Saved.")
	s.card("FM-1063", "Tom Becker")
	s.thread("FM-1063", "e5 Assigned to Tom Becker. Dana")
	tom.Types("fort-myers", "/file FM-1063").SeesModal("FM-1063 Mai Tran")
	tom.Closes()
	tom.Types("fort-myers", "/my").SeesEphemeral("Tom").Lacks("9,870")
	tom.Types("fort-myers", "/file FM-1042").SeesEphemeral(`No file "FM-1042" in Fort Myers`)
	tom.Types("fort-myers", "/pay FM-1063 100").SeesEphemeral("Invoices and payments are for", "Nothing was saved.")
	tom.Types("fort-myers", "/note FM-1063 logs are in the job folder").SeesEphemeral("✅ Saved.").Lacks("9,870")
	s.card("FM-1063")
	s.thread("FM-1063", "e6 Note: logs are in the job folder. Tom")
	s.ends()
}

// Eve only looks: a press of hers is answered with who may.
func TestAPressByAViewer(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.As("dana").Types("fort-myers", "/note FM-1042 gate code with neighbour").SeesEphemeral("✅ Saved.")
	card := s.card("FM-1042", "[Payment…]")
	s.heardSoFar("FM-1042", 1)
	eve := s.As("eve")

	eve.ClicksOn(card, "Payment…").SeesEphemeral("Invoices and payments are for coordinators, directors and accounting", "Nothing was saved.")
	eve.ClicksOn(card, "Note").SeesEphemeral("Notes are for coordinators, directors and accounting", "Nothing was saved.")
	eve.ClicksOn(card, "Open file").SeesModal("FM-1042 Joan Harris", "$12,400.00").Closes()
	s.holds("FM-1042", domain.Invoiced, 12_400_00, 5)
	s.ends()
}
