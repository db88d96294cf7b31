package page

import (
	"sync"

	"paidup/bot/slackfake"
)

// Step is one thing of the tour that a newcomer may try.
type Step struct {
	Title string
	How   string
	// Done reports that it has happened, under the rules of Workspace.Read.
	Done func(*slackfake.State) bool
}

// tour remembers what was done: what has happened once stays ticked off.
type tour struct {
	steps []Step
	mu    sync.Mutex
	done  []bool
}

type stepDone struct {
	Step
	Ticked bool
}

func newTour(steps []Step) *tour { return &tour{steps: steps, done: make([]bool, len(steps))} }

// look ticks off what has happened by now.
func (t *tour) look(s *slackfake.State) walked {
	t.mu.Lock()
	defer t.mu.Unlock()
	seen := make([]stepDone, len(t.steps))
	for i, step := range t.steps {
		t.done[i] = t.done[i] || step.Done(s)
		seen[i] = stepDone{step, t.done[i]}
	}
	return walked{seen}
}

// walked is how far the tour has come.
type walked struct{ Steps []stepDone }

// ticks are which steps are done.
func (w walked) ticks() []bool {
	all := make([]bool, len(w.Steps))
	for i, s := range w.Steps {
		all[i] = s.Ticked
	}
	return all
}

// Done is how many steps are done.
func (w walked) Done() int {
	n := 0
	for _, s := range w.Steps {
		if s.Ticked {
			n++
		}
	}
	return n
}

// Next is the first step that is not done, nil when all are.
func (w walked) Next() *stepDone {
	for i := range w.Steps {
		if !w.Steps[i].Ticked {
			return &w.Steps[i]
		}
	}
	return nil
}
