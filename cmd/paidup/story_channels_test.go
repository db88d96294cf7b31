package main

import (
	"testing"

	"paidup/bot/slackfake"
	"paidup/domain"
)

// A channel that another company reads is not taken for a market.
func TestAMarketSetToASharedChannelIsRefused(t *testing.T) {
	s := newStage(t)
	s.must(s.ws.AddChannel(slackfake.Channel{ID: "C0SHARED", Name: "with-harbor", Private: true, ExtShared: true,
		Members: []string{"maria", "sam", "paidup"}}))
	refused := "#with-harbor is shared with another company; everything posted there can be read by them. Use a channel of your own. Nothing was saved."

	s.As("maria").Types("with-harbor", "/paidup market set fm channel").SeesEphemeral().Reads(refused)
	s.As("sam").Types("with-harbor", `/paidup market add TP Tampa America/New_York`).SeesEphemeral().Reads(refused)
	if got := s.market("FM").Channel; got != "C0FM" {
		t.Errorf("Fort Myers has the channel %s", got)
	}
	s.ends()
}

// A market's channel becomes shared: Paidup says so once and stops posting, what people enter is kept, and the cards come
// once the market has a channel of its own again.
func TestAChannelThatBecomesSharedPauses(t *testing.T) {
	s := newStage(t)
	s.has("FM-1042", "Joan Harris", invoiced(12_400_00, "5512")...)
	dana, maria, fm := s.As("dana"), s.As("maria"), s.Channel("fort-myers")

	s.must(s.ws.ChangeChannel("fort-myers", func(c *slackfake.Channel) { c.ExtShared = true }))
	fm.Expects().Reads("Paidup is paused here: this channel is shared with another company.")
	s.As("sam").SeesDM().Reads("Fort Myers is paused: #fort-myers is shared with another company, which can read everything posted there. " +
		"Take the other company out, or choose another channel; then say market set FM channel in it.")
	dana.Types("fort-myers", "/pay FM-1042 12,400 check 881").SeesEphemeral("✅ Saved. FM-1042 Joan Harris, $12,400.00")
	s.holds("FM-1042", domain.PaidInFull, 0, 5)
	maria.Types("fort-myers", "/paidup market set fm channel").SeesEphemeral("#fort-myers is shared with another company")
	s.rests()

	s.must(s.ws.ChangeChannel("fort-myers", func(c *slackfake.Channel) { c.ExtShared = false }))
	maria.Types("fort-myers", "/paidup market set fm channel").
		SeesEphemeral("Saved. FM Fort Myers", "Channel: this one. It shows names short, amounts on")
	s.card("FM-1042", "✅ PAID IN FULL")
	s.thread("FM-1042", "e5 $12,400.00 from Harbor Mutual, check 881, Mon Nov 23. Balance $0.00. Dana",
		"   Paid in full Mon Nov 23: 70 days (us 10, Harbor Mutual 60)")
	s.ends("market is paused")
}

// Everybody in the company reads a public channel: its cards name nobody and no amount, and neither do their threads.
func TestAPublicChannelsCardWithoutNameAndAmount(t *testing.T) {
	s := newStage(t)
	s.must(s.ws.AddChannel(slackfake.Channel{ID: "C0TAMPA", Name: "tampa", Members: []string{"ben", "sam", "paidup"}}))
	ben, sam, tampa := s.As("ben"), s.As("sam"), s.Channel("tampa")

	sam.Types("tampa", "/paidup market add TP Tampa America/New_York").SeesEphemeral("TP Tampa begins here.",
		"#tampa is public: its cards show no names and no amounts until you say otherwise (market set TP names short amounts on).")
	sam.Types("tampa", "/paidup member add @ben coordinator tp").SeesEphemeral("Saved. Ben Okafor is coordinator in Tampa.")
	ben.Types("tampa", "/file new Joan Harris loss water payer Harbor Mutual estimate 12,400").
		SeesEphemeral("✅ Saved. TP-1001 Joan Harris, RECEIVED")
	ben.Types("tampa", "/paidup submit TP-1001").SeesEphemeral("✅ Saved. TP-1001 Joan Harris, estimate $12,400.00")
	ben.Types("tampa", "/note TP-1001 Joan Harris has the $12,400 check").SeesEphemeral("✅ Saved.")
	s.rests()
	tampa.Expects("last entry e3").Lacks("Joan", "Harris has", "12,400", "12400").Reads(
		"TP-1001 · water\n" +
			"SUBMITTED\n" +
			"Harbor Mutual has it since Mon Nov 23\n" +
			"small: Received Mon Nov 23 · Submitted Mon Nov 23\n" +
			"small: Ben Okafor · last entry e3, Mon Nov 23\n" +
			"[Approved…] [Rejected…] [Log…] [⋯ Note, Assign, Hold, Escalate, Open file]")
	s.thread("TP-1001", "e1 Received Mon Nov 23. Ben", "e2 Submitted estimate to Harbor Mutual, Mon Nov 23. Ben", "e3 Note. Ben")
	s.ends()
}
