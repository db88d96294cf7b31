package bot

import (
	"context"
	"fmt"

	"paidup/bot/card"
	"paidup/commands"
	"paidup/domain"
)

// request tells somebody of a request as it now stands: by an edit where its message to them stands already, else by a post.
func (o *outbox) request(ctx context.Context, d *delivery) error {
	reply, err := o.asked(ctx, d)
	if err != nil {
		return err
	}
	m := card.Pen{Links: o.links.of(ctx, filesIn(reply))}.Message(reply)
	found, err := o.resolve(ctx, d, "")
	if err != nil || len(d.left) == 0 {
		return err
	}
	at := d.Card
	if ts := found[d.left[0].ID]; ts != "" {
		at.TS = ts
	}
	if at.TS == "" {
		at.TS, err = o.post(ctx, d, post{notices: d.left, message: m})
	} else {
		err = o.editDirect(ctx, d, at, m)
	}
	if err != nil {
		return err
	}
	return o.delivered(ctx, d, d.left, domain.Delivery{Channel: d.To, TS: at.TS})
}

// editDirect edits a direct message. It stands under the id of its channel, not under that of the person.
func (o *outbox) editDirect(ctx context.Context, d *delivery, at domain.CardPlace, m card.Message) (err error) {
	if at.Channel, err = o.ws.directMessages(ctx, d.To); err != nil {
		return err
	}
	d.Card = at
	return o.redraw(ctx, d, m)
}

// asked is the request as the addressee sees it.
func (o *outbox) asked(ctx context.Context, d *delivery) (commands.AskedFor, error) {
	q, err := o.asks.Request(ctx, d.Request)
	if err != nil {
		return commands.AskedFor{}, err
	}
	all, err := o.markets.Markets(ctx)
	if err != nil {
		return commands.AskedFor{}, err
	}
	for _, m := range all {
		if m.ID == q.Market {
			return o.allowed(ctx, commands.ShowRequest(q, m, o.people(ctx, m), domain.PersonID(d.To)))
		}
	}
	return commands.AskedFor{}, fmt.Errorf("%w: request %d has no market", errUnfit, q.ID)
}

// allowed adds what came of a request about a file that was allowed.
func (o *outbox) allowed(ctx context.Context, v commands.AskedFor) (commands.AskedFor, error) {
	if v.Request.Outcome != domain.RequestAllowed || v.Request.File == 0 {
		return v, nil
	}
	f, err := o.cards.File(ctx, v.Request.File)
	if err != nil {
		return v, err
	}
	return v.Allowed(f), nil
}
