package commands

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"paidup/domain"
)

const dropped = "Dropped. Nothing was saved."

// answer takes the question that the press answers and gives its request, answered. The reply is there where the answer is
// all there is to do.
func (a *App) answer(ctx context.Context, r Request) (Request, Reply, error) {
	kept, err := a.Questions.Answer(ctx, domain.Answering{ID: r.Question, By: r.Actor, Key: r.Key, With: r.Verb, At: r.At})
	if err != nil {
		return r, nil, err
	}
	if kept.Key != r.Key {
		return r, nil, a.answeredBefore(ctx, r, kept)
	}
	if r.Verb == VerbDrop {
		return r, Said{Text: dropped}, nil
	}
	q, err := asKept(kept)
	if err != nil {
		return r, nil, err
	}
	q.Key, q.Actor, q.Source, q.At, q.Channel, q.CanForm, q.trace = r.Key, r.Actor, r.Source, r.At, r.Channel, r.CanForm, r.trace
	q.Answered = append(q.Answered, r.Answered...)
	if r.File != 0 {
		q.File = r.File
	}
	putSecrets(q.Args, r.Args[argSecrets])
	return q, nil, nil
}

// asKept is the request that a question's row keeps.
func asKept(kept domain.Pending) (Request, error) {
	var q Request
	if err := json.Unmarshal(kept.Request, &q); err != nil {
		return q, fmt.Errorf("read question %s: %w", kept.ID, err)
	}
	return q, nil
}

// answeredBefore says what became of a question that another press has answered.
func (a *App) answeredBefore(ctx context.Context, r Request, kept domain.Pending) error {
	s, err := a.scope(ctx, r)
	if err != nil {
		return err
	}
	at := s.clock(kept.AnsweredAt, r.At)
	switch kept.Answer {
	case domain.AnsweredNewer:
		return domain.Conflict("A newer question took the place of that one. Nothing was saved; say it again if it is still meant.")
	case VerbDrop:
		return domain.Conflict("You dropped that at %s. Nothing was saved.", at)
	}
	done, err := a.Find.SameAct(ctx, kept.Key)
	switch {
	case err != nil:
		return err
	case len(done) == 0:
		return domain.Conflict("You answered that at %s. Nothing more was saved.", at)
	}
	change := done[0].Change
	if len(change.Payments) > 0 {
		return domain.Conflict("Already saved: %s, by you at %s (e%d). Nothing was added.", paymentWords(change.Payments[0]), at, change.Version)
	}
	return domain.Conflict("Already saved at %s (e%d). Nothing was added.", at, change.Version)
}

// clock is an instant as the person reads it, in the zone of the market at hand.
func (s *scope) clock(at, now time.Time) string {
	m := s.implied()
	if m == nil && len(s.visible()) > 0 {
		m = s.visible()[0]
	}
	if m == nil {
		return at.UTC().Format("3:04 pm") + " UTC"
	}
	return m.Clock(at, m.Today(now))
}

// Next carries on with the lines of a message that waited for the answer which the press gave: the first of them is asked
// about, or done where there is nothing to ask any more. Without one there is no reply and no error.
func (a *App) Next(ctx context.Context, r Request) (Reply, error) {
	if r.Question == "" {
		return nil, nil
	}
	next, err := a.Questions.NextQuestion(ctx, domain.Answering{ID: r.Question, By: r.Actor, Key: r.Key, At: r.At})
	if err != nil || next == nil {
		return nil, err
	}
	return a.askAgain(ctx, *next, r)
}

// askAgain says again what was asked about: it is asked anew, or done where there is nothing to ask any more.
func (a *App) askAgain(ctx context.Context, kept domain.Pending, r Request) (Reply, error) {
	line, err := asKept(kept)
	if err != nil {
		return nil, err
	}
	line.Actor, line.Channel, line.At, line.Rests, line.CanForm = r.Actor, r.Channel, r.At, "", r.CanForm
	reply, err := a.Do(ctx, line)
	if questionOf(reply) == kept.ID {
		return reply, err
	}
	_, fault := a.Questions.Answer(ctx, domain.Answering{ID: kept.ID, By: r.Actor, Key: line.Key, With: line.Verb, At: r.At})
	return reply, errors.Join(err, fault)
}

// questionOf is the row of the question that the reply asks, or empty.
func questionOf(r Reply) string {
	switch v := r.(type) {
	case Asked:
		return v.ID
	case Picks:
		return v.Press.Question
	}
	return ""
}

// again is the receipt of what the key did earlier, or nil.
func (a *App) again(ctx context.Context, r Request) (Reply, error) {
	if r.Key == "" {
		return nil, nil
	}
	done, err := a.Find.SameAct(ctx, r.Key)
	if err != nil || len(done) == 0 {
		return nil, err
	}
	s, err := a.scope(ctx, r)
	if err != nil {
		return nil, err
	}
	out := Receipt{Verb: r.Verb, People: s.people}
	for _, d := range done {
		if d.Change.Actor != r.Actor || s.market(d.Market) == nil {
			return nil, nil
		}
		f, err := a.Files.File(ctx, d.File)
		if err != nil {
			return nil, err
		}
		c := Call{Request: r}
		out.Today = f.Market.Today(r.At)
		out.Done = append(out.Done, c.outcome(f, f.Entry(d.Change.Version)))
	}
	return out, nil
}
