package domain

// holdDays is how long a file may be put aside at most, in calendar days.
const holdDays = 30

// Hold puts the file aside until a day, in place of an earlier hold: it leaves the lists of what is to be done, and leads
// them on that day. Its clocks run on. A reason and a day 1 to 30 days ahead are needed; it is a conflict on a file that has
// ended, and for the hold that is there already.
func (f *File) Hold(until Date, words string) error {
	f.change.Verb = "hold"
	f.change.Words = words
	if err := f.checkOpen(); err != nil {
		return err
	}
	today := f.Today()
	const needs = "A hold needs a date and a reason: hold %s until dec 4 because asbestos test."
	switch h := f.State.Hold; {
	case until == 0:
		return Invalid("until", needs, f.Number)
	case words == "":
		return Invalid("because", needs, f.Number)
	case until <= today:
		return Invalid("until", "A hold is until a day ahead; %s is not.", until.Words(today))
	case until > today+holdDays:
		return Invalid("until", "A hold is %d days at most, until %s.", holdDays, (today + holdDays).Words(today))
	case h != nil && h.Until == until && h.Words == words:
		return Conflict("%s is on hold until %s already.", f.Number, until.Words(today))
	}
	f.change.Holds = append(f.change.Holds, Hold{Row: f.place(today), Until: until, Words: words})
	return nil
}

// Resume ends the hold; without one it is a conflict.
func (f *File) Resume() error {
	f.change.Verb = "resume"
	if f.State.Hold == nil {
		return Conflict("%s is not on hold.", f.Number)
	}
	f.change.Holds = append(f.change.Holds, Hold{Row: f.place(f.Today())})
	return nil
}

// OnHold says that the file is put aside until a day that has not come.
func (s *State) OnHold(today Date) bool { return s.Hold != nil && today < s.Hold.Until }

// HoldDue says that the day of the hold has come and nobody has taken the file up again.
func (s *State) HoldDue(today Date) bool { return s.Hold != nil && today >= s.Hold.Until }
