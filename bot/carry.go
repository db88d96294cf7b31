package bot

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"

	"paidup/commands"
	"paidup/domain"
)

// carryOut does the requests one after the other.
func (t *turn) carryOut(ctx context.Context) []answer {
	if t.fault != nil {
		return []answer{{words: t.b.explain(t.fault)}}
	}
	if t.before != nil {
		if err := t.before(ctx, t.asks); err != nil {
			return []answer{{words: t.b.explain(err)}}
		}
	}
	out := make([]answer, 0, len(t.asks))
	for _, r := range t.asks {
		out = append(out, t.b.do(ctx, r, t.b.whole))
		out = t.b.goOn(ctx, r, out)
	}
	return out
}

// goOn adds what waited for the answer that the request gave, up to the next question.
func (b *Bot) goOn(ctx context.Context, r commands.Request, out []answer) []answer {
	for range maxLines {
		if r.Question == "" || asksMore(out[len(out)-1].reply) {
			break
		}
		next := b.do(ctx, r, b.cfg.App.Next)
		if next.reply == nil && next.words.text == "" {
			break
		}
		out = append(out, next)
	}
	return out
}

// asksMore says that the reply is a question itself.
func asksMore(r commands.Reply) bool {
	switch r.(type) {
	case commands.Asked, commands.Picks:
		return true
	}
	return false
}

// carrier carries a request out.
type carrier func(context.Context, commands.Request) (commands.Reply, error)

func (b *Bot) do(ctx context.Context, r commands.Request, carry carrier) (a answer) {
	defer func() {
		if p := recover(); p != nil {
			a = answer{words: b.broke(broken{p, debug.Stack(), "carry out " + r.Verb, false})}
			b.cfg.Meter.Answered(b.cfg.App.Verb(r), Fault)
		}
	}()
	reply, err := carry(ctx, r)
	if !r.Options && (reply != nil || err != nil) { // what a search field offers is no command
		b.cfg.Meter.Answered(b.cfg.App.Verb(r), outcomeOf(reply, err))
	}
	if err != nil {
		a = answer{words: b.explain(err)}
		if errors.Is(err, domain.ErrInDoubt) {
			a.again = func(ctx context.Context) answer { return b.do(ctx, r, carry) }
		}
		return a
	}
	switch verb := b.cfg.App.Verb(r); {
	case strings.HasPrefix(verb, "market"):
		b.guard.lookAgain("") // a channel may have been set
		b.homes.changed()
	case strings.HasPrefix(verb, "member"):
		b.homes.changed()
	}
	return answer{reply: reply}
}

// whole carries a request out, and has a reply or an error.
func (b *Bot) whole(ctx context.Context, r commands.Request) (commands.Reply, error) {
	reply, err := b.cfg.App.Do(ctx, r)
	if err == nil && reply == nil {
		err = fmt.Errorf("carry out %q: no reply", r.Verb)
	}
	return reply, err
}
