package card

import (
	"fmt"
	"strings"

	"paidup/domain"
)

// storedReturn says on a receipt that a payment came back.
func (s scene) storedReturn(c *domain.Change) (string, []string) {
	var cents domain.Money
	for _, e := range c.Entries {
		if e.Kind == domain.EntryPayment {
			cents += e.Cents
		}
	}
	return cents.String(), []string{strings.TrimPrefix(s.did(c), "↩ "), s.after(c)}
}

func (s scene) storedVoid(c *domain.Change) (string, []string) {
	what := fmt.Sprintf("e%d is void", c.Voids)
	if c.Verb == "undo" {
		what = fmt.Sprintf("e%d is undone", c.Voids)
	}
	was := ""
	if v := s.file.Entry(c.Voids); v != nil {
		was = "Was: " + s.at(c.Voids).did(v)
	}
	return what, []string{was, s.after(c)}
}

// after says how the file stands when something was taken back: INVOICED again. Balance $12,400.00: carrier
func (s scene) after(c *domain.Change) string {
	stage := s.state.Stage.String()
	if c.Version > 1 && s.state.Stage.Before(s.at(c.Version-1).state.Stage) {
		stage += " again"
	}
	return sentences(stage, s.owes())
}
