package card

import (
	"cmp"
	"slices"
	"strings"

	"paidup/domain"
)

// dated is a step of the file's life.
type dated struct {
	word string
	on   domain.Date
}

// datesShown is how many steps a card shows: the first and the newest. Open file shows all.
const datesShown = 8

// datesLine is the file's life: Received Wed Aug 12 · Submitted Wed Aug 19 · ...
func (s scene) datesLine() string {
	steps := s.steps()
	var out []string
	for i, d := range steps {
		switch cut := len(steps) - datesShown; {
		case cut > 0 && i == 1:
			out = append(out, "…")
		case cut > 0 && i > 1 && i <= cut:
		default:
			out = append(out, d.word+" "+s.words(d.on))
		}
	}
	return strings.Join(out, " · ")
}

func (s scene) steps() []dated {
	st := s.state
	var out []dated
	if st.Received != 0 {
		word := "Received"
		if st.Assumed {
			word = "Received (assumed)"
		}
		out = append(out, dated{word, st.Received})
	}
	seen := map[domain.RoundKind]bool{}
	for i := range st.Rounds {
		r := &st.Rounds[i]
		out = append(out, dated{handedIn(r.Kind, seen[r.Kind]), r.On})
		seen[r.Kind] = true
		for _, e := range r.Results {
			out = append(out, dated{resultWord(r.Kind, e.Event), e.On})
		}
	}
	stages := []domain.Stage{domain.Invoiced}
	if len(st.Rounds) == 0 { // stages were stated without rounds
		stages = []domain.Stage{domain.Submitted, domain.Approved, domain.Invoiced}
	}
	for _, stage := range stages {
		if on := st.First[stage]; on != 0 {
			out = append(out, dated{upperFirst(strings.ToLower(stage.String())), on})
		}
	}
	if st.PaidOn != 0 {
		out = append(out, dated{"Paid in full", st.PaidOn})
	}
	slices.SortStableFunc(out, func(a, b dated) int { return cmp.Compare(a.on, b.on) })
	return out
}

func handedIn(kind domain.RoundKind, again bool) string {
	switch {
	case kind != domain.Estimate && again:
		return upperFirst(string(kind)) + " again"
	case kind != domain.Estimate:
		return upperFirst(string(kind))
	case again:
		return "Resubmitted"
	}
	return "Submitted"
}

func resultWord(kind domain.RoundKind, event domain.Result) string {
	word := map[domain.Result]string{domain.Rejected: "rejected", domain.RoundApproved: "approved",
		domain.PartlyApproved: "approved", domain.Withdrawn: "taken back"}[event]
	if kind != domain.Estimate {
		return upperFirst(string(kind)) + " " + word
	}
	return upperFirst(word)
}
