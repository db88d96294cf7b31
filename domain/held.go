package domain

import "slices"

// Held is how many days a holder had the file.
type Held struct {
	Holder Holder
	Days   int
}

// HeldDays splits the calendar days from received to the date by whose move it was, in the order in which the holders first
// had it. The move passes on the business date of the fact that passed it. The days add up to those between the two dates.
func (f *File) HeldDays(to Date) []Held {
	var out []Held
	holder, since := Us, f.State.Received
	until := func(d Date) {
		days := int(min(d, to) - since)
		if days <= 0 {
			return
		}
		since += Date(days)
		i := slices.IndexFunc(out, func(v Held) bool { return v.Holder == holder })
		if i < 0 {
			out = append(out, Held{holder, days})
			return
		}
		out[i].Days += days
	}
	fold(gather(f.history), func(v, next *fact, s *State) {
		if dayEnds(v, next) {
			until(v.on)
			holder = s.holder()
		}
	})
	until(to)
	return out
}
