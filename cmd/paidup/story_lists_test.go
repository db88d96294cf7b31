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
			"/digest, /kpi, market, market set, member, member add, member remove, help",
		"priya": "/pay, /file, /file new, edit, /my, /note, /log, next, promise, /invoice, apply, adjust, dispute, settle, /stage, /escalate, hold, resume, undo, reopen, reverse, void, /digest, /kpi, market, member, help",
		"tom":   "/file, /my, /note, /log, next, /stage, /escalate, undo, market, member, help",
		"eve":   "/file, /my, /stage, /digest, /kpi, market, member, help",
		"sam":   "/my, market, market add, market set, member, member add, member remove, help",
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

// A file by number, claim, part of a name; several found; none found, with the closest.
func TestFindingAFile(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	s.has("FM-0871", "Al Harris", invoiced(900_00, "5400")...)
	s.has("FM-1101", "Harriet Bay")
	dana := s.As("dana")
	dana.Types("fort-myers", "/file harri").SeesEphemeral().Reads(
		"❓ Which file? 3 match \"harri\"\nFM-0871 INVOICED · FM-1042 INVOICED · FM-1101 RECEIVED\n[FM-0871] [FM-1042] [FM-1101]\n[None of these]")
	dana.Clicks("FM-0871").SeesModal("FM-0871 Al Harris").Closes()
	dana.Types("fort-myers", "/pay harri 900 check 5").SeesEphemeral("Which file?", "[FM-0871]")
	dana.Clicks("FM-0871").SeesEphemeral("✅ Saved. FM-0871 Al Harris, $900.00")
	dana.Types("fort-myers", "/note harri call back").SeesEphemeral("Which file?")
	dana.Clicks("None of these").SeesEphemeral("Nothing was saved.")
	dana.Types("fort-myers", "/file FM-1024").
		SeesEphemeral(`No file "FM-1024" in Fort Myers by number, claim, name or address. Closest: FM-1042 Harris.`, "[Open FM-1042]")
	dana.Clicks("Open FM-1042").SeesModal("FM-1042 Joan Harris").Closes()
	dana.Types("fort-myers", "/file FM-1042 history").SeesModal("Entries\ne1 Received Mon Sep 14. Dana, by import\n",
		"e4 Invoice 5512 to Harbor Mutual, $12,400.00, Tue Sep 29, due Tue Sep 29. Balance $12,400.00. Dana, by import\n[Close]").Closes()
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
