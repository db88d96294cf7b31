package bot

import (
	"context"
	"slices"

	"github.com/slack-go/slack"

	"paidup/bot/card"
)

// reply is an answer in a direct message. The message carries its key.
type reply struct {
	person
	message card.Message
	key     string
}

// replyEvent names the metadata by which a reply is found again.
const replyEvent = "paidup_reply"

func (w *Workspace) reply(ctx context.Context, r reply) error {
	mark := slack.SlackMetadata{EventType: replyEvent, EventPayload: map[string]any{"key": r.key}}
	options := append(posted(r.message, r.thread), slack.MsgOptionMetadata(mark))
	return w.call(ctx, methodPost, r.channel, func(ctx context.Context) error {
		_, ts, err := w.api.PostMessageContext(ctx, r.channel, options...)
		return full(ts, err)
	})
}

// replied says whether the reply stands in the direct message.
func (w *Workspace) replied(ctx context.Context, r reply) (bool, error) {
	page, _, err := w.page(ctx, place{r.channel, r.thread}, "")
	return slices.ContainsFunc(page, func(m slack.Message) bool {
		return m.Metadata.EventType == replyEvent && m.Metadata.EventPayload["key"] == r.key
	}), err
}

// triesToAnswer is how often an answer is sent.
const triesToAnswer = 4

// replyAgain sends a reply once more that did not go out for the reason, or may not have, unless it stands there by then.
func (b *Bot) replyAgain(r reply, why error) {
	b.pulse.beat(1)
	defer b.pulse.beat(-1)
	for try := 2; passing(why) && try <= triesToAnswer; try++ {
		pause(b.live, b.timing.SettleFor)
		ctx, cancel := context.WithTimeout(b.work, b.timing.WorkWithin)
		there, err := b.cfg.Workspace.replied(ctx, r)
		if why = err; err == nil && !there {
			why = b.cfg.Workspace.reply(ctx, r)
		}
		cancel()
	}
	if why != nil {
		b.log.Warn("answer direct message", "err", why)
	}
}
