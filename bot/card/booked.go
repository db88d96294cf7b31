package card

import (
	"fmt"
	"strings"

	"paidup/domain"
)

// booked says what was matched, moved, taken off or given back.
func (s scene) booked(c *domain.Change) string {
	what := s.bookedWhat(c)
	switch {
	case c.Verb == "apply" && c.Words != "": // to or from another file
		return join(", ", what, "moved "+c.Words, s.words(c.On()))
	case c.Verb == "apply":
		return join(", ", what, s.words(c.On()))
	}
	return join(": ", join(", ", what, s.words(c.On())), s.said(c.Words))
}

// bookedWhat is the amount with its word, and where it went: Written off $212.40 on invoice 5512.
func (s scene) bookedWhat(c *domain.Change) string {
	if c.Verb == "apply" && c.Words != "" {
		return s.movedCash(c)
	}
	e := c.Entries[len(c.Entries)-1]
	word := map[domain.EntryKind]string{domain.EntryCreditMemo: "Credit", domain.EntryWriteOff: "Written off",
		domain.EntryApplication: "Applied", domain.EntryRefund: "Refund"}[e.Kind]
	if c.Verb == "adjust" && e.Kind == domain.EntryApplication {
		word = "Fee"
	}
	on := ""
	if numbers := s.invoicesOf(c); len(numbers) > 0 {
		on = invoicesWords(numbers)
	}
	return join(" ", word, s.amount(bookedSum(c, e.Kind)), on)
}

// bookedSum is what the change's entries of the kind take off.
func bookedSum(c *domain.Change, kind domain.EntryKind) domain.Money {
	var sum domain.Money
	for _, e := range c.Entries {
		if e.Kind == kind {
			sum -= e.Cents
		}
	}
	return sum
}

// invoicesOf are the numbers of the invoices that the change moved money on, each once.
func (s scene) invoicesOf(c *domain.Change) []string {
	var numbers []string
	seen := map[int]bool{0: true}
	for _, e := range c.Entries {
		for _, inv := range s.state.Invoices {
			if inv.N == e.Invoice && !seen[e.Invoice] {
				seen[e.Invoice] = true
				numbers = append(numbers, typed(inv.Number, nameRunes))
			}
		}
	}
	return numbers
}

// invoicesWords is "on invoice 5512" or "on invoices 5512, 5513".
func invoicesWords(numbers []string) string {
	if len(numbers) == 1 {
		return "on invoice " + numbers[0]
	}
	return "on invoices " + strings.Join(numbers, ", ")
}

// movedCash is the cash that came from another file or went there: $700.00 from Harbor Mutual, check 881.
func (s scene) movedCash(c *domain.Change) string {
	e := c.Entries[0]
	cents := max(e.Cents, -e.Cents)
	what := upperFirst(s.amount(cents))
	if what == "" {
		what = "Payment"
	}
	for _, p := range s.state.Payments {
		if p.N == e.Payment {
			return join(", ", what+" from "+party(&s.state.Facts, p.Payer, s.privacy.Names), means(p.Payment))
		}
	}
	return what
}

// storedBooked says on a receipt what was matched, moved, taken off or given back.
func (s scene) storedBooked(c *domain.Change) (string, []string) {
	e := c.Entries[len(c.Entries)-1]
	if c.Verb == "apply" && c.Words != "" {
		first := c.Entries[0].Cents
		return fmt.Sprintf("%s %s", max(first, -first), c.Words), []string{s.booked(c), sentences(s.placed(c), s.owes()), s.end()}
	}
	word := map[domain.EntryKind]string{domain.EntryCreditMemo: "credit", domain.EntryWriteOff: "write-off",
		domain.EntryApplication: "applied", domain.EntryRefund: "refund"}[e.Kind]
	if c.Verb == "adjust" && e.Kind == domain.EntryApplication {
		word = "fee"
	}
	why := typed(c.Words, wordsRunes)
	if c.Verb == "apply" && c.On() < s.file.Market.Today(c.RecordedAt) {
		why = "by then the money and the invoice were both there"
	}
	where := join(": ", join(", ", upperFirst(s.placed(c)), s.words(c.On())), why)
	return fmt.Sprintf("%s %s", word, bookedSum(c, e.Kind)), []string{where, join(", ", s.owes(), s.spare()), s.end()}
}

// placed is the invoices that the money went to; empty where none.
func (s scene) placed(c *domain.Change) string {
	if numbers := s.invoicesOf(c); len(numbers) > 0 {
		return upperFirst(invoicesWords(numbers))
	}
	return ""
}

// spare is what is unapplied; empty where nothing is.
func (s scene) spare() string {
	if u := s.state.Unapplied(); u > 0 {
		return fmt.Sprintf("%s unapplied", u)
	}
	return ""
}

// storedDispute says on a receipt what is contested, and that the rest is chased.
func (s scene) storedDispute(c *domain.Change) (string, []string) {
	d := c.Disputes[0]
	if d.Amount == 0 {
		return "dispute settled", []string{s.owes()}
	}
	on := ""
	for _, inv := range s.state.Invoices {
		if inv.N == d.Invoice {
			on = "On invoice " + typed(inv.Number, nameRunes)
		}
	}
	rest := ""
	if left := s.state.Balance() - s.state.Disputed(); left > 0 {
		rest = fmt.Sprintf("The rest is still chased: %s of %s", left, s.state.Balance())
	}
	return fmt.Sprintf("%s disputed", d.Amount), []string{join(": ", join(", ", on, s.words(d.On)), typed(d.Words, wordsRunes)), rest}
}
