package card

import (
	"fmt"
	"slices"
	"strings"

	"paidup/commands"
	"paidup/domain"
)

// card draws the file's living card. It is edited in place and may stand for weeks, so it shows dates, never ages.
func (p Pen) card(c commands.Card) Message {
	f := c.File
	s := now(f, c.Privacy, c.People, f.Market.Today(f.RecordedAt))
	var out paper
	out.lines(append([]line{p.cardTitle(s)}, says(append(s.standing(), s.escalated(c.Escalation))...)...)...)
	out.small(s.moneyLine())
	out.small(s.datesLine())
	out.small(s.ownerLine())
	buttons, menu := cardButtons(f)
	out.buttons(f.Number, buttons, menu...)
	return out.message(s.verdict())
}

// cardTitle is the first line: FM-1042 Harris · water, mitigation.
func (p Pen) cardTitle(s scene) line {
	facts := &s.state.Facts
	rest := join(" · ", customer(facts, s.privacy.Names), typed(facts.Loss, nameRunes))
	switch {
	case rest == "":
	case customer(facts, s.privacy.Names) == "":
		rest = " · " + rest
	default:
		rest = " " + rest
	}
	return line{p.number(s.file.ID, s.file.Number), {text: rest, bold: true}}
}

// number is a file's number, linked to its card where that is known.
func (p Pen) number(id domain.FileID, number string) span {
	return span{text: number, url: p.Links[id], bold: true}
}

// next are the buttons of the file's next fact, by verbs that may be used; none once the file has ended.
func next(f *domain.File, may func(verb string) bool) []commands.Button {
	var out []commands.Button
	for _, verb := range nextVerbs(&f.State) {
		if may(verb) {
			out = append(out, commands.Button{Label: opener(verb), Primary: len(out) == 0,
				Press: commands.Press{Verb: verb, File: f.ID, Rests: commands.Rests(verb, f), Form: true}})
		}
	}
	return out
}

// anyVerb is what may be used where it is not one person who reads.
func anyVerb(string) bool { return true }

// nextVerbs are the file's next facts, the foremost first: money that is owed or can be billed, then the answer that a
// round in review waits for.
func nextVerbs(st *domain.State) []string {
	var verbs []string
	review := st.OpenRound() != nil
	switch {
	case st.Outcome != domain.Open:
		return nil
	case st.Balance() > 0:
		verbs = []string{"pay"}
	case !review && (st.Stage == domain.Received || st.Stage == domain.Submitted || st.OpenSupplement() != nil):
		return []string{"submit"}
	case !review, st.Stage == domain.Approved:
		verbs = []string{"invoice"}
	}
	if review {
		verbs = append(verbs, "approve", "reject")
	}
	return verbs
}

// opener is the label of the button that opens the verb's form.
func opener(verb string) string { return formTitle(verb) + "…" }

// cardButtons are the buttons of a file's card, for everybody who reads it: what can be done, and Open file. Where the log
// stands in the menu it does so instead of the note.
func cardButtons(f *domain.File) (buttons, menu []commands.Button) {
	buttons, menu = actButtons(f, anyVerb)
	if len(menu) == menuOptions {
		menu = slices.Delete(menu, 1, 2)
	}
	return buttons, append(menu, commands.Button{Label: "Open file", Press: openPress(f.ID)})
}

// actButtons are what can be done on the file by verbs that may be used: its next fact, the log, and the menu. Where the next
// facts fill the row the log leads the menu; a file that has ended has nothing to be logged or put on hold for.
func actButtons(f *domain.File, may func(verb string) bool) (buttons, menu []commands.Button) {
	buttons, menu = next(f, may), logMenu(f.ID, commands.Rests("assign", f))
	log := commands.Button{Label: "Log…", Press: commands.Press{Verb: "log", File: f.ID, Form: true}}
	switch {
	case f.State.Outcome != domain.Open:
	case len(buttons) == rowButtons:
		log.Label = "Log"
		menu = append([]commands.Button{log}, append(menu, holdButton(f), escalateButton(f))...)
	default:
		buttons, menu = append(buttons, log), append(menu, holdButton(f), escalateButton(f))
	}
	barred := func(b commands.Button) bool { return !may(b.Press.Verb) }
	return slices.DeleteFunc(buttons, barred), slices.DeleteFunc(menu, barred)
}

// escalateButton opens the form that asks somebody to settle what holds the file up.
func escalateButton(f *domain.File) commands.Button {
	return commands.Button{Label: "Escalate", Press: commands.Press{Verb: "escalate", File: f.ID, Form: true}}
}

// holdButton puts the file on hold, or takes it off.
func holdButton(f *domain.File) commands.Button {
	if f.State.Hold != nil {
		return commands.Button{Label: "Resume", Press: commands.Press{Verb: "resume", File: f.ID, Rests: commands.Rests("resume", f)}}
	}
	return commands.Button{Label: "Hold", Press: commands.Press{Verb: "hold", File: f.ID, Rests: commands.Rests("hold", f), Form: true}}
}

// logMenu is the menu of a line that has Open file as its button.
func logMenu(id domain.FileID, owner string) []commands.Button {
	return []commands.Button{
		{Label: "Note", Press: commands.Press{Verb: "note", File: id, Form: true}},
		{Label: "Assign", Press: commands.Press{Verb: "assign", File: id, Rests: owner, Form: true}},
	}
}

// moneyLine sums up the file's money: Invoiced $18,640.00, paid $6,240.00. Approved $18,640.00 of $19,300.00
func (s scene) moneyLine() string {
	st := s.state
	if !s.privacy.Amounts {
		return ""
	}
	var billed []string
	for _, v := range []struct {
		word  string
		cents domain.Money
	}{{"invoiced", st.Invoiced()}, {"paid", st.Paid()}, {"credited", st.Credited()}, {"written off", st.WrittenOff()}} {
		if v.cents != 0 || v.word == "paid" && st.Invoiced() != 0 {
			billed = append(billed, fmt.Sprintf("%s %s", v.word, v.cents))
		}
	}
	return sentences(upperFirst(strings.Join(billed, ", ")), upperFirst(approvedOf(st.ApprovedTotal(), st.ApprovedOf())))
}

// approvedOf is "approved $18,640.00 of $19,300.00"; empty where nothing is approved.
func approvedOf(approved, asked domain.Money) string {
	switch {
	case approved == 0:
		return ""
	case approved == asked || asked == 0:
		return fmt.Sprintf("approved %s", approved)
	}
	return fmt.Sprintf("approved %s of %s", approved, asked)
}

// ownerLine is who has the file and what is due: Dana Reyes · Northline · invoice 5512 due Sun Oct 18 · last entry e8, ...
func (s scene) ownerLine() string {
	st := s.state
	owner := "no owner"
	if st.Owner != "" {
		owner = s.people.Name(st.Owner)
	}
	due := ""
	if inv := st.OldestOpen(""); inv != nil {
		due = join(" ", "invoice", typed(inv.Number, nameRunes), s.due(inv.Invoice))
	}
	last := fmt.Sprintf("last entry e%d, %s", s.file.Version, s.words(s.file.Market.Today(s.file.RecordedAt)))
	return upperFirst(join(" · ", owner, party(&st.Facts, st.Facts.Program, s.privacy.Names), due, last))
}
