package main

import (
	"strings"
	"testing"

	"paidup/bot/slackfake"
	"paidup/bot/slackfake/expect"
	"paidup/domain"
)

// Dana and Ben have the same check before them and save it at the same moment: one of them does, the other hears who did.
func TestTwoPeoplePressingAtOnce(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	dana, ben := s.As("dana"), s.As("ben")
	dana.Types("fort-myers", "/note FM-1042 the check has come").SeesEphemeral("✅ Saved.")
	s.card("FM-1042", "[Payment…]")

	for _, who := range []*expect.Actor{dana, ben} {
		who.In("fort-myers").Clicks("Payment…").SeesModal("Payment, FM-1042")
		who.Fills("Amount", "12,400").Fills("Method", "check").Fills("Check or trace number", "881")
	}
	s.Together(func() { dana.Submits() }, func() { ben.Submits() })
	first, second := dana, ben
	if strings.Contains(s.screen("ben"), "✅ Saved.") {
		first, second = ben, dana
	}
	first.SeesModal("✅ Saved. FM-1042 Joan Harris, $12,400.00").Closes()
	second.SeesModal("entered $12,400.00, check 881 at 9:12 am ET. The card now shows it; press again if you still mean it.").Closes()
	s.card("FM-1042", "✅ PAID IN FULL")
	s.holds("FM-1042", domain.PaidInFull, 0, 6)
	s.heardSoFar("FM-1042", 3)
	s.ends()
}

// Two checks at once are two payments.
func TestTwoPeopleTypingAtOnce(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	dana, ben := s.As("dana"), s.As("ben")
	s.Together(
		func() { dana.Types("fort-myers", "/pay FM-1042 1,000 check 881") },
		func() { ben.Types("fort-myers", "/pay FM-1042 2,000 check 882") },
	)
	dana.SeesEphemeral("✅ Saved. FM-1042 Joan Harris, $1,000.00")
	ben.SeesEphemeral("✅ Saved. FM-1042 Joan Harris, $2,000.00")
	s.card("FM-1042", "balance $9,400.00")
	s.heardSoFar("FM-1042", 2)
	s.ends()
}

// screen is the modal that a person has before them, as text.
func (s *stage) screen(who string) string {
	if v := s.ws.Person(who).View(); v != nil {
		return slackfake.RenderView(*v)
	}
	return ""
}

// A card that stood in front of Ben when Dana acted: his press changes nothing, says so, and shows the card as it is.
func TestAPressOnAnOutdatedCard(t *testing.T) {
	s := newStage(t)
	s.has("FM-1071", "Ann Abbott")
	dana, ben := s.As("dana"), s.As("ben")
	dana.Types("fort-myers", "/paidup submit FM-1071 estimate 14,900").SeesEphemeral("✅ Saved.")
	asked := s.card("FM-1071", "[Approved…] [Rejected…]")
	dana.Types("fort-myers", "/paidup reject FM-1071 moisture: day-3 log missing").SeesEphemeral("✅ Saved.")
	rejected := s.card("FM-1071", "Rejected Mon Nov 23: moisture", "[Submit…]")

	ben.ClicksOn(asked, "Approved…").
		SeesEphemeral("Dana rejected round 1 at 9:12 am ET. The card now shows it; press again if you still mean it.")
	s.holds("FM-1071", domain.Submitted, 0, 3)

	// A note is nothing that a submission rests on.
	dana.Types("fort-myers", "/note FM-1071 gate code with neighbour").SeesEphemeral("✅ Saved.")
	ben.ClicksOn(rejected, "Submit…").SeesModal("Submit, FM-1071").Closes()
	s.card("FM-1071")
	s.heardSoFar("FM-1071", 3)
	s.ends()
}

// Slack delivers an envelope again when it is in doubt: the same receipt, and nothing is added.
func TestARedeliveredEnvelope(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	dana := s.As("dana")

	receipt := dana.Types("fort-myers", "/pay FM-1042 6,200 check 881").SeesEphemeral("✅ Saved.", "Entry e5").Text()
	dana.Again().SeesEphemeral().Reads(receipt)
	card := s.card("FM-1042", "balance $6,200.00")
	said := dana.Mentions(card, "note gate code with neighbour").SeesEphemeral("✅ Saved.", "Entry e6").Text()
	dana.Again().SeesEphemeral().Reads(said)
	dana.In("fort-myers").Clicks("Undo").SeesEphemeral("✅ Saved. FM-1042 Joan Harris, e6 is undone", "Entry e7")
	dana.Again()
	dana.Clicks("Payment…").SeesModal("Payment, FM-1042").Fills("Amount", "6,100").Fills("Method", "ach").Submits()
	dana.SeesModal("✅ Saved. FM-1042 Joan Harris, $6,100.00", "Entry e8")
	form := s.screen("dana")
	dana.Again()
	if again := s.screen("dana"); again != form {
		t.Errorf("the form became\n%s\nand before that\n%s", again, form)
	}
	dana.Closes()
	s.card("FM-1042", "balance $100.00")
	s.holds("FM-1042", domain.Invoiced, 100_00, 8)
	s.heardSoFar("FM-1042", 4)
	s.ends()
}
