package bot_test

import (
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"paidup/bot"
	"paidup/bot/slackfake"
)

func TestPressesThatAreNotOurs(t *testing.T) {
	t.Parallel()
	o := open(t, terms{})
	o.begin("Harris")
	button := func(id, label, value string) slack.BlockElement {
		return slack.NewButtonBlockElement(id, value, slack.NewTextBlockObject(slack.PlainTextType, label, false, false))
	}
	api := slack.New(o.ws.BotToken(), slack.OptionAPIURL(o.ws.APIURL()))
	_, _, err := api.PostMessageContext(t.Context(), "C0FM", slack.MsgOptionText("From another version", false), slack.MsgOptionBlocks(
		slack.NewActionBlock("", button("press:pay:0", "Garbled", "{"), button("website", "Website", "x"))))
	o.must(err)
	o.Channel("fort-myers").Expects("Website")
	dana := o.As("dana").In("fort-myers")
	dana.Clicks("Website")
	dana.Clicks("Garbled").SeesEphemeral("Nothing was saved. Something broke on our side; give Sam the reference")
	o.close("read press")
}

func TestEventsThatAreNotForUs(t *testing.T) {
	t.Parallel()
	o := open(t, terms{})
	for _, e := range []map[string]any{
		{"type": "reaction_added", "user": "U0DANA"},
		{"type": "message", "channel_type": "im", "channel": "D0", "user": "U0DANA", "subtype": "message_changed", "text": "pay 1"},
		{"type": "message", "channel_type": "im", "channel": "D0", "user": "U0DANA", "bot_id": "B0OTHER", "text": "pay 1"},
		{"type": "message", "channel_type": "im", "channel": "D0", "user": "U0DANA", "text": "  \n "},
		{"type": "channel_shared", "channel": "C0ELSEWHERE"},
	} {
		o.ws.Send(e)
	}
	o.close()
}

func TestAPersonIsToldOnceWhenSlackDoesNotSay(t *testing.T) {
	t.Parallel()
	o := open(t, terms{})
	o.ws.Fail("chat.postMessage", 1, slackfake.Fault{Status: 500, Applied: true})
	o.must(o.store.Tell(t.Context(), o.fm.ID, "U0SAM", "Fort Myers: 3 messages could not be delivered."))
	o.As("sam").SeesDM("Fort Myers: 3 messages could not be delivered.")
	o.close()
}

// A shortcut whose trigger is over by the time of the answer is answered in the direct messages: there is no other place.
func TestAShortcutThatComesTooLate(t *testing.T) {
	t.Parallel()
	o := open(t, terms{timing: bot.Timing{OpenWithin: time.Nanosecond}})
	dana := o.As("dana")
	dana.Runs("pay").SeesDM("Payment: fill in the form.", "[Open form]")
	o.close()
}

func TestAShortcutThatIsNotOurs(t *testing.T) {
	t.Parallel()
	o := open(t, terms{})
	o.As("dana").Runs("translate")
	o.close()
}

func TestReceiptsLinkToTheCard(t *testing.T) {
	t.Parallel()
	o := open(t, terms{})
	o.begin("Harris")
	o.As("dana").Types("fort-myers", "/note FM-1001 gate code").SeesEphemeral("✅ Saved. FM-1001")
	o.told("FM-1001", "e2")
	want := "https://sample.slack.com/archives/C0FM/p" + strings.ReplaceAll(o.seen("FM-1001").Message.TS, ".", "")
	found := false
	for _, e := range o.ws.Log() {
		if e.Method == "ack.message" {
			found = found || strings.Contains(text(e.Payload), want)
		}
	}
	if !found {
		t.Errorf("no receipt links to %s", want)
	}
	o.close()
}
