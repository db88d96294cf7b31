// Package expect is the small language in which tests tell stories about a bot in a local Slack workspace: people type and
// press, channels and people are expected to see things, and at the end there is silence: nothing was shown that the story
// did not name.
package expect

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"paidup/bot/slackfake"
)

// patience bounds the wait for anything a story expects.
const patience = 10 * time.Second

// Story is one test's time in a workspace. Everything the bot shows must be named by an expectation, each thing once;
// naming a message or a modal as it stands also names its earlier versions.
type Story struct {
	t        testing.TB
	ws       *slackfake.Workspace
	patience time.Duration

	mu     sync.Mutex
	actors map[string]*Actor

	named  map[int]bool // by Seq of what was shown
	pinged map[int]bool
	ended  bool
}

// New begins a story. At the end of the test it fails a story that did not end in Silence, and writes what the bot sent
// to the folder PAIDUP_PAYLOADS names.
func New(t testing.TB, ws *slackfake.Workspace) *Story {
	s := &Story{t: t, ws: ws, patience: patience, actors: map[string]*Actor{}, named: map[int]bool{}, pinged: map[int]bool{}}
	t.Cleanup(func() {
		s.savePayloads()
		if !s.ended && !t.Failed() {
			t.Errorf("the story does not end in Silence")
		}
	})
	return s
}

// As is the person of that name, who stays where they typed last.
func (s *Story) As(name string) *Actor {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.actors[name] == nil {
		s.actors[name] = &Actor{story: s, name: name, person: s.ws.Person(name)}
	}
	return s.actors[name]
}

// Together lets several people act at once, each in a function of their own, and waits for all. Expectations come after.
func (s *Story) Together(acts ...func()) {
	var all sync.WaitGroup
	for _, act := range acts {
		all.Go(act)
	}
	all.Wait()
}

// Channel is the channel of that name.
func (s *Story) Channel(name string) *Channel { return &Channel{story: s, name: name} }

func (s *Story) patiently() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), s.patience)
}

// wanted is one thing a story expects to be shown.
type wanted struct {
	what      string // for the failure
	kinds     []slackfake.Kind
	fragments []string
	fits      func(*slackfake.State, slackfake.Shown) bool
}

// await waits for the first thing shown that the story has not named and that fits, and names it.
func (s *Story) await(w wanted) slackfake.Shown {
	s.t.Helper()
	var found slackfake.Shown
	ctx, cancel := s.patiently()
	defer cancel()
	err := s.ws.WaitFor(ctx, func(st *slackfake.State) bool {
		for _, x := range st.Shown() {
			if !s.named[x.Seq] && slices.Contains(w.kinds, x.Kind) && w.fits(st, x) && holds(words(st, x), w.fragments) {
				found = x
				s.name(st, x)
				return true
			}
		}
		return false
	})
	if err != nil {
		s.t.Fatalf("%s with %q was not shown.\nNot named so far:\n%s", w.what, w.fragments, s.unnamed())
	}
	return found
}

// name marks x as named, and with it the earlier versions of the same message or view.
func (s *Story) name(st *slackfake.State, x slackfake.Shown) {
	s.named[x.Seq] = true
	for _, earlier := range st.Shown() {
		sameMessage := x.Message.TS != "" && earlier.Message.TS == x.Message.TS && earlier.Message.Channel == x.Message.Channel
		sameView := x.View.ID != "" && earlier.View.ID == x.View.ID
		if earlier.Seq < x.Seq && earlier.Kind != slackfake.Reacted && (sameMessage || sameView) {
			s.named[earlier.Seq] = true
		}
	}
}

func words(st *slackfake.State, x slackfake.Shown) string {
	if x.View.ID != "" {
		return slackfake.RenderView(x.View)
	}
	return st.Render(x.Message)
}

func holds(words string, fragments []string) bool {
	for _, fragment := range fragments {
		if !strings.Contains(words, fragment) {
			return false
		}
	}
	return true
}

// unnamed is everything shown that the story has not named, as text.
func (s *Story) unnamed() string {
	var parts []string
	s.ws.Read(func(st *slackfake.State) {
		for _, x := range st.Shown() {
			if !s.named[x.Seq] {
				parts = append(parts, fmt.Sprintf("%d. %s", x.Seq, x))
			}
		}
	})
	if len(parts) == 0 {
		return "(nothing)"
	}
	return strings.Join(parts, "\n")
}
