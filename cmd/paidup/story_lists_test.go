package main

import (
	"strings"
	"testing"

	"paidup/commands"
	"paidup/domain"
	"paidup/domain/sample"
)

// Help names what a person may do or ask for, and nothing they may not.
func TestHelpForEachRole(t *testing.T) {
	s := newStage(t)
	for who, may := range map[string]string{
		"dana": "/pay, /file, /file new, edit, /my, /note, /log, next, promise, submit, reject, approve, /invoice, apply, adjust, dispute, settle, /stage, assign, assign all, /escalate, waiting, hold, resume, undo, cancel, reopen, reverse, void, /digest, /kpi, market, member, help",
		"maria": "/pay, /file, /file new, edit, /my, /note, /log, next, promise, submit, reject, approve, /invoice, apply, adjust, dispute, settle, /stage, assign, assign all, /escalate, waiting, hold, resume, undo, cancel, reopen, reverse, void, " +
			"/digest, /kpi, market, market set, member, member add, member remove, doctor, help",
		"priya": "/pay, /file, /file new, edit, /my, /note, /log, next, promise, /invoice, apply, adjust, dispute, settle, /stage, /escalate, hold, resume, undo, reopen, reverse, void, /digest, /kpi, market, member, help",
		"tom":   "/file, /my, /note, /log, next, /stage, /escalate, undo, market, member, help",
		"eve":   "/file, /my, /stage, /digest, /kpi, market, member, help",
		"sam":   "/my, market, market add, market set, member, member add, member remove, doctor, help",
	} {
		said := s.As(who).Types("lobby", "/paidup help").SeesEphemeral("What you can say").Text()
		if got := verbsOf(t, said); got != may {
			t.Errorf("%s may say\n%s, not\n%s", who, got, may)
		}
	}
	s.As("dana").Types("fort-myers", "/paidup help pay").SeesEphemeral("/pay FM-1042 12,400 check 881")
	s.As("eve").Types("fort-myers", "/paidup help pay").SeesEphemeral(`There is no "pay" among the commands you may use.`)
	s.ends()
}

// Tom works in the field of Fort Myers and coordinates Denver: help in a market's channel is about that market.
func TestHelpIsAboutTheMarketItIsAskedIn(t *testing.T) {
	s := newStage(t)
	s.joins("DN", domain.Person{ID: sample.Tom, Name: "Tom Becker"}, domain.Coordinator)
	tom := s.As("tom")
	tom.Types("fort-myers", "/paidup help").SeesEphemeral("What you can say", "/note").Lacks("/pay", "/invoice")
	tom.Types("fort-myers", "/paidup help pay").SeesEphemeral(`There is no "pay" among the commands you may use.`)
	tom.Types("denver", "/paidup help").SeesEphemeral("What you can say", "/pay", "/invoice")
	tom.Types("lobby", "/paidup help").SeesEphemeral("What you can say", "/pay", "/invoice")
	s.ends()
}

// verbsOf are the verbs that help lists, those without a slash command of their own as they follow /paidup.
func verbsOf(t *testing.T, help string) string {
	t.Helper()
	var out []string
	for _, line := range strings.Split(help, "\n") {
		for _, c := range commands.NewApp(commands.Deps{}).Commands() {
			verb := "/" + c.Name
			if strings.HasPrefix(line, verb+" "+c.Says) {
				out = append(out, verb)
			}
			if strings.HasPrefix(line, "/paidup "+c.Name+" "+c.Says) {
				out = append(out, c.Name)
			}
		}
	}
	return strings.Join(out, ", ")
}

// What waits on a person, what they entered, and their last five entries to take back.
func TestMyQueueAndMyEntries(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.has("FM-1071", "Ann Abbott", approved(14_200_00)...)
	s.has("FM-1080", "Luz Castillo")
	dana := s.As("dana")
	dana.Types("fort-myers", "/my").SeesEphemeral().Reads(
		"Dana · Mon Nov 23: 2 wait on you\n" +
			"FM-1071 Abbott · $14,200.00 not billed\n" +
			"APPROVED since Thu Sep 24, waiting on us\n" +
			"FM-1080 Castillo\n" +
			"RECEIVED since Mon Sep 14, waiting on us\n" +
			"[FM-1071] [FM-1080]")
	dana.Types("fort-myers", "/my waiting").SeesEphemeral("Dana · Mon Nov 23: 1 wait", "FM-1042 Harris · $12,400.00")
	for _, words := range []string{"one", "two", "three", "four", "five", "six"} {
		dana.Types("fort-myers", "/note FM-1042 "+words).SeesEphemeral("✅ Saved.")
	}
	dana.Types("fort-myers", "/paidup undo").SeesEphemeral("Your last entries", "Note: six", "Note: two", "[Undo e10]").Lacks("Note: one")
	dana.Clicks("Undo e7").SeesEphemeral("✅ Saved.", "e7 is undone")
	dana.Types("fort-myers", "/my log").SeesEphemeral("Entered today: 7")
	s.card("FM-1042")
	s.heardSoFar("FM-1042", 7)
	s.ends()
}

// What others ask of a person stands first in their queue, and is answered there.
func TestMyQueueBeginsWithWhatOthersAsk(t *testing.T) {
	s := newStage(t)
	s.tran()
	s.has("FM-1031", "Sue Bell", invoiced(12_712_40, "5512")...)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5513")...)
	dana, maria, tom, ben := s.As("dana"), s.As("maria"), s.As("tom"), s.As("ben")
	dana.Types("fort-myers", "/paidup adjust FM-1031 writeoff 212.40 because deductible, moved away").SeesEphemeral("[Ask Maria]")
	dana.Clicks("Ask Maria").SeesEphemeral("Asked Maria Lind:")
	maria.SeesDM("Dana asks: write off $212.40 on FM-1031 Bell")
	ben.Types("fort-myers", "/escalate FM-1063 to tom by tue the day-3 drying log").SeesEphemeral("✅ Saved. FM-1063 Kim Tran, escalated")
	s.Channel("fort-myers").Expects("🟠 FM-1063 Tran").Pings("tom")
	tom.SeesDM("FM-1063 Tran needs you by Tue Nov 24:")
	s.rests()

	queue := maria.Types("fort-myers", "/my").SeesEphemeral()
	queue.Reads(`Maria · Mon Nov 23: 1 asked of you
Dana asks: write off $212.40 on FM-1031 Bell, "deductible, moved away"
small: Asked Mon Nov 23, 9:12 am ET. Waits until the end of Wed Dec 2
[Allow] [Refuse…] [Open file]`)
	maria.ClicksOn(queue, "Allow").SeesEphemeral("✅ Saved. FM-1031 Sue Bell, write-off $212.40", "Dana asked for it and is told.")
	maria.SeesDM("✅ Maria allowed it")
	dana.SeesDM("✅ Maria allowed it")
	maria.Types("fort-myers", "/my").SeesEphemeral("Maria · Mon Nov 23: nothing waits on you")

	queue = tom.Types("fort-myers", "/my").SeesEphemeral("Tom · Mon Nov 23: 1 asked of you", "🟠 FM-1063 Tran", "the day-3 drying log (asked by Ben)", "By Tue Nov 24").Lacks("$")
	tom.ClicksOn(queue, "I'm on it").SeesEphemeral("✅ Saved. FM-1063 Kim Tran, you are on it")
	s.Channel("fort-myers").Expects("🟠 FM-1063 Tran", "Tom Becker is on it")
	s.Channel("fort-myers").ExpectsThread("FM-1063 Tran", "On it. ")
	tom.SeesDM("FM-1063 Tran", "you are on it")
	tom.Types("fort-myers", "/my").SeesEphemeral("1 asked of you", "You are on it", "[Done…] [Later…]")
	s.card("FM-1031", "written off $212.40")
	s.heardSoFar("FM-1031", 1)
	s.ends()
}

// A file by number, claim, part of a name; several found; none found, with the closest.
func TestFindingAFile(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.has("FM-0871", "Al Harris", invoiced(900_00, "5400")...)
	s.has("FM-1101", "Harriet Bay")
	dana := s.As("dana")
	dana.Types("fort-myers", "/file harri").SeesEphemeral().Reads(
		"❓ Which file? 3 match \"harri\"\nFM-0871 Al Harris · $900.00\nINVOICED since Tue Sep 29\nFM-1042 Joan Harris · $12,400.00\nINVOICED since Tue Sep 29\n" +
			"FM-1101 Harriet Bay\nRECEIVED since Mon Sep 14\n[FM-0871] [FM-1042] [FM-1101]\n[None of these]")
	dana.Clicks("FM-0871").SeesModal("FM-0871 Al Harris").Closes()
	dana.Types("fort-myers", "/file 0871").SeesModal("FM-0871 Al Harris").Closes()
	dana.Types("fort-myers", "/pay harri 900 check 5").SeesEphemeral("Which file?", "[FM-0871]")
	dana.Clicks("FM-0871").SeesEphemeral("✅ Saved. FM-0871 Al Harris, $900.00")
	dana.Types("fort-myers", "/note harri call back").SeesEphemeral("Which file?")
	dana.Clicks("None of these").SeesEphemeral("Nothing was saved.")
	dana.Types("fort-myers", "/file FM-1024").
		SeesEphemeral(`No file "FM-1024" in Fort Myers by number, claim, name or address. Closest: FM-1042 Harris.`, "[Open FM-1042]")
	dana.Clicks("Open FM-1042").SeesModal("FM-1042 Joan Harris").Closes()
	dana.Types("fort-myers", "/file FM-1042 history").SeesModal("Entries\ne1 Received Mon Sep 14. Dana, by import\n",
		"e4 Invoice 5512 to Harbor Mutual, $12,400.00, Tue Sep 29. Balance $12,400.00. Dana, by import\n[Close]").Closes()
	dana.Types("fort-myers", "/paidup pya FM-1042 100 check 6").
		SeesEphemeral().Reads("\"pya\" is not a command. Did you mean pay?\n[Run /pay FM-1042 100 check 6]")
	dana.Clicks("Run /pay FM-1042 100 check 6").SeesEphemeral("✅ Saved. FM-1042 Joan Harris, $100.00")
	s.card("FM-1042", "balance $12,300.00")
	s.heardSoFar("FM-1042", 1)
	dana.Types("fort-myers", "/paidup called FM-1042").SeesEphemeral("✅ Saved. FM-1042 Joan Harris, call")
	s.card("FM-1042")
	s.heardSoFar("FM-1042", 1)
	s.card("FM-0871", "✅ PAID IN FULL")
	s.heardSoFar("FM-0871", 2)
	s.ends()
}
