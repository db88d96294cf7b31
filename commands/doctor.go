package commands

import (
	"context"
	"fmt"
	"sync"
	"time"

	"paidup/domain"
)

// Health is how a thing that was looked at stands.
type Health string

// How things stand.
const (
	InOrder    Health = "ok"
	Noteworthy Health = "note"        // worth knowing; nobody needs to do anything
	Ailing     Health = "to do"       // somebody has to act
	NotLooked  Health = "not checked" // for want of something, which it says
)

// Finding is one thing that was looked at: that it is in order, or what to do. It names no file, no customer and no amount.
type Finding struct {
	About  string `json:"about"`            // database, channel
	Market string `json:"market,omitempty"` // code of the market it is about; empty: the program as a whole
	Health Health `json:"health"`
	Says   string `json:"says"`
}

// Visit is what the doctor is to look at.
type Visit struct {
	At      time.Time
	Markets []*domain.Market
	Whole   bool // the program as a whole too
}

// Check looks at something that Paidup stands on. It is handed in by cmd, which knows that.
type Check func(context.Context, Visit) []Finding

// Examine makes all checks at once and gives what they found in their order.
func Examine(ctx context.Context, checks []Check, v Visit) []Finding {
	found := make([][]Finding, len(checks))
	var all sync.WaitGroup
	for i, check := range checks {
		all.Go(func() { found[i] = check(ctx, v) })
	}
	all.Wait()
	var out []Finding
	for _, f := range found {
		out = append(out, f...)
	}
	return out
}

// Ailments is how many findings somebody has to act on.
func Ailments(all []Finding) int {
	n := 0
	for _, f := range all {
		if f.Health == Ailing {
			n++
		}
	}
	return n
}

// Diagnosis is the verdict over the findings.
func Diagnosis(all []Finding) string {
	said := fmt.Sprintf("%d things to do", Ailments(all))
	switch Ailments(all) {
	case 0:
		said = "nothing to do"
	case 1:
		said = "1 thing to do"
	}
	counts := map[Health]int{}
	for _, f := range all {
		counts[f.Health]++
	}
	said += fmt.Sprintf(", %d in order", counts[InOrder])
	if n := counts[Noteworthy]; n > 0 {
		said += fmt.Sprintf(", %d to know", n)
	}
	if n := counts[NotLooked]; n > 0 {
		said += fmt.Sprintf(", %d not checked", n)
	}
	return said
}

func (a *App) doctorCommand() *Command {
	return &Command{
		Name:     "doctor",
		Says:     "what of Paidup is in order, and what to do where it is not",
		Usage:    "[MARKET]",
		Examples: []string{"doctor", "doctor fm"},
		Args:     []Arg{{Name: "market", Kind: KindChoice}},
		Who:      actDoctor,
		Reads:    true,
		Do:       a.doctor,
	}
}

func (a *App) doctor(ctx context.Context, c *Call) (Reply, error) {
	v := Visit{At: c.At, Whole: granted(actDoctor, nil, c.Person) == yes}
	for _, m := range c.scope.visible() {
		if granted(actDoctor, m, c.Person) == yes {
			v.Markets = append(v.Markets, m)
		}
	}
	if c.In.Text("market") != "" {
		m, _, err := a.marketMeant(c)
		if err != nil {
			return nil, err
		}
		if err := c.mayIn(actDoctor, m); err != nil {
			return nil, err
		}
		v.Markets, v.Whole = []*domain.Market{m}, false
	}
	found := Examine(ctx, a.Checks, v)
	out := Listing{Title: "Doctor: " + Diagnosis(found)}
	for _, health := range []Health{Ailing, NotLooked, Noteworthy, InOrder} {
		for _, f := range alike(found, health) {
			out.Lines = append(out.Lines, marks[health]+" "+f.Subject()+": "+f.Says)
		}
	}
	return out, nil
}

// marks are how findings are marked to a person.
var marks = map[Health]string{InOrder: "✅", Noteworthy: "🟠", Ailing: "🔴", NotLooked: "❓"}

// alike are the findings that stand so, those of several markets that say the same in one.
func alike(found []Finding, health Health) []Finding {
	type same struct{ about, says string }
	var out []Finding
	codes, at := map[same][]string{}, map[same]int{}
	for _, f := range found {
		if f.Health != health {
			continue
		}
		key := same{f.About, f.Says}
		i, known := at[key]
		if !known || f.Market == "" {
			i = len(out)
			at[key], out = i, append(out, f)
		}
		if f.Market != "" {
			codes[key] = append(codes[key], f.Market)
			out[i].Market = list(codes[key])
		}
	}
	return out
}

// Subject is what the finding is about, with its market.
func (f Finding) Subject() string {
	if f.Market == "" {
		return f.About
	}
	return f.Market + " " + f.About
}
