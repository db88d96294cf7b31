package expect

import (
	"context"
	"slices"

	"paidup/bot/slackfake"
)

// Actor is a person of the story. Acts wait for the bot's ack and fail the test when it does not come in time.
type Actor struct {
	story   *Story
	name    string
	person  *slackfake.Person
	channel string // where the person is
	turn    *slackfake.Turn
}

// Turn is the person's last act and its ack.
func (a *Actor) Turn() *slackfake.Turn { return a.turn }

// In goes to a channel, without an act.
func (a *Actor) In(channel string) *Actor {
	a.channel = channel
	return a
}

// Types writes a line in a channel; one that begins with a slash is a command.
func (a *Actor) Types(channel, line string) *Actor {
	a.story.t.Helper()
	a.channel = channel
	return a.does("types "+line, func(ctx context.Context) (*slackfake.Turn, error) {
		return a.person.Types(ctx, channel, line)
	})
}

// Mentions writes to the bot in the thread of a message.
func (a *Actor) Mentions(under *Seen, words string) *Actor {
	a.story.t.Helper()
	a.channel = under.Message.Channel
	return a.does("mentions the bot: "+words, func(ctx context.Context) (*slackfake.Turn, error) {
		return a.person.Mentions(ctx, under.Message.Channel, under.root(), words)
	})
}

// Replies writes in the thread of a message, to nobody in particular.
func (a *Actor) Replies(under *Seen, words string) *Actor {
	a.story.t.Helper()
	a.channel = under.Message.Channel
	return a.does("replies: "+words, func(ctx context.Context) (*slackfake.Turn, error) {
		return a.person.Replies(ctx, under.Message.Channel, under.root(), words)
	})
}

// DMs writes to the bot in their direct message.
func (a *Actor) DMs(words string) *Actor {
	a.story.t.Helper()
	turn := a.does("writes to the bot: "+words, func(ctx context.Context) (*slackfake.Turn, error) {
		return a.person.DMs(ctx, words)
	})
	a.story.ws.Read(func(st *slackfake.State) { a.channel = st.DMID(a.name) })
	return turn
}

// Clicks presses the button, or picks the overflow option, with that label: in the open modal, else on the newest message
// of the channel that has it.
func (a *Actor) Clicks(label string) *Actor {
	a.story.t.Helper()
	return a.clicks(a.here(), label)
}

// ClicksNear is Clicks for a label that stands several times: the one in or below the block that shows near.
func (a *Actor) ClicksNear(near, label string) *Actor {
	a.story.t.Helper()
	where := a.here()
	where.Near = near
	return a.clicks(where, label)
}

// ClicksOn is Clicks on a message as it was seen then, however it stands now.
func (a *Actor) ClicksOn(seen *Seen, label string) *Actor {
	a.story.t.Helper()
	a.channel = seen.Message.Channel
	return a.clicks(slackfake.Where{Seen: &seen.Message}, label)
}

// ClicksHome is Clicks on the Home tab.
func (a *Actor) ClicksHome(label string) *Actor {
	a.story.t.Helper()
	return a.clicks(slackfake.Where{Home: true}, label)
}

// Runs runs one of the app's global shortcuts.
func (a *Actor) Runs(shortcut string) *Actor {
	a.story.t.Helper()
	return a.does("runs "+shortcut, func(ctx context.Context) (*slackfake.Turn, error) {
		return a.person.Shortcut(ctx, shortcut, slackfake.Where{})
	})
}

// RunsOn runs one of the app's shortcuts on the newest message of the channel that shows the words.
func (a *Actor) RunsOn(channel, words, shortcut string) *Actor {
	a.story.t.Helper()
	a.channel = channel
	return a.does("runs "+shortcut+" on "+words, func(ctx context.Context) (*slackfake.Turn, error) {
		return a.person.Shortcut(ctx, shortcut, slackfake.Where{Channel: channel, Text: words})
	})
}

func (a *Actor) clicks(where slackfake.Where, label string) *Actor {
	a.story.t.Helper()
	return a.does("presses "+label, func(ctx context.Context) (*slackfake.Turn, error) {
		return a.person.Clicks(ctx, where, label)
	})
}

// here is the open modal, else the channel the person is in.
func (a *Actor) here() slackfake.Where {
	if a.person.View() != nil {
		return slackfake.Where{}
	}
	return slackfake.Where{Channel: a.channel}
}

// Chooses enters words in a field or menu, in the open modal or the channel: text, a date, or labels of options.
func (a *Actor) Chooses(label string, words ...string) *Actor {
	a.story.t.Helper()
	return a.does("chooses in "+label, func(ctx context.Context) (*slackfake.Turn, error) {
		return a.person.Chooses(ctx, a.here(), label, words...)
	})
}

// Fills enters words in a field of the open modal.
func (a *Actor) Fills(label string, words ...string) *Actor {
	a.story.t.Helper()
	return a.does("fills "+label, func(ctx context.Context) (*slackfake.Turn, error) {
		return a.person.Fills(ctx, label, words...)
	})
}

// Searches types a query into a menu and fails the test unless exactly these options are offered.
func (a *Actor) Searches(label, query string, options ...string) *Actor {
	a.story.t.Helper()
	a.does("searches "+query, func(ctx context.Context) (*slackfake.Turn, error) {
		return a.person.SearchOptions(ctx, a.here(), label, query)
	})
	if !slices.Equal(a.turn.Options, options) {
		a.story.t.Errorf("%s searches %q and is offered %q, not %q", a.name, query, a.turn.Options, options)
	}
	return a
}

// Submits presses the submit button of the open modal.
func (a *Actor) Submits() *Actor {
	a.story.t.Helper()
	return a.does("submits", a.person.Submits)
}

// Cancels closes the modal on top.
func (a *Actor) Cancels() *Actor {
	a.story.t.Helper()
	return a.does("cancels", a.person.Cancels)
}

// Closes closes the whole modal by its X.
func (a *Actor) Closes() *Actor {
	a.story.t.Helper()
	return a.does("closes the modal", a.person.Closes)
}

// OpensHome looks at the bot's Home tab.
func (a *Actor) OpensHome() *Actor {
	a.story.t.Helper()
	return a.does("opens Home", a.person.OpensHome)
}

// Again delivers the person's last act to the bot once more, as Slack does when it is in doubt.
func (a *Actor) Again() *Actor {
	a.story.t.Helper()
	return a.does("again", func(ctx context.Context) (*slackfake.Turn, error) {
		return a.story.ws.Redeliver(ctx, a.turn.EnvelopeID)
	})
}

func (a *Actor) does(what string, act func(context.Context) (*slackfake.Turn, error)) *Actor {
	a.story.t.Helper()
	ctx, cancel := a.story.patiently()
	defer cancel()
	turn, err := act(ctx)
	if err != nil {
		a.story.t.Fatalf("%s %s: %v", a.name, what, err)
	}
	if turn.Ack.Problem != "" {
		a.story.t.Errorf("%s %s: %s", a.name, what, turn.Ack.Problem)
	}
	a.turn = turn
	return a
}
