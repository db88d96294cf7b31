package card

import (
	"fmt"
	"strings"

	"paidup/commands"
	"paidup/domain"
)

// persons are the people and numbers of the file, as far as the viewer may see them.
func (s scene) persons(v commands.FileView) []line {
	f := &s.state.Facts
	owner := "No owner"
	if s.state.Owner != "" {
		owner = "Owner " + oneLine(s.people.Name(s.state.Owner))
	}
	var out []line
	named := func(label, value string) {
		if value != "" {
			out = append(out, say("%s %s", label, typed(value, wordsRunes)))
		}
	}
	named("Customer", f.Customer)
	if v.Contacts {
		named("Phone", f.Phone)
	}
	if v.Numbers {
		named("E-mail", f.Email)
	}
	if v.Contacts {
		named("Address", join(", ", f.Address, f.City))
	}
	named("Payer", f.Payer)
	named("Carrier", f.Carrier)
	named("Program", f.Program)
	named("Adjuster", f.Adjuster)
	if v.Numbers {
		named("Mortgagee", f.Mortgagee)
		named("Claim", f.Claim)
		named("Assignment", f.Assignment)
		named("Policy", f.Policy)
	} else {
		named("Mortgagee", f.Lender())
	}
	named("PO", f.PO)
	if f.LossDate != 0 {
		out = append(out, say("Date of loss %s", s.words(f.LossDate)))
	}
	out = append(out, say("%s", owner))
	if webAddress(f.Link) {
		out = append(out, line{{text: typed(f.Link, wordsRunes), url: f.Link}})
	}
	return out
}

// money is what was estimated, approved, billed and paid, by invoice and by payment.
func (s scene) money() []line {
	st := s.state
	var out []line
	if st.Facts.Estimate != 0 {
		out = append(out, say("Estimate %s", st.Facts.Estimate))
	}
	if st.Facts.Deductible != 0 {
		out = append(out, say("Deductible %s", st.Facts.Deductible))
	}
	out = append(out, says(s.moneyLine())...)
	for i := range st.Invoices {
		v := &st.Invoices[i]
		if v.Billed == 0 {
			continue
		}
		open := fmt.Sprintf("%s open", v.Balance())
		if v.Disputed > 0 {
			open += fmt.Sprintf(", %s disputed", v.Disputed)
		}
		out = append(out, say("%s: %s", s.billed(v.Invoice), open))
	}
	for i := range st.Payments {
		v := &st.Payments[i]
		if v.Received == 0 {
			continue
		}
		left := ""
		if v.Unapplied() != 0 {
			left = fmt.Sprintf("%s unapplied", v.Unapplied())
		}
		out = append(out, says(join(": ", s.paid(v.Payment), left))...)
	}
	return append(out, s.byPayer()...)
}

// byPayer is what each payer still owes, where several were billed.
func (s scene) byPayer() []line {
	var payers []string
	open := map[string]domain.Money{}
	for i := range s.state.Invoices {
		v := &s.state.Invoices[i]
		name := party(&s.state.Facts, v.Payer, namesFull)
		if _, seen := open[name]; !seen && v.Billed != 0 {
			payers = append(payers, name)
		}
		open[name] += v.Balance()
	}
	if len(payers) < 2 {
		return nil
	}
	var out []line
	for _, name := range payers {
		out = append(out, say("%s owes %s", name, open[name]))
	}
	return out
}

// roundsWhole are the rounds with what became of them.
func (s scene) roundsWhole() []line {
	var out []line
	for i := range s.state.Rounds {
		r := &s.state.Rounds[i]
		ref := ""
		if r.Reference != "" {
			ref = "ref " + typed(r.Reference, nameRunes)
		}
		head := join(" ", fmt.Sprintf("Round %d, %s", r.N, r.Kind), s.amountIf(r.Asked))
		if r.To != "" {
			head += " to " + party(&s.state.Facts, r.To, namesFull)
		}
		became := "no answer yet"
		var results []string
		for _, e := range r.Results {
			results = append(results, s.result(e))
		}
		if len(results) > 0 {
			became = strings.Join(results, "; ")
		}
		out = append(out, say("%s: %s", join(", ", head, ref, s.words(r.On)), became))
	}
	return out
}

func (s scene) result(e domain.RoundEvent) string {
	switch e.Event {
	case domain.Rejected:
		why := join(": ", strings.Join(e.ErrorTypes, ", "), s.said(e.Words))
		return join(", ", "rejected "+s.words(e.On), why)
	case domain.Withdrawn:
		return join(", ", "taken back "+s.words(e.On), s.said(e.Words))
	}
	return join(" ", "approved", s.amountIf(e.Amount), s.words(e.On))
}
