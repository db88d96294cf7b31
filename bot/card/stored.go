package card

import (
	"fmt"
	"strings"

	"paidup/domain"
)

// stored says what a change stored: a few words for the first line of its receipt, and the lines under it. The scene is the
// one after the change, in private.
func (s scene) stored(c *domain.Change) (what string, more []string) {
	switch {
	case c.Voids != 0:
		return s.storedVoid(c)
	case c.Verb == "reverse":
		return s.storedReturn(c)
	case c.Verb == "apply" || c.Verb == "adjust":
		return s.storedBooked(c)
	case c.Verb == "cancel" || c.Verb == "reopen":
		return s.storedSpoken(c)
	case c.Verb == "edit":
		return s.storedEdit(c)
	case c.Verb == "dispute":
		return s.storedDispute(c)
	case len(c.Payments) > 0:
		return c.Payments[0].Amount.String(), s.storedPayment(c)
	case len(c.Invoices) > 0:
		v := c.Invoices[0]
		return fmt.Sprintf("invoice %s, %s", typed(v.Number, nameRunes), v.Amount), s.storedInvoice(v)
	case len(c.Rounds) > 0:
		return s.storedRound(c.Rounds[len(c.Rounds)-1])
	case len(c.Stages) > 0 && c.Version == 1:
		return s.state.Stage.String(), s.storedFile()
	case talks(c):
		return s.storedTalk(c)
	case len(c.Notes) > 0 && !besideNote(c):
		return "note", []string{typed(c.Notes[0].Words, wordsRunes)}
	case len(c.Assignments) > 0:
		return "owner " + oneLine(s.people.Name(c.Assignments[0].Owner)), nil
	}
	return s.did(c), nil
}

func (s scene) storedPayment(c *domain.Change) []string {
	v := c.Payments[0]
	from := "From " + party(&s.state.Facts, v.Payer, namesFull)
	fee := ""
	if v.Fee != 0 {
		fee = fmt.Sprintf("fee %s", v.Fee)
	}
	return []string{join(", ", from, means(v), fee, s.words(v.On)), sentences(s.applied(c), s.owes()), s.onPromise(c), s.end()}
}

// applied says which invoices a payment went to, and what of it is left over.
func (s scene) applied(c *domain.Change) string {
	var numbers []string
	left := c.Payments[0].Amount
	for _, e := range c.Entries {
		for _, inv := range s.state.Invoices {
			if e.Kind == domain.EntryApplication && e.Invoice == inv.N {
				numbers = append(numbers, typed(inv.Number, nameRunes))
				left += e.Cents
			}
		}
	}
	on, rest := "", ""
	switch len(numbers) {
	case 0:
	case 1:
		on = "On invoice " + numbers[0]
	default:
		on = "On invoices " + strings.Join(numbers, ", ")
	}
	switch {
	case left > 0 && s.state.Invoiced() == 0:
		rest = fmt.Sprintf("%s unapplied: no invoice yet", left)
	case left > 0:
		rest = fmt.Sprintf("%s unapplied", left)
	}
	return join(", ", on, rest)
}

// owes is the balance and who owes it: Balance $6,160.00: carrier $5,160.00, homeowner $1,000.00 (deductible)
func (s scene) owes() string {
	st := s.state
	if st.Invoiced() == 0 {
		return ""
	}
	var holders []domain.Holder
	open, billed := map[domain.Holder]domain.Money{}, map[domain.Holder]domain.Money{}
	for i := range st.Invoices {
		v := &st.Invoices[i]
		h := st.Facts.Holder(v.Payer)
		billed[h] += v.Billed
		if v.Balance() > 0 {
			if open[h] == 0 {
				holders = append(holders, h)
			}
			open[h] += v.Balance()
		}
	}
	var parts []string
	for _, h := range holders {
		part := string(h)
		if len(holders) > 1 {
			part = fmt.Sprintf("%s %s", h, open[h])
		}
		if h == domain.Homeowner && billed[h] == st.Facts.Deductible {
			part += " (deductible)"
		}
		parts = append(parts, part)
	}
	return join(": ", fmt.Sprintf("Balance %s", st.Balance()), strings.Join(parts, ", "))
}

// end is the line that says that the file ended.
func (s scene) end() string {
	if s.state.Outcome == domain.PaidOutcome {
		return "Paid in full: " + s.days()
	}
	return s.ending()
}

func (s scene) storedInvoice(v domain.Invoice) []string {
	to := join(", ", "To "+party(&s.state.Facts, v.Payer, namesFull), s.words(v.On), s.due(v))
	rest, more := "", ""
	if u := s.state.Unapplied(); u > 0 {
		rest = fmt.Sprintf("%s unapplied", u)
	}
	if v.More {
		more = "More to bill: the file stays open"
	}
	return []string{to, join(", ", s.owes(), rest), more, s.end()}
}

func (s scene) storedRound(e domain.RoundEvent) (string, []string) {
	stage := sentences(s.state.Stage.String(), s.move())
	switch e.Event {
	case domain.RoundSubmitted:
		to := ""
		if e.To != "" {
			to = " to " + party(&s.state.Facts, e.To, namesFull)
		}
		ref := ""
		if e.Reference != "" {
			ref = "ref " + typed(e.Reference, nameRunes)
		}
		return join(" ", string(e.Kind), s.amountIf(e.Amount)),
			[]string{join(", ", fmt.Sprintf("Round %d%s", e.Round, to), ref, s.words(e.On)), stage}
	case domain.Rejected:
		why := join(": ", strings.Join(e.ErrorTypes, ", "), typed(e.Words, wordsRunes))
		return fmt.Sprintf("round %d rejected", e.Round), []string{join(", ", upperFirst(why), s.words(e.On)), stage}
	case domain.Withdrawn:
		return fmt.Sprintf("round %d taken back", e.Round),
			[]string{join(", ", upperFirst(typed(e.Words, wordsRunes)), s.words(e.On)), stage}
	}
	of := "All that was asked"
	if e.Event == domain.PartlyApproved {
		asked := s.askedIn(e.Round)
		of = fmt.Sprintf("Of %s: %s less than asked", asked, asked-e.Amount)
	}
	return fmt.Sprintf("approved %s", e.Amount), []string{join(", ", of, s.words(e.On)), stage}
}

func (s scene) storedFile() []string {
	st := s.state
	payer := ""
	if st.Facts.Payer != "" {
		payer = "payer " + party(&st.Facts, st.Facts.Payer, namesFull)
	}
	owner := ""
	if st.Owner != "" {
		owner = "Owner " + oneLine(s.people.Name(st.Owner))
	}
	return []string{join(", ", "Received "+s.words(st.Received), typed(st.Facts.Loss, nameRunes), payer), owner}
}
