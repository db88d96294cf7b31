package bot

import (
	"context"
	"fmt"
	"slices"

	"paidup/bot/card"
	"paidup/commands"
	"paidup/domain"
)

// drawnEscalation is the escalation as its market's channel may see it, or the person.
func (o *outbox) drawnEscalation(ctx context.Context, e *domain.Escalation, to domain.PersonID) (card.Message, error) {
	v, err := commands.ShowEscalation(e, o.people(ctx, e.File.Market), to)
	if err != nil {
		return card.Message{}, err
	}
	return card.Pen{Links: o.links.of(ctx, []domain.FileID{e.File.ID})}.Message(v), nil
}

// escalation brings an escalation's message to its newest version: by an edit where it stands, else by a post.
func (o *outbox) escalation(ctx context.Context, d *delivery) error {
	e, err := o.cards.Escalation(ctx, d.Escalation)
	if err != nil {
		return err
	}
	to := domain.PersonID("")
	if d.Direct {
		to = domain.PersonID(d.To)
	}
	stands := d.Card.TS != "" && (d.Direct || d.Card.Channel == d.To)
	if !stands {
		if stands, err = o.posted(ctx, d); err != nil || len(d.left) == 0 {
			return err
		}
	}
	m, err := o.drawnEscalation(ctx, e, to)
	if err != nil {
		return err
	}
	at := domain.CardPlace{Channel: d.Card.Channel, TS: d.Card.TS, Version: e.Version}
	if stands {
		err = o.edit(ctx, d, at, m)
	}
	if g, _ := judge(err); g == faultGone || !stands {
		at, err = o.stand(ctx, d, post{notices: d.left, message: m})
		at.Version = e.Version
	}
	if err != nil {
		return err
	}
	return o.delivered(ctx, d, d.left, domain.Delivery{Card: &at})
}

// posted finds the message where a post in doubt has left it.
func (o *outbox) posted(ctx context.Context, d *delivery) (bool, error) {
	found, err := o.resolve(ctx, d, "")
	if err != nil {
		return false, err
	}
	i := slices.IndexFunc(d.left, func(n domain.Notice) bool { return found[n.ID] != "" })
	if i < 0 {
		return false, nil
	}
	at := domain.CardPlace{Channel: d.To, TS: found[d.left[i].ID], Version: d.left[i].Version} // it shows this version at least
	if d.Direct {
		if at.Channel, err = o.ws.directMessages(ctx, d.To); err != nil {
			return false, err
		}
	}
	d.Card = at
	return true, nil
}

// acts tells of acts on an escalation: in the thread of its message, or to the one who hears of them.
func (o *outbox) acts(ctx context.Context, d *delivery) error {
	thread := d.Card.TS
	if d.Direct {
		thread = ""
	} else if d.Card.Channel != d.To {
		return errNoCard
	}
	e, err := o.cards.Escalation(ctx, d.Escalation)
	if err != nil {
		return err
	}
	found, err := o.resolve(ctx, d, thread)
	if err != nil {
		return err
	}
	var there []domain.Notice
	v := commands.EscalationActs{Escalation: e, People: o.people(ctx, e.File.Market)}
	if d.Direct {
		v.For = domain.PersonID(d.To)
	}
	for _, n := range d.left {
		if found[n.ID] != "" {
			there = append(there, n)
		} else if act := e.Event(n.Version); act != nil {
			v.Acts = append(v.Acts, *act)
		}
	}
	if len(there) > 0 {
		if err := o.delivered(ctx, d, there, domain.Delivery{}); err != nil {
			return err
		}
	}
	if len(d.left) == 0 {
		return nil
	}
	m := card.Pen{Links: o.links.of(ctx, filesIn(v))}.Message(v)
	if _, err := o.post(ctx, d, post{notices: d.left, thread: thread, message: m}); err != nil {
		return err
	}
	return o.delivered(ctx, d, d.left, domain.Delivery{})
}

// live is a digest with what has become of its lines.
func (o *outbox) live(ctx context.Context, id domain.MarketID, r commands.Reply) commands.Reply {
	d, is := r.(commands.Digest)
	if !is || len(d.Escalate) == 0 {
		return r
	}
	all, err := o.cards.LastEscalations(ctx, d.Lines())
	if err != nil {
		o.log.Info("read escalations", "market", id, "err", err)
	}
	out := commands.LiveDigest{Digest: d, Live: all}
	for _, e := range all {
		out.People = o.people(ctx, e.File.Market)
		break
	}
	return out
}

// liveDigest edits a digest where it stands in its market's channel. Its figures stay as they are.
func (o *outbox) liveDigest(ctx context.Context, d *delivery) error {
	if d.Card.TS == "" || d.Card.Channel != d.To {
		o.log.Info("the digest does not stand here", "market", d.Market, "run", d.Run)
		return o.delivered(ctx, d, d.left, domain.Delivery{})
	}
	reply, err := readWords(domain.DigestNotice, d.Body)
	if err != nil {
		return fmt.Errorf("%w: %w", errUnfit, err)
	}
	reply = o.live(ctx, d.Market, reply)
	err = o.redraw(ctx, d, card.Pen{Links: o.links.of(ctx, filesIn(reply))}.Message(reply))
	if g, _ := judge(err); err != nil && g != faultGone {
		return err
	}
	return o.delivered(ctx, d, d.left, domain.Delivery{})
}
