package card

import (
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"paidup/commands"
	"paidup/domain"
)

// entriesNewest is how many entries Open file shows before all are asked for.
const entriesNewest = 10

// linesABlock keeps a paragraph of a long list short enough for Slack.
const linesABlock = 40

// OpenFile draws the whole file for one person, with what they can do on it.
func (p Pen) OpenFile(v commands.FileView) slack.ModalViewRequest {
	s := now(v.File, domain.Privacy{Names: namesFull, Amounts: v.Money}, v.People, v.Today)
	var out paper
	out.lines(append([]line{p.cardTitle(s)}, says(append(s.standing(), s.escalated(v.Escalation), s.needs())...)...)...)
	buttons, menu := actButtons(v.File, func(verb string) bool { return slices.Contains(v.May, verb) })
	out.buttons(v.File.Number, buttons, menu...)
	out.part("People", s.persons(v))
	if v.Money {
		out.part("Money", s.money())
	}
	out.part("Rounds", s.roundsWhole())
	p.history(&out, s, v)
	return modal(v.File.Number, out.blocks, Meta{File: v.File.ID})
}

// part adds a titled paragraph; nothing where there is nothing to say.
func (p *paper) part(title string, lines []line) {
	if len(lines) == 0 {
		return
	}
	p.divider()
	p.lines(append([]line{strong("%s", title)}, lines...)...)
}

// needs is what paid in full still needs: To be paid in full: $12,400.00 open; supplement of $3,200.00 with Northline
func (s scene) needs() string {
	st := s.state
	if st.Outcome != domain.Open {
		return ""
	}
	sum := func(m domain.Money, none string) string {
		if s.privacy.Amounts {
			return m.String()
		}
		return none
	}
	var open []string
	if b := st.Balance(); b > 0 {
		open = append(open, sum(b, "the balance")+" open")
	}
	if r := st.OpenSupplement(); r != nil {
		open = append(open, s.supplement(r))
	}
	if left := st.ApprovedTotal() - st.Invoiced(); left > s.file.Market.Settings.SmallBalance {
		open = append(open, sum(left, "part of what is")+" approved, not invoiced")
	}
	if st.MoreExpected() {
		open = append(open, "more to bill")
	}
	switch {
	case len(open) == 0 && st.Invoiced() == 0:
		open = append(open, "nothing is invoiced yet")
	case len(open) == 0 && st.Paid() == 0:
		open = append(open, "no payment has come")
	case len(open) == 0:
		return ""
	}
	return "To be paid in full: " + strings.Join(open, "; ")
}

// supplement is an open supplement and who has it.
func (s scene) supplement(r *domain.Round) string {
	what := join(" of ", "supplement", s.amountIf(r.Asked))
	if r.Undecided() {
		return what + " " + s.with(r)
	}
	return what + " to hand in again"
}

// history draws the newest entries, and the button that shows all of them.
func (p Pen) history(out *paper, s scene, v commands.FileView) {
	all := v.File.History()
	shown := all
	if !v.History && len(all) > entriesNewest {
		shown = all[len(all)-entriesNewest:]
	}
	title := "Entries"
	if len(shown) < len(all) {
		title = fmt.Sprintf("Entries, the newest %d of %d", len(shown), len(all))
	}
	out.divider()
	lines := []line{strong("%s", title)}
	for i := range shown {
		c := &shown[i]
		lines = append(lines, s.at(c.Version).entry(c)...)
		if len(lines) >= linesABlock {
			out.lines(lines...)
			lines = nil
		}
	}
	out.lines(lines...)
	if len(shown) < len(all) {
		out.buttons(v.File.Number, []commands.Button{{Label: fmt.Sprintf("All %d entries", len(all)),
			Press: commands.Press{Verb: "file", File: v.File.ID, Args: commands.Values{"history": "yes"}}}})
	}
}

// fileButton draws a file where no view can be opened and others may read along: its number, its stage, and the button
// that opens it.
func (p Pen) fileButton(v commands.FileView) Message {
	text := fmt.Sprintf("%s, %s.", v.File.Number, v.File.State.Stage)
	return Refusal(text, []commands.Button{{Label: "Open file", Press: openPress(v.File.ID)}})
}
