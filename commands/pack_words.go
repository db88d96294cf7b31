package commands

import (
	"fmt"
	"strings"

	"paidup/domain"
)

// rejections are the reasons for which the file came back, oldest first, as long as that is what holds it up.
func rejections(s *domain.State) []string {
	var out []string
	for i := range s.Rounds {
		if e, decided := s.Rounds[i].Last(); decided && e.Event == domain.Rejected {
			out = append(out, strings.Join(e.ErrorTypes, ", "))
		}
	}
	if r := s.LastRound(); r == nil || !r.Back() {
		return nil
	}
	return out
}

// whyNow is the one reason that the file itself gives: rejected twice for the same thing. It names dates, never ages.
func whyNow(f *domain.File) string {
	s := &f.State
	back, on := rejections(s), func(d domain.Date) string { return d.Words(f.Market.Today(f.RecordedAt)) }
	times := "twice"
	if len(back) > 2 {
		times = fmt.Sprintf("%d times", len(back))
	}
	switch n := len(back); {
	case n > 1 && back[n-1] == back[n-2]:
		return "rejected " + times + " for the same thing"
	case n > 1:
		return "rejected " + times
	case n == 1:
		e, _ := s.LastRound().Last()
		return "rejected " + on(e.On)
	}
	if inv := s.OldestOpen(""); inv != nil {
		return fmt.Sprintf("%s owes it since %s", orCustomer(company(f, inv.Payer)), on(inv.On))
	}
	if r := s.OpenRound(); r != nil {
		return fmt.Sprintf("no answer from %s since %s", orReviewer(company(f, r.To)), on(r.On))
	}
	return fmt.Sprintf("%s since %s", s.Stage, on(s.Since()))
}

func orCustomer(name string) string {
	if name == "" {
		return "the customer"
	}
	return name
}

func orReviewer(name string) string {
	if name == "" {
		return "the reviewer"
	}
	return name
}

// whatIsWrong is what an escalation is titled where nobody said: moisture rejected, no answer from Northline, not invoiced.
func whatIsWrong(f *domain.File) string {
	s := &f.State
	if back := rejections(s); len(back) > 0 {
		return join(": ", "rejected", back[len(back)-1])
	}
	if inv := s.OldestOpen(""); inv != nil {
		return "not paid by " + orCustomer(company(f, inv.Payer))
	}
	if r := s.OpenRound(); r != nil {
		return "no answer from " + orReviewer(company(f, r.To))
	}
	return map[domain.Stage]string{domain.Received: "not submitted", domain.Submitted: "not approved",
		domain.Approved: "not invoiced", domain.Invoiced: "not paid in full"}[s.Stage]
}

// whatIsAsked is what the file needs next, as a digest asks for it: get an answer from Northline.
func whatIsAsked(f *domain.File) string {
	s := &f.State
	if len(rejections(s)) > 0 {
		return "hand it in again"
	}
	if inv := s.OldestOpen(""); inv != nil {
		return "get it paid by " + orCustomer(company(f, inv.Payer))
	}
	if r := s.OpenRound(); r != nil {
		return "get an answer from " + orReviewer(company(f, r.To))
	}
	return map[domain.Stage]string{domain.Received: "submit it", domain.Submitted: "get it approved", domain.Approved: "invoice it",
		domain.Invoiced: "see it paid in full"}[s.Stage]
}

// triedShown is how many of the newest touches, or notes, say what was tried.
const triedShown = 2

// tried is what was tried so far, by the file's newest touches: Ben called Tom Fri Nov 20, no answer. Where nothing was
// logged the newest notes stand in.
func tried(f *domain.File, people People) string {
	var touches, notes []string
	today := f.Market.Today(f.RecordedAt)
	for _, ch := range standing(f) {
		who := people.First(ch.Actor)
		for _, t := range ch.Touches {
			whom := t.Who
			if whom != "" {
				whom = orCustomer(company(f, whom))
			}
			words := join(" ", who, touchedBy(t.Kind), whom, t.On.Words(today))
			touches = append(touches, join(", ", words, strings.TrimSuffix(t.Words, ".")))
		}
		for _, n := range ch.Notes {
			if n.Kind == domain.PlainNote {
				notes = append(notes, fmt.Sprintf("%s (%s, %s)", strings.TrimSuffix(n.Words, "."), who, n.On.Words(today)))
			}
		}
	}
	if len(touches) == 0 {
		touches = notes
	}
	return strings.Join(touches[max(0, len(touches)-triedShown):], "; ")
}

// touchedBy is the touch as somebody did it.
func touchedBy(k domain.TouchKind) string {
	return map[domain.TouchKind]string{domain.Call: "called", domain.Email: "emailed", domain.Text: "texted", domain.Visit: "visited",
		domain.Portal: "looked at the portal"}[k]
}
