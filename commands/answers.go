package commands

import (
	"fmt"
	"slices"
	"strings"

	"paidup/domain"
)

// answered is the press with the questions answered as well.
func (p Press) answered(q ...domain.Question) Press {
	p.Answered = append(slices.Clone(p.Answered), q...)
	return p
}

// buttons are the answers to the question: the safe one first, and dropping it is always possible.
func (c *Call) buttons(q Asked, answer Press) []Button {
	drop := func(label string) Button {
		return Button{Label: label, Press: Press{Verb: VerbDrop, Question: answer.Question}}
	}
	yes := func(label string, q ...domain.Question) Button {
		return Button{Label: label, Press: answer.answered(q...)}
	}
	change := Button{Label: "Change amount…", Press: Press{Verb: c.Command.Name, File: answer.File, Args: c.In, Form: true}}
	e := q.About
	if c.allowed != nil || e.Question == askOvertaken {
		return []Button{drop("Drop it"), yes("Allow it", e.Question)}
	}
	switch e.Question {
	case domain.AskLookAlike, askRepeated:
		return []Button{drop("Drop it"), yes("A second payment", domain.AskLookAlike)}
	case domain.AskSameCheck:
		return []Button{drop("Drop it"), yes("Part of that check", domain.AskSameCheck), yes("Another check", domain.AskLookAlike)}
	case domain.AskOverBalance:
		over, _ := e.About.(domain.Over)
		return c.unapplied(q, over.Paid-over.Open, change, answer)
	case domain.AskWrongPayer:
		about, _ := e.About.(domain.Astray)
		number := about.Oldest.Number
		return c.unapplied(q, about.Paid, yes(clip("Put it on "+number, labelRunes), ofArg(putOn, number)), answer)
	case askNoNumber:
		change.Label = "Add the number…"
		return []Button{change, yes("Save without a number", e.Question), drop("Drop")}
	case domain.AskWhichRound:
		return whichRound(e, yes, drop("Drop"))
	case domain.AskUnapprove:
		return []Button{drop("Drop it"), formButton("Log the hand-in…", "submit", q.File, nil), yes("It came back", e.Question)}
	case domain.AskNoApproval:
		return []Button{approval(q.File), yes("Invoice without", e.Question), drop("Drop")}
	case domain.AskVariance:
		return []Button{change, yes("Invoice it", e.Question), drop("Drop")}
	case askDeductible:
		return []Button{change, yes("Keep both", e.Question), drop("Drop")}
	case askPasted:
		return c.pastedButtons(e, yes, drop("Drop"))
	case askNear:
		meant, _ := e.About.(slipped)
		return []Button{yes(clip(meant.meant, labelRunes), ofArg(askNear, e.Arg)), yes("Keep as typed", ofArg(asTyped, e.Arg)), drop("Drop")}
	case askSecret:
		return secretButtons(drop("Drop"), answer)
	case guestMember:
		name, _ := e.About.(Account)
		return []Button{drop("Drop it"), yes("Add "+name.Name, e.Question)}
	case askMany:
		return []Button{drop("Drop it"), yes(fmt.Sprintf("Do all %d", len(c.Files)), e.Question)}
	}
	return []Button{drop("Drop it"), yes(goOn(e.Question), e.Question)}
}

// goOn is what the button says that does what was asked about all the same.
func goOn(q domain.Question) string {
	labels := map[domain.Question]string{domain.AskSameAmount: "A second invoice", domain.AskReopen: "Reopen it",
		domain.AskEnded: "Log it all the same", domain.AskEarly: "It came that day", domain.AskPayer: "Bill them", domain.AskWriteOff: "Write it off",
		askOld: "Begin it", sameLoss: "Another file"}
	if label := labels[q]; label != "" {
		return label
	}
	return "Do it"
}

// putOn is the answer that money is for the invoice whose number stands behind the colon.
const putOn domain.Question = "put_on"

// unapplied are the answers about money that does not fit what is open: other says it otherwise. A part of a check cannot be
// said otherwise by itself, so it stands unapplied or the check is dropped.
func (c *Call) unapplied(q Asked, amount domain.Money, other Button, answer Press) []Button {
	drop := Button{Label: "Drop", Press: Press{Verb: VerbDrop, Question: answer.Question}}
	keep := Button{Label: fmt.Sprintf("Keep $%s unapplied", amount.Plain()), Press: answer.answered(q.About.Question)}
	if len(c.Files) > 1 {
		keep.Press = answer.answered(c.forFile(q.About.Question, q.File))
		return []Button{drop, keep}
	}
	return []Button{other, keep, drop}
}

// picked is what stands behind the colon of the answer; empty: it was not given.
func (c *Call) picked(q domain.Question) string {
	for _, said := range c.Answered {
		if name, what, _ := strings.Cut(string(said), ":"); name == string(q) {
			return what
		}
	}
	return ""
}

// invoiceNamed is the number of the invoice that the money is for: the one an answer puts it on, else the one that was said.
func (c *Call) invoiceNamed() string {
	if number := c.picked(putOn); number != "" {
		return number
	}
	return c.In.Text("inv")
}

// whichRound are the open rounds, a button each.
func whichRound(e *domain.Error, yes func(string, ...domain.Question) Button, drop Button) []Button {
	open, _ := e.About.([]domain.Round)
	var out []Button
	for _, r := range open {
		label := strings.ToUpper(string(r.Kind[:1])) + string(r.Kind[1:])
		if r.Asked > 0 {
			label += " $" + r.Asked.Plain()
		}
		out = append(out, yes(label, ofArg(e.Question, string(r.Kind))))
	}
	return append(out, drop)
}

// forFile makes the answer one for the file alone.
func (c *Call) forFile(q domain.Question, f *domain.File) domain.Question {
	if f == nil {
		return q
	}
	return domain.Question(fmt.Sprintf("%s:%d", q, f.ID))
}

// approval opens what an invoice without approval lacks: the answer to the open round, or the hand-in itself.
func approval(f *domain.File) Button {
	if f.State.OpenRound() != nil {
		return formButton("Log the approval…", "approve", f, nil)
	}
	return formButton("Log the hand-in…", "submit", f, nil)
}
