package domain

import (
	"cmp"
	"slices"
)

// verbEdit is the verb of the changes that put what is known of a file right.
const verbEdit = "edit"

// Edit sets what is known of the file, fields by their names as Details stores them, and puts the received date right; a zero
// date leaves it. It is a conflict where nothing would change, and invalid for a field or a value that cannot be, for a file
// without a customer, and for a received date that is ahead or after what happened on the file.
func (f *File) Edit(fields map[string]string, received Date) error {
	f.change.Verb = verbEdit
	changed, err := f.differing(fields)
	if err != nil {
		return err
	}
	if received == f.State.Received {
		received = 0
	}
	if len(changed) == 0 && received == 0 {
		return Conflict("%s says so already. Nothing changes.", f.Number)
	}
	if len(changed) > 0 {
		f.change.Details = append(f.change.Details, Details{Row: f.place(f.Today()), Fields: changed})
	}
	if received == 0 {
		return nil
	}
	return f.receivedOn(received)
}

// differing are the fields that would change.
func (f *File) differing(fields map[string]string) (map[string]string, error) {
	changed := map[string]string{}
	for name, value := range fields {
		facts := f.State.Facts
		switch err := facts.set(name, value); {
		case KindOf(err) != "":
			return nil, err
		case err != nil:
			return nil, Invalid(name, "%q cannot be the %s of a file.", value, name)
		case facts.Customer == "":
			return nil, Invalid(name, "Whose file is it? A file needs a customer.")
		case facts.LossDate > f.Today():
			return nil, Invalid(name, "A loss is dated today or earlier; %s is ahead.", facts.LossDate.Words(f.Today()))
		case facts != f.State.Facts:
			changed[name] = value
		}
	}
	return changed, nil
}

// receivedOn takes the receipt back on its date and states it on the other one.
func (f *File) receivedOn(on Date) error {
	on, err := f.date(on, "A receipt")
	if err != nil {
		return aboutArg(err, "received")
	}
	if first, what := f.firstOnFile(); first != 0 && on > first {
		return Invalid("received", "%s, before %s. Which of them is wrong?", what, on.Words(f.Today()))
	}
	v, named := f.receipt()
	v.Row = Row{Place: f.change.size() + 1, On: v.On, Mirror: true, Mirrors: named}
	f.change.Stages = append(f.change.Stages, v)
	f.change.Stages = append(f.change.Stages, StageChange{Row: f.place(on), At: f.instant(on), Stage: Received})
	return nil
}

// receipt is the stage row that says when the file was received, and the row that speaks for it now.
func (f *File) receipt() (StageChange, Ref) {
	first := earliest(receipts(f.history))
	return *first.stage(), restated(f.history).standing(Ref{first.version, first.place})
}

// firstOnFile is the first date of what cannot be before the file was received, and what happened on it.
func (f *File) firstOnFile() (on Date, what string) {
	for _, v := range gather(f.history) {
		switch c := v.change; {
		case v.kind == roundFact:
			what = f.dated(c.Rounds[v.i].Event.did(), v.on)
		case v.kind == invoiceHeader && !v.void:
			what = f.dated("was invoiced", v.on)
		case v.kind == stageFact && !v.stage().Derived && Received.Before(v.stage().Stage):
			what = f.dated("was "+v.stage().Stage.String(), v.on)
		default:
			continue
		}
		return v.on, what
	}
	return 0, ""
}

func (f *File) dated(what string, on Date) string {
	return f.Number + " " + what + " " + on.Words(f.Today())
}

// did is the event as it happened to the file: "was handed in".
func (r Result) did() string {
	if r == RoundSubmitted {
		return "was handed in"
	}
	return "was " + r.words()
}

// receivedIn is the date on which the file was received by the history.
func receivedIn(history []Change) Date {
	return earliest(receipts(history)).on
}

func earliest(facts []fact) fact {
	return slices.MinFunc(facts, func(a, b fact) int { return cmp.Compare(a.on, b.on) })
}

// receipts are the stage rows that stand and say that the file was received.
func receipts(history []Change) []fact {
	return slices.DeleteFunc(gather(history), func(v fact) bool {
		return v.kind != stageFact || v.stage().Derived || v.stage().Stage != Received
	})
}

// early says that the change holds a round or an invoice of a day before the file was received.
func (c *Change) early(received Date) bool {
	return slices.ContainsFunc(c.Rounds, func(v RoundEvent) bool { return v.On < received }) ||
		slices.ContainsFunc(c.Invoices, func(v Invoice) bool { return v.On < received })
}

// aboutArg makes the error one about the argument.
func aboutArg(err error, arg string) error {
	if e, ok := err.(*Error); ok {
		e.Arg = arg
	}
	return err
}
