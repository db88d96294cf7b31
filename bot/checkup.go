package bot

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"paidup/commands"
)

// Standing is how we stand with Slack.
type Standing struct {
	Workspace string // its address, ends in /
	Named     bool   // Slack has said which scopes the bot's token has
	Lacks     []string
	Date      time.Time // as the answer says, in whole seconds; zero: it did not
}

// Standing asks Slack who we are and what we may. Its error holds Slack's name of what is wrong; see Code.
func (w *Workspace) Standing(ctx context.Context) (Standing, error) {
	r, err := w.authTest(ctx)
	if err != nil {
		return Standing{}, err
	}
	out := Standing{Workspace: r.URL}
	if date, err := http.ParseTime(r.Header.Get("Date")); err == nil {
		out.Date = date
	}
	granted := r.Header.Get("X-OAuth-Scopes")
	if out.Named = granted != ""; !out.Named {
		return out, nil
	}
	has := strings.FieldsFunc(granted, func(c rune) bool { return c == ',' || c == ' ' })
	for _, scope := range Scopes() {
		if !slices.Contains(has, scope) {
			out.Lacks = append(out.Lacks, scope)
		}
	}
	return out, nil
}

// CanConnect asks for the address of a Socket Mode connection, which is not opened.
func (w *Workspace) CanConnect(ctx context.Context) error {
	_, err := w.dial(ctx)
	return err
}

// Room is a channel as the doctor sees it, or why it cannot be seen.
type Room struct {
	commands.ChannelInfo
	Archived bool
	Err      error // not found: there is no such channel, or Paidup is not in it
}

// Rooms looks at the channels, in their order.
func (w *Workspace) Rooms(ctx context.Context, ids []string) []Room {
	outsiders, err := w.outsiders(ctx)
	out := make([]Room, len(ids))
	for i, id := range ids {
		if out[i].Err = err; err == nil {
			out[i] = w.room(ctx, id, outsiders)
		}
	}
	return out
}

func (w *Workspace) room(ctx context.Context, id string, outsiders map[string]string) Room {
	c, err := w.conversation(ctx, id)
	if err != nil {
		return Room{Err: err}
	}
	out := Room{ChannelInfo: infoOf(c), Archived: c.IsArchived}
	if !out.Archived {
		out.Guests, out.Err = w.guestsAmong(ctx, id, outsiders)
	}
	return out
}

// RefusedByName says in words how Slack refuses the token of that variable.
func RefusedByName(variable string, err error) string {
	switch f, _ := judge(err); f {
	case faultForbidden:
		return fmt.Sprintf("Slack refuses it (%s): copy the token anew from the app's page into %s", Code(err), variable)
	case faultPaused:
		return "Slack asks for a pause; try again in a minute"
	}
	return fmt.Sprintf("Slack does not answer (%s): look at the network, and at SLACK_API_URL", Code(err))
}
