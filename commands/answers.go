package commands

import (
	"fmt"
	"slices"

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
		label := fmt.Sprintf("Keep $%s unapplied", (over.Paid - over.Open).Plain())
		if len(c.Files) > 1 {
			return []Button{drop("Drop"), yes(label, c.forFile(e.Question, q.File))}
		}
		return []Button{change, yes(label, e.Question), drop("Drop")}
	case domain.AskNoApproval:
		return []Button{approval(q.File), yes("Invoice without", e.Question), drop("Drop")}
	case domain.AskVariance:
		return []Button{change, yes("Invoice it", e.Question), drop("Drop")}
	case domain.AskSameAmount:
		return []Button{drop("Drop it"), yes("A second invoice", e.Question)}
	case domain.AskReopen:
		return []Button{drop("Drop it"), yes("Reopen it", e.Question)}
	case domain.AskEnded:
		return []Button{drop("Drop it"), yes("Log it all the same", e.Question)}
	case domain.AskPayer:
		return []Button{drop("Drop it"), yes("Bill them", e.Question)}
	case domain.AskWriteOff:
		return []Button{drop("Drop it"), yes("Write it off", e.Question)}
	case askDeductible:
		return []Button{change, yes("Keep both", e.Question), drop("Drop")}
	case askPasted:
		return c.pastedButtons(e, yes, drop("Drop"))
	case askOld:
		return []Button{drop("Drop it"), yes("Begin it", e.Question)}
	case sameLoss:
		return []Button{drop("Drop it"), yes("Another file", e.Question)}
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
	return []Button{drop("Drop it"), yes("Do it", e.Question)}
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
	if r := f.State.LastRound(); r != nil && r.Undecided() {
		return formButton("Log the approval…", "approve", f, nil)
	}
	return formButton("Log the hand-in…", "submit", f, nil)
}
