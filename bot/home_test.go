package bot_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"paidup/bot"
	"paidup/bot/slackfake"
	"paidup/commands"
)

// However much happens, a Home tab that stays open is published once in a while; one that is opened again is as it should be at
// once.
func TestHomeIsPublishedOnceInAWhile(t *testing.T) {
	t.Parallel()
	o := open(t, terms{timing: bot.Timing{HomeEvery: time.Hour}})
	dana := o.As("dana")
	dana.OpensHome().SeesHome().ReadsHome("Dana · Mon Nov 23: nothing waits on you")
	dana.Types("fort-myers", "/paidup file new Harris loss water payer Harbor Mutual").SeesEphemeral("FM-1001 Harris")
	dana.SeesHome("1 waits on you", "FM-1001 Harris")
	o.Channel("fort-myers").Expects("FM-1001 Harris")
	o.Channel("fort-myers").ExpectsThread("FM-1001", "e1")
	dana.Types("fort-myers", "/paidup file new Cole loss water payer Harbor Mutual").SeesEphemeral("FM-1002 Cole")
	o.Channel("fort-myers").Expects("FM-1002 Cole")
	o.Channel("fort-myers").ExpectsThread("FM-1002", "e1")
	dana.HomeLacks("Cole")
	dana.OpensHome().SeesHome("2 wait on you", "FM-1002 Cole")
	o.stop() // the next look is an hour away
	o.Silence()
	o.log.onlyHas(t)
}

// What Slack does not take at first is published again, and what a tab shows already is not.
func TestHomeIsPublishedAgain(t *testing.T) {
	t.Parallel()
	o := open(t, terms{timing: bot.Timing{HomeEvery: time.Millisecond}})
	o.ws.Fail("views.publish", 1, slackfake.Fault{Status: 503})
	dana := o.As("dana")
	dana.OpensHome().SeesHome("nothing waits on you")
	dana.Again()
	published := o.published()
	dana.Types("fort-myers", "/paidup help note").SeesEphemeral("note")
	o.As("ben").Types("fort-myers", "/paidup file new Harris loss water payer Harbor Mutual").SeesEphemeral("FM-1001 Harris")
	o.Channel("fort-myers").Expects("FM-1001 Harris")
	o.Channel("fort-myers").ExpectsThread("FM-1001", "e1")
	if n := o.published() - published; n != 0 {
		t.Errorf("a Home tab that shows nothing new is published %d times", n)
	}
	o.ws.Send(map[string]any{"type": "app_home_opened", "user": "U0BEN", "channel": "D0BEN", "tab": "messages"})
	o.close()
	if o.published() != published {
		t.Error("whoever opens the messages has their Home tab published")
	}
}

// published is how many calls of views.publish have succeeded once all is at rest.
func (o *office) published() int {
	o.idle()
	n := 0
	for _, e := range o.ws.Log() {
		if e.Method == "views.publish" && e.Refused == "" {
			n++
		}
	}
	return n
}

// breaks has the Home tab fail while it is set: 1 by an error, 2 by a panic.
func breaks(how *atomic.Int32) func(bot.App) bot.App {
	return func(next bot.App) bot.App {
		return doing{next, func(ctx context.Context, r commands.Request) (commands.Reply, error) {
			switch {
			case r.Verb == commands.VerbHome && how.Load() == 1:
				return nil, errors.New("the wires are crossed")
			case r.Verb == commands.VerbHome && how.Load() == 2:
				panic("a bug")
			}
			return next.Do(ctx, r)
		}}
	}
}

// Where it cannot be told what a Home tab should show it stays as it is; who opens it then reads why.
func TestHomeThatCannotBeDrawn(t *testing.T) {
	t.Parallel()
	var how atomic.Int32
	o := open(t, terms{app: breaks(&how), timing: bot.Timing{HomeEvery: time.Millisecond}})
	dana := o.As("dana")
	dana.OpensHome().SeesHome("nothing waits on you")
	for _, fault := range []int32{1, 2} {
		how.Store(fault)
		dana.Types("fort-myers", "/paidup help note").SeesEphemeral("note")
		o.idle()
		dana.ReadsHome("Dana · Mon Nov 23: nothing waits on you")
		dana.OpensHome().SeesHome("Nothing was saved. Something broke on our side; give Sam the reference")
		how.Store(0)
		dana.OpensHome().SeesHome("nothing waits on you")
	}
	o.close("unexpected fault", "panic")
}

// A press on a Home tab that takes longer has its modal wait, and one for which no modal can be had is answered in direct messages.
func TestAPressOnHomeThatTakesLonger(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	slow := func(next bot.App) bot.App {
		return doing{next, func(ctx context.Context, r commands.Request) (commands.Reply, error) {
			if r.Verb == "my" {
				<-g.opened
			}
			return next.Do(ctx, r)
		}}
	}
	o := open(t, terms{app: slow, timing: bot.Timing{AnswerWithin: 200 * time.Millisecond, HomeEvery: time.Millisecond}})
	o.begin("Harris")
	dana := o.As("dana")
	dana.OpensHome().SeesHome("FM-1001 Harris")
	dana.ClicksHome("Entered today").SeesModal("Saving...")
	g.open()
	dana.SeesModal("Entered today: 1", "FM-1001").Closes()
	o.ws.Fail("views.open", 1, slackfake.Fault{Err: "expired_trigger_id"})
	dana.ClicksHome("Entered today").SeesDM("Entered today: 1")
	o.close()
}
