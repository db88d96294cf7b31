package domain

import "time"

// Span is a time in which things were recorded: From is in it, To is not. What an import states of the date History or
// earlier is history, not news.
type Span struct {
	From, To time.Time
	History  Date
}

// Tally adds up what was recorded on files in a span. The zero Tally is empty.
type Tally struct {
	Activity
	checks map[string]bool // acts whose payment was counted: a check over several files is one
}

// Add counts what was recorded on the file in the span, as it was known at the span's end: what was taken back by then
// is not counted.
func (t *Tally) Add(f *File, s Span) {
	before, known := f.knownAt(s.From), f.knownAt(s.To)
	history, news := false, false
	for i := before.Version; i < known.Version; i++ {
		c := &known.history[i]
		if c.Source == FromImport && c.On() <= s.History {
			history = true
			continue
		}
		news = true
		if known.voidedBy(c.Version) == 0 {
			t.count(c)
		}
	}
	if history {
		t.Imported++
	}
	if !news {
		return
	}
	was, is := before.State.Outcome, known.State.Outcome
	switch {
	case is == PaidOutcome && was != PaidOutcome:
		st := &known.State
		t.Paid = append(t.Paid, PaidFile{File: f.ID, Number: f.Number, Facts: st.Facts, On: st.PaidOn,
			Days: int(st.PaidOn - st.Received), NoDays: st.Assumed || st.Received == 0})
	case is == Open && was != Open:
		t.Reopened++
	}
}

func (t *Tally) count(c *Change) {
	if c.Version == 1 {
		t.New++
	}
	for _, p := range c.Payments {
		if c.Verb == verbApply { // it came in on another file
			continue
		}
		t.In += p.Amount
		if !t.checks[c.Act] {
			t.InCount++
		}
		if t.checks == nil {
			t.checks = map[string]bool{}
		}
		t.checks[c.Act] = true
	}
	if back := c.returned(); back > 0 {
		t.Returned += back
		t.ReturnCount++
	}
	for _, r := range c.Rounds {
		if r.Event == Rejected && r.Mirrors == (Ref{}) {
			t.Rejected++
		}
	}
}

// returned is the cash that came back by the change: a reversal, not a void.
func (c *Change) returned() Money {
	if c.Voids != 0 {
		return 0
	}
	return -sum(c.Entries, func(e Entry) Money {
		if e.Kind != EntryPayment || !e.Mirror { // what a void states again is no mirror
			return 0
		}
		return e.Cents
	})
}

// knownAt is the file as it was known just before the instant. Instants never run backwards in a file, so it is a
// beginning of the history.
func (f *File) knownAt(at time.Time) *File {
	n := len(f.history)
	for n > 0 && !f.history[n-1].RecordedAt.Before(at) {
		n--
	}
	return Load(f.ID, f.Number, f.Market, f.history[:n:n])
}
