package bot

import (
	"context"

	"github.com/slack-go/slack"

	"paidup/bot/card"
	"paidup/domain"
)

// edit shows what the card shows at the place, where it stands. Nothing is called when it shows it already.
func (o *outbox) edit(ctx context.Context, d *delivery, at domain.CardPlace, m card.Message) error {
	if d.Card.Shows(at.Version, at.Acts) {
		return nil
	}
	return o.redraw(ctx, d, m)
}

// redraw edits the message where it stands.
func (o *outbox) redraw(ctx context.Context, d *delivery, m card.Message) error {
	do := func(m card.Message) error {
		return o.ws.once(ctx, methodUpdate, d.Card.Channel, func(ctx context.Context) error {
			_, ts, _, err := o.ws.api.UpdateMessageContext(ctx, d.Card.Channel, d.Card.TS, edited(m)...)
			return full(ts, err)
		})
	}
	return o.orPlain(d, m, do)
}

// post is a message for notices.
type post struct {
	notices []domain.Notice
	thread  string // ts of the thread's first message; empty: none
	message card.Message
}

// post posts a message that carries the ids of its notices.
func (o *outbox) post(ctx context.Context, d *delivery, p post) (ts string, err error) {
	at, err := o.stand(ctx, d, p)
	return at.TS, err
}

// stand posts a message and says where it stands: a person's is in the channel of their direct messages.
func (o *outbox) stand(ctx context.Context, d *delivery, p post) (at domain.CardPlace, err error) {
	do := func(m card.Message) error {
		options := append(posted(m, p.thread), slack.MsgOptionMetadata(metadata(p.notices)))
		return o.ws.once(ctx, methodPost, d.To, func(ctx context.Context) (err error) {
			d.sending = p.notices
			at.Channel, at.TS, err = o.ws.api.PostMessageContext(ctx, d.To, options...)
			return full(at.TS, err)
		})
	}
	return at, o.orPlain(d, p.message, do)
}

// full says that an answer without a timestamp is none.
func full(ts string, err error) error {
	if err == nil && ts == "" {
		return errEmpty
	}
	return err
}

// orPlain sends the message, and its text alone when Slack does not take it.
func (o *outbox) orPlain(d *delivery, m card.Message, do func(card.Message) error) error {
	err := do(m)
	if f, _ := judge(err); f != faultUnfit {
		return err
	}
	o.log.Error("Slack does not take the message; its text goes alone", "kind", d.Kind, "file", d.File, "err", err)
	return do(card.Message{Text: m.Text})
}

// content is a message as the arguments of a call. Blocks that there are none of are left out.
func content(m card.Message) []slack.MsgOption {
	out := []slack.MsgOption{slack.MsgOptionText(m.Text, false)}
	if len(m.Blocks) > 0 {
		out = append(out, slack.MsgOptionBlocks(m.Blocks...))
	}
	return out
}

// posted is content for a new message; thread is empty outside threads. Slack makes no previews of its links.
func posted(m card.Message, thread string) []slack.MsgOption {
	out := append(content(m), slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl())
	if thread != "" {
		out = append(out, slack.MsgOptionTS(thread))
	}
	return out
}

// edited is content for a message that stands: where there are no blocks, those it has are taken away.
func edited(m card.Message) []slack.MsgOption {
	if len(m.Blocks) == 0 {
		return append(content(m), slack.MsgOptionBlocks())
	}
	return content(m)
}
