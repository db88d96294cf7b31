package bot

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"paidup/bot/socket"
	"paidup/commands"
	"paidup/domain"
)

// Access is what it takes to reach a Slack workspace.
type Access struct {
	BotToken string       // xoxb-
	AppToken string       // xapp-, for Socket Mode alone
	APIURL   string       // ends in /api/; empty: Slack's
	HTTP     *http.Client // default: one that gives up after ten seconds
	Faster   float64      // how many times Slack's own pace calls may come; 0 is 1, a local workspace takes more
	Log      *slog.Logger // default: none
	Meter    Meter        // default: nobody counts
}

// Workspace is the Web API of one Slack workspace, called at the pace Slack allows. It is safe for concurrent use.
type Workspace struct {
	api   *slack.Client
	http  *http.Client
	pace  *pace
	log   *slog.Logger
	meter Meter
}

const (
	callWithin   = 10 * time.Second
	answerAtMost = 16 << 20 // bytes; a page of history is the largest that is asked for
)

// bounded reads no more of an answer than it may be long.
type bounded struct{ *http.Transport }

func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := b.Transport.RoundTrip(r)
	if err == nil {
		answer.Body = http.MaxBytesReader(nil, answer.Body, answerAtMost)
	}
	return answer, err
}

// NewWorkspace is the workspace; nothing is called yet.
func NewWorkspace(a Access) *Workspace {
	if a.HTTP == nil {
		a.HTTP = &http.Client{Timeout: callWithin, Transport: bounded{&http.Transport{Proxy: http.ProxyFromEnvironment,
			ForceAttemptHTTP2: true, MaxIdleConnsPerHost: 16, IdleConnTimeout: time.Minute, TLSHandshakeTimeout: callWithin}}}
	}
	if a.APIURL == "" {
		a.APIURL = slack.APIURL
	}
	if a.Log == nil {
		a.Log = slog.New(slog.DiscardHandler)
	}
	if a.Meter == nil {
		a.Meter = unmetered{}
	}
	api := slack.New(a.BotToken, slack.OptionHTTPClient(a.HTTP), slack.OptionAPIURL(a.APIURL), slack.OptionAppLevelToken(a.AppToken))
	return &Workspace{api: api, http: a.HTTP, pace: newPace(a.Faster), log: a.Log, meter: a.Meter}
}

// once makes one call at the workspace's pace; channel is set for a message in one. A 429 pauses what it names.
func (w *Workspace) once(ctx context.Context, method, channel string, do func(context.Context) error) error {
	if err := w.pace.wait(ctx, method, channel); err != nil {
		return fmt.Errorf("%w: %w", errNotSent, err)
	}
	err := do(ctx)
	if err == nil {
		return nil
	}
	w.meter.Refused(method, Code(err))
	if f, pause := judge(err); f == faultPaused {
		w.log.Info("Slack asks for a pause", "method", method, "channel", channel, "for", pause)
		w.pace.hold(method, channel, pause)
	}
	return fmt.Errorf("%s: %w", method, err)
}

// call is once, made again after a 429 when the pause is over, as long as ctx lasts. Nothing else is tried again.
func (w *Workspace) call(ctx context.Context, method, channel string, do func(context.Context) error) error {
	for {
		err := w.once(ctx, method, channel, do)
		if f, _ := judge(err); f != faultPaused || ctx.Err() != nil {
			return err
		}
	}
}

// identity is who we are in the workspace.
type identity struct {
	user string // the bot's user id
	url  string // of the workspace, ends in /
}

func (w *Workspace) identify(ctx context.Context) (identity, error) {
	r, err := w.authTest(ctx)
	if err != nil {
		return identity{}, err
	}
	return identity{user: r.UserID, url: strings.TrimSuffix(r.URL, "/") + "/"}, nil
}

func (w *Workspace) authTest(ctx context.Context) (r *slack.AuthTestResponse, err error) {
	err = w.call(ctx, "auth.test", "", func(ctx context.Context) (err error) {
		r, err = w.api.AuthTestContext(ctx)
		if err == nil && r.UserID == "" {
			err = errEmpty
		}
		return err
	})
	return r, err
}

// dial asks for the address of a new Socket Mode connection.
func (w *Workspace) dial(ctx context.Context) (string, error) {
	_, address, err := w.api.StartSocketModeContext(ctx)
	if err == nil && address == "" {
		err = errEmpty
	}
	if err == nil {
		return address, nil
	}
	w.meter.Refused("apps.connections.open", Code(err))
	switch f, pause := judge(err); f {
	case faultPaused:
		return "", &socket.Later{After: pause, Err: err}
	case faultForbidden:
		return "", fmt.Errorf("%w: %w", socket.ErrFatal, err)
	}
	return "", err
}

// Channel says of a channel what decides whether anything may be posted there. It is not found when there is no such
// channel or Paidup is not in it.
func (w *Workspace) Channel(ctx context.Context, id string) (commands.ChannelInfo, error) {
	info, err := w.channel(ctx, id)
	if err != nil {
		return info, err
	}
	outsiders, err := w.outsiders(ctx)
	if err != nil {
		return info, err
	}
	info.Guests, err = w.guestsAmong(ctx, id, outsiders)
	return info, err
}

// channel is Channel without its guests.
func (w *Workspace) channel(ctx context.Context, id string) (commands.ChannelInfo, error) {
	c, err := w.conversation(ctx, id)
	if err != nil {
		return commands.ChannelInfo{}, err
	}
	return infoOf(c), nil
}

func infoOf(c *slack.Channel) commands.ChannelInfo {
	return commands.ChannelInfo{Name: c.Name, Private: c.IsPrivate, Shared: c.IsExtShared || c.IsPendingExtShared}
}

// conversation is a channel that Paidup is in, as Slack has it.
func (w *Workspace) conversation(ctx context.Context, id string) (*slack.Channel, error) {
	var c *slack.Channel
	err := w.call(ctx, "conversations.info", "", func(ctx context.Context) (err error) {
		c, err = w.api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: id})
		if err == nil && c.ID == "" {
			err = errEmpty
		}
		return err
	})
	if f, _ := judge(err); f == faultNowhere {
		return nil, domain.NoSuch("channel", "Paidup is not in that channel. Say /invite @Paidup there, then try again.")
	}
	if err != nil {
		return nil, fmt.Errorf("read channel %s: %w", id, err)
	}
	if !c.IsMember && !c.IsPrivate {
		return nil, domain.NoSuch("channel", "Paidup is not in #%s. Say /invite @Paidup there, then try again.", c.Name)
	}
	return c, nil
}
