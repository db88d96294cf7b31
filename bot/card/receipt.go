package card

import (
	"errors"
	"fmt"
	"strings"

	"paidup/commands"
	"paidup/domain"
)

// receipt says what was stored, or what was refused beside it. It is drawn from the change and the file as it stood after
// it, so a redelivery shows the same one.
func (p Pen) receipt(r commands.Receipt) Message {
	if len(r.Done) == 1 {
		return p.receiptOfOne(r, r.Done[0])
	}
	return p.receiptOfMany(r)
}

func (p Pen) receiptOfOne(r commands.Receipt, o commands.Outcome) Message {
	switch {
	case o.Refused != nil:
		return Refusal(refusedWords(o.Refused)+" Nothing was saved.", nil)
	case o.Change == nil:
		return Refusal(join(" ", "Nothing to change on", o.File.Number)+".", nil)
	case o.Already:
		return p.already(r, o)
	}
	c := o.Change
	s := now(o.File, private(), r.People, r.Today).at(c.Version)
	what, more := s.stored(c)
	var out paper
	first := line{{text: "✅ Saved. ", bold: true}, p.number(o.File.ID, o.File.Number),
		{text: strings.TrimPrefix(join(", ", s.title(), what), oneLine(o.File.Number)), bold: true}}
	lines := append([]line{first}, says(append(more, s.beside(c), s.stepLeft(c))...)...)
	lines = append(lines, says(r.Notes...)...)
	out.lines(lines...)
	note := entryNote(fmt.Sprintf("Entry e%d", c.Version), o.UndoUntil, r.Today)
	if c.Version == 1 { // a file that was begun can only be ended
		note += fmt.Sprintf(". Not meant? cancel %s because …", oneLine(o.File.Number))
	}
	out.small(note)
	out.buttons(fmt.Sprintf("%s e%d", o.File.Number, c.Version), receiptButtons(s, o, c))
	return out.message(aloud(lines))
}

// aloud is the lines as one paragraph, each a sentence.
func aloud(lines []line) string {
	var all []string
	for _, l := range lines {
		all = append(all, strings.TrimSuffix(l.String(), "."))
	}
	return strings.Join(all, ". ")
}

func entryNote(entry string, until, today domain.Date) string {
	if until == 0 {
		return entry
	}
	return fmt.Sprintf("%s. Undo until the end of %s", entry, until.Words(today))
}

func receiptButtons(s scene, o commands.Outcome, c *domain.Change) []commands.Button {
	var out []commands.Button
	if o.UndoUntil != 0 {
		out = append(out, commands.Button{Label: "Undo", Press: undoPress(o.File.ID, c.Version)})
	}
	switch c.Verb {
	case "file", "reject", "approve", "submit", "reopen":
		if verbs := nextVerbs(&o.File.State); len(verbs) > 0 && (verbs[0] == "submit" || verbs[0] == "invoice") {
			out = append(out, next(o.File, anyVerb)[0])
		}
	case "invoice":
		if apply := applying(o.File, c); apply != nil {
			out = append(out, *apply)
		}
	case "pay":
		if st := &o.File.State; st.Outcome == domain.PaidOutcome && st.ApprovedTotal() == 0 {
			out = append(out, commands.Button{Label: "More to bill", Press: commands.Press{Verb: "invoice", File: o.File.ID,
				Rests: commands.Rests("invoice", o.File), Args: commands.Values{"more": "yes"}}})
		}
	case "void":
		if again := elsewhere(o.File, c); again != nil {
			out = append(out, *again)
		}
	}
	if done := s.stepDone(o.File, c); done != nil {
		out = append(out, *done)
	}
	return append(out, commands.Button{Label: "Open file", Press: openPress(o.File.ID)})
}

// applying offers to match the cash that came before the invoice.
func applying(f *domain.File, c *domain.Change) *commands.Button {
	v := c.Invoices[0]
	for i := range f.State.Invoices {
		inv := &f.State.Invoices[i]
		amount := min(f.State.Unapplied(), inv.Balance())
		if inv.N != v.N || amount <= 0 {
			continue
		}
		in := commands.Values{"inv": inv.Number}
		in.SetMoney("amount", amount)
		return &commands.Button{Label: "Apply " + amount.String(), Primary: true,
			Press: commands.Press{Verb: "apply", File: f.ID, Rests: commands.Rests("apply", f), Args: in}}
	}
	return nil
}

// elsewhere offers to enter a payment, which was voided here, on the right file.
func elsewhere(f *domain.File, void *domain.Change) *commands.Button {
	c := f.Entry(void.Voids)
	if c == nil || len(c.Payments) == 0 {
		return nil
	}
	v := c.Payments[0]
	in := commands.Values{}
	in.SetMoney("amount", v.Amount)
	in.SetMoney("fee", v.Fee)
	in.SetDate("on", v.On)
	in.SetText("method", string(v.Method))
	in.SetText("reference", v.Reference)
	in.SetText("from", v.Payer)
	return &commands.Button{Label: "On the right file…", Press: commands.Press{Verb: "pay", Args: in, Form: true}}
}

// already says that the same was stored before.
func (p Pen) already(r commands.Receipt, o commands.Outcome) Message {
	c := o.Change
	s := now(o.File, private(), r.People, r.Today).at(c.Version)
	what, _ := s.stored(c)
	if len(c.Payments) > 0 {
		what = join(", ", what, means(c.Payments[0]))
	}
	at := c.RecordedAt.In(o.File.Market.Location())
	when := "at " + at.Format("3:04 pm")
	if d := o.File.Market.Today(c.RecordedAt); d != r.Today {
		when = "on " + d.Words(r.Today)
	}
	text := fmt.Sprintf("Already saved: %s, by you %s (e%d). Nothing was added.", what, when, c.Version)
	return Refusal(text, []commands.Button{{Label: "Open file", Press: openPress(o.File.ID)}})
}

// refusedWords are the words of an error for a person: the law's own, or that the fault is ours.
func refusedWords(err error) string {
	var e *domain.Error
	if errors.As(err, &e) {
		return e.Says
	}
	return "Something broke on our side."
}
