package bot

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/slack-go/slack"

	"paidup/bot/card"
	"paidup/bot/socket"
	"paidup/commands"
	"paidup/domain"
)

const savingWords = "Saving..."

// person is who is answered, and where they are.
type person struct {
	user    string
	channel string
	thread  string // empty outside threads
}

// ackMessage is a message that answers a slash command.
type ackMessage struct {
	ResponseType string        `json:"response_type"`
	Text         string        `json:"text"`
	Blocks       []slack.Block `json:"blocks,omitempty"`
}

// slashDoor answers a slash command: in the ack, or by its response_url when that was over.
type slashDoor struct {
	person
	url   string
	modal *modal
}

func (d *slashDoor) load(_ context.Context, t *turn) { d.modal.load(t) }

func (d *slashDoor) hold(ctx context.Context, t *turn) {
	if d.modal.id != "" {
		t.ackBare(ctx)
		return
	}
	_ = t.ack(ctx, ackMessage{ResponseType: slack.ResponseTypeEphemeral, Text: savingWords}) // it is logged
}

func (d *slashDoor) answer(ctx context.Context, t *turn, all []answer) {
	if d.modal.opened(ctx, t, all[0]) {
		t.ackBare(ctx)
		return
	}
	m := t.draw(ctx, all[0])
	if !t.acked {
		err := t.ack(ctx, ackMessage{ResponseType: slack.ResponseTypeEphemeral, Text: m.Text, Blocks: m.Blocks})
		if err == nil {
			return
		}
		if errors.Is(err, socket.ErrAckTooLarge) {
			t.ackBare(ctx)
		}
	}
	t.b.tell(ctx, d.person, response{url: d.url, message: m})
}

// pressDoor answers a press on a message: by its response_url, after an empty ack.
type pressDoor struct {
	person
	url   string
	modal *modal
	own   bool // the message is the presser's alone

	message domain.CardPlace // that was pressed
}

func (d *pressDoor) load(_ context.Context, t *turn) { d.modal.load(t) }

func (d *pressDoor) hold(ctx context.Context, t *turn) {
	t.ackBare(ctx)
	if d.modal.id == "" {
		_ = t.b.respond(ctx, d.person, response{url: d.url, message: card.Refusal(savingWords, nil), replace: d.own}) // it is logged
	}
}

func (d *pressDoor) answer(ctx context.Context, t *turn, all []answer) {
	a := all[0]
	if d.modal.opened(ctx, t, a) {
		t.ackBare(ctx)
		return
	}
	t.ackBare(ctx)
	if o, is := a.words.about.(commands.Outdated); is && !d.own {
		m, _ := t.b.outbox.drawn(ctx, o.File)
		_ = t.b.respond(ctx, d.person, response{url: d.url, message: m, replace: true}) // it is logged
	}
	if o, is := a.words.about.(commands.Overtaken); is && !d.own {
		d.refresh(ctx, t, o.Escalation)
	}
	t.b.tell(ctx, d.person, response{url: d.url, message: t.draw(ctx, a), replace: d.own && (t.late || settles(a.reply))})
	said := &spokenDoor{person: d.person, direct: strings.HasPrefix(d.channel, "D")}
	for _, more := range all[1:] {
		said.tell(ctx, t, t.draw(ctx, more))
	}
}

// refresh shows the escalation anew on the message that was pressed, where that is the escalation's own in the channel.
func (d *pressDoor) refresh(ctx context.Context, t *turn, e *domain.Escalation) {
	if id, err := t.b.cfg.Cards.CardAt(ctx, d.message.Channel, d.message.TS); err != nil || id != e.File.ID || strings.HasPrefix(d.message.Channel, "D") {
		return
	}
	if m, err := t.b.outbox.drawnEscalation(ctx, e, ""); err == nil {
		_ = t.b.respond(ctx, d.person, response{url: d.url, message: m, replace: true}) // it is logged
	}
}

// settles says that the reply takes the place of the message that was pressed: a receipt that of its question.
func settles(r commands.Reply) bool {
	switch r.(type) {
	case commands.Receipt, commands.Asked, commands.Picks, commands.Said:
		return true
	}
	return false
}

// response is a message that goes to a response_url.
type response struct {
	url     string
	message card.Message
	replace bool // the message that was acted on
}

// tell answers by a response_url; where that fails the words are whispered.
func (b *Bot) tell(ctx context.Context, to person, r response) {
	if b.respond(ctx, to, r) != nil {
		b.whisper(ctx, to, r.message)
	}
}

// respond posts to a response_url, which spends no rate tier.
func (b *Bot) respond(ctx context.Context, to person, r response) error {
	w := slack.WebhookMessage{Text: r.message.Text, Blocks: &slack.Blocks{BlockSet: r.message.Blocks}, ReplaceOriginal: r.replace}
	if !r.replace {
		w.ResponseType, w.ThreadTimestamp = slack.ResponseTypeEphemeral, to.thread
	}
	err := slack.PostWebhookCustomHTTPContext(ctx, r.url, b.cfg.Workspace.http, &w)
	var address *url.Error
	if errors.As(err, &address) { // whoever has the address can post with it
		err = address.Err
	}
	if err != nil {
		b.log.Warn("answer by response_url", "err", err)
	}
	return err
}

// whisper shows a message to one person in a channel. Where it is not known whether they see it, it is shown once more: one
// that is there twice is theirs alone.
func (b *Bot) whisper(ctx context.Context, to person, m card.Message) {
	ws := b.cfg.Workspace
	options := content(m)
	if to.thread != "" {
		options = append(options, slack.MsgOptionTS(to.thread))
	}
	for try := 1; ; try++ {
		err := ws.call(ctx, methodWhisper, "", func(ctx context.Context) error {
			_, err := ws.api.PostEphemeralContext(ctx, to.channel, to.user, options...)
			return err
		})
		if err == nil {
			return
		}
		if !passing(err) || try == triesToAnswer {
			b.log.Warn("show answer", "channel", to.channel, "err", err)
			return
		}
		pause(ctx, firstRetry)
	}
}

// spokenDoor answers what was said to us: in the direct message, or so that only the author sees it where others read.
type spokenDoor struct {
	person
	direct bool
	unread int // lines beyond those that are read at once
	said   int // replies
}

func (d *spokenDoor) hold(ctx context.Context, t *turn) {
	t.ackBare(ctx)
}

func (d *spokenDoor) answer(ctx context.Context, t *turn, all []answer) {
	t.ackBare(ctx)
	for _, a := range all {
		d.tell(ctx, t, t.draw(ctx, a))
	}
	if d.unread > 0 {
		d.tell(ctx, t, card.Refusal(fmt.Sprintf("The last %d lines were not read; %d at once are. Nothing of them was saved.", d.unread, maxLines), nil))
	}
}

func (d *spokenDoor) tell(ctx context.Context, t *turn, m card.Message) {
	if !d.direct {
		t.b.whisper(ctx, d.person, m)
		return
	}
	d.said++
	r := reply{person: d.person, message: m, key: fmt.Sprintf("%s/%d", t.env.ID, d.said)}
	if err := t.b.cfg.Workspace.reply(ctx, r); err != nil {
		t.b.log.Info("answer direct message", "err", err)
		t.b.pursuits.Go(func() { t.b.replyAgain(r, err) })
	}
}
