package bot

import (
	"context"
	"encoding/json"
	"fmt"

	"paidup/bot/card"
	"paidup/commands"
	"paidup/domain"
)

// linesAtOnce is how many entries one message of a thread holds.
const linesAtOnce = 20

// people are the names that a file's card and lines may show: those of everybody who was ever added.
func (o *outbox) people(ctx context.Context, in *domain.Market) commands.People {
	out := commands.People{}
	for _, m := range in.Members {
		out[m.Person.ID] = m.Person
	}
	all, err := o.markets.People(ctx)
	if err != nil {
		o.log.Info("read people", "err", err)
	}
	for _, p := range all {
		out[p.ID] = p
	}
	return out
}

// drawn is the file's card as its market's channel may see it, and how many acts on its escalations it shows.
func (o *outbox) drawn(ctx context.Context, f *domain.File) (card.Message, int) {
	e, acts, err := o.cards.EscalationOn(ctx, f.ID)
	if err != nil {
		o.log.Info("read escalation", "file", f.ID, "err", err)
	}
	return card.Pen{}.Message(commands.Card{File: f, Escalation: e, Privacy: f.Market.Privacy, People: o.people(ctx, f.Market)}), acts
}

// card brings the file's card to its newest version: by an edit where it stands in the market's channel, else by a post.
func (o *outbox) card(ctx context.Context, d *delivery) error {
	f, err := o.cards.File(ctx, d.File)
	if err != nil {
		return err
	}
	if d.Card.Channel != d.To {
		found, err := o.resolve(ctx, d, "")
		if err != nil || len(d.left) == 0 {
			return err
		}
		for _, n := range d.left {
			if ts := found[n.ID]; ts != "" { // it shows this version at least
				d.Card = domain.CardPlace{Channel: d.To, TS: ts, Version: n.Version}
			}
		}
	}
	m, acts := o.drawn(ctx, f)
	at := domain.CardPlace{Channel: d.To, TS: d.Card.TS, Version: f.Version, Acts: acts}
	if d.Card.Channel == d.To {
		err = o.edit(ctx, d, at, m)
	}
	if g, _ := judge(err); g == faultGone || d.Card.Channel != d.To {
		at.TS, err = o.post(ctx, d, post{notices: d.left, message: m})
	}
	if err != nil {
		return err
	}
	return o.delivered(ctx, d, d.left, domain.Delivery{Card: &at})
}

// lines posts the entries into the thread of the file's card, in as few messages as there can be.
func (o *outbox) lines(ctx context.Context, d *delivery) error {
	if d.Card.Channel != d.To {
		return fmt.Errorf("file %d in %s: %w", d.File, d.To, errNoCard)
	}
	f, err := o.cards.File(ctx, d.File)
	if err != nil {
		return err
	}
	if d.Card.Version < d.left[len(d.left)-1].Version { // its card was drawn before this change was stored
		m, acts := o.drawn(ctx, f)
		at := domain.CardPlace{Channel: d.To, TS: d.Card.TS, Version: f.Version, Acts: acts}
		if err := o.edit(ctx, d, at, m); err != nil {
			return err
		}
		if err := o.delivered(ctx, d, nil, domain.Delivery{Card: &at}); err != nil {
			return err
		}
	}
	if err := o.resolveLines(ctx, d); err != nil {
		return err
	}
	people := o.people(ctx, f.Market)
	for len(d.left) > 0 {
		some := d.left[:min(linesAtOnce, len(d.left))]
		if _, err := o.post(ctx, d, post{notices: some, thread: d.Card.TS, message: linesOf(f, some, people)}); err != nil {
			return err
		}
		if err := o.delivered(ctx, d, some, domain.Delivery{}); err != nil {
			return err
		}
	}
	return nil
}

// resolveLines takes off the lines that turn out to have been posted before.
func (o *outbox) resolveLines(ctx context.Context, d *delivery) error {
	found, err := o.resolve(ctx, d, d.Card.TS)
	if err != nil || len(found) == 0 {
		return err
	}
	var there []domain.Notice
	for _, n := range d.left {
		if found[n.ID] != "" {
			there = append(there, n)
		}
	}
	return o.delivered(ctx, d, there, domain.Delivery{})
}

func linesOf(f *domain.File, some []domain.Notice, people commands.People) card.Message {
	var all []commands.Line
	for _, n := range some {
		if c := f.Entry(n.Version); c != nil {
			all = append(all, commands.Line{File: f, Change: c, Privacy: f.Market.Privacy, People: people})
		}
	}
	return card.Pen{}.Lines(all)
}

// words posts what was said, or a digest.
func (o *outbox) words(ctx context.Context, d *delivery) error {
	reply, err := readWords(d.Kind, d.Body)
	if err != nil {
		return fmt.Errorf("%w: %w", errUnfit, err)
	}
	found, err := o.resolve(ctx, d, "")
	if err != nil || len(d.left) == 0 {
		return err
	}
	ts := found[d.left[0].ID]
	if ts == "" {
		reply = o.live(ctx, d.Market, reply)
		m := card.Pen{Links: o.links.of(ctx, filesIn(reply))}.Message(reply)
		if ts, err = o.post(ctx, d, post{notices: d.left, message: m}); err != nil {
			return err
		}
	}
	return o.delivered(ctx, d, d.left, domain.Delivery{Channel: d.To, TS: ts})
}

// readWords is what a notice keeps of its own.
func readWords(kind domain.NoticeKind, body []byte) (commands.Reply, error) {
	if kind == domain.DigestNotice {
		var d commands.Digest
		if err := json.Unmarshal(body, &d); err != nil {
			return nil, fmt.Errorf("read digest: %w", err)
		}
		return d, nil
	}
	var said commands.Said
	if err := json.Unmarshal(body, &said); err != nil {
		return nil, fmt.Errorf("read words: %w", err)
	}
	return said, nil
}
