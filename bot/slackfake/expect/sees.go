package expect

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/google/go-cmp/cmp"

	"paidup/bot/slackfake"
)

// SeesEphemeral waits for words that only the person sees, in any channel, and that show all the fragments.
func (a *Actor) SeesEphemeral(fragments ...string) *Seen {
	a.story.t.Helper()
	return a.story.awaitMessage(wanted{
		what: "an ephemeral message for " + a.name, fragments: fragments,
		kinds: []slackfake.Kind{slackfake.Whispered, slackfake.Edited}, fits: a.alone,
	})
}

// SeesNoMore waits until an ephemeral message that showed all the fragments is taken away.
func (a *Actor) SeesNoMore(fragments ...string) *Actor {
	a.story.t.Helper()
	a.story.await(wanted{
		what: "the end of an ephemeral message for " + a.name, fragments: fragments,
		kinds: []slackfake.Kind{slackfake.Deleted}, fits: a.alone,
	})
	return a
}

// SeesDM waits for a message of the bot in its direct message with the person that shows all the fragments.
func (a *Actor) SeesDM(fragments ...string) *Seen {
	a.story.t.Helper()
	return a.story.awaitMessage(wanted{
		what: "a direct message to " + a.name, kinds: []slackfake.Kind{slackfake.Posted, slackfake.Edited}, fragments: fragments,
		fits: func(st *slackfake.State, x slackfake.Shown) bool {
			return !x.Message.Ephemeral() && x.Message.Channel == st.DMID(a.name)
		},
	})
}

// SeesModal waits for a modal, opened or updated, that shows all the fragments.
func (a *Actor) SeesModal(fragments ...string) *Actor {
	a.story.t.Helper()
	a.story.await(wanted{
		what: "a modal for " + a.name, kinds: []slackfake.Kind{slackfake.Opened, slackfake.Updated}, fragments: fragments,
		fits: a.alone,
	})
	return a
}

// SeesHome waits for a Home tab that shows all the fragments.
func (a *Actor) SeesHome(fragments ...string) *Actor {
	a.story.t.Helper()
	a.story.await(wanted{
		what: "a Home tab for " + a.name, kinds: []slackfake.Kind{slackfake.Published}, fragments: fragments,
		fits: a.alone,
	})
	return a
}

// ReadsHome holds the Home tab as it stands to the words, one line each.
func (a *Actor) ReadsHome(want string) *Actor {
	a.story.t.Helper()
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(a.homeWords(), "\n")); diff != "" {
		a.story.t.Errorf("the Home tab of %s reads otherwise (-want +got):\n%s", a.name, diff)
	}
	return a
}

// HomeLacks fails where the Home tab shows one of the fragments, or carries it in a button.
func (a *Actor) HomeLacks(fragments ...string) *Actor {
	a.story.t.Helper()
	var hidden []byte
	if v := a.person.Home(); v != nil {
		hidden, _ = json.Marshal(v.Body) // it came as JSON
	}
	for _, fragment := range fragments {
		if strings.Contains(a.homeWords(), fragment) || strings.Contains(string(hidden), fragment) {
			a.story.t.Errorf("the Home tab of %s holds %q:\n%s\nas %s", a.name, fragment, a.homeWords(), hidden)
		}
	}
	return a
}

// homeWords is the Home tab as it is read.
func (a *Actor) homeWords() string {
	v := a.person.Home()
	if v == nil {
		return "(no Home tab)"
	}
	return slackfake.RenderView(*v)
}

// SeesFieldError waits until the words stand under the field with that label in the open modal.
func (a *Actor) SeesFieldError(label, words string) *Actor {
	a.story.t.Helper()
	ctx, cancel := a.story.patiently()
	defer cancel()
	err := a.story.ws.WaitFor(ctx, func(st *slackfake.State) bool {
		v := st.View(a.name)
		if v == nil || words == "" || !strings.Contains(v.FieldError(label), words) {
			return false
		}
		for _, x := range st.Shown() {
			if x.Kind == slackfake.Errors && x.View.ID == v.ID {
				a.story.name(st, x)
			}
		}
		return true
	})
	if err != nil {
		a.story.t.Fatalf("%s does not see %q under %s, but:\n%s", a.name, words, label, a.screen())
	}
	return a
}

// SeesNoModal waits until no modal is open.
func (a *Actor) SeesNoModal() *Actor {
	a.story.t.Helper()
	ctx, cancel := a.story.patiently()
	defer cancel()
	err := a.story.ws.WaitFor(ctx, func(st *slackfake.State) bool {
		if st.View(a.name) != nil {
			return false
		}
		for _, x := range st.Shown() {
			if x.Kind == slackfake.Closed && x.User == st.UserID(a.name) {
				a.story.named[x.Seq] = true
			}
		}
		return true
	})
	if err != nil {
		a.story.t.Fatalf("%s still sees a modal:\n%s", a.name, a.screen())
	}
	return a
}

// alone takes what is shown to the person alone.
func (a *Actor) alone(st *slackfake.State, x slackfake.Shown) bool {
	return x.User == st.UserID(a.name)
}

func (a *Actor) screen() string {
	if v := a.person.View(); v != nil {
		return slackfake.RenderView(*v)
	}
	return fmt.Sprintf("(%s has no form open)", a.name)
}
