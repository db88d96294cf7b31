package commands

import (
	"fmt"
	"strings"

	"paidup/domain"
)

// Pack is the context of an escalation: its file as it stood when it was asked. It is kept as it is and never made anew.
// What the place it is shown in may not show is left out when it is drawn.
type Pack struct {
	On       domain.Date // the day it was made on
	Why      string      // rejected twice for the same thing
	Cents    domain.Money
	Billed   bool // Cents is an open balance; otherwise it is "not billed"
	Began    string
	Since    domain.Date // Began is received, or invoiced, on it
	Happened []PackLine  // the newest, oldest first
	Held     []PackHeld  // calendar days up to On, in the order in which they first had the file
	Tried    string
}

// PackLine is one thing that happened.
type PackLine struct {
	On    domain.Date
	What  string       // rejected
	Whom  string       // a company; empty where it is the customer
	Cents domain.Money // 0: none
	Words string       // typed by a person, or why it came back
}

// PackHeld is how many days somebody had the file.
type PackHeld struct {
	Name string
	Days int
}

// packLines is how much of what happened a pack tells.
const packLines = 4

// pack is the file's context on the day.
func pack(f *domain.File, today domain.Date, people People) Pack {
	s := &f.State
	p := Pack{On: today, Why: whyNow(f), Began: "received", Since: s.Received, Tried: tried(f, people)}
	p.Cents = max(s.Amount()-s.Invoiced(), 0)
	if inv := s.OldestOpen(""); inv != nil {
		p.Cents, p.Billed, p.Began, p.Since = s.Balance(), true, "invoiced", inv.On
	}
	for _, ch := range standing(f) {
		p.Happened = append(p.Happened, happened(f, &ch)...)
	}
	p.Happened = p.Happened[max(0, len(p.Happened)-packLines):]
	for _, h := range f.HeldDays(today) {
		p.Held = append(p.Held, PackHeld{holderOf(f, h.Holder), h.Days})
	}
	return p
}

// holderOf is who has the file: the company where the file names one, else the role.
func holderOf(f *domain.File, h domain.Holder) string {
	return morning{}.holder(domain.FileLine{WaitingOn: h, Facts: f.State.Facts})
}

// company is a payer's or reviewer's name; empty where it is the customer's own.
func company(f *domain.File, name string) string {
	if same(name, f.State.Facts.Customer) {
		return ""
	}
	return shortName(name)
}

// happened is what the change did, as a line of the context; nothing where it moved neither rounds nor money.
func happened(f *domain.File, ch *domain.Change) []PackLine {
	switch {
	case ch.Verb == "reverse":
		return []PackLine{{On: ch.On(), What: "a payment was returned", Words: ch.Words}}
	case len(ch.Payments) > 0:
		v := ch.Payments[0]
		return []PackLine{{On: v.On, What: "payment from", Whom: company(f, v.Payer), Cents: v.Amount}}
	case len(ch.Invoices) > 0:
		v := ch.Invoices[0]
		return []PackLine{{On: v.On, What: "invoice to", Whom: company(f, v.Payer), Cents: v.Amount}}
	}
	var out []PackLine
	for _, e := range ch.Rounds {
		out = append(out, roundLine(f, e))
	}
	return out
}

func roundLine(f *domain.File, e domain.RoundEvent) PackLine {
	l := PackLine{On: e.On, Words: e.Words}
	switch e.Event {
	case domain.RoundSubmitted:
		l.What = fmt.Sprintf("submitted, round %d", e.Round)
		if e.Round == 1 {
			l.What, l.Whom = "submitted to", company(f, e.To)
		}
	case domain.Rejected:
		l.What = "rejected"
		if len(e.ErrorTypes) > 0 {
			l.Words = strings.Join(e.ErrorTypes, ", ")
		}
	case domain.Withdrawn:
		l.What = "taken back"
	default:
		l.What, l.Cents = "approved", e.Amount
	}
	return l
}

// join joins what is not empty.
func join(sep string, parts ...string) string {
	return strings.Join(keep(parts, func(s string) bool { return s != "" }), sep)
}
