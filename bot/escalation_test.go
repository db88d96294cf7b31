package bot_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"paidup/bot"
	"paidup/bot/slackfake"
	"paidup/domain"
	"paidup/domain/postgres"
)

// escalates has Dana ask Ben about the first file, by the store alone.
func (o *office) escalates() *domain.Escalation {
	o.t.Helper()
	act := o.act("escalate")
	e, err := o.store.Escalate(context.Background(), act, 1, func(f *domain.File, open *domain.Escalation) (*domain.Escalation, error) {
		return domain.Escalate(f, act, open, domain.Plea{Cause: domain.ByHand, Wrong: "log missing", Ask: "the log", To: "U0BEN", Context: []byte(`{}`)})
	})
	o.must(err)
	return e
}

// takes has Ben take it.
func (o *office) takes(e *domain.Escalation) {
	o.t.Helper()
	act := o.act("take")
	act.Actor = "U0BEN"
	_, err := o.store.ChangeEscalation(context.Background(), act, e.ID, (*domain.Escalation).Take)
	o.must(err)
}

// escalations are the messages of the escalation in the channel, and with Ben.
func (o *office) escalations() (channel, person int) {
	o.ws.Read(func(s *slackfake.State) {
		for _, m := range s.Messages(s.DMID("ben")) {
			if m.FromBot {
				person++
			}
		}
	})
	for _, text := range o.roots() {
		if strings.Contains(text, "log missing") && !strings.Contains(text, "last entry") {
			channel++
		}
	}
	return channel, person
}

// A post in doubt is looked for where it may stand, in the channel and with the person, and edited there from then on.
func TestPostsOfAnEscalationInDoubt(t *testing.T) {
	t.Parallel()
	o := open(t, terms{})
	o.begin("Harris")
	o.ws.Fail("chat.postMessage", 2, slackfake.Fault{Status: 500, Applied: true})
	e := o.escalates()
	o.idle()
	fm := o.Channel("fort-myers")
	fm.Expects("@Ben Okafor, by").Pings("ben")
	o.As("ben").SeesDM("FM-1001 Harris needs you by")
	o.takes(e)
	o.idle()
	if channel, person := o.escalations(); channel != 1 || person != 1 {
		t.Errorf("%d messages stand in the channel and %d with Ben, want one each", channel, person)
	}
	fm.Expects("🟠 FM-1001 Harris", "Ben Okafor is on it")
	fm.ExpectsThread("🟠 FM-1001", "On it. Ben Okafor")
	fm.Expects("FM-1001 Harris", "last entry e1", "🟠 Escalated: log missing. Ben Okafor is on it")
	o.As("ben").SeesDM("FM-1001 Harris: you are on it")
	o.close()
}

// lossy loses the record of the first delivery of each of an escalation's messages.
type lossy struct {
	*postgres.Store
	channel, person atomic.Bool
}

func (f *lossy) NoticesDelivered(ctx context.Context, d domain.Delivery) error {
	lost := &f.channel
	if d.To != "" {
		lost = &f.person
	}
	if d.Escalation != 0 && d.Card != nil && lost.CompareAndSwap(false, true) {
		return errors.New("killed")
	}
	return f.Store.NoticesDelivered(ctx, d)
}

// A process that is killed between the post and its record doubles nothing; a message that somebody deleted stands anew.
func TestAKillBetweenAnEscalationsPostAndItsRecord(t *testing.T) {
	t.Parallel()
	o := open(t, terms{noTale: true, timing: bot.Timing{HoldFor: 3 * time.Second},
		store: func(s *postgres.Store) bot.Notices { return &lossy{Store: s} }})
	o.file("Harris")
	o.idle()
	e := o.escalates()
	o.idle()
	if channel, person := o.escalations(); channel != 1 || person != 1 {
		t.Errorf("%d messages stand in the channel and %d with Ben, want one each", channel, person)
	}
	o.ws.Fail("chat.update", 3, slackfake.Fault{Err: "message_not_found"}) // the card, the message and the person's
	o.takes(e)
	o.idle()
	if channel, person := o.escalations(); channel != 2 || person != 2 {
		t.Errorf("%d messages stand in the channel and %d with Ben, want the one Slack does not find and a new one each", channel, person)
	}
}
