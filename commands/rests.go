package commands

import (
	"fmt"
	"hash/fnv"
	"strings"

	"paidup/domain"
)

// Rests is a short digest of what the verb rests on for the file. A button carries it; when it has changed by the time of
// the press, the press is outdated. A verb that rests on nothing has none.
func Rests(verb string, f *domain.File) string {
	s := &f.State
	switch verb {
	case "submit":
		return digest(s.Stage, s.Outcome, lastRound(s))
	case "approve", "reject":
		return digest(lastRound(s))
	case "invoice":
		return digest(s.ApprovedTotal(), s.Invoiced(), len(s.Invoices), lastRound(s))
	case "pay":
		return digest(s.Balance(), s.Paid(), s.Invoiced(), len(s.Payments))
	case "apply", "adjust":
		return digest(s.Balance(), s.Unapplied())
	case "dispute", "settle":
		return digest(s.Balance(), s.Disputed())
	case "cancel", "reopen":
		return digest(s.Stage, s.Outcome, s.Balance())
	case "reverse":
		return digest(s.Paid(), len(s.Payments))
	case "assign":
		return digest(s.Owner)
	case "promise":
		return digest(s.Balance(), promisedBy(s))
	case "hold", "resume":
		return digest(heldUntil(s))
	case "next":
		return digest(dueStep(s))
	case "edit":
		return digest(s.Facts.Fields(), s.Received)
	case "waiting":
		return digest(f.WaitingOn)
	}
	return ""
}

func promisedBy(s *domain.State) domain.Date {
	if s.Promise == nil {
		return 0
	}
	return s.Promise.By
}

func heldUntil(s *domain.State) domain.Date {
	if s.Hold == nil {
		return 0
	}
	return s.Hold.Until
}

// dueStep is the next step with its date; empty where there is none.
func dueStep(s *domain.State) string {
	if s.Next == nil {
		return ""
	}
	return s.Next.Due.String() + " " + s.Next.Words
}

// lastRound is how far the rounds have come: the newest one, and which of those before it are open.
func lastRound(s *domain.State) string {
	r := s.LastRound()
	if r == nil {
		return "none"
	}
	said := fmt.Sprint(r.N, len(r.Results), r.ApprovedAmount())
	for i := range s.Rounds[:len(s.Rounds)-1] {
		if s.Rounds[i].Undecided() {
			said += fmt.Sprint(" ", s.Rounds[i].N)
		}
	}
	return said
}

func digest(parts ...any) string {
	h := fnv.New32a()
	_, _ = fmt.Fprintln(h, parts...) // a hash takes every write
	return fmt.Sprintf("%08x", h.Sum32())
}

// outdated says what has changed since the button was drawn, and who did it.
func (c *Call) outdated(f *domain.File) error {
	o := c.since(f, Press{Verb: c.Verb, Rests: c.Rests})
	e := domain.Conflict("%s %s at %s. The card now shows it; press again if you still mean it.", o.By, o.What,
		f.Market.Clock(o.At, f.Market.Today(c.At)))
	e.About = o
	return e
}

// since is what has changed of what the press rests on.
func (c *Call) since(f *domain.File, p Press) Outdated {
	history := f.History()
	change := &history[len(history)-1]
	for n := len(history) - 1; n > 0; n-- {
		if Rests(p.Verb, domain.Load(f.ID, f.Number, f.Market, history[:n:n])) == p.Rests {
			change = &history[n]
			break
		}
	}
	o := Outdated{File: f, Change: change, By: c.People.First(change.Actor), At: change.RecordedAt, What: did(change)}
	if _, known := c.People[change.Actor]; !known { // it begins the sentence
		o.By = strings.ToUpper(o.By[:1]) + o.By[1:]
	}
	return o
}

// did is what the change did, as the end of a sentence that begins with who.
func did(ch *domain.Change) string {
	switch {
	case ch.Voids > 0:
		return fmt.Sprintf("took back e%d", ch.Voids)
	case ch.Verb == "apply":
		return "applied cash"
	case ch.Verb == "adjust":
		return "adjusted the money"
	case ch.Verb == "cancel":
		return "cancelled the file"
	case ch.Verb == "reopen":
		return "reopened the file"
	case len(ch.Payments) > 0:
		return "entered " + paymentWords(ch.Payments[0])
	case len(ch.Invoices) > 0:
		return "invoiced " + ch.Invoices[0].Amount.String()
	case ch.Verb == "reverse":
		return "reversed a payment"
	case len(ch.Rounds) > 0:
		verbs := map[domain.Result]string{domain.RoundSubmitted: "submitted", domain.Rejected: "rejected", domain.Withdrawn: "took back",
			domain.RoundApproved: "approved", domain.PartlyApproved: "approved part of"}
		return fmt.Sprintf("%s round %d", verbs[ch.Rounds[0].Event], ch.Rounds[0].Round)
	case len(ch.Disputes) > 0:
		return "changed what is disputed"
	case len(ch.Assignments) > 0:
		return "gave the file to another owner"
	case len(ch.Promises) > 0:
		return "entered a promise of " + ch.Promises[0].Amount.String()
	case len(ch.Holds) > 0 && ch.Holds[0].Until == 0:
		return "took the file off hold"
	case len(ch.Holds) > 0:
		return "put the file on hold"
	case len(ch.Steps) > 0:
		return "changed the next step"
	case len(ch.Waits) > 0:
		return "said whose move it is"
	}
	return "changed the file"
}
