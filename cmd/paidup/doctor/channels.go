package doctor

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"paidup/bot"
	"paidup/commands"
	"paidup/domain"
)

// channels looks at the channel of every market: who reads it, and whether Paidup may post there.
func (p Parts) channels(ctx context.Context, v commands.Visit) []commands.Finding {
	var out []commands.Finding
	say := func(m *domain.Market, f commands.Finding) {
		f.Market = m.Code
		out = append(out, f)
	}
	var ids []string
	var with []*domain.Market
	for _, m := range v.Markets {
		switch f := cannotTry(theChannel, "SLACK_BOT_TOKEN", p.BotToken); {
		case m.Channel == "":
			say(m, toDo(theChannel, "there is none, so nothing is posted. Say market set %s channel in it", m.Code))
		case f != nil:
			say(m, notLooked(theChannel, "it takes a good SLACK_BOT_TOKEN to look"))
		default:
			ids, with = append(ids, m.Channel), append(with, m)
		}
	}
	if len(ids) == 0 {
		return out
	}
	for i, room := range p.Slack.Rooms(ctx, ids) {
		say(with[i], fits(with[i], room))
	}
	return out
}

// fits says whether the market's channel is fit to be posted in.
func fits(m *domain.Market, r bot.Room) commands.Finding {
	elsewhere := fmt.Sprintf("say market set %s channel in another one", m.Code)
	switch {
	case domain.KindOf(r.Err) == domain.KindNotFound:
		return toDo(theChannel, "%s Or %s", strings.TrimSuffix(r.Err.Error(), ", then try again.")+".", elsewhere)
	case errors.Is(r.Err, context.DeadlineExceeded):
		return notLooked(theChannel, "Slack takes no more questions at once. For this market alone say doctor %s", m.Code)
	case r.Err != nil:
		return notLooked(theChannel, "Slack does not say (%s)", bot.Code(r.Err))
	case r.Archived:
		return toDo(theChannel, "#%s is archived. Unarchive it, or %s", r.Name, elsewhere)
	case r.Shared:
		return toDo(theChannel, "#%s is shared with another company, so nothing is posted. Take the other company out, or %s", r.Name, elsewhere)
	case m.Paused != "":
		return toDo(theChannel, "the market is paused: %s. Say market set %s channel in #%s, or in another one", m.Paused, m.Code, r.Name)
	}
	guests := ""
	if len(r.Guests) > 0 {
		guests = "; guests can read it: " + strings.Join(r.Guests, ", ")
	}
	switch {
	case !r.Private && (m.Privacy.Names != "none" || m.Privacy.Amounts):
		return note(theChannel, "#%s is public: everybody in the company reads %s there%s", r.Name, shows(m.Privacy), guests)
	case !r.Private:
		return ok(theChannel, "#%s is public, and shows neither names nor amounts%s", r.Name, guests)
	case guests != "":
		return note(theChannel, "#%s is private%s", r.Name, guests)
	}
	return ok(theChannel, "#%s is private, without guests", r.Name)
}

// shows is what of a file the channel shows beside its number.
func shows(p domain.Privacy) string {
	switch {
	case p.Names == "none":
		return "amounts"
	case !p.Amounts:
		return "customers' names"
	}
	return "customers' names and amounts"
}
