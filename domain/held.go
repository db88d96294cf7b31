package domain

import (
	"cmp"
	"slices"
)

// Held is how many days a holder had the file.
type Held struct {
	Holder Holder
	Days   int
}

// HeldDays splits the calendar days from received to the date by whose move it was, in the order in which the holders first
// had it. The move passes on the business date of the change that passed it. The days add up to those between the two dates.
func (f *File) HeldDays(to Date) []Held {
	turns := slices.Clone(f.history)
	slices.SortStableFunc(turns, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.On(), b.On()), cmp.Compare(a.Version, b.Version))
	})
	var out []Held
	had := func(h Holder, days Date) {
		i := slices.IndexFunc(out, func(v Held) bool { return v.Holder == h })
		switch {
		case days <= 0:
		case i < 0:
			out = append(out, Held{h, int(days)})
		default:
			out[i].Days += int(days)
		}
	}
	holder, since := Us, f.State.Received
	for _, c := range turns {
		on := min(max(c.On(), since), to)
		had(holder, on-since)
		holder, since = c.WaitingOn, max(on, since)
	}
	had(holder, to-since)
	return out
}
