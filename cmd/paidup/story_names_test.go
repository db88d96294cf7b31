package main

import "testing"

// A customer's name is what somebody typed. It is shown as it is, wherever a name is shown: it pings nobody, is no link and
// changes no letter's weight.
func TestAHostileNameEverywhere(t *testing.T) {
	s := newStage(t)
	const name = `<!channel> *x* <http://a|b>`
	dana, ben := s.As("dana"), s.As("ben").In("fort-myers")

	dana.Types("fort-myers", "/file new").
		SeesModal("New file").Fills("Customer", name).Fills("Loss type", name).Fills("Payer", name).Fills("Program or TPA", name)
	dana.Submits().SeesModal("✅ Saved. FM-1001 "+name+", RECEIVED", "payer "+name).Closes()
	s.card("FM-1001", name).Pings()
	dana.Types("fort-myers", "/file FM-1001").SeesModal("FM-1001 "+name, "Customer "+name, "Payer "+name).Closes()
	dana.Types("fort-myers", "/my").SeesEphemeral("FM-1001 <http://a|b>").Pings() // a list says the last name
	dana.Types("fort-myers", "/paidup submit FM-1001 estimate 900").SeesEphemeral("✅ Saved. FM-1001 "+name, "Round 1 to "+name).Pings()
	s.card("FM-1001", name, "SUBMITTED").Pings()
	ben.Clicks("Rejected…").SeesModal("Rejected, FM-1001", name).Fills("Why it came back", "scope").Fills("In their words", name)
	ben.Submits().SeesModal("✅ Saved. FM-1001 " + name).Closes()
	dana.Types("fort-myers", "/note FM-1001 "+name).SeesEphemeral("✅ Saved.", name).Pings()
	s.card("FM-1001", name, "Rejected Mon Nov 23: scope").Pings()
	s.thread("FM-1001",
		"e1 Received Mon Nov 23. Dana",
		"e2 Submitted estimate $900.00 to <http://a|b>, Mon Nov 23. Dana",
		"e3 Rejected, scope: "+name+", Mon Nov 23. Ben",
		"e4 Note: "+name+". Dana")

	s.has("FM-1002", name)
	ben.Types("fort-myers", "/pay").SeesModal("Payment").
		Searches("File", "channel", "FM-1001 "+name+" · SUBMITTED, rejected", "FM-1002 "+name+" · RECEIVED").Closes()
	ben.Types("fort-myers", "/file channel").SeesEphemeral("FM-1001", "FM-1002").Pings()
	ben.Types("fort-myers", `/file "<!here> *y* <http://a|b>"`).SeesEphemeral(`No file "<!here> *y*`).Pings()
	ben.Types("fort-myers", "/pay FM-1001 "+name).SeesEphemeral("Nothing was saved.").Pings()
	ben.Types("fort-myers", "/"+"paidup <!channel>").SeesEphemeral("is not a command").Pings()
	dana.DMs("file " + name).SeesDM("FM-1001").Pings()
	dana.Types("fort-myers", "/paidup undo").SeesEphemeral("Your last entries", "FM-1001 "+name+": Note: "+name).Pings()

	s.on("2026-11-24 08:00")
	s.ticks()
	s.Channel("naples").Expects("No open files")
	s.Channel("fort-myers").Expects("Fort Myers · Tue Nov 24", "FM-1002 <http://a|b>").Pings()
	s.ends()
}
