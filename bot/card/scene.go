package card

import (
	"fmt"

	"paidup/commands"
	"paidup/domain"
)

// scene is a file at some point of its history, seen with the privacy of a place.
type scene struct {
	file    *domain.File
	state   *domain.State
	waiting domain.Holder
	privacy domain.Privacy
	people  commands.People
	today   domain.Date // dates of another year show it
}

// now is the file as it stands.
func now(f *domain.File, privacy domain.Privacy, people commands.People, today domain.Date) scene {
	return scene{f, &f.State, f.WaitingOn, privacy, people, today}
}

// at is the file as it stood after the version.
func (s scene) at(version int) scene {
	history := s.file.History()
	n := 0
	for n < len(history) && history[n].Version <= version {
		n++
	}
	if n == len(history) {
		return s
	}
	f := domain.Load(s.file.ID, s.file.Number, s.file.Market, history[:n:n])
	s.file, s.state, s.waiting = f, &f.State, f.WaitingOn
	return s
}

func (s scene) title() string { return titled(s.file.Number, &s.state.Facts, s.privacy.Names) }

func (s scene) words(d domain.Date) string { return d.Words(s.today) }

// said is what a person typed, unless the place shows no names: words may hold one.
func (s scene) said(words string) string {
	if s.privacy.Names == namesNone {
		return ""
	}
	return typed(words, wordsRunes)
}

// amount is the amount, or nothing where amounts are not shown.
func (s scene) amount(m domain.Money) string {
	if !s.privacy.Amounts {
		return ""
	}
	return m.String()
}

// worth is the file's money in few words: "balance $12,400.00".
func (s scene) worth() string {
	st := s.state
	asked, approved := st.Asked(), st.ApprovedTotal()
	switch {
	case !s.privacy.Amounts:
		return ""
	case st.Invoiced() != 0:
		return fmt.Sprintf("balance %s", st.Balance())
	case st.Stage == domain.Invoiced || st.Stage == domain.PaidInFull:
		return "" // an imported history without its invoices
	case approved > 0:
		return fmt.Sprintf("%s not billed", approved)
	case asked > 0:
		return fmt.Sprintf("%s asked", asked)
	case st.Facts.Estimate > 0:
		return fmt.Sprintf("est. %s", st.Facts.Estimate)
	}
	return ""
}

// verdict is the sentence that says how the file stands: FM-1042 Harris, INVOICED, balance $12,400.00.
func (s scene) verdict() string { return join(", ", s.title(), s.state.Stage.String(), s.worth()) }

// stageLine is the verdict's second half, as a card shows it.
func (s scene) stageLine() string {
	mark := ""
	if s.state.Outcome == domain.PaidOutcome {
		mark = "✅ "
	}
	return mark + join(" · ", s.state.Stage.String(), s.worth())
}

// standing is how the file stands, line by line: its stage, what follows it, whose move it is, and what comes next.
func (s scene) standing() []string {
	return append(append([]string{s.stageLine()}, s.conditions()...), s.move(), s.plan())
}

// move says whose move it is and since when; nothing once the file has ended.
func (s scene) move() string {
	st := s.state
	if st.Outcome != domain.Open || s.waiting == "" || s.waiting == domain.Nobody {
		return ""
	}
	if w := st.Wait; w != nil {
		return join(": ", fmt.Sprintf("Waiting on %s since %s", holder(&st.Facts, s.waiting), s.words(w.On)), s.said(w.Words))
	}
	if inv := st.OldestOpen(""); inv != nil && s.waiting == st.Facts.Holder(inv.Payer) {
		return fmt.Sprintf("%s owes it since %s", upperFirst(party(&st.Facts, inv.Payer, s.privacy.Names)), s.words(inv.On))
	}
	if r := st.OpenRound(); r != nil && r.To != "" && s.waiting != domain.Us {
		return fmt.Sprintf("%s has it since %s", upperFirst(party(&st.Facts, r.To, s.privacy.Names)), s.words(r.On))
	}
	since := st.StageOn
	if r := st.LastRound(); r != nil && s.waiting == domain.Us {
		if e, decided := r.Last(); decided {
			since = max(since, e.On)
		}
	}
	return fmt.Sprintf("Waiting on %s since %s", holder(&st.Facts, s.waiting), s.words(since))
}
