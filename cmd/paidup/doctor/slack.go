package doctor

import (
	"context"
	"strings"
	"time"

	"paidup/bot"
	"paidup/commands"
)

// slackApart is how far our clock and Slack's may be apart: its answers tell whole seconds.
const slackApart = 3 * time.Second

// tokens looks at the tokens, and at Slack's clock.
func (p Parts) tokens(ctx context.Context, v commands.Visit) []commands.Finding {
	if !v.Whole {
		return nil
	}
	return append(p.botToken(ctx), p.appToken(ctx))
}

// cannotTry is the finding about a token that is not there or cannot be one.
func cannotTry(about, variable string, t Token) *commands.Finding {
	var f commands.Finding
	switch {
	case t.Unset:
		f = notLooked(about, "set %s to have it looked at", variable)
	case t.Wrong != "":
		f = toDo(about, "%s", t.Wrong)
	default:
		return nil
	}
	return &f
}

func (p Parts) botToken(ctx context.Context) []commands.Finding {
	if f := cannotTry(theBotToken, "SLACK_BOT_TOKEN", p.BotToken); f != nil {
		return []commands.Finding{*f}
	}
	asked := p.Now()
	s, err := p.Slack.Standing(ctx)
	answered := p.Now()
	if err != nil {
		return []commands.Finding{toDo(theBotToken, "%s", bot.RefusedByName("SLACK_BOT_TOKEN", err))}
	}
	token := ok(theBotToken, "it is good for %s, with every scope", s.Workspace)
	switch {
	case !s.Named:
		token = note(theBotToken, "it is good for %s; which scopes it has Slack does not say", s.Workspace)
	case len(s.Lacks) > 0:
		token = toDo(theBotToken, "it lacks %s. Give the app the manifest that paidup manifest prints, and install it anew", strings.Join(s.Lacks, ", "))
	}
	if s.Date.IsZero() {
		return []commands.Finding{token}
	}
	middle := s.Date.Add(time.Second / 2)
	return []commands.Finding{token, p.apart("Slack's", middle.Sub(answered), slackApart+answered.Sub(asked))}
}

func (p Parts) appToken(ctx context.Context) commands.Finding {
	if p.Connected {
		return ok(theAppToken, "connections are opened with it")
	}
	if f := cannotTry(theAppToken, "SLACK_APP_TOKEN", p.AppToken); f != nil {
		return *f
	}
	if err := p.Slack.CanConnect(ctx); err != nil {
		return toDo(theAppToken, "%s", bot.RefusedByName("SLACK_APP_TOKEN", err))
	}
	return ok(theAppToken, "connections can be opened with it")
}
