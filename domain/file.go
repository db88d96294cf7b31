package domain

import "time"

// File is one unit of restoration work, followed from received to paid in full. It is its history; State is what the
// history adds up to. The law's methods add one change at a time: Begin, one act, Finish.
type File struct {
	ID     FileID
	Number string // FM-1042, unique in its market
	Market *Market
	State  State

	WaitingOn  Holder
	Version    int
	RecordedAt time.Time // when the last change was recorded

	history []Change
	act     Act
	change  *Change
}

// Load makes a file from its whole history, in the order of the versions, and keeps it. The rows of a change may come in any
// order; they are put in that of their places.
func Load(id FileID, number string, m *Market, history []Change) *File {
	for i := range history {
		history[i].inPlace()
	}
	f := &File{ID: id, Number: number, Market: m, history: history, State: fold(gather(history), nil)}
	if n := len(history); n > 0 {
		last := history[n-1]
		f.Version, f.WaitingOn, f.RecordedAt = last.Version, last.WaitingOn, last.RecordedAt
	}
	return f
}

// History is every change of the file, in the order of the versions.
func (f *File) History() []Change { return f.history }

// AsOf is the state at the end of the date, by what is known now.
func (f *File) AsOf(d Date) State { return fold(upTo(gather(f.history), d), nil) }

// Entry finds a change by its version, which is its short name: e9 is 9. It is nil if there is none.
func (f *File) Entry(version int) *Change {
	for i := range f.history {
		if f.history[i].Version == version {
			return &f.history[i]
		}
	}
	return nil
}

// Today is the market's date at the instant of the act under way.
func (f *File) Today() Date { return f.Market.Today(f.act.At) }

// Begin starts a change by the act; what an earlier Begin started and did not finish is dropped. The act's instant never
// runs backwards within a file: an earlier one becomes that of the last change.
func (f *File) Begin(act Act) {
	if act.At.Before(f.RecordedAt) {
		act.At = f.RecordedAt
	}
	f.act = act
	f.change = &Change{File: f.ID, Version: f.Version + 1, Key: act.Key, Act: act.Key, Actor: act.Actor,
		Source: act.Source, RecordedAt: act.At, WaitingOn: f.WaitingOn, For: act.For, Seconded: act.Seconded}
}

// Finish ends the change: what follows from it is derived, and the file's state is folded anew. The result is nil when
// the act left nothing to write.
func (f *File) Finish() *Change {
	c := f.change
	f.change = nil
	if c == nil || c.size() == 0 {
		return nil
	}
	f.history = append(f.history, *c)
	state, restated := State{}, true
	if c.moves() {
		state, restated = f.derive()
	}
	if restated {
		state = fold(gather(f.history), nil)
	}
	f.State = state
	last := &f.history[len(f.history)-1]
	last.WaitingOn = state.holder()
	f.Version, f.WaitingOn, f.RecordedAt = last.Version, last.WaitingOn, last.RecordedAt
	done := *last
	return &done
}

// date checks the business date of a fact: none given is today, and a fact is never ahead. what begins the refusal:
// "A payment".
func (f *File) date(on Date, what string) (Date, error) {
	today := f.Today()
	if on == 0 {
		return today, nil
	}
	if on > today {
		return 0, Invalid("on", "%s is dated today or earlier; %s is ahead.", what, on.Words(today))
	}
	return on, nil
}

// dateOnFile is date for facts that cannot be before the file was received.
func (f *File) dateOnFile(on Date, what string) (Date, error) {
	on, err := f.date(on, what)
	if err != nil {
		return 0, err
	}
	if r := f.State.Received; r != 0 && on < r {
		return 0, Invalid("on", "%s is dated %s, but %s was received %s.",
			what, on.Words(f.Today()), f.Number, r.Words(f.Today()))
	}
	return on, nil
}

// instant is the act's instant for a fact of today, and unknown for one that is dated back.
func (f *File) instant(on Date) time.Time {
	if on == f.Today() {
		return f.act.At
	}
	return time.Time{}
}

func (f *File) place(on Date) Row { return Row{Place: f.change.size() + 1, On: on} }

func (f *File) addEntry(e Entry, on Date) {
	e.Row = f.place(on)
	f.change.Entries = append(f.change.Entries, e)
}

// Receive begins the file's history: when it was received (no date is today), what is known of it, and whose it is, if
// anyone's. It is a conflict on a file that has begun, and invalid ahead of today.
func (f *File) Receive(on Date, facts Facts, owner PersonID) error {
	f.change.Verb = "file"
	if f.Version > 0 {
		return Conflict("%s is there already.", f.Number)
	}
	on, err := f.date(on, "A receipt")
	if err != nil {
		return err
	}
	f.change.Stages = append(f.change.Stages, StageChange{Row: f.place(on), At: f.instant(on), Stage: Received})
	if fields := facts.Fields(); len(fields) > 0 {
		f.change.Details = append(f.change.Details, Details{Row: f.place(on), Fields: fields})
	}
	if owner != "" {
		f.change.Assignments = append(f.change.Assignments, Assignment{Row: f.place(on), Owner: owner})
	}
	return nil
}

// Note adds a line to the timeline. It changes no figure and nobody's move. Without words it is invalid.
func (f *File) Note(words string) error {
	f.change.Verb = "note"
	if words == "" {
		return Invalid("words", "What is the note? Write it after the file: note %s gate code with neighbour.", f.Number)
	}
	on := f.Today()
	f.change.Notes = append(f.change.Notes, Note{Row: f.place(on), At: f.act.At, Kind: PlainNote, Words: words})
	return nil
}

// Assign gives the file to another owner; to the same one is a conflict. Clocks run on.
func (f *File) Assign(owner PersonID) error {
	f.change.Verb = "assign"
	if owner == f.State.Owner {
		return Conflict("%s is theirs already.", f.Number)
	}
	f.change.Assignments = append(f.change.Assignments, Assignment{Row: f.place(f.Today()), Owner: owner})
	return nil
}
