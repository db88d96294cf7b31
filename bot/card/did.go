package card

import (
	"fmt"
	"strings"

	"paidup/domain"
)

// did says in one phrase what a change did, with its date: "$6,240.00 from Harbor Mutual, check 771, Wed Oct 21". The
// scene's state is the one after the change, or only the file's facts where no more is known.
func (s scene) did(c *domain.Change) string {
	switch {
	case c.Voids != 0 && c.Verb == "undo":
		return fmt.Sprintf("Undoes e%d", c.Voids)
	case c.Voids != 0:
		return join(": ", fmt.Sprintf("Voids e%d", c.Voids), s.said(c.Words))
	case c.Verb == "reverse":
		return s.returned(c)
	case c.Verb == "apply" || c.Verb == "adjust":
		return s.booked(c)
	case c.Verb == "cancel" || c.Verb == "reopen":
		return s.spoken(c)
	case c.Verb == "edit":
		return s.edited(c)
	case len(c.Payments) > 0:
		return s.paid(c.Payments[0])
	case len(c.Invoices) > 0:
		return s.billed(c.Invoices[0])
	case len(c.Rounds) > 0:
		return s.answered(c)
	case len(c.Disputes) > 0:
		return s.disputed(c)
	case talks(c):
		return s.talked(c)
	}
	return s.kept(c)
}

func (s scene) paid(p domain.Payment) string {
	from := "from " + party(&s.state.Facts, p.Payer, s.privacy.Names)
	fee, part := "", ""
	if p.Fee != 0 && s.privacy.Amounts {
		fee = fmt.Sprintf("fee %s", p.Fee)
	}
	if p.Total > p.Amount && s.privacy.Amounts {
		part = fmt.Sprintf("of %s in all", p.Total)
	}
	head := s.amount(p.Amount)
	if head == "" {
		head = "Payment"
	}
	return join(", ", head+" "+from, join(" ", means(p), part), fee, s.words(p.On))
}

// means is how money came: check 881.
func means(p domain.Payment) string {
	p.Reference = typed(p.Reference, nameRunes)
	return p.Means()
}

func (s scene) billed(v domain.Invoice) string {
	more := ""
	if v.More {
		more = "more to bill"
	}
	return join(", ", fmt.Sprintf("Invoice %s to %s", typed(v.Number, nameRunes), party(&s.state.Facts, v.Payer, s.privacy.Names)),
		s.amount(v.Amount), s.words(v.On), s.due(v), more)
}

// due is due Sun Oct 18; nothing where no terms were said: the invoice then carries its own date.
func (s scene) due(v domain.Invoice) string {
	if v.Due == v.On {
		return ""
	}
	return "due " + s.words(v.Due)
}

// answered says what became of a round, or that it was handed in.
func (s scene) answered(c *domain.Change) string {
	e := c.Rounds[len(c.Rounds)-1]
	switch e.Event {
	case domain.RoundSubmitted:
		return s.submitted(e)
	case domain.Rejected:
		why := join(": ", join(", ", append([]string{"Rejected"}, e.ErrorTypes...)...), s.said(e.Words))
		return join(", ", why, s.words(e.On))
	case domain.Withdrawn:
		return join(", ", join(": ", fmt.Sprintf("Round %d taken back", e.Round), s.said(e.Words)), s.words(e.On))
	}
	what := "Approved"
	switch {
	case s.privacy.Amounts:
		what = upperFirst(approvedOf(e.Amount, s.askedIn(e.Round)))
	case e.Event == domain.PartlyApproved:
		what = "Approved in part"
	}
	if what == "" {
		what = "Approved"
	}
	if e.Kind != domain.Estimate {
		what = join(": ", upperFirst(string(e.Kind)), strings.ToLower(what[:1])+what[1:])
	}
	return join(", ", what, s.words(e.On))
}

func (s scene) submitted(e domain.RoundEvent) string {
	to, again, ref := "", "", ""
	if e.To != "" {
		to = "to " + party(&s.state.Facts, e.To, s.privacy.Names)
	}
	if e.Round > 1 {
		again = fmt.Sprintf("round %d", e.Round)
	}
	if e.Reference != "" {
		ref = "ref " + typed(e.Reference, nameRunes)
	}
	return join(", ", join(" ", "Submitted", string(e.Kind), s.amountIf(e.Amount), to), again, ref, s.words(e.On))
}

// askedIn is what the round asked for; 0 where it is not known.
func (s scene) askedIn(round int) domain.Money {
	for _, r := range s.state.Rounds {
		if r.N == round {
			return r.Asked
		}
	}
	return 0
}

// returned says that a payment came back.
func (s scene) returned(c *domain.Change) string {
	var cents domain.Money
	n := 0
	for _, e := range c.Entries {
		if e.Kind == domain.EntryPayment {
			cents, n = cents-e.Cents, e.Payment
		}
	}
	what := "payment"
	for _, p := range s.state.Payments {
		if p.N == n && means(p.Payment) != "" {
			what = means(p.Payment)
		}
	}
	return join(": ", join(", ", "↩ "+upperFirst(what)+" returned", s.amount(cents), s.words(c.On())), s.said(c.Words))
}

func (s scene) disputed(c *domain.Change) string {
	d := c.Disputes[0]
	if d.Amount == 0 {
		return "Dispute settled, " + s.words(d.On)
	}
	return join(": ", join(", ", upperFirst(join(" ", s.amount(d.Amount), "disputed")), s.words(d.On)), s.said(d.Words))
}

// kept says what a change did that moved neither rounds nor money.
func (s scene) kept(c *domain.Change) string {
	switch {
	case len(c.Stages) > 0:
		v := c.Stages[0]
		word := upperFirst(strings.ToLower(v.Stage.String()))
		if v.Assumed {
			return fmt.Sprintf("%s %s (date assumed)", word, s.words(v.On))
		}
		return word + " " + s.words(v.On)
	case len(c.Notes) > 0 && !besideNote(c):
		return join(": ", "Note", s.said(c.Notes[0].Words))
	case len(c.Assignments) > 0 && c.Assignments[0].Owner == "":
		return "No owner now"
	case len(c.Assignments) > 0:
		return "Assigned to " + oneLine(s.people.Name(c.Assignments[0].Owner))
	}
	return "Changed"
}
