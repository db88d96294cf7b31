package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"paidup/bot/slackfake"
	"paidup/domain"
	"paidup/domain/sample"
)

// The admin hears of everything, a director of her own markets, others of nothing.
func TestTheDoctor(t *testing.T) {
	s := newStage(t)
	_, err := s.store.Beat(context.Background(), s.clock.now())
	s.must(err)
	s.must(s.ws.AddUser(slackfake.User{ID: "U0GIL", Name: "gil", RealName: "Gil Ito", Guest: true}))
	s.must(s.ws.ChangeChannel("denver", func(c *slackfake.Channel) { c.Members = append(c.Members, "gil") }))
	s.must(s.ws.ChangeChannel("phoenix", func(c *slackfake.Channel) { c.Archived = true }))
	sam, maria := s.As("sam"), s.As("maria")

	sam.DMs("doctor").SeesDM("Doctor: 3 things to do, 17 in order, 1 to know\n", // the story's clock is not the database's, which may lose what it commits here
		"🔴 clock: this machine's is ",
		"🔴 PX channel: #phoenix is archived. Unarchive it, or say market set PX channel in another one",
		"🟠 DN channel: #denver is private; guests can read it: Gil Ito",
		"✅ database: PostgreSQL ", "✅ migrations: ", "🔴 standby: synchronous_commit is off: when the database stops, entries that were acknowledged can be lost. Set it to on",
		"✅ bot token: it is good for https://sample.slack.com/, with every scope", "✅ clock: Slack's and this machine's are ",
		"✅ app-level token: connections are opened with it", "✅ connections to Slack: story/", " has 2, renewed ",
		"✅ outbox: nothing waits", "✅ scheduler: one looked at its clock ",
		"✅ FM channel: #fort-myers is private, without guests", "✅ FM and NP next digest: Tue Nov 24, 8:00 am ET", "✅ DN and PX next digest: Mon Nov 23, 8:00 am MT",
		"✅ undelivered: nothing in the last 7 days")
	maria.DMs("doctor").SeesDM().Reads("Doctor: nothing to do, 7 in order\n" +
		"✅ FM channel: #fort-myers is private, without guests\n" +
		"✅ NP channel: #naples is private, without guests\n" +
		"✅ PC channel: #pensacola is private, without guests\n" +
		"✅ FM and NP next digest: Tue Nov 24, 8:00 am ET\n" +
		"✅ PC next digest: Tue Nov 24, 8:00 am CT\n" +
		"✅ undelivered: nothing in the last 7 days")
	maria.DMs("doctor px").SeesDM().Reads(`Not read: "px".`)
	s.As("dana").Types("fort-myers", "/paidup doctor").SeesEphemeral("The doctor is for directors and the admin: Maria Lind, Sam Whitley.")

	s.ws.Grant("chat:write", "commands")
	sam.Types("lobby", "/paidup doctor").SeesEphemeral("Doctor: 4 things to do", "🔴 bot token: it lacks app_mentions:read, channels:history, ",
		", users:read. Give the app the manifest that paidup manifest prints, and install it anew")
	s.must(s.ws.ChangeChannel("pensacola", func(c *slackfake.Channel) { c.Members = []string{"maria"} }))
	sam.Types("lobby", "/paidup doctor pc").SeesEphemeral("Doctor: 1 thing to do, 2 in order",
		"🔴 PC channel: Paidup is not in that channel. Say /invite @Paidup there. Or say market set PC channel in another one")
	s.ends()
}

// What of a channel others can read is said: a public one, one shared with another company, and none at all.
func TestTheDoctorLooksAtChannels(t *testing.T) {
	s := newStage(t)
	s.must(s.ws.AddChannel(slackfake.Channel{ID: "C0TAMPA", Name: "tampa", Members: []string{"ben", "sam", "paidup"}}))
	sam := s.As("sam")
	sam.Types("tampa", "/paidup market add TP Tampa America/New_York").SeesEphemeral("TP Tampa begins here.")
	sam.Types("tampa", "/paidup doctor tp").SeesEphemeral().Reads("Doctor: nothing to do, 3 in order\n" +
		"✅ TP channel: #tampa is public, and shows neither names nor amounts\n✅ TP next digest: Tue Nov 24, 8:00 am ET\n" +
		"✅ undelivered: nothing in the last 7 days")
	sam.Types("tampa", "/paidup market set tp names short amounts on").SeesEphemeral("Saved.")
	sam.Types("tampa", "/paidup doctor tp").SeesEphemeral("Doctor: nothing to do, 2 in order, 1 to know",
		"🟠 TP channel: #tampa is public: everybody in the company reads customers' names and amounts there")

	s.must(s.ws.ChangeChannel("tampa", func(c *slackfake.Channel) { c.ExtShared = true }))
	s.Channel("tampa").Expects("Paidup is paused here")
	sam.SeesDM("Tampa is paused: #tampa is shared with another company")
	sam.Types("tampa", "/paidup doctor tp").SeesEphemeral("Doctor: 1 thing to do, 1 in order, 1 to know",
		"🔴 TP channel: #tampa is shared with another company, so nothing is posted. Take the other company out, or say market set TP channel in another one",
		"🟠 TP next digest: none while the market has no channel or is paused")
	s.must(s.ws.ChangeChannel("tampa", func(c *slackfake.Channel) { c.ExtShared = false }))
	sam.Types("tampa", "/paidup doctor tp").SeesEphemeral(
		"🔴 TP channel: the market is paused: its channel is shared with another company. Say market set TP channel in #tampa, or in another one")
	s.ends("market is paused")
}

// A channel that takes no messages: its cards are given up, the admin is told once of the burst and not of each, and the
// doctor lists it. A word to the admin that is itself not delivered is told nobody.
func TestDeadLettersAreToldTheAdmin(t *testing.T) {
	s := newStage(t)
	s.timing.GatherFor = 1500 * time.Millisecond
	s.again()
	for _, number := range []string{"FM-1042", "FM-1047", "PC-2001", "DN-3001"} {
		s.has(number, "Joan Harris", invoiced(12_400_00, number)...)
	}
	dana, sam := s.As("dana"), s.As("sam")
	s.must(s.ws.ChangeChannel("fort-myers", func(c *slackfake.Channel) { c.Archived = true }))
	for _, number := range []string{"FM-1042", "FM-1047"} {
		dana.In("@paidup").DMs("pay " + number + " 400 check 88" + number[6:]).SeesDM("✅ Saved. " + number)
	}
	const archived = "2 cards for the channel of Fort Myers: is_archived. Unarchive the channel, or say market set FM channel in another one."
	const cardless = "2 thread lines for the channel of Fort Myers: no_card. Its card could not be posted: see to that first."
	sam.SeesDM().Lacks("Harris", "400").Reads("Not delivered: " + archived + "\nNot delivered: " + cardless)
	sam.DMs("doctor fm").SeesDM("🔴 FM undelivered: "+archived+" The last one ", "🔴 FM undelivered: "+cardless+" The last one ").
		Lacks("Harris", "$400")

	dana.DMs("pay FM-1042 300 check 9001").SeesDM("✅ Saved. FM-1042") // of the same burst
	s.rests()
	s.ws.Fail("chat.postMessage", 1, slackfake.Fault{Err: "is_archived"})
	s.ws.Fail("chat.postMessage", 1, slackfake.Fault{Err: "messages_tab_disabled"})
	s.notedOn("PC-2001", "look here")
	s.dies("messages_tab_disabled") // Sam's word of it
	s.ws.Fail("chat.postMessage", 1, slackfake.Fault{Err: "restricted_action"})
	s.notedOn("DN-3001", "look here")
	sam.SeesDM().Reads("Not delivered: 1 thread line for the channel of Denver: no_card. Its card could not be posted: see to that first.\n" +
		"Not delivered: 1 card for the channel of Denver: restricted_action. Let Paidup post there: the channel's or the workspace's settings forbid it.")

	s.must(s.ws.ChangeChannel("fort-myers", func(c *slackfake.Channel) { c.Archived = false }))
	dana.DMs("pay FM-1042 200 check 9002").SeesDM("✅ Saved. FM-1042")
	s.card("FM-1042", "balance $11,500.00")
	s.thread("FM-1042", "e7 $200.00 from Harbor Mutual, check 9002, Mon Nov 23. Balance $11,500.00. Dana")
	sam.DMs("doctor fm").SeesDM("Doctor: nothing to do", "🟠 FM undelivered: 3 cards for the channel of Fort Myers: is_archived.", "; what came since was delivered")
	s.ends(strings.Split(strings.Repeat("notices cannot be delivered|", 10)+"notices cannot be delivered", "|")...)
}

// notedOn writes a note as Sam's colleague in another house would: nobody types it here.
func (s *stage) notedOn(number, words string) {
	s.t.Helper()
	act := domain.Act{Key: "note " + number, Actor: sample.Dana, Source: domain.FromCommand, At: s.clock.now()}
	_, _, err := s.store.Change(context.Background(), act, s.file(number).ID, func(f *domain.File) error { return f.Note(words) })
	s.must(err)
}

// dies waits until something was given up for the reason.
func (s *stage) dies(code string) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patient)
	defer cancel()
	s.must(s.ws.WaitFor(ctx, func(st *slackfake.State) bool {
		for _, e := range st.Log() {
			if e.Refused == code {
				return true
			}
		}
		return false
	}))
	s.rests()
}
