package card

import (
	"fmt"

	"paidup/commands"
	"paidup/domain"
)

// planned is the next step that the change set or ended; empty where it did neither.
func (s scene) planned(c *domain.Change) string {
	if len(c.Steps) == 0 {
		return ""
	}
	v := c.Steps[0]
	if v.Done {
		return join(": ", "Next step done", s.said(v.Words))
	}
	return "Next: " + s.step(&v)
}

// step is a next step with its date: call the adjuster, Fri Nov 20
func (s scene) step(v *domain.Step) string { return join(", ", s.said(v.Words), s.words(v.Due)) }

// plan is the card's line about what comes next: Next: call the adjuster, Fri Nov 20 (Dana)
func (s scene) plan() string {
	if s.state.Next == nil {
		return ""
	}
	says := "Next: " + s.step(s.state.Next)
	if owner, known := s.people[s.state.Owner]; known {
		says += fmt.Sprintf(" (%s)", oneLine(owner.First()))
	}
	return says
}

// stepLeft says what became of the next step that was agreed before the change: it is still open where a round or an invoice
// moved the file on, and ended with the file.
func (s scene) stepLeft(c *domain.Change) string {
	ended, moved := s.state.Outcome != domain.Open, len(c.Rounds)+len(c.Invoices) > 0
	if c.Voids != 0 || !ended && !moved {
		return ""
	}
	before := s.at(c.Version - 1).state
	switch {
	case before.Next == nil:
		return ""
	case ended:
		return "Next step ended: " + s.step(before.Next)
	}
	return "Next step still open: " + s.step(before.Next)
}

// stepDone ends the next step that the change left open; nil where it left none, or another came since.
func (s scene) stepDone(f *domain.File, c *domain.Change) *commands.Button {
	left := s.state.Next
	if left == nil || f.State.Next == nil || *f.State.Next != *left || s.stepLeft(c) == "" {
		return nil
	}
	return &commands.Button{Label: "Step done", Press: commands.Press{Verb: "next", File: f.ID, Rests: commands.Rests("next", f),
		Args: commands.Values{"done": "yes"}}}
}
