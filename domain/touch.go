package domain

import "slices"

// Touched is a contact as a person states it. No date is today.
type Touched struct {
	Kind      TouchKind
	Who       string
	Words     string
	On        Date
	Next      Date // the next step that was agreed; zero: none was
	NextWords string
}

// Touch logs a contact, with the next step where one was agreed; see Plan. It changes nobody's move. It may be logged on a
// file that has ended, but such a file takes no next step.
func (f *File) Touch(in Touched) error {
	f.change.Verb = "log"
	switch {
	case in.Kind == "":
		return Invalid("kind", "What was it: call, email, text, visit or portal? log %s call adjuster left voicemail.", f.Number)
	case !slices.Contains(TouchKinds(), in.Kind):
		return Invalid("kind", "%q can't be logged; write call, email, text, visit or portal.", in.Kind)
	}
	on, err := f.dateOnFile(in.On, in.Kind.article())
	if err != nil {
		return err
	}
	f.change.Touches = append(f.change.Touches, Touch{Row: f.place(on), At: f.instant(on), Kind: in.Kind, Who: in.Who, Words: in.Words})
	if in.Next == 0 && in.NextWords == "" {
		return nil
	}
	if in.NextWords == "" {
		return Invalid("next", "What is the next step? log %s %s next thu call again.", f.Number, in.Kind)
	}
	return f.plan(in.Next, in.NextWords, "next")
}

// article is the kind as it begins a sentence.
func (k TouchKind) article() string {
	switch k {
	case Email:
		return "An email"
	case Portal:
		return "A look at the portal"
	}
	return "A " + string(k)
}

// Plan sets the file's next step in place of the one before. It is due today or later, on a working day; of another date
// About is the next working day. It is a conflict on a file that has ended, and for the step that is there already.
func (f *File) Plan(due Date, words string) error {
	f.change.Verb = "next"
	if words == "" {
		return Invalid("words", "What is to be done? next %s wed send invoice.", f.Number)
	}
	if s := f.State.Next; s != nil && s.Due == due && s.Words == words {
		return Conflict("That is the next step of %s already, due %s.", f.Number, due.Words(f.Today()))
	}
	return f.plan(due, words, "due")
}

// plan writes the step; arg is the argument that holds its date.
func (f *File) plan(due Date, words, arg string) error {
	if err := f.checkOpen(); err != nil {
		return err
	}
	today := f.Today()
	if due == 0 {
		return Invalid(arg, "When is it due? next %s wed send invoice.", f.Number)
	}
	if err := f.Market.workingDay(arg, "A next step", due, today); err != nil {
		return err
	}
	f.change.Steps = append(f.change.Steps, Step{Row: f.place(today), Due: due, Words: words})
	return nil
}

// StepDone logs that the next step was done; without one it is a conflict.
func (f *File) StepDone() error {
	f.change.Verb = "next"
	s := f.State.Next
	if s == nil {
		return Conflict("%s has no next step.", f.Number)
	}
	f.change.Steps = append(f.change.Steps, Step{Row: f.place(f.Today()), Due: s.Due, Words: s.Words, Done: true})
	return nil
}

// checkOpen refuses what can only be done while the file is open.
func (f *File) checkOpen() error {
	how := map[Outcome]string{PaidOutcome: "paid in full", Cancelled: "cancelled", ClosedWrittenOff: "closed by write-off"}
	s := &f.State
	if s.Outcome == Open {
		return nil
	}
	return Conflict("%s is %s since %s; nothing is left to do on it.", f.Number, how[s.Outcome], s.StageOn.Words(f.Today()))
}
