package page

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"paidup/bot/slackfake"
)

// maxAsk is how much of what a browser sends is read.
const maxAsk = 1 << 20

// act is what a person does in the page.
type act struct {
	Do     string   `json:"do"`
	As     string   `json:"as"` // id of the person
	In     string   `json:"in"` // id of the channel
	Thread string   `json:"thread"`
	TS     string   `json:"ts"`   // of the message that is acted on
	View   string   `json:"view"` // id of the view that is acted on
	Home   bool     `json:"home"` // the view is the Home tab
	Block  string   `json:"block"`
	Action string   `json:"action"`
	Option string   `json:"option"`
	Words  []string `json:"words"` // typed or chosen
}

// became is what the page is told of an act; all else it sees in the stream.
type became struct {
	Toast   string   `json:"toast,omitempty"` // for the person to read
	Options []choice `json:"options,omitempty"`
}

type choice struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// do lets the person act and answers when the app has.
func (p *Page) do(rw http.ResponseWriter, r *http.Request) {
	var a act
	if err := json.NewDecoder(http.MaxBytesReader(rw, r.Body, maxAsk)).Decode(&a); err != nil {
		answer(rw, http.StatusBadRequest, became{Toast: "That was no act this page knows."})
		return
	}
	turn, err := p.acts(r.Context(), a)
	switch {
	case err != nil:
		answer(rw, http.StatusConflict, became{Toast: sentence(err)})
	case turn == nil:
		answer(rw, http.StatusOK, became{})
	default:
		b := became{Toast: p.toast(a, turn)}
		for i, label := range turn.Options {
			b.Options = append(b.Options, choice{label, turn.Values[i]})
		}
		answer(rw, http.StatusOK, b)
	}
}

func answer(rw http.ResponseWriter, status int, b became) {
	rw.Header().Set("Content-Type", "application/json")
	rw.WriteHeader(status)
	_ = json.NewEncoder(rw).Encode(b) // the browser may have gone
}

// toast is what the person is told of an ack that did not come or was not taken. A form says it itself, and so does the
// channel of a command.
func (p *Page) toast(a act, turn *slackfake.Turn) string {
	if turn.Ack.Problem == "" || a.Do == "submit" || a.Do == "say" && strings.HasPrefix(a.word(), "/") {
		return ""
	}
	return fmt.Sprintf("The app did not answer as it must: %s.", turn.Ack.Problem)
}

func (a act) word() string {
	if len(a.Words) == 0 {
		return ""
	}
	return a.Words[0]
}

func (a act) spot() slackfake.Spot {
	return slackfake.Spot{Block: a.Block, Action: a.Action, Option: a.Option}
}

// where is the surface that is acted on.
func (a act) where() slackfake.Where {
	switch {
	case a.Home:
		return slackfake.Where{Home: true}
	case a.View != "":
		return slackfake.Where{View: a.View}
	}
	return slackfake.Where{Channel: a.In, TS: a.TS}
}

// person is somebody who types here, by id.
func (p *Page) person(id string) (*slackfake.Person, error) {
	var found bool
	p.ws.Read(func(s *slackfake.State) {
		found = slices.ContainsFunc(s.Users(), func(u slackfake.User) bool { return u.ID == id })
	})
	if !found {
		return nil, nobody(id)
	}
	return p.ws.Person(id), nil
}

// acts does it. A nil turn was no business of the app's.
func (p *Page) acts(ctx context.Context, a act) (*slackfake.Turn, error) {
	me, err := p.person(a.As)
	if err != nil {
		return nil, err
	}
	switch a.Do {
	case "say":
		return p.say(ctx, me, a)
	case "press":
		return me.Presses(ctx, a.where(), a.spot())
	case "enter":
		return me.Enters(ctx, a.where(), a.spot(), a.Words...)
	case "search":
		return me.Searches(ctx, a.where(), a.spot(), a.word())
	case "submit", "cancel", "close":
		return p.ends(ctx, me, a)
	case "shortcut":
		return me.Shortcut(ctx, a.word(), a.on())
	case "home":
		return me.OpensHome(ctx)
	case "read":
		return nil, me.HasRead(a.In, a.word())
	case "fault":
		return nil, p.fault(ctx, a.Words)
	}
	return nil, fmt.Errorf("%q is no act this page knows", a.Do)
}

// ends submits the form on top, goes back from it or closes it with all below. A form that is not on top is no longer open.
func (p *Page) ends(ctx context.Context, me *slackfake.Person, a act) (*slackfake.Turn, error) {
	if top := me.View(); top != nil && top.ID != a.View {
		return nil, fmt.Errorf("that form is no longer open")
	}
	switch a.Do {
	case "submit":
		return me.Submits(ctx)
	case "cancel":
		return me.Cancels(ctx)
	}
	return me.Closes(ctx)
}

// on is the message that a shortcut is run on; nothing for a shortcut of everywhere.
func (a act) on() slackfake.Where {
	if a.TS == "" {
		return slackfake.Where{}
	}
	return a.where()
}

// say writes what was typed. As in Slack, a slash command has no place in a thread.
func (p *Page) say(ctx context.Context, me *slackfake.Person, a act) (*slackfake.Turn, error) {
	words := strings.TrimSpace(a.word())
	switch {
	case words == "":
		return nil, fmt.Errorf("nothing was typed")
	case a.Thread != "" && strings.HasPrefix(words, "/"):
		return nil, fmt.Errorf("slash commands do not work in threads: begin with @%s, or type it in the channel", p.bot())
	case a.Thread != "":
		return me.Replies(ctx, a.In, a.Thread, words)
	}
	return me.Types(ctx, a.In, words)
}

func (p *Page) bot() string {
	name := ""
	p.ws.Read(func(s *slackfake.State) { name = s.Bot() })
	return name
}
