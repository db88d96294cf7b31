package domain

// word is what a person last said of the file's end, and which changes made what was said before them the past.
type word struct {
	said    NoteKind // CancelNote or ReopenNote; empty: nothing that holds
	billed  int      // the newest change with an invoice or a supplement: what follows was waited for
	revived int      // the newest change with an invoice, a hand-in or money taken back: it is not dead
}

// word says that the note is about the file's end.
func (k NoteKind) word() bool { return k == CancelNote || k == ReopenNote }

// Cancel ends a file that comes to nothing. It needs a reason and a zero balance: it is a conflict while something is open,
// unapplied or waits as a supplement, and once the file has ended. A returned payment, an invoice or a new hand-in opens it
// again.
func (f *File) Cancel(words string) error {
	f.change.Verb = "cancel"
	f.change.Words = words
	s := &f.State
	switch r := s.OpenSupplement(); {
	case s.Outcome != Open:
		return Conflict("%s has ended already: %s since %s.", f.Number, s.Outcome.words(), s.StageOn.Words(f.Today()))
	case s.Balance() > 0:
		return Conflict("%s has %s open; a file is cancelled at a zero balance. Credit it or write it off first.", f.Number, s.Balance())
	case s.Unapplied() > 0:
		return Conflict("%s of %s is unapplied; refund it or move it to its file first.", s.Unapplied(), f.Number)
	case r != nil:
		return Conflict("A supplement of %s is open on %s; take it back first: submit %s withdraw because not pursued.",
			r.Asked, f.Number, f.Number)
	case words == "":
		return Invalid("because", "Why is it cancelled? cancel %s because customer declined.", f.Number)
	}
	f.say(CancelNote, words)
	return nil
}

// Reopen opens a file that has ended: it stays open until its next invoice or supplement, whatever the money says. On an open
// file it is a conflict, without words invalid.
func (f *File) Reopen(words string) error {
	f.change.Verb = "reopen"
	f.change.Words = words
	switch {
	case f.State.Outcome == Open:
		return Conflict("%s is open.", f.Number)
	case words == "":
		return Invalid("because", "Why is it reopened? reopen %s because more damage found.", f.Number)
	}
	f.say(ReopenNote, words)
	return nil
}

// MoreToBill takes paid in full back, as further invoices follow: the file is open until the next one. It is a conflict
// unless the file is paid in full, and where an approved amount decides what is to be billed.
func (f *File) MoreToBill() error {
	f.change.Verb = "reopen"
	const words = "more to bill"
	f.change.Words = words
	switch {
	case f.State.Outcome != PaidOutcome:
		return Conflict("%s is not paid in full; nothing has to be taken back.", f.Number)
	case f.State.ApprovedTotal() > 0:
		return Conflict("%s is approved on %s, which decides what is to be billed. Hand in what comes on top as a supplement.",
			f.State.ApprovedTotal(), f.Number)
	}
	f.say(ReopenNote, words)
	return nil
}

func (f *File) say(kind NoteKind, words string) {
	f.change.Notes = append(f.change.Notes, Note{Row: f.place(f.Today()), At: f.act.At, Kind: kind, Words: words})
}

// askReopen asks about a fact that opens a file which has ended: "a supplement".
func (f *File) askReopen(arg, what string) error {
	if f.State.Outcome == Open {
		return nil
	}
	return Ask(AskReopen, arg, "%s is %s since %s; %s reopens it.", f.Number, f.State.Outcome.words(),
		f.State.StageOn.Words(f.Today()), what)
}

// outcome is how the file has ended: by its money and rounds, unless a person has said that it is open, or, with nothing left
// to pay, that it comes to nothing.
func (s *State) outcome(small Money) Outcome {
	if s.word.said == ReopenNote {
		return Open
	}
	outcome := s.terminal(small)
	if outcome == Open && s.word.said == CancelNote && s.Balance() == 0 && s.OpenSupplement() == nil {
		return Cancelled
	}
	return outcome
}

// heed takes over what was said in the change, unless a change after it has made it the past.
func (w *word) heed(said NoteKind, version int) {
	if version < w.past(said) {
		said = ""
	}
	w.said = said
}

// past is the newest change that makes what was said the past.
func (w *word) past(said NoteKind) int {
	if said == CancelNote {
		return w.revived
	}
	return w.billed
}

// entry: an invoice, or on a cancelled file money that is taken back, ends what was said.
func (w *word) entry(v *Entry, version int) {
	back := v.Kind == EntryApplication && v.Cents > 0
	w.news(v.Kind == EntryInvoice, back, version)
}

// round: a supplement, or on a cancelled file any hand-in, ends what was said.
func (w *word) round(v *RoundEvent, version int) {
	w.news(v.Event == RoundSubmitted && v.Kind == Supplement, v.Event == RoundSubmitted, version)
}

func (w *word) news(billed, revived bool, version int) {
	if billed {
		w.billed = max(w.billed, version)
	}
	if billed || revived {
		w.revived = max(w.revived, version)
	}
	if billed || revived && w.said == CancelNote {
		w.said = ""
	}
}

// words is the outcome as it stands in a sentence: "cancelled since Mon Nov 23".
func (o Outcome) words() string {
	switch o {
	case PaidOutcome:
		return "paid in full"
	case Cancelled:
		return "cancelled"
	case ClosedWrittenOff:
		return "closed by write-off"
	}
	return "open"
}
