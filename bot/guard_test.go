package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"paidup/bot"
	"paidup/bot/slackfake"
	"paidup/domain"
)

const pausedWord = "Fort Myers is paused: #fort-myers is shared with another company, which can read everything posted there. " +
	"Take the other company out, or choose another channel; then say market set FM channel in it."

func TestAChannelThatIsSharedPausesItsMarket(t *testing.T) {
	t.Parallel()
	o := open(t, terms{})
	o.begin("Harris")
	o.must(o.ws.ChangeChannel("fort-myers", func(c *slackfake.Channel) { c.ExtShared = true }))
	o.As("sam").SeesDM(pausedWord)
	o.Channel("fort-myers").Expects("Paidup is paused here: this channel is shared with another company.")
	o.change(1, "said while it is shared")
	o.idle()

	o.must(o.ws.ChangeChannel("fort-myers", func(c *slackfake.Channel) { c.ExtShared = false }))
	o.As("maria").Types("fort-myers", "/paidup market set fm channel").SeesEphemeral("Saved.")
	o.told("FM-1001", "e2")
	o.close("market is paused")
}

func TestNothingIsPostedInAChannelThatWasSharedBefore(t *testing.T) {
	t.Parallel()
	o := open(t, terms{before: func(o *office) {
		o.must(o.ws.AddChannel(slackfake.Channel{ID: "C0JOINT", Name: "with-harbor", Private: true, ExtShared: true, Members: []string{"dana", "paidup"}}))
		o.move("C0JOINT")
		o.file("Harris")
	}})
	o.As("sam").SeesDM("Fort Myers is paused: #with-harbor is shared with another company")
	o.Channel("with-harbor").Expects("Paidup is paused here: this channel is shared with another company.")
	o.close("market is paused")
}

// move gives the market another channel, as the command line does.
func (o *office) move(channel string) {
	o.t.Helper()
	_, err := o.store.ChangeMarket(context.Background(), o.act("channel "+channel), o.fm.ID, func(m *domain.Market) error {
		m.Channel = channel
		return nil
	})
	o.must(err)
}

func TestAPublicChannelShowsNoNamesAndNoAmounts(t *testing.T) {
	t.Parallel()
	o := open(t, terms{before: func(o *office) { o.move("C0PUBLIC") }})
	o.As("dana").Types("general", "/file new Harris loss water payer Harbor Mutual estimate 14,900").SeesEphemeral("✅ Saved. FM-1001 Harris")
	o.Channel("general").Expects("FM-1001", "RECEIVED").Lacks("Harris", "14,900")
	o.Channel("general").ExpectsThread("FM-1001", "e1 ").Lacks("Harris", "14,900")
	o.close()
}

func TestWhatTheAdminSaysAboutAPublicChannelStands(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	o := open(t, terms{before: func(o *office) { o.move("C0PUBLIC") }})
	o.idle()
	m, err := o.store.Market(ctx, "FM")
	o.must(err)
	if want := (domain.Privacy{Names: "none"}); m.Privacy != want {
		t.Fatalf("a public channel shows %+v, want %+v", m.Privacy, want)
	}
	_, err = o.store.ChangeMarket(ctx, o.act("names"), o.fm.ID, func(m *domain.Market) error {
		m.Privacy = domain.Privacy{Names: "short", Amounts: true}
		return nil
	})
	o.must(err)
	o.stop()
	o.hire(terms{})
	o.As("dana").Types("general", "/file new Harris loss water payer Harbor Mutual").SeesEphemeral("✅ Saved. FM-1001 Harris")
	o.Channel("general").Expects("FM-1001 Harris", "RECEIVED")
	o.Channel("general").ExpectsThread("FM-1001", "e1 ")
	o.close()
}

func TestPeopleAddedByTheirIdsGetTheirNames(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	o := open(t, terms{before: func(o *office) {
		_, err := o.store.ChangeMarket(ctx, o.act("tom"), o.fm.ID, func(m *domain.Market) error {
			return m.AddMember(domain.Person{ID: "U0TOM", Name: "U0TOM"}, domain.Coordinator)
		})
		o.must(err)
		o.must(o.store.AddPerson(ctx, domain.Person{ID: "U0NOBODY", Name: "U0NOBODY"}))
	}})
	o.begin("Harris")
	o.As("tom").Types("fort-myers", "/note FM-1001 gate code").SeesEphemeral("✅ Saved.")
	o.told("FM-1001", "e2")
	if last := o.heard[o.seen("FM-1001").Message.TS]; !strings.HasSuffix(last[len(last)-1], "Tom") {
		t.Errorf("the thread says %q, want it to end in Tom", last)
	}
	o.close("nobody in the workspace has the id")
}

func TestAChannelWeAreNotIn(t *testing.T) {
	t.Parallel()
	o := open(t, terms{noTale: true, before: func(o *office) {
		o.must(o.ws.ChangeChannel("fort-myers", func(c *slackfake.Channel) { c.Members = []string{"U0DANA"} }))
	}})
	o.file("Harris")
	o.idle()
	o.log.onlyHas(t, "not in the market's channel", "channel_not_found", "the file has no card")
}

func TestTheStopFinishesWhatIsUnderWay(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	o := open(t, terms{app: g.slowly(domain.FromCommand), timing: bot.Timing{AnswerWithin: time.Minute}})
	o.begin("Harris")
	typed := make(chan error, 1)
	go func() {
		_, err := o.ws.Person("dana").Types(context.Background(), "fort-myers", "/note FM-1001 gate code")
		typed <- err
	}()
	<-g.inside
	o.leave()
	g.open()
	o.must(<-typed)
	o.stop()
	o.As("dana").SeesEphemeral("✅ Saved. FM-1001 Harris")
	if n := len(o.history(1)); n != 2 {
		t.Errorf("%d entries are stored, want 2", n)
	}
	o.hire(terms{}) // what waits to be delivered waits for the next run
	o.told("FM-1001", "e2")
	o.close()
}

func TestPrefixedCommands(t *testing.T) {
	t.Parallel()
	o := open(t, terms{prefix: "pu-"})
	o.begin("Harris")
	o.As("dana").Types("fort-myers", "/pu-note FM-1001 gate code").SeesEphemeral("✅ Saved.")
	o.As("dana").Types("fort-myers", "/paidup note FM-1001 again").SeesEphemeral("✅ Saved.")
	o.told("FM-1001", "e3")
	o.close()
}

// What Slack said of a channel before it was shared tells nothing once it is, however late the answer comes.
func TestAChannelThatIsSharedWhileItIsLookedAt(t *testing.T) {
	t.Parallel()
	o := open(t, terms{before: func(o *office) { o.ws.Fail("conversations.info", 1, slackfake.Fault{Delay: time.Second}) }})
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	o.must(o.ws.WaitFor(ctx, func(s *slackfake.State) bool {
		for _, e := range s.Log() {
			if e.Method == "conversations.info" {
				return true
			}
		}
		return false
	}))
	o.must(o.ws.ChangeChannel("fort-myers", func(c *slackfake.Channel) { c.ExtShared = true }))
	o.As("sam").SeesDM(pausedWord)
	o.Channel("fort-myers").Expects("Paidup is paused here: this channel is shared with another company.")
	o.close("market is paused")
}
